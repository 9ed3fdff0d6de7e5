from __future__ import annotations

import pytest

from ingest.readers import READERS, sniff
from ingest.reading import MIB, Limits
from ingest.zips import opened
from library.errors import Refused
from tests.ingest import documents as make


def code_of(data: bytes, name: str = "x") -> str:
    with pytest.raises(Refused) as refused:
        sniff(data, name)
    assert refused.value.next_step
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (make.pdf(make.text_page("x")), "pdf"),
        (make.saved(make.deck()), "slides"),
        (make.docx(make.paragraph("x")), "word"),
        (make.zipped({"index.html": "<p>x</p>"}), "package"),
        (b"<!doctype html><p>x</p>", "web"),
        (make.spl(""), "label"),
        (b'<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', "label"),
        (b"Words and nothing else.", "text"),
        ("\ufeffWorte".encode("utf-16"), "text"),
    ],
)
def test_the_type_is_told_by_the_content_whatever_the_name_says(data: bytes, reader: str) -> None:
    assert READERS[sniff(data, "lies.exe")].name == reader


def test_the_name_only_chooses_between_kinds_of_text() -> None:
    assert READERS[sniff(b"a;b\n1;2", "x.csv")].name == "sheets"
    assert sniff(b"# Words", "x.md") == "text/markdown"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "x.pdf", "ingest.empty"),
        (b"\xef\xbb\xbf \n", "x.txt", "ingest.empty"),
        (bytes(range(256)), "x.bin", "ingest.unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "x.doc", "ingest.old_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.docx", "ingest.encrypted"),
        (b"PK\x03\x04 nothing more", "x.docx", "ingest.broken"),
        (b'{"a": 1}', "x.json", "ingest.unknown_type"),
        (b'<?xml version="1.0"?><rss/>', "x.xml", "ingest.unknown_type"),
        (b"{\\rtf1}", "x.rtf", "ingest.unknown_type"),
    ],
)
def test_what_is_not_read_is_refused_with_a_next_step(data: bytes, name: str, code: str) -> None:
    assert code_of(data, name) == code


def refused_zip(data: bytes, *, markup: bool = True, **limits: int) -> str:
    with pytest.raises(Refused) as refused:
        opened(data, Limits(**limits), markup=markup)
    return refused.value.code


def test_a_zip_bomb_is_refused_while_it_is_counted() -> None:
    assert refused_zip(make.zipped({"a.xml": b"0" * (30 * MIB)})) == "ingest.hostile_archive"
    assert (
        refused_zip(make.zipped({"a.bin": b"0" * (3 * MIB)}), zip_bytes=2 * MIB, zip_ratio=10_000) == "ingest.too_large"
    )


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "a/../../b", "C:\\windows\\x", "..\\x"])
def test_paths_that_lead_out_are_refused(name: str) -> None:
    assert refused_zip(make.zipped({name: "x"})) == "ingest.hostile_archive"


def test_overlapping_members_are_refused() -> None:
    data = bytearray(make.zipped({"a.txt": "a" * 50, "b.txt": "b" * 50}, stored=True))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    assert refused_zip(bytes(data)) in ("ingest.hostile_archive", "ingest.broken")


def test_too_many_entries_damaged_members_and_document_types_are_refused() -> None:
    many = make.zipped({f"{n}.txt": "x" for n in range(20)})
    assert refused_zip(many, zip_entries=10) == "ingest.too_large"
    broken = bytearray(make.zipped({"a.txt": "words " * 200}))
    broken[42] ^= 0xFF
    assert refused_zip(bytes(broken)) == "ingest.broken"
    for encoding in ("utf-8", "utf-16"):
        data = make.zipped({"word/document.xml": "<!DOCTYPE a><a/>".encode(encoding)})
        assert refused_zip(data) == "ingest.doctype"


def test_an_honest_archive_opens() -> None:
    with opened(make.docx(make.paragraph("x")), Limits(), markup=True) as archive:
        assert "word/document.xml" in archive.namelist()
