"""Somebody else's deck against a large library: seconds, and how many planted lines are told for what they are.

Usage: ``PYTHONPATH=. python benchmarks/check.py [MODULES [SLIDES]]`` (default 100000 50). Modules are sentences of
signed labels, put together from lists of words and figures by a fixed seed, so that many are near one another. The
deck (PPTX) has eight lines a slide: two word for word a module, two with one or more other words, two with one other
figure, two that no module says. Printed: the check cold (every wording read) and again, the share of planted lines
with the right status and the right module beside them; and two peers on the same lines in the same run: scikit-
learn's TF-IDF cosine over all pairs (retrieval alone, against ours alone) and Python's difflib over all pairs, timed
on two lines. Coverage is timed on the same library.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from library.models import SYSTEM, DocumentClass, ModuleDraft, ModuleKind, Scope
from tests.gate.world import Clock, World, found

PER_LABEL = 1000
VERBS = (
    "occurred in|was reported by|was observed in|developed in|led to discontinuation in|resolved in|was confirmed in"
)
EVENTS = (
    "nausea|peripheral oedema|headache|fatigue|pruritus|dizziness|elevated transaminases|conjunctivitis|pneumonitis|"
    "hypertension|photosensitivity|dry mouth|insomnia|arthralgia|neutropenia|diarrhoea|back pain|cough|rash|anaemia"
)
GROUPS = (
    "patients with moderate renal impairment|patients aged 75 years or older|previously untreated patients|"
    "patients with brain metastases|patients receiving concomitant corticosteroids|Chinese patients|"
    "patients with hepatic impairment|patients switched from chemotherapy|patients with asthma|all treated patients"
)
WHEN = "the first treatment cycle|week {w}|{w} weeks of follow-up|the extension phase|the maintenance period|month {w}"
RESULTS = (
    "objective response rate|median progression-free survival|itch score|disability index|duration of response|"
    "time to treatment failure|trough concentration|clearance|quality-of-life score|number of exacerbations"
)
FOREIGN = (
    "Leading centres in {c} prefer the convenient {p} pack with colour code {n}.",
    "Ask your {p} representative in {c} for the starter kit, edition {n}.",
    "The {p} symposium in {c} drew {n} participants from many specialties.",
)
OTHER_WORDS = {
    "occurred": "appeared",
    "reported": "described",
    "observed": "seen",
    "treated": "exposed",
    "during": "within",
}


def sentence(rng: random.Random) -> str:
    """A sentence such as labels hold, of a study, a group and figures of its own."""
    pick = lambda words: rng.choice(words.split("|"))  # noqa: E731 - three letters for a line
    study, week, n = rng.randint(1, 400), rng.randint(2, 104), rng.randint(40, 900)
    part = rng.randint(1, n)
    when = pick(WHEN).format(w=week)
    if rng.random() < 0.6:
        share = f"{100 * part / n:.1f}% ({part}/{n})"
        return f"In study BROOK-{study}, {pick(EVENTS)} {pick(VERBS)} {share} of {pick(GROUPS)} treated during {when}."
    low = rng.uniform(0.5, 40)
    figure = f"{low:.1f} (95% CI, {low * 0.8:.1f}–{low * 1.3:.1f})"
    return f"The {pick(RESULTS)} in study BROOK-{study} was {figure} among {pick(GROUPS)} treated during {when}."


def bodies(count: int) -> list[str]:
    """So many different sentences, always the same."""
    rng, made = random.Random(20261122), dict[str, None]()
    while len(made) < count:
        made[sentence(rng)] = None
    return list(made)


def fill(world: World, lines: list[str]) -> None:
    """The sentences as modules, verbatim from signed labels."""
    kinds = (ModuleKind.SAFETY_RESULT, ModuleKind.ADVERSE_REACTION)
    for start in range(0, len(lines), PER_LABEL):
        source, passages = world.document(lines[start : start + PER_LABEL], DocumentClass.LABEL, name=f"label {start}")
        drafts: list[ModuleDraft] = [world.draft(p, kind=kinds[place % 2]) for place, p in enumerate(passages)]
        world.lib.add_modules(SYSTEM, drafts)
        world.sign_label(source.id)


def reworded(line: str, rng: random.Random) -> str:
    """One or two other words that change no figure."""
    for old, new in OTHER_WORDS.items():
        line = line.replace(f" {old} ", f" {new} ", 1)
    return line.replace("In study", "Within study", 1).replace("The ", "Their ", 1) if rng.random() < 0.5 else line


def refigured(line: str, rng: random.Random) -> str:
    """One digit of the first figure changed."""
    at = next(i for i, c in enumerate(line) if c == "." and line[i - 1].isdigit() and line[i + 1].isdigit()) - 1
    return line[:at] + rng.choice([d for d in "123456789" if d != line[at]]) + line[at + 1 :]


def planted(lines: list[str], slides: int) -> list[tuple[str, str, str]]:
    """``(what it should be told as, its words, the module's words)``, eight a slide."""
    rng = random.Random(7)
    chosen = iter(rng.sample(lines, slides * 6))
    made = []
    for slide in range(slides):
        for body in (next(chosen), next(chosen)):
            made.append(("approved", body, body))
        for body in (next(chosen), next(chosen)):
            made.append(("variant", reworded(body, rng), body))
        for body in (next(chosen), next(chosen)):
            made.append(("conflict", refigured(body, rng), body))
        for n in (1, 2):
            words = rng.choice(FOREIGN).format(c=f"Town {slide}", p="OVRANTEQ", n=slide * 2 + n)
            made.append(("unsupported", words, ""))
        made[-8:] = rng.sample(made[-8:], 8)
    return made


def deck_of(plan: list[tuple[str, str, str]], path: Path) -> Path:
    """The planted lines as a PPTX, eight a slide."""
    from pptx import Presentation
    from pptx.util import Inches, Pt

    deck = Presentation()
    for start in range(0, len(plan), 8):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Part {start // 8 + 1}"
        said = [words for _, words, _ in plan[start : start + 8]]
        for place, words in enumerate([*said, "BM-OVR-US-0099 | Prepared 2026-05-01 | Expires 2027-04-30"]):
            box = slide.shapes.add_textbox(Inches(0.4), Inches(1.1 + 0.68 * place), Inches(9.2), Inches(0.6))
            box.text_frame.word_wrap = True
            box.text_frame.text = words
            box.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    deck.save(str(path))
    return path


def timed(act: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def told(check: Any, plan: list[tuple[str, str, str]]) -> Iterator[tuple[str, int, int, int]]:
    """``(planted as, how many, told so, with the right module first among those shown)``."""
    lines = {x.line.text: x for x in check.lines}
    for kind in ("approved", "variant", "conflict", "unsupported"):
        some = [(words, body) for k, words, body in plan if k == kind]
        right = [(words, body) for words, body in some if words in lines and lines[words].status == kind]
        beside = sum(any(m.text == body for m in lines[w].matches) for w, body in some if body and w in lines)
        yield kind, len(some), len(right), beside


def our_retrieval(lines: list[str], asked: list[tuple[str, str]]) -> tuple[float, int]:
    """Seconds to index the wordings and look every line up, and how often the planted one comes first."""
    from review.wordings import Wording, Wordings

    def look() -> int:
        index = Wordings()
        index.add(Wording(str(place), body) for place, body in enumerate(lines))
        return sum(index.near(words, 1)[0].body == body for words, body in asked)

    return timed(look)


def sklearn_retrieval(lines: list[str], asked: list[tuple[str, str]]) -> tuple[float, int]:
    """The same by TF-IDF cosine over all pairs."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def look() -> int:
        vectorizer = TfidfVectorizer(token_pattern=r"[a-z]+|\d+(?:[.,]\d+)*")
        matrix = vectorizer.fit_transform(lines)
        alike = vectorizer.transform([words for words, _ in asked]) @ matrix.T
        return sum(lines[row.toarray().argmax()] == body for row, (_, body) in zip(alike, asked, strict=True))

    return timed(look)


def difflib_retrieval(lines: list[str], asked: list[tuple[str, str]]) -> float:
    """Seconds a line by ``difflib.get_close_matches`` over all modules."""
    import difflib

    seconds, _ = timed(lambda: [difflib.get_close_matches(words, lines, 1, 0.6) for words, _ in asked[:2]])
    return seconds / 2


def main(modules: int = 100_000, slides: int = 50) -> None:
    from app import Settings, build

    lines = bodies(modules)
    plan = planted(lines, slides)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        world = found(f"sqlite:///{home / 'clearcopy.db'}", home, Clock())
        seconds, _ = timed(lambda: fill(world, lines))
        actor = world.people["mia"]
        world.lib.close()
        print(f"{modules:,} modules made in {seconds:.0f} s", flush=True)
        deck = deck_of(plan, home / "theirs.pptx")
        scope = Scope(market="US")
        services = build(Settings(home=home, embedder="none", database_url=""))
        journeys = services.journeys
        begun = time.process_time()
        cold, (check, _) = timed(lambda: journeys.check_piece(actor, deck, deck.name, scope))
        between = time.process_time()
        warm, _ = timed(lambda: journeys.check_piece(actor, deck, deck.name, scope))
        busy = f"processor time {between - begun:.1f} s and {time.process_time() - between:.1f} s"
        reading, _ = timed(lambda: services.ingest.read_only(deck, deck.name))
        again = f"{warm:.1f} s again, {reading:.1f} s of it reading; {busy}"
        print(f"{slides} slides, {len(plan)} planted lines: {cold:.1f} s cold, {again}")
        for kind, count, right, beside in told(check, plan):
            print(f"  {kind:<12} {right} of {count} told so, right module shown {beside}")
        covering, _ = timed(lambda: services.library.covered())
        print(f"coverage of {modules:,} modules: {covering:.1f} s")
        services.close()
    asked = [(words, body) for _, words, body in plan if body]
    ours, hit = our_retrieval(lines, asked)
    theirs, their_hit = sklearn_retrieval(lines, asked)
    each = difflib_retrieval(lines, asked)
    peer = f"scikit-learn TF-IDF {theirs:.1f} s, {their_hit} first: ratio {ours / theirs:.2f}"
    print(f"retrieval alone, {len(asked)} lines: ours {ours:.1f} s, {hit} first; {peer}")
    every = each * len(asked)
    print(
        f"difflib, all pairs: {each:.1f} s a line, {every:.0f} s for all of them: ours takes {ours / every:.4f} of it"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
