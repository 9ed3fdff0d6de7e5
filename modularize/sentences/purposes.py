"""What a dose is for, told in words that are no sentence: "To prevent a stroke." stands over the doses below it."""

from __future__ import annotations

import re

from library.models import Passage, PassageKind
from library.text import sentences
from modularize.draft import Quote

__all__ = ["names_purpose", "purpose_of"]

_PURPOSE = re.compile(
    r"(?:To (?:prevent|treat|reduce|lower|relieve|help (?:prevent|treat|reduce))|"
    r"For (?:the )?(?:prevention|treatment|prophylaxis|relief|management)|"
    r"Zur (?:Vorbeugung|Behandlung|Verhinderung|Prophylaxe|Linderung|Vermeidung))\b[^.:;!?]{8,220}[.:]?"
)
_STATES = re.compile(
    r"\b(?:is|are|was|were|should|must|can|may|will|take|takes|use|inject|recommended|you|wird|werden|ist|sind|sollte[nt]?|"
    r"muss|kann|können|beträgt|nehmen|wenden|Sie)\b"
)
_SECTIONS = ("dosage", "leaflet")


def purpose_of(passage: Passage) -> Quote | None:
    """The first words of a paragraph among doses, where they only say what the doses are for; else None."""
    if passage.section not in _SECTIONS or passage.kind is not PassageKind.PARAGRAPH:
        return None
    spans = sentences(passage.text, passage.language)
    if not spans:
        return None
    start, end = spans[0]
    words = passage.text[start:end]
    named = _PURPOSE.fullmatch(words) is not None and _STATES.search(words) is None
    return Quote(passage, start, end) if named else None


def names_purpose(passage: Passage) -> bool:
    """Is that all that the paragraph says?"""
    found = purpose_of(passage)
    return found is not None and found.end == len(passage.text.rstrip())
