"""Numbers of headings in order: which may follow which, and which lines can bear one."""

from __future__ import annotations

from functools import cache

from ingest.sections.names import SMPC, Section

__all__ = ["follows", "is_line", "is_next", "place_of", "section_told"]


def place_of(number: str) -> tuple[int, ...]:
    """``(4, 1)`` of ``4.1``."""
    return tuple(int(part) for part in number.split("."))


def follows(new: tuple[int, ...], old: tuple[int, ...]) -> bool:
    """True where ``new`` is a plausible next number: the next sibling or child, or at most three steps on."""
    if not old or new <= old:
        return False
    if new[0] == old[0]:
        return True
    return new[0] - old[0] <= 3 and (len(new) == 1 or new[1] <= 2)


def is_next(number: str, old: tuple[int, ...]) -> bool:
    """True where ``number`` is the one that follows ``old`` in the European layout, or the one after that."""
    order = _order()
    at = order.index(place_of(number))
    return old in order and 0 < at - order.index(old) <= 2


@cache
def _order() -> list[tuple[int, ...]]:
    return [place_of(known) for known in SMPC]


def is_line(name: str, text: str, top: bool) -> bool:
    """True for a line that can be a heading in plain type: short, no sentence, in capitals if its number has no dot."""
    words = text.rstrip()
    capitals = words.upper() == words and words.lower() != words
    return 2 < len(name) < 90 and not words.endswith((".", ";", ":", ",")) and (capitals or not top)


_MOVED = frozenset(
    {
        (Section.PHARMACODYNAMICS, Section.PHARMACOKINETICS),
        (Section.PHARMACOKINETICS, Section.NONCLINICAL),
        (Section.PHARMACODYNAMICS, Section.NONCLINICAL),
    }
)
"""A name where the number of another section stands: in some countries the mechanism has a number of its own."""


def section_told(named: Section | None, numbered: Section) -> Section:
    """The section of a title by its number, but by its name where that has moved on to the next number."""
    return named if named is not None and (named, numbered) in _MOVED else numbered
