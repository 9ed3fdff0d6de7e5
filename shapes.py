"""The JSON shapes that integrations rely on: one function per record, shared by the command line and the API.

Each function takes records of the library and returns plain dictionaries that ``json.dumps`` accepts. Nothing is
decided here: status, scopes and anchors are read from the library and written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from library.errors import BadInput
from library.models import (
    Actor,
    Anchor,
    Answer,
    Asset,
    Box,
    Decision,
    Event,
    Extraction,
    Finding,
    Locator,
    Module,
    Passage,
    Policy,
    Retrieval,
    Source,
    Statement,
    Status,
)

if TYPE_CHECKING:
    from library.store import Library
    from library.taxonomy import Taxonomy
    from modularize.tagging.unknown import Unknown

Shape = dict[str, Any]
NO_LONGER = (Status.SUPERSEDED, Status.EXPIRED, Status.SUSPENDED, Status.WITHDRAWN)
"""States of a document that is not in force any more."""


def locator_shape(locator: Locator) -> Shape:
    """``{page|slide|sheet|path, boxes, span}``: only the keys that the document's format has."""
    shape: Shape = {
        key: value
        for key in ("page", "slide", "sheet", "path")
        if (value := getattr(locator, key)) is not None and value != ""
    }
    return {**shape, "boxes": [list(f.box) for f in locator.fragments], "span": list(locator.span)}


def passage_shape(passage: Passage) -> Shape:
    """A passage in reading order with its place; ``flags`` says why it needs care (hidden text, OCR, notes)."""
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "text": passage.text,
        "section": passage.section,
        "heading_path": list(passage.heading_path),
        "language": passage.language,
        "locator": locator_shape(passage.locator),
        "flags": [flag.value for flag in passage.flags],
    }


def place(passage: Passage, start: int, end: int) -> tuple[int | None, list[Box], str]:
    """Page (or slide), boxes on that page, and a readable place of ``passage.text[start:end]``.

    A quote that runs over a page break is shown where it begins; ``Locator.boxes_of`` gives the rest. The caption of a
    figure has the figure's own box as well.
    """
    locator = passage.locator
    boxes = (*locator.boxes_of(start, end), *([passage.figure_place] if passage.figure_place else []))
    page = boxes[0][0] if boxes else (locator.page or locator.slide)
    words = " · ".join(part for part in (locator.sheet, locator.path) if part)
    return page, [box for where, box in boxes if where == page], words


class Presenter:
    """Reads what the shapes need from one library, each source and passage once; made for one presentation."""

    def __init__(self, lib: Library) -> None:
        self._lib = lib
        self._sources: dict[str, Source] = {}
        self._passages: dict[str, Passage] = {}
        self._uses: dict[str, tuple[str, ...]] = {}

    def source(self, source_id: str) -> Source:
        if source_id not in self._sources:
            self._sources[source_id] = self._lib.source(source_id)
        return self._sources[source_id]

    def passage(self, passage_id: str) -> Passage:
        if passage_id not in self._passages:
            self._passages[passage_id] = self._lib.passage(passage_id)
        return self._passages[passage_id]

    def uses(self, module_id: str) -> tuple[str, ...]:
        """The ids of the assets that cite a module version."""
        if module_id not in self._uses:
            self._uses |= self._lib.used_in([module_id])
        return self._uses[module_id]

    def anchor(self, anchor: Anchor) -> Shape:
        """``{id, role, source, filename, passage, start, end, quote, page, boxes, place}``."""
        page, boxes, words = place(self.passage(anchor.passage), anchor.start, anchor.end)
        return {
            "id": anchor.id,
            "role": anchor.role.value,
            "source": anchor.source,
            "filename": self.source(anchor.source).facts.filename,
            "passage": anchor.passage,
            "start": anchor.start,
            "end": anchor.end,
            "quote": anchor.quote,
            "page": page,
            "boxes": [list(box) for box in boxes],
            "place": words,
        }

    def module(self, module: Module, status: Status | None = None) -> Shape:
        """A module version with status, scopes, anchors and the assets that use it."""
        content = module.content
        return {
            "id": module.id,
            "lineage": module.lineage,
            "version": module.version,
            "parent": module.parent,
            "kind": content.kind.value,
            "text": content.body,
            "context": list(content.context),
            "status": (status or self._lib.status(module.id)).value,
            "language": content.language,
            "market": content.market,
            "product": content.product,
            "disease": content.disease,
            "section": content.section,
            "tags": [{"facet": t.facet, "value": t.value, "by": t.by, "words": t.words} for t in module.tags],
            "scope": [scope.model_dump(mode="json") for scope in self._lib.approved_scopes(module.id)],
            "anchors": [self.anchor(anchor) for anchor in module.anchors],
            "references": list(content.references),
            "companions": list(content.companions),
            "used_in": list(self.uses(module.id)),
            "author": module.author,
            "created_at": module.created_at.isoformat(),
        }

    def modules(self, modules: Sequence[Module]) -> list[Shape]:
        """Many modules, their statuses read at once."""
        statuses = self._lib.statuses([module.id for module in modules])
        self._uses |= self._lib.used_in([module.id for module in modules])
        return [self.module(module, statuses.get(module.id)) for module in modules]

    def cited(self, statement: Statement) -> Shape:
        """An answer's statement: its words, the module that says them and its anchors, documents in force first."""
        module = statement.modules[0] if statement.modules else None
        cited = self._lib.module(module) if module else None
        anchors = cited.anchors if cited else ()
        states = self._lib.statuses(dict.fromkeys(anchor.source for anchor in anchors))
        anchors = tuple(sorted(anchors, key=lambda anchor: states.get(anchor.source) in NO_LONGER))
        return {
            "text": statement.text,
            "module": module,
            "role": statement.role.value,
            **(_told(cited) if cited else {"heading": "", "cells": [], "notes": []}),
            "anchors": [self.anchor(anchor) for anchor in anchors],
        }

    def answer(self, answer: Answer) -> Shape:
        """An answer as kept. Whether it may still be shown is ``Library.replay``'s to say, not this function's."""
        content = answer.content
        return {
            "id": answer.id,
            "outcome": content.outcome.value,
            "flags": [flag.value for flag in content.flags],
            "question": content.question,
            "language": content.language,
            "product": content.product,
            "scope": content.scope.model_dump(mode="json"),
            "statements": [self.cited(statement) for statement in content.statements],
            "safety": [self.cited(statement) for statement in content.safety],
            "nearby": [self.cited(statement) for statement in content.nearby],
            "handed_to": [role.value for role in content.handed_to],
            "message": content.message,
            "retrieval": retrieval_shape(content.retrieval),
            "at": answer.at.isoformat(),
        }


