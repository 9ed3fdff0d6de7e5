"""A library and an index in memory, for tests of generation: what is on the shelf is eligible in its market."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from library.errors import NotEligible, NotFound
from library.models import (
    Actor,
    Anchor,
    AnchorRole,
    Answer,
    AnswerDraft,
    Asset,
    AssetContent,
    DocumentClass,
    Locator,
    Module,
    ModuleContent,
    ModuleKind,
    Passage,
    PassageKind,
    Role,
    Scope,
    Source,
    SourceFacts,
    UseClass,
    WriterRun,
    content_id,
    module_id,
    module_lineage,
)
from library.text import fold

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DOCTOR = Actor(id="u-doctor", name="Dr Test", roles=(Role.DOCTOR,), market="US")
MARKETER = Actor(id="u-marketer", name="M Test", roles=(Role.MARKETER,), market="US")


def module(
    kind: str,
    body: str,
    *,
    product: str = "ovranteq",
    market: str = "US",
    language: str = "en",
    context: Iterable[str] = (),
    section: str = "",
    companions: tuple[str, ...] = (),
    source: str = "label",
    tags: tuple[Any, ...] = (),
) -> Module:
    content = ModuleContent(
        kind=ModuleKind(kind),
        body=body,
        context=tuple(context),
        companions=companions,
        language=language,
        market=market,
        product=product,
        section=section,
    )
    lineage = module_lineage(content)
    anchor = Anchor(
        id=content_id("anchor", [body, source]),
        role=AnchorRole.ORIGIN,
        passage=content_id("passage", [body, source]),
        start=0,
        end=len(body),
        quote=body,
        source=f"{source}-{product}-{market}",
    )
    return Module(
        id=module_id(content, lineage, None),
        lineage=lineage,
        parent=None,
        version=1,
        content=content,
        author="system",
        created_at=NOW,
        anchors=(anchor,),
        tags=tags,
    )


def label_modules() -> list[Module]:
    """Every module of ``shelf.yaml``."""
    groups = yaml.safe_load((Path(__file__).parent / "shelf.yaml").read_text(encoding="utf-8"))
    return [
        module(
            kind,
            str(body),
            product=group["product"],
            market=group["market"],
            language=group["language"],
            context=[str(line) for line in context],
            section=section,
        )
        for group in groups
        for kind, section, context, body in group["rows"]
    ]


@dataclass
class Shelf:
    """A fake library: everything on it is eligible in its own market unless withdrawn."""

    by_id: dict[str, Module] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    answers: list[Answer] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    runs: list[tuple[WriterRun, str]] = field(default_factory=list)
    classes: dict[str, DocumentClass] = field(default_factory=dict)
    refuse_once: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, modules: Iterable[Module]) -> Shelf:
        return cls({m.id: m for m in modules})

    def genuine(self, released: object) -> bool:
        return released is not None

    def module(self, id: str) -> Module:
        if id not in self.by_id:
            raise NotFound("library.not_found", id)
        return self.by_id[id]

    def source(self, id: str) -> Source:
        name = id.split("-", maxsplit=1)[0]
        facts = SourceFacts(document_class=DocumentClass(name), filename=f"{id}.pdf", version_label="v1")
        return Source(id=id, media_type="application/pdf", size=1, received_at=NOW, received_by="u", facts=facts)

    def eligible(
        self, scope: Scope, *, language: str = "", product: str = "", use_classes: tuple[UseClass, ...] = ()
    ) -> frozenset[str]:
        return frozenset(
            m.id
            for m in self.by_id.values()
            if m.id not in self.withdrawn
            and m.content.market in (scope.market, "*")
            and (not product or m.content.product in (product, ""))
            and (not language or m.content.language == language)
        )

    def approved(self, ids: Sequence[str], scope: Scope, use_classes: tuple[UseClass, ...] = ()) -> list[Any]:
        usable = self.eligible(scope)
        for id_ in ids:
            if id_ not in usable:
                raise NotEligible("library.not_eligible", id_)
        return [SimpleNamespace(value=self.by_id[id_], scope=scope, as_of=NOW) for id_ in ids]

    def record_answer(self, actor: Actor, draft: AnswerDraft, use_classes: tuple[UseClass, ...] = ()) -> Answer:
        usable = self.eligible(draft.scope)
        for statement in draft.shown:
            for id_ in statement.modules:
                if id_ in self.refuse_once:
                    self.refuse_once.discard(id_)
                    self.withdrawn.add(id_)
                if id_ not in usable - self.withdrawn:
                    raise NotEligible("library.not_eligible", id_)
        answer = Answer(id=f"answer-{len(self.answers)}", asker=actor.id, at=NOW, content=draft)
        self.answers.append(answer)
        return answer

    def add_asset(self, actor: Actor, content: AssetContent, *, parent: str | None = None) -> Asset:
        id_ = content_id("asset", content)
        asset = Asset(id=id_, lineage=id_, parent=parent, version=1, content=content, author=actor.id, created_at=NOW)
        self.assets.setdefault(id_, asset)
        return self.assets[id_]

    def asset(self, id: str) -> Asset:
        return self.assets[id]

    def modules_of(self, product: str, language: str, kind: ModuleKind | None) -> list[Module]:
        return [
            m
            for m in self.by_id.values()
            if product in ("", m.content.product)
            and language in ("", m.content.language)
            and kind in (None, m.content.kind)
        ]

    def modules(
        self, *, product: str = "", language: str = "", kind: ModuleKind | None = None, latest_only: bool = True
    ) -> list[Module]:
        return self.modules_of(product, language, kind)

    def passage(self, id: str) -> Passage:
        locator = Locator(page=3)
        return Passage(
            id=id, source="label", extraction="e", seq=0, kind=PassageKind.PARAGRAPH, text="", locator=locator
        )

    def record_run(self, actor: Actor, run: WriterRun, subject: str = "") -> str:
        self.runs.append((run, subject))
        return f"run-{len(self.runs)}"


@dataclass
class WordIndex:
    """A fake index: counts shared words and character pairs."""

    shelf: Shelf
    asked: list[str] = field(default_factory=list)

    def search(self, query: str, *, language: str, candidates: frozenset[str], limit: int = 20) -> Any:
        self.asked.append(query)
        wanted = _grams(query)
        scored = sorted(
            ((-len(wanted & _grams(self.shelf.by_id[id_].content.body)), id_) for id_ in candidates), key=lambda s: s
        )
        hits = [SimpleNamespace(id=id_, score=-score) for score, id_ in scored if score < 0][:limit]
        return SimpleNamespace(hits=hits, lexical_ms=0.1, dense_ms=0.2, total_ms=0.3, degraded=False)


def _grams(text: str) -> set[str]:
    folded = fold(text)
    return set(re.findall(r"[a-z]{3,}", folded)) | {
        folded[i : i + 2] for i in range(len(folded) - 1) if folded[i] > "\u3000"
    }
