"""Was each planted trouble found, and by which check? A trouble counts as found only by a check of its own kind."""

from __future__ import annotations

import fnmatch
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from library.models import Finding, Module, Passage, PassageFlag, Source, Status
from services import Services

RIGHT_CHECKS: Mapping[str, tuple[str, ...]] = {
    "figure_conflict": ("evidence.number*", "link.conflict*", "modularize.conflict*"),
    "decimal_conflict": ("evidence.number*", "link.conflict*", "modularize.conflict*"),
    "interval_bounds_swapped": ("evidence.bounds*",),
    "relative_without_absolute": ("evidence.relative*", "evidence.subgroup*"),
    "off_label": ("review.off_label*",),
    "wrong_support": ("review.reference*", "evidence.reference*", "modularize.reference*"),
    "not_significant": ("evidence.not_significant*",),
    "superlative": ("evidence.superlative*", "evidence.absolute*"),
    "cross_trial_comparison": ("ingest.hidden_slide", "evidence.cross_trial*"),
    "invisible_text": ("ingest.hidden",),
    "instruction_in_source": ("ingest.instruction",),
    "translation_conflict": ("review.translation*", "evidence.frequency*", "evidence.number*", "link.conflict*"),
    "near_twin": ("evidence.number*", "link.conflict*", "modularize.conflict*"),
    "expired": ("review.source_expired", "source.expired"),
    "exploratory_not_said": ("evidence.exploratory*", "evidence.nominal*"),
    "absolute_claim": ("evidence.absolute*", "evidence.superlative*"),
    "unqualified_safe": ("evidence.unqualified*",),
    "stale_label": ("review.stale_label*", "review.label_superseded*", "link.conflict*", "evidence.number*"),
}
"""Kind of trouble to the checks that are about it. A finding of another kind at the same place does not count."""

FLAGS = {
    PassageFlag.HIDDEN: ("ingest.hidden", "Invisible text: kept apart and flagged; it can never become a module."),
    PassageFlag.HIDDEN_SLIDE: ("ingest.hidden_slide", "Hidden slide: kept apart and flagged; no module is made of it."),
    PassageFlag.INSTRUCTION: (
        "ingest.instruction",
        "Text that addresses a program: inert and flagged; no module is made of it.",
    ),
}


def judge_troubles(
    services: Services, listed: Path, documents: list[dict[str, Any]], findings: Mapping[str, tuple[Finding, ...]]
) -> list[dict[str, Any]]:
    """One line per planted trouble: where, what, found or not, and the checks that found it in their own words."""
    proposals = [Finding(**p) for d in documents for p in d["proposals"]]
    rows = []
    for trouble in yaml.safe_load(listed.read_text(encoding="utf-8"))["troubles"]:
        said = list(_evidence(services, trouble, proposals, findings))
        wanted = RIGHT_CHECKS[trouble["kind"]]
        right = [e for e in said if any(fnmatch.fnmatch(e["check"], pattern) for pattern in wanted)]
        unique = {(e["check"], e["message"]): e for e in right}
        where = ", ".join(f"{k} {v}" for k, v in trouble["place"].items())
        rows.append(
            {
                "id": trouble["id"],
                "where": f"{trouble['file']}, {where}",
                "what": trouble["words"].replace("\t", " | "),
                "why": trouble["why"],
                "found": bool(unique),
                "released": sorted(_released(services, trouble)),
                "evidence": list(unique.values())[:4],
                "other_findings": sorted({e["check"] for e in said if e not in right}),
            }
        )
    return rows


def _evidence(
    services: Services,
    trouble: Mapping[str, Any],
    proposals: list[Finding],
    findings: Mapping[str, tuple[Finding, ...]],
) -> Iterator[dict[str, str]]:
    source = next((s for s in services.library.sources() if s.facts.filename == trouble["file"]), None)
    if source is None:
        return
    passages = [p for p in services.library.passages(source.id) if _at(p, trouble["place"])]
    holding = [p for p in passages if squeeze(trouble["words"]) in squeeze(p.text)] or _spread(
        passages, trouble["words"]
    )
    for flag in sorted({f for p in holding for f in p.flags if f in FLAGS}):
        yield {"check": FLAGS[flag][0], "message": FLAGS[flag][1]}
    if services.library.source_status(source.id) is Status.EXPIRED:
        yield {
            "check": "source.expired",
            "message": f"The document expired on {source.facts.expiry}: nothing of it leaves.",
        }
    ids = {p.id for p in holding}
    modules = [m for m in services.library.modules_of_source(source.id) if _touches(m, ids, source)]
    named = {m.id for m in modules}
    for finding in (*(f for m in modules for f in findings.get(m.id, ())), *proposals):
        if finding in proposals and not named & {finding.subject, *finding.related}:
            continue
        yield {"check": finding.code, "message": finding.message}


def _released(services: Services, trouble: Mapping[str, Any]) -> list[str]:
    """Modules that hold the planted words and may be used all the same: there must be none."""
    source = next((s for s in services.library.sources() if s.facts.filename == trouble["file"]), None)
    if source is None:
        return []
    holding = [
        m.id
        for m in services.library.modules_of_source(source.id)
        if squeeze(trouble["words"]) in squeeze("".join((*m.content.context, m.content.body)))
    ]
    states = services.library.statuses(holding)
    return [id for id in holding if states[id] in (Status.APPROVED, Status.RELEASED)]


def _touches(module: Module, passages: set[str], source: Source) -> bool:
    return any(a.passage in passages and a.source == source.id for a in module.anchors)


def _at(passage: Passage, place: Mapping[str, Any]) -> bool:
    if "slide" in place:
        return bool(passage.locator.slide == place["slide"])
    if "page" in place:
        return passage.locator.page in (place["page"], None)
    return True


def _spread(passages: list[Passage], words: str) -> list[Passage]:
    """Passages each holding a part of words that stand in several cells or lines."""
    whole = squeeze(words)
    return [p for p in passages if len(squeeze(p.text)) >= 4 and squeeze(p.text) in whole]


def squeeze(text: str) -> str:
    """NFKC without white space, for finding words whatever their line breaks and widths."""
    return "".join(unicodedata.normalize("NFKC", text).split())
