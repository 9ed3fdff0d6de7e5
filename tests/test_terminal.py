"""What results look like on a terminal."""

from __future__ import annotations

import io

from terminal import cell, outline


def test_a_finding_in_a_table_reads_as_its_sentence() -> None:
    found = {"code": "review.missing_part", "severity": "advisory", "message": "Nothing fits.", "related": []}
    assert cell("findings", [found, {**found, "message": "Nor here."}]) == (
        "Nothing fits. (review.missing_part); Nor here. (review.missing_part)"
    )


def test_many_short_records_within_a_record_are_rows_and_few_stay_lines() -> None:
    items = [{"kind": "module", "id": "a" * 64, "status": "released"} for _ in range(4)]
    many, few = io.StringIO(), io.StringIO()
    outline({"items": items}, many)
    outline({"items": items[:3]}, few)
    assert many.getvalue().count("released") == 4
    assert "a" * 13 not in many.getvalue()
    assert few.getvalue().count("status: released") == 3
