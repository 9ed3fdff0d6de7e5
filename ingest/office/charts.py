"""Native charts as rows: categories and series with the values the chart shows, its title and axes as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.figures import CHART, Shown, tied
from ingest.office.axes import axis_facts
from ingest.office.drawing import A, R, paragraphs_of
from ingest.office.numbers import is_date, shown
from ingest.reading import Block, LineOfText, clean, join_lines, join_text
from library.decimals import decimal_of, plain
from library.models import Box, PassageFlag, PassageKind

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"


@dataclass(slots=True)
class Chart:
    """What a chart says: its title, its tables (the first row of each heads it), words set on it, axes as facts."""

    title: str = ""
    tables: list[list[list[str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


def chart_blocks(frame: Any, part: Any, number: int, box: Box, group: str) -> list[Block]:
    """Title, header and rows of the chart in a slide's graphic frame; nothing where the frame holds no chart.

    Its title is the caption of the chart, which stands in the frame.
    """
    chart = chart_of(frame, part)
    if chart is None:
        return []
    found = []
    for kind, text in told(chart):
        words, fragments = join_lines([LineOfText(text, number, box)])
        block = Block(kind, words, slide=number, fragments=fragments, group=group, facts=chart.facts)
        block = tied(block, Shown(CHART, box, group)) if kind is PassageKind.CAPTION else block
        found.append(block.flagged(PassageFlag.CHART_DATA))
    return [b for b in found if b.text.strip()]


def chart_rows(chart: Chart, page: int, path: str, group: str) -> Iterator[Block]:
    """The same of a chart in a paragraph of a Word document."""
    for kind, text in told(chart):
        block = Block(kind, join_text([text]), page=page, path=path, group=group, facts=chart.facts)
        block = tied(block, None, CHART, group) if kind is PassageKind.CAPTION else block
        if block.text:
            yield block.flagged(PassageFlag.CHART_DATA)


def told(chart: Chart) -> Iterator[tuple[PassageKind, str]]:
    """Kind and text of everything a chart says, in order; cells are parted by TAB."""
    if chart.title:
        yield PassageKind.CAPTION, chart.title
    for table in chart.tables:
        for index, row in enumerate(table):
            yield PassageKind.TABLE_HEADER if index == 0 else PassageKind.TABLE_ROW, "\t".join(row)
    for words in chart.words:
        yield PassageKind.PARAGRAPH, words


def chart_of(frame: Any, part: Any) -> Chart | None:
    """The chart that an element of ``part`` points to, also one of the newer kinds; None where it holds none."""
    named = frame.find(f".//{C}chart")
    if named is None:
        named = frame.find(f".//{CX}chart")
    chart_part = _related(part, named.get(f"{R}id")) if named is not None else None
    if chart_part is None:
        return None
    root = chart_part.root
    chart = _newer(root) if root.tag.startswith(CX) else _classic(root)
    drawn = root.find(f"{C}userShapes")
    shapes = related_root(chart_part, drawn.get(f"{R}id")) if drawn is not None else None
    for body in shapes.iter(f"{_DRAWING}txBody") if shapes is not None else ():
        chart.words += [text for p in paragraphs_of(body) if (text := clean(" ".join(p.lines)))]
    return chart


def related_root(part: Any, name: str | None) -> Any:
    """Root element of the part that ``part`` calls ``name``; None where there is none."""
    other = _related(part, name)
    return other.root if other is not None else None


def _related(part: Any, name: str | None) -> Any:
    try:
        return part.related_part(name)
    except KeyError:
        return None


def _classic(root: Any) -> Chart:
    chart = Chart(_words(root.find(f"{C}chart/{C}title")), facts=_facts(root))
    for plot in root.findall(f"{C}chart/{C}plotArea/*"):
        series = plot.findall(f"{C}ser")
        if series:
            points = series[0].find(f"{C}xVal") is not None
            chart.tables.append(list(_scatter(series) if points else _categories(series, chart.facts)))
        for label in plot.iter(f"{C}dLbl"):
            if words := _words(label.find(f"{C}tx")):
                chart.words.append(words)
    return chart


def _newer(root: Any) -> Chart:
    """Waterfall, funnel, box plot, treemap and the like: their data as they are kept beside the drawing."""
    chart = Chart(clean(" ".join(t.text or "" for t in root.findall(f"{CX}chart/{CX}title//{A}t"))))
    kinds = [s.get("layoutId") or "" for s in root.iter(f"{CX}series")]
    chart.facts = {"chart": ", ".join(dict.fromkeys(k for k in kinds if k))} if any(kinds) else {}
    names = {
        s.find(f"{CX}dataId").get("val"): clean("".join(v.text or "" for v in s.findall(f"{CX}tx//{CX}v")))
        for s in root.iter(f"{CX}series")
        if s.find(f"{CX}dataId") is not None
    }
    for data in root.findall(f"{CX}chartData/{CX}data"):
        labels, values = _levels(data, "strDim"), _levels(data, "numDim")
        rows = [["", names.get(data.get("id"), "")]]
        rows += [[labels.get(i, str(i + 1)), values.get(i, "")] for i in sorted({*labels, *values})]
        if len(rows) > 1:
            chart.tables.append(rows)
    return chart


def _levels(data: Any, kind: str) -> dict[int, str]:
    """Index -> value of a dimension; levels of a label joined, the outer one first."""
    found: dict[int, str] = {}
    for level in data.findall(f"{CX}{kind}/{CX}lvl"):
        code = level.get("formatCode") or ""
        for point in level.findall(f"{CX}pt"):
            index, text = int(point.get("idx") or 0), _number(point.text or "", code)
            found[index] = f"{text} / {found[index]}" if index in found else text
    return found


def _facts(root: Any) -> dict[str, str]:
    facts = {}
    kinds = [p.tag.rsplit("}", 1)[-1] for p in root.findall(f"{C}chart/{C}plotArea/*") if p.find(f"{C}ser") is not None]
    if kinds:
        facts["chart"] = ", ".join(dict.fromkeys(kinds))
    for tag, name in (("catAx", "category_axis"), ("valAx", "value_axis"), ("dateAx", "category_axis")):
        for index, axis in enumerate(root.iter(f"{C}{tag}")):
            key = name if index == 0 else f"{name}_{index + 1}"
            if words := _words(axis.find(f"{C}title")):
                facts[key] = words
            for bound in ("min", "max"):
                limit = axis.find(f"{C}scaling/{C}{bound}")
                if limit is not None:
                    facts[f"{key}_{bound}"] = _number(limit.get("val") or "", "").removesuffix(".0")
    area = root.find(f"{C}chart/{C}plotArea")
    return facts | axis_facts(area, _name) if area is not None else facts


def _words(title: Any) -> str:
    if title is None:
        return ""
    text = " ".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in title.iter(f"{A}p"))
    return clean(text) or clean(" ".join(v.text or "" for v in title.iter(f"{C}v")))


def _points(holder: Any) -> dict[int, str]:
    """Index -> cached value of a reference or literal, formatted as the chart shows it; a label's levels joined."""
    if holder is None:
        return {}
    levels = holder.findall(f".//{C}lvl")
    if levels:
        return _joined_levels([_flat(level, "") for level in levels])
    code = holder.find(f".//{C}formatCode")
    return _flat(holder, (code.text or "") if code is not None else "")


