"""Rows of a table as segments: each row alone, its caption, header, row group and footnotes as context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from library.models import Passage
from modularize.depends import is_complete
from modularize.draft import Quote, Segment, Skipped, whole
from modularize.exclude import LISTING
from modularize.notes import carries, mark_of_note
from modularize.row_heads import RowHeads

_ABBREVIATIONS = re.compile(r"^\W*[A-Za-z][\w/\u2010-]{0,14}(?:\s?[=:：]|\s?[,，]\s?[a-z])\s?.{2,}", re.DOTALL)
_FIRST_IS_ACRONYM = re.compile(
    r"^\W*[A-Za-z]*[A-Z]{2,}[\w/-]*\s?[=:：,，]|^\W*[A-Z][a-z]?[A-Z]\w*\s?[=:：,，]|"
    r"^\W*n\s?[=:]\s?[a-z]"
)
_COLUMN = re.compile(
    r"\b[nN]\s?=\s?\d|(?:%|％)(?:以上|未満)|頻度不明|^(?:frequency|Häufigkeit|发生率|"
    r"頻度)",
    re.IGNORECASE,
)
_SIZED = re.compile(r"[(（]?\b[nN]\s?=\s?[\d,.']+[)）]?")
_VISIT = re.compile(
    r"^(?:baseline|(?:week|month|day|year|visit)s? \d+|\d+ (?:weeks?|months?|days?|years?)|ausgangswert|woche \d+|"
    r"monat \d+|基线|第\s?\d+\s?[周月天]|ベースライン|\d+[週か]月?後?)$",
    re.IGNORECASE,
)
_STATISTIC = re.compile(
    r"^\s*(?:p[- ]?(?:values?|值|値)?|95 ?% ?(?:CI|KI)|\(?95 ?% ?CI\)?|hazard ratio|HR|risk ratio|odds ratio|"
    r"风险比|ハザード比|Hazard[- ]Ratio|差值|difference)"
    r"\b[^\t]{0,40}\t",
    re.IGNORECASE,
)
_GROUP_SIZES = re.compile(
    r"^\s*(?:n|N|No\. of patients|Number of patients|Anzahl(?: Patienten)?|例数|"
    r"症例数)\s*\t[\d\s\t,.=nN()]+$"
)
_NUMBERED_NOTE = re.compile(r"^(?:[¹²³⁴-⁹⁰]+\s?[:：)）]?|\d{1,2}[:：)）]?\s)\s*(?=[A-ZÄÖÜ\u3041-\u9fff])")
_SIZES_ALONE = re.compile(r"^\s*(?:[nN]\s?[=＝]\s?[\d,]+\s*\t?\s*)+$")
_STRENGTH = re.compile(r"^[\d.,½¼/ ]+\s?(?:mg|ml|mL|g|µg|mcg|%|I\.?E\.?|IU)(?:/(?:ml|mL|g|kg))?$")
_UNIT = re.compile(r"[(\[（［]\s*(?:[%％]|[µμ]?[A-Za-z]{1,6}(?:[/·•]\s?[A-Za-z0-9².,]{1,10})*)\s*[)\]）］]")
"""A cell of a header's second row: the unit of its column, in brackets."""
_STUDY_CODE = re.compile(r"\b(?:No\.?|Study|Trial|Studie)\s?\d+|(?:试验|試験|研究)\s?\d+", re.IGNORECASE)
_COMPARES = re.compile(
    r"^\W*(?:(?:LS|least[- ]squares?|mean|median|adjusted|estimated|absolute|relative|proportion|treatment|risk|rate|"
    r"between-group|percent(?:age)?)\s+)*(?:difference|comparison|reduction|ratio|Differenz|Unterschied|Vergleich)\b"
    r"[^\t]{0,60}(?:\b(?:vs|versus|from|to|with|between|gegenüber|zu|zwischen)\b|\[|[(（])|"
    r"^\W*(?:p[- ]?(?:value|Wert)|95\s?% ?(?:CI|KI)|与[^\t]{1,20}(?:之差|比较|差异)|(?:群間|投与群間)差)",
    re.IGNORECASE,
)
"""A row that compares the figures of a row above it."""
_MEASURED = re.compile(
    r"^\W*(?:baseline|end of|week|month|LS|least|mean|median|change|adjusted|n\b|ausgangswert|veränderung|基线|变化|"
    r"ベースライン|変化)",
    re.IGNORECASE,
)
"""A row of the group it stands in: it names a time or a statistic, and no endpoint of its own."""
_MARKED = re.compile(r"^[†‡§¶*＊]+\s?\S.{20}")
_NOTHING = re.compile(r"^(?:N/?A|n\.?a\.?|ND|-+|[–—－―]+|未|なし|/)?$", re.IGNORECASE)
_AT_RISK = re.compile(
    r"numbers? at risk|patients at risk|风险人数|风险集|リスク集合|"
    r"Patienten unter Risiko",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_]")
