"""Two libraries read every number of a PDF: where they differ, neither is believed.

A page is settled where both give the same figures in the same order. Only where they do not, each figure is looked up
at its place on the other library's page; spaces, raised figures and another order of the words are no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.pdf.raw import RawDocument, RawLine, RawPage, Run
from ingest.pdf.second import Ahead, SecondLibrary
from ingest.reading import Block
from library.errors import Refused
from library.models import Box, Loss, PassageFlag

CODE = "ingest.readers_disagree"
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_DOT = "\x01"
"""Stands for a raised dot among plain signs."""
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:[.,\x01][0-9]+)*")
_ONLY_SIGNS = bytes(code if chr(code) in "0123456789.,\x01" else 32 for code in range(256))
"""Each byte as itself where it may stand in a plain number, as a blank where not."""
_ASCII = bytes(range(128))
_MARKS = ".,·"
_NEAR = 0.35
"""Share of the type size within which two libraries may put the same character."""
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Dispute:
    """A number on which the two libraries differ."""

    page: int
    box: Box
    ours: str
    theirs: str
    """Empty where the other library reads nothing there."""

    @property
    def words(self) -> str:
        return f"{self.ours or '(nothing)'} | {self.theirs or '(nothing)'}"


def figures_of(lines: Iterable[RawLine]) -> str:
    """The figures of a page in the order of the file, decimal marks kept, everything else left out."""
    return _figures(
        "\n".join(
            [line.runs[0].text if len(line.runs) == 1 else "".join([run.text for run in line.runs]) for line in lines]
        )
    )


def _figures(text: str) -> str:
    plain = text.replace(_DOT, " ")
    if not text.isascii():
        for sign in set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")):
            if (stands_for := _figure_of(sign)) is None:
                return "".join(_NUMBER.findall(unicodedata.normalize("NFKC", text)))
            if stands_for:
                plain = plain.replace(sign, stands_for)
    signs = plain.encode("ascii", "replace").translate(_ONLY_SIGNS).split()  # most of a page is none
    return "".join(_PLAIN_NUMBER.findall(b" ".join(signs).decode("ascii"))).replace(_DOT, "·")


@lru_cache(maxsize=1024)
def _figure_of(sign: str) -> str | None:
    """What a sign that is, or stands for, a figure or a decimal mark reads as, a raised dot as ``_DOT``; "" for another
    one, None where that is no plain figure."""
    read = unicodedata.normalize("NFKC", sign)
    if not any(c.isdecimal() or c in _MARKS for c in read):
        return ""
    return None if any(c.isdecimal() and not c.isascii() for c in read) else read.replace("·", _DOT)


class CrossCheck:
    """The other library's view of a document, of which it reads so many pages ``ahead``, in a thread of its own."""

    def __init__(self, data: bytes, ahead: int = 0) -> None:
        self._data = data
        self._other: SecondLibrary | None = None
        self._loss: Loss | None = None
        """Why nothing can be compared."""
        self._ahead = Ahead.of(self._opens, self._figures, ahead) if ahead else None

    def _opens(self) -> bool:
        """True where the other library opens the document."""
        try:
            self._other = SecondLibrary(self._data)
        except ImportError:
            self._loss = _unchecked("The second PDF library is not installed: no number was compared.")
        except Exception:
            self._loss = _unchecked("The second PDF library cannot open the file: no number was compared.")
        return self._other is not None

    def _figures(self, index: int) -> str:
        assert self._other is not None
        return _figures(self._other.words(index))

    def disputes(self, document: RawDocument, seen: dict[int, str]) -> tuple[list[Dispute], list[Loss]]:
        """Where the libraries differ, and what could not be compared.

        ``document`` is our own reading, ``seen`` its :func:`figures_of` by page from 1.
        """
        opened, figures = (self._ahead.opened(), self._ahead.found) if self._ahead else (self._opens(), self._figures)
        if not opened:
            return [], [self._loss] if self._loss else []
        found: list[Dispute] = []
        losses: list[Loss] = []
        for number, ours in seen.items():
            try:
                if figures(number - 1) != ours:
                    found += self._compared(document, number)
            except (RuntimeError, ValueError, LookupError, Refused):
                losses.append(_unchecked("The second PDF library cannot read the page.", number))
        return found, losses

    def _compared(self, document: RawDocument, number: int) -> list[Dispute]:
        assert self._other is not None
        return compared(document.page(number - 1), self._other.page(number - 1), number)

    def close(self) -> None:
        """Give its memory back."""
        if self._ahead is not None:
            self._ahead.end()
        if self._other is not None:
            self._other.close()


def _unchecked(message: str, page: int | None = None) -> Loss:
    return Loss(code="ingest.not_cross_checked", message=message, page=page)


