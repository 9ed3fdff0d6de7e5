"""Where a version stands and where it may be used: pure functions over what was decided.

This is the twin of the SQL view ``eligible`` (``library/store/eligibility.py``); a Hypothesis test holds the two equal.
Nothing here is stored: a status is read off decisions, policy, holds and sources at a moment.

The rule in words:

* An *approval stands* until the same role gives a later one that covers its scope, or a later refusal (reject, request
  changes) that overlaps it. It counts from its effective time until it expires.
* A version is *approved in a scope* when every role that the policy in force requires has a standing approval that
  covers that scope. No policy, or no role required, means no.
* A *label is in force* when its required roles signed it for its market and it is not withdrawn, expired or replaced by
  another signed label. Module text found verbatim in it by the program itself needs no further approval in that market.
* A source *bears* what rests on it while it is neither withdrawn nor expired; a label version, moreover, only from its
  own signature on if it replaces another, and only until a later one is signed.
* A version is used in its own market only (``*`` in any). Nothing withdrawn, superseded by a later approved version of
  its lineage, or without an origin that bears it is usable; nor is a claim that is not the own words of such a label or
  publication without a support that bears it and was there when each role approved. A hold stops promotional use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from library.models import (
    ANY,
    Decision,
    DocumentClass,
    Hold,
    ModuleKind,
    Policy,
    Role,
    Scope,
    Status,
    SubjectKind,
    UseClass,
    Verdict,
)

OWN_WORDS = (DocumentClass.LABEL, DocumentClass.PUBLICATION)
"""A claim quoted verbatim from one of these is its own support."""

REFUSALS = (Verdict.REJECT, Verdict.REQUEST_CHANGES)


class Opening(NamedTuple):
    """A row of the view ``eligible`` without its subject: where it may be used; ``*`` is any."""

    market: str
    audience: str
    use_class: str
    channel: str

    def covers(self, other: Opening) -> bool:
        """True if everything ``other`` allows is allowed here too."""
        return all(mine in (ANY, theirs) for mine, theirs in zip(self, other, strict=True))

    def overlaps(self, other: Opening) -> bool:
        """True if some concrete scope lies in both."""
        return all(ANY in (mine, theirs) or mine == theirs for mine, theirs in zip(self, other, strict=True))


def opening(scope: Scope) -> Opening:
    """The scope as plain words."""
    return Opening(scope.market, scope.audience.value, scope.use_class.value, scope.channel)


@dataclass(frozen=True)
class SourceState:
    """What bears on a source: class and market by the facts that hold, its end, what was decided, who replaces it."""

    document_class: DocumentClass
    market: str = ""
    expires: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    replaced_by: tuple[str, ...] = ()
    """Ids of every source that replaces it, directly or through others."""
    replaces: bool = False
    """True if it replaces another source itself."""


@dataclass(frozen=True)
class Occurrence:
    """One finding of a module in a source; ``verbatim`` if its origin quotes, joined, are the body."""

    source: str
    verbatim: bool


@dataclass(frozen=True)
class Support:
    """A support anchor: its source, and the number of the last decision made before it was added."""

    source: str
    after: int


@dataclass(frozen=True)
class VersionState:
    """What bears on one module or asset version."""

    subject_kind: SubjectKind
    content_kind: str
    product: str
    market: str
    decisions: tuple[Decision, ...] = ()
    later: tuple[tuple[Decision, ...], ...] = ()
    """The decisions of each later version of its lineage whose kind is ``later_kinds`` at the same place."""
    later_kinds: tuple[str, ...] = ()
    by_system: bool = False
    occurrences: tuple[Occurrence, ...] = ()
    supports: tuple[Support, ...] = ()
    cited: tuple[frozenset[Opening], ...] = ()
    """For an asset: the openings of each module version it cites."""


@dataclass(frozen=True)
class World:
    """What bears on every version: the policy in force, the holds not lifted, the sources."""

    policy: Policy | None = None
    holds: tuple[Hold, ...] = ()
    sources: Mapping[str, SourceState] = field(default_factory=dict)


def required_roles(policy: Policy | None, kind: SubjectKind, content_kind: str) -> tuple[Role, ...]:
    """Roles that must each approve; the exact kind wins over ``*``. A label always needs regulatory. () means never."""
    if policy is None:
        return ()
    rules = {rule.content_kind: rule.roles for rule in policy.rules if rule.subject_kind is kind}
    roles = rules.get(content_kind, rules.get(ANY, ()))
    if kind is SubjectKind.SOURCE:
        if content_kind != DocumentClass.LABEL:
            return ()
        roles = (*roles, Role.REGULATORY)
    return tuple(dict.fromkeys(roles))


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The approvals that no later decision of the same role has replaced or refused, oldest first."""
    approvals = [d for d in decisions if d.verdict is Verdict.APPROVE and d.scope is not None]
    return tuple(a for a in approvals if not any(_undoes(d, a) for d in decisions))


