"""Indications of a Japanese label that a ring counts, each over its germs and its diseases in angle brackets.

"○一般感染症" over 〈適応菌種〉 and 〈適応症〉: the brackets belong to that ring, and the next ring ends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.models import Passage, PassageKind

__all__ = ["with_rings_over"]

_RING = "〇○◯◎"
_PART = re.compile(r"^\s*[〈＜《【［\[]\s*適応(?:菌種|症|疾患)[^〉＞》】］\]]*[〉＞》】］\]]\s*$")
_LONGEST = 80
_LINES = (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH, PassageKind.HEADING)


def with_rings_over(passages: Iterable[Passage]) -> list[Passage]:
    """The passages, with a ring right over a bracket of germs or diseases as the heading of all down to the next."""
    made = list(passages)
    base: tuple[str, ...] = ()
    ring = ""
    grouped = False
    for at, passage in enumerate(made):
        if passage.section != "indications" or passage.language != "ja":
            ring, grouped = "", False
            continue
        if _is_ring(passage):
            own = _without_parts(passage.heading_path)
            over = at + 1 < len(made) and bool(_PART.match(made[at + 1].text))
            base, ring, grouped = own, passage.text.strip() if over else "", grouped or over
            if over:
                made[at] = passage.model_copy(update={"kind": PassageKind.HEADING, "heading_path": own, "group": None})
            elif grouped:
                made[at] = passage.model_copy(update={"heading_path": own})
        elif ring and passage.heading_path[: len(base)] == base:
            below = (*base, ring, *(text for text in passage.heading_path[len(base) :] if text != ring))
            made[at] = passage.model_copy(update={"heading_path": below})
    return made


def _is_ring(passage: Passage) -> bool:
    """Is a passage a short line that a ring counts?"""
    counted = passage.facts.get("marker", "") in tuple(_RING) or passage.text.lstrip()[:1] in tuple(_RING)
    return counted and passage.kind in _LINES and len(passage.text) <= _LONGEST and "。" not in passage.text


def _without_parts(path: tuple[str, ...]) -> tuple[str, ...]:
    """The headings over a ring: none of the brackets, nor another ring."""
    for at, text in enumerate(path):
        if _PART.match(text) or text.lstrip()[:1] in tuple(_RING):
            return path[:at]
    return path
