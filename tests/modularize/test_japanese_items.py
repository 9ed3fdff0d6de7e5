"""Items of Japanese inserts: of whom their later sentences speak, what opens them, and tables with a named corner."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind
from library.taxonomy import Taxonomy
from modularize.draft import Segment
from modularize.notes.cited import carries, mark_of
from modularize.segment import segment
from modularize.sentences.depends import takes_medicine
from modularize.tagging.kinds import kind_of
from modularize.tagging.patients import of_patients
from tests.modularize.making import Page


def only(page: Page, words: str) -> Segment:
    """The one segment whose body holds the words."""
    [found] = [part for part in segment(page.passages).segments if words in part.body]
    return found


def test_a_sentence_behind_one_on_children_carries_it_and_one_that_names_adults_does_not() -> None:
    page = Page(language="ja", section="dosage")
    page.heading("7. 用法及び用量に関連する注意")
    children = "小児においては初期負荷投与を行わないこと。"
    page.text(f"7.5 {children}海外臨床試験において、血圧上昇の発現率が増加することが報告されている。")
    page.text(f"7.6 {children}成人においては初期負荷投与を行うことができるとの報告がある。")
    assert children in only(page, "血圧上昇の発現率").context_texts
    assert children not in only(page, "行うことができる").context_texts


def test_cases_to_which_use_is_limited_stand_under_the_sentence_that_limits_it() -> None:
    page = Page(language="ja", section="indications")
    page.heading("5. 効能又は効果に関連する注意")
    opening = "本剤を予防に用いる場合は、下記の場合にのみ用いること。"
    page.text(f"5.3 {opening}")
    page.items("ワクチンの入手が困難な場合", "ワクチン接種が禁忌の場合")
    for made in segment(page.passages).segments:
        assert opening in (made.body, *made.body.split("\n"), *made.context_texts)


def test_rows_of_composition_stand_under_the_names_of_the_products() -> None:
    page = Page(language="ja", section="composition")
    page.heading("3.1 組成")
    head = "販売名\tノミナ坐剤50\tノミナ坐剤100"
    for row in (head, "有効成分\t1個中 ノミナ塩酸塩50mg\t1個中 ノミナ塩酸塩100mg", "添加剤\tハードファット\t同左"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    assert head in only(page, "ノミナ塩酸塩50mg").context_texts


def test_a_head_of_two_rows_that_share_their_corner_heads_the_doses_below() -> None:
    page = Page(language="ja", section="dosage")
    page.heading("7. 用法及び用量に関連する注意")
    heads = ("体重\t1回用量\t1回用量", "体重\t50mg製剤\t100mg製剤")
    for row in (*heads, "5kg\t1個\t0.5個", "10kg\t2個\t1個"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    assert set(heads) <= set(only(page, "10kg").context_texts)


def test_a_note_behind_a_letter_goes_with_the_rows_that_bear_it_and_its_rest_overleaf_with_it() -> None:
    page = Page(language="ja", section="clinical_studies")
    page.heading("17.1.2 国内第Ⅲ相試験")
    page.table("\tノミナ群\t発現率", "低血圧\t3\t0.04ᵃ）", "頭痛\t2\t0.01")
    page.add(
        PassageKind.FOOTNOTE,
        "発現件数をのべ投与日数（24時間以内 75.00、24時間超",
        facts={"marker": "a）", "continues": "next"},
    )
    page.add(PassageKind.PARAGRAPH, "276.08）で除した値", facts={"continues": "previous"})
    noted = [part for part in only(page, "低血圧").context_texts if "除した値" in part or "のべ投与日数" in part]
    assert len(noted) == 2
    assert not any("除した値" in part for part in only(page, "頭痛").context_texts)


def test_a_letter_with_its_bracket_is_a_mark_however_high_it_stands() -> None:
    assert mark_of("a）本剤投与後に報告がある。") == "a）"
    assert carries("多尿 a)", "a)")
    assert carries("検定ᵃ）", "a)")
    assert not carries("（a）別の項目", "a)")


def test_how_something_is_taken_heads_nothing_and_says_nothing_alone() -> None:
    page = Page(language="ja", section=None)
    page.heading("処方例")
    page.items("市中肺炎（成人）")
    page.text("1日1回 朝食後 7日分")
    page.items("複雑性尿路感染症", group="list-2")
    cut = segment(page.passages)
    assert not any("7日分" in text for part in cut.segments for text in (part.body, *part.context_texts))
    assert takes_medicine("1日1回 朝食後 7日分")
    assert not takes_medicine("心不全では1日2回に分ける必要があります")


@pytest.mark.parametrize("words", ["中枢性副作用を避けたい場合", "次の評価へ ↓", "↓ 効果不十分な患者へ"])
def test_a_drawn_arrow_and_a_case_without_its_sentence_are_no_modules(words: str) -> None:
    page = Page(language="ja", section=None)
    page.heading("段階的治療アプローチ")
    page.text(words)
    assert not segment(page.passages).segments


def test_motility_is_no_exercise_and_what_was_lifted_is_no_contraindication() -> None:
    motility = kind_of("消化管運動改善薬は悪心の治療に用いられる。", (), None, DocumentClass.OTHER)
    assert motility is not ModuleKind.LIFESTYLE
    assert kind_of("週に3回の運動が勧められる。", (), None, DocumentClass.OTHER) is ModuleKind.LIFESTYLE
    lifted = kind_of("4万例の調査が「念のため禁忌」を覆した。", (), None, DocumentClass.OTHER)
    assert lifted is not ModuleKind.CONTRAINDICATION
    assert kind_of("重症筋無力症の患者には禁忌。", (), None, DocumentClass.OTHER) is ModuleKind.CONTRAINDICATION


def test_diseases_named_below_an_indication_stand_under_it_and_the_next_item_does_not() -> None:
    page = Page(language="ja", section="indications")
    page.heading("4. 効能又は効果")
    page.items("手術後の鎮痛・消炎", "下記疾患の鎮痛・消炎")
    page.text("関節炎、腰痛症、膀胱炎")
    page.items("抜歯後の鎮痛・消炎", "下記疾患の鎮痛", group="list-2")
    page.text("急性上気道炎")
    assert "下記疾患の鎮痛・消炎" in "\n".join((only(page, "腰痛症").body, *only(page, "腰痛症").context_texts))
    assert not any("下記" in text for text in only(page, "抜歯後").context_texts)
    cold = only(page, "急性上気道炎")
    assert "下記疾患の鎮痛" in (*cold.body.split("\n"), *cold.context_texts)


def test_the_dose_told_below_a_table_of_results_goes_with_its_rows() -> None:
    page = Page(language="ja", section="clinical_studies")
    page.heading("17.1.3 国内一般臨床試験")
    page.table("対象疾患名\t例数\t有効率（%）", "関節炎\t27/48\t56.3", "腰痛症\t26/45\t57.8")
    page.text("本剤150～900mg/日を2～274日間投与。")
    page.text("本剤の承認最大用量はノミナとして1日300mgである。")
    assert sum("mg" in text for text in only(page, "27/48").context_texts) == 2


def test_a_figure_of_a_card_stands_under_the_label_right_over_it_or_waits() -> None:
    page = Page(language="ja", section=None)
    page.heading("実臨床データ")
    for line in ("女性の中止リスク", "2.5倍（男性と比較）", "10%以上の体重減少", "21%（3年間使用で）"):
        page.text(line)
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == ["2.5倍（男性と比較）"]
    assert "女性の中止リスク" in cut.segments[0].context_texts
    assert len(cut.withheld) == 2


def test_patients_whom_a_bracket_takes_out_are_none_of_the_statement() -> None:
    taxonomy = Taxonomy.load()
    text = "腎障害のある患者（重篤な腎障害のある患者を除く）"
    said = list(taxonomy.concepts(text, "ja"))
    kept = of_patients(said, text, ModuleKind.SPECIAL_POPULATION, taxonomy.attributes, is_heading=True)
    assert {m.id for m in said if m.facet == "attribute"} > {m.id for m in kept if m.facet == "attribute"}
    assert not any(m.id == "renal_severe" for m in kept)


def test_doses_by_age_below_an_opening_stand_under_it() -> None:
    page = Page(language="ja", section="dosage")
    page.heading("6. 用法及び用量")
    opening = "年齢別投与量の目安は1回量として下記のとおりである。"
    for line in (opening, "1歳以上3歳未満：6.25mg", "3歳以上6歳未満：6.25mg～12.5mg"):
        page.text(line)
    made = only(page, "1歳以上3歳未満")
    assert opening in (*made.body.split("\n"), *made.context_texts)


def test_an_answer_in_a_line_of_its_own_stands_under_its_question_in_quotation_marks() -> None:
    page = Page(language="ja", section=None)
    page.heading("よくある疑問")
    page.text("Q: 「なぜ納豆だけが問題なのか？」")
    page.text("A: 納豆菌が腸内でビタミンK2を産生し続けるためである。")
    assert "Q: 「なぜ納豆だけが問題なのか？」" in only(page, "産生し続ける").context_texts


def test_a_sentence_on_the_following_patients_carries_their_list() -> None:
    page = Page(language="ja", section="populations")
    page.heading("9.1.14 以下の腎血流量が低下しやすい患者")
    page.items("心機能障害のある患者", "大手術後の患者")
    page.text("有効循環血液量が低下傾向にあり、腎不全を誘発するおそれがある。")
    assert "大手術後の患者" in "\n".join(only(page, "腎不全を誘発").context_texts)


def test_a_state_that_arises_is_none_of_the_patients() -> None:
    taxonomy = Taxonomy.load()
    text = "重篤な肝機能障害があらわれることがあるので、肝機能検査を行うこと。"
    said = list(taxonomy.concepts(text, "ja"))
    kept = of_patients(said, text, ModuleKind.WARNING, taxonomy.attributes)
    assert any(m.id.startswith("hepatic") for m in said if m.facet == "attribute")
    assert not any(m.id.startswith("hepatic") for m in kept if m.facet == "attribute")


def test_items_of_a_slide_stand_under_the_one_they_are_set_in_below() -> None:
    page = Page(language="ja", section=None, slide=3)
    lines = (("0", "試験概要"), ("1", "症例数: 15,245例"), ("0", "主な結果"), ("1", "心血管イベント：両群で同等"))
    for depth, text in lines:
        page.add(PassageKind.LIST_ITEM, text, group="list-1", facts={"depth": depth})
    for words, over, other in (("15,245例", "試験概要", "主な結果"), ("両群で同等", "主な結果", "試験概要")):
        made = only(page, words)
        shown = (*made.body.split("\n"), *made.context_texts)
        assert over in shown
        assert other not in shown


def test_the_bracket_behind_a_raised_number_of_a_reference_is_no_open_bracket() -> None:
    page = Page(language="ja", section="pharmacokinetics")
    page.heading("16.5 排泄")
    page.text("尿中に未変化体として排泄された量は、投与量の1%未満であった⁸）。")
    assert only(page, "1%未満").body.endswith("⁸）。")


def test_a_counted_contraindication_carries_none_of_those_counted_before_it() -> None:
    page = Page(language="ja", section="contraindications")
    page.heading("2. 禁忌（次の患者には投与しないこと）")
    page.text("2.2 血液透析を受けている末期腎機能障害のある患者［9.2.1 参照］")
    page.text("2.3 重度の肝機能障害（Child-Pugh 分類 C）のある患者［9.3.1 参照］")
    page.text("2.4 先天性 QT 短縮症候群の患者")
    assert only(page, "先天性").context_texts == ("2. 禁忌（次の患者には投与しないこと）",)


def test_a_reason_in_brackets_belongs_to_the_contraindication_right_above_it() -> None:
    page = Page(section="contraindications", language="ja")
    page.add(PassageKind.HEADING, "2. 禁忌（次の患者には投与しないこと）")
    for text in (
        "2.1 本剤の成分に対し過敏症の既往歴のある患者",
        "2.2 重症筋無力症の患者",
        "［筋弛緩作用により症状を悪化させるおそれがある。］",
        "2.3 急性閉塞隅角緑内障の患者",
        "［眼圧が上昇し、症状を悪化させることがある。］",
    ):
        page.text(text)
    bodies = [part.body for part in segment(page.passages).segments]
    assert [body.splitlines()[0][:6] for body in bodies] == ["本剤の成分に", "重症筋無力症", "急性閉塞隅角"]
    assert ["筋弛緩" in body for body in bodies] == [False, True, False]
    assert ["眼圧" in body for body in bodies] == [False, False, True]


def test_patients_named_only_to_send_elsewhere_are_no_statement() -> None:
    page = Page("ja", "renal")
    page.heading("9.2 腎機能障害患者")
    page.path = ()
    page.add(PassageKind.HEADING, "9.2.1 重度腎機能障害のある患者［7.1、16.6.1参照］")
    page.add(PassageKind.HEADING, "9.2.2 透析中の患者［7.1参照］")
    cut = segment(page.passages)
    assert not cut.segments
    assert not cut.withheld
