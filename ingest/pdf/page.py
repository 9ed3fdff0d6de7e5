"""One PDF page as runs of characters, rules and pictures; what a reader of the page cannot see is marked hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from ingest.pdf.raw import Path, RawPage, Run, Step
from ingest.pdf.twice import without_copies
from ingest.reading import superscript, union
from library.models import Box

__all__ = ["PageContent", "Piece", "Rule", "Run", "cut", "read_page"]

_SAME_INK = 9
"""Grey levels (of 255) within which text cannot be told from what is around it."""
_NUMBER_WITH_BLANK = re.compile(r"\s*\d{1,2}\. (?=\d)")


class Piece:
    """Runs that stand together on one line, without a wide gap between them."""

    __slots__ = ("box", "hidden", "main", "runs", "text", "turn")
    runs: list[Run]
    box: Box
    hidden: str
    """Why it cannot be seen ("" where it can)."""
    text: str
    """Words with raised digits and letters as superscript characters."""
    main: Run
    """The run that decides size and style: the largest size by number of characters, raised ones aside."""
    turn: int
    """As :attr:`ingest.pdf.raw.RawLine.turn`."""

    def __init__(self, runs: list[Run], box: Box, turn: int = 0) -> None:
        self.runs, self.box, self.turn = runs, box, turn
        first = runs[0]
        self.hidden = first.hidden
        if len(runs) == 1:
            self.text, self.main = first.text, first
        else:
            self.main = _main_of(runs)
            self.text = _text_of(runs, self.main, box[0])


def _text_of(runs: list[Run], main: Run, left: float) -> str:
    """Words of the runs from ``left`` on, with a blank where they stand apart."""
    out, right, size = "", left, main.size
    for run in runs:
        text, box = run.text, run.box
        raised = run.size < 0.86 * size and run.base < main.base - 0.12 * size
        if box[0] - right > 0.1 * size and not out.endswith(" ") and not text.startswith(" "):
            out += " "
        out += superscript(text) if raised else text
        right = box[2]
    return out


def _main_of(runs: list[Run]) -> Run:
    visible = [r for r in runs if r.text.strip()] or runs
    weights: dict[float, int] = {}
    for run in visible:
        size = round(run.size, 1)
        weights[size] = weights.get(size, 0) + len(run.text.strip())
    if len(weights) == 1:
        return max(visible, key=lambda r: len(r.text))
    top = max(weights, key=lambda size: (weights[size], size))
    larger = [s for s in weights if s > 1.15 * top and weights[s] * 2 >= weights[top]]
    top = max(larger, default=top)
    same = [r for r in visible if round(r.size, 1) == top]
    return max(same, key=lambda r: len(r.text))


@dataclass(slots=True)
class Rule:
    """A straight horizontal or vertical line (or the side of a frame)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Side:
    """The sideways words of a page, and what they stand on, as they are seen when it is turned clockwise."""

    turn: int
    content: PageContent


@dataclass(slots=True)
class PageContent:
    """What stands on one page."""

    number: int
    width: float
    height: float
    horizontal: list[Rule]
    vertical: list[Rule]
    dots: list[Box]
    """Small filled shapes: bullets that are drawn rather than written."""
    bars: list[Box]
    curves: list[Box]
    """Filled bars; curves, slanting lines and lines of many steps: what charts are made of."""
    pictures: list[Box]
    comments: list[tuple[str, str, Box]]
    """Words, author and place of each annotation."""
    pieces: list[Piece] = field(default_factory=list)
    turned: list[Piece] = field(default_factory=list)
    """Text that does not run from left to right (margin notes, watermarks)."""
    sides: list[Side] = field(default_factory=list)
    """Text that does not either, but is enough to be read as a page turned."""
    ocr_layer: bool = False


def read_page(page: RawPage, number: int) -> PageContent:
    """Everything on ``page``; ``number`` counts from 1."""
    drawn = _drawn(page.paths())
    for line in page.lines:
        for run in line.runs:
            if ". " in run.text:
                line.runs = [part for run in line.runs for part in _without_unseen_blank(run)]
                break
    content = PageContent(
        number=number,
        width=page.width,
        height=page.height,
        horizontal=drawn.horizontal,
        vertical=drawn.vertical,
        dots=drawn.dots,
        bars=drawn.bars,
        curves=drawn.curves,
        pictures=page.pictures(),
        comments=page.comments(),
    )
    _mark_unseen(page, content, [run for line in page.lines for run in line.runs if not run.text.isspace()])
    without_copies(page.lines)
    for line in page.lines:
        side = content.pieces if line.level else content.turned
        if len(line.runs) == 1:
            if not line.runs[0].text.isspace():
                side.append(Piece(line.runs, line.runs[0].box, line.turn))
            continue
        for group in _by_visibility(line.runs):
            box = group[0].box if len(group) == 1 else union([r.box for r in group if not r.text.isspace()])
            side.append(Piece(group, box, line.turn))
    content.pieces = _with_raised(content.pieces)
    return content


