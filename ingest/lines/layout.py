"""Reading order of boxes on a page or slide: columns first, then top to bottom. Pure geometry.

A page is cut at its gutters: a gutter is a vertical strip that few boxes cross. What crosses it (a title, a wide table)
separates bands; within a band the left side is read before the right one. Rows whose cells stand on common baselines
are no columns: they are read across.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from library.models import Box

_MIN_GUTTER = 7.0
_WIDE = 24.0
_MIN_SIDE = 0.18
_MOST_CROSSING = (0.34, 0.12)
"""Share of a region's boxes that may cross a gutter: on the page, and inside a column of it."""
_LONG_LINE, _LONG_SHARE = 9.0, 0.34
"""Width to height above which a line is running text: columns of text measure 12 to 28, labels and values 2 to 7."""


def reading_order(
    boxes: Sequence[Box], dividers: Sequence[float] = (), masthead: float | None = None
) -> list[list[int]]:
    """Indices of ``boxes`` in reading order, one list per column segment (text does not flow on past its end).

    ``dividers``: x of lines that are drawn between columns, from left to right; they are gutters whatever stands on
    their sides. ``masthead``: y above which stands what is read before any column (title, dates and numbers of a
    package insert).
    """
    ids = list(range(len(boxes)))
    if masthead is not None:
        head = [i for i in ids if (boxes[i][1] + boxes[i][3]) / 2 < masthead]
        rest = [i for i in ids if (boxes[i][1] + boxes[i][3]) / 2 >= masthead]
        below = reading_order([boxes[i] for i in rest], dividers)
        return [
            *(segment for part in _apart(head, boxes) for segment in _split(part, boxes, 0) if segment),
            *([rest[i] for i in segment] for segment in below),
        ]
    return [segment for segment in _divided(ids, boxes, dividers) if segment]


def _divided(ids: list[int], boxes: Sequence[Box], dividers: Sequence[float]) -> list[list[int]]:
    """The columns between the dividers one after the other, each read as a column of a page."""
    if not dividers:
        return _split(ids, boxes, 0)
    result: list[list[int]] = []
    for band in _bands(ids, boxes, dividers[0]):
        if isinstance(band, int):
            _append_crossing(result, band, boxes, dividers[0])
            continue
        left, right = band
        result += _split(left, boxes, 1) if left else []
        if right:
            result += _divided(right, boxes, dividers[1:]) if len(dividers) > 1 else _split(right, boxes, 1)
    return result


def rows(indices: Sequence[int], boxes: Sequence[Box]) -> list[list[int]]:
    """The boxes as visual rows (those whose vertical middles lie within each other), top to bottom, left to right."""
    found: list[list[int]] = []
    first, last = 0.0, 0.0
    for _, _, _, index in sorted([(boxes[i][1] + boxes[i][3], boxes[i][0], at, i) for at, i in enumerate(indices)]):
        _, top, _, bottom = boxes[index]
        if found and _same_row(top, bottom, first, last):
            found[-1].append(index)
        else:
            found.append([index])
            first, last = top, bottom
    return [sorted(row, key=lambda i: boxes[i][0]) if len(row) > 1 else row for row in found]


def _same_row(top: float, bottom: float, first: float, last: float) -> bool:
    """A row (from ``first`` to ``last``) is as tall as its first box: a tall box beside small ones does not swallow the
    lines under it."""
    height, tallest = bottom - top, last - first
    if top >= last and height >= 0 and first <= last and 2.2 * height >= tallest and 2.2 * tallest >= height:
        return False  # the next line of ordinary text
    if max(height, tallest) > 2.2 * min(height, tallest):
        return abs(top - first) < 0.5 * min(height, tallest)
    return min(bottom, last) - max(top, first) > 0.5 * min(height, tallest)


def _split(ids: list[int], boxes: Sequence[Box], depth: int) -> list[list[int]]:
    gutter = _gutter(ids, boxes, depth) if depth < 4 and len(ids) >= 6 else None
    if gutter is None:
        return [[i for row in rows(ids, boxes) for i in row]]
    return _parted(ids, boxes, gutter, depth)


