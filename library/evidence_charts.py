"""Does a chart draw its figures as they are? Judged from the facts a reader of the file gives about its axes.

Bars and areas are compared by their length, so they must begin at zero; on a logarithmic scale their length compares
nothing. Lines and points are compared by their place: there a cut axis is worth a note where the values are shares of a
whole. Where the file leaves the start of an axis to the program, office programs begin at zero unless the values lie
within a sixth of the largest (Microsoft's rule for automatic axis limits; LibreOffice draws the same): then how it was
drawn is not known, and that is what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from library.decimals import decimal_of, plain
from library.models import Finding, Severity

CLOSE = Decimal(1) / 6
"""Values that differ by less than this share of the largest: an automatic axis need not begin at zero."""
_AXIS = re.compile(r"value_axis(?:_\d+)?")
_SAYS_LOG = re.compile(r"\blog\b|\blog[- ]?\d|logarithm|对数|對數|対数|\bln\b", re.IGNORECASE)
_SAYS_CUT = re.compile(
    r"truncated|axis break|broken axis|(?:not|n['’]t) start(?:ing)? (?:at|from) (?:zero|0)|not to scale|"
    r"截断|不从(?:零|0)|非零起点|起点(?:不为|非)(?:零|0)|0から始ま|軸を?省略|波線|"
    r"abgeschnitten|gestaucht|unterbrochene Achse|nicht bei (?:null|0)",
    re.IGNORECASE,
)


def chart_findings(facts: Mapping[str, str], shown: str = "") -> tuple[Finding, ...]:
    """What a chart's axes do to its figures; empty for an honest chart and for facts of anything else.

    ``facts`` are those of a chart's passages (``value_axis``, ``value_axis_min``, ``value_axis_draws`` …), ``shown``
    the words that stand with the chart: an axis that is said to be cut there is only noted, and one that is said to be
    logarithmic is no matter.
    """
    keys = sorted({match.group() for key in facts if (match := _AXIS.match(key))})
    return tuple(finding for key in keys for finding in _of_axis(_Axis(facts, key), shown))


class _Axis:
    """One value axis of a chart, as its facts tell it."""

    def __init__(self, facts: Mapping[str, str], key: str) -> None:
        self._facts, self._key = facts, key
        self.title = facts.get(key, "")
        self.name = f"The value axis “{self.title}”" if self.title else "The value axis"
        self.draws = self._get("draws").split(", ")
        self.low, self.high = self._number("min"), self._number("max")
        self.lowest, self.highest = self._number("lowest"), self._number("highest")
        self.log = self._get("log")

    @property
    def lengths(self) -> str:
        """What is compared by length along the axis: ``bar``, ``area``, or "" where nothing is."""
        return next((what[:-1].split()[-1] for what in self.draws if what.endswith(("bars", "areas"))), "")

    @property
    def is_stacked(self) -> bool:
        return any(what.startswith("stacked") for what in self.draws)

    @property
    def is_share(self) -> bool:
        return bool(self._get("percent")) or "%" in self.title or "％" in self.title

    def base(self) -> Decimal | None:
        """Where bars begin: the crossing the file names, zero, or the bound next to it; None where it is not known."""
        begins = self._get("from")
        if begins in ("min", "max"):
            return self.low if begins == "min" else self.high
        if begins:
            return decimal_of(begins)
        if self.low is not None and self.low > 0:
            return self.low
        if self.high is not None and self.high < 0:
            return self.high
        return None if self.may_be_cut() else Decimal(0)

    def may_be_cut(self) -> bool:
        """Is it left to the program where the axis starts, with values so close that it may start above zero?"""
        low, high = self.lowest, self.highest
        if self.is_stacked or not low or not high or low == high or (low > 0) != (high > 0):
            return False
        is_free = self.low is None if high > 0 else self.high is None
        return is_free and abs(high - low) < CLOSE * abs(high)

    def shown(self, value: Decimal) -> str:
        """A value as the axis shows it."""
        return f"{plain(value * 100, 4)}%" if self._get("percent") else plain(value, 4)

    def named(self, which: str) -> str:
        """The lowest or highest value with what it belongs to."""
        value = self.lowest if which == "lowest" else self.highest
        of = self._get(f"{which}_of")
        return (self.shown(value) if value is not None else "") + (f" ({of})" if of else "")

    def _get(self, name: str) -> str:
        return self._facts.get(f"{self._key}_{name}", "")

    def _number(self, name: str) -> Decimal | None:
        return decimal_of(self._get(name))


def _of_axis(axis: _Axis, shown: str) -> Iterator[Finding]:
    said = f"{axis.title}\n{shown}"
    if axis.log:
        if not _SAYS_LOG.search(said):
            yield _logarithmic(axis)
        return
    if axis.lengths:
        base = axis.base()
        if base is None and axis.may_be_cut():
            yield _automatic(axis)
        elif base:
            severity = Severity.ADVISORY if _SAYS_CUT.search(said) else Severity.BLOCKING
            yield _finding("axis_truncated", severity, axis, f"{_start(axis, base)}: {_drawn(axis, base)}.")
    elif axis.low is not None and axis.low > 0 and axis.is_share and {"lines", "points"} & set(axis.draws):
        message = f"{_start(axis, axis.low)}: differences between the curves look larger than they are."
        yield _finding("axis_note", Severity.ADVISORY, axis, message)


def _logarithmic(axis: _Axis) -> Finding:
    if axis.lengths:
        message = f"{axis.name} is logarithmic (base {axis.log}) and nothing says so: {_no_comparison(axis)}."
        return _finding("axis_logarithmic", Severity.BLOCKING, axis, message)
    message = f"{axis.name} is logarithmic (base {axis.log}) and nothing beside the chart says so."
    return _finding("axis_logarithmic", Severity.ADVISORY, axis, message)


def _automatic(axis: _Axis) -> Finding:
    message = (
        f"The file leaves it to the program where {axis.name[0].lower()}{axis.name[1:]} starts, and with values so "
        f"close together ({axis.named('lowest')} and {axis.named('highest')}) that need not be zero: "
        f"see how the {axis.lengths}s are drawn."
    )
    return _finding("axis_automatic", Severity.ADVISORY, axis, message)


def _start(axis: _Axis, base: Decimal) -> str:
    if base in (axis.low, axis.high):
        return f"{axis.name} {'starts' if base == axis.low else 'ends'} at {axis.shown(base)}, not at zero"
    return f"On {axis.name[0].lower()}{axis.name[1:]} the {axis.lengths}s start at {axis.shown(base)}, not at zero"


def _drawn(axis: _Axis, base: Decimal) -> str:
    """The true ratio of the highest and the lowest value against the one that is drawn."""
    low, high = axis.lowest, axis.highest
    if not low or not high or low == high or (low > 0) != (high > 0):
        return _no_comparison(axis)
    what = "bar" if axis.lengths == "bar" else "area"
    if (low - base) * high <= 0:
        return f"of {axis.named('lowest')} nothing is drawn, beside {axis.named('highest')}"
    true, drawn = high / low, (high - base) / (low - base)
    if drawn <= 0:
        return _no_comparison(axis)
    how = "long" if what == "bar" else "high"
    return (
        f"{axis.named('highest')} is {_times(true)} times {axis.named('lowest')}, "
        f"but its {what} is drawn {_times(drawn)} times as {how}"
    )


def _no_comparison(axis: _Axis) -> str:
    what = "length" if axis.lengths == "bar" else "height"
    return f"the {what} of its {axis.lengths}s does not show how the values compare"


def _times(ratio: Decimal) -> str:
    return f"{ratio:.1f}" if ratio >= Decimal("1.15") else f"{ratio:.2f}"


def _finding(code: str, severity: Severity, axis: _Axis, message: str) -> Finding:
    return Finding(code=f"evidence.{code}", severity=severity, message=message, words=axis.title)
