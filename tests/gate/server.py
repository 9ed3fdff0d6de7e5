"""A PostgreSQL server for the attacks: its own folder, a socket, an owner's role and the application's role."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

OWNER, APP = "gate_owner", "gate_app"
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "shared_buffers=32MB",
    "max_connections=60",
)


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``postgres``: Debian's, the path's, or the pgserver wheel's; None if there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    if debian:
        return debian[0].parent
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).resolve().parent
    try:
        import pgserver
    except ImportError:
        return None
    wheel = Path(pgserver.__file__).parent / "pginstall" / "bin"
    return wheel if (wheel / "postgres").exists() else None


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root: the account to run it as, where we are root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise RuntimeError("no account to run PostgreSQL as")


class Server:
    """A running server and addresses of its databases."""

    def __init__(self, socket: Path, superuser: str) -> None:
        self.socket, self.superuser = socket, superuser
        self._count = 0

    def url(self, database: str, role: str = APP) -> str:
        return f"postgresql+psycopg://{role}@/{database}?host={self.socket}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the superuser, outside a transaction."""
        with psycopg.connect(
            host=str(self.socket), user=self.superuser, dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def new_database(self, template: str = "template0") -> str:
        """An empty database, or a copy of ``template``, that the owner's role owns."""
        self._count += 1
        name = f"gate_{os.getpid()}_{self._count}"
        self.run(
            f'CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{template}"',
            f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
        )
        self.run(f'GRANT CONNECT ON DATABASE "{name}" TO {APP}, {OWNER}')
        self.run(f"ALTER SCHEMA public OWNER TO {OWNER}", database=name)
        return name

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def running() -> Iterator[Server]:
    """A server in a temporary folder, stopped and removed at the end."""
    programs = binaries()
    assert programs is not None, "no PostgreSQL: install Debian's postgresql or the pgserver wheel"
    account = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="gate-pg-", dir="/tmp"))
    try:
        if account:
            os.chown(folder, int(str(account["user"])), int(str(account["group"])))
        data = folder / "data"
        quiet = {
            "cwd": folder,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            **account,
        }
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "gate_root", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            **quiet,
        )  # type: ignore[call-overload]
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        process = subprocess.Popen([programs / "postgres", "-D", data, "-k", folder, *options], **quiet)  # type: ignore[call-overload]
        try:
            _wait(folder)
            server = Server(folder, "gate_root")
            server.run(f"CREATE ROLE {OWNER} LOGIN", f"CREATE ROLE {APP} LOGIN")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path) -> None:
    import time

    for _ in range(200):
        try:
            psycopg.connect(host=str(folder), user="gate_root", dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start")
