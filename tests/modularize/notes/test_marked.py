"""A note travels with what bears its mark, and is never a module."""

from __future__ import annotations

import pytest

from library.models import Locator, PassageKind
from modularize.draft import Segmentation
from modularize.notes.marked import marks_in, note_opened
from modularize.segment import segment
from modularize.tables.heads import sizes_alone
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("本剤 200～600mg/日注 1)経口投与", {"注1"}),
        ("高齢者に3mg注）を投与した", {"注"}),
        ("症状スコア＊は改善した", {"*"}),
        ("Wasser für Injektionszwecke* oder Glukose", {"*"}),
        ("Anorexie¹.", {"¹"}),
        ("BMI 38 kg/m².", set()),
        ("HLA-A*31:01", set()),
        ("* Das Volumen", set()),
    ],
)
def test_words_bear_marks_and_units_none(text: str, marks: set[str]) -> None:
    assert marks_in(text) == marks


@pytest.mark.parametrize(
    ("text", "mark"),
    [("注 1）承認用量", "注1"), ("※1：朝", "※1"), ("¹: Klasse", "¹"), ("注意事項は", ""), ("注射部位", "")],
)
def test_a_note_opens_with_its_mark_and_a_word_with_none(text: str, mark: str) -> None:
    assert note_opened(text) == mark


def _rows(page: Page, *rows: str) -> None:
    for row in rows:
        page.add(PassageKind.TABLE_ROW, row, group="table-1")


def _trial(note: str) -> Segmentation:
    page = Page("ja", "clinical_studies")
    page.heading("17. 臨床成績")
    page.text("17.1.1 患者に本剤600mg/日注1)を投与したとき、発作が消失した患者の割合は46.2%であった。")
    page.text("17.1.2 患者に本剤200mg/日を投与したとき、発作が消失した患者の割合は12.5%であった。")
    page.text(note)
    return segment(page.passages)


def test_what_is_approved_travels_with_the_dose_that_is_not() -> None:
    high, low = _trial("注1)本剤の承認された1日最高用量は400mgである。").segments
    assert "400mg" in high.context_texts[-1]
    assert not any("400mg" in text for text in low.context_texts)


def test_a_dose_whose_note_is_missing_waits_for_a_person() -> None:
    cut = _trial("本剤の成績は次のとおりであった。")
    assert not any("600mg" in part.body for part in cut.segments)
    assert any("注1 points to a note" in skip.reason for skip in cut.skipped)


def test_lettered_notes_below_a_table_travel_with_its_rows_and_stand_in_no_module() -> None:
    page = Page("ja", "clinical_studies")
    page.heading("17. 臨床成績")
    page.table("\t例数 a)\t変化量 b)", "プラセボ群\t183\t-1.22", "400mg/日群\t179\t-4.50")
    for mark, note in (("a)", "解析対象集団"), ("b)", "中央値")):
        page.add(PassageKind.LIST_ITEM, note, group="list-1", facts={"marker": mark})
    page.text("副作用発現頻度は、本剤群で47.7%（173/363例）であった。")
    cut = segment(page.passages)
    rows = [part for part in cut.segments if "\t" in part.body]
    assert all({"解析対象集団", "中央値"} <= set(part.context_texts) for part in rows)
    assert [part.body for part in cut.segments if "\t" not in part.body] == [
        "副作用発現頻度は、本剤群で47.7%（173/363例）であった。"
    ]


def test_the_rest_of_a_cell_overleaf_waits_with_its_row() -> None:
    page = Page("ja", "adverse_reactions")
    page.heading("11.2 その他の副作用")
    page.table("\t1%以上\t1%未満", "眼\t複視\t霧視", "その他\t疲労\t歩行障害、鼻咽頭")
    page.text("炎、発熱、無")
    page.passages[-1] = page.passages[-1].model_copy(update={"locator": Locator(page=2)})
    cut = segment(page.passages)
    assert [part.body.split("\t")[0] for part in cut.segments] == ["眼"]
    assert sum("goes on overleaf, and its rest" in skip.reason for skip in cut.skipped) == 2


