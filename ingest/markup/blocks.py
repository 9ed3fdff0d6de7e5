"""HTML-like trees to blocks: HTML pages, EDA slides, the narrative of SPL and ePI sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.lines.marks import BULLET, CAPTION, END, REFERENCES, by_mark, grouped
from ingest.lines.merged import spread
from ingest.markup.bold_lines import level_of_name, names_section, states_none
from ingest.markup.cells import (
    BLOCKS,
    SKIPPED,
    all_bold,
    cell_text,
    holds_section,
    is_bold,
    is_sizes,
    joined,
    names_group,
    notes_in,
    placed,
    sums_once,
    table_of,
    tag_of,
    undeclared_header,
    with_whole_caption,
)
from ingest.markup.columns import is_spaced, spaced_cells
from ingest.markup.styles import (
    HEADING_LEVEL,
    Styled,
    hidden_classes,
    marks_of,
    nested,
    small_classes,
    style_marks,
    weights,
    why_hidden,
    with_style_headings,
)
from ingest.markup.symbols import families, map_bullets, map_tree
from ingest.office.alternatives import written
from ingest.reading import Block, LineOfText, clean, join_cells, join_lines, split_block, superscript
from ingest.sections.assign import bracketed, known_heading, opens_part
from ingest.structure.breaks import columns, ended_lines, margin
from ingest.structure.counted import with_counted
from library.models import PassageFlag, PassageKind

_COUNTED = re.compile(r"[(（]\d{1,2}[)）]")
"""The number of an item that stands alone before it: whom a Japanese label lists in bold is no heading."""
_NOTE_LETTER = re.compile(r"\s*[a-h]\s*")


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
    strong: dict[int, list[int]] = field(default_factory=dict)
    """Letters in bold and in plain type by line."""
    bold: int = 0
    plain: int = 0
    hidden: str = ""
    path: str = ""
    marker: str = ""
    group: str | None = None
    revised: bool = False
    classes: set[tuple[str, str]] = field(default_factory=set)
    """Style class and marks (italic, underlined) of the innermost elements that hold its words."""


class Walker:
    """Walks a tree once; ``blocks`` holds what it found, ``pictures`` the images without words of their own.

    ``picture``: called with the source of an image; gives blocks of its words (OCR), or None where it can't.
    """

    def __init__(
        self,
        place: Place,
        picture: Callable[[str], list[Block] | None] = lambda source: None,
        headed: frozenset[str] = frozenset(),
    ) -> None:
        self._place = place
        self._picture = picture
        self._open = _Open()
        self._lists = 0
        self._tables = 0
        self._counts: dict[str, int] = {}
        self._references = False
        self._titled = False
        self._anchors = headed
        """Ids of the lines that the document itself names as headings of its sections."""
        self._css: set[str] = set()
        self._weights: dict[str, bool] = {}
        self._small: set[str] = set()
        self._class = ""
        self._marks = ""
        self._changed = False
        """Inside text that the label marks as changed: the print shows a bar in its margin."""
        self._looks: dict[str, str] = {}
        self._styles: dict[int, Styled] = {}
        self._headed: dict[int, Styled] = {}
        self.blocks: list[Block] = []
        self.symbols = (0, 0)
        """Characters of the Symbol font that were mapped: by a declared font, by the use of their class alone."""
        self.pictures = self._tagged = 0  # pictures met, and the level of the last heading that a tag makes one

    def walk(self, root: Any) -> list[Block]:
        """Blocks of the tree under ``root`` (an lxml element)."""
        css = "\n".join(style.text or "" for style in root.iter("style", "{http://www.w3.org/1999/xhtml}style"))
        self._css = hidden_classes(css)
        self._looks = style_marks(css)
        fonts = families(css)
        map_bullets(root, fonts)
        self.symbols = map_tree(root, fonts)
        self._weights, self._small = weights(css), small_classes(root, css)
        self._element(root, bold=False, hidden="", kind=PassageKind.PARAGRAPH)
        self._flush()
        self.blocks = with_style_headings(self.blocks, self._styles, self._place.level)
        self.blocks = grouped(nested(self.blocks, {**self._styles, **self._headed}, self._place.level))
        self.blocks = with_counted(self.blocks, HEADING_LEVEL + self._place.level)
        return self.blocks

    # -- elements

    def _element(self, element: Any, *, bold: bool, hidden: str, kind: PassageKind) -> None:
        tag = tag_of(element)
        if SKIPPED.fullmatch(tag):
            return
        hidden = hidden or why_hidden(element, tag, self._css)
        outer = self._class, self._marks, self._changed
        self._changed = self._changed or "xmChange" in (element.get("styleCode") or "")
        self._class = element.get("class") or self._class
        self._marks = marks_of(element, tag, self._looks, self._marks)
        bold = is_bold(element, tag) or next(
            (self._weights[name] for name in self._class.split() if name in self._weights and element.get("class")),
            bold,
        )
        self._read(element, tag, bold=bold, hidden=hidden, kind=kind)
        self._class, self._marks, self._changed = outer

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
        elif BLOCKS.fullmatch(tag) or (tag == "a" and kind is PassageKind.HEADER):
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
        outer = kind
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
            self._tagged = int(tag[1])
        elif tag == "summary" or names_section(element, tag, self._anchors):
            self._open.kind, self._open.level = PassageKind.HEADING, (tag == "summary" and self._tagged) or 2
        self._inside(element, bold=bold, hidden=hidden, kind=kind)
        self._flush()
        self._open.kind = outer if tag == "footnote" else kind  # the sentence goes on after its note

    def _list(self, element: Any, tag: str, *, bold: bool, hidden: str) -> None:
        self._lists += 1
        group = f"list-{self._place.slide or ''}{'-' if self._place.slide else ''}{self._lists}"
        ordered = tag == "ol" or (element.get("listType") == "ordered")
        if self.blocks and self.blocks[-1].kind is PassageKind.PARAGRAPH and self.blocks[-1].text.endswith((":", "：")):
            self.blocks[-1] = replace(self.blocks[-1], group=group)
        number = int(element.get("start") or 1) if (element.get("start") or "1").isdigit() else 1
        for child in (child for child in element if isinstance(child.tag, str)):
            if tag_of(child) != "li":
                self._element(child, bold=bold, hidden=hidden, kind=PassageKind.LIST_ITEM)
                continue
            self._flush()
            if holds_section(child):
                self._inside(child, bold=bold, hidden=hidden, kind=PassageKind.PARAGRAPH)
                continue
            self._counts["li"] = self._counts.get("li", 0) + 1
            self._open = _Open(PassageKind.LIST_ITEM, path=f"{self._place.path}li[{self._counts['li']}]", group=group)
            self._open.marker = f"{number}." if ordered else "•"
            number += 1
            why = hidden or why_hidden(child, "li", self._css)
            outer, self._changed = self._changed, self._changed or "xmChange" in (child.get("styleCode") or "")
            self._inside(child, bold=bold, hidden=why, kind=PassageKind.LIST_ITEM)
            self._flush()
            self._changed = outer

    def _image(self, element: Any, hidden: str) -> None:
        words = written(element.get("alt"))
        read = self._picture(element.get("src") or element.get("referencedObject") or "") if len(words) < 25 else None
        self._flush()
        if words:
            block = self._made(_Open(PassageKind.IMAGE, lines=[words], hidden=hidden, path=f"{self._place.path}img"))
            self.blocks += [replace(b, facts={**b.facts, "alternative_text": "yes"}) for b in block]
        self.blocks += read or ()
        self.pictures += 0 if read or words else 1

    # -- words

    def _words(self, text: str | None, *, bold: bool, hidden: str) -> None:
        if not text:
            return
        text = re.sub(r"[\s\u00a0]+", " ", text)
        if self._class in self._small and _NOTE_LETTER.fullmatch(text):
            text = superscript(text)
        if text.strip() and hidden != self._open.hidden:
            if any(line.strip() for line in self._open.lines):
                now = self._open
                self._flush()
                self._open = _Open(now.kind, now.level, path=now.path, marker=now.marker, group=now.group)
            self._open.hidden = hidden
        self._open.lines[-1] += text
        if text.strip():
            self._open.revised = self._open.revised or self._changed
            self._open.classes.add((self._class, self._marks))
        letters = sum(1 for c in text if c.isalnum())
        self._open.bold += letters if bold else 0
        self._open.plain += 0 if bold else letters
        self._open.strong.setdefault(len(self._open.lines) - 1, [0, 0])[0 if bold else 1] += letters

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
        text = joined(done.lines)
        if not text:
            return []
        facts = {**({"marker": done.marker} if done.marker else {}), **({"revised": "|"} if done.revised else {})}
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
        """The blocks of a paragraph: one for each line that its breaks end."""
        parts = _broken(done)
        if len(parts) < 2:
            return self._lines(block, done)
        made = list[Block]()
        for part in parts:
            text, _ = join_lines(LineOfText(done.lines[i], 0, (0, 0, 0, 0)) for i in part)
            bold, plain = (sum(done.strong.get(i, [0, 0])[n] for i in part) for n in (0, 1))
            made += self._lines(replace(block, text=text), replace(done, bold=bold, plain=plain))
        return self._listed(made)

    def _listed(self, blocks: list[Block]) -> list[Block]:
        """The blocks with items that follow each other, and the line with a colon before them, in one group."""
        group = None
        for index, block in enumerate(blocks):
            if block.kind is not PassageKind.LIST_ITEM:
                group = None
                continue
            if group is None:
                self._lists += 1
                group = f"list-{self._place.slide or ''}{'-' if self._place.slide else ''}{self._lists}"
                stem = blocks[index - 1] if index else block
                if stem.kind is PassageKind.PARAGRAPH and stem.text.endswith((":", "：")):
                    blocks[index - 1] = replace(stem, group=group)
            blocks[index] = replace(block, group=group)
        return blocks

    def _lines(self, block: Block, done: _Open) -> list[Block]:
        at = bracketed(block.text)
        if at is not None:
            head, rest = split_block(block, at)
            return [self._heading(head, 1), rest] if rest.text else [self._heading(head, 1)]
        letters = sum(1 for c in block.text if c.isalpha())
        short = letters > 2 and len(block.text) < 140 and not CAPTION.match(block.text)
        if short and (known_heading(block.text) or opens_part(block.text)) and len(block.text) < 100:
            inside = self._place.section is not None and bool(done.classes)
            level = HEADING_LEVEL if inside else level_of_name(block, self.blocks, self._tagged)
            return [self._heading(block, level)]
        ended = END.search(block.text) and not block.text.endswith((":", "："))
        asks = block.text.endswith(("?", "？")) and block.text.count(". ") == 0
        listed = block.text.endswith("者") and bool(self.blocks) and _COUNTED.fullmatch(self.blocks[-1].text)
        bold = done.bold and not done.plain and not listed
        if short and bold and (asks or not ended) and not states_none(block.text):
            return [self._heading(block, min(max(2, self._tagged + 1), HEADING_LEVEL) if asks else HEADING_LEVEL)]
        return [by_mark(block, references=self._references, small=False)]

    def _heading(self, block: Block, level: int) -> Block:
        self._references = bool(REFERENCES.match(block.text))
        if level == 1 and not self._titled and not bracketed(block.text):
            self._titled = True
            return replace(block, kind=PassageKind.TITLE, level=1 + self._place.level)
        return replace(block, kind=PassageKind.HEADING, level=level + self._place.level)

    def _table(self, table: Any, hidden: str) -> None:
        self._flush()
        rows = [r for r in table.iter() if tag_of(r) == "tr" and table_of(r) is table]
        cells = [[c for c in row if isinstance(c.tag, str) and tag_of(c) in ("td", "th")] for row in rows]
        nested = any(tag_of(e) == "table" and e is not table for e in table.iter() if isinstance(e.tag, str))
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
            if isinstance(child.tag, str) and tag_of(child) == "caption":
                self._flush()
                start = len(self.blocks)
                self._element(child, bold=False, hidden=hidden, kind=PassageKind.CAPTION)
                self._flush()
                self.blocks[start:] = with_whole_caption(self.blocks[start:], group)
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
        spans = placed(cells)
        width = max((cell.column + cell.width for row in spans for cell in row), default=0)
        spread_rows = spread(spans, width)
        undeclared = undeclared_header(words := [[text for text, _ in row.cells] for row in spread_rows])
        for number, (row, found, shown) in enumerate(zip(rows, cells, spread_rows, strict=True), 1):
            heads = all(tag_of(c) == "th" or all_bold(c) for c in found if cell_text(c)) or number <= undeclared
            heads = (heads and not names_group(words, number - 1)) or (number > 1 and is_sizes(words[number - 1]))
            header = tag_of(row.getparent()) == "thead" or (heads and (len(found) > 1 or number > 1))
            header = header and not body and bool(found)
            body = body or not header
            texts = words[number - 1]
            text, _ = join_cells([(t, ()) for t in (texts if header else sums_once(texts, shown.columns))])
            if text.strip():
                why = hidden or why_hidden(row, "tr", self._css)
                facts = {"row": str(number), "columns": shown.columns, **({"hidden": why} if why else {})}
                block = Block(
                    PassageKind.TABLE_HEADER if header else PassageKind.TABLE_ROW, text, slide=self._place.slide,
                    path=f"{self._place.path}{group}/tr[{number}]", group=group, section=self._place.section,
                    facts=facts,
                )  # fmt: skip
                self.blocks.append(block.flagged(PassageFlag.HIDDEN) if why else block)
        self.blocks += notes_in(cells, group, self._place)


def _broken(done: _Open) -> list[list[int]]:
    """The lines of a paragraph (by number, empty ones left out) in groups that its breaks end.

    Breaks that only follow the margin of a page end nothing: where most lines are full, they are joined.
    """
    filled = [i for i, line in enumerate(done.lines) if line.strip()]
    if len(filled) < 2 or not done.plain:
        return [filled]
    lines = [clean(done.lines[i]) for i in filled]
    widths = [columns(line) for line in lines[:-1]]
    wrapped = (
        len(widths) >= 3 and max(widths) <= 100 and sum(w > 0.8 * max(widths) for w in widths) >= 0.7 * len(widths)
    )
    found, at = [], 0
    for group in ended_lines(lines, margin(lines) if wrapped else None):
        found.append(filled[at : at + len(group)])
        at += len(group)
    return found
