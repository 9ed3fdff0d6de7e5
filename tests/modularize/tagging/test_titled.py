"""A text that is no label has the product its title names alone, never one out of a longer title."""

from __future__ import annotations

import pytest

from modularize.tagging.titled import titled_product
from tests.modularize.making import Page


def page(name: str) -> Page:
    made = Page(language="de", section=None)
    for day in range(3):
        made.text(f"{name} wird am Tag {day} gegeben.")
    return made


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("3.8 Velzumab", "velzumab"),
        ("Velzumab (Velzury®)", "velzumab"),
        ("DHPC - Velzolen i.v., Injektionslösung", "velzolen"),
        ("Rote-Hand-Brief zu Velzury®: neue Warnhinweise", "velzury"),
    ],
)
def test_a_title_that_is_a_substance_or_opens_a_letter_on_safety_names_the_product(title: str, name: str) -> None:
    assert titled_product(title, page(name.title()).passages) == name


@pytest.mark.parametrize("title", ["Velzumab bei Asthma", "Velzumab und Betalinib", "Asthma", "Bluthochdruck", "DHPC"])
def test_other_titles_name_none(title: str) -> None:
    assert titled_product(title, page("Velzumab").passages) == ""


def test_a_substance_of_which_the_text_hardly_speaks_is_not_its_product() -> None:
    assert titled_product("Velzumab", page("Betalinib").passages) == ""
