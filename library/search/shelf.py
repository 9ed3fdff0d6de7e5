"""One generation of the index on disk: catalog, lexical index, vectors. A rebuild makes a new one beside the old."""

from __future__ import annotations

import hashlib
import logging
import shutil
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

from library.search.catalog import Catalog, Entry
from library.search.embedders import Embedder, covers, from_bytes
from library.search.matrix import VectorMatrix
from library.search.nearest import NearestStore
from library.search.words import WordIndex

if TYPE_CHECKING:
    from library.store.outbox import FeedVerbs, IndexText

log = logging.getLogger("clearcopy.search")
Array = np.ndarray[Any, Any]
_RETRY_SECONDS = 30.0
_CACHED = 4
_READ_AT_ONCE = 5000


def text_hash(text: str) -> str:
    """SHA-256 of the words, by which vectors are kept."""
    return hashlib.sha256(text.encode()).hexdigest()


class Shelf:
    """Texts by number in three derived forms that are kept alike."""

    def __init__(self, folder: Path, *, writing: bool) -> None:
        """Open or (``writing``) create. Raises whatever the parts raise for a folder they cannot read."""
        self.folder = folder
        if writing:
            folder.mkdir(parents=True, exist_ok=True)
        self.catalog = Catalog(folder / "catalog.db", writing=writing)
        try:
            self.words = WordIndex(folder / "words", writing=writing)
        except BaseException:
            self.catalog.close()
            raise
        self.matrix = VectorMatrix()
        self.matrix_loaded = False
        self._nearest: NearestStore | None = None
        self._nearest_failed = -_RETRY_SECONDS
        self._numbers: dict[str, list[int]] = {}
        self._hashed = 0
        self._chosen: dict[tuple[frozenset[str], int], tuple[Array, Array]] = {}

    def add(self, texts: Sequence[IndexText], place: int) -> None:
        """Index texts that are new and move the place. The catalog comes last: what it lacks is cut and added again."""
        new = [text for text in texts if text.id not in self.catalog.number_of]
        if new:
            start = len(self.catalog.entries)
            if self.words.count > start:
                self.words.cut(start)
            self.words.add((start + i, text.text, text.language) for i, text in enumerate(new))
        self.catalog.add(((text.id, text_hash(text.text), text.language) for text in new), place)

    def refresh(self) -> None:
        """See what the owner committed since (for readers)."""
        self.catalog.refresh()
        self.words.reload()

    def chosen(self, candidates: frozenset[str]) -> tuple[Array, Array]:
        """The numbers of the candidates, sorted, and the same set as a boolean array over all numbers."""
        size = len(self.catalog.entries)
        key = (candidates, size)
        if key not in self._chosen:
            number_of = self.catalog.number_of
            found = np.fromiter((number_of.get(id, size) for id in candidates), dtype=np.int64, count=len(candidates))
            numbers = np.sort(found[found < size])
            allowed = np.zeros(size, dtype=bool)
            allowed[numbers] = True
            while len(self._chosen) >= _CACHED:
                self._chosen.pop(next(iter(self._chosen)), None)
            self._chosen[key] = (numbers, allowed)
        return self._chosen[key]

    def keep_vectors(self, entries: Sequence[Entry], vectors: Array, model: str) -> bool:
        """Put vectors in place (Chroma, matrix, catalog); False if the store refuses, which is tried again later."""
        store = self.nearest(model)
        if store is None:
            return False
        try:
            store.put([entry.hash for entry in entries], vectors)
        except Exception:
            self._give_up("the vector store refused to write")
            return False
        numbers = [entry.n for entry in entries]
        if self.matrix_loaded:
            self.matrix.add(np.array(numbers, dtype=np.int64), vectors)
        self.catalog.vector_in_place(numbers, model)
        return True

    def load_vectors(self, lib: FeedVerbs, embedder: Embedder, *, reader: bool) -> None:
        """Read kept vectors into the matrix: all of them the first time, then (for a reader) those that came since."""
        if not self.matrix_loaded:
            self.matrix_loaded = True  # before reading, so that what is kept meanwhile is added by its keeper
            try:
                self._fill(lib.all_vectors(embedder.name), self.numbers_of_hashes(None))
            except BaseException:
                self.matrix_loaded = False
                raise
        elif reader:
            lacking = [
                entry
                for entry in self.catalog.entries
                if not self.matrix.has(entry.n) and covers(embedder, entry.language)
            ]
            if lacking:
                hashes = [entry.hash for entry in lacking[:_READ_AT_ONCE]]
                self._fill(lib.vectors(embedder.name, hashes).items(), self.numbers_of_hashes(hashes))

    def _fill(self, vectors: Iterable[tuple[str, bytes]], at: dict[str, list[int]]) -> None:
        numbers: list[int] = []
        rows: list[Array] = []
        for hash, data in vectors:
            for number in at.get(hash, ()):
                numbers.append(number)
                rows.append(from_bytes(data))
        if rows:
            self.matrix.add(np.array(numbers, dtype=np.int64), np.stack(rows))

    def numbers_of_hashes(self, hashes: Iterable[str] | None) -> dict[str, list[int]]:
        """Numbers of the texts of these hashes (None: of all)."""
        entries = self.catalog.entries
        for entry in entries[self._hashed :]:
            self._numbers.setdefault(entry.hash, []).append(entry.n)
        self._hashed = len(entries)
        return self._numbers if hashes is None else {h: self._numbers[h] for h in hashes if h in self._numbers}

    def nearest(self, model: str) -> NearestStore | None:
        """The vector store of a model (for the owner only); None for a while after it failed."""
        if self._nearest is None and time.monotonic() - self._nearest_failed > _RETRY_SECONDS:
            try:
                self._nearest = NearestStore(self.folder / f"chroma-{text_hash(model)[:12]}")
            except Exception:
                self._give_up("the vector store cannot be opened")
        return self._nearest

    def _give_up(self, what: str) -> None:
        log.exception("%s; search goes on without it", what)
        self._nearest, self._nearest_failed = None, time.monotonic()

    def close(self) -> None:
        """Let go of every file."""
        self.words.close()
        self.catalog.close()
        if self._nearest is not None:
            self._nearest.close()
            self._nearest = None


class Shelves:
    """The folder of generations and the pointer to the one in use."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._pointer = root / "current"

    @property
    def current(self) -> str:
        """Name of the generation in use, "" if there is none."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def open_to_read(self) -> Shelf:
        """The generation in use. Raises FileNotFoundError if there is none, or what its parts raise."""
        if not self.current:
            raise FileNotFoundError(self._pointer)
        return Shelf(self._root / self.current, writing=False)

    def open_to_write(self) -> Shelf:
        """The generation in use, or a new one where there is none that can be read."""
        if self.current:
            try:
                shelf = Shelf(self._root / self.current, writing=True)
            except Exception:
                log.exception("the search index cannot be read and is made anew")
            else:
                self._sweep()
                return shelf
        shelf = self.new()
        self.use(shelf)
        return shelf

    def new(self) -> Shelf:
        """A new, empty generation that is not in use yet."""
        return Shelf(self._root / f"g{uuid4().hex[:12]}", writing=True)

    def use(self, shelf: Shelf) -> None:
        """Make a generation the one in use, at once and whole, and remove the others."""
        draft = self._pointer.with_suffix(".new")
        draft.write_text(shelf.folder.name, encoding="utf-8")
        draft.replace(self._pointer)
        self._sweep()

    def _sweep(self) -> None:
        for folder in self._root.glob("g*"):
            if folder.name != self.current:
                shutil.rmtree(folder, ignore_errors=True)
