"""PPTX to blocks: shapes in reading order, tables and charts as rows, notes, hidden slides, alternative text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.deck.diagrams import D, outline
from ingest.deck.layouts import Deck, Sheet
from ingest.deck.remarks import comment_authors, comments, notes
from ingest.figures import CHART, PICTURE, Shown, captioned_charts, covers, with_figures
from ingest.lines.layout import reading_order
from ingest.lines.marks import ORDINAL, REFERENCES, by_mark, marked
from ingest.lines.merged import Spanning, spread
from ingest.office.alternatives import written
from ingest.office.charts import chart_blocks, related_root
from ingest.office.drawing import A, P, Paragraph, R, box_of, paragraphs_of, whole_box
from ingest.office.pictures import WHOLE, Album, Crop, drawing_of
from ingest.reading import Block, Limits, LineOfText, Raw, clean, join_cells, join_lines, rounded
from ingest.zips import opened
from library.errors import Refused
from library.models import Box, DocumentClass, Loss, PassageFlag, PassageKind, SourceFacts

_EDGES = ("ftr", "sldNum", "dt", "hdr")


@dataclass(slots=True)
class Item:
    """Something on a slide with its place, before reading order is known."""

    box: Box
    blocks: list[Block]
    title: bool = False


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a presentation, slide by slide. Raises Refused for a broken or hostile file."""
    with opened(data, limits, markup=True) as archive:
        deck = Deck(archive)
        parts = deck.slide_parts()
        if len(parts) > limits.pages:
            raise Refused("ingest.too_large", f"The presentation has more than {limits.pages} slides.", "Split it.")
        size = deck.size
        losses: list[Loss] = []
        authors = comment_authors(deck.main)
        slides = [deck.slide(part) for part in parts]
        album = Album(limits, lambda: " ".join(slide.words for slide in slides[:20]))
        pages = [_slide_blocks(slide, n, size, authors, losses, album) for n, slide in enumerate(slides, 1)]
        blocks = [b for page in _with_footers(pages, size[1]) for b in page]
        title = deck.package.properties_title()
    facts = SourceFacts(title="" if title.lower() in _UNTITLED else title, document_class=DocumentClass.DECK)
    return Raw([*blocks, *_from_layouts(slides)], len(slides), (*losses, *album.losses), album.warnings, facts)


_UNTITLED = ("powerpoint presentation", "presentation", "powerpoint-präsentation", "演示文稿")
"""Titles that a program wrote into the file's properties."""


# --- one slide --------------------------------------------------------------------------------------------------------


def _slide_blocks(
    slide: Sheet, number: int, size: tuple[float, float], authors: dict[str, str], losses: list[Loss], album: Album
) -> list[Block]:
    page = _Page(slide, number, size, album)
    items = list(page.items(slide.tree, (1.0, 1.0, 0.0, 0.0)))
    items += page.background()
    ordered: list[Item] = [i for i in items if i.title]
    rest = [i for i in items if not i.title]
    for segment in reading_order([i.box for i in rest]):
        ordered += [rest[i] for i in segment]
    blocks = _titled([b for item in ordered for b in item.blocks], rest, number)
    blocks = captioned_charts(with_figures(blocks, page.figures), page.figures)
    page.check_words(blocks)
    losses += [Loss(code=code, message=what, page=number, count=count) for (code, what), count in page.losses.items()]
    blocks += notes(slide.part, number) + comments(slide.part, number, authors)
    if slide.root.get("show") in ("0", "false"):
        blocks = [b.flagged(PassageFlag.HIDDEN_SLIDE) for b in blocks]
    return _references(blocks)


