"""Lists and counts by state say the same as the state of each module."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.models import SYSTEM, DocumentClass, Role, Status, Verdict
from tests.gate.world import Clock, World, found


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Modules in every state that a person or a source can bring about."""
    world = found(f"sqlite:///{tmp_path / 'clearcopy.db'}", tmp_path, Clock())
    label, passages = world.document([f"Sentence {n} of the label." for n in range(7)], DocumentClass.LABEL)
    world.sign_label(label.id)
    verbatim = [m for m, _ in world.lib.add_modules(SYSTEM, [world.draft(p) for p in passages])]
    world.withdraw(verbatim[0].id)
    claims = [world.claim(f"Response was seen in {n}1.6% of patients.", name=f"deck {n}") for n in range(6)]
    world.approve(claims[0].id)
    world.lib.submit(world.people["mark"], claims[1].id, "ready")
    for claim, verdict in ((claims[2], Verdict.REJECT), (claims[3], Verdict.REQUEST_CHANGES)):
        world.lib.submit(world.people["mark"], claim.id, "ready")
        world.decide(claim.id, "mia", Role.MEDICAL, verdict=verdict)
    world.edited(claims[4], "Response was seen in 41.6% of patients, in other words.")
    return world


def test_every_state_lists_and_counts_exactly_the_modules_that_stand_so(world: World) -> None:
    lib = world.lib
    every = lib.modules()
    states = lib.statuses([m.id for m in every])
    assert len(set(states.values())) >= 6
    assert lib.count_modules() == len(every)
    for status in Status:
        wanted = [m.id for m in every if states[m.id] is status]
        assert [m.id for m in lib.modules(status=status)] == wanted, status
        assert lib.count_modules(status) == len(wanted)
        assert lib.count_modules(status, most=1) == min(1, len(wanted))
        assert [m.id for m in lib.modules(status=status, limit=2)] == wanted[:2]
        if len(wanted) > 1:
            assert [m.id for m in lib.modules(status=status, after=wanted[0])] == wanted[1:]
