"""A line in words that a row of a table gainsays: the same row, the same column, another figure. Pure.

A row is hardly ever like a sentence by its words, so it is looked for by its name. It is held against a line only
where the line surely tells that very cell: it names the row and the column, says nothing that the table does not, and
no other approved row or sentence gives the figure it gives. A conflict that is none costs a reviewer's trust.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from library.evidence_figures import figures, is_result
from library.evidence_places import distinct, label_words
from library.evidence_terms import comparators, negations, populations
from library.evidence_words import content_words
from library.models import Finding, Module, PieceLine
from library.numbers import Number, NumberKind, numbers
from library.text import fold, squeeze
from library.word_pattern import word_pattern
from review.findings import blocking

_CELL = re.compile(
    r"\W{0,2}(?P<figure>\d+(?:[.,]\d+)?)\s*[%％]?(?:\s*[(（\[]\s*(?P<inner>[^()（）\[\]]*)[)）\]])?[\s*†‡§¶a-f]*"
)
_BOUND = re.compile(r"^\s*[<>≤≥~≈＜＞±+\-−–↑↓]")
_COUNTS = re.compile(r"(?:^|[,;(]\s*)(?:n|nos?\.?|number|anzahl)(?![\w.]*\s*\(\s*%)\b|例数|人数", re.IGNORECASE)
"""A row or column of counts, not of shares."""
_COUNT_AND_SHARE = re.compile(
    r"(?:\bn|\bno\.?|number|anzahl|例数?|人数)\W{0,3}[(（\[]\s*[%％]\s*[)）\]]", re.IGNORECASE
)
_LOOSE = word_pattern(
    r"(?:\b(?:about|approximately|around|nearly|almost|roughly|over|more than|less than|at least|at most|up to|under|"
    r"below|above|between|half|third|etwa|rund|ca|circa|über|unter|mehr als|weniger als|bis zu|mindestens|höchstens)|"
    r"约|大约|近|超过|不到|不超过|至少|至多|約|およそ|[<>≤≥~≈＜＞])\s*$"
)
_LOOSE_AFTER = word_pattern(
    r"\s*(?:or (?:more|less|higher|lower|fewer)|und mehr|oder (?:mehr|weniger)|以上|以下|未満|[–-]\s?\d)"
)
"""A figure told loosely, or as a range, is not held against a cell."""
_FREE = content_words(
    "occurred occur occurs reported report observed seen noted experienced experience developed develop had has have "
    "rate incidence frequency percentage proportion percent patient treatment treated treating receiving received "
    "taking given using under among arm group compared versus than there who most common commonly adverse reaction "
    "reactions event events effect side showed shown "
    "trat traten auf bei berichtet beobachtet gemeldet Patienten Behandlung behandelt behandelten unter Häufigkeit "
    "Inzidenz Nebenwirkung Nebenwirkungen Gruppe Prozent häufig häufigste erhielten gegenüber betrug lag Rate"
)
"""Words with which anybody tells a cell."""
_GENERAL = content_words(
    "total overall any all other others mean median yes no none mild moderate severe low high baseline change "
    "difference ratio placebo male female gesamt alle andere Mittelwert Median leicht mittel schwer "
    "合计 总计 其他 平均 中位 轻度 中度 重度 合計 その他 平均値 中央値 軽度 中等度 高度"
)
"""Names of rows that mean something only under what heads them."""
_HAN_LISTS = (
    "不良反应 副反应 发生率 发生 患者 病人 治疗 接受 使用 服用 出现 报告 观察 比例 其中",
    "本品 为 的 在 中 组 有 是 与 者 本剤 副作用 発現率 発現 頻度 投与 認められ 報告され",
    "た で は が の に を 群 例 割合 した され おける であった だった",
)
_FREE_HAN = sorted((word for words in _HAN_LISTS for word in words.split()), key=len, reverse=True)
_HAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]+")
_FEW = 1
"""Signs of a Chinese or Japanese line that may be left over: a particle."""
_SHORT = 60
_NOTE = re.compile(
    r"[=＝]|\bp\s?[<>≤]|\bp-?(?:value|wert)|[.。]\s*$|^\W*(?:[*†‡§¶#\u00b9\u00b2\u00b3\u2070-\u2079]|[a-z\d][)）]|\d\s)|"
    r":\s+\S|：\S",
    re.IGNORECASE,
)
"""How a line below a table's header explains; others head the rows below them."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its header: the name, and of each further cell its heading and its words."""

    module: Module
    name: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    groups: tuple[str, ...]
    """Lines that head the row within its table."""
    caption: str

    @property
    def known(self) -> str:
        """All that is said with the row."""
        return "\n".join((*self.module.content.context, self.module.content.body))


