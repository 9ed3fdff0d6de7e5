"""The room's door: a source's passages into stored modules, and the support that bears their claims out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from threading import Lock
from typing import Protocol

from library.errors import NotFound
from library.models import (
    SYSTEM,
    Actor,
    AnchorDraft,
    AnchorRole,
    DocumentClass,
    Finding,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Passage,
    PassageKind,
    Record,
    Severity,
    Source,
    SourceFacts,
    Status,
    Tag,
)
from modularize.doubts.doubt import left_parts
from modularize.doubts.emptied import emptied
from modularize.doubts.standing_alone import standing_alone
from modularize.draft import Segment, Segmentation, Skipped
from modularize.figures import with_figures
from modularize.headings.whole_title import whole_title
from modularize.linking.link import proposed
from modularize.linking.near import Near
from modularize.linking.succession import Plan, Succession, corrected, plan
from modularize.linking.support import Evidence, Verdict
from modularize.segment import segment
from modularize.tagging.gainsaid import gainsaid
from modularize.tagging.named import FIRST, combined_name, generic_name, own_name
from modularize.tagging.side_by_side import own_of, trade_names
from modularize.tagging.tag import Vocabulary, to_draft, treated
from modularize.tagging.untold import untold


class Store(Protocol):
    """The library's verbs this room uses."""

    def source(self, id: str) -> Source: ...
    def sources(
        self, *, product: str = "", market: str = "", document_class: DocumentClass | None = None
    ) -> list[Source]: ...
    def source_status(self, id: str) -> Status: ...
    def passages(self, source_id: str) -> list[Passage]: ...
    def add_modules(self, actor: Actor, drafts: Sequence[ModuleDraft]) -> list[tuple[Module, bool]]: ...
    def add_anchors(self, actor: Actor, id: str, anchors: Sequence[AnchorDraft]) -> Module: ...
    def module(self, id: str) -> Module: ...
    def modules(self, *, product: str = "", after: str = "", limit: int | None = None) -> list[Module]: ...
    def modules_of_source(self, source_id: str) -> list[Module]: ...
    def add_tags(self, actor: Actor, id: str, tags: Sequence[Tag]) -> Module: ...
    def edit_module(
        self,
        actor: Actor,
        id: str,
        *,
        content: ModuleContent,
        anchors: Sequence[AnchorDraft] | None = None,
        tags: Sequence[Tag] | None = None,
    ) -> Module: ...


KEPT = 4
"""Documents whose pieces are kept in memory."""
PAGE = 2000
"""Modules read from the library at once."""
_DEAD = (Status.SUPERSEDED, Status.WITHDRAWN, Status.EXPIRED, Status.SUSPENDED)
"""A source in one of these states bears nothing out any more."""


class ModularizeReport(Record):
    """What one source became: ids of modules new to the library, of those that joined, and all that was left out."""

    source: str
    new: tuple[str, ...]
    joined: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    proposals: tuple[Finding, ...]
    superseded: tuple[tuple[str, str], ...] = ()
    """Modules of the version it replaces, or of an earlier run, each with the later version made for it."""
    gone: tuple[str, ...] = ()
    """Modules of the version it replaces that the new one has no words for; of an earlier run that this one has not."""
    left: tuple[str, ...] = ()
    """Passages of the pieces left for a person: as many as ``left_for_person`` gives."""
    warnings: tuple[str, ...] = ()
    """What a person must look at before relying on the modules: ``code: words``."""


class LeftForPerson(Record):
    """A piece of a source that says something and became no module for a doubt, with the doubt in words."""

    passage: str
    start: int
    reason: str
    text: str
    context: tuple[str, ...]


class LinkReport(Record):
    """Ids of modules that were given support, of claims that have none, and what a person should look at."""

    supported: tuple[str, ...]
    unsupported: tuple[str, ...]
    findings: tuple[Finding, ...]


