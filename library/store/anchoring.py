"""Anchors: a quote and the place that says it, checked against the passage before it is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from library.errors import BadInput, NotFound
from library.models import (
    SYSTEM,
    Actor,
    AnchorDraft,
    AnchorRole,
    Module,
    ModuleContent,
    ModuleDraft,
    PassageFlag,
    content_id,
)
from library.store.rows import rows_in, storable
from library.store.tables_content import passages
from library.text import parts_figure

EDGE = 32
"""Characters of passage text kept before and after a quote, to find it again when a document is read anew."""


def passage_rows(tx: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
    """The rows of ``passages`` by id; unknown ids are left out."""
    return {row.id: row for row in rows_in(tx, select(passages), passages.c.id, ids)}


def origin_texts(
    module: Module, known: Mapping[str, Row[Any]], numbers: Mapping[str, int]
) -> dict[tuple[str, int], str]:
    """``(source, occurrence)`` to its origin quotes joined; a quote that its passage does not say spoils the text."""
    quotes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for anchor in module.anchors:
        if anchor.role is AnchorRole.ORIGIN:
            quotes[anchor.source, numbers.get(anchor.id, 0)].append(_said(anchor, known))
    return {place: "\n".join(words) for place, words in quotes.items()}


def _said(anchor: AnchorDraft, known: Mapping[str, Row[Any]]) -> str:
    """The quote if its passage says it there, else words that no body holds."""
    passage = known.get(anchor.passage)
    said = passage is not None and passage.text[anchor.start : anchor.end] == anchor.quote
    return anchor.quote if said else "\x00"


@dataclass
class NewRows:
    """Rows to insert, in the order in which the tables refer to each other."""

    anchors: list[dict[str, Any]] = field(default_factory=list)
    occurrences: list[dict[str, Any]] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Held:
    """The anchors and tags that one version has."""

    anchors: set[str] = field(default_factory=set)
    tags: set[tuple[str, str]] = field(default_factory=set)
    ordinal: int = 0
    occurrence: int = 1

    def has_anchor(self, id: str, ordinal: int, occurrence: int) -> None:
        """Count an anchor that is there."""
        self.anchors.add(id)
        self.ordinal = max(self.ordinal, ordinal + 1)
        self.occurrence = max(self.occurrence, occurrence + 1)

    def add(self, new: NewRows, id: str, draft: ModuleDraft, known: Mapping[str, Row[Any]], after: int) -> None:
        """Put into ``new`` what the draft adds, each source's finding as one occurrence."""
        numbers: dict[str, int] = {}
        quotes: dict[str, list[str]] = defaultdict(list)
        for anchor in draft.anchors:
            name = content_id("anchor", [id, anchor.role.value, anchor.passage, anchor.start, anchor.end])
            if name in self.anchors:
                continue
            passage, occurrence = known[anchor.passage], 0
            if anchor.role is not AnchorRole.SUPPORT:
                occurrence = numbers.setdefault(passage.source, self.occurrence + len(numbers))
            if anchor.role is AnchorRole.ORIGIN:
                quotes[passage.source].append(anchor.quote)
            row = {"id": name, "module": id, "ordinal": self.ordinal, "occurrence": occurrence, "after": after}
            new.anchors.append({**row, **_anchor_values(anchor, passage)})
            self.anchors.add(name)
            self.ordinal += 1
        self.occurrence += len(numbers)
        for source, words in quotes.items():
            verbatim = "\n".join(words) == draft.content.body
            found = {"module": id, "number": numbers[source], "source": source, "verbatim": verbatim}
            new.occurrences.append(found)
        for tag in draft.tags:
            if (tag.facet, tag.value) not in self.tags:
                new.tags.append({"module": id, "ordinal": len(self.tags), **tag.model_dump()})
                self.tags.add((tag.facet, tag.value))


def check_content(content: ModuleContent) -> None:
    """Raise BadInput ``library.empty_module`` or ``library.characters`` for words that cannot be kept."""
    if not content.body.strip():
        raise BadInput("library.empty_module", "A module says something.")
    if storable(content.body) != content.body:
        raise BadInput("library.characters", "The text holds characters that cannot be stored.")


def check_anchors(drafts: Sequence[AnchorDraft], known: Mapping[str, Row[Any]]) -> None:
    """Raise NotFound ``library.no_passage``, BadInput ``library.anchor`` (not said there) or ``library.hidden``."""
    for draft in drafts:
        passage = known.get(draft.passage)
        if passage is None:
            raise NotFound("library.no_passage", f"There is no passage {draft.passage[:12]}….")
        if not 0 <= draft.start < draft.end or passage.text[draft.start : draft.end] != draft.quote:
            raise BadInput("library.anchor", f"The passage does not say “{draft.quote[:60]}” at that place.")
        if PassageFlag.HIDDEN.value in passage.doc["flags"]:
            raise BadInput("library.hidden", "Hidden text never becomes a module.")


def check_figures(drafts: Sequence[AnchorDraft], known: Mapping[str, Row[Any]]) -> None:
    """Raise BadInput ``library.parted_figure`` where a quote begins or ends inside a figure ("6" of "61.6%")."""
    for draft in drafts:
        if parts_figure(known[draft.passage].text, draft.start, draft.end):
            raise BadInput("library.parted_figure", f"“{draft.quote[:60]}” begins or ends inside a figure.")


def check_origin(actor: Actor, content: ModuleContent, drafts: Sequence[AnchorDraft]) -> None:
    """Raise BadInput without an origin, or if what the program made is not its origin quotes joined by newlines."""
    quotes = [d.quote for d in drafts if d.role is AnchorRole.ORIGIN]
    if not quotes:
        raise BadInput("library.no_origin", "A module has at least one origin: where its words were found.")
    if actor.id == SYSTEM.id and "\n".join(quotes) != content.body:
        raise BadInput("library.not_verbatim", "What the program makes is exactly the words it found.")


def _anchor_values(draft: AnchorDraft, passage: Row[Any]) -> dict[str, Any]:
    return {
        "role": draft.role.value,
        "source": passage.source,
        "passage": draft.passage,
        "start": draft.start,
        "stop": draft.end,
        "quote": draft.quote,
        "prefix": passage.text[max(0, draft.start - EDGE) : draft.start],
        "suffix": passage.text[draft.end : draft.end + EDGE],
    }
