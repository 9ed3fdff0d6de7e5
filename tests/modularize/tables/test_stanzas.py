"""Tables in stanzas, columns that decide a kind, and lines that head, one over another or in a list."""

from __future__ import annotations

import pytest

from library.models import ModuleKind, PassageKind
from library.text import detect_language
from modularize.left_out.paper import of_the_paper
from modularize.segment import segment
from modularize.tables.stanzas import in_stanzas
from modularize.tagging.row_kinds import kind_of_row
from tests.modularize.making import Page

_ROWS = [
    "Alphacillin: general infection",
    "\t\tBody weight <1kg\t1-2kg",
    "\tAge 0-7 d\t5 mg/kg Q12H\t5 mg/kg Q8H",
    "Betamycin: sepsis",
    "\tAge 0-7 d\t50 mg/kg QD\t50 mg/kg Q12H",
]


def _stanzas(rows: list[str]) -> Page:
    page = Page(section=None)
    page.heading("Doses of newborns")
    for row in rows:
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    return page


def test_a_dose_stands_under_the_medicine_of_its_stanza_and_the_sizes_over_it() -> None:
    first, second = segment(_stanzas(_ROWS).passages).segments
    assert first.body.strip() == "Age 0-7 d\t5 mg/kg Q12H\t5 mg/kg Q8H"
    assert [text.strip() for text in first.context_texts[1:3]] == [_ROWS[0], _ROWS[1].strip()]
    assert [text.strip() for text in second.context_texts[1:3]] == [_ROWS[3], _ROWS[1].strip()]


def test_doses_whose_medicine_was_not_read_as_one_wait_for_a_person() -> None:
    names = "\tWeeks\tDays\tDose\tInterval"
    rows = [_ROWS[0], names, "\t0-9\tall\t5\t48", _ROWS[3], names, "\t0-9\tall\t7\t24", names, "\t0-9\tall\t18\t12"]
    cut = segment(_stanzas(rows).passages)
    assert [part.body.strip() for part in cut.segments] == ["0-9\tall\t5\t48", "0-9\tall\t7\t24"]
    assert [skip.passage for skip in cut.skipped if skip.needs_person] == ["p8"]


def test_a_table_of_labelled_rows_is_none_of_stanzas() -> None:
    page = Page()
    page.table("Reaction\tDrug\tPlacebo", "Headache\t5 %\t3 %", "Infections", "Cough\t2 %\t1 %")
    assert in_stanzas([p for p in page.passages if p.kind is PassageKind.TABLE_ROW]) == []


def test_columns_that_tell_how_to_give_a_medicine_make_its_row_a_dose_whatever_a_cell_says() -> None:
    row = "疫苗甲\t來自病毒\t出生滿 2 個月接種一劑，滿 4 個月接種第二劑，最晚於出生後 24 週內完成。\tPO 1.5mL\t禁忌：腸套疊病史，以及對本品過敏者。"
    columns = "製劑名稱\t來源\t施打時間\t施打方法\t注意事項"
    assert kind_of_row(row, [columns], None) is ModuleKind.DOSING
    assert kind_of_row(row, ["名稱\t來源\t時間\t方法\t注意事項"], None) is None
    assert kind_of_row(row, [columns], "contraindications") is None


def test_headings_right_over_one_another_all_stand_over_what_is_said() -> None:
    page = Page(language="zh", section="warnings")
    page.heading("【注意事项】")
    page.text("用药期间应定期检查血常规。")
    for line in ("实验室检查", "胆红素", "阿法替尼", "治疗组有百分之四的患者出现胆红素升高。"):
        page.text(line)
    page.text("阿法替尼")
    page.text("停药后胆红素恢复正常。")
    page.text("体重增加")
    page.text("治疗期间体重可能增加。")
    parts = segment(page.passages).segments
    assert [part.context_texts[1:] for part in parts] == [
        (),
        ("实验室检查", "胆红素", "阿法替尼"),
        ("实验室检查", "胆红素", "阿法替尼"),
        ("体重增加",),
    ]


def test_a_lone_item_of_heading_words_ends_what_the_item_before_opened() -> None:
    page = Page(language="zh", section="indications")
    page.heading("【适应症】")
    page.items("用于慢性肾脏病成人患者：", group="list-1")
    page.text("降低肾功能持续下降的风险。")
    page.items("重要的使用限制", group="list-2")
    page.text("本品不适用于治疗酮症酸中毒。")
    first, second = segment(page.passages).segments
    assert first.context_texts == ("【适应症】", "用于慢性肾脏病成人患者：")
    assert second.context_texts == ("【适应症】", "重要的使用限制")


