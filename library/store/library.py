"""``Library``: every verb, a mixin per noun, over one store; and how a store is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from library.store.base import make_engine, metadata, utc_now
from library.store.jobs import JobVerbs
from library.store.outbox import FeedVerbs
from library.store.people import PeopleVerbs
from library.store.personal import PersonalVerbs


class Library(PersonalVerbs, PeopleVerbs, JobVerbs, FeedVerbs):
    """Every verb of the library. Thread-safe; any number of processes may open the same home."""


def open_library(url: str, home: Path, *, clock: Callable[[], datetime] = utc_now) -> Library:
    """The library at ``url`` (``sqlite:////abs/file.db`` or ``postgresql+psycopg://…``) with its files under ``home``."""
    home.mkdir(parents=True, exist_ok=True)
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        metadata.create_all(engine)
    return Library(engine, home, clock)


def migrate(url: str) -> None:
    """Bring the database at ``url`` to the newest schema; the role in ``url`` owns the tables."""
    engine = make_engine(url)
    metadata.create_all(engine)
    engine.dispose()
