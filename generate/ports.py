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
    Module,
    Scope,
    Source,
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

    def record_answer(self, actor: Actor, draft: AnswerDraft) -> Answer: ...


class AssetBook(Shelf, Protocol):
    """What generating needs beside reading."""

    def add_asset(self, actor: Actor, content: AssetContent, *, parent: str | None = None) -> Asset: ...

    def asset(self, id: str) -> Asset: ...

    def record_run(self, actor: Actor, run: WriterRun, subject: str = "") -> str: ...


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