def _told(module: Module) -> Shape:
    """``{heading, cells: [{head, text}], notes}``: what a statement is read with."""
    from generate.assets.told import told  # the writers' modules are read only where an answer is shown

    read = told(module)
    return {
        "heading": read.heading,
        "cells": [{"head": head, "text": cell} for head, cell in read.cells],
        "notes": list(read.notes),
    }


def module_shape(lib: Library, module: Module) -> Shape:
    """One module as ``show`` gives it."""
    return Presenter(lib).module(module)


def modules_shape(lib: Library, modules: Sequence[Module]) -> list[Shape]:
    """Modules as ``modules`` lists them."""
    return Presenter(lib).modules(modules)


def answer_shape(lib: Library, answer: Answer) -> Shape:
    """An answer as ``ask`` gives it."""
    return Presenter(lib).answer(answer)


def retrieval_shape(retrieval: Retrieval) -> Shape:
    """Milliseconds of the two searches and whether one was missing."""
    return {
        "lexical_ms": retrieval.lexical_ms,
        "dense_ms": retrieval.dense_ms,
        "total_ms": retrieval.total_ms,
        "degraded": retrieval.degraded,
    }


def finding_shape(finding: Finding) -> Shape:
    """What a check found, in words a reviewer understands."""
    return finding.model_dump(mode="json")


def asset_shape(lib: Library, asset: Asset, status: Status | None = None) -> Shape:
    """A generated piece with its sections, citations and what is missing."""
    content = asset.content
    return {
        "id": asset.id,
        "lineage": asset.lineage,
        "version": asset.version,
        "kind": content.brief.kind.value,
        "status": (status or lib.status(asset.id)).value,
        "title": content.title,
        "brief": content.brief.model_dump(mode="json"),
        "sections": [
            {
                "title": section.title,
                "statements": [
                    {
                        "text": statement.text,
                        "modules": list(statement.modules),
                        "findings": [finding_shape(finding) for finding in statement.findings],
                        "role": statement.role.value,
                    }
                    for statement in section.statements
                ],
            }
            for section in content.sections
        ],
        "missing": list(content.missing),
        "run": content.run.model_dump(mode="json"),
        "author": asset.author,
        "created_at": asset.created_at.isoformat(),
    }


def assets_shape(lib: Library, assets: Sequence[Asset]) -> list[Shape]:
    """Many assets, their statuses read at once."""
    statuses = lib.statuses([asset.id for asset in assets])
    return [asset_shape(lib, asset, statuses.get(asset.id)) for asset in assets]


def source_shape(source: Source, status: Status | None = None, extraction: Extraction | None = None) -> Shape:
    """A document as received, with the facts that hold now and, where given, how its last reading ended."""
    shape: Shape = {
        "id": source.id,
        "filename": source.facts.filename,
        "media_type": source.media_type,
        "size": source.size,
        "received_at": source.received_at.isoformat(),
        "received_by": source.received_by,
        "status": status.value if status else None,
        "facts": source.facts.model_dump(mode="json"),
    }
    if extraction:
        shape |= {
            "outcome": extraction.outcome.value,
            "reader": f"{extraction.reader} {extraction.reader_version}",
            "pages": extraction.pages,
            "losses": [loss.model_dump(mode="json") for loss in extraction.losses],
            "loss_report": loss_report(extraction.losses),
            "warnings": list(extraction.warnings),
        }
    return shape


