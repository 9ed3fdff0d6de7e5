"""Reasons in brackets of their own below the items of a Japanese insert: each goes with the item right above it.

"(2) 重度の腎障害のある患者" over "［血中濃度が上昇するおそれがある。］": set as paragraphs they part the list, and
one item gathers the reasons of all others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete

__all__ = ["is_reason", "parted_by_reasons", "with_reasons"]

_REASON = re.compile(r"\s*(?:\[.*\]|［.*］|〔.*〕)[。．]?\s*", re.DOTALL)
_NAMED_BEHIND = re.compile(r"[^\]］]{4}[\[［](?![^\]］]*参照)[^\[［\]］。]{2,40}[\]］]\s*$")
_OF_PATIENTS = ("contraindications", "warnings", "boxed_warning")
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)


def is_reason(text: str) -> bool:
    """Is the whole text one bracket that holds a sentence, or only a reference to another place?"""
    inside = _REASON.fullmatch(text) is not None
    return inside and ("。" in text or "．" in text or text.rstrip("]］〕。． \u3000").endswith("参照"))


def with_reasons(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which a reason below an item (or below a reason of it) is an item of the same list."""
    found = list(passages)
    last: Passage | None = None
    for at, passage in enumerate(found):
        if passage.kind in _EDGE:
            continue
        item = last if last is not None and last.kind is PassageKind.LIST_ITEM else None
        if item is not None and _belongs(passage, item):
            update = {"kind": PassageKind.LIST_ITEM, "group": item.group}
            passage = found[at] = passage.model_copy(update=update)
        last = passage
    return tuple(found)


def _belongs(passage: Passage, item: Passage) -> bool:
    beside = (passage.heading_path, passage.section) == (item.heading_path, item.section)
    able = passage.kind is PassageKind.PARAGRAPH and passage.language == "ja" and passage.section is not None
    return beside and able and is_reason(passage.text) and (not is_complete(item.text) or is_reason(item.text))


def parted_by_reasons(items: Sequence[Passage]) -> bool:
    """Does a list of patients hold reasons, or does each item name in brackets what its signs are of ("…[低血糖]")?

    Each patient with the reason of its own is a statement, and so are the signs of each reaction.
    """
    if items[0].language != "ja":
        return False
    named = len(items) > 1 and all(_NAMED_BEHIND.search(item.text) for item in items)
    return named or (items[0].section in _OF_PATIENTS and any(is_reason(item.text) for item in items))
