"""A module says on its own what it says in its document: stems, marks, names and kinds."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, Locator, ModuleKind, Passage, PassageKind, SourceFacts
from modularize.left_out.exclude import unusable
from modularize.segment import segment
from modularize.sentences.depends import depends
from modularize.tagging.kinds import kind_of
from modularize.tagging.named import own_name
from tests.modularize.making import Page


def test_the_items_of_a_running_enumeration_keep_what_opened_it() -> None:
    page = Page(language="zh", section="indications")
    page.text("适用于敏感菌所致的感染：1.链球菌所致的上呼吸道感染。")
    page.text("2.大肠杆菌所致的泌尿道感染。")
    made = segment(page.passages).segments
    assert made[-1].body == "大肠杆菌所致的泌尿道感染。"
    assert "适用于敏感菌所致的感染：" in made[-1].context_texts


def test_a_number_that_opens_the_next_item_does_not_end_this_one() -> None:
    page = Page(language="zh", section="warnings")
    page.text("本品不得静脉注射给药，应深部肌内注射。2．")
    [made] = segment(page.passages).segments
    assert made.body == "本品不得静脉注射给药，应深部肌内注射。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hypersensitivity to the active substance or to any of the excipients listed in section 6.1.", "en"),
        ("The response rate was 45.2% in Study No. 2.", "en"),
        ("2.5 mL of the solution is injected once a day.", "en"),
        ("12.5 Mio Einheiten werden einmal täglich verabreicht.", "de"),
        ("2.5 毫克每日一次，随餐口服，成人推荐剂量。", "zh"),
        ("-5.2 points was the difference to placebo in the DLQI score.", "en"),
    ],
)
def test_no_figure_is_taken_for_a_number_of_an_item(text: str, language: str) -> None:
    page = Page(language=language, section="dosage")
    page.text(text)
    assert [s.body for s in segment(page.passages).segments] == [text]


def test_the_number_of_a_section_is_not_part_of_its_words() -> None:
    page = Page(language="en", section="dosage")
    page.text("2.3 Patients with renal impairment receive half the dose of the product.")
    [made] = segment(page.passages).segments
    assert made.body == "Patients with renal impairment receive half the dose of the product."


def test_fragments_carry_the_sentence_before_their_list() -> None:
    page = Page(section="adverse_reactions")
    page.text("These reactions led to hospital admission in the trials.")
    page.items("Myopathy of the arms and legs", "Severe hepatic disorders", "Signs of infection at the site")
    made = segment(page.passages).segments
    assert made[-1].body.count("\n") == 2
    assert "These reactions led to hospital admission in the trials." in made[-1].context_texts


def test_a_list_whose_opening_only_points_elsewhere_is_left_out() -> None:
    page = Page(section="adverse_reactions")
    page.text("Serious reactions are described in greater detail in other sections.")
    page.items("Myopathy of the arms and legs", "Severe hepatic disorders")
    assert not [part for part in segment(page.passages).segments if "Myopathy" in part.body]


def test_a_heading_with_a_reference_mark_heads_what_follows() -> None:
    page = Page(language="ja", section="pharmacology")
    page.items("抗けいれん作用⁵）")
    page.text("マウスの電撃けいれんを抑制した。")
    [made] = segment(page.passages).segments
    assert made.body == "マウスの電撃けいれんを抑制した。"


def test_raised_numbers_open_footnotes() -> None:
    page = Page(section="adverse_reactions")
    page.text("Nausea was reported by every tenth patient.")
    page.text("¹: Reported after marketing only, with unknown frequency.")
    assert [part.body for part in segment(page.passages).segments] == ["Nausea was reported by every tenth patient."]


def test_rows_of_group_sizes_or_without_values_are_no_modules() -> None:
    page = Page(section="clinical_studies")
    page.table("Endpoint\tMedicine\tPlacebo", "N = 1014\tN = 510\tN = 12", "Trough\tN/A\tN/A", "Response\t73%\t21%")
    assert [part.body for part in segment(page.passages).segments] == ["Response\t73%\t21%"]


def test_a_first_row_of_names_heads_the_others() -> None:
    page = Page(section="dosage")
    for row in ("Standard dose\tSevere impairment", "40 mg once daily\t20 mg once daily", "60 mg\t30 mg once daily"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["40 mg once daily\t20 mg once daily", "60 mg\t30 mg once daily"]
    assert all("Standard dose\tSevere impairment" in part.context_texts for part in made)


def test_items_that_end_in_a_semicolon_keep_their_opening() -> None:
    page = Page(section="warnings")
    page.text("There are no controlled data in these groups, so it is given with caution.")
    page.items("Patients who have had a stroke within 6 months;", "Patients who have low blood pressure;")
    made = segment(page.passages).segments
    assert "There are no controlled data in these groups, so it is given with caution." in made[-1].context_texts


@pytest.mark.parametrize(
    "text", ["LAB-0021-29.0", "Somebody Sciences, Lda.", "10 mg 10 mg/ml 20 mg/ml", "10 mg entsprechen"]
)
def test_codes_companies_and_bare_strengths_are_unusable(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("At Week 48, 7 patients were still suppressed.", "en"),
        ("No syncope was reported in this study.", "en"),
        ("Die Behandlung muss daher vorsichtig erfolgen.", "de"),
        ("Im Rahmen dieser Studie wurde der Blutdruck gemessen.", "de"),
        ("異常が認められた場合には投与を中止すること。", "ja"),
        ("亦可用于造影术后。", "zh"),
    ],
)
def test_what_points_back_does_not_stand_alone(text: str, language: str) -> None:
    assert depends(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("7 patients with renal impairment were treated for 4 weeks.", "en"),
        ("Dieses Arzneimittel darf nicht eingefroren werden.", "de"),
        ("Die Behandlung muss vorsichtig erfolgen.", "de"),
    ],
)
def test_what_names_its_subject_does(text: str, language: str) -> None:
    assert not depends(text, language)


@pytest.mark.parametrize(
    ("body", "headings", "section", "kind"),
    [
        ("At Week 48, 92% of adults had a response.", ("Clinical data",), "pharmacodynamics", ModuleKind.EFFICACY_RESULT),
        ("X is effective in lowering lipids.", ("14 CLINICAL STUDIES",), "clinical_studies", ModuleKind.EFFICACY_RESULT),
        ("Response\t73 (70-76)\t71 (67-75)", ("Table 5",), "clinical_studies", ModuleKind.EFFICACY_RESULT),
        ("X inhibits the enzyme.", ("5.1 Pharmacodynamic properties",), "pharmacodynamics", ModuleKind.MECHANISM),
    ],
)  # fmt: skip
def test_results_under_pharmacology_are_results(
    body: str, headings: tuple[str, ...], section: str, kind: ModuleKind
) -> None:
    assert kind_of(body, headings, section, DocumentClass.LABEL) is kind


def said(text: str, seq: int) -> Passage:
    return Passage(
        id=f"p{seq}",
        source="s",
        extraction="x",
        seq=seq,
        kind=PassageKind.PARAGRAPH,
        text=text,
        locator=Locator(page=1),
    )


@pytest.mark.parametrize(
    ("title", "document", "name"),
    [
        ("Zarvexal® 40 mg Filmtabletten", DocumentClass.LABEL, "zarvexal"),
        ("Zarvexal 40 mg tablets", DocumentClass.LEAFLET, "zarvexal"),
        ("These highlights do not include everything", DocumentClass.LABEL, ""),
        ("Zarvexal", DocumentClass.DECK, ""),
    ],
)
def test_a_label_names_its_own_product(title: str, document: DocumentClass, name: str) -> None:
    passages = [said(f"Take Zarvexal at hour {n}.", n) for n in range(4)]
    assert own_name(SourceFacts(title=title, document_class=document), passages) == name


def test_a_name_that_the_document_hardly_says_is_not_its_product() -> None:
    assert own_name(SourceFacts(title="Somebody Ltd", document_class=DocumentClass.LABEL), [said("Take it.", 0)]) == ""


def test_a_first_row_of_labels_with_study_codes_heads_its_table() -> None:
    page = Page("ja", "clinical_studies")
    page.heading("試験の成績")
    for row in ("効果\t国内 (No.7)\t海外(No.81)", "改善例(改善/評価)\t30.0% (3/10)\t25.0% (5/20)"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    [part] = segment(page.passages).segments
    assert part.context_texts[-1] == "効果\t国内 (No.7)\t海外(No.81)"


def test_a_first_row_of_labels_over_sentences_heads_its_table() -> None:
    page = Page("ja", "interactions")
    page.heading("併用注意")
    for row in ("薬の名\t症状\t理由", "架空薬甲\t作用が弱まることがある。\t吸収が減るため。"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    [part] = segment(page.passages).segments
    assert part.context_texts[-1] == "薬の名\t症状\t理由"


def test_a_japanese_sentence_that_announces_others_keeps_them() -> None:
    page = Page("ja", "pregnancy")
    page.heading("妊婦")
    page.text("投与しないこと。安全性については次の知見がある。ウサギで体重の減少が認められた。")
    assert [part.body for part in segment(page.passages).segments] == [
        "投与しないこと。",
        "安全性については次の知見がある。ウサギで体重の減少が認められた。",
    ]


def test_a_line_that_starts_with_a_particle_joins_the_line_before_or_is_left_out() -> None:
    page = Page("ja", "storage")
    page.heading("使用期限")
    page.text("箱に表示の期限内")
    page.text("に使用すること。")
    assert [part.body for part in segment(page.passages).segments] == ["箱に表示の期限内\nに使用すること。"]
    alone = Page("ja", "storage")
    alone.heading("使用期限")
    alone.text("に使用すること。")
    cut = segment(alone.passages)
    assert not cut.segments
    assert "beginning of the sentence" in cut.skipped[-1].reason


def test_an_addition_after_a_list_joins_its_last_item_and_no_more() -> None:
    page = Page("ja")
    page.heading("注意")
    page.items("急に投与を中止すると発作が起こることがあるので、徐々に減量すること。")
    page.text("なお、高齢者では特に注意すること。定期的に血液検査を行うことが望ましい。")
    assert [part.body for part in segment(page.passages).segments] == [
        "急に投与を中止すると発作が起こることがあるので、徐々に減量すること。\nなお、高齢者では特に注意すること。",
        "定期的に血液検査を行うことが望ましい。",
    ]


def test_marks_without_letters_are_no_context() -> None:
    page = Page("ja", "interactions")
    page.heading("相互作用")
    page.add(PassageKind.CAPTION, "※ ※", group="table-1")
    page.add(PassageKind.CAPTION, "1 1 ½ 20 10", group="table-1")
    page.table("薬の名\t症状", "架空薬甲\t作用が弱まることがある。")
    [part] = segment(page.passages).segments
    assert part.context_texts == ("相互作用", "薬の名\t症状")


def test_items_numbered_within_a_chinese_line_stand_apart() -> None:
    page = Page("zh")
    page.heading("【注意事项】")
    page.items("用药前应询问过敏史；2.不可与甲药混合滴注；3.肾功能损害者需调整剂量。")
    assert [part.body for part in segment(page.passages).segments] == [
        "用药前应询问过敏史；",
        "不可与甲药混合滴注；",
        "肾功能损害者需调整剂量。",
    ]


def test_the_names_of_a_chinese_product_stand_apart() -> None:
    page = Page("zh", "name")
    page.heading("【药品名称】")
    page.text("通用名称：注射用甲乙霉素英文名称：Zarvexal Hydrochloride for Injection")
    assert [part.body for part in segment(page.passages).segments] == [
        "通用名称：注射用甲乙霉素",
        "英文名称：Zarvexal Hydrochloride for Injection",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "What you need to know before you take Zarvexal",
        "Contents of the pack and other information",
        "This leaflet was last revised in .",
        "Each film-coated tablet",
    ],
)
def test_a_heading_of_a_leaflet_is_no_module(line: str) -> None:
    page = Page(section="leaflet")
    page.heading("1. What Zarvexal is and what it is used for")
    page.items("Zarvexal is a tablet that lowers blood pressure in adults and in children.", line)
    assert [part.body for part in segment(page.passages).segments] == [
        "Zarvexal is a tablet that lowers blood pressure in adults and in children."
    ]


def test_a_short_line_with_a_colon_opens_the_list_below_it() -> None:
    page = Page(section="leaflet")
    page.heading("While you are taking Zarvexal")
    page.text("Once you start taking Zarvexal, look out for:")
    page.items("Signs of infection", "Joint pain or stiffness")
    assert [part.body for part in segment(page.passages).segments] == [
        "Once you start taking Zarvexal, look out for:\nSigns of infection\nJoint pain or stiffness"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Zarvexal demonstrated statistically significant improvement compared to placebo in both studies.",
        "Die Wirksamkeit von Zarvexal wurde in einer doppelblinden Studie nachgewiesen.",
        "The changes in score were statistically significantly in favour of Zarvexal.",
        "奏効率(奏効例/評価例)\t30.0% (3/10)",
        "本剤群の無病生存に対するハザード比は0.70であった。",
    ],
)
def test_efficacy_in_a_clinical_section_is_an_efficacy_result(body: str) -> None:
    headings = ("17. 臨床成績", "17.1 有効性及び安全性に関する試験")
    assert kind_of(body, headings, "clinical_studies", DocumentClass.LABEL) is ModuleKind.EFFICACY_RESULT


@pytest.mark.parametrize("text", ["²¹）", "1 1 ½ 20 10", "※ ※", "①"])
def test_raised_and_fractional_figures_say_nothing(text: str) -> None:
    assert unusable(text) == "only numbers or marks"