def gainsaid(
    line: PieceLine, rows: Sequence[Module], others: Sequence[str], product: Callable[[str], str]
) -> tuple[Module, Finding] | None:
    """The row that gives another figure of what a line tells, with the finding; None where that is not sure.

    ``rows`` are all usable rows whose names the line holds, ``others`` the usable wordings that are near to it,
    ``product`` tells the medicine that words name.
    """
    if "\t" in line.text or negations(line.text):
        return None
    told = [n for n in numbers(line.text, line.language) if is_result(n) and (n.unit or n.decimals)]
    if any(_is_loose(line.text, number) for number in told):
        return None
    read = _longest([row for module in rows if (row := _row(module)) is not None and _is_named(row, line)])
    if not told or len({n.unit for n in told}) > 1 or not read:
        return None
    beside = _beside(line, told)
    for row in read:
        clash = _clash(told, beside, row, product) if _tells_only(line, row, told, product) else None
        if clash is None:
            continue
        number, cell, head = clash
        said = (cell for other in read for cell in _meant(beside[number.start], other, product))
        if any(_gives(text, number) for text in (*said, *(text for text in others if _holds(text, row.name)))):
            return None
        message = f"The table says otherwise: “{row.name}” is {cell} under “{head}”, here it is {number.text}."
        body = row.module.content.body
        related = [row.module.id]
        return row.module, blocking("check.conflicting_figure", message, number.text, body, related=related)
    return None


def _beside(line: PieceLine, told: Sequence[Number]) -> dict[int, str]:
    """By its start, the words that say whose each figure is: of a single one the whole line."""
    if len(told) == 1:
        return {told[0].start: line.text}
    by_start = {figure.number.start: figure.beside for figure in figures(line.text, line.language)}
    return {number.start: by_start.get(number.start, "") for number in told}


def _row(module: Module) -> _Row | None:
    """A module as a row with its header; None where it is no row or no header fits it."""
    content = module.content
    name, *cells = content.body.split("\t")
    over = [text.split("\t") for text in content.context if "\t" in text]
    heads = [each[1:] for each in over if len(each) == len(cells) + 1]
    if not cells or not heads or "\n" in content.body or len(heads) != len(over):
        return None
    first = next(place for place, text in enumerate(content.context) if "\t" in text)
    last = max(place for place, text in enumerate(content.context) if "\t" in text)
    below = [t for t in content.context[last + 1 :] if len(t) <= _SHORT and not _NOTE.search(t)]
    joined = tuple(" ".join(dict.fromkeys(part.strip() for part in parts)) for parts in zip(*heads, strict=True))
    caption = content.context[first - 1] if first else ""
    return _Row(module, name.strip(), joined, tuple(cell.strip() for cell in cells), tuple(below), caption)


def _is_loose(text: str, number: Number) -> bool:
    before, after = text[: number.start], text[max(number.end, number.end_unit) :]
    return bool(number.sign or _LOOSE.search(before) or _LOOSE_AFTER.match(after))


def _is_named(row: _Row, line: PieceLine) -> bool:
    """Does the line hold the row's name, and what heads it where the name alone does not say what is measured?"""
    said = "\n".join((*line.context, line.text))
    words = label_words(row.name)
    tells = not re.search(r"\d", row.name) and bool(words - _GENERAL)
    return (
        bool(words - _FREE)
        and _holds(line.text, row.name)
        and (tells or all(_holds(said, group) for group in row.groups))
    )


def _holds(text: str, name: str) -> bool:
    words = label_words(name)
    if not words:
        return False
    return squeeze(name).casefold() in squeeze(text).casefold() if _HAN.search(name) else words <= label_words(text)


def _longest(rows: Sequence[_Row]) -> list[_Row]:
    """The rows with the fullest names: of "Rash" and "Rash, severe" a line that holds both means the second."""
    names = [label_words(row.name) for row in rows]
    return [row for row, mine in zip(rows, names, strict=True) if not any(mine < other for other in names)]


def _gives(text: str, number: Number) -> bool:
    """Does a text hold the figure told, or what rounds to it?"""
    given = [n for n in numbers(text) if n.kind not in (NumberKind.NAME, NumberKind.REFERENCE)]
    return any(
        number.value == other.value or (number.unit == other.unit and _same(number, other.value, other.decimals))
        for other in given
    )


def _same(number: Number, value: Decimal, decimals: int) -> bool:
    fewer = min(number.decimals, decimals)
    return (
        abs(number.value - value) < Decimal(1).scaleb(-fewer) if number.decimals != decimals else number.value == value
    )


