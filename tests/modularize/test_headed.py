"""Headings with a colon over paragraphs, and bullets typed around a list that is set inside theirs."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

_WHO = "Patients with a moderate risk of developing a clot:"


def test_a_heading_with_a_colon_right_over_a_paragraph_heads_all_that_follows() -> None:
    page = Page(section="leaflet")
    page.heading(_WHO)
    page.text("The recommended dose is 2,500 IU one to two hours before the operation.")
    page.text("Treatment is continued for five to seven days after that day.")
    assert all(part.context_texts == (_WHO,) for part in segment(page.passages).segments)


def test_a_heading_with_a_colon_over_a_list_is_over_with_the_list() -> None:
    page = Page(section="leaflet")
    page.heading("Talk to your doctor before you are given this medicine:")
    page.items("if you have ever had a stroke.", "if your kidneys do not work well.")
    page.text("Velzury is not used for newborn babies.")
    assert segment(page.passages).segments[-1].context_texts == ()


def test_bullets_typed_behind_a_list_set_inside_theirs_keep_what_opens_them() -> None:
    page = Page(section="leaflet")
    stem = page.text("Talk to your doctor before you are given Velzury:").text
    page.add(PassageKind.LIST_ITEM, "if you bleed easily, e.g.:", group="list-1-run-1", facts={"marker": "•"})
    page.items("after an operation", "with a brain tumour", group="list-1-1")
    for text in ("if you may be allergic to latex.", "if you need other injections."):
        page.add(PassageKind.LIST_ITEM, text, group="list-1-run-2", facts={"marker": "•"})
    for part in segment(page.passages).segments:
        assert stem in (*part.context_texts, *part.body.split("\n"))


def test_a_list_goes_on_behind_a_paragraph_that_explains_one_of_its_items() -> None:
    page = Page(section="leaflet")
    stem = page.text("Do not take Velzury if:").text
    page.items("You are allergic to velzurimab.")
    page.text("Signs of an allergic reaction are a rash and swelling of your face.")
    page.items("You have a tumour of the pituitary gland.", "You have a moderate liver disease.", group="list-2")
    page.text("Tell your doctor what you take.")
    page.items("Velzury tablets are round.", group="list-3")
    parts = segment(page.passages).segments
    assert all(stem in (*part.context_texts, *part.body.split("\n")) for part in parts if "You have" in part.body)
    assert stem not in parts[-1].context_texts
