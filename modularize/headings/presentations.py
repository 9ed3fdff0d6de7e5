"""Leaflets for several strengths or pens in one document: what stands in only one of them says for which it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage
from modularize.draft import Quote, whole

_TITLE = han.compile(
    r"^\W*(?:package leaflet\b|patient information leaflet\b|gebrauchsinformation: information für|"
    r"packungsbeilage: information|(?:使用)?说明书\W*$)",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"\d[\d.,]*\s?(?:mg|g|µg|μg|mcg|micrograms?|units?|mL|ml|%|I\.?U\.?|I\.?E\.?|Einheiten|Mikrogramm)\b", re.IGNORECASE
)
_NEAR = 4
"""Passages behind its title within which a leaflet names what it is about."""


def presentations(passages: Sequence[Passage]) -> dict[int, Quote]:
    """By place in the document, the line that names the strength a leaflet is about, for words of that leaflet alone.

    Empty where the document holds no two leaflets for different strengths. Words that stand in every one of them hold
    for all, and are not among the result.
    """
    starts = [at for at, p in enumerate(passages) if _TITLE.match(p.text) and len(p.text) < 120]
    named = [(at, name) for at in starts if (name := _named(passages[at : at + 1 + _NEAR])) is not None]
    if len({name.text for _, name in named}) < 2:
        return {}
    ends = [at for at, _ in named[1:]] + [len(passages)]
    texts = [{p.text for p in passages[at:end]} for (at, _), end in zip(named, ends, strict=True)]
    everywhere = set.intersection(*texts)
    return {
        passage.seq: name
        for (at, name), end in zip(named, ends, strict=True)
        for passage in passages[at:end]
        if passage.text not in everywhere and passage.id != name.passage.id
    }


def _named(lines: Sequence[Passage]) -> Quote | None:
    """The first line behind the title that bears a strength."""
    return next((whole(line) for line in lines if _STRENGTH.search(line.text) and len(line.text) < 200), None)
