"""The index's side of the store: what changed since, the words to index, and the vectors of words seen before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from library.errors import NotFound
from library.models import Record
from library.store.base import Store, outbox
from library.store.rows import portions, rows_in
from library.store.tables_content import modules
from library.store.tables_use import assets
from library.store.tables_work import vectors


class IndexText(Record):
    """The words by which a module or asset version is found. Never its status: that is asked when it is used."""

    id: str
    lineage: str
    text: str
    language: str
    product: str
    market: str


class FeedVerbs(Store):
    """What an index follows."""

    def feed(self, after: int, limit: int = 1000) -> list[tuple[int, str, str]]:
        """``(seq, kind, id)`` of records written or changed after ``seq``, oldest first."""
        with self.reading() as tx:
            later = select(outbox).where(outbox.c.seq > after).order_by(outbox.c.seq).limit(limit)
            return [(row.seq, row.kind, row.subject) for row in tx.execute(later)]

    def feed_end(self) -> int:
        """The number of the newest row of the feed, 0 if there is none."""
        with self.reading() as tx:
            return int(tx.execute(select(func.max(outbox.c.seq))).scalar() or 0)

    def indexable(self, id: str) -> IndexText:
        """The words of a module or asset version. Raises NotFound ``library.not_indexable``."""
        found = self.indexables([id])
        if not found:
            raise NotFound("library.not_indexable", f"{id[:12]}… is no module or asset.")
        return found[0]

    def indexables(self, ids: Iterable[str]) -> list[IndexText]:
        """The words of every module and asset version among ``ids``, by id; other ids are left out."""
        wanted = list(ids)
        with self.reading() as tx:
            found = [_module_text(row) for row in rows_in(tx, select(modules), modules.c.id, wanted)]
            found += [_asset_text(row) for row in rows_in(tx, select(assets), assets.c.id, wanted)]
        return sorted(found, key=lambda text: text.id)

    def indexable_ids(self) -> list[str]:
        """Ids of everything an index should hold, sorted."""
        with self.reading() as tx:
            found = [*tx.execute(select(modules.c.id)).scalars(), *tx.execute(select(assets.c.id)).scalars()]
        return sorted(found)

    def vectors(self, model: str, hashes: Iterable[str]) -> dict[str, bytes]:
        """Vectors kept for texts of these SHA-256 under a model; unknown ones are left out."""
        mine = select(vectors.c.hash, vectors.c.vector).where(vectors.c.model == model)
        with self.reading() as tx:
            return {row.hash: bytes(row.vector) for row in rows_in(tx, mine, vectors.c.hash, hashes)}

    def all_vectors(self, model: str) -> Iterator[tuple[str, bytes]]:
        """Every ``(text hash, vector)`` of a model, by hash, without holding them all at once."""
        last = ""
        while True:
            later = select(vectors.c.hash, vectors.c.vector).where(vectors.c.model == model, vectors.c.hash > last)
            with self.reading() as tx:
                rows = tx.execute(later.order_by(vectors.c.hash).limit(5000)).all()
            if not rows:
                return
            yield from ((row.hash, bytes(row.vector)) for row in rows)
            last = rows[-1].hash

    def put_vectors(self, model: str, found: Mapping[str, bytes]) -> None:
        """Keep the vectors of texts under a model, in place of earlier ones. Derived data: no event, no outbox row."""
        if not found:
            return
        with self.transaction() as tx:
            for some in portions(found):
                tx.execute(delete(vectors).where(vectors.c.model == model, vectors.c.hash.in_(some)))
            rows = [{"model": model, "hash": hash, "vector": vector} for hash, vector in sorted(found.items())]
            tx.execute(insert(vectors), rows)

    def drop_vectors(self, model: str) -> int:
        """Forget every vector of a model; how many there were."""
        with self.transaction() as tx:
            return int(tx.execute(delete(vectors).where(vectors.c.model == model)).rowcount)


def _module_text(row: Row[Any]) -> IndexText:
    words = "\n".join((*row.doc.get("context", ()), row.body))
    return IndexText(
        id=row.id, lineage=row.lineage, text=words, language=row.language, product=row.product, market=row.market
    )


def _asset_text(row: Row[Any]) -> IndexText:
    lines = [row.doc["title"]]
    for section in row.doc["sections"]:
        lines += [section["title"], *(statement["text"] for statement in section["statements"])]
    return IndexText(
        id=row.id,
        lineage=row.lineage,
        text="\n".join(lines),
        language=row.language,
        product=row.product,
        market=row.market,
    )
