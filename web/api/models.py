"""The bodies of the API, as OpenAPI describes them. ``shapes`` fills them; nothing is added or left out on the way."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from library.models import AssetKind, Audience, DocumentClass, ModuleKind, Role, Scope, UseClass

T = TypeVar("T")


class Body(BaseModel):
    """A request body: unknown members are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class Page(BaseModel, Generic[T]):
    """One page of a list; give ``next`` as ``after`` to get the following one."""

    items: list[T]
    next: str | None = None


class SourceOut(BaseModel):
    id: str
    filename: str
    media_type: str
    size: int
    received_at: str
    received_by: str
    status: str | None = None
    facts: dict[str, Any]
    outcome: str | None = None
    reader: str | None = None
    pages: int | None = None
    losses: list[dict[str, Any]] = []
    warnings: list[str] = []


class FactsIn(Body):
    """Facts about a document that a person says; members left out stay as they are."""

    title: str | None = None
    document_class: DocumentClass | None = None
    product: str | None = None
    market: str | None = None
    language: str | None = None
    version_label: str | None = None
    material_code: str | None = None
    effective: date | None = None
    expiry: date | None = None
    replaces: str | None = None


class JobOut(BaseModel):
    id: str
    state: str = Field(description="queued, running, done or failed")
    filename: str
    created_at: str | None = None
    result: dict[str, Any] | None = Field(
        default=None, description="as `ingest` gives it, with what became of its passages"
    )
    code: str = ""
    message: str = ""


class JobsOut(BaseModel):
    jobs: list[JobOut]


class PassageOut(BaseModel):
    id: str
    kind: str
    text: str
    section: str | None
    heading_path: list[str]
    language: str
    locator: dict[str, Any]
    flags: list[str] = []


class LeftOut(BaseModel):
    passage: str
    start: int
    reason: str
    text: str
    context: list[str]


class LeftIn(BaseModel):
    passage: str
    start: int = 0
    kind: ModuleKind | None = None


class TagOut(BaseModel):
    facet: str
    value: str
    by: str
    words: str


class AnchorOut(BaseModel):
    id: str
    role: str
    source: str
    filename: str
    passage: str
    start: int
    end: int
    quote: str
    page: int | None
    boxes: list[list[float]]
    place: str = ""


class ModuleOut(BaseModel):
    id: str
    lineage: str
    version: int
    parent: str | None
    kind: str
    text: str
    context: list[str]
    status: str
    language: str
    market: str
    product: str
    disease: str
    section: str
    tags: list[TagOut]
    scope: list[dict[str, Any]]
    anchors: list[AnchorOut]
    references: list[str]
    companions: list[str]
    used_in: list[str]
    author: str
    created_at: str


class EditIn(Body):
    """A new wording of a module. It becomes a draft version of its own; the old one keeps its approval."""

    text: str = Field(min_length=1, max_length=20_000)
    kind: ModuleKind | None = None


class StatementOut(BaseModel):
    text: str
    modules: list[str]
    findings: list[dict[str, Any]]
    role: str = ""


class SectionOut(BaseModel):
    title: str
    statements: list[StatementOut]


class AssetOut(BaseModel):
    id: str
    lineage: str
    version: int
    kind: str
    status: str
    title: str
    brief: dict[str, Any]
    sections: list[SectionOut]
    missing: list[str]
    run: dict[str, Any]
    author: str
    created_at: str


class BriefIn(Body):
    """What is wanted."""

    kind: AssetKind
    product: str = Field(min_length=1)
    scenario: str = ""
    barrier: str = ""
    audience: Audience = Audience.HCP
    market: str
    language: str
    use_class: UseClass = UseClass.PROMOTIONAL
    writer: str = Field(default="verbatim", pattern="^(verbatim|model)$")


class ExportIn(Body):
    format: str = Field(default="docx", pattern="^(docx|pptx|html|json)$")
    scope: Scope | None = Field(
        default=None, description="where it will be used; by default the scope of the asset's brief"
    )
    purpose: str = ""


class QuestionIn(Body):
    question: str = Field(min_length=1, max_length=4000)
    language: str = ""
    market: str = Field(default="", description="by default the asker's home market")
    product: str = ""


