"""Notes and abbreviations below a table: of the rows that bear the mark, or stand under a title that bears it."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

TITLE = "「表三」 对照研究中，任意组发生率达 2.0% 或以上，且治疗组高于对照组的反应⁽¹⁾"


def page_of() -> Page:
    page = Page(language="zh", section="clinical_studies")
    page.heading("十四、临床研究")
    page.text(TITLE)
    page.table("部位\t治疗组⁽²⁾ IR\t对照组 IR", "前臂\t2.0\t2.4", "小腿\t2.1\t2.5")
    for number, note in enumerate(("采用末次观察值。", "该组均服用钙片。"), 1):
        page.add(PassageKind.LIST_ITEM, note, group="list-1", facts={"marker": f"({number})"})
    page.text("缩写：")
    for short in ("CI：置信区间", "IR：每千人年发生率"):
        page.add(PassageKind.LIST_ITEM, short, group="list-2", facts={"marker": "•"})
    return page


def test_a_note_whose_mark_the_title_or_a_head_bears_goes_with_every_row() -> None:
    made = segment(page_of().passages).segments
    assert [part.body.split("\t")[0] for part in made] == ["前臂", "小腿"]
    for part in made:
        assert {TITLE, "采用末次观察值。", "该组均服用钙片。"} <= set(part.context_texts)


def test_rows_carry_the_abbreviations_listed_below_that_stand_in_them_or_their_head() -> None:
    for part in segment(page_of().passages).segments:
        assert "IR：每千人年发生率" in part.context_texts
        assert "CI：置信区间" not in part.context_texts
