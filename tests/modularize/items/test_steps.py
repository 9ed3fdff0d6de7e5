"""Steps of a dose and nested lists of an insert."""

from __future__ import annotations

from library.models import PassageKind
from modularize.doubts.broken_figures import of_broken_figures
from modularize.segment import segment
from tests.modularize.making import Page

STEM = "治疗慢性心力衰竭应从低剂量开始，按以下方案逐渐增加剂量："


def _steps(first: str) -> tuple[str, ...]:
    page = Page("zh", "dosage")
    page.heading("【用法用量】")
    page.text(STEM)
    page.text(first)
    page.text("2.5mg，每日1次，继续用药4周，如果耐受性良好，则增加至")
    page.text("5mg，每日1次，作为维持治疗。 最大推荐剂量为10mg，每日1次。")
    return tuple(part.body for part in segment(page.passages).segments)


def test_steps_that_go_on_are_one_statement():
    body, most = _steps("1.25mg，每日1次，用药1周，如果耐受性良好，则增加至")
    assert body.count("则增加至") == 2
    assert body.endswith("作为维持治疗。")
    assert most == "最大推荐剂量为10mg，每日1次。"


def test_a_step_that_ends_is_joined_to_none():
    assert len(_steps("1.25mg，每日1次，用药1周，应密切观察血压和心率的变化。")) == 3


def test_an_amount_at_the_beginning_is_in_doubt_where_no_opening_says_of_what():
    assert of_broken_figures("1.25mg，每日1次。", "dosage")
    assert not of_broken_figures("1.25mg，每日1次。", "dosage", [STEM])


def _items(*items: tuple[str, str]) -> tuple[str, ...]:
    page = Page("zh", "warnings")
    page.heading("【注意事项】")
    for marker, text in items:
        page.add(PassageKind.LIST_ITEM, text, facts={"marker": marker})
    return tuple(part.body for part in segment(page.passages).segments)


def test_items_in_brackets_stand_under_the_numbered_one_that_opens_them():
    found = _items(
        ("1.", "诱发感染：在激素作用下，原来已被控制的感染可活动起来。"),
        ("2.", "长期应用者，应定期检查以下项目："),
        ("(1)", "血糖、尿糖或糖耐量试验。"),
        ("(2)", "眼科检查，注意白内障的发生。"),
        ("3.", "运动员应在医师指导下慎重使用本品。"),
    )
    [listed] = [body for body in found if "眼科检查" in body]
    assert listed.startswith("长期应用者")
    assert "血糖" in listed
    assert len(found) == 3


def test_items_of_the_same_count_stand_beside_each_other():
    found = _items(
        ("(1)", "长期应用本品的患者，应定期检查眼压和血糖水平。"), ("(2)", "停药时应逐渐减量，不可突然中断本品的治疗。")
    )
    assert len(found) == 2


def test_the_first_of_uses_counted_in_one_line_is_no_heading():
    page = Page("zh", "indications")
    page.heading("【适应症】")
    page.text("高血压。2、冠心病。3、慢性稳定型心绞痛。")
    assert next(part.body for part in segment(page.passages).segments) == "高血压。"
