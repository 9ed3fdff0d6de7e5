"""Markdown: bold lines as headings, and what a fence holds."""

from __future__ import annotations

import pytest

from ingest import text
from ingest.assemble import assemble
from ingest.reading import Limits
from library.models import PassageDraft, PassageKind

_TOP = "# 甲剤の試験\n\n## 結果\n\n"


def read(data: str) -> list[PassageDraft]:
    return list(assemble(text.read((_TOP + data).encode(), Limits())).passages)[2:]


def _told(data: str) -> list[tuple[PassageKind, str]]:
    return [(p.kind, p.text) for p in read(data)]


def test_a_bold_line_heads_the_block_below_it_down_to_the_next_bold_line() -> None:
    made = read("**甲の改善**\n```\n対照： +2.0%\n甲剤5mg： +7.1%\n```\n\n**乙の減少**\n- 甲剤: -8分\n- 対照: -3分\n")
    assert [(p.heading_path[-1], p.text) for p in made if p.kind is PassageKind.LIST_ITEM] == [
        ("甲の改善", "対照： +2.0%"),
        ("甲の改善", "甲剤5mg： +7.1%"),
        ("乙の減少", "甲剤: -8分"),
        ("乙の減少", "対照: -3分"),
    ]


def test_a_bold_statement_is_no_heading() -> None:
    assert _told("**A: 甲が異なります**\n\n- 甲は速い\n- 乙は遅い\n")[0] == (PassageKind.PARAGRAPH, "A: 甲が異なります")


@pytest.mark.parametrize(
    "said", ["Do not use in children", "Darf nicht zerkleinert werden", "孕妇禁用", "妊婦に投与しない"]
)
def test_a_bold_line_that_forbids_is_said_and_heads_nothing(said: str) -> None:
    made = read(f"**{said}**\n\n- first item here\n- second item here\n")
    assert not [p for p in made if said in p.heading_path]


def test_columns_that_blanks_align_in_a_fence_are_a_table_with_its_notes_behind_it() -> None:
    made = _told("```\n薬剤    時間    変化率\n対照    6.2分   基準\n甲剤10mg 8.1分   +6.6%*\n\n*p<0.05\n```\n")
    assert made[:3] == [
        (PassageKind.TABLE_HEADER, "薬剤\t時間\t変化率"),
        (PassageKind.TABLE_ROW, "対照\t6.2分\t基準"),
        (PassageKind.TABLE_ROW, "甲剤10mg\t8.1分\t+6.6%*"),
    ]
    assert made[3][1] == "p<0.05"


def test_words_in_one_pair_of_quotation_marks_are_one_paragraph() -> None:
    made = _told("```\n薬剤師：「水を多めに取ってください。\nゆっくり立ってください。」\n```\n")
    assert made == [(PassageKind.PARAGRAPH, "薬剤師：「水を多めに取ってください。ゆっくり立ってください。」")]


def test_the_arrows_of_a_drawing_stay_as_they_are() -> None:
    assert any("↓" in said for _, said in _told("```\n投与\n  ↓\n吸収\n```\n"))


def test_names_in_bold_over_items_of_their_own_head_them_each() -> None:
    made = read("- **甲剤**\n  - 5mg 1日3回\n- **乙剤**\n  - 10mg 1日3回\n")
    items = [(p.heading_path[-1], p.text) for p in made if p.kind is PassageKind.LIST_ITEM]
    assert items == [("甲剤", "5mg 1日3回"), ("乙剤", "10mg 1日3回")]


def test_a_name_in_bold_beside_an_item_that_states_something_heads_nothing() -> None:
    made = read("- **甲剤**\n  - 5mg 1日3回\n- 乙剤は用いない\n")
    assert not [p for p in made if p.kind is PassageKind.HEADING]


def test_the_name_of_a_section_as_an_item_closes_no_heading_of_the_file() -> None:
    made = read("### 甲剤の使用時\n1. **併用注意**\n   - 乙剤との併用は慎重に\n\n### 丁剤の使用時\n- 確認する\n")
    assert made[-1].heading_path == ("甲剤の試験", "結果", "丁剤の使用時")


def test_the_signs_around_a_slanted_line_are_no_mark_of_a_note() -> None:
    assert _told("*甲剤は広く用いられている薬である。*\n") == [
        (PassageKind.PARAGRAPH, "甲剤は広く用いられている薬である。")
    ]


def test_the_box_to_tick_before_an_item_is_none_of_its_words() -> None:
    made = read("- [ ] 乙剤 → 併用回避\n- [x] 丙剤 → 注意\n")
    assert [p.text for p in made] == ["乙剤 → 併用回避", "丙剤 → 注意"]
