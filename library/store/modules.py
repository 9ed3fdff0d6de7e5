"""Modules: versions of the minimal content unit, their anchors and tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from library.errors import BadInput, NotFound
from library.models import (
    Actor,
    Anchor,
    AnchorDraft,
    AnchorRole,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Status,
    Tag,
    module_id,
    module_lineage,
)
from library.store.anchoring import (
    Held,
    NewRows,
    check_anchors,
    check_content,
    check_figures,
    check_origin,
    origin_texts,
    passage_rows,
)
from library.store.rows import record, rows_in
from library.store.states import StateVerbs
from library.store.tables_content import anchors, modules, occurrences, tags
from library.store.tables_review import decisions

AT_ONCE = 500
"""Versions whose status is derived at a time, until a page is full."""
BY_DECISION = (Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.REJECTED, Status.APPROVED, Status.WITHDRAWN)
"""Where a version only comes by a decision about itself."""


class ModuleVerbs(StateVerbs):
    """Keeps module versions and finds them."""

    def add_modules(self, actor: Actor, drafts: Sequence[ModuleDraft]) -> list[tuple[Module, bool]]:
        """Keep first versions, in one transaction; True where the module is new.

        Content that is known joins: its new anchors and tags are appended to the known module. Raises BadInput
        ``library.anchor`` (a quote is not what the passage says), ``library.hidden``,
        ``library.parted_figure`` (a quote begins or ends inside a figure), ``library.no_origin``, or
        ``library.not_verbatim`` (the program's own modules are their origin quotes joined by newlines).
        """
        with self.transaction() as tx:
            return self._add(tx, actor, drafts)

    def _add(self, tx: Connection, actor: Actor, drafts: Sequence[ModuleDraft]) -> list[tuple[Module, bool]]:
        known = passage_rows(tx, (a.passage for d in drafts for a in d.anchors))
        for draft in drafts:
            check_content(draft.content)
            check_anchors(draft.anchors, known)
            check_figures(draft.anchors, known)
            check_origin(actor, draft.content, draft.anchors)
        lineages = [module_lineage(d.content) for d in drafts]
        ids = [module_id(d.content, line, None) for d, line in zip(drafts, lineages, strict=True)]
        there = {row.id for row in rows_in(tx, select(modules.c.id), modules.c.id, ids)}
        new = {id: place for place, id in reversed(list(enumerate(ids))) if id not in there}
        fresh = sorted(new.values())
        rows = [(ids[p], lineages[p], None, 1, drafts[p].content) for p in fresh]
        self._insert_modules(tx, actor, rows)
        self._join(tx, [(ids[p], drafts[p]) for p in fresh], known)
        others = [p for p in range(len(drafts)) if new.get(ids[p]) != p]
        joined = self._join(tx, [(ids[p], drafts[p]) for p in others], known)
        lines = [{"verb": "module.add", "subject": ids[p], "new": lineages[p]} for p in fresh]
        lines += [{"verb": "module.join", "subject": id} for id in joined]
        self._events(tx, actor, lines)
        self._outboxes(tx, "module", [line["subject"] for line in lines])
        found = self._modules_by_id(tx, ids)
        return [(found[id], new.get(id) == place) for place, id in enumerate(ids)]

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
            return self._edit(tx, actor, id, content, anchors, tags)

    def _edit(
        self,
        tx: Connection,
        actor: Actor,
        id: str,
        content: ModuleContent,
        anchors: Sequence[AnchorDraft] | None,
        tags: Sequence[Tag] | None,
    ) -> Module:
        parent = self._module(tx, id)
        if content == parent.content:
            raise BadInput("library.no_change", "The edit changes nothing.")
        check_content(content)
        drafts = _as_drafts(parent.anchors) if anchors is None else tuple(anchors)
        known = passage_rows(tx, (a.passage for a in drafts))
        check_anchors(drafts, known)
        check_origin(actor, content, drafts)
        child = module_id(content, parent.lineage, parent.id)
        if tx.execute(select(modules.c.n).where(modules.c.id == child)).scalar() is None:
            newest = select(func.max(modules.c.version)).where(modules.c.lineage == parent.lineage)
            version = tx.execute(newest).scalar_one() + 1
            self._insert_modules(tx, actor, [(child, parent.lineage, parent.id, version, content)])
            labels = parent.tags if tags is None else tuple(tags)
            self._join(tx, [(child, ModuleDraft(content=content, anchors=drafts, tags=labels))], known)
            self._event(tx, actor, "module.edit", child, old=parent.id, new=child)
            self._outbox(tx, "module", child)
        return self._module(tx, child)

    def add_anchors(self, actor: Actor, id: str, anchors: Sequence[AnchorDraft]) -> Module:
        """Append anchors to a version; those it has already are left as they are. Raises NotFound or BadInput."""
        with self.transaction() as tx:
            module = self._module(tx, id)
            known = passage_rows(tx, (a.passage for a in anchors))
            check_anchors(anchors, known)
            if self._join(tx, [(id, ModuleDraft(content=module.content, anchors=tuple(anchors)))], known):
                places = " ".join(f"{a.role}:{a.passage}:{a.start}-{a.end}" for a in anchors)
                self._event(tx, actor, "module.anchor", id, new=places)
            return self._module(tx, id)

    def add_tags(self, actor: Actor, id: str, tags: Sequence[Tag]) -> Module:
        """Append tags to a version; a facet and value it has already is left as it is. Raises NotFound."""
        with self.transaction() as tx:
            module = self._module(tx, id)
            if self._join(tx, [(id, ModuleDraft(content=module.content, anchors=(), tags=tuple(tags)))], {}):
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
            wanted = self._in_state(tx, statement, status, limit)
            by_id = {row.id: row for row in _by_ids(tx, wanted)}
            return self._hydrate(tx, [by_id[id] for id in wanted])

    def count_modules(self, status: Status | None = None, *, most: int | None = None) -> int:
        """How many modules there are by their latest version, or how many of them stand so; at most ``most``."""
        with self.reading() as tx:
            statement = _filtered("", "", "", None, None, "", latest_only=True)
            if status is None:
                return int(tx.execute(select(func.count()).select_from(statement.subquery())).scalar() or 0)
            return len(self._in_state(tx, statement, status, most))

    def _in_state(self, tx: Connection, statement: Select[Any], status: Status, limit: int | None) -> list[str]:
        """Ids of the versions of a statement that stand so now, in its order.

        What the remembered openings and the mere presence of a decision tell beforehand needs no derivation.
        """
        usable = self._usable_somewhere(tx)
        if status in BY_DECISION:
            statement = statement.where(modules.c.id.in_(select(decisions.c.subject)))
        ids = tx.execute(statement.with_only_columns(modules.c.id)).scalars()
        found: list[str] = []
        while some := ids.fetchmany(AT_ONCE):
            likely = [id for id in some if status is Status.ON_HOLD or (id in usable) is (status is Status.RELEASED)]
            states = self._statuses(tx, likely)
            found.extend(id for id in likely if states[id] is status)
            if limit is not None and len(found) >= limit:
                break
        return found[:limit]

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
            known = passage_rows(tx, (a.passage for a in module.anchors))
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

    def _insert_modules(
        self, tx: Connection, actor: Actor, rows: Sequence[tuple[str, str, str | None, int, ModuleContent]]
    ) -> None:
        """Insert versions given as ``(id, lineage, parent, version, content)``."""
        n, now = self._next(tx, modules.c.n), self.now()
        values = [
            {
                "n": n + place,
                "id": id,
                "lineage": lineage,
                "parent": parent,
                "version": version,
                "kind": content.kind.value,
                "product": content.product,
                "market": content.market,
                "language": content.language,
                "body": content.body,
                "doc": content,
                "author": actor.id,
                "behalf": actor.on_behalf_of,
                "at": now,
            }
            for place, (id, lineage, parent, version, content) in enumerate(rows)
        ]
        if values:
            tx.execute(insert(modules), values)

    def _join(
        self,
        tx: Connection,
        drafts: Sequence[tuple[str, ModuleDraft]],
        known: Mapping[str, Row[Any]],
        inherited: Mapping[int, int] | None = None,
    ) -> list[str]:
        """Append the anchors and tags that versions do not have yet; returns the ids of those that got any.

        Approvals given before an anchor was added don't count for it; ``inherited`` says, by place among the drafts,
        after which decision it counts instead (only for what ``carry_anchors`` found to be the very same words).
        """
        if not drafts:
            return []
        ids = [id for id, _ in drafts]
        after = tx.execute(select(func.max(decisions.c.seq))).scalar() or 0
        held: dict[str, Held] = defaultdict(Held)
        columns = select(anchors.c.module, anchors.c.id, anchors.c.ordinal, anchors.c.occurrence)
        for row in rows_in(tx, columns, anchors.c.module, ids):
            held[row.module].has_anchor(row.id, row.ordinal, row.occurrence)
        for row in rows_in(tx, select(tags.c.module, tags.c.facet, tags.c.value), tags.c.module, ids):
            held[row.module].tags.add((row.facet, row.value))
        new = NewRows()
        for place, (id, draft) in enumerate(drafts):
            held[id].add(new, id, draft, known, (inherited or {}).get(place, after))
        for table, rows in ((anchors, new.anchors), (occurrences, new.occurrences), (tags, new.tags)):
            if rows:
                tx.execute(insert(table), rows)
        touched = {row["module"] for rows in (new.anchors, new.tags) for row in rows}
        return [id for id in dict.fromkeys(ids) if id in touched]


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
