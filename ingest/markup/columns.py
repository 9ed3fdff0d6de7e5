"""Tables written with spaces (``<pre>``, cells full of hard spaces): lines to cells by the columns that stay blank."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"\S\s{2,}\S")


def is_spaced(lines: Sequence[str]) -> bool:
    """True where at least two lines hold words that stand apart by two spaces or more."""
    return sum(1 for line in lines if _GAP.search(_plain(line))) >= 2


def spaced_cells(lines: Sequence[str]) -> list[list[str]]:
    """The cells of each line. A column begins where at least two characters are blank in every line of the table.

    Lines without a gap (a caption, a line that runs over the whole width) are one cell and do not count for that.
    """
    plain = [_plain(line) for line in lines]
    table = [line for line in plain if _GAP.search(line.strip())]
    width = max((len(line) for line in table), default=0)
    blank = [all(not line[at : at + 1].strip() for line in table) for at in range(width)]
    starts = [0] + [at for at in range(2, width) if not blank[at] and blank[at - 1] and blank[at - 2]]
    found = []
    for line in plain:
        if line not in table:
            found.append([line.strip()])
            continue
        ends = [*starts[1:], len(line)]
        cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        apart = [cell for cell in re.split(r"\s{2,}", line.strip()) if cell]
        found.append(cells if len(starts) > 1 and not any(re.search(r"\s{2,}", c) for c in cells) else apart)
    return found


def _plain(line: str) -> str:
    return line.replace("\u00a0", " ").expandtabs(8).rstrip()
