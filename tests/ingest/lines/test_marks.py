"""What opens an item of a list, and what only looks so."""

from __future__ import annotations

import pytest

from ingest.lines.marks import by_mark, with_rings
from ingest.pdf.lines import Line, paragraphs
from ingest.reading import Block
from library.models import PassageKind


@pytest.mark.parametrize(
    ("text", "is_item"),
    [
        ("(e.g., a live vaccine) to infants is not recommended.", False),
        ("e.g., a live vaccine", False),
        ("i.v. administration of the dose", False),
        ("z. B. bei Kindern", False),
        ("a. the first dose", True),
        ("(a) the first dose", True),
        ("(iv) the fourth dose", True),
        ("2. the second dose", True),
    ],
)
def test_an_abbreviation_at_the_head_of_a_line_opens_no_item(text: str, is_item: bool) -> None:
    made = by_mark(Block(PassageKind.PARAGRAPH, text))
    assert (made.kind is PassageKind.LIST_ITEM) is is_item


def _line(text: str, number: int, *, size: float = 12.0, right: float = 540.0, underlined: bool = False) -> Line:
    step, top = (14.0, 100.0) if size < 15 else (26.0, 100.0)
    base = top + number * step
    return Line([], 1, (40.0, base - size, right, base), text, size, base, underlined=underlined)


def test_a_link_over_the_end_of_a_line_parts_no_sentence() -> None:
    lines = [
        _line("Refer them to programmes for people (see the guidelines on change of", 0),
        _line("habits, on walking, and on weight) if they agree to take part in one of", 1, underlined=True),
        _line("them at all.", 2, right=120.0),
        _line("Offer a second visit to people who did not take part in one of them so", 3),
        _line("far.", 4, right=70.0),
    ]
    assert [len(found.lines) for found in paragraphs(lines)] == [3, 2]


def test_a_large_heading_of_two_lines_is_one() -> None:
    lines = [
        _line("1.6 Treatment for the first", 0, size=21.0, right=400.0),
        _line("prevention of ovalitis", 1, size=21.0, right=330.0),
    ]
    text = [_line(f"Words of the text below it, line {number}, up to the edge", number + 6) for number in range(4)]
    assert len(paragraphs([*lines, *text])[0].lines) == 2
    lines[1].text = "Another heading of that size"
    assert len(paragraphs([*lines, *text])[0].lines) == 1


def test_a_ring_typed_as_a_letter_opens_an_item_behind_an_opening_or_an_item() -> None:
    lines = ["Tell your doctor if you have:", "o pain in your muscles", "o dark urine", "Some more words."]
    kinds = [block.kind for block in with_rings([Block(PassageKind.PARAGRAPH, line) for line in lines])]
    assert [kind is PassageKind.LIST_ITEM for kind in kinds] == [False, True, True, False]
    alone = with_rings([Block(PassageKind.PARAGRAPH, line) for line in ("Un paciente mayor.", "o bien una pastilla.")])
    assert alone[1].kind is PassageKind.PARAGRAPH


def test_a_list_that_rings_parted_is_one_again() -> None:
    bullet = {"marker": "•"}
    blocks = [
        Block(PassageKind.LIST_ITEM, "adults with an index of:", group="list-5", facts=bullet),
        Block(PassageKind.PARAGRAPH, "o 30 or greater"),
        Block(PassageKind.LIST_ITEM, "children with an index of 28 or greater", group="list-6", facts=bullet),
        Block(PassageKind.PARAGRAPH, "Some more words."),
    ]
    assert [block.group for block in with_rings(blocks)] == ["list-5", None, "list-5", None]


def test_two_rings_in_one_paragraph_over_figures_are_two_items() -> None:
    blocks = [
        Block(PassageKind.LIST_ITEM, "adults with an index of:"),
        Block(PassageKind.PARAGRAPH, "o 30 or greater (obesity) or o 27 or greater with one more disease"),
    ]
    assert [block.text for block in with_rings(blocks)] == [
        "adults with an index of:",
        "30 or greater (obesity) or",
        "27 or greater with one more disease",
    ]
