"""What a language model proposes about modules, what of it was refused, and what people made of the rest.

A proposal holds no word of the model's: only places in passages, members of closed lists, and ids.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from library.models.base import Record, content_id
from library.models.generation import WriterRun
from library.models.modules import AnchorDraft, AnchorRole


class ProposalKind(StrEnum):
    """What a model may propose about a module."""

    SPLIT = "split"
    """To cut it into several, each of whole sentences."""
    KIND = "kind"
    TAG = "tag"


class ProposalState(StrEnum):
    """Where a proposal stands; derived, never stored."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    OVERTAKEN = "overtaken"
    """The module it is about has a later version."""


class LeftOutReason(StrEnum):
    """Why words of a module that is cut stand in none of its pieces."""

    REFERENCE = "reference"
    HEADING = "heading"
    NAVIGATION = "navigation"
    NO_CLAIM = "no_claim"


class Piece(Record):
    """One part of a module that is cut: its origin anchors in order, then the context it needs beside the module's."""

    anchors: tuple[AnchorDraft, ...]

    @property
    def text(self) -> str:
        """Its words: the origin quotes joined by newlines."""
        return "\n".join(a.quote for a in self.anchors if a.role is AnchorRole.ORIGIN)


class LeftOut(Record):
    """Words of a module that none of its pieces takes, with one of the stated reasons."""

    anchor: AnchorDraft
    reason: LeftOutReason


class ProposalDraft(Record):
    """A proposal that passed every check, before the library keeps it."""

    kind: ProposalKind
    module: str
    facet: str = ""
    value: str = ""
    """The kind, or the tag's value."""
    words: str = ""
    """The words that say so, exactly as they stand: in ``anchor``, or without one in a heading over the module."""
    anchor: AnchorDraft | None = None
    pieces: tuple[Piece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def id(self) -> str:
        """The same proposal about the same version is the same record, whichever run made it."""
        return content_id("proposal", self)


class Refusal(Record):
    """Something a model said that is no proposal: the rule it breaks, and the beginning of what it said."""

    code: str
    reason: str
    what: str = ""
    module: str = ""
    said: str = ""


class ProposalRun(WriterRun):
    """One call of a model about one group of passages: how it was made, what came of it, what it cost."""

    source: str = ""
    passages: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    error: str = ""
    """The code of what went wrong with the call or the form of its answer; empty for an answer that was read."""
    message: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None
    seconds: float = 0.0


class KeptRun(Record):
    """A run as the library keeps it: who asked, and when."""

    id: str
    person: str
    at: datetime
    run: ProposalRun


class Proposal(Record):
    """A proposal as the library keeps it, with the run that first made it and what a person said to it."""

    id: str
    draft: ProposalDraft
    source: str
    run: str
    person: str
    """Who had the model asked."""
    model: str
    prompt: str
    at: datetime
    state: ProposalState
    settled_by: str = ""
    settled_at: datetime | None = None
    reason: str = ""
    made: tuple[str, ...] = ()
    """Module versions that came of accepting it."""
