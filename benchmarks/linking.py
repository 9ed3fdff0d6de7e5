"""Finding the same claim in a large library: seconds, claims looked at, and how many planted ones are found.

Usage: ``python benchmarks/linking.py [MODULES ...]`` (default 10000 100000: tenfold shows the growth). The library
holds the sentences of ``benchmarks/check.py``, put together by a fixed seed from lists of words and figures, so that
many are near one another; the new source holds some of them with one other word, other punctuation, other word forms,
or one other digit. Printed, in processor time (the machine is shared): filing the library (once in a process),
proposing for the new source, claims looked at for each new module, the share of planted ones proposed for the right
module and as the right thing, memory; and on a sample of the new ones in the same run, against the first 10,000
modules: every one compared by our own rule (what is found by looking up, of that), and as a peer Python's difflib.
"""

from __future__ import annotations

import difflib
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.check import OTHER_WORDS, bodies, refigured
from library.models import Module, ModuleContent, ModuleKind
from modularize.linking.link import proposed, related
from modularize.linking.near import Near, claim_of

PLANTED = 50
"""Sentences of each sort in the new source."""
SAMPLE, AGAINST = 8, 10_000
"""New sentences of each sort that are compared with each of so many modules."""
FORMS = {"patients": "patient", "occurred": "occurs", "treated": "treating", "was": "were", "resolved": "resolves"}


def module(body: str, place: int, of: str) -> Module:
    """A module that says the body and nothing else."""
    content = ModuleContent(
        kind=ModuleKind.SAFETY_RESULT, body=body, language="en", market="US", product="ovranteq", disease="nsclc"
    )
    id = f"{of}-{place:08d}"
    when = datetime(2026, 11, 1, tzinfo=UTC)
    return Module(id=id, lineage=id, parent=None, version=1, content=content, author="system", created_at=when)


def one_word(body: str) -> str:
    """One other word."""
    old = next((word for word in OTHER_WORDS if f" {word} " in body), "during")
    return body.replace(f" {old} ", f" {OTHER_WORDS[old]} ", 1)


def punctuated(body: str) -> str:
    """A comma less or more, and no full stop."""
    other = body.replace(", ", " ", 1) if ", " in body else body.replace(" during ", ", during ", 1)
    return other.rstrip(".")


def other_forms(body: str) -> str:
    """Other forms of up to two of its words."""
    for old in [word for word in FORMS if f" {word} " in body][:2]:
        body = body.replace(f" {old} ", f" {FORMS[old]} ", 1)
    return body


def planted(lines: list[str]) -> list[tuple[str, str, int]]:
    """``(sort, sentence, place of the module it was made from)``; none that the library says itself."""
    rng = random.Random(7)
    held = set(lines)
    sorts = {"one word": one_word, "punctuation": punctuated, "word forms": other_forms}
    made = []
    for sort in (*sorts, "another figure"):
        for place in rng.sample(range(len(lines)), PLANTED):
            said = refigured(lines[place], rng) if sort == "another figure" else sorts[sort](lines[place])
            if said not in held:
                made.append((sort, said, place))
    return made


def memory() -> float:
    """Resident megabytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def measure(count: int) -> None:
    """Print the figures for a library of so many modules."""
    lines = bodies(count)
    held = [module(body, place, "held") for place, body in enumerate(lines)]
    by_id = {one.id: one for one in held}
    plan = planted(lines)
    fresh = [module(body, place, "new") for place, (_, body, _) in enumerate(plan)]
    near = Near()
    before, start = memory(), time.process_time()
    for one in held:
        near.file(one)
    filed, grown = time.process_time() - start, memory() - before
    start = time.process_time()
    for one in fresh:
        near.file(one)
    by_id.update({one.id: one for one in fresh})
    findings = proposed(fresh, near, by_id.__getitem__)
    spent = time.process_time() - start
    told = {(f.subject, f.related[0]): f.code for f in findings}
    print(f"{count} modules: filed in {filed:.1f} s, {grown:.0f} MB, once in a process")
    print(f"  {len(fresh)} new ones: {spent:.2f} s, {1000 * spent / len(fresh):.1f} ms each,", end=" ")
    print(f"{near.looked_at / len(fresh):.0f} claims looked at for each, {len(findings)} proposals")
    for sort in dict.fromkeys(sort for sort, _, _ in plan):
        wanted = "modularize.conflict" if sort == "another figure" else "modularize.variant"
        mine = [(fresh[n].id, held[place].id) for n, (s, _, place) in enumerate(plan) if s == sort]
        right = sum(told.get(pair) == wanted for pair in mine)
        print(f"  {sort}: {right} of {len(mine)} proposed as {wanted.split('.')[1]} of the right module")
    sample = [n for sort in dict.fromkeys(s for s, _, _ in plan) for n in _first(plan, sort)]
    _brute(sample, fresh, held[:AGAINST], told)
    _peer(sample[:2], fresh, held[:AGAINST], plan)


def _first(plan: list[tuple[str, str, int]], sort: str) -> list[int]:
    return [n for n, (s, _, place) in enumerate(plan) if s == sort and place < AGAINST][:SAMPLE]


def _brute(sample: list[int], fresh: list[Module], held: list[Module], told: dict[tuple[str, str], str]) -> None:
    claims = [claim_of(one) for one in held]
    start = time.process_time()
    found = {}
    for n in sample:
        mine = claim_of(fresh[n])
        for theirs in claims:
            finding = related(mine, theirs)
            if finding is not None:
                found[finding.subject, theirs.module.id] = finding.code
    spent = time.process_time() - start
    each = 1000 * spent / len(sample)
    print(f"  every one of {len(held)} compared: {each:.0f} ms for a new one (claims read beforehand)")
    for code in ("modularize.conflict", "modularize.variant"):
        all_of = {pair for pair, said in found.items() if said == code}
        also = sum(told.get(pair) == code for pair in all_of)
        print(f"    {code.split('.')[1]}s that are found by looking up, too: {also} of {len(all_of)}")


def _peer(sample: list[int], fresh: list[Module], held: list[Module], plan: list[tuple[str, str, int]]) -> None:
    """The nearest module by characters; the right one first?"""
    start = time.process_time()
    right = 0
    for n in sample:
        ratios = [difflib.SequenceMatcher(None, fresh[n].content.body, one.content.body).ratio() for one in held]
        right += ratios.index(max(ratios)) == plan[n][2]
    spent = time.process_time() - start
    print(f"  difflib, each of {len(held)}: {1000 * spent / len(sample):.0f} ms for a new one,", end=" ")
    print(f"{right} of {len(sample)} with the right module first")


def main() -> None:
    """Print the figures for each size."""
    for count in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        measure(count)


if __name__ == "__main__":
    main()
