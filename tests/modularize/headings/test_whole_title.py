"""The title of the first of several chapters is none of the document."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.headings.whole_title import whole_title
from tests.modularize.making import Page


def chapters(*titles: str, language: str = "de") -> list[Passage]:
    page = Page(language, section=None)
    for title in titles:
        page.heading(title)
        page.text("Davon wird hier erzählt.")
    return page.passages


def test_a_first_chapter_before_chapters_on_other_diseases_is_no_title() -> None:
    assert whole_title(chapters("Sodbrennen", "Zwerchpathie", "Magenkarzinom", "Verstopfung"), "Sodbrennen") == ""


def test_a_counted_chapter_before_another_is_no_title() -> None:
    passages = chapters("第三章 頭痛", "第四章 便秘", language="zh")
    assert whole_title(passages, "第三章 頭痛") == ""


def test_a_title_over_the_parts_of_a_paper_stays() -> None:
    passages = chapters("Zwerchpathie im Alter", "Einleitung", "Methoden", "Ergebnisse bei Zwerchpathie")
    assert whole_title(passages, "Zwerchpathie im Alter") == "Zwerchpathie im Alter"


def test_a_title_that_no_heading_bears_stays() -> None:
    page = Page("de", section=None)
    page.add(PassageKind.PARAGRAPH, "Davon wird hier erzählt.")
    assert whole_title(page.passages, "Sodbrennen") == "Sodbrennen"
