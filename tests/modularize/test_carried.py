"""What a module depends on travels with it: openings, rows, studies, pens, notes that the layout set as something else."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind
from modularize.draft import Segment
from modularize.left_out.boilerplate import is_standing
from modularize.left_out.exclude import unusable
from modularize.segment import segment
from modularize.sentences.depends import is_complete, points_to_list
from modularize.tagging.kinds import kind_of
from tests.modularize.making import Page


def _made(page: Page) -> dict[str, Segment]:
    return {part.body: part for part in segment(page.passages).segments}


def _item(page: Page, text: str, marker: str, group: str = "list-1") -> None:
    page.add(PassageKind.LIST_ITEM, text, group=group, facts={"marker": marker})


def test_a_numbered_item_without_a_colon_opens_the_bullets_below_it() -> None:
    page = Page(language="zh", section="interactions")
    page.heading("【药物相互作用】")
    _item(page, "本药使地高辛半衰期延长。", "1.")
    _item(page, "与下列药物合用时，发生高钾血症的机会增加，如", "2.")
    _item(page, "含钾药物；", "•")
    _item(page, "血管紧张素转换酶抑制剂；", "•")
    _item(page, "与氯化铵合用易发生酸中毒。", "3.")
    assert "与下列药物合用时，发生高钾血症的机会增加，如\n含钾药物；\n血管紧张素转换酶抑制剂；" in _made(page)


def test_two_sentences_about_the_list_below_are_both_its_opening() -> None:
    page = Page(language="zh", section="contraindications")
    page.heading("禁忌")
    page.text("下面所列的任何一种情况存在时，不应开始治疗。如果出现下列任何一种情况，应立即停药。")
    page.items("妊娠和哺乳", "重度肝脏疾病")
    [body] = _made(page)
    assert body.startswith("下面所列的任何一种情况存在时")
    assert body.endswith("重度肝脏疾病")


def test_an_item_over_a_list_of_its_own_is_carried_by_it() -> None:
    page = Page(section="adverse_reactions")
    page.heading("Risk of thrombosis after five years")
    _item(page, "Age group", "•")
    _item(page, "50 to 59 years", "•", group="inner-1")
    _item(page, "Relative risk *", "•")
    _item(page, "Oestrogen alone: 1.2", "•", group="inner-2")
    _item(page, "Both together: 2.3", "•", group="inner-2")
    _item(page, "Studied in women without a uterus", "*", group="notes")
    made = _made(page)
    assert "Age group" in made["50 to 59 years"].context_texts
    risk = made["Relative risk *\nOestrogen alone: 1.2\nBoth together: 2.3"]
    assert "Studied in women without a uterus" in risk.context_texts
    assert "Studied in women without a uterus" not in made


def test_numbered_notes_under_a_table_go_with_the_rows_that_bear_their_figure() -> None:
    page = Page(section="adverse_reactions")
    page.table(
        "Class\tFrequency\tReaction", "Liver\tCommon\tJaundice ¹", "Lung\tRare\tPneumonitis ²", "Skin\tRare\tRash"
    )
    _item(page, "Rarely severe, and mostly transient.", "1.")
    _item(page, "Added after marketing.", "2.")
    made = _made(page)
    assert made["Liver\tCommon\tJaundice ¹"].context_texts[-1] == "Rarely severe, and mostly transient."
    assert "Added after marketing." not in made["Skin\tRare\tRash"].context_texts
    assert not {"Rarely severe, and mostly transient.", "Added after marketing."} & set(made)


def test_a_numbered_list_under_a_table_without_such_figures_stays_a_list() -> None:
    page = Page(section="warnings")
    page.table("Class\tFrequency", "Liver\tCommon", "Lung\tRare")
    _item(page, "Liver function is tested before treatment begins.", "1.")
    _item(page, "Breathlessness is reported to the doctor at once.", "2.")
    assert "Liver function is tested before treatment begins." in _made(page)


def test_a_comparison_bears_the_row_it_is_about_where_that_row_ends_the_group_above() -> None:
    page = Page(section="clinical_studies")
    page.table(
        "\tActive (N=9)\tControl (N=9)",
        "Mean body weight (kg)\t\t",
        "Baseline\t80\t81",
        "Comparison versus control (p-value)\t-1.4 (0.01)\t",
        "Patients at target without weight gain\t43.2%\t25.1%",
        "Proportion difference versus control (p-value)\t18.1 (0.02)\t",
    )
    made = {body.split("\t")[0]: part for body, part in _made(page).items()}
    above = made["Proportion difference versus control (p-value)"].context_texts
    assert "Patients at target without weight gain\t43.2%\t25.1%" in above
    assert not any(text.startswith("Mean body weight") for text in above)
    assert any(t.startswith("Mean body weight") for t in made["Baseline"].context_texts)


def test_a_strength_alone_heads_the_doses_below_it_and_is_none_itself() -> None:
    page = Page(language="zh", section="dosage")
    page.heading("【用法用量】")
    page.text("150mg 片剂")
    page.text("肾损害：对于肾损害的病人无需调整剂量。")
    assert _made(page)["肾损害：对于肾损害的病人无需调整剂量。"].context_texts[-1] == "150mg 片剂"
    assert "150mg 片剂" not in _made(page)


def test_words_of_one_leaflet_of_two_say_for_which_pen_they_hold() -> None:
    page = Page(section="leaflet")
    for strength, low in (("100/50", "10"), ("100/33", "30")):
        page.heading("Package leaflet: Information for the user")
        page.text(f"Novalin {strength} units/ml solution in a pre-filled pen.")
        page.text(f"Do not inject a dose lower than {low} dose steps.")
        page.text("Do not share the pen with anyone.")
    made = segment(page.passages).segments
    low = next(part for part in made if "30 dose steps" in part.body)
    assert low.context_texts[0] == "Novalin 100/33 units/ml solution in a pre-filled pen."
    shared = [part for part in made if part.body == "Do not share the pen with anyone."]
    assert shared
    assert not any("Novalin" in text for part in shared for text in part.context_texts)


def test_the_study_run_beside_another_carries_the_sentence_on_that_one() -> None:
    page = Page(language="ja", section="warnings")
    page.heading("15.1.4 HRTと脳卒中の危険性")
    first = "米国におけるWHI試験の結果、配合剤投与群では、脳卒中の危険性が有意に高くなる（ハザード比：1.31）との報告がある。"
    page.text(
        first + "並行して行われた試験の結果、単独投与群では、危険性が有意に高くなる（ハザード比：1.37）との報告がある。"
    )
    assert any(first in part.context_texts or part.body.startswith(first) for part in segment(page.passages).segments)
    assert not any(part.body.startswith("並行") and first not in part.context_texts for part in _made(page).values())


def test_the_paragraph_behind_a_last_item_is_a_module_of_its_own() -> None:
    page = Page(section="leaflet")
    page.heading("Before you take it")
    page.text("See your doctor if you notice any changes such as:")
    page.items(
        "dimpling of the skin",
        "any lumps you can see or feel. Screening programmes are offered to you. The nurse is told of this treatment.",
    )
    bodies = list(_made(page))
    assert bodies[0].endswith("any lumps you can see or feel.")
    assert any(body.startswith("Screening programmes") for body in bodies)


def test_a_colon_between_items_that_end_in_a_semicolon_opens_nothing() -> None:
    page = Page(language="zh", section="warnings")
    page.heading("警告")
    for text in (
        "有下列疾病的人，使用此药时应仔细监测；",
        "子宫内膜异位；",
        "子宫内膜增生，子宫纤维瘤：",
        "良性乳房肿瘤；",
        "卟啉病。",
    ):
        page.text(text)
    made = _made(page)
    assert "有下列疾病的人，使用此药时应仔细监测；" in made["良性乳房肿瘤；"].context_texts
    assert not any("子宫纤维瘤：" in text for text in made["良性乳房肿瘤；"].context_texts)


@pytest.mark.parametrize("text", ["Dosen von 0,5 bzw.", "in the first four weeks, i.e.", "products of St."])
def test_no_sentence_ends_in_an_abbreviation(text: str) -> None:
    assert not is_complete(text)


@pytest.mark.parametrize("text", ["如出现下列任何一种情况，应立即停药。", "Bei folgenden Erkrankungen nicht anwenden."])
def test_a_whole_sentence_may_speak_of_the_list_below_it(text: str) -> None:
    assert points_to_list(text)
    assert not points_to_list("本品应每日服用一次。")


@pytest.mark.parametrize(
    "text",
    [
        "Keep this medicine out of the sight and reach of children.",
        "Do not throw away any medicines via wastewater or household waste.",
        "The expiry date refers to the last day of that month.",
        "Ausser Reichweite von Kindern aufbewahren.",
        "药品获批后上报疑似不良反应非常重要。",
        "Healthcare providers are encouraged to report all adverse events to the manufacturer.",
    ],
)
def test_how_every_medicine_is_kept_and_reported_is_a_standing_sentence(text: str) -> None:
    assert is_standing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not store above 25 °C and keep it in the outer carton.",
        "Do not throw the needles in household waste without a sharps container.",
        "Report any bleeding to your doctor at once.",
        "Do not use this medicine after it has been frozen.",
    ],
)
def test_what_holds_of_one_medicine_alone_is_none(text: str) -> None:
    assert not is_standing(text)
    assert not unusable(text)


@pytest.mark.parametrize("text", ["核准日期：2007 年 10 月 17 日", "Date: 14 June 2017", "汉语拼音：Nuowalin Pian"])
def test_dates_and_transcriptions_are_left_out(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize(
    ("body", "headings", "section", "document", "kind"),
    [
        ("Offer exercise.", ("Recommendations", "1.3 Exercise"), None, DocumentClass.OTHER, ModuleKind.GUIDELINE),
        ("診断は基準に基づくこと。", ("5. 効能又は効果に関連する注意",), "indications", DocumentClass.LABEL, ModuleKind.WARNING),
        ("It is authorized for treatment of severe disease.", ("Use",), None, DocumentClass.LABEL, ModuleKind.INDICATION),
        (
            "Side effects of grade 3 occurred in 65% of the women of 65 years and above.", ("Older patients",), "dosage",
            DocumentClass.LABEL, ModuleKind.SAFETY_RESULT,
        ),
        ("LS change from baseline\t-5.7\t-3.3", ("Table 3",), "clinical_studies", DocumentClass.LABEL, ModuleKind.EFFICACY_RESULT),
    ],
)  # fmt: skip
def test_the_kind_follows_what_is_said(
    body: str, headings: tuple[str, ...], section: str | None, document: DocumentClass, kind: ModuleKind
) -> None:
    assert kind_of(body, (*headings, ""), section, document) is kind
