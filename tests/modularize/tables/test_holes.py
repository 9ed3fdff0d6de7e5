"""A row at the edge of its page that lacks a figure all others have: a person looks at the page."""

from __future__ import annotations

import pytest

from library.models import Locator
from modularize.segment import segment
from modularize.tables.holes import HOLE
from tests.modularize.making import Page


def _asked(last: str, *, pages: int = 2) -> bool:
    page = Page("en", "dosage")
    page.heading("2 Dosage")
    page.table("Medicine\tLow\tHigh", "Ovalex\t10\t20", "Zentrix\t12\t22", "Kolmin\t14\t24", last, "Aldrine\t15\t25")
    page.passages[-1] = page.passages[-1].model_copy(update={"locator": Locator(page=pages)})
    cut = segment(page.passages)
    made = any("Miselprid" in part.body for part in cut.segments)
    asked = any(HOLE in skip.reason and skip.needs_person for skip in cut.skipped)
    assert made is not asked
    return asked


def test_a_hole_in_the_last_row_of_a_page_waits_for_a_person() -> None:
    assert _asked("Miselprid\t\t800")


@pytest.mark.parametrize(("row", "pages"), [("Miselprid\t400\t800", 2), ("Miselprid\t\t800", 1)])
def test_a_whole_row_and_a_row_within_its_page_are_modules(row: str, pages: int) -> None:
    assert not _asked(row, pages=pages)
