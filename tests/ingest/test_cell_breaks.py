"""Lines that breaks part inside a cell of Word or of a sheet stay apart: two medicines never run into one word."""

from __future__ import annotations

import io

from ingest.readers import read
from ingest.reading import Limits
from tests.ingest import documents as make


def test_line_breaks_in_a_cell_of_word_part_names_of_medicines() -> None:
    drugs = "<w:p><w:r><w:t>阻害剤</w:t><w:br/><w:t>リトナビル</w:t></w:r></w:p><w:p><w:r><w:t>コルヒチン等</w:t></w:r></w:p>"
    cells = "".join(f"<w:tc>{inner}</w:tc>" for inner in (drugs, make.paragraph("慎重に投与すること。")))
    document = make.docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    [row] = [p.text for p in read(document, "a.docx", Limits())[1].passages if "\t" in p.text]
    assert row == "阻害剤 リトナビル コルヒチン等\t慎重に投与すること。"


def test_line_breaks_in_a_cell_of_a_sheet_part_names_of_medicines() -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("drugs", 0)
    sheet.append(["薬剤名等", "措置"])
    sheet.append(["リトナビル\nコルヒチン等", "慎重に投与すること。"])
    held = io.BytesIO()
    book.save(held)
    texts = [p.text for p in read(held.getvalue(), "a.xlsx", Limits())[1].passages]
    assert any("リトナビル コルヒチン等" in text for text in texts)
