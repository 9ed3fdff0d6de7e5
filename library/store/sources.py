"""Sources, what is said about them, and their passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, Row, insert, select

from library.errors import BadInput, NotFound
from library.models import (
    Actor,
    DocumentClass,
    Extraction,
    Loss,
    Outcome,
    Passage,
    PassageDraft,
    Source,
    SourceFacts,
    Status,
    canonical,
    content_id,
)
from library.store.base import Written
from library.store.rows import end_of, record, storable
from library.store.signed import facts_message
from library.store.states import StateVerbs
from library.store.tables_content import extractions, passages, source_facts, sources

_NEVER_SAID_AGAIN = frozenset({"filename", "words"})


class SourceVerbs(StateVerbs):
    """Takes documents in and gives them back."""

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
    ) -> tuple[Source, Extraction, bool]:
        """Keep a document and what one reader found in it; True if this reading is new.

        The same bytes are one Source; the same bytes read by the same reader version are one Extraction, and nothing is
        written again. Facts that a person says differently than at first are appended. The original lies on the disk
        before the transaction commits.
        """
        id = hashlib.sha256(data).hexdigest()
        self.files.put(data)
        read = Extraction(
            id=content_id("extraction", [id, reader, reader_version]),
            source=id,
            reader=reader,
            reader_version=reader_version,
            outcome=outcome,
            pages=pages,
            losses=tuple(losses),
            warnings=tuple(warnings),
        )
        with self.transaction() as tx:
            if _first(tx, sources.c.id, id) is None:
                self._insert_source(tx, actor, id, media_type, len(data), facts)
            else:
                self._say_again(tx, actor, id, facts)
            new = _first(tx, extractions.c.id, read.id) is None
            if new:
                self._insert_extraction(tx, read, passages)
                self._event(tx, actor, "source.read", id, new=read.id)
                self._outbox(tx, "source", id)
            return self._source(tx, id), _extraction(tx, read.id), new

    def source(self, id: str) -> Source:
        """The source with the facts that hold now. Raises NotFound."""
        with self.reading() as tx:
            return self._source(tx, id)

    def sources(
        self, *, product: str = "", market: str = "", document_class: DocumentClass | None = None
    ) -> list[Source]:
        """Sources as received, oldest first, narrowed by the facts that hold now."""
        with self.reading() as tx:
            rows = tx.execute(select(sources).order_by(sources.c.n)).all()
            said = self._facts(tx, [row.id for row in rows])
        found = [_source_record(row, said[row.id]) for row in rows]
        return [
            s
            for s in found
            if (not product or s.facts.product == product)
            and (not market or s.facts.market == market)
            and (document_class is None or s.facts.document_class is document_class)
        ]

    def extraction(self, source_id: str) -> Extraction:
        """The newest reading of a source. Raises NotFound."""
        with self.reading() as tx:
            return _extraction(tx, self._newest_extraction(tx, source_id))

    def passages(self, source_id: str) -> list[Passage]:
        """The passages of the newest reading, in reading order. Raises NotFound."""
        with self.reading() as tx:
            newest = self._newest_extraction(tx, source_id)
            rows = tx.execute(select(passages).where(passages.c.extraction == newest).order_by(passages.c.seq))
            return [passage_record(row) for row in rows]

    def passage(self, id: str) -> Passage:
        """One passage of any reading. Raises NotFound."""
        with self.reading() as tx:
            row = tx.execute(select(passages).where(passages.c.id == id)).first()
        if row is None:
            raise NotFound("library.no_passage", f"There is no passage {id[:12]}….")
        return passage_record(row)

    def original(self, source_id: str) -> bytes:
        """The document's bytes, verified against their SHA-256. Raises NotFound, or Unavailable if they changed."""
        self.source(source_id)
        return self.files.get(source_id)

    def set_facts(self, actor: Actor, source_id: str, facts: SourceFacts) -> Source:
        """Say something else about a document; the latest saying holds, all are kept.

        Raises BadInput ``library.replaces`` if it would replace itself or a source that is not known.
        """
        with self.transaction() as tx:
            before = self._source(tx, source_id)
            if before.facts == facts:
                return before
            self._append_facts(tx, actor, source_id, facts)
            self._event(
                tx,
                actor,
                "source.facts",
                source_id,
                old=canonical(before.facts).decode(),
                new=canonical(facts).decode(),
            )
            self._outbox(tx, "source", source_id)
            return self._source(tx, source_id)

    def source_status(self, id: str) -> Status:
        """Draft, released (a signed label), approved, expired, superseded, suspended or withdrawn."""
        self.source(id)
        with self.reading() as tx:
            return self._source_status(tx, id)

    def _insert_source(
        self, tx: Connection, actor: Actor, id: str, media_type: str, size: int, facts: SourceFacts
    ) -> None:
        tx.execute(
            insert(sources).values(
                n=self._next(tx, sources.c.n),
                id=id,
                media_type=media_type,
                size=size,
                received_at=self.now(),
                received_by=actor.id,
            )
        )
        self._append_facts(tx, actor, id, facts)
        self._event(tx, actor, "source.add", id, new=canonical(facts).decode())

    def _say_again(self, tx: Connection, actor: Actor, id: str, facts: SourceFacts) -> None:
        """Append what a person now says of known bytes and did not say when they first came."""
        first = tx.execute(select(source_facts.c.facts).where(source_facts.c.source == id, source_facts.c.seq == 1))
        at_first, holds = record(SourceFacts, first.scalar_one()), self._source(tx, id).facts
        unsaid = SourceFacts()
        said = {
            name: value
            for name in SourceFacts.model_fields
            if name not in _NEVER_SAID_AGAIN
            and name not in facts.words
            and (value := getattr(facts, name)) not in (getattr(unsaid, name), getattr(at_first, name))
            and value != getattr(holds, name)
        }
        if not said:
            return
        words = {name: why for name, why in holds.words.items() if name not in said}
        merged = SourceFacts.model_validate({**holds.model_dump(), **said, "words": words})
        self._append_facts(tx, actor, id, merged)
        self._event(tx, actor, "source.facts", id, old=canonical(holds).decode(), new=canonical(merged).decode())
        self._outbox(tx, "source", id)

    def _append_facts(self, tx: Connection, actor: Actor, id: str, facts: SourceFacts) -> None:
        known = facts.replaces is None or _first(tx, sources.c.id, facts.replaces) is not None
        if facts.replaces == id or not known:
            raise BadInput(
                "library.replaces", "A source replaces another source that is known.", "Give the id of the old version."
            )
        seq = tx.execute(
            select(source_facts.c.seq).where(source_facts.c.source == id).order_by(source_facts.c.seq.desc()).limit(1)
        ).scalar()
        number, at = (seq or 0) + 1, self.now()
        key, signature = self.keys.sign(facts_message(source=id, seq=number, person=actor.id, at=at, facts=facts))
        tx.execute(
            insert(source_facts).values(
                source=id,
                seq=number,
                person=actor.id,
                at=at,
                facts=facts,
                document_class=facts.document_class.value,
                product=facts.product,
                market=facts.market,
                expires=end_of(facts.expiry),
                replaces=facts.replaces,
                key=key,
                signature=signature,
            )
        )

    def _insert_extraction(self, tx: Connection, read: Extraction, drafts: Sequence[PassageDraft]) -> None:
        tx.execute(
            insert(extractions).values(
                n=self._next(tx, extractions.c.n),
                id=read.id,
                source=read.source,
                reader=read.reader,
                reader_version=read.reader_version,
                doc=read,
            )
        )
        n = self._next(tx, passages.c.n)
        rows = []
        for seq, draft in enumerate(drafts):
            text = storable(draft.text)
            kept = draft if text == draft.text else draft.model_copy(update={"text": text})
            doc = canonical(kept)
            rows.append(
                {
                    "n": n + seq,
                    "id": _passage_id(read.id, seq, doc),
                    "source": read.source,
                    "extraction": read.id,
                    "seq": seq,
                    "text": text,
                    "doc": Written(doc.decode()),
                }
            )
        if rows:
            tx.execute(insert(passages), rows)

    def _newest_extraction(self, tx: Connection, source_id: str) -> str:
        found = tx.execute(
            select(extractions.c.id).where(extractions.c.source == source_id).order_by(extractions.c.n.desc()).limit(1)
        ).scalar()
        if found is None:
            raise NotFound("library.no_source", f"There is no source {source_id[:12]}….")
        return str(found)

    def _source(self, tx: Connection, id: str) -> Source:
        row = tx.execute(select(sources).where(sources.c.id == id)).first()
        if row is None:
            raise NotFound("library.no_source", f"There is no source {id[:12]}….")
        return _source_record(row, self._facts(tx, [id])[id])


