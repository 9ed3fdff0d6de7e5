"""Names of elements and cells of tables in HTML-like trees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.marks import CJK
from ingest.merged import Spanning
from ingest.reading import clean, glue, superscript

_SAME = {"paragraph": "p", "list": "ul", "item": "li", "linkHtml": "a", "content": "span"}
"""Names that SPL narrative uses for what HTML has, too."""
SKIPPED = re.compile("script|style|noscript|template|head|svg|math|object|iframe|select|button|meta|option|title")
BLOCKS = re.compile(
    "html|body|p|div|section|article|main|aside|header|footer|nav|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot"
    "|tr|td|th|h[1-6]|figure|figcaption|blockquote|pre|address|form|fieldset|hr|center|text|footnote"
)


def tag_of(element: Any) -> str:
    """Name of the element as HTML calls it, without its namespace; empty for comments."""
    if element is None or not isinstance(element.tag, str):
        return ""
    name = element.tag.rsplit("}", 1)[-1]
    return _SAME.get(name, name)


def placed(rows: list[list[Any]]) -> list[list[Spanning]]:
    """The cells of each row with the column where they begin: what rows above cover is passed over."""
    covered: dict[int, int] = {}
    found = []
    for row in rows:
        line, column = list[Spanning](), 0
        taken = {c for c, left in covered.items() if left > 0}
        covered = {c: left - 1 for c, left in covered.items() if left > 0}
        for cell in row:
            while column in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            line.append(Spanning(cell_text(cell), column, width, height))
            if height > 1:
                covered |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        found.append(line)
    return found


def undeclared_header(rows: Sequence[Sequence[str]]) -> bool:
    """True where the first row heads the others though no markup says so: words over a last column of figures."""
    if len(rows) < 3 or any(len(row) < 2 for row in rows):
        return False
    first, below = [cell.strip() for cell in rows[0]], [row[-1].strip() for row in rows[1:]]
    figures = all(re.match(r"[<>≤≥~≈±]?\s*\d", cell) for cell in below if cell)
    words = bool(first[-1]) and not any(c.isdigit() for c in first[-1]) and len(first[-1]) < 60
    return words and figures and sum(map(bool, below)) >= 2


def sums_once(texts: list[str], columns: str) -> list[str]:
    """The cells of a row; a figure that covers several columns (``2-4``) may be their sum and is given once."""
    kept = list(texts)
    for name in columns.split(","):
        first, _, last = name.partition("-")
        for at in range(int(first), int(last or first)):
            if at < len(kept) and re.match(r"[\s<>≤≥=~≈±+\-−–—(\[]*\d", kept[at]):
                kept[at] = ""
    return kept


def _span(cell: Any, name: str) -> int:
    said = cell.get(name) or "1"
    return max(1, min(100, int(said))) if said.isdigit() else 1


def joined(lines: Iterable[str]) -> str:
    """Lines that breaks part, in one: Chinese and Japanese ones by a space, too, or two entries would be one word."""
    text = ""
    for line in filter(None, map(clean, lines)):
        kept, between = glue(text, line) if text else ("", "")
        if text and not between and CJK.match(kept[-1]) and CJK.match(line) and kept[-1] not in "、，。":
            between = " "
        text = kept + between + line
    return text


def cell_text(cell: Any) -> str:
    """Words of a cell; blocks and line breaks inside it are parted by a space."""
    return joined("".join(_cell_parts(cell)).split("\n"))


def _cell_parts(element: Any) -> Iterator[str]:
    yield re.sub(r"[\s\u00a0]+", " ", element.text or "")
    for child in element:
        tag = tag_of(child)
        if tag == "sup":
            yield superscript("".join(child.itertext()))
        elif tag and not SKIPPED.fullmatch(tag):
            apart = "\n" if BLOCKS.fullmatch(tag) or tag == "br" else ""
            yield apart
            yield from _cell_parts(child)
            yield apart
        yield re.sub(r"[\s\u00a0]+", " ", child.tail or "")


def is_bold(element: Any, tag: str) -> bool:
    """True where the element itself, or its own style, is bold."""
    style = (element.get("style") or "") + (element.get("styleCode") or "")
    return tag in ("b", "strong", "th") or bool(re.search(r"font-weight\s*:\s*(bold|[6-9]00)|\bbold\b", style, re.I))


def all_bold(cell: Any) -> bool:
    """True where all words of a cell are bold."""
    inner = [c for c in cell.iter() if isinstance(c.tag, str) and is_bold(c, tag_of(c))]
    said = sum(
        len("".join("".join(c.itertext()).split())) for c in inner if not any(p in inner for p in c.iterancestors())
    )
    return bool(inner) and said >= len("".join("".join(cell.itertext()).split()))


def table_of(row: Any) -> Any:
    """The table that a row belongs to."""
    parent = row.getparent()
    while parent is not None and tag_of(parent) != "table":
        parent = parent.getparent()
    return parent
