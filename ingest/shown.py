"""Pictures out: the pages documents came from, with the quoted words marked, and the figures on them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ingest.worker.sandbox import OFFICE_MEMORY_MB, Sandbox
from library.errors import Refused
from library.models import FIGURE, Anchor, AnchorRole, Box, Passage, PassageFlag, Source

PDF = "application/pdf"
_DRAWN = {
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/msword": "doc",
    "application/vnd.ms-powerpoint": "ppt",
    "image/png": "image",
    "image/jpeg": "image",
    "image/tiff": "image",
}
_OFFICE_SECONDS = 110.0
_MOST_DRAWN, _LONGEST_QUOTE = 4, 6000
"""Pages of one quote that are drawn; characters of it that are looked for."""
_KEPT_RENDITIONS = 6


class Shelf(Protocol):
    """The library's verbs that drawing uses."""

    def source(self, id: str) -> Source: ...
    def passages(self, source_id: str) -> list[Passage]: ...
    def passage(self, id: str) -> Passage: ...
    def original(self, source_id: str) -> bytes: ...


class Held(Protocol):
    """A document that is read and not kept."""

    @property
    def sha256(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class Pictures:
    """Draws pages of documents in the sandbox."""

    def __init__(self, shelf: Shelf, sandbox: Sandbox) -> None:
        self._lib = shelf
        self._sandbox = sandbox
        self._renditions: OrderedDict[str, bytes] = OrderedDict()

    def pdf_of(self, document: Held) -> bytes | None:
        """PDF to draw the pages of an unkept document from; None for formats without pages, or without LibreOffice."""
        return self._pdf(document.sha256, document.media_type, lambda: document.data)

    def draw_pdf(self, pdf: bytes, page: int, dpi: int = 80) -> bytes:
        """PNG of one page, unmarked. Raises Refused where it cannot be drawn."""
        return self._sandbox.picture({"task": "draw", "page": page, "boxes": [], "dpi": dpi}, pdf)

    def locate(self, pdf: bytes, wanted: Sequence[tuple[str, int | None]]) -> list[tuple[int, tuple[Box, ...]]]:
        """``(page, boxes)`` in a PDF of each ``(words, page or None where unknown)``; page 0 where it was not found.

        Raises Refused.
        """
        asked = [{"words": words[:400], "page": page or 0} for words, page in wanted]
        *found, _ = self._sandbox.run({"task": "locate", "wanted": asked}, pdf)
        return [(int(place["page"]), tuple(_box(box) for box in place["boxes"])) for place in found]

    def draw(self, source_id: str, page: int, boxes: Sequence[Box], dpi: int = 110) -> bytes:
        """PNG of a page or slide with the boxes (points) marked; a text facsimile for formats without pages.

        Raises NotFound for an unknown source and Refused where it cannot be drawn.
        """
        source = self._lib.source(source_id)
        pages = self._pages(source)
        if pages is None:
            passages = self._lib.passages(source_id)
            near = [p for p in passages if (p.locator.page or p.locator.slide or 1) == page] or passages
            return self._facsimile(source, near[:40], (), dpi)
        request = {"task": "draw", "page": page, "boxes": [list(b) for b in boxes], "dpi": dpi}
        return self._sandbox.picture(request, pages)

    def draw_anchor(self, anchor: Anchor, *more: Anchor, dpi: int = 110) -> bytes:
        """PNG of the place an anchor quotes, its words marked; pages one under the other where it runs over some.

        ``more``: further anchors whose words are marked with it, where they quote the same document.
        """
        source, passage = self._lib.source(anchor.source), self._lib.passage(anchor.passage)
        pages, anchors = self._pages(source), [anchor, *(a for a in more if a.source == anchor.source)]
        places: dict[int, list[Box]] = {}
        for page, boxes in (place for a in anchors if pages is not None for place in self.places(a)):
            places.setdefault(page, []).extend(boxes)
        if pages is None or (not places and passage.locator.page is None):
            near = [p for p in self._lib.passages(source.id) if abs(p.seq - passage.seq) <= 8]
            return self._facsimile(source, near, anchors, dpi)
        request: dict[str, Any] = {"task": "draw", "dpi": dpi}
        if places:
            request["places"] = [[n, [list(b) for b in boxes]] for n, boxes in sorted(places.items())[:_MOST_DRAWN]]
        else:
            request |= {"page": passage.locator.page or 1, "boxes": [], "find": anchor.quote[:400]}
        return self._sandbox.picture(request, pages)

    def draw_passage(self, passage_id: str, dpi: int = 110) -> bytes:
        """PNG of where a passage stands, all of it marked as :meth:`draw_anchor` marks a quote."""
        passage = self._lib.passage(passage_id)
        whole = Anchor(
            id="",
            role=AnchorRole.ORIGIN,
            source=passage.source,
            passage=passage.id,
            start=0,
            end=len(passage.text),
            quote=passage.text,
        )
        return self.draw_anchor(whole, dpi=dpi)

    def draw_figure(self, anchor: Anchor, dpi: int = 150) -> bytes | None:
        """PNG of the figure whose caption the anchor quotes, cut out of its page; None where no place of it is known.

        Raises Refused where the page cannot be drawn.
        """
        source, passage = self._lib.source(anchor.source), self._lib.passage(anchor.passage)
        pages = self._pages(source) if FIGURE in passage.facts else None
        if pages is None:
            return None
        place = passage.figure_place or self._looked_for(source, passage, anchor, pages)[1]
        if place is None:
            return None
        request = {"task": "draw", "page": place[0], "boxes": [], "clip": list(place[1]), "dpi": dpi}
        return self._sandbox.picture(request, pages)

    def places(self, anchor: Anchor) -> list[tuple[int, tuple[Box, ...]]]:
        """``(page, boxes)`` of the words an anchor quotes: as they were read, else looked for on the rendered pages.

        None where the format has no pages, or where the words are not found on them. Behind the words of a figure's
        caption stands the box of the figure.
        """
        source, passage = self._lib.source(anchor.source), self._lib.passage(anchor.passage)
        found: dict[int, list[Box]] = {}
        for page, box in passage.locator.boxes_of(anchor.start, anchor.end):
            found.setdefault(page, []).append(box)
        if found and passage.figure_place is not None:
            found.setdefault(passage.figure_place[0], []).append(passage.figure_place[1])
        pages = None if found else self._pages(source)
        if pages is not None:
            found, figure = self._looked_for(source, passage, anchor, pages)
            if figure is not None:
                found.setdefault(figure[0], []).append(figure[1])
        return [(page, tuple(boxes)) for page, boxes in sorted(found.items())]

    def _looked_for(
        self, source: Source, passage: Passage, anchor: Anchor, pages: bytes
    ) -> tuple[dict[int, list[Box]], tuple[int, Box] | None]:
        """Places of the quote on the rendered pages; of a caption the figure beside it as well."""
        count = len(self._lib.passages(source.id))
        request = {
            "task": "place",
            "quote": anchor.quote[:_LONGEST_QUOTE],
            "before": passage.text[max(0, anchor.start - 200) : anchor.start],
            "after": passage.text[anchor.end : anchor.end + 200],
            "near": passage.seq / max(1, count),
            "figure": FIGURE in passage.facts,
        }
        *told, _ = self._sandbox.run(request, pages)
        words = {int(line["page"]): [_box(b) for b in line["boxes"]] for line in told if not line.get("figure")}
        figures = [(int(line["page"]), _box(line["boxes"][0])) for line in told if line.get("figure")]
        return words, figures[0] if figures else None

    def _pages(self, source: Source) -> bytes | None:
        """PDF to draw from: the original, or LibreOffice's rendition of it; None for formats without pages."""
        return self._pdf(source.id, source.media_type, lambda: self._lib.original(source.id))

    def _pdf(self, key: str, media_type: str, original: Callable[[], bytes]) -> bytes | None:
        if media_type == PDF:
            return original()
        suffix = _DRAWN.get(media_type)
        if suffix is None:
            return None
        if key not in self._renditions:
            request = {
                "task": "convert",
                "suffix": suffix,
                "memory_mb": OFFICE_MEMORY_MB,
                "seconds_allowed": _OFFICE_SECONDS,
            }
            try:
                self._renditions[key] = self._sandbox.picture(request, original())
            except Refused:
                return None
            while len(self._renditions) > _KEPT_RENDITIONS:
                self._renditions.popitem(last=False)
        return self._renditions[key]

    def _facsimile(self, source: Source, passages: Sequence[Passage], anchors: Sequence[Anchor], dpi: int) -> bytes:
        marked = {anchor.passage: (anchor.start, anchor.end) for anchor in reversed(anchors)}
        first = passages[0].locator if passages else None
        place = (first.sheet or first.path or (f"slide {first.slide}" if first.slide else "")) if first else ""
        lines = [[p.text[:2000], *marked.get(p.id, (0, 0))] for p in passages if PassageFlag.HIDDEN not in p.flags]
        heading = (
            f"Text of {source.facts.filename or source.id[:12]} {place} (facsimile: not a picture of the original)"
        )
        request = {"task": "draw", "lines": lines, "heading": heading, "dpi": dpi}
        return self._sandbox.picture(request, b"")


def _box(said: Sequence[float]) -> Box:
    x0, y0, x1, y1 = map(float, said)
    return x0, y0, x1, y1
