"""Words of the pictures in decks and Word documents, by OCR, at the place where the picture stands."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ingest.ocr import Eyes, Scan, language_of, missing_languages
from ingest.office.drawing import R
from ingest.office.ooxml import Part
from ingest.office.vectors import Drawn, words_of
from ingest.reading import MIB, Block, Limits, LineOfText, join_lines, rounded
from library.errors import Refused
from library.models import Box, Loss, PassageKind

_LARGEST = 20 * MIB
_SECONDS = 40.0
"""Time for all pictures of a document whose own words are what matters."""
_LEAST_WIDTH, _LEAST_HEIGHT = 120, 32
"""Pixels across and down under which a picture is an icon."""
_MOST_PIXELS = 24_000_000
_SIGN = re.compile(r"[^\W_]")
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DRAWINGS = (".emf", ".wmf", ".svg")
_UNREAD = "Texts of a drawing are kept without their letters, or letter by letter, and were not read."
_UNSURE = "Words of a picture could not be told with any confidence and were left out."
Crop = tuple[float, float, float, float]
"""Shares of the picture that are cut off: left, top, right, bottom."""
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A picture that was read: its words in pixels, and how many pixels it has across and down."""

    scan: Scan
    width: int
    height: int


class Album:
    """The pictures of one document; each is read once, however often it is shown."""

    def __init__(self, limits: Limits, words: Callable[[], str]) -> None:
        """``words`` gives those of the document: they tell the language of pictures that stand alone."""
        self._eyes = Eyes(limits.model_copy(update={"ocr_seconds": min(limits.ocr_seconds, _SECONDS)}))
        self._seen: dict[tuple[str, Crop], _Seen | None] = {}
        self._drawn: dict[str, Drawn | None] = {}
        self._words = words
        self._any = False
        self.losses: list[Loss] = []

    @cached_property
    def _language(self) -> str:
        return language_of(self._words())

    @property
    def open(self) -> bool:
        """True while further pictures may be read."""
        return self._eyes.open

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know of the words that were read."""
        return missing_languages() if self._any else ()

    def blocks(
        self,
        part: Part,
        name: str | None,
        page: int,
        box: Box | None = None,
        crop: Crop = WHOLE,
        around: str = "",
        drawing: str | None = None,
    ) -> list[Block]:
        """Words of the picture that ``part`` calls ``name``: none of a small, unknown or damaged one, or without OCR.

        A drawing that keeps its words gives them as they are, also the one the part calls ``drawing`` (an SVG that
        newer programs show instead). ``page``: of the deck or document; ``box``: where the picture stands on it, in
        points; ``around``: words near it, which tell its language. Blocks have neither page nor slide yet.
        """
        for file in (drawing, name):
            if file and (kept := self._kept(part, file)) and kept.pieces:
                if kept.unread:
                    self.losses.append(Loss(code="ingest.drawing", message=_UNREAD, page=page, count=kept.unread))
                return list(_of_drawing(kept, page, box, crop))
        seen = self._look(part, name, crop, around)
        if seen is None:
            return []
        sure = [b for b in seen.scan.blocks if _is_worded(b.text)]
        count = seen.scan.unsure + sum(len(b.text.split()) for b in seen.scan.blocks if not _is_worded(b.text))
        if sure and count:
            self.losses.append(Loss(code="ingest.ocr_unsure", message=_UNSURE, page=page, count=count))
        self._any = self._any or bool(sure)
        return [_placed(b, seen, page, box) for b in sure]

    def _kept(self, part: Part, name: str) -> Drawn | None:
        """The words that a drawing keeps; None of other pictures."""
        try:
            target = part.related_part(name)
        except KeyError:
            return None
        if not target.name.lower().endswith(_DRAWINGS) or target.size > _LARGEST:
            return None
        if target.name not in self._drawn:
            self._drawn[target.name] = words_of(target.blob)
        return self._drawn[target.name]

    def _look(self, part: Part, name: str | None, crop: Crop, around: str) -> _Seen | None:
        try:
            target = part.related_part(name)
        except KeyError:
            return None
        key = (target.name, crop)
        if key not in self._seen:
            if not self._eyes.open or target.size > _LARGEST:
                return None
            self._seen[key] = self._read(target.blob, crop, around)
        return self._seen[key]

    def _read(self, data: bytes, crop: Crop, around: str) -> _Seen | None:
        from ingest import image  # only where a document shows a picture

        try:
            frame = next(image.frames_of(data, Limits(pixels=_MOST_PIXELS)))
        except Refused:
            return None
        png, width, height = _cropped(frame.png, frame.width, frame.height, crop)
        if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
            return None
        scan = self._eyes.glance(png, 1, 1.0, language_of(around) or self._language)
        return _Seen(scan, width, height) if scan is not None else None


def drawing_of(blip: Any) -> str:
    """What the part calls the SVG that newer programs show in place of the picture in the element; "" for none."""
    found = blip.find(f".//{_SVG}")
    return (found.get(f"{R}embed") or "") if found is not None else ""


def _of_drawing(drawn: Drawn, page: int, box: Box | None, crop: Crop) -> Iterator[Block]:
    """A block for each piece that is shown, in its part of the picture's box where that is known."""
    left, top, wide, high = crop[0], crop[1], 1 - crop[0] - crop[2], 1 - crop[1] - crop[3]
    for piece in drawn.pieces:
        inner = piece.box
        if inner and wide > 0 and high > 0:
            inner = (
                (inner[0] - left) / wide,
                (inner[1] - top) / high,
                (inner[2] - left) / wide,
                (inner[3] - top) / high,
            )
            if inner[2] <= 0 or inner[3] <= 0 or inner[0] >= 1 or inner[1] >= 1:
                continue
        facts = {"picture": "yes", "drawing": "yes"}
        block = Block(PassageKind.IMAGE, piece.text, facts=facts)
        if box is not None:
            place = _moved(inner, box, box[2] - box[0], box[3] - box[1]) if inner else rounded(box)
            text, fragments = join_lines([LineOfText(piece.text, page, place)])
            block = replace(block, text=text, fragments=fragments)
        if block.text:
            yield block


