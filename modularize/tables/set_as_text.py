"""Tables and drawings of which a page gave only loose lines: what stands in them cannot be read line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete

__all__ = ["SET_AS_TEXT", "in_tables_as_text"]

SET_AS_TEXT = "it stands in a table or drawing of which only loose lines were read: columns may have been read across"
_CAPTION = re.compile(
    r"^\W*(?:(?:table|tab\.|tabelle|figure|fig\.|abbildung|abb\.|algorithm|"
    r"algorithmus)\s?[A-Z]?\d+[a-z]?\b(?! (?:shows?|"
    r"summari|lists|presents|suggests|provides|zeigt|gives|describes))|(?:[表図图])\s?\d+(?![^。]{0,40}(?:所示|显示|"
    r"示す)))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\W*(?:[A-Z]?\d+(?:\.\d+)+|\d+\.|\d{1,2}(?=[\u3400-\u9fff])|[一二三四五六七八九十]+[、.．])\s?\S"
)
_PICTURE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*")
"""A picture as Markdown sets it: no line that was read."""
_AROUND = (PassageKind.HEADER, PassageKind.FOOTER)
_ROWS = (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)
_LONG, _LONG_CJK, _SHORT = 220, 90, 120
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def in_tables_as_text(passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of the passages behind a title of a table without rows, up to the next numbered heading or running text.

    Only where what follows is lines: two of the next four do not end as sentences do.
    """
    body = [p for p in passages if p.kind not in _AROUND]
    found: set[str] = set()
    at = 0
    while at < len(body):
        if _is_title(body[at]) and (end := _end(body, at + 1)) > at + 2:
            found.update(p.id for p in body[at + 1 : end])
            at = end
        else:
            at += 1
    return frozenset(found)


def _is_title(passage: Passage) -> bool:
    return passage.kind not in _ROWS and len(passage.text) < 220 and bool(_CAPTION.match(passage.text))


def _end(body: Sequence[Passage], start: int) -> int:
    following = body[start : start + 4]
    head = next((i for i, p in enumerate(following) if p.kind is PassageKind.HEADING and _NUMBERED.match(p.text)), 4)
    following = [p for p in following[:head] if not _PICTURE.fullmatch(p.text)]
    if any(p.kind in _ROWS for p in following[:2]):
        return start
    if sum(not is_complete(p.text) and len(p.text) < _SHORT for p in following) < 2:
        return start
    at = start
    while at < len(body) and at - start < 120:
        passage = body[at]
        long = _LONG_CJK if _CJK.search(passage.text) else _LONG
        is_text = passage.kind is PassageKind.PARAGRAPH and len(passage.text) > long and is_complete(passage.text)
        is_head = passage.kind is PassageKind.HEADING and _NUMBERED.match(passage.text)
        if passage.kind in _ROWS or is_text or is_head or _is_title(passage):
            break
        at += 1
    return at
