"""Proving that records are what was decided on: ids from content, quotes from passages, signatures from the key.

The database's triggers hold against statements; these checks hold against whoever writes the file itself. ``release``
makes them for what leaves, ``doctor`` for everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from library.errors import Unavailable
from library.models import (
    Asset,
    Decision,
    Finding,
    Module,
    ModuleContent,
    PassageDraft,
    Policy,
    Severity,
    SourceFacts,
    module_id,
    module_lineage,
)
from library.store.anchoring import origin_texts
from library.store.assets import asset_id, asset_record
from library.store.modules import ModuleVerbs
from library.store.policies import written_out
from library.store.rows import R, end_of, record, rows_in
from library.store.signed import decision_message, decision_row, facts_message, lift_message, policy_message
from library.store.sources import passage_id
from library.store.tables_content import occurrences, passages, source_facts
from library.store.tables_review import decisions, hold_lifts, holds, policies, policy_rules
from library.store.tables_use import assets, citations


class ProofVerbs(ModuleVerbs):
    """Finds records that are not what they claim to be."""

    def _proofs(
        self,
        tx: Connection,
        records: Collection[Module],
        module_rows: Collection[Row[Any]],
        asset_ids: Collection[str],
    ) -> list[Finding]:
        """What is wrong with these modules and assets and with everything their eligibility rests on."""
        ids = [row.id for row in module_rows]
        rests_on = {a.source for m in records for a in m.anchors}
        products = {row.product for row in module_rows}
        return [
            *self._wrong_policy(tx),
            *self._wrong_decisions(tx, {*ids, *asset_ids, *rests_on}),
            *self._wrong_facts(tx, rests_on),
            *self._wrong_lifts(tx, products),
            *wrong_modules(records, module_rows),
            *self._wrong_anchors(tx, records),
            *wrong_assets(tx, asset_ids),
        ]

    def _wrong_policy(self, tx: Connection) -> Iterator[Finding]:
        row = tx.execute(select(policies).order_by(policies.c.seq.desc()).limit(1)).first()
        if row is None:
            return
        policy = _read(Policy, row.doc)
        if policy is None:
            yield finding("signature", row.id, "The policy in force is not the one an admin signed.")
            return
        rows = tx.execute(select(policy_rules).where(policy_rules.c.policy == row.id))
        said = {tuple(sorted(r._mapping.items())) for r in rows}
        meant = {tuple(sorted(r.items())) for r in written_out(policy)}
        good = self.keys.verify(policy.key, policy_message(policy), policy.signature)
        if policy.id != row.id or said != meant or not good:
            yield finding("signature", row.id, "The policy in force is not the one an admin signed.")

    def _wrong_decisions(self, tx: Connection, subjects: Iterable[str]) -> Iterator[Finding]:
        for row in rows_in(tx, select(decisions), decisions.c.subject, subjects):
            decision = _read(Decision, row.doc)
            if decision is None or not self._is_signed(decision, row):
                yield finding("signature", row.subject, "A decision on it was not signed by this library.")

    def _is_signed(self, decision: Decision, row: Row[Any]) -> bool:
        """True if the library signed it and the columns that the view reads repeat what was signed."""
        same = all(row._mapping[name] == value for name, value in decision_row(decision).items() if name != "doc")
        return same and self.keys.verify(decision.key, decision_message(decision), decision.signature)

    def _wrong_facts(self, tx: Connection, sources: Iterable[str]) -> Iterator[Finding]:
        for row in rows_in(tx, select(source_facts), source_facts.c.source, sources):
            facts = _read(SourceFacts, row.facts) or SourceFacts()
            same = (row.document_class, row.product, row.market, row.expires, row.replaces) == (
                facts.document_class,
                facts.product,
                facts.market,
                end_of(facts.expiry),
                facts.replaces,
            )
            message = facts_message(source=row.source, seq=row.seq, person=row.person, at=row.at, facts=facts)
            if not same or not self.keys.verify(row.key, message, row.signature):
                yield finding("signature", row.source, "What is said about this source was not said to this library.")

    def _wrong_lifts(self, tx: Connection, products: Iterable[str]) -> Iterator[Finding]:
        joined = select(hold_lifts, holds.c.product).join(holds, holds.c.id == hold_lifts.c.hold)
        for row in rows_in(tx, joined, holds.c.product, products):
            message = lift_message(hold=row.hold, reason=row.reason, person=row.person, at=row.at)
            if not self.keys.verify(row.key, message, row.signature):
                yield finding("signature", row.hold, "A hold was lifted by nobody this library knows.")

    def _wrong_anchors(self, tx: Connection, records: Collection[Module]) -> Iterator[Finding]:
        """Quotes that their passage does not say, passages that are not what was read, findings wrongly verbatim."""
        known = self._passages_by_id(tx, {a.passage for m in records for a in m.anchors})
        wrong = {id for id, row in known.items() if not _is_passage(row)}
        flagged = select(occurrences).where(occurrences.c.verbatim)
        verbatim: dict[str, set[tuple[str, int]]] = {}
        for row in rows_in(tx, flagged, occurrences.c.module, [m.id for m in records]):
            verbatim.setdefault(row.module, set()).add((row.source, row.number))
        numbers = self._findings_of(tx, list(verbatim))
        for module in records:
            for anchor in module.anchors:
                row = known[anchor.passage]
                said = row.text[anchor.start : anchor.end] == anchor.quote and row.source == anchor.source
                if not said or anchor.passage in wrong:
                    yield finding("anchor", module.id, "A quote of it is not what its source says.")
            if verbatim.get(module.id):
                texts = origin_texts(module, known, numbers)
                if any(texts.get(place) != module.content.body for place in verbatim[module.id]):
                    yield finding("anchor", module.id, "It is called verbatim and is not.")

    def _passages_by_id(self, tx: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
        return {row.id: row for row in rows_in(tx, select(passages), passages.c.id, ids)}


def wrong_modules(records: Collection[Module], rows: Collection[Row[Any]]) -> Iterator[Finding]:
    for module, row in zip(records, rows, strict=True):
        content = module.content
        columns = (row.kind, row.product, row.market, row.language, row.body)
        same = columns == (content.kind, content.product, content.market, content.language, content.body)
        first = module.parent is not None or module.lineage == module_lineage(content)
        if not same or not first or module.id != module_id(content, module.lineage, module.parent):
            yield finding("hash", module.id, "Its words are not those its id was made from.")


def wrong_assets(tx: Connection, ids: Collection[str]) -> Iterator[Finding]:
    cites: dict[str, set[str]] = {}
    for row in rows_in(tx, select(citations), citations.c.asset, ids):
        cites.setdefault(row.asset, set()).add(row.module)
    for row in rows_in(tx, select(assets), assets.c.id, ids):
        try:
            asset: Asset = asset_record(row)
        except Unavailable:
            yield finding("hash", row.id, "It cannot be read.")
            continue
        brief = asset.content.brief
        same = (row.kind, row.product, row.market) == (brief.kind, brief.product, brief.scope.market)
        cited = cites.get(asset.id, set()) == set(asset.content.cited)
        if not same or not cited or asset.id != asset_id(asset.content, asset.lineage, asset.parent):
            yield finding("hash", asset.id, "Its words or citations are not those its id was made from.")


def _is_passage(row: Row[Any]) -> bool:
    draft = _read(PassageDraft, row.doc)
    return bool(draft is not None and draft.text == row.text and passage_id(row.extraction, row.seq, draft) == row.id)


def is_content(row: Row[Any]) -> bool:
    """True if a row of ``modules`` holds a module's content."""
    return _read(ModuleContent, row.doc) is not None


def _read(model: type[R], doc: object) -> R | None:
    try:
        return record(model, doc)
    except Unavailable:
        return None


def finding(what: str, subject: str, message: str) -> Finding:
    """A blocking finding with the code ``library.<what>``."""
    return Finding(code=f"library.{what}", severity=Severity.BLOCKING, message=message, subject=subject)