class CitedOut(BaseModel):
    text: str
    module: str | None
    role: str
    anchors: list[AnchorOut]


class RetrievalOut(BaseModel):
    lexical_ms: float
    dense_ms: float
    total_ms: float
    degraded: bool


class AnswerOut(BaseModel):
    id: str
    outcome: str
    flags: list[str]
    question: str
    language: str
    product: str
    scope: dict[str, Any]
    statements: list[CitedOut]
    safety: list[CitedOut]
    nearby: list[CitedOut] = Field(description="Approved text near to the question that is not its answer.")
    handed_to: list[str]
    message: str
    retrieval: RetrievalOut
    at: str


class HeldAnswer(BaseModel):
    """A line of one's own history: what was asked and how it ended. The words come by replay only."""

    id: str
    at: str
    question: str
    outcome: str
    flags: list[str]


class HandoverOut(BaseModel):
    id: str
    answer: str
    role: str
    question: str
    flags: list[str]
    product: str
    market: str
    asker: str
    received_at: str
    acknowledged_by: str
    acknowledged_at: str | None


class QueueOut(BaseModel):
    id: str
    kind: str
    title: str
    status: str
    waiting_for: list[str]
    findings: int
    submitted_at: str | None
    author: str


class FindingsOut(BaseModel):
    ok: bool
    findings: list[dict[str, Any]]


class SubmitIn(Body):
    reason: str = ""


class SubmittedOut(BaseModel):
    submitted: bool
    decision: dict[str, Any] | None
    findings: list[dict[str, Any]]


class SignIn(Body):
    """A signature: the role signed in, the password once more, and what the signature means."""

    role: Role
    password: str = Field(min_length=1)
    reason: str = ""


class ApproveIn(SignIn):
    scope: Scope
    meaning: str = "I approve this content for the stated use"


class VerdictIn(SignIn):
    scope: Scope | None = None


class DecisionOut(BaseModel):
    id: str
    subject: str
    subject_kind: str
    verdict: str
    person: str
    name: str
    role: str
    scope: dict[str, Any] | None
    meaning: str
    reason: str
    seen: str
    at: str
    expires: str | None
    signature: str


class HoldIn(Body):
    product: str = Field(min_length=1)
    market: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class ReasonIn(Body):
    reason: str = Field(min_length=1)


class PolicyIn(Body):
    yaml: str = Field(min_length=1, max_length=200_000)
    password: str = Field(min_length=1)


class ImpactItemOut(BaseModel):
    kind: str
    id: str
    title: str
    status: str
    why: str


class VersionOut(BaseModel):
    id: str
    filename: str
    title: str
    language: str
    version: str
    replaces: str | None


class DiffOut(BaseModel):
    old: VersionOut
    new: VersionOut
    counts: dict[str, int]
    weights: dict[str, int]
    sections: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    ok: bool


class UpdateOut(BaseModel):
    old: str
    new: str
    signed: bool
    counts: dict[str, int]
    critical: list[dict[str, Any]]
    kept: list[str]
    touched: list[dict[str, Any]]
    broken: list[ImpactItemOut]
    stopped: list[ImpactItemOut]
    hold: dict[str, str] | None
    findings: list[dict[str, Any]]
    ok: bool


class ImpactOut(BaseModel):
    ok: bool
    items: list[ImpactItemOut]
    update: UpdateOut | None = None


class EventOut(BaseModel):
    seq: int
    at: str
    actor: str
    on_behalf_of: str
    verb: str
    subject: str
    old: str
    new: str
    reason: str
    previous: str
    hash: str


class ActorOut(BaseModel):
    id: str
    name: str
    roles: list[str]
    market: str
    on_behalf_of: str = ""


class UserIn(Body):
    name: str = Field(min_length=1, max_length=200)
    password: str = Field(min_length=8, max_length=1000)
    roles: list[Role]
    market: str = ""
    email: str = ""


class RoleIn(Body):
    role: Role


class TokenIn(Body):
    label: str = ""
    days: int = Field(default=30, ge=1, le=365)


class CredentialsIn(Body):
    name: str
    password: str


class TokenOut(BaseModel):
    token: str
