"""Names, denied words, times and deeds: what a near copy must not exchange or leave out."""

from __future__ import annotations

import pytest

from library.evidence import check
from library.models import Severity

EXCHANGED = [
    ("en", "Avoid concomitant use of Talvexa with ketoconazole.", "ketoconazole", "rifampicin"),
    ("en", "Talvexa is indicated for ALK-positive lung cancer in adults.", "ALK", "EGFR"),
    ("en", "Talvexa lowered LDL cholesterol by 30%.", "LDL", "HDL"),
    ("en", "In patients with Child-Pugh B cirrhosis the dose is 50 mg.", "Pugh B", "Pugh C"),
    ("en", "For patients with NYHA class II heart failure.", "class II", "class III"),
    ("en", "In study 2, Talvexa lowered systolic blood pressure by 9 mmHg.", "Talvexa", "Norvexin"),
    ("de", "Die gleichzeitige Anwendung mit Ketoconazol ist zu vermeiden.", "Ketoconazol", "Rifampicin"),
    ("zh", "治疗期间应避免与酮康唑合用。", "酮康唑", "利福平"),
    ("ja", "ケトコナゾールとの併用は避けること。", "ケトコナゾール", "リファンピシン"),
]


@pytest.mark.parametrize(("language", "source", "name", "other"), EXCHANGED)
def test_a_name_in_the_place_of_another_is_stopped(language: str, source: str, name: str, other: str) -> None:
    found = check(source.replace(name, other), [source], language=language)
    assert any(finding.severity is Severity.BLOCKING for finding in found)
    assert check(source, [source], language=language) == ()


@pytest.mark.parametrize(
    ("source", "word", "other"),
    [
        ("Headache was reported in 12% of patients treated with Talvexa.", "Headache", "Dizziness"),
        ("Monitor thyroid function before and during treatment.", "thyroid", "pancreatic"),
    ],
)
def test_another_word_in_a_near_copy_is_told_to_a_person(source: str, word: str, other: str) -> None:
    (finding,) = check(source.replace(word, other), [source], language="en")
    assert (finding.code, finding.severity) == ("evidence.word_differs", Severity.ADVISORY)
    assert (finding.words, finding.source_words) == (other, word)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The pharmacokinetics were not affected by age.", "The pharmacokinetics were unaffected by age."),
        ("No dose adjustment is needed in the elderly.", "Dose adjustment is unnecessary in the elderly."),
        ("Initiate treatment with 10 mg once daily.", "Start therapy with 10 mg once daily."),
        ("The objective response rate was 48%.", "The ORR was 48%."),
    ],
)
def test_the_same_in_other_words_is_no_other_word(source: str, text: str) -> None:
    assert check(text, [source], language="en") == ()


@pytest.mark.parametrize(
    ("language", "source", "text", "code"),
    [
        ("en", "The effects were reversible after stopping it.", "The effects were irreversible after stopping it.", "negation_differs"),
        ("en", "Dose adjustment is unnecessary in the elderly.", "Dose adjustment is necessary in the elderly.", "negation_differs"),
        ("de", "Die Kombination war unwirksam.", "Die Kombination war wirksam.", "negation_differs"),
        ("en", "Halve the dose in hepatic impairment.", "Double the dose in hepatic impairment.", "direction_differs"),
        ("zh", "中度肝功能不全患者剂量应减半。", "中度肝功能不全患者剂量应加倍。", "direction_differs"),
        ("en", "Stop it at least 48 hours before surgery.", "Start it at least 48 hours before surgery.", "direction_differs"),
        ("en", "It is indicated for the prevention of migraine.", "It is indicated for the treatment of migraine.", "direction_differs"),
        ("en", "Take the tablet in the morning.", "Take the tablet in the evening.", "direction_differs"),
        ("en", "Treatment was associated with a lower rate of falls.", "Treatment prevents falls.", "causality_differs"),
        ("en", "In an exploratory analysis, fatigue improved by 4 points.", "fatigue improved by 4 points", "fragment_omits"),
        ("en", "At week 24, 62% of patients had a response.", "62% of patients had a response.", "fragment_omits"),
        ("zh", "治疗第16周时,52.6%的患者达到EASI-75。", "52.6%的患者达到EASI-75。", "fragment_omits"),
        ("de", "In Woche 24 sprachen 62 % der Patienten an.", "62 % der Patienten sprachen an.", "time_dropped"),
    ],
)  # fmt: skip
def test_what_turns_a_statement_round_is_told(language: str, source: str, text: str, code: str) -> None:
    assert f"evidence.{code}" in {finding.code for finding in check(text, [source], language=language)}


def test_a_time_that_stands_above_the_text_is_not_left_out() -> None:
    source = "At week 24, 62% of patients had a response."
    assert check("62% of patients had a response.", [source], language="en", context="Results at week 24") == ()
