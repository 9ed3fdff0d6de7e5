# ruff: noqa: S608 - names of our own tables only; nothing from outside enters these statements
"""The schema as statements: tables, append-only triggers with existence guards, checks that the database itself holds.

What the triggers stop: any statement of the application, ours or not, that would change or remove a past row, write
over one (``INSERT OR REPLACE`` deletes without asking a delete trigger unless ``recursive_triggers`` is on, so a guard
refuses every insert whose key exists), anchor a quote that its passage does not say, call text verbatim that is not,
let an author approve, or record a release of something the view ``eligible`` does not hold.

What they cannot stop: SQLite trusts whoever may write the file; there, signatures and hashes verified at release and by
``doctor`` are what is left. On PostgreSQL the application's role owns nothing and cannot drop a trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, TextClause, UniqueConstraint, inspect, text

from library.store import (  # noqa: F401 - each registers its tables
    personal,
    tables_content,
    tables_people,
    tables_proposals,
    tables_review,
    tables_use,
    tables_work,
)
from library.store.base import metadata
from library.store.eligibility import create_views, renew_view

HEAD = "0003"
"""The newest migration; a test holds it equal to the newest file of ``migrations/versions``."""

MUTABLE = frozenset({"personal_keys"})
"""Tables that may change. A colleague table says so itself with ``info={"mutable": True}``."""


def append_only() -> list[Table]:
    """Every table whose rows never change, in a fixed order."""
    return [t for t in metadata.sorted_tables if not is_mutable(t)]


def is_mutable(table: Table) -> bool:
    """True for the few tables that hold no history: key wraps, jobs, sessions, vectors, a reader's place."""
    return table.name in MUTABLE or bool(table.info.get("mutable"))


def create(connection: Connection) -> None:
    """Create everything in an empty database, inside the caller's transaction."""
    metadata.create_all(connection)
    dialect = connection.dialect.name
    for statement in create_views(dialect):
        connection.execute(_plain(statement))
    for statement in _sqlite_triggers() if dialect == "sqlite" else _postgres_triggers():
        connection.execute(_plain(statement))


def add_tables(connection: Connection, tables: Iterable[Table]) -> None:
    """Create tables that a later version of this program needs, with what guards them; those that are there stay.

    On PostgreSQL whoever may add to ``modules`` may read them and add to them.
    """
    known = set(inspect(connection).get_table_names())
    new = [table for table in tables if table.name not in known]
    dialect = connection.dialect.name
    metadata.create_all(connection, tables=new)
    for statement in _sqlite_guards(new) if dialect == "sqlite" else _postgres_guards(new):
        connection.execute(_plain(statement))
    if dialect == "postgresql" and new:
        _grant_as_modules(connection, new)


def _grant_as_modules(connection: Connection, tables: Iterable[Table]) -> None:
    asked = """SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = 'public' AND table_name = 'modules' AND privilege_type = 'INSERT'"""
    quote = connection.dialect.identifier_preparer.quote
    for role in connection.execute(_plain(asked)).scalars().all():
        for table in tables:
            connection.execute(_plain(f'GRANT SELECT, INSERT ON "{table.name}" TO {quote(str(role))}'))


def renew_rule(connection: Connection) -> None:
    """Put this program's rule of what is eligible in place of an older one; no record is touched."""
    for statement in renew_view(connection.dialect.name):
        connection.execute(_plain(statement))


def _plain(statement: str) -> TextClause:
    return text(statement.replace(":", r"\:"))


def _keys(table: Table) -> Iterator[list[str]]:
    """The column names of the primary key and of every unique constraint."""
    yield [c.name for c in table.primary_key.columns]
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            yield [c.name for c in constraint.columns]


CHECKS: dict[str, tuple[str, str]] = {
    "release_subjects": (
        "not eligible",
        """NOT EXISTS (SELECT 1 FROM eligible e WHERE e.subject = NEW.subject
             AND e.market IN (NEW.market, '*') AND e.audience IN (NEW.audience, '*')
             AND e.use_class IN (NEW.use_class, '*') AND e.channel IN (NEW.channel, '*'))
           OR NOT EXISTS (SELECT 1 FROM releases r WHERE r.id = NEW.release AND r.market = NEW.market
             AND r.audience = NEW.audience AND r.channel = NEW.channel)""",
    ),
    "answer_citations": (
        "not released",
        """NOT EXISTS (SELECT 1 FROM release_subjects s JOIN answers a ON a.release = s.release
             WHERE a.id = NEW.answer AND s.release = NEW.release AND s.subject = NEW.module)""",
    ),
    "anchors": (
        "the quote is not what the passage says",
        """NOT EXISTS (SELECT 1 FROM passages p WHERE p.id = NEW.passage AND p.source = NEW.source
             AND NEW.start >= 0 AND NEW.stop > NEW.start
             AND substr(p.text, NEW.start + 1, NEW.stop - NEW.start) = NEW.quote)""",
    ),
    "occurrences": (
        "the quotes are not the body",
        """NEW.verbatim AND NOT EXISTS (SELECT 1 FROM modules m WHERE m.id = NEW.module AND m.body = (
             SELECT {joined} FROM (SELECT n.quote, n.ordinal FROM anchors n WHERE n.module = NEW.module
               AND n.occurrence = NEW.number AND n.role = 'origin' AND n.source = NEW.source ORDER BY n.ordinal) q))""",
    ),
    "decisions": (
        "authors and the program never approve",
        """NEW.role = 'system' OR NEW.person = 'system' OR NEW.verdict = 'approve' AND (
             EXISTS (SELECT 1 FROM modules m WHERE m.id = NEW.subject AND NEW.person IN (m.author, m.behalf))
             OR EXISTS (SELECT 1 FROM assets x WHERE x.id = NEW.subject AND NEW.person IN (x.author, x.behalf)))""",
    ),
}
"""Per table: what is wrong, and the condition over NEW under which an insert is refused."""

