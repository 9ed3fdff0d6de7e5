"""Office packages made reproducible: fixed entry dates, fixed core properties, embedded workbooks included."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = (2026, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def zip_bytes(entries: list[tuple[str, bytes]]) -> bytes:
    """A zip of `entries` in the order given, every date fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return out.getvalue()


def normalised(package: bytes, day: str) -> bytes:
    """The same package with every date set to `day` (ISO), embedded xlsx workbooks included."""
    entries: list[tuple[str, bytes]] = []
    stamp = rf"\g<1>{day}T08:00:00Z\g<3>".encode()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".xlsx"):
                data = normalised(data, day)
            elif name == "docProps/core.xml":
                data = _STAMP.sub(stamp, data)
            entries.append((name, data))
    return zip_bytes(entries)
