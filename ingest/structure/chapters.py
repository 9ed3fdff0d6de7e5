"""A title that counts itself as one chapter of several ("第十六章 …", "Chapter 4 …") is none of the whole document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["is_one_of_several", "without_chapter_as_title"]

_COUNTED = re.compile(
    r"^\s*(?:第\s?[\d０-９一二三四五六七八九十百]{1,5}\s?[章篇編编課课回講讲]|(?:chapter|kapitel|lesson|module|modul|teil|part)"
    r"\s+(?:\d{1,2}|[IVX]{1,5})\b)",
    re.IGNORECASE,
)
_FEWEST = 3


def is_one_of_several(text: str, blocks: Sequence[Block]) -> bool:
    """Does a line count itself as a chapter, in a document of three or more?"""
    return bool(_COUNTED.match(text)) and len(set(_counted(blocks).values())) >= _FEWEST


def without_chapter_as_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where three or more chapters are counted, the one that the layout set as the title is a heading."""
    counted, made = _counted(blocks), list(blocks)
    if len(set(counted.values())) < _FEWEST:
        return made
    for at in counted:
        if made[at].kind is PassageKind.TITLE:
            made[at] = replace(made[at], kind=PassageKind.HEADING)
    return made


def _counted(blocks: Sequence[Block]) -> dict[int, str]:
    """The places of the headings that count a chapter, each with its number."""
    heads = (PassageKind.TITLE, PassageKind.HEADING)
    found = {at: _COUNTED.match(block.text) for at, block in enumerate(blocks) if block.kind in heads}
    return {at: re.sub(r"\s", "", match[0].casefold()) for at, match in found.items() if match}
