"""When two figures say the same: units converted, honest rounding, p-values, frequencies told in two ways."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from library.numbers import Number, NumberKind

_MASS = {"g": Decimal(1000), "mg": Decimal(1), "µg": Decimal("0.001"), "ng": Decimal("0.000001")}
_DURATION = {"minute": Decimal(1) / 1440, "hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7)}
_SAME_UNIT = {"point": "%", "pp": "%"}
_EXACT = (NumberKind.DOSE, NumberKind.FREQUENCY, NumberKind.NAME, NumberKind.DATE, NumberKind.PART, NumberKind.TOTAL)
SIGN_DIRECTION = {">": 1, "≥": 1, "<": -1, "≤": -1}
_COUNTED = frozenset({"", "patient", "times", "point", "fold"})
"""Units that a wording may leave unsaid."""
_LEVELS = frozenset(map(Decimal, ("0.05", "0.025", "0.01", "0.005", "0.001", "0.0001")))
"""Levels below which a p-value is said to lie, whatever it is."""
_HOURS = {"hour": 1, "day": 24, "week": 168}


def canonical(number: Number) -> tuple[str, Decimal]:
    """Unit and value, masses in milligrams and durations in days."""
    if number.unit in _MASS:
        return "mass", number.value * _MASS[number.unit]
    if number.unit in _DURATION:
        return "duration", number.value * _DURATION[number.unit]
    return _SAME_UNIT.get(number.unit, number.unit), number.value


def comparable(mine: Number, theirs: Number) -> bool:
    """Do both numbers count the same thing, as far as units and kinds say?"""
    strict = (NumberKind.FREQUENCY, NumberKind.DATE, NumberKind.NAME, NumberKind.LEVEL)
    if mine.kind in strict or theirs.kind in strict:
        return mine.kind == theirs.kind and (mine.unit == theirs.unit or _same_frequency(mine, theirs))
    if (mine.kind is NumberKind.P_VALUE) != (theirs.kind is NumberKind.P_VALUE):
        return False
    ours, other = canonical(mine)[0], canonical(theirs)[0]
    return ours == other or not mine.unit or not theirs.unit


def same_value(mine: Number, theirs: Number) -> bool:
    """Is the value the same, or an honest rounding of the source's?"""
    if mine.kind is NumberKind.P_VALUE:
        return _same_p(mine, theirs)
    if mine.kind is NumberKind.FREQUENCY:
        return _same_frequency(mine, theirs)
    unit, value = canonical(mine)
    other_unit, other = canonical(theirs)
    if unit not in ("mass", "duration") or other_unit != unit:
        value, other = mine.value, theirs.value
    if value == other:
        return True
    if mine.kind in _EXACT or mine.decimals >= theirs.decimals or not theirs.decimals:
        return False
    if mine.kind is NumberKind.RATIO and mine.decimals < 2:
        return False
    return abs(mine.value - theirs.value) <= Decimal(5).scaleb(-mine.decimals - 1)


def _same_frequency(mine: Number, theirs: Number) -> bool:
    """Twice a day and every 12 hours, once in 7 days and once a week."""
    if (mine.unit, mine.value) == (theirs.unit, theirs.value):
        return True
    ours, other = _hours_between(mine), _hours_between(theirs)
    return ours is not None and ours == other


def _hours_between(number: Number) -> Fraction | None:
    count, _, period = number.unit.removeprefix("/").partition(" ")
    if number.kind is not NumberKind.FREQUENCY or period not in _HOURS or not number.value:
        return None
    return Fraction(int(count) * _HOURS[period]) / Fraction(number.value)


def _same_p(mine: Number, theirs: Number) -> bool:
    if SIGN_DIRECTION.get(mine.sign, 0) * SIGN_DIRECTION.get(theirs.sign, 0) < 0:
        return False
    if mine.value == theirs.value:
        return not (mine.sign == "=" and theirs.sign == "<")
    if mine.sign in ("<", "≤") and theirs.sign in ("<", "=", "≤", ""):
        return theirs.value <= mine.value and (
            mine.value in _LEVELS or (mine.decimals < theirs.decimals and mine.value < Decimal("0.05"))
        )
    return mine.decimals < theirs.decimals and abs(mine.value - theirs.value) <= Decimal(5).scaleb(-mine.decimals - 1)


def same_in_copy(mine: Number, theirs: Number, *, with_unit: bool = True) -> bool:
    """Do two figures that stand at the same place of a sentence and of its copy say the same?"""
    if (mine.kind is NumberKind.FREQUENCY) != (theirs.kind is NumberKind.FREQUENCY):
        return False
    if mine.kind is NumberKind.FREQUENCY:
        return _same_frequency(mine, theirs)
    if with_unit and not _same_unit(mine, theirs):
        return False
    return same_value(mine, theirs)


def _same_unit(mine: Number, theirs: Number) -> bool:
    if mine.unit == theirs.unit or NumberKind.NAME in (mine.kind, theirs.kind):
        return True
    if mine.unit in _COUNTED and theirs.unit in _COUNTED:
        return True
    return canonical(mine)[0] == canonical(theirs)[0] and canonical(mine)[0] in ("mass", "duration")
