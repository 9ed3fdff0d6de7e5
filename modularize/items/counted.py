"""Lines that count 1, 2, 3 under the caption of a table: a table of one column, whose rows are what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind

_CAPTION = re.compile(r"^\W*(?:table|tabelle|表)\s?\d", re.IGNORECASE)
_COUNTED = re.compile(r"^\s*(\d{1,2})[ \u00a0\u3000]+(?=[^\d\s.．])")
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
FEWEST, LONGEST = 3, 200
"""Lines that make a table of one column; code points of its longest line."""


def with_counted_items(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which counted lines under a caption are items of a list that the caption heads.

    Without it "4 acute complications" under "states in which exercise is forbidden" heads the sentence behind it.
    """
    found = list(passages)
    for at, caption in enumerate(found):
        if caption.kind is not PassageKind.CAPTION or not _CAPTION.match(caption.text):
            continue
        lines = _lines_below(found, at)
        if len(lines) < FEWEST:
            continue
        for line in lines:
            own = found[line]
            found[line] = own.model_copy(
                update={
                    "kind": PassageKind.LIST_ITEM,
                    "group": f"counted-{caption.seq}",
                    "heading_path": (*own.heading_path, caption.text),
                }
            )
    return tuple(found)


def _lines_below(passages: Sequence[Passage], caption: int) -> list[int]:
    """Places of the lines right below a caption that count from one."""
    found: list[int] = []
    for at in range(caption + 1, len(passages)):
        passage = passages[at]
        if passage.kind in _EDGE:
            continue
        number = _COUNTED.match(passage.text)
        follows = number is not None and int(number.group(1)) == len(found) + 1
        if passage.kind is not PassageKind.PARAGRAPH or not follows or len(passage.text) > LONGEST:
            break
        found.append(at)
    return found
