"""Drawn cells as rows of a table: merged cells, several rows in one drawn row, rows that head the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines.layout import rows as visual_rows
from ingest.markup.cells import is_sizes
from ingest.pdf.page import Piece, Run
from ingest.reading import union
from library.models import Box

Key = tuple[int, int]
"""Row and column of the first drawn cell that a merged cell covers."""
_COLUMN_NAMES = frozenset(
    {
        "器官類別",
        "器官類別MedDRA",
        "系統器官類別",
        "薬剤名等",
        "薬剤名",
        "販売名",
        "成分名",
        "項目",
        "药物名称",
        "系统器官分类",
    }
)
"""What Japanese and Chinese inserts call the first column of a table, in plain type."""
VALUE = re.compile(r"^[\s<>≤≥=~≈±+\-−–—(\[]*\.?\d|^(NE|NR|NA|N/A|n/a|ND|—|–|-|−|Yes|No|yes|no|✓|×|是|否|無|有)$")

_MEASURED = re.compile(r"[<>≤≥~±+\-−]?\s?\d+(?:[.,]\d+)?\s?[%％]|[<>≤≥~±+\-−]?\s?\d+[.,]\d+")
"""A cell that is a measure and no name: a percentage, a decimal."""
_FIGURE = re.compile(r"[<>≤≥~±+\-−–]?\s?\.?\d[\d.,]*\s?[%％]?(?:\s?[(（\[][^()（）]*[)）\]])?[ᵃ-ᶻ⁰¹²³⁴-⁹*†‡§¶]{0,3}")
"""A line that is a figure of its own; one in brackets belongs to the figure above it."""
_RANGE = re.compile(r"^[^(\[]*(?:\b(?:to|bis|a|à|and|und)|[-–~～])$")
"""A line that a range breaks off in."""


@dataclass(slots=True)
class Cell:
    """A cell's lines (each a list of pieces) and its place in the grid."""

    column: int
    lines: list[list[Piece]]
    bold: bool = False
    repeated: bool = False
    """A merged cell's words, given again in a row or column it covers."""
    merged: bool = False
    """Covers several columns."""
    covered: bool = False
    """A column that the merged cell left of it covers, too."""
    unsure: bool = False
    """Holds figures of several rows, and nothing says which label is whose."""

    @property
    def words(self) -> str:
        return " ".join(p.text.strip() for line in self.lines for p in line).strip()


@dataclass(slots=True)
class Table:
    """Rows of cells; ``headers`` leading rows are column headings."""

    box: Box
    grid: list[list[Cell]]
    headers: int
    columns: int


def grid_of(
    filled: dict[Key, list[Run]], cells: dict[Key, Key], rows: int, columns: int, wide: frozenset[int] = frozenset()
) -> tuple[list[list[Cell]], int]:
    """Rows with a cell for every column, and how many rows the first cell covers.

    A column without words is none, unless it is among the ``wide`` ones.

    The words of a merged cell are given in each row and column that it covers, for they hold there; a figure (which may
    be a sum) and the words of a merged first cell are given once. A row that parts what most rows do not (three views
    of one tablet) has a cell for each of its parts.
    """
    made = {key: _made(runs) for key, runs in filled.items()}
    drawn = sorted({key[0] for key in made if made[key].lines})
    if not drawn:
        return [], 0
    lanes = _lanes_of(cells, made, drawn, columns, wide)
    grid: list[list[Cell]] = []
    for row in drawn:
        keys = [_worded(row, lane, cells, made) for lane in lanes]
        if any(len(found) > 1 for found in keys):
            parts = dict.fromkeys(key for found in keys for key in found)
            line = [Cell(lane, made[k].lines, made[k].bold, k[0] != row) for lane, k in enumerate(parts)]
        else:
            line = _aligned_row(row, [found[0] for found in keys], made)
        grid += _sub_rows(line)
    first = cells[(drawn[0], 0)]
    return grid, sum(1 for row in drawn if cells[(row, 0)] == first)


def _made(runs: list[Run]) -> Cell:
    lines = as_lines(runs)
    return Cell(0, lines, bool(lines) and all(p.main.bold for line in lines for p in line))


def _lanes_of(
    cells: dict[Key, Key], made: dict[Key, Cell], drawn: list[int], columns: int, wide: frozenset[int]
) -> list[list[int]]:
    """Drawn columns grouped to the table's columns: a border counts where a quarter of the rows have it."""
    needed = len(drawn) / 4 if len(drawn) >= 6 else 1
    lanes = [[0]]
    for column in range(1, columns):
        pairs = [(cells[(row, column - 1)], cells[(row, column)]) for row in drawn]
        parted = sum(1 for a, b in pairs if a != b and (made[a].lines or made[b].lines))
        if parted >= needed or (column - 1 in wide and column in wide and all(a != b for a, b in pairs)):
            lanes.append([column])
        else:
            lanes[-1].append(column)
    used = [
        lane
        for lane in lanes
        if (len(lane) == 1 and lane[0] in wide) or any(made[cells[(row, c)]].lines for row in drawn for c in lane)
    ]
    return used or lanes


