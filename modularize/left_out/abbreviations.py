"""Lines that only spell abbreviations out ("SE, standard error; CI, confidence interval")."""

from __future__ import annotations

import re

__all__ = ["spells_out"]

_SPELT = re.compile(
    r"(?:^|"
    r"[;；.]\s*)(?:(?:abbreviations?|缩写|缩略语|略語)[:：]?\s*)?(?P<short>[A-Za-z][\w/-]{0,9})\s?[,=:：，]\s?[a-z\u4e00-\u9fff][^;；=]{2,60}"
)
_BRIEF = 4
"""Letters of a short form that bears no capital within it and no digit ("vs", "Gly", "Pt")."""


def spells_out(text: str) -> bool:
    """True for three short forms or more, each with its words; names of medicines with what they are for are none."""
    bare = text.strip().lstrip("= ")
    if _SPELT.match(bare) is None:
        return False
    return sum(_is_short(found["short"]) for found in _SPELT.finditer(bare)) >= 3


def _is_short(form: str) -> bool:
    return len(form) <= _BRIEF or any(sign.isupper() or sign.isdigit() for sign in form[1:])
