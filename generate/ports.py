"""What generation needs of the library and its index, as Protocols; ``app.py`` binds the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from library.models import (
    Actor,
    Answer,
    AnswerDraft,
    Asset,
    AssetContent,
    AssetKind,
    Extraction,
    Loss,
    Module,
    ModuleDraft,
    ModuleKind,
    Outcome,
    Passage,
    PassageDraft,
    Recipient,
    Scope,
    Source,
    SourceFacts,
    Status,
    UseClass,
    WriterRun,
)


class ApprovedModule(Protocol):
    """A module minted by the library for one scope."""

    @property
    def value(self) -> Module: ...


class ApprovedAsset(Protocol):
    """An asset minted by the library for one scope."""

    @property
    def value(self) -> Asset: ...


class Released(Protocol):
    """What the one way out gives."""

    @property
    def id(self) -> str: ...
    @property
    def modules(self) -> Sequence[ApprovedModule]: ...
    @property
    def assets(self) -> Sequence[ApprovedAsset]: ...
    @property
    def scope(self) -> Scope: ...


class Shelf(Protocol):
    """Reading modules and their sources, and what of them may be used now."""

    def module(self, id: str) -> Module: ...

    def source(self, id: str) -> Source: ...

    def eligible(
        self, scope: Scope, *, language: str = "", product: str = "", use_classes: tuple[UseClass, ...] = ()
    ) -> frozenset[str]: ...

    def approved(
        self, ids: Sequence[str], scope: Scope, use_classes: tuple[UseClass, ...] = ()
    ) -> Sequence[ApprovedModule]: ...


class AnswerBook(Shelf, Protocol):
    """What answering needs beside reading: every answer is kept."""

    def record_answer(self, actor: Actor, draft: AnswerDraft, use_classes: tuple[UseClass, ...] = ()) -> Answer: ...


class AssetBook(Shelf, Protocol):
    """What generating, rendering and exporting need beside reading."""

    def genuine(self, released: object) -> bool: ...

    def add_asset(self, actor: Actor, content: AssetContent, *, parent: str | None = None) -> Asset: ...

    def asset(self, id: str) -> Asset: ...

    def assets(
        self, *, kind: AssetKind | None = None, product: str = "", status: Status | None = None
    ) -> Sequence[Asset]: ...

    def modules(
        self, *, product: str = "", language: str = "", kind: ModuleKind | None = None, latest_only: bool = True
    ) -> Sequence[Module]: ...

    def record_run(self, actor: Actor, run: WriterRun, subject: str = "") -> str: ...

    def passage(self, id: str) -> Passage: ...

    def passages(self, source_id: str) -> Sequence[Passage]: ...

    def add_source(
        self,
        actor: Actor,
        data: bytes,
        *,
        media_type: str,
        facts: SourceFacts,
        reader: str,
        reader_version: str,
        outcome: Outcome,
        pages: int,
        passages: Sequence[PassageDraft],
        losses: Sequence[Loss] = (),
        warnings: Sequence[str] = (),
    ) -> tuple[Source, Extraction, bool]: ...

    def add_modules(self, actor: Actor, drafts: Sequence[ModuleDraft]) -> Sequence[tuple[Module, bool]]: ...

    def approved_assets(
        self, ids: Sequence[str], scope: Scope, use_classes: tuple[UseClass, ...] = ()
    ) -> Sequence[ApprovedAsset]: ...

    def release(
        self,
        ids: Sequence[str],
        scope: Scope,
        recipient: Recipient,
        *,
        rendition: bytes | None = None,
        use_classes: tuple[UseClass, ...] = (),
    ) -> Released: ...


class Hit(Protocol):
    """One module found by the index."""

    @property
    def id(self) -> str: ...
    @property
    def score(self) -> float: ...


class SearchResult(Protocol):
    """What the index found, and what it cost in milliseconds."""

    @property
    def hits(self) -> Sequence[Hit]: ...
    @property
    def lexical_ms(self) -> float: ...
    @property
    def dense_ms(self) -> float: ...
    @property
    def total_ms(self) -> float: ...
    @property
    def degraded(self) -> bool: ...


class SearchIndex(Protocol):
    """Finding module ids by words; never trusted beyond that."""

    def search(self, query: str, *, language: str, candidates: frozenset[str], limit: int = 20) -> SearchResult: ...
