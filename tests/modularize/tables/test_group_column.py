"""Rows under groups that the first column names, or that a dash sets in; equal cells of a table of doses."""

from __future__ import annotations

from library.models import DocumentClass, PassageKind, SourceFacts
from modularize.doubts.standing_alone import standing_alone
from modularize.draft import Segment
from modularize.segment import segment
from tests.modularize.making import Page

PAPER = SourceFacts(document_class=DocumentClass.PUBLICATION, title="A trial of tablets in leprosy")
HEADER = "Adverse event\t\tTablets\tInfusion\tp"


def _made(page: Page) -> dict[str, Segment]:
    return {part.body: part for part in standing_alone(segment(page.passages), PAPER, page.passages).segments}


def _page(header: str, *rows: str) -> Page:
    page = Page(section=None)
    page.heading("Results")
    page.table(header, *rows)
    return page


def test_each_row_stands_under_the_group_of_the_first_column() -> None:
    page = _page(
        HEADER,
        "Minor\t\t\t\t",
        "\tMoon face\t2\t6\t0.1",
        "\tAcne\t5\t5\t1",
        "Major\tGlaucoma\t1\t0\t1",
        "\tUlcers\t0\t1\t0.4",
    )
    made = _made(page)
    assert made["\tMoon face\t2\t6\t0.1"].context_texts[-1] == "Minor"
    assert made["\tAcne\t5\t5\t1"].context_texts[-1] == "Minor"
    assert made["\tUlcers\t0\t1\t0.4"].context_texts[-1] == "Major"
    assert "Minor" not in made["Major\tGlaucoma\t1\t0\t1"].context_texts


def test_a_row_that_goes_on_from_the_one_above_is_no_row_of_a_group() -> None:
    page = _page("Adverse event\tGrade\tTablets\tInfusion", "Pain\tany\t2\t6", "\tsevere\t1\t2", "\tfatal\t0\t0")
    assert not any(body.startswith("\t") for body in _made(page))


def test_a_dash_sets_a_row_in_and_a_total_ends_the_group_above() -> None:
    page = _page(
        "\tcelecoxib\trofecoxib",
        "Prescriptions\t\t", "May to December\t9.3 million\t4.3 million", "Total peptic ulcers\t101\t31",
        "-with risk factors\t84\t31", "-without risk factors\t16\t-", "Total haemorrhage\t250\t56", "-with risk factors\t23\t5",
    )  # fmt: skip
    made = _made(page)
    assert "Prescriptions" in made["May to December\t9.3 million\t4.3 million"].context_texts
    for body, over in (
        ("-with risk factors\t84\t31", "Total peptic ulcers"),
        ("-with risk factors\t23\t5", "Total haemorrhage"),
    ):
        assert over in made[body].context_texts
        assert "Prescriptions" not in made[body].context_texts
    assert "Total peptic ulcers" in made["-without risk factors\t16\t-"].context_texts


def test_a_sentence_that_stands_in_two_columns_is_said_of_both_and_loose_words_are_not() -> None:
    dose = "Prednisolone total daily dose 3 mg to 5 mg orally."
    page = _page(
        "Treatment\tPrimary\tSecondary",
        f"First choice\t{dose}\t{dose}",
        "Second choice\tafter the meal in\tafter the meal in",
    )
    assert list(_made(page)) == [f"First choice\t{dose}\t{dose}"]


def test_the_caption_stands_over_the_rest_of_a_table_under_a_header_printed_again() -> None:
    page = Page(section=None)
    page.heading("Replacement")
    page.add(PassageKind.CAPTION, "Table 2 Doses for adults", group="table-1")
    for group in ("table-1", "table-2"):
        page.table(
            "Treatment\tPrimary\tSecondary", f"Choice of {group}\t3 mg once a day.\t5 mg once a day.", group=group
        )
    made = _made(page)
    assert len(made) == 2
    assert all("Table 2 Doses for adults" in part.context_texts for part in made.values())
