"""What explains an item of a list stands with it; a line over the opening of a list is none of its items."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page


def test_a_paragraph_between_two_contraindications_carries_the_one_it_explains() -> None:
    page = Page(language="zh", section="contraindications")
    page.heading("二、禁忌症")
    page.items("有乳腺癌既往史。")
    page.text("本品可能导致乳腺癌复发。——参见 8.2 节")
    page.items("未治疗的子宫内膜增生。")
    found = {part.body: part.context_texts for part in segment(page.passages).segments}
    assert "有乳腺癌既往史。" in found["本品可能导致乳腺癌复发。——参见 8.2 节"]


def test_the_use_that_a_list_of_contraindications_is_for_is_none_of_them() -> None:
    page = Page(language="zh", section="leaflet")
    page.heading("不得使用本品的情形")
    page.text("异常增加的性冲动以及异常改变的性冲动的控制——适用于男性")
    page.heading("有以下情况的男性患者，不得使用本品：")
    page.items("肝脏疾病；", "镰状细胞性贫血。")
    parts = segment(page.passages).segments
    assert all("性冲动" not in part.body for part in parts)
    assert any(part.first.kind is PassageKind.LIST_ITEM for part in parts)


def test_the_name_of_a_reaction_holds_until_the_next_in_its_paragraph() -> None:
    page = Page(language="zh", section="adverse_reactions")
    page.text("胃肠道反应：大部分恶心均为轻至中度。70岁以上患者可能会出现较多的反应。胰腺炎：已经报告了少数急性病例。")
    found = {part.body: part.context_texts for part in segment(page.passages).segments}
    assert found["70岁以上患者可能会出现较多的反应。"][-1].startswith("胃肠道反应")
    assert not found["胰腺炎：已经报告了少数急性病例。"]
