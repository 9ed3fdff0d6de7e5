"""The kind of a list in a document that is no label, by the heading over it: its lines may have no word of any kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import ModuleKind

__all__ = ["by_heading"]

_NAMED_BY: tuple[tuple[ModuleKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            ModuleKind.CONTRAINDICATION,
            r"^\W*(?:contra-?indications?|Kontraindikationen|Gegenanzeigen|.{0,6}禁忌(?!食).{0,6})\W*$",
        ),
        (ModuleKind.INTERACTION, r"\binteractions?\b|Wechselwirkung|相互作用|併用(?:注意|禁忌)|注意すべき併用"),
        (
            ModuleKind.ADVERSE_REACTION,
            r"\b(?:adverse|side effects?|undesirable)\b|Nebenwirkung|副作用|有害事象|不良反[应應]",
        ),
        (ModuleKind.PHARMACOKINETICS, r"pharmacokinetic|Pharmakokineti|薬物動態|药代动力|藥物動力"),
        (ModuleKind.MECHANISM, r"mechanisms? of action|Wirkmechanismus|作用機序|作用机制|作用機轉"),
        (ModuleKind.DOSING, r"\b(?:dos(?:e|es|age|ing)|Dosierung)\b|用法|用量|投与量|[剂劑]量"),
        (ModuleKind.STUDY_DESIGN, r"(?:study|trial) design|試験デザイン|试验设计|Studiendesign"),
        (
            ModuleKind.DISEASE_KNOWLEDGE,
            r"\b(?:symptoms?|signs|causes|Symptome|Ursachen|Risikofaktoren)\b|症状|病因|原因|病態",
        ),
    )
)
"""Headings that say of what the lines of a list below them are."""


def by_heading(heads: Sequence[str], *, with_amount: bool) -> ModuleKind | None:
    """The kind that the nearest heading gives to a list, or a line, which has no words of any kind; ``with_amount``: it
    names an amount, as a dose does.
    """
    for head in [head for head in reversed(heads) if len(head) < 60][:3]:
        for kind, pattern in _NAMED_BY:
            if pattern.search(head):
                return kind if kind is not ModuleKind.DOSING or with_amount else None
    return None