# --- place by place ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sign:
    """A character at its place; ``number`` is what it is a figure or decimal mark of ("" for other characters)."""

    text: str
    x: float
    y: float
    size: float
    number: str
    box: Box


def compared(one: RawPage, two: RawPage, number: int) -> list[Dispute]:
    """Where two libraries read another figure at the same place, or one of them none. ``number``: page from 1."""
    ours, theirs = list(_signs(one.lines)), list(_signs(two.lines))
    outside = [box for _, _, box in one.comments()]
    found = list(_differing(ours, theirs, number, outside))
    told = {dispute.box for dispute in found}
    for other in _differing(theirs, ours, number, outside):
        turned = Dispute(number, other.box, other.theirs, other.ours)
        if not any(_touch(turned.box, box) for box in told):
            found.append(turned)
    return found


def _differing(ours: list[_Sign], theirs: list[_Sign], page: int, outside: Sequence[Box]) -> Iterator[Dispute]:
    """One dispute for each number of ``ours`` that does not stand so in ``theirs``; annotations are no words."""
    grid: dict[tuple[int, int], list[_Sign]] = defaultdict(list)
    for sign in theirs:
        grid[(int(sign.x // 8), int(sign.y // 8))].append(sign)
    told: set[tuple[str, Box]] = set()
    for sign in ours:
        if not sign.number or (sign.number, sign.box) in told or any(_touch(sign.box, box) for box in outside):
            continue
        there = [other for other in _around(grid, sign) if _same_place(sign, other)]
        if any(other.text == sign.text for other in there):
            continue
        told.add((sign.number, sign.box))
        reading = next((other.number or other.text for other in there), "")
        if not reading:
            reading = next((o.number for o in _around(grid, sign) if o.number and _touch(o.box, sign.box)), "")
        yield Dispute(page, sign.box, sign.number, reading)


def _around(grid: dict[tuple[int, int], list[_Sign]], sign: _Sign) -> Iterator[_Sign]:
    column, row = int(sign.x // 8), int(sign.y // 8)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield from grid.get((x, y), ())


def _same_place(one: _Sign, two: _Sign) -> bool:
    near = max(1.0, _NEAR * max(one.size, two.size))
    return abs(one.x - two.x) < near and abs(one.y - two.y) < near


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _signs(lines: Iterable[RawLine]) -> Iterator[_Sign]:
    """Every character that is no white space, of words that the file does not hide."""
    for line in lines:
        for run in line.runs:
            if not run.hidden:
                yield from _of_run(run)


def _of_run(run: Run) -> Iterator[_Sign]:
    numbers: dict[int, tuple[str, Box]] = {}
    for match in _NUMBER.finditer(run.text):
        left, right = run.xs[match.start()][0], run.xs[match.end() - 1][1]
        place = (match[0], (left, run.box[1], right, run.box[3]))
        numbers.update(dict.fromkeys(range(match.start(), match.end()), place))
    for at, (character, (x0, x1)) in enumerate(zip(run.text, run.xs, strict=True)):
        if character.isspace():
            continue
        number, box = numbers.get(at, ("", run.box))
        for letter in unicodedata.normalize("NFKC", character):
            yield _Sign(letter, (x0 + x1) / 2, run.base, run.size, number, box)


# --- what is done about it --------------------------------------------------------------------------------------------


def flagged(blocks: Sequence[Block], disputes: Sequence[Dispute]) -> list[Block]:
    """The blocks, those that hold a disputed number flagged, with both readings among their facts."""
    if not disputes:
        return list(blocks)
    by_page: dict[int, list[Dispute]] = defaultdict(list)
    for dispute in disputes:
        by_page[dispute.page].append(dispute)
    found = []
    for block in blocks:
        held = [d for f in block.fragments for d in by_page.get(f.page, ()) if _touch(f.box, d.box)]
        if held:
            words = "; ".join(dict.fromkeys(d.words for d in held))[:500]
            block = replace(block, facts={**block.facts, "readers_disagree": words}).flagged(PassageFlag.DISPUTED)
        found.append(block)
    return found


def losses_of(disputes: Sequence[Dispute]) -> list[Loss]:
    """One loss for each page on which the libraries differ, with both readings."""
    by_page: dict[int, list[Dispute]] = defaultdict(list)
    for dispute in disputes:
        by_page[dispute.page].append(dispute)
    found = []
    for page, there in by_page.items():
        told = "; ".join(dispute.words for dispute in there[:_MOST_TOLD])
        message = f"Two PDF libraries read numbers differently: {told}."
        found.append(Loss(code=CODE, message=message, page=page, count=len(there)))
    return found
