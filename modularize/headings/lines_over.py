"""Lines that head, one over another without a word between: the upper one heads the lower one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.draft import Quote, whole
from modularize.sentences.depends import is_complete

__all__ = ["LinesOver", "group_of", "names_group"]

_DEEPEST = 2
"""Lines that may stand over a line; more of them are a list."""
_GROUP = re.compile(
    r"^\W*(?:(?:ältere|jüngere|junge|erwachsene|pädiatrische|elderly|older|adult|p(?:a)?ediatric) )?"
    r"(?:Erwachsene\w*|Kinder\w*|Kleinkinder\w*|Jugendliche\w*|Säuglinge\w*|Neugeborene\w*|Senioren|Frauen|Männer|Patient\w*|"
    r"Ältere|Bevölkerungsgruppe|adults?|children|adolescents?|infants?|neonates?|women|men|patients|population|elderly)\b",
    re.IGNORECASE,
)
_MARGINAL = (PassageKind.HEADER, PassageKind.FOOTER)
_LANGUAGES = ("zh", "ja")
"""Languages whose headings are so short that they are set as lines of their own."""


class LinesOver:
    """The heading lines over a heading line, as the document is read from its beginning.

    "Laboratory tests / Bilirubin / Substance A" over a sentence: the sentence stands under all three. Where the lowest
    of them comes again under the same heading ("Substance A", after what was said of "Substance B"), the upper ones
    hold on; any other line ends them. In other languages only a group of patients and a case stand so.
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
        self._first: Passage | None = None
        """The line right below those that are held."""

    def over(self, line: Passage, run_in: Quote | None) -> tuple[Quote, ...]:
        """The lines over ``line``, outermost first; ``run_in`` is the line that headed what stands before it."""
        if line.kind is not PassageKind.PARAGRAPH:
            self._held = ()
            return ()
        if run_in is not None and _is_of_strength(line, run_in):
            self._held = (run_in,)
            return self._held
        above = self._before.get(line.seq)
        stacked = above is not None and run_in is not None and run_in.passage is above and _beside(above, line)
        if line.language not in _LANGUAGES:
            self._held = self._of_patients(line, above if stacked else None)
            return self._held
        if above is not None and stacked:
            found = (*self._held, whole(above))
            self._held = found if len(found) <= _DEEPEST and self._begins(found[0].passage) else ()
        elif (line.heading_path, line.text.strip()) not in self._often:
            self._held = ()
        return self._held

    def _of_patients(self, line: Passage, above: Passage | None) -> tuple[Quote, ...]:
        """The line over ``line`` where one of them names patients and the other a disease or a case.

        It holds on over the next line of the same kind ("Adults / In headache … / In migraine …").
        """
        if above is not None:
            one_of_two = names_group(above.text) != names_group(line.text)
            self._first = line
            return (whole(above),) if one_of_two and self._begins(above) else ()
        if not self._held or self._first is None or self._first.heading_path != line.heading_path:
            return ()
        patients = names_group(self._first.text)
        alike = names_group(line.text) if patients else _opening(line) == _opening(self._first)
        return self._held if alike and patients == names_group(line.text) else ()

    def _begins(self, line: Passage) -> bool:
        """Does a whole sentence, a row or a heading stand right before the uppermost line?"""
        before = self._before.get(line.seq)
        return before is None or not _beside(before, line) or is_complete(before.text)


def _is_of_strength(line: Passage, run_in: Quote) -> bool:
    """Does a line in a composition only say what is listed ("Other ingredients:"), below a strength?"""
    same = (line.section, line.heading_path) == ("composition", run_in.passage.heading_path)
    names = line.text.rstrip().endswith((":", "：")) and _STRENGTH.search(line.text) is None
    return same and names and _STRENGTH.search(run_in.text) is not None


_STRENGTH = re.compile(r"\d\s?(?:mg|g|µg|μg|mcg|ml|Mikrogramm|micrograms?|I\.?[EU]\.?|%)(?!\w)", re.IGNORECASE)


def group_of(text: str) -> str:
    """The word for the patients that a line is only about ("Kinder:"); "" where it says more or something else."""
    return text.strip(" :：") if names_group(text) and len(text.split()) == 1 else ""


def names_group(text: str) -> bool:
    """A line that opens with a group of patients ("Erwachsene (ab 18 Jahren)")."""
    return bool(_GROUP.match(text))


def _opening(line: Passage) -> str:
    """The first word of a line."""
    return next(iter(line.text.split()), "").casefold()


def _beside(one: Passage, other: Passage) -> bool:
    return one.kind is PassageKind.PARAGRAPH is other.kind and one.heading_path == other.heading_path
