"""What a page's program clips: read from the few operators that say so, never by drawing the page."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.raw import Run
from library.models import Box

Matrix = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]
_MOST = 12
"""Clips of one page that are looked at where the space they are given in changes."""
_MOST_PLACES, _MOST_KINDS, _MOST_LINES = 2000, 120, 200
"""The same where it does not, different ones among them, and lines of words under those that are looked at."""
_MOST_MOVED = 60
"""Boxes that are looked at one by one where a program leaves the page's own space."""
_NEAR = 0.6
"""Points within which a program and a library of text put the same word."""
_EDGE = 0.15
"""Share of a word's height, at top and bottom, that no letter needs to be told by."""
_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
_CLIP = re.compile(rb"W\*?(?=\s)")
_BOX_CLIP = re.compile(rb"\sre\s+W\*?(?=\s)")
_CLIP_ONLY = re.compile(rb"W\*?\s+n(?!\S)")
_WORDS = rb"\((?:[^()\\]++|\\.)*+\)"
_STRING = re.compile(_WORDS, re.DOTALL)
_BLANKS = bytes.maketrans(b"\n\r\t\f\x00", b"     ")
_A_BOX, _A_LINE = (re.compile(rb"%s(?<=[ \n\r\t\f\x00]%s)(?=[ \n\r\t\f\x00])" % (name, name)) for name in (b"re", b"l"))
"""The operators that draw a box, and a line from point to point."""
_PATH = (b"m", b"l", b"c", b"v", b"y", b"h", b"re")
"""Operators that make a path."""
_STATE = re.compile(rb"(?:[qQ]|cm)(?![^\s\[(</])")
_ENDS = frozenset(b" \t\r\n\f\x0b\x00])>}")
"""What may stand right before an operator."""
_NAME = rb"/[^\s/<>()\[\]]++"
_MARK = rb"(?:EMC(?!\S)|%s\s*(?:<<[^<>]*>>|%s)\s*BDC(?!\S))\s*" % (_NAME, _NAME)
_SET = rb"(?:%s\s+(?:w|Tr|Tc|Tw|g|G)\s+|%s\s+%s\s+Tf\s+|(?:%s\s+){3}(?:rg|RG)\s+|%s)" % (
    _NUMBER, _NAME, _NUMBER, _NUMBER, _MARK,
)  # fmt: skip
_SHOWN = rb"(?:%s|<[\da-fA-F\s]*+>)" % _WORDS
_ONE_LINE = re.compile(
    rb"W\*?\s+n\s+(?:%s)*+BT\s+(?:%s)*+((?:%s\s+){6})Tm\s+(?:%s)*+(?:%s\s*Tj|\[(?:%s|%s|\s)*+\]\s*TJ)\s*ET\s+(?:%s)*+Q(?!\S)"
    % (_MARK, _SET, _NUMBER, _SET, _SHOWN, _SHOWN, _NUMBER, _MARK),
    re.DOTALL,
)
"""Words shown at once and nothing else under a clip, up to where it ends."""
_NO_WORDS = re.compile(
    rb"W\*?\s+n\s+(?:(?:%s|[mlcvyhfFsSnwJjMigGkKdbB]|[fbB]\*|re|ri|gs|rg|RG|cs|CS|sc|SC|scn|SCN|\[|\]|%s)\s+|%s)*+Q(?!\S)"
    % (_NUMBER, _NAME, _MARK)
)
"""Lines and fills at most."""
_STEP = re.compile(rb"[\[\s)>]-\d{4,}")
"""A step to the right within a line by as much as a letter is wide."""
_SPACING = re.compile(rb"T[cw](?!\S)")
_SPACED = re.compile(rb"\"(?!\S)(?<=[)>\s].)")
_FAR = 8.0
"""Points by which letters or words may be set apart for the words shown at once to be one line."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A box that a program clips to, on the page as it is seen."""

    box: Box
    starts: Sequence[Point] | None = None
    """Where words begin that are shown under it, one line at each; None where that is not told."""


