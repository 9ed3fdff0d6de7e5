"""The second half of a sentence whose first was left out is glued to no other sentence."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

WHOLE = "Typisch ist eine Atemdepression bis zum Stillstand."
HALF = "Daneben kommt es zu Störungen des Bewusstseins bis hin zum"
REST = "Koma, Krämpfen und Blutdruckabfall."


def _bodies(page: Page) -> list[str]:
    return [part.body for part in segment(page.passages).segments]


def test_the_rest_of_a_half_that_was_left_out_waits() -> None:
    page = Page("de", "overdose")
    page.heading("Überdosierung")
    page.text(f"{WHOLE} {HALF}")
    page.add(PassageKind.IMAGE, "Tachykardie,")
    page.text(REST)
    assert _bodies(page) == [WHOLE]


def test_two_halves_right_behind_one_another_are_one_sentence() -> None:
    page = Page("de", "overdose")
    page.heading("Überdosierung")
    page.text(f"{WHOLE} {HALF}")
    page.text(REST)
    assert _bodies(page) == [WHOLE, f"{HALF}\n{REST}"]
