"""A pattern worded in simplified Chinese holds for traditional Chinese."""

from __future__ import annotations

import re

import pytest

from ingest.lines.marks import captioned
from library import han
from library.text import sentences
from library.word_pattern import word_pattern
from modularize.sentences.depends import depends, is_stem


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


def test_a_chinese_sentence_keeps_the_numbers_and_the_reference_set_behind_it() -> None:
    text = "风险未见增长。⁵ ——参见“临床研究资料”(14.3)如出现卒中，应停药。此后持续。——参见 8.2 节"
    assert [text[start:end] for start, end in sentences(text, "zh")] == [
        "风险未见增长。⁵ ——参见“临床研究资料”(14.3)",
        "如出现卒中，应停药。",
        "此后持续。——参见 8.2 节",
    ]


def test_sentences_about_a_table_are_no_caption() -> None:
    assert captioned("表 8：主要指标的结果")
    assert not captioned("表 8 提供了主要療效指標的結果。與安慰劑相比，風險相對降低了 86%。")
