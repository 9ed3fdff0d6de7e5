"""Lines that only name the medicine with one of its strengths, over what holds for that strength.

"· Substance 400 mg" over the doses of the 400 mg tablet: "2 tablets" below it is said of these tablets alone. Layouts
set such lines as items, as paragraphs, or as headings one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from library.models import Passage, PassageKind

__all__ = ["with_strengths"]

_NAME, _UNIT = r"[^\W\d_][\w®™ -]{2,38}?", r"[ \u00a0]?(?:mg|g|µg|μg|mcg|ml|%|I\.?E\.?|Mikrogramm)"
_AMOUNT = r"\d[\d.,]*(?:[ \u00a0]?/[ \u00a0]?\d[\d.,]*)*"
_LINE = re.compile(
    rf"\W*(?P<name>{_NAME})[ \u00a0]?{_AMOUNT}{_UNIT}(?:[ ,/]+(?:und |and )?{_NAME} {_AMOUNT}{_UNIT})*\W*"
)
_SECTIONS = ("composition", "indications", "dosage")
_KINDS = (PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_ENDS = re.compile(
    r"\W*(?:Art (?:und Dauer )?der Anwendung|Dauer der (?:Anwendung|Behandlung)|Methods? of administration|"
    r"Duration of (?:treatment|use)|(?:Sonstige|Weitere|Allgemeine) \w+|\d+(?:\.\d+)+ .*)\W*",
    re.IGNORECASE,
)
"""Headings of parts that are told of all strengths together, or that name them anew."""


def with_strengths(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; lines that each name one strength of the same medicine are headings of what stands below them.

    No such line stands under another one, nor under what was headed before it.
    """
    if not any(_named(passage) for passage in passages):
        return passages
    made = list(passages)
    places = [at for at, passage in enumerate(made) if passage.kind not in _EDGE]
    for section, group in groupby(places, key=lambda at: made[at].section):
        if section in _SECTIONS:
            for run in _runs(made, list(group)):
                _head(made, run)
    return made


def _named(passage: Passage) -> str:
    """The name that a line gives with a strength, in small letters; "" where it says anything else."""
    found = _LINE.fullmatch(passage.text) if passage.kind in _KINDS and len(passage.text) < 120 else None
    return found["name"].strip().casefold() if found else ""


def _runs(passages: Sequence[Passage], places: Sequence[int]) -> Iterator[list[int]]:
    """Places of a section from its first such line to where another part begins, if two lines name strengths."""
    run: list[int] = []
    for at in [*places, -1]:
        passage = passages[at]
        if at < 0 or (passage.kind is PassageKind.HEADING and _ENDS.fullmatch(passage.text)):
            lines = [place for place in run if _named(passages[place])]
            apart = all(two - one > 1 for one, two in pairwise(lines)) and lines[-1:] != run[-1:]
            names = {_named(passages[place]) for place in lines}
            if apart and len(names) == 1 < len({passages[place].text for place in lines}):
                yield run
            run = []
        elif run or _named(passage):
            run.append(at)


def _head(passages: list[Passage], run: Sequence[int]) -> None:
    first = passages[run[0]]
    base = tuple(text for text in first.heading_path if not _LINE.fullmatch(text))
    line, opened = first.text, set[str]()
    for at in run:
        passage = passages[at]
        if _named(passage):
            line, opened = passage.text, set()
            update = {"kind": PassageKind.HEADING, "heading_path": base, "group": None}
        else:
            below = tuple(text for text in passage.heading_path if text in opened)
            update = {"heading_path": (*base, line, *below)}
            if passage.kind is PassageKind.HEADING:
                opened.add(passage.text)
        passages[at] = passage.model_copy(update=update)
