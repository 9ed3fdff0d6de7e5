"""What the checks look at: one subject with everything it rests on, gathered beforehand, so that checks stay pure.

``Desk`` fills these values from the library; tests write them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from library.lifecycle import OWN_WORDS
from library.models import (
    SYSTEM,
    Anchor,
    AnchorRole,
    Asset,
    DocumentClass,
    Extraction,
    Module,
    Passage,
    Source,
    Status,
)

DEAD = (Status.WITHDRAWN, Status.EXPIRED)
"""What a source must not be if something is to rest on it."""


@dataclass(frozen=True)
class Cited:
    """An anchor with what it stands in. ``passage`` or ``source`` is None where the record is not there."""

    anchor: Anchor
    passage: Passage | None
    source: Source | None
    status: Status
    header: str = ""
    """For a table row, the table's header: cells are read under it."""

    @property
    def words(self) -> str:
        """The quote as evidence reads it: a table row under its header."""
        return f"{self.header}\n{self.anchor.quote}" if self.header else self.anchor.quote

    @property
    def resolves(self) -> bool:
        """True if the passage really reads so at that place."""
        span = slice(self.anchor.start, self.anchor.end)
        return self.passage is not None and bool(self.anchor.quote) and self.passage.text[span] == self.anchor.quote

    @property
    def is_live(self) -> bool:
        """Neither withdrawn, expired nor superseded."""
        return self.source is not None and self.status not in (*DEAD, Status.SUPERSEDED)

    @property
    def bears_out(self) -> bool:
        """True if the document is of a class whose words can support a claim."""
        return self.source is not None and self.source.facts.document_class.bears_out

    @property
    def name(self) -> str:
        """The document's file name, for messages."""
        return self.source.facts.filename if self.source is not None else self.anchor.source[:12]


@dataclass(frozen=True)
class Companion:
    """A lineage that must travel with a module, its newest version (None: unknown) and where that stands."""

    lineage: str
    module: Module | None = None
    status: Status | None = None


@dataclass(frozen=True)
class Wording:
    """The same statement in another language: the same FAQ row, or a module linked as its translation."""

    language: str
    text: str
    id: str = ""


@dataclass(frozen=True)
class ModuleCase:
    """A module version with what it rests on."""

    module: Module
    cited: tuple[Cited, ...]
    now: datetime
    companions: tuple[Companion, ...] = ()
    label: tuple[Passage, ...] = ()
    """The signed label in force for its product and market, in reading order; empty where none is signed."""
    old_label: tuple[Passage, ...] = ()
    """Passages of superseded versions of that label."""
    other_labels: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    """Signed labels of the same product in other markets."""
    wordings: tuple[Wording, ...] = ()
    population: frozenset[str] = frozenset()
    """Patient attributes the module speaks of (``first_line``, ``adolescent`` …), where it doesn't deny them."""
    label_population: frozenset[str] = frozenset()
    """Patient attributes the label's indication names."""
    off_label_scenarios: tuple[str, ...] = ()
    """Scenarios it is tagged with that the taxonomy marks off label in its market."""
    products: frozenset[str] = frozenset()
    """Known product ids; likewise ``diseases``."""
    diseases: frozenset[str] = frozenset()

    def anchors(self, role: AnchorRole) -> tuple[Cited, ...]:
        """The anchors of one role, in order."""
        return tuple(c for c in self.cited if c.anchor.role is role)

    @property
    def own_words_of(self) -> tuple[Source, ...]:
        """Live labels and publications whose very words the program found it in: they bear it out themselves."""
        if self.module.author != SYSTEM.id:
            return ()
        by_source: dict[str, list[Cited]] = {}
        for cited in self.anchors(AnchorRole.ORIGIN):
            by_source.setdefault(cited.anchor.source, []).append(cited)
        found = []
        for some in by_source.values():
            source, said = some[0].source, "\n".join(c.anchor.quote for c in some)
            if source is None or some[0].status in DEAD or source.facts.document_class not in OWN_WORDS:
                continue
            if said == self.module.content.body:
                found.append(source)
        return tuple(found)

    @property
    def label_of_market(self) -> Source | None:
        """The label of its own market that it is a verbatim piece of, if any."""
        labels = (s for s in self.own_words_of if s.facts.document_class is DocumentClass.LABEL)
        return next((s for s in labels if s.facts.market == self.module.content.market), None)


@dataclass(frozen=True)
class AssetCase:
    """An asset version with the module versions it cites."""

    asset: Asset
    cited: Mapping[str, Module]
    statuses: Mapping[str, Status]
    usable: frozenset[str]
    """Ids of module versions usable now in the asset's scope."""
    charts: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    """Facts of the charts that cited modules were read from, by the module version's id."""


@dataclass(frozen=True)
class SourceCase:
    """A label version that waits for its signature."""

    source: Source
    extraction: Extraction
    passages: int
    now: datetime
    signed: tuple[Source, ...] = ()
    """Signed label versions of the same product and market that this one would replace."""
    products: frozenset[str] = frozenset()
