"""XLSX and CSV to blocks: question-and-answer sheets as pairs, any other sheet as a table."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.decode import decoded
from ingest.lines.merged import Spanning, spread
from ingest.markup.cells import joined
from ingest.office.numbers import iso, shown
from ingest.reading import Block, Limits, Raw, join_cells, superscript
from ingest.sheets.extras import Extras, merged_cells
from ingest.sheets.questions import Pair, marked, pair_by_words, pairs_by_heads
from ingest.zips import opened
from library.errors import Refused
from library.models import DocumentClass, Loss, PassageFlag, PassageKind, SourceFacts

_MOST_ROWS = 10_000
_WIDEST, _MOST_PLACES = 200, 2_000_000
"""Columns and rows that a merged cell may reach; places of a table beyond which its cells are told one by one."""
_LAST_ROW = 1_048_576
_MOST_MERGED = 200_000
"""Cells covered by merged ones; a workbook beyond that is read as a stream, which needs no room for them."""
_WHOLE_SHEETS = 30 * 1024 * 1024
"""Sheets up to this size (XML, all together) are loaded whole, which tells hidden rows, merged cells and comments."""
_FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("approval_code", re.compile(r"approval|material code|批准|审批|物料编|承認番号|freigabe", re.I)),
    ("expiry", re.compile(r"expir|valid (?:until|to)|有效期|失效|有効期限|gültig", re.I)),
    ("language", re.compile(r"^(?:language|lang|语言|語言|言語|sprache)", re.I)),
    ("market", re.compile(r"^(?:market|country|region|市场|国家|地区|市場|markt|land)", re.I)),
    ("product", re.compile(r"^(?:product|brand|产品|药品|品牌|製品|produkt)", re.I)),
    ("topic", re.compile(r"^(?:topic|category|theme|主题|分类|类别|カテゴリ|thema)", re.I)),
    ("number", re.compile(r"^(?:no\.?|nr\.?|number|id|#|编号|序号|番号)$", re.I)),
)  # fmt: skip
_LANGUAGES = {
    "english": "en", "英文": "en", "英语": "en", "chinese": "zh", "中文": "zh", "汉语": "zh", "japanese": "ja",
    "日本語": "ja", "日文": "ja", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with words: column from 1, text as shown, why it cannot be seen ("" where it can), what it covers."""

    column: int
    text: str
    hidden: str = ""
    width: int = 1
    height: int = 1
    iso: str = ""
    """The day of a cell that shows a date, as ISO 8601 gives it."""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: tuple[Cell, ...]

    def text(self, column: int) -> str:
        return next((c.text for c in self.cells if c.column == column), "")

    @property
    def words(self) -> dict[int, str]:
        """Column -> words of the cells that can be seen."""
        return {c.column: c.text for c in self.cells if not c.hidden}


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a workbook or of comma-separated values. Raises Refused for a broken or hostile file."""
    if data[:2] != b"PK":
        return _csv(data)
    with opened(data, limits, markup=True) as archive:
        size = sum(e.file_size for e in archive.infolist() if "/worksheets/" in e.filename)
        extras = Extras(archive)
        import openpyxl  # only where a workbook is read

        whole = size <= _WHOLE_SHEETS and merged_cells(archive) <= _MOST_MERGED
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=not whole, rich_text=whole)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile) as error:
            raise Refused("ingest.broken", "The workbook cannot be opened.", "Save it again as .xlsx.") from error
        blocks: list[Block] = []
        losses: list[Loss] = []
        white = _white_fonts(book) if whole else frozenset()
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        titles = list(dict.fromkeys([*sheets, *extras.titles()]))
        for number, title in enumerate(titles, 1):
            sheet = sheets.get(title)
            found = _sheet_blocks(sheet, number, white, extras.threaded(title), losses) if sheet is not None else []
            found += extras.blocks(title, number, losses)
            off = sheet is not None and sheet.sheet_state != "visible"
            blocks += [_off(b, "hidden sheet") for b in found] if off else found
        name = (book.properties.title or "").strip() if book.properties else ""
    return Raw(blocks, len(titles), tuple(losses), facts=_facts(blocks, name))


def _sheet_blocks(
    sheet: Any, number: int, white: frozenset[int], threaded: set[str], losses: list[Loss]
) -> list[Block]:
    reader = _SheetReader(sheet, number, white)
    rows = list(reader.rows())
    losses += reader.losses()
    return [*_edges(sheet), *_sheet(rows, sheet.title, number), *_comments(sheet, threaded)]


def _off(block: Block, why: str) -> Block:
    return replace(block.flagged(PassageFlag.HIDDEN), facts={**block.facts, "hidden": why})


def _csv(data: bytes) -> Raw:
    text, _ = decoded(data)
    said = re.match(r"\ufeff?sep=(.)\r?\n", text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(text[:20_000])
    rows, left = [], 0
    csv.field_size_limit(1_000_000)
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            if number > _MOST_ROWS:
                left += 1
                continue
            cells = (Cell(c, w) for c, cell in enumerate(record, 1) if (w := _joined(_unquoted(cell))))
            rows.append(Row(number, tuple(cells)))
    except (csv.Error, TypeError) as error:
        raise Refused("ingest.broken", "The values cannot be told apart.", "Save it again as CSV.") from error
    blocks = _sheet(rows, "", 1)
    return Raw(blocks, 1, (_left_out(1, left),) if left else (), facts=_facts(blocks, ""))


def _unquoted(cell: str) -> str:
    """``="00123"`` keeps zeros in a spreadsheet; the sign is not shown."""
    found = re.fullmatch(r'="([^"]*)"', cell.strip())
    return found[1] if found else cell


def _delimiter(text: str) -> str:
    """The sign that parts most rows into the same number of cells, more than one."""
    best, most = ",", (0, 0)
    for sign in ",;\t|":
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(text), delimiter=sign) if row)
        except csv.Error:
            continue
        width, rows = max(((w, n) for w, n in widths.items() if w > 1), key=lambda x: (x[1], x[0]), default=(0, 0))
        if (rows, width) > most:
            best, most = sign, (rows, width)
    return best


def _facts(blocks: Sequence[Block], title: str) -> SourceFacts:
    questions = sum(1 for b in blocks if b.kind is PassageKind.QUESTION)
    faq = questions >= 3
    words = {"document_class": f"{questions} questions with answers"} if faq else {}
    return SourceFacts(title=title, document_class=DocumentClass.FAQ if faq else DocumentClass.OTHER, words=words)


# --- rows -------------------------------------------------------------------------------------------------------------


class _SheetReader:
    """The rows of one sheet as it shows them, and what they do not show."""

    def __init__(self, sheet: Any, number: int, white: frozenset[int]) -> None:
        self._sheet, self._number, self._white = sheet, number, white
        self._columns_off, self._rows_off = _switched_off(sheet)
        ranges = sheet.merged_cells.ranges if hasattr(sheet, "merged_cells") else ()
        self._spans = {(r.min_row, r.min_col): (r.max_col - r.min_col + 1, r.max_row - r.min_row + 1) for r in ranges}
        self._errors = self._left = 0

    def rows(self) -> Iterator[Row]:
        """Rows with words, at most the first ten thousand."""
        told = 0
        for number, record in self._records():
            cells = tuple(c for cell in record if (c := self._cell(cell)) is not None)
            if not cells:
                continue
            if told >= _MOST_ROWS:
                self._left += 1
                continue
            told += 1
            yield Row(number, cells)

    def _records(self) -> Iterator[tuple[int, list[Any]]]:
        """Row number and its cells; of a sheet loaded whole only the cells that are there, however far apart."""
        if not hasattr(self._sheet, "_cells"):
            self._sheet.reset_dimensions()  # what the sheet says of its size would be walked cell by cell
            for index, record in enumerate(self._sheet.iter_rows(), 1):
                if index > _LAST_ROW:
                    break
                cells = [c for c in record if c.value is not None]
                yield (cells[0].row if cells else index), cells
            return
        row, record = 0, list[Any]()
        for (number, _), cell in sorted(self._sheet._cells.items()):
            if number != row and record:
                yield row, record
                record = []
            row = number
            if cell.value is not None:
                record.append(cell)
        if record:
            yield row, record

    def losses(self) -> list[Loss]:
        """What the rows did not give."""
        found = []
        if self._errors:
            message = "A cell shows an error instead of its value."
            found.append(Loss(code="ingest.cell_error", message=message, page=self._number, count=self._errors))
        if self._left:
            found.append(_left_out(self._number, self._left))
        return found

    def _cell(self, cell: Any) -> Cell | None:
        value, form = cell.value, getattr(cell, "number_format", "") or ""
        self._errors += cell.data_type == "e"
        rich = _rich(value)
        text = _joined(rich if rich is not None else shown(value, form))
        why = ""
        if not text and str(value).strip():
            text, why = _joined(str(value)), "shown by no format"
        if not text:
            return None
        if cell.column in self._columns_off or cell.row in self._rows_off:
            why = "hidden row or column"
        elif self._white and cell._style.fontId in self._white and not cell._style.fillId:
            why = "white on white"
        width, height = (min(n, _WIDEST) for n in self._spans.get((cell.row, cell.column), (1, 1)))
        day = iso(value) if hasattr(value, "isoformat") else ""
        return Cell(cell.column, text, why, width, height, day)


def _rich(value: Any) -> str | None:
    """Words of a cell set in several fonts, raised digits as superscript characters; None for any other value."""
    if not isinstance(value, list):
        return None
    pieces = []
    for piece in value:
        font = getattr(piece, "font", None)
        words = str(getattr(piece, "text", piece))
        pieces.append(superscript(words) if font is not None and font.vertAlign == "superscript" else words)
    return "".join(pieces)


def _white_fonts(book: Any) -> frozenset[int]:
    """Numbers of the fonts set in explicit white."""
    colours = [(index, font.color) for index, font in enumerate(book._fonts)]
    return frozenset(i for i, c in colours if c is not None and c.type == "rgb" and str(c.rgb)[-6:].upper() == "FFFFFF")


def _left_out(number: int, count: int) -> Loss:
    message = f"Rows beyond the first {_MOST_ROWS} of a sheet were left out."
    return Loss(code="ingest.rows_left_out", message=message, page=number, count=count)


def _switched_off(sheet: Any) -> tuple[set[int], set[int]]:
    """Numbers of hidden columns and rows (none known of a sheet that is read as a stream)."""
    if not hasattr(sheet, "column_dimensions"):
        return set(), set()
    columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            columns.update(range(dimension.min or 0, (dimension.max or 0) + 1))
    return columns, {n for n, d in sheet.row_dimensions.items() if d.hidden or d.height == 0}


def _comments(sheet: Any, threaded: set[str]) -> Iterator[Block]:
    """Notes on cells; those that only stand for a thread are told by the thread."""
    for cell in (c for _, c in sorted(getattr(sheet, "_cells", {}).items())):
        comment = getattr(cell, "comment", None)
        if comment is not None and cell.coordinate not in threaded and (text := _joined(comment.text or "")):
            facts = {"author": comment.author} if comment.author else {}
            yield Block(PassageKind.COMMENT, text, sheet=sheet.title or None, path=cell.coordinate, facts=facts)


def _edges(sheet: Any) -> Iterator[Block]:
    """Words of the sheet's printed header and footer."""
    for name, kind in (("oddHeader", PassageKind.HEADER), ("oddFooter", PassageKind.FOOTER)):
        edge = getattr(sheet, name, None)
        parts = [getattr(getattr(edge, side, None), "text", None) or "" for side in ("left", "center", "right")]
        words = re.sub(r"&\[[A-Za-z]+\]|&[A-Z&]", " ", " ".join(parts))
        if any(c.isalpha() for c in words) and (text := _joined(words)):
            yield Block(kind, text, sheet=sheet.title or None, path=name)


