"""Bold items of Word lists, headings that ask in bold on a page, and sections without numbers that end beside another."""

from __future__ import annotations

import io

from docx import Document

from ingest.assemble import assemble
from ingest.markup import web
from ingest.pdf.continued import _breaks_sentences
from ingest.reading import Limits
from ingest.word import document as word
from library.models import PassageKind


def _saved(*items: tuple[str, str, bool]) -> bytes:
    document = Document()
    for style, text, bold in items:
        document.add_paragraph(style=style).add_run(text).bold = bold
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_bold_item_beside_items_of_its_list_is_one_of_them() -> None:
    data = _saved(
        ("Heading 1", "Serious reactions", False),
        ("List Bullet", "Tendon rupture", True),
        ("List Bullet", "Prolonged QT interval", False),
        ("List Bullet", "Aortic aneurysm", True),
        ("Heading 1", "Interactions", False),
    )
    found = word.read(data, Limits()).blocks
    items = [block for block in found if block.kind is PassageKind.LIST_ITEM]
    assert [block.text for block in items] == ["Tendon rupture", "Prolonged QT interval", "Aortic aneurysm"]
    assert len({block.group for block in items}) == 1
    assert all("list_key" not in block.facts for block in found)


def test_a_bold_item_over_a_paragraph_stays_the_heading_it_looks_like() -> None:
    data = _saved(("List Number", "Before treatment", True), ("Normal", "The liver is tested once.", False))
    assert word.read(data, Limits()).blocks[0].kind is PassageKind.HEADING


def test_a_question_in_bold_stands_below_the_heading_that_a_tag_makes() -> None:
    page = (
        "<h1>Nomina</h1><h3>Four reasons</h3><p><b>Why is it not good?</b></p><p>The rate stays high.</p>"
        "<h3>History</h3><p>It was approved.</p>"
    )
    made = assemble(web.read(page.encode(), Limits())).passages
    [history] = [p for p in made if p.text == "It was approved."]
    assert history.heading_path == ("Nomina", "History")


def test_a_row_whose_sentences_end_overleaf_is_cut() -> None:
    assert _breaks_sentences([("マプロチ", "リン塩酸塩"), ("注意力・集", "中力の低下を増強する。")])
    assert not _breaks_sentences([("ダントロレン", "マプロチリン"), ("作用を増強する。", "痙攣を起こす。")])
