"""The name a label or leaflet gives its own product, for products no taxonomy knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import DocumentClass, Passage, SourceFacts

_GENERIC_NAME = re.compile(r"通用名称?\s*[:：]\s*(.+?)(?=英文名|商品名|汉语|拼音|$)")
_TAIL = re.compile(
    r"[®™©(（\[/,，;；:：]|\s[-–]\s|\s\d|(?<=\D)\d|说明书|"
    r"\s(?:film-coated|tablets?|capsules?|solution|suspension|injection|oral|multi|Filmtabletten|Tabletten|Kapseln|"
    r"Injektionsl\w+|cream|ointment|powder|for)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:these|this|highlights|package|annex|full|information|read)\b|(?:剤|薬|成分)$", re.IGNORECASE
)
TIMES = 3
"""Passages that must hold a name before it counts as the product's."""


def own_name(facts: SourceFacts, passages: Sequence[Passage]) -> str:
    """The document's own product, case-folded, from its title; "" for other documents or where nothing is sure."""
    if facts.document_class not in (DocumentClass.LABEL, DocumentClass.LEAFLET):
        return ""
    generic = _GENERIC_NAME.search(facts.title)
    name = _TAIL.split(generic.group(1) if generic else facts.title.strip(), maxsplit=1)[0].strip().casefold()
    if not 3 <= len(name) <= 40 or len(name.split()) > 3 or _NO_NAME.search(name):
        return ""
    holders = sum(name in passage.text.casefold() for passage in passages)
    return name if holders >= TIMES or generic or "说明书" in facts.title else ""
