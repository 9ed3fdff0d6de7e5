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
    notes = (*_marked(qualifiers_of(module), body, context), *(_explained(body, context) if row else ()))
    return Told(headings[-1] if headings else "", cells, tuple(dict.fromkeys(notes)))


def _is_heading(line: str) -> bool:
    return "\t" not in line and len(line) <= _LONGEST_HEADING and not line.rstrip().endswith(_ENDS_A_SENTENCE)


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
