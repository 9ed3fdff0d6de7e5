"""The journey of a new version: compared with the one it replaces, split so that what stands keeps its approvals."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ingest.lineage.carry import MUCH_THE_SAME, Carrier, may_replace, places, shared
from ingest.lineage.changes import REASONS, Change, ChangeKind, VersionDiff, Weight
from ingest.lineage.compare import compare
from ingest.lineage.marks import compared_with_marks
from library.errors import BadInput
from library.models import (
    SYSTEM,
    Actor,
    AnchorRole,
    Carry,
    DocumentClass,
    Finding,
    Module,
    Passage,
    Severity,
    Source,
    SourceFacts,
)
from modularize.linking.succession import Succession, successors
from review.update import SafetyChange, Update, update_report

if TYPE_CHECKING:
    from library.store import Library
    from modularize.service import Modularize, ModularizeReport

HIGHLIGHTS = "highlights"
"""They repeat the full text: what changed is told of the text first."""
KEPT = 8
"""Comparisons kept: a page of one asks for it again with every filter."""


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side: the rows refer to the passages by their places."""

    old: str
    new: str
    diff: VersionDiff
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    """What the new version marks as revised, where that is not what differs."""


class Versions:
    """What takes a comparison and more than one room. Who may ask is checked by ``Journeys``."""

    def __init__(self, library: Library, modularize: Modularize) -> None:
        self._library, self._modularize = library, modularize
        self._compared: OrderedDict[tuple[str, str], Comparison] = OrderedDict()

    def compare(self, old: str, new: str) -> Comparison:
        """The newest readings of two sources compared. Raises NotFound, BadInput ``versions.same``."""
        if old == new:
            raise BadInput("versions.same", "A document does not differ from itself.", "Name two versions.")
        key = self._library.extraction(old).id, self._library.extraction(new).id
        if key not in self._compared:
            before, after = tuple(self._library.passages(old)), tuple(self._library.passages(new))
            diff = compare(before, after)
            findings = compared_with_marks(diff, before, after)
            self._compared[key] = Comparison(old, new, diff, before, after, findings)
            while len(self._compared) > KEPT:
                self._compared.popitem(last=False)
        self._compared.move_to_end(key)
        return self._compared[key]

    def split(self, actor: Actor, source: str) -> ModularizeReport:
        """The modules of a source; of one that replaces another, with what stands again carried over."""
        old = self._library.source(source).facts.replaces
        if old is None:
            return self._modularize.modularize(actor, source)
        found = self.compare(old, source)
        succession = Succession(old=old, places=places(found.diff, found.before, found.after))
        report = self._modularize.modularize(actor, source, succession)
        self._carry(actor, found)
        return report

    def carry(self, actor: Actor, sources: Iterable[str]) -> None:
        """Carry over what was linked to a replaced version meanwhile, in labels of the products of these sources."""
        products = {self._library.source(id).facts.product for id in sources}
        for source in self._library.sources():
            facts = source.facts
            if facts.replaces and facts.document_class is DocumentClass.LABEL and facts.product in products:
                self._carry(actor, self.compare(facts.replaces, source.id))

    def _carry(self, actor: Actor, found: Comparison) -> None:
        """Anchors of what rests on unchanged words of a label, added in the version that replaces it."""
        facts = [self._library.source(id).facts for id in (found.old, found.new)]
        if any(f.document_class is not DocumentClass.LABEL for f in facts) or facts[0].market != facts[1].market:
            return
        carrier = Carrier(found.diff, found.before, found.after)
        carries: list[Carry] = []
        for module in self._library.modules_of_source(found.old):
            held = {(a.role, a.passage, a.start) for a in module.anchors if a.source == found.new}
            own = [a for a in module.anchors if a.source == found.old]
            roles = {a.id: a.role for a in own}
            carries += [c for c in carrier.carries(own) if (roles[c.anchor], c.passage, c.start) not in held]
        if carries:
            self._library.carry_anchors(actor, found.old, found.new, carries)

    def succeed(self, actor: Actor, old: str, new: str) -> None:
        """Say that ``new`` replaces ``old``, unless that is said; BadInput ``versions.other`` if it has another."""
        facts = self._library.source(new).facts
        if facts.replaces == old:
            return
        if facts.replaces is not None:
            raise BadInput(
                "versions.other", "The document replaces another version already.", "Compare it with that one."
            )
        self._library.set_facts(actor, new, facts.model_copy(update={"replaces": old}))

    def report(self, old: str, new: str) -> Update:
        """What the new version means for the library, as the records stand now."""
        found = self.compare(old, new)
        critical = [
            SafetyChange(row.section or row.old_section, row.heading, reason.code, reason.words, reason.old_words)
            for row in sorted(found.diff.critical, key=lambda row: row.section == HIGHLIGHTS)
            for reason in row.reasons
        ]
        before, now = (
            [m for m in self._library.modules_of_source(id) if m.author == SYSTEM.id and _says(m, id)]
            for id in (old, new)
        )
        return update_report(
            self._library,
            old,
            new,
            counts=found.diff.counts,
            critical=critical,
            successors=successors(before, now, places(found.diff, found.before, found.after)),
            findings=found.findings,
        )

    def proposals(self, source: str) -> tuple[Finding, ...]:
        """Documents that this one may be a new version of, most alike first: proposed, never decided here.

        The same product, market, class and language, with much the same passages, and no link between them yet.
        """
        mine = self._library.source(source)
        if mine.facts.replaces is not None:
            return ()
        passages = self._library.passages(source)
        found = []
        others = self._library.sources(document_class=mine.facts.document_class)
        linked = {s.id for s in others if s.facts.replaces == source}
        replaced = {s.facts.replaces for s in others}
        for other in others:
            known = other.id == source or other.id in linked or other.id in replaced
            if known or other.received_at > mine.received_at or not may_replace(mine.facts, other.facts):
                continue
            share = shared(self._library.passages(other.id), passages)
            if share >= MUCH_THE_SAME:
                found.append((share, other.id, _proposal(source, other.id, other.facts, share)))
        return tuple(finding for *_, finding in sorted(found, key=lambda f: (-f[0], f[1])))


