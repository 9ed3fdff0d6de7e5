"""Is this archive safe to open? Entries, names, overlaps, inflated size and ratio, and document types inside XML."""

from __future__ import annotations

import io
import re
import zipfile

from ingest.reading import MIB, Limits
from library.errors import Refused

_CHUNK = 256 * 1024
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_NEXT = "Save the document again from its source program."


def opened(data: bytes, limits: Limits, *, markup: bool) -> zipfile.ZipFile:
    """The archive, after all its members were inflated once and counted.

    ``markup``: XML members must hold no document type (nothing in OOXML needs one; entities there are an attack).
    Raises Refused for what is broken, encrypted, hostile or beyond the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused("ingest.broken", "The archive cannot be opened.", _NEXT) from error
    entries = archive.infolist()
    if len(entries) > limits.zip_entries:
        raise Refused("ingest.too_large", f"The archive has more than {limits.zip_entries} entries.", _NEXT)
    _check_names(entries)
    _check_overlaps(entries, len(data))
    _check_contents(archive, entries, limits, markup=markup)
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


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits, *, markup: bool) -> None:
    total = 0
    for entry in entries:
        inflated = 0
        try:
            with archive.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    if markup and not inflated and entry.filename.endswith((".xml", ".rels", ".vml")):
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


def _check_doctype(chunk: bytes) -> None:
    head = chunk[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    if _DOCTYPE.search(head):
        raise Refused("ingest.doctype", "The document declares a document type.", _NEXT)
