"""Documents that are no label or leaflet: guidelines, papers, collections, letters, saved pages. More is asked there.

A label's fixed structure makes a sentence safe to lift: its section says what it is about and of what kind. Where no
such structure is, a piece has to show by itself that it stands alone (decision 0060).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import DocumentClass, Passage, PassageKind, SourceFacts
from modularize.draft import Segment

__all__ = ["UNLABELLED", "is_guidance", "is_letter", "is_piece", "is_unlabelled"]

UNLABELLED = "unlabelled"
"""Flag of a piece of such a document: its kind and its disease are what its own words bear out."""
_CLASSES = (DocumentClass.OTHER, DocumentClass.PUBLICATION, DocumentClass.REPORT, DocumentClass.DATA_ON_FILE)
_ROWS = (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)
_LABEL_HEADING = re.compile(
    r"\W*(?:\d[\d.．]*\s*)?(?:"
    r"(?P<contra>contra-?indications?|gegenanzeigen|kontraindikationen|禁忌(?:[症证]|\W.{0,20})?)|"
    r"(?P<adverse>(?:adverse|undesirable|side) (?:drug )?(?:reactions?|effects?)|(?:unerwünschte wirkungen|"
    r"nebenwirkungen)|不良反[应應]|副作用)|"
    r"(?P<inter>(?:drug )?interactions?(?: with other .{0,60})?|wechselwirkungen(?: mit .{0,60})?|(?:药物)?相互作用|"
    r"藥物交互作用|併用禁忌.{0,20})|"
    r"(?P<over>overdos(?:e|age)|überdosierung|药物过量|藥物過量|過量投与)|"
    r"(?P<dose>posology.{0,40}|dosage(?: and administration)?|dosierung(?:/anwendung|, art .{0,40})?|用法用量|"
    r"用法及用量|"
    r"用法・?用量.{0,20})|"
    r"(?P<use>(?:therapeutic )?indications?(?: and usage)?|anwendungsgebiete?|indikationen.{0,30}|适应症|適應症|"
    r"効能・?又?は?効果.{0,20})"
    r")\W*",
    re.IGNORECASE,
)
_LEAST_SECTIONS = 5
_GUIDANCE = re.compile(
    r"\b(?:guidelines?|guidance|recommendations?|consensus|position (?:paper|statement)|quality standard|"
    r"expert opinion|"
    r"handlungsempfehlung\w*|empfehlung\w*|\w*leitlinie\w*|konsens\w*)\b|指南|共[识識]|推[荐薦]|建[议議]|专家意见|"
    r"ガイドライン|推奨|手引き?|指針|コンセンサス|提言",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\b(?:DHPC|dear (?:health ?care|doctor|dr)|rote-hand-brief|(?:drug |urgent )?safety (?:letter|communication|"
    r"update|"
    r"alert|notice)|important safety information|advice for health ?care professionals|"
    r"^[^:]{3,80}: (?:new|updated?|reminders?|reports? of|(?:increased |potential |rare )?risks? of|restrictions?)\b|"
    r"wichtige sicherheit\w*|direct health ?care professional)\b|"
    r"安全性速報|緊急安全性情報|適正使用のお願い|药品安全(?:警示|警戒|通报|信息)|藥品安全資訊|風險溝通",
    re.IGNORECASE,
)


def is_unlabelled(facts: SourceFacts, passages: Sequence[Passage]) -> bool:
    """Is the document none with a label's sections, and no piece of promotion, whose lines are claims already?

    A document whose headings are those of a label is one, whatever it was taken for. Wide tables that were printed
    like slides are a list, and no deck.
    """
    known = facts.document_class in _CLASSES or _is_printed_list(facts, passages)
    if not known:
        return False
    names = (m for p in passages if p.kind is PassageKind.HEADING and (m := _LABEL_HEADING.fullmatch(p.text.strip())))
    return len({m.lastgroup for m in names}) < _LEAST_SECTIONS


def _is_printed_list(facts: SourceFacts, passages: Sequence[Passage]) -> bool:
    if facts.document_class is not DocumentClass.DECK or any(p.locator.slide is not None for p in passages):
        return False
    in_rows = sum(len(p.text) for p in passages if p.kind in _ROWS)
    return in_rows * 2 > sum(len(p.text) for p in passages)


def is_piece(segment: Segment) -> bool:
    """Does a piece stand in no section of a label, on no slide and under no question of its own?"""
    first = segment.first
    return first.section in (None, "", "other") and first.locator.slide is None and not segment.question


def is_guidance(facts: SourceFacts, heads: Sequence[str]) -> bool:
    """Does the document, or a heading over a piece, say that it recommends?"""
    return any(_GUIDANCE.search(text) for text in (facts.title, *heads))


def is_letter(facts: SourceFacts, heads: Sequence[str]) -> bool:
    """Is the document a letter on safety?"""
    return any(_LETTER.search(text) for text in (facts.title, facts.filename, *heads))
