"""Rows of a table under the words that open them."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

_STOP = "If you notice any of these signs, stop taking Ovrantil and call your doctor:"


def test_signs_in_a_table_keep_the_item_that_says_what_to_do() -> None:
    page = Page(section="patient_counselling")
    page.heading("Possible side effects")
    page.items("Allergic reactions have been seen with Ovrantil.", f"Liver problems have been seen. {_STOP}")
    for row in ("loss of appetite\tpale stools", "yellow skin and eyes\titching of the skin"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    made = segment(page.passages)
    rows = [s for s in made.segments if "\t" in s.body]
    assert len(rows) == 2
    assert all(_STOP in s.context_texts for s in rows)
    assert not [s for s in made.skipped if s.reason == "opens a list or table that was not found"]


def test_forbidden_medicines_in_a_table_keep_the_row_that_forbids_them() -> None:
    page = Page(section="patient_counselling")
    page.heading("Patient information")
    forbids = "Do not take Ovrantil if you take any of these medicines:"
    opening = f"Ovrantil may interact with other medicines and cause side effects that threaten life. {forbids}"
    for row in (opening, "o primidone\to quinidine", "o rifampin\to triazolam"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    rows = [s for s in segment(page.passages).segments if "\t" in s.body]
    assert len(rows) == 2
    assert all(forbids in s.context_texts for s in rows)