def clips_of(stream: bytes, matrix: Callable[[], Matrix], words: Callable[[], Box]) -> list[Clip] | None:
    """The boxes that the program of a page clips to and that do not hold all ``words``, each once.

    None where they are not boxes along the axes, or are too many or too odd to be told without drawing. ``matrix``
    (of quarter turns) leads from the page's own space (upwards from the lower left) to the page as it is seen. Both are
    asked for only where anything is clipped.
    """
    places = _places(stream)
    if not places:
        return []
    if b"cm" not in stream[: places[-1]]:
        found = _unmoved(stream, places, matrix(), words())
        if found is not None:
            return found
    if b"(" in stream:
        stream = _STRING.sub(b" ", stream)
        places = _places(stream)
    if not 0 < len(places) <= _MOST or b"%" in stream or b"(" in stream:
        return None if places else []
    boxes = _followed(stream, places)
    if boxes is None:
        return None
    seen, whole = matrix(), words()
    return [Clip(box) for box in (_placed(box, seen) for box in boxes) if not _holds(box, whole)]


def _followed(stream: bytes, places: list[int]) -> list[Box] | None:
    """The boxes clipped to in a program without words, from space to space."""
    boxes: list[Box] = []
    at, stack = 0, [_IDENTITY]
    moves = b"cm" in stream[: places[-1]]
    for place in places:
        try:
            path = _path_before(stream[max(0, place - 400) : place].split())
            if path is None or not _CLIP_ONLY.match(stream, place):
                return None
            if moves:
                _follow(stream[at:place], stack)
                at = place
        except (ValueError, IndexError):
            return None
        (x0, y0), (x1, y1) = (_moved(stack[-1], point) for point in path)
        if not _is_straight(stack[-1]):
            return None
        boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return boxes


def _unmoved(stream: bytes, places: list[int], matrix: Matrix, whole: Box) -> list[Clip] | None:
    """The clips of a program that stays in the page's own space; None where one of them is not told."""
    if len(places) > _MOST_PLACES:
        return None
    kinds: dict[bytes, list[int]] = {}
    for place in places:
        start = stream.rfind(b"q", max(0, place - 100), place)
        words = stream[start if start > 0 and stream[start - 1 : start].isspace() else max(0, place - 400) : place]
        kinds.setdefault(words, []).append(place)
    if len(kinds) > _MOST_KINDS:
        return None
    remarks, spacing = b"%" in stream, -1.0
    found: list[Clip] = []
    for words, those in kinds.items():
        if remarks and any(_has_remark(stream, place - len(words), place) for place in those):
            return None
        try:
            path = _path_before(words.split())
        except (ValueError, IndexError):
            return None
        if path is None or not all(_CLIP_ONLY.match(stream, place) for place in those):
            return None
        box = _placed((*path[0], *path[1]), matrix)
        if not _holds(box, whole):
            spacing = _spacing(stream) if spacing < 0 else spacing
            starts = _starts(stream, those, spacing)
            found.append(Clip(box, starts and [_moved(matrix, start) for start in starts]))
    return found


def _has_remark(stream: bytes, start: int, end: int) -> bool:
    """True where a sign that opens a remark stands before ``end`` on the lines from ``start``."""
    line = max(stream.rfind(b"\n", 0, start), stream.rfind(b"\r", 0, start))
    return stream.find(b"%", line + 1, end) >= 0


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] + 1 and outer[1] <= inner[1] and outer[2] >= inner[2] - 1 and outer[3] >= inner[3]


def _starts(stream: bytes, places: list[int], spacing: float) -> Sequence[Point] | None:
    """Where the lines of words begin that are shown under the clips set there; None where one shows anything else."""
    found = []
    for place in places:
        line = _ONE_LINE.match(stream, place)
        if line is None:
            if _NO_WORDS.match(stream, place):
                continue
            return None
        across, up, aslant, down, x, y = map(float, line[1].split())
        wide = spacing
        if b"Tc" in line[0] and {b"Tc", b"Tw"} <= set((own := _STRING.sub(b" ", line[0])).split()):
            wide = _spacing(own)
        if across <= 0 or down <= 0 or up or aslant or wide * across > _FAR or _STEP.search(line[0]):
            return None
        found.append((x, y))
    return found


def _spacing(stream: bytes) -> float:
    """The widest that letters or words are set apart anywhere, in units of the text's own space."""
    if b'"' in stream and _SPACED.search(stream):
        return math.inf
    widest = 0.0
    for found in _SPACING.finditer(stream):
        try:
            widest = max(widest, abs(float(stream[max(0, found.start() - 40) : found.start()].split()[-1])))
        except (ValueError, IndexError):
            return math.inf
    return widest


def steps_of(stream: bytes) -> tuple[int, int] | None:
    """How many boxes and how many lines from point to point the program of a page draws, but to clip.

    Signs in its words may be counted, too; None where it clips too often to be told.
    """
    boxes, lines = len(_A_BOX.findall(stream)), len(_A_LINE.findall(stream))
    clips = _places(stream) if boxes or lines else []
    if len(clips) > _MOST:
        made = len(_BOX_CLIP.findall(stream))
        return (boxes - made, lines) if made == len(clips) else None
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


