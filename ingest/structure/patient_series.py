"""Doses told group by group under headings of their own, and what holds for all of them behind the last group.

``Adults:`` over one line, ``Children from 4 to 7 years:`` over one line, ``Children from 2 to 3 years:`` over one line
and then ``The dose is measured with the cup``: that is not about the youngest alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["CLOSES", "with_series_ended"]

CLOSES = "closes"
"""Fact of a block behind such a series: the heading of the last group is over."""
_GROUP = re.compile(
    r"^\W*(?:(?:ältere|jüngere|older|younger|elderly) )?(?:Erwachsene\w*|Kinder\w*|Kleinkinder\w*|Jugendliche\w*|"
    r"Säuglinge\w*|Neugeborene\w*|adults?|children|adolescents?|infants?|toddlers?)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:Kind(?:er\w*|es)?|Erwachsene\w*|Jugendliche\w*|Säugling\w*|adults?|child(?:ren)?|adolescents?|infants?)\b",
    re.IGNORECASE,
)
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)
_MOST = 3
"""Blocks that each group has; longer ones are chapters of their own."""


def with_series_ended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, marked where what stands behind the last group of a series is about no group."""
    made = list(blocks)
    body = [i for i, block in enumerate(blocks) if block.kind not in _ASIDE]
    run: list[list[int]] = []  # of each group its heading and what stands below it
    for index in [*body, -1]:
        block = blocks[index] if index >= 0 else None
        if block is not None and not block.level and run:
            run[-1].append(index)
            continue
        goes_on = block is not None and run and block.level == blocks[run[-1][0]].level and _is_group(block)
        if run and not goes_on:
            _end(run, made)
            run = []
        if block is not None and _is_group(block):
            run.append([index])
    return made


def _is_group(block: Block) -> bool:
    text = block.text.strip()
    return bool(block.level) and text.endswith((":", "：")) and len(text) < 80 and bool(_GROUP.match(text))


def _end(run: list[list[int]], made: list[Block]) -> None:
    """Mark the first block of the last group beyond what each of the others has, in place."""
    sizes = {len(group) - 1 for group in run[:-1]}
    if len(run) < 2 or len(sizes) != 1 or not 0 < (size := sizes.pop()) <= _MOST or len(run[-1]) - 1 <= size:
        return
    if len({made[group[1]].text.split()[:1][0] for group in run if made[group[1]].text.split()}) > 1 and size > 1:
        return  # they are not told alike
    after = made[run[-1][size + 1]]
    if after.kind is PassageKind.PARAGRAPH and not _SPEAKS.search(after.text) and after.text[:1].isupper():
        made[run[-1][size + 1]] = replace(after, facts={**after.facts, CLOSES: "heading"})
