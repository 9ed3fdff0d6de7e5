"""Headings that a Chinese text runs together with what they head, parted by a blank alone ("… 急性胰腺炎 曾有 …").

Pages that print a label without its layout set whole sections so: unparted, a sentence stands under no heading and the
next one seems to go on with it. A blank inside a word (a line end of the source) is no such place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.lines.marks import CJK
from ingest.reading import Block, split_block
from ingest.sections.heads import names_of
from ingest.sections.names import Family
from library import han
from library.models import PassageKind

__all__ = ["with_spaced_heads"]

_LEVEL = 6
_LONG, _LEAST = 160, 2
"""Characters of a paragraph that may hold several headings, and how many it must hold."""
_PLACE = re.compile(r"(?:^|(?<=[。!！])|(?<=。[)）」”])|(?<=[)）]。\.)|(?<=。\.))[\s　]*(?=\S)")
_NAME = re.compile(
    r"([^\s　。，,；;：:、!！?？…\d\[\]【】()（）]{1,17}[\u3400-\u9fff])[\s　]+(?=[\u3400-\u9fff])(?=[^的是和与或及了])"
)
"""Words before a blank with Chinese on both sides: between Chinese and Latin letters or figures many set a blank."""
_IN_BRACKETS = re.compile(r"[\[【〔]([^\[\]【】〔〕\s]{2,14})[\]】〕][\s　]*(?=\S)")
_NO_NAME = han.compile(
    r"[是为将可会被需请]|(?<![反效适])应|^(?:若|当|在|因|由|每|建议|不(?!良)|无|未|曾|已|尚|但|并|且|或|同时|有)"
)
"""Words of a sentence, which a name has not."""
_OPEN_WORDS = han.compile(r"^(?:本|患者|该|此|如|其|这|另)|[的在和与或对于及中时后为了是有至到从将]$")
"""Words that go on: with what they point to, or with what stands behind the blank."""
_OF_EFFECT = han.compile(r"对\S{2,14}的?影响$")


def with_spaced_heads(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the headings inside long Chinese paragraphs as headings of their own.

    A paragraph is parted where it holds two or more of them (a group and what is told of it make one). The name of a
    section in brackets behind a sentence parts an item as well, which it ends; at the head of an item it is a heading.
    """
    made: list[Block] = []
    for block in blocks:
        is_text = (
            block.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM) and not block.flags and block.slide is None
        )
        is_chinese = is_text and len(CJK.findall(block.text)) * 2 > len(block.text)
        is_long = block.kind is PassageKind.PARAGRAPH and len(block.text) > _LONG
        heads = [head for head in _heads(block.text, block.kind) if head[2] or is_long] if is_chinese else []
        made += _parted(block, heads) if heads else [block]
    return made


def _heads(text: str, kind: PassageKind) -> Iterator[tuple[int, int, bool]]:
    """Places of the headings: where each begins and ends, and whether it names a section in brackets.

    Beside two sure ones, words that might open a sentence ("因不良事件而停药") are one as well: else what stands below
    them would stand below the heading before.
    """
    spaced: list[tuple[int, int, bool]] = []
    named: list[tuple[int, int, bool]] = []
    sure = 0
    for place in _PLACE.finditer(text):
        at = end = place.end()
        found = _IN_BRACKETS.match(text, at)
        inside = at or kind is PassageKind.LIST_ITEM
        if found is not None and inside and found[1].rstrip(":：") in names_of(Family.CHINA):
            named.append((at, found.end(), True))
            continue
        while (name := _NAME.match(text, end)) is not None and _is_whole(name, text) and end - at < 24:
            if end > at and not _is_name(name[1]):
                break
            sure += end == at and _is_name(name[1])
            end = name.end()
        if end > at:
            spaced.append((at, end, False))
    yield from sorted([*named, *(spaced if sure >= _LEAST else [])])


def _is_name(bare: str) -> bool:
    return not _NO_NAME.search(bare) or bool(_OF_EFFECT.fullmatch(bare))


def _is_whole(name: re.Match[str], text: str) -> bool:
    """May the words stand alone, and is the blank behind them none inside a word that stands elsewhere unbroken?"""
    bare = name[1]
    if len(CJK.findall(bare)) < 2 or _OPEN_WORDS.search(bare):
        return False
    return f"{bare[-2:]}{text[name.end() : name.end() + 1]}" not in text


def _unmarked(facts: dict[str, str]) -> dict[str, str]:
    """Facts without the mark of the item that the words stood in."""
    return {name: value for name, value in facts.items() if name != "marker"}


def _parted(block: Block, heads: Sequence[tuple[int, int, bool]]) -> list[Block]:
    made: list[Block] = []
    for start, end, is_section in reversed(heads):
        block, rest = split_block(block, start)
        head, below = split_block(rest, end - start)
        below = replace(below, kind=PassageKind.PARAGRAPH, group=None, facts=_unmarked(below.facts))
        facts = _unmarked(head.facts)
        head = replace(head, kind=PassageKind.HEADING, level=1 if is_section else _LEVEL, group=None, facts=facts)
        made = [head, below, *made]
    return [part for part in (block, *made) if part.text.strip()]
