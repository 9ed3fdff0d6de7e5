"""Of several medicines side by side each piece is under the one that its words or the nearest line over it name."""

from __future__ import annotations

import pytest

from modularize.draft import Segment, whole
from modularize.tagging.side_by_side import own_of, trade_names
from tests.modularize.making import Page


def test_several_trade_names_that_rows_state_are_told() -> None:
    page = Page("zh", section=None)
    page.table("商品名\tZentrix", "中文名\t鼻安")
    page.table("商品名\tMolvan", "中文名\t鼻舒", group="table-2")
    assert trade_names(page.passages) == ("Zentrix", "Molvan")


def test_one_trade_name_is_not_one_of_several() -> None:
    page = Page("ja", section=None)
    page.text("販売名：ゼントリックス")
    page.text("販売名：ゼントリックス")
    assert trade_names(page.passages) == ()


@pytest.mark.parametrize(
    ("over", "body", "name"),
    [
        (("用法", "操作步驟-Zentrix"), "輕輕吸氣。", "Zentrix"),
        (("操作步驟-Zentrix",), "Molvan 使用前須搖勻。", "Molvan"),
        (("Zentrix Molvan",), "使用前須搖勻。", ""),
        (("商品名\tMolvan",), "成分\tZentrix 5 mg", "Molvan"),
        (("注意事項",), "使用前須搖勻。", ""),
        (("操作步驟-Zentrixol",), "使用前須搖勻。", ""),
    ],
)
def test_the_words_then_the_nearest_line_name_the_medicine(over: tuple[str, ...], body: str, name: str) -> None:
    page = Page("zh", section=None)
    part = Segment((whole(page.text(body)),), over)
    assert own_of(part, ("Zentrix", "Molvan")) == name
