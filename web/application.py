"""The web application: routers into one flat route table, each route with its rule, behind the same headers."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from services import Services
from web import api, auth, errors, pages, words
from web.headers import SecurityHeaders
from web.kept import KeptChecks
from web.limits import Attempts, BodyLimit
from web.uploads import Worker
from web.view import environment

SMALL_BODY = 2_000_000
UPLOAD_PATHS = ("/upload", "/api/v1/sources", "/check", "/api/v1/check")


def create_app(services: Services, *, worker: bool = True) -> FastAPI:
    """The application over one bundle of services, which it closes when it ends.

    ``worker`` False leaves queued uploads to another process. RuntimeError if any route names no rule of who may.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        keeper = Keeper(services)
        if worker:
            app.state.worker.start()
        keeper.start()
        yield
        await run_in_threadpool(keeper.stop)
        if worker:
            await run_in_threadpool(app.state.worker.stop)
        await run_in_threadpool(services.close)

    app = FastAPI(title="Clearcopy", version="1", docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.state.services = services
    app.state.attempts = Attempts()
    app.state.worker = Worker(services)
    app.state.checks = KeptChecks()
    app.state.words = words.load()
    app.state.templates = environment()
    app.state.templates.globals["stamp"] = stamp()
    app.router.routes.extend([*api.routes(), *pages.routes()])
    auth.require_rules(app.routes)
    errors.install(app)
    most = services.settings.max_upload_mb * 1024 * 1024 + SMALL_BODY
    app.add_middleware(BodyLimit, small=SMALL_BODY, upload=most, upload_paths=UPLOAD_PATHS)
    app.add_middleware(SecurityHeaders)
    return app


def stamp() -> str:
    """Changes when a style sheet or script changes, so that browsers fetch it anew."""
    digest = hashlib.sha256()
    for path in sorted(pages.STATIC.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class Keeper:
    """Brings the search index up to the library's feed every 200 ms where this process owns the index.

    Beside that, once: what doctors' questions are answered from is read, so that the first one is as quick as others.
    """

    def __init__(self, services: Services, pause: float = 0.2) -> None:
        self._services, self._pause = services, pause
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clearcopy-index", daemon=True)
        self._reader = threading.Thread(target=self._read, name="clearcopy-answers", daemon=True)

    def start(self) -> None:
        """Begin to read for answers, and to keep the index if there is one to keep."""
        self._reader.start()
        if self._services.index.owner:
            self._thread.start()

    def stop(self) -> None:
        """End after the drain and the module in hand."""
        self._stop.set()
        for thread in (self._thread, self._reader):
            if thread.is_alive():
                thread.join(10)

    def _read(self) -> None:
        try:
            self._services.ask.warm(self._stop.is_set)
        except Exception:
            errors.log.exception("what answers are made of could not be read beforehand; the first question reads it")

    def _run(self) -> None:
        while not self._stop.wait(self._pause):
            try:
                self._services.index.drain()
            except Exception:
                errors.log.exception("the index could not be brought up to date; trying again")
                self._stop.wait(5)
