"""Japanese lines "〈下記疾患の…〉" and the diseases named right below them: both stand over the dose that follows.

"〈pain in the diseases below〉", "arthrosis, lumbago", "〈after an operation〉", a dose: it is for all of them, for
nothing is said between. The next line in brackets behind a statement ends them.
"""

from __future__ import annotations

from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_bracketed_heading, names_below

__all__ = ["with_listed_below"]

_LONGEST = 160
_LINES = (PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_ALONE = ("indications",)
"""Sections whose lines below such a line are what the section tells."""


def with_listed_below(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; such a line, the names below it and brackets right below these head what is said next."""
    made = list(passages)
    base: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    is_said = False
    for at, passage in enumerate(made):
        if passage.kind in _EDGE or passage.language != "ja":
            continue
        if _ends(passage, base):
            base, over = (), ()
        bracketed = passage.kind in _LINES and is_bracketed_heading(passage.text)
        if bracketed and (over or _opens(passage)):
            base = base if over else _without_brackets(passage.heading_path)
            own, over, is_said = () if is_said else over, (*(() if is_said else over), passage.text), False
            made[at] = _as_heading(passage, (*base, *own))
        elif over and not is_said and _names(passage):
            made[at], over = _as_heading(passage, (*base, *over)), (*over, passage.text)
        elif over:
            rest = tuple(text for text in passage.heading_path[len(base) :] if not is_bracketed_heading(text))
            is_said = passage.kind is not PassageKind.HEADING or is_said
            made[at] = passage.model_copy(update={"heading_path": (*base, *over, *rest)})
    return made


def _opens(passage: Passage) -> bool:
    return passage.section not in (*_ALONE, None) and names_below(passage.text)


def _ends(passage: Passage, base: tuple[str, ...]) -> bool:
    """Does a passage stand under other headings than those lines do?"""
    return passage.heading_path[: len(base)] != base or passage.section in _ALONE


def _names(passage: Passage) -> bool:
    """Is a passage a line of names, without a statement?"""
    text = passage.text.strip()
    return passage.kind in _LINES and len(text) <= _LONGEST and "。" not in text and "\t" not in text


def _as_heading(passage: Passage, path: tuple[str, ...]) -> Passage:
    return passage.model_copy(update={"kind": PassageKind.HEADING, "heading_path": path, "group": None})


def _without_brackets(path: tuple[str, ...]) -> tuple[str, ...]:
    while path and is_bracketed_heading(path[-1]):
        path = path[:-1]
    return path
