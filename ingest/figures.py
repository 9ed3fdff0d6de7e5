"""Captions of figures tied to what they stand beside: a picture, a drawing of lines and bars, a native chart.

A caption that is tied bears facts: ``caption_of`` (what it captions), ``figure_box`` (where that stands on the page or
slide of the caption, in points: ``x0 y0 x1 y1``) and, for a native chart, ``figure_data`` (the group of its rows). A
picture without a caption is tied to nothing: a logo or a photograph says nothing that could be checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.reading import Block, changed, rounded, union
from library import han
from library.models import FIGURE, FIGURE_BOX, FIGURE_DATA, Box, PassageFlag, PassageKind

PICTURE, DRAWING, CHART = "picture", "drawing", "chart"
_NAMES = han.compile(
    r"^\s*(?:(?:(?:Supplementary |Supplemental )?(?:Figures?|Figs?\.?|Chart|Graph|Diagram|Scheme)|Abbildung|Abb\.|"
    r"Grafik|Diagramm|Schema|Figura|Gráfico|Graphique)(?![^\W\d_])|図|图|圖)\s*(?:S?\d|[A-Z]\b|[一二三四五六七八九十])",
    re.IGNORECASE,
)
_TABLE = han.compile(
    r"^\s*(?:Table|Tabelle|Tab\.|Tableau|Tabla|Cuadro|Quadro|Tabela|Tabella|Box|表)\s*(?:\d|[A-Z]\b|[一二三四五六七八九十])",
    re.IGNORECASE,
)
_REACH, _BESIDE, _OVER = 90.0, 40.0, 0.3
"""Points between a caption and a figure above or below it, and beside it; share of a figure's height that the caption
may reach into it."""
_SAME_ROW = 0.6
"""Share of the higher of two panels that stands level with the other."""
_SHARED = 0.3
"""Share of the narrower of both that stands under the other."""
_ICON = 0.03
"""Share of a slide under which a picture is an icon."""
_TEXT = 60
"""Characters of a passage that keeps a caption and a picture apart."""
_WORDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.TABLE_ROW, PassageKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure and its place; ``data``: the group of the rows a native chart gives."""

    kind: str
    box: Box
    data: str = ""


def names_figure(text: str) -> bool:
    """True where ``text`` opens with the name and number of a figure ("Figure 2.", "Abb. 3", "图 1")."""
    return bool(_NAMES.match(text))


def names_table(text: str) -> bool:
    """True where ``text`` opens with the name and number of a table."""
    return bool(_TABLE.match(text))


def is_caption(block: Block) -> bool:
    """A caption of a figure that a reader of the page sees and that nothing is tied to yet."""
    seen = PassageFlag.HIDDEN not in block.flags and FIGURE not in block.facts
    return seen and block.kind is PassageKind.CAPTION and names_figure(block.text)


def tied(block: Block, shown: Shown | None, kind: str = PICTURE, data: str = "") -> Block:
    """The caption with what it captions; without ``shown`` its place shows only once the document is drawn."""
    facts = {**block.facts, FIGURE: shown.kind if shown is not None else kind}
    if shown is not None:
        facts[FIGURE_BOX] = " ".join(f"{side:g}" for side in rounded(shown.box))
    if group := shown.data if shown is not None else data:
        facts[FIGURE_DATA] = group
    return changed(block, facts=facts)


def with_figures(blocks: Sequence[Block], shown: Sequence[Shown]) -> list[Block]:
    """The blocks of one page, the captions among them tied to the figures that they stand at."""
    made = list(blocks)
    captions = [at for at, block in enumerate(made) if is_caption(block) and block.fragments]
    if not captions or not shown:
        return made
    places = {at: union(f.box for f in block.fragments) for at, block in enumerate(made) if block.fragments}
    text = [(at, box) for at, box in places.items() if _keeps_apart(made[at])]
    found = pairs(
        [places[at] for at in captions],
        [one.box for one in shown],
        lambda caption: [box for at, box in text if at != captions[caption]],
    )
    free = [one for at, one in enumerate(shown) if at not in found.values()]
    for caption, figure in found.items():
        made[captions[caption]] = tied(made[captions[caption]], _with_panels(shown[figure], free))
    return made


def _with_panels(figure: Shown, free: Sequence[Shown]) -> Shown:
    """The figure with the panels beside it that no caption of their own belongs to."""
    if figure.data:
        return figure
    box, rest = figure.box, [one.box for one in free if not one.data]
    while beside := [other for other in rest if _is_panel(box, other)]:
        box = union([box, *beside])
        rest = [other for other in rest if other not in beside]
    return replace(figure, box=box)


def _is_panel(box: Box, other: Box) -> bool:
    """Does it stand in one row with the other, as high as that, with little white between?"""
    level = min(box[3], other[3]) - max(box[1], other[1])
    white = max(other[0] - box[2], box[0] - other[2])
    return level > _SAME_ROW * max(box[3] - box[1], other[3] - other[1]) and white < _BESIDE