def _tells_only(line: PieceLine, row: _Row, told: Sequence[Number], product: Callable[[str], str]) -> bool:
    """Does the line say nothing that the table does not say: no other patients, time, study, degree or medicine?"""
    own = row.module.content.product
    shown = "\n".join((*line.context, line.text))
    if populations(shown) != populations(row.known) or comparators(line.text) - comparators(row.known):
        return False
    theirs = {number.value for number in numbers(row.known, line.language)}
    further = [n for n in numbers(line.text, line.language) if n not in told]
    over = [n for n in numbers("\n".join(line.context), line.language) if n.kind in (NumberKind.TIME, NumberKind.DOSE)]
    if any(n.value not in theirs for n in (*further, *over) if n.kind is not NumberKind.REFERENCE):
        return False
    left = content_words(line.text) - content_words(row.known) - _FREE
    return all(_HAN.search(word) or (own and product(word) == own) for word in left) and _han_left(line, row, product)


def _han_left(line: PieceLine, row: _Row, product: Callable[[str], str]) -> bool:
    """Are the Chinese or Japanese signs of a line all in the table's words, its medicine's name or free?"""
    known, own, left = fold(row.known), row.module.content.product, 0
    for run in _HAN.findall(fold(line.text)):
        at = 0
        while at < len(run):
            stop = next((end for end in range(len(run), at + 1, -1) if run[at:end] in known), 0)
            stop = stop or next((at + len(word) for word in _FREE_HAN if run.startswith(word, at)), 0)
            if not stop and own:
                stop = next((end for end in range(len(run), at + 1, -1) if product(run[at:end]) == own), 0)
            left += not stop
            at = stop or at + 1
    return left <= _FEW


def _clash(
    told: Sequence[Number], beside: Mapping[int, str], row: _Row, product: Callable[[str], str]
) -> tuple[Number, str, str] | None:
    """The figure told that is not its cell's, with cell and heading; None where one cannot be placed, or all agree."""
    found = None
    taken: set[int] = set()
    for number in told:
        column = _column(beside[number.start], row, product)
        value = None if column is None or column in taken else _value(row, column, number.unit)
        if column is None or value is None:
            return None
        taken.add(column)
        if not _same(number, *value):
            found = found or (number, row.cells[column], row.heads[column])
    return found


def _meant(beside: str, row: _Row, product: Callable[[str], str]) -> Sequence[str]:
    """The cell of the column that words name; all of the row's where they name none."""
    column = _column(beside, row, product)
    return row.cells if column is None else row.cells[column : column + 1]


def _column(beside: str, row: _Row, product: Callable[[str], str]) -> int | None:
    """The one column that words name: by what only its heading has, by its medicine, or as the only one there is."""
    given = [place for place, cell in enumerate(row.cells) if re.search(r"\d", cell)]
    if len(row.cells) == 1:
        return 0 if given else None
    own = distinct([label_words(head) for head in row.heads])
    named = [place for place, words in enumerate(own) if words and words & label_words(beside)]
    medicine = product(beside)
    if not named and medicine and not comparators(beside):
        named = [place for place, head in enumerate(row.heads) if product(head) == medicine]
    return named[0] if len(named) == 1 and named[0] in given else None


def _value(row: _Row, column: int, unit: str) -> tuple[Decimal, int] | None:
    """What a cell gives in a unit, with its decimals; None where it gives several figures, a bound or another unit."""
    cell, head = row.cells[column], row.heads[column]
    match = _CELL.fullmatch(cell)
    if match is None or _BOUND.match(cell) or unit not in _units(cell, head, row.name, row.caption):
        return None
    if unit == "%" and "%" not in cell and any(_COUNTS.search(text) for text in (head, row.name)):
        return None
    words = match["figure"]
    if unit == "%" and not re.match(r"\W*[\d.,]+\s*[%％]", cell) and match["inner"]:
        if not _COUNT_AND_SHARE.search(f"{head} {row.known}"):
            return None
        share = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*[%％]?\s*", match["inner"])
        words = share.group(1) if share else ""
    plain = words.replace(",", ".")
    return (Decimal(plain), len(plain.partition(".")[2])) if plain else None


def _units(*texts: str) -> Iterator[str]:
    """Units that stand anywhere in a cell, its heading, its row's name or what is said over them; "" always."""
    yield ""
    for text in texts:
        if "%" in text or "％" in text:
            yield "%"
        for word in re.findall(r"[^\W\d_]+", text):
            yield from (number.unit for number in numbers(f"1 {word}"))
