"""Slides printed as pages: a title stands over its own page, and the head of a column over the lines below it.

A reader of pages tells headings apart by their size. On slides the size follows the words that had to fit, so that a
title set larger than the next ones would stand over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from library.models import Passage, PassageKind
from modularize.sentences.depends import reads_as_heading

__all__ = ["with_titles_on_their_pages"]

_EDGES = (PassageKind.HEADER, PassageKind.FOOTER)
_HEADS = (PassageKind.HEADING, PassageKind.TITLE)
_PAGES = 6
"""Pages from which a document may be told to be a deck."""
_WIDER = 1.15
"""How much further the words of a deck reach across than down."""
_NAME = re.compile(r"^\D*[^\W\d]{3}\D*$")
"""Words without a figure: the head of a column has none."""
_HEAD = 60
"""Code points of the head of a column at most."""


def with_titles_on_their_pages(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; in a deck printed as pages none stands under the title of another page, unless that page is only
    a title, and the lines below the head of a column stand under it.
    """
    pages = [list(held) for _, held in groupby(passages, key=lambda p: p.locator.page)]
    if not _is_deck(passages, pages):
        return passages
    over: set[str] = set()
    found: list[Passage] = []
    for page in pages:
        own = [p for p in page if p.kind not in _EDGES]
        heads = {p.text for p in own if p.kind in _HEADS}
        if own and all(p.kind in _HEADS for p in own):
            over = heads  # it opens a part, and ends the one before whatever its size
        kept = [_under(p, {q.text for q in own} | over) for p in page]
        found += _under_columns(kept)
    return found


def _is_deck(passages: Sequence[Passage], pages: Sequence[Sequence[Passage]]) -> bool:
    """Are the pages wider than high, and do most of them begin with a title?"""
    boxes = [fragment.box for p in passages for fragment in p.locator.fragments]
    if len(pages) < _PAGES or not boxes or any(p.locator.slide is not None for p in passages[:1]):
        return False
    if max(box[2] for box in boxes) < _WIDER * max(box[3] for box in boxes):
        return False
    first = [next((p for p in page if p.kind not in _EDGES), None) for page in pages]
    titled = [p for p in first if p is not None and p.kind in _HEADS]
    return 2 * len(titled) >= len(pages)


def _under(passage: Passage, heads: set[str]) -> Passage:
    path = tuple(text for text in passage.heading_path if text in heads)
    return passage if path == passage.heading_path else passage.model_copy(update={"heading_path": path})


def _under_columns(page: list[Passage]) -> list[Passage]:
    """The page; a line that says nothing right over a heading heads what that stands over, to the next such line."""
    found = list(page)
    column, path = "", tuple[str, ...]()
    for at, (passage, behind) in enumerate(pairwise([*page, None])):
        if passage is not None and behind is not None and _is_column(passage, behind):
            column, path = passage.text, behind.heading_path
            found[at] = passage.model_copy(update={"kind": PassageKind.HEADING, "heading_path": path})
        elif (
            passage is not None
            and column
            and len(passage.heading_path) >= len(path)
            and passage.heading_path[: len(path)] == path
        ):
            deeper = (*path, column, *passage.heading_path[len(path) :])
            found[at] = passage.model_copy(update={"heading_path": deeper})
        else:
            column = ""
    return found


def _is_column(passage: Passage, behind: Passage) -> bool:
    is_line = passage.kind is PassageKind.PARAGRAPH and len(passage.text) <= _HEAD and reads_as_heading(passage.text)
    if not is_line or behind.kind is not PassageKind.HEADING or not _NAME.search(passage.text):
        return False
    return passage.heading_path[: len(behind.heading_path)] == behind.heading_path
