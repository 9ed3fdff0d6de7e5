"""A mark in a cell brings the note of that very mark."""

from __future__ import annotations

from generate.assets.told import told
from tests.generate.shelf import module

HEADS = "Class\tCommon\tRare"
ONE, THREE = "* In a study of 900 patients it befell 1.8%.", "*** Homocysteine rose by 6 μmol/L."


def notes(body: str, *below: str) -> tuple[str, ...]:
    return told(module("adverse_reaction", body, context=("Adverse reactions", HEADS, *below))).notes


def test_one_star_brings_no_note_of_three() -> None:
    assert notes("Gut\tnausea\tpancreatitis*", ONE, THREE) == (ONE,)
    assert notes("Blood\thomocysteine***\t", ONE, THREE) == (THREE,)


def test_a_row_without_a_mark_brings_no_marked_note() -> None:
    assert notes("Gut\tnausea\tpancreatitis", ONE, THREE) == ()


def test_a_first_note_that_lost_its_star_in_reading_is_told() -> None:
    lost = ONE.removeprefix("* ")
    assert notes("Gut\tnausea\tpancreatitis*", lost, THREE) == (lost,)