def _worded(row: int, lane: list[int], cells: dict[Key, Key], made: dict[Key, Cell]) -> list[Key]:
    """The cells with words of a column in a row; an empty one where there is none."""
    keys = list(dict.fromkeys(cells[(row, column)] for column in lane))
    return [key for key in keys if made[key].lines] or keys[:1]


def _aligned_row(row: int, keys: list[Key], made: dict[Key, Cell]) -> list[Cell]:
    if len(set(keys)) == 1:
        return [Cell(0, made[keys[0]].lines, made[keys[0]].bold, keys[0][0] != row, merged=True)]
    line = []
    for at, key in enumerate(keys):
        covered = at > 0 and keys[at - 1] == key
        figure = at > 0 and key[0] != row and bool(VALUE.match(made[key].words))
        shown = [] if figure or (covered and key == keys[0]) else made[key].lines
        again = covered or key[0] != row
        line.append(Cell(at, shown, made[key].bold and bool(shown), again, keys.count(key) > 1, covered))
    return line


def _sub_rows(row: list[Cell]) -> list[list[Cell]]:
    """A drawn row whose value cells hold several lines at common heights is several rows (``n (%)`` under ``n (%)``).

    Each line of labels goes with the value line at its height or the nearest above it; labels above the first value
    line (the name of the group) are a row of their own.
    """
    if any(c.repeated for c in row):
        return [row]
    values = [c for c in row[1:] if c.lines]
    most = max((len(c.lines) for c in values), default=0)
    if most < 2 or len(values) < 2 or not row[0].lines:
        return [row]
    tops = [line[0].box[1] for line in next(c for c in values if len(c.lines) == most).lines]
    short = all(VALUE.match(" ".join(p.text.strip() for p in line)) for c in values for line in c.lines)
    aligned = all(min(abs(line[0].box[1] - top) for top in tops) < 3.5 for c in values for line in c.lines)
    alike = all(len({_in_brackets(line) for line in c.lines}) == 1 for c in values)
    enough = len(row[0].lines) >= most and sum(1 for c in values if len(c.lines) == most) >= 2
    if not short or not aligned or not alike or not enough or not _labels_level(row[0].lines, tops):
        row[0].unsure = sum(1 for c in values if _stacked(c)) > 1
        return [row]
    places: dict[tuple[int, int], list[Cell]] = {}
    for index, cell in enumerate(row):
        before: list[Piece] = []
        for line in cell.lines:
            at = sum(1 for top in tops if top <= line[0].box[1] + 3.5)
            apart = not index and before and _heads_below(before, line, tops)
            part = places.setdefault((at, int(bool(apart))), [Cell(c.column, []) for c in row])
            part[index].lines.append(line)
            before = line
    rows = [part for _, part in sorted(places.items(), key=lambda pair: pair[0])]
    rows = [r for r in rows if any(c.lines for c in r)]
    for part in rows:
        for cell in part:
            cell.bold = bool(cell.lines) and all(p.main.bold for line in cell.lines for p in line)
    return rows


def _stacked(cell: Cell) -> bool:
    """True for a cell with a figure in each of several lines; a range over several lines is one figure."""
    lines = [" ".join(p.text.strip() for p in line) for line in cell.lines]
    return sum(1 for words in lines if _FIGURE.fullmatch(words)) > 1 and not any(map(_RANGE.search, lines))


def _labels_level(labels: Sequence[list[Piece]], tops: Sequence[float]) -> bool:
    """True where each figure stands beside the first line of a label, and each label but the first beside a figure.

    Labels that need more lines than their figures push them apart: then nothing says which is whose.
    """
    right = max(line[-1].box[2] for line in labels)
    for before, line in pairwise(labels):
        level = min(abs(line[0].box[1] - top) for top in tops) < 3.5
        words, room = line[0].text.strip(), right - before[-1].box[2]
        first = len(words.split(" ", 1)[0]) / max(1, len(words)) * (line[0].box[2] - line[0].box[0])
        full = room < first + 0.3 * line[0].main.size
        small = words[:1].islower()
        if level and full and small:
            return False
        own = not full and not small and words[:1] not in "([（" and not _heads_below(before, line, tops)
        if own and not level and line[0].box[1] > tops[0]:
            return False
    return True


def _heads_below(before: list[Piece], line: list[Piece], tops: Sequence[float]) -> bool:
    """True for a label without figures at its height that is set in other type than the one above it: it heads rows."""
    alone = min(abs(line[0].box[1] - top) for top in tops) > 3.5
    return alone and before[0].main.bold != line[0].main.bold


