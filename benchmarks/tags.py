"""Are kind, product, disease and patient attributes of modules what a reader would say? By language and in total.

``python benchmarks/tags.py DIR [DIR ...] [--wrong]``. The gold in ``benchmarks/gold/tags.json`` was made by reading
modules drawn by a seed from documents in four languages, never from what this project tags; the fictional examples are
always measured. It holds facts only: the file's sha256 (our own: its name), the place of the module's first passage,
the number of characters of its first words (without white space) and their hash, and what is right.

``kind``, ``product`` and ``disease`` list what a reader would accept: several where a statement is two things at once,
or where a medicine treats several diseases and the statement names none. ``attributes`` are the patients a statement is
about (an adverse reaction is no patient), ``scenarios`` the named ones of our own examples, ``may`` those that one
reader would add and another not; they are counted together as the patient scenario. The disease is the one treated, not
each that is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.readers import read
from ingest.reading import Limits, Reading
from library.models import ModuleDraft, Passage, SourceFacts
from library.taxonomy import Taxonomy
from modularize.draft import Segment
from modularize.named import own_name
from modularize.segment import segment
from modularize.tag import to_draft, treated
from tests.ingest.independent import squeezed

GOLD = Path(__file__).parent / "gold" / "tags.json"
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
class Tagged:
    """A module as the program makes it of the document, and the segment it came from."""

    part: Segment
    draft: ModuleDraft


def tagged(path: Path, taxonomy: Taxonomy, stated: SourceFacts) -> list[Tagged]:
    """All modules of a document, with the facts a person states over those the document gives about itself."""
    _, reading = read(path.read_bytes(), path.name, Limits(ocr=False))
    passages = [
        Passage(**draft.model_dump(), id=f"p{seq}", source="s", extraction="e", seq=seq)
        for seq, draft in enumerate(reading.passages)
    ]
    facts = _facts(reading, passages, taxonomy, stated)
    parts = segment(passages).segments
    treats = treated(passages, taxonomy)
    return [Tagged(part, to_draft(part, facts, taxonomy, treats)) for part in parts]


def _facts(reading: Reading, passages: Sequence[Passage], taxonomy: Taxonomy, stated: SourceFacts) -> SourceFacts:
    """Facts as receiving a document finds them: the product is the first name the taxonomy knows, else its own name."""
    said = {name: getattr(stated, name) for name in stated.model_fields_set if getattr(stated, name)}
    facts = reading.facts.model_copy(update=said)
    if len({p.facts["product"] for p in passages if p.facts.get("product")}) > 1:
        return facts.model_copy(update={"product": ""})
    names = (taxonomy.product(name) for name in reading.product_names)
    product = facts.product or next((name for name in names if name), "")
    return facts.model_copy(update={"product": product or own_name(facts, passages)})


def find(gold: dict[str, Any], modules: Iterable[Tagged]) -> Tagged | None:
    """The module that begins with the gold's words: of its length if there is one, then the nearest to its place."""
    alike = []
    for one in modules:
        body = squeezed(one.part.body)
        if hashlib.sha256(body[: gold["length"]].encode()).hexdigest()[:16] == gold["words"]:
            alike.append((abs(len(body) - gold["whole"]), abs(one.part.first.seq - gold["seq"]), one))
    return min(alike, key=lambda found: found[:2])[2] if alike else None


def judge(gold: dict[str, Any], draft: ModuleDraft) -> Iterator[tuple[str, int, int, int, str]]:
    """For each thing judged: its name, how many answers are right, given and asked for, and what is wrong in words."""
    content = draft.content
    for name, ours in (("kind", content.kind.value), ("product", content.product), ("disease", content.disease)):
        accepted = [_plain(value) for value in gold[name]]
        is_right = _plain(ours) in accepted
        yield (
            name,
            int(is_right),
            int(bool(ours)),
            int(bool(accepted)),
            "" if is_right else f"{ours!r} for {gold[name]}",
        )
    wanted, may = {*gold["attributes"], *gold.get("scenarios", ())}, set(gold["may"])
    facets = ("attribute", "scenario") if "scenarios" in gold else ("attribute",)
    given = {tag.value for tag in draft.tags if tag.facet in facets} - (may - wanted)
    wrong = ", ".join(sorted([f"+{id}" for id in given - wanted] + [f"-{id}" for id in wanted - given]))
    yield "scenario", len(given & wanted), len(given), len(wanted), wrong


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def documents(folders: Iterable[Path], gold: dict[str, Any]) -> Iterator[tuple[Path, SourceFacts, dict[str, Any]]]:
    """Documents the gold knows, each with the facts stated of it and its gold; the fictional examples first."""
    for row in yaml.safe_load((_EXAMPLES / "sources.yaml").read_text(encoding="utf-8"))["sources"]:
        if row["file"] in gold:
            keys = ("product", "market", "language", "document_class")
            stated = SourceFacts(**{key: row[key] for key in keys if row[key]})
            yield _EXAMPLES / "documents" / row["file"], stated, gold[row["file"]]
    seen = set()
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        mark = hashlib.sha256(path.read_bytes()).hexdigest()
        if mark in gold and mark not in seen:
            seen.add(mark)
            yield path, SourceFacts(), gold[mark]


def main() -> None:
    """Print precision, recall and F1 by language and in total; the exit status says whether all are as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    taxonomy = Taxonomy.load()
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    lost = counted = 0
    for path, stated, gold in documents(given.folders, json.loads(GOLD.read_text(encoding="utf-8"))):
        modules = tagged(path, taxonomy, stated)
        for mark in gold["modules"]:
            found = find(mark, modules)
            if found is None:
                lost += 1
                continue
            counted += 1
            origin = "our examples" if path.parent.parent == _EXAMPLES else "public"
            language = mark.get("language") or gold["language"]
            for name, right, ours, asked, wrong in judge(mark, found.draft):
                for group in ("all", f"{origin} {language}"):
                    scores[name, group].add(right, ours, asked)
                if wrong and given.wrong:
                    print(f"   {path.name[:30]} {name}: {wrong} | {found.part.body[:90]!r}")
    print(f"{counted} modules judged, {lost} of the gold are no module any more")
    for (name, group), one in sorted(scores.items()):
        print(f"{name:10} {group:16} {one}" + (f" (wanted {WANTED[name]})" if group == "all" else ""))
    sys.exit(0 if all(scores[name, "all"].f1 >= wanted for name, wanted in WANTED.items()) else 1)


if __name__ == "__main__":
    main()
