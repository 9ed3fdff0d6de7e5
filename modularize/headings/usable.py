"""Headings that stand over what is below them: those that are whole and say what it is."""

from __future__ import annotations

import re

from library import han
from modularize.left_out.exclude import QUESTION, is_leaflet_heading, unusable
from modularize.sentences.depends import HALF_WIDTH

__all__ = ["is_usable_heading"]

_UNENDED = re.compile(
    r"(?:,|\b(?:als|der|die|das|den|dem|des|ein|eine[rnms]?|und|oder|sowie|bzw\.?|mit|von|zur?|im|bei|für|nach|the|an?|"
    r"and|or|of|than|in|with|from|by))\s*$"
)
"""No heading ends so."""
_FORBIDS_WHEN = re.compile(
    r"\b(?:darf|dürfen|soll(?:te|ten|en)?|must|should|may|do)\b[^.:;]*\b(?:nicht|nur|erst|not|only)\b[^.:;]*,\s*$",
    re.IGNORECASE,
)
"""But for one that says what must not be, over the cases ("… dürfen nicht eingenommen werden, / wenn …")."""


_AXIS = han.compile(
    r"^\W*(?:time|zeit|时间|時間)\W{1,3}(?:after \w+ )?\W?(?:hours?|hrs?|h|minutes?|min|days?|weeks?|months?|years?|"
    r"Stunden|Tage|Wochen|Monate|小时|天|周|月)\W*$",
    re.IGNORECASE,
)
"""The words at the axis of a chart."""
_SECOND_LINE = re.compile(r"^[(（][^()（）]{1,14}[)）]\s[a-z]{2,}\s")
"""The second line of a title, which a bracket opens: "(OS) from the phase III study"."""
_BRACKETED_END = re.compile(r"^[(（][^()（）]{1,60}[)）]\s*[?？]$")
"""The last line of a question that stands over another one: "(A HORMONE)?"."""
_DIVISOR = re.compile(r"^\W*\d+(?:[.,]\d+)?\s?\((?:mg|g|µg|μg|mcg|mL|ml|units?|I\.?U\.?)\s?/")
"""The line under the bar of a formula: "21 (mg/mL, concentration …)"."""


_COUNTED = re.compile(r"^\W*[a-z\d]{1,3}\)")  # "b)" of a heading: one half of a bracket
_ONE_WORD = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜß]{8,}:?")
"""A German heading in capitals, which is often one word: GEGENANZEIGEN."""


_CITED = re.compile(r"(?:[¹²³⁰⁴-⁹]|(?<=\s)\d)[\s,，、～~–\-\d¹²³⁰⁴-⁹]*[)）]\s*$")
"""Marks of references behind a heading ("7. 過量投与³）", "… 17, 18）"): their bracket is half of none."""
_PICTURE = r"\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d"
_PICTURES = re.compile(rf"^\s*[{_PICTURE}][{_PICTURE}\s]*|[{_PICTURE}][{_PICTURE}\s]*$")
"""Small pictures that a site sets before or behind the words of a heading."""


def is_usable_heading(heading: str) -> bool:
    """Does a heading say what stands below it, and is it whole?"""
    heading = _PICTURES.sub("", heading)
    bare = _CITED.sub("", _COUNTED.sub("", heading)).translate(HALF_WIDTH)
    if any(bare.count(right) > bare.count(left) for left, right in ("[]", "()")):
        return False  # the end of a line that a column broke
    if any(of.match(heading) for of in (_AXIS, _DIVISOR, _SECOND_LINE, _BRACKETED_END)):
        return False
    if _UNENDED.search(heading) and not (is_leaflet_heading(heading) or _FORBIDS_WHEN.search(heading)):
        return False  # the beginning of one
    shouted = _ONE_WORD.fullmatch(heading.strip()) or (
        heading.isupper()
        and heading.isascii()
        and re.search(r"[ -]", heading.strip())
        and not re.search(r"\d", heading)
    )
    return (
        (bool(shouted) or unusable(heading) in ("", QUESTION))
        and len(heading.strip()) > 1
        and not re.search(r"\s[=＝]\s", heading)
    )
