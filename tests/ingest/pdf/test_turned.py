"""Sideways words of an upright page: read as a page turned, each word told where it stands."""

from __future__ import annotations

import io

import pytest

from ingest.assemble import assemble
from ingest.pdf import document as pdf
from ingest.reading import Limits, Reading
from library.models import Box, PassageFlag, PassageKind
from tests.ingest import documents as make
from tests.ingest.test_tables import cells, drawn, grid, plain

LIBRARIES = pytest.mark.parametrize("library", ["pymupdf", "pdfium"])


def sideways(data: bytes, turn: int, *upright: str) -> bytes:
    """An upright page on which the page of ``data`` is drawn turned, under lines that are not."""
    import pymupdf

    source, document = pymupdf.open(stream=data), pymupdf.open()
    page = document.new_page(width=700, height=900)
    page.show_pdf_page(pymupdf.Rect(40, 140, 660, 860), source, 0, rotate=turn)
    for number, line in enumerate(upright):
        page.insert_text((60, 60 + 14 * number), line, fontsize=10)
    return bytes(document.tobytes())


def read(data: bytes, library: str) -> Reading:
    return assemble(pdf.read(data, Limits(pdf_reader=library, ocr=False)))  # type: ignore[arg-type]


@LIBRARIES
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_printed_sideways_is_read_cell_by_cell(turn: int, library: str) -> None:
    whole = grid(3)
    reading = read(
        sideways(drawn(whole), turn, "The page itself stands upright, and so does this line of it."), library
    )
    heads = cells(reading, PassageKind.TABLE_HEADER)
    assert heads[0] == ["Group", "Outcome", *(name for name in whole.groups for _ in range(2))]
    wanted = [[*label, *map(plain, values)] for label, values in zip(whole.labels, whole.values, strict=True)]
    assert cells(reading, PassageKind.TABLE_ROW) == wanted
    assert reading.passages[0].text.startswith("The page itself")
    assert {p.facts.get("turned") for p in reading.passages[1:]} == {str(turn)}
    assert any(w.startswith("ingest.turned_text") and "page 1" in w for w in reading.warnings)
    assert not any(PassageFlag.DISPUTED in p.flags for p in reading.passages)
    assert [loss.code for loss in reading.losses if "turned" in loss.code] == []


@LIBRARIES
def test_a_sideways_row_written_in_one_go_is_cut_at_the_lines_between_its_cells(library: str) -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=620, height=200)
    for x in (40, 120, 350, 600):
        page.draw_line((x, 40), (x, 160))
    rows = [
        ("Group", "Patients with an answer", "Deaths"),
        *((f"Arm {n}", f"1{n}.5 per cent", f"0.{n}") for n in (1, 2, 3)),
    ]
    for number, (group, answer, deaths) in enumerate(rows):
        page.draw_line((40, 40 + 30 * number), (600, 40 + 30 * number))
        page.insert_text((46, 60 + 30 * number), f"{group:<14}{answer:<28}{deaths}", fontsize=13, fontname="cour")
    page.draw_line((40, 160), (600, 160))
    reading = read(sideways(bytes(document.tobytes()), 90, "This line stands upright."), library)
    assert cells(reading, PassageKind.TABLE_ROW) == [list(row) for row in rows[1:]]


def inside(one: Box, other: Box, room: float = 2.5) -> bool:
    return all(a >= b - room for a, b in zip(one[:2], other[:2], strict=True)) and all(
        a <= b + room for a, b in zip(one[2:], other[2:], strict=True)
    )


@LIBRARIES
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_each_word_of_it_is_told_where_it_stands_on_the_page(turn: int, library: str) -> None:
    import pymupdf

    whole = grid(3)
    data = sideways(drawn(whole), turn)
    reading = read(data, library)
    with pymupdf.open(stream=data) as document:
        words = [(tuple(w[:4]), w[4]) for w in document[0].get_text("words")]
    found = 0
    for passage in reading.passages:
        for fragment in passage.locator.fragments:
            word = passage.text[fragment.start : fragment.end]
            places = [box for box, text in words if text == word]
            if places:
                found += 1
                assert any(inside(fragment.box, box) for box in places), word
    assert found > 30


@LIBRARIES
def test_sideways_lines_are_joined_to_their_paragraph_in_order(library: str) -> None:
    data = make.pdf(
        make.text_page(
            *[f"This is line {n} of a paragraph that is printed on its side and" for n in range(1, 7)], "ends."
        )
    )
    passages = [p for p in read(sideways(data, 90, "Upright."), library).passages if p.facts.get("turned")]
    text = " ".join(p.text for p in passages)
    assert [text.index(f"line {n}") for n in range(1, 7)] == sorted(text.index(f"line {n}") for n in range(1, 7))
    assert len(passages) == 1


@LIBRARIES
def test_a_line_in_the_margin_stays_a_line_and_several_are_told_in_the_loss_report(library: str) -> None:
    import pymupdf

    def losses(reading: Reading) -> list[tuple[str, int | None, int]]:
        return [(x.code, x.page, x.count) for x in reading.losses if x.code != "ingest.not_cross_checked"]

    document = pymupdf.open(stream=make.pdf(make.text_page("The dose is 300 mg.", "It is taken once daily.")))
    document[0].insert_text((20, 400), "Prepared in 2026", fontsize=8, rotate=90)
    reading = read(document.tobytes(), library)
    assert [p.text for p in reading.passages if p.facts.get("turned")] == ["Prepared in 2026"]
    assert losses(reading) == []
    document[0].insert_text((580, 400), "Not for the public", fontsize=8, rotate=270)
    assert losses(read(document.tobytes(), library)) == [("ingest.turned_text", 1, 2)]


@LIBRARIES
def test_sideways_words_over_a_picture_are_not_taken_for_a_scan(library: str) -> None:
    import pymupdf
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    whole = grid(2)
    document = pymupdf.open(stream=sideways(drawn(whole), 90))
    document[0].insert_image(document[0].rect, stream=out.getvalue(), overlay=False)
    reading = read(document.tobytes(), library)
    assert len(cells(reading, PassageKind.TABLE_ROW)) == len(whole.values)
    assert not any(loss.code == "ingest.scanned_page" for loss in reading.losses)
