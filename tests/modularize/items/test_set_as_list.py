"""A table that a writer set as a list within a list is one statement."""

from __future__ import annotations

from library.models import PassageKind
from modularize.items.set_as_list import with_tables_set_as_lists
from modularize.segment import segment
from tests.modularize.making import Page


def page_of(*lines: tuple[str, str]) -> Page:
    page = Page(language="zh", section="adverse_reactions")
    page.heading("某研究：5 年后额外的风险")
    for group, text in lines:
        page.add(PassageKind.LIST_ITEM, text, group=group, facts={"marker": "•"})
    return page


def test_names_of_columns_over_their_figures_are_one_module() -> None:
    page = page_of(
        ("a", "年龄组（岁）"), ("b", "40 - 49 岁"), ("a", "额外的病例数（95% CI）"), ("c", "单用：1.2 (0 - 3)"), ("c", "联用：6 (5 - 7)")
    )  # fmt: skip
    [part] = segment(page.passages).segments
    assert [line in part.body for line in ("年龄组（岁）", "40 - 49 岁", "单用：1.2 (0 - 3)")] == [True] * 3


def test_a_list_of_sentences_within_a_list_stays_as_it_is() -> None:
    page = page_of(("a", "肝脏"), ("b", "2 例升高。"), ("a", "肾脏"), ("c", "3 例异常。"))
    assert [p.group for p in with_tables_set_as_lists(page.passages)] == [None, "a", "b", "a", "c"]
