"""Lines that only ask: the words that answer them stand below."""

from __future__ import annotations

import re

__all__ = ["is_question"]

_ASKED = re.compile(
    r"[?？]$|^\W*(?:Q|問|質問)\s?\d*\s?[.．:：)）].*[?？][」』”]$|^(?:患者|病人)(?:さん)?\s?[:：]\s?「.*」$"
)
"""A question, or what a patient says in a dialogue."""
_LONGEST = 150
_GOES_ON = re.compile(r"[.。!]\s*\S")


def is_question(bare: str) -> bool:
    """Is a short line one question, or one remark of a patient, and nothing else?"""
    said = bare[:-1] if bare.endswith("」") else bare
    return len(bare) < _LONGEST and bool(_ASKED.search(bare)) and not _GOES_ON.search(said.rstrip(".…。"))
