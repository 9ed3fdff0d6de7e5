"""Jobs: queued for good, held by one worker at a time, taken up again after a crash, and not for ever."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from library.errors import Conflict, NotFound
from library.models import Actor, Role
from library.store import open_library
from library.store.jobs import MOST_ATTEMPTS, JobState
from tests.library.conftest import Hands, Opened

MARK = Actor(id="mark", name="mark", roles=(Role.MARKETER,))
EVE = Actor(id="eve", name="eve", roles=(Role.MARKETER,))
KINDS = ("upload",)


def test_a_job_goes_from_queued_to_done_and_keeps_its_result(opened: Opened) -> None:
    id = opened.lib.enqueue(MARK, "upload", {"filename": "欧弗然.pdf", "facts": {"market": "CN"}})
    assert (opened.lib.job(id).state, opened.lib.job(id).attempts) == (JobState.QUEUED, 0)
    job = opened.lib.lease("w1", KINDS, 60)
    assert job is not None
    assert (job.id, job.worker, job.attempts, job.payload["filename"]) == (id, "w1", 1, "欧弗然.pdf")
    opened.lib.finish(id, {"source": "abc"})
    done = opened.again().job(id)
    assert (done.state, done.result, done.finished_at) == (JobState.DONE, {"source": "abc"}, opened.clock.now)
    opened.lib.finish(id, {"source": "other"})
    assert opened.lib.job(id).result == {"source": "abc"}
    assert [e.verb for e in opened.lib.events()] == ["job.enqueue", "job.done"]


def test_a_failed_job_says_why_and_is_not_taken_up_again(opened: Opened) -> None:
    id = opened.lib.enqueue(MARK, "upload", {})
    opened.lib.lease("w1", KINDS, 60)
    opened.lib.fail(id, "ingest.encrypted", "The file is encrypted.")
    job = opened.lib.job(id)
    assert (job.state, job.code, job.message) == (JobState.FAILED, "ingest.encrypted", "The file is encrypted.")
    opened.clock.move(days=9)
    assert opened.lib.lease("w1", KINDS, 60) is None


def test_jobs_are_taken_oldest_first_and_by_kind(opened: Opened) -> None:
    ids = [opened.lib.enqueue(MARK, kind, {}) for kind in ("upload", "other", "upload")]
    leased = [opened.lib.lease("w", KINDS, 60) for _ in range(3)]
    assert [job and job.id for job in leased] == [ids[0], ids[2], None]
    assert opened.lib.lease("w", (), 60) is None
    other = opened.lib.lease("w", ("upload", "other"), 60)
    assert other is not None
    assert other.id == ids[1]


def test_everybody_sees_their_own_jobs_in_order(opened: Opened) -> None:
    mine = [opened.lib.enqueue(MARK, "upload", {"n": n}) for n in range(3)]
    opened.lib.enqueue(EVE, "upload", {})
    assert [job.id for job in opened.lib.jobs(MARK)] == mine
    with pytest.raises(NotFound):
        opened.lib.job("no such job")


def test_a_lease_that_runs_out_is_given_to_the_next_worker(opened: Opened) -> None:
    id = opened.lib.enqueue(MARK, "upload", {})
    opened.lib.lease("w1", KINDS, 60)
    assert opened.lib.lease("w2", KINDS, 60) is None
    opened.clock.move(seconds=60)
    again = opened.lib.lease("w2", KINDS, 60)
    assert again is not None
    assert (again.worker, again.attempts) == ("w2", 2)
    for late in (
        lambda: opened.lib.renew(id, "w1", 60),
        lambda: opened.lib.finish(id, {}, worker="w1"),
        lambda: opened.lib.fail(id, "x", "y", worker="w1"),
    ):
        with pytest.raises(Conflict):
            late()
    opened.lib.finish(id, {"by": "w2"}, worker="w2")


def test_a_renewed_lease_holds(opened: Opened) -> None:
    id = opened.lib.enqueue(MARK, "upload", {})
    opened.lib.lease("w1", KINDS, 60)
    for _ in range(10):
        opened.clock.move(seconds=50)
        opened.lib.renew(id, "w1", 60)
        assert opened.lib.lease("w2", KINDS, 60) is None
    assert opened.lib.job(id).attempts == 1


def test_work_that_is_cut_off_again_and_again_fails_in_the_end(opened: Opened) -> None:
    id = opened.lib.enqueue(MARK, "upload", {})
    other = opened.lib.enqueue(MARK, "upload", {})
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job = opened.lib.lease("w", KINDS, 1)
        assert job is not None
        assert (job.id, job.attempts) == (id, attempt)
        opened.clock.move(seconds=1)
    following = opened.lib.lease("w", KINDS, 1)
    assert following is not None
    assert following.id == other
    assert (opened.lib.job(id).state, opened.lib.job(id).code) == (JobState.FAILED, "job.attempts")


def test_a_job_that_nobody_holds_cannot_be_finished(opened: Opened) -> None:
    id = opened.lib.enqueue(MARK, "upload", {})
    with pytest.raises(Conflict):
        opened.lib.finish(id, {})
    with pytest.raises(Conflict):
        opened.lib.renew(id, "w1", 60)


def test_two_workers_never_hold_the_same_job(opened: Opened) -> None:
    ids = {opened.lib.enqueue(MARK, "upload", {"n": n}) for n in range(24)}
    libraries = [opened.lib, opened.again()]

    def work(number: int) -> list[str]:
        held = []
        while (job := libraries[number % 2].lease(f"w{number}", KINDS, 60)) is not None:
            held.append(job.id)
            libraries[number % 2].finish(job.id, {"by": number}, worker=f"w{number}")
        return held

    with ThreadPoolExecutor(4) as pool:
        taken = [id for held in pool.map(work, range(4)) for id in held]
    assert sorted(taken) == sorted(ids)


def lease_and_die(url: str, home: str) -> None:
    job = open_library(url, Path(home)).lease("doomed", KINDS, 0.05)
    os._exit(9 if job else 1)


def test_a_job_survives_the_death_of_its_worker(tmp_path: Path) -> None:
    url, home = f"sqlite:///{tmp_path / 'clearcopy.db'}", tmp_path
    lib = open_library(url, home)
    id = lib.enqueue(MARK, "upload", {"n": 1})
    process = multiprocessing.get_context("spawn").Process(target=lease_and_die, args=(url, str(home)))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    job = None
    while job is None:
        job = lib.lease("next", KINDS, 60)
    assert (job.id, job.attempts, job.payload) == (id, 2, {"n": 1})
    lib.close()


class Workers(RuleBasedStateMachine):
    """Any order of queueing, leasing, finishing, failing and time going by."""

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name)
        self.clock = Hands()
        self.lib = open_library(f"sqlite:///{home / 'c.db'}", home, clock=self.clock)
        self.ids: list[str] = []
        self.ended: dict[str, JobState] = {}

    @rule()
    def queue(self) -> None:
        self.ids.append(self.lib.enqueue(MARK, "upload", {}))

    @rule(worker=st.sampled_from(["a", "b"]))
    def lease(self, worker: str) -> None:
        before = {job.id: job for job in self.lib.jobs(MARK)}
        job = self.lib.lease(worker, KINDS, 10)
        if job is not None:
            was = before[job.id]
            assert was.state is JobState.QUEUED or (was.leased_until is not None and was.leased_until <= self.clock.now)
            assert job.attempts == was.attempts + 1 <= MOST_ATTEMPTS

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), worker=st.sampled_from(["a", "b"]), good=st.booleans())
    def end(self, data: st.DataObject, worker: str, good: bool) -> None:
        id = data.draw(st.sampled_from(self.ids))
        before = self.lib.job(id)
        try:
            self.lib.finish(id, {}, worker=worker) if good else self.lib.fail(id, "c", "m", worker=worker)
        except Conflict:
            assert before.state is not JobState.LEASED or before.worker != worker
        else:
            self.ended.setdefault(id, JobState.DONE if good else JobState.FAILED)

    @rule(seconds=st.sampled_from([1, 10, 100]))
    def wait(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)

    @invariant()
    def what_ended_stays_ended(self) -> None:
        for id, state in getattr(self, "ended", {}).items():
            assert self.lib.job(id).state is state

    def teardown(self) -> None:
        if hasattr(self, "lib"):
            self.lib.close()
            self.folder.cleanup()


TestWorkers = Workers.TestCase
TestWorkers.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
