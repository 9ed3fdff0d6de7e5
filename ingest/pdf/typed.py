"""Tables typed in letters of one width, their rows parted by rules of dashes: lines to cells by what stays blank.

Compendia keep tables of typewriters so. A rule of dashes is a drawn rule: what stands between two of them is one row of
several lines. Where a line was too long for its column, its rest stands close under it at the left margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.grid import Cell, Table
from ingest.pdf.page import Piece, Run, cut
from ingest.reading import union

__all__ = ["is_typed_rule", "typed_tables"]

_RULE = re.compile(r"[-\u2010-\u2015\u2500_=]{12,}")
_MOST_LINES = 14
"""Lines of one row."""
_FILLED, _BLANK, _WIDE_BLANK = 0.2, 0.9, 0.6
"""Shares: of lines reaching a column those that begin a word there, and those blank before; of the former, twice."""
_WORD = re.compile(r"\S+")
_CHUNK = re.compile(r"\S+(?: \S+)*")
_BREAKS_OFF = re.compile(r"[-/,(]$")


@dataclass(slots=True)
class _Typed:
    """A line by places of one letter each; ``runs`` tells for each place the run and its character there."""

    top: float
    text: str
    runs: list[tuple[Run, int] | None]

    def piece(self, start: int, end: int) -> Piece:
        """The letters from place ``start`` to ``end`` as they stand on the page."""
        found: dict[int, tuple[Run, list[int]]] = {}
        for place in self.runs[start:end]:
            if place is not None:
                found.setdefault(id(place[0]), (place[0], []))[1].append(place[1])
        parts = [cut(run, min(at), max(at) + 1) for run, at in found.values()]
        return Piece(parts, union(part.box for part in parts))


def is_typed_rule(row: Sequence[Piece]) -> bool:
    """True for a line of nothing but dashes."""
    if len(row) != 1:
        return False
    words = row[0].text.strip()
    return not words[:1].isalnum() and bool(_RULE.fullmatch(words))


def typed_tables(rows: Sequence[Sequence[Piece]]) -> list[tuple[int, int, Table]]:
    """The tables ``rows[start:end]`` among the lines of a column."""
    found: list[tuple[int, int, Table]] = []
    rules = [i for i, row in enumerate(rows) if is_typed_rule(row)]
    while rules:
        first = rules[0]
        size, last = rows[first][0].main.size, first
        while (after := _next_rule(rows, last, size)) is not None:
            last = after
        start, end = _open_start(rows, first, size), _open_end(rows, last, size)
        table = _table(rows, start, end, headed=start == first > 0) if last > first or start < first else None
        if table is not None:
            found.append((start, end, table))
        rules = [i for i in rules if i >= max(end, first + 1)]
    return found


def _is_typed(row: Sequence[Piece], size: float) -> bool:
    return all(abs(piece.main.size - size) < 0.3 for piece in row)


def _next_rule(rows: Sequence[Sequence[Piece]], at: int, size: float) -> int | None:
    for index in range(at + 1, min(at + _MOST_LINES, len(rows))):
        if not _is_typed(rows[index], size):
            return None
        if is_typed_rule(rows[index]):
            return index
    return None


def _open_start(rows: Sequence[Sequence[Piece]], first: int, size: float) -> int:
    """0 where the column begins with the rest of a row, else the first rule."""
    return 0 if _is_part(rows[:first], rows, size) else first


def _open_end(rows: Sequence[Sequence[Piece]], last: int, size: float) -> int:
    """The end of the column where it ends within a row, else the place after the last rule."""
    return len(rows) if _is_part(rows[last + 1 :], rows, size) else last + 1


def _is_part(part: Sequence[Sequence[Piece]], rows: Sequence[Sequence[Piece]], size: float) -> bool:
    """True for lines of a row that the column's edge cuts: typed like the rules, in a column that is not typed all."""
    if not part or len(part) >= _MOST_LINES or not all(_is_typed(row, size) for row in part):
        return False
    return any(not _is_typed(row, size) for row in rows) or any("  " in row[0].text.strip() for row in part)


def _table(rows: Sequence[Sequence[Piece]], start: int, end: int, *, headed: bool) -> Table | None:
    rule = next(row[0] for row in rows[start:end] if is_typed_rule(row))
    left, width = rule.box[0], (rule.box[2] - rule.box[0]) / len(rule.text.strip())
    blocks: list[list[_Typed]] = [[]]
    for row in rows[start:end]:
        if is_typed_rule(row):
            blocks.append([])
        else:
            blocks[-1].append(_typed(row, left, width))
    blocks = [block for block in blocks if block]
    body = blocks[1:] if headed else blocks
    step = _usual_step(rows[start:end])
    whole = [line for block in body for line, rest in _lines(block, step)]
    starts = _columns(whole)
    if len(starts) < 2 or not body:
        return None
    grid = _header(list(_lines(blocks[0], step)), starts) if headed else []
    headers = len(grid)
    grid += [_row(list(_lines(block, step)), starts) for block in body]
    return Table(union(p.box for row in rows[start:end] for p in row), grid, headers, len(starts))


