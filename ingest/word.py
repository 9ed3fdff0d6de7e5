"""DOCX to blocks: paragraphs, headings, lists, tables, notes, text boxes, tracked changes as accepted, hidden words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.marks import CAPTION, END, NUMBERED, REFERENCES, by_mark
from ingest.reading import Block, Limits, LineOfText, Raw, join_cells, join_lines, split_block
from ingest.sections import bracketed, known_heading, opens_part
from ingest.wordml import Numbering, ParagraphReader, Styles, W, Words, is_shaded, numbering_of, on
from ingest.zips import opened
from library.errors import Refused
from library.models import DocumentClass, Loss, PassageFlag, PassageKind, SourceFacts

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADING = re.compile(r"^(heading|überschrift|titre|título|标题|見出し|titolo|rubrik)\s*(\d)", re.I)


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a document. Raises Refused for a broken or hostile file."""
    archive = opened(data, limits, markup=True)
    with archive:
        package = _Package(archive)
        reader = _Reader(package)
        body = package.main.find(f"{W}body")
        blocks = list(reader.blocks(body if body is not None else [], "body"))
        edges = list(reader.edges())
        facts = SourceFacts(title=package.title(), document_class=DocumentClass.OTHER)
    head = [b for b in edges if b.kind is PassageKind.HEADER]
    foot = [b for b in edges if b.kind is PassageKind.FOOTER]
    losses = [Loss(code=code, message=message, count=count) for (code, message), count in reader.losses.items()]
    pages = max((b.page or 1 for b in blocks), default=1)
    warnings = ("ingest.tracked_changes: the document holds tracked changes; the accepted view was read.",)
    changed = any(PassageFlag.TRACKED_CHANGE in b.flags for b in blocks)
    changed = changed or ("ingest.deleted_text", _DELETED) in reader.losses
    return Raw([*head, *blocks, *foot], pages, tuple(losses), warnings if changed else (), facts)


_DELETED = "A paragraph deleted by tracked changes was left out."
_PICTURE = "A picture without alternative text was not read."


