"""Answers given, kept for good, and the questions handed to a desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from library.errors import BadInput, Forbidden, NotEligible, NotFound
from library.models import (
    Actor,
    Answer,
    AnswerDraft,
    Handover,
    Module,
    ModuleKind,
    Recipient,
    Role,
    Scope,
    Statement,
    UseClass,
)
from library.release import Leaving, ReleaseVerbs, check_obligations
from library.store.base import uuid7
from library.store.rows import record
from library.store.tables_use import acknowledgements, answer_citations, answers, handovers, release_subjects
from library.text import squeeze

READING = (
    Role.ADMIN,
    Role.MARKETER,
    Role.MEDICAL,
    Role.LEGAL,
    Role.REGULATORY,
    Role.MEDICAL_INFORMATION,
    Role.PHARMACOVIGILANCE,
    Role.AUDITOR,
)
"""Roles that may look at answers given to others."""

_SLOT = re.compile(r"\\\{[^{}]*\\\}")


class AnswerVerbs(ReleaseVerbs):
    """Keeps answers and shows them again."""

    def record_answer(self, actor: Actor, draft: AnswerDraft, use_classes: tuple[UseClass, ...] = ()) -> Answer:
        """Keep an answer and let it out to the asker, in one transaction; the question's words go to a personal row.

        Every cited module version must be usable in the draft's scope now (``use_classes``: for any of these uses) and
        say what the statement says. Raises NotEligible, NotFound, or BadInput ``answer.uncited``.
        """
        cited = _cited(draft)
        with self.transaction() as tx:
            leaving = Leaving((), (), {})
            if cited:
                leaving = self._leaving(tx, cited, draft.scope, use_classes)
                _check_words(draft, {m.id: m for m in leaving.modules})
                check_obligations(leaving)
            role = actor.roles[0] if actor.roles else Role.DOCTOR
            recipient = Recipient(person=actor.id, role=role, purpose="answer")
            release = self._record_release(tx, leaving, draft.scope, recipient, "")
            answer = Answer(id=uuid7(self.now()), asker=actor.id, at=self.now(), content=draft)
            self._insert_answer(tx, answer, release.id, cited)
            self._event(tx, actor, "answer.record", answer.id, new=release.id)
            self._outbox(tx, "answer", answer.id)
            return answer

    def answer(self, id: str) -> Answer:
        """An answer as kept ("" for a question that was erased). Raises NotFound. To show it, use ``replay``."""
        with self.reading() as tx:
            return self._answer_record(tx, self._answer_row(tx, id))

    def answers(self, *, citing: str = "", asker: str = "", limit: int | None = None) -> list[Answer]:
        """Answers given, newest first; only those that cite the module version, or that the person asked for."""
        statement = select(answers).order_by(answers.c.n.desc()).limit(limit)
        if asker:
            statement = statement.where(answers.c.asker == asker)
        if citing:
            inside = select(answer_citations.c.answer).where(answer_citations.c.module == citing)
            statement = statement.where(answers.c.id.in_(inside))
        with self.reading() as tx:
            return [self._answer_record(tx, row) for row in tx.execute(statement).all()]

    def replay(self, actor: Actor, answer_id: str) -> Answer:
        """What may be shown now of an answer given before, to who asked it or to those who watch over answers.

        Raises NotEligible if anything it cites may no longer be used as it was, NotFound, or Forbidden.
        """
        with self.reading() as tx:
            row = self._answer_row(tx, answer_id)
            answer = self._answer_record(tx, row)
            if actor.id != answer.asker and not actor.has(*READING):
                raise Forbidden("answer.not_yours", "This answer was given to somebody else.")
            for use, ids in self._uses_of(tx, row.release).items():
                scope = Scope(**{**answer.content.scope.model_dump(), "use_class": use})
                self._leaving(tx, ids, scope, ())
            return answer

    def handovers(self, role: Role) -> list[Handover]:
        """What was handed to a desk, oldest first, with who took it and when."""
        with self.reading() as tx:
            return self._handovers(tx, handovers.c.role == role.value)

    def acknowledge(self, actor: Actor, handover_id: str) -> Handover:
        """Take a hand-over of a desk one belongs to; the first to take it stays. Raises NotFound or Forbidden."""
        with self.transaction() as tx:
            found = self._handovers(tx, handovers.c.id == handover_id)
            if not found:
                raise NotFound("handover.unknown", "There is no such hand-over.")
            if actor.on_behalf_of or found[0].role not in self._roles(tx, actor.id):
                raise Forbidden("handover.role", f"This was handed to {found[0].role.value.replace('_', ' ')}.")
            if not found[0].acknowledged_by:
                tx.execute(insert(acknowledgements).values(handover=handover_id, person=actor.id, at=self.now()))
                self._event(tx, actor, "handover.take", handover_id, new=found[0].answer)
                self._outbox(tx, "handover", handover_id)
            return self._handovers(tx, handovers.c.id == handover_id)[0]

    def _insert_answer(self, tx: Connection, answer: Answer, release: str, cited: list[str]) -> None:
        question = self.put_personal(tx, answer.content.question)
        doc = {**answer.model_dump(mode="json"), "content": answer.content.model_dump(mode="json") | {"question": ""}}
        tx.execute(
            insert(answers).values(
                n=self._next(tx, answers.c.n),
                id=answer.id,
                release=release,
                asker=answer.asker,
                question=question,
                at=answer.at,
                doc=doc,
            )
        )
        if cited:
            rows = [{"answer": answer.id, "module": id, "release": release} for id in cited]
            tx.execute(insert(answer_citations), rows)
        for role in dict.fromkeys(answer.content.handed_to):
            values = {"id": uuid7(self.now()), "answer": answer.id, "role": role.value, "at": answer.at}
            tx.execute(insert(handovers).values(**values))

    def _answer_row(self, tx: Connection, id: str) -> Row[Any]:
        row = tx.execute(select(answers).where(answers.c.id == id)).first()
        if row is None:
            raise NotFound("library.no_answer", f"There is no answer {id[:12]}….")
        return row

    def _answer_record(self, tx: Connection, row: Row[Any]) -> Answer:
        words = self._read_personal(tx, row.question) or ""
        return record(Answer, {**row.doc, "content": {**row.doc["content"], "question": words}})

    def _uses_of(self, tx: Connection, release: str) -> dict[str, list[str]]:
        """Per use class the versions that left for it in the release."""
        found: dict[str, list[str]] = {}
        rows = tx.execute(select(release_subjects).where(release_subjects.c.release == release))
        for row in sorted(rows, key=lambda r: (r.use_class, r.subject)):
            found.setdefault(row.use_class, []).append(row.subject)
        return found

    def _handovers(self, tx: Connection, which: Any) -> list[Handover]:
        taken = acknowledgements.c
        statement = (
            select(handovers, taken.person.label("by"), taken.at.label("taken_at"))
            .select_from(handovers.outerjoin(acknowledgements, taken.handover == handovers.c.id))
            .where(which)
            .order_by(handovers.c.at, handovers.c.id)
        )
        return [
            Handover(
                id=row.id,
                answer=row.answer,
                role=Role(row.role),
                at=row.at,
                acknowledged_by=row.by or "",
                acknowledged_at=row.taken_at,
            )
            for row in tx.execute(statement)
        ]


def _cited(draft: AnswerDraft) -> list[str]:
    if any(not statement.modules for statement in draft.shown):
        raise BadInput("answer.uncited", "Every statement of an answer cites the module that says it.")
    return list(dict.fromkeys(id for statement in draft.shown for id in statement.modules))


def _check_words(draft: AnswerDraft, modules: Mapping[str, Module]) -> None:
    for statement in draft.shown:
        if not _says(statement, [modules[id] for id in statement.modules]):
            raise NotEligible(
                "release.not_verbatim",
                f"“{statement.text[:60]}” is not what {statement.modules[0][:12]}… says.",
                "An answer is made of approved words as they are.",
            )


def _says(statement: Statement, modules: Iterable[Module]) -> bool:
    """True if the statement is, white space aside, words of a cited module in its context, or all their bodies."""
    words, bodies = squeeze(statement.text), []
    for module in modules:
        body = squeeze(module.content.body)
        bodies.append(body)
        if words and words in squeeze("\n".join((*module.content.context, module.content.body))):
            return True
        if module.content.kind is ModuleKind.PHRASE and re.fullmatch(_SLOT.sub(".{1,120}", re.escape(body)), words):
            return True
    return bool(words) and words == "".join(bodies)
