"""A piece made elsewhere, held against what is approved: its lines, what each is, and the modules beside it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from library.models.base import Box, Record
from library.models.modules import ModuleKind, Status
from library.models.review import Finding, Scope, Severity


class PieceLine(Record):
    """One sentence, table row or other line of a piece, with what it stands under. Not kept in the library."""

    number: int
    """From 1, in reading order."""
    text: str
    language: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    """On ``page``, in points."""
    place: str = ""
    """Sheet, cell range or path where there is no page; ``notes`` for speaker notes."""
    context: tuple[str, ...] = ()
    """Headings, table header, stem and footnotes it stands with, outermost first."""
    unit: int = 0
    """Lines of one claim (a list with its stem, sentences that belong together) share a number; 0 for none."""
    kind: ModuleKind | None = None
    product: str = ""
    reason: str = ""
    """Why it is no claim (page number, date, heading …); empty for what must be borne out."""
    chart: tuple[tuple[str, str], ...] = ()
    """On the first line of a chart: what the file says about its axes, by the names of ``ingest.office.axes``."""


class LineStatus(StrEnum):
    """What a line was found to be. Only ``APPROVED`` may be used as it stands."""

    APPROVED = "approved"
    """Word for word a whole module, or a whole sentence of one, usable in the scope asked about."""
    ELSEWHERE = "approved_elsewhere"
    """Word for word approved, for another market, audience, use, language or product."""
    VARIANT = "variant"
    """Nearly an approved module, or its words without what they depend on: proposed to a person, never approved."""
    CONFLICT = "conflict"
    """Like an approved module with another figure, or with the opposite said."""
    NOT_IN_FORCE = "not_in_force"
    """Word for word a module that was withdrawn, replaced, expired or is on hold."""
    NOT_APPROVED = "not_approved"
    """Word for word a module that nobody has approved yet, or that was rejected."""
    UNSUPPORTED = "unsupported"
    """Nothing approved says this."""
    NOT_A_CLAIM = "not_a_claim"
    """Heading, page number, date, name, address …, with the reason."""


class Difference(Record):
    """A run of words of the line beside those of the module: the same, changed, added to it or left out of it."""

    change: Literal["same", "changed", "added", "left_out"]
    words: str = ""
    source_words: str = ""


class Match(Record):
    """A module beside a line, and where its words come from."""

    module: str
    lineage: str
    status: Status
    kind: ModuleKind
    product: str
    market: str
    language: str
    text: str
    context: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    """Lineages of what must travel with it."""
    exact: bool
    likeness: float
    """Share of equal words, 0 to 1."""
    usable: bool
    """In the scope asked about, now."""
    scopes: tuple[Scope, ...] = ()
    """Where it is approved now."""
    anchor: str = ""
    source: str = ""
    filename: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    place: str = ""


class CheckedLine(Record):
    """A line and what was found; the first match is the one the status speaks of."""

    line: PieceLine
    status: LineStatus
    message: str = ""
    matches: tuple[Match, ...] = ()
    differences: tuple[Difference, ...] = ()
    """Between the line and the first match, where they are not the same."""
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """True for approved words, and for no claim at all, with nothing blocking found."""
        settled = self.status in (LineStatus.APPROVED, LineStatus.NOT_A_CLAIM)
        return settled and not any(f.severity is Severity.BLOCKING for f in self.findings)


class PieceCheck(Record):
    """A whole piece, checked in one scope at one moment. A report, not a record: the library keeps none of it."""

    filename: str
    sha256: str
    media_type: str
    pages: int
    scope: Scope
    language: str = ""
    """Language asked for; empty: any."""
    product: str = ""
    checked_at: datetime
    compared: int
    """Module versions it was compared with."""
    lines: tuple[CheckedLine, ...]
    unread: tuple[str, ...] = ()
    """What of the file was not turned into text."""

    @property
    def ok(self) -> bool:
        """True where every claim is approved and nothing blocking was found."""
        return all(line.ok for line in self.lines)

    @property
    def counts(self) -> dict[str, int]:
        """Lines by status, in the order of ``LineStatus``, without zeros."""
        found = {status.value: sum(line.status is status for line in self.lines) for status in LineStatus}
        return {name: count for name, count in found.items() if count}
