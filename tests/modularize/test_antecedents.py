"""What a module refers to travels with it, or the module is left out with the reason."""

from __future__ import annotations

import pytest

from library.models import ModuleKind, PassageKind, SourceFacts
from library.text import parts_figure
from modularize.draft import Segment
from modularize.segment import segment
from modularize.sentences.leaning import is_lost, leans
from modularize.tagging.tag import to_draft
from tests.modularize.making import Page
from tests.modularize.tagging.test_tag import TAXONOMY


def only(page: Page, words: str) -> Segment:
    """The one segment whose body holds the words."""
    [found] = [part for part in segment(page.passages).segments if words in part.body]
    return found


def test_a_sentence_about_any_of_these_carries_the_whole_list() -> None:
    page = Page(section="leaflet")
    page.heading("Do not take Solvanta")
    page.items("If you are allergic to the active substance.", "If you have severe liver disease.")
    page.text("→ If any of these apply to you, do not take Solvanta and tell your doctor.")
    made = only(page, "If any of these")
    assert {"If you are allergic to the active substance.", "If you have severe liver disease."} <= {
        *made.context_texts,
        *made.body.split("\n"),
    }


def test_a_sentence_that_points_back_to_nothing_is_left_out_with_the_reason() -> None:
    page = Page(section="warnings")
    page.text("Such reactions were reversible after supportive treatment.")
    cut = segment(page.passages)
    assert cut.segments == ()
    assert "points back to words that were not found" in {skip.reason for skip in cut.skipped}


def test_the_heading_right_above_can_be_what_a_sentence_points_to() -> None:
    page = Page(section="leaflet")
    page.heading("Very common side effects")
    page.text("These may affect more than 1 in 10 people:")
    page.items("headache", "diarrhoea")
    [made] = segment(page.passages).segments
    assert made.body == "These may affect more than 1 in 10 people:\nheadache\ndiarrhoea"
    assert made.context_texts == ("Very common side effects",)


def test_an_opening_over_lines_without_bullets_stays_with_them() -> None:
    page = Page(language="de", section="adverse_reactions")
    page.text("Häufigkeit 0,5%-<1%:")
    page.text("Haut: Ausschlag, Juckreiz.")
    [made] = segment(page.passages).segments
    assert made.body == "Haut: Ausschlag, Juckreiz."
    assert made.context_texts == ("Häufigkeit 0,5%-<1%:",)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "OVRANTEQ was given to 40 patients.", "At lower doses no effect on the QT interval was seen in any of them."),
        ("de", "OVRANTEQ wurde bis 800 mg geprüft.", "Bei niedrigeren Dosen wurden keine Anzeichen einer Toxizität beobachtet."),
        ("zh", "本品主要经肝脏代谢，代谢物无活性。", "半衰期约为12小时，血浆蛋白结合率约为80%，不被透析清除。"),
        ("ja", "本剤は主に肝臓で代謝される。", "半減期は約12時間であり、血漿蛋白結合率は約80%と報告されている。"),
    ],
)  # fmt: skip
def test_a_sentence_that_leans_on_the_one_before_has_it_as_context(language: str, first: str, second: str) -> None:
    page = Page(language=language, section="pharmacokinetics")
    page.heading("12.3")
    page.text(first + ("" if language in ("zh", "ja") else " ") + second)
    made = [part for part in segment(page.passages).segments if part.body == second]
    assert made, "the second sentence is a module of its own"
    assert first in made[0].context_texts
    assert made[0].heads == ()


def test_a_sentence_that_names_its_subject_needs_no_other() -> None:
    assert not leans("Withhold OVRANTEQ if interstitial lung disease is suspected by the doctor.", "en")
    assert not is_lost("These tablets should be swallowed whole with water.", "en")


def test_the_items_under_an_item_keep_both_openings() -> None:
    page = Page(section="indications")
    page.text("OVRANTEQ is indicated:")
    page.items("To reduce cholesterol in adults with heart disease.", "In children if, after diet,:", group="outer")
    page.items("cholesterol remains above 190 mg/dL", "there is a family history of disease", group="inner")
    made = only(page, "190 mg/dL")
    shown = "\n".join((*made.context_texts, made.body))
    assert "OVRANTEQ is indicated:" in shown
    assert "In children if, after diet,:" in shown


def test_a_list_broken_by_a_page_is_one_list() -> None:
    page = Page(section="leaflet")
    page.text("High blood sugar can be brought about by:")
    first = page.add(PassageKind.LIST_ITEM, "not taking your medicine;", group="list-1")
    second = page.add(PassageKind.LIST_ITEM, "fever or an infection.", group="list-2")
    turned = second.model_copy(update={"locator": first.locator.model_copy(update={"page": 2})})
    made = segment([*page.passages[:-1], turned]).segments
    assert [part.body for part in made] == [
        "High blood sugar can be brought about by:\nnot taking your medicine;\nfever or an infection."
    ]


