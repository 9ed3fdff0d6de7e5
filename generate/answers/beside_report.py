"""What is asked in one breath with a report, of something other than what befell. Pure.

"ALT went up to grade 3: what now, and may she take omeprazole?" gets the advice on the reaction first; the second thing
is answered as it would be by itself, or named as left open. A dose is never put beside what befell: it is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generate.answers.covers.cover import cover
from generate.answers.rank import ADVICE
from generate.question import Question
from generate.questions.asked import needs
from generate.questions.need import Need
from generate.questions.parts import Part, asks
from generate.questions.vocabulary import Vocabulary
from generate.reading import Reading
from generate.triage.needs import Triage
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

_ADVICE = ADVICE | {"what_to_do"}
_OF_WHAT_BEFELL = _ADVICE | {"side_effects", "overdosage"}
"""Topics that advice on what befell answers."""
_LEFT_OPEN = "part_not_covered|"
_HOW_OFTEN = frozenset({"interval", "rate"})
_DOSES = frozenset({"dose", "interval", "reduction_steps", "max_dose"})
"""Topics that ask for a dose: what is due after a reaction isn't the dose of those without one."""


def also_asked(parts: Sequence[Part], product: str, taxonomy: Taxonomy) -> Iterator[tuple[Part, tuple[Need, ...]]]:
    """The parts that ask of something else than what befell (another medicine, a test, a topic of its own), each with
    what it asks by itself."""
    if len(parts) < 2 and not any(part.told for part in parts):
        return
    for part in parts:
        own = needs(part.question, product, taxonomy)
        if _is_another(own):
            yield part, own


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


def asks_a_dose(own: Sequence[Need]) -> bool:
    """Whether a part asks for a dose, which nothing but a person gives beside a report."""
    return any(need.id in _DOSES for need in _topics(own))


def told_already(part: Part, own: Sequence[Need], shown: Sequence[Reading], words: Vocabulary) -> bool:
    """Whether what is shown on what befell speaks of what the part itself asks: "resume at the next lower dose"."""
    if asks_a_dose(own) and any("dose_change" in reading.topics for reading in shown):
        return True
    if {need.id for need in _topics(own)} <= _HOW_OFTEN and any("monitoring" in reading.topics for reading in shown):
        return True  # "as clinically indicated"
    return any(cover(part.question, own, reading, words).complete for reading in shown)


def _is_another(own: Sequence[Need]) -> bool:
    if any(need.kind == "named" and need.id.startswith("product:") for need in own):
        return True
    if any(need.kind == "event" for need in own):
        return False
    return any(need.id not in _OF_WHAT_BEFELL for need in _topics(own))


def _topics(asked: Sequence[Need]) -> list[Need]:
    return [need for need in asked if need.kind == "topic"]
