"""What the server's key signs, and the row that a signed decision becomes. Each kind of message begins differently."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from library import lifecycle
from library.models import Decision, Policy, SourceFacts, canonical


def policy_message(policy: Policy) -> bytes:
    """What the server signs when a policy is imported."""
    return b"clearcopy policy\x00" + canonical(policy.model_dump(mode="json", exclude={"key", "signature"}))


def decision_message(decision: Decision) -> bytes:
    """What the server signs for a decision."""
    return b"clearcopy decision\x00" + canonical(decision.model_dump(mode="json", exclude={"key", "signature"}))


def lift_message(*, hold: str, reason: str, person: str, at: datetime) -> bytes:
    """What the server signs when a hold is lifted."""
    return b"clearcopy lift\x00" + canonical([hold, reason, person, at.isoformat()])


def decision_row(decision: Decision) -> dict[str, Any]:
    """The row of ``decisions``: the signed record and the columns that the view reads."""
    scope = lifecycle.opening(decision.scope)._asdict() if decision.scope is not None else {}
    return {
        **dict.fromkeys(("market", "audience", "use_class", "channel")),
        **scope,
        "seq": decision.seq,
        "id": decision.id,
        "subject": decision.subject,
        "subject_kind": decision.subject_kind.value,
        "verdict": decision.verdict.value,
        "person": decision.person,
        "role": decision.role.value,
        "expires": decision.expires,
        "effective": decision.effective,
        "doc": decision,
    }


def facts_message(*, source: str, seq: int, person: str, at: datetime, facts: SourceFacts) -> bytes:
    """What the server signs when something is said about a source."""
    said = [source, seq, person, at.isoformat(), facts.model_dump(mode="json")]
    return b"clearcopy facts\x00" + canonical(said)
