"""The documents come out the same on every run and are what is committed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pymupdf
import pypdfium2
import pytest

from examples.make import DOCUMENTS as MAKERS
from examples.make import main
from examples.makers.materials import FICTIONAL, MATERIALS
from tests.examples.reading import DOCUMENTS, squeezed, whole_text

PDFS = [name for name in MAKERS if name.endswith(".pdf")]


@pytest.mark.nightly
@pytest.mark.parametrize("name", MAKERS)
def test_two_runs_give_the_same_bytes(name: str) -> None:
    assert MAKERS[name]() == MAKERS[name]()


@pytest.mark.parametrize("name", MAKERS)
def test_the_committed_document_is_what_the_script_makes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed, made = (DOCUMENTS / name).read_bytes(), MAKERS[name]()
    if committed != made:  # another library version may pack differently; the text may not differ
        text = whole_text(name)
        (tmp_path / name).write_bytes(made)
        monkeypatch.setattr("tests.examples.reading.DOCUMENTS", tmp_path)
        assert whole_text(name) == text


def test_the_command_writes_all_fourteen_documents(tmp_path: Path) -> None:
    assert main([str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(MAKERS)
    assert main(["one", "two"]) == 2


def test_the_committed_documents_stay_small() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == set(MAKERS) == set(MATERIALS)
    assert sum(path.stat().st_size for path in DOCUMENTS.iterdir()) < 4_000_000


@pytest.mark.parametrize("name", PDFS)
def test_every_page_carries_code_dates_reporting_line_and_the_fictional_notice(name: str) -> None:
    material = MATERIALS[name]
    with pymupdf.open(DOCUMENTS / name) as doc:
        for page in doc:
            text = page.get_text()
            assert material.footer[0] in text
            assert material.adverse_event_line in text
            assert FICTIONAL in text


@pytest.mark.parametrize("name", ["A-deck-en.pptx", "B-deck-zh.pptx", "A-eda-zh.zip"])
def test_every_slide_carries_the_footer(name: str) -> None:
    count = {"A-deck-en.pptx": 18, "B-deck-zh.pptx": 12, "A-eda-zh.zip": 7}[name]
    assert whole_text(name).count(MATERIALS[name].footer[0]) == count
    assert whole_text(name).count(MATERIALS[name].adverse_event_line) == count


@pytest.mark.parametrize("name", ["A-monograph.docx", "B-leaflet.docx"])
def test_word_documents_carry_the_footer(name: str) -> None:
    with zipfile.ZipFile(DOCUMENTS / name) as archive:
        footers = "".join(archive.read(part).decode() for part in archive.namelist() if "footer" in part)
    assert MATERIALS[name].footer[0] in footers
    assert MATERIALS[name].adverse_event_line in footers


@pytest.mark.parametrize("name", PDFS)
def test_two_readers_agree_on_every_character(name: str) -> None:
    document = pypdfium2.PdfDocument(DOCUMENTS / name)
    with pymupdf.open(DOCUMENTS / name) as doc:
        for page, other in zip(doc, document, strict=True):
            assert sorted(squeezed(page.get_text())) == sorted(squeezed(other.get_textpage().get_text_range()))
