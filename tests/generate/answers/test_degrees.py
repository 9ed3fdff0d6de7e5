"""Degrees of impairment in words are intervals on both sides, and what forbids a medicine leads where use is asked."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from generate.degrees import renal_degrees
from generate.question import read_question
from library.quantities import Quantity
from library.taxonomy import Taxonomy
from library.text import fold
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
FORBIDDEN = "OVRANTEQ is contraindicated in severe renal impairment, peanut allergy, pregnancy and gallbladder disease."
MILD = "No dose adjustment is needed in patients with mild to moderate renal impairment."
KINETICS = "It is unlikely that renal impairment affects the kinetics of OVRANTEQ."
REACTIONS = "Renal disorders\tproteinuria, renal failure\tgallstones"
AFTER = "After discontinuation of the inhibitor the dose of OVRANTEQ should be raised."
INDICATED = "OVRANTEQ is indicated for the treatment of adult patients with metastatic non-small cell lung cancer."


@pytest.fixture(scope="module")
def ask() -> Ask:
    shelf = Shelf.of(
        [
            module("indication", INDICATED, section="indications"),
            module("contraindication", FORBIDDEN, section="contraindications"),
            module("special_population", MILD, section="renal", context=("Renal impairment",)),
            module("pharmacokinetics", KINETICS, section="pharmacokinetics"),
            module("adverse_reaction", REACTIONS, section="adverse_reactions", context=("Class\tCommon\tRare",)),
            module("interaction", AFTER, section="interactions"),
        ]
    )
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def said(ask: Ask, question: str) -> list[str]:
    given = ask.ask(DOCTOR, question, market="US", product="ovranteq").content
    return [statement.text for statement in given.statements]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("patients with severe renal impairment", (15, 30)),
        ("mild to moderate renal impairment", (30, 90)),
        ("轻中度肾功能受损患者", (30, 90)),
        ("重篤な腎機能障害のある患者", (15, 30)),
        ("schwere Niereninsuffizienz", (15, 30)),
        ("severely impaired renal function", (15, 30)),
    ],
)
def test_words_of_degree_are_the_interval_they_stand_for(text: str, interval: tuple[int, int]) -> None:
    assert [(m.low, m.high) for m in renal_degrees(fold(text))] == [interval]


@pytest.mark.parametrize("text", ["severe hepatic impairment", "severe rash. Renal failure", "renal impairment"])
def test_other_organs_and_no_degree_are_no_interval(text: str) -> None:
    assert renal_degrees(fold(text)) == []


def test_what_forbids_severe_impairment_forbids_worse() -> None:
    assert renal_degrees("severe renal impairment", forbids=True)[0].low == 0


@pytest.mark.parametrize(
    "question",
    [
        "Is Ovranteq contraindicated in severe renal impairment?",
        "Can Ovranteq be used in severe renal impairment?",
        "eGFR 22. Can I use Ovranteq?",
        "Can she take Ovranteq with CrCl 12?",
    ],
)
def test_a_ban_for_severe_impairment_answers_whether_it_may_be_used(ask: Ask, question: str) -> None:
    assert said(ask, question) == [FORBIDDEN]


def test_milder_impairment_is_answered_by_its_own_statement(ask: Ask) -> None:
    assert said(ask, "Can Ovranteq be used in mild renal impairment?")[0] == MILD


def test_a_list_of_who_must_not_have_it_leads_whoever_else_it_names(ask: Ask) -> None:
    assert said(ask, "Can a patient with gallbladder disease take Ovranteq?") == [FORBIDDEN]


def test_the_only_use_of_the_label_told_of_the_patient_keeps_no_answer_back(ask: Ask) -> None:
    assert said(ask, "eGFR 22, lung cancer. Can I put her on Ovranteq?") == [FORBIDDEN]


def test_what_is_due_after_stopping_answers_no_plain_question_of_dose(ask: Ask) -> None:
    assert AFTER not in said(ask, "Which dose of Ovranteq?")


def test_an_age_in_short_between_commas_is_an_age() -> None:
    (age,) = read_question("Ovranteq, lung cancer, 9 years: dose?", TAXONOMY).measures
    assert (age.quantity, age.low) == (Quantity.AGE, 9)
