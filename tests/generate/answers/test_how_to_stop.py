"""Whether and how treatment is stopped is answered by how to stop, not by what calls for stopping."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from generate.question import read_question
from generate.questions.asked import needs
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
SLOWLY = "Abrupt discontinuation of OVRANTEQ may cause a rebound; taper the dose over two weeks."
RASH = "Discontinue OVRANTEQ permanently if severe rash occurs."
LIVER = "Stop treatment with OVRANTEQ if liver enzymes rise above five times the upper limit."
INDICATION = "OVRANTEQ is indicated for adult patients with metastatic non-small cell lung cancer."


def said(question: str, *bodies: str) -> list[str]:
    shelf = Shelf.of([module("indication", INDICATION), *(module("warning", b, section="warnings") for b in bodies)])
    given = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, question, market="US").content
    return [statement.text for statement in given.statements]


@pytest.mark.parametrize(
    "question", ["Can Ovranteq be stopped abruptly?", "How should I stop Ovranteq?", "May I stop Ovranteq overnight?"]
)
def test_how_to_stop_is_answered_by_what_stopping_brings(question: str) -> None:
    assert said(question, SLOWLY, RASH, LIVER) == [SLOWLY]


def test_what_calls_for_stopping_does_not_say_how() -> None:
    assert said("Can Ovranteq be stopped abruptly?", RASH, LIVER) == []


def test_a_reaction_told_asks_whether_to_go_on() -> None:
    assert said("Should Ovranteq be stopped if a severe rash occurs?", SLOWLY, RASH, LIVER) == [RASH]


@pytest.mark.parametrize(
    "question",
    [
        "オブランテクを急に中止してもよいですか？",
        "Ovranteq可以突然停药吗？",
        "Kann ich Ovranteq einfach absetzen?",
        "Can I just come off Ovranteq?",
    ],
)
def test_stopping_is_asked_of_in_four_languages(question: str) -> None:
    asked = needs(read_question(question, TAXONOMY), "ovranteq", TAXONOMY)
    assert {need.id for need in asked if need.kind == "topic"} == {"how_to_stop"}


def test_how_many_stopped_is_no_question_of_how_to_stop() -> None:
    asked = needs(read_question("How many patients stopped Ovranteq because of rash?", TAXONOMY), "ovranteq", TAXONOMY)
    assert "how_to_stop" not in {need.id for need in asked}