def test_or_between_two_items_does_not_end_their_list() -> None:
    page = Page(section="dosage")
    page.text("The product is given as follows:")
    page.items("100 mg once daily", group="list-1")
    page.text("or")
    page.items("50 mg twice daily", group="list-2")
    [made] = segment(page.passages).segments
    assert made.body == "The product is given as follows:\n100 mg once daily\n50 mg twice daily"


def test_questions_put_to_the_reader_stay_with_what_asks_them() -> None:
    page = Page(section="leaflet")
    page.items(
        "If you answer YES to any of the following questions, tell your doctor",
        "Have you recently become ill?",
        "Do you have trouble with your kidneys?",
    )
    [made] = segment(page.passages).segments
    assert made.body.endswith("Have you recently become ill?\nDo you have trouble with your kidneys?")


def test_a_line_with_a_colon_heads_what_follows_and_is_no_module() -> None:
    page = Page(language="de", section="dosage")
    page.heading("Ältere Patienten")
    page.items("Therapie des akuten Herzinfarkts:", group="list-1")
    page.text("Patienten ab 75 Jahren erhalten 0,75 mg/kg subkutan alle 12 Stunden.")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["Patienten ab 75 Jahren erhalten 0,75 mg/kg subkutan alle 12 Stunden."]
    assert "Therapie des akuten Herzinfarkts:" in made[0].context_texts


def test_what_a_sentence_announces_travels_with_it() -> None:
    page = Page(section="adverse_reactions")
    page.text("The following events were reported in less than 2% of patients; a causal relationship is uncertain.")
    page.text("Body as a whole: face oedema, shock, asthenia, pain.")
    [made] = segment(page.passages).segments
    assert made.body.startswith("Body as a whole")
    assert any("less than 2%" in text for text in made.context_texts)


def test_a_case_heads_its_dose() -> None:
    page = Page(language="ja", section="dosage")
    page.heading("【用法及び用量】")
    page.items("三叉神経痛の場合", group="list-1")
    page.text("通常、成人には最初1日量200～400 mgからはじめる。")
    [made] = segment(page.passages).segments
    assert made.context_texts == ("【用法及び用量】", "三叉神経痛の場合")


def test_a_heading_of_a_leaflet_set_as_an_item_takes_the_place_of_the_one_before() -> None:
    page = Page(section="leaflet")
    page.heading("1. What Solvanta is and what it is used for")
    page.text("Solvanta is used to treat cancer of the bile ducts in adults.")
    page.items("What you need to know before you take Solvanta", group="list-1")
    page.text("Tell your doctor if you have had problems with your liver.")
    made = only(page, "your liver")
    assert made.context_texts == ("What you need to know before you take Solvanta",)


def test_the_rest_of_a_table_on_the_next_page_keeps_its_header() -> None:
    page = Page(language="ja", section="interactions")
    page.table("薬剤名等\t臨床症状\t機序", "薬剤A\t血中濃度が上昇する。\t代謝を阻害する。", group="table-1")
    page.add(PassageKind.FOOTER, "－2－")
    page.add(PassageKind.TABLE_ROW, "薬剤B\t血中濃度が低下する。\t代謝を促進する。", group="table-2")
    assert "薬剤名等\t臨床症状\t機序" in only(page, "薬剤B").context_texts


def test_a_table_after_other_words_keeps_only_its_own_header() -> None:
    page = Page(section="interactions")
    page.table("Drug\tEffect\tAdvice", "Drug A\tlower level of it\tAvoid the combination.", group="table-1")
    page.text("Doses are listed separately for children below twelve years.")
    page.add(PassageKind.TABLE_ROW, "Group B\tno change\tGive it with food.", group="table-2")
    assert "Drug\tEffect\tAdvice" not in only(page, "Group B").context_texts


def test_a_row_of_a_table_in_plain_text_is_not_cut_into_sentences() -> None:
    page = Page(language="ja", section="interactions")
    page.text("薬剤名等\t臨床症状\t機序")
    page.text("薬剤A\t血中濃度が上昇する。\t代謝を阻害する。")
    page.text("薬剤B\t血中濃度が低下する。\t代謝を促進する。")
    assert [part.body for part in segment(page.passages).segments] == [
        "薬剤A\t血中濃度が上昇する。\t代謝を阻害する。",
        "薬剤B\t血中濃度が低下する。\t代謝を促進する。",
    ]


def test_a_frequency_stands_under_its_organ() -> None:
    page = Page(language="de", section="adverse_reactions")
    page.heading("Gastrointestinale Störungen")
    page.text("Häufig: Durchfall, Übelkeit.")
    page.text("Funktionsstörungen der Haut")
    page.text("Häufig: Hautausschläge.")
    made = only(page, "Hautausschläge")
    assert made.context_texts == ("Funktionsstörungen der Haut",)


