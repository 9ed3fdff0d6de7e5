"""A letter and its mark are one letter, and the lines of a passage keep their words."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.lines.composed import composed
from ingest.reading import Block
from library.models import Fragment, PassageKind


def block(*lines: str) -> Block:
    made, at = [], 0
    for line in lines:
        made.append(Fragment(start=at, end=at + len(line), page=1, box=(0.0, 0.0, 1.0, 1.0)))
        at += len(line)
    return Block(kind=PassageKind.PARAGRAPH, text="".join(lines), fragments=tuple(made))


@given(st.lists(st.text(alphabet="がぎプべまäöüaか1。", min_size=1), min_size=1, max_size=4))
def test_decomposed_words_are_read_as_composed_ones_and_lines_stay(lines: list[str]) -> None:
    found = composed(block(*(unicodedata.normalize("NFD", line) for line in lines)))
    assert found.text == "".join(lines)
    assert [found.text[one.start : one.end] for one in found.fragments] == lines


def test_a_mark_that_no_letter_takes_and_a_compatibility_character_stay_as_they_are() -> None:
    for text in ("x̄ = 3", "㎎と①、﨑"):
        assert composed(block(text)).text == text
