"""A small library with people and a policy, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library.store import Library
from tests.gate.world import PEOPLE, POLICY, Clock, World, password_of


@pytest.fixture
def world(empty_library: Callable[..., Library], tmp_path: Path) -> Iterator[World]:
    home, clock = tmp_path / "home", Clock()
    lib = empty_library(home, clock=clock)
    admin = lib.add_user(None, "ada", password_of("ada"), PEOPLE["ada"])
    people = {"ada": admin}
    for name in ("mark", "mel", "mia", "rex", "duo", "doc", "rep"):
        people[name] = lib.add_user(admin, name, password_of(name), PEOPLE[name])
    lib.import_policy(admin, POLICY, password_of("ada"))
    yield World(lib, str(lib.engine.url), home, clock, people)
    lib.close()
