"""Which lines are a table of contents, and where it is over, though the layout left its heading over what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from library.models import Passage, PassageKind
from modularize.left_out.exclude import DOT_LEADER, is_contents_heading

_PAGE_NUMBER = re.compile(r"[\s.…]\d{1,3}$")
STATEMENT = 40
"""Code points above which a line with a full stop is a statement and none of the contents."""


def beyond_contents(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages, of which those after the contents no longer stand under the heading of the contents.

    They are over at the first statement, and where a line comes again: that is the heading in the body.
    """
    found: list[Passage] = []
    seen: set[str] = set()
    place: tuple[str, ...] | None = None
    over = False
    for passage in passages:
        path = passage.heading_path
        if not path or not is_contents_heading(path[-1]):
            place = None
            found.append(passage)
            continue
        if path != place:
            place, over, seen = path, False, set()
        bare = " ".join(passage.text.split())
        leads = DOT_LEADER.search(bare) or _PAGE_NUMBER.search(bare)
        over = over or bare in seen or (len(bare) > STATEMENT and bare.endswith((".", "。")) and not leads)
        seen.add(bare)
        section = None if passage.section == "contents" else passage.section
        found.append(passage.model_copy(update={"heading_path": path[:-1], "section": section}) if over else passage)
    return tuple(found)


_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*\W{1,3}")
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_FEWEST = 3
"""Lines in a row that come again as headings."""


def announced(passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of lines in a row, three or more, each of which comes again below as a heading: a list of what follows."""
    last: dict[str, int] = {}
    for passage in passages:
        if passage.kind is PassageKind.HEADING:
            last[_bare(passage.text)] = passage.seq
    runs = groupby(passages, key=lambda p: p.kind in _LINES and last.get(_bare(p.text), -1) > p.seq)
    listed = [[p.id for p in run] for is_listed, run in runs if is_listed]
    return frozenset(id for run in listed if len(run) >= _FEWEST for id in run)


def _bare(text: str) -> str:
    """The words of a line without its number, in one form."""
    return " ".join(_NUMBER.sub("", text).split()).casefold().rstrip(" :.…")
