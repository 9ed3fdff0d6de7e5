"""Paragraphs that say what of the rows below is, or is not, shown: they travel with the rows."""

from __future__ import annotations

import re

from library.models import Passage, PassageKind
from modularize.draft import Quote, whole

__all__ = ["limit_of"]

_FOLLOWING = re.compile(r"\bthe following\b|\bfolgende[nrs]?\b", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:not|never|been|is|are|nicht)\b[^.]{0,40}\b(?:established|shown|demonstrated|studied|unknown|untersucht|"
    r"belegt|erwiesen|unbekannt|nachgewiesen)\b",
    re.IGNORECASE,
)
_LONGEST = 450
"""Code points up to which such a paragraph travels."""


def limit_of(said: Passage | None, first: Passage) -> Quote | None:
    """The paragraph right above a table without a title that says what of "the following" is, or is not, shown."""
    if said is None or first.kind is PassageKind.CAPTION or len(said.text) > _LONGEST:
        return None
    same = (said.section, said.heading_path) == (first.section, first.heading_path)
    return whole(said) if same and _FOLLOWING.search(said.text) and _SHOWN.search(said.text) else None