def _with_raised(pieces: list[Piece]) -> list[Piece]:
    """Small raised or lowered characters put back into the line they stand in (``m²``, ``Cmax``).

    Some programs write them as pieces of their own; left alone they would end up before or after the line.
    """
    kept: list[Piece] = []
    small: list[Piece] = []
    for piece in pieces:
        first = piece.runs[0].text
        is_short = (len(first) <= 6 or len(first.strip()) <= 6) and len(piece.text.strip()) <= 6
        (small if is_short and piece.main.size < 10 else kept).append(piece)
    if not small:
        return kept
    for piece in small:
        host = next((h for h in _level(kept, piece.box) if _hosts(h, piece)), None)
        if host is None:
            kept.append(piece)
            continue
        runs = [part for run in host.runs for part in _opened(run, piece.box[0])] + piece.runs
        order = sorted(runs, key=lambda r: (r.box[0] + r.box[2]) / 2)
        kept[next(i for i, k in enumerate(kept) if k is host)] = Piece(order, union([host.box, piece.box]))
    return kept


def _level(pieces: Iterable[Piece], box: Box) -> Iterable[Piece]:
    """Those that begin left of ``box`` and share a height with it."""
    left, top, _, bottom = box
    return (p for p in pieces if p.box[1] < bottom and p.box[3] > top and p.box[0] < left)


def _hosts(host: Piece, small: Piece) -> bool:
    """True where ``small`` is smaller than ``host`` and stands inside it, or closely after it, at about its height."""
    overlap = min(host.box[3], small.box[3]) - max(host.box[1], small.box[1])
    if overlap <= 0.4 * (small.box[3] - small.box[1]) or small.box[0] <= host.box[0]:
        return False
    if small.main.size > 0.86 * host.main.size or small.hidden != host.hidden:
        return False
    return small.box[0] < host.box[2] + 0.15 * host.main.size


def _opened(run: Run, x: float) -> list[Run]:
    """The run cut in two where ``x`` falls between its characters; whole where it does not."""
    if not run.box[0] < x < run.box[2]:
        return [run]
    at = sum(1 for left, right in run.xs if (left + right) / 2 < x)
    return [cut(run, 0, at), cut(run, at, len(run.text))] if 0 < at < len(run.text) else [run]


def cut(run: Run, start: int, end: int) -> Run:
    """Characters ``start`` to ``end`` of the run, with their own box."""
    if start == 0 and end == len(run.text):
        return run
    xs = run.xs[start:end]
    box = (min(x[0] for x in xs), run.box[1], max(x[1] for x in xs), run.box[3])
    return Run(
        run.text[start:end], box, run.size, run.base, run.bold, run.italic, run.hidden, xs, run.light, run.drawable
    )


def _without_unseen_blank(run: Run) -> list[Run]:
    """The run without a blank that takes no room inside the number it opens with: ``2. 1`` is seen as ``2.1``."""
    found = _NUMBER_WITH_BLANK.match(run.text)
    if found is None:
        return [run]
    at = found.end() - 1
    if run.xs[at + 1][0] - run.xs[at - 1][1] > 0.05 * run.size:
        return [run]
    return [cut(run, 0, at), cut(run, at + 1, len(run.text))]


def _by_visibility(runs: list[Run]) -> Iterable[list[Run]]:
    """Seen and hidden words apart, since a passage is either; blank runs go with what is before them."""
    group: list[Run] = []
    for run in runs:
        blank = run.text.isspace()
        if group and not blank and run.hidden != group[0].hidden:
            yield group
            group = []
        if group or not blank:
            group.append(run)
    if group:
        yield group


# --- rules ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Drawn:
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    bars: list[Box] = field(default_factory=list)
    curves: list[Box] = field(default_factory=list)


