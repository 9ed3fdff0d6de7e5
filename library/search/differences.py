"""What the index holds other than the library says it should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from library.models import Finding, Severity
from library.search.embedders import Embedder
from library.search.shelf import Shelf, text_hash

if TYPE_CHECKING:
    from library.store.outbox import FeedVerbs

_STEP = 2000
_MESSAGES = {
    "index.unreadable": "The search index cannot be read.",
    "index.missing": "This version is not in the search index.",
    "index.extra": "The search index holds a version the library does not know.",
    "index.stale": "The search index holds other words than the version.",
    "index.words_missing": "The lexical index lacks a text that the catalog lists.",
    "index.words_extra": "The lexical index holds a text that the catalog does not list.",
    "index.vector_missing": "The vector of this version was kept and is gone.",
}


def differences(lib: FeedVerbs, shelf: Shelf | None, embedder: Embedder | None, *, owner: bool) -> list[Finding]:
    """Findings by code and id. Vectors that wait for the model are no difference; Chroma is opened by an owner only."""
    if shelf is None:
        return [_finding("index.unreadable", "")]
    found = list(_texts(lib, shelf))
    numbers = set(shelf.words.numbers())
    found += [_finding("index.words_missing", e.id) for e in shelf.catalog.entries if e.n not in numbers]
    beyond = sorted(n for n in numbers if n >= len(shelf.catalog.entries))
    found += [_finding("index.words_extra", str(n)) for n in beyond]
    if embedder is not None:
        found += _vectors(lib, shelf, embedder.name, owner)
    return sorted(found, key=lambda finding: (finding.code, finding.subject))


def _texts(lib: FeedVerbs, shelf: Shelf) -> Iterator[Finding]:
    known = lib.indexable_ids()
    for start in range(0, len(known), _STEP):
        for text in lib.indexables(known[start : start + _STEP]):
            number = shelf.catalog.number_of.get(text.id)
            if number is None:
                yield _finding("index.missing", text.id)
            elif shelf.catalog.entries[number].hash != text_hash(text.text):
                yield _finding("index.stale", text.id)
    for id in shelf.catalog.number_of.keys() - set(known):
        yield _finding("index.extra", id)


def _vectors(lib: FeedVerbs, shelf: Shelf, model: str, owner: bool) -> Iterator[Finding]:
    entries = shelf.catalog.with_vector(model)
    kept = set(lib.vectors(model, {entry.hash for entry in entries}))
    if entries and owner:
        store = shelf.nearest(model)
        kept &= store.keys() if store is not None else set()
    yield from (_finding("index.vector_missing", entry.id) for entry in entries if entry.hash not in kept)


def _finding(code: str, subject: str) -> Finding:
    return Finding(code=code, severity=Severity.BLOCKING, message=_MESSAGES[code], subject=subject)
