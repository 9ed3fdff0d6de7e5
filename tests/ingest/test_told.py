"""What a person is told of each document: counts, losses with their places, warnings."""

from __future__ import annotations

from commands import counted, lost
from ingest.service import IngestResult
from library.models import Loss, Outcome
from shapes import ingest_shape

PICTURE = "A picture without alternative text was not read."


def test_losses_of_one_kind_are_one_line_with_their_places_and_their_number() -> None:
    losses = (
        Loss(code="ingest.picture_without_text", message=PICTURE, page=2, count=3),
        Loss(code="ingest.picture_without_text", message=PICTURE, page=5),
        Loss(code="ingest.ink", message="Handwriting was not read."),
    )
    result = IngestResult(
        "a.pptx", Outcome.STORED, pages=6, passages=40, warnings=("ingest.x: y",), tables=2, losses=losses
    )
    row = ingest_shape(result)
    assert row["losses"] == [
        {"code": "ingest.picture_without_text", "message": PICTURE, "count": 4, "pages": [2, 5]},
        {"code": "ingest.ink", "message": "Handwriting was not read.", "count": 1, "pages": []},
    ]
    assert {name: counted(row)[name] for name in ("pages", "passages", "tables", "losses", "warnings")} == {
        "pages": 6, "passages": 40, "tables": 2, "losses": 5, "warnings": 1,
    }  # fmt: skip
    assert list(lost(row)) == [
        "a.pptx",
        f"      4 × {PICTURE} (place 2, 5)",
        "      1 × Handwriting was not read.",
        "          ingest.x: y",
    ]


def test_a_document_that_lost_nothing_says_nothing() -> None:
    assert list(lost(ingest_shape(IngestResult("a.txt", Outcome.STORED)))) == []
