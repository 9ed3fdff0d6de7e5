"""Which modules may say the same as another one: looked up by what they share, never by comparing all pairs.

A module is filed under sixteen bands of a MinHash signature of its words, under its endpoints with study and group,
under its counts and under dosing frequencies. Where many share a band (rows of one table, sentences of one form), those
that also share a figure or the study are looked at. What is filed is numbers only, so that a hundred thousand fit in
memory, and the full claim is only read of those found.
"""

from __future__ import annotations

import hashlib
import re
import struct
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from library.evidence_terms import comparators, endpoints, populations
from library.models import AnchorRole, Module
from library.numbers import Number, NumberKind, numbers
from library.text import fold, tokens

BANDS, ROWS = 16, 2
"""MinHash bands and rows: pairs that share 0.72 of their words meet in eight bands of sixteen on average."""
MEETINGS = 3
"""Bands that two claims must share to be compared for their words alone."""
CROWD = 200
"""Claims filed under one key from which on only those that share a figure, too, are looked at."""
RAREST = 3
"""Figures, the rarest first, that are looked up where a band is crowded."""
_STUDY = re.compile(r"\b[A-Z][A-Z]{2,}-\d+\b")
_WORD = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PART = re.compile(r"(\d{1,6})\s?(?:/|of|von|aus)\s?(\d{1,6})\b|(\d{1,6})[例名]中\D{0,6}(\d{1,6})[例名]")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a module says, reduced to what tells whether another one says the same."""

    module: Module
    words: frozenset[str]
    text: str
    figures: tuple[Number, ...]
    topics: frozenset[str]
    groups: frozenset[str]
    arms: frozenset[str]
    studies: frozenset[str]

    @property
    def origins(self) -> frozenset[str]:
        """The documents that say it."""
        return frozenset(a.source for a in self.module.anchors if a.role is AnchorRole.ORIGIN)


def claim_of(module: Module) -> Claim:
    """The claim of a module; its context counts for study, group and topic, its body alone for the figures."""
    content = module.content
    shown = "\n".join((*content.context, content.body))
    figures = tuple(
        n for n in numbers(content.body, content.language) if n.kind not in (NumberKind.REFERENCE, NumberKind.DATE)
    )
    words = frozenset(token for token in tokens(content.body, content.language) if _WORD.search(token))
    return Claim(
        module=module,
        words=words,
        text=fold(content.body),
        figures=figures,
        topics=endpoints(content.body) or endpoints(shown),
        groups=populations(shown),
        arms=comparators(content.body),
        studies=frozenset(_STUDY.findall(shown)),
    )


class Near:
    """Modules filed by what they share with others. Of a lineage only the version filed last is found."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._lineages: list[str] = []
        self._last: dict[str, int] = {}
        self._bands: list[array[int]] = []
        self._blocks: dict[int, array[int]] = {}
        self._figures: dict[int, array[int]] = {}
        self.looked_at = 0
        """Modules that were found beside others so far."""

    def __len__(self) -> int:
        return len(self._last)

    def file(self, module: Module) -> None:
        """Keep a module to be found later."""
        index = len(self._ids)
        self._ids.append(module.id)
        self._lineages.append(module.lineage)
        self._last[module.lineage] = index
        bands = _band_keys(module)
        self._bands.append(array("q", bands))
        for key in (*bands, *_topic_keys(module)):
            self._blocks.setdefault(key, array("i")).append(index)
        for key in _figure_keys(module):
            self._figures.setdefault(key, array("i")).append(index)

    def beside(self, module: Module) -> list[str]:
        """Ids of filed modules worth comparing with this one, as they were filed; none of its own lineage."""
        bands = _band_keys(module)
        met: Counter[int] = Counter()
        is_crowded = False
        for key in bands:
            members = self._blocks.get(key, ())
            if len(members) > CROWD:
                is_crowded = True
            else:
                met.update(members)
        found = {index for index, times in met.items() if times >= MEETINGS}
        for key in _topic_keys(module):
            members = self._blocks.get(key, ())
            if len(members) <= CROWD:
                found.update(members)
        if is_crowded:
            found.update(self._sharing_figures(module, frozenset(bands)))
        alive = [i for i in sorted(found) if self._lineages[i] != module.lineage and self._last[self._lineages[i]] == i]
        self.looked_at += len(alive)
        return [self._ids[i] for i in alive]

    def _sharing_figures(self, module: Module, bands: frozenset[int]) -> Iterator[int]:
        """Of the modules that share the rarest figures or the study with this one, those that share enough bands."""
        postings = sorted((self._figures.get(key, array("i")) for key in _figure_keys(module)), key=len)
        for members in postings[:RAREST]:
            yield from (i for i in members if len(bands.intersection(self._bands[i])) >= MEETINGS)


def _band_keys(module: Module) -> tuple[int, ...]:
    """MinHash signature of the words of a body, cut into bands, each hashed with product and language."""
    content = module.content
    words = {token for token in tokens(content.body, content.language) if _WORD.search(token)}
    if not words:
        return ()
    smallest = list(map(min, zip(*map(_permuted, words), strict=True)))
    about = (content.product, content.language)
    return tuple(hash((about, band, *smallest[band * ROWS : (band + 1) * ROWS])) for band in range(BANDS))


@lru_cache(maxsize=200_000)
def _permuted(word: str) -> tuple[int, ...]:
    """The word's place in each of the permutations."""
    digests = (
        hashlib.blake2b(word.encode(), digest_size=64, salt=bytes([n])).digest() for n in range(BANDS * ROWS // 16)
    )
    return tuple(value for digest in digests for value in struct.unpack("16I", digest))


def _topic_keys(module: Module) -> Iterator[int]:
    """Endpoint with study and group; a count; a dosing frequency with its dose. All across languages."""
    content = module.content
    shown = "\n".join((*content.context, content.body))
    groups = sorted(populations(shown))
    for topic in endpoints(content.body) or endpoints(shown):
        for study in set(_STUDY.findall(shown)) or {""}:
            yield hash((content.product, "topic", topic, study, *groups))
    for match in _PART.finditer(content.body):
        yield hash((content.product, "part", *(int(n) for n in match.groups() if n)))
    if "mg" in content.body:
        figures = numbers(content.body, content.language)
        if any(n.kind is NumberKind.FREQUENCY for n in figures):
            yield from {hash((content.product, "frequency", n.value)) for n in figures if n.unit == "mg"}


def _figure_keys(module: Module) -> tuple[int, ...]:
    """Figures and studies as they are written."""
    content = module.content
    said = (*_FIGURE.findall(content.body), *_STUDY.findall(content.body))
    return tuple(hash((content.product, figure)) for figure in dict.fromkeys(said))