class _Page:
    """Walks the shapes of one slide, groups included."""

    def __init__(self, slide: Sheet, number: int, size: tuple[float, float], album: Album) -> None:
        self.slide, self.number, self.size, self.album = slide, number, size, album
        self.losses: Counter[tuple[str, str]] = Counter()
        self.tables = 0
        self.figures: list[Shown] = []
        """Pictures and native charts that can be seen, with their places."""

    def items(self, tree: Any, scale: tuple[float, float, float, float]) -> Iterator[Item]:
        """Leaf shapes of a shape tree; ``scale`` turns a group's own coordinates into the slide's."""
        for element in tree:
            tag = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
            if tag == "AlternateContent":
                yield from self._either(element, scale)
            elif tag == "grpSp":
                yield from self._group(element, scale)
            elif tag == "contentPart":
                self._lost(*_INK)
            elif tag in ("sp", "pic", "graphicFrame", "cxnSp"):
                item = self._item(element, tag, scale)
                if item is not None and item.blocks:
                    yield self._seen(element, item)

    def _either(self, element: Any, scale: tuple[float, float, float, float]) -> Iterator[Item]:
        """The form of a shape that newer programs show; the one for older ones where nothing in it can be read."""
        before, after = self.losses.copy(), self.losses
        for name in ("Choice", "Fallback"):
            self.losses = before.copy()
            found = [i for choice in element.findall(f"{_COMPATIBLE}{name}") for i in self.items(choice, scale)]
            if found:
                yield from found
                return
            after = self.losses if name == "Choice" else after
        self.losses = after

    def _group(self, element: Any, scale: tuple[float, float, float, float]) -> Iterator[Item]:
        """What is in a group, after the words somebody wrote for all of it; a group that is switched off hides it."""
        named = element.find(f"{P}nvGrpSpPr/{P}cNvPr")
        before, inner = len(self.figures), list(self.items(element, box_of.group_scale(element, scale)))
        if inner and (alt := self._alternative(element, inner[0].box)):
            inner.insert(0, Item(inner[0].box, alt))
        if named is not None and named.get("hidden") in ("1", "true"):
            del self.figures[before:]
            for item in inner:
                item.blocks = [_hidden(b, "switched off") for b in item.blocks]
        yield from inner

    def _item(self, element: Any, tag: str, scale: tuple[float, float, float, float]) -> Item | None:
        box = box_of(element, self.slide.below, scale, self.size)
        if tag == "sp":
            return self._text(element, box)
        if tag == "graphicFrame":
            return self._frame(element, box)
        alt = self._alternative(element, box)
        if tag != "pic":
            return Item(box, alt)
        self._show(PICTURE, element, box)
        words = self._words_in(element, box) if not alt or self._is_large(box) else []
        if not alt and not words:
            self._lost(*_PICTURE)
        return Item(box, [*alt, *words])

    def _fill(self, element: Any, box: Box) -> list[Block]:
        """Words of the picture that fills a shape without words; one that fills much of the slide is lost without."""
        fill = element.find(f"{P}spPr/{A}blipFill")
        words = self._words_in(fill, box) if fill is not None else []
        if fill is not None and not words and self._is_large(box):
            self._lost(*_PICTURE)
        return words

    def background(self) -> list[Item]:
        """Words of a picture that the slide itself has as its ground."""
        ground = self.slide.root.find(f"{P}cSld/{P}bg")
        box = (0.0, 0.0, *self.size)
        words = self._words_in(ground, box) if ground is not None else []
        return [Item(box, words)] if words else []

    def _is_large(self, box: Box) -> bool:
        """True where it covers so much of the slide that its words are the slide's."""
        return (box[2] - box[0]) * (box[3] - box[1]) >= _LARGE * self.size[0] * self.size[1]

    def _words_in(self, element: Any, box: Box) -> list[Block]:
        """Words of the picture in the element by OCR, where they stand; of a turned picture all stand on all of it."""
        blip = element.find(f".//{A}blip")
        if blip is None:
            return []
        place = element.find(f"{P}spPr/{A}xfrm")
        turned = place is not None and place.get("rot", "0") != "0"
        found = self.album.blocks(
            self.slide.part,
            blip.get(f"{R}embed"),
            self.number,
            box,
            _crop(element),
            self.slide.words,
            drawing_of(blip),
        )
        blocks = [replace(b, slide=self.number) for b in found]
        if turned:
            box = rounded(box)
            blocks = [
                replace(b, fragments=tuple(f.model_copy(update={"box": box}) for f in b.fragments)) for b in blocks
            ]
        return blocks

    def _text(self, element: Any, box: Box) -> Item | None:
        body = element.find(f"{P}txBody")
        role = _placeholder(element)
        blocks = []
        lines = paragraphs_of(body)
        for paragraph, place in zip(lines, whole_box(lines, box), strict=True):
            block = self._block(paragraph, place, role, len(lines))
            if block is not None:
                if paragraph.white and self.slide.white and not _filled(element):
                    block = replace(block.flagged(PassageFlag.HIDDEN), facts={"hidden": "white on white"})
                blocks.append(block)
        if not role and 1 < len(blocks) < 4 and len(blocks[0].text) <= 30:
            self.tables += 1  # a figure and what it is, in one shape
            blocks = [replace(b, group=f"slide-{self.number}-{self.tables}") for b in blocks]
        title = role in ("title", "ctrTitle")
        return Item(box, blocks or self._alternative(element, box) or self._fill(element, box), title)

    def _block(self, paragraph: Paragraph, box: Box, role: str, count: int) -> Block | None:
        text, fragments = join_lines(LineOfText(line, self.number, box) for line in paragraph.lines)
        if not text:
            return None
        block = Block(PassageKind.PARAGRAPH, text, slide=self.number, fragments=fragments)
        if paragraph.size is not None and paragraph.size <= 2:
            return replace(block.flagged(PassageFlag.HIDDEN), facts={"hidden": "tiny"})
        if role in ("title", "ctrTitle"):
            return replace(block, kind=PassageKind.TITLE, level=1)
        if role in _EDGES:
            return replace(block, kind=PassageKind.FOOTER)
        if box[1] > 0.72 * self.size[1] and paragraph.size is not None and paragraph.size <= 12.5:
            return _small_print(block)
        made = by_mark(block)
        if made is block and (paragraph.bullet or (role in ("body", "obj") and count > 1 and not paragraph.plain)):
            made = replace(block, kind=PassageKind.LIST_ITEM, facts={"depth": str(paragraph.depth)})
        return made

    def _frame(self, element: Any, box: Box) -> Item | None:
        self.tables += 1
        group = f"slide-{self.number}-{self.tables}"
        table = element.find(f".//{A}tbl")
        if table is not None:
            return Item(box, list(_table(table, box, self.number, group)))
        found = chart_blocks(element, self.slide.part, self.number, box, group)
        if found:
            self._show(CHART, element, box, group)
        found = found or self._smart_art(element, box, group)
        if not found:
            self._lost(*_OBJECT)
            shown = element.find(f".//{P}pic")
            found = self._words_in(shown, box) if shown is not None else []
        return Item(box, [*found, *self._alternative(element, box)])

    def _show(self, kind: str, element: Any, box: Box, group: str = "") -> None:
        """Keeps the place of a picture or chart that is no icon, stands on the slide and is not switched off."""
        named = element.find(f"*/{P}cNvPr")
        off = named is not None and named.get("hidden") in ("1", "true")
        if not off and covers(box, self.size):
            self.figures.append(Shown(kind, box, group))

    def _smart_art(self, element: Any, box: Box, group: str) -> list[Block]:
        named = element.find(f".//{D}relIds")
        root = related_root(self.slide.part, named.get(f"{R}dm")) if named is not None else None
        blocks = []
        for depth, words in outline(root) if root is not None else ():
            text, fragments = join_lines([LineOfText(words, self.number, box)])
            block = Block(PassageKind.LIST_ITEM, text, slide=self.number, fragments=fragments, group=group)
            blocks.append(replace(block, facts={"depth": str(depth), "diagram": "yes"}))
        return blocks

    def _alternative(self, element: Any, box: Box) -> list[Block]:
        """The alternative text somebody wrote for a picture or shape."""
        named = element.find(f"*/{P}cNvPr")
        words = written(named.get("descr")) or written(named.get("title")) if named is not None else ""
        text, fragments = join_lines([LineOfText(words, self.number, box)])
        facts = {"alternative_text": "yes"}
        return [Block(PassageKind.IMAGE, text, slide=self.number, fragments=fragments, facts=facts)] if text else []

    def _seen(self, element: Any, item: Item) -> Item:
        """The item, flagged where the shape is switched off or stands off the slide."""
        named = element.find(f".//{P}cNvPr")
        x0, y0, x1, y1 = item.box
        off = x1 <= 0 or y1 <= 0 or x0 >= self.size[0] or y0 >= self.size[1]
        if off or (named is not None and named.get("hidden") in ("1", "true")):
            item.blocks = [_hidden(b, "off the slide" if off else "switched off") for b in item.blocks]
        return item

    def check_words(self, blocks: list[Block]) -> None:
        """Counts as lost the runs of the slide whose words are in no block."""
        told = "".join("".join(f"{b.facts.get('marker', '')}{b.text}".split()) for b in blocks)
        plain = ""
        for run in self.slide.root.iter(f"{A}t"):
            words = "".join(clean((run.text or "").replace("\v", " ")).split())
            if words in told or not any(c.isalnum() for c in words):
                continue
            plain = plain or unicodedata.normalize("NFKC", told)
            if unicodedata.normalize("NFKC", words) not in plain and _is_drawn(run):
                self._lost(*_WORDS)

    def _lost(self, code: str, message: str) -> None:
        self.losses[(code, message)] += 1


