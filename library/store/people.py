"""People: added by admins, given roles, signed in, locked out, acted for, erased.

The first user of an empty home becomes its admin, which is the one write nobody has to be signed in for. What an actor
may do is asked of the database each time, so a role taken away is gone at once.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import Connection, delete, func, insert, select, update

from library.errors import BadInput, Forbidden, NotFound, NotSignedIn
from library.models import SYSTEM, Actor, Role, canonical
from library.people import (
    FORGOTTEN_AFTER,
    SESSION,
    TOKEN_DAYS,
    PasswordCost,
    bound,
    check_name,
    check_policy,
    new_token,
    token_digest,
    token_mark,
    waiting_time,
)
from library.store.base import uuid7
from library.store.personal import PersonalVerbs
from library.store.tables_people import attempts, erasures, logins, role_grants, tokens, users
from library.store.tables_review import decisions

ERASED_NAME = "(erased)"


@dataclass(frozen=True)
class TokenInfo:
    """What is known of a bearer token without the token: ``id`` is the start of its digest."""

    id: str
    label: str
    issued_at: datetime
    expires_at: datetime


class PeopleVerbs(PersonalVerbs):
    """Users, roles, passwords and tokens."""

    password_cost: ClassVar[PasswordCost] = PasswordCost()
    """Cost of hashing a password; tests replace it by a cheaper one."""

    # --- who there is -------------------------------------------------------------------------------------------------

    def add_user(
        self,
        actor: Actor | None,
        name: str,
        password: str,
        roles: Iterable[Role] = (),
        *,
        market: str = "",
        email: str = "",
    ) -> Actor:
        """Add a person. On an empty home ``actor`` is None and the person also becomes admin.

        Raises Forbidden ``people.not_admin``, BadInput ``people.name_taken``, ``people.name``, ``people.role`` or
        ``people.weak_password``.
        """
        name, wanted = check_name(name), tuple(dict.fromkeys(Role(role) for role in roles))
        if Role.SYSTEM in wanted:
            raise BadInput("people.role", "Nobody can be given the system's role.")
        check_policy(password, name)
        id = uuid7(self.now())
        hashed = self._hash(id, password)
        with self.transaction() as tx:
            is_first = tx.execute(select(func.count()).select_from(users)).scalar() == 0
            if not (is_first and actor is None):
                self._require_admin(tx, actor)
            handle = self._handle(name)
            if tx.execute(select(logins.c.user).where(logins.c.handle == handle)).first():
                raise BadInput("people.name_taken", f"There is already somebody called {name}.")
            by = actor or Actor(id=id, name=name, roles=(Role.ADMIN,))
            self._insert_user(tx, id, name, email.strip(), market.strip(), by)
            tx.execute(insert(logins).values(user=id, handle=handle, password=hashed))
            self._event(tx, by, "user.add", id, new=market.strip())
            for role in (*wanted, *((Role.ADMIN,) if is_first and Role.ADMIN not in wanted else ())):
                self._put_grant(tx, by, id, role, granted=True)
            self._outbox(tx, "user", id)
            return self._actor(tx, id)

    def users(self) -> list[Actor]:
        """Everybody who was not erased, in the order in which they were added."""
        with self.reading() as tx:
            gone = select(erasures.c.user)
            ids = tx.execute(select(users.c.id).where(users.c.id.not_in(gone)).order_by(users.c.n)).scalars().all()
            return [self._actor(tx, id) for id in ids]

    def user(self, name_or_id: str) -> Actor:
        """A person by name or id; an erased one by id, without name or roles. Raises NotFound ``people.unknown``."""
        with self.reading() as tx:
            return self._actor(tx, self._user_id(tx, name_or_id))

    def grant(self, actor: Actor, user: str, role: Role) -> None:
        """Give a role; nothing happens if it is held. Raises Forbidden, NotFound, BadInput ``people.role``."""
        self._set_role(actor, user, Role(role), granted=True)

    def revoke(self, actor: Actor, user: str, role: Role) -> None:
        """Take a role away; nothing happens if it is not held. Raises also Forbidden ``people.last_admin``."""
        self._set_role(actor, user, Role(role), granted=False)

    def act_as(self, admin: Actor, user: str) -> Actor:
        """An actor with the user's roles and market but the admin's id, ``on_behalf_of`` the user; can never sign."""
        with self.transaction() as tx:
            self._require_admin(tx, admin)
            other = self._actor(tx, self._user_id(tx, user))
            if other.id == admin.id:
                raise BadInput("people.self", "You are this user already.")
            acting = Actor(id=admin.id, name=admin.name, roles=other.roles, on_behalf_of=other.id, market=other.market)
            self._event(tx, acting, "user.act_as", other.id)
            return acting

    def erase(self, actor: Actor, user_id: str) -> bool:
        """Forget a person: login, tokens, roles and e-mail address go; False if the name stays for signatures given.

        The name's key is destroyed, so no copy of the database reads it again, while every row that holds the opaque id
        still verifies. Whoever signed stays readable by name for the legal term of the signature. Raises Forbidden
        (``people.not_admin``, ``people.last_admin``), NotFound.
        """
        with self.transaction() as tx:
            self._require_admin(tx, actor)
            id = self._user_id(tx, user_id)
            row = tx.execute(select(users.c.name, users.c.email).where(users.c.id == id)).one()
            if tx.execute(select(erasures.c.user).where(erasures.c.user == id)).first():
                return self._read_personal(tx, row.name) is None
            self._keep_an_admin(tx, id)
            for role in self._roles(tx, id):
                self._put_grant(tx, actor, id, role, granted=False)
            tx.execute(delete(logins).where(logins.c.user == id))
            tx.execute(delete(tokens).where(tokens.c.user == id))
            has_signed = tx.execute(select(decisions.c.id).where(decisions.c.person == id).limit(1)).first() is not None
            for words in (row.email, "" if has_signed else row.name):
                if words:
                    self.destroy_personal(tx, words)
            tx.execute(insert(erasures).values(user=id, by=actor.id, at=self.now()))
            self._event(tx, actor, "user.erase", id, new="name kept for signatures" if has_signed else "")
            return not has_signed

    # --- how they get in ----------------------------------------------------------------------------------------------

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

    def _insert_user(self, tx: Connection, id: str, name: str, email: str, market: str, by: Actor) -> None:
        row = {"id": id, "market": market, "added_by": by.id, "at": self.now(), "n": self._next(tx, users.c.n)}
        email_id = self.put_personal(tx, email) if email else ""
        tx.execute(insert(users).values(**row, name=self.put_personal(tx, name), email=email_id))

    def _put_token(self, tx: Connection, user: str, kind: str, label: str, lasts: timedelta) -> str:
        token, now = new_token("ccs" if kind == "session" else "cct"), self.now()
        tx.execute(delete(tokens).where(tokens.c.expires_at <= now))
        digest, ends = token_digest(token), now + lasts
        row = {"digest": digest, "user": user, "kind": kind, "label": label, "issued_at": now, "expires_at": ends}
        mark = token_mark(self.keys.personal_key(), digest, user, kind, ends)
        tx.execute(insert(tokens).values(**row, mark=mark))
        return token

    def _set_role(self, actor: Actor, user: str, role: Role, *, granted: bool) -> None:
        if role is Role.SYSTEM:
            raise BadInput("people.role", "Nobody can be given the system's role.")
        with self.transaction() as tx:
            self._require_admin(tx, actor)
            id = self._user_id(tx, user)
            if not self._is_active(tx, id):
                raise NotFound("people.unknown", "There is no such person.")
            if (role in self._roles(tx, id)) is granted:
                return
            if role is Role.ADMIN and not granted:
                self._keep_an_admin(tx, id)
            self._put_grant(tx, actor, id, role, granted=granted)
            self._outbox(tx, "user", id)

    def _put_grant(self, tx: Connection, actor: Actor, user: str, role: Role, *, granted: bool) -> None:
        seq = self._next(tx, role_grants.c.seq)
        row = {"seq": seq, "user": user, "role": role.value, "granted": granted, "by": actor.id, "at": self.now()}
        key, signature = self.keys.sign(_grant_message(row))
        tx.execute(insert(role_grants).values(**row, key=key, signature=signature))
        changed = {"new": role.value} if granted else {"old": role.value}
        self._event(tx, actor, "role.grant" if granted else "role.revoke", user, **changed)

    def _roles(self, tx: Connection, id: str) -> tuple[Role, ...]:
        """Roles held now, in the order of ``Role``; a grant that this library did not sign is none."""
        rows = tx.execute(select(role_grants).where(role_grants.c.user == id).order_by(role_grants.c.seq))
        latest = {
            row.role: row.granted
            for row in rows
            if self.keys.verify(row.key, _grant_message(dict(row._mapping)), row.signature)
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

    def _keep_an_admin(self, tx: Connection, leaving: str) -> None:
        holders = tx.execute(
            select(role_grants.c.user).where(role_grants.c.role == Role.ADMIN.value).distinct()
        ).scalars()
        others = [id for id in holders if id != leaving and Role.ADMIN in self._roles(tx, id)]
        if not others and Role.ADMIN in self._roles(tx, leaving):
            raise Forbidden("people.last_admin", "The last admin stays.", "Make somebody else admin first.")


def _grant_message(row: Mapping[str, Any]) -> bytes:
    """What the server signs when a role is given or taken away."""
    said = [row[name] for name in ("seq", "user", "role", "granted", "by")]
    return b"clearcopy role\x00" + canonical([*said, row["at"].isoformat()])
