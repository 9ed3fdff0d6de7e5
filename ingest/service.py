"""The room's front: bytes in, a stored source with its passages out, and pictures of where words stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from ingest.outcome import attention as attention
from ingest.outcome import suspicions as suspicions
from ingest.outcome import tables_in as tables_in
from ingest.products import medicines, of_a_class, under_own_headings
from ingest.readers import reader_of, sniff
from ingest.reading import Reading
from ingest.shown import PDF as PDF
from ingest.shown import Pictures
from ingest.worker.ahead import ahead
from ingest.worker.sandbox import ReadResult, Sandbox, SandboxLimits
from library.errors import NotFound, Refused
from library.models import (
    MANY_MEDICINES,
    Actor,
    Extraction,
    Loss,
    Outcome,
    Passage,
    PassageDraft,
    Source,
    SourceFacts,
)

_SOME = 3
"""Headings of a collection that are told as its words."""


class LibraryVerbs(Protocol):
    """The verbs of the library that this room needs."""

    def add_source(
        self,
        actor: Actor,
        data: bytes,
        *,
        media_type: str,
        facts: SourceFacts,
        reader: str,
        reader_version: str,
        outcome: Outcome,
        pages: int,
        passages: Sequence[PassageDraft],
        losses: Sequence[Loss] = (),
        warnings: Sequence[str] = (),
    ) -> tuple[Source, Extraction, bool]: ...

    def source(self, id: str) -> Source: ...

    def extraction(self, source_id: str) -> Extraction: ...

    def passages(self, source_id: str) -> list[Passage]: ...

    def passage(self, id: str) -> Passage: ...

    def original(self, source_id: str) -> bytes: ...

    def set_facts(self, actor: Actor, source_id: str, facts: SourceFacts) -> Source: ...


@dataclass(frozen=True)
class IngestResult:
    """What became of one file. ``source`` is its id, None where it was refused; ``new`` if it was not known before."""

    path: str
    outcome: Outcome
    code: str = ""
    message: str = ""
    source: str | None = None
    pages: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    new: bool = False
    tables: int = 0
    losses: tuple[Loss, ...] = ()

    def at(self, path: str) -> IngestResult:
        """The same result, told of that path."""
        return replace(self, path=path)

    def attended(self, warnings: Sequence[str]) -> IngestResult:
        """The same result with what came up later, each ``code: words``: with any it is no silent success."""
        if not warnings:
            return self
        code, message = (self.code, self.message) if self.code else warnings[0].split(": ", 1)
        told = replace(self, outcome=Outcome.NEEDS_ATTENTION, code=code, message=message)
        return replace(told, warnings=(*self.warnings, *warnings))


@dataclass(frozen=True)
class Unkept:
    """A document that was read and is not kept: what a foreign piece is checked by."""

    filename: str
    sha256: str
    media_type: str
    data: bytes
    pages: int
    facts: SourceFacts
    passages: tuple[Passage, ...]
    unread: tuple[str, ...] = ()
    """What was not turned into text, and what needs a person's eye."""


