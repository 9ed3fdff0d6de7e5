"""Halves of a sentence that a page or a line tore, and items that one line numbers one behind another."""

from __future__ import annotations

import pytest

from modularize.segment import segment
from modularize.sentences.torn import are_torn, lost_its_beginning
from tests.modularize.making import Page

_HALF = "Die Halbwertszeit beträgt bei Früh- und Neugeborenen infolge einer verzögerten Ausscheidung 3.5-4"


@pytest.mark.parametrize(
    ("before", "after", "torn"),
    [
        (_HALF, "Stunden.", True),
        (_HALF, "Die Clearance ist vermindert.", False),
        ("Atemnot", "Stunden.", False),
        ("Do not give the tablets within", "24 hours of the other medicine.", True),
        ("Do not give the tablets with it.", "24 hours later give the next one.", False),
        ("Duration of", "24 hours", False),
        (
            "Nicht bekannt: Schwellung der Haut im Bereich von Gesicht und Rachen, Hautausschlag",
            "(Exanthem), Juckreiz",
            True,
        ),
        (
            "Schwellung der Haut im Bereich von Gesicht und Rachen, Hautausschlag, Atemnot.",
            "(Exanthem), Juckreiz",
            False,
        ),
    ],
)
def test_a_figure_waits_for_its_unit_and_a_word_for_its_bracket(before: str, after: str, torn: bool) -> None:
    assert are_torn(before, after) is torn


def test_words_in_lower_case_behind_a_whole_sentence_lost_their_beginning() -> None:
    assert lost_its_beginning("Die Dosis darf nicht überschritten werden.", "vermeiden.", ())
    assert not lost_its_beginning("Die Dosis darf nicht überschritten werden.", "ovalex ist rosa.", ("ovalex",))
    assert not lost_its_beginning("Die Dosis beträgt", "höchstens 40 mg.", ())


def test_the_rest_of_a_lost_sentence_is_glued_to_no_dose() -> None:
    page = Page("de", "dosage")
    page.heading("Dosierung")
    page.text("Die Dosis von 40 mg pro Tag darf nicht überschritten werden.")
    page.text("vermeiden. Bei wiederkehrender Depression kann eine Behandlung während mehrerer Jahre notwendig sein.")
    bodies = [part.body for part in segment(page.passages).segments]
    assert bodies[0] == "Die Dosis von 40 mg pro Tag darf nicht überschritten werden."
    assert not any("vermeiden" in body for body in bodies)


def _bodies(section: str, text: str, *, marker: str = "") -> list[str]:
    page = Page("zh", section)
    page.heading("【禁忌】")
    if marker:
        page.items(text)
        page.passages[-1] = page.passages[-1].model_copy(update={"facts": {"marker": marker}})
    else:
        page.text(text)
    return [part.body for part in segment(page.passages).segments]


@pytest.mark.parametrize(
    ("text", "marker", "count"),
    [
        ("1.全身性真菌感染2.已知对本品过敏者。", "", 2),
        ("下列情况禁用：①对本品有过敏史者；②有胰腺炎病史者；③现患严重感染者。", "", 3),
        ("过敏状态：季节性鼻炎、血清病；5.眼部疾病：前视网膜炎、角膜炎；6.呼吸道疾病：吸入性肺炎。", "4.", 3),
        ("本品在2.5倍剂量下的患者中禁用。", "", 1),
    ],
)
def test_items_that_a_line_numbers_are_modules_of_their_own(text: str, marker: str, count: int) -> None:
    assert len(_bodies("contraindications", text, marker=marker)) == count


def test_a_counted_item_leans_on_what_opens_it_and_on_no_other_item() -> None:
    page = Page("zh", "contraindications")
    page.heading("【禁忌】")
    page.text("下列情况禁用：①对本品有过敏史者；②有胰腺炎病史者；③现患严重感染者。")
    last = segment(page.passages).segments[-1]
    assert last.context_texts[-1] == "下列情况禁用："
    assert not any("过敏史" in text for text in last.context_texts)


def test_a_dose_waits_for_its_substance_where_the_text_names_it_behind_doses() -> None:
    before = "In Einzelfällen kann eine Vorbeugung mit einer Dosierung von 3-mal täglich 200 mg"
    assert are_torn(before, "Beispielan im Abstand von 8 Stunden oder mit 400 mg Beispielan erzielt werden.")
    assert not are_torn(before, "Kinder erhalten 100 mg Beispielan.")
