"""What the words of a piece show of a layout that was lost, and what they don't."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.doubts.doubt import NEEDS_PERSON, doubt
from modularize.doubts.signs import COPIES, is_titled, of_layout, repeats_itself
from modularize.draft import Segment, whole
from modularize.segment import segment
from tests.modularize.making import Page


def _left(page: Page) -> list[str]:
    return [skip.reason.removeprefix(NEEDS_PERSON) for skip in segment(page.passages).skipped if skip.needs_person]


def _bodies(page: Page) -> list[str]:
    return [part.body for part in segment(page.passages).segments]


@pytest.mark.parametrize(
    ("text", "is_copied"),
    [
        ("Tell your doctor: Tell your doctor: Tell your doctor:", True),
        ("禁止使用本品的患者禁止使用本品的患者", True),
        ("Take one tablet and then one tablet.", False),
        ("no no no no", False),
    ],
)
def test_copies_of_the_same_words_in_a_line_are_seen(text: str, is_copied: bool) -> None:
    assert repeats_itself(text) is is_copied


def test_what_stands_under_a_heading_read_across_columns_waits_for_a_person() -> None:
    page = Page()
    page.heading("How should it be kept? How should it be kept? How should it be kept?")
    page.text("The pen is kept in its outer carton.")
    assert _left(page) == [COPIES]
    assert not _bodies(page)


@pytest.mark.parametrize(
    ("section", "text", "why"),
    [
        ("pharmacology", "Genus minor A 0,015-8 0,06 0,12", "figures in a line"),
        ("pharmacology", "Genus minor A 0,25 0,5 ---------------Genus maior A 1 2", "ruled table"),
        ("dosage", "Dilution and Administration Instructions, Patients Weighing 3.5 kg to Less Than 40 kg", "heading"),
        ("adverse_reactions", "50 - 65 years", "without the words"),
        ("dosage", "Creatinin- Anfangs- Anfangs- Dosis", "words parted"),
        ("warnings", "Breast pain • Loss of hair", "items of a list"),
    ],
)
def test_a_line_that_shows_a_lost_layout_is_doubted(section: str, text: str, why: str) -> None:
    passage = Page(section=section).text(text)
    assert why in doubt(Segment((whole(passage),), ("Heading",)))


def test_a_shelf_life_a_formula_and_a_sentence_show_nothing() -> None:
    page = Page(section="shelf_life")
    page.heading("Shelf life")
    page.text("3 years.")
    assert _bodies(page) == ["3 years."]
    assert not _left(page)
    assert not is_titled("Warfarin Sodium Tablets are given once daily.")
    assert is_titled("Recommended Starting Dosage for Children")


def test_a_sentence_that_goes_on_overleaf_is_one_though_its_half_reads_as_a_heading() -> None:
    page = Page(section="pharmacokinetics")
    page.heading("12.3 Pharmacokinetics")
    page.add(
        PassageKind.PARAGRAPH,
        "No differences were seen by age or sex. The pharmacokinetics in patients with CrCl",
        facts={"continues": "next"},
    )
    page.add(PassageKind.PARAGRAPH, "below 30 mL/min are unknown.", facts={"continues": "previous"})
    assert _bodies(page)[-1] == "The pharmacokinetics in patients with CrCl\nbelow 30 mL/min are unknown."


def test_how_a_table_counts_its_events_waits_for_a_person():
    def said(text: str) -> str:
        page = Page("zh", "adverse_reactions")
        return of_layout(Segment((whole(page.text(text)),)))

    assert "how a table counts" in said("每个患者在发生不良事件时仅记录一次。")
    assert not said("每个患者仅使用一次，不良事件应当记录。")
