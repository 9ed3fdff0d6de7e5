"""People: added by admins, given roles, acted for, erased.

The first user of an empty home becomes its admin, which is the one write nobody has to be signed in for. What an actor
may do is asked of the database each time, so a role taken away is gone at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from library.errors import BadInput, Forbidden, NotFound
from library.models import Actor, AnswerFlag, Role, Verdict
from library.people import check_name, check_policy
from library.store.base import uuid7
from library.store.credentials import CredentialVerbs, grant_message
from library.store.tables_people import erasures, logins, role_grants, tokens, users
from library.store.tables_review import decisions, policies
from library.store.tables_use import answers


class PeopleVerbs(CredentialVerbs):
    """Users and their roles."""

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
        """Forget a person: login, tokens, roles, address and questions; False if the name stays under signatures.

        The keys of the words are destroyed, so no copy of the database reads them again, while every row that holds an
        opaque id still verifies. Whoever signed stays readable by name, and questions that reported a safety event stay
        readable, for their legal terms. Raises Forbidden (``people.not_admin``, ``people.last_admin``), NotFound.
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
            has_signed = self._has_signed(tx, id)
            for words in (row.email, "" if has_signed else row.name, *self._questions_of(tx, id)):
                if words:
                    self.destroy_personal(tx, words)
            tx.execute(insert(erasures).values(user=id, by=actor.id, at=self.now()))
            self._event(tx, actor, "user.erase", id, new="name kept for signatures" if has_signed else "")
            return not has_signed

    # --- inside -------------------------------------------------------------------------------------------------------

    def _insert_user(self, tx: Connection, id: str, name: str, email: str, market: str, by: Actor) -> None:
        row = {"id": id, "market": market, "added_by": by.id, "at": self.now(), "n": self._next(tx, users.c.n)}
        email_id = self.put_personal(tx, email) if email else ""
        tx.execute(insert(users).values(**row, name=self.put_personal(tx, name), email=email_id))

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
        key, signature = self.keys.sign(grant_message(row))
        tx.execute(insert(role_grants).values(**row, key=key, signature=signature))
        changed = {"new": role.value} if granted else {"old": role.value}
        self._event(tx, actor, "role.grant" if granted else "role.revoke", user, **changed)

    def _has_signed(self, tx: Connection, id: str) -> bool:
        """True if the person signed a verdict or a policy (a submission is no signature)."""
        signed = (decisions.c.person == id) & (decisions.c.verdict != Verdict.SUBMIT.value)
        if tx.execute(select(decisions.c.id).where(signed).limit(1)).first() is not None:
            return True
        return any(doc["imported_by"] == id for doc in tx.execute(select(policies.c.doc)).scalars())

    def _questions_of(self, tx: Connection, id: str) -> list[str]:
        """Personal ids of the questions a person asked, without those that are safety reports."""
        rows = tx.execute(select(answers.c.question, answers.c.doc).where(answers.c.asker == id).order_by(answers.c.n))
        return [row.question for row in rows if set(row.doc["content"]["flags"]) <= {AnswerFlag.OFF_LABEL.value}]

    def _keep_an_admin(self, tx: Connection, leaving: str) -> None:
        holders = tx.execute(
            select(role_grants.c.user).where(role_grants.c.role == Role.ADMIN.value).distinct()
        ).scalars()
        others = [id for id in holders if id != leaving and Role.ADMIN in self._roles(tx, id)]
        if not others and Role.ADMIN in self._roles(tx, leaving):
            raise Forbidden("people.last_admin", "The last admin stays.", "Make somebody else admin first.")
