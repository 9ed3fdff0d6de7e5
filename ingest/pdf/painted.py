"""Filled boxes of a page, told from the pass over its words and from its program where both agree, without drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ingest.pdf.clips import Matrix, boxes_of, steps_of
from ingest.pdf.raw import Path
from ingest.reading import union
from library.models import Box

__all__ = ["boxes_as_painted", "is_thick"]

_THICK = 2.5
"""Points above which a drawn shape can cover letters."""
_BULLET = 8.0
"""Points below which a painted shape of curves is a bullet at most."""


def boxes_as_painted(drawn: list[dict[str, Any]], stream: bytes, matrix: Callable[[], Matrix]) -> list[Path] | None:
    """Filled boxes and bullets as they are painted; None where there is more (other curves, frames, open outlines).

    ``stream``: the page's program, which must draw just these boxes. Those that touch may have been put together: it
    tells where each stands, and lines need no colour. ``matrix``: from its space to the page as it is seen.
    """
    found: list[Path] = []
    boxes: list[Path] = []
    for shape in drawn:
        box = shape["bbox"]
        if shape["isrect"] and not shape["stroked"] and not shape["continues"]:
            boxes.append(Path("f", [("re", box)], box, _parts_of(shape["color"])))
            found.append(boxes[-1])
        elif shape["isrect"] or shape["continues"] or max(box[2] - box[0], box[3] - box[1]) >= _BULLET:
            return None
        elif not shape["stroked"]:  # the outline of a bullet tells nothing
            found.append(Path("f", (), box))
    steps = steps_of(stream)
    if steps == (len(boxes), 0):
        return found
    if steps is None or steps[1] or steps[0] < len(boxes) or not boxes:
        return None
    painted = boxes_of(stream, matrix(), steps[0])
    wide = [box for box in painted or () if box[2] > box[0] and box[3] > box[1]]  # the text pass names no others
    if painted is None or not wide or not _alike(union(wide), union([path.box for path in boxes])):
        return None
    filled: list[tuple[float, ...]] = []
    for box in painted:
        colours = {path.fill for path in boxes if _alike(path.box, box)} if is_thick(box) else {()}
        if len(colours) != 1:
            return None
        filled += colours
    as_painted = [Path("f", [("re", box)], box, fill) for box, fill in zip(painted, filled, strict=True)]
    return as_painted + [path for path in found if not path.items]


def _parts_of(colour: int) -> tuple[float, float, float]:
    return (colour >> 16 & 255) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255


def _alike(one: Box, other: Box) -> bool:
    return all(abs(a - b) < 0.05 for a, b in zip(one, other, strict=True))


def is_thick(box: Box) -> bool:
    """True for a shape that can cover letters."""
    return box[2] - box[0] > _THICK and box[3] - box[1] > _THICK
