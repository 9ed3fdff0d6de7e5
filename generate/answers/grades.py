"""Rows of a table of dose modifications, each on one grade of a reaction: never one of them for a grade not told. Pure.

"ALT 6 x ULN: hold?" tells no grade, and none is computed here: what a multiple of a limit is in grades depends on the
baseline and on the version of the criteria (CTCAE 4 and 5 differ). Then all rows on the reaction stand together in
the order of their table. A question that names a grade gets the rows of that grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generate.answers.action import acts
from generate.question import Question
from generate.reading import Reading
from library.models import AnchorRole, ModuleKind
from library.text import fold

_AND_ABOVE = re.compile(r"≥|>|or (?:higher|greater|above|more|worse)|及以上|以上|oder höher|mindestens")
_ONE = r"([1-5]|iv|i{1,3})(?![a-z\d.])"
_TO = r"(?:\s*(?:-|–|~|to|or|and|and/or|bis|oder|/|,|至|或|、)\s*"
_GRADE = re.compile(
    rf"(?:(?<![a-z])(?:grade|grad|ctcae|g)s?|グレード)[\s-]*(?:≥|>=|>)?\s*{_ONE}{_TO}(?:grade |grad )?{_ONE})?"
    r"|(?<![\d.])([1-5])(?:\s*(?:-|–|~|至|或|、|/)\s*([1-5]))?\s*(?:级|級)"
)
_TO_WAIT_FOR = re.compile(
    r"(?<![a-z])(?:until|to|bis)(?: (?:recovery|resolution|improvement))?(?: to)? (?:grades?|grad) ?\S+(?: or less)?"
    r"|(?:恢复|缓解|降)至?[^,，。;；]{0,4}\d ?级"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_MEASURED = re.compile(r"\d ?(?:x(?![a-z])|×|times|fold|-?fach|倍|i?u/l|[mµu]g/dl|[mµu]mol|/µl|/mm)|uln")
_HIGHEST = Decimal(5)
_KINDS = frozenset({ModuleKind.DOSING, ModuleKind.WARNING})


def by_grades(read: Question, answer: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """The answer with the rows of the grade that the question names, or with all rows on the reaction if it names none.

    ``readings`` are all that may be said. A row on a grade that wasn't asked about is left out, and so
    is a reaction's only row where a value was measured; an answer may thereby become empty.
    """
    rows = [reading for reading in answer if _is_row(reading)]
    if not rows:
        return list(answer)
    told = _grades(read.folded)
    if told:
        return [reading for reading in answer if reading not in rows or _speaks_of(reading, told)]
    whole = {row.id: row for first in rows for row in _beside(read, first, readings)}
    others = [reading for reading in answer if reading.id not in whole and not _is_row(reading)]
    return [*sorted(whole.values(), key=_in_table), *others]


def without_rows(answer: Sequence[Reading]) -> list[Reading]:
    """The answer without rows on grades of a reaction, for a question that names neither."""
    return [reading for reading in answer if not _is_row(reading)]


def of_another_grade(read: Question, reading: Reading) -> bool:
    """Whether a module is a row on grades of a reaction that the question, which names a grade, doesn't name."""
    told = _grades(read.folded)
    return bool(told) and _is_row(reading) and not _speaks_of(reading, told)


def _is_row(reading: Reading) -> bool:
    """Whether a module is a table's row, or a sentence, that tells to act at some grades of a reaction."""
    content = reading.module.content
    return content.kind in _KINDS and bool(_grades(_severity(reading))) and acts(reading)


def _severity(row: Reading) -> str:
    """A row's cells before its last one, which tells what to do, or a sentence without the grade to wait for ("until
    recovery to Grade 1")."""
    body = row.module.content.body
    return fold(body.rpartition("\t")[0]) if "\t" in body else _TO_WAIT_FOR.sub(" ", fold(body))


def _grades(folded: str) -> set[Decimal]:
    """The grades that a folded text names: "grade 3", "grades 3-4", "G3", "3级", "グレード3"."""
    found = (value for match in _GRADE.finditer(folded) for value in match.groups() if value)
    return {Decimal(_ROMAN.get(value, value)) for value in found}


def _speaks_of(row: Reading, told: set[Decimal]) -> bool:
    said = _grades(_severity(row))
    highest = _HIGHEST if _AND_ABOVE.search(_severity(row)) else max(said)
    return any(min(said) <= grade <= highest for grade in told)


def _beside(read: Question, first: Reading, readings: Sequence[Reading]) -> list[Reading]:
    """The rows of one table on a row's reaction, also where it is split ("with", "without increased bilirubin")."""
    content = first.module.content
    name = content.body.partition("\t")[0]
    asked = read.event_ids & first.events
    found = [
        reading
        for reading in readings
        if "\t" in reading.module.content.body
        and reading.module.content.context == content.context
        and reading.module.content.kind in _KINDS
        and acts(reading)
        and (reading.module.content.body.partition("\t")[0] == name or asked & reading.events)
    ]
    return found if len(found) > 1 or not _MEASURED.search(read.folded) else []


def _in_table(reading: Reading) -> tuple[str, Decimal, int, str]:
    origin = next((a for a in reading.module.anchors if a.role is AnchorRole.ORIGIN), None)
    name = reading.module.content.body.partition("\t")[0]
    lowest = min(_grades(_severity(reading)), default=Decimal(0))
    return name, lowest, origin.start if origin else 0, reading.id
