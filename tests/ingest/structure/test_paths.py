"""Which headings stand over a block: the second line of a heading goes on with the first."""

from __future__ import annotations

import pytest

from ingest.reading import Block
from ingest.structure.paths import HeadingPaths
from library.models import PassageKind


def _path(*headings: str, page: int = 1) -> tuple[str, ...]:
    paths = HeadingPaths()
    for at, text in enumerate(headings):
        paths.at(Block(PassageKind.HEADING, text, level=2, page=page if at else 1))
    return paths.at(Block(PassageKind.PARAGRAPH, "Kidneys may fail.", page=page))


@pytest.mark.parametrize(
    ("second", "path"),
    [
        ("a dangerous combination", ("Diuretic and analgesic:", "a dangerous combination")),
        ("A dangerous combination", ("A dangerous combination",)),
        ("pH", ("pH",)),
    ],
)
def test_a_second_line_in_small_letters_stands_under_the_first(second: str, path: tuple[str, ...]) -> None:
    assert _path("Diuretic and analgesic:", second) == path


def test_a_line_on_the_next_page_or_behind_a_third_heading_stands_alone() -> None:
    assert _path("Diuretic and analgesic:", "a dangerous combination", page=2) == ("a dangerous combination",)
    assert _path("Diuretic and analgesic:", "a dangerous combination", "Kidneys") == ("Kidneys",)
