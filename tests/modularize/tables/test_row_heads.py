"""Rows of a table under the rows that head them."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.tables.row_heads import RowHeads


def _row(text: str, indent: str = "") -> Passage:
    facts = {"indent": indent} if indent else {}
    return Passage(id=text, extraction="e", source="s", seq=0, kind=PassageKind.TABLE_ROW, text=text, facts=facts)


def _over(heads: RowHeads, row: Passage) -> list[str]:
    return [quote.text for quote in heads.over(row)]


def test_a_row_that_is_not_set_in_ends_the_heading_whose_rows_are() -> None:
    heads = RowHeads()
    heads.open(_row("Mean body weight (kg)", "0"))
    assert _over(heads, _row("Baseline\t87.8\t87.1", "1")) == ["Mean body weight (kg)"]
    assert _over(heads, _row("Change\t-0.7\t0.7", "1")) == ["Mean body weight (kg)"]
    assert _over(heads, _row("Patients without weight gain\t125\t49", "0")) == []
    assert _over(heads, _row("Difference\t20.8", "1")) == ["Patients without weight gain"]


def test_a_heading_whose_rows_are_not_set_in_stands_until_the_next() -> None:
    heads = RowHeads()
    heads.open(_row("Sex", "0"))
    assert _over(heads, _row("Male\t5", "0")) == ["Sex"]
    assert _over(heads, _row("Female\t6", "0")) == ["Sex"]
    heads.open(_row("Race", "0"))
    assert _over(heads, _row("White\t7", "0")) == ["Race"]


def test_rows_of_a_table_that_tells_no_indents_stand_under_the_last_heading() -> None:
    heads = RowHeads()
    assert _over(heads, _row("All\t9")) == []
    heads.open(_row("Sex"))
    assert _over(heads, _row("Male\t5")) == ["Sex"]
    assert _over(heads, _row("Female\t6")) == ["Sex"]
