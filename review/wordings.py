"""Which of many wordings share the rare words of a line? An inverted index, so that nobody compares all pairs.

Words are weighted by how rare they are among the wordings; the lists of a line's words are added up in one pass over
arrays, and the best few come back. Words that stand everywhere are left aside where enough others remain. Nothing is
decided here: who asked compares the few with care.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from library.text import tokens

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

_PLAIN = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_EVERYWHERE = 0.1
"""A word in more than this share of all wordings is left aside …"""
_ENOUGH = 4
"""… where a line has at least so many others."""
_BROAD = 0.15
"""What each word of a wording that the line does not have costs, so that the closest of equal ones comes first."""


class Wording(NamedTuple):
    """The words of one module version."""

    id: str
    body: str
    language: str = ""


def words_of(text: str) -> frozenset[str]:
    """The words and figures of a text, as ``library.text.tokens`` reads them; plain ASCII by the short way."""
    return frozenset(_PLAIN.findall(text.lower()) if text.isascii() else tokens(text))


class Wordings:
    """Wordings by their words. Grows; what was added is found from the next question on. Thread-safe."""

    def __init__(self) -> None:
        self.entries: list[Wording] = []
        self._ids: dict[str, int] = {}
        self._words, self._places = array("i"), array("i")
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
            ids, words, places = self._ids, self._words, self._places
            for wording in wordings:
                place = len(self.entries)
                self.entries.append(wording)
                for word in words_of(wording.body):
                    words.append(ids.setdefault(word, len(ids)))
                    places.append(place)

    def near(self, text: str, limit: int = 24) -> list[Wording]:
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
        ids = np.array([self._ids[word] for word in words_of(text) if word in self._ids], dtype=np.int64)
        if not len(ids):
            return []
        counts = self._starts[ids + 1] - self._starts[ids]
        rare = counts <= max(50, _EVERYWHERE * len(self.entries))
        if rare.sum() >= _ENOUGH:
            ids = ids[rare]
        places = np.concatenate([self._order[self._starts[i] : self._starts[i + 1]] for i in ids])
        weights = np.repeat(self._weights[ids], self._starts[ids + 1] - self._starts[ids])
        shared = np.bincount(places, weights=weights, minlength=len(self.entries))
        found = np.flatnonzero(shared)
        scores = shared[found] - _BROAD * np.maximum(0.0, self._lengths[found] - shared[found])
        whole = shared[found] >= self._weights[ids].sum() - 1e-6
        scores = scores + 1e6 * whole
        if len(found) > limit:
            some = np.argpartition(-scores, limit)[:limit]
            found, scores = found[some], scores[some]
        ranked = sorted(zip((-scores).tolist(), found.tolist(), strict=True))
        return [self.entries[place] for _, place in ranked]

    def _build(self) -> None:
        """Lists of places by word, and each word's weight; made anew where wordings were added."""
        if self._built == len(self.entries):
            return
        import numpy as np

        words = np.frombuffer(self._words, dtype=np.int32)
        places = np.frombuffer(self._places, dtype=np.int32)
        order = np.argsort(words, kind="stable")
        counts = np.bincount(words, minlength=len(self._ids))
        self._order = places[order].copy()
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._weights = np.log1p(len(self.entries) / np.maximum(1, counts))
        self._lengths = np.bincount(places, weights=self._weights[words], minlength=len(self.entries))
        del words, places  # an array that lends its memory cannot grow
        self._built = len(self.entries)
