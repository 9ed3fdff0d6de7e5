"""A figure is borne out only with the patients it was counted in: the dangerous near twins of a true claim."""

from __future__ import annotations

import pytest

from library.evidence import check
from library.models import Severity

ROW = "Endpoint\tAll patients\tChinese patients\nResponse rate\t45.5% (40/88; 34.8–56.4)\t45.2% (14/31; 27.3–64.0)"
ROW_ZH = "疗效\t全部患者\t中国患者\n客观缓解率\t45.5% (40/88; 34.8–56.4)\t45.2% (14/31; 27.3–64.0)"
APART_ZH = "试验共入组中国患者31例。\n客观缓解率为45.5%（40/88）。"
DOSES = (
    "The recommended dosage for patients with moderate hepatic impairment (Child-Pugh B) is 100 mg once daily.\n"
    "First dose reduction\t200 mg once daily"
)
SIZES = "Reaction\tOVRANTEQ (N=163)\tChemotherapy (N=79)\nNausea\t41.1%\t45.6%"


def blocked(text: str, source: str, language: str) -> set[str]:
    found = check(text, [source], language=language)
    return {f.code for f in found if f.severity is Severity.BLOCKING}


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("中国患者客观缓解率45.5%（n=31）", ROW_ZH, "zh"),
        ("客观缓解率45.5%（n=31）", ROW_ZH, "zh"),
        ("中国患者客观缓解率45.5%", APART_ZH, "zh"),
        ("Response rate in Chinese patients: 45.5% (n=31)", ROW, "en"),
        ("The response rate was 45.5% (n=31).", ROW, "en"),
        ("Moderate hepatic impairment (Child-Pugh B)\t200 mg once daily", DOSES, "en"),
        ("Nausea occurred in 41.1% (n=79).", SIZES, "en"),
    ],
)
def test_a_figure_of_other_patients_is_not_borne_out(text: str, source: str, language: str) -> None:
    assert "evidence.number_of_another_group" in blocked(text, source, language)


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("中国患者客观缓解率45.2%（14/31）", ROW_ZH, "zh"),
        ("客观缓解率45.5%（40/88）", ROW_ZH, "zh"),
        ("客观缓解率45.5%", APART_ZH, "zh"),
        ("Response rate 45.5% (n=88)", ROW, "en"),
        ("Response rate 45.5% (n=40)", ROW, "en"),
        ("Moderate hepatic impairment (Child-Pugh B)\t100 mg once daily", DOSES, "en"),
        ("Nausea occurred in 41.1% (n=163).", SIZES, "en"),
    ],
)
def test_the_figure_of_the_same_patients_is(text: str, source: str, language: str) -> None:
    assert "evidence.number_of_another_group" not in blocked(text, source, language)


def test_a_moved_decimal_point_is_named_as_such() -> None:
    source = "The objective response rate was 61.6% (101/164). Grade 3 nausea occurred in 6.1%."
    found = check("The objective response rate was 6.16%.", [source], language="en")
    said = next(f for f in found if f.code == "evidence.number_not_in_source")
    assert "61.6%" in said.message
    assert "decimal point" in said.message
    assert said.source_words == "61.6%"


def test_the_nearest_figure_is_looked_for_on_the_same_endpoint() -> None:
    source = "The objective response rate was 61.6%. Progression-free survival at a year was 55.2%."
    found = check("The objective response rate was 55.9%.", [source], language="en")
    assert next(f for f in found if f.code == "evidence.number_not_in_source").source_words == "61.6%"
