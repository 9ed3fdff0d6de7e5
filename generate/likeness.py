"""Do two modules say the same, and does one add anything to others? Then a piece holds one of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import stop_words, table
from generate.marks import without_marks as without_marks
from generate.reading import Reading
from library.models import Module
from library.text import NumberKind, fold, numbers, squeeze

ALIKE = 0.8
"""Share of character triples two texts must have in common (Jaccard) to count as one wording of the other."""
NEW_WORDS = 0.5
"""More than this share of a statement's content words must be new for it to add something without a new figure."""
_FIGURES = 3
"""So many shared figures with units make a table row and a sentence the same result."""
_UNCOUNTED = (NumberKind.NAME, NumberKind.LEVEL)
_STRONG = (NumberKind.PERCENT, NumberKind.PART, NumberKind.LOW, NumberKind.HIGH)
_LATIN_WORD = re.compile(r"[a-zäöüß][a-zäöüß-]+")
_CJK_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_CONDITIONS = ("elderly", "renal", "hepatic", "pediatric", "pregnancy", "lactation", "overdosage")


_POINTS_ELSEWHERE = re.compile(
    r"\s*(?:\[see [^\]]*\]|\((?:see|siehe|cf\.) [^)]*\)|[（(](?:参见|详见|见|参照)[^）)]*[）)]"
    r"|（「[^」]*」[^）]*参照）)",
    re.IGNORECASE,
)


def says_the_same(one: Module, other: Module) -> bool:
    """Whether two modules are the same words, one inside the other, near wordings, or the same figures.

    Near wordings with a different figure are different statements: 45.5% and 45.2% are never the same. A result whose
    figures all stand in another one's (the large "45.5%" of a slide beside the sentence that gives it) is the same.
    """
    first, second = _squeezed(one), _squeezed(other)
    if first in second or second in first:
        return True
    mine, theirs = figures_of(one), figures_of(other)
    within = mine <= theirs or theirs <= mine
    if mine and theirs and not within:
        return False
    alike = one.content.kind is other.content.kind
    if alike and (len(mine & theirs) >= _FIGURES or (within and has_result(one) and has_result(other))):
        return True
    pairs, others = _triples(first), _triples(second)
    return bool(pairs | others) and len(pairs & others) / len(pairs | others) >= ALIKE and mine == theirs


def adds_to(candidate: Reading, kept: Sequence[Reading]) -> bool:
    """Whether a statement says something that none of ``kept`` says: a figure, a condition, a population, an event.

    Without any of these it adds something only where most of its content words are new.
    """
    if not kept:
        return True
    known_figures = {f for other in kept for f in _all_figures(other.module)}
    known_measures = {(m.quantity, m.low, m.high) for other in kept for m in other.measures}
    if figures_of(candidate.module) - known_figures:
        return True
    if {(m.quantity, m.low, m.high) for m in candidate.measures} - known_measures:
        return True
    conditions = candidate.topics & frozenset(_CONDITIONS)
    if conditions - {topic for other in kept for topic in other.topics | other.context_topics}:
        return True
    if table("events").ids_in(candidate.body) - {event for other in kept for event in other.events}:
        return True
    if any(says_the_same(candidate.module, other.module) for other in kept):
        return False
    words = _content_words(candidate.body)
    known = {word for other in kept for word in _content_words(other.body)}
    return bool(words) and len(words - known) / len(words) > NEW_WORDS


def says_it_all(candidate: Reading, other: Reading) -> bool:
    """Whether a statement says all that another one says: its figures, and nearly every content word."""
    if adds_to(other, [candidate]):
        return False
    words = _content_words(other.body)
    return not words or len(words & _content_words(candidate.body)) / len(words) >= ALIKE


def figures_of(module: Module) -> frozenset[str]:
    """The figures in a module's body, without names, reference marks and the level of an interval."""
    return _figures(module.content.body, module.content.language)


def _all_figures(module: Module) -> frozenset[str]:
    return _figures("\n".join((*module.content.context, module.content.body)), module.content.language)


def _figures(text: str, language: str) -> frozenset[str]:
    return frozenset(str(n.value) for n in numbers(_said(text), language) if n.kind not in _UNCOUNTED)


def has_result(module: Module) -> bool:
    """Whether a body holds a figure that only a finding has: a share, a count of patients, a bound, a decimal."""
    found = numbers(_said(module.content.body), module.content.language)
    return any(n.kind in _STRONG or n.value != n.value.to_integral_value() for n in found if n.kind not in _UNCOUNTED)


def _said(text: str) -> str:
    """A text without what points elsewhere: reference marks and "[see Warnings and Precautions (5.4)]"."""
    return _POINTS_ELSEWHERE.sub("", without_marks(text))


def _squeezed(module: Module) -> str:
    return squeeze(_said(module.content.body)).casefold().rstrip(".。;；")


def _triples(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(max(1, len(text) - 2)))


def _content_words(folded: str) -> frozenset[str]:
    """Stems of Latin words that are no stop words, and pairs of characters elsewhere."""
    stops = stop_words().latin
    latin = {word[:6] for word in _LATIN_WORD.findall(fold(folded)) if word not in stops}
    pairs = {run[i : i + 2] for run in _CJK_RUN.findall(folded) for i in range(len(run) - 1)}
    return frozenset(latin | pairs)
