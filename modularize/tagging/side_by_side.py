"""Several medicines side by side in a document of no product, each named by a line that says it is a trade name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage
from modularize.draft import Segment

__all__ = ["own_of", "trade_names"]

_STATED = han.compile(
    r"^\W*(?:商品名称?|販売名|製品名|Handelsname|[Tt]rade [Nn]ame|[Bb]rand [Nn]ame|Marke)[\s　]*[:：\t][\s　]*"
    r"(?P<name>[^\W\d_][^\s\t:：,，、（()®™]{2,24})"
)
"""A line or row that says which trade name stands in it."""
_SEVERAL = 2


def trade_names(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The trade names that lines state, in order; none where there is only one, which is the document's own."""
    stated = dict.fromkeys(found["name"] for p in passages if (found := _STATED.match(p.text)))
    return tuple(stated) if len({name.casefold() for name in stated}) >= _SEVERAL else ()


def own_of(segment: Segment, names: Sequence[str]) -> str:
    """The one of the names that a line right over the words states, else that they name, else the nearest line over
    them that names any; "" for several.
    """
    stated = [text for text in segment.heads if _STATED.match(text)]
    for text in (*stated[-1:], segment.body, *reversed(segment.heads)):
        found = {name for name in names if re.search(rf"(?<![^\W_]){re.escape(name)}(?![A-Za-z])", text)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""
