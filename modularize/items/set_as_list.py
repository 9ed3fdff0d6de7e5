"""Tables that a writer set as a list: names of columns as items, and what stands in them as items set in below.

"age" over "50 - 65", "extra cases in 1,000" over "alone: 1", "combined: 6": none of them says anything without the
others, so the whole is one list of fragments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from library.models import Passage, PassageKind

__all__ = ["with_tables_set_as_lists"]

_LONGEST, _WHOLE = 70, 600
"""Code points of an item, and of all of them."""
_FEWEST = 2
_ENDS = (".", "!", "?", "；", ";", "！", "？")


def with_tables_set_as_lists(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, of which the items of such a list in Chinese or Japanese, and those set in below, are one list."""
    found: list[Passage] = []
    for path, run in groupby(passages, lambda p: p.heading_path if p.kind is PassageKind.LIST_ITEM else None):
        items = list(run)
        if path is not None and _is_table(items):
            group = items[0].group
            items = [item.model_copy(update={"group": group}) for item in items]
        found += items
    return found


def _is_table(items: Sequence[Passage]) -> bool:
    """Does each item of the outer list stand over others that hold figures, and is none a sentence?"""
    outer = [at for at, item in enumerate(items) if item.group == items[0].group]
    if (
        items[0].language not in ("zh", "ja")
        or items[0].group is None
        or len(outer) < _FEWEST
        or outer == list(range(len(items)))
    ):
        return False
    if any(p.text.rstrip()[-1:] in _ENDS or "。" in p.text or len(p.text) > _LONGEST for p in items):
        return False
    if sum(len(item.text) for item in items) > _WHOLE:
        return False
    below = [items[one + 1 : two] for one, two in zip(outer, [*outer[1:], len(items)], strict=True)]
    return all(cells and all(re.search(r"\d", cell.text) for cell in cells) for cells in below)
