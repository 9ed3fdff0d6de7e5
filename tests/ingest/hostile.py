"""A nursery that also knows tasks which behave as badly as a document can make a reader behave."""

from __future__ import annotations

import os
import socket
import sys
import time
from typing import Any

from ingest.worker import nursery, task
from ingest.worker.task import Lines


def _grow(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    kept = [bytearray(1024 * 1024 * 16) for _ in range(request["megabytes"] // 16)]
    lines.write({"done": len(kept)})


def _signal(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    os.kill(os.getpid(), request["signal"])


def _burn(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    while True:
        pass


def _flood(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    while True:
        lines.write({"passage": {"text": "x" * 10_000}})


def _connect(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    parted = os.readlink("/proc/self/ns/net") != request["network"]
    try:
        socket.create_connection(("127.0.0.1", request["port"]), timeout=2).close()
        reached = True
    except OSError:
        reached = False
    lines.write({"parted": parted, "reached": reached})
    lines.write({"done": 1})


def _environment(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    lines.write({"names": sorted(os.environ)})
    lines.write({"done": 1})


def _modules(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    lines.write({"names": sorted({name.split(".")[0] for name in sys.modules})})
    lines.write({"done": 1})


def _alone(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    time.sleep(request["seconds"])
    lines.write({"alone": request["alone"]})
    lines.write({"done": 1})


if __name__ == "__main__":
    task.TASKS.update(
        try_grow=_grow,
        try_signal=_signal,
        try_burn=_burn,
        try_flood=_flood,
        try_connect=_connect,
        try_environment=_environment,
        try_modules=_modules,
        try_alone=_alone,
    )
    nursery.main(int(sys.argv[1]), *sys.argv[2:3])
