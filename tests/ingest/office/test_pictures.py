"""Words of pictures in decks and Word documents: read by OCR where they stand, and never taken for the file's own."""

from __future__ import annotations

import io
import shutil
import zipfile
from typing import Any

import pytest

from ingest import ocr
from ingest.assemble import assemble
from ingest.deck import slides
from ingest.reading import Limits, Reading
from ingest.service import attention
from ingest.word import document as word
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
LINES = ("Ovalex 300 mg once daily with food", "Response rate 61.6% in 142 patients")
_HEAD = "level\tblock_num\tpar_num\tline_num\tleft\ttop\twidth\theight\tconf\ttext"


def drawn(*lines: str, dpi: int = 150) -> bytes:
    """A PNG of 400 by 200 points with the lines, the first at (40, 60)."""
    import pymupdf

    with pymupdf.open() as document:
        page = document.new_page(width=400, height=200)
        for number, line in enumerate(lines):
            page.insert_text((40, 60 + 60 * number), line, fontsize=16)
        return bytes(page.get_pixmap(dpi=dpi).tobytes("png"))


def deck_of(*pictures: bytes, alternative: str = "", width: float = 8.0, crop: float = 0.0, title: str = "") -> bytes:
    """A deck with a picture on each slide, 1 inch from the upper left corner, half as high as it is wide."""
    from pptx.util import Inches

    deck = make.deck()
    for png in pictures:
        slide = deck.slides.add_slide(deck.slide_layouts[5 if title else 6])
        if title:
            slide.shapes.title.text = title
        shown = slide.shapes.add_picture(io.BytesIO(png), Inches(1), Inches(1), Inches(width), Inches(width / 2))
        shown._element.nvPicPr.cNvPr.set("descr", alternative)
        shown.crop_bottom = crop
    return make.saved(deck)


def read(data: bytes, **limits: Any) -> Reading:
    return assemble(slides.read(data, Limits(**limits)))


def seeing(monkeypatch: pytest.MonkeyPatch, words: str, confidence: float = 95.0) -> list[tuple[int, int, str]]:
    """Makes tesseract read these words in every picture; gives the size and languages of each picture it is shown."""
    asked: list[tuple[int, int, str]] = []

    def attempt(png: bytes, page: int, scale: float, languages: str, end: float | None = None) -> ocr.Scan:
        from PIL import Image

        with Image.open(io.BytesIO(png)) as picture:
            asked.append((*picture.size, languages))
        rows = [f"5\t1\t1\t1\t{100 + 80 * i}\t100\t70\t30\t{confidence}\t{w}" for i, w in enumerate(words.split())]
        return ocr._scan("\n".join([_HEAD, *rows]), page, scale)

    monkeypatch.setattr(ocr, "_installed", lambda: ("eng", "deu"))
    monkeypatch.setattr(ocr, "_attempt", attempt)
    return asked


@needs_tesseract
def test_a_slide_that_is_one_picture_gives_its_words_as_ocr_where_they_stand() -> None:
    reading = read(deck_of(drawn(*LINES)))
    assert [p.text for p in reading.passages] == list(LINES)
    for passage, middle in zip(reading.passages, (72 + 1.44 * 55, 72 + 1.44 * 115), strict=True):
        assert (passage.kind, passage.locator.slide) == (PassageKind.PARAGRAPH, 1)
        assert PassageFlag.OCR in passage.flags
        assert float(passage.facts["ocr_confidence"]) > 60
        x0, y0, x1, y1 = passage.locator.fragments[0].box
        assert 72 + 1.44 * 35 < x0 < 72 + 1.44 * 45
        assert x1 < 72 + 576
        assert y0 < middle < y1
    assert reading.losses == ()
    assert attention(1, reading.passages, reading.losses, reading.warnings)[0] == "ingest.ocr"


@pytest.mark.parametrize("how", ["no tesseract", "switched off", "none left"])
def test_a_picture_that_is_not_read_is_counted(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, "One tablet once daily")
    if how == "no tesseract":
        monkeypatch.setattr(ocr, "_installed", lambda: ())
    limits = {"switched off": {"ocr": False}, "none left": {"ocr_pages": 0}}.get(how, {})
    reading = read(deck_of(drawn("x", dpi=72)), **limits)
    assert reading.passages == ()
    assert [(loss.code, loss.page) for loss in reading.losses] == [("ingest.picture_without_text", 1)]


