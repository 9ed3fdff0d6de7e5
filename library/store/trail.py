"""The audit trail's verbs: read it, sign a checkpoint, verify it, take it away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select

from library import audit
from library.models import Actor, Event, Finding
from library.store.base import Store, events
from library.store.tables_use import checkpoints

PORTION = 5000


class TrailVerbs(Store):
    """Shows that nothing was altered."""

    def events(self, after: int = 0, limit: int | None = None) -> list[Event]:
        """Lines of the trail with a number above ``after``, in order."""
        with self.reading() as tx:
            rows = tx.execute(select(events).where(events.c.seq > after).order_by(events.c.seq).limit(limit))
            return [Event.model_validate(dict(row._mapping)) for row in rows]

    def last_event(self) -> int:
        """The number of the last line, 0 for an empty trail."""
        with self.reading() as tx:
            return int(tx.execute(select(func.max(events.c.seq))).scalar() or 0)

    def checkpoint(self, actor: Actor) -> dict[str, Any]:
        """Sign number and hash of the last line: ``{seq, hash, at, key, signature}``; keep it, and say so in the trail.

        Where the last line is a checkpoint's own, that checkpoint is returned.
        """
        with self.transaction() as tx:
            last = tx.execute(select(events).order_by(events.c.seq.desc()).limit(1)).first()
            before = tx.execute(select(checkpoints).order_by(checkpoints.c.seq.desc()).limit(1)).first()
            if before is not None and last is not None and last.seq == before.seq + 1:
                return _checkpoint(before)
            if last is None:
                self._event(tx, actor, "audit.begin", "")
                last = tx.execute(select(events).order_by(events.c.seq.desc()).limit(1)).one()
            made = self._signed_checkpoint(last.seq, last.hash)
            tx.execute(insert(checkpoints).values(**made))
            self._event(tx, actor, "audit.checkpoint", str(last.seq), new=last.hash)
            return audit.plain(made)

    def verify_audit(self) -> list[Finding]:
        """What is wrong with the trail as it lies in the database; empty if nothing is."""
        with self.reading() as tx:
            signed = [_checkpoint(row) for row in tx.execute(select(checkpoints).order_by(checkpoints.c.seq))]
            return audit.verify(self._all_events(tx), signed, self.keys.verify)

    def export_audit(self) -> bytes:
        """The whole trail as JSON lines: a head with the public keys, every line, every checkpoint, a signed end.

        ``library.audit.verify_export`` verifies it anywhere, without a database.
        """
        with self.reading() as tx:
            signed = [_checkpoint(row) for row in tx.execute(select(checkpoints).order_by(checkpoints.c.seq))]
            return audit.export(self._all_events(tx), signed, self.keys.public_keys(), self.keys.sign)

    def _signed_checkpoint(self, seq: int, hash: str) -> dict[str, Any]:
        at = self.now()
        key, signature = self.keys.sign(audit.checkpoint_message(seq, hash, at.isoformat()))
        return {"seq": seq, "hash": hash, "at": at, "key": key, "signature": signature}

    def _all_events(self, tx: Connection) -> Iterator[Event]:
        after = 0
        while True:
            rows = tx.execute(select(events).where(events.c.seq > after).order_by(events.c.seq).limit(PORTION)).all()
            if not rows:
                return
            yield from (Event.model_validate(dict(row._mapping)) for row in rows)
            after = rows[-1].seq


def _checkpoint(row: Any) -> dict[str, Any]:
    return audit.plain(dict(row._mapping))
