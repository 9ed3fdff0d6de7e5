"""``Library``: every verb, a mixin per noun, over one store; and how a store is opened and migrated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, inspect, text

from library.errors import Unavailable
from library.store import schema
from library.store.answers import AnswerVerbs
from library.store.base import make_engine, utc_now
from library.store.carrying import CarryVerbs
from library.store.coverage import CoverageVerbs
from library.store.doctor import DoctorVerbs
from library.store.jobs import JobVerbs
from library.store.outbox import FeedVerbs
from library.store.proposals import ProposalVerbs
from library.store.resolve import ResolveVerbs
from library.store.sources import SourceVerbs
from library.store.vocabulary import VocabularyVerbs
from library.store.wordings import WordingVerbs


class Library(
    SourceVerbs,
    CarryVerbs,
    AnswerVerbs,
    ProposalVerbs,
    VocabularyVerbs,
    WordingVerbs,
    CoverageVerbs,
    DoctorVerbs,
    JobVerbs,
    FeedVerbs,
    ResolveVerbs,
):
    """Every verb of the library. Thread-safe; any number of processes may open the same home.

    What is not named above comes with them: modules, decisions, policies, assets, people, release and the trail.
    """


def open_library(url: str, home: Path, *, clock: Callable[[], datetime] = utc_now) -> Library:
    """The library at ``url`` (``sqlite:////abs/file.db`` or ``postgresql+psycopg://…``); files and keys in ``home``.

    A SQLite home is migrated by itself. Raises Unavailable ``library.schema`` if a PostgreSQL database is not at the
    newest schema (its owner runs ``migrate``), or if a database is newer than this program.
    """
    home.mkdir(parents=True, exist_ok=True)
    engine = make_engine(url)
    if engine.dialect.name == "sqlite" and _revision(engine) < schema.HEAD:
        with FileLock(str(home / ".migrate.lock")):
            _upgrade(engine)
    found = _revision(engine)
    if found != schema.HEAD:
        raise Unavailable(
            "library.schema",
            f"The database is at schema {found or 'none'}, this program needs {schema.HEAD}.",
            "Run this program's newer version." if found > schema.HEAD else "Its owner runs `library.store.migrate`.",
        )
    return Library(engine, home, clock)


def migrate(url: str) -> None:
    """Bring the database at ``url`` to the newest schema. On PostgreSQL the role in ``url`` will own the tables."""
    engine = make_engine(url)
    try:
        _upgrade(engine)
    finally:
        engine.dispose()


def install_postgres(owner_url: str, app_role: str, password: str = "") -> None:
    """Migrate as the owner and give ``app_role`` (made if absent, with ``password``) what the application needs.

    The application's role owns nothing: it may add rows, and change them in the few tables that hold no history.
    """
    migrate(owner_url)
    engine = make_engine(owner_url)
    try:
        with engine.begin() as connection:
            _ensure_role(connection, app_role, password)
            schema.grant(connection, app_role)
    finally:
        engine.dispose()


def _ensure_role(connection: Connection, role: str, password: str) -> None:
    if connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).first():
        return
    from psycopg import sql

    statement = sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role))
    if password:
        statement += sql.SQL(" PASSWORD {}").format(sql.Literal(password))
    connection.connection.cursor().execute(statement)


def _revision(engine: Engine) -> str:
    """The schema's revision, "" for an empty database."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _upgrade(engine: Engine) -> None:
    from alembic import command  # 0.9 s to import, needed on a first run only
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(clearcopy_write=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
