"""A question on how a test is monitored is answered by what speaks of that test, or by nothing."""

from __future__ import annotations

import pytest

from generate.question import read_question
from generate.questions.monitored import labs_asked, labs_in
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


@pytest.mark.parametrize(
    ("asked", "test"),
    [
        ("CBC on Ovranteq - baseline and then how often?", {"blood_count"}),
        ("How often should creatinine be checked?", {"kidney"}),
        ("欧弗然多久查一次血常规", {"blood_count"}),
        ("Lab monitoring schedule?", set()),
        ("Starting dose when creatinine clearance is 40 mL/min?", set()),
    ],
)
def test_a_test_is_asked_for_where_its_monitoring_is(asked: str, test: set[str]) -> None:
    assert labs_asked(read_question(asked, TAXONOMY)) == test


def test_a_statement_on_liver_tests_names_no_blood_count() -> None:
    assert labs_in("Monitor ALT, AST and total bilirubin every 2 weeks.") == {"liver"}
    assert labs_in("Kein Blutbild, kein EKG") == {"blood_count", "heart"}
