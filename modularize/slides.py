"""Slides: titles that claim something, and lines of a cover that say nothing about the medicine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.evidence_language import claims_language
from library.evidence_terms import BENEFIT, endpoints
from library.models import Passage, PassageKind
from library.numbers import NumberKind, numbers
from library.text_units import word_pattern
from modularize.sentences.depends import is_complete, says_something

_RESULTS = (NumberKind.PERCENT, NumberKind.TIME, NumberKind.RATIO, NumberKind.P_VALUE, NumberKind.POINTS)
_ABOUT_RESULTS = word_pattern(
    r"\bdata\b|\bevidence\b|\boverview\b|\bagenda\b|\bresults\b|数据|证据|概览|概要|データ|Daten|Übersicht"
)
_NO_CLAIM_YET = re.compile(r"[?？]\s*$")


def states_claim(passage: Passage) -> bool:
    """Does a slide's title or large line claim something: a result with its figure, a benefit, a superlative?"""
    text = passage.text.strip()
    if passage.locator.slide is None or _NO_CLAIM_YET.search(text):
        return False
    if claims_language(text, passage.language, ""):
        return True
    figures = [n for n in numbers(text, passage.language) if n.kind in _RESULTS and (n.decimals or n.unit == "%")]
    if endpoints(text) and figures:
        return True
    return bool(BENEFIT.search(text) and (figures or (endpoints(text) and says_something(text))))


def cover_lines(passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of the lines on a deck's first slide that only say what the deck is, for whom and by whom."""
    slides = [p.locator.slide for p in passages if p.locator.slide is not None]
    if not slides:
        return frozenset()
    cover = [p for p in passages if p.locator.slide == min(slides)]
    if not any(p.kind is PassageKind.TITLE for p in cover) or any(p.kind is PassageKind.TABLE_ROW for p in cover):
        return frozenset()
    lines = [p for p in cover if p.kind is PassageKind.PARAGRAPH]
    return frozenset(p.id for p in lines if _only_names(p))


def _only_names(passage: Passage) -> bool:
    text = passage.text.strip()
    if len(text) > 160 or is_complete(text) or states_claim(passage):
        return False
    return bool(_ABOUT_RESULTS.search(text)) or not says_something(text)
