"""Strengths that the layout took for lines of the head are rows."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page


def test_a_strength_set_like_the_head_is_a_row_of_its_own() -> None:
    page = Page(language="zh", section="composition")
    page.heading("規格")
    page.add(PassageKind.TABLE_HEADER, "主成分\t含量\t商品名", group="t")
    page.add(PassageKind.TABLE_HEADER, "Ovalin\t12 mg\t甲貼片", group="t")
    page.add(PassageKind.TABLE_ROW, "Ovalin\t50 mg\t乙貼片", group="t")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["Ovalin\t12 mg\t甲貼片", "Ovalin\t50 mg\t乙貼片"]
    assert all("主成分\t含量\t商品名" in part.context_texts and "甲貼片" not in part.context_texts[-1] for part in made)
