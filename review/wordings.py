"""Which of many wordings share the rare words of a line? An inverted index, so that nobody compares all pairs.

Words are weighted by how rare they are among the wordings. The lists of a line's rarest words give the candidates: as
many lists as it takes that no wording which shares a good part of the line's weight is passed over; the long lists of
common words only add to the weights of the best of them. Nothing is decided here: who asked compares the best few.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from library.text import tokens

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

_LATIN = re.compile(r"[^\W\d_]+|\d+(?:[.,·]\d+)*")
_OTHER = re.compile(r"[\u0300-\u036f\u1100-\u11ff\u2e80-\uffff]")
"""Scripts without spaces, full-width forms and combining marks: read by ``library.text.tokens``."""
_RAISED = {**dict.fromkeys(map(ord, "¹²³⁰⁴⁵⁶⁷⁸⁹⁺⁻"), " "), ord("µ"): "μ"}
_MISSED = 0.35
"""A wording that shares more than this part of a line's weight stands in one of the lists that are read."""
_FINALISTS = 4000
"""Candidates, best by the rare words, whose common words are looked at."""
_ROWS = 60
"""Rows beside one line from which on nobody can say which of them it tells."""
_BROAD = 0.15
"""What each word of a wording that the line does not have costs, so that the closest of equal ones comes first."""


class Wording(NamedTuple):
    """The words of one module version."""

    id: str
    body: str
    language: str = ""


def words_of(text: str) -> frozenset[str]:
    """The words and figures of a text, raised reference marks left out; Chinese and Japanese as pairs of characters."""
    if not text.isascii():
        text = text.translate(_RAISED)
        if _OTHER.search(text):
            return frozenset(tokens(text))
    return frozenset(_LATIN.findall(text.lower()))


class Wordings:
    """Wordings by their words. Grows; what was added is found from the next question on. Thread-safe."""

    def __init__(self) -> None:
        self.entries: list[Wording] = []
        self._ids: dict[str, int] = defaultdict(count().__next__)
        self._words, self._counts = array("i"), array("i")
        self._rows: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
        self._built = -1
        self._lock = threading.Lock()
        self._order: Numbers
        self._starts: Numbers
        self._weights: Numbers
        self._lengths: Numbers

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, wordings: Iterable[Wording]) -> None:
        """Take further wordings in."""
        with self._lock:
            ids = self._ids
            for wording in wordings:
                found = words_of(wording.body)
                self._file_row(wording.body, len(self.entries))
                self.entries.append(wording)
                self._words.extend([ids[word] for word in found])
                self._counts.append(len(found))

    def _file_row(self, body: str, place: int) -> None:
        """Keep a row of a table under the longest word of its name."""
        name, tab, _ = body.partition("\t")
        words = frozenset(word for word in words_of(name) if len(word) > 1 or word.isascii()) if tab else frozenset()
        if words:
            self._rows[max(words, key=lambda word: (len(word), word))].append((words, place))

    def rows_named(self, text: str) -> list[Wording]:
        """The rows of tables whose names stand in ``text`` word for word; none where they are too many to tell."""
        with self._lock:
            said = words_of(text)
            places = [
                place for word in said if word in self._rows for words, place in self._rows[word] if words <= said
            ]
        return [self.entries[place] for place in sorted(places)] if len(places) <= _ROWS else []

    def near(self, text: str, limit: int = 16) -> list[Wording]:
        """At most ``limit`` wordings that share most of the rare words of ``text``, best first.

        A wording that holds every word of the text comes before any that does not.
        """
        if not self.entries:
            return []
        with self._lock:
            return self._near(text, limit)

    def _near(self, text: str, limit: int) -> list[Wording]:
        import numpy as np  # arrays only where something is asked

        self._build()
        asked = words_of(text)
        ids = np.array([self._ids[word] for word in asked if word in self._ids], dtype=np.int64)
        if not len(ids):
            return []
        ids = ids[np.argsort(self._starts[ids + 1] - self._starts[ids], kind="stable")]
        weights = self._weights[ids]
        begun = np.concatenate([[0.0], np.cumsum(weights)[:-1]])
        first = int(np.searchsorted(begun, (1 - _MISSED) * weights.sum(), side="right"))
        lists = [self._order[self._starts[i] : self._starts[i + 1]] for i in ids]
        all_weights = np.repeat(weights[:first], [len(some) for some in lists[:first]])
        by_place = np.bincount(np.concatenate(lists[:first]), weights=all_weights, minlength=len(self.entries))
        found = np.flatnonzero(by_place)
        if len(found) > _FINALISTS:
            found = np.sort(found[np.argpartition(-by_place[found], _FINALISTS)[:_FINALISTS]])
        shared = by_place[found]
        for some, weight in zip(lists[first:], weights[first:], strict=True):
            at = np.minimum(np.searchsorted(some, found), len(some) - 1)
            shared = shared + weight * (some[at] == found)
        scores = shared - _BROAD * np.maximum(0.0, self._lengths[found] - shared)
        if len(ids) == len(asked):
            scores = scores + 1e6 * (shared >= weights.sum() - 1e-6)
        if len(found) > limit:
            best = np.argpartition(-scores, limit)[:limit]
            found, scores = found[best], scores[best]
        ranked = sorted(zip((-scores).tolist(), found.tolist(), strict=True))
        return [self.entries[place] for _, place in ranked]

    def _build(self) -> None:
        """Lists of places by word, and each word's weight; made anew where wordings were added."""
        if self._built == len(self.entries):
            return
        import numpy as np

        words = np.array(self._words, dtype=np.int32)
        places = np.repeat(np.arange(len(self.entries), dtype=np.int32), np.array(self._counts))
        order = np.argsort(words, kind="stable")
        counts = np.bincount(words, minlength=len(self._ids))
        self._order = places[order]
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._weights = np.log1p(len(self.entries) / np.maximum(1, counts))
        self._lengths = np.bincount(places, weights=self._weights[words], minlength=len(self.entries))
        self._built = len(self.entries)
