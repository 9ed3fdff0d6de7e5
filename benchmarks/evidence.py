"""How many planted errors does the evidence check find, and how often does it cry wolf?

    python benchmarks/evidence.py [DIR] [--limit N] [--seed N]

DIR holds label texts (``.txt``, one language each; the language is detected); without it our own example sentences
are used. Each source sentence is mutated once per class that fits it, by rules that share nothing with the checker, and
checked against the unchanged text. False flags are counted on the unchanged sentences (must be 0), and on light
rewordings that change no meaning. Prints one line per class: caught / made.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from library.evidence import check
from library.models import Severity
from library.text import detect_language, sentences

OWN = {
    "en": """The recommended dose of Ovranteq is 300 mg taken orally once daily with food.
Objective response rate was 61.6% (101/164; 95% CI 53.7–69.1) in the Ovranteq arm and 39.0% (32/82) with chemotherapy.
Median progression-free survival was 13.6 months (95% CI: 11.1, 16.4) compared with 6.8 months for chemotherapy.
No dose adjustment is recommended in adults with creatinine clearance of 30 mL/min or more.
Ovranteq is not recommended in patients with severe hepatic impairment.
Do not administer live vaccines to adult patients during treatment.
Exposure was 38% higher when the tablet was taken with a high-fat meal.
Inject 300 mg under the skin every 2 weeks.
Alanine aminotransferase increased in 20.9% of adults; the median time to onset was 1.9 months.
""",
    "zh": """推荐剂量为300 mg，每日一次，随餐口服。
客观缓解率为61.6%（101/164；95% CI 53.7–69.1），化疗组为39.0%（32/82）。
成人患者每两周皮下注射300 mg一次。
孕妇不推荐使用本品。
高脂餐后药物暴露量升高38%。
""",
    "ja": """通常、成人には1日1回300mgを食後に経口投与する。
本剤を妊婦に投与しないこと。
最高血中濃度は38%増加した。
2週間に1回300mgを皮下投与する。
""",
    "de": """Die empfohlene Dosis für Erwachsene beträgt 12,5 mg zweimal täglich.
