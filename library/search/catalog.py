"""What the index holds: a number for each text, the hash of its words, how far the feed was followed.

A small SQLite file beside the index, written by the owner only. A text's number is given once and never again; entries
are added and otherwise only told that their vector is in place.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, language TEXT NOT NULL, vector TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS place (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), seq INTEGER NOT NULL);
INSERT OR IGNORE INTO place VALUES (1, 0);
"""


@dataclass(frozen=True)
class Entry:
    """One text: ``vector`` names the model whose vector of it is in place, "" for none."""

    n: int
    id: str
    hash: str
    language: str
    vector: str = ""


class Catalog:
    """Entries in memory and on disk. Thread-safe."""

    def __init__(self, path: Path, *, writing: bool) -> None:
        """Open or (``writing``) create. Raises sqlite3.Error for a file it cannot read."""
        self._lock = threading.RLock()
        where = str(path) if writing else f"{path.resolve().as_uri()}?mode=ro"
        self._db = sqlite3.connect(where, uri=not writing, check_same_thread=False, timeout=10, isolation_level=None)
        if writing:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_SCHEMA)
        self.entries: list[Entry] = []
        """Entry number n stands at n."""
        self.number_of: dict[str, int] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read what was added since."""
        with self._lock:
            later = self._db.execute(
                "SELECT n, id, hash, language, vector FROM entries WHERE n >= ? ORDER BY n", (len(self.entries),)
            )
            for row in later.fetchall():
                entry = Entry(*row)
                self.entries.append(entry)
                self.number_of[entry.id] = entry.n

    @property
    def place(self) -> int:
        """Number of the last feed row that was followed."""
        with self._lock:
            return int(self._db.execute("SELECT seq FROM place").fetchone()[0])

    def add(self, texts: Iterable[tuple[str, str, str]], place: int) -> None:
        """Add ``(id, hash, language)`` under the next numbers and move the place, all or nothing."""
        with self._lock:
            start = len(self.entries)
            rows = [(start + i, *text, "") for i, text in enumerate(texts)]
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", rows)
                self._db.execute("UPDATE place SET seq = ?", (place,))
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self.refresh()

    def without_vector(self, model: str, languages: frozenset[str] | None, limit: int) -> list[Entry]:
        """Entries, oldest first, of languages the model covers (None: all) whose vector is not in place."""
        where, values = "vector != ?", [model]
        if languages is not None:
            where += f" AND language IN ({','.join('?' * len(languages))})"
            values += sorted(languages)
        with self._lock:
            rows = self._db.execute(
                f"SELECT n, id, hash, language, vector FROM entries WHERE {where} ORDER BY n LIMIT ?",  # noqa: S608
                (*values, limit),
            )
            return [Entry(*row) for row in rows.fetchall()]

    def vector_in_place(self, numbers: Sequence[int], model: str) -> None:
        """Remember that the vectors of these entries are in place."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("UPDATE entries SET vector = ? WHERE n = ?", [(model, n) for n in numbers])
            self._db.execute("COMMIT")

    def with_vector(self, model: str) -> list[Entry]:
        """Entries whose vector is said to be in place."""
        with self._lock:
            rows = self._db.execute(
                "SELECT n, id, hash, language, vector FROM entries WHERE vector = ? ORDER BY n", (model,)
            )
            return [Entry(*row) for row in rows.fetchall()]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()
