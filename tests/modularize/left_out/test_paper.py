"""Under a heading on reports of reactions only what asks for reports is left out."""

from __future__ import annotations

import pytest

from modularize.left_out.paper import of_the_paper, reports
from modularize.sentences.elsewhere import ELSEWHERE, sends_elsewhere


def test_reactions_reported_since_the_launch_are_no_lines_on_reporting() -> None:
    assert not reports("6.2 上市后的不良反应报告", "上市以来，已有惊厥的病例报告。")
    assert not reports("不良反应报告", "已有使用本品之后出现皮疹的报告。")
    assert reports("不良反应的报告", "如发现可疑的不良反应，请向药监部门报告。")


@pytest.mark.parametrize(
    "said",
    ["用量取决于剂型（见表一）。粉末仅可用所附溶剂复溶。", "用量取决于剂型（见表一）。", "反应见表二。不应再次使用。"],
)
def test_a_chinese_paragraph_that_says_something_beside_naming_a_table_stays(said: str) -> None:
    assert sends_elsewhere(said) == ""


def test_a_chinese_sentence_that_only_names_a_table_or_a_chapter_is_none() -> None:
    assert sends_elsewhere("各剂型的不良反应，见表二、表三和表四。") == ELSEWHERE
    assert sends_elsewhere("给患者的劝告请参见第十七章。")
    assert sends_elsewhere("和（8.7）")


def test_the_foot_and_the_telephone_of_a_hospitals_paper_are_no_content() -> None:
    assert of_the_paper("安康醫院病人用藥衛教單張 藥劑部印製2018/4/2")
    assert of_the_paper("諮詢專線：安康醫院(02)5550011 轉200")
    assert not of_the_paper("如有不適，請撥打電話與藥師聯絡。")
