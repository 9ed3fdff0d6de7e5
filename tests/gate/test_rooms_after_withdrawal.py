"""The rooms people use, after a withdrawal: the doctor's question, the rep's fetch, the export, the search underneath."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generate.ask import Ask
from generate.service import Generate
from library.errors import NotEligible
from library.models import AnchorRole, AssetKind, DocumentClass, Module, ModuleKind
from library.search import Index
from library.taxonomy import Taxonomy
from tests.gate.world import US, World

WORDS = "The objective response rate (ORR) with OVRANTEQ was 61.6% (101/164)."
SAFETY = "Interstitial lung disease (ILD) occurred in 4.9% (8/163) of patients treated with OVRANTEQ and was fatal in 0.6% (1/163)."
QUESTION = "What is the objective response rate of Ovranteq?"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


@pytest.fixture
def index(world: World) -> Iterator[Index]:
    opened = Index.open(world.lib, world.home, "hash")
    yield opened
    opened.close()


def approved(world: World, words: str, kind: ModuleKind) -> Module:
    _, deck = world.document([words], DocumentClass.DECK, name=f"deck {kind}")
    _, paper = world.document([words], DocumentClass.PUBLICATION, name=f"paper {kind}")
    module = world.module(deck[0], support=[paper[0]], kind=kind)
    world.approve(module.id)
    return module


@pytest.mark.parametrize("what", ["module", "origin", "support"])
def test_what_was_withdrawn_is_neither_answered_fetched_exported_nor_replayed(
    world: World, index: Index, taxonomy: Taxonomy, what: str
) -> None:
    module = approved(world, WORDS, ModuleKind.EFFICACY_RESULT)
    approved(world, SAFETY, ModuleKind.ADVERSE_REACTION)  # efficacy is never answered without safety
    piece = world.piece([module], kind=AssetKind.FAQ, title="Response")
    world.approve(piece.id)
    index.drain()
    ask, generate = Ask(world.lib, taxonomy, index), Generate(world.lib, taxonomy, index, None)
    doctor, rep = world.people["doc"], world.people["rep"]

    answer = ask.ask(doctor, QUESTION, language="en", market="US")
    assert module.id in {id for s in answer.content.statements for id in s.modules}, answer.content
    assert [a.value.id for a in generate.fetch(rep, "ovranteq", "", US, "en")] == [piece.id]
    assert generate.export(rep, piece.id, US, "html", world.to()).data

    by_role = {a.role: a.source for a in module.anchors}
    world.withdraw(
        {"module": module.id, "origin": by_role[AnchorRole.ORIGIN], "support": by_role[AnchorRole.SUPPORT]}[what]
    )

    again = ask.ask(doctor, QUESTION, language="en", market="US")
    said = {id for s in again.content.shown for id in s.modules}
    assert module.id not in said
    assert WORDS not in "".join(s.text for s in again.content.statements)
    assert generate.fetch(rep, "ovranteq", "", US, "en") == []
    with pytest.raises(NotEligible):
        generate.export(rep, piece.id, US, "html", world.to())
    with pytest.raises(NotEligible):
        world.lib.replay(doctor, answer.id)
    hits = index.search(QUESTION, language="en", candidates=world.lib.eligible(US)).hits
    assert module.id not in {hit.id for hit in hits}
