"""What a chart's value axes do to its figures: where they start, what is drawn along them, between which values.

Given as facts beside the axis's name and bounds (ECMA-376 part 1, 21.2: ``c:valAx``, ``c:scaling``, ``c:crosses``), all
words, so that whoever judges the drawing needs no drawing. For each ``value_axis`` (further ones ``value_axis_2`` …):

``_draws``    bars, areas, lines or points, "stacked" before those that stand on one another
``_lowest``, ``_highest``  the values with the shortest and the longest bar, and ``…_of`` what they belong to
``_log``      base of a logarithmic scale
``_from``     where bars begin if not at zero: a value, ``min`` or ``max``
``_percent``  ``yes`` where a value of 0.4 is shown as 40%
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from library.decimals import decimal_of, plain

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWS = {
    "barChart": "bars",
    "bar3DChart": "bars",
    "areaChart": "areas",
    "area3DChart": "areas",
    "lineChart": "lines",
    "line3DChart": "lines",
    "stockChart": "lines",
    "scatterChart": "points",
    "bubbleChart": "points",
}
_STACKED = ("stacked", "percentStacked")
Value = tuple[Decimal, str]
"""A value and what it belongs to."""


def axis_facts(plot_area: Any, name_of: Callable[[Any], str]) -> dict[str, str]:
    """Facts of all value axes of a plot area; ``name_of`` gives the name of a series."""
    facts: dict[str, str] = {}
    for index, axis in enumerate(plot_area.iter(f"{C}valAx")):
        key = "value_axis" if index == 0 else f"value_axis_{index + 1}"
        number = _val(axis, "axId")
        along = [plot for plot in plot_area if _is_along(plot, number)]
        draws = list(dict.fromkeys(_drawn(plot) for plot in along))
        if base := _val(axis, "scaling/logBase"):
            facts[f"{key}_log"] = base
        if not draws:
            continue
        facts[f"{key}_draws"] = ", ".join(draws)
        if begins := _begins(plot_area, axis):
            facts[f"{key}_from"] = begins
        if _shows_percent(axis, along):
            facts[f"{key}_percent"] = "yes"
        values = [value for plot in along for value in _values(plot, name_of)]
        for name, chosen in (("lowest", min), ("highest", max)):
            if values:
                value, of = chosen(values, key=lambda one: abs(one[0]))
                facts[f"{key}_{name}"] = plain(value, 10)
                facts |= {f"{key}_{name}_of": of} if of else {}
    return facts


def _is_along(plot: Any, number: str) -> bool:
    """Are the values of this plot measured on the axis of that number? Of the two axes of points, on the second."""
    what = _DRAWS.get(plot.tag.rsplit("}", 1)[-1], "")
    numbers = [one.get("val") or "" for one in plot.findall(f"{C}axId")]
    return bool(what) and plot.find(f"{C}ser") is not None and number in (numbers[1:] if what == "points" else numbers)


def _drawn(plot: Any) -> str:
    what = _DRAWS[plot.tag.rsplit("}", 1)[-1]]
    return f"stacked {what}" if _val(plot, "grouping") in _STACKED and what != "points" else what


def _begins(plot_area: Any, axis: Any) -> str:
    """Where the axis of the categories crosses, which is where bars begin; "" for zero, or the bound next to it."""
    for other in plot_area:
        if other.tag in (f"{C}catAx", f"{C}dateAx", f"{C}serAx") and _val(other, "crossAx") == _val(axis, "axId"):
            at = _val(other, "crossesAt")
            named = _val(other, "crosses")
            return at or (named if named in ("min", "max") else "")
    return ""


def _shows_percent(axis: Any, along: list[Any]) -> bool:
    codes = [axis.find(f"{C}numFmt")]
    linked = codes[0] is None or codes[0].get("sourceLinked") in ("1", "true")
    shown = [codes[0].get("formatCode") or ""] if codes[0] is not None else []
    if linked:
        shown += [code.text or "" for plot in along for code in plot.iter(f"{C}formatCode")]
    return any("%" in re.sub(r'"[^"]*"|\\.', "", code) for code in shown)


def _values(plot: Any, name_of: Callable[[Any], str]) -> Iterator[Value]:
    """The heights that are compared by eye: of each bar, or of each stack."""
    series = plot.findall(f"{C}ser")
    is_stacked = _drawn(plot).startswith("stacked")
    stacks: dict[str, Value] = {}
    for one in series:
        name = name_of(one) if len(series) > 1 else ""
        labels = _cached(one.find(f"{C}cat"))
        for index, text in _cached(one.find(f"{C}val") if one.find(f"{C}val") is not None else one.find(f"{C}yVal")):
            value = decimal_of(text)
            if value is None:
                continue
            label = dict(labels).get(index, "")
            if is_stacked:
                stacks[index] = stacks.get(index, (Decimal(0), label))[0] + value, label
            else:
                yield value, ", ".join(part for part in (label, name) if part)
    yield from stacks.values()


def _cached(holder: Any) -> list[tuple[str, str]]:
    """Index and text of each cached point; of labels in levels the innermost."""
    if holder is None:
        return []
    level = holder.find(f".//{C}lvl")
    points = (level if level is not None else holder).iter(f"{C}pt")
    return [(point.get("idx") or "0", " ".join((point.findtext(f"{C}v") or "").split())) for point in points]


def _val(element: Any, path: str) -> str:
    found = element.find("/".join(f"{C}{tag}" for tag in path.split("/")))
    return (found.get("val") or "") if found is not None else ""
