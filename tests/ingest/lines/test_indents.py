"""How far labels of table rows are set in."""

from __future__ import annotations

from ingest.lines.indents import with_indents
from ingest.reading import Block
from library.models import Fragment, PassageKind


def _rows(*places: tuple[float, float], page: int = 1) -> list[Block]:
    return [
        Block(
            PassageKind.TABLE_ROW,
            f"Label {i}\t1",
            page=page,
            group="t",
            fragments=(Fragment(start=0, end=7, page=page, box=(left, 20.0 * i, right, 20.0 * i + 10)),),
        )
        for i, (left, right) in enumerate(places)
    ]


def _told(blocks: list[Block]) -> list[str]:
    return [block.facts.get("indent", "") for block in with_indents(blocks)]


def test_labels_that_begin_at_two_places_say_which() -> None:
    assert _told(_rows((50, 120), (62, 100), (62, 140), (50, 90), (62.4, 99))) == ["0", "1", "1", "0", "1"]


def test_centred_labels_say_nothing() -> None:
    assert _told(_rows((50, 150), (80, 120), (50, 150), (80, 120), (50, 150))) == [""] * 5


def test_a_table_that_runs_on_in_the_next_column_says_nothing() -> None:
    first, second = _rows((50, 120), (50, 100), (50, 90)), _rows((300, 380), (300, 350), (300, 340))
    assert _told([*first, *second]) == [""] * 6


def test_labels_at_one_place_say_nothing() -> None:
    assert _told(_rows((50, 120), (50, 100), (51, 90), (50, 99))) == [""] * 4