_LARGE = 0.25
"""Share of the slide from which a picture is read though somebody wrote words for it."""
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURE = ("ingest.picture_without_text", "A picture without alternative text was not read.")
_OBJECT = ("ingest.object_without_text", "An embedded object was not read.")
_INK = ("ingest.ink", "Handwriting was not read.")
_WORDS = ("ingest.words_left_out", "A run of words stands where no reader looks.")


def _is_drawn(run: Any) -> bool:
    """False for the form of a shape that only older programs show."""
    return next(run.iterancestors(f"{_COMPATIBLE}Fallback"), None) is None


def _hidden(block: Block, why: str) -> Block:
    return replace(block.flagged(PassageFlag.HIDDEN), facts={**block.facts, "hidden": why})


def _small_print(block: Block) -> Block:
    """Small type at the foot of a slide: references where it is numbered, else footnotes."""
    if found := ORDINAL.match(block.text):
        return marked(block, PassageKind.REFERENCE, found)
    made = by_mark(block)
    return made if made.kind is PassageKind.CAPTION else replace(made, kind=PassageKind.FOOTNOTE)


def _filled(element: Any) -> bool:
    """True where the shape has a fill of its own, so that white words on it can be read."""
    properties = element.find(f"{P}spPr")
    if properties is not None and any(
        properties.find(f"{A}{name}") is not None for name in ("solidFill", "gradFill", "blipFill", "pattFill")
    ):
        return True
    reference = element.find(f"{P}style/{A}fillRef")
    none = properties is not None and properties.find(f"{A}noFill") is not None
    return not none and reference is not None and reference.get("idx", "0") != "0"


