"""Captions and their figures: each tied to its own picture, drawing or chart, and nothing else tied to any."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.deck import slides
from ingest.figures import names_figure, pairs
from ingest.pdf import document as pdf
from ingest.pdf.pdfium_draw import is_figure
from ingest.reading import Limits, Reading
from ingest.word import document as word
from library.models import FIGURE, FIGURE_BOX, FIGURE_DATA, Box, PassageDraft, PassageKind
from tests.ingest import documents as make

_QUICK = Limits(pdf_check=False, ocr=False)


def tied(reading: Reading) -> dict[str, PassageDraft]:
    return {p.text: p for p in reading.passages if FIGURE in p.facts}


def page() -> bytes:
    """A page with two pictures under which captions stand, a logo, and bars over a caption."""
    import pymupdf
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 60, 90)).save(out, "PNG")
    document = pymupdf.open()
    sheet = document.new_page(width=595, height=842)
    for box in ((60, 110, 300, 200), (320, 110, 540, 200), (500, 20, 570, 50), (60, 250, 400, 350)):
        sheet.insert_image(pymupdf.Rect(box), stream=out.getvalue(), keep_proportion=False)
    sheet.insert_text((60, 225), "Figure 1. Overall survival, left and right", fontsize=9)
    sheet.insert_text((60, 380), "Figure 2. Study design of the trial", fontsize=9)
    sheet.insert_text((60, 420), make.BODY, fontsize=9)
    for bar in range(5):
        sheet.draw_rect(pymupdf.Rect(100 + 60 * bar, 580 - 30 * bar, 130 + 60 * bar, 600), fill=(0, 0, 1))
        sheet.insert_text((105 + 60 * bar, 612), f"W{bar}", fontsize=7)
    sheet.insert_text((60, 640), "Figure 3. Change from baseline by visit", fontsize=9)
    sheet.insert_text((60, 700), make.BODY, fontsize=9)
    sheet.insert_text((60, 715), make.BODY, fontsize=9)
    sheet.insert_text((60, 830), "Figure 4. Shown on another page", fontsize=9)
    return bytes(document.tobytes())


def test_a_caption_of_a_pdf_is_tied_to_the_picture_or_drawing_above_it() -> None:
    found = tied(assemble(pdf.read(page(), _QUICK)))
    kinds = {text[:9]: (p.facts[FIGURE], p.figure_place) for text, p in found.items()}
    assert kinds == {
        "Figure 1.": ("picture", (1, (60.0, 110.0, 540.0, 200.0))),
        "Figure 2.": ("picture", (1, (60.0, 250.0, 400.0, 350.0))),
        "Figure 3.": ("drawing", (1, (100.0, 460.0, 370.0, 600.0))),
    }


def test_captions_above_their_figures_are_not_tied_to_the_one_before() -> None:
    captions: list[Box] = [(60, 100, 300, 110), (60, 300, 300, 310)]
    assert pairs(captions, [(60, 120, 300, 290), (60, 320, 300, 490)]) == {0: 0, 1: 1}


def test_captions_below_their_figures_are_not_tied_to_the_next() -> None:
    captions: list[Box] = [(60, 295, 300, 305), (60, 495, 300, 505)]
    assert pairs(captions, [(60, 120, 300, 290), (60, 310, 300, 490)]) == {0: 0, 1: 1}


def test_text_between_keeps_a_caption_and_a_picture_apart() -> None:
    caption, picture, wall = (60.0, 300.0, 300.0, 310.0), (60.0, 120.0, 300.0, 250.0), (60.0, 270.0, 300.0, 280.0)
    assert pairs([caption], [picture]) == {0: 0}
    assert pairs([caption], [picture], lambda _: [wall]) == {}


_BOX = st.tuples(*[st.integers(0, 500)] * 4).map(
    lambda s: (float(s[0]), float(s[1]), float(s[0] + s[2] + 1), float(s[1] + s[3] + 1))
)


@settings(max_examples=40)
@given(st.lists(_BOX, max_size=5), st.lists(_BOX, max_size=5))
def test_no_figure_has_two_captions(captions: list[Box], figures: list[Box]) -> None:
    found = pairs(captions, figures)
    assert len(set(found.values())) == len(found)
    assert all(0 <= c < len(captions) and 0 <= f < len(figures) for c, f in found.items())


def test_names_of_figures_are_told_in_four_languages() -> None:
    for text in (
        "Figure 2. Survival",
        "Fig. 3: Bleeding",
        "Abbildung 1: Verlauf",
        "Abb. 4",
        "图1 总生存期",
        "図２ 推移",
    ):
        assert names_figure(text), text
    for text in ("Table 2. Doses", "表1 剂量", "Figures are rounded.", "The figure shows", "Tabelle 3"):
        assert not names_figure(text), text


def chart() -> bytes:
    """A slide whose title stands over a chart without one, and a slide with a chart that has a title."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck = make.deck()
    for title in ("", "Responders by week"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Ovalex worked from the second week on"
        data = CategoryChartData()
        data.categories = ["Week 2", "Week 4"]
        data.add_series("Ovalex", (31.5, 61.6))
        data.add_series("Placebo", (12.0, 45.5))
        place = (Inches(1), Inches(2), Inches(6), Inches(4))
        made = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
        made.has_title = bool(title)
        if title:
            made.chart_title.text_frame.text = title
    return make.saved(deck)


def test_a_chart_has_its_own_title_or_else_that_of_its_slide_as_caption() -> None:
    reading = assemble(slides.read(chart(), _QUICK))
    captions = [p for p in reading.passages if FIGURE in p.facts]
    assert [(p.kind, p.locator.slide, p.facts[FIGURE]) for p in captions] == [
        (PassageKind.TITLE, 1, "chart"),
        (PassageKind.CAPTION, 2, "chart"),
    ]
    for caption in captions:
        rows = [p.text for p in reading.passages if p.group == caption.facts[FIGURE_DATA] and "\t" in p.text]
        assert rows == ["\tOvalex\tPlacebo", "Week 2\t31.5\t12.0", "Week 4\t61.6\t45.5"]
        assert caption.facts[FIGURE_BOX] == "72 144 504 432"


def test_a_picture_under_the_title_of_a_slide_is_no_figure() -> None:
    from PIL import Image
    from pptx.util import Inches

    out = io.BytesIO()
    Image.new("RGB", (300, 200), (10, 120, 90)).save(out, "PNG")
    deck = make.deck()
    for caption in ("", "Figure 1. Overall survival"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Ovalex worked from the second week on"
        slide.shapes.add_picture(io.BytesIO(out.getvalue()), Inches(1), Inches(2), Inches(6), Inches(4))
        if caption:
            slide.shapes.add_textbox(Inches(1), Inches(6.1), Inches(6), Inches(0.4)).text_frame.text = caption
    found = tied(assemble(slides.read(make.saved(deck), _QUICK)))
    assert [(text, p.figure_place) for text, p in found.items()] == [
        ("Figure 1. Overall survival", (2, (72.0, 144.0, 504.0, 432.0)))
    ]


def test_a_caption_of_a_word_document_is_tied_to_the_picture_in_the_paragraph_beside_it() -> None:
    from docx import Document
    from docx.shared import Inches
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), (10, 120, 90)).save(out, "PNG")
    document = Document()
    document.add_paragraph(make.BODY)
    document.add_picture(io.BytesIO(out.getvalue()), Inches(3))
    document.add_paragraph("Figure 1. Overall survival", style="Caption")
    document.add_paragraph(make.BODY)
    document.add_paragraph("Table 1. Doses", style="Caption")
    document.add_picture(io.BytesIO(out.getvalue()), Inches(3))
    found = tied(assemble(word.read(make.saved(document), _QUICK)))
    assert [(text, p.facts[FIGURE], p.figure_place) for text, p in found.items()] == [
        ("Figure 1. Overall survival", "picture", None)
    ]


def test_a_figure_is_framed_and_a_line_is_painted() -> None:
    assert is_figure((60, 100, 400, 300))
    assert not is_figure((60, 100, 400, 112))


def test_a_place_that_makes_no_sense_is_none() -> None:
    for said in ("", "1 2 3", "a b c d", "5 5 1 1", "nan 0 1 1", "0 0 inf inf", "1 2 3 4 5"):
        draft = PassageDraft(kind=PassageKind.CAPTION, text="Figure 1", facts={FIGURE_BOX: said})
        assert draft.figure_place is None
