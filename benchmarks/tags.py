"""Are kind, product, disease and patient attributes of modules what a reader would say? By language and in total.

``python benchmarks/tags.py DIR [DIR ...] [--wrong]``. The gold in ``benchmarks/gold`` was made by reading modules drawn
by a seed from documents in four languages, never from what this project tags; the fictional examples are always
measured. It holds facts only: the file's sha256 (our own: its name), the place of the module's first passage, the
number of characters of its first words (without white space) and their hash, and what is right. The documents are
received and split by the program itself, into a library that is thrown away.

``kind``, ``product`` and ``disease`` list what a reader would accept: several where a statement is two things at once.
A statement of a medicine for several diseases that names none, nor a heading over it, has none (``[]``, with a
``note``): whatever disease it is given counts as wrong. ``attributes`` are the patients a statement is about
(an adverse reaction is no patient), ``scenarios`` the named ones of our own examples, ``may`` those that one reader
would add and another not; they are counted together as the patient scenario. The disease is the one treated, not each
that is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.service import Ingest
from ingest.worker.sandbox import SandboxLimits
from library.models import SYSTEM, Module, SourceFacts
from library.store import Library, open_library
from library.taxonomy import Taxonomy
from modularize.service import Modularize
from tests.ingest.independent import squeezed

GOLD = Path(__file__).parent / "gold"
SETS = {"tags.json": "public", "tags-2.json": "public, second set"}
"""Files of gold, each with the name its public documents go by in what is printed."""
_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
WANTED = {"product": 0.98, "disease": 0.90, "kind": 0.90, "scenario": 0.85}


@dataclass
class Score:
    """Counts of answers: given and right, given, and asked for."""

    right: int = 0
    ours: int = 0
    gold: int = 0

    def add(self, right: int, ours: int, gold: int) -> None:
        """Count some more."""
        self.right, self.ours, self.gold = self.right + right, self.ours + ours, self.gold + gold

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.ours), self.right / max(1, self.gold)
        f1 = 2 * self.right / max(1, self.ours + self.gold)
        return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} of {self.gold}"

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.ours + self.gold)


@dataclass(frozen=True)
class Filed:
    """A module as the program files it, and the places in reading order at which its words stand in the document."""

    module: Module
    places: tuple[int, ...]


def filed(path: Path, given: SourceFacts, ingest: Ingest, modularize: Modularize, library: Library) -> list[Filed]:
    """All modules of a document received and split by the program itself; ``given`` is what a person states of it."""
    source = ingest.ingest(SYSTEM, path, path.name, given).source
    if source is None:
        return []
    modularize.modularize(SYSTEM, source)
    order = {passage.id: passage.seq for passage in library.passages(source)}
    found = []
    for module in library.modules_of_source(source):
        places = tuple(order[anchor.passage] for anchor in module.anchors if anchor.passage in order)
        found.append(Filed(module, places or (0,)))
    return found


def find(gold: dict[str, Any], modules: Iterable[Filed]) -> Filed | None:
    """The module that begins with the gold's words: of its length if there is one, then the nearest to its place."""
    alike = []
    for one in modules:
        body = squeezed(one.module.content.body)
        if hashlib.sha256(body[: gold["length"]].encode()).hexdigest()[:16] == gold["words"]:
            away = min(abs(place - gold["seq"]) for place in one.places)
            alike.append((abs(len(body) - gold["whole"]), away, one))
    return min(alike, key=lambda found: found[:2])[2] if alike else None


def judge(gold: dict[str, Any], module: Module) -> Iterator[tuple[str, int, int, int, str]]:
    """For each thing judged: its name, how many answers are right, given and asked for, and what is wrong in words."""
    content = module.content
    for name, ours in (("kind", content.kind.value), ("product", content.product), ("disease", content.disease)):
        accepted = [_plain(value) for value in gold[name]]
        is_right = _plain(ours) in accepted
        counts = int(is_right), int(bool(ours)), int(bool(accepted))
        wrong = "" if is_right or not (ours or accepted) else f"{ours!r} for {gold[name]}"
        yield name, *counts, wrong
    wanted, may = {*gold["attributes"], *gold.get("scenarios", ())}, set(gold["may"])
    facets = ("attribute", "scenario") if "scenarios" in gold else ("attribute",)
    given = {tag.value for tag in module.tags if tag.facet in facets} - (may - wanted)
    wrong = ", ".join(sorted([f"+{id}" for id in given - wanted] + [f"-{id}" for id in wanted - given]))
    yield "scenario", len(given & wanted), len(given), len(wanted), wrong


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def documents(folders: Iterable[Path]) -> Iterator[tuple[Path, SourceFacts, dict[str, Any], str]]:
    """Documents the gold knows, with the facts stated of each, its gold and its set's name; our examples first."""
    gold: dict[str, tuple[dict[str, Any], str]] = {}
    for name, group in SETS.items():
        known = json.loads((GOLD / name).read_text(encoding="utf-8"))
        gold |= {mark: (of_document, group) for mark, of_document in known.items()}
    for row in yaml.safe_load((_EXAMPLES / "sources.yaml").read_text(encoding="utf-8"))["sources"]:
        if row["file"] in gold:
            keys = ("product", "market", "language", "document_class")
            stated = SourceFacts(**{key: row[key] for key in keys if row[key]})
            yield _EXAMPLES / "documents" / row["file"], stated, gold[row["file"]][0], "our examples"
    seen = set()
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        mark = hashlib.sha256(path.read_bytes()).hexdigest()
        if mark in gold and mark not in seen:
            seen.add(mark)
            yield path, SourceFacts(), *gold[mark]


def main() -> None:
    """Print precision, recall and F1 by language and in total; the exit status says whether all are as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    lost: dict[str, int] = defaultdict(int)
    counted = 0
    with tempfile.TemporaryDirectory() as home:
        taxonomy, library = Taxonomy.load(), open_library(f"sqlite:///{home}/library.db", Path(home))
        ingest = Ingest(library, SandboxLimits(), product_of=taxonomy.product, workers=1)
        modularize = Modularize(library, taxonomy)
        for path, stated, gold, group in documents(given.folders):
            modules = filed(path, stated, ingest, modularize, library)
            for mark in gold["modules"]:
                found = find(mark, modules)
                if found is None:
                    lost[path.name] += 1
                    continue
                counted += 1
                language = mark.get("language") or gold["language"]
                for name, right, ours, asked, wrong in judge(mark, found.module):
                    for key in ("all", group, f"{group} {language}"):
                        scores[name, key].add(right, ours, asked)
                    if wrong and given.wrong:
                        print(f"   {path.name[:30]} {name}: {wrong} | {found.module.content.body[:90]!r}")
        ingest.close()
        library.close()
    gone = ", ".join(f"{count} of {name}" for name, count in lost.items())
    print(f"{counted} modules judged; no module any more: {gone or 'none'}")
    for (name, key), one in sorted(scores.items()):
        print(f"{name:10} {key:22} {one}" + (f" (wanted {WANTED[name]})" if key == "all" and name in WANTED else ""))
    sys.exit(0 if all(scores[name, "all"].f1 >= wanted for name, wanted in WANTED.items()) else 1)


if __name__ == "__main__":
    main()
