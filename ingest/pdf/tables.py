"""Tables on a PDF page: found by their rules or by the alignment of their cells, read character by character.

Cells are filled from the characters that stand inside them, never by a library's own table text: one of them is known
to lose decimal points and spaces (``45.2% (38 to 52)`` became ``452%(38to52)``), which here would be a false dose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ingest.pdf.grid import VALUE, Cell, Table, grid_of, header_rows
from ingest.pdf.page import PageContent, Piece, Rule, Run, cut
from ingest.pdf.spans import label_columns, spread_labels, wraps_labels
from ingest.reading import union
from library.models import Box

_SNAP = 2.6
_EDGE, _NEAR_TOP = 60.0, 130.0
"""Points from the top of a page within which running heads stand, and a table that may go on from the page before."""
_FOR_WORDS = 20.0
"""Points of width from which a drawn column is meant to hold words, though it holds none on this page."""
_FRAMED_LINES = 4
"""Lines of text outside a table from which the rules around both are a frame."""
# --- tables drawn with rules ------------------------------------------------------------------------------------------

_HANGING = "、。，．"
_TORN = re.compile(r"[A-Za-zÀ-ÿ]{2}|\d\d|\d[.,]\d")
"""Two characters of one word or figure."""


def ruled_tables(content: PageContent) -> tuple[list[Table], list[Piece]]:
    """Tables made by crossing rules, and the pieces that stand in none of them."""
    tables: list[Table] = []
    rest = content.pieces
    for horizontal, vertical in _components(_merged(content.horizontal, True), _merged(content.vertical, False)):
        table, rest = _fromgrid_of(horizontal, vertical, rest)
        if table is not None:
            tables.append(table)
    return tables, rest


def _merged(rules: list[Rule], flat: bool) -> list[Rule]:
    """Collinear rules that touch, as one rule; centre lines instead of thin boxes."""
    lanes: dict[int, list[tuple[float, float, float]]] = {}
    for rule in rules:
        at, low, high = (
            ((rule.y0 + rule.y1) / 2, rule.x0, rule.x1) if flat else ((rule.x0 + rule.x1) / 2, rule.y0, rule.y1)
        )
        lanes.setdefault(round(at / 1.5), []).append((at, low, high))
    merged: list[tuple[float, float, float]] = []
    for _, lane in sorted(lanes.items()):
        lane.sort(key=lambda r: r[1])
        for at, low, high in lane:
            if merged and abs(merged[-1][0] - at) < 1.6 and low <= merged[-1][2] + 3 and low >= merged[-1][1]:
                merged[-1] = (merged[-1][0], merged[-1][1], max(high, merged[-1][2]))
            else:
                merged.append((at, low, high))
    merged = [m for m in merged if m[2] - m[1] > 4]
    if flat:
        return [Rule(low, at, high, at) for at, low, high in merged]
    return [Rule(at, low, at, high) for at, low, high in merged]


def _components(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross each other, top to bottom."""
    owner = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for j, v in enumerate(vertical):
        for i, h in enumerate(horizontal):
            if h.x0 - _SNAP <= v.x0 <= h.x1 + _SNAP and v.y0 - _SNAP <= h.y0 <= v.y1 + _SNAP:
                owner[root(len(horizontal) + j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + j), ([], []))[1].append(v)
    found = [g for g in groups.values() if len(g[0]) >= 2 and len(g[1]) >= 1]
    return sorted(found, key=lambda g: min(h.y0 for h in g[0]))


def _positions(values: Sequence[float]) -> list[float]:
    lanes: list[list[float]] = []
    for value in sorted(values):
        if lanes and value - lanes[-1][-1] <= _SNAP:
            lanes[-1].append(value)
        else:
            lanes.append([value])
    return [sum(lane) / len(lane) for lane in lanes]


