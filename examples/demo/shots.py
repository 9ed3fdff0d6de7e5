"""Pictures for the report: the part of the source page a quote stands on, marked, each made once."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from library.models import Anchor, AnchorRole, Module
from services import Services

DPI = 110
MARGIN = 46
WIDEST = 900


@dataclass(frozen=True)
class Shot:
    """A picture (base64 PNG, empty where none could be made) and where it is from."""

    image: str
    caption: str


class Shots:
    """Draws the pages of anchors and cuts them to the marked place."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._made: dict[str, Shot] = {}

    def of(self, module: Module) -> list[Shot]:
        """The newest origin (two anchors at most) and, where there is one, the support."""
        origins = [a for a in module.anchors if a.role is AnchorRole.ORIGIN]
        newest = origins[-1].source if origins else ""
        origins = [a for a in origins if a.source == newest][:2]
        support = [a for a in module.anchors if a.role is AnchorRole.SUPPORT][:1]
        return [self.shot(a) for a in (*origins, *support)]

    def shot(self, anchor: Anchor) -> Shot:
        """The marked place of one anchor."""
        if anchor.id not in self._made:
            self._made[anchor.id] = self._make(anchor)
        return self._made[anchor.id]

    def _make(self, anchor: Anchor) -> Shot:
        passage = self._services.library.passage(anchor.passage)
        source = self._services.library.source(anchor.source)
        boxes = passage.locator.boxes_of(anchor.start, anchor.end)
        page = boxes[0][0] if boxes else passage.locator.page or passage.locator.slide
        place = f"page {page}" if page else " ".join(filter(None, (passage.locator.sheet, passage.locator.path)))
        caption = f"{anchor.role.value}: {source.facts.filename}, {place}"
        png = self._services.ingest.draw_anchor(anchor)
        here = [box for where, box in boxes if where == page]
        return Shot(base64.b64encode(cut(png, here)).decode(), caption)


def cut(png: bytes, boxes: list[tuple[float, float, float, float]]) -> bytes:
    """The page's full width around the boxes (points at 110 dpi), no wider than the report needs."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    if boxes:
        scale = DPI / 72
        top = max(0, int(min(b[1] for b in boxes) * scale) - MARGIN)
        bottom = min(picture.height, int(max(b[3] for b in boxes) * scale) + MARGIN)
        if bottom - top > 20:
            picture = picture.crop((0, top, picture.width, bottom))
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, round(picture.height * WIDEST / picture.width)))
    out = io.BytesIO()
    picture.quantize(96).save(out, "PNG", optimize=True)
    return out.getvalue()
