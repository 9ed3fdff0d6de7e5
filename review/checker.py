"""Checks a piece made elsewhere: finds the modules that share its words, compares, and keeps nothing of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from library.models import (
    Anchor,
    AnchorRole,
    CheckedLine,
    Module,
    Passage,
    PieceCheck,
    PieceLine,
    Scope,
    SourceFacts,
    Status,
)
from review.cases import DEAD
from review.foreign import Held, Piece, Rules, compare
from review.likeness import Said, likeness, same_words
from review.wordings import Wording, Wordings

if TYPE_CHECKING:
    from library.store import Library

_USABLE, _OTHERS, _EXACT = 5, 3, 12
"""Modules taken up beside one line: usable ones that are alike, others that are alike, and any in the same words."""


class Document(Protocol):
    """A piece as it was read; nothing of it is stored."""

    @property
    def filename(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def pages(self) -> int: ...
    @property
    def facts(self) -> SourceFacts: ...
    @property
    def passages(self) -> tuple[Passage, ...]: ...
    @property
    def unread(self) -> tuple[str, ...]: ...


Cutter = Callable[[Sequence[Passage], SourceFacts], list[PieceLine]]
"""Cuts what was read into lines: claims, and what claims nothing with the reason."""
Sees = Callable[[Module, Status], bool]
"""May the person be shown this module?"""


@dataclass(frozen=True)
class Asked:
    """What the piece is to be used for."""

    scope: Scope
    language: str = ""
    product: str = ""


class Checker:
    """Holds the wordings of one library in memory and brings them forward with each check."""

    def __init__(self, lib: Library, cut: Cutter, rules: Rules) -> None:
        self._lib, self._cut, self._rules = lib, cut, rules
        self._wordings, self._last, self._lock = Wordings(), 0, threading.Lock()

    def check(self, document: Document, asked: Asked, sees: Sees = lambda module, status: True) -> PieceCheck:
        """The report on a piece that was read. Nothing is written."""
        index = self.bring_forward()
        lines = self._cut(document.passages, document.facts)
        product = asked.product or document.facts.product
        piece = Piece.of(lines, product)
        near = {line.number: _near(line, piece, index) for line in lines if not line.reason}
        rows = {line.number: _rows(line, index) for line in lines if not line.reason}
        found = [*near.values(), *rows.values()]
        languages = {wording.id: wording.language for some in found for wording in some}
        fitting = [id for id, language in languages.items() if asked.language in ("", language)]
        usable = self._lib.still_eligible(fitting, asked.scope)
        chosen = {line.number: _chosen(line, piece, near[line.number], usable) for line in lines if not line.reason}
        told = {number: [w for w in some if w.id in usable] for number, some in rows.items()}
        taken = [*chosen.values(), *told.values()]
        held = self._held({wording.id for some in taken for wording in some}, usable, sees)
        beside, named = (
            {number: [held[w.id] for w in some if w.id in held] for number, some in by_line.items()}
            for by_line in (chosen, told)
        )
        checked = compare(piece, beside, asked.scope, self._rules, named)
        return PieceCheck(
            filename=document.filename,
            sha256=document.sha256,
            media_type=document.media_type,
            pages=document.pages,
            scope=asked.scope,
            language=asked.language,
            product=product,
            checked_at=self._lib.now(),
            compared=len(index),
            lines=tuple(self._sourced(checked, {id: one.module for id, one in held.items()})),
            unread=document.unread,
        )

    def bring_forward(self) -> Wordings:
        """The wordings of the library as it stands now; the first time all are read, later those that are new."""
        with self._lock:
            new = self._lib.wordings(self._last)
            self._wordings.add(Wording(row.id, row.body, row.language) for row in new)
            self._last = new[-1].n if new else self._last
            return self._wordings

    def _held(self, ids: Iterable[str], usable: frozenset[str], sees: Sees) -> dict[str, Held]:
        """The module versions as they stand now; those in no scope of their own are asked where they are approved."""
        modules = self._lib.modules_named(set(ids))
        others = [id for id in modules if id not in usable]
        states = self._lib.statuses(others)
        abroad = self._lib.scopes_named([id for id in others if states.get(id) is Status.RELEASED])
        found = {}
        for id, module in modules.items():
            status = Status.RELEASED if id in usable else states.get(id, Status.DRAFT)
            if sees(module, status):
                found[id] = Held(module, status, id in usable, abroad.get(id, ()))
        return found

    def _sourced(self, lines: Sequence[CheckedLine], modules: dict[str, Module]) -> Iterable[CheckedLine]:
        """The lines with where each match's words come from and where it is approved."""
        shown = {match.module for line in lines for match in line.matches}
        scopes = self._lib.scopes_named(shown)
        rank, named = cache(self._rank), cache(lambda source: self._lib.source(source).facts.filename)
        chosen = {id: _first_origins(modules[id], rank) for id in sorted(shown)}
        passages = self._lib.passages_named({anchor.passage for some in chosen.values() for anchor in some})
        places = {id: _place(some, passages, named) for id, some in chosen.items()}
        for line in lines:
            matches = [
                match.model_copy(update={**places[match.module], "scopes": scopes.get(match.module, ())})
                for match in line.matches
            ]
            yield line.model_copy(update={"matches": tuple(matches)})

    def _rank(self, source: str) -> tuple[bool, bool]:
        """Documents in force first, then those whose words bear a claim out."""
        gone = self._lib.source_status(source) in (*DEAD, Status.SUPERSEDED)
        return gone, not self._lib.source(source).facts.document_class.bears_out


