"""A presentation for its reader: the slides in order, each with the layout and the master it stands on."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ingest.office.drawing import A, P, R, frame_of, paragraphs_of, points
from ingest.office.ooxml import Package, Part
from ingest.reading import join_text
from library.errors import Refused

_NEXT = "Save it again as .pptx."
_USUAL_SIZE = (9144000, 6858000)


class Sheet:
    """A slide, a layout or a master: its shapes, and the sheets below it, nearest first."""

    def __init__(self, part: Part, below: tuple[Sheet, ...] = ()) -> None:
        self.part, self.below = part, below
        self.root: Any = part.root
        self.tree: Any = self.root.find(f"{P}cSld/{P}spTree")
        if self.tree is None:
            raise Refused("ingest.broken", "A slide of the presentation holds no shapes.", _NEXT)

    @cached_property
    def placeholders(self) -> list[tuple[str, str | None, tuple[float, float, float, float] | None]]:
        """Kind, index and frame (points) of each placeholder, in order."""
        found = []
        for shape in self.tree.iter(f"{P}sp"):
            role = shape.find(f".//{P}ph")
            if role is not None:
                found.append((role.get("type") or "obj", role.get("idx"), frame_of(shape)))
        return found

    @cached_property
    def words(self) -> str:
        """All its words in the order of the file, as they tell its language."""
        return " ".join(run.text or "" for run in self.tree.iter(f"{A}t"))

    @cached_property
    def fixed(self) -> list[str]:
        """Words of the shapes that are no placeholders."""
        found = []
        for shape in self.tree.iter(f"{P}sp"):
            if shape.find(f".//{P}ph") is None:
                for paragraph in paragraphs_of(shape.find(f"{P}txBody")):
                    found.append(join_text(paragraph.lines))
        return [text for text in found if text]

    @cached_property
    def ground(self) -> bool | None:
        """True where its own background is white, False where it is painted, None where it has none."""
        background = self.root.find(f"{P}cSld/{P}bg")
        if background is None:
            return None
        colours = [c.get("val") for c in background.iter() if str(c.tag).endswith(("srgbClr", "schemeClr"))]
        painted = any(c not in ("FFFFFF", "bg1", "lt1") for c in colours)
        return background.find(f".//{A}blip") is None and not painted

    @cached_property
    def bare(self) -> bool:
        """True where it has no picture and no filled shape to write on."""
        return self.tree.find(f".//{P}pic") is None and not any(
            shape.find(f"{P}spPr/{A}solidFill") is not None or shape.find(f"{P}spPr/{A}gradFill") is not None
            for shape in self.tree.iter(f"{P}sp")
        )

    @property
    def white(self) -> bool:
        """True where it and the sheets below it paint no background but white, and no shape lies there to write on."""
        sheets = (self, *self.below)
        ground = next((s.ground for s in sheets if s.ground is not None), True)
        return ground and all(s.bare for s in sheets)


class Deck:
    """A presentation. Raises Refused where it holds none, or where a slide is missing or damaged."""

    def __init__(self, archive: Any) -> None:
        self.package = Package(archive)
        self.main = self.package.main
        if self.main.root.tag != f"{P}presentation":
            raise Refused("ingest.broken", "The presentation cannot be opened.", _NEXT)
        self._sheets: dict[str, Sheet] = {}

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of its slides in points."""
        size = self.main.root.find(f"{P}sldSz")
        said = (size.get("cx"), size.get("cy")) if size is not None else ("", "")
        width, height = (int(value or usual) for value, usual in zip(said, _USUAL_SIZE, strict=True))
        return points(width or _USUAL_SIZE[0]), points(height or _USUAL_SIZE[1])

    def slide_parts(self) -> list[Part]:
        """The parts of its slides in order."""
        try:
            return [
                self.main.related_part(entry.get(f"{R}id")) for entry in self.main.root.findall(f"{P}sldIdLst/{P}sldId")
            ]
        except KeyError as error:
            raise Refused("ingest.broken", "A slide of the presentation is missing.", _NEXT) from error

    def slide(self, part: Part) -> Sheet:
        """The slide on its layout and master. Raises Refused where one of them is missing or damaged."""
        layout = _only(part, "slideLayout")
        return Sheet(part, (self._sheet(layout), self._sheet(_only(layout, "slideMaster"))))

    def _sheet(self, part: Part) -> Sheet:
        if part.name not in self._sheets:
            self._sheets[part.name] = Sheet(part)
        return self._sheets[part.name]


def _only(part: Part, kind: str) -> Part:
    found = part.related(kind)
    if not found:
        raise Refused("ingest.broken", "A part that a slide needs is missing.", _NEXT)
    return found[0]
