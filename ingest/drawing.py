"""DrawingML as it stands in slides: where a shape is, and the words of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.reading import superscript
from library.models import Box

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 12700.0

Scale = tuple[float, float, float, float]
"""Factors and offsets (points) that turn a group's coordinates into the slide's."""


def points(emu: float) -> float:
    """English metric units as points."""
    return float(emu) / _EMU


@dataclass(slots=True)
class Paragraph:
    """A paragraph's lines (cut at line breaks), raised digits as superscript characters."""

    lines: list[str]
    bullet: bool = False
    plain: bool = False
    """A bullet is switched off."""
    depth: int = 0
    size: float | None = None
    """Type size in points, where it is said."""
    white: bool = False
    """All its words are set in explicit white."""
    runs: list[Any] = field(default_factory=list)


def paragraphs_of(body: Any) -> list[Paragraph]:
    """The paragraphs of a text body element (None has none)."""
    return [_paragraph(p) for p in body.findall(f"{A}p")] if body is not None else []


def _paragraph(element: Any) -> Paragraph:
    lines, sizes, colours = [""], [], []
    for child in element:
        tag = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if tag == "br":
            lines.append("")
        elif tag in ("r", "fld"):
            words = (child.findtext(f"{A}t") or "").replace("\v", "\n")
            properties = child.find(f"{A}rPr")
            if properties is not None and int(properties.get("baseline") or 0) > 0:
                words = superscript(words)
            if words.strip():
                sizes.append(_size(properties))
                colours.append(_is_white(properties))
            first, *more = words.split("\n")
            lines[-1] += first
            lines += more
        elif tag == "m" or tag.startswith("oMath"):
            lines[-1] += "".join(t.text or "" for t in child.iter() if str(t.tag).endswith("}t"))
        elif tag == "AlternateContent":
            drawn = next((c for c in child if str(c.tag).endswith(("}Choice", "}Fallback"))), ())
            lines[-1] += "".join(t.text or "" for c in drawn for t in c.iter() if str(t.tag).endswith("}t"))
    properties = element.find(f"{A}pPr")
    bullet = properties is not None and any(
        properties.find(f"{A}{name}") is not None for name in ("buChar", "buAutoNum", "buBlip")
    )
    plain = properties is not None and properties.find(f"{A}buNone") is not None
    depth = int(properties.get("lvl") or 0) if properties is not None else 0
    known = [s for s in sizes if s is not None]
    return Paragraph(lines, bullet, plain, depth, max(known) if known else None, bool(colours) and all(colours))


def _size(properties: Any) -> float | None:
    said = properties.get("sz") if properties is not None else None
    return int(said) / 100 if said and said.isdigit() else None


def _is_white(properties: Any) -> bool:
    if properties is None:
        return False
    colour = properties.find(f"{A}solidFill/{A}srgbClr")
    scheme = properties.find(f"{A}solidFill/{A}schemeClr")
    plain_scheme = scheme is not None and scheme.get("val") in ("bg1", "lt1") and len(scheme) == 0
    return (colour is not None and (colour.get("val") or "").upper() == "FFFFFF") or plain_scheme


# --- places -----------------------------------------------------------------------------------------------------------


class _BoxOf:
    """Place of a shape on its slide, in points."""

    def __call__(self, element: Any, below: Iterable[Any], scale: Scale, size: tuple[float, float]) -> Box:
        """The frame of the shape; without one of its own, that of the placeholder it fills on the sheets ``below``."""
        frame = frame_of(element)
        if frame is None:
            frame = self._inherited(element, below)
        if frame is None:
            return (0.0, 0.0, size[0], size[1])
        x, y, width, height = frame
        sx, sy, dx, dy = scale
        return (x * sx + dx, y * sy + dy, (x + width) * sx + dx, (y + height) * sy + dy)

    def group_scale(self, group: Any, scale: Scale) -> Scale:
        """Scale for what is inside ``group``."""
        place = group.find(f"{P}grpSpPr/{A}xfrm")
        if place is None:
            return scale
        values = [place.find(f"{A}{name}") for name in ("off", "ext", "chOff", "chExt")]
        if any(v is None for v in values):
            return scale
        off, ext, inner, inner_ext = values
        fx = _ratio(ext.get("cx"), inner_ext.get("cx"))
        fy = _ratio(ext.get("cy"), inner_ext.get("cy"))
        sx, sy, dx, dy = scale
        left = points(int(off.get("x"))) - points(int(inner.get("x"))) * fx
        top = points(int(off.get("y"))) - points(int(inner.get("y"))) * fy
        return (sx * fx, sy * fy, sx * left + dx, sy * top + dy)

    def _inherited(self, element: Any, below: Iterable[Any]) -> tuple[float, float, float, float] | None:
        """The frame of the placeholder it fills, on the layout or the master."""
        mine = element.find(f".//{P}ph")
        if mine is None:
            return None
        kind, index = mine.get("type") or "obj", mine.get("idx")
        for sheet in below:
            for other, its_index, frame in sheet.placeholders:
                same_index = index is not None and its_index == index
                if frame and (same_index or {kind, other} <= {"title", "ctrTitle"} or other == kind):
                    return frame  # type: ignore[no-any-return]
        return None


def frame_of(element: Any) -> tuple[float, float, float, float] | None:
    """Left, top, width and height (points) of a shape as it says them itself; None where it does not."""
    place = element.find(f"{P}spPr/{A}xfrm")
    if place is None:
        place = element.find(f"{P}xfrm")
    if place is None:
        return None
    off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
    if off is None or ext is None:
        return None
    return (
        points(int(off.get("x"))),
        points(int(off.get("y"))),
        points(int(ext.get("cx"))),
        points(int(ext.get("cy"))),
    )


box_of = _BoxOf()


def _ratio(outer: str, inner: str) -> float:
    return int(outer) / int(inner) if int(inner) else 1.0


def whole_box(paragraphs: Sequence[Paragraph], box: Box) -> list[Box]:
    """A slice of the shape for each paragraph, by the lines it is likely to take."""
    width = max(20.0, box[2] - box[0])
    weights = [
        sum(max(1.0, len(line) * (p.size or 18.0) * 0.5 / width) for line in p.lines) if any(p.lines) else 0.6
        for p in paragraphs
    ]
    whole, top, found = sum(weights) or 1.0, box[1], []
    for weight in weights:
        bottom = top + (box[3] - box[1]) * weight / whole
        found.append((box[0], top, box[2], bottom))
        top = bottom
    return found
