"""What every test has: no network but this machine, passwords that cost nothing, empty libraries on both databases."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from library.people import PasswordCost
from library.store import Library, base, open_library
from library.store.people import PeopleVerbs
from tests.gate.server import Server, binaries, running

FIRST = (
    "tests/test_demo.py",
    "tests/gate/test_state_machine.py",
    "tests/test_cli.py",
    "tests/ingest/test_hostile.py",
    "tests/library/store/test_twin.py",
    "tests/test_check_command.py",
)
"""The files that take longest, begun first: two workers end together instead of one waiting for the demo."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write golden files anew instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the rest in the order found (`--no-loadscope-reorder` lets that order stand)."""
    rank = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.nodeid.partition("::")[0], len(FIRST)))


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    """True if golden files are to be written instead of compared."""
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    """No test reaches a network: no model is asked, nothing is fetched; loopback and local sockets stay open."""
    real = socket.socket.connect, socket.socket.connect_ex

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def connect_here(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
                raise OSError(f"tests reach no network: {address!r}")
            return connect(self, address)

        return connect_here

    socket.socket.connect = guarded(real[0])  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded(real[1])  # type: ignore[method-assign]
    yield
    socket.socket.connect, socket.socket.connect_ex = real  # type: ignore[method-assign]


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """Argon2id at its cheapest, except for tests that set a cost themselves."""
    usual = PeopleVerbs.password_cost
    PeopleVerbs.password_cost = PasswordCost(memory_kib=8, passes=1)
    yield
    PeopleVerbs.password_cost = usual


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk() -> Iterator[None]:
    """SQLite in this process does not wait for the disk; processes that tests start and kill do."""
    usual, base.SYNCHRONOUS = base.SYNCHRONOUS, "OFF"
    yield
    base.SYNCHRONOUS = usual


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of this session; without one tests are skipped, under CI they fail."""
    if binaries() is None and os.environ.get("CI") != "true":
        pytest.skip("no PostgreSQL here: install Debian's postgresql or the pgserver wheel")
    with running() as server:
        yield server


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session", params=BOTH)
def empty_library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Library]:
    """Makes empty libraries on one database: ``empty_library(home, clock=…)``; copies, so that it is quick."""
    from library.store.library import install_postgres
    from tests.gate.server import APP, OWNER

    if request.param == "sqlite":
        blank = tmp_path_factory.mktemp("blank")
        open_library(f"sqlite:///{blank / 'clearcopy.db'}", blank).close()

        def on_sqlite(home: Path, **options: Any) -> Library:
            home.mkdir(parents=True, exist_ok=True)
            shutil.copy(blank / "clearcopy.db", home / "clearcopy.db")
            return open_library(f"sqlite:///{home / 'clearcopy.db'}", home, **options)

        return on_sqlite
    server: Server = request.getfixturevalue("postgres")
    template = server.new_database()
    install_postgres(server.url(template, OWNER), APP)

    def on_postgres(home: Path, **options: Any) -> Library:
        return open_library(server.url(server.new_database(template=template)), home, **options)

    return on_postgres


@pytest.fixture
def library(empty_library: Callable[..., Library], tmp_path: Path) -> Iterator[Library]:
    """An empty library, once on SQLite and once on PostgreSQL."""
    lib = empty_library(tmp_path / "library")
    yield lib
    lib.close()