def _undoes(later: Decision, approval: Decision) -> bool:
    if later.seq <= approval.seq or later.role is not approval.role or later.scope is None or approval.scope is None:
        return False
    mine, theirs = opening(approval.scope), opening(later.scope)
    if later.verdict is Verdict.APPROVE:
        return theirs.covers(mine)
    return later.verdict in REFUSALS and theirs.overlaps(mine)


def in_time(decision: Decision, now: datetime) -> bool:
    """True if the approval has begun and has not ended at ``now``."""
    return begun(decision, now) and (decision.expires is None or decision.expires > now)


def begun(decision: Decision, now: datetime) -> bool:
    """True if the approval is in effect at ``now`` or was before."""
    return decision.effective is None or decision.effective <= now


def agreed(approvals: Iterable[Decision], roles: Sequence[Role]) -> frozenset[Opening]:
    """The scopes, among those of the approvals, that every role covers; empty if no role is required."""
    by_role: dict[Role, list[Opening]] = {}
    for approval in approvals:
        if approval.scope is not None:
            by_role.setdefault(approval.role, []).append(opening(approval.scope))
    if not roles:
        return frozenset()
    candidates = {scope for scopes in by_role.values() for scope in scopes}
    return frozenset(c for c in candidates if all(any(s.covers(c) for s in by_role.get(r, ())) for r in roles))


def agreed_on(approvals: Sequence[Decision], roles: Sequence[Role], *, after: int) -> frozenset[Opening]:
    """The scopes of any of the approvals that every role covers by an approval later than decision ``after``."""
    late = [a for a in approvals if a.seq > after]
    candidates = {opening(a.scope) for a in approvals if a.scope is not None}
    return frozenset(
        c
        for c in candidates
        if roles and all(any(a.role is r and a.scope and opening(a.scope).covers(c) for a in late) for r in roles)
    )


def withdrawn(decisions: Iterable[Decision]) -> bool:
    return any(d.verdict is Verdict.WITHDRAW for d in decisions)


def live(source: SourceState, now: datetime) -> bool:
    """True if the source is neither withdrawn nor expired."""
    return not withdrawn(source.decisions) and (source.expires is None or source.expires > now)


def bears(source: SourceState, world: World, now: datetime) -> bool:
    """True if something may rest on the source: live and, for a label, not yet to come and not overtaken.

    A label version that replaces another bears nothing before it is signed, and none does once a later one is: what
    rests on both is carried over without a gap, and nothing rests on words that are not in force.
    """
    if not live(source, now):
        return False
    if source.document_class is not DocumentClass.LABEL:
        return True
    return not _replaced(source, world, now) and (not source.replaces or _signed(source, world, now))


def ever_agreed(decisions: Sequence[Decision], roles: Sequence[Role], now: datetime) -> bool:
    """True if every role has approved in one scope at some time up to ``now``, whatever was decided since."""
    return bool(agreed((d for d in decisions if d.verdict is Verdict.APPROVE and begun(d, now)), roles))


def label_in_force(source: SourceState, world: World, now: datetime) -> bool:
    """True for a label signed for its market, live, and not replaced by another signed label."""
    if source.document_class is not DocumentClass.LABEL or not live(source, now):
        return False
    return _signed(source, world, now) and not _replaced(source, world, now)


def _signed(source: SourceState, world: World, now: datetime) -> bool:
    roles = required_roles(world.policy, SubjectKind.SOURCE, source.document_class)
    approvals = [a for a in standing(source.decisions) if in_time(a, now)]
    return any(o.market == source.market for o in agreed(approvals, roles))


