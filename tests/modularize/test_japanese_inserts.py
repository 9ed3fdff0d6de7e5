"""What Japanese inserts ask of segmentation: standing words over reactions, studies, tables with several titles."""

from __future__ import annotations

from library.models import PassageKind
from modularize.draft import Segment
from modularize.segment import segment
from tests.modularize.making import Page

STANDING = "次の副作用があらわれることがあるので、観察を十分に行い、異常が認められた場合には投与を中止すること。"


def only(page: Page, words: str) -> Segment:
    """The one segment whose body holds the words."""
    [found] = [part for part in segment(page.passages).segments if words in part.body]
    return found


def under(page: Page, *path: str) -> None:
    """What comes next stands under these headings, of which the last is a passage of its own."""
    page.path = path[:-1]
    page.passages.append(page.add(PassageKind.HEADING, path[-1]).model_copy(update={"heading_path": path[:-1]}))
    del page.passages[-2]
    page.path = path


def test_what_an_insert_says_of_all_reactions_goes_with_each_serious_one() -> None:
    page = Page(language="ja", section="adverse_reactions")
    under(page, "11. 副作用")
    page.text(STANDING)
    under(page, "11. 副作用", "11.1 重大な副作用")
    page.text("発熱を伴う間質性肺炎があらわれることがある。")
    assert STANDING in only(page, "間質性肺炎").context_texts


def test_results_carry_the_study_that_was_opened_last() -> None:
    page = Page(language="ja", section="clinical_studies")
    page.heading("17.1.1 国内臨床試験")
    first, second = (
        "第Ⅰ相試験において、健康女性14例を検討した結果、濃度が低下した。",
        "前期第Ⅱ相試験において、患者72例を検討した。",
    )
    page.text(f"{first}{second}耐性例での奏効率は26.1%（6/23）であった。")
    made = only(page, "奏効率は26.1%")
    assert second in made.context_texts
    assert first not in made.context_texts


def test_reactions_seen_in_a_study_are_another_claim_than_its_result() -> None:
    page = Page(language="ja", section="clinical_studies")
    page.heading("17.1.2 国内第Ⅲ相試験")
    result = "ノミナ錠180mg/日を投与した二重盲検試験の結果、有用度は61.3%（19/31例）であった。"
    page.text(f"{result}副作用発現頻度は9.0%（6/67例）であった。主な副作用は倦怠感3.0%（2/67例）であった。")
    assert only(page, "有用度").body == result
    made = only(page, "副作用発現頻度")
    assert "倦怠感" in made.body
    assert result in made.context_texts


def test_a_table_whose_header_comes_again_under_another_title_is_several() -> None:
    page = Page(language="ja", section="clinical_studies")
    page.heading("17.1.1 試験")
    names = "\t無発症\t発症"
    for row in ("発現率：プラセボ（n=89）", names, "6ヵ月\t69.7\t13.5", "12ヵ月\t47.2\t19.1",
                "発現率：ノミナ（n=85）", names, "6ヵ月\t84.7\t3.5", "12ヵ月\t63.5\t8.2"):  # fmt: skip
        page.add(PassageKind.TABLE_ROW, row, group="t")
    made = only(page, "84.7")
    assert "発現率：ノミナ（n=85）" in made.context_texts
    assert "発現率：プラセボ（n=89）" not in made.context_texts


def test_a_sentence_that_only_shows_a_table_is_context_of_its_rows() -> None:
    page = Page(language="ja", section="pharmacokinetics")
    page.heading("16.1.1 単回投与")
    lead = "健康成人にノミナ2～8mgを絶食下単回経口投与したときの薬物動態パラメータを表に示した。"
    page.text(f"{lead}ノミナは速やかに吸収される。")
    page.table("投与量（mg）\t例数\tCmax（ng/mL）", "2\t6\t80.8±18.4", "4\t6\t160.2±20.1")
    page.text("(n=12、mean±S.D.)")
    made = only(page, "80.8")
    assert {lead, "(n=12、mean±S.D.)"} <= set(made.context_texts)
    assert lead not in {part.body for part in segment(page.passages).segments}


def test_each_patient_who_must_not_take_it_is_a_module() -> None:
    page = Page(language="ja", section="contraindications")
    page.heading("2. 禁忌（次の患者には投与しないこと）")
    page.items("完全胆道閉塞のある患者［9.3.1参照］", "劇症肝炎の患者［9.3.2参照］")
    assert len(segment(page.passages).segments) == 2