class Ingest(Pictures):
    """Reads documents in the sandbox and stores them; draws the pages they came from."""

    _lib: LibraryVerbs

    def __init__(
        self,
        lib: LibraryVerbs,
        limits: SandboxLimits,
        *,
        product_of: Callable[[str], str] = lambda name: "",
        workers: int = 2,
    ) -> None:
        sandbox = Sandbox(limits, workers)
        super().__init__(lib, sandbox)
        self._lib = lib
        self._limits = limits
        self._product_of = product_of
        self._workers = workers
        self._sandbox = sandbox

    def close(self) -> None:
        """End the parse workers."""
        self._sandbox.close()

    # -- bytes in

    def ingest(
        self, actor: Actor, data: bytes | Path, filename: str, facts: SourceFacts = SourceFacts()
    ) -> IngestResult:
        """Read and store one document. Never raises for a bad one: it is refused, with a code and what to do next.

        Facts given by the caller win over what the document says. Bytes that are known and were read by the same reader
        version are not read again; facts that are said anew are appended.
        """
        return self._kept(actor, filename, facts, lambda: self._read(data, filename))

    def ingest_all(
        self, actor: Actor, paths: Iterable[Path], facts: SourceFacts
    ) -> Iterator[tuple[Path, IngestResult]]:
        """Like :meth:`ingest` for each file, in the order given; while one is stored the next ones are read."""
        for path, read in ahead(paths, lambda path: self._read(path, path.name), self._workers):
            yield path, self._kept(actor, path.name, facts, read)

    def _read(self, data: bytes | Path, filename: str) -> tuple[bytes, Extraction | ReadResult]:
        content = self._content(data)
        return content, self._known(content, filename) or self._sandbox.read(content, filename)

    def _kept(
        self,
        actor: Actor,
        filename: str,
        facts: SourceFacts,
        read: Callable[[], tuple[bytes, Extraction | ReadResult]],
    ) -> IngestResult:
        try:
            content, found = read()
            if isinstance(found, Extraction):
                return self._again(actor, found, filename, facts)
            return self._store(actor, content, filename, facts, found)
        except Refused as refused:
            message = f"{refused.message} {refused.next_step}".strip()
            return IngestResult(filename, Outcome.REFUSED, refused.code, message)

    def _content(self, data: bytes | Path) -> bytes:
        if isinstance(data, bytes):
            return data
        try:
            if data.stat().st_size > self._limits.max_bytes:
                raise Refused("ingest.too_large", "The file is larger than allowed.", "Split it.")
            return data.read_bytes()
        except OSError as error:
            raise Refused("ingest.not_found", "The file cannot be opened.", "Check the path and its rights.") from error

    def _known(self, content: bytes, filename: str) -> Extraction | None:
        """The extraction of these bytes by the reader version that would read them now, if there is one."""
        try:
            extraction = self._lib.extraction(hashlib.sha256(content).hexdigest())
        except NotFound:
            return None
        reader = reader_of(sniff(content, filename), self._limits.reading)
        same = (extraction.reader, extraction.reader_version) == (reader.name, reader.version)
        return extraction if same else None

    def _again(self, actor: Actor, known: Extraction, filename: str, facts: SourceFacts) -> IngestResult:
        holds = self._lib.source(known.source).facts
        said = self._said(facts)
        words = {name: why for name, why in holds.words.items() if name not in said}
        merged = SourceFacts.model_validate({**holds.model_dump(), **said, "words": words}) if said else holds
        if merged != holds:
            self._lib.set_facts(actor, known.source, merged)
        passages = self._lib.passages(known.source)
        code, message = attention(known.pages, passages, known.losses, known.warnings)
        told = IngestResult(
            filename, known.outcome, code, message, known.source, known.pages, len(passages), known.warnings
        )
        return replace(told, tables=tables_in(passages), losses=known.losses)

    def _store(
        self, actor: Actor, content: bytes, filename: str, given: SourceFacts, result: ReadResult
    ) -> IngestResult:
        reading = self._placed(result.reading)
        warnings = (*reading.warnings, *suspicions(reading.passages))
        code, message = attention(reading.pages, reading.passages, reading.losses, reading.warnings)
        outcome = Outcome.NEEDS_ATTENTION if code else Outcome.STORED
        source, extraction, new = self._lib.add_source(
            actor,
            content,
            media_type=result.media_type,
            facts=self._facts(reading, filename, given),
            reader=result.reader,
            reader_version=result.reader_version,
            outcome=outcome,
            pages=reading.pages,
            passages=reading.passages,
            losses=reading.losses,
            warnings=warnings,
        )
        if not new:  # read so before, and perhaps otherwise since: what is in force is told
            return self._again(actor, self._lib.extraction(source.id), filename, given)
        count = len(reading.passages)
        told = IngestResult(filename, extraction.outcome, code, message, source.id, reading.pages, count, warnings, new)
        return replace(told, tables=tables_in(reading.passages), losses=reading.losses)

    def _placed(self, reading: Reading) -> Reading:
        """The reading; of a collection, passages with the product of their own heading, and the words that say so."""
        heads = medicines(reading.passages, reading.facts.document_class, self._product_of)
        if not heads and not reading.facts.product:
            return of_a_class(reading, self._product_of)
        if not heads or reading.facts.product:
            return reading
        some = f"{MANY_MEDICINES}{', '.join(heads[:_SOME])} … ({len(heads)})"
        facts = reading.facts.model_copy(update={"words": {**reading.facts.words, "product": some}})
        passages = under_own_headings(reading.passages, self._product_of)
        return reading.model_copy(update={"facts": facts, "passages": passages, "product_names": ()})

    def _facts(self, reading: Reading, filename: str, given: SourceFacts) -> SourceFacts:
        """What the document says about itself, with the product named as the taxonomy does; the caller's words win."""
        found = reading.facts.model_dump()
        found["filename"] = filename
        words = dict(reading.facts.words)
        for name in ("title", "language"):
            if found[name]:
                words.setdefault(name, str(found[name])[:200])
        for name in reading.product_names:
            if product := self._product_of(name):
                found["product"], words["product"] = product, name
                break
        for name in ("product", "market", "language"):
            if len({p.facts[name].casefold() for p in reading.passages if p.facts.get(name)}) > 1:
                found[name] = ""  # a sheet that says it row by row
                if not (name == "product" and reading.facts.of_many):
                    words.pop(name, None)
        said = self._said(given)
        words = {name: why for name, why in words.items() if name not in said}
        return SourceFacts.model_validate({**found, **said, "words": words})

    def _said(self, given: SourceFacts) -> dict[str, Any]:
        """The facts a caller states, without those left at their default."""
        unsaid = SourceFacts()
        said = {
            name: value
            for name in SourceFacts.model_fields
            if name not in ("words", "filename") and (value := getattr(given, name)) != getattr(unsaid, name)
        }
        if "product" in said:
            said["product"] = self._product_of(said["product"]) or said["product"]
        return said

    # -- read and not kept

    def read_only(self, data: bytes | Path, filename: str, given: SourceFacts = SourceFacts()) -> Unkept:
        """The document as it would be read, without storing anything. Raises Refused."""
        content = self._content(data)
        result = self._sandbox.read(content, filename)
        reading, sha256 = self._placed(result.reading), hashlib.sha256(content).hexdigest()
        passages = tuple(
            Passage(**dict(draft), id=f"{place}", source=sha256, extraction=sha256, seq=place)
            for place, draft in enumerate(reading.passages)
        )
        _, needs = attention(reading.pages, reading.passages, reading.losses, reading.warnings)
        unread = [
            *([needs] if needs else []),
            *(loss.message for loss in reading.losses),
            *(words.partition(": ")[2] for words in suspicions(passages)),
        ]
        facts = self._facts(reading, filename, given)
        return Unkept(
            filename, sha256, result.media_type, content, reading.pages, facts, passages, tuple(dict.fromkeys(unread))
        )
