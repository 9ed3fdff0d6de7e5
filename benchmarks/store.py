"""What the gate costs in a large library, beside the bare database on the same file in the same run.

Usage: ``PYTHONPATH=. python benchmarks/store.py [MODULES …]`` (default 10000 100000: tenfold shows the growth).
Signed labels of one thousand sentences each give the modules, by the library's own verbs. Printed, in milliseconds:
what is eligible asked the first time and again, after one withdrawal, a release of 20, a page of released modules,
one withdrawal itself; and as the raw limit reading 50 rows of the same table by SQLite alone.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from library.models import SYSTEM, DocumentClass, ModuleDraft, Role, Status
from tests.gate.world import US, Clock, World, found, password_of

PER_LABEL = 1000


def milliseconds(act: Callable[[], Any], times: int = 1) -> float:
    """The least of some runs, which leaves out what else the machine did."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def fill(world: World, modules: int) -> list[str]:
    """Ids of so many modules, verbatim from signed labels."""
    ids: list[str] = []
    for number in range(modules // PER_LABEL):
        lines = [
            f"Of {n + 100} patients in study {number}, {n % 97}.{n % 10}% had a response by week {n % 52 + 1}."
            for n in range(PER_LABEL)
        ]
        source, passages = world.document(lines, DocumentClass.LABEL, name=f"label {number}")
        drafts: list[ModuleDraft] = [world.draft(passage) for passage in passages]
        ids += [module.id for module, _ in world.lib.add_modules(SYSTEM, drafts)]
        world.sign_label(source.id)
    return ids


def measure(home: Path, modules: int) -> dict[str, float]:
    """Each figure in milliseconds, for a library of so many modules."""
    clock = Clock()
    world = found(f"sqlite:///{home / 'clearcopy.db'}", home, clock)
    start = time.perf_counter()
    ids = fill(world, modules)
    figures = {"made, per module": (time.perf_counter() - start) * 1000 / len(ids)}
    world.lib.close()
    lib = world.lib = world.again()
    figures["eligible, first time"] = milliseconds(lambda: lib.eligible(US))
    assert len(lib.eligible(US)) == modules
    figures["eligible, again"] = milliseconds(lambda: lib.eligible(US), 5)
    figures["a withdrawal"] = milliseconds(
        lambda: lib.withdraw(
            world.people["mia"], ids[7], role=Role.MEDICAL, password=password_of("mia"), reason="wrong"
        )
    )
    figures["eligible, after it"] = milliseconds(lambda: lib.eligible(US))
    assert ids[7] not in lib.eligible(US)
    some = ids[1000:1020] if modules > 1020 else ids[20:40]
    figures["release of 20"] = milliseconds(lambda: lib.release(some, US, world.to()), 3)
    figures["page of 50 released"] = milliseconds(lambda: lib.modules(status=Status.RELEASED, limit=50), 3)
    figures["page of 50 drafts"] = milliseconds(lambda: lib.modules(status=Status.DRAFT, limit=50), 1)
    figures["page of 50, any state"] = milliseconds(lambda: lib.modules(limit=50), 3)
    lib.close()
    with sqlite3.connect(home / "clearcopy.db") as bare:
        query = "SELECT * FROM modules ORDER BY n LIMIT 50"
        figures["raw: 50 rows"] = milliseconds(lambda: bare.execute(query).fetchall(), 5)
    return figures


def main(sizes: list[int]) -> None:
    results = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            results[size] = measure(Path(folder), size)
    print(f"{'milliseconds':<26}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>10}")
    for name in results[sizes[0]]:
        row = [results[size][name] for size in sizes]
        print(f"{name:<26}" + "".join(f"{value:>12.2f}" for value in row) + f"{row[-1] / row[0]:>9.1f}x")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10_000, 100_000])
