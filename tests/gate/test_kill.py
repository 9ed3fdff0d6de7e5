"""Killed at any moment, the library has lost nothing it acknowledged and finds itself in order again.

A worker process ingests, modularizes, approves and indexes, and says on its output what has been acknowledged to it;
it is killed with SIGKILL after a random time, again and again, on one and the same home.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from library.search import Index
from library.store import open_library
from tests.gate.conftest import Database
from tests.gate.world import Clock, found

ROOT = Path(__file__).parent.parent.parent


def worked_and_killed(url: str, home: Path, seed: int) -> list[tuple[str, str]]:
    """What a worker acknowledged until it was killed, after it had begun to work."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.gate.worker", url, str(home), str(seed)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline()
    assert first.strip() == "ready", process.stderr.read()
    time.sleep(random.Random(seed).uniform(0.02, 1.2))
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=30)
    lines = [line.split() for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return [(line[0], line[1]) for line in (x for x in lines) if len(line) == 2]


def nothing_acknowledged_is_lost(url: str, home: Path, acknowledged: list[tuple[str, str]]) -> None:
    lib = open_library(url, home)
    try:
        decided = {d.id for kind, id in acknowledged if kind == "module" for d in lib.decisions(id)}
        for kind, id in acknowledged:
            if kind == "source":
                assert lib.original(id)
                assert lib.passages(id)
            elif kind == "module":
                assert lib.module(id).id == id
            elif kind == "decision":
                assert id in decided
            elif kind == "released":
                assert lib.status(id) == "released"
        assert list(lib.verify_audit()) == []
        lib.doctor_store(fix=True)
        assert lib.doctor_store(fix=False) == []
        index = Index.open(lib, home, "hash")
        try:
            index.drain()
            if index.difference():
                index.rebuild()
            assert list(index.difference()) == []
            for kind, id in acknowledged:
                if kind == "indexed":
                    text = lib.module(id).content.body
                    hits = index.search(text, language="en", candidates=frozenset({id})).hits
                    assert [hit.id for hit in hits] == [id]
        finally:
            index.close()
    finally:
        lib.close()


def rounds(database: Database, tmp_path: Path, count: int) -> None:
    url, home = database.empty(tmp_path / "home")
    found(url, home, Clock()).lib.close()
    acknowledged: list[tuple[str, str]] = []
    for number in range(count):
        acknowledged += worked_and_killed(url, home, seed=number)
        nothing_acknowledged_is_lost(url, home, acknowledged)
    kinds = {kind for kind, _ in acknowledged}
    assert kinds >= {"source", "module", "decision"}, f"the worker was always killed too early: {kinds}"


@pytest.mark.timeout(240)
def test_three_kills_lose_nothing_acknowledged(database: Database, tmp_path: Path) -> None:
    rounds(database, tmp_path, 3)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_fifty_kills_lose_nothing_acknowledged(database: Database, tmp_path: Path) -> None:
    rounds(database, tmp_path, 50)
