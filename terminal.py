"""What the command line needs around a call: who acts, where errors go, how results look on a terminal."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from app import Settings
    from library.models import Actor
    from services import Services

DONE, FINDINGS, BAD_USE, FORBIDDEN = 0, 1, 2, 3
LOG_FORMAT = "%(levelname)s %(name)s %(message)s"
_WHOLE = ("id", "status", "outcome", "kind")


def exit_status(error: Exception) -> int:
    """The one table from errors to exit statuses: 1 not everything done, 2 bad use, 3 the gate or the role said no."""
    from library.errors import BadInput, Forbidden, Refused

    if isinstance(error, Forbidden):
        return FORBIDDEN
    if isinstance(error, BadInput) and not isinstance(error, Refused):
        return BAD_USE
    return FINDINGS


class Session:
    """One command's run: settings at once; services and the acting user when first asked for."""

    def __init__(self, *, as_json: bool, act_as: str = "", out: TextIO | None = None) -> None:
        self.as_json, self._act_as = as_json, act_as
        self._out = out or sys.stdout
        self._services: Services | None = None
        self._seen: Services | None = None
        self._actor: Actor | None = None
        self.status = DONE

    @property
    def settings(self) -> Settings:
        from app import Settings

        return Settings()

    @property
    def services(self) -> Services:
        """Everything that runs; once ``allow`` was asked, as the acting user may use it."""
        if self._services is None:
            from app import build

            self._services = build(self.settings)
        return self._seen or self._services

    @property
    def token(self) -> str:
        """The bearer token in force: ``CLEARCOPY_TOKEN``, else what ``login`` kept for this home."""
        return self.settings.token.get_secret_value() or kept_logins().get(str(self.settings.home.resolve()), "")

    @property
    def actor(self) -> Actor:
        """The user whose token is given, or whom an admin acts for. Raises NotSignedIn."""
        if self._actor is None:
            from library.errors import NotSignedIn

            if not self.token:
                empty = not self.services.library.users()
                step = "clearcopy users add NAME --role …" if empty else "clearcopy login NAME, or set CLEARCOPY_TOKEN."
                raise NotSignedIn("people.no_token", "Nobody is signed in.", f"First: {step}")
            actor = self.services.library.authenticate(self.token)
            self._actor = self.services.library.act_as(actor, self._act_as) if self._act_as else actor
        return self._actor

    def allow(self, right: str) -> Actor:
        """The acting user, if they may; raises Forbidden otherwise."""
        from services import require, seen_by

        require(self.actor, right)
        self._seen = seen_by(self.services, self.actor)
        return self.actor

    def show(self, data: Any, *, columns: Sequence[str] = (), ok: bool = True) -> None:
        """Print one JSON document, or a readable form of it; ``ok`` false makes the exit status 1."""
        if not ok:
            self.status = FINDINGS
        if self.as_json:
            json.dump(data, self._out, ensure_ascii=False, indent=2, default=str)
            self._out.write("\n")
        elif isinstance(data, list):
            table(data, columns, self._out)
        else:
            outline(data, self._out)

    def note(self, words: str) -> None:
        """A line for the person at the terminal, on standard error so that JSON stays one document."""
        print(words, file=sys.stderr)

    def close(self) -> None:
        if self._services is not None:
            self._services.close()


@contextmanager
def session(*, as_json: bool, act_as: str = "") -> Iterator[Session]:
    """A Session whose errors end as one line (or one JSON document) and an exit status; no traceback for a user."""
    from library.errors import ClearcopyError

    # an argument in the environment keeps tokenizers from threads that outlive a fork
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    current = Session(as_json=as_json, act_as=act_as)
    logging.basicConfig(level=current.settings.log_level, stream=sys.stderr, format=LOG_FORMAT)
    try:
        yield current
    except ClearcopyError as error:
        current.status = exit_status(error)
        said = {"error": {"code": error.code, "message": error.message, "next_step": error.next_step}}
        if as_json:
            current.show(said)
        print(f"{error.code}: {error}", file=sys.stderr)
    finally:
        current.close()
    if current.status:
        raise SystemExit(current.status)