def test_a_sentence_beside_a_module_does_not_tag_it() -> None:
    page = Page(section="pharmacokinetics")
    page.text(
        "Exposure was doubled in patients with severe renal impairment. The increase was not seen in healthy adults."
    )
    made = only(page, "The increase was not seen")
    if made.body.startswith("The increase"):
        draft = to_draft(made, SourceFacts(), TAXONOMY)
        assert draft.content.kind is ModuleKind.PHARMACOKINETICS
        assert ("attribute", "renal_impairment") not in {(tag.facet, tag.value) for tag in draft.tags}
        assert any("severe renal impairment" in text for text in draft.content.context)
    else:
        assert "severe renal impairment" in made.body


@pytest.mark.parametrize(
    ("text", "start", "end", "parted"),
    [
        ("an ORR of 61.6% was seen", 10, 15, False),
        ("an ORR of 61.6% was seen", 13, 15, True),
        ("an ORR of 61.6% was seen", 12, 15, True),
        ("an ORR of 61.6% was seen", 0, 12, True),
        ("1,234 patients", 2, 14, True),
        ("3. Take 5 mg daily", 3, 18, False),
        ("in 2021. 5 patients", 9, 19, False),
    ],
)
def test_a_quote_that_parts_a_figure_is_known(text: str, start: int, end: int, parted: bool) -> None:
    assert parts_figure(text, start, end) is parted


def test_two_contraindications_of_a_list_stand_apart() -> None:
    page = Page(language="zh", section="contraindications")
    page.heading("【禁忌】")
    page.items("因服用阿司匹林和其他非甾体类抗炎药诱发哮喘、鼻炎或荨麻疹的患者禁用；", "孕妇及哺乳期妇女禁用；")
    assert len(segment(page.passages).segments) == 2


def test_reference_marks_of_the_sentence_before_open_no_module() -> None:
    page = Page(language="ja", section="warnings")
    page.text("⁶, ⁷）日本人を対象とした研究では明らかな関連性は示唆されていない。")
    [made] = segment(page.passages).segments
    assert made.body == "日本人を対象とした研究では明らかな関連性は示唆されていない。"


def test_a_short_row_heading_stands_over_its_rows() -> None:
    page = Page(section="clinical_studies")
    page.table("\tDTG N=716\tTDF N=717", "Gender\t\t", "Male\t92%\t94%", "Race\t\t", "White\t93%\t95%")
    made = only(page, "White")
    assert "Race" in [text.strip() for text in made.context_texts]
    assert "Gender" not in [text.strip() for text in made.context_texts]


def test_an_item_in_small_letters_behind_its_bullet_takes_nothing_of_the_list_before() -> None:
    page = Page(section="leaflet")
    page.heading("Ovalol may cause serious side effects, including:")
    page.add(PassageKind.LIST_ITEM, "gallbladder problems. Tell your doctor of:", group="a", facts={"marker": "•"})
    page.add(PassageKind.LIST_ITEM, "pain in your upper stomach", group="a", facts={"marker": "◦"})
    page.add(PassageKind.LIST_ITEM, "yellowing of your skin", group="a", facts={"marker": "◦"})
    page.add(
        PassageKind.LIST_ITEM,
        "serious allergic reactions. Stop using ovalol and get help at once.",
        group="a",
        facts={"marker": "•"},
    )
    [last] = [part for part in segment(page.passages).segments if part.body.startswith("serious")]
    assert not any("stomach" in text for text in last.context_texts)


def test_an_opening_about_a_frequency_ends_where_another_sentence_says_how_often() -> None:
    page = Page(language="de", section="adverse_reactions")
    page.heading("6. Nebenwirkungen")
    page.text("Sehr selten wurde berichtet über:")
    page.text("Mundschleimhautentzündung, Zungenentzündung und Beschwerden im Unterbauch.")
    page.text("Zentralnervöse Störungen wie Kopfschmerzen und Erregung sind häufig zu erwarten.")
    page.text("Im Verlauf einer Langzeitbehandlung kann es zu einer Degeneration der Retina kommen.")
    opened = [any("Sehr selten" in text for text in s.context_texts) for s in segment(page.passages).segments]
    assert opened == [True, False, False]


def test_a_limit_behind_a_dose_for_some_patients_only_says_for_whom_it_is() -> None:
    page = Page("ja", "dosage")
    page.heading("6. 用法及び用量")
    page.heading("〈成人における疼痛〉")
    page.text("通常、成人には1回300～1000mgを静脈内投与する。なお、1日総量として4000mgを限度とする。")
    page.text(
        "ただし、体重50kg未満の成人には体重1kgあたり1回15mgを上限として投与する。1日総量として60mg/kgを限度とする。"
    )
    [limit] = [part for part in segment(page.passages).segments if "60mg/kg" in part.body]
    assert any("体重50kg未満の成人" in text for text in (limit.body, *limit.context_texts))
