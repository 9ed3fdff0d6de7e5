"""Headings that come again under several lines ("Gram-negative aerobes:" under susceptible and under resistant germs).

Such a line, a paragraph that ends in a colon right over one of the headings, stands over all of them until the next
such line. Without it a germ that is resistant reads like one the medicine acts on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete

__all__ = ["with_repeated_groups"]

_LONGEST, _ITEM, _NAME = 110, 300, 40
"""Code points of a line over headings, of a bare line, and of a name that ends in an abbreviation (spp.)."""
_ENDS = (":", "：")
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)


def with_repeated_groups(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; those under headings that come again have the line over these headings in their path.

    The bare lines below such a heading are the items of one list: none of them heads the next.
    """
    headings = [p for p in passages if p.kind is PassageKind.HEADING and p.text.rstrip().endswith(_ENDS)]
    counted = Counter((p.text, p.heading_path) for p in headings)
    again = {named for named, count in counted.items() if count > 1}
    if not again:
        return passages
    made = list(passages)
    over: Passage | None = None
    parent: tuple[str, ...] = ()
    group = ""
    body = [at for at, passage in enumerate(made) if passage.kind not in _EDGE]
    for at, following in zip(body, [*body[1:], None], strict=True):
        passage = made[at]
        if following is not None and _is_over(passage, passages[following], again):
            over, parent, group = passage, passages[following].heading_path, ""
        elif passage.kind is PassageKind.HEADING:
            is_one = passage.heading_path == parent and passage.text.rstrip().endswith(_ENDS)
            over = over if over is not None and is_one else None
            is_group = over is not None or (passage.text, passage.heading_path) in again
            group = f"group-{passage.seq}" if is_group else ""
        elif passage.kind is not PassageKind.LIST_ITEM and not _is_bare(passage):
            over, group = None, ""
        if over is not None and passage is not over and passage.heading_path[: len(parent)] == parent:
            path = (*parent, over.text, *passage.heading_path[len(parent) :])
            made[at] = passage = passage.model_copy(update={"heading_path": path})
        if group and _is_bare(passage):
            made[at] = passage.model_copy(update={"kind": PassageKind.LIST_ITEM, "group": group})
    return made


def _is_over(line: Passage, head: Passage, again: set[tuple[str, tuple[str, ...]]]) -> bool:
    is_line = line.kind is PassageKind.PARAGRAPH and line.text.rstrip().endswith(_ENDS) and len(line.text) <= _LONGEST
    return is_line and head.kind is PassageKind.HEADING and (head.text, head.heading_path) in again


def _is_bare(passage: Passage) -> bool:
    is_line = passage.kind is PassageKind.PARAGRAPH and len(passage.text) <= _ITEM
    bare = passage.text.rstrip()
    return is_line and not bare.endswith(_ENDS) and (not is_complete(bare) or "(" in bare or len(bare) <= _NAME)
