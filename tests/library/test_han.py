"""A pattern worded in simplified Chinese holds for traditional Chinese."""

from __future__ import annotations

import re

import pytest

from library import han
from library.word_pattern import word_pattern
from modularize.depends import depends, is_stem


@pytest.mark.parametrize("text", ["该药会导致头晕", "該藥會導致頭暈"])
def test_one_pattern_holds_for_both_scripts(text: str) -> None:
    assert han.compile("该药会导致[头晕]+").fullmatch(text)
    assert word_pattern(r"\bnone\b|头晕").search(text)


def test_ranges_and_escapes_stay_as_they_are() -> None:
    assert re.fullmatch(han.both_scripts(r"[\u4e00-\u9fff\]]+\[药"), "一]藥藥[药") is not None
    assert han.both_scripts(r"[头-颈]\.") == r"[头-颈]\."


def test_simplifying_keeps_the_places() -> None:
    text = "腎功能不全病人請勿使用（劑量）。"
    assert len(han.simplified(text)) == len(text)
    assert han.simplified("劑量與腎") == "剂量与肾"


def test_a_sentence_of_taiwan_that_points_back_depends_on_the_one_before() -> None:
    assert depends("該研究中未觀察到體重變化。", "zh")
    assert is_stem("如出現下列任一情況，請停藥。") == is_stem("如出现下列任一情况，请停药。")
