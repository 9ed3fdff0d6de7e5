"""What the store's doctor looks at: files, ids, quotes, signatures, the trail."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from library.models import Finding, Severity
from library.store.proof import ProofVerbs, finding, is_content, wrong_assets, wrong_modules
from library.store.rows import portions
from library.store.tables_content import modules, source_facts, sources
from library.store.tables_review import decisions, holds
from library.store.tables_use import assets, releases
from library.store.trail import TrailVerbs

PORTION = 500
LEFT_BEHIND_S = 3600
"""After an hour no running ingest still waits to name a file."""


class DoctorVerbs(TrailVerbs, ProofVerbs):
    """Finds what is not as it should be, and clears what a crash left."""

    def doctor_store(self, fix: bool = False) -> list[Finding]:
        """Every difference between what the store says and what is there; ``fix`` removes files a crash left behind.

        Missing and changed originals, records that are not what their id was made from, quotes that their passage does
        not say, false signatures and a broken trail cannot be mended here and are found again.
        """
        with self.reading() as tx:
            found = [*self._files(tx), *self._records(tx), *self._signatures(tx)]
        return [*found, *self.verify_audit(), *self._left_behind(fix)]

    def _files(self, tx: Connection) -> Iterator[Finding]:
        names = [str(id) for id in tx.execute(select(sources.c.id).order_by(sources.c.n)).scalars()]
        kept = {str(doc["rendition"]) for doc in tx.execute(select(releases.c.doc)).scalars()}
        for name in [*names, *sorted(kept - {""})]:
            state = self.files.state(name)
            if state != "ok":
                message = f"The file is {state}: restore it from a backup."
                yield Finding(code=f"library.file_{state}", severity=Severity.BLOCKING, message=message, subject=name)

    def _records(self, tx: Connection) -> Iterator[Finding]:
        """Every module and asset, proved in portions; what they share is proved once, below."""
        after = 0
        while rows := tx.execute(select(modules).where(modules.c.n > after).order_by(modules.c.n).limit(PORTION)).all():
            readable = [row for row in rows if is_content(row)]
            unreadable = sorted({row.id for row in rows} - {row.id for row in readable})
            yield from (finding("hash", id, "It cannot be read.") for id in unreadable)
            records = self._hydrate(tx, readable)
            yield from wrong_modules(records, readable)
            yield from self._wrong_anchors(tx, records)
            after = rows[-1].n
        yield from wrong_assets(tx, list(tx.execute(select(assets.c.id)).scalars()))

    def _signatures(self, tx: Connection) -> Iterator[Finding]:
        yield from self._wrong_policy(tx)
        for some in portions(tx.execute(select(decisions.c.subject).distinct()).scalars()):
            yield from self._wrong_decisions(tx, some)
        for some in portions(tx.execute(select(source_facts.c.source).distinct()).scalars()):
            yield from self._wrong_facts(tx, some)
        yield from self._wrong_lifts(tx, tx.execute(select(holds.c.product).distinct()).scalars())

    def _left_behind(self, fix: bool) -> Iterator[Finding]:
        """Half-written files of processes that are gone, and old files that no record names."""
        with self.reading() as tx:
            known = {str(id) for id in tx.execute(select(sources.c.id)).scalars()}
            known |= {str(doc["rendition"]) for doc in tx.execute(select(releases.c.doc)).scalars()}
        drafts = [path for path in self.files.drafts() if _is_left_behind(path)]
        unnamed = [
            path
            for name in self.files.names()
            if name not in known and _age(path := self.files.path(name)) > LEFT_BEHIND_S
        ]
        for path in (*drafts, *unnamed):
            if fix:
                path.unlink(missing_ok=True)
            yield Finding(
                code="library.file_left_behind",
                severity=Severity.ADVISORY,
                message="A file that no record names was left by a crash" + (" and is removed." if fix else "."),
                subject=path.name,
            )


def _is_left_behind(path: Path) -> bool:
    """True if the process that wrote the draft ``hash.pid.random`` is gone, or an hour has passed."""
    pid = path.name.split(".")[1] if path.name.count(".") == 2 else ""
    return not pid.isdecimal() or not _runs(int(pid)) or _age(path) > LEFT_BEHIND_S


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