def _replaced(source: SourceState, world: World, now: datetime) -> bool:
    return any(
        other is not None
        and other.document_class is DocumentClass.LABEL
        and ever_agreed(other.decisions, required_roles(world.policy, SubjectKind.SOURCE, DocumentClass.LABEL), now)
        for other in (world.sources.get(id) for id in source.replaced_by)
    )


def superseded(version: VersionState, world: World, now: datetime) -> bool:
    """True once a later version of the lineage was approved, whatever became of that one since."""
    return any(
        ever_agreed(decisions, required_roles(world.policy, version.subject_kind, kind), now)
        for decisions, kind in zip(version.later, version.later_kinds, strict=True)
    )


def held(version: VersionState, market: str, world: World) -> bool:
    """True if a hold on the version's product touches ``market`` or the version's own."""
    return any(
        hold.product == version.product
        and hold.lifted_at is None
        and (hold.market in (ANY, market, version.market) or market == ANY)
        for hold in world.holds
    )


def has_origin(version: VersionState, world: World, now: datetime) -> bool:
    """True if some source in which the words were found bears them."""
    return any(bears(world.sources[o.source], world, now) for o in version.occurrences if o.source in world.sources)


def needs_support(version: VersionState, world: World, now: datetime) -> bool:
    """True for a claim that is not verbatim the words of a label or publication that bears it."""
    if version.subject_kind is SubjectKind.ASSET or not ModuleKind(version.content_kind).is_claim:
        return False
    own = [world.sources[o.source] for o in version.occurrences if o.verbatim and o.source in world.sources]
    return not (version.by_system and any(s.document_class in OWN_WORDS and bears(s, world, now) for s in own))


def supported_in(version: VersionState, world: World, now: datetime) -> frozenset[Opening]:
    """The scopes in which every required role approved after one and the same support that bears had been added."""
    roles = required_roles(world.policy, version.subject_kind, version.content_kind)
    approvals = [a for a in standing(version.decisions) if in_time(a, now)]
    found: set[Opening] = set()
    for support in version.supports:
        if support.source in world.sources and bears(world.sources[support.source], world, now):
            found |= agreed_on(approvals, roles, after=support.after)
    return frozenset(found)


def label_text(version: VersionState, world: World, now: datetime) -> bool:
    """True if the program found the whole body verbatim in a label in force in the version's own market."""
    return version.by_system and any(
        o.verbatim
        and (source := world.sources.get(o.source)) is not None
        and source.market == version.market
        and label_in_force(source, world, now)
        for o in version.occurrences
    )


def openings(version: VersionState, world: World, now: datetime) -> frozenset[Opening]:
    """Where the version may be used at ``now``: exactly the rows the view ``eligible`` holds for it."""
    if withdrawn(version.decisions) or superseded(version, world, now):
        return frozenset()
    found = {o for o in approved_in(version, world, now) if version.market in (o.market, ANY)}
    if version.subject_kind is SubjectKind.ASSET:
        if not version.cited:
            return frozenset()
        found = {o for o in found if all(any(c.covers(o) for c in openings) for openings in version.cited)}
    else:
        if not has_origin(version, world, now):
            return frozenset()
        if needs_support(version, world, now):
            found &= supported_in(version, world, now)
        if label_text(version, world, now):
            found |= _label_openings(version, world)
    return frozenset(o for o in found if o.use_class != UseClass.PROMOTIONAL or not held(version, o.market, world))


def _label_openings(version: VersionState, world: World) -> set[Opening]:
    """Any audience and channel in the label's market; every use, or while on hold every use that does not promote."""
    if not held(version, version.market, world):
        return {Opening(version.market, ANY, ANY, ANY)}
    return {Opening(version.market, ANY, use.value, ANY) for use in UseClass if use is not UseClass.PROMOTIONAL}


def approved_in(version: VersionState, world: World, now: datetime) -> frozenset[Opening]:
    """The scopes in which every required role's standing approval holds at ``now``."""
    roles = required_roles(world.policy, version.subject_kind, version.content_kind)
    return agreed((a for a in standing(version.decisions) if in_time(a, now)), roles)


def waiting_for(decisions: Sequence[Decision], roles: Sequence[Role]) -> tuple[Role, ...]:
    """Required roles that have not decided since the last submission; () if it is not in review."""
    last = max((d.seq for d in decisions if d.verdict is Verdict.SUBMIT), default=None)
    if last is None or withdrawn(decisions):
        return ()
    since = [d for d in decisions if d.seq > last]
    if any(d.verdict in REFUSALS for d in since):
        return ()
    return tuple(r for r in roles if not any(d.role is r for d in since))


