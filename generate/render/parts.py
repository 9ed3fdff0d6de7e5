"""What a rendition shows, before it is a file: lines with citation numbers, the source list, the marks on every page.

One value for all formats, so that Word, HTML and JSON can't differ in what they say. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generate.likeness import without_marks
from library.models import (
    Anchor,
    AnchorRole,
    Asset,
    DocumentClass,
    Module,
    ModuleKind,
    Passage,
    Scope,
    Source,
    Statement,
    StatementRole,
)

PREVIEW = "PREVIEW – not approved"
INTERNAL = "Internal – say, do not hand over"


@dataclass(frozen=True)
class Line:
    """A statement as shown: ``cells`` are ``(header, cell)`` pairs where it is a table row, else empty."""

    text: str
    role: StatementRole
    citations: tuple[int, ...]
    modules: tuple[str, ...]
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers of a table row; empty where the line is no row or a header is unknown."""
        names = tuple(header for header, _ in self.cells)
        return names if any(names[1:]) else ()

    @property
    def shown(self) -> str:
        """The words to print, without marks that point elsewhere; a table row as "header: cell; header: cell"."""
        if not self.cells:
            return printable(self.text)
        return "; ".join(f"{header}: {cell}" if header else cell for header, cell in self.cells)


@dataclass(frozen=True)
class Block:
    """A section."""

    title: str
    lines: tuple[Line, ...]

    def groups(self) -> list[tuple[Line, ...]]:
        """Lines as they are set: rows that follow each other under the same headers together, all else alone."""
        found: list[tuple[Line, ...]] = []
        for line in self.lines:
            same = found and line.headers and found[-1][0].headers == line.headers and found[-1][0].role is line.role
            if same:
                found[-1] = (*found[-1], line)
            else:
                found.append((line,))
        return found


@dataclass(frozen=True)
class Reference:
    """One entry of the source list: document, version and page where the words were found, what bears them out, and
    the references the words themselves carry there. Modules found at one place share an entry."""

    number: int
    modules: tuple[str, ...]
    document: str
    version: str
    page: str
    quote: str
    support: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Document, version and page in words."""
        return ", ".join(filter(None, (self.document, self.version, self.page)))

    @property
    def notes(self) -> str:
        """What bears the words out and what they cite, in words; "" where there is nothing to say."""
        parts = [f"Borne out by: {'; '.join(self.support)}."] if self.support else []
        parts += [f"It cites: {' '.join(self.cites)}"] if self.cites else []
        return " ".join(parts)


@dataclass(frozen=True)
class Piece:
    """Everything a rendition shows. ``release`` is empty in a preview."""

    id: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    missing: tuple[str, ...]
    scope: Scope
    kind: str
    internal: bool
    release: str = ""
    model_made: bool = False
    model: str = ""
    prompt: str = ""
    marks: tuple[str, ...] = field(default=())

    @property
    def preview(self) -> bool:
        """Whether this is no release."""
        return not self.release

    @property
    def metadata(self) -> dict[str, str]:
        """What goes into the file's own metadata."""
        return {
            "clearcopy-id": self.id,
            "clearcopy-release": self.release,
            "clearcopy-status": PREVIEW if self.preview else "released",
            "clearcopy-scope": scope_words(self.scope),
            "clearcopy-model-made": "yes" if self.model_made else "no",
            "clearcopy-model": self.model,
            "clearcopy-prompt": self.prompt,
        }


@dataclass(frozen=True)
class Evidence:
    """How to look up what a piece cites."""

    modules: Mapping[str, Module]
    passage: Callable[[str], Passage]
    source: Callable[[str], Source]


def piece_of(asset: Asset, evidence: Evidence, *, release: str = "", scope: Scope | None = None) -> Piece:
    """The asset as shown; ``scope`` is the one it was released in (default: its brief's)."""
    content = asset.content
    references = _references(asset, evidence)
    numbers = {id_: reference.number for reference in references for id_ in reference.modules}
    blocks = tuple(
        Block(section.title, tuple(_line(statement, numbers, evidence) for statement in section.statements))
        for section in content.sections
    )
    piece = Piece(
        id=asset.id,
        title=content.title,
        language=content.brief.language,
        blocks=blocks,
        references=references,
        missing=content.missing,
        scope=scope or content.brief.scope,
        kind=content.brief.kind.value,
        internal=content.brief.kind.is_internal,
        release=release,
        model_made=bool(content.run.model),
        model=content.run.model,
        prompt=content.run.prompt,
    )
    return _marked(piece)