def _crop(element: Any) -> Crop:
    """Shares of a picture that are cut off on the slide."""
    cut = element.find(f".//{A}srcRect")
    if cut is None:
        return WHOLE
    left, top, right, bottom = (int(cut.get(side) or 0) / 100_000 for side in "ltrb")
    return (left, top, right, bottom)


def _placeholder(element: Any) -> str:
    found = element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return (found.get("type") or "obj") if found is not None else ""


def _table(table: Any, box: Box, number: int, group: str) -> Iterator[Block]:
    """Rows of a table; a merged cell is told in every row it holds for."""
    rows = table.findall(f"{A}tr")
    heights = [float(row.get("h") or 0) for row in rows]
    whole, top = sum(heights) or 1.0, box[1]
    grid: list[list[Spanning]] = []
    for index, row in enumerate(rows):
        cells, left, edges = [], box[0], _edges(table, row, box)
        for column, (cell, right) in enumerate(zip(row.findall(f"{A}tc"), edges, strict=False)):
            if cell.get("hMerge") not in ("1", "true") and cell.get("vMerge") not in ("1", "true"):
                words = [line for p in paragraphs_of(cell.find(f"{A}txBody")) for line in p.lines]
                wide, high = int(cell.get("gridSpan") or 1), int(cell.get("rowSpan") or 1)
                end = edges[min(column + max(1, wide), len(edges)) - 1]
                bottom = top + (box[3] - box[1]) * sum(heights[index : index + max(1, high)]) / whole
                text, parts = join_lines(LineOfText(w, number, (left, top, end, bottom)) for w in words)
                cells.append(Spanning(text, column, wide, high, parts))
            left = right
        grid.append(cells)
        top += (box[3] - box[1]) * heights[index] / whole
    first = table.find(f"{A}tblPr")
    headed = len(rows) > 1 and (first is None or first.get("firstRow") in ("1", "true"))
    headers = max((c.height for c in grid[0]), default=1) if headed else 0
    for index, made in enumerate(spread(grid, max((len(row.findall(f"{A}tc")) for row in rows), default=0))):
        text, fragments = join_cells(made.cells)
        if text.strip():
            kind = PassageKind.TABLE_HEADER if index < min(headers, len(rows) - 1) else PassageKind.TABLE_ROW
            facts = {"row": str(index + 1), "columns": made.columns}
            yield Block(kind, text, slide=number, fragments=fragments, group=group, facts=facts)


