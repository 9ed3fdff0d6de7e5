"""Formulas between dollar signs are read as the figures they stand for, or left as they are."""

from __future__ import annotations

import pytest

from ingest import text
from ingest.lines.formulas import with_plain_formulas
from ingest.reading import Limits


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"$ 1 3 . 5 \% $", "13.5%"),
        (r"$7 3 { \pm } 4 . 8$ 岁", "73±4.8 岁"),
        (r"$\mathrm { D } , 0 . 6 \ \mathrm { g } / \mathrm { d }$", "D,0.6 g/d"),
        (r"$2 0 ~ { \mu \mathrm { g } }$", "20 μg"),
        (r"$4 0 ~ \mathrm { { ^ { \circ } C } }$", "40 °C"),
        (r"$2 { \sim } 3$ 个月", "2~3 个月"),
        (r"$1 / 8 0 0 ^ { [ 1 2 ] }$", "1/800[12]"),
        (r"$3 \times 1 0 ^ { 9 } / \mathrm { L }$", "3×10⁹/L"),
        (r"$P { < } 0 . 0 5$", "P<0.05"),
    ],
)
def test_figures_signs_and_units_of_a_formula_are_plain_words(written: str, meant: str) -> None:
    assert with_plain_formulas(written) == meant


@pytest.mark.parametrize(
    "written", [r"$\overbrace { 4 } x$", "it costs $5 and later $10", r"$1 2 0 0 g 4 ^ { \circ }$"]
)
def test_what_is_no_figure_for_sure_stays_as_it_is_written(written: str) -> None:
    assert with_plain_formulas(written) == written


def test_a_figure_in_a_formula_is_not_cut_at_its_point() -> None:
    raw = text.read("年发生率为 $ 1 3 . 5 \\% $ ，**重度**者更高。".encode(), Limits())
    assert [block.text for block in raw.blocks] == ["年发生率为 13.5% ，重度者更高。"]
