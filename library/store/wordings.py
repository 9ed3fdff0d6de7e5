"""What a check of a foreign piece reads: every wording the library holds, leanly, and what became of a few of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from library import lifecycle
from library.models import Actor, Module, Passage, Scope
from library.store.modules import ModuleVerbs
from library.store.rows import rows_in
from library.store.sources import passage_record
from library.store.tables_content import modules, passages


class WordingRow(NamedTuple):
    """The words of one module version; ``n`` grows with each that is added."""

    n: int
    id: str
    body: str
    language: str


class WordingVerbs(ModuleVerbs):
    """Reads wordings by the hundred thousand and modules by the dozen. Writes nothing but the trail."""

    def wordings(self, after: int = 0) -> list[WordingRow]:
        """Every module version added after number ``after``, oldest first: all versions, whatever their state."""
        with self.reading() as tx:
            columns = select(modules.c.n, modules.c.id, modules.c.body, modules.c.language)
            later = columns.where(modules.c.n > after).order_by(modules.c.n)
            return [WordingRow(*row) for row in tx.execute(later)]

    def modules_named(self, ids: Collection[str]) -> dict[str, Module]:
        """The module versions of these ids; unknown ids are left out."""
        with self.reading() as tx:
            return self._modules_by_id(tx, ids)

    def passages_named(self, ids: Collection[str]) -> dict[str, Passage]:
        """The passages of these ids, of whatever reading; unknown ids are left out."""
        with self.reading() as tx:
            return {row.id: passage_record(row) for row in rows_in(tx, select(passages), passages.c.id, ids)}

    def scopes_named(self, ids: Collection[str]) -> dict[str, tuple[Scope, ...]]:
        """Where each module version may be used now, sorted; empty for those that may not be used anywhere."""
        with self.reading() as tx:
            versions, world = self._versions(tx, ids)
            now = self.now()
            found = {}
            for id, version in versions.items():
                openings = lifecycle.openings(version, world, now)
                market = version.market
                found[id] = tuple(_scope(o, market) for o in sorted(openings))
            return found

    def note_check(self, actor: Actor, sha256: str, said: str) -> None:
        """Write into the trail that a piece was checked, by its hash, with what came of it. Nothing else is kept."""
        with self.transaction() as tx:
            self._event(tx, actor, "check.piece", sha256, new=said)


def _scope(opening: lifecycle.Opening, market: str) -> Scope:
    """An opening as a scope: what is open to any audience or use is shown as doctors, promotional."""
    plain = opening._asdict()
    if opening.audience == "*":
        plain["audience"] = "hcp"
    if opening.use_class == "*":
        plain["use_class"] = "promotional"
    return Scope.model_validate({**plain, "market": market if opening.market == "*" else opening.market})
