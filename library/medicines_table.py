"""The medicines of ``data/medicines.yaml``: one product a line, which gives way to a vocabulary of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import yaml

from library.errors import BadInput
from library.matching import name_path

Raw = dict[str, Any]
_FIELDS = ("kind", "classes", "treats", "en", "zh", "ja", "de", "exact", "never")
_LANGUAGES = ("en", "zh", "ja", "de")


def read_medicines(path: Path) -> dict[str, Raw]:
    """Products by id as a taxonomy file has them; no id stands twice. Raises BadInput ``taxonomy.invalid``."""
    found: dict[str, Raw] = {}
    for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).values():
        for line in block.splitlines():
            id, *cells = (cell.strip() for cell in line.split("|"))
            if id in found or len(cells) > len(_FIELDS):
                raise BadInput("taxonomy.invalid", f"{path.name}: {id} stands there twice or has too many fields.")
            found[id] = _product(dict(zip(_FIELDS, map(_parts, cells), strict=False)))
    return found


def _product(cells: Mapping[str, list[str]]) -> Raw:
    names = {language: cells[language] for language in _LANGUAGES if cells.get(language)}
    product: Raw = {"names": names} if names else {}
    product |= {key: cells[key] for key in ("classes", "treats", "exact", "never") if cells.get(key)}
    return product | ({"kind": cells["kind"][0]} if cells.get("kind") else {})


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";")] if cell else []


def giving_way(medicines: Mapping[str, Raw], own: Iterable[Mapping[str, Mapping[str, Raw]]]) -> dict[str, Raw]:
    """The medicines without those that a vocabulary of one's own has: by id, or under another id by a name.

    ``own`` are the contents of its files, by facet and id.
    """
    products = {id: raw for file in own for id, raw in file.get("product", {}).items()}
    if not products:
        return dict(medicines)
    taken = {name_path(name) for raw in products.values() for name in _names(raw)}
    gone = {id for id, raw in medicines.items() if id in products or any(name_path(n) in taken for n in _names(raw))}
    gone = {id for id in gone if "kind" in medicines[id]}
    return {id: _without(raw, gone - products.keys()) for id, raw in medicines.items() if id not in gone}


def _without(raw: Raw, gone: AbstractSet[str]) -> Raw:
    return (
        raw
        if gone.isdisjoint(raw.get("classes", ()))
        else raw | {"classes": [c for c in raw["classes"] if c not in gone]}
    )


def _names(raw: Raw) -> list[str]:
    names = raw.get("names")
    lists = names.values() if isinstance(names, dict) else ()
    return [name for listed in lists if isinstance(listed, list) for name in listed if isinstance(name, str)]
