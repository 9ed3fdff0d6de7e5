"""Degrees of renal impairment in words, as the intervals they stand for (FDA, EMA guidance on renal impairment). Pure.

"Severe renal impairment" is 15 to 30 mL/min, also in a statement: what forbids a medicine there is found by an eGFR.
"""

from __future__ import annotations

import re

from library.quantities import Measure, Quantity

_RENAL = r"(?:renal|kidney|niereninsuff|nierenfunktion|nierenschad|肾功|肾脏|腎機能|腎障害|腎不全|肾损|肾功能)"
_MILD, _MODERATE, _SEVERE = (
    r"mild(?:ly)?|leicht\w*|gering\w*|轻度?|軽度",
    r"moderate(?:ly)?|mittelschwer\w*|m(?:ä|a)ssig\w*|m(?:ä|a)ßig\w*|中等?度?",
    r"severe(?:ly)?|schwer\w*|stark|hochgradig\w*|重度?|严重|重篤な?|高度の?",
)
_LEVELS = {"mild": (60, 90), "moderate": (30, 60), "severe": (15, 30)}
_WORDS = re.compile(
    rf"(?P<first>(?P<a>{_MILD})|(?P<b>{_MODERATE})|(?P<c>{_SEVERE}))(?:的|の)?"
    rf"(?:[\s,/、~至到或和及-]|to|or|and|bis|oder|und|から|または)*"
    rf"(?P<second>(?P<d>{_MILD})|(?P<e>{_MODERATE})|(?P<f>{_SEVERE}))?"
    rf"(?:的|の)?(?:[\s(（][^.;。；]{{0,24}}?)?\s?{_RENAL}"
)


def renal_degrees(folded: str, *, forbids: bool = False) -> list[Measure]:
    """Intervals of kidney function (mL/min) that words of degree in a folded text stand for.

    ``forbids`` is whether the text forbids or warns: then "severe" holds for worse kidneys as well.
    """
    found = []
    for match in _WORDS.finditer(folded):
        levels = [
            name
            for name, groups in (("mild", "ad"), ("moderate", "be"), ("severe", "cf"))
            if any(match[group] for group in groups)
        ]
        low = min(_LEVELS[name][0] for name in levels)
        high = max(_LEVELS[name][1] for name in levels)
        low = 0 if forbids and "severe" in levels else low
        found.append(Measure(Quantity.RENAL, low, high, match.start(), match.end()))
    return found
