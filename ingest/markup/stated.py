"""Headings by style alone that are none: whole sentences, and stray ones of an outline that the document has not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.marks import NUMBERED
from ingest.markup.styles import HEADING_LEVEL
from ingest.reading import Block
from ingest.sections.heads import known_heading, opens_part
from library.models import PassageKind
from library.text import detect_language, sentences

__all__ = ["states", "with_one_outline", "without_stated_headings"]

_ENDS = re.compile(r"[.。！!．｡][\s)）\]\"”»]*$")
_DOSE = re.compile(
    r"\d\s?(?:mg|g|µg|μg|mcg|ml|mL|I\.?E\.?|IU|Tablette|Depotab|Kapsel|Tropfen|tablets?|capsules?|drops?|片|粒|錠|カプセル|滴)"
    r"(?![a-z]{3})",
)
_WORDS, _SIGNS = 4, 10
"""Words, or Chinese and Japanese signs, from which a part that ends in a full stop is a sentence."""
_LONG = 200
_DOSED = 50
_MANY = 20
"""Headings by their looks for each stray one by style, from which the looks make the outline."""


def without_stated_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those headings as paragraphs that state something: they head nothing and are content."""
    stated = [block.kind is PassageKind.HEADING and block.slide is None and states(block.text) for block in blocks]
    return [
        replace(block, kind=PassageKind.PARAGRAPH, level=0) if is_said else block
        for block, is_said in zip(blocks, stated, strict=True)
    ]


def states(text: str) -> bool:
    """True for two sentences or more, for one that holds a dose, and for one too long to head anything."""
    bare = text.strip()
    if len(bare) < _DOSED // 2 or not _ENDS.search(bare) or bare.isupper() or known_heading(bare) or opens_part(bare):
        return False
    if len(bare) > _LONG or (len(bare) > _DOSED and _DOSE.search(bare)):
        return True
    parts = [bare[start:end].strip() for start, end in sentences(bare, detect_language(bare))]
    return sum(bool(_ENDS.search(part)) and _is_long(part) for part in parts) > 1


def _is_long(part: str) -> bool:
    signs = sum("\u3040" <= c <= "\u9fff" for c in part)
    return signs >= _SIGNS or len(part.split()) >= _WORDS


def with_one_outline(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with stray headings by style at the depth of those by looks, where these make the outline.

    A style for the third level or below, with none of the first two anywhere, opens no chapter: the next line that
    looks like the other headings must end it, or it would stand over all the rest of the document.
    """
    headed = [block for block in blocks if block.kind is PassageKind.HEADING]
    plain = max((block.level for block in headed), default=0)
    stray = [b for b in headed if 3 <= b.level < plain and not NUMBERED.match(b.text) and not known_heading(b.text)]
    if plain < HEADING_LEVEL or not stray or any(block.level < 3 for block in headed):
        return list(blocks)
    if sum(block.level == plain for block in headed) < _MANY * len(stray):
        return list(blocks)
    strays = {id(block) for block in stray}
    return [replace(block, level=plain) if id(block) in strays else block for block in blocks]
