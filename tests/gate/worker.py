"""The process that test_kill kills: works on a home without end and prints what was acknowledged to it."""

from __future__ import annotations

import sys
from pathlib import Path

from library.models import DocumentClass, Role, Verdict
from library.search import Index
from library.store import open_library
from library.store.base import utc_now
from tests.gate.world import US, Clock, World, password_of


def say(kind: str, id: str) -> None:
    """Acknowledged: what is printed after the verb returned must survive anything."""
    print(kind, id, flush=True)


def work(url: str, home: Path, seed: int) -> None:
    lib = open_library(url, home, clock=utc_now)
    people = {user.name: user for user in lib.users()}
    world = World(lib, url, home, Clock(), people)
    index = Index.open(lib, home, "hash")
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        words = f"In round {seed} piece {number} the response was {number}.{seed}% of patients."
        deck, passages = world.document([words], DocumentClass.DECK, name=f"deck {seed} {number}")
        say("source", deck.id)
        paper, bearing = world.document([words], DocumentClass.PUBLICATION, name=f"paper {seed} {number}")
        say("source", paper.id)
        module = world.module(passages[0], support=[bearing[0]])
        say("module", module.id)
        lib.submit(people["mark"], module.id, "ready")
        for role, by in ((Role.MEDICAL, "mia"), (Role.REGULATORY, "rex")):
            say("decision", lib.decide(
                people[by], module.id, verdict=Verdict.APPROVE, scope=US, role=role, password=password_of(by),
                meaning="I approve", reason="read",
            ).id)  # fmt: skip
        say("released", module.id)
        if index.owner:
            index.drain()
            say("indexed", module.id)


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
