"""A piece whose last word is cut waits."""

from __future__ import annotations

import pytest

from modularize.doubts.doubt import doubt
from modularize.draft import Segment, whole
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Es kann auch in den Muskel gegeben werden, die Injektion ist je-", True),
        ("Die Leber- und Nierenfunktion ist zu überwachen.", False),
        ("Der Wert war um 5 – 10 % geringer.", False),
    ],
)
def test_a_word_cut_at_the_end_is_a_doubt(text: str, cut: bool) -> None:
    page = Page("de", "dosage")
    page.heading("Dosierung")
    part = Segment((whole(page.text(text)),), ("Dosierung",))
    assert ("cut" in doubt(part)) is cut


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Empfohlene Anfangsdosis: 200 Mikrogramm zweimal oder 200 - 400 Mikrogramm einmal täglich", False),
        ("Anfangsdosis 200 Mikrogramm 400 Mikrogramm 600 Mikrogramm", True),
    ],
)
def test_a_dose_behind_its_name_is_no_row_of_figures(text: str, doubted: bool) -> None:
    page = Page("de", "dosage")
    page.heading("Dosierung")
    part = Segment((whole(page.text(text)),), ("Dosierung",))
    assert ("columns" in doubt(part)) is doubted
