"""Advice in a letter, sentences among those on the document's own making, headings that name what a part is about."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind, SourceFacts
from library.taxonomy import Taxonomy
from modularize.doubts.doubt import left_parts
from modularize.doubts.standing_alone import RUNNING, standing_alone
from modularize.draft import Segment, whole
from modularize.items.parts import by_paragraph
from modularize.left_out.making import GRADED, MADE, RESEARCH, of_making
from modularize.left_out.people import CONTENTS, PEOPLE, only_lists
from modularize.segment import segment
from modularize.sentences.advice import advises
from modularize.tagging.borne_out import borne_out
from modularize.tagging.by_heading import by_heading
from modularize.tagging.treats import befalls
from tests.modularize.making import Page

LETTER = SourceFacts(title="Ovranteq: new advice on the heart", document_class=DocumentClass.OTHER)
GUIDE = SourceFacts(title="Guideline on ovalitis", document_class=DocumentClass.PUBLICATION)


def test_an_item_that_points_back_keeps_no_advice_beside_it_from_being_a_module() -> None:
    page = Page(section=None)
    page.heading("Advice for healthcare professionals")
    page.items(
        "avoid Ovranteq in patients with severe heart failure unless no other treatment is left",
        "monitor blood pressure daily in all patients for the first two weeks of Ovranteq",
        "this advice does not apply to the ointment of the same name",
        "stop Ovranteq in patients who develop chest pain and refer them to a specialist",
    )
    cut = standing_alone(segment(page.passages), LETTER, page.passages)
    assert [part.body.split()[0] for part in cut.segments] == ["avoid", "monitor", "stop"]
    assert [part.body.split()[0] for part, _ in left_parts(cut, page.passages)] == ["this"]


def test_a_sentence_about_the_document_takes_the_use_beside_it_with_it_no_more() -> None:
    page = Page(section=None)
    page.heading("About Ovranteq")
    page.text(
        "Ovranteq is a synthetic hormone of the hand. It is authorised for the treatment of ovalitis in adults. "
        "The advice in this article relates only to tablets of Ovranteq."
    )
    cut = standing_alone(segment(page.passages), LETTER, page.passages)
    assert any("authorised for the treatment of ovalitis" in part.body for part in cut.segments)
    assert any(skipped.reason == MADE for skipped in cut.skipped)


def test_the_numbered_headings_that_name_the_medicine_stand_over_every_part_below_them() -> None:
    page = Page(section=None)
    names: tuple[str, ...] = ("5 Severe ovalitis", "5.6 Medicines", "5.6.1 Ovranteq", "Conditional recommendation for")
    names = (*names, "5.6.1.2 Justification", "Route and dosage")
    for at, name in enumerate(names):
        page.heading(name)
        page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": names[:at]})
    page.path = names
    page.text("Different dosage and administration schedules have been adopted for various conditions.")
    [part] = standing_alone(segment(page.passages), GUIDE, page.passages).segments
    assert "5.6.1 Ovranteq" in part.context_texts
    assert "Conditional recommendation for" not in part.context_texts


def test_who_suggests_recommends() -> None:
    text = "WHO suggests the use of Ovranteq in patients with suspected or confirmed ovalitis."
    assert advises(text)
    assert borne_out(ModuleKind.DISEASE_KNOWLEDGE, text, (), GUIDE) is ModuleKind.GUIDELINE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Certainty of evidence was rated low for severe adverse events.", ModuleKind.DESCRIPTION),
        ("By day 90, deaths had occurred in 51% of the Ovranteq group and 45% of placebo.", ModuleKind.SAFETY_RESULT),
        ("Ethical and regulatory clearance will be required.", ModuleKind.DESCRIPTION),
    ],
)
def test_the_kind_is_what_was_measured(text: str, kind: ModuleKind) -> None:
    assert borne_out(ModuleKind.DESCRIPTION, text, ("Benefits and harms",), GUIDE) is kind


def test_surveys_and_protocols_of_reviews_are_about_the_document_and_rated_evidence_is_not() -> None:
    annex = ["Annex 2. Ovalitis baseline risk survey"]
    assert of_making("You should select one value for each.", (), guidance=True, chapters=annex) == MADE
    assert of_making("The certainty of evidence was rated as moderate for fever.", ()) == ""
    assert of_making("Imprecision: serious. Few events overall.", ()) == GRADED


def test_a_disease_of_whose_risk_a_title_tells_is_not_what_the_document_is_about() -> None:
    title = "Ovranteq: new recommendations to reduce risks of respiratory failure and septic shock in patients"
    found = [m for m in Taxonomy.load().concepts(title) if m.facet == "disease"]
    assert found
    assert all(befalls(mention, title) for mention in found)
    other = "Management of hypertension in adults"
    assert not any(befalls(m, other) for m in Taxonomy.load().concepts(other) if m.facet == "disease")


def _web(page: Page) -> Page:
    page.passages = [
        p.model_copy(update={"locator": p.locator.model_copy(update={"page": 1, "path": f"body/{p.seq}"})})
        for p in page.passages
    ]
    return page


def test_a_list_of_a_web_page_is_whole_without_full_stops_and_of_a_printed_page_it_is_not() -> None:
    page = Page(language="ja", section=None)
    page.heading("オバランテクの臨床成績")
    page.heading("腎アウトカム")
    page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": ("オバランテクの臨床成績",)})
    page.path = ("オバランテクの臨床成績", "腎アウトカム")
    page.items("腎イベント：18%減少（HR 0.82）", "尿アルブミン：32%減少")
    facts = SourceFacts(title="オバランテクの臨床成績", product="ovranteq", document_class=DocumentClass.OTHER)
    assert not standing_alone(segment(page.passages), facts, page.passages).segments
    [part] = standing_alone(segment(_web(page).passages), facts, page.passages).segments
    assert part.body == "腎イベント：18%減少（HR 0.82）\n尿アルブミン：32%減少"
    heads = ("オバランテクの臨床成績", "腎アウトカム")
    assert borne_out(ModuleKind.DESCRIPTION, part.body, heads, facts) is ModuleKind.EFFICACY_RESULT


def test_a_numbered_line_heads_the_bullets_below_it_and_a_bare_figure_waits() -> None:
    page = Page(language="ja", section=None)
    page.heading("主要結果")
    for number, name, line in (("1.", "認知機能", "ベースライン：28.2"), ("2.", "転倒発生率", "オバランテク：1.2%")):
        page.add(PassageKind.LIST_ITEM, name, facts={"marker": number})
        page.add(PassageKind.LIST_ITEM, line, group=f"list-{number}", facts={"marker": "•"})
    made = {part.body: part.context_texts for part in segment(page.passages).segments}
    assert made["ベースライン：28.2"][-1] == "認知機能"
    assert made["オバランテク：1.2%"][-1] == "転倒発生率"
    assert "認知機能" not in made
    bare = Page(language="ja", section=None)
    bare.heading("主要結果")
    bare.items("18%減少（HR 0.82、p=0.006）と報告されている。")
    [(_, why)] = left_parts(standing_alone(segment(bare.passages), GUIDE, bare.passages), bare.passages)
    assert "what it is of" in why


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("Vera Meller, University Hospital of Wenzel", (), PEOPLE),
        ("张三（某某医院），李四（某某大学）", ("专家组名单",), PEOPLE),
        ("Research questions 4", ("Table of contents",), CONTENTS),
        ("Patients should be referred to a University Hospital.", (), ""),
        ("Ovranteq 20 mg", (), ""),
    ],
)
def test_names_of_persons_and_lines_of_contents_need_nobody(text: str, path: tuple[str, ...], why: str) -> None:
    assert only_lists(text, path) == why


def test_the_heading_says_of_what_kind_a_bare_list_is() -> None:
    assert by_heading(("Ovranteq", "主な副作用"), with_amount=False) is ModuleKind.ADVERSE_REACTION
    assert by_heading(("Ovranteq", "用法用量"), with_amount=False) is None
    assert by_heading(("Ovranteq", "用法用量"), with_amount=True) is ModuleKind.DOSING


@pytest.mark.parametrize(
    ("heading", "text", "why"),
    [
        ("结果", "B组患者的疼痛评分在治疗一周后显著低于C组患者的评分。", "a group by a letter"),
        ("将来展望と新展開", "徐放性製剤の開発により出血リスクが軽減すると考えられている。", "planned or expected"),
        ("まとめ", "「オバランテクは、心不全治療に新たな希望をもたらした」", "who says them"),
    ],
)
def test_groups_by_letter_hopes_and_sayings_wait(heading: str, text: str, why: str) -> None:
    page = Page(language="zh" if "组" in text else "ja", section=None)
    page.heading(heading)
    page.text(text)
    [(_, doubt)] = left_parts(standing_alone(segment(page.passages), GUIDE, page.passages), page.passages)
    assert why in doubt


def test_two_paragraphs_are_two_pieces_and_the_second_bears_the_end_of_the_first() -> None:
    page = Page(section=None)
    first = page.text("Ovranteq relieves pain in ovalitis. It is taken once a day.")
    second = page.text("This advice also holds for children with ovalitis of the hand.")
    parts = by_paragraph(Segment((whole(first), whole(second))))
    assert [part.body for part in parts] == [first.text, second.text]
    assert parts[1].context_texts == ("It is taken once a day.",)


def test_a_wish_for_studies_is_left_out_and_a_finding_with_one_is_not() -> None:
    assert of_making("需要更多高质量的研究进一步验证。", ()) == RESEARCH
    assert of_making("莫西沙星的疗效更优，但仍需更多研究进一步验证。", ()) == ""
    assert of_making("Further studies are needed.", ()) == RESEARCH


def test_a_measurement_that_is_taken_is_no_dose_and_an_aim_is_no_reaction() -> None:
    told = "Home devices are used and measurements are taken once or twice daily."
    assert borne_out(ModuleKind.DOSING, told, ("Implementation",), GUIDE) is not ModuleKind.DOSING
    aim = "Objective To investigate the efficacy and safety of Ovranteq in ovalitis of the hand."
    assert borne_out(ModuleKind.ADVERSE_REACTION, aim, ("Abstract",), GUIDE) is ModuleKind.STUDY_DESIGN


def test_a_word_in_which_three_letters_stand_is_not_about_interests() -> None:
    assert of_making("Corticosteroids bind glucocorticoid receptors and change the expression of genes.", ()) == ""
    assert of_making("著者のCOIは開示されている。", ()) == MADE


def test_a_part_that_was_read_as_a_line_takes_the_place_of_the_one_before_it() -> None:
    page = Page(section=None)
    names: tuple[str, ...] = ("5 Severe ovalitis", "5.6 Medicines", "5.6.1 Ovranteq", "5.6.1.2 Justification")
    for at, name in enumerate(names):
        page.heading(name)
        page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": names[:at]})
    page.path = names
    page.text("Benefits of Ovranteq were judged to outweigh its harms in adults with ovalitis.")
    page.text("5.6.1.3 Practical info")
    page.text("Ovranteq is available as tablets of one strength and as an ointment for the hand.")
    first, second = standing_alone(segment(page.passages), GUIDE, page.passages).segments
    assert first.context_texts[-1] == "5.6.1.2 Justification"
    assert second.context_texts[-1] == "5.6.1.3 Practical info"


def test_a_recommendation_and_the_cases_it_opens_are_one_piece() -> None:
    page = Page(section=None)
    page.heading("Doses of Ovranteq")
    page.text("Offer a lower dose of Ovranteq if any of the following apply:")
    page.items(
        "the medicine could react with other medicines that the person takes",
        "there is a high risk of adverse effects in the person",
        "the person would prefer to take a lower dose of the medicine",
        "the person has had ovalitis of the hand for many years.",
    )
    [part] = standing_alone(segment(page.passages), GUIDE, page.passages).segments
    assert part.body.startswith("Offer a lower dose")


def test_a_line_that_every_page_bears_is_left_out() -> None:
    page = Page(section=None)
    page.heading("Screening for ovalitis")
    for number in range(3):
        page.text("Recommendation: Ovalitis in adults | Task force on ovalitis")
        page.text(f"Adults with ovalitis of stage {number} should be offered a cream for two weeks.")
    cut = standing_alone(segment(page.passages), GUIDE, page.passages)
    assert len(cut.segments) == 3
    assert [skip.reason for skip in cut.skipped].count(RUNNING) == 3


def test_the_year_of_a_recommendation_stays_with_it() -> None:
    page = Page(section=None)
    first = page.text("Do not offer Ovranteq to people with ovalitis of the foot.")
    year = page.text("[2014, amended May 2023]")
    piece = Segment((whole(first), whole(year)))
    assert by_paragraph(piece) == (piece,)