def _joined(text: str) -> str:
    return joined(str(text).replace("\t", " ").splitlines())


def _column_name(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


# --- sheets -----------------------------------------------------------------------------------------------------------


def _sheet(rows: Sequence[Row], title: str, number: int) -> list[Block]:
    for index, row in enumerate(rows[:12]):
        if pairs := pairs_by_heads(row.words):
            lead = list(_plain(rows[:index], title))
            heads = {c.column: c.text for c in row.cells}
            return [*lead, *_questions(rows[index + 1 :], pairs, heads, title, number)]
    if pair := pair_by_words([r.words for r in rows]):
        return list(_questions(rows, [pair], {}, title, number))
    if max((len(r.cells) for r in rows), default=0) <= 1:
        return list(_plain(rows, title, number))
    return list(_table(rows, title, number))


def _language(words: str) -> str:
    low = words.strip().lower()
    if low[:2] in ("en", "zh", "ja", "de", "fr", "es", "pt", "it", "ko") and (len(low) == 2 or low[2] in "-_"):
        return low[:2]
    found = re.search(r"[(（_\- ](en|zh|cn|ja|de|fr|es)(?![a-z])", low)
    if found:
        return "zh" if found[1] == "cn" else found[1]
    return next((code for name, code in _LANGUAGES.items() if name in low), "")


def _plain(rows: Iterable[Row], title: str, number: int = 0) -> Iterator[Block]:
    """Cells one by one; those that say so (``Q1: …``, ``A1: …``) as questions with the answers below them."""
    group = ""
    for row in rows:
        for cell in row.cells:
            block = Block(PassageKind.PARAGRAPH, cell.text, sheet=title or None, path=_at(cell.column, row.number))
            said = marked(cell.text) if number else None
            if said and said[0] == "q":
                group = f"faq-{number}-{row.number}"
            if said and group:
                kind = PassageKind.QUESTION if said[0] == "q" else PassageKind.ANSWER
                block = replace(block, kind=kind, text=said[1], group=group)
            yield _off(block, cell.hidden) if cell.hidden else block


def _at(column: int, row: int) -> str:
    return f"{_column_name(column)}{row}"


def _questions(
    rows: Sequence[Row], pairs: Sequence[Pair], heads: dict[int, str], title: str, number: int
) -> Iterator[Block]:
    used = {c for pair in pairs for c in (pair.question, pair.answer)}
    for row in rows:
        facts = _row_facts(row, heads, used)
        for index, pair in enumerate(pairs, 1):
            question, answer = row.text(pair.question), row.text(pair.answer)
            if not question and not answer:
                continue
            group = f"faq-{number}-{row.number}" + (f"-{index}" if len(pairs) > 1 else "")
            language = _language(pair.head) or _language(facts.get("language", ""))
            for kind, column, words in (
                (PassageKind.QUESTION, pair.question, question),
                (PassageKind.ANSWER, pair.answer, answer),
            ):
                if words:
                    why = next((c.hidden for c in row.cells if c.column == column), "")
                    block = Block(
                        kind, words, sheet=title or None, path=_at(column, row.number), group=group, facts=facts,
                        language=language,
                    )  # fmt: skip
                    yield _off(block, why) if why else block
        yield from _unheaded(row, heads, used, title, number)


def _unheaded(row: Row, heads: dict[int, str], used: set[int], title: str, number: int) -> Iterator[Block]:
    """Cells beside questions and answers that stand under no head: nothing else would tell them."""
    for cell in row.cells:
        if cell.column not in used and not heads.get(cell.column):
            group = f"faq-{number}-{row.number}"
            place = _at(cell.column, row.number)
            block = Block(PassageKind.PARAGRAPH, cell.text, sheet=title or None, path=place, group=group)
            yield _off(block, cell.hidden) if cell.hidden else block


def _row_facts(row: Row, heads: dict[int, str], used: set[int]) -> dict[str, str]:
    """The row's other columns under the names used everywhere; those without such a name under their own head."""
    facts: dict[str, str] = {}
    for cell in row.cells:
        head = heads.get(cell.column, "")
        if cell.column in used or not head:
            continue
        name = next((known for known, rule in _FACTS if rule.search(head) and known not in facts), head.lower())
        facts[name] = cell.iso or cell.text
    return facts


def _table(rows: Sequence[Row], title: str, number: int) -> Iterator[Block]:
    """Rows of a table; a blank line between rows begins another group."""
    reached = ((c.column, c.width) for r in rows for c in r.cells)
    columns = sorted({column for first, width in reached for column in range(first, first + width)})
    if len(columns) * len(rows) > _MOST_PLACES:
        yield from _plain(rows, title)
        return
    place = {column: index for index, column in enumerate(columns)}
    part: list[Row] = []
    groups = 0
    for row in [*rows, Row(-1, ())]:
        reach = max((r.number + c.height - 1 for r in part for c in r.cells), default=0)
        if part and row.number != part[-1].number + 1 and not part[-1].number < row.number <= reach + 1:
            groups += 1
            yield from _group(part, place, title, f"sheet-{number}-{groups}")
            part = []
        part.append(row)


def _group(rows: Sequence[Row], place: dict[int, int], title: str, group: str) -> Iterator[Block]:
    numbers = list(range(rows[0].number, rows[-1].number + 1))
    by_number = {r.number: r for r in rows}
    seen = [[c for c in by_number[n].cells if not c.hidden] if n in by_number else [] for n in numbers]
    grid = [[_spanning(c, place) for c in cells] for cells in seen]
    headers = _headers(seen)
    for index, made in enumerate(spread(grid, len(place))):
        row, cells = by_number.get(numbers[index]), [text for text, _ in made.cells]
        while cells and not cells[-1]:
            cells.pop()
        text, _ = join_cells([(t, ()) for t in cells])
        if text.strip() and row is not None:
            reach = f"{_at(row.cells[0].column, row.number)}:{_at(row.cells[-1].column, row.number)}"
            kind = PassageKind.TABLE_HEADER if index < headers else PassageKind.TABLE_ROW
            yield Block(kind, text, sheet=title or None, path=reach, group=group)
        for cell in row.cells if row is not None else ():
            if cell.hidden:
                at = _at(cell.column, row.number) if row is not None else ""
                yield _off(Block(PassageKind.PARAGRAPH, cell.text, sheet=title or None, path=at), cell.hidden)


def _spanning(cell: Cell, place: dict[int, int]) -> Spanning:
    first = place[cell.column]
    return Spanning(cell.text, first, place.get(cell.column + cell.width - 1, first) - first + 1, cell.height)


def _headers(seen: Sequence[Sequence[Cell]]) -> int:
    """How many leading rows head the columns: the first with words alone, and what its merged cells reach."""
    first = seen[0]
    if len(seen) < 2 or len(first) < 2 or any(re.match(r"^[\d.,%<>≥≤\s]+$", c.text) for c in first):
        return 0
    return min(max(c.height for c in first), len(seen) - 1)
