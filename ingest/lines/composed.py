"""Letters written as a letter and its mark ("か" + U+3099) read as the one letter they are ("が").

Some systems store text so (Unicode's form NFD), and PDF writers keep it: canonically the same text, which looks the
same, but no word of it is found. Only what composes is touched, and the places of the lines move with it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from ingest.reading import Block, changed

__all__ = ["composed"]

_MARK = re.compile(r"[\u0300-\u036f\u3099\u309a]")
_SEQUENCE = re.compile(r"[^\W\d_\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def composed(block: Block) -> Block:
    """The block with its letters composed, its fragments at the places their words have then."""
    if block.text.isascii() or not _MARK.search(block.text):
        return block
    parts: list[str] = []
    ends, shifts, at, shift = [0], [0], 0, 0
    for found in _SEQUENCE.finditer(block.text):
        letter = unicodedata.normalize("NFC", found[0])
        parts += [block.text[at : found.start()], letter]
        at, shift = found.end(), shift + len(found[0]) - len(letter)
        ends.append(at)
        shifts.append(shift)
    text = "".join(parts) + block.text[at:]

    def moved(place: int) -> int:
        return place - shifts[bisect_right(ends, place) - 1]

    fragments = tuple(
        one.model_copy(update={"start": moved(one.start), "end": moved(one.end)}) for one in block.fragments
    )
    return changed(block, text=text, fragments=fragments)