Das Arzneimittel darf bei Erwachsenen mit schwerer Leberfunktionsstörung nicht angewendet werden.
Die Exposition war um 38 % höher als nüchtern.
Alle 2 Wochen werden 300 mg injiziert.
""",
}

Mutation = Callable[[str, random.Random], str | None]
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w]|[.,]\d)")


def _change_number(sentence: str, rng: random.Random, change: Callable[[str], str | None]) -> str | None:
    hits = [
        m
        for m in _NUMBER.finditer(sentence)
        if not re.search(r"(?:section|Abschnitt|table|\[|\()\s*$", sentence[: m.start()], re.I)
    ]
    rng.shuffle(hits)
    for hit in hits:
        new = change(hit.group())
        if new and new != hit.group():
            return sentence[: hit.start()] + new + sentence[hit.end() :]
    return None


def digit(sentence: str, rng: random.Random) -> str | None:
    def change(number: str) -> str | None:
        at = rng.choice([i for i, c in enumerate(number) if c.isdigit()])
        return number[:at] + str((int(number[at]) + rng.randint(1, 8)) % 9 + 1) + number[at + 1 :]

    return _change_number(sentence, rng, change)


def decimal(sentence: str, rng: random.Random) -> str | None:
    def change(number: str) -> str | None:
        match = re.fullmatch(r"(\d)(\d+)([.,])(\d+)", number)
        return f"{match[1]}{match[3]}{match[2]}{match[4]}" if match else None

    return _change_number(sentence, rng, change)


def _swap(pairs: list[tuple[str, str]]) -> Mutation:
    def mutate(sentence: str, rng: random.Random) -> str | None:
        options = []
        for one, other in [*pairs, *((b, a) for a, b in pairs)]:
            hit = re.search(one, sentence)
            plain = re.sub(r"\\b|\(\?.*?\)", "", other)
            if hit:
                options.append(sentence[: hit.start()] + plain + sentence[hit.end() :])
        return rng.choice(options) if options else None

    return mutate


def sign(sentence: str, rng: random.Random) -> str | None:
    if hit := re.search(r"[−-](?=\d)", re.sub(r"(?<=\w)[−-]", "~", sentence)):
        return sentence[: hit.start()] + sentence[hit.end() :]
    for one, other in (("≥", "<"), ("≤", ">"), ("<", "≥"), (">", "≤")):
        if one in sentence:
            return sentence.replace(one, other, 1)
    return None


def interval(sentence: str, rng: random.Random) -> str | None:
    hit = re.search(r"(\d+\.\d+)(\s?[–-]\s?|, | to )(\d+\.\d+)", sentence)
    if not hit or float(hit[1]) >= float(hit[3]):
        return None
    return sentence[: hit.start()] + hit[3] + hit[2] + hit[1] + sentence[hit.end() :]


def negation(sentence: str, rng: random.Random) -> str | None:
    cuts = [
        (r"\bnot ", ""),
        (r"\bDo not ", ""),
        (r"\bNo ", ""),
        (r"\bnicht ", ""),
        ("不(?!良)", ""),
        ("未(?!来)", ""),
        ("しないこと", "すること"),
    ]
    inserts = [
        (r"\b(is|are|was|were|should be|may be) ", r"\1 not "),
        (r"\b(ist|wird|werden|wurde) ", r"\1 nicht "),
        ("推荐", "不推荐"),
        ("すること", "しないこと"),
    ]
    for pattern, new in [*cuts, *inserts]:
        if re.search(pattern, sentence):
            return re.sub(pattern, new, sentence, count=1)
    return None


MUTATIONS: dict[str, Mutation] = {
    "digit": digit,
    "decimal point": decimal,
    "unit": _swap(
        [
            (r"\bmg\b(?!/)", r"\bg\b(?!\.)"),
            (r"\bmonths\b", r"\bweeks\b"),
            (r"\bdays\b", r"\bweeks\b"),
            (r"\bhours\b", r"\bdays\b"),
            ("个月", "周(?!围|水|期)"),
            (r"\bTage\b", r"\bWochen\b"),
            ("小时", "天"),
            ("週間", "日間"),
        ]
    ),
    "sign": sign,
    "interval swapped": interval,
    "negation": negation,
    "direction": _swap(
        [
            (r"\bhigher\b", r"\blower\b"),
            (r"\bincreased\b", r"\bdecreased\b"),
            (r"\bincrease\b", r"\bdecrease\b"),
            ("升高", "降低"),
            ("増加", "減少"),
            ("增加", "减少"),
            (r"\bhöher\b", r"\bniedriger\b"),
            (r"\berhöht\b", r"\bvermindert\b"),
        ]
    ),
    "frequency": _swap(
        [
            (r"\bonce daily\b", r"\btwice daily\b"),
            (r"\bevery 2 weeks\b", r"\bevery 4 weeks\b"),
            ("每日一次", "每日两次"),
            ("每两周", "每四周"),
            ("1日1回", "1日2回"),
            ("2週間に1回", "4週間に1回"),
            (r"\beinmal täglich\b", r"\bzweimal täglich\b"),
            ("Alle 2 Wochen", "Alle 4 Wochen"),
        ]
    ),
    "population": _swap(
        [
            (r"\badults\b", r"\bchildren\b"),
            (r"\badult patients\b", r"\bpediatric patients\b"),
            (r"\bpregnant\b", r"\belderly\b"),
            ("成人", "儿童"),
            ("孕妇", "老年患者"),
            ("妊婦", "小児"),
            (r"\bErwachsenen?\b", r"\bKindern\b"),
            (r"\bhepatic impairment\b", r"\brenal impairment\b"),
        ]
    ),
}

REWORDINGS: dict[str, Callable[[str], str]] = {
    "bullet": lambda s: "• " + s,
    "wide space": lambda s: s.replace(" ", "  "),
    "full-width": lambda s: s.replace("%", "％").replace("(", "（").replace(")", "）"),
    "no end mark": lambda s: s.rstrip(".。"),
    "dash for hyphen": lambda s: re.sub(r"(?<=\d)-(?=\d)", "–", s),
}


def read(folder: Path | None) -> Iterator[tuple[str, str, str]]:
    """``(name, language, text)`` of each document."""
    if folder is None:
        yield from ((f"own {language}", language, text) for language, text in OWN.items())
        return
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield path.name, detect_language(text[:4000]), text


def flagged(text: str, source: str, language: str) -> list[str]:
    found = check(text, [source], language=language)
    return [f.code for f in found if f.severity is Severity.BLOCKING]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, default=150, help="sentences per document")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--show", type=int, default=0, help="print that many misses of each class")
    options = parser.parse_args()
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    honest: Counter[str] = Counter()
    false: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for name, language, text in read(options.folder):
        rng = random.Random(f"{options.seed}{name}")
        spans = [span for line in _lines(text) for span in line]
        rng.shuffle(spans)
        for sentence, paragraph in spans[: options.limit]:
            honest["verbatim"] += 1
            false["verbatim"] += bool(flagged(sentence, paragraph, language))
            for label, reword in REWORDINGS.items():
                honest[label] += 1
                wrong = flagged(reword(sentence), paragraph, language)
                false[label] += bool(wrong)
                if wrong and shown[label] < options.show:
                    shown[label] += 1
                    print(f"  false flag ({label}) {wrong}: {reword(sentence)[:200]}")
            for label, mutate in MUTATIONS.items():
                mutated = mutate(sentence, rng)
                if mutated is None or mutated == sentence:
                    continue
                made[label] += 1
                hit = flagged(mutated, paragraph, language)
                caught[label] += bool(hit)
                if not hit and shown[label] < options.show:
                    shown[label] += 1
                    print(f"  missed ({label}, {name}): {mutated[:220]}")
    for label in MUTATIONS:
        share = caught[label] / made[label] if made[label] else 0
        print(f"{label:18} caught {caught[label]:5} of {made[label]:5}   {share:6.1%}")
    for label in honest:
        print(f"false flags, {label:16} {false[label]:5} of {honest[label]:5}   {false[label] / honest[label]:6.1%}")
    return 0


def _lines(text: str) -> Iterator[list[tuple[str, str]]]:
    """Sentences of each paragraph, each with its paragraph as the source."""
    for line in text.split("\n"):
        if len(line) >= 20:
            yield [(line[a:b], line) for a, b in sentences(line, detect_language(line)) if b - a > 15]


if __name__ == "__main__":
    raise SystemExit(main())
