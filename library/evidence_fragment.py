"""A part cut from a source sentence: does what was left out change what it says?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from library.evidence_reading import EDGE, SEMICOLON, Read
from library.evidence_terms import (
    comparators,
    conditions,
    modality,
    negations,
    populations,
    qualifiers,
    without_qualifiers,
)
from library.models import Finding, Severity
from library.numbers import NumberKind, numbers
from library.text import squeeze

_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]")
_LETTER_END = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]$")
_MODAL_END = re.compile(
    r"\b(?:may|might|can|could|should|must|shall|will|would|kann|können|könnte|soll|sollte|muss|darf)\s*$|"
    r"(?:可能|也许|应|应当|必须)$",
    re.IGNORECASE,
)
_MODAL_BEGIN = re.compile(r"(?:する)?(?:ことがあ|おそれ|可能性|かもしれ)")
_OPENING = re.compile(r"^\W*(?:Bei|Beim)\s[^.;:]{2,90},\s*$")
"""A German sentence's opening that says for what all the rest holds."""
_AFTER_COMMA = re.compile(r",\s*$")
_RELATIVE = re.compile(
    r"(?:(?:bei|in|an|mit|für|von|zu|aus) )?(?:die|der|das|denen|deren|dessen|dem|den|welche[rsnm]?)\b|also\b|"
    r"(?:in |with |for |of )?(?:who|whom|whose|which)\b"
)
"""How a part begins that says something of a noun in front of it."""
_PEOPLE = re.compile(
    r"(?:\b(?:in|for|among|with|bei|für|unter|von)\s[^,;.]{0,60}\b(?:patients?|subjects|women|men|children|people|"
    r"Patient\w*|Frauen|Männern?|Personen|Kindern?|Probanden)\b)|"
    r"(?:对于?|在)[^，。；]{0,24}(?:患者|病人|人群|女性|男性|者)(?=中?[，,])|"
    r"[^、。；]{1,24}(?:患者|女性|男性|者)(?:では|には|においては)(?=、)",
    re.IGNORECASE,
)
"""People a sentence opens with, of whom all that follows is said."""


_TIME_POINT = re.compile(
    r"\b(?:at|by|after|over|through|during|within|until|to|for) (?:the (?:first|last) )?"
    r"(?:(?:weeks?|months?|days?|years?) \d+|\d+[ -](?:weeks?|months?|days?|years?|hours?)\b)|"
    r"第 ?\d+ ?(?:周|个月|月|天|年)|\d+ ?(?:周|个月|天|年)(?:时|后|末|内)|"
    r"\b(?:in|zu|bis) (?:Woche|Monat|Tag|Jahr) \d+|"
    r"\b(?:nach|über|innerhalb von) \d+ (?:Wochen|Monaten?|Tagen?|Jahren?|Stunden)|"
    r"\d+ ?(?:週|ヵ月|カ月|か月|ヶ月|日|年)(?:時|後|目)",
    re.IGNORECASE,
)
"""When a result was measured."""
_SPAN_OF_TIME = re.compile(
    r"\b(?:weeks?|months?|days?|years?|hours?|Wochen?|Monat\w*|Tag\w*|Jahr\w*|Stunden?)\b|[周月天年週日時]",
    re.IGNORECASE,
)
_RESULTS = (NumberKind.PERCENT, NumberKind.POINTS, NumberKind.PART)


def time_left_out(mine: Read, rest: str, context: str) -> str:
    """The time point that ``rest`` names where the text gives a result and neither it nor its context any time."""
    found = _TIME_POINT.search(rest)
    if found is None or "\t" in rest or _SPAN_OF_TIME.search(f"{mine.text}\n{context}"):
        return ""
    is_result = any(number.kind in _RESULTS for number in numbers(mine.text, mine.language))
    return found.group().strip() if is_result else ""


def fragment_findings(mine: Read, part_of: Sequence[Read], context: str) -> Iterator[Finding]:
    """A part of a sentence, unless some source holds it with nothing left out that changes it."""
    losses = [(loss, read) for read in part_of if (loss := _left_out(mine, read, context))]
    if len(losses) == len(part_of):
        (kind, words), read = losses[0]
        message = f"Cut from a sentence whose rest holds a {kind} (“{words}”)."
        yield Finding(
            code="evidence.fragment_omits",
            severity=Severity.BLOCKING,
            message=message,
            words=mine.text,
            source_words=read.text,
        )


def _left_out(mine: Read, read: Read, context: str) -> tuple[str, str] | None:
    """What the rest of the source sentence holds that changes the fragment: kind and words."""
    before, after = place_in(mine, read) or ("", "")
    before, after = SEMICOLON.split(before)[-1], SEMICOLON.split(after)[0]
    rest = f"{before} \n {after}"
    if qualifiers(rest) <= qualifiers(context):
        rest = without_qualifiers(rest)
    denied = negations(rest)
    if denied:
        return "denial", denied[0]
    if conditions(rest):
        return "condition", conditions(rest)[0]
    if (modal := _MODAL_END.search(before) or _MODAL_BEGIN.match(after)) is not None:
        return "modality", modal.group().strip()
    if _OPENING.match(before):
        return "condition", before.strip(" ,")
    if _AFTER_COMMA.search(before) and _RELATIVE.match(mine.text):
        return "noun that it begins by pointing to", before.strip(" ,").split(",")[-1].strip()
    patients = _PEOPLE.search(before)
    if patients and not _PEOPLE.search(mine.text + context):
        return "population", patients.group().strip()
    stated = populations(mine.text) | populations(context)
    if when := time_left_out(mine, rest, context):
        return "time point", when
    for kind, words in (
        ("statistical qualifier", qualifiers(rest) - qualifiers(mine.text + context)),
        ("population", populations(rest) - stated),
        ("comparator", comparators(rest) - comparators(mine.text + context)),
        ("modality", modality(rest) - modality(mine.text)),
    ):
        if words:
            return kind, sorted(words)[0]
    return None


def place_in(mine: Read, read: Read) -> tuple[str, str] | None:
    """The words of a source sentence before and after a part of it; None where it holds the part only inside a word."""
    at = read.squeezed.find(mine.squeezed)
    while at >= 0:
        before, after = _unsqueezed(read.text, at, at + len(mine.squeezed))
        if not (_LETTER_END.search(before) and _LETTER.match(mine.squeezed)) and not (
            _LETTER.match(after) and _LETTER_END.search(mine.squeezed)
        ):
            return before, after
        at = read.squeezed.find(mine.squeezed, at + 1)
    return None


def _unsqueezed(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of ``text`` before and after a span of its key (squeezed, edges trimmed)."""
    trimmed = EDGE.match(text)
    first = trimmed.end() if trimmed and trimmed.start() == 0 else 0
    length, begins, ends = 0, first, len(text)
    for index in range(first, len(text)):
        if length <= start:
            begins = index
        length += len(squeeze(text[index]).casefold())
        if length >= end:
            ends = index + 1
            break
    return text[:begins], text[ends:]
