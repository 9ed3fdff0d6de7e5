"""Work ahead of its use: order, bounds, and what the work raises."""

from __future__ import annotations

import threading

import pytest

from ingest.worker.ahead import ahead


def test_two_are_worked_on_at_once_and_results_come_in_order() -> None:
    both = threading.Barrier(2, timeout=10)

    def work(item: int) -> int:
        both.wait()  # neither goes on alone
        return item * item

    assert [(item, result()) for item, result in ahead(range(4), work, 2)] == [(0, 0), (1, 1), (2, 4), (3, 9)]


def test_a_worker_goes_on_while_the_other_has_a_long_one() -> None:
    others = threading.Semaphore(0)

    def work(item: int) -> int:
        if item:
            others.release()
        else:
            assert all(others.acquire(timeout=10) for _ in range(3))  # is done only after three later ones
        return item

    assert [result() for _, result in ahead(range(5), work, 2)] == [0, 1, 2, 3, 4]


def test_no_more_is_begun_than_twice_the_workers_and_one_result_in_use() -> None:
    begun: list[int] = []
    for item, result in ahead(range(20), begun.append, 2):
        assert result() is None
        assert max(begun) <= item + 4


def test_what_the_work_raises_comes_with_its_own_item() -> None:
    results = dict(ahead([1, 0, 2], lambda item: 2 // item, 2))
    assert results[1]() == 2
    with pytest.raises(ZeroDivisionError):
        results[0]()
    assert results[2]() == 1
