"""The words everything else speaks: frozen records, no I/O.

Two kinds of record. *Content* (Source, Passage, Module, Asset) is identified by what it says: its id is the SHA-256 of
its canonical JSON, so one changed character is another record. *Facts* (Decision, Answer, Release, Event) happened once
and carry a time-ordered UUID (version 7). Nothing here is ever changed in place.

All character spans are half-open and count Unicode code points. All boxes are ``(x0, y0, x1, y1)`` in points from the
top-left corner of the page or slide. Pages and slides are counted from 1.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

Box = tuple[float, float, float, float]
ANY = "*"
"""Wildcard for a market, audience or channel in a scope."""


class Record(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def canonical(value: Any) -> bytes:
    """Canonical JSON of a record or plain value: sorted keys, no white space, UTF-8, ISO dates."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_id(label: str, value: Any) -> str:
    """SHA-256 (64 hex digits) of ``label`` and the canonical JSON of ``value``; the label keeps record kinds apart."""
    return hashlib.sha256(label.encode() + b"\x00" + canonical(value)).hexdigest()


# --- sources and passages ---------------------------------------------------------------------------------------------


class DocumentClass(StrEnum):
    """What a document is, which decides whether its words can support a claim."""

    LABEL = "label"
    PUBLICATION = "publication"
    DATA_ON_FILE = "data_on_file"
    DECK = "deck"
    EDA = "eda"
    FAQ = "faq"
    MONOGRAPH = "monograph"
    LEAFLET = "leaflet"
    REPORT = "report"
    PHRASES = "phrases"
    OTHER = "other"

    @property
    def bears_out(self) -> bool:
        """True where a document's own words can support a claim: labels, publications, data on file."""
        return self in (DocumentClass.LABEL, DocumentClass.PUBLICATION, DocumentClass.DATA_ON_FILE)


class SourceFacts(Record):
    """Facts about a document that are not its bytes: found by rule, or said by a person (the latest saying holds)."""

    filename: str = ""
    title: str = ""
    document_class: DocumentClass = DocumentClass.OTHER
    product: str = ""
    market: str = ""
    language: str = ""
    version_label: str = ""
    material_code: str = ""
    prepared: date | None = None
    effective: date | None = None
    expiry: date | None = None
    replaces: str | None = None
    words: dict[str, str] = Field(default_factory=dict)
    """Per fact, the words of the document that say so (empty where a person said it)."""


class Source(Record):
    """One document as received. ``id`` is the SHA-256 of its bytes."""

    id: str
    media_type: str
    size: int
    received_at: datetime
    received_by: str
    facts: SourceFacts


class Loss(Record):
    """Something in a document that was not turned into text, and where."""

    code: str
    message: str
    page: int | None = None
    count: int = 1


class Outcome(StrEnum):
    STORED = "stored"
    NEEDS_ATTENTION = "needs_attention"
    REFUSED = "refused"


class Extraction(Record):
    """A Source read by one reader version."""

    id: str
    source: str
    reader: str
    reader_version: str
    outcome: Outcome
    pages: int
    losses: tuple[Loss, ...] = ()
    warnings: tuple[str, ...] = ()


class PassageKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    NOTE = "note"
    COMMENT = "comment"
    QUESTION = "question"
    ANSWER = "answer"
    HEADER = "header"
    FOOTER = "footer"
    IMAGE = "image"


class PassageFlag(StrEnum):
    """Why a passage needs care. A passage with HIDDEN never becomes a module."""

    HIDDEN = "hidden"
    HIDDEN_SLIDE = "hidden_slide"
    SPEAKER_NOTES = "speaker_notes"
    OCR = "ocr"
    INSTRUCTION = "instruction"
    TRACKED_CHANGE = "tracked_change"
    CHART_DATA = "chart_data"


class Fragment(Record):
    """Where one line of a passage stands: ``text[start:end]`` lies in ``box`` on ``page``."""

    start: int
    end: int
    page: int
    box: Box


class Locator(Record):
    """Where a passage stands in its document."""

    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    path: str | None = None
    """XLSX cell range (``A2:C2``), HTML or DOCX element path, or member path inside a package."""
    fragments: tuple[Fragment, ...] = ()
    span: tuple[int, int] = (0, 0)
    """The passage's place in the document's whole text (passages in reading order joined by one newline)."""

    def boxes_of(self, start: int, end: int) -> tuple[tuple[int, Box], ...]:
        """``(page, box)`` for each line that ``text[start:end]`` touches, cut to the touched share of the line."""
        found = []
        for fragment in self.fragments:
            low, high = max(start, fragment.start), min(end, fragment.end)
            if low >= high:
                continue
            x0, y0, x1, y1 = fragment.box
            per_character = (x1 - x0) / max(1, fragment.end - fragment.start)
            left = x0 + (low - fragment.start) * per_character
            right = x0 + (high - fragment.start) * per_character
            found.append((fragment.page, (round(left, 2), y0, round(right, 2), y1)))
        return tuple(found)


