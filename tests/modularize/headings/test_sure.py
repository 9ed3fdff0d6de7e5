"""Which headings of a document that is no label stand over a piece."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.draft import Segment, whole
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


def test_the_first_of_several_chapters_of_a_marked_text_stands_over_none_of_the_others() -> None:
    page = Page("de", None)
    for name in ("Sodbrennen", "Ulkus", "Galle"):
        page.heading(name)
        page.text("Die Behandlung richtet sich nach den Beschwerden des Patienten.")
    marked = [
        p.model_copy(update={"locator": p.locator.model_copy(update={"path": f"line[{p.seq}]"})}) for p in page.passages
    ]
    part = Segment((whole(marked[-1]),), ("Galle",))
    assert Headings(marked, (), "Sodbrennen").over(part).context_texts == ("Galle",)
    assert Headings(page.passages, (), "Sodbrennen").over(part).context_texts == ("Sodbrennen", "Galle")


def test_the_title_of_a_paper_may_be_longer_than_a_heading() -> None:
    title = "A randomised double blind trial of high dose solvan and oral marudol versus saline and oral marudol " * 2
    page = Page("en", None)
    page.add(PassageKind.TITLE, title.strip())
    page.heading("Results")
    below = page.text("There was no difference between the two groups.")
    assert (
        title.strip()
        in Headings(page.passages, (), title.strip()).over(Segment((whole(below),), ("Results",))).context_texts
    )