def test_a_row_of_doses_heads_the_rows_of_figures_below_it() -> None:
    page = Page("ja", "pharmacokinetics")
    page.heading("16.1 血中濃度")
    _rows(page, "投与量\t100mg\t200mg", "例数\t12\t11", "Cmax（μg/mL）\t2.96\t5.84", "tmax（h）\t1.00\t1.25")
    cut = segment(page.passages)
    assert len(cut.segments) == 2
    assert all("投与量\t100mg\t200mg" in part.context_texts for part in cut.segments)


def test_rows_over_which_only_the_sizes_of_groups_stand_wait_for_a_person() -> None:
    page = Page("ja", "pharmacokinetics")
    page.heading("16.1 血中濃度")
    _rows(page, "例数\t12\t11", "Cmax（μg/mL）\t2.96\t5.84", "tmax（h）\t1.00\t1.25")
    assert not segment(page.passages).segments


def test_short_names_over_recommendations_and_their_grades_are_the_head() -> None:
    page = Page("de", None)
    page.heading("4.5 Empfehlungen")
    advice = (
        "Patienten mit Stoffwechselentgleisungen sollten vor dem Erwerb des Führerscheins besser eingestellt werden."
    )
    _rows(page, "Empfehlungen\tEmpfehlungsgrad", f"{advice}\tB")
    (row,) = segment(page.passages).segments
    assert row.context_texts[-1] == "Empfehlungen\tEmpfehlungsgrad"
    assert all(passage.kind is not PassageKind.TABLE_HEADER for passage in page.passages)


def test_a_sign_that_the_passage_itself_explains_takes_no_note_of_another_table() -> None:
    page = Page("de", "pharmacodynamics")
    page.heading("Eigenschaften")
    page.text("Empfindlich ist auch Ovococcus albus*. *Bei diesem Keim ist ein Test zu empfehlen.")
    page.add(PassageKind.FOOTNOTE, "Disk mit 1,25 µg.", facts={"marker": "*"})
    first = segment(page.passages).segments[0]
    assert "Disk mit 1,25 µg." not in first.context_texts


def test_doses_by_weight_under_a_head_that_counts_one_dose_are_modules() -> None:
    page = Page("ja", "dosage")
    page.heading("7. 用法及び用量に関連する注意")
    _rows(page, "体重\t1回用量 錠200\t1回用量 錠300", "10kg\t0.5錠\t－", "20kg\t1錠\t1錠", "30kg\t1.5錠\t1錠")
    rows = segment(page.passages).segments
    assert len(rows) == 3
    assert all("体重\t1回用量 錠200\t1回用量 錠300" in row.context_texts for row in rows)


def test_uses_behind_rings_stand_alone() -> None:
    page = Page("ja", "indications")
    page.heading("4. 効能又は効果")
    for use in ("下記疾患の解熱・鎮痛 急性上気道炎（急性気管支炎を伴う場合を含む）", "小児科領域における解熱・鎮痛"):
        page.add(PassageKind.LIST_ITEM, use, facts={"marker": "○"})
    assert len(segment(page.passages).segments) == 2


def test_figures_between_the_rules_of_a_typed_table_are_no_module() -> None:
    page = Page("de", "pharmacodynamics")
    page.heading("Eigenschaften")
    rule = "-" * 40
    page.text(f"{rule} Keim MHK50 MHK90 {rule} Salmonella spp. 0,25 4 Shigella spp. 0,125 0,5 Ovococcus 2 8 {rule}")
    assert not segment(page.passages).segments


def test_a_sentence_that_only_says_where_a_table_is_is_no_module() -> None:
    page = Page("de", None)
    page.heading("5. Infektionen")
    page.text("Empfehlungen zur kalkulierten Therapie der Exazerbation finden sich in Tabelle 5.1.")
    page.text("Bei Patienten mit schwerer COPD wird eine antimikrobielle Therapie empfohlen.")
    assert [part.body[:3] for part in segment(page.passages).segments] == ["Bei"]


def test_a_row_of_measured_values_names_no_columns_of_the_rows_below_it() -> None:
    assert sizes_alone("Änderung in Woche 30\t-3,5\t-5,2\t+1,2")
    assert not sizes_alone("\t5%以上\t1%未満")
    assert not sizes_alone("Dosis\t0,5 mg\t1,0 mg")
