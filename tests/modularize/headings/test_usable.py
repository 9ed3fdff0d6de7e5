"""Headings behind small pictures."""

from __future__ import annotations

import pytest

from modularize.headings.usable import is_usable_heading


def test_a_small_picture_before_its_words_makes_no_heading_useless() -> None:
    assert is_usable_heading("❌ KONTRAINDIKATIONEN")
    assert is_usable_heading("⚠️ WECHSELWIRKUNGEN 💡")
    assert not is_usable_heading("❌ (OS) from the phase III study")


@pytest.mark.parametrize(
    "heading", ["7. 過量投与³）", "1. 血中濃度⁸）", "2. 吸収⁹ ～¹⁴）", "3. 反応に対する作用 17, 18）"]
)
def test_the_mark_of_a_reference_behind_a_heading_makes_it_no_half_of_a_line(heading: str) -> None:
    assert is_usable_heading(heading)
    assert not is_usable_heading("の続きの行）")
