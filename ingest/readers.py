"""From bytes to the reader that knows them. The type is told by the content, never by the name alone."""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import legacy
from ingest.assemble import assemble
from ingest.markup.markdown import is_markdown
from ingest.reading import Limits, Raw, Reading
from library.errors import Refused

_OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: its media type, its name, its version (a new version reads anew) and its module in this room."""

    media_type: str
    name: str
    version: str
    module: str

    def load(self) -> Callable[[bytes, Limits], Raw]:
        """Its ``read``; document libraries are imported only now."""
        read: Callable[[bytes, Limits], Raw] = importlib.import_module(f"ingest.{self.module}").read
        return read


READERS: dict[str, Reader] = {
    reader.media_type: reader
    for reader in (
        Reader("application/pdf", "pdf", "21", "pdf.document"),
        Reader(f"{_OOXML}presentationml.presentation", "slides", "4", "deck.slides"),
        Reader(f"{_OOXML}wordprocessingml.document", "word", "11", "word.document"),
        Reader(f"{_OOXML}spreadsheetml.sheet", "sheets", "3", "sheets.workbook"),
        Reader("text/csv", "sheets", "2", "sheets.workbook"),
        Reader(legacy.WORD, "legacy", "2", "legacy"),
        Reader(legacy.SLIDES, "legacy", "2", "legacy"),
        Reader(legacy.SHEETS, "legacy", "2", "legacy"),
        Reader("image/png", "image", "2", "image"),
        Reader("image/jpeg", "image", "2", "image"),
        Reader("image/tiff", "image", "2", "image"),
        Reader("text/html", "web", "14", "markup.web"),
        Reader("application/zip", "package", "5", "package"),
        Reader("application/x-spl+xml", "label", "9", "markup.label"),
        Reader("application/fhir+xml", "label", "9", "markup.label"),
        Reader("application/x-aips+xml", "aips", "2", "markup.aips"),
        Reader("application/x-pmda+xml", "pmda", "2", "markup.pmda"),
        Reader("application/x-jats+xml", "jats", "1", "markup.jats"),
        Reader("message/rfc822", "mail", "2", "mail"),
        Reader("text/markdown", "text", "12", "text"),
        Reader("text/plain", "text", "12", "text"),
    )
}

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_SAVE_AS = "Save it as PDF, PPTX, DOCX, XLSX, HTML, e-mail, CSV, text, PNG, an EDA zip or an SPL label, and try again."
_NO_TEXT = frozenset(["pdf", "pptx", "ppt", "docx", "doc", "xlsx", "xls", "png", "jpg", "jpeg", "tif", "tiff", "zip"])
"""Endings of names of files that hold no plain text."""
OTHER_TYPE = (
    "ingest.other_type: The name says {}, but the file holds plain text or a web page, as a failed download does."
)
_MAIL_FIELD = re.compile(
    r"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|To|Subject|Date|X-[\w-]+): ?\S"
)


def sniff(data: bytes, filename: str = "") -> str:
    """Media type of the content; raises Refused (``ingest.unknown_type``, ``ingest.empty``) for anything not read.

    ``filename`` only chooses between kinds of plain text (Markdown, comma-separated values).
    """
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise Refused("ingest.empty", "The file is empty.", "Upload the file that holds the words.")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_type(data)
    if data[:8] == legacy.MAGIC:
        return legacy.kind_of(data)
    for mark, kind in _PICTURES:
        if data.startswith(mark):
            return kind
    head = data[:8192]
    if _is_mail(head):
        return "message/rfc822"
    if b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("ingest.unknown_type", "This kind of file is not read.", _SAVE_AS)
    return _text_type(head, filename)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            types = archive.read("[Content_Types].xml")[:200_000] if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError, KeyError) as error:
        raise Refused("ingest.broken", "The archive cannot be opened.", "Upload the file again.") from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Refused("ingest.broken", "The archive is damaged.", "Upload the file again.") from error
        raise
    if types:
        for part, kind in (
            ("presentationml", "presentation"),
            ("wordprocessingml", "document"),
            ("spreadsheetml", "sheet"),
        ):
            if f"{part}.{kind}.main+xml".encode() in types or f"{part}.slideshow.main+xml".encode() in types:
                return f"{_OOXML}{part}.{kind}"
            if b"macroEnabled" in types and f"{part[:-2]}".encode() in types.lower():
                raise Refused("ingest.macros", "Office files with macros are not read.", "Save it without macros.")
        raise Refused("ingest.unknown_type", "This kind of Office file is not read.", _SAVE_AS)
    return "application/zip"


def _is_mail(head: bytes) -> bool:
    """Does it open with the fields of an e-mail, at least one of which no other text would open with?"""
    opening = re.split(r"\r?\n\r?\n", head.decode("latin-1"), maxsplit=1)[0].splitlines()
    names = {line.partition(":")[0].lower() for line in opening if _MAIL_FIELD.match(line)}
    return bool(opening and _MAIL_FIELD.match(opening[0])) and "from" in names and len(names) >= 3


def _text_type(head: bytes, filename: str) -> str:
    start = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace").lstrip(
        "\ufeff \r\n\t"
    )
    low = start.lower()
    if low.startswith(("<?xml", "<!doctype article", "<article", "<document", "<bundle", "<composition")) or re.match(
        r"<\w+:document\b", low
    ):
        if "urn:hl7-org:v3" in low:
            return "application/x-spl+xml"
        if "http://hl7.org/fhir" in low:
            return "application/fhir+xml"
        if re.search(r"<medicalinformations?[\s>]", low):
            return "application/x-aips+xml"
        if "<packins" in low and "info.pmda.go.jp" in low:
            return "application/x-pmda+xml"
        if _is_article(low):
            return "application/x-jats+xml"
    suffix = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if suffix in ("md", "markdown") and is_markdown(start):
        return "text/markdown"
    if re.search(r"<(!doctype html|html|head|body|div|p|table|h[1-6]|section|article)\b", low):
        return "text/html"
    if low.startswith("<?xml"):
        raise Refused("ingest.unknown_type", "This kind of XML is not read.", _SAVE_AS)
    if low.startswith(("{\\rtf", "%!ps")):
        raise Refused("ingest.unknown_type", "This kind of file is not read.", _SAVE_AS)
    if suffix in ("csv", "tsv"):
        return "text/csv"
    if suffix in ("json", "jsonl", "xml", "js", "css", "hbs", "py", "yaml", "yml"):
        raise Refused("ingest.unknown_type", "This kind of file is not read.", _SAVE_AS)
    return "text/markdown" if suffix in ("md", "markdown") else "text/plain"


def _is_article(low: str) -> bool:
    """Is the first element a journal's article (JATS), and no part of a page of the same name?"""
    opening = re.sub(r"^(?:\s*<[?!][^>]*>)*\s*", "", low)
    return bool(re.match(r"<article\b", opening)) and bool(
        re.search(r"article-type=|dtd-version=|<front[\s>]", opening)
    )


