"""Sentences that a page breaks before their list, or right behind their first words."""

from __future__ import annotations

from library.models import Locator, Passage, PassageKind
from modularize.segment import segment
from tests.modularize.making import Page


def _on_page(passages: list[Passage], first_of_second: int) -> list[Passage]:
    return [
        p.model_copy(update={"locator": Locator(page=1 if p.seq < first_of_second else 2)}) for p in passages
    ]  # fmt: skip


def test_the_opening_of_a_list_has_its_first_half_from_the_page_before() -> None:
    page = Page(section=None)
    page.heading("1.8 Kidneys")
    page.text("1.8.1 Offer a visit to people who were not seen in this year.")
    page.text("1.8.2 For adults with ovalitis who are taking an Alpha or a Beta")
    page.add(PassageKind.FOOTER, "Page 28")
    page.text("inhibitor at the highest dose they can tolerate, consider ovalol if:")
    page.items("their score is between 3 and 30", "they meet the criteria of the authorisation.")
    bodies = [part.body for part in segment(_on_page(page.passages, 4)).segments]
    assert bodies[0].startswith("Offer a visit")
    assert "Beta" not in bodies[0]
    assert bodies[1].startswith("For adults with ovalitis who are taking an Alpha or a Beta\ninhibitor at the highest")
    assert "3 and 30" in bodies[1]
    assert len(bodies) == 2


def test_the_first_words_of_a_sentence_stay_with_its_rest_overleaf() -> None:
    page = Page(section=None)
    page.heading("1.11 Blood tests")
    page.text("1.11.3 Advise people on ovalol to seek help if their muscles hurt. If this")
    page.add(PassageKind.FOOTER, "Page 26")
    page.text("occurs, measure creatine kinase.")
    cut = segment(_on_page(page.passages, 3))
    assert [part.body for part in cut.segments] == [
        "Advise people on ovalol to seek help if their muscles hurt. If this\noccurs, measure creatine kinase."
    ]
    assert not cut.withheld
