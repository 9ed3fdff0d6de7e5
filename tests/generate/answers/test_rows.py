"""What rows of tables tell by their labels and heads, and which of them answers."""

from __future__ import annotations

import pytest

from generate.answers.covers.rows import is_row_of_counts
from generate.ask import Ask
from generate.question import read_question
from generate.questions.codes import codes
from generate.reading import read_module
from library.models import Module
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
WEEKS = ("Posology", "Week\tMorning\tEvening\tTotal daily dose (mg)")
HEADS = ("Results at week 12", "Measure\tOVRANTEQ\tPlacebo")


def said(modules: list[Module], question: str) -> list[str]:
    shelf = Shelf.of([module("indication", "OVRANTEQ is indicated for adults with plaque psoriasis."), *modules])
    given = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, question, market="US", product="ovranteq").content
    return [statement.text for statement in given.statements]


@pytest.mark.parametrize(
    ("body", "heads", "counts"),
    [
        ("PASI 75, n (%)\t90 (41.2)\t12 (9.8)", HEADS, True),
        ("Relapse\t9 (4.1)\t12 (9.8)", ("Event\tOVRANTEQ n (%)\tPlacebo n (%)",), True),
        ("Mean change\t-4.2\t-1.1", HEADS, False),
        ("PASI 75, n (%)\t\t", HEADS, False),
    ],
)
def test_n_and_percent_in_a_label_or_head_make_a_row_of_shares(body: str, heads: tuple[str, ...], counts: bool) -> None:
    assert is_row_of_counts(read_module(module("efficacy_result", body, context=heads), TAXONOMY)) is counts


def test_a_share_of_an_endpoint_is_its_row_not_another_percentage() -> None:
    row = module("efficacy_result", "PASI 75, n (%)\t90 (41.2)\t12 (9.8)", context=HEADS, section="clinical_studies")
    margin = module(
        "efficacy_result",
        "At week 12 OVRANTEQ was superior to placebo based on PASI 75 (margin -15%, p<0.0001).",
        section="clinical_studies",
    )
    harm = module("warning", "Severe rash has been seen with OVRANTEQ.", section="warnings")
    assert said([row, margin, harm], "What share of patients reached PASI 75 with Ovranteq?")[:1] == [row.content.body]


@pytest.mark.parametrize(
    ("question", "code"),
    [("PASI 75 at week 12?", ("pasi 75",)), ("ACR 20 response?", ("acr 20",)), ("HAM-D 17 change?", ("ham-d 17",))],
)
def test_an_endpoint_and_its_number_are_one_name(question: str, code: tuple[str, ...]) -> None:
    assert codes(read_question(question, TAXONOMY)) == code


@pytest.mark.parametrize("question", ["BMI 30, may I?", "EASI 24 at baseline", "CRP 50 today", "IGA 0 since May"])
def test_a_value_is_no_part_of_a_name(question: str) -> None:
    assert codes(read_question(question, TAXONOMY)) == ()


def test_the_row_of_the_week_leads() -> None:
    row = module("dosing", "5\t1\t1\t240", context=WEEKS, section="dosing")
    text = module(
        "dosing", "From week 4 the dose is raised by one tablet a week over the next 5 weeks.", section="dosing"
    )
    assert said([text, row], "What is the Ovranteq dose in week 5?")[0] == row.content.body


def test_a_dose_over_a_column_is_the_dose_asked_of() -> None:
    heads = ("Adverse reactions", "Reaction\t25 mg (n=300)\t100 mg (n=500)\tPlacebo")
    row = module("adverse_reaction", "Headache\t16%\t28%\t7%", context=heads, section="adverse_reactions")
    case = module(
        "adverse_reaction",
        "One patient who took OVRANTEQ 100 mg and a blocker had low blood pressure and a headache.",
        section="adverse_reactions",
    )
    assert said([row, case], "How common is headache with Ovranteq 100 mg?")[0] == row.content.body


def test_a_time_to_peak_is_a_time_and_no_concentration() -> None:
    when = module("pharmacokinetics", "Peak plasma levels are reached within 2 hours.", section="pharmacology")
    level = module(
        "pharmacokinetics", "At peak plasma concentrations of 1 µM no enzyme is blocked.", section="pharmacology"
    )
    assert said([level, when], "When does Ovranteq peak?") == [when.content.body]
    assert said([level], "When does Ovranteq peak?") == []