_JOINED = {
    "sqlite": "group_concat(q.quote, char(10))",
    "postgresql": "string_agg(q.quote, chr(10) ORDER BY q.ordinal)",
}


def _sqlite_triggers() -> Iterator[str]:
    yield from _sqlite_guards(append_only())
    for name, (wrong, condition) in CHECKS.items():
        yield f"""CREATE TRIGGER {name}_check BEFORE INSERT ON "{name}"
            WHEN {condition.replace("{joined}", _JOINED["sqlite"])}
            BEGIN SELECT RAISE(ABORT, '{name}: {wrong}'); END"""


def _sqlite_guards(tables: Iterable[Table]) -> Iterator[str]:
    """Rows of these tables are never changed, removed or written over."""
    for table in tables:
        name = table.name
        for verb in ("UPDATE", "DELETE"):
            yield f"""CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON "{name}"
                BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"""
        exists = " OR ".join(
            f'EXISTS (SELECT 1 FROM "{name}" kept WHERE ' + " AND ".join(f'kept."{c}" = NEW."{c}"' for c in key) + ")"
            for key in _keys(table)
        )
        yield f"""CREATE TRIGGER {name}_no_replace BEFORE INSERT ON "{name}" WHEN {exists}
            BEGIN SELECT RAISE(ABORT, '{name} is append-only: the key exists'); END"""


def _postgres_triggers() -> Iterator[str]:
    yield """CREATE FUNCTION clearcopy_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
        AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
    yield from _postgres_guards(append_only())
    for name, (wrong, condition) in CHECKS.items():
        yield from _postgres_check(f"{name}_check", name, wrong, condition.replace("{joined}", _JOINED["postgresql"]))


def _postgres_guards(tables: Iterable[Table]) -> Iterator[str]:
    """Rows of these tables are never changed, removed or written over."""
    for table in tables:
        yield f"""CREATE TRIGGER {table.name}_no_change BEFORE UPDATE OR DELETE ON "{table.name}"
            FOR EACH ROW EXECUTE FUNCTION clearcopy_append_only()"""
        yield f"""CREATE TRIGGER {table.name}_no_truncate BEFORE TRUNCATE ON "{table.name}"
            FOR EACH STATEMENT EXECUTE FUNCTION clearcopy_append_only()"""
        exists = " OR ".join(
            f'EXISTS (SELECT 1 FROM "{table.name}" kept WHERE '
            + " AND ".join(f'kept."{c}" = NEW."{c}"' for c in key)
            + ")"
            for key in _keys(table)
        )
        yield from _postgres_check(f"{table.name}_no_replace", table.name, "append-only: the key exists", exists)


def _postgres_check(trigger: str, table: str, wrong: str, condition: str) -> Iterator[str]:
    """A trigger that raises if ``condition`` holds; the search path is fixed so that no temporary table can pose."""
    yield f"""CREATE FUNCTION clearcopy_{trigger}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
        AS $$ BEGIN IF {condition} THEN RAISE EXCEPTION '{table}: {wrong}'; END IF; RETURN NEW; END $$"""
    yield f"""CREATE TRIGGER {trigger} BEFORE INSERT ON "{table}" FOR EACH ROW
        EXECUTE FUNCTION clearcopy_{trigger}()"""


def grant(connection: Connection, role: str) -> None:
    """Give the application's role SELECT and INSERT, and UPDATE and DELETE on the few mutable tables only."""
    name = connection.dialect.identifier_preparer.quote(role)
    database = connection.dialect.identifier_preparer.quote(str(connection.engine.url.database))
    statements = [f"GRANT USAGE ON SCHEMA public TO {name}"]
    owns = "SELECT pg_has_role(current_user, datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()"
    if connection.execute(_plain(owns)).scalar():
        statements.append(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    for table in metadata.sorted_tables:
        rights = "SELECT, INSERT, UPDATE, DELETE" if is_mutable(table) else "SELECT, INSERT"
        statements.append(f'REVOKE ALL ON "{table.name}" FROM {name}')
        statements.append(f'GRANT {rights} ON "{table.name}" TO {name}')
    views = ["required", "source_now", "label_uses", "standing", "eligible"]
    statements += [f"GRANT SELECT ON {view} TO {name}" for view in (*views, "alembic_version")]
    statements.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}")
    for statement in statements:
        connection.execute(_plain(statement))
