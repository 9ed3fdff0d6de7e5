"""What OCR could not read is told: how many words, where, and a person is asked where it is much of a page."""

from __future__ import annotations

import io
from typing import Any

import pytest

from ingest import image, ocr
from ingest.pdf import document as pdf
from ingest.reading import Limits
from ingest.service import attention
from library.models import Loss

_HEAD = "level\tblock_num\tpar_num\tline_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*paragraphs: tuple[str, float]) -> str:
    """What tesseract prints of paragraphs of that confidence, one under the other."""
    lines = [_HEAD]
    for number, (words, confidence) in enumerate(paragraphs, 1):
        for at, word in enumerate(words.split()):
            lines.append(f"5\t{number}\t1\t1\t{100 * at}\t{300 * number}\t90\t30\t{confidence}\t{word}")
    return "\n".join(lines)


def seeing(monkeypatch: pytest.MonkeyPatch, *paragraphs: tuple[str, float]) -> None:
    """Makes tesseract read these paragraphs in every picture."""
    monkeypatch.setattr(ocr, "_installed", lambda: ("eng",))
    monkeypatch.setattr(
        ocr, "_attempt", lambda png, page, scale, languages, end=None: ocr._scan(table(*paragraphs), page, scale)
    )


def blank() -> bytes:
    """A white PNG."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(out, "PNG")
    return out.getvalue()


def scanned_pdf(pages: int = 1) -> bytes:
    import pymupdf

    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page(width=595, height=842)
        page.insert_image(page.rect, stream=blank())
    return bytes(document.tobytes())


def losses(data: bytes, **how: Any) -> list[Loss]:
    raw = pdf.read(data, Limits(pdf_check=False, **how))
    return [loss for loss in raw.losses if loss.code.startswith("ingest.ocr")]


def test_words_of_a_scanned_page_that_cannot_be_told_are_a_loss_with_their_number_and_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seeing(monkeypatch, ("One tablet of Ovalex is taken once daily with food " * 3, 95.0), ("smu dged wo rds", 12.0))
    (loss,) = losses(scanned_pdf())
    assert (loss.code, loss.page, loss.count) == ("ingest.ocr_unsure", 1, 4)
    assert "0 144 94 151" in loss.message
    reading = pdf.read(scanned_pdf(), Limits(pdf_check=False))
    assert [b.text.split()[0] for b in reading.blocks] == ["One"]


def test_a_scanned_page_of_which_much_cannot_be_told_needs_attention(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, ("One tablet once daily", 95.0), ("the smu dged pa rt", 12.0))
    (loss,) = losses(scanned_pdf())
    assert (loss.code, loss.count) == ("ingest.ocr_unread", 5)
    code, message = attention(1, (), [loss], ())
    assert code == "ingest.ocr_unread"
    assert message.startswith("5 words")


def test_a_picture_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, ("the smu dged pa rt", 12.0))
    raw = image.read(blank(), Limits())
    assert [(loss.code, loss.count) for loss in raw.losses] == [("ingest.ocr_unread", 5)]


def test_pages_of_a_scan_are_read_in_the_language_of_the_page_before(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def attempt(png: bytes, page: int, scale: float, languages: str, end: float | None = None) -> ocr.Scan:
        asked.append(languages)
        return ocr._scan(
            table(("Die Tablette ist nicht zu teilen und wird mit dem Essen genommen " * 2, 95.0)), page, scale
        )

    monkeypatch.setattr(ocr, "_installed", lambda: ("eng", "deu", "jpn"))
    monkeypatch.setattr(ocr, "_attempt", attempt)
    pdf.read(scanned_pdf(3), Limits(pdf_check=False))
    assert asked == ["eng+deu+jpn", "deu+eng", "deu+eng"]


def test_no_picture_is_begun_when_the_time_is_up_and_those_left_are_losses(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, ("One tablet once daily", 95.0))
    ticks = iter(range(0, 1000, 4))
    monkeypatch.setattr("ingest.ocr.time.monotonic", lambda: float(next(ticks)))
    raw = pdf.read(scanned_pdf(8), Limits(pdf_check=False, ocr_seconds=20.0))
    unread = [loss.page for loss in raw.losses if loss.code == "ingest.scanned_page"]
    assert 0 < len(unread) < 8
    assert unread == list(range(9 - len(unread), 9))
    assert {b.page for b in raw.blocks} == set(range(1, 9)) - set(unread)


def test_a_heading_of_a_label_that_tesseract_joins_to_a_paragraph_stands_alone() -> None:
    said = (
        "Ovalex is for adults.",
        "4.2 Posology and method of administration",
        "Take 300 mg daily, see",
        "Contraindications",
    )
    rows = [
        f"5\t1\t1\t{number}\t{100 * at}\t{40 * number}\t90\t30\t95\t{word}"
        for number, line in enumerate(said, 1)
        for at, word in enumerate(line.split())
    ]
    found = ocr._scan("\n".join([_HEAD, *rows]), 1, 1.0)
    assert [b.text for b in found.blocks] == [*said[:2], " ".join(said[2:])]
