"""Is this archive safe to open? Entries, names, overlaps, inflated size and ratio, and document types inside XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from ingest.reading import MIB, Limits
from library.errors import Refused

_CHUNK = 256 * 1024
_MARKUP = (".xml", ".rels", ".vml")
_KEPT = 32 * MIB
"""Bytes of markup that stay at hand after the check, so that no part is inflated twice."""
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PROTECTED = 0x61
"""Flags of members that are encrypted or patched (bits 0, 5 and 6)."""
_LOCAL, _LOCAL_MARK = 30, b"PK\x03\x04"
"""Length and opening of the header before a member's bytes."""
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_NEXT = "Save the document again from its source program."


class Archive(zipfile.ZipFile):
    """An archive that was checked, the markup it holds inflated already."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self.kept: dict[str, bytes] = {}

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """Bytes of a member."""
        known = self.kept.get(name) if isinstance(name, str) else None
        return known if known is not None else super().read(name, pwd)


def opened(data: bytes, limits: Limits, *, markup: bool) -> Archive:
    """The archive, after all its members were inflated once and counted.

    ``markup``: XML members must hold no document type (nothing in OOXML needs one; entities there are an attack).
    Raises Refused for what is broken, encrypted, hostile or beyond the limits.
    """
    try:
        archive = Archive(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused("ingest.broken", "The archive cannot be opened.", _NEXT) from error
    entries = archive.infolist()
    if len(entries) > limits.zip_entries:
        raise Refused("ingest.too_large", f"The archive has more than {limits.zip_entries} entries.", _NEXT)
    _check_names(entries)
    _check_overlaps(entries, len(data))
    _check_contents(archive, entries, data, limits, markup=markup)
    return archive


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if entry.filename.startswith(("/", "\\")) or ".." in parts or re.match(r"^[A-Za-z]:", entry.filename):
            raise Refused("ingest.hostile_archive", "The archive holds a path that leads out of it.", _NEXT)
        if entry.flag_bits & 1:
            raise Refused("ingest.encrypted", "The archive is protected by a password.", "Remove the password.")
        if entry.filename in seen and not entry.is_dir():
            raise Refused("ingest.hostile_archive", "The archive holds one path twice.", _NEXT)
        seen.add(entry.filename)


def _check_overlaps(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Members must not share bytes: that is how a small archive inflates without end (CVE-2024-0450)."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        start = entry.header_offset
        if start < end or start + entry.compress_size > size:
            raise Refused("ingest.hostile_archive", "Members of the archive overlap.", _NEXT)
        end = start + 30 + len(entry.filename.encode("utf-8", "replace")[:1]) + entry.compress_size


def _check_contents(
    archive: Archive, entries: list[zipfile.ZipInfo], data: bytes, limits: Limits, *, markup: bool
) -> None:
    total = kept = 0
    for entry in entries:
        words = markup and entry.filename.endswith(_MARKUP)
        small = _inflated(data, entry)
        if small is not None:
            if words:
                _check_doctype(small)
            if words and kept < _KEPT:
                archive.kept[entry.filename] = small
                kept += len(small)
            total += len(small)
            if total > limits.zip_bytes:
                raise Refused("ingest.too_large", "The archive inflates beyond the limit.", _NEXT)
        else:
            total = _count(archive, entry, limits, total, words=words)


def _inflated(data: bytes, entry: zipfile.ZipInfo) -> bytes | None:
    """Bytes of a member of at most 1 MiB that is in every way as its directory says; None for any other member."""
    if entry.file_size > MIB or entry.flag_bits & _PROTECTED or entry.compress_type not in _STORED_OR_DEFLATED:
        return None
    head = data[entry.header_offset : entry.header_offset + _LOCAL]
    if len(head) < _LOCAL or head[:4] != _LOCAL_MARK:
        return None
    start = entry.header_offset + _LOCAL
    name, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    if data[start : start + name] != entry.orig_filename.encode(
        "utf-8" if entry.flag_bits & 0x800 else "cp437", "replace"
    ):
        return None
    packed = data[start + name + extra : start + name + extra + entry.compress_size]
    whole = packed if entry.compress_type == zipfile.ZIP_STORED else _deflated(packed, entry.file_size)
    return whole if whole is not None and len(whole) == entry.file_size and zlib.crc32(whole) == entry.CRC else None


def _deflated(packed: bytes, size: int) -> bytes | None:
    work: Any = zlib.decompressobj(-15)
    try:
        made: bytes = work.decompress(packed, size + 1)
    except zlib.error:
        return None
    return made if work.eof else None


def _count(archive: Archive, entry: zipfile.ZipInfo, limits: Limits, total: int, *, words: bool) -> int:
    """``total`` and the bytes of one member, inflated piece by piece. Raises Refused past the limits."""
    inflated = 0
    try:
        with archive.open(entry) as member:
            while chunk := member.read(_CHUNK):
                if words and not inflated:
                    _check_doctype(chunk)
                inflated += len(chunk)
                total += len(chunk)
                if total > limits.zip_bytes:
                    raise Refused("ingest.too_large", "The archive inflates beyond the limit.", _NEXT)
                if inflated > MIB and inflated > limits.zip_ratio * max(1, entry.compress_size):
                    raise Refused("ingest.hostile_archive", "A member inflates out of proportion.", _NEXT)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise Refused("ingest.broken", "A member of the archive is damaged.", _NEXT) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "_lzma", "_bz2"):
            raise Refused("ingest.broken", "A member of the archive is damaged.", _NEXT) from error
        raise
    return total


def _check_doctype(chunk: bytes) -> None:
    head = chunk[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    if _DOCTYPE.search(head):
        raise Refused("ingest.doctype", "The document declares a document type.", _NEXT)
