"""Notes under a table whose marks the layout did not raise."""

from __future__ import annotations

from ingest.lines.notes import with_notes, with_notes_apart
from ingest.reading import Block
from library.models import PassageKind

P, ROW, NOTE = PassageKind.PARAGRAPH, PassageKind.TABLE_ROW, PassageKind.FOOTNOTE


def _row(text: str) -> Block:
    return Block(ROW, text, group="table-1")


def test_a_plain_letter_under_a_table_that_raises_it_opens_a_note() -> None:
    blocks = with_notes_apart(
        [
            _row("Population (N)ᵃ\t113\t121"),
            _row("Change at week 40ᵇ\t-0.1\t-1.8ᶜ"),
            Block(P, "a All who took one dose."),
            Block(P, "b Mean from ANCOVA. c p<0.001 for superiority."),
            Block(P, "a day later all was well."),
        ]
    )
    assert [(b.kind, b.facts.get("marker"), b.text) for b in blocks[2:]] == [
        (NOTE, "ᵃ", "All who took one dose."),
        (NOTE, "ᵇ", "Mean from ANCOVA."),
        (NOTE, "ᶜ", "p<0.001 for superiority."),
        (P, None, "a day later all was well."),
    ]
    assert with_notes(blocks)[1].facts["notes"] == "ᵇ@3 ᶜ@4"


def test_a_plus_is_a_mark_only_where_the_table_bears_it() -> None:
    rows = [_row("Infection+\t3.7\t5.7"), _row("Frequent urination++\t1.7\t2.9")]
    blocks = with_notes_apart([*rows, Block(P, "+ includes cystitis"), Block(P, "++ includes polyuria")])
    assert [b.facts.get("marker") for b in blocks[2:]] == ["+", "++"]
    assert with_notes(blocks)[1].facts["notes"] == "++@3"
    assert with_notes_apart([_row("Nausea\t3\t5"), Block(P, "+ includes cystitis")])[1].kind is P
