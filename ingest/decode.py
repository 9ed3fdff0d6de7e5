"""Bytes of text as characters: declared or marked encodings first, then a guess from the content."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|encoding\s*=\s*["'])([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
"""Pages often use a wider set than the one they declare; browsers read them with these, and so do we."""


def decoded(data: bytes) -> tuple[str, str]:
    """``(text, encoding)``: by byte order mark, strict UTF-8, declaration, then the likeliest of old encodings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    declared = _DECLARED.search(data[:2048])
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared is not None:
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode(_WIDER.get(name, name), "replace"), name
        except LookupError:
            pass
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # only where nothing says what it is

    best = from_bytes(data[:400_000]).best()
    encoding = _WIDER.get(best.encoding, best.encoding) if best is not None else "cp1252"
    return data.decode(encoding, "replace"), encoding
