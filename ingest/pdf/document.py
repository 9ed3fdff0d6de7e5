"""PDF to blocks: reading order, paragraphs, headings, tables, running headers, hidden words, scanned pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ingest.lines.hyphens import Vocabulary, whole_word
from ingest.lines.layout import reading_order, rows
from ingest.lines.marks import END
from ingest.ocr import Eyes, unread
from ingest.pdf.blocks import Context, Line, blocks_of, paragraphs, table_blocks, usual_spacing
from ingest.pdf.check import CODE, CrossCheck, Dispute, figures_of, flagged, losses_of
from ingest.pdf.figures import take_figures, with_captions
from ingest.pdf.grid import Table
from ingest.pdf.lists import one_list_after_the_other
from ingest.pdf.margin import margin_bars, margin_marks, masthead
from ingest.pdf.page import PageContent, Piece, Rule, read_page
from ingest.pdf.raw import RawDocument
from ingest.pdf.running import Running, running_of, take_running
from ingest.pdf.tables import aligned_tables, ruled_tables
from ingest.pdf.turned import losses_of as turned_losses
from ingest.pdf.turned import take_sides, upright, warnings_of
from ingest.pdf.typed import typed_tables
from ingest.reading import Block, Limits, LineOfText, Raw, join_lines, rounded, union
from ingest.sections.assign import known_heading
from library.errors import Refused
from library.models import Box, DocumentClass, Loss, PassageFlag, PassageKind, SourceFacts

_MARKER = re.compile(
    r"^\s*([•●○◦▪■□◆‣·∙*–—\-]|[\uf000-\uf0ff]|\(?[\dA-Za-z]{1,3}[.)]|\d{1,2}(\.\d{1,2}){0,3}\.?|[①-⑳]|§|[※＊]{1,3})\s*$"
)
_BAD_GLYPH = re.compile("[\ufffd]")
_GOES_ON = re.compile(r"[a-zà-ÿ(\d\u3040-\u9fff]|（(?!\d{1,2}）)")
_WHOLE = 0.85
"""Share of the page's height from which a line down it parts columns wherever it stands."""
_NARROWEST = 30.0
"""Points between two such lines: two closer ones are one double line."""


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a PDF. Raises Refused for an encrypted, broken or oversized file."""
    document = opened(data, limits)
    check = _check(data, document.pages, limits)
    try:
        losses: list[Loss] = []
        figures: dict[int, str] = {}
        contents = list(_contents(document, losses, figures))
        scanned = _scanned(document, contents, limits, losses)
        blocks = list(_blocks(contents, scanned))
        disputes = _disputes(check, document, figures, limits, losses)
        blocks = flagged(blocks, disputes)
    finally:
        if check is not None:
            check.close()
        document.close()
    losses += _losses(contents, scanned) + turned_losses(contents)
    facts = SourceFacts(title=_usable_title(document.title), document_class=_slides(contents))
    warnings = _warnings(blocks) + warnings_of(contents)
    if disputes:
        warnings += (f"{CODE}: two PDF libraries read {len(disputes)} numbers differently.",)
    return Raw(blocks, document.pages, tuple(losses), warnings, facts)


def opened(data: bytes, limits: Limits) -> RawDocument:
    """The PDF, opened by the library that the limits name. Raises Refused."""
    document: RawDocument
    if limits.pdf_reader == "pdfium":
        from ingest.pdf.pdfium import PdfiumDocument

        document = PdfiumDocument(data)
    else:
        from ingest.pdf.mupdf import MuDocument

        document = MuDocument(data)
    if document.pages == 0:
        raise Refused("ingest.broken", "The PDF has no pages.", "Export it again from its source program.")
    if document.pages > limits.pages:
        raise Refused("ingest.too_large", f"The PDF has more than {limits.pages} pages.", "Split it into parts.")
    return document


def _check(data: bytes, pages: int, limits: Limits) -> CrossCheck | None:
    """What the other library reads, where there is one to ask; it begins at once where it may work beside us."""
    if not limits.pdf_check or limits.pdf_reader == "pdfium":
        return None
    return CrossCheck(data, pages if limits.pdf_check_beside else 0)


def _disputes(
    check: CrossCheck | None, document: RawDocument, figures: dict[int, str], limits: Limits, losses: list[Loss]
) -> list[Dispute]:
    """Numbers on which the other library differs; where there is none to ask, that is a loss."""
    if check is None:
        if limits.pdf_check:
            losses.append(Loss(code="ingest.not_cross_checked", message="No other PDF library checked its numbers."))
        return []
    disputes, unchecked = check.disputes(document, figures)
    losses += losses_of(disputes) + unchecked
    return disputes


def _contents(document: RawDocument, losses: list[Loss], figures: dict[int, str]) -> Iterable[PageContent]:
    """Each page as it can be read; a page too damaged for it is a loss, and the others are read all the same.

    ``figures`` takes the figures of each page.
    """
    for index in range(document.pages):
        try:
            page = document.page(index)
            content = read_page(page, index + 1)
            figures[index + 1] = figures_of(page.lines)
            take_sides(document, content)
            yield content
            losses += [loss.model_copy(update={"page": index + 1}) for loss in page.losses]
        except (RuntimeError, ValueError, LookupError) as error:
            if "malloc" in str(error):
                raise MemoryError(str(error)) from error
            what = f"The page is damaged and was not read ({type(error).__name__})."
            losses.append(Loss(code="ingest.page_not_read", message=what, page=index + 1))


def _usable_title(title: str) -> str:
    generic = re.match(r"^(microsoft (word|powerpoint)|untitled|.*\.(docx?|pptx?|pdf|indd|qxd))", title.strip(), re.I)
    return "" if generic or len(title.strip()) < 4 else title.strip()


def _slides(contents: Sequence[PageContent]) -> DocumentClass:
    """Landscape pages throughout are slides."""
    wide = sum(1 for c in contents if c.width > 1.2 * c.height)
    return DocumentClass.DECK if wide > 0.8 * len(contents) and len(contents) > 2 else DocumentClass.OTHER


# --- pages to blocks --------------------------------------------------------------------------------------------------


def _blocks(contents: Sequence[PageContent], scanned: dict[int, list[Block]]) -> Iterable[Block]:
    written = "\n".join([piece.text for content in contents for piece in content.pieces])
    context = Context(_body_size(contents), Vocabulary(written))
    running = running_of(contents)
    top = max((p.main.size for c in contents[:1] for p in c.pieces if not p.hidden), default=0.0)
    previous: list[Block] = []
    for content in contents:
        if content.number in scanned:
            yield from scanned[content.number]
            yield from _aside(content, [p for p in content.turned if p.hidden], context)
            continue
        current = with_captions(list(_page_blocks(content, context, running, top)), content)
        _mark_continuation(previous, current, context)
        yield from previous
        previous = current
    yield from previous


def _page_blocks(content: PageContent, context: Context, running: Running, top: float) -> Iterable[Block]:
    hidden = [p for p in (*content.pieces, *content.turned) if p.hidden]
    content.pieces = [p for p in content.pieces if not p.hidden]
    head, foot = take_running(content, running)
    yield from _edge_blocks(head, content, PassageKind.HEADER)
    body: list[Block] = []
    tables, rest = ruled_tables(content)
    figures, rest = take_figures(content, rest, context.body_size)
    rest, context.margin = margin_marks(rest)
    context.margin += margin_bars(content, rest)
    dividers = _dividers(content, [*(p.box for p in rest), *(t.box for t in tables)])
    drawn: list[Table | Figure] = [*tables, *(Figure(words) for words in figures)]
    items: list[Piece | Table | Figure] = [*_with_markers(rest, dividers), *drawn]
    previous: list[Block] = []
    boxes = [item.box for item in items]
    for segment in reading_order(boxes, dividers, masthead(boxes, content)):
        current = _segment_blocks([items[i] for i in segment], content, context, top)
        _mark_continuation(previous, current, context)
        if current:
            body += previous
            previous = current
    body += previous
    yield from (b.flagged(PassageFlag.OCR) if content.ocr_layer else b for b in body)
    for side in content.sides:
        yield from upright(_page_blocks(side.content, context, Running(), top), side.turn, content)
    yield from _aside(content, hidden, context)
    yield from _edge_blocks(foot, content, PassageKind.FOOTER)


def _dividers(content: PageContent, boxes: Sequence[Box]) -> list[float]:
    """x of the lines drawn down the page that nothing beside them crosses, from left to right: they part columns.

    One down the middle of the page, or any from its top to its bottom.
    """
    found: list[float] = []
    for rule in content.vertical:
        x, tall = (rule.x0 + rule.x1) / 2, rule.y1 - rule.y0
        central = 0.4 * content.width < x < 0.6 * content.width and tall > 0.4 * content.height
        if not central and tall < _WHOLE * content.height:
            continue
        beside = [b for b in boxes if rule.y0 < (b[1] + b[3]) / 2 < rule.y1]
        sides = {b[0] > x for b in beside}
        if len(sides) == 2 and not any(b[0] < x - 1 and b[2] > x + 1 for b in beside):
            found.append(x)
    return [x for i, x in enumerate(sorted(found)) if not i or x - sorted(found)[i - 1] > _NARROWEST]


@dataclass(slots=True)
class Figure:
    """The words of a drawn chart."""

    pieces: list[Piece]

    @property
    def box(self) -> Box:
        return union(p.box for p in self.pieces)


def _figure_blocks(figure: Figure, content: PageContent, group: str) -> Iterable[Block]:
    """Labels of a chart, row by row, as words of an image: they are no sentences and no table."""
    for row in rows(range(len(figure.pieces)), [p.box for p in figure.pieces]):
        for index in row:
            for block in _plain([Line.of([figure.pieces[index]], content.number)]):
                yield replace(block, kind=PassageKind.IMAGE, group=group, facts={"figure": "label"})


def _segment_blocks(
    items: list[Piece | Table | Figure], content: PageContent, context: Context, top: float
) -> list[Block]:
    """One column: its tables as rows, what stands between them as paragraphs."""
    blocks: list[Block] = []
    waiting: list[Piece] = []
    for item in items:
        if isinstance(item, Piece):
            waiting.append(item)
            continue
        blocks += _text_blocks(waiting, content, context, top)
        waiting = []
        if isinstance(item, Figure):
            blocks += _figure_blocks(item, content, context.group("figure-"))
            continue
        blocks += table_blocks(item, content.number, context, context.group("table-"))
    return blocks + _text_blocks(waiting, content, context, top)


def _text_blocks(pieces: list[Piece], content: PageContent, context: Context, top: float) -> list[Block]:
    if not pieces:
        return []
    visual = [
        part
        for row in rows(range(len(pieces)), [p.box for p in pieces])
        for part in _headed_rows([pieces[i] for i in row])
    ]
    visual = one_list_after_the_other(visual)
    lines = [Line.of(row, content.number) for row in visual]
    if content.horizontal or content.dots:
        for line in lines:
            line.underlined = _is_underlined(line, content.horizontal)
            line.dotted = _is_dotted(line, content.dots)
    blocks: list[Block] = []
    at = 0
    tables = typed_tables(visual)
    if not tables and any(len(row) > 1 for row in visual):
        tables = aligned_tables(visual, usual_spacing(lines))
    for start, end, table in tables:
        blocks += blocks_of(paragraphs(lines[at:start]), context, top)
        blocks += table_blocks(table, content.number, context, context.group("table-"))
        at = end
    return blocks + blocks_of(paragraphs(lines[at:]), context, top)


def _headed_rows(row: list[Piece]) -> list[list[Piece]]:
    """A heading at the left and something else far to its right are two lines, though they share a baseline."""
    if len(row) > 1 and row[1].box[0] - row[0].box[2] > 60 and known_heading(row[0].text):
        return [row[:1], row[1:]]
    return [row]


def _is_underlined(line: Line, rules: Sequence[Rule]) -> bool:
    """True where rules within the line's width, just under its baseline, cover most of it."""
    if not rules:
        return False
    x0, _, x1, y1 = line.box
    left, right, high, low = x0 - 3, x1 + 3, line.base - 0.5, y1 + 1.5
    near = [r.x1 - r.x0 for r in rules if high <= r.y0 <= low and r.x0 >= left and r.x1 <= right]
    return sum(near) > 0.8 * (x1 - x0)


