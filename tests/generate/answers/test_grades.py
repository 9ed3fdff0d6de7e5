"""No row of a table of dose modifications is given for a grade that nobody told."""

from __future__ import annotations

import pytest

from generate.answers.grades import by_grades, of_another_grade
from generate.question import read_question
from generate.reading import read_module
from library.taxonomy import Taxonomy
from tests.generate.shelf import module

TAXONOMY = Taxonomy.load()
BODIES = [
    "Increased ALT or AST\tGrade 3\tWithhold until recovery to Grade 1, then resume at the next lower dose.",
    "Increased ALT or AST\tGrade 4\tPermanently discontinue.",
]
ROWS = [read_module(module("dosing", body, section="dosing"), TAXONOMY) for body in BODIES]


@pytest.mark.parametrize("given", [0, 1])
@pytest.mark.parametrize("asked", ["ALT 6 x ULN on Ovranteq, hold?", "ALT raised on Ovranteq: hold or reduce?"])
def test_all_rows_stand_together_where_no_grade_is_told(asked: str, given: int) -> None:
    said = by_grades(read_question(asked, TAXONOMY), [ROWS[given]], ROWS)
    assert [row.module.content.body for row in said] == BODIES


def test_the_only_row_is_not_given_for_a_measured_value() -> None:
    assert by_grades(read_question("ALT 6 x ULN on Ovranteq, hold?", TAXONOMY), [ROWS[1]], ROWS[1:]) == []


@pytest.mark.parametrize(("asked", "kept"), [("Grade 3 ALT", [0]), ("4级ALT升高", [1]), ("Grade 1 ALT", [])])
def test_a_named_grade_gets_its_own_row_alone(asked: str, kept: list[int]) -> None:
    question = read_question(f"{asked} Ovranteq?", TAXONOMY)
    assert by_grades(question, ROWS, ROWS) == [ROWS[number] for number in kept]
    assert [row for row in ROWS if not of_another_grade(question, row)] == [ROWS[number] for number in kept]