def test_a_reference_behind_it_does_not_keep_an_instruction_from_its_points() -> None:
    page = Page(language="ja", section="warnings")
    page.heading("8. 重要な基本的注意")
    opening = "本剤の使用にあたっては、事前に患者に対して、次の点を指導すること。［11.1.2参照］"
    page.text(opening)
    page.items("発疹があらわれた場合には、服用を中止し医師に連絡すること。", "服用後も症状に注意すること。")
    made = [part for part in segment(page.passages).segments if "発疹" in part.body]
    assert all(opening in part.body or opening in part.context_texts for part in made)


def test_what_a_part_says_in_a_few_words_is_no_heading_of_the_next_part() -> None:
    page = Page(language="ja", section="indications")
    page.heading("4. 効能又は効果")
    for line in ("〈適応菌種〉", "マイコバクテリウム（MAC）", "〈適応症〉", "播種性MAC症の発症抑制及び治療"):
        page.text(line)
    assert only(page, "マイコバクテリウム").context_texts[-1] == "〈適応菌種〉"
    assert only(page, "発症抑制").context_texts[-1] == "〈適応症〉"


def test_the_caption_of_a_figure_says_nothing_itself() -> None:
    page = Page(language="ja", section="pharmacokinetics")
    page.heading("16.1 血中濃度")
    page.text("図 患者にノミナ25mgを反復投与した後の血漿中濃度推移（n=15～16、平均値±標準偏差）")
    page.text("健康成人にノミナ25mgを投与した後のAUCは用量比例的であった。")
    [made] = segment(page.passages).segments
    assert made.body == "健康成人にノミナ25mgを投与した後のAUCは用量比例的であった。"


def test_times_head_the_columns_of_a_table_of_one_row_and_a_property_heads_no_other() -> None:
    page = Page(language="ja", section="dosage")
    page.heading("7. 用法及び用量に関連する注意")
    for row in ("導入後の時間\t0～10分\t10～20分\t30分～", "投与速度\t1.0mL/kg/時\t0.8mL/kg/時\t調節する。"):
        page.add(PassageKind.TABLE_ROW, row, group="t")
    assert "導入後の時間" in only(page, "投与速度").context_texts[-1]
    page = Page(language="ja", section="composition")
    page.heading("3.2 製剤の性状")
    for row in ("性状\t白色の乳濁性注射液", "浸透圧比\t約1（生理食塩液に対する比）", "色調\t白色", "におい\t特異"):
        page.add(PassageKind.TABLE_ROW, row, group="t")
    assert only(page, "浸透圧比").context_texts == ("3.2 製剤の性状",)


def test_words_that_say_what_is_shown_below_travel_with_the_rows_under_their_title() -> None:
    page = Page(language="ja", section="pharmacokinetics")
    page.heading("16.1.1 単回投与")
    lead = "健康成人（各用量：6例）に本剤50mg又は100mgを空腹時に単回経口投与したときの薬物動態パラメータを以下に示す。"
    page.text(lead)
    page.text("単回経口投与時の血漿中薬物動態パラメータ")
    page.table("用量\t例数\tCmax（μg/mL）", "50mg\t6\t1.48（0.302）", "100mg\t6\t2.50（0.280）")
    assert lead in only(page, "1.48").context_texts


def test_patients_below_a_line_that_bars_them_are_a_module_each() -> None:
    page = Page(language="ja", section="contraindications")
    page.heading("【禁忌】")
    page.text("（次の患者には投与しないこと）")
    page.items("本剤に対し過敏症の既往歴のある患者", "重い貧血のある患者［悪化するおそれがある。］")
    made = segment(page.passages).segments
    assert [part.body for part in made] == [
        "本剤に対し過敏症の既往歴のある患者",
        "重い貧血のある患者［悪化するおそれがある。］",
    ]
    assert all("（次の患者には投与しないこと）" in part.context_texts for part in made)


def test_a_counted_case_may_be_a_long_heading_and_heads_each_of_its_doses() -> None:
    page = Page(language="ja", section="dosage")
    case = f"１. {'、'.join(['部分発作に伴う痛み', '手術のあとに続くしびれ', '夜間に強まるけいれん', '動作のときのふるえ'] * 2)}の場合"
    page.heading(case)
    page.text("通常、成人には1日量100mgを経口投与する。小児に対しては、1日量50mgを経口投与する。")
    assert len(case) > 60
    assert all(case in part.context_texts for part in segment(page.passages).segments)


def test_a_row_carries_the_note_that_the_sentence_over_its_table_points_to() -> None:
    page = Page(language="ja", section="pharmacokinetics")
    page.heading("16. 薬物動態")
    note = "注）本剤の承認用量は1回5mgである。"
    page.text("健康成人に本剤20mg注）を投与したときのパラメータは表のとおりである。")
    page.table("\t空腹時", "Cmax\t10.1μg/mL", "AUC\t29.0hr・μg/mL")
    page.text("尿中には代謝物を認めなかった。")
    page.text(note)
    assert note in only(page, "10.1").context_texts
