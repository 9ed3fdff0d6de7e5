"""Plain readers for the example documents, apart from the product's own."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pymupdf
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation

ROOT = Path(__file__).resolve().parents[2] / "examples"
DOCUMENTS = ROOT / "documents"


def squeezed(text: str) -> str:
    """Without white space, so that line breaks do not matter."""
    return "".join(text.split())


def pdf_pages(name: str) -> list[str]:
    with pymupdf.open(DOCUMENTS / name) as doc:
        return [page.get_text() for page in doc]


def slide_text(slide: Any) -> str:
    parts: list[str] = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if shape.has_table:
            parts += ["\t".join(cell.text for cell in row.cells) for row in shape.table.rows]
        if shape.has_chart:
            parts += [str(category) for category in shape.chart.plots[0].categories]
    return "\n".join(parts)


def slides(name: str) -> list[Any]:
    return list(Presentation(str(DOCUMENTS / name)).slides)


def docx_pages(name: str) -> list[str]:
    """Text between explicit page breaks, tables included."""
    pages = [""]
    for element in Document(str(DOCUMENTS / name)).element.body.iter():
        if element.tag == qn("w:br") and element.get(qn("w:type")) == "page":
            pages.append("")
        elif element.tag == qn("w:t"):
            pages[-1] += element.text or ""
        elif element.tag == qn("w:p"):
            pages[-1] += "\n"
    return pages


def faq_rows() -> list[tuple[Any, ...]]:
    sheet = load_workbook(DOCUMENTS / "faq.xlsx")["FAQ"]
    return [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def eda_slide(number: int) -> str:
    with zipfile.ZipFile(DOCUMENTS / "A-eda-zh.zip") as archive:
        return BeautifulSoup(archive.read(f"slide{number}.html"), "lxml").get_text()


def text_at(file: str, place: dict[str, Any]) -> str:
    """The text of one place as `troubles.yaml` names it."""
    if file.endswith(".pdf"):
        return pdf_pages(file)[place["page"] - 1]
    if file.endswith(".docx"):
        return docx_pages(file)[place["page"] - 1]
    if file.endswith(".xlsx"):
        return "\n".join(str(cell) for cell in faq_rows()[place["row"] - 1])
    if file.endswith(".zip"):
        return eda_slide(place["slide"])
    slide = slides(file)[place["slide"] - 1]
    if place.get("part") == "notes":
        return str(slide.notes_slide.notes_text_frame.text)
    return slide_text(slide)


def whole_text(file: str) -> str:
    """All text of one document, notes included."""
    if file.endswith(".pdf"):
        return "\n".join(pdf_pages(file))
    if file.endswith(".docx"):
        return "\n".join(docx_pages(file))
    if file.endswith(".xlsx"):
        return "\n".join(str(cell) for row in faq_rows() for cell in row)
    if file.endswith(".zip"):
        return "\n".join(eda_slide(number) for number in range(1, 8))
    found = slides(file)
    notes = [slide.notes_slide.notes_text_frame.text for slide in found if slide.has_notes_slide]
    return "\n".join([slide_text(slide) for slide in found] + notes)
