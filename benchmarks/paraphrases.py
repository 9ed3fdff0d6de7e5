"""Does the evidence check find an error inside a free paraphrase, and does it let true ones pass?

    python benchmarks/paraphrases.py [--show] [--second]

``gold/paraphrases.yaml`` holds sentences of invented labels, each with a true paraphrase and one with a single error
(number, direction, negation, population, comparator), all our own words. ``--second`` takes ``paraphrases-2.yaml``,
written after the check was mended with the first. Each paraphrase is checked against its sentence alone. It is
*stopped* by a blocking finding, *noted* by an advisory one only, else *passed*.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from library.evidence import check
from library.models import Severity

GOLD = Path(__file__).parent / "gold"
FATES = ("stopped", "noted", "passed")


def fate(text: str, source: str, language: str) -> tuple[str, list[str]]:
    """What becomes of a text, and the codes of its findings."""
    found = check(text, [source], language=language)
    codes = [finding.code.removeprefix("evidence.") for finding in found]
    if any(finding.severity is Severity.BLOCKING for finding in found):
        return "stopped", codes
    return ("noted" if found else "passed"), codes


def main() -> None:
    """Print, by language and kind of error, what became of wrong and of true paraphrases."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print what was not as wanted")
    parser.add_argument("--second", action="store_true", help="the set written after mending")
    options = parser.parse_args()
    name = "paraphrases-2.yaml" if options.second else "paraphrases.yaml"
    counts: Counter[tuple[str, str, str]] = Counter()
    for language, kinds in yaml.safe_load((GOLD / name).read_text(encoding="utf-8")).items():
        for kind, items in kinds.items():
            for item in items:
                for side, wanted in (("errs", "stopped"), ("says", "passed")):
                    became, codes = fate(item[side], item["source"], language)
                    for key in (kind, "all"):
                        counts[f"{side} {language}", key, became] += 1
                        counts[f"{side} all", key, became] += 1
                    if options.show and became != wanted:
                        print(f"{side} {kind} {became} {codes}: {item[side]}  <-  {item['source']}")
    for side, title in (("errs", "with an error"), ("says", "true")):
        print(f"\n{title:22}" + "".join(f"{fate:>10}" for fate in FATES))
        for key in sorted({(group, kind) for group, kind, _ in counts if group.startswith(side)}):
            print(f"{key[0].removeprefix(side):6}{key[1]:16}" + "".join(f"{counts[*key, one]:10}" for one in FATES))


if __name__ == "__main__":
    main()
