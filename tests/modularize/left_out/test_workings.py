"""How something was looked for, announced or derived is no finding; what was found is."""

from __future__ import annotations

import pytest

from modularize.left_out.making import RESEARCH, of_making
from modularize.left_out.workings import tells_how_found
from modularize.segment import segment
from modularize.sentences.halves import asks_for_words
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The national database was searched for suspected reactions reported from 1996 to 2002.", True),
        ("The national database was searched and 12 cases of adrenal suppression were identified.", False),
        ("The manufacturer has informed clinicians of new pharmacokinetic data concerning both medicines.", True),
        ("The manufacturer has informed clinicians of new data that showed a higher risk of bleeding.", False),
        ("No evidence was identified, so the committee made recommendations to reflect current practice.", True),
        ("The data are derived from expert opinion and case reports.", True),
        ("The data are derived from 3 studies of 512 patients.", False),
        ("Investigating risk factors for relapse might enable clinicians to identify those at risk.", True),
        ("Investigating relapse is part of each visit.", False),
        ("It is not reported whether the patient was taking the drug at that time.", True),
        ("It is not known whether the drug is excreted in human milk.", False),
        ("副作用データベースを検索した。", True),
        ("Die Datenbank wurde nach Meldungen durchsucht.", True),
        ("Die Daten der Messungen wurden verwendet, um die mittlere Fläche zu berechnen.", True),
        ("Die Daten wurden verwendet, um das Risiko zu bestimmen: es stieg um 4 %.", False),
    ],
)
def test_how_something_was_found_is_told_from_what_was_found(text: str, expected: bool) -> None:
    assert tells_how_found(text) is expected


def test_the_needs_of_research_are_left_out_under_a_heading_of_several_words() -> None:
    wish = "Evaluate the role of corticosteroids in the disease."
    assert of_making(wish, ["7 Guideline-relevant research needs and limitations"]) == RESEARCH
    assert of_making(wish, ["7 Treatment of severe disease"]) == ""


def test_the_only_words_under_use_are_a_module_though_they_begin_small() -> None:
    page = Page(section="indications")
    page.heading("Use")
    page.text("to regrow hair on the top of the scalp")
    page.heading("Clinical studies of hair")
    page.text("to regrow hair on the top of the scalp of men")
    assert [part.body for part in segment(page.passages).segments] == ["to regrow hair on the top of the scalp"]
    assert asks_for_words("Inactive ingredients")
    assert not asks_for_words("Use in children")