def _is_dotted(line: Line, dots: Sequence[Box]) -> bool:
    if not dots:
        return False
    (left, top, _, bottom), size = line.box, line.size
    middle = (top + bottom) / 2
    for _, top, right, bottom in dots:
        if 2 < left - right < 2.5 * size and abs((top + bottom) / 2 - middle) < 0.4 * size:
            return True
    return False


def _with_markers(pieces: Sequence[Piece], dividers: Sequence[float] = ()) -> list[Piece]:
    """Bullets and numbers joined with the words beside them, so that they make no column of their own.

    Never over one of the ``dividers`` between columns.
    """
    order = sorted(pieces, key=lambda p: (round(p.main.base / 2), p.box[0]))
    joined: list[Piece] = []
    for piece in order:
        last = joined[-1] if joined else None
        if (
            last is not None
            and 0 <= piece.box[0] - last.box[2] < 5 * piece.main.size
            and abs(last.main.base - piece.main.base) < 0.4 * piece.main.size
            and _MARKER.match(last.text)
            and not any(last.box[2] <= x <= piece.box[0] for x in dividers)
        ):
            joined[-1] = Piece([*last.runs, *piece.runs], union([last.box, piece.box]))
        else:
            joined.append(piece)
    return joined


def _mark_continuation(before: list[Block], after: list[Block], context: Context) -> None:
    """Says so where a sentence runs on into the next column or page: the two passages stay apart, as they stand.

    A word that the end of the column broke stands whole in the first of them.
    """
    texts = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
    last = next((i for i in range(len(before) - 1, -1, -1) if before[i].kind in texts), None)
    first = next((i for i, b in enumerate(after) if b.kind not in (PassageKind.HEADER, PassageKind.FOOTER)), None)
    if last is None or first is None or after[first].kind is not PassageKind.PARAGRAPH:
        return
    if any(b.kind not in (PassageKind.FOOTER, PassageKind.FOOTNOTE) for b in before[last + 1 :]):
        return
    one, two = before[last], after[first]
    if END.search(one.text) or (len(one.text) < 60 and not _GOES_ON.match(two.text)):
        return
    one, two = whole_word(one, two, context.words)
    before[last] = replace(one, facts={**one.facts, "continues": "next"})
    after[first] = replace(two, facts={**two.facts, "continues": "previous"})


