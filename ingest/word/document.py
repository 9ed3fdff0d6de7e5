"""DOCX to blocks: paragraphs, headings, lists, tables, notes, text boxes, tracked changes as accepted, hidden words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ingest.deck.diagrams import D, outline
from ingest.figures import CHART, PICTURE
from ingest.lines.marks import CAPTION, END, NUMBERED, REFERENCES, by_mark
from ingest.lines.merged import Spanning, spread
from ingest.markup.cells import joined
from ingest.office.charts import chart_of, chart_rows, related_root
from ingest.office.drawing import R
from ingest.office.ooxml import Package
from ingest.office.pictures import Album
from ingest.reading import Block, Limits, Raw, join_cells, join_text, split_block
from ingest.sections.assign import bracketed, known_heading, opens_part
from ingest.word.bold_items import LIST_KEY, with_bold_items
from ingest.word.figures import Drawn, with_captions
from ingest.word.notes import Notes, unread_paragraphs
from ingest.word.numbers import Numbering
from ingest.word.styles import Chain, Styles, W, is_shaded, numbering_of, on
from ingest.word.tables import CellAt, contents, grid_of, headers_of
from ingest.word.wordml import COMPATIBLE, ParagraphReader, Picture, Words, is_mark_deleted, local, only_moved
from ingest.zips import opened
from library.models import DocumentClass, Loss, PassageFlag, PassageKind, SourceFacts

_DELETED = "A paragraph deleted by tracked changes was left out"
_MOVED = "A paragraph moved by tracked changes was left out at its old place"
_LOSSES = {
    "ingest.picture_without_text": "A picture without alternative text was not read.",
    "ingest.object_without_text": "An embedded object was not read.",
    "ingest.embedded_document": "Another document inside this one was not read.",
    "ingest.unknown_symbol": "A sign of a symbol font is not known; it stands as \ufffd.",
    "ingest.field_without_text": "A field shows something that the file does not hold.",
    "ingest.words_left_out": "A paragraph stands where no reader looks.",
    "ingest.deleted_row": "A table row deleted by tracked changes was left out.",
}


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a document. Raises Refused for a broken or hostile file."""
    archive = opened(data, limits, markup=True)
    with archive:
        package = Package(archive)
        texts = package.main.root.iter(f"{W}t")
        reader = _Reader(package, Album(limits, lambda: " ".join(t.text or "" for t in islice(texts, 400))))
        body = package.main.root.find(f"{W}body")
        blocks = list(reader.blocks(body if body is not None else [], "body"))
        blocks = with_captions(blocks, reader.figures) + reader.left_comments()
        edges = list(reader.edges())
        reader.check_words()
        facts = SourceFacts(title=package.title(), document_class=DocumentClass.OTHER)
    head = [b for b in edges if b.kind is PassageKind.HEADER]
    foot = [b for b in edges if b.kind is PassageKind.FOOTER]
    losses = [Loss(code=c, message=what, page=page, count=n) for (c, what, page), n in reader.losses.items()]
    pages = max((b.page or 1 for b in blocks), default=1)
    warnings = ("ingest.tracked_changes: the document holds tracked changes; the accepted view was read.",)
    changed = any(PassageFlag.TRACKED_CHANGE in b.flags for b in blocks)
    changed = changed or any(loss.code in ("ingest.deleted_text", "ingest.deleted_row") for loss in losses)
    said = (warnings if changed else ()) + reader.album.warnings
    return Raw([*head, *with_bold_items(blocks), *foot], pages, (*losses, *reader.album.losses), said, facts)


_BY_LOOK = 6
"""Level of a heading that only its bold words make one."""
_IN_NOTES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.HEADING, PassageKind.REFERENCE)


