"""Sentences that a line, a column or a page tore in two: which halves belong together, and which lost their other."""

from __future__ import annotations

import re
from collections.abc import Collection

from library import han
from modularize.sentences.depends import is_complete, is_stem, reads_as_heading

__all__ = ["are_torn", "lost_its_beginning"]

_COUNTS_NEXT = re.compile(r"\b(?:war|waren|betrug|betrugen|wurden|lag|lagen|bei|was|were)\s*$")
_FIGURE_LAST = re.compile(r"(?<![\d./-])\d+(?:[.,]\d+)?(?:\s?[–~-]\s?\d+(?:[.,]\d+)?)?\s*$")
_UNIT_FIRST = han.compile(
    r"(?:Stunden?|Minuten?|Tag(?:e|en)?|Wochen?|Monat(?:e|en)?|Jahr(?:e|en)?|Patient(?:en)?|Prozent|hours?|minutes?|days?|"
    r"weeks?|months?|years?|patients?|per ?cent|m[lg]|kg|g|µg|μg|mcg|mmol|I\.?E\.?|IU|[%％])(?![^\W\d_])"
)
_DOSE_LAST = re.compile(r"(?<![\d.,/-])\d[\d.,]*\s?(?:mg|g|µg|μg|mcg|I\.?E\.?|IU|units|Einheiten)\s*$")
_OPEN_LAST = re.compile(
    r"(?<!\w)(?:within|of|with|for|than|from|by|at|after|before|every|over|under|between|until|and|or|the"
    r"|innerhalb|mit|von|nach|vor|bis|als|für|und|oder|zwischen|über|unter)\s*$"
)
_WORDS = 5
"""A line of so many words whose last one asks for another, before a figure, stopped in the middle."""
_LONG = 60
"""Code points of a line that is no heading."""


def are_torn(before: str, after: str) -> bool:
    """Does ``after`` go on with the sentence that ``before`` stops in, though neither shows it by its letters?

    A verb or a preposition waits for its figure, a figure for its unit, a long line in words for the bracket that
    explains the last.
    """
    if after[:1].isdigit() and _OPEN_LAST.search(before) and len(before.split()) >= _WORDS:
        return True
    if len(before) <= _LONG:
        return False
    if _COUNTS_NEXT.search(before) and after[:1].isdigit():
        return True
    if _FIGURE_LAST.search(before):
        return bool(_UNIT_FIRST.match(after))
    if _DOSE_LAST.search(before):
        return _is_dosed(next(iter(after.split()), ""), f"{before} {after}")
    is_open = before.rstrip()[-1:].isalpha() and not (
        is_complete(before) or is_stem(before) or reads_as_heading(before)
    )
    return is_open and "," in before and bool(re.match(r"[(（][^()（）]{3,60}[)）]\s?[,，、;；.。]", after))


def _is_dosed(name: str, text: str) -> bool:
    """Is a word the substance whose amounts are told elsewhere in the text ("200 mg Substance")?"""
    bare = name.strip("(),.;")
    named = rf"\d\s?(?:mg|g|µg|μg) {re.escape(bare)}\b"
    return len(bare) > 3 and bare[:1].isupper() and len(re.findall(named, text)) > 1


def lost_its_beginning(before: str, first: str, names: Collection[str]) -> bool:
    """Do words in lower case behind a whole sentence begin within another one, whose beginning stands nowhere?"""
    is_low = first[:2].islower() and first[:2].isalpha() and not re.match(r"[a-z][\w-]+\s?[®™]", first)
    return is_low and first.split(maxsplit=1)[0] not in names and is_complete(before) and not is_stem(before)
