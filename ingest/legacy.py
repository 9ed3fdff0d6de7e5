"""Office files of before 2007 (.doc, .ppt, .xls): turned into today's formats by LibreOffice, then read as those."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.office import libreoffice as office
from ingest.reading import Limits, Raw
from library.errors import Refused

WORD, SLIDES, SHEETS = "application/msword", "application/vnd.ms-powerpoint", "application/vnd.ms-excel"
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ((WORD, "WordDocument"), (SLIDES, "PowerPoint Document"), (SHEETS, "Workbook"), (SHEETS, "Book"))
_SUFFIX = {WORD: "doc", SLIDES: "ppt", SHEETS: "xls"}
_MODERN = {
    WORD: ("docx", "docx:MS Word 2007 XML"),
    SLIDES: ("pptx", "pptx:Impress MS PowerPoint 2007 XML"),
    SHEETS: ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
}
_ENTRY = 128
_MACROS = ("_VBA_PROJECT", "VBA")
_CONVERTED = "ingest.converted: LibreOffice turned this file of before 2007 into .{}; its look and places may differ."
_NOT_RUN = "ingest.macros: the file holds macros; they were not run."


def kind_of(data: bytes) -> str:
    """Media type of an OLE file by the streams it holds. Raises Refused for a protected one or another kind."""
    names = _stream_names(data)
    protected = {"EncryptedSummary"} & names or "EncryptedPackage".encode("utf-16-le") in data
    if protected or _is_encrypted_word(data, names):
        raise Refused("ingest.encrypted", "The file is protected by a password.", "Remove the password and try again.")
    for kind, stream in _STREAMS:
        if stream in names:
            return kind
    raise Refused(
        "ingest.old_format",
        "This is a file in a format of before 2007 that is not read.",
        "Save it as .docx, .pptx or .xlsx and try again.",
    )


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of the document as today's format holds it, with the warning that it was converted.

    Raises Refused without LibreOffice, and where it cannot open the file.
    """
    kind = kind_of(data)
    suffix, target = _MODERN[kind]
    if office.program() is None:
        raise Refused(
            "ingest.old_format",
            "This is an Office file of before 2007, which only LibreOffice can turn into one that is read.",
            f"Install LibreOffice, or save it as .{suffix} and try again.",
        )
    if kind == SHEETS and not office.has_calc():
        raise Refused(
            "ingest.old_format",
            "This is a workbook of before 2007, which only LibreOffice Calc can turn into one that is read.",
            f"Install LibreOffice Calc, or save it as .{suffix} and try again.",
        )
    modern = office.converted(data, _SUFFIX[kind], target)
    if modern is None or modern[:2] != b"PK":
        raise Refused(
            "ingest.not_converted", "LibreOffice could not open this file of before 2007.",
            f"Save it as .{suffix} and try again.",
        )  # fmt: skip
    raw = _read_as(suffix, modern, limits)
    macros = (_NOT_RUN,) if _stream_names(data) & set(_MACROS) else ()
    return replace(raw, warnings=(_CONVERTED.format(suffix), *macros, *raw.warnings))


def _read_as(suffix: str, data: bytes, limits: Limits) -> Raw:
    from ingest.deck import slides
    from ingest.sheets import workbook as sheets
    from ingest.word import document as word  # the reader that the converted file needs

    return {"docx": word.read, "pptx": slides.read, "xlsx": sheets.read}[suffix](data, limits)


def _stream_names(data: bytes) -> set[str]:
    """Names in the file's directory, whose entries of 128 bytes begin with a name of at most 31 UTF-16 characters."""
    found = set()
    for hit in re.finditer(rb"(?:[\x01-\x7f]\x00){1,31}\x00\x00", data):
        start = hit.start()
        if start % _ENTRY == 0 and int.from_bytes(data[start + 64 : start + 66], "little") == len(hit[0]):
            found.add(hit[0][:-2].decode("utf-16-le").strip("\x01\x02\x03\x04\x05\x06"))
    return found


def _is_encrypted_word(data: bytes, names: set[str]) -> bool:
    """True where the head of the Word stream, which begins a sector, says so (bit 8 of its flags)."""
    if "WordDocument" not in names:
        return False
    heads = (at for at in range(512, len(data) - 12, 512) if data[at : at + 2] == b"\xec\xa5")
    first = next(heads, None)
    return first is not None and bool(data[first + 11] & 1)