def _drawn(paths: Iterable[Path]) -> _Drawn:
    """Rules, bullets and chart shapes among the page's drawings; nothing where there are too many to be a text page."""
    found = _Drawn()
    for path in paths:
        if path.clear and path.kind == "s":
            continue
        if shape := _shape(path):
            if path.kind == "fs":
                found.horizontal += [r for i in path.items for r in _sides(i, "s") if r.y0 == r.y1]
                found.vertical += [r for i in path.items for r in _sides(i, "s") if r.x0 == r.x1]
            (found.bars if shape == "bar" else found.curves).append(path.box)
            continue
        for item in path.items:
            for rule in _sides(item, path.kind):
                if rule.y1 - rule.y0 <= 2.5 < rule.x1 - rule.x0:
                    found.horizontal.append(rule)
                elif rule.x1 - rule.x0 <= 2.5 < rule.y1 - rule.y0:
                    found.vertical.append(rule)
        if len(found.horizontal) + len(found.vertical) > 20_000:
            return _Drawn()
        x0, y0, x1, y1 = path.box
        if "f" in path.kind and 1.5 <= x1 - x0 <= 7 and 1.5 <= y1 - y0 <= 7 and abs((x1 - x0) - (y1 - y0)) < 1:
            found.dots.append((x0, y0, x1, y1))
    return found


def _shape(path: Path) -> str:
    """``bar``, ``curve`` (also a slanting line or one of many joined steps, as survival curves are) or nothing."""
    x0, y0, x1, y1 = path.box
    if x1 - x0 < 3 or y1 - y0 < 3 or (x1 - x0 < 8 and y1 - y0 < 8):
        return ""
    items = path.items
    if any(item[0] == "c" for item in items):
        return "curve"
    lines = [item for item in items if item[0] == "l"]
    joined = sum(1 for a, b in pairwise(lines) if a[2] == b[1])
    slanting = any(abs(a[1][0] - a[2][0]) > 3 and abs(a[1][1] - a[2][1]) > 3 for a in lines)
    if slanting or joined >= 6:
        return "curve"
    light = min(path.fill or (0.0,)) > 0.93
    return "bar" if "f" in path.kind and len(items) == 1 and items[0][0] == "re" and not light else ""


def _sides(item: Step, kind: str) -> Sequence[Rule]:
    if item[0] == "l":
        (ax, ay), (bx, by) = item[1], item[2]
        return (Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)),)
    if item[0] != "re":
        return ()
    x0, y0, x1, y1 = item[1]
    if x1 - x0 <= 2.5 or y1 - y0 <= 2.5:
        return (Rule(x0, y0, x1, y1),)
    if "s" not in kind:
        return ()
    return Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)


# --- what cannot be seen ----------------------------------------------------------------------------------------------


def _mark_unseen(page: RawPage, content: PageContent, runs: list[Run]) -> None:
    """Marks text that leaves no ink: white on white, covered, clipped. The page is drawn once, in grey, where that is
    possible at all."""
    if _is_scan_with_text(content, runs):
        content.ocr_layer = True
        for run in runs:
            run.hidden = ""
        return
    suspects = [run for run in runs if not run.hidden and run.drawable]
    if not suspects or content.width > 5000 or content.height > 5000:
        return
    if not any(run.light for run in suspects) and not page.may_hide():
        return
    drawn = page.ink()
    for run in suspects:
        x0, x1 = max(0, int(run.box[0])), min(drawn.width, int(run.box[2]) + 1)
        y0, y1 = max(0, int(run.box[1])), min(drawn.height, int(run.box[3]) + 1)
        if x0 < x1 and y0 < y1 and not _has_ink(drawn.samples, drawn.stride, (x0, y0, x1, y1)):
            run.hidden = "not to be told from its background"
    if not any(run.hidden for run in suspects):
        page.seen()


def _has_ink(samples: bytes, stride: int, box: tuple[int, int, int, int]) -> bool:
    """True where grey levels inside the box differ; looks at the middle rows first, where letters are."""
    x0, y0, x1, y1 = box
    low, high, middle = 255, 0, (y0 + y1) // 2
    for y in range(middle, min(middle + 3, y1)):  # most words show within their first letters
        band = samples[y * stride + x0 : y * stride + min(x1, x0 + 24)]
        if max(band) - min(band) >= _SAME_INK:
            return True
    for y in chain(range(middle, y1), range(middle - 1, y0 - 1, -1)):
        band = samples[y * stride + x0 : y * stride + x1]
        low, high = min(low, min(band)), max(high, max(band))
        if high - low >= _SAME_INK:
            return True
    return False


def _is_scan_with_text(content: PageContent, runs: list[Run]) -> bool:
    """True where a picture fills the page and all words lie invisible over it: text somebody's OCR put there."""
    whole = content.width * content.height
    filled = any((b[2] - b[0]) * (b[3] - b[1]) > 0.5 * whole for b in content.pictures)
    return bool(runs) and filled and sum(r.hidden == "invisible" for r in runs) >= 0.9 * len(runs)
