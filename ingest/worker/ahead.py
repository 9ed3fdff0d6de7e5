"""Work that goes on ahead of those who use what it gives."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


def ahead(items: Iterable[_T], work: Callable[[_T], _R], workers: int) -> Iterator[tuple[_T, Callable[[], _R]]]:
    """Each item in order with what gives its result, or raises what its work raised.

    While one result is used, ``workers`` threads work on the next ones, also where the first of them takes as long as
    several others; no more than twice as many items as there are threads are begun ahead.
    """
    waiting: deque[tuple[_T, Future[_R]]] = deque()
    with ThreadPoolExecutor(max(1, workers)) as pool:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > 2 * workers:
                first, done = waiting.popleft()
                yield first, done.result
        while waiting:
            first, done = waiting.popleft()
            yield first, done.result
