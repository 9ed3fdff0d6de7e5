"""A list of what follows is no content."""

from __future__ import annotations

from modularize.headings.contents import announced
from tests.modularize.making import Page


def test_lines_in_a_row_that_come_again_as_headings_are_contents() -> None:
    page = Page("en", None)
    asked = ["1. Does solvan help?", "2. Is solvan safe?", "3. Who needs solvan?"]
    page.items("Ask your doctor first.", *asked)
    for question in asked:
        page.heading(question)
        page.text("It is told here.")
    assert announced(page.passages) == {"p1", "p2", "p3"}


def test_one_line_that_is_a_heading_too_is_no_list_of_contents() -> None:
    page = Page("en", None)
    page.text("Pregnancy")
    page.heading("Pregnancy")
    page.text("Do not take solvan.")
    assert announced(page.passages) == frozenset()