_BEGINS = re.compile(r"[<>≤≥~≈±(（−–-]*\s?\d")
"""How a cell of figures begins."""
_FIGURE = re.compile(r"(?<![^\W_])\d")


@dataclass
class Table:
    """The passages of one table, gathered in order."""

    group: str
    captions: list[Passage] = field(default_factory=list)
    headers: list[Passage] = field(default_factory=list)
    rows: list[Passage] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    stem: Quote | None = None
    inherited: tuple[Passage, ...] = ()
    """The header of the table right above, where this one goes on with it on the next page or column."""
    run_in: Quote | None = None
    """The line that headed the table right above."""

    @property
    def first(self) -> Passage | None:
        """The first passage of the table."""
        return next(iter([*self.rows, *self.headers, *self.captions]), None)

    def found_headers(self) -> list[Passage]:
        """The rows that name the columns: marked, unmarked, or those of the table that this one goes on with."""
        return self.headers or _unmarked_header(self.rows) or list(self.inherited)

    @property
    def is_only_head(self) -> bool:
        """One row of words under a caption: the rest of the table stands on the next page."""
        cells = self.rows[0].text.split("\t") if len(self.rows) == 1 and not self.headers else []
        words = [bool(_LABEL.match(cell)) and len(cell) < 40 and not _FIGURE.search(cell) for cell in cells]
        return bool(self.captions) and len(cells) > 1 and all(words) and not any(map(is_complete, cells))

    def takes_over(self, above: Table | None, prose_at: int) -> bool:
        """Take what heads the table above where this one is its rest: right below, in the same place, unheaded.

        ``prose_at`` is the place of the last heading, paragraph or item of the document.
        """
        first = self.first
        if above is None or first is None or not above.rows or self.captions or self.stem:
            return False
        last = above.rows[-1]
        same = (first.section, first.heading_path) == (last.section, last.heading_path)
        if not same or not last.seq < first.seq or last.seq < prose_at < first.seq:
            return False
        if above.is_only_head:
            self.headers = [*above.rows, *self.found_headers()]
            self.captions = list(above.captions)
        elif self.headers and [row.text for row in self.headers] == [row.text for row in above.headers]:
            pass  # the header is printed again on the next page
        elif self.headers or _unmarked_header(self.rows) or not _columns(self.rows) == _columns(above.rows) > 1:
            return False
        else:
            self.inherited = tuple(above.found_headers())
        self.run_in = above.run_in
        return True


def _columns(rows: Sequence[Passage]) -> int:
    """The number of cells of the longest row."""
    return max((len(row.text.split("\t")) for row in rows), default=0)


