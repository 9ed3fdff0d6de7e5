"""A heading that says how often holds for the list below it, not for what a paragraph behind the list says of all.

"Gelegentlich (1 bis 10 von 1000)" over three items is over where "Reizungen treten bei den meisten auf." begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.headings.lines import FREQUENCY
from modularize.sentences.depends import depends, is_complete, says_something

__all__ = ["beyond_frequency_lists"]

_OCCURS = re.compile(r"\b(?:tritt|treten|traten|kommt|kommen|kam|kamen|verläuft|verlaufen|nimmt|nehmen)\b")
_LEAST = 40
"""Letters of a paragraph that says something of its own."""


def beyond_frequency_lists(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; a whole statement behind the list of a frequency, and what follows it, without that heading."""
    made: list[Passage] = []
    listed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    for passage in passages:
        path = passage.heading_path
        if not path or not FREQUENCY.match(path[-1].strip()):
            listed = ended = ()
        elif passage.kind is PassageKind.LIST_ITEM and path != ended:
            listed = path
        elif path == listed and _states(passage):
            ended = path
        if ended and path == ended:
            passage = passage.model_copy(update={"heading_path": path[:-1]})
        made.append(passage)
    return made


def _states(passage: Passage) -> bool:
    """Is it a whole statement, of more than the list right above it?"""
    text = passage.text.strip()
    whole = passage.kind is PassageKind.PARAGRAPH and len(text) >= _LEAST and is_complete(text)
    return whole and bool(says_something(text) or _OCCURS.search(text)) and not depends(text, passage.language)