def ingest_shape(result: Any) -> Shape:
    """One file of ``ingest``: ``{path, outcome, code, message, source, pages, passages, warnings, tables, losses}``."""
    outcome = result.outcome
    return {
        "path": str(result.path),
        "outcome": getattr(outcome, "value", outcome),
        "code": result.code,
        "message": result.message,
        "source": result.source,
        "pages": result.pages,
        "passages": result.passages,
        "warnings": list(result.warnings),
        "new": result.new,
        "tables": result.tables,
        "losses": loss_report(result.losses),
    }


def loss_report(losses: Any) -> list[Shape]:
    """What was not turned into text, once for each kind: ``{code, message, count, pages}``."""
    found: dict[tuple[str, str], Shape] = {}
    for loss in losses:
        row = found.setdefault(
            (loss.code, loss.message), {"code": loss.code, "message": loss.message, "count": 0, "pages": []}
        )
        row["count"] += loss.count
        if loss.page is not None and loss.page not in row["pages"]:
            row["pages"].append(loss.page)
    return list(found.values())


def modularize_shape(report: Any) -> Shape:
    """What became of one source: new and joined module ids, passages left out with the reason, proposals."""
    return {
        "source": report.source,
        "new": list(report.new),
        "joined": list(report.joined),
        "skipped": [{"passage": skip.passage, "reason": skip.reason} for skip in report.skipped],
        "for_a_person": list(report.left),
        "warnings": list(report.warnings),
        "proposals": [finding_shape(finding) for finding in report.proposals],
    }


def left_shape(left: Any) -> Shape:
    """A piece that became no module for a doubt: its place, its words, what stands over them, and the doubt."""
    return {
        "passage": left.passage,
        "start": left.start,
        "reason": left.reason,
        "text": left.text,
        "context": list(left.context),
    }


def decision_shape(decision: Decision, names: Callable[[str], str] = lambda person: person) -> Shape:
    """A decision with the printed name, time and meaning of its signature (21 CFR 11.50 asks for all three).

    ``names`` turns a person's id into the printed name.
    """
    return {
        "id": decision.id,
        "subject": decision.subject,
        "subject_kind": decision.subject_kind.value,
        "verdict": decision.verdict.value,
        "person": decision.person,
        "name": names(decision.person),
        "role": decision.role.value,
        "scope": decision.scope.model_dump(mode="json") if decision.scope else None,
        "meaning": decision.meaning,
        "reason": decision.reason,
        "seen": decision.seen,
        "at": decision.at.isoformat(),
        "expires": decision.expires.isoformat() if decision.expires else None,
        "signature": decision.signature,
    }


def event_shape(event: Event) -> Shape:
    """One line of the audit trail."""
    return event.model_dump(mode="json")


def policy_shape(policy: Policy) -> Shape:
    """Who must approve what, and for how long it holds."""
    return policy.model_dump(mode="json")


def impact_shape(impact: Any) -> Shape:
    """Everything a source, module or asset touches; ``ok`` where nothing is."""
    items = [{"kind": i.kind, "id": i.id, "title": i.title, "status": i.status, "why": i.why} for i in impact.items]
    return {"ok": not items, "items": items}


def concepts_shape(taxonomy: Taxonomy, facet: str, language: str) -> list[Shape]:
    """``{id, label, names: {language: [name]}, parent}`` of a facet's concepts; BadInput for a facet there is not."""
    if not (concepts := taxonomy.facet(facet)):
        raise BadInput(
            "taxonomy.facet", f"There is no facet {facet!r}.", "Choose product, disease, attribute, topic, …"
        )
    return [
        {
            "id": concept.id,
            "label": concept.label(language),
            "names": {tongue: list(names) for tongue, names in concept.names.items()},
            "parent": concept.parent,
        }
        for concept in concepts.values()
    ]


def unknown_shape(term: Unknown) -> Shape:
    """Words without a concept: ``{facet, words, language, count, modules}``."""
    return {**term.model_dump(mode="json"), "modules": list(term.modules)}


def findings_shape(findings: Iterable[Finding]) -> Shape:
    """``{ok, findings}`` of ``audit verify`` and ``doctor``: ok where nothing was found."""
    found = [finding_shape(finding) for finding in findings]
    return {"ok": not found, "findings": found}


def queue_shape(item: Any) -> Shape:
    """One line of the review queue."""
    at = item.submitted_at
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "status": item.status,
        "waiting_for": [getattr(role, "value", role) for role in item.waiting_for],
        "findings": item.findings,
        "submitted_at": at.isoformat() if at else None,
        "author": item.author,
    }


def actor_shape(actor: Actor) -> Shape:
    """Who somebody is and what they may do. Never a credential."""
    return {
        "id": actor.id,
        "name": actor.name,
        "roles": [role.value for role in actor.roles],
        "market": actor.market,
        "on_behalf_of": actor.on_behalf_of,
    }
