"""The search index: follows the library's feed, answers questions by words and by meaning, mends itself.

One process owns it (a lock that goes with the process) and alone writes. Others read the lexical index and the vectors
table and never open Chroma. The index holds words, never status: a search is given the ids that may be found, and
whoever uses a hit asks the library again.
"""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from library.errors import Unavailable
from library.models import Finding
from library.search.differences import differences
from library.search.embedders import Embedder, covers, from_bytes, make_embedder, to_bytes
from library.search.fuse import Hit, SearchResult, fuse
from library.search.owner import Ownership
from library.search.shelf import Shelf, Shelves
from library.search.terms import Question, folded_words, index_tokens, question
from library.text import detect_language

if TYPE_CHECKING:
    from library.store.outbox import FeedVerbs

log = logging.getLogger("clearcopy.search")
_FEED_STEP = 1000
_EMBED_STEP = 128
"""Texts embedded before the feed is looked at again (about two seconds)."""
_DEPTH = 5
"""Each ranking is read this many times as deep as hits are wanted, since fusion moves them."""
_MANY = 20_000
"""From so many vectors on, a search of nearly all of them asks Chroma instead of the whole matrix."""
_CLAIM_SECONDS = 1.0


class Index:
    """Made by :meth:`open`. Thread-safe."""

    def __init__(self, lib: FeedVerbs, home: Path, embedder: Embedder | None) -> None:
        self._lib = lib
        self.embedder = embedder
        self._ownership = Ownership(home)
        self._shelves = Shelves(home / "index")
        self._writing = threading.RLock()
        self._opening = threading.RLock()
        self._shelf: Shelf | None = None
        self._settled = -1
        """Number of texts at which no vector could be placed: nothing to do until there are more, or the model is."""
        self._last_claim = 0.0
        self._closed = False
        (home / "index").mkdir(parents=True, exist_ok=True)
        self._claim()

    @classmethod
    def open(cls, lib: FeedVerbs, home: Path, embedder: str | Embedder | None) -> Index:
        """The index of a home: its owner where nobody else is. Nothing heavy is loaded.

        ``embedder`` is an object, None, or a setting (:func:`library.search.embedders.make_embedder`).
        """
        return cls(lib, home, make_embedder(embedder) if isinstance(embedder, str) else embedder)

    # --- whose it is --------------------------------------------------------------------------------------------------

    @property
    def owner(self) -> bool:
        """True if this process owns the index; a reader takes it over here once its owner is gone."""
        if not self._ownership.held and not self._closed and time.monotonic() - self._last_claim > _CLAIM_SECONDS:
            self._claim()
        return self._ownership.held

    def _claim(self) -> None:
        with self._opening:
            self._last_claim = time.monotonic()
            if self._closed or self._ownership.held or not self._ownership.claim():
                return
            if self._shelf is not None:
                self._shelf.close()
            self._shelf = self._shelves.open_to_write()

    def announce(self, address: str) -> None:
        """Say in the lock file at which address this owner answers."""
        self._ownership.announce(address)

    @property
    def server(self) -> str:
        """Address of the living server that owns the index; "" if there is none or it is this process."""
        return self._ownership.server

    def close(self) -> None:
        """Give the index back. Searching afterwards finds nothing."""
        with self._writing, self._opening:
            self._closed = True
            if self._shelf is not None:
                self._shelf.close()
                self._shelf = None
            self._ownership.release()

    # --- keeping up ---------------------------------------------------------------------------------------------------

    def drain(self) -> int:
        """Bring the index up to the feed; how many texts were new. Nothing (0) for a reader.

        Words come first; vectors that are kept already are put in place; texts that have none are embedded once the
        model is loaded (:meth:`warm`), so a short command never waits for it.
        """
        if not self.owner:
            return 0
        with self._writing:
            added = 0
            while not self._closed:
                shelf = self._open_shelf()
                added += self._follow(shelf)
                if not self._place_vectors(shelf):
                    break
            return added

    def _follow(self, shelf: Shelf) -> int:
        before = len(shelf.catalog.entries)
        while feed := self._lib.feed(shelf.catalog.place, _FEED_STEP):
            known = shelf.catalog.number_of
            ids = [id for _, kind, id in feed if kind in ("module", "asset") and id not in known]
            shelf.add(self._lib.indexables(ids), feed[-1][0])
        return len(shelf.catalog.entries) - before

    def _place_vectors(self, shelf: Shelf) -> bool:
        """Put a step of vectors in place; True if there may be more."""
        embedder = self.embedder
        if embedder is None or self._settled == len(shelf.catalog.entries):
            return False
        pending = shelf.catalog.without_vector(embedder.name, embedder.languages, _FEED_STEP)
        kept = self._lib.vectors(embedder.name, {entry.hash for entry in pending})
        lacking = [entry for entry in pending if entry.hash not in kept]
        if lacking and embedder.ready:
            try:
                kept.update(self._embed(embedder, [entry.id for entry in lacking[:_EMBED_STEP]]))
            except Exception:
                log.exception("texts could not be embedded; they are tried again with the next new text")
        placed = [entry for entry in pending if entry.hash in kept]
        if not placed:
            self._settled = len(shelf.catalog.entries)
            return False
        return shelf.keep_vectors(placed, np.stack([from_bytes(kept[e.hash]) for e in placed]), embedder.name)

    def _embed(self, embedder: Embedder, ids: list[str]) -> dict[str, bytes]:
        from library.search.shelf import text_hash

        texts = {text_hash(text.text): text.text for text in self._lib.indexables(ids)}
        rows = embedder.embed(list(texts.values()))
        made = {hash: to_bytes(row) for hash, row in zip(texts, rows, strict=True)}
        self._lib.put_vectors(embedder.name, made)
        return made

    @property
    def pending(self) -> int:
        """Texts whose vector is not in place yet (at most 1,000 are counted)."""
        shelf, embedder = self._shelf, self.embedder
        if shelf is None or embedder is None:
            return 0
        return len(shelf.catalog.without_vector(embedder.name, embedder.languages, _FEED_STEP))

    def warm(self, *, wait: bool = False) -> threading.Thread:
        """Load the model and the vectors in the background (a dozen seconds); ``wait`` until that is done."""
        thread = threading.Thread(target=self._warm, name="index-warm", daemon=True)
        thread.start()
        if wait:
            thread.join()
        return thread

    def _warm(self) -> None:
        try:
            if self.embedder is not None:
                self.embedder.load()
                self._settled = -1
                if (shelf := self._open_shelf()) is not None:
                    self._load_matrix(shelf)
        except Exception:
            log.exception("searching by meaning is not available")

    def rebuild(self) -> int:
        """Make the index anew from the library beside the old one, then use it; how many texts it holds.

        Vectors are taken from the vectors table, so nothing is embedded twice. Raises Unavailable ``index.not_owner``.
        """
        if not self.owner:
            raise Unavailable("index.not_owner", "Another process owns the search index.", "Stop the server first.")
        with self._writing:
            shelf = self._shelves.new()
            self._settled = -1
            self._follow(shelf)
            while self._place_vectors(shelf):
                pass
            with self._opening:
                old, self._shelf = self._shelf, shelf
                self._shelves.use(shelf)
                if old is not None:
                    old.close()
            return len(shelf.catalog.entries)

    def difference(self) -> list[Finding]:
        """What the index holds other than it should, by id; empty if nothing. An owner follows the feed first."""
        self.drain()
        shelf = self._reading_shelf()
        return differences(self._lib, shelf, self.embedder, owner=self._ownership.held)

    # --- searching ----------------------------------------------------------------------------------------------------

    def search(
        self, query: str, *, language: str = "", candidates: frozenset[str], limit: int = 20, wait_dense: bool = False
    ) -> SearchResult:
        """The best hits among ``candidates``, best first.

        Meaning counts only in languages the model knows. Until the model is loaded the answer is lexical and
        ``degraded``, unless ``wait_dense`` asks to wait for it. A part that fails also degrades; nothing is raised.
        """
        started = time.perf_counter()
        language = language or detect_language(query)
        asked = question(query, language)
        shelf = self._reading_shelf()
        if shelf is None:
            return SearchResult((), 0.0, 0.0, _ms(started), degraded=True)
        numbers, allowed = shelf.chosen(candidates)
        lexical, lexical_ms, lexical_ok = _timed(lambda: shelf.words.search(asked, allowed, numbers, limit * _DEPTH))
        dense, dense_ms, dense_ok = _timed(
            lambda: self._dense(shelf, query, language, numbers, limit * _DEPTH, wait_dense)
        )
        hits = self._hits(shelf, fuse(lexical or [], dense or [], limit), asked, language)
        degraded = not lexical_ok or not dense_ok or dense is None
        return SearchResult(hits, lexical_ms, dense_ms, _ms(started), degraded)

    def _dense(
        self, shelf: Shelf, query: str, language: str, numbers: Any, limit: int, wait: bool
    ) -> list[tuple[int, float]] | None:
        """Ranking by meaning; empty where meaning does not count, None where it should count and cannot."""
        embedder = self.embedder
        if embedder is None or not covers(embedder, language) or not query.strip() or not len(numbers):
            return []
        if not embedder.ready:
            if not wait:
                return None
            embedder.load()
            self._settled = -1
            self.drain()
        self._load_matrix(shelf)
        vector = embedder.embed([query])[0]
        if self._ownership.held and _MANY <= len(shelf.matrix) <= len(numbers) * 10 // 9:
            return self._near(shelf, embedder, vector, numbers, limit)
        return shelf.matrix.rank(vector, numbers, limit, embedder.floor)

    def _near(self, shelf: Shelf, embedder: Embedder, vector: Any, numbers: Any, limit: int) -> list[tuple[int, float]]:
        """Nearest among nearly all, by Chroma; exactly if it is not there or too few of its rows may be found."""
        store = shelf.nearest(embedder.name)
        found = store.near(vector, 2 * limit) if store is not None else []
        at = shelf.numbers_of_hashes([key for key, _ in found])
        allowed = set(numbers.tolist())
        kept = [(n, score) for key, score in found if score >= embedder.floor for n in at.get(key, ()) if n in allowed]
        if len(kept) < limit and (not found or found[-1][1] >= embedder.floor):
            return shelf.matrix.rank(vector, numbers, limit, embedder.floor)
        return kept[:limit]

    def _load_matrix(self, shelf: Shelf) -> None:
        """Read the vectors from the library: all the first time, later (for a reader) those it lacks."""
        if self.embedder is None:
            return
        with self._opening:
            shelf.load_vectors(self._lib, self.embedder, reader=not self._ownership.held)

    def _hits(self, shelf: Shelf, fused: Any, asked: Question, language: str) -> tuple[Hit, ...]:
        entries = shelf.catalog.entries
        ids = [entries[n].id for n, *_ in fused]
        texts = {text.id: text for text in self._lib.indexables(ids)}
        return tuple(
            Hit(id, score, lexical, dense, _words_in(texts[id].text, asked, texts[id].language or language))
            for id, (_, score, lexical, dense) in zip(ids, fused, strict=True)
            if id in texts
        )

    def _open_shelf(self) -> Shelf:
        with self._opening:
            if self._shelf is None:
                raise Unavailable("index.closed", "The search index is closed.")
            return self._shelf

    def _reading_shelf(self) -> Shelf | None:
        """The shelf to search; a reader's is brought up to what the owner committed."""
        if self._ownership.held or self._closed:
            return self._shelf
        with self._opening:
            try:
                if self._shelf is None or self._shelf.folder.name != self._shelves.current:
                    if self._shelf is not None:
                        self._shelf.close()
                        self._shelf = None
                    self._shelf = self._shelves.open_to_read()
                self._shelf.refresh()
            except Exception as error:
                log.warning("the search index cannot be read: %s", error)
                self._shelf = None
            return self._shelf


def _words_in(text: str, asked: Question, language: str) -> tuple[str, ...]:
    tokens, folded = frozenset(index_tokens(text)), folded_words(text)
    found = [word.text for word in asked.words if word.occurs(tokens, language)]
    return (*found, *(words for run in asked.runs if (words := run.found_in(folded))))


def _timed(work: Any) -> tuple[Any, float, bool]:
    """Result (None if it failed), milliseconds, and whether it did not fail."""
    started = time.perf_counter()
    try:
        return work(), _ms(started), True
    except Exception:
        log.exception("a part of the search failed")
        return None, _ms(started), False


def _ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)
