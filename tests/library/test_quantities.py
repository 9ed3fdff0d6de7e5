"""Ages that a text states, as intervals."""

from __future__ import annotations

import math

import pytest

from library.matching import fold_with_offsets
from library.quantities import measures
from library.taxonomy import Taxonomy


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2歳以上7歳未満の幼児", 2, 7),
        ("2歳以上14歳以下の慢性便秘症の患者", 2, 15),
        ("12岁及以上18岁以下", 12, 19),
        ("65歳以上の患者", 65, math.inf),
    ],
)
def test_an_age_from_and_up_to_is_one_interval(text: str, low: float, high: float) -> None:
    assert [(found.low, found.high) for found in measures(fold_with_offsets(text))] == [(low, high)]


def test_a_childs_age_names_no_adult_and_a_mast_cell_no_obesity() -> None:
    vocabulary = Taxonomy.load()
    child = {found.id for found in vocabulary.concepts("2歳以上7歳未満の幼児には1包を投与する。", "ja")}
    assert "paediatric" in child
    assert not {"adult", "adolescent"} & child
    assert "obesity" not in {found.id for found in vocabulary.concepts("肥満細胞の活性化を抑制する。", "ja")}
    assert "obesity" in {found.id for found in vocabulary.concepts("肥満症の患者", "ja")}
