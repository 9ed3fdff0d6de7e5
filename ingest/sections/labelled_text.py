"""Labels set as running text: "ZUSAMMENSETZUNG: … GEGENANZEIGEN: …" in one paragraph, or a name before each.

So are short texts for prescribers printed (Pflichttext, Fachkurzinformation), and inserts that a web page or a shop
copies. Where the names of sections stand so and nowhere as headings, they are the headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block, split_block
from ingest.sections.heads import folded, names_of
from ingest.sections.names import Family, Section
from library.models import PassageKind

__all__ = ["with_labels_as_headings"]

_LABEL = re.compile(r"(?:^|(?<=[.!?)] ))([A-ZÄÖÜ][^.:;!?\d]{5,90}?)\s?:(?=\s+\S)")
_LEAST = 4
"""Sections that must be named so."""
_MOST_HEADED = 2
"""Sections with a heading of their own from which on a name with a colon is a part of one."""
_LEVEL = 2


def with_labels_as_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, in which names of sections with a colon head what follows them, where they do so throughout."""
    if any(block.slide is not None or block.section is not None for block in blocks):
        return list(blocks)
    headed = {found for block in blocks if block.level and (found := _section(block.text))}
    if len(headed) > _MOST_HEADED:
        return list(blocks)
    places = [_labels(block) for block in blocks]
    named = {section for labels in places for _, _, section in labels}
    if len(named) < _LEAST:
        return list(blocks)
    made: list[Block] = []
    for block, labels in zip(blocks, places, strict=True):
        made += _split(block, labels)
    return made


def _section(name: str) -> Section | None:
    key = folded(name)
    return next((found for f in (Family.GERMAN, Family.SMPC, Family.SWISS) if (found := names_of(f).get(key))), None)


def _labels(block: Block) -> list[tuple[int, int, Section]]:
    """Start of each name of a section in a paragraph, its end, and what it names."""
    if block.kind is not PassageKind.PARAGRAPH or ":" not in block.text:
        return []
    return [(m.start(1), m.end(1), found) for m in _LABEL.finditer(block.text) if (found := _section(m[1]))]


def _split(block: Block, labels: Sequence[tuple[int, int, Section]]) -> list[Block]:
    made: list[Block] = []
    rest = block
    for start, end, _ in reversed(labels):
        rest, told = split_block(rest, end)
        made.insert(0, split_block(told, told.text.index(":") + 1)[1])
        rest, label = split_block(rest, start) if start else (replace(rest, text=""), rest)
        made.insert(0, replace(label, kind=PassageKind.HEADING, level=_LEVEL))
    return [part for part in (rest, *made) if part.text.strip()]