def is_table_note(text: str) -> bool:
    """True for a line of abbreviations or a marked note that stands under a table."""
    bare = text.strip()
    if re.match(r"^[（(]?注\s?\d*[)）]|^※\d?|^(?:[†‡§¶]{1,3}|[*＊]{2,3})\s?[^\W\d_]", bare):
        return True
    if len(bare) < 400 and _NUMBERED_NOTE.match(bare):
        return True
    if re.match(r"^[—–-]\s*[:=：]?\s*(?:not|no|nicht|keine|未|なし|データなし)", bare, re.IGNORECASE):
        return True
    if re.match(r"^[†‡§¶*＊#a-z¹²³⁴⁵]{1,2}[\s.)）]*(?=[A-Z\u3041-\u9fff])", bare) and not re.match(
        r"^[A-Za-z]{2,}", bare
    ):
        return True
    return len(bare) < 400 and bool(_FIRST_IS_ACRONYM.match(bare) and _ABBREVIATIONS.match(bare))


def segments_of(table: Table, headings: Sequence[Quote | str]) -> tuple[list[Segment], list[Skipped]]:
    """A segment for each row that says something; the others with their reason."""
    if table.is_only_head:
        return [], [Skipped(passage=table.rows[0].id, reason="table header: kept as context of its rows")]
    headers = table.found_headers()
    rows = [row for row in table.rows if row not in headers]
    stem = [quote for quote in (table.stem, table.run_in) if quote is not None]
    above: list[Quote | str] = [*headings, *stem, *map(whole, table.captions), *map(_aligned, headers)]
    marked = [row for row in rows if _MARKED.match(row.text.strip()) and "\t" not in row.text.strip()]
    notes = [whole(note) for note in (*table.notes, *marked)]
    found: list[Segment] = []
    skipped = [
        Skipped(passage=row.id, reason="table header: kept as context of its rows")
        for row in headers
        if row in table.rows
    ]
    if any(_AT_RISK.search(part if isinstance(part, str) else part.text) for part in above):
        reason = "numbers at risk: they stand with their survival curve"
        return [], [*skipped, *(Skipped(passage=row.id, reason=reason) for row in rows)]
    if any(LISTING.search(part if isinstance(part, str) else part.text) for part in above):
        return [], [*skipped, *(Skipped(passage=row.id, reason="product listing data") for row in rows)]
    heads = RowHeads()
    is_wide = any("\t" in row.text.strip() for row in table.rows)
    for origin in _joined(rows):
        cells = [cell.strip() for cell in origin[0].text.split("\t")]
        filled = [cell for cell in cells if cell]
        is_alone = len(filled) == 1 and len(origin) == 1 and (len(cells) > 1 or is_wide)
        if is_alone and _MARKED.match(filled[0]):
            skipped.append(Skipped(passage=origin[0].id, reason="note under a table: kept as context of its rows"))
        elif is_alone and len(filled[0]) < 120 and not is_complete(filled[0]):
            heads.open(origin[0])
            skipped.append(Skipped(passage=origin[0].id, reason="row heading: kept as context of the rows below it"))
        elif _heads_columns(origin[0], filled, found, rows):
            above.append(whole(origin[0]))
            skipped.extend(
                Skipped(passage=row.id, reason="group sizes: kept as context of the rows below") for row in origin
            )
        elif not (any(_LABEL.search(cell) for cell in filled) or _told_by(headers, cells)) or (
            len(filled) < 2 and len(filled[0]) < 40
        ):
            skipped.extend(Skipped(passage=row.id, reason="table row without a label and a value") for row in origin)
        elif sum(bool(re.fullmatch(r"\d{6,}", cell)) for cell in filled) > 1:
            skipped.extend(Skipped(passage=row.id, reason="row of codes") for row in origin)
        elif len(filled) > 1 and all(_NOTHING.match(cell) for cell in filled[1:]):
            skipped.extend(Skipped(passage=row.id, reason="table row without a value") for row in origin)
        elif headers and len(cells) > max(len(header.text.split("\t")) for header in headers):
            reason = "row with more cells than its header: to be read in the table itself"
            skipped.extend(Skipped(passage=row.id, reason=reason) for row in origin)
        elif not (headers or table.captions or stem) and (_is_figures_only(filled) or not _LABEL.search(cells[0])):
            skipped.extend(
                Skipped(passage=row.id, reason="figures of a table whose header was not found") for row in origin
            )
        else:
            context = [*above, *heads.over(origin[0])]
            found.append(Segment(tuple(map(whole, origin)), (*context, *_notes_of(origin, context, notes, table))))
    return found, skipped


