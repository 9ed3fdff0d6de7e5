"""Lists that hold several records one below another."""

from __future__ import annotations

from library.models import PassageKind
from modularize.items.records import with_records
from tests.modularize.making import Page


def _listed(*texts: str) -> list[tuple[str, str]]:
    page = Page("ja", None)
    page.heading("候補")
    page.items(*texts)
    made = with_records(page.passages)
    return [(p.heading_path[-1], p.text) for p in made if p.kind is PassageKind.LIST_ITEM]


def test_a_name_by_itself_heads_the_items_that_say_the_same_of_each_record() -> None:
    assert _listed("甲剤（甲社）", "特徴：点眼する", "根拠：第3相", "乙剤（乙社）", "特徴：注射する") == [
        ("甲剤（甲社）", "特徴：点眼する"),
        ("甲剤（甲社）", "根拠：第3相"),
        ("乙剤（乙社）", "特徴：注射する"),
    ]


def test_items_of_which_none_comes_again_stay_a_list() -> None:
    assert len(_listed("甲の痛み", "注意：飲みすぎない", "乙の痛み", "用法：食後に飲む")) == 4