def _fromgrid_of(horizontal: list[Rule], vertical: list[Rule], pieces: list[Piece]) -> tuple[Table | None, list[Piece]]:
    xs, ys = _positions([v.x0 for v in vertical]), _positions([h.y0 for h in horizontal])
    left, right = min(h.x0 for h in horizontal), max(h.x1 for h in horizontal)
    if xs[0] - left > 9:
        xs.insert(0, left)
    if right - xs[-1] > 9:
        xs.append(right)
    if len(xs) < 3 or len(ys) < 2 or len(xs) > 60 or len(ys) > 400:
        return None, pieces
    box: Box = (xs[0], ys[0], xs[-1], ys[-1])
    inside = [p for p in pieces if _middle_in(p.box, box, 2.0)]
    if not inside:
        return None, pieces
    cells = _cells(xs, ys, horizontal, vertical)
    if framed := _framed(cells, xs, ys, inside):
        return _fromgrid_of(*_rules_in(horizontal, vertical, framed), pieces)
    filled, torn = _fill(cells, xs, ys, inside)
    several = len({key for key, runs in filled.items() if runs}) > 1 and _several_columns(filled)
    head = not several and _is_cut_head(filled, pieces, ys[-1])
    if not several and not head:
        return None, pieces
    goes_on = ys[0] < _NEAR_TOP and all(p.box[1] < _EDGE for p in pieces if p.box[3] <= ys[0])
    wide = _wide_columns(xs) if goes_on else frozenset[int]()
    grid, deep = grid_of(filled, cells, len(ys) - 1, len(xs) - 1, wide)
    headers = len(grid) if head else header_rows(grid, deep)
    for cell in (cell for row in grid[headers:] for cell in row if cell.covered and VALUE.match(cell.words)):
        cell.lines = []  # it may be the sum of the columns
    for row in grid if torn else ():
        row[0].unsure = row[0].unsure or any(
            id(r) in torn for c in row for line in c.lines for p in line for r in p.runs
        )
    taken = {id(p) for p in inside}
    rest = [p for p in pieces if id(p) not in taken]
    return Table(box, grid, headers, max(len(row) for row in grid)), rest


def _wide_columns(xs: Sequence[float]) -> frozenset[int]:
    """Drawn columns wide enough for words."""
    return frozenset(at for at, (left, right) in enumerate(pairwise(xs)) if right - left >= _FOR_WORDS)


def _is_cut_head(filled: dict[tuple[int, int], list[Run]], pieces: list[Piece], bottom: float) -> bool:
    """True for a name over columns beside empty cells at the end of a page: the rest of the table is overleaf."""
    named = [column for (_, column), runs in filled.items() if runs]
    return len(filled) > 2 and 0 not in named and all(p.box[1] < bottom for p in pieces)


def _framed(
    cells: dict[tuple[int, int], tuple[int, int]], xs: list[float], ys: list[float], inside: list[Piece]
) -> Box | None:
    """The place of the table that a frame around paragraphs holds; None where the rules are no such frame.

    A frame is one cell that takes the whole first row, reaches around the others and holds several lines of text.
    """
    last = len(xs) - 2
    if any(cells[(0, column)] != (0, 0) for column in range(last + 1)):
        return None
    inner = [cell for cell, first in cells.items() if first != (0, 0)]
    if not inner:
        return None
    rows, columns = {row for row, _ in inner}, {column for _, column in inner}
    around = [row for row in rows if cells[(row, 0)] == (0, 0) or cells[(row, last)] == (0, 0)]
    box: Box = (xs[min(columns)], ys[min(rows)], xs[max(columns) + 1], ys[max(rows) + 1])
    outside = [p for p in inside if not _middle_in(p.box, box, 2.0)]
    if len(around) < len(rows) or len(outside) < _FRAMED_LINES:
        return None
    return box


def _rules_in(horizontal: list[Rule], vertical: list[Rule], box: Box) -> tuple[list[Rule], list[Rule]]:
    """The rules inside ``box``, or along its edges, cut off there."""
    x0, y0, x1, y1 = box
    flat = [Rule(max(r.x0, x0), r.y0, min(r.x1, x1), r.y1) for r in horizontal if y0 - _SNAP <= r.y0 <= y1 + _SNAP]
    upright = [Rule(r.x0, max(r.y0, y0), r.x1, min(r.y1, y1)) for r in vertical if x0 - _SNAP <= r.x0 <= x1 + _SNAP]
    return [r for r in flat if r.x1 - r.x0 > 4], [r for r in upright if r.y1 - r.y0 > 4]


