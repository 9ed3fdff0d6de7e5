"""The name of a disease that no vocabulary has is told by its form, and what only looks like one is none."""

from __future__ import annotations

import pytest

from library.taxonomy import Taxonomy
from modularize.headings.unlisted import unlisted

TAXONOMY = Taxonomy.load()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Zanthuria and what to do", "en", "Zanthuria"),
        ("Living with Brandt-Ohlsen syndrome", "en", "with Brandt-Ohlsen syndrome"),
        ("Kardiopathie des Alters", "de", "Kardiopathie"),
        ("虹膜萎縮症の診断", "ja", "虹膜萎縮症"),
        ("3.3 蓝瘤病", "zh", "蓝瘤病"),
        ("Diagnosis and prognosis", "en", ""),
        ("Kidney disease", "en", ""),
        ("Überdosierung und Diagnose", "de", ""),
        ("Grunderkrankung und Begleitkrankheit", "de", ""),
        ("重症の合併症", "ja", ""),
        ("并发症与常见疾病", "zh", ""),
        ("Asthma and hypertension", "en", ""),
    ],
)
def test_the_form_of_a_name_tells_a_disease(text: str, language: str, name: str) -> None:
    found = unlisted(text, language, TAXONOMY.concepts(text, language))
    assert found == name.removeprefix("with ")