def _parted(ids: list[int], boxes: Sequence[Box], gutter: float, depth: int) -> list[list[int]]:
    """The sides of the gutter one after the other, band by band."""
    result: list[list[int]] = []
    for band in _bands(ids, boxes, gutter):
        if isinstance(band, int):
            _append_crossing(result, band, boxes, gutter)
            continue
        left, right = band
        result += _split(left, boxes, depth + 1) if left else []
        result += _split(right, boxes, depth + 1) if right else []
    return result


def _append_crossing(result: list[list[int]], index: int, boxes: Sequence[Box], gutter: float) -> None:
    """Boxes that cross a gutter one under the other are one segment."""
    if result and len(result[-1]) and _crosses(result[-1][-1], boxes, gutter):
        result[-1].append(index)
    else:
        result.append([index])


def _crosses(index: int, boxes: Sequence[Box], gutter: float) -> bool:
    return boxes[index][0] < gutter - 1 and boxes[index][2] > gutter + 1


def _bands(ids: list[int], boxes: Sequence[Box], gutter: float) -> list[int | tuple[list[int], list[int]]]:
    """Left and right sides between the boxes that cross the gutter, in order of height; crossing boxes stand alone."""
    crossing = sorted((i for i in ids if _crosses(i, boxes, gutter)), key=lambda i: (boxes[i][1], boxes[i][0]))
    cuts = [(boxes[i][1] + boxes[i][3]) / 2 for i in crossing]
    sides: list[tuple[list[int], list[int]]] = [([], []) for _ in range(len(cuts) + 1)]
    for index in ids:
        if _crosses(index, boxes, gutter):
            continue
        middle = (boxes[index][1] + boxes[index][3]) / 2
        band = sum(1 for cut in cuts if cut < middle)
        sides[band][0 if boxes[index][2] <= gutter + 1 else 1].append(index)
    result: list[int | tuple[list[int], list[int]]] = []
    for band, side in enumerate(sides):
        if side[0] or side[1]:
            result.append(side)
        if band < len(crossing):
            result.append(crossing[band])
    return result


