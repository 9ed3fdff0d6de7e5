"""What a PDF library gives of a page before anything is understood: the contract both libraries are held to.

All coordinates are points from the top-left corner of the page as it is seen (rotation taken out).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from library.errors import Refused
from library.models import Box, Loss

Step = tuple[Any, ...]
"""``("l", from, to)``, ``("c", from, to)`` for a curve, ``("re", box)``."""
Places = tuple[Callable[[int, str, Box], list[tuple[float, float]]], int]
"""What finds left and right of each character of a run by its number on the page, words and box; that number."""
_TINY = 1.6
_LEVEL = 0.1
"""How far a line may slant, as the sine of the angle."""


@dataclass(slots=True)
class Run:
    """Characters of one font on one baseline, points from the top-left corner."""

    text: str
    box: Box
    size: float
    base: float
    bold: bool
    italic: bool
    hidden: str
    """Why it cannot be seen ("" where it can)."""
    places: list[tuple[float, float]] | Places
    """Left and right of each character, or how to find them: most runs are never cut."""
    light: bool = False
    """Its colour is nearly white."""
    drawable: bool = True
    """The library has its font, so where it leaves no ink it cannot be seen."""

    @property
    def xs(self) -> list[tuple[float, float]]:
        """Left and right of each character of ``text``."""
        if isinstance(self.places, tuple):
            find, number = self.places
            self.places = find(number, self.text, self.box)
        return self.places


@dataclass(slots=True)
class RawLine:
    """Runs in the order the file writes them; ``level`` where they run from left to right."""

    level: bool
    runs: list[Run]
    turn: int = 0
    """Degrees (90, 180, 270) by which the page must be turned clockwise for it to run so; -1 where none will do."""


@dataclass(slots=True)
class Path:
    """A drawn path: filled (``f``), stroked (``s``) or both (``fs``)."""

    kind: str
    items: Sequence[Step]
    box: Box
    fill: tuple[float, ...] = ()
    """Colour parts from 0 to 1; empty where it is not filled."""
    clear: bool = False
    """Its line has no opacity."""


@dataclass(slots=True)
class Ink:
    """Grey levels of the page without annotations, one pixel a point: row ``y`` begins at ``y * stride``."""

    samples: bytes
    width: int
    height: int
    stride: int


class RawPage(Protocol):
    """One page. What is not asked for is not worked out."""

    width: float
    height: float
    lines: list[RawLine]
    losses: list[Loss]
    """What this library cannot give of the page, told once everything was asked for."""

    def paths(self) -> list[Path]:
        """What is drawn with lines and fills."""
        ...

    def pictures(self) -> list[Box]:
        """Places of its pictures."""
        ...

    def comments(self) -> list[tuple[str, str, Box]]:
        """Words, author and place of each annotation and filled form field."""
        ...

    def may_hide(self) -> bool:
        """False where nothing on the page can cover or clip words or blend them into the ground."""
        ...

    def seen(self) -> None:
        """Told that all its words leave ink."""
        ...

    def ink(self) -> Ink:
        """The page drawn in grey."""
        ...


class RawDocument(Protocol):
    """An open PDF."""

    pages: int
    title: str

    def page(self, index: int) -> RawPage:
        """The page, counted from 0. Raises ``ValueError``, ``LookupError`` or ``RuntimeError`` for a damaged one."""
        ...

    def picture(self, index: int, dpi: int) -> bytes:
        """PNG of the page."""
        ...

    def turned(self, index: int, turn: int) -> RawDocument:
        """A document of that page alone, turned clockwise by ``turn`` degrees. Raises as :meth:`page` does."""
        ...

    def close(self) -> None:
        """Give its memory back."""
        ...


def turn_of(across: float, down: float) -> int:
    """``RawLine.turn`` of a line that runs in the direction (``across``, ``down``) on the page as it is seen."""
    if abs(down) < _LEVEL:
        return 0 if across > 0 else 180
    if abs(across) < _LEVEL:
        return 270 if down > 0 else 90
    return -1


def why_hidden(*, inked: bool, alpha: float, size: float, box: Box, page: tuple[float, float]) -> str:
    """Why words that are written so cannot be seen, or ``""``. ``alpha`` from 0 to 255; ``page``: width, height."""
    return why_unpainted(inked, alpha) or why_out_of_sight(size, box, page)


def why_unpainted(inked: bool, alpha: float) -> str:
    """Why words leave nothing on the page for the way they are painted, or ``""``."""
    if not inked:
        return "invisible"
    return "transparent" if alpha <= 12 else ""


def why_out_of_sight(size: float, box: Box, page: tuple[float, float]) -> str:
    """Why words of that size at that place cannot be seen, or ``""``."""
    if size < _TINY or box[3] - box[1] < _TINY:
        return "tiny"
    if box[2] <= 0 or box[3] <= 0 or box[0] >= page[0] or box[1] >= page[1]:
        return "off the page"
    return ""


def is_bold(font: str) -> bool:
    """True where a font's name (lower case) says that it is bold."""
    return any(word in font for word in ("bold", "black", "heavy", "gothicmb101"))


def is_italic(font: str) -> bool:
    """True where a font's name (lower case) says that it is slanted."""
    return "italic" in font or "oblique" in font


def broken(what: str) -> Refused:
    """What is said of a PDF that no library opens."""
    return Refused("ingest.broken", f"The PDF {what}.", "Export it again from its source program.")


def encrypted() -> Refused:
    """What is said of a PDF that asks for a password."""
    return Refused("ingest.encrypted", "The PDF is protected by a password.", "Remove the password and try again.")
