"""What a sign is: its words, where they are looked for, what must or must not stand beside them, and its weights."""

from __future__ import annotations

from dataclasses import dataclass

from library.models import ModuleKind

__all__ = ["BODY", "CHAPTER", "COLUMNS", "HEAD", "LABEL", "Sign", "sign"]

BODY, LABEL, HEAD, COLUMNS, CHAPTER = "body", "label", "head", "columns", "chapter"
"""Where words are looked for: the piece itself; the first cell of its row or what stands before a colon in its lines;
the two nearest headings of a few words, with the title of its table; the names of the columns over it; each heading
over it, and the word that opens a part of an abstract."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: it counts where its words are found, all of ``given`` are found too and none of ``unless``."""

    name: str
    where: str
    weights: tuple[tuple[ModuleKind, float], ...]
    given: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name)


def sign(name: str, where: str, weights: str, given: str = "", unless: str = "") -> Sign:
    """A row of the table; ``weights`` reads "kind weight, kind weight"."""
    told = tuple((ModuleKind(kind), float(weight)) for kind, weight in map(str.split, _names(weights)))
    return Sign(name, where, told, _names(given), _names(unless))
