"""Lines that name the table right below them, though the layout set them as text."""

from __future__ import annotations

import re

from modularize.sentences.depends import is_complete, says_something

__all__ = ["is_caption_like"]

_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_NUMBERED = re.compile(r"[「【\[]?\s?表\s?[\d０-９一二三四五六七八九十]{1,3}\s?[」】\]:：.．、\s]")
"""The number of a table at the head of its title in Chinese or Japanese."""
_LONGEST, _LONGEST_CJK, _LONGEST_NUMBERED = 200, 70, 200


def is_caption_like(text: str) -> bool:
    """A line above a table that names it: no end mark, no verb, not long; one with the table's number may have both."""
    bare = text.strip()
    if is_complete(bare):
        return False
    if _NUMBERED.match(bare) and len(bare) <= _LONGEST_NUMBERED and "。" not in bare:
        return True
    return len(bare) <= (_LONGEST_CJK if _CJK.search(bare) else _LONGEST) and not says_something(bare)
