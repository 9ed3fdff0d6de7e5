"""Captions of a Word document tied to the picture or chart in the paragraph beside them.

Where a figure stands on the page shows only once the document is drawn: it is looked for beside its caption then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures import chosen, names_table, tied
from ingest.reading import Block
from library.models import FIGURE, PassageFlag, PassageKind

_PARAGRAPH = re.compile(r"(.*)/p\[(\d+)\]$")
_FARTHEST = 2
"""Paragraphs between a figure and its caption, the one between them empty."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure and the path of the paragraph it stands in; ``data``: the group of a native chart's rows."""

    path: str
    kind: str
    data: str = ""


def with_captions(blocks: Sequence[Block], drawn: Sequence[Drawn]) -> list[Block]:
    """The blocks, captions tied to the figure in their own paragraph or the one before or after it."""
    made = list(blocks)
    captions = [at for at, block in enumerate(made) if _is_caption(block)]
    if not drawn or not captions:
        return made
    worded = {place for block in made if (place := _place(block.path))}
    figures = [_place(one.path) for one in drawn]
    near = []
    for number, at in enumerate(captions):
        place = _place(made[at].path)
        for figure, other in enumerate(figures):
            if place is None or other is None or place[0] != other[0]:
                continue
            apart, low = place[1] - other[1], min(place[1], other[1])
            if abs(apart) < _FARTHEST or (abs(apart) == _FARTHEST and (place[0], low + 1) not in worded):
                near.append((float(abs(apart)), "above" if apart >= 0 else "below", number, figure))
    for number, figure in chosen(near).items():
        made[captions[number]] = tied(made[captions[number]], None, drawn[figure].kind, drawn[figure].data)
    return made


def _is_caption(block: Block) -> bool:
    """A caption by its words or its style, that is none of a table and not the title within a chart."""
    seen = PassageFlag.HIDDEN not in block.flags and FIGURE not in block.facts
    return seen and block.kind is PassageKind.CAPTION and not names_table(block.text)


def _place(path: str | None) -> tuple[str, int] | None:
    """The parent of a paragraph and its number in it."""
    found = _PARAGRAPH.match(path or "")
    return (found[1], int(found[2])) if found else None
