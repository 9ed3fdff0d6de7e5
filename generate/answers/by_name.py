"""A reaction asked of by its own name is answered where that name stands as one of the reactions listed. Pure.

Some of our events are coarse: a rash is whatever its label calls it. Asked how common depression is, the line that
lists depression answers, not the next one that lists anxiety, and least of all one that names depression in brackets as
the history of some patients ("suicidal ideation (particularly in patients with a history of depression)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import stem, table
from generate.questions.parts import Part
from generate.reading import Reading, with_implied
from library.models import ModuleKind
from library.text import fold

_OF_REACTIONS = frozenset({ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT})
_COUNTED = frozenset({"rate", "severe_event"})
_ASIDE = re.compile(
    r"[(（\[［][^()（）\[\]［］]*"
    r"(?:patients?|history|pre-existing|except|secondary|due to|associated with|in combination"
    r"|patient(?:en|innen)|vorgeschichte|vorbestehend|infolge|ausser|außer"
    r"|患者|既往|病史|除外|除く|伴う|引起|合并)"
    r"[^()（）\[\]［］]*[)）\]］]"
)
"""Brackets that tell of whom, or of what cause, not of another reaction."""


def by_their_name(parts: Sequence[Part], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings without lists of reactions that are on an event asked of only under another name.

    All of them where how often is not asked, where no list names it so, and for what is no list of reactions.
    """
    for part in parts:
        readings = _named_so(part, readings)
    return tuple(readings)


def _named_so(part: Part, readings: Sequence[Reading]) -> Sequence[Reading]:
    wanted = frozenset(need.id for need in part.asked if need.kind == "event")
    if not wanted or not _COUNTED & {need.id for need in part.asked if need.kind == "topic"}:
        return readings
    names = {_root(found.words) for found in part.question.events if found.id in wanted} - {""}
    lists = [r for r in readings if r.module.content.kind in _OF_REACTIONS and with_implied(wanted) & r.events]
    exact = {r.id for r in lists if any(name in _ASIDE.sub(" ", r.body) for name in names)}
    told_before = [r for r in readings if wanted & r.events and not wanted & table("events").ids_in(r.body)]
    others = {r.id for r in (*lists, *told_before)} - exact if exact else frozenset()
    return [r for r in readings if r.id not in others or _heads(names, r)]


def _root(words: str) -> str:
    """A name without its ending, "depressions" as "depression"; "" where too little of it is left to tell it by."""
    folded = fold(words).strip()
    if folded.isascii():
        root = stem(folded) if " " not in folded else folded.rstrip("s")
        return root if len(root) > 3 else ""
    return folded if len(folded) > 1 else ""


def _heads(names: set[str], reading: Reading) -> bool:
    """Whether a heading right over the statement names the reaction: all that stands below is of it."""
    return any(name in fold(line) for line in reading.module.content.context if "\t" not in line for name in names)
