"""An item that says why goes with the item it is the reason of."""

from __future__ import annotations

from modularize.segment import segment
from tests.modularize.making import Page


def test_a_reason_is_one_with_the_item_above_it() -> None:
    page = Page("ja", None)
    page.heading("乙剤")
    page.items("添付文書: 妊婦には投与しないこと", "理由: 動物で奇形がみられた")
    assert [part.body for part in segment(page.passages).segments] == [
        "添付文書: 妊婦には投与しないこと\n理由: 動物で奇形がみられた"
    ]


def test_reasons_set_in_carry_what_they_are_the_reasons_of() -> None:
    page = Page("ja", None)
    page.heading("授乳婦への甲剤の使用")
    page.items(
        "改訂の内容: 有益性が危険性を上回る場合に使用できる", "理由:", "乳汁への移行は少ない", "乳児での報告は少ない"
    )
    parts = segment(page.passages).segments
    told = next(part for part in parts if "乳児での報告は少ない" in part.body)
    assert "改訂の内容: 有益性が危険性を上回る場合に使用できる" in "\n".join((*told.context_texts, told.body))


def test_names_with_an_arrow_to_what_is_done_with_each_are_modules_of_their_own() -> None:
    page = Page("ja", None)
    page.heading("甲剤と併用する薬剤の確認")
    page.items("乙剤（抗菌薬）→ 併用回避", "丙剤 → 血中濃度上昇に注意", "丁剤 → 問題なし")
    assert len(segment(page.passages).segments) == 3