class _Reader:
    """Walks the body in order and keeps count of pages, numbers and tables."""

    def __init__(self, package: Package, album: Album) -> None:
        self._part = self._main = package.main
        self.album = album
        self._styles = Styles(next((p.root for p in package.main.related("styles")), None))
        self._numbering = Numbering(next((p.root for p in package.main.related("numbering")), None))
        self._notes = Notes(package.main)
        self._rendered = next(package.main.root.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._tables = 0
        self._lists = 0
        self._list: str | None = None
        self._references = False
        self._titled = False
        self._read: list[Any] = []
        """Paragraphs that were read; each stands in the file once."""
        self.figures: list[Drawn] = []
        self.losses: Counter[tuple[str, str, int | None]] = Counter()

    # -- order

    def blocks(self, parent: Any, path: str, *, shaded: bool = False) -> Iterator[Block]:
        """Blocks of the paragraphs and tables in ``parent``."""
        counts: Counter[str] = Counter()
        held: list[Any] = []
        for child in parent:
            tag = local(child.tag)
            counts[tag] += 1
            here = f"{path}/{tag}[{counts[tag]}]"
            if tag == "p":
                held.append(child)
                if not is_mark_deleted(child):
                    yield from self._paragraph(held, here, shaded=shaded)
                    held = []
                continue
            if held and tag in ("tbl", "sdt"):
                yield from self._paragraph(held, here, shaded=shaded)
                held = []
            yield from self._other(child, tag, here, shaded=shaded)
        if held:
            yield from self._paragraph(held, path, shaded=shaded)

    def _other(self, child: Any, tag: str, here: str, *, shaded: bool) -> Iterator[Block]:
        if tag == "tbl":
            yield from self._table(child, here)
        elif tag in ("sdt", "ins", "moveTo", "customXml", "smartTag"):
            inner = child.find(f"{W}sdtContent") if tag == "sdt" else child
            yield from self.blocks(inner if inner is not None else [], here, shaded=shaded)
        elif tag == "AlternateContent":
            chosen = child.find(f"{COMPATIBLE}Choice")
            chosen = child.find(f"{COMPATIBLE}Fallback") if chosen is None or not len(chosen) else chosen
            yield from self.blocks(chosen if chosen is not None else [], here, shaded=shaded)
        elif tag in ("oMathPara", "oMath"):
            words = _joined("".join(t.text or "" for t in child.iter() if str(t.tag).endswith("}t")))
            if words:
                yield Block(PassageKind.PARAGRAPH, words, page=self._page, path=here)
        elif tag in ("altChunk", "subDoc"):
            self._lose("ingest.embedded_document")

    def _turn(self, words: Words, properties: Any) -> None:
        """Turns pages: by the breaks a word processor left when it last drew the document, else by explicit ones."""
        if self._rendered:
            self._page += words.rendered
        else:
            before = on(properties, "pageBreakBefore")
            self._page += words.breaks + (1 if before else 0)

    def _words(self, elements: Sequence[Any], *, shaded: bool) -> Words:
        self._read += elements
        return ParagraphReader(shaded=shaded, styles=self._styles, mark=self._notes.mark).read(*elements)

    def _paragraph(self, elements: Sequence[Any], path: str, *, shaded: bool) -> Iterator[Block]:
        """Blocks of one paragraph, or of several that are one once deleted paragraph marks are accepted."""
        properties = elements[-1].find(f"{W}pPr")
        words = self._words(elements, shaded=shaded)
        start = self._page
        self._turn(words, properties)
        page = min(self._page, start + words.leading) if words.leading else start
        text = _joined(words.text)
        if text:
            yield from self._classified(Block(PassageKind.PARAGRAPH, text, page=page, path=path), properties, words)
        elif words.changed and (gone := _joined(words.before)):
            told = _MOVED if only_moved(elements) else _DELETED
            self._lose("ingest.deleted_text", f"{told}: “{gone[:300]}”", page)
        yield from self._beside(words, page, path)
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None and not self._rendered:
            kind = section.find(f"{W}type")
            self._page += 0 if kind is not None and kind.get(f"{W}val") == "continuous" else 1

    def _beside(self, words: Words, page: int, path: str) -> Iterator[Block]:
        """Hidden words, text boxes, drawings, notes and comments of a paragraph, after it."""
        if words.hidden and (hidden := _joined("".join(w for w, _ in words.hidden))):
            why = {"hidden": ", ".join(dict.fromkeys(reason for _, reason in words.hidden))}
            yield Block(PassageKind.PARAGRAPH, hidden, page=page, path=path, facts=why).flagged(PassageFlag.HIDDEN)
        for box in words.boxes:
            yield from self.blocks(box, f"{path}/box")
        for graphic in words.graphics:
            yield from self._graphic(graphic, page, path)
        for kind, name in words.notes:
            yield from self._note(kind, name, page)
        for name in words.comments:
            yield from self._comment(name, page)
        for picture in words.pictures:
            yield from self._picture(picture, page, path)
        self._lose("ingest.object_without_text", page=page, count=words.objects)
        self._lose("ingest.unknown_symbol", page=page, count=words.unknown)
        self._lose("ingest.field_without_text", page=page, count=words.fields)

    def _picture(self, picture: Picture, page: int, path: str) -> Iterator[Block]:
        """What somebody wrote for a picture, else its own words by OCR; one without either is lost."""
        said = [text for words in picture.said if (text := _joined(words))]
        for text in said:
            yield Block(PassageKind.IMAGE, text, page=page, path=path, facts={"alternative_text": "yes"})
        if picture.files:
            self.figures.append(Drawn(path, PICTURE))
        files = picture.files if not said else ()
        seen = [b for name, svg in files for b in self.album.blocks(self._part, name, page, drawing=svg)]
        yield from (replace(block, page=page, path=path) for block in seen)
        if not said and not seen and (picture.alone or picture.said):
            self._lose("ingest.picture_without_text", page=page, count=max(1, len(picture.said)))

    def _lose(self, code: str, message: str = "", page: int | None = None, count: int = 1) -> None:
        if count:
            self.losses[(code, message or _LOSSES[code], page or self._page)] += count

    def _graphic(self, element: Any, page: int, path: str) -> Iterator[Block]:
        """A native chart as its data, a SmartArt graphic as its outline."""
        self._tables += 1
        group = f"table-{self._tables}"
        chart = chart_of(element, self._part)
        if chart is not None:
            self.figures.append(Drawn(path, CHART, group))
            yield from chart_rows(chart, page, path, group)
            return
        named = element.find(f".//{D}relIds")
        root = related_root(self._part, named.get(f"{R}dm")) if named is not None else None
        if root is None:
            self._lose("ingest.object_without_text", page=page)
        for depth, words in outline(root) if root is not None else ():
            facts = {"depth": str(depth), "diagram": "yes"}
            yield Block(PassageKind.LIST_ITEM, words, page=page, path=path, group=group, facts=facts)

    # -- what a paragraph is

    def _classified(self, block: Block, properties: Any, words: Words) -> Iterator[Block]:
        chain = self._chain(properties)
        marker = self._marker(properties, chain)
        block = _changed(block, words)
        if words.marks:
            block = replace(block, facts={**block.facts, "footnotes": ",".join(words.marks)})
        at = bracketed(block.text)
        level = self._level(block.text, properties, chain, words)
        if (marker or chain.listed) and (level is None or (level >= _BY_LOOK and chain.level is None)):
            block = replace(block, facts={**block.facts, LIST_KEY: _list_of(properties)})
        if at is not None:
            head, rest = split_block(block, at)
            self._list = None
            yield replace(head, kind=PassageKind.HEADING, level=1)
            if rest.text:
                yield rest
        elif level is not None:
            yield self._heading(block, level, marker)
        else:
            yield self._text(block, marker, chain)

    def _chain(self, properties: Any) -> Chain:
        """The paragraph's style and what it is based on."""
        name = properties.find(f"{W}pStyle") if properties is not None else None
        return self._styles.chain(name.get(f"{W}val") or "" if name is not None else self._styles.usual)

    def _marker(self, properties: Any, chain: Chain) -> str:
        """The paragraph's automatic number, by its own list or that of its style; "" where it has none."""
        own = numbering_of(properties)
        styled = chain.numbered
        if own is not None and own[0]:
            return self._numbering.marker(own)
        if styled is None or styled.numbering is None:
            return ""
        number, level = styled.numbering
        number = number or chain.number
        level = own[1] if own is not None else self._numbering.level_of(number, styled.name_id) or level
        return self._numbering.marker((number, level))

    def _heading(self, block: Block, level: int, marker: str) -> Block:
        self._list = None
        self._references = bool(REFERENCES.match(block.text))
        facts = {**block.facts, "marker": marker} if marker and marker != "•" else block.facts
        if level == 0:
            self._titled = True
            return replace(block, kind=PassageKind.TITLE, level=1, facts=facts)
        return replace(block, kind=PassageKind.HEADING, level=level + 1 if self._titled else level, facts=facts)

    def _text(self, block: Block, marker: str, chain: Chain) -> Block:
        if chain.caption:
            return replace(block, kind=PassageKind.CAPTION)
        if marker or chain.listed:
            if self._list is None:
                self._lists += 1
                self._list = f"list-{self._lists}"
            kind = PassageKind.REFERENCE if self._references else PassageKind.LIST_ITEM
            return replace(block, kind=kind, group=self._list, facts={**block.facts, "marker": marker or "•"})
        self._list = None
        return by_mark(block, references=self._references, small=False)

    def _level(self, text: str, properties: Any, chain: Chain, words: Words) -> int | None:
        """0 for the title, 1 to 9 for a heading, None for anything else."""
        if chain.level is not None:
            return chain.level
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        if outline is not None and (outline.get(f"{W}val") or "9") < "9":
            return int(outline.get(f"{W}val") or 0) + 1
        return self._looks(text, words)

    def _looks(self, text: str, words: Words) -> int | None:
        """Headings without a style: known names of label sections, and short lines all in bold."""
        if len(text) > 140:
            return None
        if words.plain > 0.1 * max(1, words.bold) or sum(map(str.isalpha, text)) < 3:
            return 1 if len(text) < 90 and opens_part(text) and not CAPTION.match(text) else None
        if CAPTION.match(text):
            return None
        number = NUMBERED.match(text)
        if known_heading(text) or opens_part(text):
            return 1 + (number[1].count(".") if number else 0)
        if END.search(text) and not text.endswith((":", "：")):
            return None
        return number[1].count(".") + 2 if number else _BY_LOOK

    # -- notes, comments, edges

    def _note(self, kind: str, name: str, page: int) -> Iterator[Block]:
        """A note's paragraphs, told once, under the mark that the page shows."""
        part, element = self._notes.take(kind, name)
        if part is None:
            return
        before, self._part = self._part, part
        marker = self._notes.mark(kind, name)
        for block in list(self.blocks(element, f"{kind}s/{name}")):
            own = block.kind in _IN_NOTES
            facts = {**block.facts, "marker": marker} if own else block.facts
            kind_now = PassageKind.FOOTNOTE if own else block.kind
            yield replace(block, kind=kind_now, level=0, page=page, facts=facts, group=None if own else block.group)
        self._part = before
        self._list = None

    def _comment(self, name: str, page: int | None) -> Iterator[Block]:
        part, element = self._notes.take("comment", name)
        if part is None:
            return
        before, self._part = self._part, part
        inner = list(self.blocks(element, f"comments/{name}"))
        self._part, self._list = before, None
        facts = self._notes.comment_facts(element)
        if text := _joined(" ".join(b.text for b in inner)):
            yield Block(PassageKind.COMMENT, text, page=page, path=f"comments/{name}", facts=facts)

    def left_comments(self) -> list[Block]:
        """Comments and notes that no paragraph of the body refers to."""
        found = [b for name in self._notes.left("comment") for b in self._comment(name, None)]
        for kind in ("footnote", "endnote"):
            found += [b for name in self._notes.left(kind) for b in self._note(kind, name, self._page)]
        return found

    def edges(self) -> Iterator[Block]:
        """Words of headers and footers, each told once."""
        seen: set[str] = set()
        for kind, what in (("header", PassageKind.HEADER), ("footer", PassageKind.FOOTER)):
            for number, part in enumerate(self._main.related(kind), 1):
                self._part = part
                for block in self.blocks(part.root, f"{kind}[{number}]"):
                    if block.text not in seen:
                        seen.add(block.text)
                        yield replace(block, kind=what, level=0, page=None, group=None)
        self._part = self._main

    def check_words(self) -> None:
        """Counts as lost every paragraph with words that no reader came to."""
        count = sum(unread_paragraphs(part.root, self._read) for part in (self._main, *self._notes.parts))
        if count:
            self.losses[("ingest.words_left_out", _LOSSES["ingest.words_left_out"], None)] += count

    # -- tables

    def _table(self, table: Any, path: str) -> Iterator[Block]:
        self._tables += 1
        self._list = None
        group = f"table-{self._tables}"
        grid = grid_of(table)
        self._lose("ingest.deleted_row", count=grid.gone)
        if max((len(cells) for _, cells in grid.rows), default=0) <= 1:
            for _, cells in grid.rows:
                for cell in cells:
                    yield from self.blocks(cell.element, path, shaded=is_shaded(cell.properties))
            return
        headed = headers_of(grid)
        read = [self._row(row, cells, f"{path}/tr[{n}]") for n, (row, cells) in enumerate(grid.rows, 1)]
        for index, (made, row) in enumerate(
            zip(spread([r.cells for r in read], grid.columns, drawn=True), read, strict=True)
        ):
            text, _ = join_cells(made.cells)
            if text.strip():
                kind = PassageKind.TABLE_HEADER if index < headed else PassageKind.TABLE_ROW
                facts = {**row.facts, "columns": made.columns}
                block = Block(kind, text, page=row.page, path=row.path, group=group, facts=facts)
                yield block.flagged(PassageFlag.TRACKED_CHANGE) if row.changed else block
            yield from row.after

    def _row(self, row: Any, cells: Sequence[CellAt], path: str) -> _Row:
        page, after, changes = self._page, list[Block](), list[Words]()
        texts = []
        for cell in cells:
            text = self._cell(cell.element, is_shaded(cell.properties), path, after, changes)
            texts.append(Spanning(text, cell.column, cell.width, cell.height))
        changed = any(c.changed for c in changes) or row.find(f"{W}trPr/{W}ins") is not None
        facts = {}
        if changed:
            facts["before"] = "\t".join(_joined(c.before) for c in changes)
            if authors := ", ".join(sorted({a for c in changes for a in c.authors if a})):
                facts["changed_by"] = authors
        return _Row(texts, page, path, after, facts, changed)

    def _cell(self, cell: Any, shaded: bool, path: str, after: list[Block], changes: list[Words]) -> str:
        """The cell's own paragraphs as one text; what hangs on them, and nested tables, go to ``after``."""
        lines = []
        for child in contents(cell):
            if child.tag == f"{W}tbl":
                after += self._table(child, f"{path}/tbl")
                continue
            properties = child.find(f"{W}pPr")
            words = self._words([child], shaded=shaded)
            self._turn(words, properties)
            changes.append(words)
            marker = self._marker(properties, self._chain(properties)) if words.text.strip() else ""
            lines.append(f"{marker} {words.text}" if marker and marker != "•" else words.text)
            after += self._beside(words, self._page, path)
        return joined(line for text in lines for line in text.replace("\t", " ").split("\n"))


@dataclass(slots=True)
class _Row:
    """A row that was read: its cells, where it stands, and what hangs on its words."""

    cells: list[Spanning]
    page: int
    path: str
    after: list[Block]
    facts: dict[str, str]
    changed: bool


def _list_of(properties: Any) -> str:
    """Name of the list and level that a paragraph stands in, by its own numbers and its style."""
    style = properties.find(f"{W}pStyle") if properties is not None else None
    return f"{style.get(f'{W}val') if style is not None else ''}|{numbering_of(properties)}"


def _joined(text: str) -> str:
    return join_text(text.replace("\t", " ").split("\n")) if text else ""


def _changed(block: Block, words: Words) -> Block:
    """With tracked changes flagged and both versions told."""
    if not words.changed:
        return block
    authors = ", ".join(sorted(a for a in words.authors if a))
    facts = {**block.facts, "before": _joined(words.before), "after": block.text}
    if authors:
        facts["changed_by"] = authors
    return replace(block.flagged(PassageFlag.TRACKED_CHANGE), facts=facts)
