"""XLSX and CSV to blocks: question-and-answer sheets as pairs, any other sheet as a table."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ingest.decode import decoded
from ingest.reading import Block, Limits, LineOfText, Raw, join_cells, join_lines
from ingest.zips import opened
from library.errors import Refused
from library.models import DocumentClass, Loss, PassageFlag, PassageKind, SourceFacts

_MOST_ROWS = 10_000
_WHOLE_SHEETS = 30 * 1024 * 1024
"""Sheets up to this size (XML, all together) are loaded whole, which tells hidden rows and columns."""
_QUESTION = re.compile(r"^(?:question|frage|query|q)\b|问题|提问|问句|質問|設問", re.I)
_ANSWER = re.compile(r"^(?:answer|response|reply|antwort|a)\b|回答|答案|答复|解答|標準回答", re.I)
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
    """A cell with words: column from 1, text as shown, whether its row or column is switched off."""

    column: int
    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: tuple[Cell, ...]

    def text(self, column: int) -> str:
        return next((c.text for c in self.cells if c.column == column), "")


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a workbook or of comma-separated values. Raises Refused for a broken or hostile file."""
    if data[:2] != b"PK":
        return _csv(data)
    archive = opened(data, limits, markup=True)
    size = sum(e.file_size for e in archive.infolist() if "/worksheets/" in e.filename)
    archive.close()
    import openpyxl  # only where a workbook is read

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=size > _WHOLE_SHEETS)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile) as error:
        raise Refused("ingest.broken", "The workbook cannot be opened.", "Save it again as .xlsx.") from error
    blocks: list[Block] = []
    losses: list[Loss] = []
    for number, sheet in enumerate(book.worksheets, 1):
        rows = list(_rows(sheet, losses, number))
        found = _sheet(rows, sheet.title, number)
        off = sheet.sheet_state != "visible"
        blocks += [b.flagged(PassageFlag.HIDDEN) for b in found] if off else found
    title = (book.properties.title or "").strip() if book.properties else ""
    return Raw(blocks, len(book.worksheets), tuple(losses), facts=_facts(blocks, title))


def _csv(data: bytes) -> Raw:
    text, _ = decoded(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:10_000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows, losses = [], list[Loss]()
    csv.field_size_limit(1_000_000)
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text), dialect), 1):
            if number > _MOST_ROWS:
                losses.append(_left_out(1))
                break
            rows.append(Row(number, tuple(Cell(c, w) for c, cell in enumerate(record, 1) if (w := _joined(cell)))))
    except csv.Error as error:
        raise Refused("ingest.broken", "The values cannot be told apart.", "Save it again as CSV.") from error
    blocks = _sheet(rows, "", 1)
    return Raw(blocks, 1, tuple(losses), facts=_facts(blocks, ""))


def _facts(blocks: Sequence[Block], title: str) -> SourceFacts:
    questions = sum(1 for b in blocks if b.kind is PassageKind.QUESTION)
    faq = questions >= 3
    words = {"document_class": f"{questions} questions with answers"} if faq else {}
    return SourceFacts(title=title, document_class=DocumentClass.FAQ if faq else DocumentClass.OTHER, words=words)


# --- rows -------------------------------------------------------------------------------------------------------------


def _rows(sheet: Any, losses: list[Loss], number: int) -> Iterator[Row]:
    hidden_columns, hidden_rows = _switched_off(sheet)
    for index, record in enumerate(sheet.iter_rows(), 1):
        if index > _MOST_ROWS:
            losses.append(_left_out(number))
            return
        cells = []
        for cell in record:
            words = (
                _joined(_shown(cell.value, getattr(cell, "number_format", "") or "")) if cell.value is not None else ""
            )
            if words:
                off = cell.column in hidden_columns or cell.row in hidden_rows
                cells.append(Cell(cell.column, words, off))
        if cells:
            yield Row(record[0].row if hasattr(record[0], "row") else index, tuple(cells))


def _left_out(number: int) -> Loss:
    message = f"Rows beyond the first {_MOST_ROWS} of a sheet were left out."
    return Loss(code="ingest.rows_left_out", message=message, page=number)


def _switched_off(sheet: Any) -> tuple[set[int], set[int]]:
    """Numbers of hidden columns and rows (none known of a sheet that is read as a stream)."""
    if not hasattr(sheet, "column_dimensions"):
        return set(), set()
    columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            columns.update(range(dimension.min or 0, (dimension.max or 0) + 1))
    return columns, {n for n, dimension in sheet.row_dimensions.items() if dimension.hidden}


