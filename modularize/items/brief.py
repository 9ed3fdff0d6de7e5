"""Items of one or two words: under the words that open them they say all there is, so none is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.draft import Skipped
from modularize.places import same_place
from modularize.sentences.depends import is_complete, is_stem

__all__ = ["TOO_SHORT", "is_brief_item", "is_lost"]

TOO_SHORT = "too short to stand alone"
_DROPPED = (TOO_SHORT, "words without a statement", "words printed on the pack", "code of the document")
"""Reasons that a word alone gets by its form, whatever it names."""
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_NAMES = re.compile(r"[^\W\d_]{3}|[\u30a1-\u30ff\u3400-\u9fff]{2}")
_DOSE = re.compile(
    r"\d\s?(?:m?g|µg|μg|mcg|mL|ml|IU|I\.?E\.?|単位|单位|錠|片|吸入|カプセル)[^。.;；]{0,20}"
    r"(?:\d\s?[回次]|(?:每|毎)[日天周週]|daily|weekly|täglich|wöchentlich)",
    re.IGNORECASE,
)
"""An amount and how often: a step of a dose, however short."""
_SENTENCE = 120
"""Code points from which a line is none that names an item of an enumeration."""
_STATES = 14
"""Ideographs from which an item of a list states something."""
_REACH = 40
"""Lines that may stand between an item and the words that open its list."""


def is_brief_item(passage: Passage, before: Passage | None) -> bool:
    """Does a line stand right below the words that open what it names ("Contraindications are:" over "Gout,")?"""
    opened = before is not None and is_stem(before.text) and same_place(before, passage)
    return opened and passage.kind in _LINES and bool(_NAMES.search(passage.text))


def is_lost(skip: Skipped, body: Sequence[Passage], at: int, *, is_safety: bool) -> bool:
    """Is a left-out line an item of a section of safety or of an opened enumeration, or a dose with how often?

    ``at`` is its place in ``body``, the passages of the document without what runs along its pages' edges.
    """
    passage = body[at]
    if not skip.reason.startswith(_DROPPED) or passage.kind not in _LINES or not _NAMES.search(passage.text):
        return False
    is_dose = bool(_DOSE.search(passage.text))
    in_list = skip.reason == TOO_SHORT and _stands_in_list(body, at)
    return ((is_safety or is_dose) and skip.reason == TOO_SHORT) or in_list or _is_opened(body, at)


def _stands_in_list(body: Sequence[Passage], at: int) -> bool:
    """Does a Chinese item stand in one list between items, one of which says more than a name?"""
    item, beside = body[at], [*body[max(0, at - 1) : at], *body[at + 1 : at + 2]]
    listed = [p for p in beside if p.kind is PassageKind.LIST_ITEM and p.group and p.group == item.group]
    is_item = item.language == "zh" and item.kind is PassageKind.LIST_ITEM and len(listed) == len(beside) == 2
    return is_item and any(len(p.text) >= _STATES for p in listed)


def _is_opened(body: Sequence[Passage], at: int) -> bool:
    """Do only lines without an end stand between the line and the words that open them?"""
    passage = body[at]
    for before in reversed(body[max(0, at - _REACH) : at]):
        if before.kind not in _LINES or not same_place(before, passage):
            return False
        if is_stem(before.text):
            return True
        if is_complete(before.text) or len(before.text) > _SENTENCE:
            return False
    return False