def _gutter(ids: list[int], boxes: Sequence[Box], depth: int) -> float | None:
    """The x of the best gutter, or None: crossed by few boxes, text on both sides of it over the same height.

    Inside a column (``depth`` above 0) a further gutter must be cleaner, or a figure's labels would make one.
    """
    most_crossing = _MOST_CROSSING[min(depth, 1)]
    starts, ends = sorted([boxes[i][0] for i in ids]), sorted([boxes[i][2] for i in ids])
    left_edge, right_edge = starts[0], ends[-1]
    width = right_edge - left_edge
    line = sorted([boxes[i][3] - boxes[i][1] for i in ids])[len(ids) // 2]
    best, found = (-1.0, 0.0), None
    low, high = left_edge + _MIN_SIDE * width, right_edge - _MIN_SIDE * width
    for x in sorted({round(end) + 2.0 for end in ends}):
        if not low < x < high:
            continue
        before, after = bisect_right(ends, x), bisect_left(starts, x)
        crossing = after - before
        if not before or after == len(ids) or crossing > most_crossing * len(ids):
            continue
        room = starts[after] - ends[before - 1]
        score = (-crossing / len(ids), room)
        if room < _MIN_GUTTER or score <= best:
            continue
        left = [i for i in ids if boxes[i][2] <= x]
        right = [i for i in ids if boxes[i][0] >= x]
        if min(_mass(left, line, boxes), _mass(right, line, boxes)) < 3:
            continue
        if _side_by_side(left, right, boxes) and not _row_aligned(left, right, boxes):
            best, found = score, ends[before - 1] + room / 2
    return found


def _apart(ids: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    """The boxes from left to right, parted where white as wide as ``_WIDE`` runs from the top of them to the bottom."""
    found: list[list[int]] = []
    reached = 0.0
    for index in sorted(ids, key=lambda i: boxes[i][0]):
        if not found or boxes[index][0] - reached > _WIDE:
            found.append([])
        found[-1].append(index)
        reached = max(reached, boxes[index][2])
    return found


def _mass(ids: list[int], line: float, boxes: Sequence[Box]) -> int:
    """How many lines of type the boxes are as tall as: one table that fills a column is as much as its lines."""
    return max(len(ids), int(sum(boxes[i][3] - boxes[i][1] for i in ids) / max(1.0, 1.5 * line)))


def _side_by_side(left: list[int], right: list[int], boxes: Sequence[Box]) -> bool:
    top = max(min(boxes[i][1] for i in left), min(boxes[i][1] for i in right))
    bottom = min(max(boxes[i][3] for i in left), max(boxes[i][3] for i in right))
    shorter = min(max(boxes[i][3] for i in side) - min(boxes[i][1] for i in side) for side in (left, right))
    return bottom - top > 0.5 * shorter


def _row_aligned(left: list[int], right: list[int], boxes: Sequence[Box]) -> bool:
    """True where one side holds labels or values that stand beside the other's lines: a table read across.

    A box of several lines (a table, a chart) is no label.
    """
    line = sorted(boxes[i][3] - boxes[i][1] for i in (*left, *right))[(len(left) + len(right)) // 2]
    left, right = ([i for i in side if boxes[i][3] - boxes[i][1] < 4 * line] for side in (left, right))
    if not left or not right:
        return False
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    levels = [sorted(level(boxes[j]) for j in more) for level in _LEVELS]
    on_a_row = sum(1 for i in fewer if _on_a_row(boxes[i], levels))
    if on_a_row < 0.4 * len(fewer):
        return False
    if _stanzas(left, right, boxes):
        return False
    if on_a_row >= 0.5 * len(fewer) and _density(fewer, boxes) < 0.5 * _density(more, boxes):
        return True
    return not (_running_text(left, boxes) and _running_text(right, boxes))


def _stanzas(left: list[int], right: list[int], boxes: Sequence[Box]) -> bool:
    """True where both sides hold blocks of lines, each begun at one margin and parted by white at the same heights.

    So the addresses of companies by country are printed; read across, they would be mixed.
    """
    low = max(min(boxes[i][1] for i in left), min(boxes[i][1] for i in right))
    high = min(max(boxes[i][3] for i in left), max(boxes[i][3] for i in right))
    sides = [[i for i in ids if low - 2 <= boxes[i][1] and boxes[i][3] <= high + 2] for ids in (left, right)]
    gaps = []
    for ids in sides:
        starts = sorted(boxes[i][0] for i in ids)
        heights = sorted(boxes[i][3] - boxes[i][1] for i in ids)
        widths = sorted(boxes[i][2] - boxes[i][0] for i in ids)
        middle = len(ids) // 2
        if len(ids) < 8 or widths[middle] < 4 * heights[middle] or starts[int(0.8 * len(ids))] - starts[0] > 3:
            return False
        order = sorted((boxes[i] for i in ids), key=lambda b: b[1])
        gaps.append([b[1] for a, b in pairwise(order) if b[1] - a[3] > 0.7 * heights[middle]])
    common = sum(1 for y in gaps[0] if any(abs(y - other) < 3 for other in gaps[1]))
    return common >= 2 and common >= 0.6 * max(len(gaps[0]), len(gaps[1]))


def _running_text(ids: list[int], boxes: Sequence[Box]) -> bool:
    """True for a side with many long lines; labels, numbers and addresses are short for their height."""
    long = sum(1 for i in ids if boxes[i][2] - boxes[i][0] > _LONG_LINE * (boxes[i][3] - boxes[i][1]))
    return long >= _LONG_SHARE * len(ids)


def _density(ids: list[int], boxes: Sequence[Box]) -> float:
    """Share of a side's height that holds text: a column of labels is mostly empty."""
    height = max(boxes[i][3] for i in ids) - min(boxes[i][1] for i in ids)
    return sum(boxes[i][3] - boxes[i][1] for i in ids) / max(1.0, height)


_LEVELS: tuple[Callable[[Box], float], ...] = (lambda b: b[1], lambda b: b[3], lambda b: b[1] + b[3])
"""Top, bottom and (twice) the middle of a box."""


def _on_a_row(box: Box, levels: Sequence[Sequence[float]]) -> bool:
    """True where the top, the middle or the bottom of the box is level with one of those (sorted) of the others.

    Type of two sizes shares one of them.
    """
    for level, others in zip(_LEVELS, levels, strict=True):
        at = level(box)
        nearest = bisect_right(others, at - 1.0)
        if nearest < len(others) and others[nearest] < at + 1.0:
            return True
    return False
