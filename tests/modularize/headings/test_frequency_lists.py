"""A class of frequency holds for the list below it, not for what is said behind the list."""

from __future__ import annotations

from library.models import Passage
from modularize.headings.frequency_lists import beyond_frequency_lists
from tests.modularize.making import Page

OFTEN, SELDOM = "Häufig (1 bis 10 von 100)", "Gelegentlich (1 bis 10 von 1000)"
STATED = "Leichte Rötungen treten bei den meisten Patienten am Ort der Anwendung auf."


def paths(page: Page) -> dict[str, tuple[str, ...]]:
    passages: list[Passage] = beyond_frequency_lists(page.passages)
    return {passage.text: passage.heading_path for passage in passages}


def test_a_whole_statement_behind_the_list_of_a_frequency_does_not_stand_under_it() -> None:
    page = Page("de", "leaflet")
    page.heading(SELDOM)
    page.items("Trockene Augen", "Juckreiz")
    page.text(STATED)
    page.text("Das Mittel kann die Haut an den Händen verfärben.")
    found = paths(page)
    assert found["Juckreiz"] == (SELDOM,)
    assert found[STATED] == found["Das Mittel kann die Haut an den Händen verfärben."] == ()


def test_a_statement_right_below_the_frequency_and_the_next_list_keep_theirs() -> None:
    page = Page("de", "leaflet")
    page.heading(SELDOM)
    page.text(STATED)
    page.items("Juckreiz")
    page.heading(OFTEN)
    page.items("Fieber", group="list-2")
    found = paths(page)
    assert found[STATED] == (SELDOM,)
    assert found["Fieber"] == (OFTEN,)


def test_a_sentence_that_points_to_the_list_stays_under_its_frequency() -> None:
    page = Page("de", "leaflet")
    page.heading(SELDOM)
    page.items("Trockene Augen", "Juckreiz")
    page.text("Diese Beschwerden klingen nach dem Absetzen von selbst wieder ab.")
    assert paths(page)["Diese Beschwerden klingen nach dem Absetzen von selbst wieder ab."] == (SELDOM,)
