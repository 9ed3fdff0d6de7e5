"""Slides: titles that claim something, and lines of a cover that say nothing about the medicine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.evidence_language import claims_language
from library.evidence_terms import BENEFIT, endpoints
from library.models import Passage, PassageKind
from library.numbers import NumberKind, numbers
from library.text_units import word_pattern
from modularize.sentences.captions import is_caption_like
from modularize.sentences.depends import is_complete, says_something

_RESULTS = (NumberKind.PERCENT, NumberKind.TIME, NumberKind.RATIO, NumberKind.P_VALUE, NumberKind.POINTS)
_ABOUT_RESULTS = word_pattern(
    r"\bdata\b|\bevidence\b|\boverview\b|\bagenda\b|\bresults\b|数据|证据|概览|概要|データ|Daten|Übersicht"
)
_NO_CLAIM_YET = re.compile(
    r"[?？]\s*$|(?:試験|试验|研究|\b(?:study|trial|Studie))\s*(?:[（(](?:続き|续|cont[.\w]{0,8}|Forts[.\w]{0,8})[)）])?\s*$",
    re.IGNORECASE,
)
"""A question, or the name of a study: it claims nothing, whatever adjective it bears."""


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


def with_lines_over_tables(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which a slide's last item right over a table that only names it is a line over the table.

    "結果" set further out than "対象: …" above it, or without the colon that all items above it have.
    """
    found = list(passages)
    for at in range(1, len(found) - 1):
        before, item, below = found[at - 1 : at + 2]
        if item.kind is not PassageKind.LIST_ITEM or item.locator.slide is None or below.kind not in _TABULAR:
            continue
        beside = {p.locator.slide for p in (before, item, below)} == {item.locator.slide}
        if beside and before.kind is PassageKind.LIST_ITEM and _names_table(item, before):
            found[at] = item.model_copy(update={"kind": PassageKind.PARAGRAPH, "group": None})
    return tuple(found)


_TABULAR = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
_NAMED = re.compile(r"^\W*[^:：]{1,30}[:：]\s*\S")


def _names_table(item: Passage, before: Passage) -> bool:
    """Is an item a name without a value, set further out than the one before or the only one that has none?"""
    bare = item.text.strip()
    depths = (item.facts.get("depth", ""), before.facts.get("depth", ""))
    further_out = all(depth.isdecimal() for depth in depths) and int(depths[0]) < int(depths[1])
    names = is_caption_like(bare) and not re.search(r"[:：]|\d\s?(?:mg|例|[%％])", bare)
    return names and (further_out or bool(_NAMED.match(before.text)))


_CARD = han.compile(
    r"\W*(?:対象(?:疾患|患者)?|症例数?|被験者|(?:試験)?デザイン|レジメン|受试者|研究对象|(?:研究|试验)设计|样本量|"
    r"(?:study )?(?:design|population|patients|participants)|(?:studien)?(?:design|population)|patienten)\s*[:：]",
    re.IGNORECASE,
)
"""The first line of a card of a study: who was studied, or how."""


def is_card(items: Sequence[Passage]) -> bool:
    """Are the items of a slide the lines of one study ("対象: …", "結果: …"), each nothing without the others?"""
    on_slide = items[0].locator.slide is not None and all(_NAMED.match(item.text) for item in items)
    return on_slide and len(items) > 1 and bool(_CARD.match(items[0].text))


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
