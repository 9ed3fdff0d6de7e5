"""Anchors carried over from a label version to the one that replaces it, where the very same words stand again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from library.errors import BadInput, NotFound
from library.models import Actor, AnchorDraft, AnchorRole, Carry, DocumentClass, ModuleDraft
from library.store.anchoring import check_anchors, passage_rows
from library.store.modules import ModuleVerbs
from library.store.rows import rows_in
from library.store.tables_content import anchors


class CarryVerbs(ModuleVerbs):
    """Lets what rests on unchanged words stand when their document is replaced."""

    def carry_anchors(self, actor: Actor, old: str, new: str, carries: Sequence[Carry]) -> list[str]:
        """Append to each module the same anchor in the new version; returns the ids of the modules that got any.

        A new support anchor counts for later approvals only, since nobody has looked at it. A carried one counts for
        those that counted for the old one: it is the exact quote in the same section of the label version that
        replaces the old one, and it bears nothing until that version is signed. All origin and context anchors that a
        module has in the old version are one finding and are given together.

        Raises BadInput ``library.not_replaced`` (both must be labels of one market, and ``new`` replace ``old``,
        directly or through others), ``library.not_the_same`` (another quote, or another section), NotFound.
        """
        with self.transaction() as tx:
            self._check_succession(tx, old, new)
            held = {row.id: row for row in rows_in(tx, select(anchors), anchors.c.id, [c.anchor for c in carries])}
            known = passage_rows(tx, [*(c.passage for c in carries), *(row.passage for row in held.values())])
            drafts: dict[tuple[str, int, int], list[tuple[int, AnchorDraft]]] = defaultdict(list)
            for carry in carries:
                row = held.get(carry.anchor)
                if row is None:
                    raise NotFound("library.no_anchor", f"There is no anchor {carry.anchor[:12]}….")
                draft = _carried(carry, row, old, new, known)
                supports = draft.role is AnchorRole.SUPPORT
                drafts[row.module, 0 if supports else row.occurrence, row.after].append((row.ordinal, draft))
            changed = self._add_carried(tx, drafts, known)
            lines = [{"verb": "module.carry", "subject": id, "old": old, "new": new} for id in changed]
            self._events(tx, actor, lines)
            self._outboxes(tx, "module", changed)
            return changed

    def _add_carried(
        self,
        tx: Connection,
        drafts: dict[tuple[str, int, int], list[tuple[int, AnchorDraft]]],
        known: dict[str, Row[Any]],
    ) -> list[str]:
        contents = {id: module.content for id, module in self._modules_by_id(tx, {id for id, _, _ in drafts}).items()}
        joined = []
        for (id, _, _), found in drafts.items():
            ordered = tuple(draft for _, draft in sorted(found, key=lambda pair: pair[0]))
            check_anchors(ordered, known)
            joined.append((id, ModuleDraft(content=contents[id], anchors=ordered)))
        inherited = {place: after for place, (_, _, after) in enumerate(drafts)}
        return self._join(tx, joined, known, inherited)

    def _check_succession(self, tx: Connection, old: str, new: str) -> None:
        said = self._facts(tx, [old, new])
        if old not in said or new not in said:
            raise NotFound("library.no_source", f"There is no source {(new if old in said else old)[:12]}….")
        labels = all(facts.document_class is DocumentClass.LABEL for facts in said.values())
        if not labels or said[old].market != said[new].market or new not in self._replacements(tx, {old})[old]:
            raise BadInput(
                "library.not_replaced",
                "Anchors are carried from a label to the label of the same market that replaces it.",
                "Say first what the new version replaces.",
            )


def _carried(carry: Carry, row: Row[Any], old: str, new: str, known: dict[str, Row[Any]]) -> AnchorDraft:
    before, after = known.get(row.passage), known.get(carry.passage)
    if before is None or after is None:
        raise NotFound("library.no_passage", f"There is no passage {carry.passage[:12]}….")
    same_section = before.doc.get("section") == after.doc.get("section")
    end = carry.start + len(row.quote)
    if row.source != old or after.source != new or not same_section or after.text[carry.start : end] != row.quote:
        raise BadInput("library.not_the_same", "Only the same words in the same section are carried over.")
    return AnchorDraft(role=AnchorRole(row.role), passage=carry.passage, start=carry.start, end=end, quote=row.quote)
