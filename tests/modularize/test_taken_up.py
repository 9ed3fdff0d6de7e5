"""Sentences that take up the one before ("then", "accordingly", "exceptions") stay with it; names written small begin one."""

from __future__ import annotations

import pytest

from modularize.segment import segment
from modularize.sentences.depends import depends
from modularize.sentences.halves import small_names
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Dosis sollte dann täglich gesteigert werden."),
        ("de", "Entsprechend können zwei Tabletten gegeben werden."),
        ("de", "Ausnahmen sind möglich bei zwingendem Grund."),
        ("ja", "以降、症状に応じて適宜増減する。"),
    ],
)
def test_words_that_take_up_the_sentence_before_depend_on_it(language: str, text: str) -> None:
    assert depends(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Wenn Schmerzen auftreten, soll dann die Dosis gesenkt werden.",
        "Entsprechend der Leitlinie wird die Dosis gesenkt.",
    ],
)
def test_words_that_say_themselves_what_they_follow_from_stand_alone(text: str) -> None:
    assert not depends(text, "de")


def test_the_highest_dose_stays_with_the_age_it_holds_for() -> None:
    page = Page(language="ja", section="dosage")
    page.heading("6. 用法及び用量")
    page.text("通常、1歳の幼児には1包を1日1回経口投与する。以降、症状に応じて適宜増減し、最大投与量は2包までとする。")
    [made] = segment(page.passages).segments
    assert made.body.startswith("通常、1歳の幼児には")
    assert made.body.endswith("2包までとする。")


def test_a_product_written_small_begins_a_sentence() -> None:
    page = Page(language="de", section="name")
    page.heading("Bezeichnung des Arzneimittels")
    page.text("ovalinib 75 von xy (Tabletten)")
    page.section = "driving"
    page.heading("Verkehrstüchtigkeit")
    page.text("ovalinib 75 von xy beeinträchtigt die Fähigkeit zur Teilnahme am Straßenverkehr.")
    for what in ("Kinder", "Jugendliche", "Ältere"):
        page.text(f"{what} werden nicht mit ovalinib 75 von xy behandelt, auch nicht für kurze Zeit.")
    assert small_names(page.passages) == {"ovalinib"}
    assert any(part.body.startswith("ovalinib 75 von xy beeinträchtigt") for part in segment(page.passages).segments)
