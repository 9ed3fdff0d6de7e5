"""A dash behind a table that tells what the dash in its cells means is a note of its rows, no item of a list."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

ROWS = ("Nausea\t41.1% (67)\t45.6% (36)", "Pneumonitis\t4.9% (8)\t—")
NOTE = "not summarized for this arm. Percentages are of treated patients."


def _made(*below: str, rows: tuple[str, ...] = ROWS) -> dict[str, tuple[str, ...]]:
    page = Page(section="adverse_reactions")
    page.heading("Adverse Reactions")
    page.table("Reaction\tDrug (N=163)\tChemotherapy (N=79)", *rows)
    for text in below:
        page.add(PassageKind.LIST_ITEM, text, group="list-1", facts={"marker": "—"})
    page.text("Patients were followed for two years after the last dose of the study drug.")
    return {part.body: part.context_texts for part in segment(page.passages).segments}


def test_what_a_dash_means_goes_with_the_rows_that_hold_one() -> None:
    made = _made(NOTE)
    assert NOTE not in made
    assert NOTE in made[ROWS[1]]


def test_what_the_note_says_of_all_rows_goes_with_the_others() -> None:
    context = _made(NOTE)[ROWS[0]]
    assert context[-1] == "Percentages are of treated patients."
    assert NOTE not in context


def test_an_item_below_a_table_without_such_a_cell_stays_an_item() -> None:
    said = "Patients with fever call their doctor at once."
    assert said in _made(said, rows=ROWS[:1])


def test_two_items_with_the_dash_are_a_list() -> None:
    told = "Patients with fever call their doctor at once.", "Patients with cough call their doctor at once."
    made = _made(*told)
    assert not any(told[0] in context for context in made.values())
    assert set(told) <= set(made)
