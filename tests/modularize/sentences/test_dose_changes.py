"""A dose that may have to be changed stands with the sentence that says beside what."""

from __future__ import annotations

import pytest

from modularize.prose import groups_of
from modularize.sentences.dose_changes import only_changes_dose
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Eine Dosisverminderung von Theophyllin kann angezeigt sein.", True),
        ("Eine Dosisanpassung ist nicht erforderlich.", True),
        ("A dose reduction may be required.", True),
        ("Eine Dosisanpassung ist bei Älteren nicht erforderlich.", False),
        ("No dose adjustment is needed in the elderly.", False),
        ("Die Dosierung beträgt 5 mg.", False),
    ],
)
def test_a_change_of_dose_without_its_case_is_known(sentence: str, alone: bool) -> None:
    assert only_changes_dose(sentence) is alone


def test_it_stays_with_the_medicines_named_before_it() -> None:
    page = Page("de", None)
    said = "Diese Substanzen verringern den Abbau: Cimetidin, Allopurinol und Makrolide. "
    passage = page.text(said * 4 + "Eine Dosisverminderung kann angezeigt sein.")
    groups = groups_of(passage)
    assert groups[-1].text.endswith("Makrolide. Eine Dosisverminderung kann angezeigt sein.")
