"""Tables of a Word document as a grid: which cell covers which columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.word.styles import W, is_shaded, on
from ingest.word.wordml import ParagraphReader

_ROW_PROPERTIES, _CELL_PROPERTIES = f"{W}trPr", f"{W}tcPr"
_SPAN, _DOWN, _ACROSS = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"


@dataclass(slots=True)
class CellAt:
    """A cell that is not the continuation of another, and what it covers (column from 0)."""

    element: Any
    column: int
    width: int
    height: int = 1
    properties: Any = None
    """Its cell properties."""


@dataclass(slots=True)
class Grid:
    """The rows of a table as accepted (``gone`` were deleted by tracked changes), and how many columns they have."""

    rows: list[tuple[Any, list[CellAt]]]
    columns: int
    gone: int


def grid_of(table: Any) -> Grid:
    """Rows and cells of a ``w:tbl``, vertical merges, spans and left-out first columns worked out."""
    rows: list[tuple[Any, list[CellAt]]] = []
    open_cells: dict[int, CellAt] = {}
    columns = gone = 0
    for row in (r for r in table.iter(f"{W}tr") if _owner(r, table)):
        around = row.find(_ROW_PROPERTIES)
        if around is not None and around.find(f"{W}del") is not None:
            gone += 1
            _forget(open_cells, row, around)
            continue
        cells, column = list[CellAt](), _number(around.find(f"{W}gridBefore") if around is not None else None, 0)
        for element in _cells(row):
            properties = element.find(_CELL_PROPERTIES)
            said = {c.tag: c for c in properties.iterchildren(reversed=True)} if properties is not None else {}
            width = _number(said.get(_SPAN), 1)
            above = open_cells.get(column)
            if _continues(said.get(_DOWN)) and above is not None:
                above.height += 1
            elif _continues(said.get(_ACROSS)) and cells:
                cells[-1].width += width
            else:
                cell = CellAt(element, column, width, properties=properties)
                cells.append(cell)
                open_cells[column] = cell
            column += width
        rows.append((row, cells))
        columns = max(columns, column)
    return Grid(rows, min(columns, 200), gone)


def _forget(open_cells: dict[int, CellAt], row: Any, around: Any) -> None:
    """Closes the cells in whose place a deleted row began others: what goes on below it goes on from none above."""
    column = _number(around.find(f"{W}gridBefore"), 0)
    for element in _cells(row):
        properties = element.find(_CELL_PROPERTIES)
        if not _continues(properties.find(_DOWN) if properties is not None else None):
            open_cells.pop(column, None)
        column += _number(properties.find(_SPAN) if properties is not None else None, 1)


def headers_of(grid: Grid) -> int:
    """Leading rows that head the columns: said so, or the first one where it is bold or shaded throughout."""
    said = 0
    for row, _ in grid.rows:
        if not on(row.find(f"{W}trPr"), "tblHeader"):
            break
        said += 1
    if said or len(grid.rows) < 2:
        return min(said, max(0, len(grid.rows) - 1))
    bold = plain = 0
    first = grid.rows[0][1]
    for cell in first:
        for paragraph in cell.element.iter(f"{W}p"):
            words = ParagraphReader(shaded=True).read(paragraph)
            bold, plain = bold + words.bold, plain + words.plain
    shaded = bool(first) and all(is_shaded(c.properties) for c in first)
    if not ((bold and not plain) or shaded):
        return 0
    return min(max((c.height for c in first), default=1), len(grid.rows) - 1)


def contents(cell: Any) -> Iterator[Any]:
    """Paragraphs and tables of a cell, those inside content controls included."""
    for child in cell:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            inner = child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else child
            yield from contents(inner if inner is not None else ())


def _continues(found: Any) -> bool:
    return found is not None and found.get(f"{W}val") != "restart"


def _number(element: Any, default: int) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return min(int(value), 200) if value and value.isdigit() else default


def _cells(row: Any) -> list[Any]:
    found = []
    for child in row:
        if child.tag == f"{W}tc":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml"):
            inner = child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else child
            found += _cells(inner) if inner is not None else []
    return found


def _owner(row: Any, table: Any) -> bool:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent is table
