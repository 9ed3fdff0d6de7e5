"""Cases written by hand: one claim from a deck, borne out by a publication, with everything a check may look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from library.models import (
    Anchor,
    AnchorRole,
    Asset,
    AssetContent,
    AssetKind,
    Brief,
    DocumentClass,
    Extraction,
    Module,
    ModuleContent,
    ModuleKind,
    Outcome,
    Passage,
    PassageFlag,
    PassageKind,
    Scope,
    Section,
    Source,
    SourceFacts,
    Statement,
    StatementRole,
    Status,
    Tag,
    WriterRun,
)
from review.cases import AssetCase, Cited, ModuleCase, SourceCase

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLAIM = "The ORR was 61.6% (101/164) with OVRANTEQ."


def source(kind: DocumentClass = DocumentClass.DECK, name: str = "", **facts: object) -> Source:
    name = name or f"{kind}.pdf"
    base = {"filename": name, "document_class": kind, "product": "ovranteq", "market": "US", "language": "en"}
    return Source(
        id=f"source {name}", media_type="application/pdf", size=1, received_at=NOW, received_by="mark",
        facts=SourceFacts(**{**base, **facts}),
    )  # fmt: skip


def passage(
    text: str,
    of: Source,
    *,
    flags: Sequence[PassageFlag] = (),
    kind: PassageKind = PassageKind.PARAGRAPH,
    **more: object,
) -> Passage:
    return Passage(
        id=f"passage {text[:20]} {of.id}", source=of.id, extraction="x", seq=0, kind=kind, text=text, language=more.pop("language", "en"),
        flags=tuple(flags), **more,
    )  # fmt: skip


def cited(
    text: str,
    of: Source,
    role: AnchorRole = AnchorRole.ORIGIN,
    *,
    status: Status = Status.DRAFT,
    flags: Sequence[PassageFlag] = (),
    quote: str | None = None,
    header: str = "",
) -> Cited:
    where = passage(text, of, flags=flags)
    anchor = Anchor(
        id=f"anchor {role} {of.id}",
        role=role,
        passage=where.id,
        source=of.id,
        start=0,
        end=len(text),
        quote=text if quote is None else quote,
    )
    return Cited(anchor, where, of, status, header)


def module(
    body: str = CLAIM,
    *,
    kind: ModuleKind = ModuleKind.EFFICACY_RESULT,
    tags: Sequence[Tag] = (),
    id: str = "m1",
    author: str = "system",
    **content: object,
) -> Module:
    base = {"kind": kind, "body": body, "language": "en", "market": "US", "product": "ovranteq"}
    return Module(
        id=id, lineage=f"lineage {id}", parent=None, version=1, content=ModuleContent(**{**base, **content}), author=author,
        created_at=NOW, tags=tuple(tags),
    )  # fmt: skip


def case(
    body: str = CLAIM,
    *,
    origin: Cited | None = None,
    support: Sequence[Cited] | None = None,
    tags: Sequence[Tag] = (),
    kind: ModuleKind = ModuleKind.EFFICACY_RESULT,
    content: dict[str, object] | None = None,
    **more: object,
) -> ModuleCase:
    """A claim in a deck with a publication that says the same, unless told otherwise."""
    origin = origin or cited(body, source())
    if support is None:
        support = [cited(body, source(DocumentClass.PUBLICATION), AnchorRole.SUPPORT)]
    made = ModuleCase(
        module=module(body, kind=kind, tags=tags, **(content or {})),
        cited=(origin, *support),
        now=NOW,
        label=(passage("OVRANTEQ is indicated for adults.", LABEL, section="indications"),),
        products=frozenset({"ovranteq", "wyndralis"}),
        diseases=frozenset({"nsclc"}),
    )
    return replace(made, **more)


LABEL = source(DocumentClass.LABEL, "label.pdf")


def safety(id: str = "s1", body: str = "ILD occurred in 4.9% (8/163) of patients and was fatal in 0.6%.") -> Module:
    return module(body, kind=ModuleKind.ADVERSE_REACTION, id=id)


def asset_case(
    modules: Sequence[Module],
    *,
    statements: Sequence[Statement] | None = None,
    usable: Sequence[str] | None = None,
    title: str = "OVRANTEQ in first line",
    section: str = "Say",
    missing: tuple[str, ...] = (),
    run: WriterRun | None = None,
    kind: AssetKind = AssetKind.TALK_TRACK,
) -> AssetCase:
    """A piece that says each module as it stands, unless told otherwise."""
    if statements is None:
        statements = [
            Statement(
                text=m.content.body,
                modules=(m.id,),
                role=StatementRole.SAFETY if m.content.kind.is_safety else StatementRole.CLAIM,
            )
            for m in modules
        ]
    brief = Brief(kind=kind, product="ovranteq", scope=Scope(market="US"), language="en")
    content = AssetContent(
        brief=brief,
        title=title,
        sections=(Section(title=section, statements=tuple(statements)),),
        missing=missing,
        run=run or WriterRun(),
    )
    asset = Asset(id="a1", lineage="al", parent=None, version=1, content=content, author="mark", created_at=NOW)
    ids = [m.id for m in modules]
    usable = ids if usable is None else usable
    return AssetCase(
        asset,
        {m.id: m for m in modules},
        {i: Status.RELEASED if i in usable else Status.DRAFT for i in ids},
        frozenset(usable),
    )


def source_case(
    of: Source, *, passages: int = 10, signed: Sequence[Source] = (), warnings: tuple[str, ...] = ()
) -> SourceCase:
    extraction = Extraction(
        id="x", source=of.id, reader="pdf", reader_version="1", outcome=Outcome.STORED, pages=3, warnings=warnings
    )
    return SourceCase(of, extraction, passages, NOW, tuple(signed), frozenset({"ovranteq"}))


PAST, FUTURE = date(2026, 6, 30), date(2027, 6, 30)
