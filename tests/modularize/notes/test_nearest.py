"""A mark that several tables of one page use points to the note of its own table."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.draft import whole
from modularize.notes.cited import nearest_of
from tests.modularize.making import Page


def _tables() -> list[Passage]:
    page = Page("de", None)
    for table in ("table-1", "table-2"):
        page.add(PassageKind.TABLE_ROW, "Sepsis\tMittel*\t1 g", group=table)
        page.add(PassageKind.FOOTNOTE, f"Bei Erregern der {table}", group=table, facts={"marker": "*"})
    return page.passages


def test_of_several_notes_the_next_below_holds() -> None:
    rows = _tables()
    notes = [whole(rows[1]), whole(rows[3])]
    assert nearest_of(notes, rows[0]) == notes[:1]
    assert nearest_of(notes, rows[2]) == notes[1:]


def test_the_note_of_a_table_above_holds_for_no_row_of_another_one_but_a_note_of_the_page_does() -> None:
    rows = _tables()
    assert nearest_of([whole(rows[1])], rows[2]) == []
    of_page = rows[1].model_copy(update={"group": None})
    assert nearest_of([whole(of_page)], rows[2]) == [whole(of_page)]
