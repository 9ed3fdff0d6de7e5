"""Reactions by their own name, doses by age and week, and what is due after stopping, on any label."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from library.models import AnswerDraft
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
COMMON = "Common:\tdepression, strange dreams"
UNCOMMON = "Uncommon:\tsuicidal thoughts (particularly in patients with a history of depression), anxiety"
SHARES = "Nervous system\tdrowsiness\tmigraine"
TOGETHER = "The dose of OVRANTEQ should be doubled when it is given with carbamazepine."
AFTER = "After discontinuation of carbamazepine the dose of OVRANTEQ should be reduced."
WEEKS = ("Week\tMorning\tEvening\tTotal daily dose (mg)",)
YOUNG = ("Adolescents (13-17 years):",)
YOUNG_DOSE = "The recommended dose is 10 mg once daily."
ADULT_DOSE = "The recommended dosage of OVRANTEQ in adults is 300 mg orally once daily."


@pytest.fixture(scope="module")
def ask() -> Ask:
    psychiatric = ("4.8 Undesirable effects", "Psychiatric disorders", "Frequency\tAdverse reaction")
    shelf = Shelf.of(
        [
            module("adverse_reaction", COMMON, section="adverse_reactions", context=psychiatric),
            module("adverse_reaction", UNCOMMON, section="adverse_reactions", context=psychiatric),
            module("adverse_reaction", SHARES, section="adverse_reactions", context=("\t≥5%\t<5%",)),
            module("interaction", TOGETHER, section="interactions"),
            module("interaction", AFTER, section="interactions"),
            *(module("dosing", f"{n}\t{n}\t1\t{n * 100}", section="dosage", context=WEEKS) for n in (4, 5, 6)),
            module("dosing", "9+\t2\t2\t900", section="dosage", context=WEEKS),
            module("dosing", YOUNG_DOSE, section="dosage", context=("2 DOSAGE", *YOUNG)),
            module("dosing", ADULT_DOSE, section="dosage", context=("2 DOSAGE",)),
        ]
    )
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def said(ask: Ask, question: str) -> list[str]:
    given: AnswerDraft = ask.ask(DOCTOR, question, market="US", product="ovranteq").content
    return [statement.text for statement in given.statements]


@pytest.mark.parametrize(("reaction", "line"), [("depression", COMMON), ("anxiety", UNCOMMON)])
def test_the_line_that_lists_a_reaction_tells_how_common_it_is(ask: Ask, reaction: str, line: str) -> None:
    assert said(ask, f"How common is {reaction} on Ovranteq?") == [line]


def test_a_row_under_heads_of_shares_tells_how_often_its_reaction_was_seen(ask: Ask) -> None:
    assert said(ask, "How often does drowsiness occur on Ovranteq?") == [SHARES]


def test_what_is_due_with_another_medicine_is_not_what_is_due_after_it(ask: Ask) -> None:
    answer = said(ask, "Does the Ovranteq dose change under carbamazepine?")
    assert TOGETHER in answer
    assert AFTER not in answer


def test_what_is_due_after_another_medicine_is_stopped_is_told_where_it_is_asked(ask: Ask) -> None:
    assert AFTER in said(ask, "What Ovranteq dose once carbamazepine is stopped?")


@pytest.mark.parametrize(("week", "row"), [(5, "5\t5\t1\t500"), (9, "9+\t2\t2\t900"), (12, "9+\t2\t2\t900")])
def test_the_dose_of_a_week_is_its_row(ask: Ask, week: int, row: str) -> None:
    assert row in said(ask, f"What is the Ovranteq dose in week {week}?")


def test_the_dose_of_an_age_stands_under_the_heading_that_names_it(ask: Ask) -> None:
    answer = said(ask, "What is the Ovranteq dose in a 15-year-old?")
    assert ADULT_DOSE not in answer