def test_traditional_characters_are_chinese() -> None:
    assert detect_language("谷濃度：正要給藥前抽血，達穩定狀態之時間") == "zh"
    assert detect_language("血中濃度測定の薬剤") == "ja"


def test_bare_lines_below_a_numbered_item_that_opens_them_are_its_items_and_head_nothing() -> None:
    page = Page(language="zh", section="warnings")
    page.heading("【注意事项】")
    page.add(PassageKind.LIST_ITEM, "导致低血糖的因素包括：", group="list-1", facts={"marker": "7."})
    for line in ("饮食改变", "肾功能损害", "过量服用本品"):
        page.text(line)
    page.add(PassageKind.LIST_ITEM, "治疗期间必须定期监测血糖。", group="list-1", facts={"marker": "8."})
    first, second = segment(page.passages).segments
    assert first.body == "导致低血糖的因素包括：\n饮食改变\n肾功能损害\n过量服用本品"
    assert second.context_texts == ("【注意事项】",)


def test_the_next_number_is_none_of_what_the_item_before_it_opened() -> None:
    page = Page(language="zh", section="interactions")
    page.heading("【药物相互作用】")
    page.add(PassageKind.LIST_ITEM, "需注意下列药物间相互作用：", group="list-1", facts={"marker": "4."})
    page.text("与甲药合用可能导致低血糖的发生。")
    page.add(PassageKind.LIST_ITEM, "饮酒可能减弱本品的作用。", group="list-1", facts={"marker": "5."})
    first, second = segment(page.passages).segments
    assert first.context_texts[-1] == "需注意下列药物间相互作用："
    assert second.context_texts == ("【药物相互作用】",)


def test_a_false_belief_stands_over_what_puts_it_right_and_its_sources_are_no_content() -> None:
    page = Page(language="zh", section=None)
    page.heading("阿法胰岛素会上瘾吗？")
    page.text("误区1：阿法胰岛素会上瘾")
    page.text("事实：阿法胰岛素是人体自身分泌的激素，不存在成瘾性。")
    page.text("参考来源：阿法胰岛素说明书；专家共识")
    (only,) = segment(page.passages).segments
    assert only.body.startswith("事实：")
    assert "误区1：阿法胰岛素会上瘾" in only.context_texts


def test_rows_that_name_the_medicine_once_stand_over_its_columns_and_all_its_rows() -> None:
    rows = [
        "商品名\t甲針劑\t甲針劑\t甲針劑",
        "學名\tAlphacillin\tAlphacillin\tAlphacillin",
        "途徑\t配製溶液\t給藥速率\t注意事項",
        "IM\t2 mL\t\t深部肌肉注射。",
        "IV\t5 mL\t5 分鐘\t避光。",
    ]
    parts = segment(_stanzas(rows).passages).segments
    assert [part.body for part in parts] == rows[3:]
    assert all(part.context_texts[1:4] == ("商品名\t甲針劑", "學名\tAlphacillin", rows[2]) for part in parts)


@pytest.mark.parametrize(
    ("over", "kind"),
    [
        (("观察某药的安全性", "1资料与方法", "1.1研究对象", "组别\t男\t女"), ModuleKind.STUDY_DESIGN),
        (
            ("观察某药的安全性", "1资料与方法", "表2两组患者一般资料比较", "变量\t试验组\t对照组"),
            ModuleKind.STUDY_DESIGN,
        ),
        (("观察某药的安全性", "2.2疗效指标", "2.2.1血红蛋白比较", "组别\t治疗前\t治疗后"), ModuleKind.EFFICACY_RESULT),
        (("观察某药的疗效", "2.1安全性指标", "2.1.1血压比较", "组别\t治疗前\t治疗后"), ModuleKind.SAFETY_RESULT),
        (("观察某药的疗效", "2结果", "组别\t治疗前\t治疗后"), None),
    ],
)
def test_the_chapter_of_a_paper_decides_on_its_rows_and_not_the_title(
    over: tuple[str, ...], kind: ModuleKind | None
) -> None:
    assert kind_of_row("试验组\t29\t30", over, None) is kind
    assert kind_of_row("试验组\t29\t30", over, "adverse_reactions") is None


@pytest.mark.parametrize(
    "line", ["地 址：某市某路 1 號", "藥 商：某某股份有限公司", "成品及溶劑二級包裝廠：Beta, Inc."]
)
def test_makers_and_their_addresses_are_no_content(line: str) -> None:
    assert of_the_paper(line)
    assert not of_the_paper("地址：對本品過敏者不得使用。")
