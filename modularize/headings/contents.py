"""Where a table of contents is over, though the layout left its heading over what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.models import Passage
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
