"""What a new label version means for the library: what stands, what changed and what that breaks, what to hold.

The comparison of the two versions is made elsewhere and comes in as plain values; nothing is decided here. A hold, a
signature and a withdrawal are a person's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.models import SYSTEM, AnchorRole, Finding, Module, Status, UseClass
from library.text import fold
from review.impact import Impact, ImpactItem, downstream, short

if TYPE_CHECKING:
    from library.store import Library

KEPT, SAME, LATER, REWORDED, GONE = "kept", "same_words", "later_version", "to_reword", "gone"
"""What becomes of a module: it stands in the new version too; a later version was made of it in the same words, which a
page parts in one of the two or which stand under another heading or beside other words; a later version was made of it;
a person's wording or a claim of other material rests on words that changed; nothing in the new version says it."""


@dataclass(frozen=True)
class SafetyChange:
    """A safety-critical row of the comparison: where, why (code), and the words of both versions."""

    section: str
    heading: str
    code: str
    words: str
    old_words: str


@dataclass(frozen=True)
class Touched:
    """A module that rests on the old version. ``successor`` is the later version made for it, or ""."""

    id: str
    title: str
    status: str
    fate: str
    successor: str = ""
    safety: bool = False
    """True if what it says is safety information."""


@dataclass(frozen=True)
class HoldProposal:
    """Product and market whose promotion a person should stop; ``active`` is the id of the hold that does, or ""."""

    product: str
    market: str
    reason: str
    active: str = ""


@dataclass(frozen=True)
class Update:
    """One report on a label version and the one it replaces."""

    old: str
    new: str
    signed: bool
    """True once the new version is in force: before that everything stands on the old one."""
    counts: Mapping[str, int]
    critical: tuple[SafetyChange, ...]
    kept: tuple[str, ...]
    touched: tuple[Touched, ...]
    broken: Impact
    """Pieces, answers and downloads that rest on the modules touched."""
    stopped: tuple[ImpactItem, ...]
    """Promotional pieces of the product in the market that a hold would stop, whatever their own words."""
    hold: HoldProposal | None
    findings: tuple[Finding, ...] = ()


def update_report(
    lib: Library,
    old: str,
    new: str,
    *,
    counts: Mapping[str, int],
    critical: Sequence[SafetyChange],
    successors: Mapping[str, str],
    findings: Sequence[Finding] = (),
) -> Update:
    """The report as the records stand now; what is given by name comes from comparing the versions.

    ``successors`` names, for a module of the old version, the one that stands in its place in the new version.
    """
    modules = lib.modules_of_source(old)
    states = lib.statuses([m.id for m in modules])
    kept = tuple(m.id for m in modules if _stands(m, old, new))
    touched = tuple(_touched(lib, m, states[m.id], new, successors) for m in modules if m.id not in set(kept))
    facts = lib.source(new).facts
    hold = None
    stopped: tuple[ImpactItem, ...] = ()
    if critical and facts.product and facts.market:
        places = ", ".join(dict.fromkeys(c.heading or c.section for c in critical))
        active = next(
            (
                h.id
                for h in lib.holds()
                if h.lifted_at is None and (h.product, h.market) == (facts.product, facts.market)
            ),
            "",
        )
        reason = f"Safety-critical label change: {short(places)}"
        hold = HoldProposal(facts.product, facts.market, reason, active)
        stopped = _promotional(lib, facts.product, facts.market)
    return Update(
        old=old,
        new=new,
        signed=lib.source_status(new) is Status.RELEASED,
        counts=dict(counts),
        critical=tuple(critical),
        kept=kept,
        touched=touched,
        broken=downstream(lib, new, [lib.module(t.id) for t in touched]),
        stopped=stopped,
        hold=hold,
        findings=tuple(findings),
    )


def _stands(module: Module, old: str, new: str) -> bool:
    """True if for each role of its anchors in the old version but context it has one in the new version too."""
    wanted = {a.role for a in module.anchors if a.source == old} - {AnchorRole.CONTEXT}
    return bool(wanted) and wanted <= {a.role for a in module.anchors if a.source == new}


def _touched(lib: Library, module: Module, status: Status, new: str, successors: Mapping[str, str]) -> Touched:
    later = [v for v in lib.versions(module.lineage) if v.version > module.version]
    found = [v.id for v in later if any(a.source == new and a.role is AnchorRole.ORIGIN for a in v.anchors)]
    successor = found[-1] if found else successors.get(module.id, "")
    own_words = module.author == SYSTEM.id and _own(module)
    fate = LATER if successor else GONE if own_words else REWORDED
    if successor and _same_words(module.content.body, lib.module(successor).content.body):
        fate = SAME
    return Touched(
        id=module.id,
        title=short(module.content.body),
        status=status.value,
        fate=fate,
        successor=successor,
        safety=module.content.kind.is_safety,
    )


def _same_words(one: str, other: str) -> bool:
    """The same words, whatever page or column parts them: their parts are joined by line breaks."""
    return any(fold(one.replace("\n", gap)) == fold(other.replace("\n", gap)) for gap in (" ", ""))


def _own(module: Module) -> bool:
    """True if it has no support: its words are the label's own."""
    return not any(a.role is AnchorRole.SUPPORT for a in module.anchors)


def _promotional(lib: Library, product: str, market: str) -> tuple[ImpactItem, ...]:
    """Pieces for promotion of the product in the market that can be used or wait to be."""
    assets = [
        a
        for a in lib.assets(product=product)
        if a.content.brief.scope.market == market and a.content.brief.scope.use_class is UseClass.PROMOTIONAL
    ]
    states = lib.statuses([a.id for a in assets])
    over = (Status.WITHDRAWN, Status.SUPERSEDED, Status.EXPIRED, Status.REJECTED)
    return tuple(
        ImpactItem("asset", a.id, a.content.title, states[a.id].value, "promotes the product in the market")
        for a in assets
        if states[a.id] not in over
    )
