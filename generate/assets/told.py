"""How a statement of an answer is told: under which heading and which column heads it stands, with which notes. Pure.

"58.3% (95)\\t7.6% (6)" says nothing without "OVRANTEQ" and "Chemotherapy" above it, nor a figure marked † without
its note. Heads and notes are words of the same approved module, its context; nothing is composed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generate.assets.write import qualifiers_of
from generate.render.parts import table_cells
from library.models import Module

_LONGEST_HEADING = 140
_ENDS_A_SENTENCE = (".", "。", ";", "；")
_MARK = re.compile(r"[†‡§¶]")
_OWN_MARK = re.compile(r"\s*(\*{1,4}|[†‡§¶#]{1,3}|[ᵃ-ᵗ](?=\s?\S))")
_CARRIED = re.compile(r"(?<=[^\s*])\*{1,4}(?!\*)|[†‡§¶#]{1,3}|[ᵃ-ᵗ]")
_ABBREVIATION = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z-]{1,9})(?:: |, |：)")


@dataclass(frozen=True)
class Told:
    """``heading`` is the nearest heading or table title, ``cells`` ``(column head, cell)`` of a row, ``notes`` what
    limits or explains the figures, each with the mark it belongs to where the words carry one."""

    heading: str
    cells: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def told(module: Module) -> Told:
    """The heading, column heads and notes that a module's body is read with; no cells for a sentence."""
    body, context = module.content.body, module.content.context
    row = "\t" in body
    headings = [line for line in context if _is_heading(line)]
    cells = table_cells(body, context) if row else ()
    notes = (
        *_marked(_of_its_marks(qualifiers_of(module), body, context), body, context),
        *(_explained(body, context) if row else ()),
    )
    return Told(headings[-1] if headings else "", cells, tuple(dict.fromkeys(notes)))


def _is_heading(line: str) -> bool:
    return "\t" not in line and len(line) <= _LONGEST_HEADING and not line.rstrip().endswith(_ENDS_A_SENTENCE)


def _of_its_marks(notes: tuple[str, ...], body: str, context: tuple[str, ...]) -> tuple[str, ...]:
    """Notes without those of a mark that neither the body nor its column heads carry: "***" is not "*".

    Where no note bears the mark that is carried, the lines right before the first marked note are those whose own
    mark was lost in reading, and are told.
    """
    carried = set(_CARRIED.findall("\n".join((body, *(line for line in context if "\t" in line)))))
    own = {line: mark[1] for line in (*notes, *context) if (mark := _OWN_MARK.match(line)) and "\t" not in line}
    kept = [note for note in notes if note not in own or own[note] in carried]
    stars = {mark for mark in carried if mark.startswith("*")}
    if stars and not stars & set(own.values()) and own:
        kept = [*_without_mark(context, own), *kept]
    return tuple(dict.fromkeys(kept))


def _without_mark(context: tuple[str, ...], own: dict[str, str]) -> list[str]:
    """Sentences below a table's heads that stand before its first marked note."""
    last_head = max((place for place, line in enumerate(context) if "\t" in line), default=-1)
    first_marked = next((place for place, line in enumerate(context) if line in own), len(context))
    lines = context[last_head + 1 : first_marked] if last_head >= 0 else ()
    return [line for line in lines if line.rstrip().endswith((".", "。"))]


def _marked(notes: tuple[str, ...], body: str, context: tuple[str, ...]) -> tuple[str, ...]:
    """Notes under the mark that the body or its column heads carry, where they carry one and the note none."""
    marks = list(dict.fromkeys(_MARK.findall("\n".join((body, *(line for line in context if "\t" in line))))))
    if len(marks) != 1:
        return notes
    return tuple(note if _MARK.match(note) else f"{marks[0]} {note}" for note in notes)


def _explained(body: str, context: tuple[str, ...]) -> tuple[str, ...]:
    """Lines below a table that explain an abbreviation its row uses."""
    heads = "\n".join((body, *(line for line in context if "\t" in line)))
    found = []
    for line in context:
        names = _ABBREVIATION.findall(line) if "\t" not in line and line.rstrip().endswith(_ENDS_A_SENTENCE) else []
        if any(re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", heads) for name in names):
            found.append(line)
    return tuple(found)
