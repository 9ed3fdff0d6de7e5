"""The approval policy: who must approve what. Imported and signed by an admin, never changed, the newest holds."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import ValidationError
from sqlalchemy import insert

from library import lifecycle
from library.errors import BadInput, Forbidden
from library.models import (
    ANY,
    Actor,
    AssetKind,
    DocumentClass,
    ModuleKind,
    Policy,
    PolicyRule,
    Role,
    SubjectKind,
    content_id,
)
from library.store.people import PeopleVerbs
from library.store.signed import policy_message
from library.store.states import StateVerbs
from library.store.tables_review import policies, policy_rules

APPROVING = (Role.MEDICAL, Role.LEGAL, Role.REGULATORY, Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE)
"""Roles a policy may require."""

CONTENT_KINDS: dict[SubjectKind, tuple[str, ...]] = {
    SubjectKind.MODULE: tuple(kind.value for kind in ModuleKind),
    SubjectKind.ASSET: tuple(kind.value for kind in AssetKind),
    SubjectKind.SOURCE: (DocumentClass.LABEL.value,),
}

DEFAULT_DAYS = 730


class PolicyVerbs(PeopleVerbs, StateVerbs):
    """Reads and imports policies."""

    def import_policy(self, actor: Actor, yaml_text: str, password: str) -> Policy:
        """Put a policy in force as a whole, signed for by an admin who gives the password again.

        The one already in force is returned as it is. Raises Forbidden, or BadInput ``policy.invalid``.
        """
        self._sign_as(actor, Role.ADMIN, password)
        name, rules = read_policy(yaml_text)
        with self.transaction() as tx:
            before = self._policy(tx)
            if before is not None and (before.name, before.rules) == (name, rules):
                return before
            seq = self._next(tx, policies.c.seq)
            id = content_id("policy", [seq, name, [rule.model_dump(mode="json") for rule in rules]])
            bare = Policy(id=id, name=name, rules=rules, imported_by=actor.id, at=self.now())
            key, signature = self.keys.sign(policy_message(bare))
            policy = Policy(**{**bare.model_dump(), "key": key, "signature": signature})
            tx.execute(insert(policies).values(seq=seq, id=id, doc=policy))
            tx.execute(insert(policy_rules), written_out(policy))
            self._event(tx, actor, "policy.import", id, old=before.id if before else "", new=id)
            self._outbox(tx, "policy", id)
            return policy

    def policy(self) -> Policy | None:
        """The policy in force, None before the first."""
        with self.reading() as tx:
            return self._policy(tx)

    def _sign_as(self, actor: Actor, role: Role, password: str) -> None:
        """Raise Forbidden unless the actor is a person who holds the role now and knows the password.

        Called outside transactions: counting wrong passwords is a write of its own.
        """
        if actor.on_behalf_of:
            raise Forbidden("review.on_behalf", "Nobody signs on behalf of another.", "Sign in as yourself.")
        if role is Role.SYSTEM or Role.SYSTEM in actor.roles:
            raise Forbidden("review.system", "The program never signs.")
        if not self._holds_role(actor, role):
            raise Forbidden("review.role", f"{actor.name} does not hold the role {role.value}.")
        if not self.check_password(actor.id, password):
            raise Forbidden("review.password", "The password is not right.", "Signing takes your password again.")

    def _holds_role(self, actor: Actor, role: Role) -> bool:
        """True if the person of the actor's id holds the role now, whatever the actor record says."""
        with self.reading() as tx:
            return role in self._roles(tx, actor.id)


def read_policy(yaml_text: str) -> tuple[str, tuple[PolicyRule, ...]]:
    """Name and rules of a policy text. Raises BadInput ``policy.invalid`` with a sentence."""
    try:
        root = yaml.safe_load(yaml_text)
        rules = tuple(PolicyRule.model_validate(rule) for rule in root["rules"])
        name = str(root["name"])
    except (yaml.YAMLError, ValidationError, KeyError, TypeError) as error:
        raise BadInput("policy.invalid", f"This is no policy: {str(error).splitlines()[0]}.") from error
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        key = (rule.subject_kind.value, rule.content_kind)
        known = rule.content_kind == ANY or rule.content_kind in CONTENT_KINDS.get(rule.subject_kind, ())
        if not known or key in seen:
            raise BadInput("policy.invalid", f"The rule for {key[0]} {key[1]} is unknown or given twice.")
        if not rule.roles or any(role not in APPROVING for role in rule.roles):
            raise BadInput("policy.invalid", f"The rule for {key[0]} {key[1]} needs roles that may approve.")
        if not 1 <= rule.valid_days <= 3650:
            raise BadInput("policy.invalid", f"The rule for {key[0]} {key[1]} holds for 1 to 3650 days.")
        seen.add(key)
    if not rules or set(root) != {"name", "rules"}:
        raise BadInput("policy.invalid", "A policy has a name and rules, and nothing else.")
    return name, rules


def written_out(policy: Policy) -> list[dict[str, Any]]:
    """One row for each kind of content and required role, ``*`` resolved, in a fixed order."""
    return [
        {
            "policy": policy.id,
            "subject_kind": subject.value,
            "content_kind": kind,
            "role": role.value,
            "valid_days": valid_days(policy, subject, kind),
        }
        for subject, kinds in CONTENT_KINDS.items()
        for kind in kinds
        for role in lifecycle.required_roles(policy, subject, kind)
    ]


def valid_days(policy: Policy, subject: SubjectKind, kind: str) -> int:
    """For how many days an approval of this kind of content holds."""
    days = {rule.content_kind: rule.valid_days for rule in policy.rules if rule.subject_kind is subject}
    return days.get(kind, days.get(ANY, DEFAULT_DAYS))
