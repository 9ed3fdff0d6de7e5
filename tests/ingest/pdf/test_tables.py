"""Figures in tables: every one exactly as printed, with and without rules. A lost decimal point is a false dose."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.pdf import document as pdf
from ingest.reading import Limits
from library.models import PassageDraft, PassageKind
from tests.ingest import documents as make

ROWS = (
    ("Endpoint", "Ovalex (N=164)", "Chemotherapy (N=82)", "Result"),
    ("ORR", "45.2% (38 to 52)", "39.0% (32/82)", "22.6 (9.6-35.5)"),
    ("Median PFS", "13.6 (11.1-16.4)", "6.8 (5.5-8.2)", "HR 0.54"),
    ("Oedema, grade 3", "7.4% (12)", "0", "p=0.0002"),
    ("DLQI", "-9.8", "-4.6", "-5.2 (-6.5 to -3.9)"),
    ("Dose", "0.5 mg", "1,250 mg", "<0.0001"),
)

READER: Literal["pymupdf", "pdfium"] = "pymupdf"


@pytest.fixture(autouse=True, params=["pymupdf", "pdfium"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this file holds for both libraries."""
    monkeypatch.setitem(globals(), "READER", request.param)


def rows(data: bytes) -> list[PassageDraft]:
    kinds = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
    return [p for p in assemble(pdf.read(data, Limits(pdf_reader=READER))).passages if p.kind in kinds]


@pytest.mark.parametrize("rules", [True, False], ids=["ruled", "without rules"])
def test_every_figure_of_a_table_is_read_as_printed(rules: bool) -> None:
    found = rows(make.ruled_table(ROWS, rules=rules))
    assert [tuple(p.text.split("\t")) for p in found] == list(ROWS)
    assert [p.kind for p in found] == [PassageKind.TABLE_HEADER] + [PassageKind.TABLE_ROW] * 5
    assert len({p.group for p in found}) == 1


number = st.one_of(
    st.decimals(min_value=0, max_value=9999, places=1).map(str),
    st.decimals(min_value=0, max_value=1, places=4).map(str),
    st.integers(0, 99999).map(lambda n: f"{n:,}"),
    st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda t: f"{t[0]}/{t[1]} ({100 * t[0] / t[1]:.1f}%)"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(number, number, number), min_size=2, max_size=8), st.booleans())
def test_any_figures_survive_the_way_through_a_table(values: list[tuple[str, str, str]], rules: bool) -> None:
    table = [("Visit", "Group A", "Group B", "Group C"), *((f"Week {n}", *row) for n, row in enumerate(values))]
    assert [tuple(p.text.split("\t")) for p in rows(make.ruled_table(table, rules=rules))] == table


def test_each_cell_keeps_its_own_box() -> None:
    (header, first, *_) = rows(make.ruled_table(ROWS))
    words = [first.text[f.start : f.end] for f in first.locator.fragments]
    assert words == list(ROWS[1])
    edges = [f.box[0] for f in first.locator.fragments]
    assert edges == sorted(edges)
    assert header.locator.fragments[0].box[3] < first.locator.fragments[0].box[3]


def test_a_count_under_its_percentage_stays_in_the_row() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table([("Endpoint", "A", "B"), ("", "", ""), ("x", "1.0", "2.0")]))
    page = document[0]
    for x, upper, lower in ((64, "EASI-75", "at week 16"), (224, "52.6%", "(141/268)"), (384, "15.7%", "(21/134)")):
        page.insert_text((x, 153), upper, fontsize=8)
        page.insert_text((x, 163), lower, fontsize=8)
    found = rows(document.tobytes())
    assert found[1].text == "EASI-75 at week 16\t52.6% (141/268)\t15.7% (21/134)"


def test_lines_of_counts_in_one_drawn_row_are_rows_of_their_own() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table([("Subgroup", "A", "B"), ("", "", ""), ("x", "1.0", "2.0")]))
    page = document[0]
    for x, upper, lower in (
        (64, "Female", "Male"),
        (224, "50/63 (79%)", "605/653 (93%)"),
        (384, "51/55 (93%)", "618/662 (93%)"),
    ):
        page.insert_text((x, 153), upper, fontsize=8)
        page.insert_text((x, 163), lower, fontsize=8)
    found = [p.text for p in rows(document.tobytes())]
    assert found[1:3] == ["Female\t50/63 (79%)\t51/55 (93%)", "Male\t605/653 (93%)\t618/662 (93%)"]


def test_figures_that_stand_beside_the_rest_of_a_long_label_are_parted_from_no_row() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table([("Subgroup", "A", "B"), ("", "", ""), ("x", "1.0", "2.0")]))
    page = document[0]
    for x, words in (
        (64, ("By baseline number of cells", "count", "Less than 200", "200 or more")),
        (224, ("", "90%", "91%", "")),
        (384, ("", "81%", "94%", "")),
    ):
        for line, part in enumerate(words):
            page.insert_text((x, 149 + 6 * line), part, fontsize=6)
    row = rows(document.tobytes())[1]
    assert row.text.split("\t")[1:] == ["90% 91%", "81% 94%"]
    assert row.facts["unsure"]


