"""Another way to read the same files: is every passage found in the original? Shares no code with the readers.

Run on a folder: ``python -m tests.ingest.independent DIR`` prints the share per document.
"""

from __future__ import annotations

import csv
import html
import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from pathlib import Path

from library.models import PassageDraft, PassageFlag, PassageKind

_HYPHENS = "-\u2010\u2011\u00ad\u0002\ufffe"


def squeezed(text: str) -> str:
    """NFKC without white space, control characters and hyphens (a line's end may or may not have put one there)."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    drop = {ord(c): None for c in _HYPHENS}
    return "".join(text.translate(drop).split()).replace("\u200b", "").replace("\ufeff", "").replace("\u2060", "")


def stands(cell: str, original: str) -> bool:
    """True if the words stand in the squeezed original; a chart keeps its points one by one, and shares as 0.616."""
    if squeezed(cell) in original:
        return True
    values = [squeezed(value) for value in cell.split("; ")]
    shares = [f"{Decimal(v[:-1]) / 100}" if re.fullmatch(r"[\d.]+%", v) else v for v in values]
    return all(value in original for value in shares)


def original_text(name: str, data: bytes) -> str:
    """The words of a file by pypdfium2, raw XML or raw markup."""
    if data[:1024].find(b"%PDF-") >= 0:
        return _pdf(data)
    if data[:2] == b"PK":
        return _zip(data)
    text = data.decode("utf-8", "replace")
    if name.endswith(".csv"):
        return " ".join(" ".join(row) for row in csv.reader(io.StringIO(text)))
    return _markup(text)


def _pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _zip(data: bytes) -> str:
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".html", ".htm")):
                parts.append(_markup(archive.read(name).decode("utf-8", "replace")))
            elif name.endswith(".zip"):
                parts.append(_zip(archive.read(name)))
    return "\n".join(parts)


def _markup(text: str) -> str:
    """Tags, deletions and field instructions out, attribute words (alternative text, ePI titles) kept."""
    text = _with_signs(text)
    text = re.sub(r"<(script|style|w:instrText|w:delText|w:fldData)\b.*?</\1>", "", text, flags=re.S)
    marks = count(1)  # notes are numbered as they are first referred to
    text = re.sub(r"<w:footnoteReference[^>]*/>", lambda _: str(next(marks)), text)
    text = re.sub(
        r"(?<![<\w/])/?\b(?:span|div|p|strong|em|font)\s?(?:&gt;|>)(?!\s*[\d.,=≤])", "", text
    )  # tags torn apart
    text = re.sub(r"<w:(noBreakHyphen)\s*/>", "-", text)
    attributes = " ".join(re.findall(r"""\b(?:descr|alt|value)\s*=\s*"([^"]*)\"""", text))
    return html.unescape(re.sub(r"<[^>]*>", "", text)) + "\n" + html.unescape(attributes)


_SIGN = {"³": "≥", "£": "≤", "m": "μ", "a": "α", "b": "β", "g": "γ", "d": "δ", "k": "κ", "l": "λ", "s": "σ", "D": "Δ", "W": "Ω",
         "·": "•", "´": "×", "®": "→", "¹": "≠", "»": "≈", "¥": "∞", "¯": "↓"}  # fmt: skip


def _with_signs(text: str) -> str:
    """Single characters in elements set in the Symbol font (or of a class used only for such) as the signs they show."""
    declared = set(re.findall(r"\.([\w-]+)\s*\{[^}]*font-family:\s*['\"]?Symbol", text, re.I))
    used: dict[str, list[str]] = {}
    for name, inside in re.findall(r"<\w[^>]*?class=\"([\w-]+)\"[^>]*>([^<]*)(?=<)", text):
        used.setdefault(name, []).append(html.unescape(inside).strip())
    for name, pieces in used.items():
        if {"³", "£"} & set(pieces) and all(len(piece) <= 1 for piece in pieces) and not set("¹²456789") & set(pieces):
            declared.add(name)
    names = "|".join(map(re.escape, sorted(declared | {"Symbol"})))
    font = rf"""(?:face=["']?Symbol|class="(?:{names})"|font-family:\s*["']?Symbol)"""
    return re.sub(rf"(<\w[^>]*{font}[^>]*>(?:<span>)?)([^<]{{1,12}})(?=<)", _shown, text, flags=re.I)


def _shown(found: re.Match[str]) -> str:
    inside = html.unescape(found[2])
    words = bool(re.search("[A-Za-z]{2}", inside))
    return found[1] + html.escape(inside if words else "".join(_SIGN.get(c, c) for c in inside))


def missing(passages: Iterable[PassageDraft], original: str) -> tuple[list[PassageDraft], int]:
    """Passages that are not found in the original, and how many were looked for (rows cell by cell, OCR not at all)."""
    whole = squeezed(original)
    lost, looked = [], 0
    for passage in passages:
        if PassageFlag.OCR in passage.flags or PassageFlag.CHART_DATA in passage.flags:
            continue
        looked += 1
        pieces = passage.text.split("\t") if "table" in passage.kind else [passage.text]
        if any(squeezed(piece) not in whole for piece in pieces):
            lost.append(passage)
    return lost, looked


def main(folder: str) -> None:
    """Print the share found of each document below ``folder``."""
    from ingest.worker.sandbox import Sandbox, SandboxLimits
    from library.errors import Refused

    sandbox = Sandbox(SandboxLimits(), 1)
    every_lost = every = 0
    for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
        data = path.read_bytes()
        try:
            reading = sandbox.read(data, path.name).reading
        except Refused as refused:
            print(f"{path.name[:60]:60} {refused.code}")
            continue
        lost, looked = missing(reading.passages, original_text(path.name, data))
        text = [p for p in lost if p.kind not in (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)]
        every, every_lost = every + looked, every_lost + len(lost)
        share = 100 * (1 - len(lost) / looked) if looked else 100.0
        print(
            f"{path.name[:60]:60} {share:6.2f} % of {looked:5}  ({len(text)} passages, {len(lost) - len(text)} rows lost)"
        )
        for passage in lost[: int(sys.argv[2]) if len(sys.argv) > 2 else 0]:
            print("    ", passage.kind, passage.locator.page, repr(passage.text[:160]))
    print(f"{100 * (1 - every_lost / max(1, every)):.2f} % of {every}")
    sandbox.close()


if __name__ == "__main__":
    main(sys.argv[1])
