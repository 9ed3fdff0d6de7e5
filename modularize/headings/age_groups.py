"""Headings for an age that end where the text turns to another: "For adults" stands over no dose for children.

A layout gives the doses for children often no heading of their own; they would be read under that of the adults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.models import Passage, PassageKind

_ADULTS = r"erwachsenen?\b|adults?\b|成人|大人"
_CHILDREN = (
    r"kinde?rn?\b|säuglingen?\b|kleinkinder|neugeborene|child(?:ren)?\b|infants?\b|newborns?\b|小児|儿童|兒童|婴儿|嬰兒"
)
_OLDER = r"ältere[nr]?\b|elderly\b|older\b|高齢者|老年"
_OPENS = r"\W*(?:(?:für|bei|for|in|dosierung (?:für|bei|von)|anwendung (?:bei|von))\s+(?:die\s+|the\s+)?)?"
_GROUPS = [re.compile(words, re.IGNORECASE) for words in (_ADULTS, _CHILDREN, _OLDER)]
_FIRST = [re.compile(_OPENS + f"(?:{words})", re.IGNORECASE) for words in (_ADULTS, _CHILDREN, _OLDER)]
_LONGEST = 80
_TEXT = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def _named(heading: str) -> set[int]:
    return {at for at, words in enumerate(_GROUPS) if words.search(heading)}


def under_other_age(passages: Iterable[Passage]) -> frozenset[int]:
    """Places of the passages over which the heading of an age does not stand: one opens with another, others follow."""
    found: set[int] = set()
    ended: tuple[str, ...] | None = None
    for passage in passages:
        path = passage.heading_path
        if path != ended:
            ended = None
        if ended is None and len(path) > 1 and passage.kind in _TEXT and len(path[-1]) <= _LONGEST:
            groups = _named(path[-1])
            first = next((at for at, words in enumerate(_FIRST) if words.match(passage.text)), None)
            if groups and first is not None and first not in groups:
                ended = path
        if ended is not None:
            found.add(passage.seq)
    return frozenset(found)
