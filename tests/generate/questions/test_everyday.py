"""Everyday words of a question: turns of the asker's, or names of things an answer may turn on."""

from __future__ import annotations

import pytest

from generate.common_words import common, everyday
from generate.questions.everyday import without_turns
from generate.questions.need import Need
from generate.questions.vocabulary import Vocabulary


@pytest.mark.parametrize("word", ["immature", "childhood", "tuesday", "guy", "hopefully"])
def test_a_common_word_that_names_no_thing_is_a_turn_of_phrase(word: str) -> None:
    assert everyday(word, "en")


@pytest.mark.parametrize("word", ["grapefruit", "alcohol", "tattoo", "swim", "dentist", "insurance", "children"])
def test_a_common_word_that_names_a_thing_still_counts(word: str) -> None:
    assert not everyday(word, "en")


@pytest.mark.parametrize("word", ["warfarin", "capmatinib", "hookworm", "photosensitivity", "resluts"])
def test_a_rare_word_names_something(word: str) -> None:
    assert not everyday(word, "en")


def test_german_words_are_common_in_german() -> None:
    assert everyday("trotzdem", "de")
    assert not everyday("trotzdem", "en")


def test_a_turn_that_no_module_holds_asks_for_nothing() -> None:
    asked = (Need("topic", "overall_survival"), Need("word", "immature"), Need("word", "grapefruit"))
    assert without_turns(asked, Vocabulary(()), "en") == (
        Need("topic", "overall_survival"),
        Need("plain", "immature"),
        Need("word", "grapefruit"),
    )


def test_a_common_word_is_no_typing_error() -> None:
    assert common("program", 3.0)
    assert not common("injecton", 3.0)
