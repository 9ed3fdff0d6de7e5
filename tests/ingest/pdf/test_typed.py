"""Tables typed in letters of one width between rules of dashes."""

from __future__ import annotations

from ingest.pdf.page import Piece, Run
from ingest.pdf.typed import typed_tables

_WIDTH = 3.0
RULE = "-" * 48


def _rows(*lines: str, step: float = 11.0) -> list[list[Piece]]:
    """Lines one under the other: ``>`` opens the rest of the line above, close under it, ``#`` one in larger type."""
    found, top = list[list[Piece]](), 0.0
    for line in lines:
        top += step / 2 if line.startswith(">") else step
        words, size = line.lstrip(">#"), 7.0 if line.startswith("#") else 5.0
        xs = [(50 + _WIDTH * i, 50 + _WIDTH * (i + 1)) for i in range(len(words))]
        box = (50.0, top, 50 + _WIDTH * len(words), top + 6)
        found.append([Piece([Run(words, box, size, top + 5, False, False, "", xs, False, True)], box)])
    return found


def _cells(*lines: str) -> list[list[str]]:
    ((_, _, table),) = typed_tables(_rows(*lines))
    return [[cell.words for cell in row] for row in table.grid]


CLEARANCE = (
    "#Renal function and dose",
    RULE,
    "             Dose",
    "             250 mg/24 h   500 mg/24 h   500 mg/12",
    ">h",
    RULE,
    "50-20 ml     then:         then:         then:",
    "             125 mg/24 h   250 mg/24 h   250 mg/12",
    ">h",
    RULE,
    "below 20",
    "ml           125 mg/48 h   125 mg/24 h   125 mg/24",
    ">h",
    RULE,
)


def test_what_stands_between_two_rules_of_dashes_is_one_row() -> None:
    assert _cells(*CLEARANCE)[2:] == [
        ["50-20 ml", "then: 125 mg/24 h", "then: 250 mg/24 h", "then: 250 mg/12 h"],
        ["below 20 ml", "125 mg/48 h", "125 mg/24 h", "125 mg/24 h"],
    ]


def test_a_name_over_several_columns_stands_over_each() -> None:
    ((start, end, table),) = typed_tables(_rows(*CLEARANCE))
    assert (start, end, table.headers) == (1, 14, 2)
    assert [cell.words for cell in table.grid[0]] == ["", "Dose", "Dose", "Dose"]
    assert [cell.covered for cell in table.grid[0]] == [False, False, True, True]


def test_the_rest_of_a_line_that_was_too_long_goes_to_the_column_that_is_missing() -> None:
    found = _cells(
        "#Germs",
        RULE,
        "Name           Range       50%     90%",
        RULE,
        "Long name      0,12-0,25   0,12",
        ">0,12",
        RULE,
        "Name           0,06-4      1       2",
        RULE,
        "Other          0,25-1      0,5     1",
        RULE,
    )
    assert found[1:] == [
        ["Long name", "0,12-0,25", "0,12", "0,12"],
        ["Name", "0,06-4", "1", "2"],
        ["Other", "0,25-1", "0,5", "1"],
    ]


def test_two_doses_in_one_cell_are_unsure() -> None:
    ((_, _, table),) = typed_tables(
        _rows(
            "#Uses",
            RULE,
            "Use      Dose",
            RULE,
            "Skin     1 x 500 mg",
            "         2 x 500 mg",
            RULE,
            "Lung     1 g",
            RULE,
        )
    )
    assert [row[0].unsure for row in table.grid[1:]] == [True, False]


def test_a_column_that_begins_or_ends_within_a_row_keeps_what_it_has_of_it() -> None:
    assert _cells("rest of it     A     0,06", RULE, "Name           B     0,12", RULE, "#Notes") == [
        ["rest of it", "A", "0,06"],
        ["Name", "B", "0,12"],
    ]
    found = _cells("#Germs", RULE, "Name           Group", RULE, "Other          B", RULE, "Genus")
    assert found == [["Name", "Group"], ["Other", "B"], ["Genus", ""]]


def test_lines_without_rules_of_dashes_are_no_typed_table() -> None:
    assert typed_tables(_rows("Name     1", "Other    2", "-----", "Third    3")) == []


def test_a_text_that_is_typed_throughout_is_no_rest_of_a_row() -> None:
    ((start, end, _),) = typed_tables(
        _rows("Doses of the medicine", RULE, "Use      Dose", RULE, "Skin     1 g", RULE, "End")
    )
    assert (start, end) == (1, 6)