def as_lines(runs: Sequence[Run]) -> list[list[Piece]]:
    """Runs of a cell as lines of pieces, in reading order."""
    words = [r for r in runs if r.text.strip()]
    order = visual_rows(range(len(words)), [r.box for r in words])
    return [[Piece([words[i] for i in row], union(words[i].box for i in row))] for row in order]


def _in_brackets(line: list[Piece]) -> bool:
    """True for a line such as ``(141/268)``, which belongs to the figure above it."""
    return line[0].text.lstrip().startswith(("(", "（", "["))


def header_rows(grid: list[list[Cell]], deep: int = 1) -> int:
    """Leading rows that head the columns: bold, or without values above rows that have some.

    ``deep``: rows that the first cell covers; where it heads its column, that many rows are headings.
    """
    if len(grid) < 2 or _ends_row(grid[0]):
        return 0
    count = _bold_rows(grid)
    if count == len(grid):
        count = 1
    if not count and (_heads(grid[0]) or (not _values(grid[0]) and any(_values(row) for row in grid[1:]))):
        count = 1
    if not count and _names_over_figures(grid):
        count = 2 if len(grid) > 3 and _ends_names(grid[1]) else 1
    if count:
        count = max(count, min(deep, 4, len(grid) - 1))
    while 0 < count < len(grid) - 1 and count < 4 and is_sizes([cell.words for cell in grid[count]]):
        count += 1
    merged = any(c.repeated for c in grid[0][1:])
    if count == 1 and merged and len(grid) > 2 and not grid[1][0].words and not _values(grid[1]):
        count = 2
    return 2 if count < 2 and _titled(grid) else count


_SENTENCE_END = re.compile(r"[。；;！？]|[.!?]$|[\u4e00-\u9fff]{12}|\s(?:[a-z]+\s){5}")


_DOSE = re.compile(r"\d\s?(?:mg|µg|μg|mcg|g|mL|毫克|微克|克|毫升)\b|\d\s?(?:mg|µg|μg|mL)/")
"""An amount: the words over all columns that tell one are no title."""


def _ends_row(row: list[Cell]) -> bool:
    """True for the end of a row that the page before cut: a sentence under empty cells that names no column."""
    filled = [cell for cell in row if cell.words]
    if len(row) == 1:
        return not row[0].bold and bool(_DOSE.search(row[0].words))
    return (
        not row[0].words
        and 0 < len(filled) < len(row) / 2
        and not any(cell.merged or cell.bold for cell in filled)
        and any(len(cell.words) > 20 and _SENTENCE_END.search(cell.words) for cell in filled)
    )


def _titled(grid: list[list[Cell]]) -> bool:
    """True where one cell over all columns is the title, and the row below it names each column in a word or two."""
    if len(grid) < 3 or len(grid[0]) != 1 or len(grid[1]) < 3 or _values(grid[1]):
        return False
    names = [cell.words for cell in grid[1]]
    told = [any(re.search(r"\d", cell.words) or len(cell.words) > 40 for cell in row[1:]) for row in grid[2:]]
    named = all(names) and len(set(names)) == len(names) and not any(re.search(r"\d|[。.;；]$", n) for n in names)
    return named and all(len(words) <= 24 for words in names) and sum(told) * 2 > len(told)


def _bold_rows(grid: list[list[Cell]]) -> int:
    count = 0
    for row in grid[:3]:
        written = [c for c in row if c.words]
        if not written or not all(c.bold for c in written) or len(written) <= (1 if count else 0):
            break
        count += 1
    return count


def _values(row: list[Cell]) -> int:
    return sum(1 for cell in row[1:] if VALUE.match(cell.words))


def _measured(row: list[Cell]) -> int:
    return sum(1 for cell in row[1:] if _MEASURED.fullmatch(cell.words))


def _names_over_figures(grid: list[list[Cell]]) -> bool:
    """True where the first row names every column, some by a figure (``3 years OS (%)``), over rows of measures."""
    named = all(re.search(r"[^\W\d_]{2}|[\u3040-\u9fff]", cell.words) for cell in grid[0])
    return named and not _measured(grid[0]) and any(_measured(row) > 1 for row in grid[1:4])


def _ends_names(row: list[Cell]) -> bool:
    """True for a second line of names: a cell or two under an empty corner, without figures."""
    words = [cell.words for cell in row if cell.words]
    return not row[0].words and 0 < len(words) < len(row) / 2 and not _values(row)


def _heads(row: list[Cell]) -> bool:
    """True for a row that names columns: an empty corner beside names, or the first column's usual name.

    Two measures (``17.0%``) beside an empty corner go on with the row of the page before.
    """
    if _measured(row) > 1:
        return False
    rest = [cell.words for cell in row[1:]]
    named = "".join(row[0].words.split()) in _COLUMN_NAMES
    return bool(rest) and all(rest) and (named or (not row[0].words and all(len(words) < 60 for words in rest)))
