"""What a piece means by pointing at it travels with it, or the piece waits for a person."""

from __future__ import annotations

import pytest

from modularize.draft import Segment, Segmentation
from modularize.segment import segment
from modularize.sentences.depends import depends
from tests.modularize.making import Page


def holding(parts: tuple[Segment, ...], words: str) -> Segment:
    [found] = [part for part in parts if words in part.body]
    return found


def left(cut: Segmentation, words: str) -> str:
    """The doubt of the piece that is left for a person."""
    return holding(cut.withheld, words).doubt


def test_the_same_dose_carries_all_that_its_paragraph_tells_of_the_dose() -> None:
    page = Page(language="de", section="leaflet")
    page.heading("Dosierung bei einem Anfall")
    page.text(
        "Bei einem Anfall werden 80 mg Solvan am Tag gegeben. Patienten ohne Magenleiden können mit 120 mg Solvan "
        "beginnen. Am 2. Tag der Therapie ist bei Bedarf die gleiche Dosis einzunehmen."
    )
    made = holding(segment(page.passages).segments, "die gleiche Dosis")
    assert "Patienten ohne Magenleiden können mit 120 mg Solvan beginnen." in made.context_texts
    assert "Bei einem Anfall werden 80 mg Solvan am Tag gegeben." in made.context_texts


def test_these_medicines_carry_the_items_that_name_them() -> None:
    page = Page(section="leaflet")
    page.heading("What to tell your doctor")
    page.text("Certain medicines may keep Solvan from working:")
    page.items("an antacid,", "zinc tablets.")
    page.text("Ask your doctor for a list of these medicines if you are not sure.")
    made = holding(segment(page.passages).segments, "Ask your doctor")
    assert {"an antacid,", "zinc tablets."} <= {*made.context_texts, *made.body.split("\n")}


def test_symptoms_that_nothing_names_leave_the_piece_to_a_person() -> None:
    page = Page(section="leaflet")
    page.heading("What are the possible side effects of Solvan?")
    page.text("Call your doctor right away if you develop any of the above symptoms.")
    assert "any of the above symptoms" in left(segment(page.passages), "Call your doctor")


def test_an_illness_called_only_that_is_named_by_a_sentence_further_up() -> None:
    page = Page(language="de", section="warnings")
    page.heading("Warnungen")
    page.text(
        "Eine PML wurde bei behandelten Patienten gesehen. Häufig sind zunächst Wesensänderungen und Anfälle. "
        "Die Erkrankung kann binnen Wochen oder Monaten zum Tod führen."
    )
    made = holding(segment(page.passages).segments, "Die Erkrankung kann")
    assert any("PML" in text for text in made.context_texts)


def test_two_things_named_in_the_sentence_are_what_it_points_at() -> None:
    page = Page(section="pharmacokinetics")
    page.heading("Distribution")
    page.text("The levels of solvan and marudol were not altered when these two drugs were given together.")
    assert holding(segment(page.passages).segments, "were not altered")


def test_the_two_groups_of_a_paper_are_named_by_its_title() -> None:
    page = Page(section="clinical_studies")
    page.heading("Solvan versus placebo in adults with gout")
    page.text(
        "There was no significant difference in pain at rest between the two groups after twelve weeks of treatment."
    )
    assert holding(segment(page.passages).segments, "between the two groups")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Since it crosses the barrier it has central effects.", "en"),
        ("Additional signs may include dark urine.", "en"),
        ("Um so wichtiger ist die Kontrolle der Leberwerte.", "de"),
        ("Mehr als 80% wird in der Leber abgebaut.", "de"),
    ],
)
def test_a_sentence_without_a_subject_of_its_own_needs_the_one_before_it(sentence: str, language: str) -> None:
    assert depends(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Solvan sollte wie alle Arzneimittel dieser Art schrittweise abgesetzt werden.", "de"),
        ("Although it seems obvious, weight loss may not help.", "en"),
    ],
)
def test_a_sentence_on_a_class_or_with_an_empty_it_stands_alone(sentence: str, language: str) -> None:
    assert not depends(sentence, language)


def test_what_the_heading_names_parts_a_paragraph_from_the_one_before() -> None:
    page = Page(section="warnings")
    page.heading("Malignant Marudol Syndrome")
    page.text("Signs are fever and stiff muscles.")
    page.text("The diagnosis of patients with this syndrome is complicated and needs several tests.")
    cut = segment(page.passages)
    assert "\n" not in holding(cut.segments, "this syndrome").body
