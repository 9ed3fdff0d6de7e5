"""What is asked in one breath with a report, of something other than what befell. Pure.

"ALT went up to grade 3: what now, and may she take omeprazole?" gets the advice on the reaction first; the second thing
is answered as it would be by itself, or named as left open. A dose is never put beside what befell: it is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from generate.answers.cover import cover
from generate.question import Question
from generate.questions.asked import Need, needs
from generate.questions.parts import Part, asks
from generate.questions.vocabulary import Vocabulary
from generate.reading import Reading, with_implied
from generate.triage.needs import Triage
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

_OF_WHAT_BEFELL = frozenset({"management", "dose_change", "what_to_do", "side_effects", "overdosage"})
"""Topics that advice on what befell answers."""
_LEFT_OPEN = "part_not_covered|"
_ADVICE = frozenset({"management", "dose_change", "what_to_do"})
_HOW_OFTEN = frozenset({"interval", "rate"})
_DOSES = frozenset({"dose", "interval", "reduction_steps", "max_dose"})
"""Topics that ask for a dose: what is due after a reaction isn't the dose of those without one."""


def also_asked(parts: Sequence[Part], product: str, taxonomy: Taxonomy) -> list[Part]:
    """The parts that ask of something else than what befell: another medicine, a test, a topic of its own."""
    if len(parts) < 2 and not any(part.told for part in parts):
        return []
    return [part for part in parts if _is_another(needs(part.question, product, taxonomy))]


def conditions_told(found: Triage, read: Question) -> frozenset[str]:
    """Topics that a report itself is about: pregnancy, nursing, an overdose."""
    nursed = "lactation" in read.topic_ids and "pregnancy" not in read.topic_ids
    topics = {AnswerFlag.PREGNANCY: "lactation" if nursed else "pregnancy", AnswerFlag.OVERDOSE: "overdosage"}
    return frozenset(topic for flag, topic in topics.items() if flag in found.flags)


def wants_answer(found: Triage, asked: tuple[Need, ...]) -> bool:
    """Beside a report an answer is given where something is asked, or where the label has a chapter on it."""
    return bool(asked) and (found.asks or found.grave_allergy or found.has(AnswerFlag.PREGNANCY, AnswerFlag.OVERDOSE))


def asks_for_advice(question: Question) -> bool:
    """Whether it is asked what to do about what befell, beside whatever else is asked."""
    return bool(question.topic_ids & _ADVICE)


def without_what_is_told(notices: Sequence[str]) -> tuple[str, ...]:
    """The notices without those that name a piece which only tells ("Rash since Monday") as a question left open."""
    return tuple(n for n in notices if not (n.startswith(_LEFT_OPEN) and not asks(n.removeprefix(_LEFT_OPEN))))


def asks_a_dose(part: Part, product: str, taxonomy: Taxonomy) -> bool:
    """Whether a part asks for a dose, which nothing but a person gives beside a report."""
    return any(need.id in _DOSES for need in _topics(needs(part.question, product, taxonomy)))


def told_already(part: Part, shown: Sequence[Reading], product: str, taxonomy: Taxonomy, words: Vocabulary) -> bool:
    """Whether what is shown on what befell speaks of what the part itself asks: "resume at the next lower dose"."""
    own = needs(part.question, product, taxonomy)
    if asks_a_dose(part, product, taxonomy) and any("dose_change" in reading.topics for reading in shown):
        return True
    if {need.id for need in _topics(own)} <= _HOW_OFTEN and any("monitoring" in reading.topics for reading in shown):
        return True  # "as clinically indicated"
    return any(cover(part.question, own, reading, words).complete for reading in shown)


def on_what_is_asked(part: Part, answer: Sequence[Reading]) -> list[Reading]:
    """The answer to a part without statements on reactions that nobody told of."""
    events = with_implied(frozenset(need.id for need in part.asked if need.kind == "event"))
    return [reading for reading in answer if not reading.events or not events or events & reading.events]


def _is_another(own: Sequence[Need]) -> bool:
    if any(need.kind == "named" and need.id.startswith("product:") for need in own):
        return True
    if any(need.kind == "event" for need in own):
        return False
    return any(need.id not in _OF_WHAT_BEFELL for need in _topics(own))


def _topics(asked: Sequence[Need]) -> list[Need]:
    return [need for need in asked if need.kind == "topic"]