def _typed(row: Sequence[Piece], left: float, width: float) -> _Typed:
    places: dict[int, tuple[str, Run, int]] = {}
    for run in (run for piece in row for run in piece.runs):
        for index, (character, (x0, _)) in enumerate(zip(run.text, run.xs, strict=True)):
            at = max(0, round((x0 - left) / width))
            while at in places:
                at += 1
            if not character.isspace():
                places[at] = (character, run, index)
    last = max(places, default=-1)
    text = "".join(places[at][0] if at in places else " " for at in range(last + 1))
    runs = [(places[at][1], places[at][2]) if at in places else None for at in range(last + 1)]
    return _Typed(row[0].box[1], text, runs)


def _usual_step(rows: Sequence[Sequence[Piece]]) -> float:
    steps = sorted(b[0].box[1] - a[0].box[1] for a, b in pairwise(rows))
    return steps[int(0.8 * (len(steps) - 1))] if steps else 0.0


def _lines(block: Sequence[_Typed], step: float) -> Iterator[tuple[_Typed, _Typed | None]]:
    """Each line with the rest of it that stands close under it, if it was too long."""
    at = 0
    while at < len(block):
        after = block[at + 1] if at + 1 < len(block) else None
        close = after is not None and after.top - block[at].top < 0.75 * step and not after.text.startswith(" ")
        yield block[at], after if close else None
        at += 2 if close else 1


def _columns(lines: Sequence[_Typed]) -> list[int]:
    """Where columns begin: a place that most lines reaching it leave blank before, and few after one blank alone."""
    starts = [0]
    for at in range(2, max((len(line.text) for line in lines), default=0)):
        reached = [line.text[at - 2 : at + 1] for line in lines if len(line.text) > at]
        begun = [part for part in reached if part[1].isspace() and not part[2].isspace()]
        blank = sum(1 for part in reached if part[1].isspace())
        wide = sum(1 for part in begun if part[0].isspace())
        if (
            at - starts[-1] > 1
            and len(begun) >= max(1, _FILLED * len(reached))
            and blank >= _BLANK * len(reached)
            and wide >= _WIDE_BLANK * len(begun)
        ):
            starts.append(at)
    return starts


def _column(place: int, starts: Sequence[int]) -> int:
    return max(column for column, start in enumerate(starts) if start <= place + 1 or not column)


def _row(lines: Sequence[tuple[_Typed, _Typed | None]], starts: Sequence[int]) -> list[Cell]:
    """What stands between two rules, a cell for each column; unsure where several figures stand in one cell."""
    row = [Cell(column, []) for column in range(len(starts))]
    for line, rest in lines:
        places: dict[int, list[int]] = {}
        for word in _WORD.finditer(line.text):
            places.setdefault(_column(word.start(), starts), []).extend(word.span())
        for column, spans in places.items():
            row[column].lines.append([line.piece(min(spans), max(spans))])
        if rest is not None and places:
            last = max(places)
            broken = _BREAKS_OFF.search(line.text.rstrip()) or last == len(starts) - 1
            row[last if broken else last + 1].lines.append([rest.piece(0, len(rest.text))])
            row[0].unsure = row[0].unsure or (not broken and last + 2 < len(starts))
    row[0].unsure = row[0].unsure or any(map(_several_figures, row[1:]))
    return row


def _several_figures(cell: Cell) -> bool:
    words = ["", *(" ".join(p.text.strip() for p in line) for line in cell.lines)]
    begun = [after for before, after in pairwise(words) if after[:1].isdigit() and not _BREAKS_OFF.search(before)]
    return len(begun) > 1


def _header(lines: Sequence[tuple[_Typed, _Typed | None]], starts: Sequence[int]) -> list[list[Cell]]:
    """One row of names, or one for each line where names of the first stand over several columns."""
    first = {_column(chunk.start(), starts) for chunk in _CHUNK.finditer(lines[0][0].text)}
    below = {_column(c.start(), starts) for line, _ in lines[1:] for c in _CHUNK.finditer(line.text)}
    if len(lines) == 1 or below <= first:
        row = _row(lines, starts)
        row[0].unsure = False
        return [row]
    return [*(_spanned(lines[0][0], starts),), *_header(lines[1:], starts)]


def _spanned(line: _Typed, starts: Sequence[int]) -> list[Cell]:
    """Names that stand over the columns up to the next name."""
    row = [Cell(column, []) for column in range(len(starts))]
    chunks = [(_column(c.start(), starts), c) for c in _CHUNK.finditer(line.text)]
    for (column, chunk), after in zip(chunks, [*(c for c, _ in chunks[1:]), len(starts)], strict=True):
        words = [[line.piece(*chunk.span())]]
        several = column > 0 and after - column > 1
        for at in range(column, after if several else column + 1):
            row[at] = Cell(at, words, repeated=at > column, merged=several, covered=at > column)
    return row
