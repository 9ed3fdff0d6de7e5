"""A Chinese sentence that names its own people, medicine or case is read without the one before it."""

from __future__ import annotations

import pytest

from modularize.sentences.leaning import leans
from modularize.sentences.own_topic import names_its_topic, points_within


@pytest.mark.parametrize(
    "sentence",
    [
        "对开角型青光眼病人应定期测量眼压。",
        "敏感病人可能发生过敏反应。",
        "由于本品可使血糖升高，应定期检查。",
        "与维拉帕米合用时，血药浓度可升高。",
        "如出现剧烈的腹痛并伴有恶心和呕吐，应怀疑急性胰腺炎。",
    ],
)
def test_a_sentence_with_its_own_people_or_case_leans_on_none(sentence: str) -> None:
    assert names_its_topic(sentence)
    assert not leans(sentence, "zh")


@pytest.mark.parametrize(
    "sentence",
    [
        "该反应在停用后可自行消失。",
        "多数患者在两周内恢复。",
        "如长期使用本品，则该风险会明显增高。",
        "如疗效不佳，可增至每日2片。",
        "治疗第一年，治疗组的事件发生率高于安慰剂组。",
        "应定期检查。",
    ],
)
def test_what_points_or_goes_on_with_a_dose_leans(sentence: str) -> None:
    assert leans(sentence, "zh")


def test_a_word_that_points_within_its_sentence_needs_nothing_before() -> None:
    assert names_its_topic("长期服用本品的患者停用本品时应逐渐减量，且停用期间该患者应接受监护。")


def test_this_behind_a_clause_of_its_own_sentence_points_to_nothing_before():
    assert not points_within("本品有不可吸收的外壳，这样可使药品缓慢释放进入人体内吸收。")
    assert points_within("与利尿剂合用时血压下降明显，这种现象多见于老年患者。")
    assert points_within("对于本身患有糖尿病的患者中，这可能表现为高血糖。")
