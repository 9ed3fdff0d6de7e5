"""Durable jobs: queued in a transaction, leased to one worker for a while, taken up again if that worker dies.

A lease that runs out is an attempt gone; after three the job fails. Work that is taken up twice must give the same
result, which holds for taking in the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, insert, or_, select, update

from library.errors import Conflict, NotFound
from library.models import SYSTEM, Actor, Record
from library.store.base import Store, uuid7
from library.store.tables_work import jobs

MOST_ATTEMPTS = 3


class JobState(StrEnum):
    QUEUED = "queued"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"


class Job(Record):
    """A piece of work. ``attempts`` counts the leases given; ``code`` and ``message`` say why it failed."""

    id: str
    kind: str
    actor: str
    payload: dict[str, Any]
    state: JobState
    attempts: int
    worker: str
    created_at: datetime
    leased_until: datetime | None = None
    finished_at: datetime | None = None
    result: dict[str, Any] | None = None
    code: str = ""
    message: str = ""


class JobVerbs(Store):
    """Queue, lease, renew and finish jobs; any number of workers in any number of processes."""

    def enqueue(self, actor: Actor, kind: str, payload: dict[str, Any]) -> str:
        """Queue a job and return its id; on return it survives a crash."""
        with self.transaction() as tx:
            id = uuid7(self.now())
            row = {"id": id, "kind": kind, "actor": actor.id, "payload": payload, "state": JobState.QUEUED.value}
            rest = {"attempts": 0, "worker": "", "created_at": self.now(), "code": "", "message": ""}
            tx.execute(insert(jobs).values(n=self._next(tx, jobs.c.n), **row, **rest))
            self._event(tx, actor, "job.enqueue", id, new=kind)
            return id

    def lease(self, worker: str, kinds: Iterable[str], seconds: float) -> Job | None:
        """The oldest job of these kinds that waits or whose lease ran out, now held by ``worker``; None if none."""
        wanted = tuple(kinds)
        with self.reading() as tx:
            if tx.execute(self._waiting(wanted)).first() is None:
                return None
        with self.transaction() as tx:
            while (row := tx.execute(self._waiting(wanted)).first()) is not None:
                if row.attempts >= MOST_ATTEMPTS:
                    self._end(
                        tx, row.id, JobState.FAILED, code="job.attempts", message="The work was cut off three times."
                    )
                    continue
                until = self.now() + timedelta(seconds=seconds)
                held = {"state": JobState.LEASED.value, "worker": worker, "leased_until": until}
                tx.execute(update(jobs).where(jobs.c.id == row.id).values(**held, attempts=row.attempts + 1))
                return self._job(tx, row.id)
        return None

    def renew(self, id: str, worker: str, seconds: float) -> None:
        """Hold a lease for ``seconds`` from now. Raises Conflict ``job.lease_lost`` if another holds it or nobody."""
        with self.transaction() as tx:
            self._held(tx, id, worker)
            until = self.now() + timedelta(seconds=seconds)
            tx.execute(update(jobs).where(jobs.c.id == id).values(leased_until=until))

    def finish(self, id: str, result: dict[str, Any], *, worker: str = "") -> None:
        """Keep the result and end the job; nothing happens if it is done already.

        Raises NotFound, or Conflict ``job.lease_lost`` if it is not leased or (with ``worker``) held by another.
        """
        with self.transaction() as tx:
            if self._job(tx, id).state is not JobState.DONE:
                self._held(tx, id, worker)
                self._end(tx, id, JobState.DONE, result=result)

    def fail(self, id: str, code: str, message: str, *, worker: str = "") -> None:
        """End the job without a result, for good; nothing happens if it failed already. Raises as ``finish``."""
        with self.transaction() as tx:
            if self._job(tx, id).state is not JobState.FAILED:
                self._held(tx, id, worker)
                self._end(tx, id, JobState.FAILED, code=code, message=message)

    def job(self, id: str) -> Job:
        """Raises NotFound ``job.unknown``."""
        with self.reading() as tx:
            return self._job(tx, id)

    def jobs(self, actor: Actor) -> list[Job]:
        """Jobs queued by this actor, in the order in which they were queued."""
        with self.reading() as tx:
            rows = tx.execute(select(jobs).where(jobs.c.actor == actor.id).order_by(jobs.c.n)).all()
            return [_record(row) for row in rows]

    def _waiting(self, kinds: tuple[str, ...]) -> Select[Any]:
        lost = and_(jobs.c.state == JobState.LEASED.value, jobs.c.leased_until <= self.now())
        ready = or_(jobs.c.state == JobState.QUEUED.value, lost)
        return select(jobs.c.id, jobs.c.attempts).where(jobs.c.kind.in_(kinds), ready).order_by(jobs.c.n).limit(1)

    def _job(self, tx: Connection, id: str) -> Job:
        row = tx.execute(select(jobs).where(jobs.c.id == id)).first()
        if row is None:
            raise NotFound("job.unknown", "There is no such job.")
        return _record(row)

    def _held(self, tx: Connection, id: str, worker: str) -> None:
        """Raise Conflict unless the job is leased, and by ``worker`` where one is named."""
        job = self._job(tx, id)
        if job.state is not JobState.LEASED or (worker and job.worker != worker):
            raise Conflict("job.lease_lost", f"Job {id} is {job.state.value} and not held by this worker.")

    def _end(
        self,
        tx: Connection,
        id: str,
        state: JobState,
        *,
        result: dict[str, Any] | None = None,
        code: str = "",
        message: str = "",
    ) -> None:
        ended = {"state": state.value, "leased_until": None, "finished_at": self.now(), "result": result}
        tx.execute(update(jobs).where(jobs.c.id == id).values(**ended, code=code, message=message))
        self._event(tx, SYSTEM, f"job.{state.value}", id, new=code)


def _record(row: Row[Any]) -> Job:
    values = dict(row._mapping)
    values.pop("n")
    return Job(**values)