class Modularize:
    """Cuts sources into modules and links their claims to the words that bear them out."""

    def __init__(self, lib: Store, taxonomy: Vocabulary) -> None:
        self._lib = lib
        self._taxonomy = taxonomy
        self._near = Near()
        self._filed = ""
        self._filing = Lock()
        self._kept: dict[str, tuple[str, Segmentation]] = {}
        """The last documents cut, by source, each with its reading: a page turned does not cut the document again."""

    def modularize(self, actor: Actor, source_id: str, after: Succession | None = None) -> ModularizeReport:
        """Store the modules of a source's newest reading. A second run adds nothing. Raises NotFound.

        The modules are the program's own work (author ``system``), since each is exactly the words it found; ``actor``
        is who asked for it. With ``after``, the version it replaces: modules whose words stand again keep their id and
        their approvals and gain an anchor; reworded ones get a later version, a draft until it is approved or the
        label is signed; the others are new.
        """
        source = self._lib.source(source_id)
        cut = self._cut(source)
        passages = self._lib.passages(source_id)
        treats = treated(passages, self._taxonomy)
        drafts = self._drafts(source, passages, cut.segments, treats)
        versions = self._lib.modules_of_source(source_id)
        known = _found_in(source_id, versions)
        before = _found_in(after.old, self._lib.modules_of_source(after.old)) if after is not None else []
        planned = corrected(plan(drafts, known, before, after), source_id, known, versions)
        first = [draft for module, draft in planned.joins if module.parent is None and module.content == draft.content]
        others = [(m, d) for m, d in planned.joins if m.parent is not None or m.content != d.content]
        stored = self._lib.add_modules(SYSTEM, [*planned.new, *first])
        stored += [(self._join(module, draft), False) for module, draft in others]
        later = [(module, self._follow(module, draft)) for module, draft in planned.follows]
        stored += [(module, True) for _, module in later]
        new = list({module.id: module for module, is_new in stored if is_new}.values())
        made = {module.id for module in new}
        return ModularizeReport(
            source=source_id,
            new=tuple(module.id for module in new),
            joined=tuple(dict.fromkeys(module.id for module, _ in stored if module.id not in made)),
            skipped=cut.skipped,
            proposals=self._proposals(new),
            superseded=tuple((old.id, module.id) for old, module in later),
            gone=tuple(module.id for module in planned.gone),
            left=tuple(piece.passage for piece in self.left_for_person(source_id)),
            warnings=tuple(
                filter(
                    None,
                    [
                        emptied(cut, passages),
                        gainsaid(source.facts.title, treats),
                        _left_over(planned, new, after),
                    ],
                )
            ),
        )

    def _drafts(
        self, source: Source, passages: Sequence[Passage], parts: Sequence[Segment], treats: Sequence[str]
    ) -> list[ModuleDraft]:
        """Drafts of the parts of a source, under the product the source names and the diseases it treats."""
        own = {"product": self._named(source.facts, passages), "title": whole_title(passages, source.facts.title)}
        facts = source.facts.model_copy(update=own)
        names = trade_names(passages) if not facts.product else ()
        return [to_draft(part, _own(facts, own_of(part, names)), self._taxonomy, treats) for part in parts]

    def product_of(self, source_id: str) -> str:
        """The product that modules of the source are filed under; "" where its words give none. Raises NotFound."""
        facts = self._lib.source(source_id).facts
        return facts.product or self._named(facts, self._lib.passages(source_id))

    def untold(self, source_id: str) -> tuple[str, ...]:
        """Warnings on what the source does not say of its product and its market. Raises NotFound."""
        facts, passages = self._lib.source(source_id).facts, self._lib.passages(source_id)
        return untold(facts, passages, facts.product or self._named(facts, passages), self._taxonomy)

    def _named(self, facts: SourceFacts, passages: Sequence[Passage]) -> str:
        if facts.of_many:
            return ""
        if not facts.product:
            return own_name(facts, passages)
        return self._combination(facts, passages) or facts.product

    def left_for_person(self, source_id: str) -> tuple[LeftForPerson, ...]:
        """What the source says that no module was made of for a doubt, in reading order; without what was made since.

        Raises NotFound.
        """
        cut = self._cut(self._lib.source(source_id))
        made: dict[str, set[tuple[int, int]]] = {}
        for module in self._lib.modules_of_source(source_id):
            for anchor in module.anchors:
                if anchor.role is AnchorRole.ORIGIN:
                    made.setdefault(anchor.passage, set()).add((anchor.start, anchor.end))
        found = []
        for part, reason in left_parts(cut, self._lib.passages(source_id)):
            quote = part.origin[0]
            if (quote.start, quote.end) not in made.get(quote.passage.id, set()):
                found.append(
                    LeftForPerson(
                        passage=quote.passage.id,
                        start=quote.start,
                        reason=reason,
                        text=part.body,
                        context=part.context_texts,
                    )
                )
        return tuple(found)

    def make_module(
        self, actor: Actor, source_id: str, passage_id: str, start: int, kind: ModuleKind | None = None
    ) -> Module:
        """The module of a piece that was left for a person: its words as they stand, a draft whose author is ``actor``.

        ``kind`` is what the person says it is; without it the kind is read from its words, as of any other piece.
        Raises NotFound where no such piece is left.
        """
        source = self._lib.source(source_id)
        passages = self._lib.passages(source_id)
        for part, _ in left_parts(self._cut(source), passages):
            if (part.first.id, part.origin[0].start) == (passage_id, start):
                [draft] = self._drafts(source, passages, [part], treated(passages, self._taxonomy))
                if kind is not None:
                    draft = draft.model_copy(update={"content": draft.content.model_copy(update={"kind": kind})})
                [(module, _)] = self._lib.add_modules(actor, [draft])
                return module
        raise NotFound(
            "modularize.nothing_left", "There is no piece left for a person there.", "Open the document again."
        )

    def _proposals(self, new: Sequence[Module]) -> tuple[Finding, ...]:
        """What may say the same as the new modules. Only what came since the last time is read from the library."""
        if not new:
            return ()
        with self._filing:
            while some := self._lib.modules(after=self._filed, limit=PAGE):
                for module in some:
                    self._near.file(module)
                self._filed = some[-1].id
            mine = {module.id: module for module in new}
            return proposed(new, self._near, lambda id: mine.get(id) or self._lib.module(id))

    def _join(self, module: Module, draft: ModuleDraft) -> Module:
        """The module with the draft's anchors and tags added to its own."""
        held = {(a.role, a.passage, a.start, a.end) for a in module.anchors}
        if any((a.role, a.passage, a.start, a.end) not in held for a in draft.anchors):
            module = self._lib.add_anchors(SYSTEM, module.id, draft.anchors)
        labels = {(t.facet, t.value) for t in module.tags}
        missing = [t for t in draft.tags if (t.facet, t.value) not in labels]
        return self._lib.add_tags(SYSTEM, module.id, missing) if missing else module

    def _follow(self, module: Module, draft: ModuleDraft) -> Module:
        """A later version of the module, in the draft's words; what people said of it goes with it."""
        said = [tag for tag in module.tags if tag.by == "person"]
        return self._lib.edit_module(
            SYSTEM, module.id, content=draft.content, anchors=draft.anchors, tags=[*draft.tags, *said]
        )

    def link_support_of(self, actor: Actor, source_ids: Iterable[str]) -> LinkReport:
        """Support for the claims on the products of these sources: no other claim can gain or lose by them."""
        held = (module for id in source_ids for module in self._lib.modules_of_source(id))
        products = sorted({module.content.product for module in held})
        chosen = [module.id for product in products for module in self._of_product(product)]
        return self.link_support(actor, chosen)

    def _of_product(self, product: str) -> list[Module]:
        """The newest modules on a product; those on none where it is empty."""
        found = self._lib.modules(product=product)
        return found if product else [module for module in found if not module.content.product]

    def link_support(self, actor: Actor, module_ids: Iterable[str] | None = None) -> LinkReport:
        """Give each claim the support anchors that bear it out; what contradicts it is a finding, never an anchor.

        Support is looked for in labels of the claim's market, publications and data on file of the same product, in
        the claim's language. Agreement across languages is only proposed. Modules that have support, or whose own
        words are a label's or a publication's, are left as they are.
        """
        chosen = self._lib.modules() if module_ids is None else [self._lib.module(id) for id in module_ids]
        supported: list[str] = []
        unsupported: list[str] = []
        findings: list[Finding] = []
        known = {source.id: source for source in self._lib.sources()}
        cuts: dict[str, Segmentation] = {}
        evidence: dict[tuple[str, str], tuple[Evidence, ...]] = {}
        for module in chosen:
            is_its_own = any(known[id].facts.document_class.bears_out for id in _origins(module) if id in known)
            if not module.content.kind.is_claim or is_its_own or _has(module, AnchorRole.SUPPORT):
                continue
            key = (module.content.product, module.content.market)
            if key not in evidence:
                evidence[key] = self._evidence(*key, known.values(), cuts)
            verdict = _together([shelf.verdict(module) for shelf in evidence[key]])
            findings.extend(_told(module, verdict))
            if verdict.units:
                anchors = [anchor for unit in verdict.units for anchor in unit.anchors()]
                self._lib.add_anchors(SYSTEM, module.id, anchors)
                supported.append(module.id)
            else:
                unsupported.append(module.id)
        return LinkReport(supported=tuple(supported), unsupported=tuple(unsupported), findings=tuple(findings))

    def _combination(self, facts: SourceFacts, passages: Sequence[Passage]) -> str:
        """What a document is about where the program found another name in its words: a combination, a generic name."""
        held = self._taxonomy.products.get(facts.product)
        if held is None or held.kind == "brand" or "product" not in facts.words:
            return ""
        first = "\n".join([facts.title, *(passage.text for passage in passages[:FIRST])])
        said = [m.words for m in self._taxonomy.concepts(first) if m.facet == "product" and m.id == facts.product]
        joint = combined_name([facts.words["product"], *said], facts, passages)
        if joint and self._taxonomy.product(joint) != facts.product:
            return joint
        generic = generic_name(passages)
        titled = [p.text for p in passages[:FIRST] if p.section == "name" or p.kind is PassageKind.TITLE]
        named = {
            m.id for m in self._taxonomy.concepts("\n".join([generic, facts.title, *titled])) if m.facet == "product"
        }
        return generic if generic and facts.product not in named else ""

    def _cut(self, source: Source) -> Segmentation:
        passages = self._lib.passages(source.id)
        facts = source.facts
        reading = f"{passages[0].extraction if passages else ''} {facts.document_class.value} {facts.of_many}"
        kept = self._kept.get(source.id)
        if kept is None or kept[0] != reading:
            kept = (reading, with_figures(standing_alone(segment(passages), facts, passages), passages))
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept), ""), None)
            self._kept[source.id] = kept
        return kept[1]

    def _evidence(
        self, product: str, market: str, known: Collection[Source], cuts: dict[str, Segmentation]
    ) -> tuple[Evidence, ...]:
        """Units of all live sources that can bear out claims on a product in a market; ``cuts`` keeps what was read.

        While a label version waits for its signature there are two shelves, one with it and one with the version in
        force: what both bear out stands through the signature.
        """
        able = [s for s in known if self._can_support(s.facts, product, market)]
        status = {s.id: self._lib.source_status(s.id) for s in able}
        living = [s for s in able if status[s.id] not in _DEAD]
        waiting = {
            s.id
            for s in living
            if s.facts.replaces
            and s.facts.document_class is DocumentClass.LABEL
            and status[s.id] is not Status.RELEASED
        }
        replaced = {s.facts.replaces for s in known}
        overtaken = {s.facts.replaces for s in known if s.id not in waiting}
        shelves = [[s.id for s in living if s.id not in replaced]]
        in_force = [s.id for s in living if s.id not in overtaken and s.id not in waiting]
        if in_force != shelves[0]:
            shelves.append(in_force)
        for source in living:
            if source.id not in cuts and any(source.id in shelf for shelf in shelves):
                cuts[source.id] = self._cut(source)
        return tuple(
            Evidence(part for id in shelf for part in cuts[id].segments if not part.is_figure) for shelf in shelves
        )

    def _can_support(self, facts: SourceFacts, product: str, market: str) -> bool:
        same_product = (self._taxonomy.product(facts.product) or facts.product.casefold()) == product
        if not facts.document_class.bears_out or not product or not same_product:
            return False
        return facts.document_class is not DocumentClass.LABEL or not market or facts.market in ("", market)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """The first verdict; where it bears the claim out, with the units of the others too.

    What a label version that is about to come contradicts is told, though the one in force still says it.
    """
    first, units = verdicts[0], list(verdicts[0].units)
    for unit in (unit for verdict in verdicts[1:] for unit in verdict.units if first.units):
        if unit not in units:
            units.append(unit)
    return Verdict(units=tuple(units), against=first.against, across=first.across)


