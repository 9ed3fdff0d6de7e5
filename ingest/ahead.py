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

    While one result is used, ``workers`` threads work on the next ones; no more than these wait with their results.
    """
    waiting: deque[tuple[_T, Future[_R]]] = deque()
    with ThreadPoolExecutor(max(1, workers)) as pool:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > workers:
                first, done = waiting.popleft()
                yield first, done.result
        while waiting:
            first, done = waiting.popleft()
            yield first, done.result
