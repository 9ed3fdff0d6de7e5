"""Documents on their way in: received in pieces onto disk, queued as durable jobs, read by a worker in the background.

The request ends when the bytes are safe and the job is queued. If the process dies, the job's lease runs out and the
next worker takes it up again; taking the same bytes in twice gives the same source.
"""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from library.errors import BadInput, ClearcopyError
from library.models import Actor, SourceFacts
from services import Services
from shapes import ingest_shape, modularize_shape
from web.limits import TooLarge

log = logging.getLogger("clearcopy.web")
KIND = "upload"
LEASE_SECONDS = 120
PIECE = 1 << 20


def folder(services: Services) -> Path:
    """Where uploads wait for the worker; made on first use, for the owner's eyes only."""
    path = Path(services.settings.home) / "uploads"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


async def receive(services: Services, actor: Actor, upload: UploadFile, facts: SourceFacts) -> str:
    """Write one uploaded file to disk (synced) and queue it; the job's id. BadInput if empty, TooLarge if too large."""
    path, name = await spooled(services, upload)
    try:
        payload = {
            "ticket": path.name,
            "filename": name,
            "facts": facts.model_dump(mode="json"),
            "size": path.stat().st_size,
        }
        return await run_in_threadpool(services.library.enqueue, actor, KIND, payload)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


async def spooled(services: Services, upload: UploadFile) -> tuple[Path, str]:
    """One uploaded file written to disk in pieces (synced), and its name; the caller removes it.

    Raises BadInput without a name, TooLarge past the limit; then nothing is left on disk.
    """
    name = Path((upload.filename or "").replace("\\", "/")).name[:200]
    if not name:
        raise BadInput("web.no_file", "No file was sent.", "Choose a file first.")
    path = folder(services) / str(uuid4())
    most = services.settings.max_upload_mb * 1024 * 1024
    size = 0
    try:
        with path.open("xb") as out:
            while piece := await upload.read(PIECE):
                size += len(piece)
                if size > most:
                    raise TooLarge("web.too_large", f"{name} is larger than {services.settings.max_upload_mb} MB.")
                await run_in_threadpool(out.write, piece)
            out.flush()
            await run_in_threadpool(os.fsync, out.fileno())
        return path, name
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def waiting(services: Services, payload: dict[str, Any]) -> Path:
    """The bytes of a queued job; the ticket is checked to be a bare UUID before it becomes a path."""
    return folder(services) / str(UUID(payload["ticket"]))


class Worker:
    """One thread that takes queued uploads through ``Journeys.take_in``, one after the other."""

    def __init__(self, services: Services, *, idle: float = 0.2) -> None:
        self._services, self._idle = services, idle
        self._name = f"web-{os.getpid()}-{uuid4().hex[:6]}"
        self._stop = threading.Event()
        self._new = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clearcopy-uploads", daemon=True)

    def start(self) -> None:
        """Begin taking jobs up."""
        self._thread.start()

    def wake(self) -> None:
        """A job was queued: do not wait out the pause."""
        self._new.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish the job in hand, then end."""
        self._stop.set()
        self._new.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                worked = self.step()
            except Exception:
                log.exception("the upload worker met an error and goes on")
                worked = False
            if not worked:
                self._new.wait(self._idle)
                self._new.clear()

    def step(self) -> bool:
        """Take up one job and bring it to its end; False if none waits."""
        library = self._services.library
        job = library.lease(self._name, (KIND,), LEASE_SECONDS)
        if job is None:
            return False
        beat = Heartbeat(self._services, job.id, self._name)
        try:
            with beat:
                result = self._take_in(job)
            library.finish(job.id, result, worker=self._name)
        except ClearcopyError as error:
            library.fail(job.id, error.code, str(error), worker=self._name)
        except Exception:
            log.exception("upload job %s failed", job.id)
            library.fail(job.id, "web.job", "Reading this document failed on our side.", worker=self._name)
        waiting(self._services, job.payload).unlink(missing_ok=True)
        return True

    def _take_in(self, job: Any) -> dict[str, Any]:
        actor = self._services.library.user(job.actor)
        path = waiting(self._services, job.payload)
        facts = SourceFacts.model_validate(job.payload["facts"])
        result, report = self._services.journeys.take_in(actor, path, job.payload["filename"], facts)
        shape = {**ingest_shape(result), "path": job.payload["filename"]}
        return {**shape, "modules": modularize_shape(report) if report else None}


class Heartbeat:
    """Renews a job's lease while the work lasts, so that a long document is not taken up twice."""

    def __init__(self, services: Services, job: str, worker: str) -> None:
        self._services, self._job, self._worker = services, job, worker
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="clearcopy-lease", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join(5)

    def _beat(self) -> None:
        while not self._done.wait(LEASE_SECONDS / 3):
            try:
                self._services.library.renew(self._job, self._worker, LEASE_SECONDS)
            except ClearcopyError:
                log.warning("the lease of job %s could not be renewed", self._job)
