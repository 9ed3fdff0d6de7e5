"""Headings of inserts of Taiwan that only their numbers make, and lines over text: they are set like running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.marks import END
from ingest.reading import Block
from ingest.sections.assign import heading_number, known_heading
from ingest.sections.heads import bare
from library.models import PassageFlag, PassageKind

__all__ = ["with_numbered_headings"]

_LONGEST = 40
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.HEADING)
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)
_STOP = re.compile(r"[。；;：:，,、]\s*$")
_COUNT = re.compile(
    r"\s*\d+\s*(?:[-–~～至到]\s*\d+\s*)?(?:足?歲|個?月|[週天日年次劑例名位顆粒錠]|小時|分鐘|毫|微克|公[斤克分]|%|％|mg|kg)"
)
"""A figure with what it counts ("60 歲以上成人"): no number of a section."""


def with_numbered_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with ``4.2.2.1 女性的用法用量`` as a heading of its depth, and short lines over sentences below it.

    A number with nothing below it but the next one is an item. A bare name that a numbered section bears ("賦形劑"
    among the warnings, beside 1.2) is a part of the section it stands in. A line that heads sentences at one place
    heads what stands below it at every place: a use over its contraindications, say.
    """
    heads = {i: depth for i, block in enumerate(blocks) if (depth := _depth(i, blocks))}
    lines = {blocks[i].text for i in range(len(blocks)) if i not in heads and _heads_sentences(i, blocks, heads)}
    named = {bare(heading_number(blocks[i].text)[1]) for i in heads}
    made, depth = list(blocks), 0
    for index, block in enumerate(blocks):
        if index in heads:
            depth = heads[index]
            made[index] = replace(block, kind=PassageKind.HEADING, level=1 + depth, group=None)
        elif depth and block.kind is PassageKind.PARAGRAPH and block.text in lines:
            made[index] = replace(block, kind=PassageKind.HEADING, level=2 + depth, group=None)
        elif (
            block.kind is PassageKind.HEADING
            and depth
            and not (known_heading(block.text) and bare(block.text) not in named)
        ):
            made[index] = replace(block, level=2 + depth)
    return made


def _number(block: Block) -> str:
    if _COUNT.match(block.text):
        return ""
    return heading_number(f"{block.facts.get('marker', '')} {block.text}".strip())[0]


def _after(index: int, blocks: Sequence[Block]) -> Block | None:
    return next((b for b in blocks[index + 1 :] if b.kind not in _ASIDE), None)


def _depth(index: int, blocks: Sequence[Block]) -> int:
    """Parts of the number of a line that heads what follows; 0 for another line."""
    block = blocks[index]
    if block.kind not in _LINES or PassageFlag.HIDDEN in block.flags or len(block.text) > _LONGEST:
        return 0
    number = _number(block)
    if not number or _STOP.search(block.text):
        return 0
    parts = number.count(".") + 1
    if known_heading(f"{number} {heading_number(block.text)[1]}") or block.kind is PassageKind.HEADING:
        return parts
    after = _after(index, blocks)
    below = _number(after) if after is not None and after.kind in _LINES else ""
    heads = after is not None and (not below or below.startswith(f"{number}."))
    return parts if heads and parts > 1 else 0


def _heads_sentences(index: int, blocks: Sequence[Block], heads: dict[int, int]) -> bool:
    """True for a short line without an end right over a sentence, after a heading or a sentence."""
    block, after = blocks[index], _after(index, blocks)
    if block.kind is not PassageKind.PARAGRAPH or len(block.text) > _LONGEST or END.search(block.text):
        return False
    if _STOP.search(block.text) or _number(block) or not re.search(r"[\u4e00-\u9fff]{2}", block.text):
        return False
    before = next((i for i in range(index - 1, -1, -1) if blocks[i].kind not in _ASIDE), None)
    opens = before is None or before in heads or bool(END.search(blocks[before].text))
    return opens and after is not None and after.kind is PassageKind.PARAGRAPH and after.text.rstrip().endswith("。")
