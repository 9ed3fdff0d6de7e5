"""An item of one word is no less a contraindication than one of ten: it is kept, or a person is asked."""

from __future__ import annotations

import pytest

from modularize.left_out.exclude import PACK_WORDS, unusable
from modularize.segment import segment
from tests.modularize.making import Page

_STEM = "Zusätzliche Gegenanzeigen für die kombinierte Therapie sind:"


def _seen(page: Page, words: str) -> bool:
    """Do the words stand in a module or wait for a person?"""
    cut = segment(page.passages)
    asked = {skip.passage for skip in cut.skipped if skip.needs_person}
    return any(words in part.body for part in cut.segments) or any(
        passage.id in asked and words in passage.text for passage in page.passages
    )


def test_a_first_item_of_one_word_stays_in_the_list_that_the_line_above_opens() -> None:
    page = Page("de", None)
    page.heading("BG 4. Klinische Angaben")
    for line in (_STEM, "Bluthochdruck,", "Vergrößerung der Vorsteherdrüse mit Restharnbildung,", "Tachykardie."):
        page.text(line)
    [listed] = segment(page.passages).segments
    assert listed.body.startswith("Bluthochdruck,")
    assert _STEM in listed.context_texts


@pytest.mark.parametrize(
    "items", [("Gout", "Asthma"), ("BLUTHOCHDRUCK", "TACHYKARDIE"), ("Gicht,", "Fieber,", "Husten")]
)
def test_no_word_under_the_words_that_open_it_is_lost(items: tuple[str, ...]) -> None:
    page = Page("de", None)
    page.heading("BG 4. Klinische Angaben")
    for line in (_STEM, *items):
        page.text(line)
    assert all(_seen(page, item) for item in items)


@pytest.mark.parametrize("heading", ["4.3 Gegenanzeigen", "Contraindications", "禁忌"])
def test_a_word_under_a_heading_of_safety_waits_for_a_person_at_least(heading: str) -> None:
    page = Page("de", None)
    page.heading(heading)
    page.text("Bei Patienten mit Magengeschwüren darf das Arzneimittel nicht angewendet werden.")
    page.text("Bluthochdruck.")
    assert _seen(page, "Bluthochdruck")


@pytest.mark.parametrize("section", [None, "other"])
def test_a_word_under_a_line_within_a_section_of_safety_waits_for_a_person(section: str | None) -> None:
    page = Page("en", section)
    page.path = ("Contraindications", "In detail")
    page.text("It must not be given to patients with severe renal impairment.")
    page.text("Hypertension.")
    assert _seen(page, "Hypertension")


def test_a_word_that_nothing_opens_under_no_heading_of_safety_stays_left_out() -> None:
    page = Page("de", None)
    page.heading("Impressum")
    page.text("Das Arzneimittel wird in Ovalia hergestellt und dort geprüft.")
    page.text("Abbildung")
    assert not _seen(page, "Abbildung")


@pytest.mark.parametrize("line", ["0.5mg 週1回（4週間）", "維持: 2.4mg 週1回"])
def test_a_step_of_a_dose_is_never_left_out_for_being_short(line: str) -> None:
    page = Page("ja", None)
    page.heading("投与方法")
    page.text(line)
    assert _seen(page, line)


def test_a_class_of_a_disease_in_capitals_is_no_print_of_a_pack() -> None:
    assert unusable("NYHA II-IV") != PACK_WORDS
    assert unusable("STERILE WATER FOR INJECTION") == PACK_WORDS
