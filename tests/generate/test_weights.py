"""Body weights: bands that a statement is for, and the weight that a question tells."""

from __future__ import annotations

import math

import pytest

from generate.ask import Ask
from generate.weights import bands_in, bands_of, holds, weight_told
from library.taxonomy import Taxonomy
from library.text import fold
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

SMALL, LARGE = "One 40 mg tablet once daily.", "One 90 mg tablet once daily."
BASELINE = "At baseline, children weighed 21 kg on average and had a median score of 14 points."


@pytest.mark.parametrize(
    ("text", "low", "inside", "outside"),
    [
        ("weighing at least 12 kg to less than 22 kg", 12, 21.9, 22),
        ("体重15kg以上30kg未満", 15, 29, 30),
        ("体重30kg以上50kg以下", 30, 50, 51),
        ("10 bis 20 kg Körpergewicht", 10, 20, 21),
        ("less than 40 kg", 0, 39, 40),
    ],
)
def test_a_band_of_weights_is_read_with_its_bounds(text: str, low: float, inside: float, outside: float) -> None:
    (band,) = bands_in(fold(text))
    assert band[0] == low
    assert holds(band, inside)
    assert not holds(band, outside)


def test_a_weight_or_more_has_no_upper_bound() -> None:
    assert bands_in(fold("patients weighing 40 kg and above")) == [(40, math.inf)]


@pytest.mark.parametrize("text", ["5 mg/kg twice daily", "gained more than 9 kg", "mean weight 70 kg"])
def test_doses_by_weight_changes_and_single_weights_are_no_band(text: str) -> None:
    assert bands_in(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "kg"),
    [("a 6-year-old, weighs 20 kg", 20), ("20公斤的孩子", 20), ("lost 5 kg in 3 weeks", None), ("5 mg/kg", None)],
)
def test_the_weight_of_a_patient_is_read_and_no_change_of_it(text: str, kg: float | None) -> None:
    assert weight_told(fold(text)) == kg


def test_a_cell_under_a_head_of_weights_is_the_band_of_its_row() -> None:
    row = module("dosing", "12 to <22\t40 mg", context=("Body weight (kg)\tDose once daily",))
    assert bands_of(row.content) == [(12, 22)]


def test_a_weight_told_is_answered_by_its_band_alone() -> None:
    shelf = Shelf.of(
        [
            module("indication", "OVRANTEQ is indicated for children with metastatic non-small cell lung cancer."),
            module(
                "dosing", SMALL, section="dosing", context=("Posology", "Children weighing 12 kg to less than 22 kg")
            ),
            module("dosing", LARGE, section="dosing", context=("Posology", "Children weighing at least 22 kg")),
            module("efficacy_result", BASELINE, section="clinical_studies"),
        ]
    )
    ask = Ask(shelf, Taxonomy.load(), WordIndex(shelf))
    given = ask.ask(DOCTOR, "Child, 20 kg. Which Ovranteq tablet and how often?", market="US").content
    assert [statement.text for statement in given.statements] == [SMALL]
