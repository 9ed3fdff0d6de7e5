"""What MuPDF is asked for a page: places of single characters, of some spans or of all."""

from __future__ import annotations

import pymupdf
import pytest

from ingest.pdf import mupdf as pdf_mupdf
from ingest.pdf.check import figures_of
from ingest.pdf.raw import RawLine, Run


def page_of_spans() -> bytes:
    with pymupdf.open() as document:
        page = document.new_page()
        for row in range(14):
            for column, font in enumerate(("helv", "tibo")):
                words = "10.5 mg twice daily" if row % 2 else f"Dose {row}, fi and WAV"
                page.insert_text((60 + 90 * column, 80 + 14 * row), words, fontname=font, fontsize=8 + column)
        return bytes(document.tobytes())


def places(data: bytes) -> list[list[tuple[float, float]]]:
    document = pdf_mupdf.MuDocument(data)
    found = [run.xs for line in document.page(0).lines for run in line.runs]
    document.close()
    return found


def test_characters_of_a_span_asked_for_alone_stand_where_the_whole_page_puts_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = page_of_spans()
    some = places(data)
    monkeypatch.setattr(pdf_mupdf, "_ASKED", 0)
    whole = places(data)
    assert len(whole) > 20
    assert some == whole
    monkeypatch.setattr(pdf_mupdf, "_ASKED", 100)
    assert places(data) == whole


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("12 of 34.5 mg, 6,7. 8 .9 1..2 3,", "1234.56,78912" + "3"),
        ("2–4 µg (5·5 %), ²", "24" + "5·5" + "2"),
        ("é7è8.5", "78.5"),
        ("no figure at all.", ""),
        ("", ""),
    ],
)
def test_figures_of_a_page_keep_their_marks_and_nothing_else(text: str, figures: str) -> None:
    runs = [Run(text, (0, 0, 9, 9), 9.0, 9.0, False, False, "", [])]
    assert figures_of([RawLine(True, runs)]) == figures
