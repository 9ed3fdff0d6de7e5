"""Something a question asks: what decides, what is only evidence, and what names nothing by itself. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generate.lexicon import table
from library.quantities import Measure
from library.text import Number

_BARE = frozenset({"management", "what_to_do", "rate", "onset", "severe_event", "months_unit", "median", "figure"})
DEPENDENT = frozenset(
    {
        "rate",
        "interval",
        "onset",
        "median",
        "hazard_ratio",
        "confidence_interval",
        "p_value",
        "severe_event",
        "months_unit",
    }
    | {
        "what_to_do",
        "management",
        "dose_change",
        "monitoring",
        "efficacy",
        "follow_up",
        "hepatic_severe",
        "side_effects",
    }
    | {"hepatic_moderate", "administration", "pen_use", "comparison", "time_to_effect", "long_term", "dose"}
)
"""Topics that a later part of a question may ask of what an earlier part named ("…, and how often?")."""
ENDPOINTS = frozenset({"orr", "pfs", "dor", "easi75", "iga", "dlqi", "wpai", "itch_result"})
"""What is measured of a combination is no interaction."""


@dataclass(frozen=True)
class Need:
    """Something asked: its kind (topic, event, use, named, code, number, figure; word, term, plain) and id or words."""

    kind: str
    id: str
    measure: Measure | None = None
    number: Number | None = None

    @property
    def decides(self) -> bool:
        """Whether a module without it is no answer; words and terms are evidence."""
        return self.kind not in ("word", "term", "plain", "count")

    @property
    def general(self) -> bool:
        """Whether a chapter answers it as well as a word does: dose, interaction, side effects."""
        return self.kind == "topic" and "general" in table("topics").concepts[self.id].flags

    @property
    def narrows(self) -> bool:
        """Whether it says whom or what a question is about, so that later parts are about it too."""
        return self.decides and self.kind != "figure" and not (self.kind == "topic" and self.id in DEPENDENT)


def bare(need: Need) -> bool:
    """Whether a need names nothing by itself: what to do, how often."""
    return need.kind in ("figure", "number") or (need.kind == "topic" and need.id in _BARE)


def too_bare(asked: Sequence[Need]) -> bool:
    """Whether a question says what to do, or how often, but of nothing that we can name."""
    deciding = {need.id for need in asked if need.decides and need.kind in ("topic", "figure", "number")}
    return all(need.kind in ("topic", "figure", "number") for need in asked if need.decides) and deciding <= _BARE
