"""Which headings of a document that is no label stand over a piece."""

from __future__ import annotations

import pytest

from modularize.headings.sure import Headings
from tests.modularize.making import Page


@pytest.mark.parametrize(
    ("heading", "stands"), [("b) Ältere Menschen", True), ("2) Pregnancy", True), ("patients treated) in 2003", False)]
)
def test_a_letter_with_its_bracket_counts_a_heading(heading: str, stands: bool) -> None:
    page = Page("de", None)
    page.heading(heading)
    below = page.text("Die Ausscheidung erfolgt langsamer, so dass weniger ausreichen kann.")
    assert (heading in Headings(page.passages, ()).fitting(below)) is stands