class PassageDraft(Record):
    """A passage as a reader gives it, before it has a source or an id."""

    kind: PassageKind
    text: str
    locator: Locator = Locator()
    heading_path: tuple[str, ...] = ()
    section: str | None = None
    """Canonical label section (``ingest.sections``), such as ``dosing`` or ``contraindications``."""
    language: str = ""
    flags: tuple[PassageFlag, ...] = ()
    group: str | None = None
    """Ties passages that belong together: the rows of one table, a question and its answer, a list and its stem."""
    facts: dict[str, str] = Field(default_factory=dict)
    """What the document says beside the text: chart axis, FAQ approval code, footnote marker, author of a comment."""


class Passage(PassageDraft):
    """A piece of parsed text in reading order. ``id`` hashes the extraction, its place and its words."""

    id: str
    source: str
    extraction: str
    seq: int


# --- modules ----------------------------------------------------------------------------------------------------------


class AnchorRole(StrEnum):
    ORIGIN = "origin"
    """Where the words were found: the origin quotes of a module, joined by newlines, are its body."""
    CONTEXT = "context"
    """Words the body depends on: heading, table header, stem, footnote."""
    SUPPORT = "support"
    """The label, publication or data on file that bears the claim out."""


class AnchorDraft(Record):
    """A claim that ``passage.text[start:end] == quote``; the library checks it before it is stored."""

    role: AnchorRole
    passage: str
    start: int
    end: int
    quote: str


class Anchor(AnchorDraft):
    id: str
    source: str
    prefix: str = ""
    suffix: str = ""
    ordinal: int = 0


class Tag(Record):
    """One facet of a module, with the words that made it so and who said it (rule, embedding, model, person)."""

    facet: str
    value: str
    by: str = "rule"
    words: str = ""


class ModuleKind(StrEnum):
    INDICATION = "indication"
    DOSING = "dosing"
    CONTRAINDICATION = "contraindication"
    WARNING = "warning"
    ADVERSE_REACTION = "adverse_reaction"
    INTERACTION = "interaction"
    SPECIAL_POPULATION = "special_population"
    OVERDOSE = "overdose"
    MECHANISM = "mechanism"
    PHARMACOKINETICS = "pharmacokinetics"
    EFFICACY_RESULT = "efficacy_result"
    SAFETY_RESULT = "safety_result"
    STUDY_DESIGN = "study_design"
    GUIDELINE = "guideline"
    DISEASE_KNOWLEDGE = "disease_knowledge"
    PATIENT_COUNSELLING = "patient_counselling"
    LIFESTYLE = "lifestyle"
    ACCESS = "access"
    DESCRIPTION = "description"
    REFERENCE = "reference"
    BOILERPLATE = "boilerplate"
    PHRASE = "phrase"
    """A connective phrase, recipe text or template line: no product, disease or claim, yet approved like any content."""

    @property
    def is_claim(self) -> bool:
        """True where the kind is a medical or promotional claim that needs support."""
        return self not in (ModuleKind.PHRASE, ModuleKind.REFERENCE, ModuleKind.BOILERPLATE)

    @property
    def is_safety(self) -> bool:
        return self in (
            ModuleKind.CONTRAINDICATION,
            ModuleKind.WARNING,
            ModuleKind.ADVERSE_REACTION,
            ModuleKind.SAFETY_RESULT,
            ModuleKind.OVERDOSE,
        )


class ModuleContent(Record):
    """What a module says and what governs its use: all of it is hashed into the version's id."""

    kind: ModuleKind
    body: str
    """One claim or idea. For a module as found: its origin quotes joined by newlines (table cells are tab-separated)."""
    context: tuple[str, ...] = ()
    """Headings, table header, stem, footnotes the body depends on, outermost first."""
    companions: tuple[str, ...] = ()
    """Lineages of modules that must travel with it (mandatory safety, the qualifier of a subgroup)."""
    language: str
    market: str
    """Two-letter market whose label governs it, or ``*`` for phrases."""
    product: str = ""
    disease: str = ""
    section: str = ""
    references: tuple[str, ...] = ()


class ModuleDraft(Record):
    """A module as proposed by segmentation or an edit, with its anchors and tags."""

    content: ModuleContent
    anchors: tuple[AnchorDraft, ...]
    tags: tuple[Tag, ...] = ()


