"""Native charts as rows: categories and series with the values the chart shows, its title and axes as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from ingest.drawing import A, R
from ingest.reading import Block, LineOfText, clean, join_lines
from library.models import Box, PassageFlag, PassageKind

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def chart_blocks(frame: Any, part: Any, number: int, box: Box, group: str) -> list[Block]:
    """Title, header and rows of the chart in a graphic frame; nothing where the frame holds no chart."""
    named = frame.find(f".//{C}chart")
    if named is None:
        return []
    from lxml import etree

    try:
        blob = part.related_part(named.get(f"{R}id")).blob
    except KeyError:
        return []
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    facts = _facts(root)
    found = []
    title = _words(root.find(f"{C}chart/{C}title"))
    if title:
        found.append(_block(PassageKind.CAPTION, title, number, box, group, facts))
    for plot in root.findall(f"{C}chart/{C}plotArea/*"):
        series = plot.findall(f"{C}ser")
        if series:
            rows = _scatter(series) if series[0].find(f"{C}xVal") is not None else _categories(series, facts)
            for index, row in enumerate(rows):
                kind = PassageKind.TABLE_HEADER if index == 0 else PassageKind.TABLE_ROW
                found.append(_block(kind, "\t".join(row), number, box, group, facts))
    return [b for b in found if b.text.strip()]


def _block(kind: PassageKind, text: str, number: int, box: Box, group: str, facts: dict[str, str]) -> Block:
    words, fragments = join_lines([LineOfText(text, number, box)])
    block = Block(kind, words, slide=number, fragments=fragments, group=group, facts=facts)
    return block.flagged(PassageFlag.CHART_DATA)


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
    return facts


def _words(title: Any) -> str:
    if title is None:
        return ""
    text = " ".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in title.iter(f"{A}p"))
    return clean(text) or clean(" ".join(v.text or "" for v in title.iter(f"{C}v")))


def _points(holder: Any) -> dict[int, str]:
    """Index -> cached value of a reference or literal, formatted as the chart shows it."""
    if holder is None:
        return {}
    code = holder.find(f".//{C}formatCode")
    shown = (code.text or "") if code is not None else ""
    return {
        int(p.get("idx") or 0): _number(p.findtext(f"{C}v") or "", p.get("formatCode") or shown)
        for p in holder.iter(f"{C}pt")
    }


def _number(value: str, code: str) -> str:
    """The value as shown: per cent where the format says so, and no noise of binary fractions. Text stays as it is."""
    value = value.strip()
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return clean(value)
    live = re.sub(r'"[^"]*"|\\.', "", code)  # quoted characters of a format are printed, not applied
    if "%" in live:
        return f"{_plain(exact * 100)}%"
    shown = _plain(exact) if len(value) > 12 or "e" in value.lower() else value
    return f"{shown}%" if "%" in code else shown


def _plain(value: Decimal) -> str:
    text = format(round(value, 10).normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _name(series: Any) -> str:
    points = _points(series.find(f"{C}tx"))
    return next(iter(points.values()), "") or clean(series.findtext(f"{C}tx/{C}v") or "")


def _categories(series: list[Any], facts: dict[str, str]) -> Iterator[list[str]]:
    yield [facts.get("category_axis", ""), *(_name(s) for s in series)]
    labels = next((p for s in series if (p := _points(s.find(f"{C}cat")))), {})
    values = [_points(s.find(f"{C}val")) for s in series]
    for index in sorted({*labels, *(i for v in values for i in v)}):
        yield [labels.get(index, str(index + 1)), *(v.get(index, "") for v in values)]


def _scatter(series: list[Any]) -> Iterator[list[str]]:
    """One row for each series of points: its name, all x, all y."""
    yield ["", "x", "y"]
    for one in series:
        xs, ys = _points(one.find(f"{C}xVal")), _points(one.find(f"{C}yVal"))
        order = sorted(ys)
        yield [_name(one), "; ".join(xs.get(i, str(i + 1)) for i in order), "; ".join(ys[i] for i in order)]
