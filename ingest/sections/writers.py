"""Guides that tell writers what a label has to say: they have a label's headings, and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.reading import Block

__all__ = ["is_guide_for_writers"]

_PRESCRIBES = re.compile(
    r"記載(?:すること|しない(?:こと)?|は不要|する必要|されたい)|"
    r"\bshould be (?:stated|given|mentioned|included|described) (?:in|under) (?:this |the )?(?:sub)?section|"
    r"\b(?:ist|sind) (?:hier|in diesem Abschnitt|an dieser Stelle) (?:anzugeben|aufzuführen)\b|"
    r"应(?:当)?在?本?(?:项|章节|部分)?(?:下|中)?(?:写明|列出|注明|撰写)",
    re.IGNORECASE,
)
"""Words that say what is to be written, and where."""
_SIGNS = ("記載", "anzugeben", "aufzuführen", "写明", "列出", "注明", "撰写")
"""One of them, or both words of the English form, stands in whatever the pattern finds."""
MOST, SHARE = 15, 0.05
"""So many passages, and such a share of all, prescribe what to write in a guide for writers."""


def is_guide_for_writers(blocks: Sequence[Block]) -> bool:
    """Do many of the document's own passages prescribe what a label has to state?

    Its examples are of nobody's medicine, so it has neither a product nor the sections of a label.
    """
    whole = "\n".join([block.text.casefold() for block in blocks])
    signs = [sign for sign in _SIGNS if sign in whole]
    if not signs and not ("should be " in whole and "section" in whole):
        return False
    prescribing = sum(
        1 for block in blocks if _may_prescribe(block.text.casefold(), signs) and _PRESCRIBES.search(block.text)
    )
    return prescribing >= MOST and prescribing >= SHARE * len(blocks)


def _may_prescribe(low: str, signs: Sequence[str]) -> bool:
    """``signs``: those of :data:`_SIGNS` that the document holds at all."""
    if "should be " in low and "section" in low:
        return True
    return bool(signs) and any(sign in low for sign in signs)
