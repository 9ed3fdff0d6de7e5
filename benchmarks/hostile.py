"""Hostile documents through the whole of ingest: nothing may crash, hang, grow without bound or be stored by halves.

``python benchmarks/hostile.py [--count N] [--seed N]`` makes files from the examples (:mod:`hostile_files`);
``--folder DIR`` takes the files of a folder instead, such as the test files of a library that reads documents. Prints
how each family ended and exits with 1 where a file ended as it must not: the reader failed (``ingest.crashed``),
nothing ended it in its time, or what is stored is not what was told. ``--keep DIR`` writes such files there. A file
that its time limit ended is counted, and is none of these.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.hostile_files import Hostile, files
from ingest.service import Ingest, IngestResult
from ingest.worker.sandbox import SandboxLimits
from library.errors import NotFound
from library.models import Outcome, Role
from library.store import Library, open_library

BAD = ("ingest.crashed", "ingest.output")


@dataclass
class Report:
    """How the files ended."""

    ends: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    codes: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    bad: list[tuple[Hostile, str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def count(self) -> int:
        return sum(sum(ends.values()) for ends in self.ends.values())


def attempt(ingest: Ingest, library: Library, documents: Iterable[Hostile], limit: float) -> Report:
    """Every document through ``ingest``, two at a time; ``limit``: seconds one may take before it counts as hung."""
    actor = library.add_user(None, "tester", "a long pass phrase, 7", (Role.ADMIN,))
    report, began, seen = Report(), time.monotonic(), set[str]()

    def one(document: Hostile) -> tuple[Hostile, IngestResult, float]:
        start = time.monotonic()
        return document, ingest.ingest(actor, document.data, document.name), time.monotonic() - start

    with ThreadPoolExecutor(2) as pool:
        for number, batch in enumerate(iter(lambda source=iter(documents): list(islice(source, 40)), [])):  # type: ignore[misc]
            print(f"\r{number * 40}", end="", file=sys.stderr)
            for document, result, took in pool.map(one, batch):
                report.ends[document.family][result.outcome.value] += 1
                report.codes[result.code or "ingest.stored"] += 1
                report.slowest = sorted([*report.slowest, (took, f"{document.name} {result.code}")])[-8:]
                key = hashlib.sha256(document.data).hexdigest()
                known = key in seen
                seen.add(key)
                if why := _wrong(library, document, result, took, limit, known=known):
                    report.bad.append((document, why))
    report.seconds = time.monotonic() - began
    return report


def _wrong(library: Library, document: Hostile, result: IngestResult, took: float, limit: float, *, known: bool) -> str:
    """Why this end is one that must not be, "" where it may be. ``known``: the same bytes came under another name."""
    if result.code in BAD:
        return f"{result.code} {result.message}"
    if took > limit:
        return f"took {took:.0f} s"
    if result.outcome is Outcome.REFUSED:
        if not result.code or not result.message:
            return "refused without a code or a word on what to do"
        return "refused and stored" if _is_stored(library, document) and not known else ""
    if result.source is None or not _is_stored(library, document):
        return "told as stored and is not"
    passages = library.passages(result.source)
    whole = [p.seq for p in passages] == list(range(len(passages))) and len(passages) == result.passages
    return "" if whole else "stored by halves"


def _is_stored(library: Library, document: Hostile) -> bool:
    try:
        library.source(hashlib.sha256(document.data).hexdigest())
    except NotFound:
        return False
    return True


def from_folder(folder: Path, most: int) -> Iterator[Hostile]:
    """Files of a folder; the family is the ending of their names."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())[:most]:
        yield Hostile(str(path.relative_to(folder)), path.suffix.lower() or "none", path.read_bytes())


def show(report: Report) -> None:
    """The report on standard output."""
    outcomes = [o.value for o in Outcome]
    print(f"{'':24}" + "".join(f"{name:>18}" for name in outcomes))
    for family, ends in sorted(report.ends.items()):
        print(f"{family:24}" + "".join(f"{ends[name]:>18}" for name in outcomes))
    print("codes: " + ", ".join(f"{code} {n}" for code, n in report.codes.most_common()))
    print("slowest: " + "; ".join(f"{took:.1f} s {name}" for took, name in reversed(report.slowest)))
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{report.count} files in {report.seconds:.0f} s; most memory {own} MB here, {children} MB in a child")
    for document, why in report.bad[:40]:
        print(f"BAD {document.name} ({document.family}): {why}")
    print(f"{len(report.bad)} ended as they must not")


def main() -> int:
    """Run from the command line; the exit status is 1 where a file ended as it must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    documents = from_folder(asked.folder, asked.count) if asked.folder else files(asked.seed, asked.count)
    with tempfile.TemporaryDirectory() as home:
        library = open_library(f"sqlite:///{home}/clearcopy.db", Path(home))
        ingest = Ingest(library, SandboxLimits(seconds=asked.seconds), workers=2)
        try:
            report = attempt(ingest, library, documents, asked.seconds + 10)
        finally:
            ingest.close()
            library.close()
    show(report)
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
        for document, _ in report.bad:
            (asked.keep / document.name.replace("/", "_")).write_bytes(document.data)
    return 1 if report.bad else 0


if __name__ == "__main__":
    sys.exit(main())
