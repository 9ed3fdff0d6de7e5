"""The journeys that cross rooms, who may begin them, and the frozen bundle the web and the command line are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

from pydantic import ValidationError

from library.errors import BadInput, Forbidden, NotFound
from library.models import (
    Actor,
    AnchorDraft,
    Module,
    ModuleContent,
    ModuleKind,
    PassageKind,
    PieceCheck,
    Role,
    Scope,
    Source,
    SourceFacts,
    Status,
)
from versions import Versions

if TYPE_CHECKING:
    from generate.ask import Ask
    from generate.render.checked import PagePicture
    from generate.service import Generate
    from ingest.service import Ingest, IngestResult, Unkept
    from library.search import Index
    from library.store import Library
    from library.taxonomy import Taxonomy
    from modularize.proposals.service import Proposals
    from modularize.service import Modularize, ModularizeReport
    from review.checker import Checker
    from review.coverage import Coverage
    from review.desk import Desk
    from review.update import Update

_BUILDERS = (Role.MARKETER, Role.AGENCY, Role.MEDICAL, Role.REGULATORY)
_REVIEWERS = (Role.MEDICAL, Role.LEGAL, Role.REGULATORY)
_INSIDE = (*_BUILDERS, Role.LEGAL, Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE, Role.AUDITOR, Role.ADMIN)
_FIELD = (Role.REP, Role.MSL)
_STAFF = tuple(role for role in _INSIDE if role is not Role.AGENCY)

RIGHTS: dict[str, tuple[Role, ...]] = {
    "ingest": (*_BUILDERS, Role.ADMIN),
    "modularize": (*_BUILDERS, Role.ADMIN),
    "read": _INSIDE,
    "edit": _BUILDERS,
    "propose": (Role.MARKETER, Role.MEDICAL, Role.REGULATORY),
    "proposals": _STAFF,
    "submit": _BUILDERS,
    "decide": _REVIEWERS,
    "withdraw": _REVIEWERS,
    "hold": (Role.REGULATORY, Role.MEDICAL),
    "lift": (Role.REGULATORY,),
    "check": _INSIDE,
    "coverage": _STAFF,
    "generate": (*_BUILDERS, Role.MSL, Role.MEDICAL_INFORMATION),
    "export": (*_BUILDERS, *_FIELD, Role.LEGAL, Role.MEDICAL_INFORMATION),
    "fetch": (*_FIELD, Role.MARKETER, Role.MEDICAL),
    "ask": (Role.DOCTOR, *_FIELD, *_INSIDE),
    "handovers": (Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE),
    "impact": _STAFF,
    "summary": _STAFF,
    "policy_show": _INSIDE,
    "policy_import": (Role.ADMIN,),
    "audit": (Role.AUDITOR, Role.ADMIN),
    "vocabulary_import": (Role.ADMIN,),
    "doctor": (Role.ADMIN,),
    "users": (Role.ADMIN,),
}
"""Who may begin what. Nobody else may: a right that is not listed is nobody's."""


def require(actor: Actor, right: str) -> None:
    """Raise Forbidden unless the actor holds a role that carries the right."""
    roles = RIGHTS.get(right, ())
    if not actor.has(*roles):
        needed = ", ".join(role.value for role in roles) or "nobody"
        raise Forbidden("role.not_allowed", f"{actor.name} may not {right.replace('_', ' ')}.", f"It takes: {needed}.")


@dataclass(frozen=True)
class Services:
    """Everything that runs, bound together once in ``app.build``."""

    settings: Any
    library: Library
    index: Index
    taxonomy: Taxonomy
    ingest: Ingest
    modularize: Modularize
    proposals: Proposals
    generate: Generate
    ask: Ask
    desk: Desk
    journeys: Journeys

    def close(self) -> None:
        """Stop the parse workers, give the index lock back, close the database."""
        self.ingest.close()
        self.index.close()
        self.library.close()


def seen_by(services: Services, actor: Actor) -> Services:
    """The services as the actor may use them: for an agency, over a library that shows no one else's work."""
    from library.store.purview import Purview, outside  # the database toolkit comes with it

    if not outside(actor):
        return services
    return replace(services, library=cast("Library", Purview(services.library, actor)))


