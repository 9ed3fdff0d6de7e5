from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page


def test_the_row_below_a_title_over_all_columns_names_them() -> None:
    page = Page(section="dosage")
    page.heading("Dosing for bleeding")
    names = "Type of bleeding\tLevel needed (%)\tHow often"
    page.table("Table 2: Levels of Velzury", names, "Minor\t20-40\tEvery 12 hours", "Major\t60-100\tEvery 8 hours")
    parts = segment(page.passages).segments
    assert [part.body for part in parts] == ["Minor\t20-40\tEvery 12 hours", "Major\t60-100\tEvery 8 hours"]
    assert all(part.context_texts[-2:] == ("Table 2: Levels of Velzury", names) for part in parts)


def test_a_row_of_figures_below_a_title_names_no_columns() -> None:
    page = Page(section="dosage")
    page.heading("Dosing for bleeding")
    page.table("Table 2: Levels of Velzury", "Minor\t20-40\tEvery 12 hours", "Major\t60-100\tEvery 8 hours")
    assert not segment(page.passages).segments


def test_spread_and_extremes_join_the_row_of_their_mean() -> None:
    page = Page(section="pharmacokinetics")
    page.heading("Pharmacokinetics")
    page.table("Parameter\tCmax (mg/l)\tHalf-life (h)", "Mean\t1.1\t11", "SD\t0.2\t5", "Min\t0.6\t6", "Max\t1.4\t33")
    [part] = segment(page.passages).segments
    assert part.body.count("\n") == 3


def test_a_line_set_as_a_heading_that_says_how_figures_were_counted_goes_with_all_rows() -> None:
    page = Page(section="adverse_reactions")
    page.heading("ADVERSE REACTIONS")
    page.table("Organ\tCommon\tRare", "Gut\t\tVomiting*", "Skin\tRash\t")
    note = page.add(PassageKind.PARAGRAPH, "Frequencies are calculated on an event per infusion basis").text
    page.passages[-1] = page.passages[-1].model_copy(update={"kind": PassageKind.HEADING})
    page.path = ("ADVERSE REACTIONS", note)
    page.text("(*) = These reactions were counted from all studies.")
    page.text("Most reactions to Velzury were mild or moderate.")
    gut, skin, most = segment(page.passages).segments
    assert note in gut.context_texts
    assert note in skin.context_texts
    assert any(text.startswith("(*)") for text in gut.context_texts)
    assert not any(text.startswith("(*)") for text in skin.context_texts)
    assert most.context_texts == ("ADVERSE REACTIONS",)
