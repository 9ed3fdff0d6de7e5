"""What a workbook holds beside its cells: comments, text boxes, charts, pictures, headers, formulas without a value."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from ingest.office.alternatives import written
from ingest.office.charts import chart_of, told
from ingest.office.drawing import paragraphs_of
from ingest.office.ooxml import Package, Part
from ingest.reading import Block, LineOfText, join_lines
from library.errors import Refused
from library.models import Loss, PassageFlag, PassageKind

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*ref\s*=\s*["']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})["']"""
)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Extras:
    """The parts around the sheets of one workbook, by the sheet's title."""

    def __init__(self, archive: Any) -> None:
        self._package = Package(archive)
        main = self._package.main
        targets = {name: target for name, _, target in main.relations}
        self._paths = {
            sheet.get("name") or "": targets.get(sheet.get(_ID) or "", "") for sheet in main.root.iter(f"{S}sheet")
        }
        self._people = {
            person.get("id") or "": person.get("displayName") or ""
            for part in main.related("person")
            for person in part.root.iter(f"{_THREADED}person")
        }

    def blocks(self, title: str, number: int, losses: list[Loss]) -> list[Block]:
        """Comments and drawings of the sheet ``title``, its losses with the place ``number``."""
        path = self._paths.get(title, "")
        if not self._package.holds(path):
            return []
        part = self._package.part(path)
        losses += _without_value(part.blob, number)
        return [*self._comments(part, title), *self._drawn(part, title, number, losses)]

    def titles(self) -> list[str]:
        """Titles of all sheets in order, also of those that hold only a chart."""
        return list(self._paths)

    def threaded(self, title: str) -> set[str]:
        """Cells whose comments are threads: the old comment beside them only says so."""
        path = self._paths.get(title, "")
        if not self._package.holds(path):
            return set()
        part = self._package.part(path)
        return {
            c.get("ref") or ""
            for p in part.related("threadedComment")
            for c in p.root.iter(f"{_THREADED}threadedComment")
        }

    def _comments(self, part: Part, title: str) -> Iterator[Block]:
        for thread in part.related("threadedComment"):
            for comment in thread.root.iter(f"{_THREADED}threadedComment"):
                facts = {
                    "author": self._people.get(comment.get("personId") or "", ""),
                    "date": (comment.get("dT") or "")[:10],
                    "reply": "yes" if comment.get("parentId") else "",
                }
                if text := _joined((comment.findtext(f"{_THREADED}text") or "").splitlines()):
                    said = {name: value for name, value in facts.items() if value}
                    yield Block(PassageKind.COMMENT, text, sheet=title or None, path=comment.get("ref"), facts=said)

    def _drawn(self, part: Part, title: str, number: int, losses: list[Loss]) -> Iterator[Block]:
        pictures = 0
        for drawing in part.related("drawing"):
            for index, anchor in enumerate(drawing.root, 1):
                path = _place(anchor)
                for body in anchor.iter(f"{XDR}txBody"):
                    for paragraph in paragraphs_of(body):
                        if text := _joined(paragraph.lines):
                            yield Block(PassageKind.PARAGRAPH, text, sheet=title or None, path=path)
                for frame in anchor.iter(f"{XDR}graphicFrame"):
                    chart = chart_of(frame, drawing)
                    group = f"chart-{number}-{index}"
                    for kind, text in told(chart) if chart is not None else ():
                        block = Block(kind, _joined([text]), sheet=title or None, path=path, group=group)
                        if chart is not None and block.text:
                            yield _with(block.flagged(PassageFlag.CHART_DATA), chart.facts)
                for picture in anchor.iter(f"{XDR}pic"):
                    named = picture.find(f"{XDR}nvPicPr/{XDR}cNvPr")
                    words = written(named.get("descr")) or written(named.get("title")) if named is not None else ""
                    if words:
                        facts = {"alternative_text": "yes"}
                        yield Block(PassageKind.IMAGE, words, sheet=title or None, path=path, facts=facts)
                    pictures += 0 if words else 1
        if pictures:
            message = "A picture without alternative text was not read."
            losses.append(Loss(code="ingest.picture_without_text", message=message, page=number, count=pictures))


def merged_cells(archive: Any) -> int:
    """How many cells the merged ones of a workbook cover."""
    count = 0
    for name in archive.namelist():
        if "/worksheets/" in name and name.endswith(".xml"):
            for one, first, two, last in _MERGED.findall(archive.read(name)):
                count += (abs(int(last) - int(first)) + 1) * (abs(_column(two) - _column(one)) + 1)
    return count


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _with(block: Block, facts: dict[str, str]) -> Block:
    block.facts.update(facts)
    return block


def _without_value(xml: bytes, number: int) -> list[Loss]:
    """Formulas whose value the file does not hold (no program has calculated it)."""
    if b"<f" not in xml:
        return []
    from lxml import etree

    count = 0
    try:
        for _, cell in etree.iterparse(io.BytesIO(xml), tag=f"{S}c", resolve_entities=False, no_network=True):
            formula, value = cell.find(f"{S}f"), cell.find(f"{S}v")
            count += formula is not None and (value is None or not value.text) and cell.get("t") != "str"
            cell.clear()
    except etree.XMLSyntaxError as error:
        raise Refused("ingest.broken", "A sheet of the workbook is damaged.", "Save it again as .xlsx.") from error
    message = "A formula has no value in the file: open it in its program, calculate and save."
    return [Loss(code="ingest.formula_without_value", message=message, page=number, count=count)] if count else []


def _place(anchor: Any) -> str | None:
    """The cell in which a drawing begins."""
    column, row = (anchor.findtext(f"{XDR}from/{XDR}{name}") or "" for name in ("col", "row"))
    if not (column.isdigit() and row.isdigit()):
        return None
    name, rest = "", int(column) + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return f"{name}{int(row) + 1}"


def _joined(lines: Any) -> str:
    return join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in lines)[0]