def _middle_in(inner: Box, outer: Box, slack: float) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - slack <= x <= outer[2] + slack and outer[1] - slack <= y <= outer[3] + slack


def _cells(
    xs: list[float], ys: list[float], horizontal: list[Rule], vertical: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each elementary cell (row, column) the first cell of the merged cell it belongs to."""
    owner = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            cell = owner[cell]
        return cell

    def join(a: tuple[int, int], b: tuple[int, int]) -> None:
        first, second = sorted((root(a), root(b)))
        owner[second] = first

    for r, c in list(owner):
        if c + 1 < len(xs) - 1 and not _drawn(vertical, xs[c + 1], ys[r], ys[r + 1], upright=True):
            join((r, c), (r, c + 1))
        if r + 1 < len(ys) - 1 and not _drawn(horizontal, ys[r + 1], xs[c], xs[c + 1], upright=False):
            join((r, c), (r + 1, c))
    return {cell: root(cell) for cell in owner}


def _drawn(rules: list[Rule], at: float, low: float, high: float, *, upright: bool) -> bool:
    covered = 0.0
    for rule in rules:
        place, start, end = (rule.x0, rule.y0, rule.y1) if upright else (rule.y0, rule.x0, rule.x1)
        if abs(place - at) <= _SNAP:
            covered += max(0.0, min(end, high) - max(start, low))
    return covered >= 0.6 * (high - low)


def _fill(
    cells: dict[tuple[int, int], tuple[int, int]], xs: list[float], ys: list[float], pieces: list[Piece]
) -> tuple[dict[tuple[int, int], list[Run]], set[int]]:
    """The runs of each merged cell, cut between characters where they cross a drawn border; ids of words torn so."""
    filled: dict[tuple[int, int], list[Run]] = {first: [] for first in cells.values()}
    torn: set[int] = set()
    runs = [r for p in pieces for r in p.runs]
    for run in runs:
        middle = (run.box[1] + run.box[3]) / 2
        row = max(0, min(len(ys) - 2, bisect_right(ys, middle) - 1))
        start = 0
        first, last = _column(xs, run.box[0]), _column(xs, run.box[2])
        if first == last and run.text[0] not in _HANGING:  # nothing to cut: its characters need not be looked at
            owners = [cells[(row, first)]] * len(run.text)
        else:
            owners = [cells[(row, _column(xs, x))] for x in _places(run, runs)]
        for index in range(1, len(owners) + 1):
            if index == len(owners) or owners[index] != owners[start]:
                part = cut(run, start, index)
                if part.text.strip() or filled[owners[start]]:
                    filled[owners[start]].append(part)
                if start and _TORN.match(run.text, start - 1):
                    torn.add(id(part))
                start = index
    return filled, torn


def _places(run: Run, runs: list[Run]) -> list[float]:
    """x of each character, as it counts for its cell: a comma or full stop counts where the word before it stands.

    Chinese and Japanese type lets them hang over the end of the line, and with it over the border of the cell.
    """
    found: list[float] = []
    for character, (x0, x1) in zip(run.text, run.xs, strict=True):
        if character in _HANGING:
            before = found[-1:] if found else _just_before(run, runs)
            found.append(before[0] if before else (x0 + x1) / 2)
        else:
            found.append((x0 + x1) / 2)
    return found


def _just_before(run: Run, runs: list[Run]) -> list[float]:
    """x of the last character of the run that ends where ``run`` begins, on the same line."""
    for other in runs:
        same_line = abs(other.base - run.base) < 0.3 * run.size and other.text[-1:] not in _HANGING
        if same_line and other.xs and abs(other.box[2] - run.box[0]) < 0.6 * run.size and other.text.strip():
            return [sum(other.xs[-1]) / 2]
    return []


def _column(xs: list[float], x: float) -> int:
    return max(0, min(len(xs) - 2, bisect_right(xs, x) - 1))


def _several_columns(filled: dict[tuple[int, int], list[Run]]) -> bool:
    return len({column for (_, column), runs in filled.items() if any(r.text.strip() for r in runs)}) > 1


# --- tables without rules ---------------------------------------------------------------------------------------------


def aligned_tables(lines: list[list[Piece]], spacing: float) -> list[tuple[int, int, Table]]:
    """Runs of visual rows ``lines[start:end]`` whose pieces stand in common columns and mostly hold values.

    ``spacing`` is the usual distance of lines in points. Rows of plain two-column text are no table.
    """
    found: list[tuple[int, int, Table]] = []
    start = 0
    while start < len(lines):
        end = _run_of_rows(lines, start, spacing)
        parts = _parts(lines[start:end]) if end - start >= 2 else []
        if parts:
            found += [(start + low, start + high, table) for low, high, table in parts]
            start = end
        else:
            start += 1
    return found


def _parts(lines: list[list[Piece]]) -> list[tuple[int, int, Table]]:
    """The tables of a run of rows: a second heading in it, with other columns, begins another; none if it is none."""
    cuts = [i for i in range(2, len(lines) - 1) if _heads_anew(i, lines)]
    parts = [(low, high, _aligned(lines[low:high])) for low, high in pairwise([0, *cuts, len(lines)])]
    sure = [(low, high, table) for low, high, table in parts if table is not None]
    if len(sure) < len(parts):
        whole = _aligned(lines)
        return [(0, len(lines), whole)] if whole is not None else []
    return sure


def _heads_anew(index: int, lines: list[list[Piece]]) -> bool:
    """True for bold names over columns alone, right under values, with values under them."""
    line, above = lines[index], lines[index - 1]
    names = len(line) > 1 and all(p.main.bold and not VALUE.match(p.text.strip()) for p in line)
    if not names or all(p.main.bold for p in above) or line[0].box[0] < min(p.box[0] for p in above) + 30:
        return False
    below = [p for row in lines[index + 1 : index + 5] for p in row[1:]]
    return any(VALUE.match(p.text.strip()) for p in above[1:]) and any(VALUE.match(p.text.strip()) for p in below)


def _run_of_rows(lines: list[list[Piece]], start: int, spacing: float) -> int:
    if len(lines[start]) < 2:
        return start
    end, last_wide = start + 1, start + 1
    while end < len(lines):
        above, below = union(p.box for p in lines[end - 1]), union(p.box for p in lines[end])
        if below[1] - above[3] > 2.2 * spacing or below[1] < above[1] or end - last_wide >= 3:
            break
        if len(lines[end]) >= 2:
            last_wide = end + 1
        elif not _fits_under(lines[end][0], lines[start:last_wide]):
            break
        end += 1
    return last_wide


def _fits_under(piece: Piece, above: list[list[Piece]]) -> bool:
    """True where a lone piece stays within one column of the rows above it."""
    lanes = _lanes(above)
    return sum(1 for low, high in lanes if piece.box[0] < high and piece.box[2] > low) <= 1


def _lanes(lines: list[list[Piece]]) -> list[tuple[float, float]]:
    """Column extents: the pieces' horizontal extents in rows of several pieces, merged where they overlap."""
    most = max((len(line) for line in lines), default=0)
    full = [line for line in lines if len(line) == most]
    if most > 2 and len(full) >= max(2, len(lines) // 5):
        lanes = _extents(full)
        if len(lanes) == most and all(b[0] - a[1] > 3 for a, b in pairwise(lanes)):
            return lanes  # cells of other rows may stand between two of them
    return _extents(line for line in lines if len(line) > 1)


def _extents(lines: Iterable[list[Piece]]) -> list[tuple[float, float]]:
    spans = sorted((p.box[0], p.box[2]) for line in lines for p in line)
    lanes: list[tuple[float, float]] = []
    for low, high in spans:
        if lanes and low <= lanes[-1][1] + 3:
            lanes[-1] = (lanes[-1][0], max(high, lanes[-1][1]))
        else:
            lanes.append((low, high))
    return lanes


def _aligned(lines: list[list[Piece]]) -> Table | None:
    lanes = _lanes(lines)
    wide = [line for line in lines if len(line) > 1]
    if len(lanes) < 2 or len(wide) < 2 or (len(lanes) == 2 and len(wide) < 3):
        return None
    others = [p.text.strip() for line in wide for p in line if p.box[0] >= lanes[0][1]]
    values = sum(1 for words in others if VALUE.match(words))
    if not others or values < (0.4 if len(lanes) > 2 else 0.5) * len(others):
        return None
    if median(len(words) for words in others) > 34:
        return None
    grid = _rows_of_cells(lines, lanes)
    box = union(p.box for line in lines for p in line)
    return Table(box, grid, header_rows(grid), len(lanes))


def _rows_of_cells(lines: list[list[Piece]], lanes: list[tuple[float, float]]) -> list[list[Cell]]:
    """A line that fills one column only, close under a row, continues that row's cell."""
    tops = [union(p.box for p in line)[1] for line in lines]
    steps = [b - a for (a, b, row) in zip(tops, tops[1:], lines[1:], strict=False) if len(row) > 1]
    usual = median(steps) if steps else 0.0
    grid: list[list[Cell]] = []
    for index, line in enumerate(lines):
        cells = [Cell(column, []) for column in range(len(lanes))]
        if len(line) < len(lanes) and _compares(line, lanes):
            grid.append(_compared(line, lanes))
            continue
        for piece in line:
            centre = (piece.box[0] + piece.box[2]) / 2
            column = min(range(len(lanes)), key=lambda c: _distance(centre, lanes[c]))
            cells[column].lines = [[*(cells[column].lines[0] if cells[column].lines else []), piece]]
        close = len(line) == 1 and tops[index] - tops[index - 1] < 0.8 * usual
        if grid and (close or (len(line) > 1 and wraps_labels(cells, grid[-1], label_columns(grid)))):
            for above, cell in zip(grid[-1], cells, strict=True):
                above.lines += cell.lines
        else:
            grid.append(cells)
    spread_labels(grid)
    for row in grid:
        for cell in row:
            cell.bold = bool(cell.lines) and all(p.main.bold for line in cell.lines for p in line)
    return grid


def _compares(line: list[Piece], lanes: list[tuple[float, float]]) -> bool:
    """True for a row whose figures all stand between two columns: it compares them (a p value under two arms)."""
    figures = [p for p in line if p.box[0] > lanes[0][1]]
    return len(line) > 1 and bool(figures) and all(_between(p, lanes) for p in figures)


def _between(piece: Piece, lanes: list[tuple[float, float]]) -> bool:
    left, _, right, _ = piece.box
    middle = (left + right) / 2
    flush = any(min(abs(left - a), abs(right - b), abs(middle - (a + b) / 2)) < 5 for a, b in lanes)
    near = any(abs(middle - (a[0] + a[1] + b[0] + b[1]) / 4) < 0.2 * (b[1] - a[0]) for a, b in pairwise(lanes[1:]))
    return near and not flush


def _compared(line: list[Piece], lanes: list[tuple[float, float]]) -> list[Cell]:
    """A row of figures that stand between columns: what it names, and one cell over the columns they compare."""
    names = [p for p in line if (p.box[0] + p.box[2]) / 2 < (lanes[0][1] + lanes[1][0]) / 2]
    first = Cell(0, [names] if names else [])
    cells = [first, Cell(1, [[p for p in line if p not in names]], merged=True)]
    return [*cells, *(Cell(c, [], repeated=True, merged=True, covered=True) for c in range(2, len(lanes)))]


def _distance(x: float, lane: tuple[float, float]) -> float:
    return 0.0 if lane[0] <= x <= lane[1] else min(abs(x - lane[0]), abs(x - lane[1]))
