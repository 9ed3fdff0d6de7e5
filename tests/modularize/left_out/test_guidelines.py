"""What a guideline advises is content; what it says of itself, and how its lines were cut, is not."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind
from modularize.doubts.doubt import doubt
from modularize.draft import Segment, whole
from modularize.left_out.guidelines import OF_THE_GUIDELINE
from modularize.segment import segment
from modularize.sentences.depends import goes_on, runs_on
from modularize.tagging.kinds import kind_of
from tests.modularize.making import Page


def test_what_a_guideline_says_of_itself_is_left_out_with_the_end_of_its_sentence() -> None:
    page = Page(section=None)
    page.heading("1.2 Treating ovalitis")
    page.text("1.2.1 Offer a water-based cream to adults with ovalitis of the hand. [2021]")
    page.text("Full details of the evidence and the committee's discussion are in evidence review C:")
    page.text("creams: benefit and harm.")
    page.heading("Update information")
    page.text("March 2022: We added a link to the advice on creams.")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == [
        "Offer a water-based cream to adults with ovalitis of the hand. [2021]"
    ]
    assert [skip.reason for skip in cut.skipped].count(OF_THE_GUIDELINE) == 3


def test_a_recommendation_of_a_publication_is_a_guideline_though_it_names_a_dose() -> None:
    body = "Offer 20 mg of ovalol to people with type 1 ovalitis."
    heads = ("Recommendations", "1.6 Treatment")
    assert kind_of(body, heads, None, DocumentClass.PUBLICATION) is ModuleKind.GUIDELINE


@pytest.mark.parametrize(
    ("before", "after", "is_half"),
    [
        (
            "The developing system of infants and children results in a changing",
            "physiology of the hand and response to creams. More is known of adults.",
            True,
        ),
        ("Common reactions", "headache, dizziness and dry skin of the hand.", False),
        ("EFFECTS SEEN IN PEOPLE WITH OVALITIS OF THE HAND AND OF THE FOOT", "were few in all groups.", False),
        ("What to tell people with ovalitis of the hand before the treatment is begun:", "their dose.", False),
    ],
)
def test_a_full_line_that_goes_on_in_small_letters_heads_nothing(before: str, after: str, is_half: bool) -> None:
    assert runs_on(before, after) is is_half
    assert goes_on(before, after) >= is_half


def test_a_note_within_the_cell_explains_its_mark() -> None:
    page = Page(section="adverse_reactions")
    row = page.add(PassageKind.TABLE_ROW, "Rare:\tmourning*, despair* *particularly in people with a history of it")
    head = page.add(PassageKind.TABLE_HEADER, "Frequency\tReaction")
    bare = page.add(PassageKind.TABLE_ROW, "Rare:\tmourning*, despair*")
    assert not doubt(Segment((whole(row),), (whole(head),)))
    assert doubt(Segment((whole(bare),), (whole(head),)))
