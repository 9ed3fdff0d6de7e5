"""Cells that say "the same as above", and rows of the composition that name their property."""

from __future__ import annotations

from modularize.left_out.boilerplate import is_standing
from modularize.segment import segment
from tests.modularize.making import Page


def test_a_cell_that_says_the_same_carries_the_row_that_says_what() -> None:
    page = Page("ja", "interactions")
    page.heading("10.2 併用注意")
    page.table(
        "薬剤名等\t臨床症状\t機序",
        "甲剤\t甲剤の血中濃度が上昇する。\t本剤が甲剤の代謝を阻害する。",
        "乙剤\t徐脈があらわれる。\t同上",
        "丙剤\t眠気が増すことがある。\t同上",
    )
    rows = segment(page.passages).segments
    for row in rows[1:]:
        assert "本剤が甲剤の代謝を阻害する。" in "\n".join(row.context_texts)
    assert "徐脈" not in "\n".join(rows[2].context_texts)


def test_brand_property_and_value_say_all_without_names_of_columns() -> None:
    page = Page("ja", "composition")
    page.heading("【組成・性状】")
    page.table("", "甲錠100mg\t成分・含量\t1錠中乙酸（日局）100mg", "甲錠100mg\t添加物\t乳糖、セルロース")
    page.passages[:] = [p for p in page.passages if p.text]
    assert any("100mg" in part.body.split("\t")[-1] for part in segment(page.passages).segments)


def test_what_every_prescription_medicine_bears_is_standing_matter() -> None:
    assert is_standing("処方箋医薬品（注意－医師等の処方箋により使用すること）", "ja")
    assert not is_standing("処方箋医薬品の併用により眠気が増すことがある。", "ja")


def test_rows_of_results_carry_whom_the_study_right_above_them_was_done_in() -> None:
    page = Page("ja", "clinical_studies")
    page.heading("17.1.2 橋渡し試験")
    page.text("後期第Ⅱ相試験において、甲剤に耐性の乙癌患者33例を対象として有効性が検討された。")
    page.table("実施国\t日本\t米国", "奏効率\t24.2% （8/33）\t28.1% （36/128）")
    row = next(part for part in segment(page.passages).segments if part.body.startswith("奏効率"))
    assert any("乙癌患者33例を対象" in text for text in row.context_texts)