# --- what runs along the edges ----------------------------------------------------------------------------------------


def _edge_blocks(pieces: list[Piece], content: PageContent, kind: PassageKind) -> Iterable[Block]:
    for row in rows(range(len(pieces)), [p.box for p in pieces]):
        line = Line.of([pieces[i] for i in row], content.number)
        yield from (replace(b, kind=kind, level=0, facts={}) for b in _plain([line]))


def _aside(content: PageContent, hidden: list[Piece], context: Context) -> Iterable[Block]:
    """Turned text, text nobody can see, and annotations, after the page's own text."""
    for piece in content.turned:
        if not piece.hidden:
            yield from (replace(b, facts={"turned": "yes"}) for b in _plain([Line.of([piece], content.number)]))
    hidden = [p for p in hidden if not any(_is_of(p, *comment) for comment in content.comments)]
    order = sorted(hidden, key=lambda p: (p.box[1], p.box[0]))
    visual = rows(range(len(order)), [p.box for p in order])
    for paragraph in paragraphs([Line.of([order[i] for i in row], content.number) for row in visual]):
        why = {"hidden": paragraph.lines[0].hidden}
        yield from (replace(b.flagged(PassageFlag.HIDDEN), facts=why) for b in _plain(paragraph.lines))
    for words, author, box in content.comments:
        facts = {"author": author} if author else {}
        for block in _plain_text(" ".join(words.split()), content.number, box):
            yield replace(block, kind=PassageKind.COMMENT, facts=facts)


