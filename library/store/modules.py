"""Modules: versions of the minimal content unit, their anchors and tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from library.errors import BadInput, NotFound
from library.models import (
    SYSTEM,
    Actor,
    Anchor,
    AnchorDraft,
    AnchorRole,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    PassageFlag,
    Status,
    Tag,
    content_id,
    module_id,
    module_lineage,
)
from library.store.rows import record, rows_in, storable
from library.store.states import StateVerbs
from library.store.tables_content import anchors, modules, occurrences, passages, tags
from library.store.tables_review import decisions

EDGE = 32
"""Characters of passage text kept before and after a quote, to find it again when a document is read anew."""


class ModuleVerbs(StateVerbs):
    """Keeps module versions and finds them."""

    def add_modules(self, actor: Actor, drafts: Sequence[ModuleDraft]) -> list[tuple[Module, bool]]:
        """Keep first versions, in one transaction; True where the module is new.

        Content that is known joins: its new anchors and tags are appended to the known module. Raises BadInput
        ``library.anchor`` (a quote is not what the passage says), ``library.hidden``, ``library.no_origin``, or
        ``library.not_verbatim`` (the program's own modules are their origin quotes joined by newlines).
        """
        with self.transaction() as tx:
            known = _passage_rows(tx, (a.passage for d in drafts for a in d.anchors))
            made: list[tuple[str, bool]] = []
            for draft in drafts:
                _check_content(draft.content)
                _check_anchors(draft.anchors, known)
                _check_origin(actor, draft.content, draft.anchors)
                lineage = module_lineage(draft.content)
                id = module_id(draft.content, lineage, None)
                new = tx.execute(select(modules.c.n).where(modules.c.id == id)).scalar() is None
                if new:
                    self._insert_module(tx, actor, id, lineage, None, draft.content)
                joined = self._append_anchors(tx, id, draft.content.body, draft.anchors, known)
                joined = self._append_tags(tx, id, draft.tags) or joined
                if new or joined:
                    self._event(tx, actor, "module.add" if new else "module.join", id, new=lineage)
                    self._outbox(tx, "module", id)
                made.append((id, new))
            found = {m.id: m for m in self._hydrate(tx, _by_ids(tx, {id for id, _ in made}))}
        return [(found[id], new) for id, new in made]

    def edit_module(
        self,
        actor: Actor,
        id: str,
        *,
        content: ModuleContent,
        anchors: Sequence[AnchorDraft] | None = None,
        tags: Sequence[Tag] | None = None,
    ) -> Module:
        """A child version with other content, as a draft; anchors and tags are the parent's unless given.

        The same edit of the same parent is the same version. Raises NotFound, BadInput as ``add_modules``, and
        ``library.no_change`` if nothing differs.
        """
        with self.transaction() as tx:
            parent = self._module(tx, id)
            if content == parent.content:
                raise BadInput("library.no_change", "The edit changes nothing.")
            _check_content(content)
            drafts = _as_drafts(parent.anchors) if anchors is None else tuple(anchors)
            known = _passage_rows(tx, (a.passage for a in drafts))
            _check_anchors(drafts, known)
            _check_origin(actor, content, drafts)
            child = module_id(content, parent.lineage, parent.id)
            if tx.execute(select(modules.c.n).where(modules.c.id == child)).scalar() is None:
                self._insert_module(tx, actor, child, parent.lineage, parent.id, content)
                self._append_anchors(tx, child, content.body, drafts, known)
                self._append_tags(tx, child, parent.tags if tags is None else tags)
                self._event(tx, actor, "module.edit", child, old=parent.id, new=child)
                self._outbox(tx, "module", child)
            return self._module(tx, child)

    def add_anchors(self, actor: Actor, id: str, anchors: Sequence[AnchorDraft]) -> Module:
        """Append anchors to a version; those it has already are left as they are. Raises NotFound or BadInput."""
        with self.transaction() as tx:
            module = self._module(tx, id)
            known = _passage_rows(tx, (a.passage for a in anchors))
            _check_anchors(anchors, known)
            if self._append_anchors(tx, id, module.content.body, anchors, known):
                places = " ".join(f"{a.role}:{a.passage}:{a.start}-{a.end}" for a in anchors)
                self._event(tx, actor, "module.anchor", id, new=places)
            return self._module(tx, id)

    def add_tags(self, actor: Actor, id: str, tags: Sequence[Tag]) -> Module:
        """Append tags to a version; a facet and value it has already is left as it is. Raises NotFound."""
        with self.transaction() as tx:
            self._module(tx, id)
            if self._append_tags(tx, id, tags):
                self._event(tx, actor, "module.tag", id, new=" ".join(f"{t.facet}={t.value}" for t in tags))
            return self._module(tx, id)

    def module(self, id: str) -> Module:
        """One version with its anchors and tags. Raises NotFound."""
        with self.reading() as tx:
            return self._module(tx, id)

    def modules(
        self,
        *,
        status: Status | None = None,
        product: str = "",
        market: str = "",
        language: str = "",
        kind: ModuleKind | None = None,
        tag: tuple[str, str] | None = None,
        text: str = "",
        latest_only: bool = True,
        after: str = "",
        limit: int | None = None,
    ) -> list[Module]:
        """Module versions as they came, oldest first; ``after`` is the id of the last one of the page before."""
        with self.reading() as tx:
            statement = _filtered(product, market, language, kind, tag, text, latest_only)
            if after:
                statement = statement.where(modules.c.n > self._module_row(tx, after).n)
            if status is None:
                return self._hydrate(tx, tx.execute(statement.limit(limit)).all())
            rows = tx.execute(statement).all()
            found: list[Row[Any]] = []
            for start in range(0, len(rows), 1000):
                some = rows[start : start + 1000]
                states = self._statuses(tx, [row.id for row in some])
                found.extend(row for row in some if states[row.id] is status)
                if limit is not None and len(found) >= limit:
                    break
            return self._hydrate(tx, list(islice(found, limit)))

    def versions(self, lineage: str) -> list[Module]:
        """Every version of a lineage, first to last; empty if there is none."""
        with self.reading() as tx:
            rows = tx.execute(select(modules).where(modules.c.lineage == lineage).order_by(modules.c.version)).all()
            return self._hydrate(tx, rows)

    def modules_of_source(self, source_id: str) -> list[Module]:
        """Every version with an anchor of any role in the source, oldest first."""
        with self.reading() as tx:
            inside = select(anchors.c.module).where(anchors.c.source == source_id)
            rows = tx.execute(select(modules).where(modules.c.id.in_(inside)).order_by(modules.c.n)).all()
            return self._hydrate(tx, rows)

    def verbatim(self, module: Module) -> bool:
        """True if in some source the module's origin quotes, checked against their passages, joined, are its body."""
        with self.reading() as tx:
            known = _passage_rows(tx, (a.passage for a in module.anchors))
            numbers = self._findings_of(tx, [module.id])
        return any(joined == module.content.body for joined in origin_texts(module, known, numbers).values())

    def _findings_of(self, tx: Connection, ids: Collection[str]) -> dict[str, int]:
        """Anchor id to the number of the occurrence it belongs to, for all anchors of the module versions."""
        statement = select(anchors.c.id, anchors.c.occurrence)
        return {row.id: row.occurrence for row in rows_in(tx, statement, anchors.c.module, ids)}

    def _module_row(self, tx: Connection, id: str) -> Row[Any]:
        row = tx.execute(select(modules).where(modules.c.id == id)).first()
        if row is None:
            raise NotFound("library.no_module", f"There is no module {id[:12]}….")
        return row

    def _module(self, tx: Connection, id: str) -> Module:
        return self._hydrate(tx, [self._module_row(tx, id)])[0]

    def _modules_by_id(self, tx: Connection, ids: Collection[str]) -> dict[str, Module]:
        return {m.id: m for m in self._hydrate(tx, _by_ids(tx, ids))}

    def _hydrate(self, tx: Connection, rows: Sequence[Row[Any]]) -> list[Module]:
        """Module records of rows of ``modules``, in the rows' order."""
        ids = [row.id for row in rows]
        held: dict[str, list[Anchor]] = defaultdict(list)
        for row in rows_in(tx, select(anchors).order_by(anchors.c.module, anchors.c.ordinal), anchors.c.module, ids):
            held[row.module].append(_anchor_record(row))
        tagged: dict[str, list[Tag]] = defaultdict(list)
        for row in rows_in(tx, select(tags).order_by(tags.c.module, tags.c.ordinal), tags.c.module, ids):
            tagged[row.module].append(Tag(facet=row.facet, value=row.value, by=row.by, words=row.words))
        return [
            Module(
                id=row.id,
                lineage=row.lineage,
                parent=row.parent,
                version=row.version,
                content=record(ModuleContent, row.doc),
                author=row.author,
                created_at=row.at,
                anchors=tuple(held[row.id]),
                tags=tuple(tagged[row.id]),
            )
            for row in rows
        ]

    def _insert_module(
        self, tx: Connection, actor: Actor, id: str, lineage: str, parent: str | None, content: ModuleContent
    ) -> None:
        newest = tx.execute(select(func.max(modules.c.version)).where(modules.c.lineage == lineage)).scalar()
        tx.execute(
            insert(modules).values(
                n=self._next(tx, modules.c.n),
                id=id,
                lineage=lineage,
                parent=parent,
                version=(newest or 0) + 1,
                kind=content.kind.value,
                product=content.product,
                market=content.market,
                language=content.language,
                body=content.body,
                doc=content,
                author=actor.id,
                behalf=actor.on_behalf_of,
                at=self.now(),
            )
        )

    def _append_anchors(
        self, tx: Connection, id: str, body: str, drafts: Iterable[AnchorDraft], known: Mapping[str, Row[Any]]
    ) -> bool:
        """Append what is new, each source's finding as one occurrence; True if anything was."""
        have = tx.execute(
            select(anchors.c.id, anchors.c.ordinal, anchors.c.occurrence).where(anchors.c.module == id)
        ).all()
        seen, ordinal = {row.id for row in have}, max((row.ordinal for row in have), default=-1) + 1
        number = max((row.occurrence for row in have), default=0) + 1
        after = tx.execute(select(func.max(decisions.c.seq))).scalar() or 0
        numbers: dict[str, int] = {}
        quotes: dict[str, list[str]] = defaultdict(list)
        for draft in drafts:
            anchor = content_id("anchor", [id, draft.role.value, draft.passage, draft.start, draft.end])
            if anchor in seen:
                continue
            seen.add(anchor)
            passage = known[draft.passage]
            if draft.role is not AnchorRole.SUPPORT:
                numbers.setdefault(passage.source, number + len(numbers))
            if draft.role is AnchorRole.ORIGIN:
                quotes[passage.source].append(draft.quote)
            tx.execute(
                insert(anchors).values(
                    **_anchor_values(draft, passage),
                    id=anchor,
                    module=id,
                    ordinal=ordinal,
                    occurrence=0 if draft.role is AnchorRole.SUPPORT else numbers[passage.source],
                    after=after,
                )
            )
            ordinal += 1
        for source, words in quotes.items():
            tx.execute(
                insert(occurrences).values(
                    module=id, number=numbers[source], source=source, verbatim="\n".join(words) == body
                )
            )
        return len(seen) > len(have)

    def _append_tags(self, tx: Connection, id: str, drafts: Iterable[Tag]) -> bool:
        have = tx.execute(select(tags.c.facet, tags.c.value).where(tags.c.module == id)).all()
        seen, ordinal = {(row.facet, row.value) for row in have}, len(have)
        for tag in drafts:
            if (tag.facet, tag.value) in seen:
                continue
            seen.add((tag.facet, tag.value))
            tx.execute(insert(tags).values(module=id, ordinal=ordinal, **tag.model_dump()))
            ordinal += 1
        return len(seen) > len(have)


def _filtered(
    product: str,
    market: str,
    language: str,
    kind: ModuleKind | None,
    tag: tuple[str, str] | None,
    text: str,
    latest_only: bool,
) -> Select[Any]:
    statement = select(modules).order_by(modules.c.n)
    for column, wanted in ((modules.c.product, product), (modules.c.market, market), (modules.c.language, language)):
        if wanted:
            statement = statement.where(column == wanted)
    if kind is not None:
        statement = statement.where(modules.c.kind == kind.value)
    if text:
        statement = statement.where(modules.c.body.icontains(text, autoescape=True))
    if tag is not None:
        tagged = select(tags.c.module).where(tags.c.facet == tag[0], tags.c.value == tag[1])
        statement = statement.where(modules.c.id.in_(tagged))
    if latest_only:
        later = modules.alias("later")
        newer = select(later.c.n).where(later.c.lineage == modules.c.lineage, later.c.version > modules.c.version)
        statement = statement.where(~newer.exists())
    return statement


def _by_ids(tx: Connection, ids: Collection[str]) -> list[Row[Any]]:
    return rows_in(tx, select(modules).order_by(modules.c.n), modules.c.id, ids)


def _passage_rows(tx: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
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


def _check_content(content: ModuleContent) -> None:
    if not content.body.strip():
        raise BadInput("library.empty_module", "A module says something.")
    if storable(content.body) != content.body:
        raise BadInput("library.characters", "The text holds characters that cannot be stored.")


def _check_anchors(drafts: Sequence[AnchorDraft], known: Mapping[str, Row[Any]]) -> None:
    for draft in drafts:
        passage = known.get(draft.passage)
        if passage is None:
            raise NotFound("library.no_passage", f"There is no passage {draft.passage[:12]}….")
        if not 0 <= draft.start < draft.end or passage.text[draft.start : draft.end] != draft.quote:
            raise BadInput("library.anchor", f"The passage does not say “{draft.quote[:60]}” at that place.")
        if PassageFlag.HIDDEN.value in passage.doc["flags"]:
            raise BadInput("library.hidden", "Hidden text never becomes a module.")


def _check_origin(actor: Actor, content: ModuleContent, drafts: Sequence[AnchorDraft]) -> None:
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


def _as_drafts(held: Iterable[Anchor]) -> tuple[AnchorDraft, ...]:
    return tuple(AnchorDraft(role=a.role, passage=a.passage, start=a.start, end=a.end, quote=a.quote) for a in held)


def _anchor_record(row: Row[Any]) -> Anchor:
    return Anchor(
        id=row.id,
        role=AnchorRole(row.role),
        passage=row.passage,
        start=row.start,
        end=row.stop,
        quote=row.quote,
        source=row.source,
        prefix=row.prefix,
        suffix=row.suffix,
        ordinal=row.ordinal,
    )
