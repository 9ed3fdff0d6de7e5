"""How people get in: passwords and waiting after failures, sessions, bearer tokens."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import Connection, delete, insert, select, update

from library.errors import BadInput, Forbidden, NotFound, NotSignedIn
from library.models import SYSTEM, Actor, Role, canonical
from library.people import (
    FORGOTTEN_AFTER,
    SESSION,
    TOKEN_DAYS,
    PasswordCost,
    bound,
    check_policy,
    new_token,
    token_digest,
    token_mark,
    waiting_time,
)
from library.store.personal import PersonalVerbs
from library.store.tables_people import attempts, erasures, logins, role_grants, tokens, users

ERASED_NAME = "(erased)"


@dataclass(frozen=True)
class TokenInfo:
    """What is known of a bearer token without the token: ``id`` is the start of its digest."""

    id: str
    label: str
    issued_at: datetime
    expires_at: datetime


def grant_message(row: Mapping[str, Any]) -> bytes:
    """What the server signs when a role is given or taken away."""
    said = [row[name] for name in ("seq", "user", "role", "granted", "by")]
    return b"clearcopy role\x00" + canonical([*said, row["at"].isoformat()])


class CredentialVerbs(PersonalVerbs):
    """Passwords and tokens, and who an actor is in the database now."""

    password_cost: ClassVar[PasswordCost] = PasswordCost()
    """Cost of hashing a password; tests replace it by a cheaper one."""

    def sign_in(self, name: str, password: str) -> str:
        """A session token for 12 hours. Raises NotSignedIn ``people.wrong_credentials`` whatever the reason is."""
        handle = self._handle(name)
        if not self._password_fits(handle, password):
            raise NotSignedIn(
                "people.wrong_credentials",
                "This name and password do not fit, or too many attempts failed.",
                "Check both; after ten failures wait a while.",
            )
        with self.transaction() as tx:
            id = tx.execute(select(logins.c.user).where(logins.c.handle == handle)).scalar_one()
            person = self._actor(tx, id)
            token = self._put_token(tx, id, "session", "", SESSION)
            self._event(tx, person, "user.sign_in", id)
            return token

    def sign_out(self, token: str) -> None:
        """End a session or bearer token; nothing happens if it is none."""
        digest = token_digest(token)
        with self.transaction() as tx:
            id = tx.execute(select(tokens.c.user).where(tokens.c.digest == digest)).scalar()
            if id is not None:
                tx.execute(delete(tokens).where(tokens.c.digest == digest))
                self._event(tx, self._actor(tx, id), "user.sign_out", id)

    def authenticate(self, token: str) -> Actor:
        """The person a session or bearer token belongs to, with the roles of this moment. Raises NotSignedIn."""
        digest = token_digest(token)
        with self.reading() as tx:
            row = tx.execute(select(tokens).where(tokens.c.digest == digest)).first()
            if row is not None and row.expires_at > self.now():
                mark = token_mark(self.keys.personal_key(), digest, row.user, row.kind, row.expires_at)
                if hmac.compare_digest(row.mark, mark):
                    return self._actor(tx, row.user)
        raise NotSignedIn("people.token", "This session or token is not valid or has run out.", "Sign in again.")

    def issue_token(self, actor: Actor, user: str, label: str = "", days: int = 30) -> str:
        """A bearer token for oneself or, as admin, for anybody; shown once, kept only as its SHA-256.

        Raises Forbidden, NotFound, BadInput ``people.token_days`` (1 to 366).
        """
        if days not in TOKEN_DAYS:
            raise BadInput("people.token_days", f"A token holds {TOKEN_DAYS[0]} to {TOKEN_DAYS[-1]} days.")
        with self.transaction() as tx:
            id = self._own_or_admin(tx, actor, user)
            if not self._is_active(tx, id):
                raise NotFound("people.unknown", "There is no such person.")
            token = self._put_token(tx, id, "bearer", label.strip()[:200], timedelta(days=days))
            self._event(tx, actor, "token.issue", id, new=token_digest(token)[:16])
            return token

    def tokens(self, actor: Actor, user: str) -> list[TokenInfo]:
        """Bearer tokens of oneself or, as admin, of anybody, oldest first; expired ones left out."""
        with self.reading() as tx:
            id = self._own_or_admin(tx, actor, user)
            mine = select(tokens).where(
                tokens.c.user == id, tokens.c.kind == "bearer", tokens.c.expires_at > self.now()
            )
            rows = tx.execute(mine.order_by(tokens.c.issued_at, tokens.c.digest)).all()
            return [TokenInfo(row.digest[:16], row.label, row.issued_at, row.expires_at) for row in rows]

    def revoke_token(self, actor: Actor, user: str, token_id: str) -> None:
        """End a bearer token by its id (:class:`TokenInfo`). Raises Forbidden, NotFound ``people.no_such_token``."""
        with self.transaction() as tx:
            id = self._own_or_admin(tx, actor, user)
            mine = select(tokens.c.digest).where(tokens.c.user == id, tokens.c.kind == "bearer")
            found = [digest for digest in tx.execute(mine).scalars() if digest[:16] == token_id]
            if not found:
                raise NotFound("people.no_such_token", "There is no such token.")
            tx.execute(delete(tokens).where(tokens.c.digest.in_(found)))
            self._event(tx, actor, "token.revoke", id, old=token_id)

    def check_password(self, actor_id: str, password: str) -> bool:
        """True if it is the person's password; False also while the person has to wait after ten failures."""
        with self.reading() as tx:
            handle = tx.execute(select(logins.c.handle).where(logins.c.user == actor_id)).scalar()
        return self._password_fits(handle or self._handle(f"\0{actor_id}"), password)

    def change_password(self, actor: Actor, user: str, password: str) -> None:
        """Set a new password of oneself or, as admin, of anybody; sessions and tokens end. Raises as ``add_user``."""
        with self.reading() as tx:
            id = self._own_or_admin(tx, actor, user)
            check_policy(password, self._actor(tx, id).name)
        hashed = self._hash(id, password)
        with self.transaction() as tx:
            id = self._own_or_admin(tx, actor, user)
            tx.execute(update(logins).where(logins.c.user == id).values(password=hashed))
            tx.execute(delete(tokens).where(tokens.c.user == id))
            self._event(tx, actor, "user.password", id)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _password_fits(self, handle: str, password: str) -> bool:
        """Count the attempt, then compare, then forget the failures of a good one.

        A name nobody has takes the same steps (a count, a comparison with a hash of nothing) and so the same time;
        counting first means that attempts side by side cannot outrun the lock.
        """
        with self.reading() as tx:
            row = tx.execute(select(logins).where(logins.c.handle == handle)).first()
        kept, person = (row.password, row.user) if row is not None else (None, "")
        failures = self._count_attempt(handle)
        given = bound(self.keys.personal_key(), person, password)
        fits = self.password_cost.matches(kept or self._hash_of_nothing(), given) and kept is not None
        if not (fits and failures and kept is not None):
            self._note_wait(handle, failures)
            return False
        new = self._hash(person, password) if self.password_cost.outdated(kept) else None
        with self.transaction() as tx:
            tx.execute(delete(attempts).where(attempts.c.handle == handle))
            if new:
                mine = (logins.c.handle == handle) & (logins.c.password == kept)
                tx.execute(update(logins).where(mine).values(password=new))
        return True

    def _count_attempt(self, handle: str) -> int:
        """Failures of a name with this attempt, which is not known to be one yet; 0 while the name has to wait."""
        now = self.now()
        with self.transaction() as tx:
            row = tx.execute(select(attempts).where(attempts.c.handle == handle)).first()
            if row is not None and row.blocked_until > now:
                return 0
            failures = 1 if row is None or row.last_at < now - FORGOTTEN_AFTER else row.failures + 1
            until = now + waiting_time(failures)
            tx.execute(delete(attempts).where(attempts.c.last_at < now - FORGOTTEN_AFTER))
            tx.execute(delete(attempts).where(attempts.c.handle == handle))
            tx.execute(insert(attempts).values(handle=handle, failures=failures, last_at=now, blocked_until=until))
            return failures

    def _note_wait(self, handle: str, failures: int) -> None:
        """Put into the trail that a name, known or not, has to wait from now on."""
        if waiting_time(failures):
            with self.transaction() as tx:
                id = tx.execute(select(logins.c.user).where(logins.c.handle == handle)).scalar()
                self._event(tx, SYSTEM, "user.wait", id or f"name:{handle[:16]}", reason=f"{failures} failed attempts")

    def _hash(self, person: str, password: str) -> str:
        return self.password_cost.hash(bound(self.keys.personal_key(), person, password))

    def _hash_of_nothing(self) -> str:
        made: dict[PasswordCost, str] = self.__dict__.setdefault("_empty_hashes", {})
        if self.password_cost not in made:
            made[self.password_cost] = self.password_cost.hash(new_token("nobody"))
        return made[self.password_cost]

    def _handle(self, name: str) -> str:
        """HMAC of a name (without case) under a key outside the database: finds a login, tells nobody the name."""
        return hmac.new(
            self.keys.personal_key(), b"login\0" + name.strip().casefold().encode(), hashlib.sha256
        ).hexdigest()

    def _put_token(self, tx: Connection, user: str, kind: str, label: str, lasts: timedelta) -> str:
        token, now = new_token("ccs" if kind == "session" else "cct"), self.now()
        tx.execute(delete(tokens).where(tokens.c.expires_at <= now))
        digest, ends = token_digest(token), now + lasts
        row = {"digest": digest, "user": user, "kind": kind, "label": label, "issued_at": now, "expires_at": ends}
        mark = token_mark(self.keys.personal_key(), digest, user, kind, ends)
        tx.execute(insert(tokens).values(**row, mark=mark))
        return token

    def _roles(self, tx: Connection, id: str) -> tuple[Role, ...]:
        """Roles held now, in the order of ``Role``; a grant that this library did not sign is none."""
        rows = tx.execute(select(role_grants).where(role_grants.c.user == id).order_by(role_grants.c.seq))
        latest = {
            row.role: row.granted
            for row in rows
            if self.keys.verify(row.key, grant_message(dict(row._mapping)), row.signature)
        }
        return tuple(role for role in Role if latest.get(role.value))

    def _actor(self, tx: Connection, id: str) -> Actor:
        row = tx.execute(select(users).where(users.c.id == id)).first()
        if row is None:
            raise NotFound("people.unknown", "There is no such person.", "`clearcopy users list` names everybody.")
        name = self._read_personal(tx, row.name)
        return Actor(id=id, name=name or ERASED_NAME, roles=self._roles(tx, id), market=row.market)

    def _user_id(self, tx: Connection, name_or_id: str) -> str:
        found = tx.execute(select(users.c.id).where(users.c.id == name_or_id)).scalar()
        found = found or tx.execute(select(logins.c.user).where(logins.c.handle == self._handle(name_or_id))).scalar()
        if found is None:
            raise NotFound("people.unknown", "There is no such person.", "`clearcopy users list` names everybody.")
        return str(found)

    def _is_active(self, tx: Connection, id: str) -> bool:
        return tx.execute(select(erasures.c.user).where(erasures.c.user == id)).first() is None

    def _require_admin(self, tx: Connection, actor: Actor | None) -> None:
        """Raise Forbidden unless the actor is an admin in the database, now, acting for themselves."""
        if actor is None or actor.on_behalf_of or Role.ADMIN not in self._roles(tx, actor.id):
            raise Forbidden("people.not_admin", "Only an admin may do this, and not on behalf of somebody.")

    def _own_or_admin(self, tx: Connection, actor: Actor, user: str) -> str:
        id = self._user_id(tx, user)
        if id != actor.id or actor.on_behalf_of:
            self._require_admin(tx, actor)
        return id