def _edges(table: Any, row: Any, box: Box) -> list[float]:
    """Right edges of the row's cells in points, by the widths of the grid."""
    widths = [float(column.get("w") or 0) for column in table.findall(f"{A}tblGrid/{A}gridCol")]
    count = len(row.findall(f"{A}tc"))
    if len(widths) < count or not sum(widths):
        widths = [1.0] * count
    scale = (box[2] - box[0]) / sum(widths)
    return [box[0] + scale * sum(widths[: i + 1]) for i in range(count)]


# --- around the slides ------------------------------------------------------------------------------------------------


def _titled(blocks: list[Block], items: list[Item], number: int) -> list[Block]:
    """Without a title placeholder, the topmost short text is the slide's heading."""
    if any(b.kind is PassageKind.TITLE for b in blocks) or not items:
        return blocks
    top = min(items, key=lambda i: (i.box[1], i.box[0]))
    if top.blocks and _may_head(top.blocks[0]):
        at = next(i for i, b in enumerate(blocks) if b is top.blocks[0])
        head = replace(blocks[at], kind=PassageKind.HEADING, level=1)
        return [head, *blocks[:at], *blocks[at + 1 :]]
    return blocks


def _may_head(block: Block) -> bool:
    """True for a short text that is not read from a picture."""
    return block.kind is PassageKind.PARAGRAPH and len(block.text) < 140 and PassageFlag.OCR not in block.flags


def _references(blocks: list[Block]) -> list[Block]:
    """Under a title that announces references, the items are references."""
    if not any(b.level and REFERENCES.match(b.text) for b in blocks):
        return blocks
    kinds = (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH)
    return [replace(b, kind=PassageKind.REFERENCE) if b.kind in kinds else b for b in blocks]


def _with_footers(pages: list[list[Block]], height: float) -> Iterable[list[Block]]:
    """Text boxes that repeat along the lower or upper edge of most slides are running footers and headers."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_repeated(b) for b in page if _at_edge(b, height)})
    needed = max(3, 0.4 * len(pages))
    for page in pages:
        yield [
            replace(b, kind=_edge_kind(b, height), level=0)
            if _at_edge(b, height) and counts[_repeated(b)] >= needed and b.kind is not PassageKind.TITLE
            else b
            for b in page
        ]


def _repeated(block: Block) -> str:
    return "".join("#" if c.isdigit() else c for c in block.text)


def _at_edge(block: Block, height: float) -> bool:
    return bool(block.fragments) and (
        block.fragments[0].box[1] > 0.85 * height or block.fragments[0].box[3] < 0.1 * height
    )


def _edge_kind(block: Block, height: float) -> PassageKind:
    return PassageKind.FOOTER if block.fragments[0].box[1] > 0.5 * height else PassageKind.HEADER


def _from_layouts(slides: list[Sheet]) -> list[Block]:
    """Fixed words of the layouts and masters in use (confidentiality, material code), told once."""
    seen: dict[str, Block] = {}
    for number, slide in enumerate(slides, 1):
        for text in (text for sheet in slide.below for text in sheet.fixed):
            if text not in seen:
                seen[text] = Block(PassageKind.FOOTER, text, slide=number, facts={"layout": "yes"})
    return list(seen.values())
