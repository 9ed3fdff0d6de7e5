"""A spreadsheet of concepts as a taxonomy file: one concept a row, its names per language in a column each. Pure.

Columns, in any order: ``facet`` and ``id``; a language each (``en`` ``zh`` ``ja`` ``de`` or any two letters), the label
first, then synonyms, parted by ``;`` or ``|``; and where the facet asks for them ``kind`` ``parent`` ``exact``
``never`` ``contains`` ``classes`` ``treats`` ``group`` ``product`` ``barrier``. Scenarios, with their ladders of
messages, are written in YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from library.errors import BadInput
from library.taxonomy_records import FACETS

_LANGUAGE = re.compile(r"[a-z]{2}")
_PARTING = re.compile(r"[;；|\n]")
_LISTS = ("exact", "never", "contains", "classes", "treats")
_WORDS = ("kind", "parent", "group", "product", "barrier")
_ID = re.compile(r"[a-z][a-z0-9_]{1,63}")
FACETS_OF_TABLES = tuple(facet for facet in FACETS if facet != "scenario")


def from_table(rows: Sequence[Sequence[str]]) -> str:
    """YAML text of a table whose first row names the columns.

    Raises BadInput ``taxonomy.table`` that names every row (the first under the header is 2) that can't be used.
    """
    if len(rows) < 2:
        raise BadInput("taxonomy.table", "The table has no rows.", "Give a header row and one concept a row.")
    columns = [cell.strip().lower() for cell in rows[0]]
    _check_columns(columns)
    found: dict[str, dict[str, Any]] = {}
    wrong = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[place].strip() for place, name in enumerate(columns) if name and place < len(row)}
        if not any(cells.values()):
            continue
        try:
            facet, id, concept = _concept(cells)
            if id in found.setdefault(facet, {}):
                raise ValueError(f"{facet} {id} stands there twice")
            found[facet][id] = concept
        except ValueError as error:
            wrong.append(f"row {number}: {error}")
    if wrong:
        raise BadInput("taxonomy.table", "; ".join(wrong) + ".", "Nothing was taken over: mend these rows.")
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False)


def _check_columns(columns: Sequence[str]) -> None:
    known = {"facet", "id", *_LISTS, *_WORDS}
    strange = [name for name in columns if name and name not in known and not _LANGUAGE.fullmatch(name)]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if strange or twice or not {"facet", "id"} <= set(columns):
        what = f"Not known: {', '.join(strange)}. " if strange else f"Twice: {', '.join(twice)}. " if twice else ""
        raise BadInput(
            "taxonomy.table",
            f"The header does not name the columns as they are called. {what}".strip(),
            f"Columns: facet, id, a language each (en, zh, ja, de), {', '.join((*_WORDS, *_LISTS))}.",
        )


def _concept(cells: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    facet, id = cells.get("facet", "").lower().replace(" ", "_"), cells.get("id", "").lower().replace(" ", "_")
    if facet not in FACETS_OF_TABLES:
        raise ValueError(f"{facet or 'nothing'!r} is no facet; choose from {', '.join(FACETS_OF_TABLES)}")
    if not _ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id; write small letters, digits and _, a letter first")
    names = {name: _parts(cell) for name, cell in cells.items() if _LANGUAGE.fullmatch(name) and name != "id" and cell}
    concept: dict[str, Any] = {"names": names} if names else {}
    concept |= {name: _parts(cells[name]) for name in _LISTS if cells.get(name)}
    concept |= {name: cells[name] for name in _WORDS if cells.get(name)}
    if not names and not concept.get("exact"):
        raise ValueError(f"{id} has no name in any language")
    return facet, id, concept


def _parts(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _PARTING.split(cell) if part.strip()))