def test_a_picture_shown_on_several_slides_is_read_once_and_told_on_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = seeing(monkeypatch, "One tablet once daily")
    reading = read(deck_of(*[drawn("x", dpi=72)] * 2))
    assert len(asked) == 1
    assert [(p.locator.slide, p.text) for p in reading.passages] == [(n, "One tablet once daily") for n in (1, 2)]


def test_only_what_is_shown_of_a_cropped_picture_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = seeing(monkeypatch, "One tablet once daily")
    (passage,) = read(deck_of(drawn("x", dpi=72), crop=0.25)).passages
    assert asked[0][:2] == (400, 150)
    assert passage.locator.fragments[0].box == pytest.approx((72 + 144, 72 + 192, 72 + 590.4, 72 + 249.6))


@pytest.mark.parametrize("ocr_too", [True, False])
def test_a_picture_that_fills_a_shape_is_read(ocr_too: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from lxml import etree

    seeing(monkeypatch, "One tablet once daily")
    data = deck_of(drawn("x", dpi=72))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read("ppt/slides/slide1.xml"))
    a, p = (f"{{http://schemas.openxmlformats.org/{name}/2006/main}}" for name in ("drawingml", "presentationml"))
    picture = tree.find(f".//{p}pic")
    assert picture is not None
    fill = picture.find(f"{p}blipFill")
    assert fill is not None
    fill.tag = f"{a}blipFill"
    shape = etree.fromstring(
        etree.tostring(picture).replace(b"p:nvPicPr", b"p:nvSpPr").replace(b"p:cNvPicPr", b"p:cNvSpPr")
    )
    shape.tag = f"{p}sp"
    inner, properties = shape.find(f"{a}blipFill"), shape.find(f"{p}spPr")
    assert inner is not None
    assert properties is not None
    properties.append(inner)
    picture.getparent().replace(picture, shape)
    filled = make.rezipped(data, {"ppt/slides/slide1.xml": etree.tostring(tree)})
    reading = read(filled, ocr=ocr_too)
    assert [p.text for p in reading.passages] == (["One tablet once daily"] if ocr_too else [])
    assert [x.code for x in reading.losses] == ([] if ocr_too else ["ingest.picture_without_text"])


@pytest.mark.parametrize(("width", "read_too"), [(8.0, True), (2.0, False)])
def test_a_described_picture_is_read_only_where_it_fills_much_of_the_slide(
    width: float, read_too: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeing(monkeypatch, "One tablet once daily")
    passages = read(deck_of(drawn("x", dpi=72), alternative="How to take it", width=width)).passages
    assert [p.text for p in passages] == ["How to take it", *(["One tablet once daily"] if read_too else [])]


def test_the_words_around_a_picture_tell_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = seeing(monkeypatch, "Eine Tablette")
    title = "Die Dosis ist nicht zu ändern, wenn der Patient und die Ärztin das mit dem Team nicht abgesprochen haben"
    read(deck_of(drawn("x", dpi=72), title=title))
    assert [languages for _, _, languages in asked] == ["deu+eng"]


def test_words_of_a_picture_head_nothing_and_strokes_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, "Short words")
    assert [p.kind for p in read(deck_of(drawn("x", dpi=72))).passages] == [PassageKind.PARAGRAPH]
    seeing(monkeypatch, "— | ~ e =")
    reading = read(deck_of(drawn("x", dpi=72)))
    assert reading.passages == ()
    assert [loss.code for loss in reading.losses] == ["ingest.picture_without_text"]


def document_with(png: bytes, alternative: str = "") -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("How Ovalex is taken")
    document.add_picture(io.BytesIO(png))
    for drawing in document.element.body.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    ):
        drawing.set("descr", alternative)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_pictures_of_word_documents_are_read_where_nobody_wrote_words_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, "One tablet once daily")
    (_, passage) = assemble(word.read(document_with(drawn("x", dpi=72)), Limits())).passages
    assert (passage.text, passage.locator.page) == ("One tablet once daily", 1)
    assert PassageFlag.OCR in passage.flags
    described = assemble(word.read(document_with(drawn("x", dpi=72), "Taking it"), Limits()))
    assert [p.text for p in described.passages] == ["How Ovalex is taken", "Taking it"]
    without = assemble(word.read(document_with(drawn("x", dpi=72)), Limits(ocr=False)))
    assert [loss.code for loss in without.losses] == ["ingest.picture_without_text"]
