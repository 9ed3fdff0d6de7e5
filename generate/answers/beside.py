"""What is told beside a question ("He had throat surgery.") and narrows it so far that nothing approved answers. Pure.

Where what is asked names something by itself (crushing the tablets, a live vaccine, an endpoint), it is asked again
without what was told; what the approved content says of a medicine told of, or of a pregnancy, then stands beside the
answer, and anything else told that could matter is named as not answered. A question that is about nothing but what is
told ("He has hepatitis B. What dose?") is never loosened that way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from generate.answers.choices.choose import best, speaks_for_itself
from generate.answers.choices.shelf import Shelf
from generate.questions.asked import settled
from generate.questions.figures import ADULT
from generate.questions.groups import group_of
from generate.questions.monitored import labs_asked
from generate.questions.need import ENDPOINTS, Need, bare
from generate.questions.parts import Part, Told
from generate.reading import Reading
from library.models import ModuleKind
from library.quantities import Quantity

_WHATEVER_ELSE_IS_TAKEN = frozenset(
    {"driving", "storage", "room_temperature", "shelf_life", "pack_size", "appearance", "strengths", "missed_dose"}
    | {"administration", "injection_place", "warming_up", "disposal", "mechanism", "excipients", "pen_use", "mixing"}
    | {"asthma_treatment", "sun", "traceability", "rate", "liver_tests", "food", "auc", "tmax", "half_life"}
)
"""Topics that no other medicine a patient takes bears on."""
_NEVER_LOST = frozenset({"pregnancy", "lactation", "planning_pregnancy"})
"""People told of whose chapter is always shown, whatever is asked."""
_MOST = 4
_FRAMES: Mapping[str, Callable[[Need], bool]] = {
    "comparison": lambda need: need.kind == "event" or need.id in ENDPOINTS,
    "management": lambda need: need.id in ("dose_change", "pregnancy", "lactation"),
    "study_design": lambda need: need.kind == "term" and need.id in ("primary_endpoint", "secondary_endpoint"),
    "dose_change": lambda need: need.kind == "trait",
    "dose": lambda need: need.kind == "trait",
    "what_to_do": lambda need: need.kind in ("trait", "use", "term") or (need.kind == "topic" and not bare(need)),
    "interval": lambda need: _is_endpoint(need),
    "warnings": lambda need: _is_medicine(need),
    "interaction": lambda need: _is_medicine(need),
    "monitoring": lambda need: _is_medicine(need),
    "efficacy": lambda need: _is_endpoint(need) or need.kind == "code",
    "rate": lambda need: _is_endpoint(need) or need.id == "sample_size",
    "surgery": lambda need: need.id == "half_life",
    "metabolism": lambda need: need.id == "half_life",
    "treat_until": lambda need: need.kind == "event",
}
"""Topics that only frame a question where it holds such a need as well."""


def _is_endpoint(need: Need) -> bool:
    return need.kind == "topic" and need.id in ENDPOINTS


_NONE_STUDIED = re.compile(
    r"no (?:formal |clinical |specific |drug[- ]drug |drug )*interaction studies"
    r"|(?:未|尚未)(?:进行|开展)[^。]{0,12}相互作用|相互作用[^。]{0,8}(?:未|尚未)(?:进行|开展)|相互作用[^。]{0,12}(?:実施していない|検討していない)"
    r"|keine (?:\w+ )?(?:studien|untersuchungen)[^.]{0,20}wechselwirkung|keine wechselwirkungsstudien"
)
_SELDOM = frozenset({"rate", "interval", "comparison", "administration", "time_to_effect"})
"""Topics that a statement on something narrower answers without their words."""
_SAYS_WHAT = frozenset({"named", "code", "use"})
_OF_ITSELF = frozenset({"use", "code", "named", "event", "landmark"})


def without_told(part: Part, shelf: Shelf) -> Iterator[tuple[Part, tuple[Told, ...]]]:
    """The part without each sentence told beside it, then without all: ``(part, what was left out)``.

    Nothing where the rest names nothing by itself.
    """
    for left_out in _ways(part.told):
        told = {need for sentence in left_out for need in sentence.needs if need.id not in part.question.topic_ids}
        rest = settled([need for need in part.asked if need not in told])
        if len(rest) < len(part.asked) and (_names_something(rest, shelf) or labs_asked(part.question)):
            yield Part(part.question, rest), left_out


def _ways(told: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    yield from ((sentence,) for sentence in told)
    if len(told) > 1:
        yield tuple(told)


def _names_something(rest: Sequence[Need], shelf: Shelf) -> bool:
    by_itself = (n.kind in _OF_ITSELF or (n.kind == "topic" and n.narrows and not n.general) for n in rest)
    asks_in_general = any(n.kind == "topic" and n.general for n in rest)
    return any(by_itself) or (not asks_in_general and speaks_for_itself([n for n in rest if not bare(n)], shelf))


def without_frame(part: Part) -> Iterator[Part]:
    """The part without a topic that only frames what it asks: a comparison of an endpoint, a design whose primary
    endpoint is asked, a dose that would depend on weight or race. Nothing where it frames nothing."""
    for topic, framed in _FRAMES.items():
        need = Need("topic", topic)
        rest = [other for other in part.asked if other != need]
        if topic == "what_to_do" and any(other.kind == "event" for other in rest):
            continue  # a rate of the reaction is no answer to what is done about it
        if need in part.asked and any(framed(other) for other in rest):
            yield Part(part.question, settled(rest), told=part.told)


def without_one(part: Part, shelf: Shelf) -> Iterator[tuple[Part, str]]:
    """The part without one thing that seldom decides, and the notice of what is left open by that ("" for nothing).

    How often, beside what is done; an old patient's age, where something narrow is asked; one unknown word, where a
    medicine, a reaction, a use or a study says what is asked. Nothing where the rest names nothing by itself.
    """
    age = [need for need in part.asked if _is_old_age(need)]
    foreign = shelf.vocabulary.foreign(part.asked)
    ways: list[tuple[list[Need], str]] = [
        ([need], f"part_not_covered|{part.question.text}" if need.id == "time_to_effect" else "")
        for need in part.asked
        if need.kind == "topic" and need.id in _SELDOM
    ]
    ways += [(age, "")] if age else []
    asked_for = len(foreign) == 1 and _asked_for(foreign[0], part.question.masked)
    if len(foreign) == 1 and not asked_for and any(need.kind in _SAYS_WHAT for need in part.asked):
        ways += [([need for need in part.asked if need.id == foreign[0]], f"not_spoken_of|{foreign[0]}")]
    for dropped, notice in ways:
        rest = settled([need for need in part.asked if need not in dropped])
        narrow = [n for n in rest if n.narrows and not n.general and not bare(n) and n.kind != "number"]
        if narrow and len(rest) < len(part.asked):
            yield Part(part.question, rest, told=part.told), notice


def _asked_for(word: str, masked: str) -> bool:
    """Whether an unknown word is the very thing asked for ("which filter …?"): without it there is no answer."""
    before = r"(?:what|which|how (?:many|much|big|large|wide|long)|needs?|requires?|welche\w*|brauch\w*|benötig\w*)"
    return re.search(rf"(?<![a-z]){before} (?:[\w-]+ ){{0,4}}?{re.escape(word)}(?![a-z])", masked) is not None


def _is_old_age(need: Need) -> bool:
    of_age = need.measure is not None and need.measure.quantity is Quantity.AGE and need.measure.low >= ADULT
    return of_age or need == Need("topic", "elderly")


def on_what_was_told(
    part: Part, left_out: Sequence[Told], answer: Sequence[Reading], shelf: Shelf
) -> tuple[list[Reading], list[str]] | None:
    """``(statements, words)``: what must stand beside an answer given without what was told, and what is unanswered.

    None where another medicine was told of that nothing approved speaks of, and what is asked may turn on it.
    """
    beside: list[Reading] = []
    unanswered = []
    in_general = not {need.id for need in part.asked if need.kind == "topic"} <= _WHATEVER_ELSE_IS_TAKEN
    for sentence in left_out:
        found: list[Reading] = []
        for need in sorted(filter(_must_be_told, sentence.needs), key=lambda n: (n.kind, n.id)):
            found += best(part.question, (need,), shelf, False)[:1]
        beside += [reading for reading in found if reading not in answer and reading not in beside]
        if not found and any(map(_is_medicine, sentence.needs)) and in_general:
            return None
        if not found and any(map(_could_matter, sentence.needs)):
            unanswered.append(sentence.words)
    return beside, unanswered


def each_told(part: Part, shelf: Shelf, names: Callable[[str], str]) -> tuple[list[Reading], list[str]]:
    """What is asked in general ("dose reduction?") of somebody of whom several things are told, for each of them.

    ``(statements, words)``: kidneys, liver and age by what the label says of them and the thing asked, other medicines
    by what it says of their use together; ``words`` name the medicines it says nothing of. Empty where a group of
    people told of isn't met.
    """
    people: dict[str, list[Need]] = {}
    medicines = [need for need in part.asked if _is_medicine(need)]
    for need in part.asked:
        if group := group_of(need):
            people.setdefault(group, []).append(need)
    if not people or len(people) + len(medicines) < 2 or shelf.vocabulary.foreign(part.asked):
        return [], []
    told = {need for group in people.values() for need in group}
    rest = [n for n in part.asked if n not in told and n not in medicines and n.kind not in ("term", "word", "plain")]
    if not all(n.kind == "topic" and n.general for n in rest):
        return [], []
    answer: list[Reading] = []
    each = 1 if len(people) + len(medicines) > 2 else 2
    for group in sorted(people, key=lambda group: group == "age"):
        found = best(part.question, settled([*rest, *people[group]]), shelf, False) if rest else []
        if not found and group != "age":
            return [], []
        answer += [reading for reading in found[: 3 if group == "hepatic" else each] if reading not in answer]
    unanswered = []
    for need in medicines:
        found = best(part.question, (need,), shelf, False)
        answer += [reading for reading in found[:2] if reading not in answer]
        unanswered += [] if found else [names(need.id.removeprefix("product:").partition("|")[0])]
    return answer[:_MOST], unanswered


def not_studied(part: Part, shelf: Shelf) -> list[Reading]:
    """What the approved content says where an interaction is asked with a medicine that it does not name, and none was
    studied: "No interaction studies have been performed." Empty where it says nothing of the kind."""
    medicines = any(map(_is_medicine, part.asked))
    told = {need for sentence in part.told for need in sentence.needs} | {Need("topic", "interaction")}
    others = [n for n in part.asked if n.decides and not _is_medicine(n) and n not in told and n.id != "combined"]
    if not medicines or others or "interaction" not in part.question.topic_ids:
        return []
    said = [
        r for r in shelf.readings if r.module.content.kind is ModuleKind.INTERACTION and _NONE_STUDIED.search(r.body)
    ]
    return sorted(said, key=lambda r: (shelf.rank(r.module), r.id))[:1]


def _is_medicine(need: Need) -> bool:
    return need.kind == "named" and need.id.startswith("product:")


def _must_be_told(need: Need) -> bool:
    return (need.kind == "named" and need.id.startswith("product:")) or (
        need.kind == "topic" and need.id in _NEVER_LOST
    )


def _could_matter(need: Need) -> bool:
    if need.measure is not None:
        return need.measure.quantity is not Quantity.AGE
    return need.decides and need.kind not in ("number", "figure") and need.id != "elderly"
