"""Lines that their words, their bold type or a list of sections make headings: their depth, and which are none."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Any

from ingest.markup.cells import BLOCKS, tag_of
from ingest.markup.styles import HEADING_LEVEL
from ingest.reading import Block

__all__ = ["level_of_name", "names_section", "states_none"]

_SECTION_ID = re.compile(r"section\d{1,2}", re.I)
"""How exports of labels name the lines that head their sections."""

_COUNTED = re.compile(r"\W*\d{1,2}[.)]\s")
_NONE = re.compile(
    r"(?:no|none|there (?:is|are)) [^.:]{0,60}\b(?:is|are|has|have)(?: been)? [a-z]+(?: [a-z]+){0,4}", re.IGNORECASE
)


def states_none(text: str) -> bool:
    """True for a line that there is none of something ("No data are available"): it heads nothing, bold or not."""
    return _NONE.fullmatch(text.strip()) is not None


def level_of_name(block: Block, before: Sequence[Block], tagged: int) -> int:
    """The level of a line told by its words alone: below a counted heading that a tag of level ``tagged`` makes one."""
    last = next((b for b in reversed(before) if b.level and b.level == tagged), None)
    counted = last is not None and _COUNTED.match(last.text) and not _COUNTED.match(block.text)
    return min(tagged + 1, HEADING_LEVEL) if counted and tagged > 2 else 2


def names_section(element: Any, tag: str, anchors: Container[str]) -> bool:
    """True for a line that the document's list of sections, by the ids in ``anchors``, points to."""
    name = element.get("id") or ""
    if tag not in ("p", "div") or not (name in anchors or _SECTION_ID.fullmatch(name)):
        return False
    inner = any(BLOCKS.fullmatch(tag_of(e)) for e in element.iter() if e is not element)
    return not inner and 2 < len(" ".join("".join(element.itertext()).split())) < 160
