"""Pictures of where words stand: one page with all of a module's words on it marked."""

from __future__ import annotations

from typing import Any

from library.errors import NotFound
from library.models import AnchorRole, Module
from services import Services
from shapes import place


def anchor_picture(shop: Services, module: Module, anchor: str) -> bytes:
    """PNG of the page that one of the module's anchors stands on, all of the module's words on that page marked.

    In formats without pages the words of this anchor alone are marked. NotFound if the anchor is not the module's.
    """
    chosen = next((item for item in module.anchors if item.id == anchor), None)
    if chosen is None:
        raise NotFound("anchor.unknown", "This module has no such anchor.")
    page, boxes, _ = place(shop.library.passage(chosen.passage), chosen.start, chosen.end)
    if page is None or not boxes:
        return shop.ingest.draw_anchor(chosen)
    for other in module.anchors:
        if other.id != chosen.id and other.source == chosen.source:
            where, more, _ = place(shop.library.passage(other.passage), other.start, other.end)
            boxes += more if where == page else []
    return shop.ingest.draw(chosen.source, page, boxes)


def figure_picture(shop: Services, module: Module) -> bytes:
    """PNG of the figure that a module is the caption of, cut out of its page. NotFound where there is none to show."""
    for anchor in module.anchors:
        if anchor.role is AnchorRole.ORIGIN and (picture := shop.ingest.draw_figure(anchor)) is not None:
            return picture
    raise NotFound(
        "figure.none", "This module shows no figure whose place is known.", "Look at the page of its source."
    )


def by_page(anchors: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Anchor shapes grouped by the page they stand on, in their order: one picture serves each group."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for anchor in anchors:
        alone = anchor["id"] if anchor["page"] is None or not anchor["boxes"] else ""
        groups.setdefault((anchor["source"], anchor["page"], alone), []).append(anchor)
    return list(groups.values())
