"""Statements given to a database past the library: as SQLite's file user without our pragmas, as PostgreSQL's app role."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import psycopg

from tests.gate.world import World

Row = dict[str, Any]


class Raw:
    """One connection to a world's database that knows nothing of the library."""

    def __init__(self, world: World, pragmas: Sequence[str] = ()) -> None:
        self.sqlite = world.url.startswith("sqlite")
        self._connection: Any
        if self.sqlite:
            self._connection = sqlite3.connect(world.url.removeprefix("sqlite:///"), isolation_level=None, timeout=10)
            self._connection.execute("PRAGMA trusted_schema=ON")
            for pragma in pragmas:
                self._connection.execute(f"PRAGMA {pragma}")
        else:
            self._connection = psycopg.connect(world.url.replace("+psycopg", ""), autocommit=True)

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def run(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows a statement gives; ``?`` marks its values."""
        if self.sqlite:
            return list(self._connection.execute(statement, values).fetchall())
        cursor = self._connection.execute(statement.replace("%", "%%").replace("?", "%s"), values)
        return list(cursor.fetchall()) if cursor.description else []

    def refused(self, statement: str, values: Sequence[object] = ()) -> bool:
        """True if the database refuses the statement; whatever it did is there to be looked at."""
        try:
            self.run(statement, values)
        except (sqlite3.Error, psycopg.Error):
            return True
        return False

    def tables(self) -> list[str]:
        """Every table that lies in the database, by name."""
        if self.sqlite:
            found = self.run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        else:
            found = self.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return sorted(str(name) for (name,) in found)

    def columns(self, table: str) -> list[str]:
        if self.sqlite:
            return [str(row[1]) for row in self.run(f'PRAGMA table_info("{table}")')]
        query = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position"
        return [str(name) for (name,) in self.run(query, [table])]

    def rows(self, table: str) -> list[Row]:
        columns = self.columns(table)
        names = ", ".join(f'"{c}"' for c in columns)
        return [dict(zip(columns, row, strict=True)) for row in self.run(f'SELECT {names} FROM "{table}"')]

    def insert(self, table: str, row: Row, verb: str = "INSERT") -> bool:
        """Insert a row as it is; True if the database refused it."""
        names = ", ".join(f'"{c}"' for c in row)
        marks = ", ".join("?" for _ in row)
        return self.refused(f'{verb} INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))


def frozen(rows: Sequence[Row]) -> set[tuple[tuple[str, str], ...]]:
    """Rows as a set that can be compared with an earlier one."""
    return {tuple((key, repr(value)) for key, value in row.items()) for row in rows}


def other(value: Any) -> Any:
    """A value of the same type that differs."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1_000_003
    if isinstance(value, str):
        return f"{value[:-1]}{'0' if value[-1:] != '0' else '1'}" if value else "forged"
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b"x"
    return value
