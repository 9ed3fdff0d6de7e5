"""Turning rows into records and back, and reading many rows by id in bounded portions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import Column, Connection, Row, Select

from library.errors import Unavailable

R = TypeVar("R", bound=BaseModel)

PORTION = 500
"""Ids in one ``IN`` list: SQLite's own limits are far higher, but its planner likes short lists."""

_REPLACED = {0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


def storable(words: str) -> str:
    """The text with NUL and lone surrogates, which no database keeps, replaced one for one by U+FFFD."""
    return words.translate(_REPLACED)


def record(model: type[R], doc: object) -> R:
    """The record that a row holds. Raises Unavailable ``library.damaged`` if the row holds something else."""
    try:
        return model.model_validate(doc)
    except ValidationError as error:
        raise Unavailable(
            "library.damaged", f"A stored {model.__name__.lower()} is damaged.", "Run `clearcopy doctor`."
        ) from error


def portions(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    """The distinct ids, sorted, in portions."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), PORTION):
        yield ordered[start : start + PORTION]


def rows_in(tx: Connection, statement: Select[Any], column: Column[str], ids: Iterable[str]) -> list[Row[Any]]:
    """All rows of ``statement`` whose ``column`` is among ``ids``; each portion keeps the statement's order."""
    return [row for some in portions(ids) for row in tx.execute(statement.where(column.in_(some)))]


def end_of(day: date | None) -> datetime | None:
    """The first instant after ``day`` in UTC: what expires on a day may be used on that day. None stays None."""
    if day is None or day == date.max:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, UTC)
