"""A heading that says how often reactions are seen, set over another heading: it stands over what that one heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library import han
from library.models import Passage, PassageKind
from modularize.headings.lines import FREQUENCY
from modularize.sentences.depends import is_complete, says_something

_SHARE = han.compile(
    r"\W*(?:incidence|frequency)\b.{0,24}(?:\d|less|more|greater|than|common|rare)|"
    r"\W*(?:most|more|less|least) (?:common|frequent)\b|\W*(?:häufigkeit|inzidenz)\b.{0,24}\d|"
    r"\W*(?:发生率|發生率|発現頻度|頻度).{0,12}\d",
    re.IGNORECASE,
)
_LONGEST, _WITH_SHARE = 60, 120
_OF_REACTIONS = ("adverse_reactions", "leaflet")


def with_classes_over(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; those under a heading that follows at once upon a class of frequency have the class in their path.

    Layouts set "Incidence Less Than 1%" and "Probably Causally Related" below it alike, one line each: read as two
    headings beside each other, the first would stand over nothing.
    """
    made = _with_classes_beside(passages)
    for at, (over, head) in enumerate(pairwise(tuple(made))):
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


def _with_classes_beside(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; a heading that is a class, set below another class, ends that one for all that follows.

    A layout that sets "Not known: …" like the groups of patients below "Rare …:" would hand those groups, when they
    come again, to the class before. Sentences in paragraphs behind the list that a colon opened stand under no class.
    """
    made: list[Passage] = []
    over: tuple[tuple[str, ...], str] | None = None
    listed: tuple[str, ...] = ()
    for passage in passages:
        path = passage.heading_path
        over = over if over is not None and path[: len(over[0])] == over[0] else None
        if passage.kind is PassageKind.HEADING and path and _names_class(passage, passage.text):
            over = (path, passage.text) if _names_class(passage, path[-1]) else over
            path = path[:-1] if over is not None else path
        elif over is not None:
            below = path[len(over[0]) :]
            path = (*over[0][:-1], over[1], *(below[1:] if below[:1] == (over[1],) else below))
        if passage.kind is PassageKind.LIST_ITEM:
            listed = path
        elif passage.kind is PassageKind.PARAGRAPH and path == listed and _is_behind_list(passage, path):
            path = path[: next(at for at, text in enumerate(path) if _names_class(passage, text))]
        made.append(passage if path == passage.heading_path else passage.model_copy(update={"heading_path": path}))
    return made


def _names_class(passage: Passage, line: str) -> bool:
    """Is a line over the reactions of a passage a class of frequency, its share in brackets or not?"""
    bare = line.strip()
    is_line = len(bare) <= _WITH_SHARE and not bare.endswith((".", "。"))
    return is_line and passage.section in _OF_REACTIONS and bool(FREQUENCY.match(bare))


def _is_behind_list(passage: Passage, path: tuple[str, ...]) -> bool:
    """Is a paragraph a sentence of its own, under a heading with a colon that stands under a class, or is one?"""
    opens = path[-1:] != () and path[-1].rstrip().endswith((":", "："))
    classed = opens and any(_names_class(passage, text) for text in path)
    return classed and is_complete(passage.text) and says_something(passage.text)