def table(rows: Sequence[dict[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    """Rows as a table of the columns asked for (all, where none is); long texts are cut to one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        print("nothing", file=out)
        return
    names = list(columns) or list(rows[0])
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        drawn.add_column(name.replace("_", " "), overflow="ellipsis", no_wrap=name in _WHOLE)
    for row in rows:
        drawn.add_row(*(Text(cell(name, row.get(name))) for name in names))
    width = None if out.isatty() else 160
    Console(file=out, width=width, highlight=False).print(drawn)


def cell(name: str, value: Any) -> str:
    """One table cell: ids are shortened to the twelve digits that are enough to name them."""
    if value is None:
        return ""
    if (
        isinstance(value, str)
        and name in ("id", "source", "module", "lineage", "subject", "successor")
        and len(value) == 64
    ):
        return value[:12]
    if isinstance(value, list):
        return ("; " if any(isinstance(v, dict) for v in value) else ", ").join(cell("", v) for v in value)
    if isinstance(value, dict):
        if {"code", "message"} <= set(value):  # a finding: what a person reads of it
            return f"{value['message']} ({value['code']})"
        return ", ".join(f"{k} {v}" for k, v in value.items())
    text = " ".join(str(value).split())
    return text if len(text) <= 110 else text[:109] + "…"


ROWS_FROM = 4
"""Records of one flat shape from which they are shown as a table, where they are told among other things."""


def outline(data: Any, out: TextIO, depth: int = 0) -> None:
    """A record as indented ``key: value`` lines, nested where it nests; many short records of one shape as a table."""
    pad = "  " * depth
    if not isinstance(data, dict):
        print(f"{pad}{data}", file=out)
        return
    for key, value in data.items():
        if value in (None, "", [], {}, ()):
            continue
        if isinstance(value, dict):
            print(f"{pad}{key}:", file=out)
            outline(value, out, depth + 1)
        elif isinstance(value, (list, tuple)) and isinstance(value[0], dict):
            print(f"{pad}{key}:", file=out)
            if _are_rows(value):
                table(value, (), out)
                continue
            for item in value:
                outline(item, out, depth + 1)
                print(f"{pad}  --", file=out)
        elif isinstance(value, (list, tuple)):
            print(f"{pad}{key}: {', '.join(map(str, value))}", file=out)
        else:
            print(f"{pad}{key}: {value}", file=out)


def _are_rows(records: Sequence[Any]) -> bool:
    """True for several records of the same few keys that hold nothing nested."""
    names = set(records[0])
    return (
        len(records) >= ROWS_FROM
        and len(names) <= 6
        and all(isinstance(r, dict) and set(r) == names for r in records)
        and not any(isinstance(v, (dict, list, tuple)) for r in records for v in r.values())
    )


def password_from(stdin: bool, prompt: str = "Password", *, twice: bool = False) -> str:
    """A password from standard input (one line) or a prompt without echo; never from an argument."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    from library.errors import BadInput

    if not sys.stdin.isatty():
        raise BadInput("cli.no_password", "A password is needed and there is no terminal.", "Use --password-stdin.")
    given = getpass(f"{prompt}: ")
    if twice and getpass("Again: ") != given:
        raise BadInput("cli.password_differs", "The two passwords differ.", "Try again.")
    return given


def _login_file() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "clearcopy" / "logins.json"


def kept_logins() -> dict[str, str]:
    """Home folder to token, as ``login`` kept them for this operating-system user."""
    try:
        kept: dict[str, str] = json.loads(_login_file().read_text(encoding="utf-8"))
        return kept
    except (OSError, ValueError):
        return {}


def keep_login(home: Path, token: str) -> Path:
    """Keep a token for a home, readable by this operating-system user alone; returns the file.

    Whole or not at all, one process after the other: logins of other homes made at the same moment stay.
    """
    import tempfile

    from filelock import FileLock

    path = _login_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(path.with_suffix(".lock"), mode=0o600):
        kept = kept_logins() | {str(home.resolve()): token}
        fd, fresh = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.replace(fresh, path)
    return path