def reader_of(media_type: str, limits: Limits) -> Reader:
    """The reader of that type; a PDF read by the other library is another version of it."""
    reader = READERS[media_type]
    other = reader.name == "pdf" and limits.pdf_reader != "pymupdf"
    return replace(reader, version=f"{reader.version}-{limits.pdf_reader}") if other else reader


def read(data: bytes, filename: str, limits: Limits) -> tuple[Reader, Reading]:
    """The document read by the reader its content asks for. Raises Refused for what will not be read."""
    reader = reader_of(sniff(data, filename), limits)
    with _uncollected(leaves_rings=reader.name != "pdf"):
        reading = _reading(reader, data, filename, limits)
    suffix = filename.rpartition(".")[2].lower()
    if reader.media_type.startswith("text/") and suffix in _NO_TEXT:
        reading = reading.model_copy(update={"warnings": (*reading.warnings, OTHER_TYPE.format(suffix.upper()))})
    return reader, reading


def _reading(reader: Reader, data: bytes, filename: str, limits: Limits) -> Reading:
    raw = _read(reader, data, limits)
    if len(raw.blocks) > limits.passages:
        raise Refused("ingest.too_large", f"The document has more than {limits.passages} passages.", "Split it.")
    return assemble(raw, filename)


@contextlib.contextmanager
def _uncollected(*, leaves_rings: bool) -> Iterator[None]:
    """No search for objects that hold each other meanwhile: nearly all that a reader makes lives until it is done.

    Where it leaves no such rings (``leaves_rings``), what it made counts as old at once, or all would be searched.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not leaves_rings and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if was:
            gc.enable()


_OF_DAMAGE = (ValueError, LookupError, SyntaxError, zipfile.BadZipFile, EOFError)
"""What a damaged file makes our own lines raise; what a library raises inside itself means the same, whatever it is."""


def _is_ours(error: BaseException) -> bool:
    """True where the error was raised by a line of this room, not inside a library."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is None or Path(trace.tb_frame.f_code.co_filename).is_relative_to(Path(__file__).parent)


def _read(reader: Reader, data: bytes, limits: Limits) -> Raw:
    """The reader's blocks; values and markup that make no sense mean a damaged document, not a fault of ours."""
    try:
        return reader.load()(data, limits)
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:
        if "malloc" in str(error) or (not isinstance(error, _OF_DAMAGE) and _is_ours(error)):
            raise
        what = f"{type(error).__name__}: {str(error)[:120]}"
        raise Refused("ingest.broken", f"The document is damaged ({what}).", "Save it again and try again.") from error
