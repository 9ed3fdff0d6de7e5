"""The minimal content unit and the anchors that tie it to its source."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from library.models.base import Record, content_id


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


class Carry(Record):
    """One anchor to carry over to a new version of its document: its id, and the place that says the same words."""

    anchor: str
    passage: str
    start: int


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
    """A connective phrase or template line: no product, disease or claim, yet approved like any content."""

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
    """One claim or idea. As found: its origin quotes joined by newlines (table cells are tab-separated)."""
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

    @property
    def is_figure(self) -> bool:
        """True for a figure: its body is the caption, and what it shows stands in the picture on its source's page."""
        return any(tag.facet == "form" and tag.value == "figure" for tag in self.tags)


def module_lineage(content: ModuleContent) -> str:
    """Lineage of a first version: the same words found again in the same section are the same module."""
    return content_id("lineage", content)


def module_id(content: ModuleContent, lineage: str, parent: str | None) -> str:
    """Version id: going back to an old wording is a new version, since its parent differs."""
    return content_id("module", [content.model_dump(mode="json"), lineage, parent])
