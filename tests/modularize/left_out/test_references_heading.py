"""What stands below a heading of references, in parts of its own too, says nothing of the medicine."""

from __future__ import annotations

import pytest

from library.models import Locator, Passage, PassageKind
from modularize.left_out.references_heading import is_references_heading
from modularize.segment import segment


@pytest.mark.parametrize("heading", ["📚 Quellen", "Literaturverzeichnis", "7. Referenzen", "Quellenangaben:"])
def test_german_headings_of_references_are_known_behind_a_pictogram_too(heading: str) -> None:
    assert is_references_heading(heading)


@pytest.mark.parametrize("heading", ["Quellen der Infektion", "Literatur und Leben"])
def test_a_heading_that_goes_on_is_none_of_references(heading: str) -> None:
    assert not is_references_heading(heading)


def test_items_of_a_part_of_the_references_are_no_modules() -> None:
    item = Passage(
        id="p", source="s", extraction="e", seq=0, kind=PassageKind.LIST_ITEM, language="de", locator=Locator(page=1),
        text="Fachinformation Ovalex – Warnhinweise zu Fieber und Schmerz.", heading_path=("Quellen", "Fachinformationen"),
    )  # fmt: skip
    assert not segment([item]).segments
    assert segment([item.model_copy(update={"heading_path": ("Fachinformationen",)})]).segments
