"""Two rankings made one, by reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RRF_K = 60
"""The constant of the paper: how little the very first places stand out."""


@dataclass(frozen=True)
class Hit:
    """A version found. ``lexical`` is its BM25 score, ``dense`` its cosine; None where that search did not find it."""

    id: str
    score: float
    lexical: float | None
    dense: float | None
    words: tuple[str, ...] = ()
    """Words of the query that stand in the text."""


@dataclass(frozen=True)
class SearchResult:
    """Hits, best first, and how the search went. ``degraded``: a part that should have answered did not."""

    hits: tuple[Hit, ...]
    lexical_ms: float
    dense_ms: float
    total_ms: float
    degraded: bool


Ranking = Sequence[tuple[int, float]]
"""Text numbers with scores, best first."""


def fuse(lexical: Ranking, dense: Ranking, limit: int) -> list[tuple[int, float, float | None, float | None]]:
    """``(number, fused score, lexical score, cosine)``, best first; ties go to the better single score, then number."""
    fused: dict[int, float] = {}
    for ranking in (lexical, dense):
        for place, (number, _) in enumerate(ranking, start=1):
            fused[number] = fused.get(number, 0.0) + 1 / (RRF_K + place)
    words, meaning = dict(lexical), dict(dense)
    order = sorted(fused, key=lambda n: (-fused[n], -words.get(n, 0.0), -meaning.get(n, 0.0), n))
    return [(n, fused[n], words.get(n), meaning.get(n)) for n in order[:limit]]
