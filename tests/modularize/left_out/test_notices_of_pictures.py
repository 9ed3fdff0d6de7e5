"""A placeholder or the credit of a picture, and a sentence that only sends the reader elsewhere, say nothing."""

from __future__ import annotations

import pytest

from modularize.left_out.notices import is_notice
from modularize.sentences.depends import reads_as_heading


@pytest.mark.parametrize(
    "text",
    [
        "Bild 4 -",
        "(Bild ex Muster 2013)",
        "For guidance and information on losing weight, including what to eat, see the agency's page on obesity.",
    ],
)
def test_what_only_names_a_picture_or_a_page_is_a_notice(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text", ["Bild 4: Solvan senkt den Druck", "For gout, take 5 mg; see the doctor if pain lasts."]
)
def test_what_says_something_beside_is_none(text: str) -> None:
    assert not is_notice(text)


def test_the_use_of_a_thing_is_a_heading_and_an_order_to_use_it_none() -> None:
    assert reads_as_heading("Use of solvan patches")
    assert not reads_as_heading("Use in children with caution")
