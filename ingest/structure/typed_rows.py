"""Lines between two rules written as dashes: rows of a typed table of which no columns were found.

Words of several columns may stand in one line, so each line says that it is not sure; none of them heads what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading import Block
from library.models import PassageKind

__all__ = ["with_unsure_rows"]

UNSURE = "it stands in a table typed as text: columns may have been read across"
_DASHES = re.compile(r"[-\u2010-\u2015\u2500_=]{12,}")
_LONGEST, _MOST = 120, 60
"""Characters of a line, and lines between two rules, up to which they are rows."""


def with_unsure_rows(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with lines between rules of dashes as paragraphs whose columns are not sure."""
    made = list(blocks)
    rules = [at for at, block in enumerate(made) if _DASHES.fullmatch(block.text.strip())]
    for first, last in pairwise(rules):
        rows = range(first + 1, last)
        if len(rows) > _MOST or any(len(made[at].text) > _LONGEST for at in rows):
            continue
        for at in rows:
            facts = {**made[at].facts, "unsure": UNSURE}
            kind = made[at].kind if made[at].group else PassageKind.PARAGRAPH
            made[at] = replace(made[at], kind=kind, level=0, facts=facts)
    return made