def _marked(piece: Piece) -> Piece:
    marks = [PREVIEW] if piece.preview else [f"Release {piece.release}"]
    if piece.internal:
        marks.append(INTERNAL)
    marks += [scope_words(piece.scope), f"ID {piece.id[:12]}", f"Check: clearcopy show {piece.id[:12]}"]
    if piece.model_made:
        marks.append("Worded with a language model, every sentence checked against its sources")
    return Piece(**{**piece.__dict__, "marks": tuple(marks)})


def scope_words(scope: Scope) -> str:
    """Market, audience, use and channel in words."""
    channel = "" if scope.channel == "*" else f", {scope.channel}"
    return f"{scope.market}, {scope.audience.value}, {scope.use_class.value.replace('_', ' ')}{channel}"


def _references(asset: Asset, evidence: Evidence) -> tuple[Reference, ...]:
    """The source list in order of first use; phrases and questions make no claim and have no entry."""
    cited = [id_ for id_ in asset.content.cited if evidence.modules[id_].content.kind is not ModuleKind.PHRASE]
    found: dict[tuple[object, ...], Reference] = {}
    for id_ in cited:
        one = _reference(len(found) + 1, evidence.modules[id_], evidence)
        place = (one.document, one.version, one.page, one.support, one.cites)
        known = found.get(place)
        found[place] = one if known is None else _joined(known, one)
    return tuple(found.values())


def _joined(known: Reference, other: Reference) -> Reference:
    return replace(known, modules=(*known.modules, *other.modules), quote=f"{known.quote}\n{other.quote}")


def printable(text: str) -> str:
    """Words on one line, without raised marks that point into another document's references."""
    return " ".join(without_marks(text).split())


def _line(statement: Statement, numbers: dict[str, int], evidence: Evidence) -> Line:
    citations = tuple(dict.fromkeys(numbers[id_] for id_ in statement.modules if id_ in numbers))
    cells: tuple[tuple[str, str], ...] = ()
    if "\t" in statement.text and statement.modules:
        cells = table_cells(statement.text, evidence.modules[statement.modules[0]].content.context)
    return Line(statement.text, statement.role, citations, statement.modules, cells)


def table_cells(body: str, context: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """``(header, cell)`` pairs of a table row, by the header line (the last one with tabs) of its context."""
    cells = [printable(cell) for cell in body.split("\t")]
    headers = [line for line in context if "\t" in line]
    names = [name.strip() for name in headers[-1].split("\t")] if headers else []
    if len(names) != len(cells):
        names = [""] * len(cells)
    return tuple((name, cell) for name, cell in zip(names, cells, strict=True) if cell)


def _reference(number: int, module: Module, evidence: Evidence) -> Reference:
    origins = [a for a in module.anchors if a.role is AnchorRole.ORIGIN]
    supports = [a for a in module.anchors if a.role is AnchorRole.SUPPORT]
    first = _newest(origins, evidence)
    source = evidence.source(first.source) if first else None
    support = tuple(dict.fromkeys(_where(anchor, evidence) for anchor in supports))
    return Reference(
        number=number,
        modules=(module.id,),
        document=document_name(source) if source else "",
        version=source.facts.version_label if source else "",
        page=page_of(evidence.passage(first.passage)) if first else "",
        quote=" ".join(anchor.quote for anchor in origins),
        support=support,
        cites=module.content.references if source and not source.facts.document_class.bears_out else (),
    )


def _newest(origins: Sequence[Anchor], evidence: Evidence) -> Anchor | None:
    """The origin to cite: where the same words stand in several versions of a document, the one that is in force."""
    sources = {anchor.source: evidence.source(anchor.source) for anchor in origins}
    replaced = {source.facts.replaces for source in sources.values()}
    current = [anchor for anchor in origins if anchor.source not in replaced] or list(origins)
    return current[0] if current else None


def _where(anchor: Anchor, evidence: Evidence) -> str:
    source = evidence.source(anchor.source)
    parts = [document_name(source), source.facts.version_label, page_of(evidence.passage(anchor.passage))]
    return ", ".join(part for part in parts if part)


def document_name(source: Source) -> str:
    """Title of a document, else its file name, with what kind of document it is."""
    facts = source.facts
    name = facts.title or facts.filename or source.id[:12]
    if facts.document_class in (DocumentClass.OTHER, DocumentClass.PHRASES):
        return name
    market = f" {facts.market}" if facts.market and facts.market != "*" else ""
    return f"{name} ({facts.document_class.value.replace('_', ' ')}{market})"


def page_of(passage: Passage) -> str:
    """Where a passage stands, in words: page, slide, sheet and cells, or path."""
    locator = passage.locator
    if locator.slide is not None:
        return f"slide {locator.slide}"
    if locator.page is not None:
        return f"p. {locator.page}"
    return " ".join(part for part in (locator.sheet, locator.path) if part)
