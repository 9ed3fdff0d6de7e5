"""Passwords, tokens and lock-out as pure rules; the verbs that keep people are in :mod:`library.store.people`.

Passwords are hashed with Argon2id at 19 MiB, two passes, one lane (OWASP's second choice, about 70 ms here). A policy
of length rather than of character classes follows NIST SP 800-63B, which also asks to normalise what was typed (NFKC).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from library.errors import BadInput

SHORTEST, LONGEST = 12, 1024
"""Length of a password in characters."""
FEWEST_DIFFERENT = 5
FREE_FAILURES = 10
"""Wrong passwords in a row before a name has to wait."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)
"""Failures older than this are forgotten."""
SESSION = timedelta(hours=12)
TOKEN_DAYS = range(1, 367)
_COMMON = ("password", "passwort", "123456", "qwertz", "qwerty", "abcdef", "letmein", "clearcopy")


@dataclass(frozen=True)
class PasswordCost:
    """What one hash costs. The default is for use; tests may take a cheaper one."""

    memory_kib: int = 19 * 1024
    passes: int = 2
    lanes: int = 1

    def hash(self, password: str) -> str:
        """The salted Argon2id hash, with its parameters, as text."""
        return self._hasher().hash(_typed(password))

    def matches(self, hashed: str, password: str) -> bool:
        """True if ``hashed`` is a hash of ``password``; the comparison takes constant time."""
        try:
            return self._hasher().verify(hashed, _typed(password))
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        """True if ``hashed`` was made at another cost."""
        return self._hasher().check_needs_rehash(hashed)

    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(time_cost=self.passes, memory_cost=self.memory_kib, parallelism=self.lanes)


def _typed(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def bound(key: bytes, person: str, password: str) -> str:
    """What is hashed for a person: their password under a key outside the database, good for nobody else.

    So a hash made elsewhere, or another person's hash copied into the row, lets nobody in.
    """
    return hmac.new(key, f"password\0{person}\0{_typed(password)}".encode(), hashlib.sha256).hexdigest()


def token_mark(key: bytes, digest: str, person: str, kind: str, expires_at: datetime) -> str:
    """HMAC of a token's row under a key outside the database: a row written or changed by hand opens nothing."""
    words = "\0".join(("token", digest, person, kind, expires_at.astimezone(UTC).isoformat()))
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def check_policy(password: str, name: str) -> None:
    """Raise BadInput ``people.weak_password`` unless the password is long and varied enough and not the name."""
    typed = _typed(password)
    plain = typed.casefold()
    rest = plain
    for word in (*_COMMON, name.casefold().strip()):
        rest = rest.replace(word, "") if word else rest
    if not SHORTEST <= len(typed) <= LONGEST:
        wrong = f"A password has {SHORTEST} to {LONGEST} characters."
    elif len(set(plain)) < FEWEST_DIFFERENT:
        wrong = "This password repeats too few characters."
    elif len(rest) < len(plain) and len(rest) < SHORTEST // 2:
        wrong = "This password is little more than the name or a common word."
    else:
        return
    raise BadInput("people.weak_password", wrong, "Take a longer phrase that only you would think of.")


def check_name(name: str) -> str:
    """The name without outer white space. Raises BadInput ``people.name`` if it is empty, long or unprintable."""
    kept = unicodedata.normalize("NFC", name).strip()
    if not kept or len(kept) > 120 or not kept.isprintable():
        raise BadInput("people.name", "A name has 1 to 120 printable characters.")
    return kept


def waiting_time(failures: int) -> timedelta:
    """How long a name waits after that many failures in a row: nothing up to nine, then 30 s, doubling to an hour."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    doublings = min(failures - FREE_FAILURES, 20)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def new_token(prefix: str) -> str:
    """256 random bits as text, with a prefix that secret scanners can know."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def token_digest(token: str) -> str:
    """SHA-256 of a token in hex: all that is stored of it. A token is random, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
