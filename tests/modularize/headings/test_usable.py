"""Headings behind small pictures."""

from __future__ import annotations

from modularize.headings.usable import is_usable_heading


def test_a_small_picture_before_its_words_makes_no_heading_useless() -> None:
    assert is_usable_heading("❌ KONTRAINDIKATIONEN")
    assert is_usable_heading("⚠️ WECHSELWIRKUNGEN 💡")
    assert not is_usable_heading("❌ (OS) from the phase III study")