def passage_id(extraction: str, seq: int, draft: PassageDraft) -> str:
    """Id of a passage: hashes the reading, its place in it and everything it says."""
    return _passage_id(extraction, seq, canonical(draft))


def _passage_id(extraction: str, seq: int, draft: bytes) -> str:
    """The same of a draft's canonical JSON: ``content_id("passage", [extraction, seq, draft])``."""
    return hashlib.sha256(b"passage\x00[%s,%d,%s]" % (canonical(extraction), seq, draft)).hexdigest()


def passage_record(row: Row[tuple[object, ...]]) -> Passage:
    """The Passage of a row of ``passages``."""
    return Passage(**row.doc, id=row.id, source=row.source, extraction=row.extraction, seq=row.seq)


def _source_record(row: Row[tuple[object, ...]], facts: SourceFacts) -> Source:
    return Source(
        id=row.id,
        media_type=row.media_type,
        size=row.size,
        received_at=row.received_at,
        received_by=row.received_by,
        facts=facts,
    )


def _extraction(tx: Connection, id: str) -> Extraction:
    doc = tx.execute(select(extractions.c.doc).where(extractions.c.id == id)).scalar_one()
    return record(Extraction, doc)


def _first(tx: Connection, column: object, value: str) -> object:
    return tx.execute(select(column).where(column == value)).scalar()  # type: ignore[call-overload]
