"""What a later sentence of an item leans on: the case of a counted recommendation, the group of a dose."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, SourceFacts
from modularize.doubts.standing_alone import standing_alone
from modularize.draft import Segment
from modularize.prose import start_of_words
from modularize.segment import segment
from modularize.sentences.advice import advises
from tests.modularize.making import Page

GUIDE = SourceFacts(document_class=DocumentClass.OTHER, title="Steroid replacement: guideline")
ADMIT = "Admit the person to hospital if they cannot absorb tablets."
AGED = "Infants aged 7 to 11 months should receive two injections."
BARRED = "Children under 12 years must not take the tablets at all."
GIVE = "Give 100 mg hydrocortisone by injection into a muscle or a vein at once."


def _made(page: Page) -> dict[str, Segment]:
    return {part.body: part for part in segment(page.passages).segments}


def _guide(page: Page) -> dict[str, Segment]:
    cut = standing_alone(segment(page.passages), GUIDE, page.passages)
    return {part.body: part for part in (*cut.segments, *cut.withheld)}


def test_a_step_of_a_counted_recommendation_carries_its_case() -> None:
    page = Page(section=None)
    page.heading("Management during illness")
    page.text(f"1.4.6 {ADMIT} {GIVE}")
    assert ADMIT in _made(page)[GIVE].context_texts


def test_a_step_in_a_paragraph_without_a_number_or_behind_a_reference_carries_none() -> None:
    page = Page(section=None)
    page.heading("Management during illness")
    page.text(f"{ADMIT} {GIVE}")
    page.text(
        "1.4.7 For guidance on tablets in illness, see the guideline on tablets. Offer tablets that are taken once a day wherever that is possible."
    )
    made = _made(page)
    assert ADMIT not in made[GIVE].context_texts
    assert not any(
        "guidance" in text
        for text in made["Offer tablets that are taken once a day wherever that is possible."].context_texts
    )


def test_a_number_ends_a_box_and_a_heading_right_over_it_stays() -> None:
    page = Page(section=None)
    page.text("1.8.8 Monitor people for signs of too little or too much replacement at every visit.")
    page.heading("Box 1 Signs of too little or too much replacement")
    page.path = ()
    page.heading("Signs of too little replacement")
    page.items("weight loss and tiredness that go on for weeks", "low blood pressure on standing up")
    page.text("1.8.9 Do not routinely carry out a day series of cortisol to check the dose of hydrocortisone.")
    page.heading("End of life")
    page.text("1.8.10 Continue glucocorticoids for people who are receiving care at the end of their life.")
    made = _guide(page)
    day = next(part for body, part in made.items() if "day series" in body)
    end = next(part for body, part in made.items() if body.startswith("Continue"))
    assert "Signs of too little replacement" not in day.context_texts
    assert "End of life" in end.context_texts


@pytest.mark.parametrize(
    ("language", "head", "later", "carried"),
    [
        ("en", AGED, "A third injection will be given in the second year of life, in the clinic.", True),
        ("en", AGED, "Adults who were never vaccinated receive one injection of the vaccine.", False),
        ("en", BARRED, "Swallow up to 2 tablets daily with water for a week or for ten days.", False),
        (
            "de",
            "Kinder von 2 bis 12 Jahren erhalten 5 ml Saft.",
            "Höchstens dürfen 15 ml täglich gegeben werden, in Wasser.",
            True,
        ),
        (
            "de",
            "Kinder von 2 bis 12 Jahren erhalten 5 ml Saft.",
            "Erwachsene nehmen 15 ml täglich in Wasser ein, und nicht mehr.",
            False,
        ),
    ],
)
def test_a_later_dose_carries_the_group_that_its_paragraph_opens_with(
    language: str, head: str, later: str, carried: bool
) -> None:
    page = Page(language=language, section="leaflet")
    page.heading("Dosage" if language == "en" else "Dosierung")
    page.text(f"{head} {later}")
    assert (head in _made(page)[later].context_texts) is carried


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2.2 µg of polysaccharide for serotype 1", "2.2 µg of polysaccharide for serotype 1"),
        ("1.5 Liter Wasser am Tag trinken", "1.5 Liter Wasser am Tag trinken"),
        ("0.5 Tabletten zweimal täglich", "0.5 Tabletten zweimal täglich"),
        ("4.2 Posology and method of administration", "Posology and method of administration"),
        ("2.1 Warnhinweise und Vorsichtsmaßnahmen", "Warnhinweise und Vorsichtsmaßnahmen"),
    ],
)
def test_an_amount_at_the_head_of_a_line_is_no_number_of_a_section(line: str, words: str) -> None:
    assert line[start_of_words(line) :] == words


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("Why the committee made the recommendations", False),
        ("How the recommendations might affect practice", False),
        ("How the medicine might affect driving", True),
    ],
)
def test_why_a_panel_decided_so_is_no_module(heading: str, kept: bool) -> None:
    page = Page(section=None)
    page.heading(heading)
    page.text("Treatment with tablets reduces the number of relapses in adults with the disease.")
    assert bool(_made(page)) is kept


def test_a_sentence_that_opens_with_what_to_do_advises() -> None:
    assert advises("Transfuse patients with heavy bleeding with blood in line with local rules.")
    assert not advises("Transfused patients bled less.")
