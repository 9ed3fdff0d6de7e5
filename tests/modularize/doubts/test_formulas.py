"""A formula in a typesetting program's signs waits for a person; a dollar sign that a second one closes is no price."""

from __future__ import annotations

from modularize.doubts.broken_figures import of_broken_figures
from modularize.left_out.making import names_price


def test_a_formula_or_a_half_of_one_waits() -> None:
    assert of_broken_figures(r"剂量为 $ \frac { 1 } { 2 } $ 片。")
    assert of_broken_figures("5 \\%$ 的患者发生。")
    assert of_broken_figures("发生率约为 $1 / 8 0 0 ^ { [ 1 2 ] }$ 。")
    assert not of_broken_figures("发生率为 13.5%。")


def test_a_formula_is_no_price() -> None:
    assert not names_price("约 $30 \\%$ 的患者好转。")
    assert names_price("It costs $30 a month.")
