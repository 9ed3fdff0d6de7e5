"""Tables of every format, made here: each number exact, each cell under its own heading."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from ingest.readers import read
from ingest.reading import Limits, Reading
from library.models import PassageKind
from tests.ingest import documents as make

FORMS = (
    "{a}.{b}%", "{a}.{b}% ({a} to {c})", "{a}/{c} ({b}.{a}%)", "{a},{c}{c}", "<0.{b}", "≥{a}.{b}", "−{a}.{b}", "0.{b}{a} [0.{b}, {a}.{c}]",
    "{a} ± 0.{b}", "{a}.{b}×10", "{a}", "NE", "{a}.{b}–{c}.{b}",
)  # fmt: skip
"""Shapes of figures as trials and labels print them."""


@dataclass(frozen=True)
class Grid:
    """Two levels of headings over the columns, labels before the rows, a group label over several rows."""

    groups: tuple[str, ...]
    heads: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    """Group and name of each row."""
    values: tuple[tuple[str, ...], ...]


def grid(seed: int, columns: int = 4, rows: int = 8) -> Grid:
    chance = random.Random(seed)

    def figure() -> str:
        a, b, c = chance.randint(1, 99), chance.randint(1, 9), chance.randint(1, 99)
        return chance.choice(FORMS).format(a=a, b=b, c=c)

    return Grid(
        tuple(f"Week {12 * (n + 1)}" for n in range(columns // 2)),
        tuple(("Ovalex", "Placebo")[n % 2] for n in range(columns)),
        tuple((f"Group {chr(65 + n // 2)}", f"Outcome {n + 1}") for n in range(rows)),
        tuple(tuple(figure() for _ in range(columns)) for _ in range(rows)),
    )


def reading_of(data: bytes, name: str) -> Reading:
    return read(data, name, Limits(ocr=False))[1]


def cells(reading: Reading, kind: PassageKind) -> list[list[str]]:
    return [p.text.split("\t") for p in reading.passages if p.kind is kind]


def drawn(whole: Grid) -> bytes:
    """A PDF of the grid with merged cells: a group of columns over two, a group of rows beside two."""
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    left, top, width, height = 40.0, 100.0, 84.0, 22.0

    def cell(row: int, column: int, text: str, *, wide: int = 1, tall: int = 1, bold: bool = False) -> None:
        box = pymupdf.Rect(
            left + column * width, top + row * height, left + (column + wide) * width, top + (row + tall) * height
        )
        page.draw_rect(box, color=(0, 0, 0), width=0.6)
        page.insert_text((box.x0 + 3, box.y0 + 14), text, fontsize=7.5, fontname="hebo" if bold else "helv")

    cell(0, 0, "Group", tall=2, bold=True)
    cell(0, 1, "Outcome", tall=2, bold=True)
    for number, name in enumerate(whole.groups):
        cell(0, 2 + 2 * number, name, wide=2, bold=True)
    for number, name in enumerate(whole.heads):
        cell(1, 2 + number, name, bold=True)
    for number, ((group, name), values) in enumerate(zip(whole.labels, whole.values, strict=True)):
        if number % 2 == 0:
            cell(number + 2, 0, group, tall=2)
        cell(number + 2, 1, name)
        for column, value in enumerate(values):
            cell(number + 2, 2 + column, value.replace("−", "-").replace("≥", ">=").replace("–", "-"))
    return bytes(document.tobytes())


def turned(data: bytes, turn: int) -> bytes:
    """The same page, drawn on its side and turned back by the page's own rotation."""
    import pymupdf

    source, document = pymupdf.open(stream=data), pymupdf.open()
    across = turn in (90, 270)
    page = document.new_page(width=842 if across else 595, height=595 if across else 842)
    page.show_pdf_page(page.rect, source, 0, rotate=turn)
    page.set_rotation(turn)
    return bytes(document.tobytes())


def as_html(whole: Grid) -> bytes:
    heads = "".join(f"<th colspan=2>{name}</th>" for name in whole.groups)
    second = "".join(f"<th>{name}</th>" for name in whole.heads)
    body = ""
    for number, ((group, name), values) in enumerate(zip(whole.labels, whole.values, strict=True)):
        first = f"<td rowspan=2>{group}</td>" if number % 2 == 0 else ""
        said = "".join("<td>" + v.replace("<", "&lt;") + "</td>" for v in values)
        body += f"<tr>{first}<td>{name}</td>{said}</tr>"
    return (
        f"<html><body><p>{make.BODY}</p><table><thead><tr><th rowspan=2>Group</th><th rowspan=2>Outcome</th>{heads}</tr>"
        f"<tr>{second}</tr></thead>{body}</table></body></html>"
    ).encode()