def test_the_words_of_a_merged_cell_stand_in_each_row_that_it_covers() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 60), make.BODY[:70], fontsize=10)
    for box in ((60, 100, 160, 148), (160, 100, 300, 124), (160, 124, 300, 148)):
        page.draw_rect(pymupdf.Rect(box), color=(0, 0, 0))
    for x, y, words in ((64, 118, "Infections"), (164, 116, "Common: 4.5%"), (164, 140, "Rare: 0.05%")):
        page.insert_text((x, y), words, fontsize=9)
    assert [p.text for p in rows(document.tobytes())] == ["Infections\tCommon: 4.5%", "Infections\tRare: 0.05%"]


def test_two_columns_of_text_are_no_table() -> None:
    left = [f"The left column of text has line {n} like this" for n in range(9)]
    right = [f"The right column of text has line {n} too, see" for n in range(9)]
    assert rows(make.pdf(make.text_page(*left, x=50) + make.text_page(*right, x=320))) == []


def test_a_frame_around_text_is_no_table() -> None:
    import pymupdf

    document = pymupdf.open(
        stream=make.pdf(make.text_page("WARNING: SERIOUS LIVER INJURY", make.BODY[:90], make.BODY[:80]))
    )
    document[0].draw_rect(pymupdf.Rect(50, 80, 550, 140), color=(0, 0, 0))
    assert rows(document.tobytes()) == []


def test_a_comma_that_hangs_over_the_border_stays_in_its_cell() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for x, y, text in (
        (64, 115, "甲"),
        (100, 115, "錯乱、粗大振戦、"),
        (184, 115, "不明"),
        (64, 135, "乙"),
        (100, 135, "眠気がある。"),
    ):
        page.insert_text((x, y), text, fontsize=10, fontname="japan")
    for y in (100, 120, 140):
        page.draw_line((60, y), (260, y))
    for x in (60, 96, 174, 260):
        page.draw_line((x, 100), (x, 140))
    rows = [p.text for p in assemble(pdf.read(bytes(document.tobytes()), Limits(pdf_reader=READER))).passages]
    assert "甲\t錯乱、粗大振戦、\t不明" in rows


def test_a_frame_around_paragraphs_and_a_table_is_no_cell_of_the_table() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table(ROWS))
    page = document[0]
    page.draw_rect(pymupdf.Rect(60, 60, 570, 700), color=(1, 0, 0), width=1)
    for number in range(6):
        page.insert_text(
            (60, 320 + 14 * number), f"Sentence {number} of the warnings stands in the frame.", fontsize=10
        )
    reading = assemble(pdf.read(bytes(document.tobytes()), Limits(pdf_reader=READER)))
    cells = [tuple(p.text.split("\t")) for p in reading.passages if p.kind.value.startswith("table")]
    assert cells == list(ROWS)
    assert "Sentence 5 of the warnings" in " ".join(p.text for p in reading.passages if not p.text.count("\t"))


@pytest.mark.parametrize("rules", [True, False], ids=["ruled", "without rules"])
def test_names_with_figures_head_a_table_and_its_first_measures_after_a_page_do_not(rules: bool) -> None:
    names = ("Group", "Arm", "3 years OS (%)", "5 years OS (%)")
    measures = [
        ("", "Placebo", "17.0%", "36.4%"),
        ("Radiotherapy", "Ovalex", "8.2%", "20.9%"),
        ("", "Placebo", "12.6%", "23.1%"),
    ]
    whole = rows(
        make.ruled_table((names, ("Watchful", "Ovalex", "14.2%", "29.4%"), *measures), rules=rules, header=False)
    )
    assert [p.kind for p in whole] == [PassageKind.TABLE_HEADER] + [PassageKind.TABLE_ROW] * 4
    rest = rows(make.ruled_table(measures, rules=rules, header=False))
    assert [p.kind for p in rest] == [PassageKind.TABLE_ROW] * 3


def test_labels_over_several_lines_stand_in_each_row_of_their_group() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    y = 100.0
    for x, words in ((60, "Population"), (160, "Arm"), (260, "Year 3"), (340, "Year 5")):
        page.insert_text((x, y), words, fontsize=9, fontname="hebo")
    for name, size in (("Watchful waiting", "(n=657)"), ("Radiotherapy", "(n=305)"), ("Surgery", "(n=1719)")):
        y += 34
        for x, words in ((60, name), (160, "Ovalex"), (260, "19.7%"), (340, "36.3%")):
            page.insert_text((x, y), words, fontsize=9)
        for x, words in ((60, size), (160, "150 mg")):
            page.insert_text((x, y + 24), words, fontsize=9)
        y += 49
        for x, words in ((160, "Placebo"), (260, "39.8%"), (340, "59.7%")):
            page.insert_text((x, y), words, fontsize=9)
    found = [p.text for p in rows(document.tobytes())]
    assert found[1:3] == [
        "Watchful waiting (n=657)\tOvalex 150 mg\t19.7%\t36.3%",
        "Watchful waiting (n=657)\tPlacebo\t39.8%\t59.7%",
    ]
    assert found[5:] == ["Surgery (n=1719)\tOvalex 150 mg\t19.7%\t36.3%", "Surgery (n=1719)\tPlacebo\t39.8%\t59.7%"]


def test_a_row_in_which_a_line_cuts_a_word_is_unsure() -> None:
    cells = [
        ("Drug", "A", "B"),
        ("x", "1.0", "2.0"),
        ("", "Gastroenteropancreaticneuroendocrinetumours", ""),
        ("y", "1", "2"),
    ]
    found = rows(make.ruled_table(cells))
    assert [bool(row.facts.get("unsure")) for row in found] == [False, False, True, False]
