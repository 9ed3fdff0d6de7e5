"""Limits on what strangers may send: sign-in attempts per window, bytes per request."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from time import monotonic

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from library.errors import BadInput, NotSignedIn


class TooManyAttempts(NotSignedIn):
    """Too many sign-in attempts from one place or for one name; ``seconds`` until the next is heard."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "web.too_many_attempts", "Too many sign-in attempts.", f"Wait {seconds} seconds and try again."
        )
        self.seconds = seconds


class TooLarge(BadInput):
    """The request's body is larger than the route takes."""


class Attempts:
    """Counts attempts per key in a sliding window; forgets keys that went quiet."""

    def __init__(self, limit: int = 10, window: float = 300.0, clock: Callable[[], float] = monotonic) -> None:
        self._limit, self._window, self._clock = limit, window, clock
        self._seen: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def note(self, *keys: str) -> None:
        """Count one attempt under each key; raise TooManyAttempts if any key is over its limit."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            waits = [self._wait(key, now) for key in keys]
            if any(waits):
                raise TooManyAttempts(max(1, round(max(waits))))
            for key in keys:
                self._seen.setdefault(key, deque()).append(now)

    def clear(self, *keys: str) -> None:
        """A success: forget the attempts under these keys."""
        with self._lock:
            for key in keys:
                self._seen.pop(key, None)

    def _wait(self, key: str, now: float) -> float:
        times = self._seen.get(key)
        return self._window - (now - times[0]) if times and len(times) >= self._limit else 0.0

    def _forget(self, now: float) -> None:
        for key, times in list(self._seen.items()):
            while times and now - times[0] >= self._window:
                times.popleft()
            if not times:
                del self._seen[key]


class BodyLimit:
    """ASGI middleware: stops a body that grows past its limit while it streams in, whatever it declared."""

    def __init__(self, app: ASGIApp, small: int, upload: int, upload_paths: tuple[str, ...]) -> None:
        self.app, self._small, self._upload, self._upload_paths = app, small, upload, upload_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._upload if scope["path"] in self._upload_paths else self._small
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > limit:
            await JSONResponse(
                {
                    "type": "urn:clearcopy:problem:web.too_large",
                    "title": "Too large",
                    "status": 413,
                    "detail": f"The request is larger than {limit // 1_000_000} MB.",
                    "code": "web.too_large",
                    "next_step": "Send a smaller file.",
                },
                413,
                media_type="application/problem+json",
            )(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLarge(
                    "web.too_large",
                    f"The request is larger than {limit // 1_000_000} MB.",
                    "Send a smaller file, or ask the administrator to raise the limit.",
                )
            return message

        await self.app(scope, counted, send)
