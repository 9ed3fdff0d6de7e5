"""DrawingML as it stands in slides: where a shape is, and the words of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.reading import superscript
from library.models import Box

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 12700.0
_RUNS, _BREAK, _TEXT = (f"{A}r", f"{A}fld"), f"{A}br", f"{A}t"
_PARAGRAPH, _PROPERTIES, _NO_BULLET = f"{A}pPr", f"{A}rPr", f"{A}buNone"
_FILL = f"{A}solidFill"
_BULLETS = (f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip")

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


def paragraphs_of(body: Any) -> list[Paragraph]:
    """The paragraphs of a text body element (None has none)."""
    return [_paragraph(p) for p in body.findall(f"{A}p")] if body is not None else []


def _paragraph(element: Any) -> Paragraph:
    made = Paragraph([""])
    sizes: list[float] = []
    worded, white = False, True
    for child in element:
        tag = child.tag
        if tag in _RUNS:
            words, properties = _run(child)
            if words.strip():
                worded = True
                if (size := _size(properties)) is not None:
                    sizes.append(size)
                white = white and _is_white(properties)
            if "\n" in words:
                first, *more = words.split("\n")
                made.lines[-1] += first
                made.lines += more
            else:
                made.lines[-1] += words
        elif tag == _BREAK:
            made.lines.append("")
        elif tag == _PARAGRAPH:
            _set(made, child)
        elif isinstance(tag, str):
            made.lines[-1] += _formula(child, tag.rsplit("}", 1)[-1])
    made.size = max(sizes) if sizes else None
    made.white = worded and white
    return made


def _run(run: Any) -> tuple[str, Any]:
    """Words of a run or field, and its properties (None where it has none)."""
    text = properties = None
    for child in run:
        if child.tag == _TEXT and text is None:
            text = child.text or ""
        elif child.tag == _PROPERTIES and properties is None:
            properties = child
    words = (text or "").replace("\v", "\n")
    if properties is not None and int(properties.get("baseline") or 0) > 0:
        words = superscript(words)
    return words, properties


def _set(paragraph: Paragraph, properties: Any) -> None:
    """Takes in the depth of the paragraph and whether it has a bullet."""
    paragraph.depth = int(properties.get("lvl") or 0)
    for child in properties:
        paragraph.bullet = paragraph.bullet or child.tag in _BULLETS
        paragraph.plain = paragraph.plain or child.tag == _NO_BULLET


def _formula(element: Any, tag: str) -> str:
    """Signs of a formula; of two forms of one, those of the newer."""
    if tag == "m" or tag.startswith("oMath"):
        return "".join(t.text or "" for t in element.iter() if str(t.tag).endswith("}t"))
    if tag == "AlternateContent":
        drawn = next((c for c in element if str(c.tag).endswith(("}Choice", "}Fallback"))), ())
        return "".join(t.text or "" for c in drawn for t in c.iter() if str(t.tag).endswith("}t"))
    return ""


def _size(properties: Any) -> float | None:
    said = properties.get("sz") if properties is not None else None
    return int(said) / 100 if said and said.isdigit() else None


def _is_white(properties: Any) -> bool:
    if properties is None:
        return False
    fill = properties.find(_FILL)
    if fill is None:
        return False
    colour, scheme = fill.find(f"{A}srgbClr"), fill.find(f"{A}schemeClr")
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