def _flat(holder: Any, code: str) -> dict[int, str]:
    return {
        int(p.get("idx") or 0): _number(p.findtext(f"{C}v") or "", p.get("formatCode") or code)
        for p in holder.iter(f"{C}pt")
    }


def _joined_levels(levels: list[dict[int, str]]) -> dict[int, str]:
    """Labels under the group they stand in: an outer level names only the first label of each group."""
    found = dict(levels[0])
    for outer in levels[1:]:
        name = ""
        for index in sorted(levels[0]):
            name = outer.get(index, name)
            found[index] = f"{name} / {found[index]}" if name else found[index]
    return found


def _number(value: str, code: str) -> str:
    """The value as shown: per cent where the format says so, and no noise of binary fractions. Text stays as it is."""
    value = value.strip()
    exact = decimal_of(value)
    if exact is None:
        return clean(value)
    if is_date(code):
        return shown(float(exact), code)
    live = re.sub(r'"[^"]*"|\\.', "", code)  # quoted characters of a format are printed, not applied
    if "%" in live:
        return f"{plain(exact * 100, 10)}%"
    text = plain(exact, 10) if len(value) > 12 or "e" in value.lower() else value
    return f"{text}%" if "%" in code else text


def _name(series: Any) -> str:
    points = _points(series.find(f"{C}tx"))
    return next(iter(points.values()), "") or clean(series.findtext(f"{C}tx/{C}v") or "")


def _columns(series: Any) -> Iterator[tuple[str, dict[int, str]]]:
    """Head and values of each column of a series: its values, and the lengths of its error bars where it gives them."""
    name = _name(series)
    yield name, _points(series.find(f"{C}val"))
    for bars in series.findall(f"{C}errBars"):
        for side, sign in (("plus", "+"), ("minus", "−")):
            if points := _points(bars.find(f"{C}{side}")):
                yield f"{name} ({sign})".strip(), points


def _categories(series: list[Any], facts: dict[str, str]) -> Iterator[list[str]]:
    columns = [column for one in series for column in _columns(one)]
    yield [facts.get("category_axis", ""), *(name for name, _ in columns)]
    labels = next((p for s in series if (p := _points(s.find(f"{C}cat")))), {})
    for index in sorted({*labels, *(i for _, values in columns for i in values)}):
        yield [labels.get(index, str(index + 1)), *(values.get(index, "") for _, values in columns)]


def _scatter(series: list[Any]) -> Iterator[list[str]]:
    """One row for each series of points: its name, all x, all y, and their sizes where they have some."""
    sized = any(one.find(f"{C}bubbleSize") is not None for one in series)
    yield ["", "x", "y", *(["size"] if sized else [])]
    for one in series:
        xs, ys, sizes = (_points(one.find(f"{C}{tag}")) for tag in ("xVal", "yVal", "bubbleSize"))
        order = sorted(ys)
        row = [_name(one), "; ".join(xs.get(i, str(i + 1)) for i in order), "; ".join(ys[i] for i in order)]
        yield [*row, *(["; ".join(sizes.get(i, "") for i in order)] if sized else [])]
