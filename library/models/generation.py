"""Briefs, assets and answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from library.models.base import Record
from library.models.review import Finding, Role, Scope


class AssetKind(StrEnum):
    TALK_TRACK = "talk_track"
    FAQ = "faq"
    OBJECTION = "objection"

    @property
    def is_internal(self) -> bool:
        """Talk tracks and objection handling are said, never handed over."""
        return self is not AssetKind.FAQ


class Brief(Record):
    """What is wanted."""

    kind: AssetKind
    product: str
    disease: str = ""
    scenario: str = ""
    barrier: str = ""
    scope: Scope
    language: str
    length: str = "short"


class StatementRole(StrEnum):
    CLAIM = "claim"
    SAFETY = "safety"
    PHRASE = "phrase"
    QUESTION = "question"


class Statement(Record):
    """One sentence or fact of an asset or answer, citing the module versions that say it."""

    text: str
    modules: tuple[str, ...]
    role: StatementRole = StatementRole.CLAIM
    findings: tuple[Finding, ...] = ()


class Section(Record):
    title: str
    statements: tuple[Statement, ...]


class WriterRun(Record):
    """How an asset was worded: the verbatim writer, or a model with its prompt version, parameters and hashes."""

    writer: str = "verbatim"
    recipe: str = ""
    prompt: str = ""
    prompt_hash: str = ""
    model: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    input_hash: str = ""
    output_hash: str = ""
    dropped: tuple[str, ...] = ()
    """Sentences the model wrote that failed the evidence check, with the reason after a tab."""


class AssetContent(Record):
    """What is hashed into an asset version's id."""

    brief: Brief
    title: str
    sections: tuple[Section, ...]
    missing: tuple[str, ...] = ()
    run: WriterRun = WriterRun()

    @property
    def cited(self) -> tuple[str, ...]:
        """Module versions cited, in order of first use."""
        return tuple(dict.fromkeys(m for s in self.sections for t in s.statements for m in t.modules))


class Asset(Record):
    id: str
    lineage: str
    parent: str | None
    version: int
    content: AssetContent
    author: str
    created_at: datetime


class AnswerOutcome(StrEnum):
    ANSWERED = "answered"
    NOT_COVERED = "not_covered"
    HANDED_OVER = "handed_over"


class AnswerFlag(StrEnum):
    ADVERSE_EVENT = "adverse_event"
    OFF_LABEL = "off_label"
    URGENT = "urgent"
    COMPLAINT = "complaint"
    PREGNANCY = "pregnancy"
    OVERDOSE = "overdose"
    LACK_OF_EFFECT = "lack_of_effect"
    MISUSE = "misuse"
    POSSIBLE_REPORT = "possible_report"
    """Told of somebody on treatment in words that are in no table: pharmacovigilance looks whether it is a report."""


class Retrieval(Record):
    """Milliseconds spent, and whether one of the two searches was not available."""

    lexical_ms: float = 0.0
    dense_ms: float = 0.0
    total_ms: float = 0.0
    degraded: bool = False


class AnswerDraft(Record):
    """What was found for a question, before the library keeps it."""

    question: str
    language: str
    scope: Scope
    product: str = ""
    outcome: AnswerOutcome
    flags: tuple[AnswerFlag, ...] = ()
    statements: tuple[Statement, ...] = ()
    safety: tuple[Statement, ...] = ()
    nearby: tuple[Statement, ...] = ()
    """Approved text near to the question that is not its answer: shown apart, under words that say so."""
    handed_to: tuple[Role, ...] = ()
    message: str = ""
    """Interface words (refusal, hand-over, emergency line): no product, disease or claim."""
    retrieval: Retrieval = Retrieval()

    @property
    def shown(self) -> tuple[Statement, ...]:
        """Every statement that leaves with the answer."""
        return (*self.statements, *self.safety, *self.nearby)


class Answer(Record):
    id: str
    asker: str
    at: datetime
    content: AnswerDraft


class Handover(Record):
    """A question handed to a desk, with its receipt clock: who took it, and when."""

    id: str
    answer: str
    role: Role
    at: datetime
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
