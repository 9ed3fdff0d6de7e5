"""Notes of a table that the file does not hold wait for a person."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.tables.lost import LOST, with_lost_tables
from tests.modularize.making import Page


def _lettered(page: Page, letter: str, text: str) -> None:
    made: Passage = page.text(text)
    at = page.passages.index(made)
    page.passages[at] = made.model_copy(update={"kind": PassageKind.LIST_ITEM, "facts": {"marker": letter}})


def _page(kind: PassageKind) -> Page:
    page = Page(language="zh", section="pharmacokinetics")
    caption = page.text("表 2：健康受試者的藥物動力學特性")
    page.passages[-1] = caption.model_copy(update={"kind": PassageKind.CAPTION})
    if kind is PassageKind.TABLE_ROW:
        row = page.text("Cmax\t2.21")
        page.passages[-1] = row.model_copy(update={"kind": kind})
    page.text("縮寫：CL/F = 擬似清除率；hr = 小時。")
    _lettered(page, "a.", "300 mg 併用 100 mg，每日兩次，持續 3 天。")
    page.text("給予後第 2 天達到穩定態。")
    return page


def test_lettered_notes_behind_a_title_without_rows_are_unsure() -> None:
    told = with_lost_tables(_page(PassageKind.PARAGRAPH).passages)
    assert [p.facts.get("unsure", "") for p in told] == ["", LOST, LOST, ""]


def test_notes_of_a_table_that_is_there_are_sure() -> None:
    assert not any(p.facts.get("unsure") for p in with_lost_tables(_page(PassageKind.TABLE_ROW).passages))
