"""Reasons to leave a passage out that do not hold where it stands: a question of a list, the legend under a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from library.models import Passage, PassageFlag, PassageKind
from modularize.headings.contents import announced
from modularize.headings.frequency_keys import around_keys
from modularize.items.lists import OpenList, asks
from modularize.left_out.exclude import LEGEND, QUESTION
from modularize.left_out.paper import REPORTING
from modularize.sentences.elsewhere import SENT_ON
from modularize.slides import cover_lines
from modularize.tables.explained import is_table_note
from modularize.tables.rows import Table

__all__ = ["OPENS_TABLE", "set_apart", "spared", "unread"]

OPENS_TABLE = "opens a table: kept as context of its rows"


def set_apart(passages: Sequence[Passage]) -> dict[str, str]:
    """By id, with the reason, lines whose place tells that they are no content: a cover, a list of
    what follows, a key's first and last."""
    cover = dict.fromkeys(cover_lines(passages), "cover of the piece: its title, readers or authors")
    listed = dict.fromkeys(announced(passages), "table of contents: its lines come again as headings")
    return {**cover, **listed, **around_keys(passages)}


def unread(passage: Passage, apart: Mapping[str, str], *, is_scan: bool) -> str:
    """Why a passage says nothing or is for a person's eye: words of a picture, one of those ``apart``; "" if not."""
    if not is_scan and PassageFlag.OCR in passage.flags:
        return "read from a picture: a person reads it there"
    return apart.get(passage.id, "")


def spared(reason: str, passage: Passage, kind: PassageKind, held: OpenList | None, table: Table | None) -> str:
    """``reason``, or "" where the list or table that is open, or a colon at its end, makes the passage one to keep."""
    if reason == QUESTION and kind is PassageKind.LIST_ITEM and held is not None and asks(held):
        return ""
    if reason == LEGEND and table is not None and table.rows and is_table_note(passage.text):
        return ""
    opens = reason in (*SENT_ON, REPORTING) and passage.text.rstrip().endswith((":", "："))
    return "" if opens else reason
