"""A heading that says how often reactions are seen, set over another heading: it stands over what that one heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library import han
from library.models import Passage, PassageKind
from modularize.lines import FREQUENCY

_SHARE = han.compile(
    r"\W*(?:incidence|frequency)\b.{0,24}(?:\d|less|more|greater|than|common|rare)|"
    r"\W*(?:most|more|less|least) (?:common|frequent)\b|\W*(?:häufigkeit|inzidenz)\b.{0,24}\d|"
    r"\W*(?:发生率|發生率|発現頻度|頻度).{0,12}\d",
    re.IGNORECASE,
)
_LONGEST = 60
_OF_REACTIONS = ("adverse_reactions", "leaflet")


def with_classes_over(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; those under a heading that follows at once upon a class of frequency have the class in their path.

    Layouts set "Incidence Less Than 1%" and "Probably Causally Related" below it alike, one line each: read as two
    headings beside each other, the first would stand over nothing.
    """
    made = list(passages)
    for at, (over, head) in enumerate(pairwise(passages)):
        if not (_is_class(over) and _is_beside(over, head)):
            continue
        path, new = (*head.heading_path, head.text), (*head.heading_path, over.text)
        made[at + 1] = made[at + 1].model_copy(update={"heading_path": new})
        for place in range(at + 2, len(passages)):
            held = passages[place].heading_path
            if held[: len(path)] != path or passages[place] is head:
                break
            made[place] = made[place].model_copy(update={"heading_path": (*new, *held[len(path) - 1 :])})
    return made


def _is_class(passage: Passage) -> bool:
    text = passage.text.strip()
    is_line = len(text) <= _LONGEST and not text.endswith((".", "。"))
    named = is_line and passage.section in _OF_REACTIONS and passage.kind is PassageKind.HEADING
    return named and bool(FREQUENCY.match(text) or _SHARE.match(text))


def _is_beside(over: Passage, head: Passage) -> bool:
    """Is the next passage a heading of the same place that is no class itself?"""
    same = (head.section, head.heading_path) == (over.section, over.heading_path)
    return same and head.kind is PassageKind.HEADING and not _is_class(head)