class Status(StrEnum):
    """Where a version stands; derived from decisions, never stored."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    APPROVED = "approved"
    """Approved by every required role but not usable yet (its effective date lies ahead)."""
    RELEASED = "released"
    """Approved and usable now."""
    ON_HOLD = "on_hold"
    SUSPENDED = "suspended"
    """No live anchor: every origin source is withdrawn, or a needed support is gone."""
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Module(Record):
    """One version of the minimal content unit, as stored. ``id`` hashes content, lineage and parent."""

    id: str
    lineage: str
    parent: str | None
    version: int
    content: ModuleContent
    author: str
    created_at: datetime
    anchors: tuple[Anchor, ...] = ()
    tags: tuple[Tag, ...] = ()


def module_lineage(content: ModuleContent) -> str:
    """Lineage of a first version: the same words found again in the same section are the same module."""
    return content_id("lineage", content)


def module_id(content: ModuleContent, lineage: str, parent: str | None) -> str:
    """Version id: going back to an old wording is a new version, since its parent differs."""
    return content_id("module", [content.model_dump(mode="json"), lineage, parent])


# --- scope, review, lifecycle -----------------------------------------------------------------------------------------


class Audience(StrEnum):
    HCP = "hcp"
    PATIENT = "patient"
    INTERNAL = "internal"


class UseClass(StrEnum):
    PROMOTIONAL = "promotional"
    MEDICAL_REACTIVE = "medical_reactive"
    INTERNAL_TRAINING = "internal_training"
    DISEASE_AWARENESS = "disease_awareness"
    PATIENT = "patient"


class Scope(Record):
    """Where a version may be used. The same claim may be on label in one market and off label in another."""

    market: str
    audience: Audience = Audience.HCP
    use_class: UseClass = UseClass.PROMOTIONAL
    channel: str = ANY


class Role(StrEnum):
    ADMIN = "admin"
    MARKETER = "marketer"
    AGENCY = "agency"
    MEDICAL = "medical_reviewer"
    LEGAL = "legal_reviewer"
    REGULATORY = "regulatory"
    REP = "rep"
    MSL = "msl"
    DOCTOR = "doctor"
    MEDICAL_INFORMATION = "medical_information"
    PHARMACOVIGILANCE = "pharmacovigilance"
    AUDITOR = "auditor"
    SYSTEM = "system"
    """The program itself: segmentation, checks. Can never decide."""


class Verdict(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request_changes"
    WITHDRAW = "withdraw"


class SubjectKind(StrEnum):
    MODULE = "module"
    ASSET = "asset"
    SOURCE = "source"
    POLICY = "policy"


class Decision(Record):
    """One person's verdict on one version in one scope, with meaning, reason and signature."""

    id: str
    subject: str
    subject_kind: SubjectKind
    verdict: Verdict
    person: str
    role: Role
    scope: Scope | None
    meaning: str
    reason: str
    seen: str
    """SHA-256 of what the person saw: body, context, every quote."""
    policy: str
    at: datetime
    seq: int
    expires: datetime | None = None
    key: str = ""
    signature: str = ""
    """Server Ed25519 signature over the canonical JSON of all fields above, hex."""


class PolicyRule(Record):
    """Who must approve a kind of content, and for how long it then holds."""

    subject_kind: SubjectKind
    content_kind: str = ANY
    """Module kind, asset kind, document class, or ``*``; the exact kind wins over ``*``."""
    roles: tuple[Role, ...]
    valid_days: int = 730


class Policy(Record):
    id: str
    name: str
    rules: tuple[PolicyRule, ...]
    imported_by: str
    at: datetime


class Hold(Record):
    """A product and market put on hold: its promotional content stops until lifted."""

    id: str
    product: str
    market: str
    reason: str
    person: str
    at: datetime
    lifted_at: datetime | None = None


class Severity(StrEnum):
    BLOCKING = "blocking"
    ADVISORY = "advisory"


class Finding(Record):
    """What a check found: the words in the text, the words in its anchors, and a sentence a reviewer understands."""

    code: str
    severity: Severity
    message: str
    words: str = ""
    source_words: str = ""
    subject: str = ""
    related: tuple[str, ...] = ()


# --- generation -------------------------------------------------------------------------------------------------------


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
    handed_to: tuple[Role, ...] = ()
    message: str = ""
    """Interface words (refusal, hand-over, emergency line): no product, disease or claim."""
    retrieval: Retrieval = Retrieval()


class Answer(Record):
    id: str
    asker: str
    at: datetime
    content: AnswerDraft


class Recipient(Record):
    """Who receives what leaves."""

    person: str
    role: Role
    purpose: str = ""


class Release(Record):
    """What left, to whom, when, in which scope."""

    id: str
    subjects: tuple[str, ...]
    scope: Scope
    recipient: Recipient
    at: datetime
    rendition: str = ""


class Event(Record):
    """One line of the audit trail; ``hash`` covers every other field and the hash before it."""

    seq: int
    at: datetime
    actor: str
    on_behalf_of: str = ""
    verb: str
    subject: str
    old: str = ""
    new: str = ""
    reason: str = ""
    previous: str
    hash: str


class Actor(Record):
    """Who acts. ``on_behalf_of`` is set when an admin acts as somebody: such an actor can never sign."""

    id: str
    name: str
    roles: tuple[Role, ...]
    on_behalf_of: str = ""
    market: str = ""
    """Home market of a doctor or rep: what they ask and fetch is held to its label."""

    def has(self, *roles: Role) -> bool:
        """True if the actor holds any of the roles. Admin is not a master key: it holds only its own rights."""
        return any(role in self.roles for role in roles)

    @model_validator(mode="after")
    def _system_never_signs(self) -> Actor:
        if Role.SYSTEM in self.roles and len(self.roles) > 1:
            raise ValueError("the system actor holds no other role")
        return self


SYSTEM = Actor(id="system", name="Clearcopy", roles=(Role.SYSTEM,))
