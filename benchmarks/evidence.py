"""How many planted errors does the evidence check find, and how often does it cry wolf?

    python benchmarks/evidence.py [PATH...] [--fresh PATH...] [--limit N] [--seed N] [--show N] [--around N]

PATHs are documents or folders of them, read as the product reads them; without any, our own example documents are
used. ``--fresh`` names documents on which nothing was tuned: their figures are given apart. ``mutants`` plants the
errors, one of each kind that a sentence or table row allows; each changed text is checked against the unchanged
passage it came from (a row under its header; with ``--around N`` also N passages before and after). A planted error
counts as caught when a blocking finding is given, an honest text as flagged likewise. Prints a table per group of
documents with one column per language, the misses (``--show``), microseconds per sentence, and the cost at ten times
the source's length.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mutants import (
    HONEST,
    NUMBER_KINDS,
    PLANTS,
    REWORDED,
    TOLD,
    TOLD_OTHER_COLUMN,
    TOLD_OTHER_ROW,
    WORD_KINDS,
    Statement,
    honest,
    joined,
    mutants,
    told_rows,
)
from ingest.readers import read
from ingest.reading import Limits
from library.errors import ClearcopyError
from library.evidence import check
from library.models import PassageDraft, PassageKind, Severity
from library.text import sentences

LANGUAGES = ("en", "zh", "ja", "de")
OWN = Path(__file__).resolve().parent.parent / "examples" / "documents"
_WORDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.ANSWER, PassageKind.FOOTNOTE)
JOINED = "whole sentences joined"


@dataclass
class Tally:
    """Counts by ``(kind, language)`` of one group of documents, and examples of what went wrong."""

    made: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    documents: set[str] = field(default_factory=set)
    sentences: int = 0

    def add(self, kind: str, language: str, is_right: bool, shown: str) -> None:
        self.made[kind, language] += 1
        self.right[kind, language] += is_right
        if not is_right:
            self.wrong[kind, language].append(shown)

    def share(self, kinds: Iterable[str], languages: Sequence[str] = LANGUAGES) -> tuple[int, int]:
        """How many went right, of how many."""
        keys = [(kind, language) for kind in kinds for language in languages]
        return sum(self.right[key] for key in keys), sum(self.made[key] for key in keys)


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """The documents named, and those in the folders named, each once."""
    for path in paths:
        yield from (each for each in sorted(path.rglob("*")) if each.is_file()) if path.is_dir() else (path,)


def statements(path: Path, around: int = 0) -> list[Statement]:
    """Sentences and table rows of one document, each with the source it is checked against."""
    try:
        reading = read(path.read_bytes(), path.name, Limits())[1]
    except ClearcopyError:
        return []
    found: list[Statement] = []
    header: dict[str | None, str] = {}
    passages = reading.passages
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.TABLE_HEADER:
            header[passage.group] = passage.text
        near = [p.text for p in passages[max(0, index - around) : index + around + 1] if p is not passage]
        found.extend(_of_passage(passage, header.get(passage.group, ""), near))
    return found


def tables(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """``(language, header, rows)`` of each table of one document, of at most twelve rows."""
    try:
        passages = read(path.read_bytes(), path.name, Limits())[1].passages
    except ClearcopyError:
        return
    header: dict[str | None, str] = {p.group: p.text for p in passages if p.kind is PassageKind.TABLE_HEADER}
    for group, head in header.items():
        rows = [p for p in passages if p.group == group and p.kind is PassageKind.TABLE_ROW]
        if group and rows and rows[0].language in LANGUAGES:
            yield rows[0].language, head, [p.text for p in rows[:12]]


def _of_passage(passage: PassageDraft, header: str, near: Sequence[str]) -> Iterator[Statement]:
    language, text = passage.language, passage.text
    if language not in LANGUAGES:
        return
    if passage.kind is PassageKind.TABLE_ROW and "\t" in text:
        source = "\n".join([*near, f"{header}\n{text}" if header else text])
        yield Statement(text, language, source, header, tuple(near))
    elif passage.kind in _WORDS:
        each = [text[a:b] for a, b in sentences(text, language)]
        for one in each:
            if len(one) > (10 if language in ("zh", "ja") else 20):
                others = tuple(other for other in [*each, *near] if other != one)
                yield Statement(one, language, "\n".join([*near, text]), "", others)


def codes(text: str, sources: Sequence[str], language: str, header: str = "") -> list[str]:
    """Codes of the blocking findings."""
    found = check(text, sources, language=language, context=header)
    return [f.code.removeprefix("evidence.") for f in found if f.severity is Severity.BLOCKING]


def run(paths: Sequence[Path], limit: int, seed: int, around: int) -> Tally:
    """Mutants and honest texts of every document, judged."""
    tally = Tally()
    for path in files(paths):
        rng = random.Random(f"{seed}{path.name}")
        every = list({one.text: one for one in statements(path, around)}.values())
        rng.shuffle(every)
        chosen = every[:limit]
        if chosen:
            tally.documents.add(path.name)
        for statement in chosen:
            tally.sentences += 1
            _judge(statement, rng, tally)
        for language, header, rows in tables(path):
            source = "\n".join([header, *rows])
            as_sentence = told_rows(header, rows, rng, language, in_words=True)
            for told in (*told_rows(header, rows, rng), *as_sentence):
                found = codes(told.text, [source], language)
                tally.add(told.kind, language, bool(found) != (told.kind == TOLD), f"{found} {told.text} ⟵ {source}")
        for language in LANGUAGES:
            same = [one for one in chosen if one.language == language]
            for _ in range(len(same) // 4):
                text, sources = joined(same, rng)
                wrong = codes(text, sources, language)
                tally.add(JOINED, language, not wrong, f"{wrong} {text}")
    return tally


def _judge(statement: Statement, rng: random.Random, tally: Tally) -> None:
    language, source = statement.language, [statement.source]
    for name, text in honest(statement):
        wrong = codes(text, source, language, statement.header)
        tally.add(name, language, not wrong, f"{wrong} {text}")
    for mutant in mutants(statement, rng):
        caught = codes(mutant.text, source, language, statement.header)
        tally.add(mutant.kind, language, bool(caught), f"{mutant.text}  ⟵  {statement.text}")


# --- what is printed --------------------------------------------------------------------------------------------------


def report(name: str, tally: Tally, show: int) -> None:
    """The table of one group of documents."""
    planted = sum(
        count for (kind, _), count in tally.made.items() if kind in (*PLANTS, TOLD_OTHER_COLUMN, TOLD_OTHER_ROW)
    )
    print(f"\n{name}: {len(tally.documents)} documents, {tally.sentences} sentences and rows, {planted} planted errors")
    print(f"{'caught of planted':28}" + "".join(f"{head:>14}" for head in (*LANGUAGES, "all")) + "   share")
    for kind in (*PLANTS, TOLD_OTHER_COLUMN, TOLD_OTHER_ROW):
        _line(kind, tally, [kind])
    _line("= numbers and units", tally, NUMBER_KINDS)
    _line("= negation and direction", tally, WORD_KINDS)
    _line("= all", tally, (*PLANTS, TOLD_OTHER_COLUMN, TOLD_OTHER_ROW))
    print("passed of honest")
    for kind in (*HONEST, JOINED):
        _line(kind, tally, [kind])
    _line("= same words", tally, (*HONEST, JOINED))
    for kind in (*REWORDED, TOLD):
        _line(kind, tally, [kind])
    _line("= other words", tally, (*REWORDED, TOLD))
    planted_kinds = (*PLANTS, TOLD_OTHER_COLUMN, TOLD_OTHER_ROW)
    for kind in (*planted_kinds, *HONEST, JOINED, *REWORDED, TOLD):
        for language in LANGUAGES:
            for shown in tally.wrong[kind, language][:show]:
                print(f"  {'missed' if kind in planted_kinds else 'flagged'} ({kind}, {language}): {shown[:400]!r}")


def _line(label: str, tally: Tally, kinds: Iterable[str]) -> None:
    kinds = list(kinds)
    cells = [tally.share(kinds, [language]) for language in LANGUAGES]
    right, made = tally.share(kinds)
    if made:
        columns = "".join(f"{f'{a}/{b}' if b else '–':>14}" for a, b in [*cells, (right, made)])
        print(f"{label:28}{columns}   {right / made:6.2%}")


def speed(paths: Sequence[Path], seed: int) -> None:
    """Microseconds per changed sentence, and how that grows when the source is ten times as long."""
    rng = random.Random(seed)
    every = [one for path in files(paths) for one in statements(path) if one.language == "en" and "\t" not in one.text]
    rng.shuffle(every)
    changed = [(m.text, s) for s in every[:400] for m in list(mutants(s, rng))[:1]]
    filler = [one.source for one in every[400:]] or [one.source for one in every]
    for times in (1, 10):
        began = time.process_time()
        length = 0
        for index, (text, statement) in enumerate(changed):
            more = [filler[(index * 9 + k) % len(filler)] for k in range(times - 1)]
            length += sum(map(len, [statement.source, *more]))
            check(text, [statement.source, *more], language="en")
        spent = (time.process_time() - began) / max(1, len(changed))
        print(
            f"speed: {spent * 1e6:.0f} µs per changed sentence, source of {length // max(1, len(changed))} characters"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--fresh", nargs="*", type=Path, default=[], help="documents nothing was tuned on")
    parser.add_argument("--limit", type=int, default=150, help="sentences per document")
    parser.add_argument("--around", type=int, default=0, help="passages before and after that belong to the source")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--show", type=int, default=0, help="print that many misses of each kind and language")
    options = parser.parse_args()
    paths = options.paths or [OWN]
    report("seen", run(paths, options.limit, options.seed, options.around), options.show)
    if options.fresh:
        fresh = run(options.fresh, options.limit, options.seed, options.around)
        report("not tuned on", fresh, options.show)
    speed(paths, options.seed)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
