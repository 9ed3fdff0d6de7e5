"""Scopes, decisions, policies, holds and findings."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from library.models.base import ANY, Record


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
    effective: datetime | None = None
    """When an approval begins to count; None: at once."""
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
    key: str = ""
    signature: str = ""
    """Server Ed25519 signature over the canonical JSON of all fields above, hex."""


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
