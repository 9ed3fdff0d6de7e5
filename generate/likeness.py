"""Do two modules say the same? Then a piece holds one of them. Pure."""

from __future__ import annotations

from library.models import Module
from library.text import numbers, squeeze

ALIKE = 0.8
"""Share of character triples two texts must have in common (Jaccard) to count as one wording of the other."""
_FIGURES = 3
"""So many shared figures with units make a table row and a sentence the same result."""


def says_the_same(one: Module, other: Module) -> bool:
    """Whether two modules are the same words, one inside the other, near wordings, or the same figures.

    Near wordings with a different figure are different statements: 45.5% and 45.2% are never the same.
    """
    first, second = squeeze(one.content.body).casefold(), squeeze(other.content.body).casefold()
    if first in second or second in first:
        return True
    mine, theirs = _figures(one), _figures(other)
    if mine and theirs and not (mine <= theirs or theirs <= mine):
        return False
    if len(mine & theirs) >= _FIGURES and one.content.kind is other.content.kind:
        return True
    pairs, others = _triples(first), _triples(second)
    return bool(pairs | others) and len(pairs & others) / len(pairs | others) >= ALIKE and mine == theirs


def _figures(module: Module) -> frozenset[str]:
    return frozenset(str(n.value) for n in numbers(module.content.body, module.content.language) if n.kind != "name")


def _triples(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(max(1, len(text) - 2)))
