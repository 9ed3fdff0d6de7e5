"""Which words the modules of a library hold, and how telling each is. Pure.

A word in few modules tells much (inverse document frequency), one in most tells little, and one in none names something
that nobody approved anything about: unless it is a turn of phrase, no module can answer a question that turns on it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from generate.lexicon import stem
from generate.questions.need import Need
from generate.reading import CJK_RUN, Reading, pairs_of

_MOST, _LEAST = 1.5, 0.3
_UNKNOWN_TERM = 0.8
_A_THING = re.compile(
    r"(?:病|症|炎|癌|瘤|痛|素|剂|药|汁|酒|茶|苗|肽|胺|酮|唑|酯|碱|酸|钠|钾|钙|镁|坦|平|宁|林|星|因|汀|韦|利|群|普|尔|单抗|替尼"
    r"|抗体|基因|突变|手术|移植|透析|综合征|疫苗|激素|维生素|剤|薬|薬物|ワクチン|症候群|手術|検査)$"
)
"""Endings of Chinese and Japanese words for medicines, diseases and the like."""


class Vocabulary:
    """The words of a set of modules."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._total = 0
        self._stems: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._terms: Counter[str] = Counter()
        for reading in readings:
            self._total += 1
            self._stems.update(reading.stems)
            self._pairs.update(reading.pairs)
            self._terms.update(reading.terms)

    def weight(self, need: Need) -> float:
        """How telling a word or term is, from 0.3 (in most modules) to 1.5 (in one)."""
        if need.kind == "term":
            count = self._terms[need.id]
            return self._rarity(count) if count else _UNKNOWN_TERM
        if CJK_RUN.fullmatch(need.id):
            counts = [self._pairs[pair] for pair in pairs_of(need.id)]
            return self._rarity(max(counts, default=0)) if any(counts) else _UNKNOWN_TERM
        return self._rarity(self._stems[stem(need.id)])

    def known_weight(self, need: Need) -> float:
        """The weight of a word or term that some module holds; 0 where none does."""
        if need.kind == "term":
            return self.weight(need) if self._terms[need.id] else 0.0
        return self.weight(need) if self.knows(need) else 0.0

    def _rarity(self, count: int) -> float:
        return max(_LEAST, min(_MOST, 0.3 + math.log((1 + self._total) / (1 + count)) / 3))

    def knows(self, need: Need) -> bool:
        """Whether any module holds a word (of a Chinese one, at least half of it)."""
        if CJK_RUN.fullmatch(need.id):
            pairs = pairs_of(need.id)
            return 2 * sum(pair in self._pairs for pair in pairs) >= len(pairs)
        return all(stem(part) in self._stems or len(part) < 3 for part in re.split("[/-]", need.id))

    def foreign(self, asked: Sequence[Need]) -> list[str]:
        """Words of a question that name something no module speaks of."""
        words = [need for need in asked if need.kind == "word" and not need.id.isdigit()]
        unknown = [need.id for need in words if not self.knows(need)]
        return [word for word in unknown if not CJK_RUN.fullmatch(word) or _A_THING.search(word)]


def word_share(need: Need, reading: Reading) -> float:
    """How much of a word or term a module holds, from 0 to 1."""
    if need.kind in ("term", "trait"):
        return 1.0 if need.id in reading.terms else 0.0
    if CJK_RUN.fullmatch(need.id):
        pairs = pairs_of(need.id)
        return sum(pair in reading.pairs for pair in pairs) / len(pairs) if pairs else 0.0
    return 1.0 if stem(need.id) in reading.stems else 0.0
