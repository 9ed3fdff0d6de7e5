"""What is told beside a question narrows it, is answered of its own, or is named; it doesn't silence the rest."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from generate.question import read_question
from library.models import AnswerDraft, AnswerOutcome
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
WHOLE = "Swallow tablets whole. Do not crush, split or chew the tablets."
DEGREES = [
    "No dosage adjustment is recommended for patients with mild hepatic impairment (Child-Pugh A).",
    "The recommended dosage for patients with moderate hepatic impairment (Child-Pugh B) is 100 mg orally once daily.",
    "OVRANTEQ has not been studied in patients with severe hepatic impairment (Child-Pugh C).",
]
INDUCERS = "OVRANTEQ is contraindicated in patients who are taking strong CYP3A inducers."
DOSE = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
KIDNEYS = "No dosage adjustment is recommended for patients with CrCl of 30 mL/min or higher."
INDICATED = "OVRANTEQ is indicated for the treatment of adult patients with metastatic non-small cell lung cancer."
ANTIDOTE = ["There is no known antidote for OVRANTEQ.", "In the event of an overdose, interrupt OVRANTEQ and observe."]


@pytest.fixture(scope="module")
def ask() -> Ask:
    head = ("2 DOSAGE AND ADMINISTRATION", "2.4 Hepatic Impairment")
    shelf = Shelf.of(
        [
            module("indication", INDICATED, section="indications"),
            module("dosing", WHOLE, section="dosage"),
            module("dosing", DOSE, section="dosage"),
            module("dosing", KIDNEYS, section="dosage"),
            module("contraindication", INDUCERS, section="contraindications"),
            module("dosing", DEGREES[0], section="dosage", context=head),
            module("dosing", DEGREES[1], section="dosage", context=(*head, DEGREES[0])),
            module("dosing", DEGREES[2], section="dosage", context=head),
            *(module("overdose", body, section="overdose") for body in ANTIDOTE),
        ]
    )
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def answered(ask: Ask, question: str) -> AnswerDraft:
    return ask.ask(DOCTOR, question, market="US", product="ovranteq").content


def said(given: AnswerDraft) -> list[str]:
    return [statement.text for statement in given.statements]


def test_a_story_beside_a_question_that_names_something_does_not_silence_it(ask: Ask) -> None:
    given = answered(ask, "Can the tablets be crushed? She had throat surgery in spring.")
    assert said(given) == [WHOLE]
    assert "She had throat surgery in spring" in given.message


def test_a_medicine_told_of_is_answered_beside_what_is_asked(ask: Ask) -> None:
    assert INDUCERS in said(answered(ask, "He is on phenytoin. Can the tablets be crushed?"))


def test_a_medicine_nothing_speaks_of_is_never_left_out(ask: Ask) -> None:
    given = answered(ask, "My patient takes omeprazole every day. Any problem with the absorption?")
    assert given.outcome is AnswerOutcome.NOT_COVERED


def test_a_dose_asked_of_a_disease_nothing_speaks_of_is_no_dose_of_everybody(ask: Ask) -> None:
    assert DOSE not in said(answered(ask, "He has hepatitis B. What dose?"))


def test_without_a_degree_of_impairment_every_degree_stands_together(ask: Ask) -> None:
    assert set(said(answered(ask, "Dose in mild cirrhosis?"))) >= set(DEGREES)


def test_a_degree_is_not_met_by_the_sentence_before(ask: Ask) -> None:
    given = said(answered(ask, "Child-Pugh A, which dose?"))
    assert DEGREES[0] in given
    assert DEGREES[1] not in given


def test_what_to_do_stands_beside_no_antidote(ask: Ask) -> None:
    assert said(answered(ask, "Is there an antidote for an overdose?")) == ANTIDOTE


def test_what_was_read_for_a_typing_error_is_said(ask: Ask) -> None:
    given = answered(ask, "Is there an antidtoe?")
    assert ANTIDOTE[0] in said(given)
    assert "antidtoe → antidote" in given.message


@pytest.mark.parametrize(
    ("question", "events"),
    [
        ("On carbamazepine since a stroke in 2019. Can I start navoretinib?", frozenset()),
        ("She had a stroke last year on Ovranteq", {"stroke"}),
        ("He had a stroke yesterday", {"stroke"}),
    ],
)
def test_an_event_of_long_ago_is_none_of_now(question: str, events: frozenset[str]) -> None:
    assert read_question(question, TAXONOMY).event_ids == events


def test_an_age_is_read_as_doctors_write_it() -> None:
    for words in ("77F, dose of Ovranteq?", "Our lady, 77, dose of Ovranteq?"):
        (age,) = read_question(words, TAXONOMY).measures
        assert age.low == 77
    assert not read_question("Store below 77F?", TAXONOMY).measures
