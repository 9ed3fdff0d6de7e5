"""Items joined by "and" are each answered, or named as not covered; what is one thing or one patient is no list."""

from __future__ import annotations

import pytest

from generate.answers.items import items_of
from generate.ask import Ask
from generate.question import read_question
from generate.questions.parts import parts_of
from library.models import AnswerDraft
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
TABLE = ("WAYMARK-1", "Endpoint\tOVRANTEQ\tChemotherapy")
LABEL = [
    module("indication", "OVRANTEQ is indicated for adult patients with metastatic non-small cell lung cancer."),
    module("pharmacokinetics", "Elimination. The terminal half-life is 31 hours."),
    module("pharmacokinetics", "Distribution. Navoretinib is 98.1% bound to human plasma proteins."),
    module("description", "Store at 20°C to 25°C.", section="storage"),
    module("adverse_reaction", "Nausea\t41.1% (67)\t45.6% (36)", context=("Adverse reaction, % (n)\tA\tB",)),
    module("efficacy_result", "Median PFS, months\t13.6 (11.1–16.4)\t6.8\tHR 0.54 (0.39–0.74)", context=TABLE),
    module("efficacy_result", "PFS events\t103\t65", context=TABLE),
    module("warning", "OVRANTEQ can cause severe interstitial lung disease (ILD)/pneumonitis."),
]


@pytest.fixture(scope="module")
def ask() -> Ask:
    shelf = Shelf.of(LABEL)
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def answer(ask: Ask, question: str) -> AnswerDraft:
    return ask.ask(DOCTOR, question, market="US", product="ovranteq").content


def items(question: str) -> list[str]:
    found = parts_of(read_question(question, TAXONOMY), "ovranteq", TAXONOMY)
    return [item.question.text for part in found for item in items_of(part, "ovranteq", TAXONOMY)]


@pytest.mark.parametrize(
    ("question", "said", "missing"),
    [
        ("What is the half-life and time to steady state of Ovranteq?", "31 hours", "time to steady state"),
        ("What is the storage temperature and price of Ovranteq?", "20°C", "price"),
        ("What is the incidence of nausea and hair loss with Ovranteq?", "41.1%", "hair loss"),
    ],
)
def test_an_item_that_nothing_answers_is_named(ask: Ask, question: str, said: str, missing: str) -> None:
    given = answer(ask, question)
    assert said in given.statements[0].text
    assert f"“{missing}”" in given.message


def test_an_item_with_a_statement_of_its_own_gets_it_and_is_not_named(ask: Ask) -> None:
    given = answer(ask, "PFS hazard ratio and number of events in WAYMARK-1?")
    said = " | ".join(statement.text for statement in given.statements)
    assert "HR 0.54" in said
    assert "103" in said
    assert "does not answer" not in given.message


def test_items_that_are_all_answered_leave_no_remark(ask: Ask) -> None:
    given = answer(ask, "Half-life and protein binding of navoretinib?")
    assert {s.text for s in given.statements} == {LABEL[1].content.body, LABEL[2].content.body}
    assert not given.message


def test_items_without_any_answer_are_a_plain_no(ask: Ask) -> None:
    given = answer(ask, "Price and reimbursement of Ovranteq?")
    assert given.outcome == "not_covered"
    assert "part of the question" not in given.message


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the half-life and time to steady state of Ovranteq?", ["half-life", "time to steady state"]),
        ("欧弗然的半衰期和达到稳态的时间是多少？", ["欧弗然的半衰期", "达到稳态的时间"]),
        ("What are the warnings and precautions of Ovranteq?", []),
        ("Dose in patients with renal and hepatic impairment?", []),
        ("Can Ovranteq be taken with rifampicin and digoxin?", []),
        ("欧弗然能和地高辛一起吃吗？", []),
        ("What is the half-life of Ovranteq?", []),
    ],
)
def test_what_is_joined_is_told_from_what_is_one(question: str, expected: list[str]) -> None:
    assert items(question) == expected
