"""Rows that share one P value stand under the row that names their group."""

from __future__ import annotations

from library.models import ModuleKind, PassageKind
from modularize.segment import segment
from modularize.tables.tested_groups import TESTED
from modularize.tagging.row_kinds import kind_of_row
from tests.modularize.making import Page

_HEAD = "变量\t甲药1mg/d组 (n = 50)\t甲药2mg/d组 (n = 50)\tP值"
_ROWS = [
    "乙药剂量\t\t\t0.484",
    "≤20mg/d\t31 (62.0)\t28 (56.0)\t",
    "丙药剂量\t\t\t0.131",
    "≤20mg/d\t40 (80.0)\t35 (70.0)\t",
    "应用时间（天）\t\t\t0.524",
    "7-13\t20 (40.0)\t25 (50.0)\t",
    "年龄（岁）\t61.1 ± 4.1\t62.0 ± 4.6\t0.911",
]


def _table(head: str, rows: list[str]) -> Page:
    page = Page(section=None)
    page.heading("2.1 两组患者基线资料比较")
    page.add(PassageKind.CAPTION, "表1 两组患者一般资料比较［例 (%)］", group="table-1")
    for row in (head, *rows):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    return page


def test_rows_without_a_test_of_their_own_stand_under_the_name_of_their_group() -> None:
    cut = segment(_table(_HEAD, _ROWS).passages)
    over = {part.body.strip(): [text.split("\t")[0] for text in part.context_texts] for part in cut.segments}
    assert "乙药剂量" in over["≤20mg/d\t31 (62.0)\t28 (56.0)"]
    assert "丙药剂量" not in over["≤20mg/d\t31 (62.0)\t28 (56.0)"]
    assert "丙药剂量" in over["≤20mg/d\t40 (80.0)\t35 (70.0)"]
    assert "乙药剂量" not in over["≤20mg/d\t40 (80.0)\t35 (70.0)"]
    assert "应用时间（天）" in over["7-13\t20 (40.0)\t25 (50.0)"]
    assert "应用时间（天）" not in over[_ROWS[-1]]
    assert sum(skip.reason == TESTED for skip in cut.skipped) == 3


def test_a_last_column_that_is_no_test_makes_no_group() -> None:
    cut = segment(_table(_HEAD.replace("P值", "合计"), _ROWS).passages)
    assert not [skip for skip in cut.skipped if skip.reason == TESTED]


def test_rows_of_patients_as_they_were_taken_in_are_no_doses_whatever_their_group_is_called() -> None:
    heads = ["表1 两组患者一般资料比较［例 (%)］", _HEAD, _ROWS[0]]
    assert kind_of_row(_ROWS[1], heads, None) is ModuleKind.STUDY_DESIGN
    assert kind_of_row(_ROWS[1], ["表1 两组患者剂量比较［例 (%)］", _HEAD, _ROWS[0]], None) is None


def test_names_over_rows_of_ratios_leave_the_two_lines_of_the_header_what_they_are() -> None:
    head = "结局\t模型1\t模型1\t模型2\t模型2"
    names = "结局\tHR(95% CI)\tP值\tHR (95% CI)\tP值"
    arms = ["甲药(1mg/d)\t1(Ref)\t\t1(Ref)\t", "甲药(2mg/d)\t1.7 (1.18~2.46)\t0.005\t1.73 (1.19~2.5)\t0.004"]
    cut = segment(_table(head, [names, "全因死亡\t\t\t\t", *arms, "心血管死亡\t\t\t\t", *arms]).passages)
    results = [part for part in cut.segments if part.body.startswith("甲药(2mg/d)")]
    assert [part.context_texts[-1].strip() for part in results] == ["全因死亡", "心血管死亡"]
    assert all({head, names} <= set(part.context_texts) for part in results)
    assert kind_of_row(arms[1], [head, names], None) is ModuleKind.EFFICACY_RESULT
    assert kind_of_row("年龄\t1.05 (1.0~1.1)\t0.02", [head, names], None) is None
