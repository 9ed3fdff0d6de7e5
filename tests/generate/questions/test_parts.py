"""A question in its parts, and what of its words decides."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from generate.question import read_question
from generate.questions.asked import needs
from generate.questions.parts import parts_of
from library.models import AnswerDraft
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, label_modules

TAXONOMY = Taxonomy.load()


@pytest.fixture(scope="module")
def ask() -> Ask:
    shelf = Shelf.of(label_modules())
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def answer(ask: Ask, question: str, market: str = "US", product: str = "ovranteq") -> AnswerDraft:
    return ask.ask(DOCTOR, question, market=market, product=product).content


def said(given: AnswerDraft) -> str:
    return " | ".join(statement.text for statement in given.statements)


def parts(question: str) -> list[tuple[str, set[str]]]:
    found = parts_of(read_question(question, TAXONOMY), "ovranteq", TAXONOMY)
    return [(part.question.text, {need.id for need in part.asked if need.decides}) for part in found]


def test_a_later_part_that_names_nothing_asks_about_what_came_before() -> None:
    first, second = parts("Is liver monitoring needed, and at which intervals?")
    assert "liver_tests" in first[1]
    assert {"liver_tests", "interval"} <= second[1]


def test_what_is_told_narrows_what_is_asked() -> None:
    ((_, asked),) = parts("He has a CrCl of 20. Which dose?")
    assert {"dose", "renal", "CrCl of 20"} <= asked


def test_what_is_denied_narrows_nothing() -> None:
    ((_, asked),) = parts("eGFR around 20, not on dialysis. Is there any data?")
    assert "dialysis" not in asked
    assert "renal" in asked


def test_a_stage_of_kidney_disease_is_a_kidney_function() -> None:
    (measure,) = read_question("Dose in CKD stage 4?", TAXONOMY).measures
    assert (measure.low, measure.high) == (15, 30)


def test_the_part_that_nothing_answers_is_named(ask: Ask) -> None:
    given = answer(ask, "What is the half-life of Ovranteq, and does it raise blood pressure?")
    assert given.outcome == "answered"
    assert "31 hours" in said(given)
    assert "blood pressure" in given.message


@pytest.mark.parametrize(
    "question",
    [
        "What is the dose of Ovranteq for zorblax?",
        "Median PFS of WAYMARK-7?",
        "How often does Ovranteq cause hair loss?",
        "Can Ovranteq be taken with tralokinumab?",
        "My patient has trouble with it, should I stop?",
    ],
)
def test_a_thing_that_nobody_approved_anything_about_is_not_answered(ask: Ask, question: str) -> None:
    assert not answer(ask, question).statements


def test_a_medicine_is_answered_by_its_class_and_the_answer_says_so(ask: Ask) -> None:
    given = answer(ask, "Needs carbamazepine, can both be given together?")
    assert "strong CYP3A inducers" in said(given)
    assert "class" in given.message


def test_every_characteristic_of_a_patient_is_answered_or_none(ask: Ask) -> None:
    given = answer(ask, "My 82-year-old patient has a CrCl of 45, which dose?")
    assert "geriatric" in said(given)
    assert "CrCl" in said(given)
    assert not answer(ask, "A 30-year-old with a CrCl of 45 who breast-feeds: is driving allowed?").statements


def test_a_whole_chapter_is_answered_from_its_headings(ask: Ask) -> None:
    given = answer(ask, "What are the warnings and precautions of Ovranteq?")
    assert 2 <= len(given.statements) <= 4
    assert "ILD" in said(given)
    assert "more" in given.message


def test_how_many_needs_a_figure(ask: Ask) -> None:
    given = answer(ask, "How many patients on Ovranteq had nausea?")
    assert "41.1%" in said(given)


def test_turns_of_phrase_ask_for_nothing() -> None:
    read = read_question("Honestly, my husband was wondering about the half-life", TAXONOMY)
    assert [n.id for n in needs(read, "ovranteq", TAXONOMY) if n.kind == "word"] == []


def test_without_steroids_asks_for_the_study_without_them(ask: Ask) -> None:
    given = answer(ask, "EASI-75 with Wyndralis without topical steroids?", "EU", "wyndralis")
    assert "52.6%" in said(given)
    assert "68.4%" not in said(given)