def _found_in(source_id: str, modules: Iterable[Module]) -> list[Module]:
    """The modules the program itself found in the source, of each lineage the latest version it found there."""
    mine = [m for m in modules if m.author == SYSTEM.id and source_id in _origins(m)]
    return list({m.lineage: m for m in sorted(mine, key=lambda m: m.version)}.values())


def _left_over(planned: Plan, new: Sequence[Module], after: Succession | None) -> str:
    """Says that modules of an earlier run are no part of this one, where it made others; "" else."""
    if not (planned.gone and new) or after is not None:
        return ""
    count = f"{len(planned.gone)} module{'s' if len(planned.gone) > 1 else ''}"
    return f"modularize.earlier_run: {count} of an earlier run are not among these; reject those that no longer hold."


def _own(facts: SourceFacts, product: str) -> SourceFacts:
    """The facts for a piece that one of several medicines is named for."""
    return facts.model_copy(update={"product": product}) if product else facts


def _origins(module: Module) -> set[str]:
    """Sources the module's words were found in."""
    return {anchor.source for anchor in module.anchors if anchor.role is AnchorRole.ORIGIN}


def _has(module: Module, role: AnchorRole) -> bool:
    return any(anchor.role is role for anchor in module.anchors)


def _told(module: Module, verdict: Verdict) -> list[Finding]:
    """Contradictions and proposals as findings about the module."""
    found = []
    if not verdict.units:
        for finding in verdict.against[:3]:
            found.append(finding.model_copy(update={"subject": module.id}))
    for unit in verdict.across if not verdict.units else ():
        passages = tuple(quote.passage.id for quote in unit.segment.origin)
        found.append(
            Finding(
                code="modularize.cross_language_support",
                severity=Severity.ADVISORY,
                message="A source in another language has the same figures: confirm that it bears the claim out.",
                words=module.content.body,
                source_words=unit.segment.body,
                subject=module.id,
                related=passages,
            )
        )
    return found
