"""What is asked in one breath with a report is answered beside the advice on what befell, or named as left open."""

from __future__ import annotations

import pytest

from generate.answers.beside_report import without_what_is_told
from generate.ask import Ask
from library.models import AnswerDraft, AnswerFlag
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
LUNGS = "Withhold OVRANTEQ immediately in patients with suspected ILD/pneumonitis and evaluate promptly."
INDUCERS = "OVRANTEQ is contraindicated in patients who are taking strong CYP3A inducers."
DOSE = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
MISSED = "If a dose is missed, take it as soon as remembered on the same day."
OVERDOSE = "In the event of an overdose, interrupt OVRANTEQ and give supportive treatment."
OLD = "75 years or older\t47/24\t0.61 (0.34–1.10)"
LEFT_OPEN = "surely answers this part"


@pytest.fixture(scope="module")
def ask() -> Ask:
    shelf = Shelf.of(
        [
            module("warning", LUNGS, section="warnings", context=("5.1 Interstitial Lung Disease/Pneumonitis",)),
            module("contraindication", INDUCERS, section="contraindications"),
            module("dosing", DOSE, section="dosage"),
            module("dosing", MISSED, section="dosage"),
            module("overdose", OVERDOSE, section="overdosage", context=("10 OVERDOSAGE",)),
            module("description", OLD, context=("PFS in subgroups",), source="monograph"),
        ]
    )
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def answered(ask: Ask, question: str) -> AnswerDraft:
    return ask.ask(DOCTOR, question, market="US", product="ovranteq").content


def said(given: AnswerDraft) -> list[str]:
    return [statement.text for statement in given.statements]


def test_another_medicine_asked_of_beside_a_report_is_answered_after_the_advice(ask: Ask) -> None:
    given = answered(ask, "My patient on Ovranteq has pneumonitis. What to do, and can she take rifampicin?")
    assert AnswerFlag.ADVERSE_EVENT in given.flags
    assert said(given)[:2] == [LUNGS, INDUCERS]


def test_another_medicine_that_nothing_speaks_of_is_named_beside_the_advice(ask: Ask) -> None:
    given = answered(ask, "My patient on Ovranteq has pneumonitis. What to do, and can she take omeprazole?")
    assert said(given) == [LUNGS]
    assert LEFT_OPEN in given.message
    assert "omeprazole" in given.message


def test_a_missed_dose_asked_of_beside_a_report_is_answered(ask: Ask) -> None:
    given = answered(ask, "She has pneumonitis on Ovranteq, what to do? And what if a dose is missed?")
    assert said(given) == [LUNGS, MISSED]


def test_a_dose_is_never_put_beside_what_befell_but_named(ask: Ask) -> None:
    given = answered(ask, "She has pneumonitis on Ovranteq, what should be done? Which dose does she get?")
    assert DOSE not in said(given)
    assert said(given) == [LUNGS]
    assert "Which dose does she get" in given.message


def test_beside_an_overdose_what_else_is_asked_is_only_named(ask: Ask) -> None:
    given = answered(ask, "My patient took ten Ovranteq tablets at once. What now, and can she take rifampicin?")
    assert AnswerFlag.OVERDOSE in given.flags
    assert INDUCERS not in said(given)
    assert "rifampicin" in given.message


def test_advice_found_in_another_language_stays_where_something_else_is_asked(ask: Ask) -> None:
    given = answered(
        ask, "Meine Patientin hat unter Ovranteq eine Pneumonitis. Was tun, und darf sie Rifampicin nehmen?"
    )
    assert LUNGS in said(given)


def test_what_only_tells_is_no_question_left_open() -> None:
    notices = ("part_not_covered|Rash since Monday", "part_not_covered|hold it?", "more_approved")
    assert without_what_is_told(notices) == ("part_not_covered|hold it?", "more_approved")


def test_the_age_of_a_group_is_no_shelf_life(ask: Ask) -> None:
    assert OLD not in said(answered(ask, "What's the shelf life of Ovranteq?"))
