"""What a file shows: every claim cited, marks on every page, every word escaped, the model-made fact in the metadata."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generate.render.data import to_json
from generate.render.deck import BOTTOM, HEIGHT, TOP, sheets, to_pptx
from generate.render.page import to_html
from generate.render.parts import INTERNAL, PREVIEW, Block, Evidence, Line, Piece, piece_of, table_cells
from generate.render.word import to_docx
from generate.service import Generate
from library.errors import BadInput
from library.models import (
    Asset,
    AssetContent,
    AssetKind,
    Recipient,
    Role,
    Scope,
    Section,
    Statement,
    StatementRole,
    WriterRun,
)
from library.taxonomy import Taxonomy
from tests.generate.assets.test_select import brief, phrases
from tests.generate.shelf import MARKETER, NOW, Shelf, label_modules, module

SHELF = Shelf.of([*label_modules(), *phrases().values(), *phrases("zh").values()])
GENERATE = Generate(SHELF, Taxonomy.load(), None, None)


def released(asset: Asset) -> Any:
    modules = [SimpleNamespace(value=SHELF.module(id_)) for id_ in asset.content.cited]
    return SimpleNamespace(
        id="release-0001",
        modules=modules,
        assets=[SimpleNamespace(value=asset)],
        scope=asset.content.brief.scope,
        recipient=Recipient(person="u", role=Role.REP),
        at=NOW,
    )


def made(kind: str = "talk_track", **more: str) -> Asset:
    return GENERATE.generate(MARKETER, brief(kind, scenario=more.pop("scenario", "S1"), **more))


def docx_text(data: bytes) -> tuple[str, Any]:
    import docx

    document = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs), document


def slides_text(data: bytes) -> list[tuple[str, str]]:
    """``(words, notes)`` of each slide; cells of tables stand in their order."""
    from pptx import Presentation

    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        words = []
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
        found.append(("\n".join(words), slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""))
    return found


@pytest.mark.parametrize("kind", ["talk_track", "objection", "faq"])
def test_slides_say_what_the_page_says_with_the_sources_in_their_notes(kind: str) -> None:
    asset = made(kind)
    shown = json.loads(GENERATE.render(asset.id, "json", released=released(asset)))
    slides = slides_text(GENERATE.render(asset.id, "pptx", released=released(asset)))
    for statement in [s for section in shown["sections"] for s in section["statements"]]:
        parts = statement["text"].split("\t") if "\t" in statement["text"] else [statement["shown"]]
        wanted = [" ".join(part.split()) for part in parts]
        holding = [slide for slide in slides[1:] if all(part in " ".join(slide[0].split()) for part in wanted)]
        assert holding, statement["text"]
        for number in statement["citations"]:
            assert any(f"[{number}] " in notes for _, notes in holding)
    assert all("release-0001" in words and PREVIEW not in words for words, _ in slides)
    assert all(PREVIEW in words for words, _ in slides_text(GENERATE.render(asset.id, "pptx")))
    if asset.content.brief.kind.is_internal:
        assert all(INTERNAL in words for words, _ in slides)


@given(lengths=st.lists(st.integers(1, 3000), min_size=1, max_size=12), rows=st.integers(0, 40))
@settings(max_examples=30, deadline=None)
def test_no_slide_is_fuller_than_it_is_high_and_nothing_is_lost(lengths: list[int], rows: int) -> None:
    lines = [Line("药 a" * (length // 3 + 1), StatementRole.CLAIM, (1,), ("m",)) for length in lengths]
    cells = [(("Arm", f"row {n}"), ("Rate", "12.5%" * 9)) for n in range(rows)]
    lines += [Line("x", StatementRole.CLAIM, (1,), ("m",), row) for row in cells]
    whole = replace(piece("words"), blocks=(Block("A", tuple(lines)),), references=(), missing=())
    dealt = sheets(whole)
    assert [line for sheet in dealt for part in sheet.parts for line in part.lines] == lines
    assert all(sum(part.inches for part in sheet.parts) <= HEIGHT - TOP - BOTTOM + 1e-6 for sheet in dealt)


@pytest.mark.parametrize("kind", ["talk_track", "objection", "faq"])
def test_every_claim_carries_its_number_and_every_number_its_document_version_and_page(kind: str) -> None:
    asset = made(kind)
    shown = json.loads(GENERATE.render(asset.id, "json", released=released(asset)))
    numbers = {source["number"] for source in shown["sources"]}
    assert numbers == set(range(1, len(numbers) + 1))
    for section in shown["sections"]:
        for statement in section["statements"]:
            spoken = statement["role"] in ("phrase", "question")
            assert bool(statement["citations"]) is not spoken
            assert set(statement["citations"]) <= numbers
    for source in shown["sources"]:
        assert source["document"] == "label-ovranteq-US.pdf (label)"
        assert (source["version"], source["page"]) == ("v1", "p. 3")
        assert source["quote"]


def test_a_preview_is_marked_and_an_export_is_not() -> None:
    asset = made()
    for fmt in ("docx", "html", "json"):
        preview, export = GENERATE.render(asset.id, fmt), GENERATE.render(asset.id, fmt, released=released(asset))
        if fmt == "docx":
            _, document = docx_text(preview)
            header = document.sections[0].header
            assert PREVIEW in header.paragraphs[0].text
            assert "v:textpath" in header._element.xml
            _, document = docx_text(export)
            assert PREVIEW not in document.sections[0].header.paragraphs[0].text
            assert "v:textpath" not in document.sections[0].header._element.xml
            assert "release-0001" in document.sections[0].footer.paragraphs[0].text
        else:
            assert PREVIEW in preview.decode()
            assert PREVIEW not in export.decode()
            assert "release-0001" in export.decode()


@pytest.mark.parametrize(("kind", "internal"), [("talk_track", True), ("objection", True), ("faq", False)])
def test_what_is_said_and_not_handed_over_says_so(kind: str, internal: bool) -> None:
    asset = made(kind)
    for fmt in ("html", "json"):
        assert (INTERNAL in GENERATE.render(asset.id, fmt, released=released(asset)).decode()) is internal


def test_an_export_carries_its_id_its_check_link_and_its_scope() -> None:
    asset = made()
    for fmt in ("html", "json"):
        shown = GENERATE.render(asset.id, fmt, released=released(asset)).decode()
        assert f"clearcopy show {asset.id[:12]}" in shown
        assert "US, hcp, promotional" in shown


def test_a_release_of_something_else_lets_nothing_be_rendered() -> None:
    asset, other = made(), made(scenario="S3")
    with pytest.raises(BadInput):
        GENERATE.render(asset.id, "html", released=released(other))
    with pytest.raises(BadInput):
        GENERATE.render(asset.id, "pdf")


def test_what_is_missing_is_shown_in_a_preview_only() -> None:
    thin = Shelf.of([m for m in label_modules() if "45.5%" not in m.content.body])
    generate = Generate(thin, Taxonomy.load(), None, None)
    asset = generate.generate(MARKETER, brief(scenario="S3"))
    assert asset.content.missing
    assert "Missing" in generate.render(asset.id, "html").decode()
    modules = [SimpleNamespace(value=thin.module(id_)) for id_ in asset.content.cited]
    out = SimpleNamespace(
        id="r", modules=modules, assets=[SimpleNamespace(value=asset)], scope=asset.content.brief.scope
    )
    assert ">Missing<" not in generate.render(asset.id, "html", released=out).decode()


def test_a_table_row_is_shown_with_its_headers_and_stays_as_it_was_approved() -> None:
    asset = made()
    shown = json.loads(GENERATE.render(asset.id, "json"))
    row = next(s for sec in shown["sections"] for s in sec["statements"] if "13.6" in s["text"])
    assert "\t" in row["text"]
    assert "OVRANTEQ (N=164): 13.6 (11.1–16.4); Chemotherapy (N=82): 6.8 (5.5–8.2)" in row["shown"]


def test_cells_without_a_fitting_header_are_shown_bare() -> None:
    assert table_cells("a\tb\tc", ("x\ty",)) == (("", "a"), ("", "b"), ("", "c"))
    assert table_cells("a\tb", ("Title", "x\ty")) == (("x", "a"), ("y", "b"))


def test_chinese_is_set_in_a_chinese_font_and_language() -> None:
    asset = made(scenario="S3", market="CN", language="zh")
    html = GENERATE.render(asset.id, "html").decode()
    assert '<html lang="zh">' in html
    assert "PingFang SC" in html
    words, document = docx_text(GENERATE.render(asset.id, "docx"))
    assert "单臂" in words
    assert "Microsoft YaHei" in document.styles["Normal"].element.xml


def piece(text: str, model: str = "") -> Piece:
    said = module("warning", text)
    content = AssetContent(
        brief=brief(),
        title=text,
        sections=(Section(title=text, statements=(Statement(text=text, modules=(said.id,)),)),),
        run=WriterRun(model=model, prompt="talk_track.v1" if model else ""),
    )
    asset = Asset(id="a" * 64, lineage="l", parent=None, version=1, content=content, author="u", created_at=NOW)
    return piece_of(
        asset, Evidence({said.id: said}, SHELF.passage, SHELF.source), release="r1", scope=Scope(market="US")
    )


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(
        ['<script>alert("x")</script>', "a & b < c", '" onload="x', "]]>", "\x00\x0b\x1f", "\ufffe", "=1+1"]
    ),
)


@given(text=HOSTILE)
@settings(max_examples=40, deadline=None)
def test_whatever_a_module_says_no_file_breaks_and_no_script_runs(text: str) -> None:
    shown = piece(text or "x")
    html = to_html(shown).decode()
    assert "<script" not in html
    assert 'onload="' not in re.sub(r"&quot;", "", html)
    assert json.loads(to_json(shown))["title"] == shown.title
    docx_text(to_docx(shown))
    slides_text(to_pptx(shown))


def test_the_fact_that_a_model_worded_a_piece_is_in_the_metadata_of_every_file() -> None:
    by_model, by_hand = piece("words", "stub-1"), piece("words")
    assert '<meta name="clearcopy-model-made" content="yes">' in to_html(by_model).decode()
    assert '<meta name="clearcopy-model-made" content="no">' in to_html(by_hand).decode()
    assert json.loads(to_json(by_model))["metadata"]["clearcopy-model"] == "stub-1"
    _, document = docx_text(to_docx(by_model))
    assert "model-made=yes" in document.core_properties.keywords
    assert "language model" in to_html(by_model).decode()


def test_the_kind_of_use_is_refused_where_the_brief_is_not_understood() -> None:
    from library.errors import NotFound

    for wrong in ({"product": "nosuch"}, {"scenario": "S99"}, {"barrier": "nosuch"}):
        with pytest.raises(NotFound):
            GENERATE.generate(MARKETER, brief().model_copy(update=wrong))
    with pytest.raises(BadInput):
        GENERATE.generate(MARKETER, brief().model_copy(update={"length": "endless"}))
    assert AssetKind.FAQ.is_internal is False
