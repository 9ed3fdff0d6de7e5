"""Words that a line's end broke, in German: which hyphens there were only put by the setting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

__all__ = ["rejoined"]

_END = re.compile(r"(?:^|[\s(„«\"/])([A-ZÄÖÜ][a-zäöüß]+|[a-zäöüß]{2,})[-\u2010]$")
_START = re.compile(r"([a-zäöüß]{2,})")
_INSIDE = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]+|[a-zäöüß]{2,})[-\u2010]([a-zäöüß]{3,})")
_JOINS = re.compile(
    r"(und|oder|bis|bzw|sowie|haltig|artig|förmig|frei|fach|jährig|tägig|wöchig|monatig|minütig|stündig|spezifisch|abhängig"
    r"|bedingt|assoziiert|induziert|positiv|negativ|resistent|sensitiv|behandelt|kontrolliert|ähnlich|basiert|typisch)"
)
"""What really follows a hyphen in German (``Placebo-kontrolliert``), beside words with a capital."""


def rejoined(lines: Iterable[str]) -> frozenset[str]:
    """The words (case-folded) that ends of lines broke; ``lines`` of a German document in reading order.

    A German word goes on in small letters after its hyphen only where a line broke it, but for a few endings and for
    forms that the document writes with a hyphen inside a line, too.
    """
    texts = [line.strip() for line in lines]
    written = {(a + b).casefold() for text in texts for a, b in _INSIDE.findall(text)}
    found = set()
    for before, after in pairwise(texts):
        head, tail = _END.search(before), _START.match(after)
        if head and tail and not _JOINS.match(tail[1]):
            word = (head[1] + tail[1]).casefold()
            if word not in written:
                found.add(word)
    return frozenset(found)
