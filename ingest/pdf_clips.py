"""What a page's program clips: read from the few operators that say so, never by drawing the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.models import Box

Matrix = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST = 12
"""Clips of one page that are looked at."""
_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
_CLIP = re.compile(rb"W\*?(?=\s)")
_CLIP_ONLY = re.compile(rb"W\*?\s+n(?!\S)")
_STRING = re.compile(rb"\((?:[^()\\]+|\\.)*\)", re.DOTALL)
_BLANKS = bytes.maketrans(b"\n\r\t\f\x00", b"     ")
_PATH = (b"m", b"l", b"c", b"v", b"y", b"h", b"re")
"""Operators that make a path."""
_STATE = re.compile(rb"(?<![^\s\])>}])(?:([qQ])|((?:%s\s+){6})cm)(?![^\s\[(</])" % _NUMBER)


def clips_of(stream: bytes) -> list[Box] | None:
    """The boxes that the program of a page clips to, in the page's own space (upwards from the lower left).

    None where they are not boxes along the axes, or are too many or too odd to be told without drawing.
    """
    if not _places(stream):
        return []
    if b"(" in stream:
        stream = _STRING.sub(b" ", stream)
    places = _places(stream)
    if not 0 < len(places) <= _MOST or b"%" in stream or b"(" in stream:
        return None if places else []
    boxes: list[Box] = []
    at, stack = 0, [_IDENTITY]
    moves = b"cm" in stream[: places[-1]]
    for place in places:
        try:
            path = _path_before(stream[max(0, place - 400) : place].split())
        except (ValueError, IndexError):
            return None
        if path is None or not _CLIP_ONLY.match(stream, place):
            return None
        if moves:
            _follow(stream[at:place], stack)
            at = place
        (x0, y0), (x1, y1) = (_moved(stack[-1], point) for point in path)
        if not _is_straight(stack[-1]):
            return None
        boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return boxes


def steps_of(stream: bytes) -> tuple[int, int] | None:
    """How many boxes and how many lines from point to point the program of a page draws, but to clip.

    Signs in its words may be counted, too; None where it clips too often to be told.
    """
    plain = stream.translate(_BLANKS)
    boxes, lines = plain.count(b" re "), plain.count(b" l ")
    clips = _places(stream) if boxes or lines else []
    if len(clips) > _MOST:
        return None
    for place in clips:
        words = stream[max(0, place - 400) : place].split()
        if words[-1:] == [b"h"]:
            words.pop()
        if words[-1:] == [b"re"]:
            boxes -= 1
        while words[-1:] == [b"l"]:
            del words[-3:]
            lines -= 1
    return boxes, lines


def _places(program: bytes) -> list[int]:
    """Where operators stand that clip."""
    return [found.start() for found in _CLIP.finditer(program) if program[found.start() - 1 : found.start()].isspace()]


def _path_before(words: list[bytes]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Two opposite corners of the box that the words of a program end with; None where their path is anything else."""
    if words[-1:] == [b"re"]:
        x, y, wide, high = map(float, words[-5:-1])
        return None if words[-6:-5] in ([path] for path in _PATH) else ((x, y), (x + wide, y + high))
    if words[-1:] == [b"h"]:
        words = words[:-1]
    points: list[tuple[float, float]] = []
    while words[-1:] in ([b"l"], [b"m"]) and len(points) < 5:
        points.append((float(words[-3]), float(words[-2])))
        last, words = words[-1], words[:-3]
        if last == b"m":
            break
    else:
        return None
    if words[-1:] in ([path] for path in _PATH) or (len(points) == 5 and points.pop() != points[0]) or len(points) != 4:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    flat = ay == by and bx == cx and cy == dy and dx == ax
    tall = ax == bx and by == cy and cx == dx and dy == ay
    return ((ax, ay), (cx, cy)) if flat or tall else None


def _follow(program: bytes, stack: list[Matrix]) -> None:
    """The matrix in force after ``program``, on top of those that are kept for later."""
    for kept, numbers in _STATE.findall(program):
        if kept == b"q":
            stack.append(stack[-1])
        elif kept:
            if len(stack) > 1:
                stack.pop()
        else:
            stack[-1] = _after(tuple(map(float, numbers.split())), stack[-1])


def _after(inner: tuple[float, ...], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _is_straight(matrix: Matrix) -> bool:
    a, b, c, d, _, _ = matrix
    return (abs(b) < 1e-6 and abs(c) < 1e-6) or (abs(a) < 1e-6 and abs(d) < 1e-6)


def placed(boxes: list[Box], matrix: Matrix) -> Iterator[Box]:
    """The boxes where ``matrix`` (of quarter turns) puts them."""
    for x0, y0, x1, y1 in boxes:
        (ax, ay), (bx, by) = _moved(matrix, (x0, y0)), _moved(matrix, (x1, y1))
        yield (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
