"""Decimal figures of files as they are stored and shown. Pure."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def decimal_of(text: str) -> Decimal | None:
    """The figure a text holds; None if it holds none, or no finite one."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def plain(value: Decimal, places: int) -> str:
    """The figure rounded to ``places``, without an exponent and without zeros behind the last digit."""
    text = format(round(value, places).normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
