"""What is near to a question stands beside a no, apart from any answer; doubt about a report is said as doubt."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from library.models import AnswerDraft, AnswerFlag, AnswerOutcome, ModuleKind, Role
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, label_modules

NOT_COVERED, ANSWERED = AnswerOutcome.NOT_COVERED, AnswerOutcome.ANSWERED


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf.of(label_modules())


@pytest.fixture(scope="module")
def ask(shelf: Shelf) -> Ask:
    return Ask(shelf, Taxonomy.load(), WordIndex(shelf))


def asked(ask: Ask, question: str, market: str = "US") -> AnswerDraft:
    return ask.ask(DOCTOR, question, market=market).content


def near(answer: AnswerDraft) -> str:
    return " | ".join(statement.text for statement in answer.nearby)


def said(answer: AnswerDraft) -> str:
    return " | ".join(statement.text for statement in answer.statements)


def test_a_question_that_nothing_surely_answers_gets_the_place_nearest_to_it_and_is_handed_over(ask: Ask) -> None:
    answer = asked(ask, "Dialysis Mon/Wed/Fri, METex14. Ovranteq dose?")
    assert answer.outcome is NOT_COVERED
    assert Role.MEDICAL_INFORMATION in answer.handed_to
    assert "surely answers" in answer.message


def test_what_speaks_of_none_of_the_medicines_asked_about_is_not_near(ask: Ask) -> None:
    assert not asked(ask, "Ovranteq with posaconazole, a strong CYP3A inhibitor: lower the dose?").nearby


def test_a_medicine_told_of_is_warned_of_though_nothing_answers_what_is_asked(ask: Ask) -> None:
    assert "contraindicated" in said(asked(ask, "Patient takes carbamazepine. Ovranteq dose?"))


@pytest.mark.parametrize(
    "told", ["The patient's grandson swallowed two Ovranteq tablets.", "A toddler got into grandpa's Ovranteq bottle."]
)
def test_a_child_that_got_at_a_medicine_is_urgent(ask: Ask, told: str) -> None:
    answer = asked(ask, told)
    assert {AnswerFlag.MISUSE, AnswerFlag.URGENT} <= set(answer.flags)
    assert not answer.statements
    assert not answer.nearby


def test_what_inhibits_an_enzyme_is_never_answered_by_what_induces_it(ask: Ask) -> None:
    assert "inducers" not in said(asked(ask, "Ovranteq with posaconazole, a strong CYP3A4 inhibitor?"))
    assert "inducers" in said(asked(ask, "Ovranteq with rifampicin?"))


@pytest.mark.parametrize(
    "question",
    [
        "Patient took 9 Ovranteq tablets at once. What dose tomorrow?",
        "Can I give Ovranteq to a 9-year-old boy with lung cancer? What dose?",
        "Our batch B1234 of Ovranteq has broken tablets. What dose do they hold?",
        "Ovranteq stopped working after five months in my patient. Other dose?",
    ],
)
def test_nothing_is_near_where_a_dose_could_do_harm_or_a_person_answers(ask: Ask, question: str) -> None:
    answer = asked(ask, question)
    assert answer.flags
    assert not answer.nearby


@pytest.mark.parametrize("question", ["Ovranteq for cats?", "Ovranteq and cardiac valves?", "Price of Ovranteq?"])
def test_neither_results_nor_what_needs_safety_beside_it_are_ever_near(ask: Ask, shelf: Shelf, question: str) -> None:
    kinds = {shelf.module(statement.modules[0]).content.kind for statement in asked(ask, question).nearby}
    assert not kinds & {
        ModuleKind.EFFICACY_RESULT,
        ModuleKind.SAFETY_RESULT,
        ModuleKind.INDICATION,
        ModuleKind.STUDY_DESIGN,
    }


def test_a_statement_is_never_both_answer_and_near(ask: Ask) -> None:
    answer = asked(ask, "How often are liver tests needed on Ovranteq, and what of the heart valves?")
    assert answer.outcome is ANSWERED
    assert not {s.modules for s in answer.statements} & {s.modules for s in answer.nearby}


def test_a_statement_in_the_chapter_of_nothing_asked_is_no_answer(ask: Ask) -> None:
    assert "human milk" not in said(asked(ask, "Is a washout from crizotinib needed before Ovranteq?"))


def test_poor_kidneys_never_studied_get_no_plain_dose(ask: Ask) -> None:
    answer = said(asked(ask, "82 yo woman, CrCl 24 mL/min, candidate for Ovranteq. Is there a dose for her?"))
    assert "has not been studied in patients with CrCl below 30" in answer
    assert "three 100 mg tablets" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Does Ovranteq have to be taken with food? My pt never eats breakfast.",
        "Pt on Ovranteq, scheduled for elective hip replacement in 3 weeks. Take it with food?",
    ],
)
def test_what_no_table_knows_is_a_possible_report_and_bends_no_answer(ask: Ask, question: str) -> None:
    answer = asked(ask, question)
    assert answer.flags == (AnswerFlag.POSSIBLE_REPORT,)
    assert Role.PHARMACOVIGILANCE in answer.handed_to
    assert "with food" in said(answer)


def test_a_reaction_of_somebody_on_the_medicine_is_a_certain_report(ask: Ask) -> None:
    assert AnswerFlag.ADVERSE_EVENT in asked(ask, "My patient on Ovranteq has swollen legs since week 3.").flags


def test_an_illness_of_somebody_who_is_to_begin_is_no_adverse_event(ask: Ask) -> None:
    answer = asked(
        ask, "Patient back from Kenya, stool positive for hookworm. We wanted to begin Wyndralis, wait?", "EU"
    )
    assert AnswerFlag.ADVERSE_EVENT not in answer.flags


def test_a_pen_left_in_a_bag_is_a_question_on_storage_and_no_complaint(ask: Ask) -> None:
    answer = asked(ask, "She left the Wyndralis pen in her handbag for five days. Can she still inject it?", "EU")
    assert AnswerFlag.COMPLAINT not in answer.flags