def _first_origins(module: Module, rank: Callable[[str], tuple[bool, bool]]) -> list[Anchor]:
    """A module's origins in one document: one that still holds before others, and there a label or publication."""
    origins = [anchor for anchor in module.anchors if anchor.role is AnchorRole.ORIGIN]
    if not origins:
        return []
    first = min(origins, key=lambda anchor: rank(anchor.source))
    return [anchor for anchor in origins if anchor.source == first.source]


def _place(
    origins: Sequence[Anchor], passages: Mapping[str, Passage], filename: Callable[[str], str]
) -> dict[str, object]:
    """Document, page and boxes of where a module's words stand."""
    if not origins:
        return {}
    first = passages[origins[0].passage].locator
    found = [pair for a in origins for pair in passages[a.passage].locator.boxes_of(a.start, a.end)]
    page = found[0][0] if found else first.page or first.slide
    return {
        "anchor": origins[0].id,
        "source": origins[0].source,
        "filename": filename(origins[0].source),
        "page": page,
        "boxes": tuple(box for where, box in found if where == page),
        "place": " · ".join(part for part in (first.sheet, first.path) if part),
    }


def _near(line: PieceLine, piece: Piece, index: Wordings) -> list[Wording]:
    """The wordings that share the rare words of a line, or of the unit it belongs to."""
    unit = piece.units.get(line.unit, line.text)
    near = index.near(line.text)
    return near if unit == line.text else list(dict.fromkeys([*near, *index.near(unit, _EXACT)]))


def _rows(line: PieceLine, index: Wordings) -> list[Wording]:
    """The rows of tables that a line in words with a figure names."""
    told = "\t" not in line.text and any(character.isdigit() for character in line.text)
    return index.rows_named(line.text) if told else []


def _chosen(line: PieceLine, piece: Piece, near: Sequence[Wording], usable: frozenset[str]) -> list[Wording]:
    """The wordings worth comparing with a line: any in the same words, and the most alike, usable ones first."""
    said, whole = Said.of(line.text), Said.of(piece.units.get(line.unit, line.text))
    exact = [w for w in near if same_words(said, w.body, w.language) or same_words(whole, w.body, w.language)]
    rest = [w for w in near if w not in exact]
    may, others = [w for w in rest if w.id in usable], [w for w in rest if w.id not in usable]
    return [*exact[:_EXACT], *_alike(said, may, _USABLE), *_alike(said, others, _OTHERS)]


def _alike(said: Said, wordings: Sequence[Wording], most: int) -> list[Wording]:
    """The most alike of the first few, best first."""
    return sorted(wordings[: most + 2], key=lambda w: -likeness(said, w.body, w.language)[0])[:most]
