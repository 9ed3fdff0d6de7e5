"""Proposals in both databases: append-only, and added to a database that an older program made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from library.models import (
    Actor,
    AnchorDraft,
    AnchorRole,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Outcome,
    PassageDraft,
    PassageKind,
    ProposalDraft,
    ProposalKind,
    ProposalRun,
    ProposalState,
    Refusal,
    Role,
    SourceFacts,
)
from library.store import Library, open_library
from library.store.tables_proposals import TABLES

WORDS = "Take it with food in the morning."


def module_in(lib: Library) -> tuple[Actor, Module]:
    actor = lib.add_user(None, "root", "a long enough passphrase", [Role.ADMIN])
    source, _, _ = lib.add_source(
        actor, b"x", media_type="text/plain", facts=SourceFacts(), reader="hand", reader_version="1",
        outcome=Outcome.STORED, pages=1, passages=[PassageDraft(kind=PassageKind.PARAGRAPH, text=WORDS)],
    )  # fmt: skip
    [passage] = lib.passages(source.id)
    content = ModuleContent(kind=ModuleKind.DESCRIPTION, body=WORDS, language="en", market="US")
    anchor = AnchorDraft(role=AnchorRole.ORIGIN, passage=passage.id, start=0, end=len(WORDS), quote=WORDS)
    [(module, _)] = lib.add_modules(actor, [ModuleDraft(content=content, anchors=(anchor,))])
    return actor, module


def tag(module: Module, value: str = "dose") -> ProposalDraft:
    anchor = module.anchors[0]
    place = AnchorDraft(role=AnchorRole.ORIGIN, passage=anchor.passage, start=8, end=17, quote="with food")
    return ProposalDraft(
        kind=ProposalKind.TAG, module=module.id, facet="topic", value=value, words="with food", anchor=place
    )


def test_proposals_are_kept_listed_settled_and_never_changed(library: Library) -> None:
    actor, module = module_in(library)
    source = module.anchors[0].source
    refusal = Refusal(code="proposals.form", reason="…", said="\x00\ud800 said")
    run = ProposalRun(source=source, refused=(refusal,), seconds=0.25)
    drafts = [tag(module, value) for value in ("dose", "food", "safety")]
    library.record_proposals(actor, run, drafts[:2])
    library.record_proposals(actor, run, drafts)
    assert [p.id for p in library.proposals()] == [d.id for d in drafts]
    assert [p.draft for p in library.proposals(source=source, module=module.id)] == drafts
    assert library.proposals(after=drafts[1].id) == [library.proposal(drafts[2].id)]
    assert library.proposal_runs(source)[0].run.refused[0].said == "\ufffd\ufffd said"
    assert library.resolve(drafts[0].id[:12]) == ("proposal", drafts[0].id)
    library.dismiss_proposal(actor, drafts[0].id, "no")
    library.accept_proposal(actor, drafts[1].id)
    states = [p.state for p in library.proposals()]
    assert states == [ProposalState.DISMISSED, ProposalState.ACCEPTED, ProposalState.OPEN]
    assert library.proposals(state=ProposalState.OPEN, limit=5) == [library.proposal(drafts[2].id)]
    assert library.authors(module.id) == {actor.id}
    for table in TABLES:
        with pytest.raises(DBAPIError), library.transaction() as tx:
            tx.execute(text(f'DELETE FROM "{table.name}"'))
    assert library.doctor_store() == []


def test_a_database_of_an_older_program_gets_the_tables_with_all_that_guards_them(tmp_path: Path) -> None:
    def guards(home: Path) -> set[tuple[str, str]]:
        with sqlite3.connect(home / "a.db") as raw:
            return set(raw.execute("SELECT type, name FROM sqlite_master"))

    new, old = tmp_path / "new", tmp_path / "old"
    for home in (new, old):
        home.mkdir()
        open_library(f"sqlite:///{home / 'a.db'}", home).close()
    with sqlite3.connect(old / "a.db") as raw:
        for table in reversed(TABLES):
            raw.execute(f'DROP TABLE "{table.name}"')
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
    assert guards(old) < guards(new)
    open_library(f"sqlite:///{old / 'a.db'}", old).close()
    assert guards(old) == guards(new)