def status(version: VersionState, world: World, now: datetime) -> Status:
    """Where a module or asset version stands at ``now``."""
    if withdrawn(version.decisions):
        return Status.WITHDRAWN
    if superseded(version, world, now):
        return Status.SUPERSEDED
    roles = required_roles(world.policy, version.subject_kind, version.content_kind)
    if openings(version, world, now):
        return Status.ON_HOLD if _stopped_by_hold(version, world, now) else Status.RELEASED
    if waiting_for(version.decisions, roles):
        return Status.IN_REVIEW
    return _why_not(version, world, now, roles)


def _stopped_by_hold(version: VersionState, world: World, now: datetime) -> bool:
    if label_text(version, world, now) and held(version, version.market, world):
        return True
    return any(
        o.use_class == UseClass.PROMOTIONAL and held(version, o.market, world) for o in approved_in(version, world, now)
    )


def _why_not(version: VersionState, world: World, now: datetime, roles: Sequence[Role]) -> Status:
    """The status of a version that may be used nowhere and waits for nobody."""
    approvals = standing(version.decisions)
    if version.subject_kind is SubjectKind.MODULE:
        lost = _lost_ground(version, world, now, bool(agreed(approvals, roles)))
        if lost is not None:
            return lost
    if approved_in(version, world, now):
        return Status.ON_HOLD if _stopped_by_hold(version, world, now) else Status.SUSPENDED
    if agreed((a for a in approvals if a.expires is None or a.expires > now), roles):
        return Status.APPROVED
    if agreed(approvals, roles):
        return Status.EXPIRED
    return _review_state(version.decisions)


def _lost_ground(version: VersionState, world: World, now: datetime, approved: bool) -> Status | None:
    """Suspended, expired or superseded by what became of the sources; None if they are not the reason."""
    origins = [world.sources[o.source] for o in version.occurrences if o.source in world.sources]
    if not any(live(s, now) for s in origins):
        if all(withdrawn(s.decisions) for s in origins):
            return Status.SUSPENDED
        return Status.EXPIRED
    if approved and not has_origin(version, world, now):
        overtaken = any(s.document_class is DocumentClass.LABEL and _replaced(s, world, now) for s in origins)
        return Status.SUPERSEDED if overtaken else None
    if approved:
        return None
    labels = [
        world.sources[o.source]
        for o in version.occurrences
        if version.by_system and o.verbatim and o.source in world.sources
    ]
    once = [
        s for s in labels if ever_agreed(s.decisions, required_roles(world.policy, SubjectKind.SOURCE, "label"), now)
    ]
    if once and not version.decisions:
        found = [source_status(s, world, now) for s in once]
        if Status.SUPERSEDED in found:
            return Status.SUPERSEDED
        return Status.EXPIRED if Status.EXPIRED in found else None
    return None


def _review_state(decisions: Sequence[Decision]) -> Status:
    last = max(decisions, key=lambda d: d.seq, default=None)
    if last is None:
        return Status.DRAFT
    if last.verdict is Verdict.REJECT:
        return Status.REJECTED
    if last.verdict is Verdict.REQUEST_CHANGES:
        return Status.CHANGES_REQUESTED
    return Status.IN_REVIEW


def source_status(source: SourceState, world: World, now: datetime) -> Status:
    """Where a source stands: withdrawn, expired, superseded, released (a signed label), suspended, or draft."""
    if withdrawn(source.decisions):
        return Status.WITHDRAWN
    if source.expires is not None and source.expires <= now:
        return Status.EXPIRED
    if source.document_class is not DocumentClass.LABEL:
        return Status.DRAFT
    roles = required_roles(world.policy, SubjectKind.SOURCE, source.document_class)
    approvals = standing(source.decisions)
    if _replaced(source, world, now) and ever_agreed(source.decisions, roles, now):
        return Status.SUPERSEDED
    if _signed(source, world, now):
        return Status.RELEASED
    if any(o.market == source.market for o in agreed(approvals, roles)):
        late = agreed((a for a in approvals if a.expires is None or a.expires > now), roles)
        return Status.APPROVED if late else Status.EXPIRED
    if agreed(approvals, roles):
        return Status.SUSPENDED
    return _review_state(source.decisions)