def source_id(shop: Services, prefix: str) -> str:
    """The full id of a source from a unique prefix; NotFound if it names another kind of record."""
    kind, full = shop.library.resolve(prefix)
    if kind != "source":
        raise NotFound("source.unknown", f"{prefix} is no document but a {kind}.")
    return full


def correct_facts(services: Services, actor: Actor, source: str, said: dict[str, Any]) -> Source:
    """A document (by full id) after some of its facts were said anew; the words that spoke for an old value go with it.

    Products are named as the taxonomy names them. BadInput ``ingest.facts`` for a value that is none.
    """
    require(actor, "ingest")
    if said.get("product"):
        said["product"] = services.taxonomy.product(said["product"]) or said["product"]
    if said.get("market"):
        said["market"] = said["market"].upper()
    old = services.library.source(source).facts.model_dump()
    old["words"] = {name: words for name, words in old["words"].items() if name not in said}
    try:
        facts = SourceFacts.model_validate({**old, **said})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadInput("ingest.facts", f"This fact cannot be used: {where}: {first['msg']}.") from error
    return services.library.set_facts(actor, source, facts)


def take_vocabulary(services: Services, actor: Actor, data: bytes, filename: str, password: str) -> Path:
    """Keep further vocabulary, given as taxonomy YAML or as a table (XLSX, CSV) read in the sandbox; the file kept.

    Raises Forbidden, Refused for a file that is no table, BadInput (``taxonomy.…``) naming what does not fit.
    """
    require(actor, "vocabulary_import")
    if filename.lower().endswith((".yaml", ".yml")):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadInput("taxonomy.unreadable", f"{filename} is not UTF-8.", "Save it as UTF-8.") from error
    else:
        from library.taxonomy_table import from_table

        rows = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
        read = services.ingest.read_only(data, filename).passages
        text = from_table([passage.text.split("\t") for passage in read if passage.kind in rows])
    given = [services.settings.taxonomy] if services.settings.taxonomy else []
    return services.library.import_taxonomy(actor, text, password, given)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in folders named, in a stable order; hidden files inside folders are left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p
                for p in path.rglob("*")
                if p.is_file() and not any(s.startswith(".") for s in p.relative_to(path).parts)
            )
        else:
            yield path


