"""Headings set right before a document is cut: strengths, patients over diseases, headings in two lines."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.headings.groups_over import with_groups_over
from modularize.headings.strengths import with_strengths
from modularize.headings.two_lines import with_whole_headings
from modularize.segment import segment
from tests.modularize.making import Page

H, P, ITEM = PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM
Line = tuple[PassageKind, str, tuple[str, ...]]


def _page(*lines: Line, section: str = "dosage") -> list[Passage]:
    page = Page("de", section)
    for kind, text, path in lines:
        page.path = path
        page.add(kind, text)
        page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": path})
    return page.passages


def test_an_item_that_names_a_strength_stands_over_the_doses_of_that_strength() -> None:
    passages = _page(
        (ITEM, "Beispielan 200 mg", ("4.2",)),
        (P, "Erwachsene nehmen 1 Tablette täglich ein.", ("4.2",)),
        (H, "Für Kinder", ("4.2",)),
        (P, "Kinder nehmen ½ Tablette täglich ein.", ("4.2", "Für Kinder")),
        (ITEM, "Beispielan 400 mg", ("4.2", "Für Kinder")),
        (P, "Erwachsene nehmen 2 Tabletten täglich ein.", ("4.2", "Für Kinder")),
    )
    made = with_strengths(passages)
    assert made[3].heading_path == ("4.2", "Beispielan 200 mg", "Für Kinder")
    assert made[5].heading_path == ("4.2", "Beispielan 400 mg")


def test_a_strength_is_no_heading_over_the_heading_of_the_next() -> None:
    passages = _page(
        (H, "Beispielan 200 mg", ("2.",)),
        (P, "1 Tablette enthält 200 mg Beispielan.", ("2.", "Beispielan 200 mg")),
        (H, "Beispielan 400 mg", ("2.", "Beispielan 200 mg")),
        (P, "1 Tablette enthält 400 mg Beispielan.", ("2.", "Beispielan 200 mg", "Beispielan 400 mg")),
        section="composition",
    )
    assert with_strengths(passages)[3].heading_path == ("2.", "Beispielan 400 mg")


def test_strengths_in_a_row_or_of_two_medicines_head_nothing() -> None:
    listed = _page(
        (ITEM, "Beispielan 200 mg", ("4.2",)),
        (ITEM, "Beispielan 400 mg", ("4.2",)),
        (P, "Alle Stärken werden mit Wasser eingenommen.", ("4.2",)),
    )
    assert with_strengths(listed) == listed
    others = _page(
        (ITEM, "Beispielan 200 mg", ("4.2",)),
        (P, "1 Tablette täglich.", ("4.2",)),
        (ITEM, "Anderin 400 mg", ("4.2",)),
        (P, "2 Tabletten täglich.", ("4.2",)),
    )
    assert with_strengths(others) == others


def test_a_line_for_patients_stands_over_the_headings_of_diseases_below_it_and_ends_at_other_patients() -> None:
    passages = _page(
        (P, "Für Erwachsene", ("4.2",)),
        (H, "Bei Gürtelrose:", ("4.2",)),
        (P, "1 Tablette täglich.", ("4.2", "Bei Gürtelrose:")),
        (H, "Für Kinder", ("4.2",)),
        (P, "½ Tablette täglich.", ("4.2", "Für Kinder")),
    )
    made = with_groups_over(passages)
    assert made[2].heading_path == ("4.2", "Für Erwachsene", "Bei Gürtelrose:")
    assert made[4].heading_path == ("4.2", "Für Kinder")
    assert made[0].kind is H


def test_a_line_for_patients_over_its_own_dose_is_left_as_it_is() -> None:
    passages = _page((P, "Für Erwachsene", ("4.2",)), (P, "1 Tablette täglich.", ("4.2",)))
    assert with_groups_over(passages) == passages


def test_a_heading_in_two_lines_is_one_heading() -> None:
    passages = _page(
        (H, "4.2 Dosierung, Art und Dauer der", ()),
        (H, "Anwendung", ("4.2 Dosierung, Art und Dauer der",)),
        (P, "1 Tablette täglich.", ("4.2 Dosierung, Art und Dauer der", "Anwendung")),
        (H, "Art der Anwendung:", ("4.2 Dosierung, Art und Dauer der",)),
        (P, "Die Tabletten werden mit Wasser eingenommen.", ("4.2 Dosierung, Art und Dauer der", "Art der Anwendung:")),
    )
    whole = "4.2 Dosierung, Art und Dauer der Anwendung"
    made = with_whole_headings(passages)
    assert made[2].heading_path == (whole,)
    assert made[4].heading_path == (whole, "Art der Anwendung:")
    assert not [skip for skip in segment(passages).skipped if skip.needs_person]


def test_a_whole_heading_over_another_stays_two() -> None:
    passages = _page(
        (H, "4.2 Dosierung", ()),
        (H, "Anwendung", ("4.2 Dosierung",)),
        (P, "1 Tablette täglich.", ("4.2 Dosierung", "Anwendung")),
    )
    assert with_whole_headings(passages) == passages
