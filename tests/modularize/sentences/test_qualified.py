"""What takes a statement back, or narrows it, travels with it."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page


def context_of(page: Page, words: str) -> tuple[str, ...]:
    [made] = [part for part in segment(page.passages).segments if words in part.body]
    return made.context_texts


def test_uses_that_the_next_sentence_puts_outside_the_licence_are_told_so() -> None:
    page = Page(section=None)
    page.heading("Solvan patches")
    page.text(
        "Solvan patches are often recommended for other uses. These uses (which are outside the licence) include:"
    )
    page.items("dry eyes in old age,", "cramps after surgery.")
    assert "These uses (which are outside the licence) include:" in context_of(page, "often recommended")


def test_a_ban_right_below_goes_with_the_advice_to_ask_a_doctor() -> None:
    page = Page(section="leaflet")
    page.heading("What you need to know")
    page.text("If you are pregnant or breast-feeding, ask your doctor for advice before taking this medicine.")
    page.text("Do not take this medicine if you are pregnant or breast-feeding.")
    page.text("Do not take this medicine if you have severe kidney disease.")
    assert context_of(page, "ask your doctor")[1:] == (
        "Do not take this medicine if you are pregnant or breast-feeding.",
    )


def test_a_line_that_tells_to_beware_goes_with_the_finding_over_it() -> None:
    page = Page(language="de", section=None)
    page.heading("Biopsie")
    page.add(PassageKind.LIST_ITEM, "Im Gewebe finden sich entzündliche Infiltrate zwischen den Fasern.", group="a")
    page.text("CAVE: Risiko der Verwechslung mit einer Myositis")
    assert "CAVE: Risiko der Verwechslung mit einer Myositis" in context_of(page, "Infiltrate")


def test_the_opening_of_a_list_of_cautions_is_no_such_line() -> None:
    page = Page(language="de", section=None)
    page.heading("Solvan")
    page.text("Solvan senkt den Druck innerhalb von zwei Stunden nach der Einnahme.")
    page.text("Vorsicht bei:")
    page.items("Gicht und schwerer Hypokaliämie", "Überempfindlichkeit gegen Solvan")
    assert "Vorsicht bei:" not in context_of(page, "senkt den Druck")
