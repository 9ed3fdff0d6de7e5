from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path

import pytest

from ingest import legacy
from ingest.office import libreoffice as office
from ingest.readers import READERS, sniff
from ingest.reading import Limits
from ingest.worker.sandbox import Sandbox
from library.errors import Refused
from library.models import PassageKind
from tests.ingest import documents as make

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
needs_calc = pytest.mark.skipif(not office.has_calc(), reason="LibreOffice Calc is not installed")
WORDS = "Ovalex reduced the rate of relapse by 45.2% in the planned analysis."


@cache
def old(suffix: str) -> bytes:
    """A document in the format of before 2007, made by LibreOffice."""
    if suffix == "doc":
        modern, target = make.docx(make.paragraph(WORDS)), "doc:MS Word 97"
    else:
        deck = make.deck()
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text_frame.text = "Efficacy", WORDS
        modern, target = make.saved(deck), "ppt:MS PowerPoint 97"
    made = office.converted(modern, {"doc": "docx", "ppt": "pptx"}[suffix], target)
    assert made is not None
    return made


def ole(*streams: str) -> bytes:
    """The head and directory of an OLE file with those streams and nothing in them."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") + bytes(62)
        for name in ("Root Entry", *streams)
    )
    return legacy.MAGIC + bytes(504) + entries


@pytest.mark.parametrize(
    ("stream", "kind"),
    [("WordDocument", legacy.WORD), ("PowerPoint Document", legacy.SLIDES), ("Workbook", legacy.SHEETS)],
)
def test_the_kind_of_an_old_file_is_told_by_its_streams(stream: str, kind: str) -> None:
    assert sniff(ole(stream), "lies.pdf") == kind
    assert READERS[kind].module == "legacy"


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        (("EncryptionInfo", "EncryptedPackage"), "ingest.encrypted"),
        (("PowerPoint Document", "EncryptedSummary"), "ingest.encrypted"),
        (("__properties_version1.0",), "ingest.old_format"),
    ],
)
def test_protected_and_unknown_old_files_are_refused(streams: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        sniff(ole(*streams), "x.doc")
    assert refused.value.code == code
    assert refused.value.next_step


def test_a_word_file_that_says_it_is_encrypted_is_refused() -> None:
    data = ole("WordDocument")
    data = data.ljust(1024 + 512 * (len(data) % 512 > 0), b"\0")
    data = data[: len(data) - len(data) % 512] + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(600)
    with pytest.raises(Refused) as refused:
        sniff(data, "x.doc")
    assert refused.value.code == "ingest.encrypted"


def test_without_libreoffice_it_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(Refused) as refused:
        legacy.read(ole("WordDocument"), Limits())
    assert refused.value.code == "ingest.old_format"
    assert "LibreOffice" in refused.value.next_step
    assert ".docx" in refused.value.next_step


@needs_office
def test_an_old_word_file_is_read_and_says_that_it_was_converted(sandbox: Sandbox) -> None:
    result = sandbox.read(old("doc"), "old.doc")
    assert (result.media_type, result.reader) == (legacy.WORD, "legacy")
    assert [p.text for p in result.reading.passages] == [WORDS]
    assert any(w.startswith("ingest.converted") for w in result.reading.warnings)


@needs_office
def test_an_old_deck_is_read_slide_by_slide(sandbox: Sandbox) -> None:
    reading = sandbox.read(old("ppt"), "old.ppt").reading
    assert [(p.kind, p.text, p.locator.slide) for p in reading.passages[:2]] == [
        (PassageKind.TITLE, "Efficacy", 1),
        (PassageKind.LIST_ITEM, WORDS, 1),
    ]


def workbook() -> bytes:
    """A sheet of a formulary with figures as they are shown, a formula, a merged cell and a second sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Formulary"
    for row in (
        ("Product", "Strength", "Response", "Total"),
        ("Ovalex", "300 mg", 0.616, "=101+63"),
        ("Ovalex", 2.50, 45),
    ):
        sheet.append(row)
    sheet["C2"].number_format = "0.0%"
    sheet["B3"].number_format = "0.00"
    sheet.merge_cells("A2:A3")
    book.create_sheet("Notes").append(("Dose limits", "not more than 600 mg a day"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@needs_calc
def test_an_old_workbook_is_read_cell_by_cell_as_it_is_shown(sandbox: Sandbox) -> None:
    data = office.converted(workbook(), "xlsx", "xls:MS Excel 97")
    assert data is not None
    result = sandbox.read(data, "formulary.xls")
    assert (result.media_type, result.reader) == (legacy.SHEETS, "legacy")
    rows = {(p.locator.sheet, p.locator.path): p.text for p in result.reading.passages}
    assert rows["Formulary", "A1:D1"] == "Product\tStrength\tResponse\tTotal"
    assert rows["Formulary", "A2:D2"] == "Ovalex\t300 mg\t61.6%\t164"
    assert [text for (sheet, _), text in rows.items() if sheet == "Formulary"][2].split("\t")[1:3] == ["2.50", "45"]
    assert any("600 mg" in text for (sheet, _), text in rows.items() if sheet == "Notes")
    assert any(w.startswith("ingest.converted") for w in result.reading.warnings)


def test_without_calc_an_old_workbook_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: "/nowhere/soffice")
    with pytest.raises(Refused) as refused:
        legacy.read(ole("Workbook"), Limits())
    assert refused.value.code == "ingest.old_format"
    assert "LibreOffice Calc" in refused.value.next_step
    assert ".xlsx" in refused.value.next_step


@needs_office
def test_half_an_old_file_is_refused_or_read_and_nothing_else(sandbox: Sandbox) -> None:
    data = old("doc")
    code = "read"
    try:
        sandbox.read(data[: len(data) // 2], "old.doc")
    except Refused as refused:
        code = refused.code
    assert code in ("read", "ingest.not_converted", "ingest.broken", "ingest.old_format")


@needs_office
def test_a_document_cannot_bring_a_file_of_this_machine_into_its_pages(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRETWORDS of somebody else")
    body = (
        make.paragraph(WORDS)
        + '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        + f'<w:r><w:instrText> INCLUDETEXT "{secret}" </w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>old</w:t></w:r>'
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    import pymupdf

    with pymupdf.open(stream=office.as_pdf(make.docx(body), "docx"), filetype="pdf") as document:
        shown = "".join(page.get_text() for page in document)
    assert "relapse" in shown
    assert "SECRETWORDS" not in shown


@needs_office
def test_nothing_of_libreoffice_is_left_when_its_time_is_over() -> None:
    from ingest.worker.sandbox import SandboxLimits

    box = Sandbox(SandboxLimits(seconds=0.9), workers=1)
    try:
        with pytest.raises(Refused) as refused:
            box.read(old("doc"), "old.doc")
        assert refused.value.code in ("ingest.timeout", "ingest.not_converted")
    finally:
        box.close()
    for _ in range(50):
        left = [c for c in map(_command_line, Path("/proc").glob("[0-9]*/cmdline")) if "/clearcopy-" in c]
        if not left:
            break
        time.sleep(0.1)
    assert left == []


def _command_line(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
