"""Sentences that go on with cases told before them."""

from __future__ import annotations

import pytest

from modularize.sentences.depends import depends


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In nine of the 16 cases, the diagnosis was confirmed during surgery.", True),
        ("en", "In most of the cases, an infusion rate of up to 4 mL per minute has been used.", False),
        ("en", "In January 2003 she presented with pelvic pain.", True),
        ("en", "The third patient had lymphosarcoma.", True),
        ("en", "You may need treatment for them, or your doctor may stop treatment.", True),
        ("en", "You may need treatment for high blood pressure.", False),
        ("de", "In neun der 16 Fälle wurde die Diagnose bestätigt.", True),
        ("de", "Bei fünf der Patienten mit Leberzirrhose war die Clearance vermindert.", False),
    ],
)
def test_a_sentence_of_a_case_leans_on_the_one_that_names_it(language: str, text: str, expected: bool) -> None:
    assert depends(text, language) is expected
