"""Titles of pages that are slides: the large line at one place of page after page heads its own page and no other.

A slide show saved as a PDF has no slides any more. Its large words stand anywhere on the page, so that a title read as
smaller than a word of the page before would leave that word, or the title of another page, over what it heads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.lines.marks import END
from ingest.reading import Block
from library.models import PassageKind

__all__ = ["with_page_titles"]

_FEWEST, _SHARE, _LONGEST, _LARGER, _NEAR = 4, 0.6, 60, 1.3, 3.0
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)


def with_page_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the titles of slides as headings of the first depth, and all else on their pages below them."""
    titles = _titles(blocks)
    if not titles:
        return list(blocks)
    pages = {blocks[index].page for index in titles}
    first = min(page for page in pages if page is not None)
    made = list(blocks)
    for index, block in enumerate(blocks):
        if index in titles:
            made[index] = replace(block, kind=PassageKind.HEADING, level=1, group=None)
        elif block.level and block.page in pages:
            made[index] = replace(block, kind=PassageKind.HEADING, level=max(block.level, 2))
        elif block.level and block.page is not None and block.page < first and block.kind is not PassageKind.TITLE:
            made[index] = replace(block, level=1)  # of a cover: over no slide
    return made


def _titles(blocks: Sequence[Block]) -> set[int]:
    """Indices of lines at one place, at the head of most pages, larger than the text, not the same on all of them."""
    heads = _uppermost(blocks)
    pages = {block.page for block in blocks if block.page is not None}
    if len(pages) < _FEWEST or len(heads) < _SHARE * len(pages):
        return set()
    usual = median(_height(block) for block in blocks if _height(block) > 0)
    places = Counter(_place(blocks[index]) for index in heads)
    left, top = places.most_common(1)[0][0]
    found = {i for i in heads if _is_near(blocks[i], left, top) and _is_title(blocks[i], usual)}
    different = len({blocks[i].text for i in found})
    return found if len(found) >= max(_FEWEST, _SHARE * len(pages)) and different > len(found) / 2 else set()


def _uppermost(blocks: Sequence[Block]) -> list[int]:
    """The first block of each page, which is the highest one there."""
    highest: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.page is None or block.slide is not None or block.kind in _ASIDE or not block.fragments:
            continue
        at = highest.get(block.page)
        if at is None or block.fragments[0].box[1] < blocks[at].fragments[0].box[1]:
            highest[block.page] = index
    return list(highest.values())


def _place(block: Block) -> tuple[int, int]:
    return round(block.fragments[0].box[0]), round(block.fragments[0].box[1])


def _is_near(block: Block, left: float, top: float) -> bool:
    box = block.fragments[0].box
    return abs(box[0] - left) <= _NEAR and abs(box[1] - top) <= _NEAR


def _height(block: Block) -> float:
    return block.fragments[0].box[3] - block.fragments[0].box[1] if block.fragments else 0.0


def _is_title(block: Block, usual: float) -> bool:
    short = len(block.text) <= _LONGEST and "\t" not in block.text and not END.search(block.text)
    return short and len(block.fragments) <= 2 and _height(block) >= _LARGER * usual