def as_docx(whole: Grid) -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(make.BODY)
    table = document.add_table(rows=2 + len(whole.values), cols=2 + len(whole.heads))
    for column, name in enumerate(("Group", "Outcome")):
        table.cell(0, column).merge(table.cell(1, column)).text = name
    for number, name in enumerate(whole.groups):
        table.cell(0, 2 + 2 * number).merge(table.cell(0, 3 + 2 * number)).text = name
    for number, name in enumerate(whole.heads):
        table.cell(1, 2 + number).text = name
    for number, ((group, name), values) in enumerate(zip(whole.labels, whole.values, strict=True)):
        if number % 2 == 0:
            table.cell(number + 2, 0).merge(table.cell(number + 3, 0)).text = group
        table.cell(number + 2, 1).text = name
        for column, value in enumerate(values):
            table.cell(number + 2, 2 + column).text = value
    return make.saved(document)


def plain(value: str) -> str:
    """A value as a standard PDF font can write it."""
    return value.replace("−", "-").replace("≥", ">=").replace("–", "-")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_merged_headings_and_groups_of_a_drawn_table_reach_every_cell(seed: int, turn: int) -> None:
    whole = grid(seed)
    reading = reading_of(turned(drawn(whole), turn) if turn else drawn(whole), "table.pdf")
    heads = cells(reading, PassageKind.TABLE_HEADER)
    assert heads[0] == ["Group", "Outcome", *(name for name in whole.groups for _ in range(2))]
    assert heads[1][2:] == list(whole.heads)
    wanted = [[*label, *map(plain, values)] for label, values in zip(whole.labels, whole.values, strict=True)]
    assert cells(reading, PassageKind.TABLE_ROW) == wanted


@pytest.mark.parametrize("seed", range(6))
def test_merged_headings_and_groups_of_a_web_table_reach_every_cell(seed: int) -> None:
    whole = grid(seed)
    reading = reading_of(as_html(whole), "table.html")
    heads = cells(reading, PassageKind.TABLE_HEADER)
    assert heads[0] == ["Group", "Outcome", *(name for name in whole.groups for _ in range(2))]
    assert heads[1][2:] == list(whole.heads)
    wanted = [[*label, *values] for label, values in zip(whole.labels, whole.values, strict=True)]
    assert cells(reading, PassageKind.TABLE_ROW) == wanted


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_of_a_word_table_is_exact_and_in_its_column(seed: int) -> None:
    whole = grid(seed)
    reading = reading_of(as_docx(whole), "table.docx")
    rows = [row for row in cells(reading, PassageKind.TABLE_ROW) if any("Outcome " in cell for cell in row)]
    assert [tuple(row[-len(whole.heads) :]) for row in rows] == list(whole.values)
    assert [next(c for c in row if c.startswith("Outcome ")) for row in rows] == [name for _, name in whole.labels]


def sheet(rule: bool) -> Callable[[Sequence[Sequence[str]]], bytes]:
    return lambda rows: make.ruled_table(rows, rules=rule)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("rule", [True, False], ids=["ruled", "borderless"])
def test_every_figure_stands_under_its_heading_with_and_without_rules(seed: int, rule: bool) -> None:
    whole = grid(seed, columns=3, rows=10)
    heads = ["Outcome", "Ovalex", "Placebo", "Difference"]
    body = [[name, *map(plain, values)] for (_, name), values in zip(whole.labels, whole.values, strict=True)]
    reading = reading_of(sheet(rule)([heads, *body]), "table.pdf")
    assert cells(reading, PassageKind.TABLE_HEADER) == [heads]
    assert cells(reading, PassageKind.TABLE_ROW) == body


def test_a_sum_over_two_columns_is_given_once_and_its_columns_are_named() -> None:
    html = (
        b"<table><tr><th>Dose</th><th>CR</th><th>PR</th><th>All</th></tr><tr><td>2 mg</td><td>1</td><td>1</td><td>9</td></tr>"
        b"<tr><td>Total</td><td colspan=2>2 (11.1%)</td><td>18</td></tr></table>"
    )
    rows = [p for p in reading_of(html, "t.html").passages if p.kind is PassageKind.TABLE_ROW]
    assert rows[-1].text.split("\t") == ["Total", "2 (11.1%)", "", "18"]
    assert rows[-1].facts["columns"] == "1,2-3,4"


def test_the_rows_of_a_table_that_runs_on_over_a_page_keep_its_headings() -> None:
    import pymupdf

    document = pymupdf.open()
    for page_number in range(2):
        page = document.new_page(width=595, height=842)
        for r in range(4):
            for c in range(3):
                box = pymupdf.Rect(
                    60 + c * 150, 700 + r * 24 - page_number * 620, 210 + c * 150, 724 + r * 24 - page_number * 620
                )
                page.draw_rect(box, color=(0, 0, 0), width=0.6)
                head = page_number == 0 and r == 0
                words = ("Drug", "Effect", "Action")[c] if head else f"{'abc'[c]} {page_number}{r}"
                page.insert_text((box.x0 + 4, box.y0 + 15), words, fontsize=9, fontname="hebo" if head else "helv")
    passages = reading_of(bytes(document.tobytes()), "t.pdf").passages
    rows = [p for p in passages if p.kind is PassageKind.TABLE_ROW]
    assert len(rows) == 7
    assert len({p.group for p in passages if p.kind in (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)}) == 1
    assert [p.facts.get("table", "") for p in rows] == [""] * 3 + ["continued"] * 4
