from __future__ import annotations

import io
import shutil
import struct
import zlib
from typing import Any

import pytest

from ingest import image, ocr
from ingest.assemble import assemble
from ingest.readers import READERS, sniff
from ingest.reading import Limits
from ingest.service import attention
from ingest.worker.sandbox import Sandbox
from library.errors import Refused
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
LINES = ("Ovalex 300 mg once daily with food", "Response rate 61.6% in 142 patients")


def picture(*lines: str, dpi: int = 200, form: str = "PNG", **how: Any) -> bytes:
    """A picture of the lines as a page shows them."""
    import pymupdf
    from PIL import Image

    with pymupdf.open(stream=make.pdf(make.text_page(*lines, step=24), height=200), filetype="pdf") as document:
        png = document[0].get_pixmap(dpi=dpi).tobytes("png")
    with Image.open(io.BytesIO(png)) as drawn:
        out = io.BytesIO()
        drawn.convert("RGB").save(out, form, **how)
    return out.getvalue()


@pytest.mark.parametrize(("form", "media_type"), [("PNG", "png"), ("JPEG", "jpeg"), ("TIFF", "tiff")])
def test_a_picture_is_told_by_its_content(form: str, media_type: str) -> None:
    kind = sniff(picture("x", dpi=40, form=form), "lies.pdf")
    assert (kind, READERS[kind].module) == (f"image/{media_type}", "image")


@needs_tesseract
def test_words_of_a_picture_are_marked_as_ocr_with_confidence_and_stand_where_they_are() -> None:
    reading = assemble(image.read(picture(*LINES), Limits()))
    assert " ".join(p.text for p in reading.passages) == " ".join(LINES)
    for passage in reading.passages:
        assert PassageFlag.OCR in passage.flags
        assert float(passage.facts["ocr_confidence"]) > 60
        assert passage.locator.page == 1
        assert {f.page for f in passage.locator.fragments} == {1}
    assert attention(1, reading.passages, reading.losses, reading.warnings)[0] == "ingest.ocr"


@needs_tesseract
def test_boxes_of_a_coarse_picture_lie_in_the_points_of_its_page() -> None:
    data = picture(*LINES, dpi=72)
    first = image.read(data, Limits()).blocks[0]
    frame = next(image.frames_of(data, Limits()))
    x0, y0, x1, _ = first.fragments[0].box
    assert 55 < x0 / frame.scale < 66
    assert 85 < y0 / frame.scale < 102
    assert x1 < frame.width * frame.scale
    import pymupdf

    with pymupdf.open(stream=image.as_pdf(data, Limits()), filetype="pdf") as document:
        assert document[0].rect.width == pytest.approx(frame.width * frame.scale, abs=0.5)


@needs_tesseract
@pytest.mark.parametrize(
    ("font", "words"),
    [
        ("japan", "本剤は食後に経口投与すること"),
        ("china-s", "每日一次口服三百毫克"),
        ("helv", "Die Dosis beträgt 300 mg täglich"),
    ],
)
def test_a_picture_is_read_in_its_own_language(font: str, words: str) -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=400, height=120)
    page.insert_text((20, 60), words, fontsize=18, fontname=font)
    found = image.read(page.get_pixmap(dpi=200).tobytes("png"), Limits()).blocks
    read = "".join(b.text for b in found).replace(" ", "")
    same = sum(1 for c in words.replace(" ", "") if c in read)
    assert same >= 0.8 * len(words.replace(" ", ""))


@needs_tesseract
def test_each_page_of_a_tiff_is_read_on_its_own() -> None:
    from PIL import Image

    one, two = (Image.open(io.BytesIO(picture(line))) for line in LINES)
    out = io.BytesIO()
    one.save(out, "TIFF", save_all=True, append_images=[two])
    reading = image.read(out.getvalue(), Limits())
    assert reading.pages == 2
    assert {b.page: b.text for b in reading.blocks} == {1: LINES[0], 2: LINES[1]}


@needs_tesseract
def test_a_picture_that_lies_on_its_side_is_read_upright() -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(picture(LINES[0]))) as drawn:
        out = io.BytesIO()
        drawn.rotate(90, expand=True).save(out, "JPEG", exif=exif, quality=95)
    assert image.read(out.getvalue(), Limits()).blocks[0].text == LINES[0]


def test_without_tesseract_a_picture_needs_attention_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_installed", lambda: ())
    reading = assemble(image.read(picture("x", dpi=40), Limits()))
    assert [loss.code for loss in reading.losses] == ["ingest.picture_not_read"]
    code, message = attention(1, reading.passages, reading.losses, reading.warnings)
    assert code == "ingest.picture_not_read"
    assert "tesseract" in message


@needs_tesseract
def test_a_language_that_tesseract_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_installed", lambda: ("eng", "deu"))
    (warning,) = image.read(picture(*LINES), Limits()).warnings
    assert warning.startswith("ingest.ocr_languages")
    assert "Chinese" in warning
    assert "Japanese" in warning


@needs_tesseract
def test_an_empty_picture_needs_attention() -> None:
    reading = assemble(image.read(picture(" "), Limits()))
    assert reading.passages == ()
    assert attention(1, (), reading.losses, reading.warnings)[0] == "ingest.no_text"


def bomb(width: int, height: int) -> bytes:
    """A PNG of that many pixels in a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(1_000_000), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(12_000, 12_000), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    with pytest.raises(Refused) as refused:
        image.read(bomb(width, height), Limits())
    assert refused.value.code == "ingest.too_large"


@pytest.mark.parametrize("keep", [8, 30, 60, 0.5, 0.9])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_that_was_cut_off_is_refused_as_broken(form: str, keep: float) -> None:
    data = picture(*LINES, dpi=60, form=form)
    cut = data[: keep if isinstance(keep, int) else int(len(data) * keep)]
    with pytest.raises(Refused) as refused:
        image.read(cut, Limits(ocr=False))
    assert refused.value.code == "ingest.broken"
    assert refused.value.next_step


@needs_tesseract
def test_a_picture_is_read_in_the_sandbox(sandbox: Sandbox) -> None:
    result = sandbox.read(picture(*LINES), "scan.png")
    assert (result.media_type, result.reader) == ("image/png", "image")
    assert result.reading.passages[0].kind is PassageKind.PARAGRAPH
