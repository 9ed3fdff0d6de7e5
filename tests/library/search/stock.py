"""A library of nothing but texts, for the index to follow: the verbs of ``FeedVerbs`` over lists in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from library.errors import NotFound
from library.store.outbox import IndexText


class Stock:
    """Texts and vectors in memory; ``put`` is what a module's writing does to the feed."""

    def __init__(self) -> None:
        self.texts: dict[str, IndexText] = {}
        self.rows: list[tuple[int, str, str]] = []
        self.kept: dict[tuple[str, str], bytes] = {}

    def put(self, text: str, language: str = "en", *, kind: str = "module") -> str:
        id = hashlib.sha256(f"{len(self.texts)} {text}".encode()).hexdigest()
        self.texts[id] = IndexText(id=id, lineage=id, text=text, language=language, product="", market="US")
        self.rows.append((len(self.rows) + 1, kind, id))
        return id

    def feed(self, after: int, limit: int = 1000) -> list[tuple[int, str, str]]:
        return self.rows[after : after + limit]

    def feed_end(self) -> int:
        return len(self.rows)

    def indexable(self, id: str) -> IndexText:
        if id not in self.texts:
            raise NotFound("library.not_indexable", id)
        return self.texts[id]

    def indexables(self, ids: Iterable[str]) -> list[IndexText]:
        return [self.texts[id] for id in sorted(set(ids)) if id in self.texts]

    def indexable_ids(self) -> list[str]:
        return sorted(self.texts)

    def vectors(self, model: str, hashes: Iterable[str]) -> dict[str, bytes]:
        return {hash: self.kept[model, hash] for hash in hashes if (model, hash) in self.kept}

    def all_vectors(self, model: str) -> Iterator[tuple[str, bytes]]:
        yield from ((hash, vector) for (of, hash), vector in sorted(self.kept.items()) if of == model)

    def put_vectors(self, model: str, found: Mapping[str, bytes]) -> None:
        self.kept.update({(model, hash): vector for hash, vector in found.items()})
