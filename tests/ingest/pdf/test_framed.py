"""Words in a drawn frame of a landscape page, as slides saved as PDF have them: a paragraph, or labels of a drawing."""

from __future__ import annotations

from ingest.assemble import assemble
from ingest.pdf import document as pdf
from ingest.reading import Limits, Reading
from library.models import DocumentClass, PassageKind


def slide(*lines: str) -> Reading:
    """Three slides; on each the lines stand closely one below another in a frame with round corners."""
    import pymupdf

    document = pymupdf.open()
    for number in range(3):
        page = document.new_page(width=960, height=540)
        page.insert_text((60, 60), f"Ovalex in week {number + 4}", fontsize=28)
        page.draw_rect(pymupdf.Rect(170, 160, 340, 330), color=(1, 0.7, 0), radius=0.2)
        for at, line in enumerate(lines):
            page.insert_text((185, 190 + 17 * at), line, fontsize=13)
    return assemble(pdf.read(document.tobytes(), Limits()))


def of(reading: Reading, kind: PassageKind) -> list[str]:
    return [p.text for p in reading.passages if p.kind is kind and p.locator.page == 1]


def test_a_paragraph_in_a_narrow_frame_of_a_slide_is_read_as_one() -> None:
    reading = slide("Fewer patients had", "a second bleed when", "they took Ovalex", "with their evening", "meal.")
    assert reading.facts.document_class is DocumentClass.DECK
    assert of(reading, PassageKind.PARAGRAPH) == [
        "Fewer patients had a second bleed when they took Ovalex with their evening meal."
    ]
    assert of(reading, PassageKind.IMAGE) == []


def test_labels_one_below_another_in_a_drawing_are_no_paragraph() -> None:
    reading = slide("Placebo", "Ovalex 10 mg", "Ovalex 20 mg", "Month 12", "n = 41")
    assert of(reading, PassageKind.PARAGRAPH) == []
    assert len(of(reading, PassageKind.IMAGE)) == 5


def test_a_drawing_with_a_short_sentence_among_many_labels_stays_a_drawing() -> None:
    labels = ["Placebo (41)", "Ovalex 10 mg (42)", "Ovalex 20 mg (40)", "Month 12 (123)"]
    reading = slide(*labels, "It was", "one study", "alone.")
    assert of(reading, PassageKind.PARAGRAPH) == []
