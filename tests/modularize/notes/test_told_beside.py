"""What a Japanese text says once for several statements."""

from __future__ import annotations

from modularize.segment import segment
from tests.modularize.making import Page


def test_whose_data_they_are_stands_with_every_sentence_of_the_paragraph() -> None:
    page = Page("ja", "pharmacokinetics")
    page.heading("2. 吸収")
    page.text(
        "甲剤の消化管からの吸収は緩やかであり、最高血中濃度は4～24時間後に得られる。"
        "乙酸の尿中排泄率は投与量の2～3％であり、主として代謝物として排泄される。 （外国人のデータ）"
    )
    parts = segment(page.passages).segments
    assert len(parts) == 2
    assert all("（外国人のデータ）" in "\n".join((*part.context_texts, part.body)) for part in parts)


def test_a_number_that_points_to_what_is_below_it_opens_its_own_numbers_only() -> None:
    page = Page("ja", "dosage")
    page.heading("7. 用法及び用量に関連する注意")
    page.text("7.3 丙肺炎で併用が必要な場合には、以下の報告を参考に薬剤を選択すること。")
    page.text("7.3.1 中等症以上の患者に丁剤と併用し、有効との報告がある。")
    page.text("7.4 最新の指針等を参考に併用療法を行うこと。")
    told = {part.body: "\n".join(part.context_texts) for part in segment(page.passages).segments}
    assert "以下の報告を参考に" in told["中等症以上の患者に丁剤と併用し、有効との報告がある。"]
    assert "以下の報告" not in told["最新の指針等を参考に併用療法を行うこと。"]


def test_the_case_before_a_colon_holds_for_the_later_sentences_on_an_overdose() -> None:
    page = Page("ja", "overdose")
    page.heading("7. 過量投与")
    page.text("徴候、症状：最初の徴候は服用1～3時間後にあらわれる。中枢神経障害が最も顕著で、心臓の障害は軽度である。")
    last = segment(page.passages).segments[-1]
    assert "徴候、症状" in "\n".join((*last.context_texts, last.body))
