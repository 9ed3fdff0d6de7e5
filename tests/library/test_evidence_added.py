"""What a freer wording adds to true figures: another comparator, a degree of severity, a comparison turned round."""

from __future__ import annotations

import pytest

from library.evidence import check
from library.models import Severity

PFS = "The median PFS was 13.6 months (11.1–16.4) with OVRANTEQ versus 6.8 months (5.5–8.2) with chemotherapy."
EDEMA = "Peripheral edema of any grade occurred in 58.3% (95/163) of patients treated with OVRANTEQ and in 7.6% (6/79) of patients treated with chemotherapy."
ODEME = "Periphere Ödeme traten bei 58,3 % der Patienten unter OVRANTEQ auf und bei 7,6 % unter Chemotherapie."
SHUIZHONG = "外周水肿发生率：本品组58.3%（95/163），化疗组7.6%（6/79）。"


def _stops(text: str, source: str, language: str = "en") -> set[str]:
    found = check(text, [source], language=language, market="US")
    return {finding.code for finding in found if finding.severity is Severity.BLOCKING}


@pytest.mark.parametrize(
    ("text", "source", "language", "code"),
    [
        ("The median PFS was 13.6 months with OVRANTEQ versus 6.8 months with crizotinib.", PFS, "en", "comparator"),
        ("Peripheral edema: 58.3% with OVRANTEQ and 7.6% of patients treated with crizotinib.", EDEMA, "en", "comparator"),
        ("Ödeme: 58,3 % unter OVRANTEQ und 7,6 % unter Crizotinib.", ODEME, "de", "comparator"),
        ("Severe peripheral edema occurred in 58.3% of patients treated with OVRANTEQ.", EDEMA, "en", "severity"),
        ("Schwere periphere Ödeme traten bei 58,3 % der Patienten unter OVRANTEQ auf.", ODEME, "de", "severity"),
        ("重度外周水肿发生率：本品组58.3%。", SHUIZHONG, "zh", "severity"),
        ("Peripheral edema was less frequent with OVRANTEQ (58.3%) than with chemotherapy (7.6%).", EDEMA, "en", "direction"),
        ("外周水肿发生率本品组（58.3%）低于化疗组（7.6%）。", SHUIZHONG, "zh", "direction"),
    ],
)  # fmt: skip
def test_what_true_figures_are_made_to_say_is_stopped(text: str, source: str, language: str, code: str) -> None:
    assert f"evidence.{code}_differs" in _stops(text, source, language)


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("The median PFS was 13.6 months with OVRANTEQ versus 6.8 months with chemotherapy.", PFS, "en"),
        ("Peripheral edema was more frequent with OVRANTEQ (58.3%) than with chemotherapy (7.6%).", EDEMA, "en"),
        ("Severe edema occurred in 7.4% of patients.", "Edema of Grade ≥3 occurred in 7.4% of patients.", "en"),
        ("Ödeme: 58,3 % unter OVRANTEQ und 7,6 % unter Chemotherapie.", ODEME, "de"),
    ],
)
def test_what_the_source_says_in_other_words_is_not(text: str, source: str, language: str) -> None:
    assert not _stops(text, source, language)
