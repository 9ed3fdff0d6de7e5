"""A label version is replaced: what rests on words that stand again goes on, everything else stops with the old one."""

from __future__ import annotations

import pytest

from library.errors import BadInput
from library.models import (
    Anchor,
    AnchorDraft,
    AnchorRole,
    Carry,
    DocumentClass,
    Module,
    ModuleKind,
    Outcome,
    Passage,
    PassageDraft,
    PassageKind,
    Source,
    SourceFacts,
    Status,
)
from tests.gate.world import PRODUCT, US, World

SAID = "Peripheral oedema occurred in 58.3% of patients."
OTHER = "Nausea occurred in 41.1% of patients."


def label(
    world: World, *lines: str, replaces: str | None = None, market: str = "US", section: str = "warnings"
) -> tuple[Source, list[Passage]]:
    drafts = [PassageDraft(kind=PassageKind.PARAGRAPH, text=t, language="en", section=section) for t in lines]
    facts = SourceFacts(
        filename="l", document_class=DocumentClass.LABEL, product=PRODUCT, market=market, replaces=replaces
    )
    data = repr((lines, replaces, market, section)).encode()
    source, _, _ = world.lib.add_source(
        world.people["mark"], data, media_type="text/plain", facts=facts, reader="plain", reader_version="1",
        outcome=Outcome.STORED, pages=1, passages=drafts,
    )  # fmt: skip
    return source, world.lib.passages(source.id)


def claim_on(world: World, passage: Passage, words: str = SAID) -> Module:
    """A deck's claim that the label's passage bears out, approved by everybody."""
    _, deck = world.document([words], DocumentClass.DECK)
    module = world.module(deck[0], support=[passage], kind=ModuleKind.ADVERSE_REACTION)
    world.approve(module.id)
    return module


def support_in(module: Module, source: str) -> Anchor:
    return next(a for a in module.anchors if a.role is AnchorRole.SUPPORT and a.source == source)


def carry(world: World, module: Module, old: str, new: str, to: Passage, start: int = 0) -> list[str]:
    carried = Carry(anchor=support_in(module, old).id, passage=to.id, start=start)
    return world.lib.carry_anchors(world.people["mark"], old, new, [carried])


def usable(world: World, module: Module) -> bool:
    eligible = module.id in world.lib.eligible(US)
    assert (world.lib.status(module.id) is Status.RELEASED) == eligible
    assert bool(world.lib.still_eligible([module.id], US)) == eligible
    return eligible


def test_a_claim_stops_when_the_label_that_bears_it_out_is_replaced(world: World) -> None:
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    module = claim_on(world, passages[0])
    new, _ = label(world, OTHER, replaces=old.id)
    assert usable(world, module)
    world.sign_label(new.id)
    assert not usable(world, module)
    assert world.lib.status(module.id) is Status.SUSPENDED


def test_what_stands_again_goes_on_without_a_gap_and_without_a_new_approval(world: World) -> None:
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    module = claim_on(world, passages[0])
    new, again = label(world, OTHER, SAID, replaces=old.id)
    assert carry(world, module, old.id, new.id, again[1]) == [module.id]
    assert usable(world, module)
    world.sign_label(new.id)
    assert usable(world, module)
    assert carry(world, module, old.id, new.id, again[1]) == []


def test_what_was_carried_bears_nothing_before_the_new_version_is_signed(world: World) -> None:
    """Else whoever may take in a document could keep alive what a withdrawal stops."""
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    module = claim_on(world, passages[0])
    new, again = label(world, SAID, replaces=old.id)
    carry(world, module, old.id, new.id, again[0])
    world.withdraw(old.id, by="rex", role=world.people["rex"].roles[0])
    assert not usable(world, module)


def test_support_added_by_hand_still_needs_its_own_decision(world: World) -> None:
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    module = claim_on(world, passages[0])
    new, again = label(world, SAID, replaces=old.id)
    anchor = AnchorDraft(role=AnchorRole.SUPPORT, passage=again[0].id, start=0, end=len(SAID), quote=SAID)
    world.lib.add_anchors(world.people["mark"], module.id, [anchor])
    world.sign_label(new.id)
    assert not usable(world, module)
    world.approve(module.id)
    assert usable(world, module)


def test_an_approval_given_before_the_old_support_is_not_lent_to_the_new_one(world: World) -> None:
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    _, deck = world.document([SAID], DocumentClass.DECK)
    module = world.module(deck[0], kind=ModuleKind.ADVERSE_REACTION)
    world.approve(module.id)
    anchor = AnchorDraft(role=AnchorRole.SUPPORT, passage=passages[0].id, start=0, end=len(SAID), quote=SAID)
    module = world.lib.add_anchors(world.people["mark"], module.id, [anchor])
    new, again = label(world, SAID, replaces=old.id)
    carry(world, module, old.id, new.id, again[0])
    world.sign_label(new.id)
    assert not usable(world, module)


def test_approved_words_of_the_old_label_stop_and_those_that_stand_again_go_on(world: World) -> None:
    old, passages = label(world, SAID, OTHER)
    world.sign_label(old.id)
    modules = [world.module(p, kind=ModuleKind.ADVERSE_REACTION, by="mark") for p in passages]
    for module in modules:
        world.lib.add_anchors(
            world.people["mark"],
            module.id,
            [
                AnchorDraft(role=AnchorRole.SUPPORT, passage=a.passage, start=a.start, end=a.end, quote=a.quote)
                for a in module.anchors
            ],
        )
        world.approve(module.id)
    new, again = label(world, OTHER, replaces=old.id)
    second = world.lib.module(modules[1].id)
    carries = [Carry(anchor=a.id, passage=again[0].id, start=0) for a in second.anchors]
    world.lib.carry_anchors(world.people["mark"], old.id, new.id, carries)
    world.sign_label(new.id)
    assert [usable(world, m) for m in modules] == [False, True]
    assert world.lib.status(modules[0].id) is Status.SUPERSEDED


@pytest.mark.parametrize(
    "wrong", ["no successor", "another market", "another section", "other words", "not of the old"]
)
def test_only_the_same_words_in_the_same_section_of_the_version_that_replaces_are_carried(
    world: World, wrong: str
) -> None:
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    module = claim_on(world, passages[0])
    new, again = label(
        world,
        OTHER if wrong == "other words" else SAID,
        replaces=None if wrong == "no successor" else old.id,
        market="CN" if wrong == "another market" else "US",
        section="dosage" if wrong == "another section" else "warnings",
    )
    anchor = support_in(module, old.id)
    if wrong == "not of the old":
        anchor = next(a for a in module.anchors if a.role is AnchorRole.ORIGIN)
    with pytest.raises(BadInput):
        world.lib.carry_anchors(
            world.people["mark"], old.id, new.id, [Carry(anchor=anchor.id, passage=again[0].id, start=0)]
        )


def test_a_version_that_replaces_through_another_may_be_carried_to(world: World) -> None:
    old, passages = label(world, SAID)
    world.sign_label(old.id)
    module = claim_on(world, passages[0])
    middle, _ = label(world, SAID, OTHER, replaces=old.id)
    new, again = label(world, OTHER, SAID, SAID, replaces=middle.id)
    carry(world, module, old.id, new.id, again[1])
    world.sign_label(new.id)
    assert usable(world, module)