@dataclass
class Endpoint:
    """The row that the comparisons below it are about, where it is no row of the group over it."""

    row: Quote | None = None
    above: Quote | None = None
    """The last row that compares nothing."""
    compares: bool = False
    """Did the row before compare?"""
    closes: bool = False
    """Does the row at hand end the group over it: an endpoint of its own behind that group's comparisons?"""

    def compared_by(self, row: Passage, *, is_grouped: bool) -> Quote | None:
        """The row above that ``row`` compares the figures of; None where it compares none or its group says it."""
        self.closes = False
        if _COMPARES.match(row.text):
            self.compares = True
            return self.row or (None if is_grouped else self.above)
        self.above = whole(row)
        if self.compares and not _MEASURED.match(row.text):
            self.row, self.closes = whole(row), True
        elif self.row is not None:
            self.row = whole(row)
        self.compares = False
        return None


def _heads_columns(row: Passage, filled: Sequence[str], found: Sequence[Segment], rows: Sequence[Passage]) -> bool:
    """Group sizes, or the strengths that the columns of the rows below stand for."""
    if _GROUP_SIZES.match(row.text) or _SIZES_ALONE.match(row.text) or all(map(_VISIT.match, filled)):
        return True
    if not found and len(filled) > 1 and all(map(_UNIT.fullmatch, filled)):
        return True
    return not found and row is not rows[-1] and len(filled) > 1 and all(map(_STRENGTH.match, filled))


def _told_by(headers: Sequence[Passage], cells: Sequence[str]) -> bool:
    """Do the headers name the columns of a row that holds figures alone (the weeks and tablets of a titration)?"""
    named = {
        column
        for header in headers
        for column, cell in enumerate(header.text.split("\t"))
        if len(_LABEL.findall(cell)) > 2
    }
    filled = [column for column, cell in enumerate(cells) if cell]
    if any(re.search(r"\d\s+[\d(（]", cell) for cell in cells[:1]) or any(re.search(r"\d\s+\d", c) for c in cells):
        return False  # several figures in one cell: nobody knows which column is whose
    return len(filled) > 1 and min(filled) in named and len(named) > 1


def _notes_of(
    origin: Sequence[Passage], context: Sequence[Quote | str], notes: Sequence[Quote], table: Table
) -> list[Quote]:
    """The notes a row depends on: those without a mark, and those whose mark the row or what heads it carries.

    A note whose mark stands nowhere in the table goes with every row: the reader of the document lost the mark.
    """
    own = " ".join([*(row.text for row in origin), *(p if isinstance(p, str) else p.text for p in context)])
    everywhere = " ".join(part.text for part in (*table.captions, *table.found_headers(), *table.rows))
    found = []
    for note in notes:
        mark = mark_of_note(note.passage)
        lost = not note.passage.facts.get("marker") and not carries(everywhere, mark or "*")
        if not mark or carries(own, mark) or lost:
            found.append(note)
    return found


def late_notes(segment: Segment, notes: Sequence[Passage]) -> Segment:
    """A row whose marks are explained under the rest of its table, on the next page."""
    shown = "\n".join([segment.body, *segment.context_texts])
    held = {mark_of_note(p.passage) for p in segment.context if isinstance(p, Quote)} - {""}
    late = [whole(n) for n in notes if (mark := mark_of_note(n)) and mark not in held and carries(shown, mark)]
    return replace(segment, context=(*segment.context, *late)) if late else segment


