"""Headings whose depth the file itself says, as Markdown does: each stands over all that is below it."""

from __future__ import annotations

from collections.abc import Sequence

from library.models import Passage

__all__ = ["is_levelled", "over_all"]

_LINE = "line["
_MOST, _DEEP = 3, 7


def is_levelled(passage: Passage) -> bool:
    """Is a passage one of a text without pages and slides, where headings are counted by their marks?"""
    return (passage.locator.path or "").startswith(_LINE) and passage.locator.page is None


def over_all(path: Sequence[str], passage: Passage) -> list[str]:
    """The headings of a path that a module carries: the innermost ones; where the file says their depth, each.

    The first names the medicine, the study or the patients that all below it is about.
    """
    return list(path[-(_DEEP if is_levelled(passage) else _MOST) :])
