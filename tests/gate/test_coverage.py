"""What coverage counts is what the status says, on both databases, whatever happened to a module or its documents."""

from __future__ import annotations

from datetime import timedelta

from library.models import SYSTEM, DocumentClass, Role, Status, Tag, Verdict
from tests.gate.world import World

GONE = (Status.WITHDRAWN, Status.EXPIRED, Status.SUPERSEDED, Status.SUSPENDED)


def label(world: World, line: str, *, days: int | None = None, replaces: str | None = None) -> tuple[str, str]:
    """A signed label of one sentence and the module found in it."""
    expiry = None if days is None else (world.lib.now() + timedelta(days=days)).date()
    source, [passage] = world.document([line], DocumentClass.LABEL, name=line[:20], expiry=expiry, replaces=replaces)
    module = world.lib.add_modules(SYSTEM, [world.draft(passage)])[0][0]
    world.sign_label(source.id)
    return source.id, module.id


def test_what_coverage_counts_is_what_the_status_says(world: World) -> None:
    first, _ = label(world, "The old dose is 200 mg.")
    label(world, "The new dose is 300 mg.", replaces=first)
    _, soon = label(world, "This label ends soon.", days=30)
    _, late = label(world, "This label ends late.", days=300)
    approved = world.claim("Response was seen in 61.6% of patients.")
    world.approve(approved.id)
    waiting = world.claim("Response lasted 14.1 months.", name="deck 2")
    world.lib.submit(world.people["mark"], waiting.id, "ready")
    refused = world.claim("Response was best of all.", name="deck 3")
    world.lib.submit(world.people["mark"], refused.id, "ready")
    world.decide(refused.id, "mia", Role.MEDICAL, verdict=Verdict.REJECT)
    world.claim("Nobody has looked at this yet.", name="deck 4")
    gone = world.claim("This was found to be wrong.", name="deck 5")
    world.approve(gone.id)
    world.withdraw(gone.id)
    dead = world.claim("Its deck was withdrawn.", name="deck 6")
    world.withdraw(dead.anchors[0].source)
    world.edited(approved, "Response was seen in most patients.")
    world.lib.add_tags(world.people["mark"], waiting.id, [Tag(facet="scenario", value="s3", by="person")])

    counted = {c.id: c for c in world.lib.covered()}
    modules = world.lib.modules(latest_only=False)
    states = world.lib.statuses([m.id for m in modules])
    newest = {m.lineage: m for m in modules}
    usable = {m.lineage: m for m in modules if states[m.id] is Status.RELEASED}
    wanted = {
        (m := usable.get(line, last)).id: states[m.id]
        for line, last in newest.items()
        if states[usable.get(line, last).id] not in GONE
    }
    assert {id: c.status for id, c in counted.items()} == wanted
    assert counted[soon].expiring
    assert not counted[late].expiring
    assert not counted[approved.id].expiring
    assert counted[waiting.id].scenarios == ("s3",)
    world.clock.forward(270)
    assert {c.id for c in world.lib.covered() if c.expiring} >= {approved.id}


def test_coverage_is_narrowed_by_product_market_and_language(world: World) -> None:
    label(world, "The dose is 300 mg.")
    assert len(world.lib.covered(product="ovranteq", market="US", language="en")) == 1
    assert world.lib.covered(market="EU") == world.lib.covered(language="de") == world.lib.covered(product="x") == []