def _unmarked_header(rows: Sequence[Passage]) -> list[Passage]:
    """The first row where it heads the others: its first cell is empty, or its cells name columns (N=163, 1%以上)."""
    if len(rows) < 2 or "\t" not in rows[0].text:
        return []
    cells = [cell.strip() for cell in rows[0].text.split("\t")]
    named = [cell for cell in cells[1:] if cell]
    opens_empty = not cells[0] and len(named) > 1 and all(len(cell) < 60 for cell in named)
    counted = len(named) > 0 and all(_COLUMN.search(re.sub(r"\s", "", cell)) for cell in named)
    sized = (
        len(cells) > 2
        and any(_SIZED.search(cell) for cell in named)
        and not any(re.search(r"\d", _SIZED.sub("", cell)) for cell in cells)
    )
    block = _block_over_figures(rows)
    if not (opens_empty or counted or sized or _names_columns(rows) or _names_visits(rows[0])):
        return block
    return block if len(block) > 1 else [rows[0], *takewhile(_names_visits, rows[1:])]


def _names_visits(row: Passage) -> bool:
    """Does a row only say when its columns were measured ("Baseline", "Week 24")?"""
    cells = [cell.strip() for cell in row.text.split("\t")][1:]
    return len(cells) > 1 and all(_VISIT.match(cell) for cell in cells)


def _names_columns(rows: Sequence[Passage]) -> bool:
    """Is the first row short words alone, where those below carry figures or sentences under each?"""
    first = [cell.strip() for cell in rows[0].text.split("\t")]
    bare = [_STUDY_CODE.sub("", cell) for cell in first]
    if len(first) < 2 or not all(first):
        return False
    if any(len(cell) > 40 or re.search(r"\d", cell) or is_complete(cell) for cell in bare):
        return False
    below = [[cell.strip() for cell in row.text.split("\t")][1:] for row in rows[1:]]
    told = [any(re.search(r"\d", cell) or len(cell) > 40 or _is_sentence(cell) for cell in cells) for cells in below]
    return sum(told) * 2 > len(told)


def _block_over_figures(rows: Sequence[Passage]) -> list[Passage]:
    """The first rows of words, at most three, over rows that carry figures: none of their cells begins with one."""
    width = _columns(rows)
    cells = [[cell.strip() for cell in row.text.split("\t")] for row in rows]
    block = list(takewhile(_is_worded, cells))[:3]
    below = [row for row in cells[len(block) :] if len(row) == width]
    if not block or width < 2 or len(below) < (3 if width == 2 else 2):
        return []
    told = [any(_BEGINS.match(cell) for cell in row[1:]) for row in below]
    return list(rows[: len(block)]) if sum(told) * 3 > len(told) * 2 else []


def _is_worded(cells: Sequence[str]) -> bool:
    """Are the cells of a row names of columns: two or more, in words or units, none a figure or a sentence?"""
    filled = [cell for cell in cells if cell]
    named = [
        bool(_LABEL.match(cell.lstrip("(（[")) and not is_complete(cell)) or bool(_UNIT.fullmatch(cell))
        for cell in filled
    ]
    return len(filled) > 1 and all(named) and all(len(cell) < 220 for cell in filled)


def _is_sentence(cell: str) -> bool:
    return len(cell) > 8 and is_complete(cell)


def _aligned(header: Passage) -> Quote:
    """A header with its empty first cell, so that its columns stay over those of the rows."""
    return Quote(header, 0, len(header.text.rstrip()))


def _is_figures_only(cells: Sequence[str]) -> bool:
    """A label with bare figures: without a header nobody knows what they count."""
    return len(cells) > 1 and all(
        re.fullmatch(
            r"[\d.,±%()（）\[\]<>≤≥~～–−—\-/\s]*|"
            r"[－―]",
            cell,
        )
        for cell in cells[1:]
    )


def _joined(rows: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Rows, each with the rows that go on from it: their first cell is empty."""
    current: list[Passage] = []
    for row in rows:
        goes_on = current and (row.text.startswith("\t") or _STATISTIC.match(row.text))
        if goes_on:
            current.append(row)
            continue
        if current:
            yield current
        current = [row]
    if current:
        yield current
