"""Reading taxonomy files: YAML without trust, merged in order, every mistake named by file and key."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from library.errors import BadInput
from library.matching import name_path
from library.medicines_table import giving_way, read_medicines
from library.taxonomy_records import FACETS, REFERENCES, Concept, Scenario

Raw = dict[str, Any]
Facets = dict[str, dict[str, Concept]]


def read_taxonomy(paths: Iterable[Path], medicines: Path | None = None, own: Iterable[Path] = ()) -> Facets:
    """Concepts by facet and id, of the built-in files, the medicines that give way, and files of one's own.

    Raises BadInput (codes in :meth:`library.taxonomy.Taxonomy.load`).
    """
    files = [(path, _load(path)) for path in paths]
    further = [(path, _load(path)) for path in own]
    if medicines is not None:
        files.append((medicines, {"product": giving_way(read_medicines(medicines), (file for _, file in further))}))
    merged: dict[str, dict[str, Raw]] = {facet: {} for facet in FACETS}
    origin: dict[tuple[str, str], Path] = {}
    for path, file in (*files, *further):
        for facet, entries in file.items():
            for id, raw in entries.items():
                merged[facet][id] = _merge(merged[facet].get(id), raw, f"{path.name}: {facet}.{id}")
                origin[facet, id] = path
    facets: Facets = {facet: {} for facet in FACETS}
    for facet, entries in merged.items():
        for id, raw in entries.items():
            facets[facet][id] = _concept(facet, id, raw, origin[facet, id].name)
    _check_references(facets, origin)
    _check_names(facets, origin)
    return facets


class _Loader(yaml.CSafeLoader):
    """The safe loader in C (the plain one takes 0.4 s), refusing a key that is written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} is written twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping


def _load(path: Path) -> dict[str, dict[str, Raw]]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
        raise BadInput("taxonomy.unreadable", f"{path.name} is not a readable taxonomy: {error}") from error
    if not isinstance(data, dict):
        raise BadInput("taxonomy.invalid", f"{path.name} must hold one mapping of facets.")
    for facet, entries in data.items():
        if facet not in FACETS:
            raise BadInput(
                "taxonomy.unknown_key", f"{path.name}: unknown facet {facet!r}.", f"Facets: {_list(FACETS)}."
            )
        if not isinstance(entries, dict):
            raise BadInput("taxonomy.invalid", f"{path.name}: {facet} must map ids to concepts.")
        for id, raw in entries.items():
            _check_keys(facet, id, raw, path)
    return data


def _check_keys(facet: str, id: object, raw: object, path: Path) -> None:
    if not isinstance(id, str) or not isinstance(raw, dict):
        raise BadInput("taxonomy.invalid", f"{path.name}: {facet}.{id} must be a mapping under a word.")
    known = {field.alias or name for name, field in FACETS[facet].model_fields.items()} - {"id", "facet"}
    for key in raw:
        if key not in known:
            raise BadInput(
                "taxonomy.unknown_key", f"{path.name}: {facet}.{id}: unknown key {key!r}.", f"Keys: {_list(known)}."
            )


def _merge(old: Raw | None, new: Raw, where: str) -> Raw:
    """Names: the new label first, then all others; lists are joined; the rest is replaced. A product keeps its kind."""
    if old is None:
        return new
    merged = dict(old)
    for key, value in new.items():
        before = old.get(key)
        if key == "kind" and before not in (None, value):
            raise BadInput("taxonomy.invalid", f"{where}.kind: {value!r} contradicts {before!r} of an earlier file.")
        if key == "names" and isinstance(value, dict) and isinstance(before, dict):
            merged[key] = {**before, **{lang: _join(names, before.get(lang)) for lang, names in value.items()}}
        elif key != "messages" and isinstance(value, list) and isinstance(before, list):
            merged[key] = _join(before, value)
        elif isinstance(value, dict) and isinstance(before, dict):
            merged[key] = {**before, **value}
        else:
            merged[key] = value
    return merged


def _join(first: Any, second: Any) -> Any:
    if not isinstance(first, list) or not isinstance(second, list):
        return first
    return first + [item for item in second if item not in first]


def _concept(facet: str, id: str, raw: Raw, filename: str) -> Concept:
    try:
        return FACETS[facet].model_validate({**raw, "id": id, "facet": facet})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, (facet, id, *first["loc"])))
        raise BadInput("taxonomy.invalid", f"{filename}: {key}: {first['msg']}.") from error


def _check_references(facets: Facets, origin: Mapping[tuple[str, str], Path]) -> None:
    for facet, concepts in facets.items():
        for concept in concepts.values():
            for key, target, value in _references(concept):
                if value and value not in facets[target]:
                    where = f"{origin[facet, concept.id].name}: {facet}.{concept.id}.{key}"
                    raise BadInput("taxonomy.unknown_reference", f"{where}: there is no {target} {value!r}.")


def _references(concept: Concept) -> Iterable[tuple[str, str, str]]:
    yield "parent", concept.facet, concept.parent
    pieces: list[Any] = [concept, *(concept.messages if isinstance(concept, Scenario) else ())]
    for piece in pieces:
        for key, target in REFERENCES.items():
            value = getattr(piece, key, ())
            for name in (value,) if isinstance(value, str) else value:
                yield key, target, name


def _check_names(facets: Facets, origin: Mapping[tuple[str, str], Path]) -> None:
    """A name belongs to one concept of its facet; a name of nothing but blanks finds nothing."""
    for facet, concepts in facets.items():
        owner: dict[tuple[str, ...], str] = {}
        for concept in concepts.values():
            where = f"{origin[facet, concept.id].name}: {facet}.{concept.id}"
            for name in (name for names in concept.names.values() for name in names):
                path = name_path(name)
                if not path:
                    raise BadInput("taxonomy.invalid", f"{where}.names: {name!r} holds no word.")
                if owner.setdefault(path, concept.id) != concept.id:
                    raise BadInput(
                        "taxonomy.ambiguous_name", f"{where}.names: {name!r} is already a name of {owner[path]!r}."
                    )


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
