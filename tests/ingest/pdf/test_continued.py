"""Rows that the end of a page cut, or parted from the label above them."""

from __future__ import annotations

from ingest.pdf.continued import with_continued_tables
from ingest.pdf.grid import Cell, _lanes_of
from ingest.pdf.lines import unbroken
from ingest.reading import Block, join_cells
from library.models import Fragment, PassageKind


def _row(page: int, y: float, *words: str, header: bool = False) -> Block:
    cells = [
        (w, (Fragment(start=0, end=len(w), page=page, box=(100.0 * i, y, 100.0 * i + 80, y + 10)),) if w else ())
        for i, w in enumerate(words)
    ]
    text, fragments = join_cells(cells)
    kind = PassageKind.TABLE_HEADER if header else PassageKind.TABLE_ROW
    columns = {"columns": ",".join(str(i + 1) for i in range(len(words)))}
    return Block(kind, text, page=page, fragments=fragments, group=f"table-{page}", facts=columns)


def _texts(*rows: Block) -> list[list[str]]:
    return [b.text.split("\t") for b in with_continued_tables(list(rows)) if b.kind is PassageKind.TABLE_ROW]


def test_a_row_that_a_page_cut_is_one_row_in_its_words_and_places() -> None:
    first = _row(1, 700, "Nevirapine", "Level lower", "The recommended dose is 50 mg twice daily, taken (a")
    second = _row(2, 80, "", "", "separate tablet is available).")
    third = _row(2, 95, "Rifampicin", "Level lower", "50 mg twice daily.")
    rows = with_continued_tables([first, second, third])
    assert [row.text.split("\t")[0] for row in rows] == ["Nevirapine", "Rifampicin"]
    assert rows[0].text.endswith("taken (a separate tablet is available).")
    assert [rows[0].text[f.start : f.end] for f in rows[0].fragments][-2:] == [
        "The recommended dose is 50 mg twice daily, taken (a",
        "separate tablet is available).",
    ]
    assert [f.page for f in rows[0].fragments] == [1, 1, 1, 2]


def test_rows_that_lost_their_label_to_the_page_before_get_it_again() -> None:
    rows = _texts(
        _row(1, 700, "Infections", "Common", "Rhinitis"),
        _row(2, 80, "", "Uncommon", "Sepsis"),
        _row(2, 95, "", "", "Otitis"),
        _row(2, 110, "Heart", "Common", "Pain"),
        _row(2, 125, "", "Rare", "Failure"),
    )
    assert rows == [
        ["Infections", "Common", "Rhinitis"],
        ["Infections", "Uncommon", "Sepsis"],
        ["Infections", "Uncommon", "Otitis"],
        ["Heart", "Common", "Pain"],
        ["", "Rare", "Failure"],
    ]


def test_a_row_goes_on_under_heading_rows_that_are_printed_again() -> None:
    rows = _texts(
        _row(1, 600, "Drug", "Advice", header=True),
        _row(1, 700, "Metformin", "The dose should be adjusted when treatment is started and"),
        _row(2, 60, "Drug", "Advice", header=True),
        _row(2, 80, "", "stopped."),
    )
    assert rows == [["Metformin", "The dose should be adjusted when treatment is started and stopped."]]


def test_figures_are_never_joined_to_the_figures_of_the_row_before() -> None:
    rows = _texts(_row(1, 700, "Placebo", "12.6%", "23.1%"), _row(2, 80, "", "4.2%", "8.7%"))
    assert rows == [["Placebo", "12.6%", "23.1%"], ["Placebo", "4.2%", "8.7%"]]


def test_a_cut_row_with_two_figures_in_one_cell_is_unsure() -> None:
    (row,) = with_continued_tables(
        [_row(1, 700, "850 mg three times daily for (19", "2.64"), _row(2, 80, "doses)", "1.79")]
    )
    assert row.facts["unsure"]


def test_small_words_in_every_row_are_rows_of_their_own() -> None:
    assert len(_texts(_row(1, 700, "nausea", "common"), _row(2, 80, "vomiting", "rare"))) == 2


def test_a_caption_that_a_page_cut_is_whole_over_its_table() -> None:
    def line(kind: PassageKind, text: str, page: int) -> Block:
        return Block(
            kind, text, page=page, fragments=(Fragment(start=0, end=len(text), page=page, box=(50, 60, 300, 70)),)
        )

    head = line(PassageKind.HEADING, "and VKORC1 Genotypes", 2)
    caption = line(PassageKind.CAPTION, "Table 1: Ranges of Doses Based on CYP2C9", 1)
    whole, row = with_continued_tables([caption, head, _row(2, 100, "GG", "5-7 mg")])
    assert (whole.kind, whole.text) == (
        PassageKind.CAPTION,
        "Table 1: Ranges of Doses Based on CYP2C9 and VKORC1 Genotypes",
    )
    assert [f.page for f in whole.fragments] == [1, 2]
    assert len(with_continued_tables([caption, line(PassageKind.HEADING, "2.4 Monitoring", 2), row])) == 3


def test_rows_of_the_same_drawn_row_as_a_parted_one_are_unsure_too() -> None:
    rows = [
        _row(1, 660, "Group", "1.1"),
        _row(1, 688, "500 mg", "1.03"),
        _row(1, 700, "850 mg for (19", "2.64"),
        _row(2, 80, "doses)", "1.79"),
    ]
    found = with_continued_tables(rows)
    assert [bool(row.facts.get("unsure")) for row in found] == [False, True, True]


def test_a_drawn_column_that_is_empty_on_its_page_is_a_column_where_the_table_goes_on() -> None:
    cells = {(0, column): (0, column) for column in range(3)}
    made = {key: Cell(key[1], [[]] if key[1] == 2 else []) for key in cells}
    assert _lanes_of(cells, made, [0], 3, frozenset({0, 1, 2})) == [[0], [1], [2]]
    assert _lanes_of(cells, made, [0], 3, frozenset()) == [[2]]


def test_figures_in_full_width_brackets_are_not_parted_at_the_end_of_a_line() -> None:
    assert unbroken("（36.1%）、低血圧32例") == len("（36.1%）、") + 3
    assert unbroken("59%、51%、32%であった。") > unbroken("59%であった。")
    assert unbroken("低血圧32例") == 0
