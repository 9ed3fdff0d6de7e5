"""An independent book of what may leave, kept beside the real library and written from the rules alone.

Nothing here reads the library's tables, statuses or views: it records what people did and works out, the slow and
plain way, why a version must not leave. ``why_not`` gives the reason, or ``""`` where nothing forbids it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from library.models import (
    ANY,
    Asset,
    DocumentClass,
    Module,
    Role,
    Scope,
    SubjectKind,
    UseClass,
    Verdict,
)

DAY = timedelta(days=1)


@dataclass
class Paper:
    """A source as the book knows it."""

    id: str
    kind: DocumentClass
    product: str
    market: str
    expiry: date | None
    replaces: str | None
    withdrawn: bool = False
    verdicts: list[Signed] = field(default_factory=list)


@dataclass(frozen=True)
class Signed:
    """An accepted decision."""

    verdict: Verdict
    person: str
    role: Role
    scope: Scope
    at: datetime
    order: int
    expires: datetime
    authors: frozenset[str]
    """Who counted as an author when it was signed."""
    supports: frozenset[str]
    """Sources that supported the version when it was signed."""


@dataclass
class Version:
    """A module or asset version as the book knows it."""

    id: str
    lineage: str
    number: int
    parent: str | None
    market: str
    kind: str
    product: str
    is_claim: bool
    is_asset: bool
    hands: set[str]
    """Who wrote or submitted this version."""
    verbatim_by_system: bool
    origins: set[str] = field(default_factory=set)
    supports: set[str] = field(default_factory=set)
    cites: tuple[str, ...] = ()
    verdicts: list[Signed] = field(default_factory=list)
    withdrawn: bool = False
    was_approved: bool = False


class Book:
    """Everything the people of a test did."""

    def __init__(self) -> None:
        self.papers: dict[str, Paper] = {}
        self.versions: dict[str, Version] = {}
        self.rules: dict[tuple[SubjectKind, str], tuple[tuple[Role, ...], int]] = {}
        self.holds: set[tuple[str, str]] = set()
        self.clock = 0

    # --- what happened

    def brought(
        self, id: str, kind: DocumentClass, product: str, market: str, expiry: date | None, replaces: str | None
    ) -> None:
        self.papers.setdefault(id, Paper(id, kind, product, market, expiry, replaces))

    def made(self, module: Module, by: str, verbatim_by_system: bool) -> None:
        content = module.content
        version = self.versions.setdefault(
            module.id,
            Version(
                id=module.id,
                lineage=module.lineage,
                number=module.version,
                parent=module.parent,
                market=content.market,
                kind=content.kind.value,
                product=content.product,
                is_claim=content.kind.is_claim,
                is_asset=False,
                hands={by},
                verbatim_by_system=verbatim_by_system,
            ),
        )
        version.origins |= {a.source for a in module.anchors if a.role == "origin"}
        version.supports |= {a.source for a in module.anchors if a.role == "support"}

    def assembled(self, asset: Asset, by: str) -> None:
        brief = asset.content.brief
        self.versions.setdefault(
            asset.id,
            Version(
                id=asset.id,
                lineage=asset.lineage,
                number=asset.version,
                parent=asset.parent,
                market=brief.scope.market,
                kind=brief.kind.value,
                product=brief.product,
                is_claim=False,
                is_asset=True,
                hands={by},
                verbatim_by_system=False,
                cites=asset.content.cited,
            ),
        )

    def signed(self, id: str, verdict: Verdict, person: str, role: Role, scope: Scope, at: datetime) -> None:
        self.clock += 1
        subject = self.papers.get(id) or self.versions[id]
        _, days = self._rule(subject)
        authors = self.authors(id) if id in self.versions else frozenset()
        supports = frozenset(self.versions[id].supports) if id in self.versions else frozenset()
        subject.verdicts.append(
            Signed(verdict, person, role, scope, at, self.clock, at + days * DAY, authors, supports)
        )
        if id in self.versions and not self._unapproved(self.versions[id], scope, at):
            self.versions[id].was_approved = True

    # --- what follows from it

    def authors(self, id: str) -> frozenset[str]:
        """Every hand in this version and its forebears since the last approved one."""
        hands: set[str] = set()
        version: Version | None = self.versions[id]
        first = True
        while version is not None and (first or not version.was_approved):
            hands |= version.hands
            version, first = self.versions.get(version.parent or ""), False
        return frozenset(hands)

    def required(self, id: str) -> tuple[Role, ...]:
        return self._rule(self.papers.get(id) or self.versions[id])[0]

    def why_not(self, id: str, scope: Scope, now: datetime) -> str:
        """Why the version must not leave in the scope now; ``""`` if nothing forbids it."""
        if id not in self.versions:
            return "no such version"
        version = self.versions[id]
        if version.withdrawn:
            return "withdrawn"
        if version.market not in (scope.market, ANY):
            return "another market's"
        if not self.rules:
            return "no policy"
        if (version.product, scope.market) in self.holds and scope.use_class is UseClass.PROMOTIONAL:
            return "on hold"
        for later in self.versions.values():
            newer = later.lineage == version.lineage and later.number > version.number
            if newer and not later.withdrawn and not self._unapproved(later, scope, now):
                return "superseded"
        if version.is_asset:
            return self._unapproved(version, scope, now) or self._why_not_cited(version, scope, now)
        if version.verbatim_by_system and self._own_words_of_signed_labels(version, scope, now):
            return ""
        return self._unapproved(version, scope, now) or self._unfounded(version, now)

    def _why_not_cited(self, version: Version, scope: Scope, now: datetime) -> str:
        for cited in version.cites:
            reason = self.why_not(cited, scope, now)
            if reason:
                return f"cites what is {reason}"
        return ""

    def _unapproved(self, version: Version, scope: Scope, now: datetime) -> str:
        roles, _ = self._rule(version)
        if not roles:
            return "nobody may approve it"
        persons = []
        for role in roles:
            given = [s for s in version.verdicts if s.role is role and _covers(s.scope, scope)]
            if not given or given[-1].verdict is not Verdict.APPROVE:
                return f"not approved by {role}"
            last = given[-1]
            if last.expires <= now:
                return f"approval by {role} expired"
            if last.person in last.authors:
                return f"approved by its author as {role}"
            persons.append(last.person)
        return "" if len(set(persons)) == len(persons) else "one person in two roles"

    def _unfounded(self, version: Version, now: datetime) -> str:
        if not any(self._bears(s, now) for s in version.origins):
            return "no origin stands"
        if not version.is_claim:
            return ""
        if version.verbatim_by_system and any(
            self.papers[s].kind in _OWN and self._bears(s, now) for s in version.origins
        ):
            return ""
        roles, _ = self._rule(version)
        seen = [next(s.supports for s in reversed(version.verdicts) if s.role is role) for role in roles]
        standing = {s for s in version.supports if self._bears(s, now) and all(s in known for known in seen)}
        return "" if standing else "no support that was reviewed stands"

    def _own_words_of_signed_labels(self, version: Version, scope: Scope, now: datetime) -> bool:
        labels = [self.papers[s] for s in version.origins]
        return any(self._in_force(p, now) and p.market == scope.market for p in labels)

    def _in_force(self, paper: Paper, now: datetime) -> bool:
        if paper.kind is not DocumentClass.LABEL or not self._lives(paper.id, now):
            return False
        roles, _ = self._rule(paper)
        for role in roles:
            given = [s for s in paper.verdicts if s.role is role]
            if not given or given[-1].verdict is not Verdict.APPROVE or given[-1].expires <= now:
                return False
        replaced = [p for p in self.papers.values() if p.replaces == paper.id and p.verdicts and not p.withdrawn]
        return bool(roles) and not any(p.verdicts[-1].verdict is Verdict.APPROVE for p in replaced)

    def _bears(self, id: str, now: datetime) -> bool:
        """Something may rest on it: a label that a signed one has overtaken says nothing any more."""
        paper = self.papers[id]
        if paper.kind is not DocumentClass.LABEL:
            return self._lives(id, now)
        later, edge = set[str](), {id}
        while edge:
            edge = {p.id for p in self.papers.values() if p.replaces in edge} - later
            later |= edge
        overtaken = any(self._once_signed(self.papers[p]) for p in later)
        too_early = paper.replaces is not None and not self._once_signed(paper)
        return self._lives(id, now) and not overtaken and not too_early

    def _once_signed(self, paper: Paper) -> bool:
        roles, _ = self._rule(paper)
        given = {s.role for s in paper.verdicts if s.verdict is Verdict.APPROVE and s.scope.market == paper.market}
        return paper.kind is DocumentClass.LABEL and bool(roles) and given >= set(roles)

    def _lives(self, id: str, now: datetime) -> bool:
        paper = self.papers[id]
        return not paper.withdrawn and (paper.expiry is None or paper.expiry >= now.date())

    def _rule(self, subject: Paper | Version) -> tuple[tuple[Role, ...], int]:
        if isinstance(subject, Paper):
            kind, name = SubjectKind.SOURCE, subject.kind.value
        else:
            kind, name = (SubjectKind.ASSET if subject.is_asset else SubjectKind.MODULE), subject.kind
        return self.rules.get((kind, name)) or self.rules.get((kind, ANY)) or ((), 0)


_OWN = (DocumentClass.LABEL, DocumentClass.PUBLICATION)


def _covers(given: Scope, asked: Scope) -> bool:
    return (
        given.market in (asked.market, ANY)
        and given.audience == asked.audience
        and given.use_class == asked.use_class
        and given.channel in (asked.channel, ANY)
    )
