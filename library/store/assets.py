"""Assets: generated pieces, whose every statement cites module versions; and how models were run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from library.errors import BadInput, NotFound
from library.models import Actor, Asset, AssetContent, AssetKind, Status, WriterRun, content_id
from library.store.base import uuid7
from library.store.modules import ModuleVerbs
from library.store.rows import record, rows_in
from library.store.tables_use import assets, citations, runs


class AssetVerbs(ModuleVerbs):
    """Keeps asset versions and finds them."""

    def add_asset(self, actor: Actor, content: AssetContent, *, parent: str | None = None) -> Asset:
        """Keep an asset version as a draft; the same content in the same lineage is the same record.

        Raises NotFound if the parent or a cited module version is not known.
        """
        with self.transaction() as tx:
            before = self._asset(tx, parent) if parent is not None else None
            lineage = before.lineage if before else content_id("asset lineage", content)
            id = asset_id(content, lineage, parent)
            if self._asset_rows(tx, [id]):
                return self._asset(tx, id)
            missing = set(content.cited) - self._modules_by_id(tx, content.cited).keys()
            if missing:
                raise NotFound("library.no_module", f"There is no module {min(missing)[:12]}….")
            self._insert_asset(tx, actor, id, lineage, parent, content)
            self._event(tx, actor, "asset.add", id, old=parent or "", new=lineage)
            self._outbox(tx, "asset", id)
            return self._asset(tx, id)

    def asset(self, id: str) -> Asset:
        """One asset version. Raises NotFound."""
        with self.reading() as tx:
            return self._asset(tx, id)

    def assets(self, *, kind: AssetKind | None = None, product: str = "", status: Status | None = None) -> list[Asset]:
        """Asset versions as they came, oldest first."""
        statement = select(assets).order_by(assets.c.n)
        if kind is not None:
            statement = statement.where(assets.c.kind == kind.value)
        if product:
            statement = statement.where(assets.c.product == product)
        with self.reading() as tx:
            rows = tx.execute(statement).all()
            if status is not None:
                states = self._statuses(tx, [row.id for row in rows])
                rows = [row for row in rows if states[row.id] is status]
        return [asset_record(row) for row in rows]

    def used_in(self, modules: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Per module version of those given the ids of the asset versions that cite it, as they came."""
        statement = select(citations).join(assets, assets.c.id == citations.c.asset).order_by(assets.c.n)
        found: dict[str, list[str]] = {id: [] for id in modules}
        with self.reading() as tx:
            for row in rows_in(tx, statement, citations.c.module, list(found)):
                found[row.module].append(row.asset)
        return {id: tuple(cited) for id, cited in found.items()}

    def record_run(self, actor: Actor, run: WriterRun, subject: str = "") -> str:
        """Keep how a model was run and who started it; for ``subject`` that person counts as an author."""
        with self.transaction() as tx:
            id = uuid7(self.now())
            n = self._next(tx, runs.c.n)
            tx.execute(insert(runs).values(n=n, id=id, subject=subject, person=actor.id, at=self.now(), doc=run))
            self._event(tx, actor, "run.record", id, new=subject)
            self._outbox(tx, "run", id)
            return id

    def _asset(self, tx: Connection, id: str) -> Asset:
        rows = self._asset_rows(tx, [id])
        if not rows:
            raise NotFound("library.no_asset", f"There is no asset {id[:12]}….")
        return asset_record(rows[0])

    def _asset_rows(self, tx: Connection, ids: Collection[str]) -> list[Row[Any]]:
        return rows_in(tx, select(assets).order_by(assets.c.n), assets.c.id, ids)

    def _insert_asset(
        self, tx: Connection, actor: Actor, id: str, lineage: str, parent: str | None, content: AssetContent
    ) -> None:
        if not content.sections:
            raise BadInput("library.empty_asset", "An asset has at least one section.")
        newest = tx.execute(select(func.max(assets.c.version)).where(assets.c.lineage == lineage)).scalar()
        brief = content.brief
        tx.execute(
            insert(assets).values(
                n=self._next(tx, assets.c.n),
                id=id,
                lineage=lineage,
                parent=parent,
                version=(newest or 0) + 1,
                kind=brief.kind.value,
                product=brief.product,
                market=brief.scope.market,
                language=brief.language,
                doc=content,
                author=actor.id,
                behalf=actor.on_behalf_of,
                at=self.now(),
            )
        )
        if content.cited:
            tx.execute(insert(citations), [{"asset": id, "module": module} for module in content.cited])


def asset_id(content: AssetContent, lineage: str, parent: str | None) -> str:
    """Id of an asset version: going back to an old content is a new version, since its parent differs."""
    return content_id("asset", [content.model_dump(mode="json"), lineage, parent])


def asset_record(row: Row[Any]) -> Asset:
    """The Asset of a row of ``assets``."""
    return Asset(
        id=row.id,
        lineage=row.lineage,
        parent=row.parent,
        version=row.version,
        content=record(AssetContent, row.doc),
        author=row.author,
        created_at=row.at,
    )