def diff_shape(found: Comparison, old: Source, new: Source) -> dict[str, Any]:
    """The comparison as ``diff`` gives it: counts by kind, weight and section, and every row in the new order."""
    rows = [_row_shape(number, row, found) for number, row in enumerate(found.diff.rows)]
    weights = Counter(row["weight"] for row in rows)
    sections: dict[str, dict[str, Any]] = {}
    for row in rows:
        section = sections.setdefault(
            row["section"], {"section": row["section"], "rows": 0, "changed": 0, "critical": 0}
        )
        section["rows"] += 1
        section["changed"] += row["kind"] != ChangeKind.UNCHANGED
        section["critical"] += row["weight"] == Weight.CRITICAL
    return {
        "old": _named(old),
        "new": _named(new),
        "counts": found.diff.counts,
        "weights": {weight.value: weights[weight.value] for weight in Weight},
        "sections": list(sections.values()),
        "rows": rows,
        "findings": [f.model_dump(mode="json") for f in found.findings],
        "ok": not found.diff.critical,
    }


def _says(module: Module, source: str) -> bool:
    """True if the module's words were found in the source."""
    return any(a.source == source and a.role is AnchorRole.ORIGIN for a in module.anchors)


def _named(source: Source) -> dict[str, Any]:
    facts = source.facts
    effective = facts.effective.isoformat() if facts.effective else ""
    named = {"id": source.id, "filename": facts.filename, "title": facts.title, "language": facts.language}
    return {**named, "version": facts.version_label or effective, "replaces": facts.replaces}


def _row_shape(number: int, row: Change, found: Comparison) -> dict[str, Any]:
    return {
        "n": number,
        "kind": row.kind.value,
        "weight": row.weight.value,
        "section": row.section or row.old_section,
        "heading": row.heading or row.old_heading,
        "old_section": row.old_section,
        "old_heading": row.old_heading,
        "old": [_passage_shape(found.before[i]) for i in row.old],
        "new": [_passage_shape(found.after[j]) for j in row.new],
        "sentences": [
            {"same": not s.differs, "pieces": [{"op": p.op, "old": p.old, "new": p.new} for p in s.pieces]}
            for s in row.sentences
        ],
        "figures": [{"old": f.old, "new": f.new, "kind": f.kind, "direction": f.direction} for f in row.figures],
        "reasons": [
            {"code": r.code, "message": r.message, "words": r.words, "old_words": r.old_words} for r in row.reasons
        ],
    }


def _passage_shape(passage: Passage) -> dict[str, Any]:
    fragments = passage.locator.fragments
    page = fragments[0].page if fragments else passage.locator.page or passage.locator.slide
    return {"id": passage.id, "kind": passage.kind.value, "text": passage.text, "page": page}


def diff_lines(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a comparison as lines for a terminal, editorial ones left out, the graver first."""
    order = {"safety_critical": 0, "safety": 1, "content": 2}
    rows = [row for row in found["rows"] if row["weight"] in order]
    return [
        {
            "change": row["kind"].replace("_", " "),
            "weight": row["weight"].replace("_", " "),
            "section": row["heading"] or row["section"],
            "was": _differing(row, "old"),
            "is": _differing(row, "new"),
        }
        for row in sorted(rows, key=lambda row: order[row["weight"]])
    ]


def mark_lines(found: dict[str, Any]) -> list[str]:
    """What the new version marks as revised where that is not what differs, a line each."""
    return [f"{finding['message']} “{finding['words']}”" for finding in found["findings"]]


def _differing(row: dict[str, Any], side: str) -> str:
    """The sentences of one version that differ, on one line."""
    said = ["".join(p[side] for p in s["pieces"]).strip() for s in row["sentences"] if not s["same"]]
    return " ".join(filter(None, said)) or " ".join(p["text"] for p in row[side])


def update_shape(update: Update) -> dict[str, Any]:
    """The report on a label version as ``impact`` gives it beside its items; ``ok`` where nothing needs a person."""
    shape = asdict(update)
    shape["findings"] = [f.model_dump(mode="json") for f in update.findings]
    shape["broken"] = shape["broken"]["items"]
    shape["critical"] = [{**c, "message": REASONS.get(c["code"], "")} for c in shape["critical"]]
    shape["ok"] = not (update.critical or update.touched or update.findings)
    return shape


def with_update(found: dict[str, Any], update: Update | None) -> dict[str, Any]:
    """The shape of an impact with the report on the label version it is about, if it is about one."""
    told = update_shape(update) if update is not None else None
    return {
        "ok": found["ok"] and (told is None or told["ok"]),
        "update": told,
        **{k: found[k] for k in found if k != "ok"},
    }


def _proposal(source: str, other: str, facts: SourceFacts, share: float) -> Finding:
    name = facts.filename or other[:10]
    return Finding(
        code="versions.may_replace",
        severity=Severity.ADVISORY,
        message=f"It may be a new version of {name}: {share:.0%} of the passages are the same. Say so, if it is.",
        words=name,
        subject=source,
        related=(other,),
    )
