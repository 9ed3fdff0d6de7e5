"""Every document is read in a child process that may fail, hang or grow as it likes: it is ended, and that is told.

The parent keeps one nursery process (:mod:`ingest.worker.nursery`) that has the document libraries loaded; each
document gets a child forked from it. What a child says is not trusted: its lines are counted, parsed and validated.
"""

from __future__ import annotations

import base64
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ingest import legacy
from ingest.reading import MIB, Limits, Reading
from ingest.worker.nursery import end_child
from library.errors import Refused, Unavailable
from library.models import Loss, PassageDraft, Record, SourceFacts

OFFICE_MEMORY_MB = 8192
"""Address space of LibreOffice (it maps far more than it uses)."""
_NEXT = "Save it again from its source program, or split it; if it still fails, send it to support."


class SandboxLimits(Record):
    """Bounds of one document's child process."""

    seconds: float = 120.0
    """Wall-clock time; processor time is bounded by the same figure."""
    memory_mb: int = 2048
    max_bytes: int = 200 * MIB
    """Largest document taken."""
    output_bytes: int = 128 * MIB
    """Largest answer of a child."""
    file_bytes: int = 256 * MIB
    """Largest file a child may write (renditions)."""
    reading: Limits = Limits()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a child read, validated."""

    media_type: str
    reader: str
    reader_version: str
    reading: Reading


class Sandbox:
    """Reads and draws documents in children; at most ``workers`` at once. Thread-safe."""

    def __init__(self, limits: SandboxLimits, workers: int = 2, *, nursery: str = "ingest.worker.nursery") -> None:
        self._limits = limits
        self._module = nursery
        self._with = {"pdf_reader": limits.reading.pdf_reader}
        self._turns = threading.BoundedSemaphore(max(1, workers))
        self._lock = threading.Lock()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def read(self, data: bytes, filename: str) -> ReadResult:
        """The document as its reader reads it.

        Raises Refused: what the reader says of the document, or ``ingest.too_large``, ``ingest.timeout``,
        ``ingest.memory``, ``ingest.crashed``, ``ingest.output``.
        """
        if len(data) > self._limits.max_bytes:
            size = self._limits.max_bytes // MIB
            raise Refused(
                "ingest.too_large", f"The file is larger than {size} MB.", "Split it or compress its pictures."
            )
        request: dict[str, Any] = {"task": "read", "filename": filename, "reading": self._limits.reading.model_dump()}
        if data[:8] == legacy.MAGIC:
            request["memory_most_mb"] = OFFICE_MEMORY_MB  # for LibreOffice, which turns it into what is read
        lines = self.run(request, data, whole=False)
        try:
            return _read_result(lines)
        except (ValidationError, KeyError, TypeError, ValueError) as error:
            raise Refused("ingest.crashed", "The reader gave an answer that makes no sense.", _NEXT) from error

    def picture(self, request: dict[str, Any], data: bytes) -> bytes:
        """PNG (or, for the task ``convert``, PDF) that a child made. Raises like :meth:`read`."""
        lines = self.run(request, data)
        return base64.b64decode(str(lines[0]["bytes"]), validate=True)

    def run(self, request: dict[str, Any], data: bytes, *, whole: bool = True) -> list[dict[str, Any]]:
        """The lines one task wrote, the closing one last. Raises Refused for anything but a complete answer.

        Where they are not asked for ``whole``, the value of ``passage`` is left as the JSON it came in.
        """
        seconds = float(request.get("seconds_allowed", self._limits.seconds))
        bounds = {
            "cpu_seconds": int(seconds) + 1,
            "memory_bytes": int(request.get("memory_mb", self._limits.memory_mb)) * MIB,
            "file_bytes": self._limits.file_bytes,
        }
        bounds["memory_most"] = int(request.get("memory_most_mb", 0)) * MIB or bounds["memory_bytes"]
        with self._turns:
            raw, fate, killed = self._perform({**request, **self._with, "limits": bounds}, data, seconds)
        return _lines(raw, fate, killed, whole=whole)

    @property
    def process_id(self) -> int | None:
        """Number of the process that the children are forked from; None before the first document."""
        return self._nursery.pid if self._nursery is not None else None

    def close(self) -> None:
        """End the nursery and every child."""
        with self._lock:
            self._stop()

    # -- the nursery

    def _stop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._nursery is not None:
            try:
                self._nursery.wait(5)
            except subprocess.TimeoutExpired:
                self._nursery.kill()
                self._nursery.wait()
        self._nursery = self._channel = None

    def _started(self) -> socket.socket:
        """The channel to a living nursery."""
        if self._nursery is not None and self._nursery.poll() is None and self._channel is not None:
            return self._channel
        self._stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", self._module, str(theirs.fileno()), self._limits.reading.pdf_reader],
                pass_fds=(theirs.fileno(),),
                env=_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._channel = ours
        return ours

    def _order(self, request: dict[str, Any], descriptors: list[int]) -> None:
        message = json.dumps(request).encode()
        with self._lock:
            for attempt in (1, 2):
                try:
                    socket.send_fds(self._started(), [message], descriptors)
                    return
                except OSError as error:
                    self._stop()
                    if attempt == 2:
                        raise Unavailable(
                            "ingest.no_worker", "No process to read documents could be started."
                        ) from error

    def _perform(self, request: dict[str, Any], data: bytes, seconds: float) -> tuple[bytes, int | None, str]:
        results, results_in = os.pipe()
        fate, fate_in = os.pipe()
        document = _file_of(data)
        try:
            self._order(request, [document, results_in, fate_in])
        except BaseException:
            os.close(results)
            os.close(fate)
            raise
        finally:
            for descriptor in (document, results_in, fate_in):
                os.close(descriptor)
        with os.fdopen(results, "rb", 0) as answer, os.fdopen(fate, "rb", 0) as end:
            return _Watch(answer.fileno(), end.fileno(), self._limits.output_bytes).until(time.monotonic() + seconds)


class _Watch:
    """Collects a child's answer until it ends, or ends it."""

    def __init__(self, answer: int, fate: int, most: int) -> None:
        self._answer, self._fate, self._most = answer, fate, most
        self._child: int | None = None
        self._status: int | None = None
        self._said = b""

    def until(self, deadline: float) -> tuple[bytes, int | None, str]:
        """``(what it wrote, wait status or None, why it was killed or "")``."""
        chunks, size, killed = [], 0, ""
        open_ends = {self._answer, self._fate}
        while open_ends:
            left = deadline - time.monotonic()
            if left <= 0 and not killed:
                killed = "ingest.timeout"
                self._kill()
                deadline = time.monotonic() + 5
                continue
            if left <= 0:
                break
            for end in select.select(list(open_ends), [], [], min(left, 1.0))[0]:
                chunk = os.read(end, 1 << 16)
                if not chunk:
                    open_ends.discard(end)
                elif end == self._fate:
                    self._hear(chunk)
                    if self._status is not None:
                        open_ends.discard(end)  # nothing comes after that
                elif size <= self._most:
                    chunks.append(chunk)
                    size += len(chunk)
            if size > self._most and not killed:
                killed, deadline = "ingest.output", time.monotonic() + 5
                self._kill()
        return b"".join(chunks), self._status, killed

    def _hear(self, chunk: bytes) -> None:
        self._said += chunk
        *whole, self._said = self._said.split(b"\n")
        for line in whole:
            message = json.loads(line)
            self._child = message.get("pid", self._child)
            self._status = message.get("status", self._status)

    def _kill(self) -> None:
        if self._child is not None and self._status is None:
            end_child(self._child)