class _Package:
    """The parts of the file that hold words."""

    def __init__(self, archive: Any) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self.main_name = self._target("_rels/.rels", "", "/officeDocument") or "word/document.xml"
        main = self.part(self.main_name)
        if main is None:
            raise Refused("ingest.broken", "The file holds no document.", "Save it again as .docx.")
        self.main = main
        self.relations = self._relations()

    def part(self, name: str) -> Any:
        """Root element of a part, None where it is missing."""
        from lxml import etree

        if name not in self._names:
            return None
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
            return etree.fromstring(self._archive.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise Refused("ingest.broken", "A part of the document is damaged.", "Save it again as .docx.") from error

    def _relations(self) -> list[tuple[str, str]]:
        folder, name = posixpath.split(self.main_name)
        root = self.part(f"{folder}/_rels/{name}.rels")
        return [
            (r.get("Type", ""), posixpath.normpath(posixpath.join(folder, r.get("Target", ""))))
            for r in (root if root is not None else ())
            if r.get("TargetMode") != "External"
        ]

    def _target(self, rels: str, folder: str, kind: str) -> str | None:
        root = self.part(rels)
        for relation in root if root is not None else ():
            if relation.get("Type", "").endswith(kind):
                return posixpath.normpath(posixpath.join(folder, relation.get("Target", "").lstrip("/")))
        return None

    def related(self, kind: str) -> list[Any]:
        """Roots of the parts related as ``kind`` (``footnotes``, ``header`` …), in order."""
        found = [self.part(target) for type_, target in self.relations if type_.endswith(f"/{kind}")]
        return [root for root in found if root is not None]

    def title(self) -> str:
        """The title in the file's properties."""
        root = self.part("docProps/core.xml")
        if root is None:
            return ""
        words = root.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
        return words.strip() if len(words.strip()) > 3 and not words.lower().endswith((".doc", ".docx")) else ""


class _Reader:
    """Walks the body in order and keeps count of pages, numbers and tables."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self._styles = Styles(next(iter(package.related("styles")), None))
        self._numbering = Numbering(next(iter(package.related("numbering")), None))
        self._notes = {kind: self._by_id(kind, kind[:-1]) for kind in ("footnotes", "endnotes", "comments")}
        self._rendered = next(package.main.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._tables = 0
        self._lists = 0
        self._list: str | None = None
        self._references = False
        self._titled = False
        self._told: set[tuple[str, str]] = set()
        self.losses: dict[tuple[str, str], int] = {}

    def _by_id(self, kind: str, tag: str) -> dict[str, Any]:
        roots = self._package.related(kind)
        return {e.get(f"{W}id") or "": e for root in roots for e in root.findall(f"{W}{tag}")}

    # -- order

    def blocks(self, parent: Any, path: str, *, shaded: bool = False) -> Iterator[Block]:
        """Blocks of the paragraphs and tables in ``parent``."""
        counts: dict[str, int] = {}
        for child in parent:
            tag = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
            counts[tag] = counts.get(tag, 0) + 1
            here = f"{path}/{tag}[{counts[tag]}]"
            if tag == "p":
                yield from self._paragraph(child, here, shaded=shaded)
            elif tag == "tbl":
                yield from self._table(child, here)
            elif tag in ("sdt", "ins", "moveTo", "customXml", "smartTag"):
                inner = child.find(f"{W}sdtContent") if tag == "sdt" else child
                yield from self.blocks(inner if inner is not None else [], here, shaded=shaded)

    def _turn(self, words: Words, properties: Any) -> None:
        """Turns pages: by the breaks a word processor left when it last drew the document, else by explicit ones."""
        if self._rendered:
            self._page += words.rendered
        else:
            before = on(properties, "pageBreakBefore")
            self._page += words.breaks + (1 if before else 0)

    def _paragraph(self, element: Any, path: str, *, shaded: bool) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        words = ParagraphReader(shaded=shaded).read(element)
        start = self._page
        self._turn(words, properties)
        page = min(self._page, start + words.leading) if words.leading else start
        text = _joined(words.text)
        if text:
            yield from self._classified(Block(PassageKind.PARAGRAPH, text, page=page, path=path), properties, words)
        elif words.changed:
            self._lose("ingest.deleted_text", _DELETED)
        yield from self._beside(words, page, path)
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None and not self._rendered:
            kind = section.find(f"{W}type")
            self._page += 0 if kind is not None and kind.get(f"{W}val") == "continuous" else 1

    def _beside(self, words: Words, page: int, path: str) -> Iterator[Block]:
        """Hidden words, text boxes, notes, comments and pictures of a paragraph, after it."""
        hidden = _joined("".join(w for w, _ in words.hidden))
        if hidden:
            why = {"hidden": ", ".join(dict.fromkeys(reason for _, reason in words.hidden))}
            yield Block(PassageKind.PARAGRAPH, hidden, page=page, path=path, facts=why).flagged(PassageFlag.HIDDEN)
        for box in words.boxes:
            yield from self.blocks(box, f"{path}/box")
        for kind, ids in (("footnotes", words.footnotes), ("endnotes", words.endnotes)):
            for name in ids:
                yield from self._note(kind, name, page)
        for name in words.comments:
            yield from self._comment(name, page)
        for alternative in words.pictures:
            if text := _joined(alternative):
                facts = {"alternative_text": "yes"}
                yield Block(PassageKind.IMAGE, text, page=page, path=path, facts=facts)
            else:
                self._lose("ingest.picture_without_text", _PICTURE)

    def _lose(self, code: str, message: str) -> None:
        self.losses[(code, message)] = self.losses.get((code, message), 0) + 1

    # -- what a paragraph is

    def _classified(self, block: Block, properties: Any, words: Words) -> Iterator[Block]:
        name = properties.find(f"{W}pStyle") if properties is not None else None
        chain = list(self._styles.chain(name.get(f"{W}val") or "" if name is not None else ""))
        numbering = numbering_of(properties) or next((s.numbering for s in chain if s.numbering), None)
        marker = self._numbering.marker(numbering) if numbering else ""
        block = _changed(block, words)
        if words.footnotes or words.endnotes:
            block = replace(block, facts={**block.facts, "footnotes": ",".join(words.footnotes + words.endnotes)})
        at = bracketed(block.text)
        level = self._level(block.text, properties, chain, words)
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

    def _heading(self, block: Block, level: int, marker: str) -> Block:
        self._list = None
        self._references = bool(REFERENCES.match(block.text))
        facts = {**block.facts, "marker": marker} if marker and marker != "•" else block.facts
        if level == 0:
            self._titled = True
            return replace(block, kind=PassageKind.TITLE, level=1, facts=facts)
        return replace(block, kind=PassageKind.HEADING, level=level + 1 if self._titled else level, facts=facts)

    def _text(self, block: Block, marker: str, chain: list[Any]) -> Block:
        names = " ".join(s.name for s in chain)
        if "caption" in names or "beschriftung" in names:
            return replace(block, kind=PassageKind.CAPTION)
        if marker or "list" in names.split(" ")[0:1]:
            if self._list is None:
                self._lists += 1
                self._list = f"list-{self._lists}"
            kind = PassageKind.REFERENCE if self._references else PassageKind.LIST_ITEM
            return replace(block, kind=kind, group=self._list, facts={**block.facts, "marker": marker or "•"})
        self._list = None
        return by_mark(block, references=self._references, small=False)

    def _level(self, text: str, properties: Any, chain: list[Any], words: Words) -> int | None:
        """0 for the title, 1 to 9 for a heading, None for anything else."""
        for style in chain:
            if style.name in ("title", "titel", "titre", "título", "标题", "表題"):
                return 0
            if found := _HEADING.match(style.name):
                return int(found[2])
            if style.outline is not None and style.outline < 9:
                return int(style.outline) + 1
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        if outline is not None and (outline.get(f"{W}val") or "9") < "9":
            return int(outline.get(f"{W}val") or 0) + 1
        return self._looks(text, words)

    def _looks(self, text: str, words: Words) -> int | None:
        """Headings without a style: known names of label sections, and short lines all in bold."""
        letters = sum(1 for c in text if c.isalpha())
        if CAPTION.match(text):
            return None
        if len(text) > 140 or letters < 3 or words.plain > 0.1 * max(1, words.bold):
            return 1 if opens_part(text) and len(text) < 90 else None
        number = NUMBERED.match(text)
        if known_heading(text) or opens_part(text):
            return 1 + (number[1].count(".") if number else 0)
        if END.search(text) and not text.endswith((":", "：")):
            return None
        return number[1].count(".") + 2 if number else 6

    # -- notes, comments, edges

    def _note(self, kind: str, name: str, page: int) -> Iterator[Block]:
        element = self._notes[kind].get(name)
        if element is None or (kind, name) in self._told:
            return
        self._told.add((kind, name))
        for index, paragraph in enumerate(element.findall(f"{W}p"), 1):
            words = ParagraphReader(shaded=False).read(paragraph)
            if text := _joined(words.text):
                path = f"{kind}/{name}/p[{index}]"
                block = Block(PassageKind.FOOTNOTE, text, page=page, path=path, facts={"marker": name})
                yield _changed(block, words)

    def _comment(self, name: str, page: int) -> Iterator[Block]:
        element = self._notes["comments"].get(name)
        if element is None or ("comments", name) in self._told:
            return
        self._told.add(("comments", name))
        facts = {"author": element.get(f"{W}author") or ""}
        paragraphs = [ParagraphReader(shaded=False).read(p).text for p in element.iter(f"{W}p")]
        if text := _joined(" ".join(paragraphs)):
            yield Block(PassageKind.COMMENT, text, page=page, path=f"comments/{name}", facts=facts)

    def edges(self) -> Iterator[Block]:
        """Words of headers and footers, each told once."""
        seen: set[str] = set()
        for kind, what in (("header", PassageKind.HEADER), ("footer", PassageKind.FOOTER)):
            for number, root in enumerate(self._package.related(kind), 1):
                for block in self.blocks(root, f"{kind}[{number}]"):
                    if block.text not in seen:
                        seen.add(block.text)
                        yield replace(block, kind=what, level=0, page=None, group=None)

    # -- tables

    def _table(self, table: Any, path: str) -> Iterator[Block]:
        self._tables += 1
        self._list = None
        group = f"table-{self._tables}"
        rows = [r for r in table.iter(f"{W}tr") if _owner(r, table) and r.find(f"{W}trPr/{W}del") is None]
        if max((len(_cells(r)) for r in rows), default=0) <= 1:
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell, path, shaded=is_shaded(cell.find(f"{W}tcPr")))
            return
        headed = self._headed(rows)
        for index, row in enumerate(rows):
            yield from self._row(row, f"{path}/tr[{index + 1}]", group, header=index < headed)

    def _headed(self, rows: list[Any]) -> int:
        """Leading rows that head the columns: said so, or the first one where it is bold or shaded throughout."""
        said = 0
        for row in rows:
            if not on(row.find(f"{W}trPr"), "tblHeader"):
                break
            said += 1
        if said or len(rows) < 2:
            return min(said, max(0, len(rows) - 1))
        bold = plain = 0
        for cell in _cells(rows[0]):
            for paragraph in cell.iter(f"{W}p"):
                words = ParagraphReader(shaded=True).read(paragraph)
                bold, plain = bold + words.bold, plain + words.plain
        shaded = all(is_shaded(c.find(f"{W}tcPr")) for c in _cells(rows[0]))
        return 1 if (bold and not plain) or shaded else 0

    def _row(self, row: Any, path: str, group: str, *, header: bool) -> Iterator[Block]:
        page, cells, columns, after, column = self._page, [], [], list[Block](), 1
        changes: list[Words] = []
        for cell in _cells(row):
            properties = cell.find(f"{W}tcPr")
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            text = ""
            if merge is None or merge.get(f"{W}val") == "restart":
                text = self._cell(cell, is_shaded(properties), path, after, changes)
            cells.append((text, ()))
            columns.append(str(column))
            span = properties.find(f"{W}gridSpan") if properties is not None else None
            column += int(span.get(f"{W}val") or 1) if span is not None else 1
        text, _ = join_cells(cells)
        if text.strip():
            kind = PassageKind.TABLE_HEADER if header else PassageKind.TABLE_ROW
            facts = {"columns": ",".join(columns)}
            block = Block(kind, text, page=page, path=path, group=group, facts=facts)
            if any(c.changed for c in changes):
                before = "\t".join(_joined(c.before) for c in changes)
                block = replace(block.flagged(PassageFlag.TRACKED_CHANGE), facts={**facts, "before": before})
            yield block
        yield from after

    def _cell(self, cell: Any, shaded: bool, path: str, after: list[Block], changes: list[Words]) -> str:
        """The cell's own paragraphs as one text; what hangs on them, and nested tables, go to ``after``."""
        lines = []
        for child in _flat(cell):
            if child.tag == f"{W}tbl":
                after += self._table(child, f"{path}/tbl")
                continue
            words = ParagraphReader(shaded=shaded).read(child)
            self._turn(words, child.find(f"{W}pPr"))
            changes.append(words)
            lines.append(words.text)
            after += self._beside(words, self._page, path)
        return _joined("\n".join(lines))


def _flat(cell: Any) -> Iterator[Any]:
    for child in cell:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt":
            inner = child.find(f"{W}sdtContent")
            yield from _flat(inner if inner is not None else [])


def _cells(row: Any) -> list[Any]:
    found = []
    for child in row:
        if child.tag == f"{W}tc":
            found.append(child)
        elif child.tag == f"{W}sdt":
            inner = child.find(f"{W}sdtContent")
            found += _cells(inner) if inner is not None else []
    return found


def _owner(row: Any, table: Any) -> bool:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent is table


def _joined(text: str) -> str:
    return join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in text.replace("\t", " ").split("\n"))[0]


def _changed(block: Block, words: Words) -> Block:
    """With tracked changes flagged and both versions told."""
    if not words.changed:
        return block
    authors = ", ".join(sorted(a for a in words.authors if a))
    facts = {**block.facts, "before": _joined(words.before), "after": block.text}
    if authors:
        facts["changed_by"] = authors
    return replace(block.flagged(PassageFlag.TRACKED_CHANGE), facts=facts)
