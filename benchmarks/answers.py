"""How many questions of doctors get an answer that could be sent as it is?

    python benchmarks/answers.py OUT [--questions FILE] [--embedder NAME] [--show all|wrong|none]

OUT is what ``clearcopy demo --out OUT --no-serve`` made; its home is copied, so that nothing asked here is kept in it.
Each question of the file (default: our own, over the sample documents) has ``q`` and ``market``, and says what a
careful person would send: ``outcome``, ``flags``, words that must be said (``says``: each a text or a list of
alternatives), words that must not (``not_says``). Prints every answer that differs, the share that agrees, and what
a question cost in milliseconds.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from services import Services

QUESTIONS = ROOT / "tests" / "benchmarks" / "answers.yaml"
LONGEST_ANSWER = 4


@contextmanager
def opened(out: Path, embedder: str) -> Iterator[Services]:
    """The services over a copy of the home in ``out``."""
    from app import Settings, build

    home = out / "home" if (out / "home").is_dir() else out
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy)
        services = build(Settings(home=copy, database_url="", embedder=embedder))
        try:
            services.index.warm(wait=True)
            services.index.drain()
            yield services
        finally:
            services.close()


def faults(case: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """What keeps an answer from being sent as it is; empty where nothing does."""
    found = []
    said = " | ".join(s["text"] for s in answer["statements"])
    if answer["outcome"] != case["outcome"]:
        found.append(f"outcome {answer['outcome']}, not {case['outcome']}")
    if sorted(answer["flags"]) != sorted(case.get("flags", [])):
        found.append(f"flags {answer['flags']}, not {case.get('flags', [])}")
    for words in case.get("says", []):
        either = words if isinstance(words, list) else [words]
        if not any(str(w).casefold() in said.casefold() for w in either):
            found.append(f"does not say {' or '.join(map(str, either))!r}")
    found += [f"says {w!r}" for w in case.get("not_says", []) if str(w).casefold() in said.casefold()]
    if len(answer["statements"]) > case.get("most", LONGEST_ANSWER):
        found.append(f"{len(answer['statements'])} statements")
    return found


def asked(services: Services, case: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """The answer in its shape, and the seconds it took."""
    from library.models import Role
    from shapes import answer_shape

    doctor = next(u for u in services.library.users() if u.has(Role.DOCTOR))
    begun = time.perf_counter()
    answer = services.ask.ask(doctor, case["q"], market=case["market"], product=case.get("product", ""))
    spent = time.perf_counter() - begun
    return answer_shape(services.library, answer), spent


def show(number: int, case: dict[str, Any], answer: dict[str, Any], found: list[str]) -> None:
    """One question with its answer, and what is wrong with it."""
    print(f"{'WRONG' if found else 'ok   '} {number}. [{case['market']}] {case['q']}")
    print(f"      {answer['outcome']} {answer['flags'] or ''} {answer['message'] or ''}")
    for statement in answer["statements"]:
        print(f"      - {' '.join(statement['text'].split())}")
    for statement in answer["safety"]:
        print(f"      (safety) {' '.join(statement['text'].split())[:80]}")
    for statement in answer["nearby"]:
        print(f"      (nearby) {' '.join(statement['text'].split())[:160]}")
    for fault in found:
        print(f"      ! {fault}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--embedder", default="hash")
    parser.add_argument("--show", choices=("all", "wrong", "none"), default="wrong")
    given = parser.parse_args()
    cases = yaml.safe_load(given.questions.read_text(encoding="utf-8"))
    right, spent = 0, []
    with opened(given.out, given.embedder) as services:
        for number, case in enumerate(cases, 1):
            answer, seconds = asked(services, case)
            found = faults(case, answer)
            right += not found
            spent.append(seconds * 1000)
            if given.show == "all" or (found and given.show == "wrong"):
                show(number, case, answer, found)
    print(f"{right} of {len(cases)} answers as a careful person would send them")
    print(f"median {statistics.median(spent):.0f} ms, longest {max(spent):.0f} ms (the first reads the labels)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