def _is_worded(text: str) -> bool:
    """False for the dots and strokes that OCR sees in photographs."""
    signs = len(_SIGN.findall(text))
    return signs >= 3 and 2 * signs >= len("".join(text.split()))


def _cropped(png: bytes, width: int, height: int, crop: Crop) -> tuple[bytes, int, int]:
    """The part of the picture that is shown, and its size in pixels."""
    left, top, right, bottom = crop
    box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    if crop == WHOLE or min(crop) < 0 or box[0] >= box[2] or box[1] >= box[3]:
        return png, width, height
    from PIL import Image  # only where a picture is cut

    out = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        picture.crop(box).save(out, "PNG", compress_level=1)
    return out.getvalue(), box[2] - box[0], box[3] - box[1]


def _placed(block: Block, seen: _Seen, page: int, box: Box | None) -> Block:
    """The block at its place on the page; without a place where the document has none."""
    facts = {**block.facts, "picture": "yes"}
    if box is None:
        return replace(block, page=None, fragments=(), facts=facts)
    across, down = (box[2] - box[0]) / seen.width, (box[3] - box[1]) / seen.height
    fragments = tuple(
        f.model_copy(update={"page": page, "box": _moved(f.box, box, across, down)}) for f in block.fragments
    )
    return replace(block, page=None, fragments=fragments, facts=facts)


def _moved(inner: Sequence[float], box: Box, across: float, down: float) -> Box:
    return rounded(
        (
            box[0] + inner[0] * across,
            box[1] + inner[1] * down,
            box[0] + inner[2] * across,
            box[1] + inner[3] * down,
        )
    )
