"""Package leaflets in Chinese after the European template: six numbered headings, whatever their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from library import han

__all__ = ["is_chinese_leaflet", "with_chinese_levels"]

_NUMBER = re.compile(r"^\s*([1-6])\s*[.．、]\s*(?=\S)")
_TEMPLATE = {
    1: han.compile(r"是什么|什么是|是甚么|何种药物"),
    2: han.compile(r"(?:服用|使用|接受|注射|用药)[^。；]{0,40}(?:之?前|需要?注意|须知)"),
    3: han.compile(r"(?:如何|怎[么样]|应[该当]?怎)[^。；]{0,12}(?:服用|使用|注射|用药)|应\S{0,4}(?:如何|怎[么样])"),
    4: han.compile(r"可能\S{0,8}(?:副作用|不良反应)|(?:副作用|不良反应)\S{0,4}(?:有哪些|是什么)"),
    5: han.compile(r"(?:如何|怎[么样])\S{0,6}(?:储存|保存|贮藏|存放|贮存)"),
    6: han.compile(r"(?:包装|其他|其它|更多)\S{0,8}(?:内容|信息|资料)"),
}
"""The six sections of a package leaflet (the template of the European agency), by the words a translation may take."""
_LEAST = 4


def is_chinese_leaflet(blocks: Sequence[Block]) -> bool:
    """True where four or more of the template's numbered headings stand in the document."""
    return len({number for block in blocks if (number := _section(block))}) >= _LEAST


def with_chinese_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the template's headings at one depth and all others behind the first of them below."""
    made = list(blocks)
    numbered = {i: block.level for i, block in enumerate(made) if block.level and _section(block)}
    if not numbered:
        return made
    top, first = min(numbered.values()), min(numbered)
    for index in range(first, len(made)):
        block = made[index]
        if block.level:
            made[index] = replace(block, level=top if index in numbered else max(block.level, top + 1))
    return made


def _section(block: Block) -> int:
    """The number of the template's section that a short line heads; 0 where it heads none."""
    marker = block.facts.get("marker", "")
    text = f"{marker} {block.text}" if marker else block.text
    found = _NUMBER.match(text) if len(text) < 60 else None
    return int(found[1]) if found is not None and _TEMPLATE[int(found[1])].search(text) else 0
