"""The ten questions of the demonstration, and more of our own, each with the outcome a careful person would give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generate.ask import Ask
from library.models import AnswerDraft
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, label_modules

HERE = Path(__file__).parent
TEN = yaml.safe_load((HERE.parents[1] / "examples" / "questions.yaml").read_text(encoding="utf-8"))["questions"]
GOLD = yaml.safe_load((HERE / "gold.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf.of(label_modules())


@pytest.fixture(scope="module")
def ask(shelf: Shelf) -> Ask:
    return Ask(shelf, Taxonomy.load(), WordIndex(shelf))


def said(answer: AnswerDraft) -> str:
    return " | ".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize("named", [True, False], ids=["product given", "product not given"])
@pytest.mark.parametrize("case", TEN, ids=[str(case["id"]) for case in TEN])
def test_the_ten_questions_get_their_expected_outcome_and_flags(ask: Ask, case: dict[str, Any], named: bool) -> None:
    product = case["product"] if named else ""
    answer = ask.ask(DOCTOR, case["question"], market=case["market"], product=product).content
    assert answer.outcome == case["outcome"], answer
    assert sorted(answer.flags) == sorted(case["flags"])
    assert answer.language == case["language"]
    if "handed_to" in case:
        assert case["handed_to"] in answer.handed_to
    for words in case.get("needs", []):
        assert words in said(answer)


@pytest.mark.parametrize("case", GOLD, ids=[case["q"] + " " + case["market"] for case in GOLD])
def test_a_question_gets_what_a_medical_information_officer_would_expect(ask: Ask, case: dict[str, Any]) -> None:
    answer = ask.ask(DOCTOR, case["q"], market=case["market"]).content
    if "outcome" in case:
        assert answer.outcome == case["outcome"], answer
    else:
        assert answer.outcome != case["outcome_not"], answer
    assert sorted(answer.flags) == sorted(case.get("flags", []))
    for words in case.get("says", []):
        assert words in said(answer)
    for words in case.get("not_says", []):
        assert words not in said(answer)
    if case.get("safety"):
        assert answer.safety
    if "message" in case:
        assert case["message"] in answer.message


@pytest.mark.parametrize("case", [*TEN, *GOLD], ids=lambda case: str(case.get("question") or case.get("q")))
def test_every_statement_is_an_approved_module_of_the_market_word_for_word(
    ask: Ask, shelf: Shelf, case: dict[str, Any]
) -> None:
    answer = ask.ask(DOCTOR, case.get("question") or case["q"], market=case["market"]).content
    for statement in answer.shown:
        (cited,) = statement.modules
        module = shelf.module(cited)
        assert statement.text == module.content.body
        assert module.content.market == answer.scope.market
    if answer.outcome != "answered":
        assert not answer.statements or "off_label" in answer.flags
    else:
        assert answer.statements