def captioned_charts(blocks: Sequence[Block], shown: Sequence[Shown]) -> list[Block]:
    """The blocks of one slide; its title is the caption of its only figure, where that is a chart without a caption.

    Of a picture it is none: nobody knows whether a photograph under a title shows what the title says.
    """
    charts = [one for one in shown if one.kind == CHART]
    told = {block.facts.get(FIGURE_DATA) for block in blocks}
    if len(shown) != 1 or len(charts) != 1 or charts[0].data in told:
        return list(blocks)
    made = list(blocks)
    for at, block in enumerate(made):
        if block.level and PassageFlag.HIDDEN not in block.flags:
            made[at] = tied(block, charts[0])
            break
    return made


def covers(box: Box, size: tuple[float, float]) -> bool:
    """True where so much of a slide lies under the box that it holds no icon."""
    wide, high = min(box[2], size[0]) - max(box[0], 0.0), min(box[3], size[1]) - max(box[1], 0.0)
    return wide > 0 and high > 0 and wide * high >= _ICON * size[0] * size[1]


def _keeps_apart(block: Block) -> bool:
    in_chart = PassageFlag.CHART_DATA in block.flags
    return block.kind in _WORDS and not in_chart and (block.kind is PassageKind.CAPTION or len(block.text) > _TEXT)


def pairs(
    captions: Sequence[Box], figures: Sequence[Box], walls: Callable[[int], Sequence[Box]] = lambda _: ()
) -> dict[int, int]:
    """Which figure each caption belongs to, each figure to one: all above theirs, all below, or as they come.

    The way that ties the most captions holds, then the one with the least white between. ``walls``: places of the text
    that parts a caption from what lies behind it.
    """
    near = [
        (*how, caption, figure)
        for caption, place in enumerate(captions)
        for figure, box in enumerate(figures)
        if (how := _near(place, box, walls(caption))) is not None
    ]
    return chosen(near)


def chosen(near: Sequence[tuple[float, str, int, int]]) -> dict[int, int]:
    """The best way of :func:`pairs`, of ``(how far apart, side the figure is on, caption, figure)``."""
    ways = [_greedy(n for n in near if n[1] == side) for side in ("above", "below")]
    best = min((*ways, _greedy(near)), key=lambda way: (-len(way), sum(gap for gap, _ in way.values())))
    return {caption: figure for caption, (_, figure) in best.items()}


def _greedy(near: Iterable[tuple[float, str, int, int]]) -> dict[int, tuple[float, int]]:
    """The nearest pairs first; figure and white of each caption."""
    found: dict[int, tuple[float, int]] = {}
    taken: set[int] = set()
    for gap, _, caption, figure in sorted(near):
        if caption not in found and figure not in taken:
            found[caption] = (gap, figure)
            taken.add(figure)
    return found


def _near(caption: Box, figure: Box, walls: Sequence[Box]) -> tuple[float, str] | None:
    """White between both and the side the figure is on ("above" the caption, "below" it, "beside"); None if apart."""
    across = min(caption[2], figure[2]) - max(caption[0], figure[0])
    narrow = min(caption[2] - caption[0], figure[2] - figure[0])
    is_above = (figure[1] + figure[3]) / 2 < (caption[1] + caption[3]) / 2
    if across >= _SHARED * max(1.0, narrow):
        gap = caption[1] - figure[3] if is_above else figure[1] - caption[3]
        top, bottom = (figure[3], caption[1]) if is_above else (caption[3], figure[1])
        if not -_OVER * (figure[3] - figure[1]) <= gap <= _REACH:
            return None
        if any(_stands_between(wall, top, bottom, caption, figure) for wall in walls):
            return None
        return max(0.0, gap), "above" if is_above else "below"
    level = min(caption[3], figure[3]) - max(caption[1], figure[1])
    white = max(figure[0] - caption[2], caption[0] - figure[2])
    return (_REACH + white, "beside") if 0 <= white <= _BESIDE and level > 0.5 * (caption[3] - caption[1]) else None


def _stands_between(wall: Box, top: float, bottom: float, caption: Box, figure: Box) -> bool:
    left, right = max(caption[0], figure[0]), min(caption[2], figure[2])
    return top <= (wall[1] + wall[3]) / 2 <= bottom and wall[0] < right and wall[2] > left


def merged(boxes: Iterable[Box], near: float = 4.0) -> list[Box]:
    """The boxes, those that touch as one: a picture is often kept in strips."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        touching = [other for other in found if touches(box, other, near)]
        found = [other for other in found if other not in touching] + [union([box, *touching])]
    return found


def touches(a: Box, b: Box, near: float) -> bool:
    """Do two boxes overlap, or stand less than ``near`` points apart?"""
    return a[0] - near < b[2] and b[0] - near < a[2] and a[1] - near < b[3] and b[1] - near < a[3]