class Journeys:
    """What takes more than one room."""

    def __init__(
        self,
        library: Library,
        taxonomy: Taxonomy,
        index: Index,
        ingest: Ingest,
        modularize: Modularize,
        desk: Desk,
        checker: Checker,
    ) -> None:
        self._library, self._taxonomy, self._index, self._ingest = library, taxonomy, index, ingest
        self._modularize, self._desk, self._checker = modularize, desk, checker
        self.versions = Versions(library, modularize)

    def ingest_paths(
        self,
        actor: Actor,
        paths: Sequence[Path],
        facts: SourceFacts,
        progress: Callable[[IngestResult], None] = lambda _: None,
    ) -> list[IngestResult]:
        """Read every file named or found in a folder named; one result each, whatever happens to it."""
        require(actor, "ingest")
        results = []
        for path, read in self._ingest.ingest_all(actor, files_in(paths), facts):
            result = self._with_proposals(actor, read).at(str(path))
            progress(result)
            results.append(result)
        return results

    def take_in(
        self, actor: Actor, data: bytes | Path, filename: str, facts: SourceFacts
    ) -> tuple[IngestResult, ModularizeReport | None]:
        """Read one document and split it into modules; a refused document gives no report."""
        require(actor, "ingest")
        result = self._with_proposals(actor, self._ingest.ingest(actor, data, filename, facts))
        if result.source is None:
            return result, None
        report = self.split(actor, [result.source])[0]
        return result.attended(report.warnings), report

    def split(
        self,
        actor: Actor,
        sources: Sequence[str],
        progress: Callable[[ModularizeReport], None] = lambda _: None,
    ) -> list[ModularizeReport]:
        """Split sources into modules, then look for what bears their claims out among all sources."""
        require(actor, "modularize")
        reports = []
        for source in sources:
            report = self.versions.split(actor, source)
            progress(report)
            reports.append(report)
        self._modularize.link_support_of(actor, sources)
        self.versions.carry(actor, sources)
        if self._index.owner:
            self._index.drain()
        return reports

    def make_left(self, actor: Actor, source: str, passage: str, start: int, kind: ModuleKind | None = None) -> Module:
        """A module of a piece that was left for a person, in its own words; its author is the actor, who may say its
        ``kind``."""
        require(actor, "modularize")
        module = self._modularize.make_module(actor, source, passage, start, kind)
        self._modularize.link_support(actor, [module.id])
        if self._index.owner:
            self._index.drain()
        return self._library.module(module.id)

    def _with_proposals(self, actor: Actor, result: IngestResult) -> IngestResult:
        """The result with what the document may be a new version of, for a person of the company to confirm."""
        from library.store.purview import outside  # the database toolkit comes with it

        if result.source is None or outside(actor):
            return result
        proposed = tuple(f"{f.code}: {f.message}" for f in self.versions.proposals(result.source))
        proposed += self._modularize.untold(result.source)
        return replace(result, warnings=(*result.warnings, *proposed)) if proposed else result

    def label_update(self, actor: Actor, old: str, new: str) -> Update:
        """Say that ``new`` replaces ``old``, split it so that what stands keeps its approvals, and report the rest.

        A second run changes nothing. Nothing is held, signed or withdrawn here: that is a person's.
        """
        require(actor, "modularize")
        self.versions.succeed(actor, old, new)
        self.split(actor, [new])
        return self.versions.report(old, new)

    def update_of(self, source: str) -> Update | None:
        """The report on a source that replaces another, as things stand now; None for any other record."""
        known = next((s for s in self._library.sources() if s.id == source), None)
        old = known.facts.replaces if known is not None else None
        return None if old is None else self.versions.report(old, source)

    def check_piece(
        self, actor: Actor, data: bytes | Path, filename: str, scope: Scope, language: str = "", product: str = ""
    ) -> tuple[PieceCheck, Unkept]:
        """Hold a piece made elsewhere against what is approved; the report, and the piece as read for its pictures.

        An empty market in the scope is the piece's own, else the person's. Nothing of the piece is kept; the trail
        says that its hash was checked, by whom, for what, with what result. Raises BadInput ``check.market``, Refused.
        """
        require(actor, "check")
        # a file is read by another process: meanwhile this one can read the library's wordings
        ahead = Thread(target=self._checker.bring_forward, name="check-wordings", daemon=True)
        ahead.start()
        try:
            document = self._ingest.read_only(data, filename, SourceFacts(product=product))
        finally:
            ahead.join()
        market = scope.market or document.facts.market or actor.market
        if not market:
            raise BadInput("check.market", "The piece does not say for which market it is.", "Name one: --market US.")
        from review.checker import Asked

        asked = Asked(scope.model_copy(update={"market": market}), language, document.facts.product)
        check = self._checker.check(document, asked, self._may_see(actor))
        counts = " ".join(f"{name}={count}" for name, count in check.counts.items())
        said = f"{market} {scope.audience} {scope.use_class} {'ok' if check.ok else 'findings'} {counts}"
        self._library.note_check(actor, check.sha256, said)
        return check, document

    def _may_see(self, actor: Actor) -> Callable[[Module, Status], bool]:
        """For an agency, what it made or brought and what is released; for everybody else all."""
        from library.store.purview import outside  # the database toolkit comes with it

        if not outside(actor):
            return lambda module, status: True
        own = {source.id for source in self._library.sources() if source.received_by == actor.id}
        return lambda module, status: (
            status is Status.RELEASED or module.author == actor.id or any(a.source in own for a in module.anchors)
        )

    def placed(self, check: PieceCheck, document: Unkept) -> PieceCheck:
        """The report with the places of Office lines as they are drawn: the file itself gives estimates, or none."""
        from ingest.service import PDF

        pdf = self._ingest.pdf_of(document) if document.media_type != PDF else None
        if pdf is None:
            return check
        found = self._ingest.locate(pdf, [(x.line.text, x.line.page) for x in check.lines])
        lines = []
        for checked, (page, boxes) in zip(check.lines, found, strict=True):
            line = checked.line.model_copy(update={"page": page, "boxes": boxes}) if page else checked.line
            lines.append(checked.model_copy(update={"line": line}))
        return check.model_copy(update={"lines": tuple(lines)})

    def piece_page(self, document: Unkept, page: int) -> PagePicture | None:
        """Picture of a page of a piece that was checked, unmarked; None for formats without pages."""
        from generate.render.checked import picture

        pdf = self._ingest.pdf_of(document)
        return None if pdf is None else picture(self._ingest.draw_pdf(pdf, page))

    def piece_report(self, check: PieceCheck, document: Unkept, form: str) -> bytes:
        """The report as a file: ``html`` (self-contained, with pictures) or ``xlsx``. BadInput for another form."""
        if form == "xlsx":
            from generate.render.checked_sheet import to_xlsx

            return to_xlsx(check)
        if form != "html":
            raise BadInput("check.form", f"There is no report as {form!r}.", "Choose html or xlsx.")
        from generate.render.checked import picture, to_html

        check = self.placed(check, document)
        pages = sorted({x.line.page for x in check.lines if x.line.page})
        drawn = {page: shot for page in pages if (shot := self.piece_page(document, page)) is not None}
        wanted = {(m.source, m.page) for x in check.lines for m in x.matches[:1] if m.page and m.boxes}
        sources: dict[tuple[str, int | None], PagePicture] = {
            (source, page): picture(self._ingest.draw(source, page, [], dpi=80)) for source, page in sorted(wanted)
        }
        return to_html(check, drawn, sources)

    def coverage(self, actor: Actor, product: str = "", market: str = "", language: str = "") -> Coverage:
        """What there is to say and what is missing: product × patient scenario × barrier × kind.

        ``product`` by any name. Every product the library holds modules of, or that has patient scenarios, is shown.
        """
        require(actor, "coverage")
        from review.coverage import coverage

        named = self._taxonomy.product(product) or product
        found = self._library.covered(product=named, market=market.upper(), language=language.lower())
        known = [s.product for s in self._taxonomy.scenarios.values() if not named or s.product == named]
        return coverage(found, self._taxonomy.scenarios, dict.fromkeys(known))

    def edit(self, actor: Actor, id: str, content: ModuleContent) -> Module:
        """A new version in other words, with what bears them out: who re-words a label is held to it.

        The origin of words found in a label or publication is the support of the new ones; for the rest support is
        looked for anew. Whether the support says the same is for the checks before submission.
        """
        require(actor, "edit")
        from modularize.proposals.accepted import bearing

        anchors = [
            AnchorDraft(**a.model_dump(include=set(AnchorDraft.model_fields))) for a in self._library.module(id).anchors
        ]
        anchors += bearing(anchors, self._bears_out)
        module = self._library.edit_module(actor, id, content=content, anchors=anchors)
        self._modularize.link_support(actor, [module.id])
        return self._library.module(module.id)

    def _bears_out(self, anchor: AnchorDraft) -> bool:
        return self._library.source(self._library.passage(anchor.passage).source).facts.document_class.bears_out

    def doctor(self, actor: Actor, *, fix: bool = False) -> list[dict[str, Any]]:
        """Differences between records, files, trail and index, each with whether it was mended."""
        require(actor, "doctor")
        found = [*self._library.doctor_store(fix=fix), *self._index.difference()]
        if fix and any(f.code.startswith("index.") for f in found):
            if not self._index.owner:
                raise BadInput("index.owned", "A running server owns the index.", "Stop it, or let it mend itself.")
            self._index.rebuild()
            left = {(f.code, f.subject) for f in self._index.difference()}
        else:
            left = {(f.code, f.subject) for f in found}
        return [{**f.model_dump(mode="json"), "mended": fix and (f.code, f.subject) not in left} for f in found]

    def summary(self) -> dict[str, Any]:
        """Counts by stage and state: sources by class, modules by status and kind, assets by status, answers."""
        modules = self._library.modules(latest_only=True)
        states = self._library.statuses([m.id for m in modules])
        assets = self._library.assets()
        asset_states = self._library.statuses([a.id for a in assets])
        sources = self._library.sources()
        return {
            "sources": _count(s.facts.document_class.value for s in sources),
            "passages": sum(len(self._library.passages(s.id)) for s in sources),
            "modules": {
                "total": len(modules),
                "by_status": _count(states[m.id].value for m in modules),
                "by_kind": _count(m.content.kind.value for m in modules),
                "by_language": _count(m.content.language for m in modules),
            },
            "assets": _count(f"{a.content.brief.kind.value}:{asset_states[a.id].value}" for a in assets),
            "answers": _count(a.content.outcome.value for a in self._library.answers()),
            "events": self._library.events()[-1].seq if self._library.events() else 0,
        }


def _count(values: Iterator[str] | Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items()))