def _shown(value: Any, form: str) -> str:
    """The value as its cell shows it: per cent and fixed decimals by the number format, dates as ISO days."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, form.split(";")[0])
    return str(value)


def _number(value: float, form: str) -> str:
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", form)
    exact = Decimal(repr(value)) * (100 if "%" in plain else 1)
    sign = "%" if "%" in plain else ""
    fixed = re.fullmatch(r"[#,]*0(?:\.(0+))?%?", plain.strip())
    if fixed:
        places = len(fixed[1] or "")
        comma = "," if "," in plain else ""
        return f"{exact:{comma}.{places}f}{sign}"
    text = format(exact.normalize(), "f") if exact == exact.to_integral() else format(round(exact, 10).normalize(), "f")
    return f"{text}{sign}"


def _joined(text: str) -> str:
    return join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in str(text).replace("\t", " ").splitlines())[0]


def _column_name(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


# --- sheets -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """Columns of a question and its answer, and the language their heads name."""

    question: int
    answer: int
    language: str


def _sheet(rows: Sequence[Row], title: str, number: int) -> list[Block]:
    for index, row in enumerate(rows[:12]):
        pairs = _pairs(row)
        if pairs:
            lead = list(_plain(rows[:index], title))
            heads = {c.column: c.text for c in row.cells}
            return [*lead, *_questions(rows[index + 1 :], pairs, heads, title, number)]
    if max((len(r.cells) for r in rows), default=0) <= 1:
        return list(_plain(rows, title))
    return list(_table(rows, title, number))


def _pairs(row: Row) -> list[_Pair]:
    questions = [c for c in row.cells if _QUESTION.search(c.text) and len(c.text) < 40]
    answers = [c for c in row.cells if _ANSWER.search(c.text) and len(c.text) < 40 and c not in questions]
    if not questions or len(questions) != len(answers):
        return []
    return [_Pair(q.column, a.column, _language(q.text)) for q, a in zip(questions, answers, strict=True)]


def _language(words: str) -> str:
    low = words.strip().lower()
    if low[:2] in ("en", "zh", "ja", "de", "fr", "es", "pt", "it", "ko") and (len(low) == 2 or low[2] in "-_"):
        return low[:2]
    found = re.search(r"[(（_\- ](en|zh|cn|ja|de|fr|es)(?![a-z])", low)
    if found:
        return "zh" if found[1] == "cn" else found[1]
    return next((code for name, code in _LANGUAGES.items() if name in low), "")


def _plain(rows: Iterable[Row], title: str) -> Iterator[Block]:
    for row in rows:
        for cell in row.cells:
            block = Block(PassageKind.PARAGRAPH, cell.text, sheet=title or None, path=_at(cell.column, row.number))
            yield block.flagged(PassageFlag.HIDDEN) if cell.hidden else block


def _at(column: int, row: int) -> str:
    return f"{_column_name(column)}{row}"


def _questions(
    rows: Sequence[Row], pairs: Sequence[_Pair], heads: dict[int, str], title: str, number: int
) -> Iterator[Block]:
    used = {c for pair in pairs for c in (pair.question, pair.answer)}
    for row in rows:
        facts = _row_facts(row, heads, used)
        for index, pair in enumerate(pairs, 1):
            question, answer = row.text(pair.question), row.text(pair.answer)
            if not question and not answer:
                continue
            group = f"faq-{number}-{row.number}" + (f"-{index}" if len(pairs) > 1 else "")
            language = pair.language or _language(facts.get("language", ""))
            for kind, column, words in (
                (PassageKind.QUESTION, pair.question, question),
                (PassageKind.ANSWER, pair.answer, answer),
            ):
                if words:
                    off = any(c.hidden for c in row.cells if c.column == column)
                    block = Block(
                        kind, words, sheet=title or None, path=_at(column, row.number), group=group, facts=facts,
                        language=language,
                    )  # fmt: skip
                    yield block.flagged(PassageFlag.HIDDEN) if off else block


def _row_facts(row: Row, heads: dict[int, str], used: set[int]) -> dict[str, str]:
    """The row's other columns under the names used everywhere; those without such a name under their own head."""
    facts: dict[str, str] = {}
    for cell in row.cells:
        head = heads.get(cell.column, "")
        if cell.column in used or not head:
            continue
        name = next((known for known, rule in _FACTS if rule.search(head) and known not in facts), head.lower())
        facts[name] = cell.text
    return facts


def _table(rows: Sequence[Row], title: str, number: int) -> Iterator[Block]:
    """Rows of a table; a blank line between rows begins another group."""
    columns = sorted({c.column for r in rows for c in r.cells})
    group, last, heads = 0, -1, False
    for index, row in enumerate(rows):
        if row.number != last + 1:
            group, heads = group + 1, False
        last = row.number
        visible = [c for c in row.cells if not c.hidden]
        texts = [next((c.text for c in visible if c.column == column), "") for column in columns]
        while texts and not texts[-1]:
            texts.pop()
        text, _ = join_cells([(t, ()) for t in texts])
        more = index + 1 < len(rows) and rows[index + 1].number == row.number + 1
        head = (
            not heads and more and len(visible) > 1 and not any(re.match(r"^[\d.,%<>≥≤\s]+$", c.text) for c in visible)
        )
        heads = True
        reach = f"{_at(row.cells[0].column, row.number)}:{_at(row.cells[-1].column, row.number)}"
        kind = PassageKind.TABLE_HEADER if head else PassageKind.TABLE_ROW
        if text.strip():
            yield Block(kind, text, sheet=title or None, path=reach, group=f"sheet-{number}-{group}")
        for cell in row.cells:
            if cell.hidden:
                place = _at(cell.column, row.number)
                block = Block(PassageKind.PARAGRAPH, cell.text, sheet=title or None, path=place)
                yield block.flagged(PassageFlag.HIDDEN)
