"""Lists that hold several records: a name as an item by itself, then items that say the same things of each.

"甲剤", "承認：…", "特徴：…", "乙剤", "承認：…", "特徴：…": each name heads its own items, down to the next name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete

__all__ = ["with_records"]

_LABEL = re.compile(r"\s*([^：:。.]{1,16})[：:]\s*\S")
_LONGEST = 60


def with_records(passages: Iterable[Passage]) -> list[Passage]:
    """The passages, with the names of the records of a list as headings of their items."""
    found: list[Passage] = []
    for key, run in groupby(passages, _key):
        items = list(run)
        found += _headed(items) if key is not None and _are_records(items) else items
    return found


def _key(passage: Passage) -> tuple[str, tuple[str, ...]] | None:
    is_item = passage.kind is PassageKind.LIST_ITEM and passage.group is not None
    return (passage.group or "", passage.heading_path) if is_item else None


def _names(item: Passage) -> bool:
    text = item.text.strip()
    return not _LABEL.match(text) and len(text) <= _LONGEST and not is_complete(text)


def _are_records(items: Sequence[Passage]) -> bool:
    """Does each name stand over items with labels, and does one label come again under another name?"""
    if not _names(items[0]) or _names(items[-1]):
        return False
    under: list[set[str]] = []
    for item in items:
        label = _LABEL.match(item.text)
        if label is not None:
            under[-1].add(label[1].strip())
        elif _names(item) and (not under or under[-1]):
            under.append(set())
        else:
            return False
    return len(under) > 1 and all(labels & under[0] for labels in under[1:])


def _headed(items: Sequence[Passage]) -> list[Passage]:
    made: list[Passage] = []
    name = ""
    for item in items:
        if _names(item):
            name = item.text.strip()
            made.append(item.model_copy(update={"kind": PassageKind.HEADING, "group": None}))
        else:
            update = {"heading_path": (*item.heading_path, name), "group": f"{item.group}-{name}"}
            made.append(item.model_copy(update=update))
    return made
