"""Tests asked for are answered by who says to do them, each test by its own statement."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from generate.questions.monitored import asked_of_another_test
from library.models import Module
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
LIVER = "Check transaminases every 3 months during the first year of treatment."
BLOOD = "Regular monitoring of blood counts is recommended during the first 12 months."
REACTIONS = "Urinary system\tcystitis\tabnormal urine test"


def said(question: str, *modules: Module) -> list[str]:
    shelf = Shelf.of([module("indication", "OVRANTEQ is indicated for adults with lung cancer."), *modules])
    given = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, question, market="US", product="ovranteq").content
    return [statement.text for statement in given.statements]


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        ("用药期间转氨酶多久查一次？", "血常规呢？", "用药期间血常规多久查一次？"),
        ("How often are transaminases checked?", "And creatinine?", "How often are creatinine checked?"),
        ("How often are transaminases checked?", "And the dose?", ""),
        ("How often is it taken?", "And creatinine?", ""),
    ],
)
def test_a_bare_test_asks_the_question_before_of_itself(before: str, after: str, asked: str) -> None:
    assert asked_of_another_test(before, after) == asked


def test_two_tests_are_each_answered() -> None:
    warnings = [module("warning", body, section="warnings") for body in (LIVER, BLOOD)]
    assert said("How often are transaminases checked on Ovranteq? And the blood count?", *warnings) == [LIVER, BLOOD]


def test_a_row_of_reactions_is_no_test() -> None:
    row = module(
        "adverse_reaction", REACTIONS, section="adverse_reactions", context=("Class\tCommon\tFrequency not known",)
    )
    assert said("Which tests are needed on Ovranteq?", row) == []


def test_which_tests_is_answered_by_what_names_a_test() -> None:
    pens = module("warning", "Always check the pen label before each injection.", section="warnings")
    blood = module("warning", BLOOD, section="warnings")
    assert said("Which tests are needed on Ovranteq?", pens, blood) == [BLOOD]
    assert said("Which tests are needed on Ovranteq?", pens) == []
