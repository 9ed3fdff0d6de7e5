from __future__ import annotations

from modularize.places import is_next_sibling


def test_a_number_right_before_the_next_of_its_depth_is_an_item_and_heads_nothing() -> None:
    assert is_next_sibling("2.1 12歳未満の小児", "2.2 急性中毒患者")
    assert is_next_sibling("11.1.11 呼吸抑制（頻度不明）", "11.1.12 間質性肺炎（頻度不明）")
    assert not is_next_sibling("9.1 合併症のある患者", "9.1.1 てんかん患者")
    assert not is_next_sibling("2.1 小児", "3.1 組成")
    assert not is_next_sibling("2.1 小児", "投与しないこと。")