def _is_of(piece: Piece, words: str, _author: str, box: Box) -> bool:
    """True for a line of a note written on the page, which the drawing without notes does not show."""
    inside = box[0] - 2 <= piece.box[0] and piece.box[2] <= box[2] + 2
    over = min(box[3], piece.box[3]) - max(box[1], piece.box[1]) > 0
    return inside and over and "".join(piece.text.split()) in "".join(words.split())


def _plain(lines: Sequence[Line]) -> list[Block]:
    text, fragments = join_lines(lines)
    return [Block(PassageKind.PARAGRAPH, text, page=lines[0].page, fragments=fragments)] if text else []


def _plain_text(text: str, page: int, box: Sequence[float]) -> list[Block]:
    words, fragments = join_lines([LineOfText(text, page, rounded(box))])
    return [Block(PassageKind.PARAGRAPH, words, page=page, fragments=fragments)] if words else []


# --- the whole document -----------------------------------------------------------------------------------------------


def _body_size(contents: Sequence[PageContent]) -> float:
    sizes: Counter[float] = Counter()
    exact: dict[float, int] = {}
    for run in [r for content in contents for piece in content.pieces for r in piece.runs]:
        if not run.hidden:
            exact[run.size] = exact.get(run.size, 0) + len(run.text.strip())
    for size, count in exact.items():
        sizes[round(size * 2) / 2] += count
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _scanned(
    document: RawDocument, contents: Sequence[PageContent], limits: Limits, losses: list[Loss]
) -> dict[int, list[Block]]:
    """Blocks of the pages that hold a picture and no words, read by tesseract where it is installed."""
    found: dict[int, list[Block]] = {}
    eyes = Eyes(limits)
    for content in contents:
        if content.pieces or content.sides or not _pictured(content):
            continue
        picture = partial(document.picture, content.number - 1, 300)
        scan = eyes.page(picture, content.number, 72 / 300)
        if scan is None:
            losses.append(Loss(code="ingest.scanned_page", message="A scanned page was not read.", page=content.number))
        else:
            found[content.number] = scan.blocks
            losses += unread(scan, content.number)
    return found


def _pictured(content: PageContent) -> bool:
    whole = content.width * content.height
    return any((b[2] - b[0]) * (b[3] - b[1]) > 0.3 * whole for b in content.pictures)


def _losses(contents: Sequence[PageContent], scanned: dict[int, list[Block]]) -> list[Loss]:
    found = []
    for content in contents:
        pictures = [b for b in content.pictures if b[2] - b[0] > 40 and b[3] - b[1] > 40]
        if pictures and content.number not in scanned and not content.ocr_layer:
            found.append(
                Loss(
                    code="ingest.picture_without_text",
                    message="Words inside pictures were not read.",
                    page=content.number,
                    count=len(pictures),
                )
            )
    return found


def _warnings(blocks: Sequence[Block]) -> tuple[str, ...]:
    bad = sum(len(_BAD_GLYPH.findall(b.text)) for b in blocks)
    whole = sum(len(b.text) for b in blocks)
    if bad > 20 and bad > 0.02 * whole:
        return (f"ingest.unmapped_glyphs: {bad} characters have no Unicode value in the file.",)
    return ()