def _file_of(data: bytes) -> int:
    """A descriptor of an unnamed file that holds ``data``, at its beginning."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("document")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    view, at = memoryview(data), 0
    while at < len(data):
        at += os.write(descriptor, view[at:])
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _environment() -> dict[str, str]:
    """Nothing of ours but where programs and modules are: no keys, tokens or addresses reach a child."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    root = str(Path(__file__).resolve().parents[2])
    return {**kept, "PYTHONPATH": root, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PYTHONUNBUFFERED": "1"}


# --- what came back ---------------------------------------------------------------------------------------------------


_PASSAGE = b'{"passage":'


def _lines(raw: bytes, fate: int | None, killed: str, *, whole: bool = True) -> list[dict[str, Any]]:
    if killed == "ingest.timeout":
        raise Refused(killed, "Reading it took longer than allowed.", _NEXT)
    if killed:
        raise Refused(killed, "Reading it gave more than can be taken.", _NEXT)
    lines: list[dict[str, Any]] = []
    try:
        for said in raw.splitlines():
            if not whole and said.startswith(_PASSAGE):
                lines.append({"passage": said[len(_PASSAGE) : -1]})
                continue
            value = json.loads(said)
            if not isinstance(value, dict):
                raise ValueError("a line is no object")
            lines.append(value)
    except (ValueError, RecursionError) as error:
        raise _fallen(fate) from error
    for line in lines:
        if "refused" in line:
            code, message = str(line["refused"])[:80], str(line.get("message", ""))[:500]
            raise Refused(code, message, str(line.get("next_step") or _NEXT)[:500])
        if "failed" in line:
            what = f"{line['failed']} ({line.get('where', '')})"[:300]
            raise Refused("ingest.crashed", f"The reader failed: {what}", _NEXT)
    if not lines or "done" not in lines[-1]:
        raise _fallen(fate)
    return lines


def _fallen(fate: int | None) -> Refused:
    """Why a child that did not finish ended."""
    cause = os.WTERMSIG(fate) if fate is not None and os.WIFSIGNALED(fate) else None
    if cause == signal.SIGXCPU:
        return Refused("ingest.timeout", "Reading it took longer than allowed.", _NEXT)
    if cause == signal.SIGKILL:
        return Refused("ingest.memory", "Reading it took more memory than allowed.", _NEXT)
    return Refused("ingest.crashed", "The reader broke down on it.", _NEXT)


def _read_result(lines: list[dict[str, Any]]) -> ReadResult:
    head, *rest, end = lines
    passages = tuple(PassageDraft.model_validate_json(line["passage"]) for line in rest)
    if end["done"] != len(passages):
        raise ValueError("passages are missing")
    for passage in passages:
        if any(not 0 <= f.start < f.end <= len(passage.text) for f in passage.locator.fragments):
            raise ValueError("a fragment lies outside its passage")
    return ReadResult(
        media_type=str(head["media_type"]),
        reader=str(head["reader"]),
        reader_version=str(head["version"]),
        reading=Reading(
            pages=int(head["pages"]),
            passages=passages,
            losses=tuple(Loss.model_validate(loss) for loss in head["losses"]),
            warnings=tuple(str(w)[:500] for w in head["warnings"]),
            facts=SourceFacts.model_validate(head["facts"]),
            product_names=tuple(str(n)[:100] for n in head["product_names"]),
        ),
    )
