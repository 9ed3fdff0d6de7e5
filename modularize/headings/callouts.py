"""Lines behind a pictogram: one that says something under nothing is no heading, and what a heading with a colon lists
ends at a sentence with a pictogram of its own.

Pages for patients set "📋 …：" over a list, and "💡 …。" behind it says something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete, says_something

__all__ = ["with_callouts_apart"]

_PICTOGRAM = re.compile(r"^\s*[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?\s*")
_LEAST = 9
"""Letters or ideographs of a line that says something."""


def with_callouts_apart(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; a sentence behind a list and with its own pictogram no longer stands under what opened the list."""
    made: list[Passage] = []
    last = len(passages) - 1
    for at, passage in enumerate(passages):
        path = passage.heading_path
        before = next((one for one in reversed(made) if one.heading_path == path), None)
        if _states_under_nothing(passage, passages[at + 1] if at < last else None):
            passage = passage.model_copy(update={"kind": PassageKind.PARAGRAPH})
        elif (
            passage.kind is PassageKind.PARAGRAPH
            and path
            and path[-1].rstrip().endswith((":", "："))
            and _PICTOGRAM.match(path[-1])
            and _PICTOGRAM.match(passage.text)
            and is_complete(passage.text)
            and before is not None
            and before.kind is PassageKind.LIST_ITEM
        ):
            passage = passage.model_copy(update={"heading_path": path[:-1]})
        made.append(passage)
    return made


def _states_under_nothing(passage: Passage, follower: Passage | None) -> bool:
    """Is a heading with a pictogram a statement that nothing stands under?"""
    if passage.kind is not PassageKind.HEADING or not (mark := _PICTOGRAM.match(passage.text)):
        return False
    text = passage.text[mark.end() :].rstrip()
    says = len(re.findall(r"[^\W\d_]", text)) >= _LEAST and says_something(text)
    headed = follower is not None and len(follower.heading_path) > len(passage.heading_path)
    return says and not headed and not text.endswith((":", "：", "?", "？"))
