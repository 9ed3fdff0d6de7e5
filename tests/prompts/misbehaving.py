"""A loopback server that speaks the chat-completions protocol and misbehaves on demand."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        stage: Stage = self.server.stage
        stage.requests.append(body)
        stage.headers.append(dict(self.headers))
        stage.behaviours[min(len(stage.requests), len(stage.behaviours)) - 1](self, body)

    def send(self, status: int, payload: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(payload)))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:
        return


@dataclass
class Stage:
    """What the server does, request by request (the last behaviour repeats), and what it was sent."""

    behaviours: list[Behaviour]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Stage]:
    stage = Stage(list(behaviours))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.stage = stage  # type: ignore[attr-defined]
    stage.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stage
    finally:
        server.shutdown()
        server.server_close()


def says(content: str) -> Behaviour:
    def behave(handler: Handler, body: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": content}
        reply = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
        handler.send(200, json.dumps(reply).encode())

    return behave


def answers(value: Any) -> Behaviour:
    return says(json.dumps(value, ensure_ascii=False))


def fails(status: int, message: str = "no", headers: dict[str, str] | None = None) -> Behaviour:
    def behave(handler: Handler, body: dict[str, Any]) -> None:
        handler.send(status, json.dumps({"error": {"message": message, "type": "x", "code": None}}).encode(), headers)

    return behave


def hangs(seconds: float) -> Behaviour:
    def behave(handler: Handler, body: dict[str, Any]) -> None:
        time.sleep(seconds)

    return behave


def drips(seconds: float) -> Behaviour:
    """White space, a byte at a time, so that no single wait is long."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", "100000")
        handler.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    return behave


def raw(payload: bytes) -> Behaviour:
    return lambda handler, body: handler.send(200, payload)


def drops_the_line(handler: Handler, body: dict[str, Any]) -> None:
    handler.connection.close()
