"""Who owns the index: one process, by a lock on ``home/index.lock``, whose content says who and where."""

from __future__ import annotations

import json
import os
from pathlib import Path

from filelock import FileLock, Timeout


class Ownership:
    """The lock and what its file says. The lock goes with the process, however it ends."""

    def __init__(self, home: Path) -> None:
        self._path = home / "index.lock"
        self._lock = FileLock(str(self._path), timeout=0)
        self.held = False

    def claim(self) -> bool:
        """Take the lock if it is free; True if it is ours."""
        if not self.held:
            try:
                self._lock.acquire()
            except Timeout:
                return False
            self.held = True
            self._write("")
        return True

    def announce(self, address: str) -> None:
        """Say at which address the owner answers. Only the owner says so."""
        if self.held:
            self._write(address)

    @property
    def server(self) -> str:
        """Address of another, living process that owns the index and answers there; "" if there is none."""
        if self.held:
            return ""
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
            pid, address = int(said["pid"]), str(said["address"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return address if _lives(pid) else ""

    def release(self) -> None:
        """Give the lock back."""
        if self.held:
            self._path.write_text("", encoding="utf-8")
            self._lock.release()
            self.held = False

    def _write(self, address: str) -> None:
        self._path.write_text(json.dumps({"pid": os.getpid(), "address": address}), encoding="utf-8")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
