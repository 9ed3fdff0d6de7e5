"""Changes that nobody has accepted yet: what they would say of safety is told to a person, and no sentence is cut at
one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from library.models import Passage, PassageFlag, PassageKind
from modularize.doubts.doubt import NEEDS_PERSON
from modularize.draft import Segmentation, Skipped
from modularize.left_out.exclude import TRACKED

__all__ = ["beside_changes"]

BROKEN_OFF = "the end of the sentence stands in a tracked change"
BEGUN = "the beginning of the sentence stands in a tracked change"
_SECTIONS = frozenset(
    {
        "boxed_warning", "indications", "dosage", "contraindications", "warnings", "interactions", "pregnancy",
        "lactation", "adverse_reactions", "overdose", "populations", "pediatric", "geriatric", "renal", "hepatic",
    }
)  # fmt: skip
"""Sections of a label of which a set without the changed passages would mislead."""
_BODY = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_SAID = (*_BODY, PassageKind.TABLE_ROW, PassageKind.FOOTNOTE)
_GOES_ON = re.compile(r"\s*[a-zäöüß]")
_ENDED = re.compile(r"[.!?:;,。！？：；、)）\]\"”“]\s*$")


def beside_changes(cut: Segmentation, passages: Sequence[Passage]) -> Segmentation:
    """The segmentation, in which changed passages of the sections on safety wait for a person, and with them a piece
    that ends or begins inside a sentence right beside a changed passage.
    """
    if not any(_is_changed(passage) for passage in passages):
        return cut
    doubts = _halves(passages)
    held = tuple(replace(p, doubt=doubts[p.first.id]) for p in cut.segments if p.first.id in doubts)
    said = {p.id for p in passages if _is_changed(p) and p.section in _SECTIONS and p.kind in _SAID}
    told = tuple(
        Skipped(passage=skip.passage, reason=NEEDS_PERSON + TRACKED)
        if skip.reason == TRACKED and skip.passage in said
        else skip
        for skip in cut.skipped
    )
    waiting = tuple(Skipped(passage=part.first.id, reason=NEEDS_PERSON + part.doubt) for part in held)
    kept = tuple(part for part in cut.segments if part.first.id not in doubts)
    return replace(cut, segments=kept, skipped=(*told, *waiting), withheld=(*cut.withheld, *held))


def _halves(passages: Sequence[Passage]) -> dict[str, str]:
    """Unchanged passages whose sentence has its other half in a changed one, with the doubt."""
    found = {}
    for first, second in pairwise(p for p in passages if p.kind in _BODY):
        if _ENDED.search(first.text) or not _GOES_ON.match(second.text) or first.section != second.section:
            continue
        if _is_changed(second) and not _is_changed(first):
            found[first.id] = BROKEN_OFF
        elif _is_changed(first) and not _is_changed(second):
            found[second.id] = BEGUN
    return found


def _is_changed(passage: Passage) -> bool:
    return PassageFlag.TRACKED_CHANGE in passage.flags
