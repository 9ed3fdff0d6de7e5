"""Who acts, what left and what was written down about it."""

from __future__ import annotations

from datetime import datetime

from pydantic import model_validator

from library.models.base import Record
from library.models.review import Role, Scope


class Recipient(Record):
    """Who receives what leaves."""

    person: str
    role: Role
    purpose: str = ""


class Release(Record):
    """What left, to whom, when, in which scope."""

    id: str
    subjects: tuple[str, ...]
    scope: Scope
    recipient: Recipient
    at: datetime
    rendition: str = ""


class Event(Record):
    """One line of the audit trail; ``hash`` covers every other field and the hash before it."""

    seq: int
    at: datetime
    actor: str
    on_behalf_of: str = ""
    verb: str
    subject: str
    old: str = ""
    new: str = ""
    reason: str = ""
    previous: str
    hash: str


class Actor(Record):
    """Who acts. ``on_behalf_of`` is set when an admin acts as somebody: such an actor can never sign."""

    id: str
    name: str
    roles: tuple[Role, ...]
    on_behalf_of: str = ""
    market: str = ""
    """Home market of a doctor or rep: what they ask and fetch is held to its label."""

    def has(self, *roles: Role) -> bool:
        """True if the actor holds any of the roles. Admin is not a master key: it holds only its own rights."""
        return any(role in self.roles for role in roles)

    @model_validator(mode="after")
    def _system_never_signs(self) -> Actor:
        if Role.SYSTEM in self.roles and len(self.roles) > 1:
            raise ValueError("the system actor holds no other role")
        return self


SYSTEM = Actor(id="system", name="Clearcopy", roles=(Role.SYSTEM,))
