"""Is the title of a document that of the whole, or only of the first of its chapters?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.headings.unlisted import unlisted

__all__ = ["whole_title"]

_HEADS = (PassageKind.HEADING, PassageKind.TITLE)
_COUNTED = re.compile(
    r"\W*(?:第\s*[\d一二三四五六七八九十百]+\s*[章篇編回]|(?:Kapitel|Chapter)\s+\d+\b)", re.IGNORECASE
)
"""A chapter that says so."""
_ONE, _OTHERS = 1, 2
"""Further counted chapters, and further chapters on diseases, from which the first is one among several."""


def whole_title(passages: Sequence[Passage], title: str) -> str:
    """The title; "" where it heads one chapter of several, each counted or on a disease of its own.

    What such a chapter is about, those behind it are not.
    """
    at = next((n for n, p in enumerate(passages) if p.kind in _HEADS and p.text.strip() == title.strip()), None)
    if at is None or passages[at].heading_path:
        return title
    beside = [p for p in passages[at + 1 :] if p.kind is PassageKind.HEADING and not p.heading_path]
    if _COUNTED.match(title) and sum(bool(_COUNTED.match(p.text)) for p in beside) >= _ONE:
        return ""
    if passages[at].kind is PassageKind.TITLE or not any(p.heading_path == (passages[at].text,) for p in passages):
        return title
    named = {unlisted(p.text, p.language, ()) for p in beside} - {""}
    others = [name for name in named if name.casefold() not in title.casefold()]
    return "" if len(others) >= _OTHERS else title
