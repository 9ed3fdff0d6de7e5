"""From the beginning of an id to the record it names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from library.errors import BadInput, NotFound
from library.store.base import Store
from library.store.tables_content import modules, passages, sources
from library.store.tables_proposals import proposals
from library.store.tables_review import decisions, policies
from library.store.tables_use import answers, assets, releases

SHORTEST = 6
"""Characters of an id that at least must be given."""

_PLACES: tuple[tuple[str, Any], ...] = (
    ("source", sources.c.id),
    ("passage", passages.c.id),
    ("module", modules.c.id),
    ("asset", assets.c.id),
    ("answer", answers.c.id),
    ("decision", decisions.c.id),
    ("release", releases.c.id),
    ("policy", policies.c.id),
    ("proposal", proposals.c.id),
    ("lineage", modules.c.lineage),
    ("lineage", assets.c.lineage),
)


class ResolveVerbs(Store):
    """Finds a record by the beginning of its id."""

    def resolve(self, prefix: str) -> tuple[str, str]:
        """``(kind, full id)`` of the one record whose id begins with ``prefix``.

        Raises NotFound, or BadInput ``library.short_id`` or ``library.ambiguous_id``.
        """
        prefix = prefix.strip().lower()
        if len(prefix) < SHORTEST or not all(c in "0123456789abcdef-" for c in prefix):
            raise BadInput(
                "library.short_id", f"“{prefix[:40]}” is no beginning of an id: give {SHORTEST} or more of it."
            )
        with self.reading() as tx:
            found = sorted({(kind, id) for kind, column in _PLACES for id in self._beginning(tx, column, prefix)})
        if not found:
            raise NotFound("library.no_record", f"No record's id begins with {prefix[:12]}.")
        if len(found) > 1:
            some = ", ".join(f"{kind} {id[:16]}…" for kind, id in found[:5])
            raise BadInput("library.ambiguous_id", f"More than one record begins so: {some}.", "Give more of the id.")
        return found[0]

    def _beginning(self, tx: Connection, column: Any, prefix: str) -> list[str]:
        if len(prefix) in (36, 64):
            return list(tx.execute(select(column).where(column == prefix).limit(1)).scalars())
        if self.postgres:
            matches = column.startswith(prefix, autoescape=True)
        else:
            matches = (column >= prefix) & (column < prefix + "g")
        return list(tx.execute(select(column).where(matches).distinct().limit(6)).scalars())
