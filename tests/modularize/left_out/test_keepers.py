"""What the keeper of a page says in boxes of their own is no statement of the document."""

from __future__ import annotations

import pytest

from modularize.left_out.boilerplate import is_standing
from modularize.left_out.keepers import KEEPER
from modularize.left_out.making import of_making


@pytest.mark.parametrize("head", ["管理人コメント", "コラム：開発の道のり", "編集後記", "小编点评", "Editor's note"])
def test_a_comment_or_column_of_the_keeper_is_left_out(head: str) -> None:
    assert of_making("重大な副作用は一見なさそうですが、これからも注視していきましょう。", ["副作用", head]) == KEEPER


@pytest.mark.parametrize("head", ["薬物療法", "医師の監督", "コラム法による定量", "コメディカルの役割"])
def test_a_heading_of_content_is_no_such_box(head: str) -> None:
    assert of_making("主な副作用は便秘であった。", ["副作用", head]) == ""


def test_what_every_japanese_leaflet_says_is_a_standing_sentence() -> None:
    assert is_standing(
        "以上の副作用はすべてを記載したものではありません。上記以外でも気になる症状が出た場合は、医師または薬剤師に相談してください"
    )
    assert is_standing("乳幼児、小児の手の届かないところで保管してください。")
    assert not is_standing("誤って多く注射した場合は、医師または薬剤師に相談してください。")
