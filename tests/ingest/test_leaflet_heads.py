"""Headings of package leaflets: what the template numbers stands over the rest, and its parts are headings."""

from __future__ import annotations

from ingest.leaflet_heads import with_leaflet_levels
from ingest.reading import Block
from library.models import PassageKind

H, P = PassageKind.HEADING, PassageKind.PARAGRAPH


def leaflet() -> list[Block]:
    return [
        Block(H, "1. What Velzury is and what it is used for", 2),
        Block(P, "Velzury is used for eczema."),
        Block(H, "2. What you need to know before you take Velzury", 2),
        Block(H, "Warnings and precautions", 1),
        Block(P, "Talk to your doctor."),
        Block(H, "3. How to take Velzury", 2),
        Block(H, "People with kidney problems", 6),
        Block(P, "Your doctor may give you less."),
        Block(P, "If you take more Velzury than you should:"),
        Block(P, "See a doctor at once."),
        Block(H, "4. Possible side effects", 2),
        Block(P, "Like all medicines, it can cause side effects."),
        Block(H, "Instructions for use", 1),
    ]


def test_what_stands_between_two_sections_of_a_leaflet_is_below_the_first() -> None:
    found = {block.text: block.level for block in with_leaflet_levels(leaflet())}
    assert found["Warnings and precautions"] == 3
    assert found["Instructions for use"] == 1  # no section follows: it may stand beside them


def test_the_name_of_a_part_is_a_heading_though_it_is_set_as_plain_words() -> None:
    found = {block.text: (block.kind, block.level) for block in with_leaflet_levels(leaflet())}
    assert found["If you take more Velzury than you should:"] == (H, 6)
    assert found["Talk to your doctor."] == (P, 0)


def test_other_documents_are_left_as_they_are() -> None:
    blocks = [Block(H, "Warnings and precautions", 1), Block(P, "If you stop taking Velzury")]
    assert with_leaflet_levels(blocks) == blocks