def boxes_of(stream: bytes, matrix: Matrix, count: int) -> list[Box] | None:
    """The ``count`` boxes that the program of a page fills one by one, as it draws them and where they are seen.

    None where it draws boxes otherwise, too, or leaves the page's own space where words could be taken for steps.
    ``matrix`` as for :func:`clips_of`.
    """
    moves = b"cm" in stream
    if moves and (count > _MOST_MOVED or b"(" in stream or b"%" in stream or b"BI" in stream):
        return None
    found: list[Box] = []
    stack = [_IDENTITY]
    for before, after in pairwise(stream.translate(_BLANKS).split(b" re ")):
        does = after[:8].split(None, 1)[:1]
        try:
            if moves:
                _follow(before, stack)
            if does in ([b"W"], [b"W*"]):
                continue
            x, y, wide, high = map(float, before.rsplit(None, 4)[-4:])
        except (ValueError, TypeError):
            return None
        if does not in ([b"f"], [b"f*"], [b"F"]) or len(found) == count or (moves and not _is_straight(stack[-1])):
            return None
        box = (x, y, x + wide, y + high)
        found.append(_placed(_placed(box, stack[-1]) if moves else box, matrix))
    return found if len(found) == count else None


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
    """The matrix in force after ``program``, on top of those that are kept for later. Raises ValueError for a step
    that is none."""
    for found in _STATE.finditer(program):
        at = found.start()
        if at and program[at - 1] not in _ENDS:
            continue
        if found[0] == b"q":
            stack.append(stack[-1])
        elif found[0] == b"cm":
            stack[-1] = _after(tuple(map(float, program[max(0, at - 160) : at].split()[-6:])), stack[-1])
        elif len(stack) > 1:
            stack.pop()


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


def _placed(box: Box, matrix: Matrix) -> Box:
    (a, b, c, d, e, f), (x0, y0, x1, y1) = matrix, box
    ax, ay, bx, by = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
    left, right = (ax, bx) if ax <= bx else (bx, ax)
    return (left, ay, right, by) if ay <= by else (left, by, right, ay)


# --- words under clips ------------------------------------------------------------------------------------------------


def cut_off(clips: Sequence[Clip], runs: Sequence[Run]) -> bool:
    """True where words (``runs`` of level lines) that are shown under a clip may reach out of it, or that is not told.

    Words shown at once begin where the program says and run on without a wide gap; what begins under another clip on
    the same line is that one's.
    """
    starts = [start for clip in clips for start in clip.starts or ()]
    if len(starts) > _MOST_LINES or any(clip.starts is None for clip in clips):
        return True
    lines: dict[float, list[Run]] = {}
    for clip in clips:
        for x, y in clip.starts or ():
            if (line := lines.get(y)) is None:
                line = lines[y] = sorted([r for r in runs if abs(r.base - y) < _NEAR], key=lambda r: r.box[0])
            others = [other for other, level in starts if other > x + _NEAR and abs(level - y) < _NEAR]
            if not _stays(clip.box, x, min(others, default=math.inf), line):
                return True
    return False


def core(box: Box) -> Box:
    """The part of a word's box that its letters stand in: no shape that only touches its edges hides them."""
    edge = _EDGE * (box[3] - box[1])
    return box[0], box[1] + edge, box[2], box[3] - edge


def _blanks_after(run: Run) -> int:
    return len(run.text) - len(run.text.rstrip())


def _stays(box: Box, x: float, ends: float, line: Sequence[Run]) -> bool:
    """True where the words that begin at ``x``, as far as the next begin at ``ends``, lie in the box.

    ``line``: the runs at their height, from left to right.
    """
    reach, begun = x, False
    for run in line:
        left, top, right, bottom = run.box
        if right < x - _NEAR or (right <= x + _NEAR and left < x - _NEAR):
            continue
        if left >= ends - _NEAR or left - reach > 2 * run.size + _FAR:
            break
        begun = begun or left <= x + _NEAR
        reach = max(reach, right)
        if run.text.isspace() or (left < x - _NEAR and right - x <= 0.4 * run.size * _blanks_after(run) + _NEAR):
            continue  # only blanks of it can stand under the clip
        if not _holds(box, core((max(left, x), top, min(right, ends), bottom))):
            return False
    return begun
