"""References of an insert to its own places: which of their marks are no brackets, which hold words of their own."""

from __future__ import annotations

import re

__all__ = ["tells_reason", "without_item_numbers"]

_ITEM_NUMBERS = re.compile(r"(?<=項)[\s　]*(?:[（(]?\d{1,2}[)）][\s　、，,及びと]*)+(?=[をも]?参照)")
_SENTENCE_WITHIN = re.compile(r"[^\s。］\])）][。．](?=[^。．\s］\])）])")


def without_item_numbers(text: str) -> str:
    """The text without the numbers of items in its references: in 「重大な副作用」の項2)参照 no bracket is closed."""
    return _ITEM_NUMBERS.sub("", text) if "参照" in text else text


def tells_reason(bracketed: str) -> bool:
    """Does a bracket say something before it sends the reader on: "［出血を助長する。「慎重投与」の項参照］"?"""
    return bool(_SENTENCE_WITHIN.search(bracketed))
