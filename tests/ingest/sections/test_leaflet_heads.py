"""Headings of package leaflets: what the template numbers stands over the rest, and its parts are headings."""

from __future__ import annotations

from ingest.reading import Block
from ingest.sections.leaflet_heads import with_leaflet_levels
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


def test_plain_counted_lines_over_something_are_sections_and_a_heading_among_the_contents_is_none() -> None:
    names = ("1 Was ist Velzury und wofür wird es angewendet?", "2 Was müssen Sie vor der Anwendung beachten?",
             "3 Wie ist Velzury anzuwenden?", "4 Verhalten im Notfall", "5 Welche Nebenwirkungen sind möglich?")  # fmt: skip
    lines = [Block(H, name, 2) if name[0] == "4" else Block(P, name) for name in names]
    body = [block for line in lines for block in (line, Block(P, f"Zu {line.text[0]} steht dies da."))]
    made = with_leaflet_levels([Block(H, "Gebrauchsinformation", 6), *lines, *body])
    assert {block.kind for block in made[1:6]} == {PassageKind.LIST_ITEM}
    assert [block.text for block in made[6:] if block.level == 2] == list(names)


def test_sections_below_a_name_set_in_many_sizes_stand_right_below_the_title() -> None:
    name = [Block(H, "Velzury", 2), Block(H, "Kids", 3), Block(H, "Drops", 4)]
    deeper = [Block(b.kind, b.text, b.level + 3 if b.level > 1 else 0) for b in leaflet()]
    found = {block.text: block.level for block in with_leaflet_levels([Block(H, "Leaflet", 1), *name, *deeper])}
    assert found["3. How to take Velzury"] == 2
    assert found["Drops"] == 4
