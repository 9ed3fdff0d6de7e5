"""Chinese and Japanese sentences that say of another thing what was said before travel with it."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.segment import segment
from modularize.sentences.depends import depends
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("乙检查也是如此，不需要停药。", "zh"),
        ("与对照药相比，显著降低25%。", "zh"),
        ("甲剤併用と比較して25%有意に減少", "ja"),
        ("甲剤に比べて12.5%低下した。", "ja"),
    ],
)
def test_such_a_sentence_leans_on_the_one_before(sentence: str, language: str) -> None:
    assert depends(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("与对照药相比，疼痛评分降低25%。", "zh"),
        ("甲剤と比較して疼痛を25%減少した。", "ja"),
        ("患者如此时出现发热，应立即停药。", "zh"),
    ],
)
def test_a_sentence_that_says_of_what_does_not(sentence: str, language: str) -> None:
    assert not depends(sentence, language)


def test_a_later_sentence_of_a_recommendation_counted_by_its_word_carries_its_case() -> None:
    page = Page(language="zh", section=None)
    page.heading("1 检查")
    case = "推荐4：如果超声不能协助确诊，并且患者出现发热或低血压时，则应进行二线检查。"
    page.text(f"{case}病情紧急情况下，可以使用低剂量甲扫描（强烈推荐）。")
    [part] = [part for part in segment(page.passages).segments if "甲扫描" in part.body]
    assert case in part.body or case in part.context_texts


def test_an_entry_of_a_history_waits_and_heads_nothing() -> None:
    page = Page(language="ja", section=None)
    page.heading("年表")
    page.text("2006年 - 甲国での承認")
    page.text("2015年 - 適応追加")
    made = segment(page.passages)
    assert not made.segments
    assert all(skip.needs_person for skip in made.skipped if skip.passage != page.passages[0].id)


def test_what_a_patient_asks_is_no_module_without_its_answer() -> None:
    page = Page(language="ja", section=None)
    page.heading("飲み忘れ")
    page.add(PassageKind.PARAGRAPH, "患者: 「朝の薬を昼に思い出したのですが」")
    page.text("次の服用時刻まで4時間以上あれば、すぐに1回分を服用してください。")
    assert all("思い出した" not in part.body for part in segment(page.passages).segments)
