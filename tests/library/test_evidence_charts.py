"""What is said of a chart's axes, from the facts a reader gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.evidence_charts import chart_findings
from library.models import Severity

BARS = {
    "chart": "barChart",
    "value_axis": "ORR (%)",
    "value_axis_min": "40",
    "value_axis_max": "70",
    "value_axis_draws": "bars",
    "value_axis_lowest": "45.5",
    "value_axis_lowest_of": "Competitor X",
    "value_axis_highest": "61.6",
    "value_axis_highest_of": "Ovranteq",
}


def without(*names: str, **changed: str) -> dict[str, str]:
    return {key: value for key, value in (BARS | changed).items() if key not in names}


def test_a_cut_axis_is_told_with_its_name_its_start_and_both_ratios() -> None:
    (found,) = chart_findings(BARS)
    assert found.code == "evidence.axis_truncated"
    assert found.severity is Severity.BLOCKING
    assert found.message == (
        "The value axis “ORR (%)” starts at 40, not at zero: 61.6 (Ovranteq) is 1.4 times 45.5 (Competitor X), "
        "but its bar is drawn 3.9 times as long."
    )


def test_a_bar_below_the_start_is_not_drawn_at_all() -> None:
    (found,) = chart_findings(without(value_axis_lowest="38"))
    assert "of 38 (Competitor X) nothing is drawn" in found.message


@pytest.mark.parametrize(
    "words", ["The axis is truncated.", "Axis does not start at zero", "纵轴不从零开始", "Achse beginnt nicht bei null"]
)
def test_an_axis_that_is_said_to_be_cut_is_only_noted(words: str) -> None:
    (found,) = chart_findings(BARS, words)
    assert found.severity is Severity.ADVISORY


@pytest.mark.parametrize(
    "facts",
    [
        without(value_axis_min="0"),
        without(value_axis_min="-20"),
        without("value_axis_min", "value_axis_max"),
        without("value_axis_draws"),
        {"approval": "BM-1", "topic": "dose"},
        {},
        without("value_axis_min", value_axis_lowest="0", value_axis_highest="0"),
        without("value_axis_min", value_axis_lowest="95", value_axis_highest="95"),
        without("value_axis_min", value_axis_draws="stacked bars", value_axis_lowest="98", value_axis_highest="100"),
        without("value_axis_min", value_axis_lowest="-9.8", value_axis_highest="20"),
    ],
)
def test_no_honest_chart_gives_a_false_alarm(facts: dict[str, str]) -> None:
    assert chart_findings(facts) == ()


def test_where_the_start_is_left_to_the_program_and_values_are_close_that_is_said() -> None:
    (found,) = chart_findings(without("value_axis_min", value_axis_lowest="92", value_axis_highest="95"))
    assert found.code == "evidence.axis_automatic"
    assert found.severity is Severity.ADVISORY
    assert "92 (Competitor X) and 95 (Ovranteq)" in found.message


def test_bars_that_begin_at_a_value_of_their_own_are_told() -> None:
    (found,) = chart_findings(without(value_axis_min="0", value_axis_from="30"))
    assert "the bars start at 30" in found.message
    (found,) = chart_findings(
        without("value_axis_min", value_axis_max="-5", value_axis_lowest="", value_axis_highest="")
    )
    assert "ends at -5, not at zero" in found.message


def test_a_logarithmic_axis_must_say_so() -> None:
    facts = without("value_axis_min", value_axis_log="10")
    (found,) = chart_findings(facts)
    assert found.code == "evidence.axis_logarithmic"
    assert found.severity is Severity.BLOCKING
    assert chart_findings(facts | {"value_axis": "Titre (log scale)"}) == ()
    assert chart_findings(facts, "纵轴为对数坐标") == ()
    (noted,) = chart_findings(facts | {"value_axis_draws": "points"})
    assert noted.severity is Severity.ADVISORY


def test_lines_are_only_noted_and_only_where_shares_are_drawn() -> None:
    lines = BARS | {"value_axis_draws": "lines"}
    (found,) = chart_findings(lines)
    assert (found.code, found.severity) == ("evidence.axis_note", Severity.ADVISORY)
    assert chart_findings(lines | {"value_axis": "Heart rate"}) == ()


def test_shares_are_shown_as_per_cent() -> None:
    facts = BARS | {
        "value_axis_percent": "yes",
        "value_axis_min": "0.4",
        "value_axis_lowest": "0.455",
        "value_axis_highest": "0.616",
    }
    (found,) = chart_findings(facts)
    assert "starts at 40%" in found.message
    assert "61.6% (Ovranteq) is 1.4 times 45.5% (Competitor X)" in found.message


def test_each_axis_is_judged_by_itself() -> None:
    second = {key.replace("value_axis", "value_axis_2"): value for key, value in BARS.items()}
    facts = without(value_axis_min="0") | second | {"value_axis_2": "Months"}
    (found,) = chart_findings(facts)
    assert found.words == "Months"


@given(st.decimals(1, 999, places=1), st.decimals(1, 999, places=1), st.decimals(-500, 0, places=1))
def test_an_axis_that_holds_zero_is_never_called_cut(low: object, high: object, start: object) -> None:
    facts = without(value_axis_lowest=str(low), value_axis_highest=str(high), value_axis_min=str(start))
    assert chart_findings(facts) == ()


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_no_fact_of_a_file_can_break_the_check(least: str, low: str, high: str) -> None:
    chart_findings(without(value_axis_min=least, value_axis_lowest=low, value_axis_highest=high, value_axis_log=low))
