"""The reference beside a claim must be of the study the claim names."""

from __future__ import annotations

import pytest

from library.evidence_references import reference_findings, studies


def test_a_reference_to_another_study_is_found() -> None:
    [found] = reference_findings("Response in WAYMARK-1: 57.9% (11/19)⁴", ["4. WAYMARK-2 publication."])
    assert found.code == "evidence.reference_mismatch"
    assert "WAYMARK-1" in found.message
    assert "WAYMARK-2" in found.message


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("Response in WAYMARK-1: 57.9%²", ["2. WAYMARK-1 publication."]),
        ("Response in WAYMARK-1: 57.9%²,⁴", ["2. WAYMARK-1 publication.", "4. WAYMARK-2 publication."]),
        ("Response in WAYMARK-1: 57.9%¹", ["1. Prescribing Information."]),
        ("Response in WAYMARK-1: 57.9%¹,⁴", ["1. Prescribing Information.", "4. WAYMARK-2 publication."]),
        ("Response in WAYMARK-1: 57.9%", []),
        ("EASI-75 was reached by 62%.³", ["3. STILLPOINT-1 publication."]),
    ],
)
def test_nothing_is_concluded_where_the_reference_may_hold_it(text: str, references: list[str]) -> None:
    assert reference_findings(text, references) == ()


def test_scores_are_no_studies() -> None:
    assert studies("EASI-75 and IGA-1 in HARBOR-12 and COVID-19") == {"HARBOR-12"}
