"""An empty library on each database, with a clock that tests move and passwords that cost next to nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library.people import PasswordCost
from library.store import Library, open_library
from library.store.people import PeopleVerbs
from tests.gate.conftest import Database, prepare
from tests.gate.server import running

CHEAP = PasswordCost(memory_kib=8, passes=1)
PHRASE = "a phrase nobody guesses"


@dataclass
class Hands:
    """A clock that stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Copies(Database):
    """Databases copied from one whose tables were made before, which is quicker than making them each time."""

    _prepared = ""

    def empty(self, home: Path) -> tuple[str, Path]:
        assert self._server is not None
        if not self._prepared:
            self._prepared = self._server.new_database()
            prepare(self._server, self._prepared)
        home.mkdir(parents=True, exist_ok=True)
        name = self._server.new_database(template=self._prepared)
        self._made.append(name)
        return self._server.url(name), home


@dataclass
class Opened:
    """An open library and where it lies; ``again`` opens it a second time, as another process would."""

    lib: Library
    url: str
    home: Path
    clock: Hands
    again: Callable[[], Library]


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PeopleVerbs, "password_cost", CHEAP)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp(f"library-{request.param}")
    if request.param == "sqlite":
        yield Database("sqlite", folder)
        return
    with running() as server:
        yield Copies("postgresql", folder, server)


@pytest.fixture
def opened(empty_databases: Database, tmp_path: Path) -> Iterator[Opened]:
    yield from _open(empty_databases, tmp_path)


@pytest.fixture
def opened_sqlite(tmp_path: Path) -> Iterator[Opened]:
    yield from _open(Database("sqlite", tmp_path), tmp_path)


def _open(database: Database, folder: Path) -> Iterator[Opened]:
    url, home = database.empty(folder / "home")
    clock, libraries = Hands(), []

    def again() -> Library:
        libraries.append(open_library(url, home, clock=clock))
        return libraries[-1]

    yield Opened(again(), url, home, clock, again)
    for lib in libraries:
        lib.close()
    database.tidy(keep=1)
    shutil.rmtree(home, ignore_errors=True)
