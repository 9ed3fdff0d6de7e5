"""What a Japanese text says once for several statements: whose data they are, and in what case they count.

"（外国人のデータ）" behind the last stop of a paragraph holds for all of it; "7.3 … 以下の報告を参考に…" opens 7.3.1
and 7.3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment

__all__ = ["with_told_beside"]

_WHOSE = re.compile(
    r"[。．][\s　]*([（(〔](?:[^（()）〔〕。]{0,12}(?:外国人|日本人|海外|国内|健康成人)[^（()）〔〕。]{0,12}|"
    r"[^（()）〔〕。]{2,16}(?:データ|における成績))[)）〕])[\s　]*$"
)
"""A bracket alone behind the last stop of a paragraph that names people or where they live."""
_NUMBER = re.compile(r"[\s　＊※*]*(\d{1,2}(?:[.．]\d{1,2}){1,2})[\s　]+")
_POINTS = re.compile(r"(?:以下|次|下記)の[^。]{1,40}[。．][\s　]*(?:[［\[][^］\]]*[］\]][\s　]*)?$")
_TEXT = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def with_told_beside(segments: Iterable[Segment], passages: Sequence[Passage]) -> list[Segment]:
    """The segments, each with what its paragraph, or the number over its own, says for it too."""
    over = _numbers_over(passages)
    return [_with(segment, over) for segment in segments]


def _with(segment: Segment, over: dict[str, Quote]) -> Segment:
    first = segment.first
    if first.language != "ja" or first.kind not in _TEXT:
        return segment
    told = list(segment.context)
    opening = over.get(first.id)
    if opening is not None and opening not in told and opening.passage.id != first.id:
        told.append(opening)
    last = segment.origin[-1]
    whose = _WHOSE.search(last.passage.text)
    if whose is not None and last.end <= whose.start(1):
        told.append(Quote(last.passage, whose.start(1), whose.end(1)))
    return replace(segment, context=tuple(told)) if len(told) > len(segment.context) else segment


def _numbers_over(passages: Sequence[Passage]) -> dict[str, Quote]:
    """The statement "n.m" that points to what is below it, for each statement "n.m.k" right behind it."""
    found: dict[str, Quote] = {}
    opening: Quote | None = None
    number = ""
    for passage in passages:
        own = _NUMBER.match(passage.text) if passage.kind in _TEXT and passage.language == "ja" else None
        if own is None:
            opening = opening if passage.kind in (PassageKind.HEADER, PassageKind.FOOTER) else None
        elif opening is not None and own[1].startswith(f"{number}."):
            found[passage.id] = opening
        else:
            pointing = _POINTS.search(passage.text)
            opening = Quote(passage, own.end(), len(passage.text.rstrip())) if pointing else None
            number = own[1]
    return found
