"""Lines of one cell of a Japanese table: which are names of their own, and which go on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ingest.pdf.blocks import _entries

_RIGHT = 82.0


def _line(text: str, left: float, right: float) -> Any:
    return [SimpleNamespace(text=text, box=(left, 0.0, right, 7.0), main=SimpleNamespace(size=7.0))]


def _count(*lines: Any) -> int:
    return len(_entries(lines, _RIGHT))


def test_names_that_a_typist_set_in_with_a_wide_blank_are_names_of_their_own() -> None:
    assert _count(_line("甲剤", 20, 34), _line("\u3000アルファリン", 20, 76), _line("\u3000ベータリン", 20, 69)) == 3


def test_the_rest_of_a_set_in_name_that_fills_its_line_goes_on() -> None:
    assert _count(_line("\u3000ガンマロマイ", 20, 81.5), _line("シン等", 27, 48)) == 1


@pytest.mark.parametrize(
    ("before", "right", "after", "entries"),
    [
        ("アルファマイシン", 74.5, "カイスタチン", 2),  # there was room for one more sign
        ("アルファマイシン", 78.0, "カイスタチン", 1),
        ("アルファスタ", 74.5, "リッドール", 1),  # a sign that begins no line took the one before it along
        ("これらの薬剤を", 74.5, "服用中の者", 1),  # a sentence
    ],
)
def test_a_name_ends_where_its_line_had_room_for_the_next_sign(
    before: str, right: float, after: str, entries: int
) -> None:
    assert _count(_line(before, 20, right), _line(after, 20, 60)) == entries
