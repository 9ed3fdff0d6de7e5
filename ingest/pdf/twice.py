"""Words that a page draws twice at one place: they are seen once, and read once.

Layout programs draw a line again, cut to the tails of its letters, where an underline leaves gaps for them, or set the
first letter once more on top of itself. Read as they are written, such a heading would stand there twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.raw import RawLine, Run

__all__ = ["without_copies"]

_NEAR = 0.06
"""Type sizes by which a letter may stand off the one that it is drawn over."""


def without_copies(lines: Sequence[RawLine]) -> None:
    """Take runs out of the level lines, in place, whose letters all stand on the same letters of another run.

    Of two equal runs the one that is seen stays, else the first.
    """
    level = [line for line in lines if line.level]
    rows: dict[int, list[Run]] = defaultdict(list)
    for line in level:
        for run in line.runs:
            if not run.text.isspace():
                rows[round(run.base)].append(run)
    gone: set[int] = set()
    for row, runs in rows.items():
        if len(runs) == 1 and row - 1 not in rows and row + 1 not in rows:
            continue
        near = [*runs, *rows.get(row - 1, ()), *rows.get(row + 1, ())]
        for run in runs:
            if _is_copy(run, near, gone):
                gone.add(id(run))
    if gone:
        for line in level:
            line.runs = [run for run in line.runs if id(run) not in gone]


def _is_copy(run: Run, near: Sequence[Run], gone: set[int]) -> bool:
    """True where ``run`` is drawn over a longer one, or over its like that comes before it or is seen where it is not.

    ``near``: runs at its height, of which those that are ``gone`` do not count. Equal runs come in the order of the
    page, so that the later one is asked about while the first is still there.
    """
    (left, _, right, _), size = run.box, run.size
    for other in near:
        x0, _, x1, _ = other.box
        inside = x0 - size <= left < x1 - _NEAR * size and x0 + _NEAR * size < right <= x1 + size
        if inside and other is not run and id(other) not in gone and _covers(other, run):
            return True
    return False


def _covers(whole: Run, part: Run) -> bool:
    """Do the letters of ``part``, which lies within ``whole`` from left to right, stand on the same letters of it?"""
    near = _NEAR * part.size
    if abs(whole.size - part.size) > near or abs(whole.base - part.base) > near or (whole.hidden and not part.hidden):
        return False
    words = part.text.strip()
    at = whole.text.find(words)
    if at < 0:
        return False
    start = len(part.text) - len(part.text.lstrip())
    left = [place[0] for place in part.xs[start : start + len(words)]]
    while at >= 0:
        if all(abs(x - place[0]) <= near for x, place in zip(left, whole.xs[at : at + len(words)], strict=True)):
            return True
        at = whole.text.find(words, at + 1)
    return False
