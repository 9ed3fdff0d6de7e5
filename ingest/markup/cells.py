"""Names of elements and cells of tables in HTML-like trees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.lines.marks import CJK
from ingest.lines.merged import Spanning
from ingest.reading import Block, clean, glue, superscript
from ingest.sections.heads import bracketed
from library.models import PassageKind

_FIGURE = re.compile(r"[\s<>＜＞≧≦≤≥=~≈±+\-−–—(\[]*\d|(?:NE|NR|NA|N/A|n/a|ND|—|–|-|−)$")
_SIZE = re.compile(
    r"[（(]?\s*[nN]\s*[=＝]\s*[\d,. ']+[)）]?|n\s*[（(]\s*%\s*[)）]|[（(]?\s*[%％]\s*[)）]?|[（(]?[\d,]+例[)）]?"
)
"""The size of a group, or the unit of a column."""
_SAME = {"paragraph": "p", "list": "ul", "item": "li", "linkHtml": "a", "content": "span"}
"""Names that SPL narrative uses for what HTML has, too."""
SKIPPED = re.compile("script|style|noscript|template|head|svg|math|object|iframe|select|button|meta|option|title")
BLOCKS = re.compile(
    "html|body|p|div|section|article|main|aside|header|footer|nav|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot"
    "|tr|td|th|h[1-6]|summary|details|figure|figcaption|blockquote|pre|address|form|fieldset|hr|center|text|footnote"
)


def tag_of(element: Any) -> str:
    """Name of the element as HTML calls it, without its namespace; empty for comments."""
    if element is None or not isinstance(element.tag, str):
        return ""
    name = element.tag.rsplit("}", 1)[-1]
    return _SAME.get(name, name)


def placed(rows: list[list[Any]]) -> list[list[Spanning]]:
    """The cells of each row with the column where they begin: what rows above cover is passed over."""
    _mark_notes(rows)
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


def undeclared_header(rows: Sequence[Sequence[str]]) -> int:
    """How many first rows head the others though no markup says so: words where the rows below hold figures.

    Each column of figures must be headed by words, in every one of those rows; a row of group sizes (``N=131``) under
    them belongs to them.
    """
    cells = [[cell.strip() for cell in row] for row in rows]
    for count in range(min(3, len(cells) - 2), 0, -1):
        if _head(cells[:count], cells[count:]):
            return count + (len(cells) > count + 1 and is_sizes(cells[count]))
    return 0


def names_group(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Does a row below a header only name what stands under it, as further rows of the table do theirs?

    Such a row ("Heart disorders" in the first of four cells) heads rows of its own, never those of the next name.
    """
    alone = [
        bool(row) and bool(row[0].strip()) and len(row) > 1 and not any(c.strip() for c in row[1:]) for row in rows
    ]
    return at > 0 and alone[at] and any(alone[at + 2 :]) and not all(alone[at + 1 :])


def is_sizes(row: Sequence[str]) -> bool:
    """True for a row that gives the sizes of groups or the units of columns under their names."""
    rest = [cell for cell in row[1:] if cell]
    return bool(rest) and (not row[0] or len(row[0]) < 3) and all(_SIZE.fullmatch(cell) for cell in rest)


def _head(head: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> bool:
    width = len(body[0])
    if width < 2 or any(len(row) != width for row in (*head, *body)):
        return False
    figures = [c for c in range(width) if _is_figures([row[c] for row in body if row[c]])]
    worded = all(any(row) and not any(_FIGURE.match(row[c]) for c in figures) for row in head)
    short = all(len(cell) < 60 for row in head for cell in row)
    named = all(head[-1][c] for c in figures)
    return worded and short and named and (width - 1 in figures or len(figures) * 2 > width)


def _is_figures(cells: Sequence[str]) -> bool:
    return len(cells) >= 2 and sum(bool(_FIGURE.match(cell)) for cell in cells) >= 0.9 * len(cells)


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
    """Words of a cell; blocks and line breaks inside it are parted by a space, notes are their marks."""
    text = joined("".join(_cell_parts(cell)).split("\n"))
    first = re.match(rf"((?:{_ANY_MARK})+)\s*(?=\S)", text) if any(tag_of(e) in _NOTES for e in cell.iter()) else None
    return text[first.end() :] + first[1] if first else text


_MARKS = ("*", "†", "‡", "§", "¶", "**", "††", "‡‡", "§§", "¶¶")
_ANY_MARK = r"\*{1,2}|†{1,2}|‡{1,2}|§{1,2}|¶{1,2}"
_NOTES = ("footnote", "footnoteRef")


def _mark_notes(rows: Sequence[Sequence[Any]]) -> None:
    """Give each note inside the cells of a table the mark it is shown by, and its references the same one."""
    marks: dict[str, str] = {}
    notes = [e for row in rows for cell in row for e in cell.iter() if tag_of(e) in _NOTES]
    for number, note in enumerate(e for e in notes if tag_of(e) == "footnote"):
        mark = _MARKS[number] if number < len(_MARKS) else superscript(str(number + 1))
        note.set("mark", mark)
        marks[note.get("ID") or ""] = mark
    for reference in (e for e in notes if tag_of(e) == "footnoteRef"):
        reference.set("mark", marks.get(reference.get("IDREF") or "", ""))


def notes_in(rows: Sequence[Sequence[Any]], group: str, place: Any) -> list[Block]:
    """The notes set inside the cells of a table, below it, each with its mark (see :func:`placed`)."""
    notes = [e for row in rows for cell in row for e in cell.iter() if tag_of(e) == "footnote" and e.get("mark")]
    return [
        Block(
            PassageKind.FOOTNOTE,
            text,
            slide=place.slide,
            path=f"{place.path}{group}/note[{number}]",
            group=group,
            section=place.section,
            facts={"marker": note.get("mark")},
        )
        for number, note in enumerate(notes, 1)
        if (text := joined("".join(_cell_parts(note)).split("\n")))
    ]


def _cell_parts(element: Any) -> Iterator[str]:
    yield re.sub(r"[\s\u00a0]+", " ", element.text or "")
    for child in element:
        tag = tag_of(child)
        if tag == "sup":
            yield superscript("".join(child.itertext()))
        elif tag in _NOTES:
            yield child.get("mark") or ""
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


def with_whole_caption(blocks: Sequence[Block], group: str) -> list[Block]:
    """The blocks of a table's caption in its group: its words as one, then the notes that stood among them."""
    words = [b for b in blocks if b.kind is PassageKind.CAPTION]
    whole = [replace(words[0], text=" ".join(b.text for b in words))] if words else []
    return [replace(b, group=group) for b in (*whole, *(b for b in blocks if b.kind is not PassageKind.CAPTION))]


def holds_section(item: Any) -> bool:
    """True for an item of a list that a page uses as a frame: a heading in brackets, then what stands below it."""
    inner = [child for child in item if isinstance(child.tag, str) and BLOCKS.fullmatch(tag_of(child))]
    if len(inner) < 2 or (item.text or "").strip():
        return False
    return bracketed("".join("".join(inner[0].itertext()).split())) is not None
