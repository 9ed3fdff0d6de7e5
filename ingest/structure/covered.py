"""Text that a page's picture covers, as the head of a web page stays over the pages that it is printed on.

Nobody sees it, and it makes no module. But what it headed is seen: the heading before it does not head that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.marks import END
from ingest.reading import Block
from ingest.sections.assign import known_heading
from library.models import PassageFlag, PassageKind

__all__ = ["COVERED", "with_covered_in_place"]

COVERED = "covered"
"""Fact of a heading that is covered: it ends the headings of its depth and is none itself."""
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)
_LONGEST = 80


def with_covered_in_place(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with covered ones at the head of their page where they lie there, and headings among them marked.

    The depth of such a heading is that of the section it names, else that of the heading before it.
    """
    if not any(block.flags and _is_covered(block) for block in blocks):
        return list(blocks)
    made = _in_place(blocks)
    known = [b.level for b in made if b.level and b.kind is PassageKind.HEADING and known_heading(b.text)]
    level = 0
    for index, block in enumerate(made):
        if not _is_covered(block):
            level = block.level or level
        elif _reads_as_heading(block):
            depth = min(known, default=level) if known_heading(block.text) else level
            facts = {**block.facts, COVERED: "heading"}
            made[index] = replace(block, kind=PassageKind.HEADING, level=depth, facts=facts) if depth else block
    return made


def _is_covered(block: Block) -> bool:
    return PassageFlag.HIDDEN in block.flags and block.page is not None and bool(block.fragments)


def _in_place(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those covered ones first on their page that lie above all others of it."""
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if at and block.page == blocks[at - 1].page:
            continue
        end = next((i for i in range(at, len(blocks)) if blocks[i].page != block.page), len(blocks))
        page = list(blocks[at:end])
        seen = [b.fragments[0].box[1] for b in page if b.fragments and b.kind not in _ASIDE and not _is_covered(b)]
        above = [b for b in page if _is_covered(b) and b.fragments[0].box[1] < min(seen, default=0.0)]
        places = {id(b) for b in above}
        made += [*above, *(b for b in page if id(b) not in places)]
    return made


def _reads_as_heading(block: Block) -> bool:
    text = block.text.strip()
    is_line = block.kind is PassageKind.PARAGRAPH and 3 < len(text) <= _LONGEST and text[:1].isupper()
    return is_line and (known_heading(text) or END.search(text) is None)
