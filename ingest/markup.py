"""HTML-like trees to blocks: HTML pages, EDA slides, the narrative of SPL and ePI sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.columns import is_spaced, spaced_cells
from ingest.marks import BULLET, CAPTION, END, REFERENCES, by_mark
from ingest.merged import Spanning, spread
from ingest.reading import Block, LineOfText, join_cells, join_lines, split_block, superscript
from ingest.sections import bracketed, known_heading, opens_part
from ingest.styles import HEADING_LEVEL, Styled, hidden_classes, marks_of, nested, style_marks, with_style_headings
from ingest.symbols import families, map_tree
from library.models import PassageFlag, PassageKind

_SAME = {"paragraph": "p", "list": "ul", "item": "li", "linkHtml": "a", "content": "span"}
"""Names that SPL narrative uses for what HTML has, too."""
_SKIPPED = re.compile("script|style|noscript|template|head|svg|math|object|iframe|select|button|meta|option|title")
_BLOCKS = re.compile(
    "html|body|p|div|section|article|main|aside|header|footer|nav|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot"
    "|tr|td|th|h[1-6]|figure|figcaption|blockquote|pre|address|form|fieldset|hr|center|text|footnote"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0*(\.0*)?[0-2]?(px|pt)?\s*(;|$|!)|opacity\s*:\s*0*(\.0+)?\s*(;|$|!)"
    r"|text-indent\s*:\s*-\d{3,}|(?<![-\w])(left|top)\s*:\s*-\d{4,}", re.I,
)  # fmt: skip
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(#fff(fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
_BACKGROUND = re.compile(r"background(-color|-image)?\s*:", re.I)


@dataclass(slots=True)
class Place:
    """Where a tree stands: slide number and path prefix, and the section its format names."""

    slide: int | None = None
    path: str = ""
    section: str | None = None
    level: int = 0
    """Added to the level of every heading inside."""


@dataclass(slots=True)
class _Open:
    """The block being collected."""

    kind: PassageKind = PassageKind.PARAGRAPH
    level: int = 0
    lines: list[str] = field(default_factory=lambda: [""])
    bold: int = 0
    plain: int = 0
    hidden: str = ""
    path: str = ""
    marker: str = ""
    group: str | None = None
    classes: set[tuple[str, str]] = field(default_factory=set)
    """Style class and marks (italic, underlined) of the innermost elements that hold its words."""


class Walker:
    """Walks a tree once; ``blocks`` holds what it found, ``pictures`` the images without words of their own.

    ``picture``: called with the source of an image; gives blocks of its words (OCR), or None where it can't.
    """

    def __init__(self, place: Place, picture: Callable[[str], list[Block] | None] = lambda source: None) -> None:
        self._place = place
        self._picture = picture
        self._open = _Open()
        self._lists = 0
        self._tables = 0
        self._counts: dict[str, int] = {}
        self._references = False
        self._titled = False
        self._css: set[str] = set()
        self._class = ""
        self._marks = ""
        self._looks: dict[str, str] = {}
        self._styles: dict[int, Styled] = {}
        self._headed: dict[int, Styled] = {}
        self.blocks: list[Block] = []
        self.symbols = (0, 0)
        """Characters of the Symbol font that were mapped: by a declared font, by the use of their class alone."""
        self.pictures = 0

    def walk(self, root: Any) -> list[Block]:
        """Blocks of the tree under ``root`` (an lxml element)."""
        css = "\n".join(style.text or "" for style in root.iter("style", "{http://www.w3.org/1999/xhtml}style"))
        self._css = hidden_classes(css)
        self._looks = style_marks(css)
        self.symbols = map_tree(root, families(css))
        self._element(root, bold=False, hidden="", kind=PassageKind.PARAGRAPH)
        self._flush()
        self.blocks = with_style_headings(self.blocks, self._styles, self._place.level)
        self.blocks = nested(self.blocks, {**self._styles, **self._headed}, self._place.level)
        return self.blocks

    # -- elements

    def _element(self, element: Any, *, bold: bool, hidden: str, kind: PassageKind) -> None:
        tag = _tag(element)
        if _SKIPPED.fullmatch(tag):
            return
        hidden = hidden or self._why_hidden(element, tag)
        outer = self._class, self._marks
        self._class = element.get("class") or self._class
        self._marks = marks_of(element, tag, self._looks, self._marks)
        self._read(element, tag, bold=bold or _is_bold(element, tag), hidden=hidden, kind=kind)
        self._class, self._marks = outer

    def _read(self, element: Any, tag: str, *, bold: bool, hidden: str, kind: PassageKind) -> None:
        if tag == "br":
            self._open.lines.append("")
        elif tag == "img" or tag == "renderMultiMedia":
            self._image(element, hidden)
        elif tag in ("input", "textarea"):
            pass
        elif tag in ("sup", "sub"):
            words = " ".join("".join(element.itertext()).split())
            self._words(superscript(words) if tag == "sup" else words, bold=bold, hidden=hidden)
        elif tag == "table":
            self._table(element, hidden)
        elif _BLOCKS.fullmatch(tag) or (tag == "a" and kind is PassageKind.HEADER):
            self._block(element, tag, bold=bold, hidden=hidden, kind=kind)
        else:
            self._inside(element, bold=bold, hidden=hidden, kind=kind)

    def _inside(self, element: Any, *, bold: bool, hidden: str, kind: PassageKind) -> None:
        self._words(element.text, bold=bold, hidden=hidden)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, bold=bold, hidden=hidden, kind=kind)
            self._words(child.tail, bold=bold, hidden=hidden)

    def _block(self, element: Any, tag: str, *, bold: bool, hidden: str, kind: PassageKind) -> None:
        if tag == "hr":
            self._flush()
            return
        if tag == "pre" and is_spaced(lines := "".join(element.itertext()).split("\n")):
            self._spaced([line for line in lines if line.strip()], hidden)
            return
        kind = {
            "footer": PassageKind.FOOTER, "nav": PassageKind.HEADER, "figcaption": PassageKind.CAPTION,
            "caption": PassageKind.CAPTION, "footnote": PassageKind.FOOTNOTE,
        }.get(tag, kind)  # fmt: skip
        before = self._open
        self._flush()
        self._counts[tag] = self._counts.get(tag, 0) + 1
        inside_item = before.kind is PassageKind.LIST_ITEM and tag in ("p", "div", "span")
        self._open = _Open(kind, path=f"{self._place.path}{tag}[{self._counts[tag]}]")
        if inside_item:
            self._open.kind, self._open.marker, self._open.group = before.kind, before.marker, before.group
        if tag in ("ul", "ol"):
            self._list(element, tag, bold=bold, hidden=hidden)
            return
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._open.kind, self._open.level = PassageKind.HEADING, int(tag[1])
        self._inside(element, bold=bold, hidden=hidden, kind=kind)
        self._flush()
        self._open.kind = kind

    def _list(self, element: Any, tag: str, *, bold: bool, hidden: str) -> None:
        self._lists += 1
        group = f"list-{self._place.slide or ''}{'-' if self._place.slide else ''}{self._lists}"
        ordered = tag == "ol" or (element.get("listType") == "ordered")
        if self.blocks and self.blocks[-1].kind is PassageKind.PARAGRAPH and self.blocks[-1].text.endswith((":", "：")):
            self.blocks[-1] = replace(self.blocks[-1], group=group)
        number = int(element.get("start") or 1) if (element.get("start") or "1").isdigit() else 1
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if _tag(child) != "li":
                self._element(child, bold=bold, hidden=hidden, kind=PassageKind.LIST_ITEM)
                continue
            self._flush()
            self._counts["li"] = self._counts.get("li", 0) + 1
            self._open = _Open(PassageKind.LIST_ITEM, path=f"{self._place.path}li[{self._counts['li']}]", group=group)
            self._open.marker = f"{number}." if ordered else "•"
            number += 1
            why = hidden or self._why_hidden(child, "li")
            self._inside(child, bold=bold, hidden=why, kind=PassageKind.LIST_ITEM)
            self._flush()

    def _image(self, element: Any, hidden: str) -> None:
        words = " ".join((element.get("alt") or "").split())
        read = self._picture(element.get("src") or element.get("referencedObject") or "") if len(words) < 25 else None
        self._flush()
        if words:
            block = self._made(_Open(PassageKind.IMAGE, lines=[words], hidden=hidden, path=f"{self._place.path}img"))
            self.blocks += [replace(b, facts={**b.facts, "alternative_text": "yes"}) for b in block]
        if read:
            self.blocks += read
        elif not words:
            self.pictures += 1

    # -- words

    def _words(self, text: str | None, *, bold: bool, hidden: str) -> None:
        if not text:
            return
        text = re.sub(r"[\s\u00a0]+", " ", text)
        if text.strip() and hidden != self._open.hidden:
            if any(line.strip() for line in self._open.lines):
                now = self._open
                self._flush()
                self._open = _Open(now.kind, now.level, path=now.path, marker=now.marker, group=now.group)
            self._open.hidden = hidden
        self._open.lines[-1] += text
        if text.strip():
            self._open.classes.add((self._class, self._marks))
        letters = sum(1 for c in text if c.isalnum())
        self._open.bold += letters if bold else 0
        self._open.plain += 0 if bold else letters

    def _flush(self) -> None:
        done, self._open = (
            self._open,
            _Open(self._open.kind if self._open.kind is not PassageKind.LIST_ITEM else PassageKind.PARAGRAPH),
        )
        made = self._made(done)
        self.blocks += made
        if len(made) == 1 and made[0].kind is PassageKind.PARAGRAPH and len(done.classes) == 1 and not done.hidden:
            self._styles[len(self.blocks) - 1] = Styled(*next(iter(done.classes)))
        elif made and made[-1].kind is PassageKind.HEADING and done.classes:
            name, marks = min(done.classes)
            self._headed[len(self.blocks) - 1] = Styled(name, f"{marks}b")

    def _made(self, done: _Open) -> list[Block]:
        text, _ = join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in done.lines)
        if not text:
            return []
        facts = {"marker": done.marker} if done.marker else {}
        block = Block(
            done.kind, text, slide=self._place.slide, path=done.path or None, facts=facts, group=done.group,
            section=self._place.section,
        )  # fmt: skip
        if done.hidden:
            return [replace(block.flagged(PassageFlag.HIDDEN), facts={**facts, "hidden": done.hidden})]
        if done.level:
            return [self._heading(block, done.level)]
        if done.kind is not PassageKind.PARAGRAPH:
            if done.kind is PassageKind.LIST_ITEM and (found := BULLET.match(block.text)):
                block = split_block(block, found.end())[1]
            reference = self._references and done.kind is PassageKind.LIST_ITEM
            return [replace(block, kind=PassageKind.REFERENCE) if reference else block]
        return self._paragraph(block, done)

    def _paragraph(self, block: Block, done: _Open) -> list[Block]:
        at = bracketed(block.text)
        if at is not None:
            head, rest = split_block(block, at)
            return [self._heading(head, 1), rest] if rest.text else [self._heading(head, 1)]
        letters = sum(1 for c in block.text if c.isalpha())
        short = letters > 2 and len(block.text) < 140 and not CAPTION.match(block.text)
        if short and (known_heading(block.text) or opens_part(block.text)) and len(block.text) < 100:
            return [self._heading(block, 2)]
        ended = END.search(block.text) and not block.text.endswith((":", "："))
        if short and done.bold and not done.plain and not ended:
            return [self._heading(block, HEADING_LEVEL)]
        return [by_mark(block, references=self._references, small=False)]

    def _heading(self, block: Block, level: int) -> Block:
        self._references = bool(REFERENCES.match(block.text))
        if level == 1 and not self._titled and not bracketed(block.text):
            self._titled = True
            return replace(block, kind=PassageKind.TITLE, level=1 + self._place.level)
        return replace(block, kind=PassageKind.HEADING, level=level + self._place.level)

    # -- tables

    def _table(self, table: Any, hidden: str) -> None:
        self._flush()
        rows = [r for r in table.iter() if _tag(r) == "tr" and _nearest(r) is table]
        cells = [[c for c in row if isinstance(c.tag, str) and _tag(c) in ("td", "th")] for row in rows]
        nested = any(_tag(e) == "table" and e is not table for e in table.iter() if isinstance(e.tag, str))
        single = max((len(row) for row in cells), default=0) <= 1
        lines = ["".join(row[0].itertext()) for row in cells if row] if single and not nested else []
        if is_spaced([line for line in lines if "\n" not in line.strip()]):
            self._spaced(lines, hidden)
            return
        if nested or single:
            for child in table:
                if isinstance(child.tag, str):
                    self._element(child, bold=False, hidden=hidden, kind=PassageKind.PARAGRAPH)
            self._flush()
            return
        self._tables += 1
        group = f"table-{self._place.slide or ''}{'-' if self._place.slide else ''}{self._tables}"
        for child in table:
            if isinstance(child.tag, str) and _tag(child) == "caption":
                self._element(child, bold=False, hidden=hidden, kind=PassageKind.CAPTION)
        self._rows(rows, cells, group, hidden)

    def _spaced(self, lines: Sequence[str], hidden: str) -> None:
        """Lines whose words stand in columns by spaces alone: a table, never headings."""
        self._flush()
        self._tables += 1
        group = f"table-{self._place.slide or ''}{'-' if self._place.slide else ''}{self._tables}"
        body = False
        for number, cells in enumerate(spaced_cells(lines), 1):
            text, _ = join_cells([(join_lines([LineOfText(cell, 0, (0, 0, 0, 0))])[0], ()) for cell in cells])
            head = len(cells) > 1 and (not cells[0].strip() or not any(c.isdigit() for c in text))
            body = body or not head
            if text.strip() and not re.fullmatch(r"[-_=.|+\s]+", text):
                block = Block(
                    PassageKind.TABLE_ROW if body else PassageKind.TABLE_HEADER, text, slide=self._place.slide,
                    path=f"{self._place.path}{group}/tr[{number}]", group=group, section=self._place.section,
                    facts={"row": str(number), **({"hidden": hidden} if hidden else {})},
                )  # fmt: skip
                self.blocks.append(block.flagged(PassageFlag.HIDDEN) if hidden else block)

    def _rows(self, rows: list[Any], cells: list[list[Any]], group: str, hidden: str) -> None:
        body = False
        spans = _placed(cells)
        width = max((cell.column + cell.width for row in spans for cell in row), default=0)
        spread_rows = spread(spans, width)
        for number, (row, found, shown) in enumerate(zip(rows, cells, spread_rows, strict=True), 1):
            heads = all(_tag(c) == "th" or _all_bold(c) for c in found if _cell_text(c))
            header = (_tag(row.getparent()) == "thead" or (heads and (len(found) > 1 or number > 1))) and not body
            header = header and bool(found)
            body = body or not header
            texts = [text for text, _ in shown.cells]
            text, _ = join_cells([(t, ()) for t in (texts if header else _sums_once(texts, shown.columns))])
            if text.strip():
                why = hidden or self._why_hidden(row, "tr")
                facts = {"row": str(number), "columns": shown.columns, **({"hidden": why} if why else {})}
                block = Block(
                    PassageKind.TABLE_HEADER if header else PassageKind.TABLE_ROW, text, slide=self._place.slide,
                    path=f"{self._place.path}{group}/tr[{number}]", group=group, section=self._place.section,
                    facts=facts,
                )  # fmt: skip
                self.blocks.append(block.flagged(PassageFlag.HIDDEN) if why else block)

    def _why_hidden(self, element: Any, tag: str) -> str:
        if tag in ("html", "body"):
            return ""
        style = element.get("style") or ""
        if element.get("hidden") is not None:
            return "hidden attribute"
        if style and _HIDING.search(style):
            return "hidden by style"
        if style and _WHITE.search(style) and not _BACKGROUND.search(style):
            return "white on white" if not _on_colour(element) else ""
        names = set((element.get("class") or "").split()) | {f"#{element.get('id')}"}
        return "hidden by style" if names & self._css else ""


def _tag(element: Any) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    name = element.tag.rsplit("}", 1)[-1]
    return _SAME.get(name, name)


def _on_colour(element: Any) -> bool:
    """True where the element or anything around it paints a background."""
    while element is not None:
        if _BACKGROUND.search(element.get("style") or "") or element.get("bgcolor") or element.get("class"):
            return True
        element = element.getparent()
    return False


def _is_bold(element: Any, tag: str) -> bool:
    style = (element.get("style") or "") + (element.get("styleCode") or "")
    return tag in ("b", "strong", "th") or bool(re.search(r"font-weight\s*:\s*(bold|[6-9]00)|\bbold\b", style, re.I))


def _all_bold(cell: Any) -> bool:
    inner = [c for c in cell.iter() if isinstance(c.tag, str) and _is_bold(c, _tag(c))]
    said = sum(
        len("".join("".join(c.itertext()).split())) for c in inner if not any(p in inner for p in c.iterancestors())
    )
    return bool(inner) and said >= len("".join("".join(cell.itertext()).split()))


def _nearest(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and _tag(parent) != "table":
        parent = parent.getparent()
    return parent


def _placed(rows: list[list[Any]]) -> list[list[Spanning]]:
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
            line.append(Spanning(_cell_text(cell), column, width, height))
            if height > 1:
                covered |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        found.append(line)
    return found


def _sums_once(texts: list[str], columns: str) -> list[str]:
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


def _cell_text(cell: Any) -> str:
    """Words of a cell; blocks and line breaks inside it are parted by a space."""
    return join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in "".join(_cell_parts(cell)).split("\n"))[0]


def _cell_parts(element: Any) -> Iterator[str]:
    yield re.sub(r"[\s\u00a0]+", " ", element.text or "")
    for child in element:
        tag = _tag(child)
        if tag == "sup":
            yield superscript("".join(child.itertext()))
        elif tag and not _SKIPPED.fullmatch(tag):
            apart = "\n" if _BLOCKS.fullmatch(tag) or tag == "br" else ""
            yield apart
            yield from _cell_parts(child)
            yield apart
        yield re.sub(r"[\s\u00a0]+", " ", child.tail or "")
