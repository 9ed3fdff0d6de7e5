"""The words in which differences between two versions of a document are told: rows, weights, reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

SAME, OUT, IN, CHANGED = "same", "out", "in", "changed"


class ChangeKind(StrEnum):
    """How a passage of one version stands in the other."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    CHANGED_NUMBER = "changed_number"
    """Only figures differ."""
    ADDED = "added"
    REMOVED = "removed"


class Weight(StrEnum):
    """What a change means for what rests on the document."""

    CRITICAL = "safety_critical"
    """A safety section says something new or stronger."""
    SAFETY = "safety"
    """Another change in a section that says how the product is used safely."""
    CONTENT = "content"
    EDITORIAL = "editorial"
    """Punctuation, numbering, cross-references, spelling; running headers and footers."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: the same in both, taken out, put in, or changed from ``old`` to ``new``."""

    op: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that differs: its words in the old and in the new version ("" where there is none)."""

    old: str
    new: str
    kind: str
    direction: str
    """``lower``, ``higher``, ``new``, ``gone``, or ``changed`` (another unit or sort)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both wordings (``None`` where it is missing) with what differs in it."""

    old: str | None
    new: str | None
    pieces: tuple[Piece, ...]
    figures: tuple[FigureChange, ...] = ()

    @property
    def differs(self) -> bool:
        return self.old is None or self.new is None or any(piece.op != SAME for piece in self.pieces)


REASONS = {
    "lineage.new_statement": "A safety section says something new.",
    "lineage.moved_here": "It stands in a graver section now.",
    "lineage.changed_wording": "A boxed warning or contraindication is worded otherwise.",
    "lineage.stronger_wording": "The wording is stronger.",
    "lineage.changed_restriction": "What a restriction applies to changed.",
    "lineage.new_restriction": "It forbids something new.",
    "lineage.new_limit": "It limits the dose.",
    "lineage.lower_dose": "The dose is lower, or given less often.",
    "lineage.higher_figure": "A warning gives a higher figure.",
}
"""Why a change is safety-critical, by code."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change is safety-critical: a code, the words of the new version, and of the old one where it had some."""

    code: str
    words: str
    old_words: str = ""

    @property
    def message(self) -> str:
        return REASONS[self.code]


@dataclass(frozen=True, slots=True)
class Change:
    """One row: places (indices) of the passages of both versions it is about, and what differs."""

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    section: str = ""
    heading: str = ""
    old_section: str = ""
    old_heading: str = ""
    sentences: tuple[Sentence, ...] = ()
    weight: Weight = Weight.NONE
    reasons: tuple[Reason, ...] = ()

    @property
    def figures(self) -> tuple[FigureChange, ...]:
        return tuple(figure for sentence in self.sentences for figure in sentence.figures)


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """All rows in the order of the new version, each removed passage after what stood before it."""

    rows: tuple[Change, ...]

    def of(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        return tuple(row for row in self.rows if row.kind in kinds)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by kind, every kind named."""
        found = Counter(row.kind for row in self.rows)
        return {kind.value: found[kind] for kind in ChangeKind}

    @property
    def critical(self) -> tuple[Change, ...]:
        return tuple(row for row in self.rows if row.weight is Weight.CRITICAL)
