"""Both databases for the attacks: SQLite in a folder, PostgreSQL with the application's own role, which owns nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from library.store.library import install_postgres
from tests.gate.server import APP, OWNER, Server
from tests.gate.world import POLICY, Clock, World, found, reopened


class Database:
    """Makes libraries on one kind of database, from nothing or from a copy with people and a policy."""

    def __init__(self, kind: str, folder: Path, server: Server | None = None) -> None:
        self.kind, self._folder, self._server = kind, folder, server
        self._count = 0
        self._template: tuple[str, Path, datetime] | None = None
        self._made: list[str] = []

    def empty(self, home: Path) -> tuple[str, Path]:
        """Address and home of a library that nobody has opened."""
        home.mkdir(parents=True, exist_ok=True)
        if self._server is None:
            return f"sqlite:///{home / 'clearcopy.db'}", home
        name = self._server.new_database()
        self._made.append(name)
        prepare(self._server, name)
        return self._server.url(name), home

    def world(self, home: Path, *, policy: str | None = POLICY) -> World:
        """A new library with its people."""
        url, home = self.empty(home)
        return found(url, home, Clock(), policy=policy)

    def prepared_world(self) -> World:
        """A library with its people and policy, copied from one made before: quick."""
        if self._template is None:
            self._template = self._make_template()
        url, template, moment = self._template
        self._count += 1
        home = Path(tempfile.mkdtemp(prefix="gate-home-", dir=self._folder))
        shutil.copytree(template, home, dirs_exist_ok=True)
        if self._server is None:
            url = f"sqlite:///{home / 'clearcopy.db'}"
        else:
            name = self._server.new_database(template=url)
            self._made.append(name)
            url = self._server.url(name)
        return reopened(url, home, Clock(moment))

    def _make_template(self) -> tuple[str, Path, datetime]:
        home = self._folder / "template"
        url, _ = self.empty(home)
        world = found(url, home, Clock())
        world.lib.close()
        name = self._made[-1] if self._server is not None else url
        return name, home, world.clock.now

    def tidy(self, keep: int = 3) -> None:
        """Drop databases that tests have done with."""
        if self._server is not None:
            template = self._template[0] if self._template else ""
            for name in self._made[:-keep] if keep else self._made:
                if name != template:
                    self._server.drop(name)
            self._made = [template, *self._made[-keep:]] if keep else []


def prepare(server: Server, name: str) -> None:
    """The owner makes the tables; the application's role gets its grants and owns nothing."""
    install_postgres(server.url(name, OWNER), APP)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp(f"gate-{request.param}")
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return Database(request.param, folder, server)


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """A small library with its people and a policy in force."""
    made = database.prepared_world()
    yield made
    made.lib.close()
    shutil.rmtree(made.home, ignore_errors=True)
    database.tidy()


__all__ = ["APP", "Database"]
