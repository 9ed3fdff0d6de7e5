"""The name a label or leaflet gives its own product, for products no taxonomy knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import DocumentClass, Passage, PassageKind, SourceFacts

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
_MARKED = re.compile(r"^[^\W\d_][\w-]+\s?[®™]")
_BRAND_NAME = re.compile(r"販売名[\s　]*[:：\t]?[\s　]*([^\s\d０-９\t:：]{3,20})")
_FORM = re.compile(
    r"(?:OD)?(?:錠|カプセル|細粒|顆粒|散剤|散(?=[\d０-９])|注射用|注射液|注(?=[\d０-９])|点滴静注|軟膏|点眼液|シロップ|製剤)[^剤]*$"
)
_ACTIVE = re.compile(r"^\W*active ingredients?\b(?!.*\bpurpose\b.*\buses?\b)", re.IGNORECASE)
_AMOUNT = re.compile(r"\s*[(\[,\t]|\s+\d")
_LINES = (PassageKind.TITLE, PassageKind.HEADING, PassageKind.PARAGRAPH)
_NAMES = (*_LINES, PassageKind.TABLE_ROW)
FIRST = 60
"""Passages looked at for the product's name."""
TIMES = 3
"""Passages that must hold a name before it counts as the product's."""


def own_name(facts: SourceFacts, passages: Sequence[Passage]) -> str:
    """The document's own product, case-folded, from its title or first lines; "" for other documents or if unsure."""
    if facts.document_class not in (DocumentClass.LABEL, DocumentClass.LEAFLET):
        return ""
    if active := _active_ingredients(passages):
        return active
    said = [passage.text.casefold() for passage in passages if passage.kind is not PassageKind.IMAGE]
    for line in (facts.title, *_first_lines(passages)):
        generic = _GENERIC_NAME.search(line)
        form = next((found for found in _FORM.finditer(line) if found.start() > 1), None)
        bare = generic.group(1) if generic else line[: form.start()] if form else line
        name = _TAIL.split(bare.strip(), maxsplit=1)[0].strip().casefold()
        if not 3 <= len(name) <= 40 or len(name.split()) > 3 or _NO_NAME.search(name):
            continue
        if generic or "说明书" in line or (form and line == facts.title) or sum(name in text for text in said) >= TIMES:
            return name
    return ""


def _active_ingredients(passages: Sequence[Passage]) -> str:
    """What an over-the-counter US label lists as active, joined by a stroke: it has no other name in its words."""
    names = []
    for passage in passages[:FIRST]:
        if passage.kind not in (PassageKind.HEADING, PassageKind.TITLE) and any(
            _ACTIVE.match(heading) for heading in passage.heading_path[-1:]
        ):
            names.append(_AMOUNT.split(passage.text.strip(), maxsplit=1)[0].strip().casefold())
    return "/".join(name for name in dict.fromkeys(names) if 3 <= len(name) <= 40)


def _first_lines(passages: Sequence[Passage]) -> list[str]:
    """Lines near the beginning that name the product: marked as a brand, or the Japanese line of the brand's name."""
    found = []
    for passage in passages[:FIRST]:
        text = passage.text.split("\t")[0].strip()
        brand = _BRAND_NAME.search(passage.text)
        if brand:
            found.append(brand.group(1))
        elif (passage.kind in _LINES and len(text) < 60 and _MARKED.search(text)) or (
            passage.kind in _NAMES and _FORM.search(text) and len(text) < 40
        ):
            found.append(text)
    return found
