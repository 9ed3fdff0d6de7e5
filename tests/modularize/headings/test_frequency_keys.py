"""The last line of a key to frequencies heads no reaction."""

from __future__ import annotations

from modularize.headings.frequency_keys import around_keys
from modularize.segment import segment
from tests.modularize.making import Page

UNKNOWN = "Nicht bekannt (Häufigkeit aufgrund der verfügbaren Daten nicht abschätzbar)"
KEY = ("Häufig (≥ 1/100 bis < 1/10)", "Gelegentlich (≥ 1/1.000 bis < 1/100)", "Sehr selten (< 1/10.000)")
SAID = "Gelegentlich wurden Kopfschmerzen beobachtet."


def _page(*lines: str) -> Page:
    page = Page("de", "adverse_reactions")
    page.heading("4.8 Nebenwirkungen")
    for line in lines:
        page.text(line)
    return page


def test_the_last_line_of_a_key_heads_no_reaction_told_below_it() -> None:
    [part] = segment(_page("Die Häufigkeiten sind wie folgt definiert:", *KEY, UNKNOWN, SAID).passages).segments
    assert part.body == SAID
    assert UNKNOWN not in part.context_texts


def test_without_a_key_above_it_the_line_heads_the_reactions_below_it() -> None:
    assert not around_keys(_page(*KEY[:1], "Kopfschmerzen", UNKNOWN, SAID).passages)


def test_classes_told_by_those_treated_are_a_key_too_but_a_reaction_is_none() -> None:
    key = (
        "Sehr häufig: mehr als 1 von 10 Behandelten",
        "Häufig: weniger als 1 von 10, aber mehr als 1 von 100 Behandelten",
        "Sehr selten: weniger als 1 Behandelter von 10.000",
    )
    said = "Häufig: Bei weniger als 1 von 10 Behandelten traten Kopfschmerzen auf."
    assert [part.body for part in segment(_page(*key, said).passages).segments] == [said]
