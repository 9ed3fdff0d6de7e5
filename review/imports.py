"""Approvals given elsewhere, as rows of a table: read and validated before anything is signed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from library.errors import BadInput
from library.models import Audience, Role, Scope, UseClass

COLUMNS = ("id", "role", "material_code", "approved_on", "expires", "file_sha256", "reviewer")
OPTIONAL = ("market", "audience", "use_class", "channel")
_SHA256 = re.compile(r"[0-9a-f]{64}")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class ImportedApproval:
    """One row: who approved which version elsewhere, on what date, under which material code."""

    subject: str
    role: Role
    scope: Scope
    material_code: str
    approved_on: date
    expires: date | None
    file_sha256: str
    reviewer: str


def read_rows(
    rows: Sequence[Mapping[str, str]],
    resolve: Callable[[str], tuple[str, str]],
    own_scope: Callable[[str, str], Scope],
) -> list[ImportedApproval]:
    """The approvals of a table with the columns ``COLUMNS`` (and any of ``OPTIONAL``, for the scope).

    ``resolve`` gives kind and full id of an id's prefix; ``own_scope`` a record's scope where a row names none.
    Raises BadInput ``review.import_rows`` that names every row (the first is 1) that can't be used, and why.
    """
    found, wrong = [], []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(_read(row, resolve, own_scope))
        except (ValueError, BadInput) as error:
            wrong.append(f"row {number}: {error}")
    if wrong:
        raise BadInput("review.import_rows", "; ".join(wrong) + ".", "Nothing was imported: mend these rows.")
    return found


def _read(
    row: Mapping[str, str],
    resolve: Callable[[str], tuple[str, str]],
    own_scope: Callable[[str, str], Scope],
) -> ImportedApproval:
    cells = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)}
    for name in ("id", "role", "material_code", "approved_on", "reviewer"):
        if not cells[name]:
            raise ValueError(f"{name} is missing")
    if not _SHA256.fullmatch(cells["file_sha256"].lower()):
        raise ValueError("file_sha256 is the SHA-256 of the approved file, 64 hex digits")
    kind, full = resolve(cells["id"])
    own = own_scope(kind, full)
    approved_on, expires = _date(cells["approved_on"]), _date(cells["expires"]) if cells["expires"] else None
    if expires is not None and expires <= approved_on:
        raise ValueError(f"it expires ({expires}) before it was approved ({approved_on})")
    return ImportedApproval(
        subject=full,
        role=_one_of(Role, cells["role"], "role"),
        scope=Scope(
            market=cells["market"].upper() or own.market,
            audience=_one_of(Audience, cells["audience"] or own.audience, "audience"),
            use_class=_one_of(UseClass, cells["use_class"] or own.use_class, "use_class"),
            channel=cells["channel"] or own.channel,
        ),
        material_code=cells["material_code"],
        approved_on=approved_on,
        expires=expires,
        file_sha256=cells["file_sha256"].lower(),
        reviewer=cells["reviewer"],
    )


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(f"{cell!r} is no date (YYYY-MM-DD)") from error


def _one_of(kind: type[E], word: str, name: str) -> E:
    try:
        return kind(word)
    except ValueError as error:
        raise ValueError(f"{name} is one of {', '.join(kind)}, not {word!r}") from error
