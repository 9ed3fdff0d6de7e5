"""The demonstration's people: one for each role, with passwords made on the first run and kept beside the output."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from library.models import Actor, Role
from library.store import Library

CAST: tuple[tuple[str, tuple[Role, ...], str], ...] = (
    ("ada.admin", (Role.ADMIN,), ""),
    ("mia.marketer", (Role.MARKETER,), ""),
    ("ag.agency", (Role.AGENCY,), ""),
    ("dr.medical", (Role.MEDICAL,), ""),
    ("lea.legal", (Role.LEGAL,), ""),
    ("rex.regulatory", (Role.REGULATORY,), ""),
    ("ray.rep", (Role.REP,), "US"),
    ("min.msl", (Role.MSL,), "US"),
    ("dr.usa", (Role.DOCTOR,), "US"),
    ("dr.china", (Role.DOCTOR,), "CN"),
    ("dr.europe", (Role.DOCTOR,), "EU"),
    ("ina.information", (Role.MEDICAL_INFORMATION,), ""),
    ("pia.vigilance", (Role.PHARMACOVIGILANCE,), ""),
    ("aud.auditor", (Role.AUDITOR,), ""),
)


@dataclass(frozen=True)
class Person:
    """One of the cast, signed in, with the password that is their signature."""

    actor: Actor
    password: str


class Cast:
    """Everybody by name; made on the first run, found again on the next."""

    def __init__(self, lib: Library, logins: Path) -> None:
        passwords = self._passwords(logins)
        known = {user.name: user for user in lib.users()}
        admin: Actor | None = known.get("ada.admin")
        self.people: dict[str, Person] = {}
        for name, roles, market in CAST:
            actor = known.get(name) or lib.add_user(admin, name, passwords[name], roles, market=market)
            admin = admin or actor
            self.people[name] = Person(actor, passwords[name])

    @staticmethod
    def _passwords(path: Path) -> dict[str, str]:
        if path.exists():
            kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
            return kept
        made = {name: f"{name.split('.')[0]}-{secrets.token_urlsafe(9)}" for name, _, _ in CAST}
        made = {name: word if len(word) >= 12 else word + secrets.token_hex(4) for name, word in made.items()}
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            json.dump(made, file, indent=2)
        return made

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def signer(self, role: Role) -> Person:
        """The one who signs in a role."""
        return next(person for person in self.people.values() if role in person.actor.roles)

    def doctor(self, market: str) -> Person:
        """The doctor of a market."""
        return next(p for p in self.people.values() if Role.DOCTOR in p.actor.roles and p.actor.market == market)
