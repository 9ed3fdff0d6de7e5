"""Patients named at the head of a paragraph under "Pregnancy:"; bans in capitals; bans by a heading; frequencies."""

from __future__ import annotations

import pytest

from modularize.headings.populations import with_populations_apart
from modularize.segment import segment
from tests.modularize.making import Page


def _told(heading: str) -> list[tuple[tuple[str, ...], str | None]]:
    page = Page(section="pregnancy")
    page.heading(heading)
    page.text("There are no adequate studies in pregnant women.")
    page.text("Pediatric use: Safety in infants has not been established.")
    page.text("The drug causes arthropathy in young animals.")
    return [(p.heading_path, p.section) for p in with_populations_apart(page.passages)[1:]]


def test_use_in_children_stands_under_its_own_name_and_not_under_pregnancy() -> None:
    assert _told("Pregnancy:") == [
        (("Pregnancy:",), "pregnancy"),
        ((), "pediatric"),
        (("Pediatric use",), "pediatric"),
    ]


def test_a_heading_over_several_groups_of_patients_stays() -> None:
    assert {path for path, _ in _told("Use in specific populations")} == {("Use in specific populations",)}


@pytest.mark.parametrize(
    ("section", "line", "kept"),
    [
        ("warnings", "NOT FOR INJECTION.", True),
        ("warnings", "STERILE SOLUTION BOTTLE", False),
        ("how_supplied", "NOT FOR INJECTION.", False),
    ],
)
def test_a_ban_in_capitals_among_warnings_is_no_print_of_a_pack(section: str, line: str, kept: bool) -> None:
    page = Page(section=section)
    page.heading("WARNINGS")
    page.text(line)
    page.text("The solution should never be injected into the eye by anybody.")
    assert (line in {part.body for part in segment(page.passages).segments}) is kept


@pytest.mark.parametrize(("heading", "kept"), [("Do not take Examplon:", True), ("How it works", False)])
def test_the_case_below_a_heading_that_forbids_goes_on_with_it(heading: str, kept: bool) -> None:
    page = Page(section="leaflet")
    page.heading(heading)
    page.text("if you are allergic to examplon or any other ingredient. An allergy may cause a skin rash.")
    found = [part for part in segment(page.passages).segments if part.body.startswith("if you are allergic")]
    assert bool(found) is kept
    assert all(heading in part.context_texts for part in found)


def test_what_to_do_in_an_emergency_stands_over_no_list_of_a_frequency() -> None:
    page = Page(section="leaflet")
    page.heading("4. Possible side effects")
    page.text("Stop taking examplon if you develop these skin symptoms and contact your doctor.")
    page.text("Very common: may affect more than 1 in 10 people")
    page.items("stomach cramps, feeling sick, wind")
    listed = segment(page.passages).segments[-1]
    assert "stomach cramps" in listed.body
    assert not any(text.startswith("Stop taking") for text in listed.context_texts)
