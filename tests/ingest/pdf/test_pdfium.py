"""What the permissive PDF library does beside reading: the sandbox with it, and drawing."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from ingest.image import as_pdf
from ingest.pdf.draw import draw, locate
from ingest.readers import READERS
from ingest.reading import Limits
from ingest.worker.sandbox import Sandbox, SandboxLimits
from tests.ingest import documents as make

FROM_PDFIUM = {"pdf_reader": "pdfium"}
LINES = ("Ovalex was studied in adults.", "The dose was 8.5 mg once a day.")


@pytest.fixture(scope="module")
def permissive() -> Iterator[Sandbox]:
    """A sandbox without PyMuPDF."""
    box = Sandbox(SandboxLimits(reading=Limits(pdf_reader="pdfium")), workers=1, nursery="tests.ingest.hostile")
    yield box
    box.close()


def marked(png: bytes) -> tuple[int, int, int, int]:
    """Where the picture is coloured: left, top, right, bottom in pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        colours = picture.convert("HSV").getchannel("S").point(lambda level: 255 if level > 40 else 0)
        box = colours.getbbox()
    assert box is not None
    return box


def test_a_document_read_without_pymupdf_says_so_in_its_version(permissive: Sandbox) -> None:
    result = permissive.read(make.pdf(make.text_page(*LINES)), "a.pdf")
    assert result.reader_version == f"{READERS['application/pdf'].version}-pdfium"
    assert [p.text for p in result.reading.passages] == [" ".join(LINES)]


def test_its_children_have_no_pymupdf(permissive: Sandbox) -> None:
    (found, _) = permissive.run({"task": "try_modules"}, b"")
    assert "pypdfium2" in found["names"]
    assert not {"pymupdf", "fitz"} & set(found["names"])


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_both_libraries_draw_the_same_marks(rotation: int) -> None:
    import pymupdf

    document = pymupdf.open(stream=make.pdf(make.text_page(*LINES)))
    document[0].set_rotation(rotation)
    data = bytes(document.tobytes())
    request = {"page": 1, "boxes": [[60, 100, 200, 130]], "dpi": 72}
    ours, theirs = marked(draw(data, request)), marked(draw(data, request | FROM_PDFIUM))
    assert all(abs(a - b) <= 2 for a, b in zip(ours, theirs, strict=True)), (ours, theirs)


def test_words_are_found_and_marked_where_no_box_is_known() -> None:
    data = make.pdf(make.text_page("Nothing here."), make.text_page(*LINES))
    request = {"page": 1, "find": "8.5 mg once", "dpi": 72}
    ours, theirs = marked(draw(data, request)), marked(draw(data, request | FROM_PDFIUM))
    assert all(abs(a - b) <= 6 for a, b in zip(ours, theirs, strict=True)), (ours, theirs)


def test_wordings_are_located_on_their_pages() -> None:
    data = make.pdf(make.text_page("Nothing here."), make.text_page(*LINES))
    wanted = [{"words": "The dose was 8.5 mg"}, {"words": "Ovalex was\t8.5 mg", "page": 2}, {"words": "Not there"}]
    ours, theirs = locate(data, wanted), locate(data, wanted, "pdfium")
    assert [p["page"] for p in ours] == [p["page"] for p in theirs] == [2, 2, 0]
    for one, two in zip(ours, theirs, strict=True):
        assert len(one["boxes"]) == len(two["boxes"])


def test_a_facsimile_shows_the_words_with_the_quote_marked(permissive: Sandbox) -> None:
    from PIL import Image

    text = "The dose was 8.5 mg once a day. " * 12 + "用法用量。"
    request = {"task": "draw", "lines": [[text, 13, 19]], "heading": "Text of a.csv", "dpi": 72}
    png = permissive.picture(request, b"")
    left, _, right, _ = marked(png)
    assert 90 < left < right < 160
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.width, 120 <= picture.height < 300) == (595, True)


def test_pictures_become_pages_of_their_size_in_points() -> None:
    import pypdfium2
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 150), (200, 30, 30)).save(out, "PNG", dpi=(150, 150))
    document = pypdfium2.PdfDocument(as_pdf(out.getvalue(), Limits(pdf_reader="pdfium")))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (144, 72)
    assert document[0].render(scale=1).to_pil().convert("RGB").getpixel((70, 30)) == (200, 30, 30)
