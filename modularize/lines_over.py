"""Lines that head, one over another without a word between: the upper one heads the lower one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.depends import is_complete
from modularize.draft import Quote, whole

__all__ = ["LinesOver"]

_DEEPEST = 2
"""Lines that may stand over a line; more of them are a list."""
_MARGINAL = (PassageKind.HEADER, PassageKind.FOOTER)
_LANGUAGES = ("zh", "ja")
"""Languages whose headings are so short that they are set as lines of their own."""


class LinesOver:
    """The heading lines over a heading line, as the document is read from its beginning.

    "Laboratory tests / Bilirubin / Substance A" over a sentence: the sentence stands under all three. Where the lowest
    of them comes again under the same heading ("Substance A", after what was said of "Substance B"), the upper ones
    hold on; any other line ends them.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._before: dict[int, Passage] = {}
        last: Passage | None = None
        for passage in passages:
            if passage.kind not in _MARGINAL:
                if last is not None:
                    self._before[passage.seq] = last
                last = passage
        short = [(p.heading_path, p.text.strip()) for p in passages if p.kind is PassageKind.PARAGRAPH]
        self._often = {line for line, count in Counter(short).items() if count > 1}
        self._held: tuple[Quote, ...] = ()

    def over(self, line: Passage, run_in: Quote | None) -> tuple[Quote, ...]:
        """The lines over ``line``, outermost first; ``run_in`` is the line that headed what stands before it."""
        if line.kind is not PassageKind.PARAGRAPH or line.language not in _LANGUAGES:
            self._held = ()
            return ()
        above = self._before.get(line.seq)
        if above is not None and run_in is not None and run_in.passage is above and _beside(above, line):
            found = (*self._held, whole(above))
            self._held = found if len(found) <= _DEEPEST and self._begins(found[0].passage) else ()
        elif (line.heading_path, line.text.strip()) not in self._often:
            self._held = ()
        return self._held

    def _begins(self, line: Passage) -> bool:
        """Does a whole sentence, a row or a heading stand right before the uppermost line?"""
        before = self._before.get(line.seq)
        return before is None or not _beside(before, line) or is_complete(before.text)


def _beside(one: Passage, other: Passage) -> bool:
    return one.kind is PassageKind.PARAGRAPH is other.kind and one.heading_path == other.heading_path
