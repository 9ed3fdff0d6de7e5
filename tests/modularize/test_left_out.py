"""What is left out with a true reason, what is kept, and what a table takes from the words above it."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, PassageKind, SourceFacts
from modularize.left_out.exclude import excluded, unusable
from modularize.segment import segment
from modularize.tagging.named import own_name
from tests.modularize.making import Page


@pytest.mark.parametrize(
    "text",
    [
        "Dieses Arzneimittel enthält einen Stoff, dessen Wirkung in der medizinischen Wissenschaft noch nicht "
        "allgemein bekannt ist.",
        "Beispielin Tabletten dürfen nur bis zum angegebenen Verfalldatum verwendet werden.",
        "医薬品リスク管理計画を策定の上、適切に実施すること。",
        "31706, 41810 (Swissmedic).",
        "（责任编辑：王某某）",
        "通信作者：王 某，Email：a@b.cn。",
        "王 某 . 某病的现状及展望[J]. 某某大学学报，2015，40（7）：1042-1045．",
        "Published online: 15 Oct 2025.",
        "The authors report no conflict of interest in this work.",
        "Calling toll-free at 1-866-234-2345.",
        "very common (≥ 1/10); common (≥ 1/100 to < 1/10); uncommon (≥ 1/1,000 to < 1/100)",
    ],
)
def test_lines_of_the_paper_and_the_template_are_left_out(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize(
    "text",
    [
        "Eine Tablette enthält 13 mg Trockenextrakt, Auszugsmittel: 60% Ethanol (V/V).",
        "The frequency of reactions was similar to that listed in Table 1.",
        "患者153例に本剤を52週間経口投与したときの自発排便回数の推移は図17-1のとおりであった。",
        "Patients received 10 mg daily until disease progression.",
    ],
)
def test_a_statement_that_points_to_a_table_or_looks_like_an_address_stays(text: str) -> None:
    assert not unusable(text)


def test_a_heading_with_blanks_between_its_signs_heads_references() -> None:
    page = Page("zh", None)
    page.heading("参 考 文 献")
    assert excluded(page.text("王 某 . 某病指南")).startswith("bibliographic reference")


def test_the_name_of_a_section_alone_is_no_module_and_stays_a_heading() -> None:
    page = Page("de", "handling")
    assert excluded(page.text("Datum der Zulassung"))
    assert not unusable("17. 臨床成績")


def test_rows_carry_whom_the_study_above_them_treated() -> None:
    page = Page("ja", "pharmacokinetics")
    page.heading("16.1.2 反復経口投与")
    opening = "健康成人に本剤100mgを1日2回経口投与したときの薬物動態パラメータは以下のとおりであり、安定した。"
    page.text(opening + "蓄積比は1.2であった。")
    page.table("パラメータ\t1日目 n=6\t5日目 n=6", "Cmax（ng/mL）\t199\t227", "AUC（ng・h/mL）\t392\t479")
    rows = [part for part in segment(page.passages).segments if "\t" in part.body]
    assert len(rows) == 2
    assert all(opening in part.context_texts for part in rows)


def test_rows_do_not_carry_words_about_another_table() -> None:
    page = Page("en", "clinical_studies")
    page.heading("14 Clinical studies")
    page.text("In the first trial 120 patients were randomized (see Table 1).")
    page.add(PassageKind.CAPTION, "Table 2: Second trial", group="table-1")
    page.table("\tPlacebo\tOvranteq", "Response\t12%\t40%")
    rows = [part for part in segment(page.passages).segments if "\t" in part.body]
    assert rows
    assert not any("first trial" in text for part in rows for text in part.context_texts)


def test_a_heading_that_breaks_off_ends_with_its_list() -> None:
    page = Page("en", "leaflet")
    page.heading("Do not use Ovranteq if you:")
    page.items("have liver disease", "are pregnant")
    page.text("Tell your doctor about every medicine you take, also about herbal ones.")
    made = {part.body.split("\n")[0]: part.context_texts for part in segment(page.passages).segments}
    assert made["have liver disease"] == ("Do not use Ovranteq if you:",)
    assert made["Tell your doctor about every medicine you take, also about herbal ones."] == ()


def test_a_name_is_neither_that_nothing_applies_nor_holds_a_mark_of_strength() -> None:
    page = Page("ja", "name")
    page.text("モトコール配合内用剤LD")
    label = SourceFacts(title="モトコール配合内用剤LD", document_class=DocumentClass.LABEL)
    assert own_name(label, page.passages) == "モトコール"
    assert own_name(label.model_copy(update={"title": "該当なし"}), ()) == ""


def test_lines_counted_under_a_caption_are_what_it_says_and_head_nothing() -> None:
    page = Page("zh", None)
    page.heading("6.2 运动治疗")
    page.add(PassageKind.CAPTION, "表3 禁止参加中等及以上强度运动的情况")
    for line in ("1 血糖波动较大", "2 有糖尿病酮症酸中毒等急性并发症", "3 合并急性感染等情况"):
        page.text(line)
    page.text("成年患者建议进行每周150分钟的有氧运动。")
    made = segment(page.passages).segments
    [listed] = [part for part in made if "酮症酸中毒" in part.body]
    assert "表3 禁止参加中等及以上强度运动的情况" in listed.context_texts
    [advice] = [part for part in made if "有氧运动" in part.body]
    assert advice.body == "成年患者建议进行每周150分钟的有氧运动。"
    assert not any("酮症酸中毒" in text for text in advice.context_texts)


def test_what_a_mark_means_goes_with_the_lines_that_bear_it_and_is_no_module() -> None:
    page = Page("en", "adverse_reactions")
    page.heading("4.8 Undesirable effects")
    told = "Terms marked with a star (*) were reported in patients with renal insufficiency."
    page.text("The reactions below were reported in placebo-controlled trials. " + told)
    page.heading("Nervous system disorders")
    page.text("Common: dizziness, orthostatic dizziness*")
    page.text("Uncommon: vertigo and headache")
    made = {part.body: part.context_texts for part in segment(page.passages).segments}
    assert told in made["Common: dizziness, orthostatic dizziness*"]
    assert told not in made["Uncommon: vertigo and headache"]
    assert told not in made


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("发生晕厥期间，见[注意事项]。", True),
        ("药物相互作用，见[注意事项]。", False),
        ("In all situations described below, the benefit should be weighed against the risk.", True),
        ("Side effects are described in more detail below.", False),
    ],
)
def test_a_case_or_an_instruction_with_a_reference_is_content(text: str, kept: bool) -> None:
    assert (unusable(text) == "") is kept


def test_a_statement_with_a_number_of_its_own_is_no_item_of_where_to_look() -> None:
    page = Page(section=None)
    page.items("Full details of the evidence are in evidence review B:", "monitoring.", "1.4.9 Use the same targets.")
    assert any("Use the same targets." in part.body for part in segment(page.passages).segments)


@pytest.mark.parametrize(
    ("text", "is_left"),
    [
        ("Clinical trial identification: NCT00000000.", True),
        (
            "A. One: Financial Interests, Personal, Advisory Board: Alpha, Beta; Financial Interests, Institutional, "
            "Research Grant: Gamma. B. Two: Financial Interests, Personal, Invited Speaker: Delta.",
            True,
        ),
        ("A. One¹, B. Two², C. Three³, D. Four⁴, E. Five⁵", True),
        ("Patients¹ were treated at the Department of Hands, University of Ovalia, and 20% had a response.", False),
        ("Version: 1", True),
        ("ISBN: 978-1-0000-0000-1", True),
        ("Version 2 of the score was used in 20 patients.", False),
    ],
)
def test_the_foot_of_an_abstract_is_left_out_and_its_results_are_not(text: str, is_left: bool) -> None:
    assert bool(unusable(text)) is is_left


def test_a_step_without_words_and_an_address_of_a_file_say_nothing() -> None:
    assert unusable("Step 5.")
    assert unusable("The specification of the data is available at: http://example.org/data.")
    assert not unusable("Step 5. Throw the pen away.")
