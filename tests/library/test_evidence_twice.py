"""What a changed word leaves behind: the same said twice, abbreviations that deny nothing, figures in brackets."""

from __future__ import annotations

import pytest

from library.evidence import check
from library.evidence_terms import negations, populations
from library.models import Severity
from library.numbers import numbers


def blocked(text: str, source: str, language: str = "en") -> set[str]:
    found = check(text, [source], language=language)
    return {f.code.removeprefix("evidence.") for f in found if f.severity is Severity.BLOCKING}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Vexalon can be used with or with a spacer.", "Vexalon can be used with or without a spacer."),
        ("It was seen in smokers with and with a cough.", "It was seen in smokers with and without a cough."),
    ],
)
def test_the_same_word_on_both_sides_of_or_has_lost_what_was_set_against_it(text: str, source: str) -> None:
    assert "negation_differs" in blocked(text, source)
    assert not blocked(source, source)


@pytest.mark.parametrize("text", ["Study No.: KX12", "No.\tbefore\tafter", "Batch no. 7", "no. of rats"])
def test_no_with_a_stop_is_a_number_and_denies_nothing(text: str) -> None:
    assert negations(text) == ()


def test_no_as_a_word_still_denies() -> None:
    assert negations("No dose change is needed.") == ("no",)
    assert negations("Is it safe? No.") == ("no",)


def test_a_figure_in_the_bracket_behind_another_belongs_where_that_one_does() -> None:
    table = "\tSevere <30 (n = 6)\tSevere, on dialysis (n = 5)\nPeak (ng/mL)\t15.3 (33.8)\t15.4 (56.4)"
    assert not blocked("Peak (ng/mL): 15.4 (56.4) (Severe, on dialysis (n = 5))", table)
    assert blocked("Peak (ng/mL): 15.4 (56.4) (Severe <30 (n = 6))", table)


def test_a_japanese_minute_before_a_particle_is_a_time() -> None:
    [minute] = numbers("投与24分に測定した。", "ja")
    assert minute.unit == "minute"


def test_naive_to_therapy_is_naive_to_treatment() -> None:
    assert populations("13 therapy-naïve adults") == populations("13 treatment-naive adults") != frozenset()


def test_thousands_behind_an_apostrophe_belong_to_their_fraction() -> None:
    assert [int(n.value) for n in numbers("selten (<1/10'000)", "de")] == [1, 10000]
    assert blocked("Es ist selten (<1/10'200).", "Es ist selten (<1/10'000).", "de")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("可仅服用甲药。", "如已停经，可仅服用甲药。"),
        ("宜于早晨服用，以免影响睡眠。", "如每日服用一次，宜于早晨服用，以免影响睡眠。"),
        ("有发现血压异常等事件。", "没有发现血压异常等事件。"),
    ],
)
def test_a_chinese_condition_or_half_a_denial_that_was_cut_off_is_missed(text: str, source: str) -> None:
    assert blocked(text, source, "zh")


def test_the_sizes_of_two_arms_in_a_bracket_name_no_column() -> None:
    table = "Subgroup\tn (Vexalon/placebo)\tRelapse HR (95% CI)\nKnee pain at the start\t29/15\t0.49 (0.23–1.04)"
    assert not blocked("HR 0.49, relapse with knee pain at the start (29/15): 0.49 (0.23–1.04)", table)


def test_a_size_that_several_columns_share_names_none_of_them() -> None:
    table = "\tMild >50 (n = 6)\tSevere <30 (n = 6)\tSevere, on dialysis (n = 4)\nPeak\t10.4 (37.2)\t15.3 (33.8)\t16.6 (29.7)"
    assert blocked("Peak: 10.4 (37.2) (Severe <30 (n = 6))", table)
    assert not blocked("Peak: 15.3 (33.8) (Severe <30 (n = 6))", table)
    assert not blocked("Peak: 16.6 (29.7) (Severe, on dialysis (n = 4))", table)
