from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.office.numbers import Value, is_date, shown


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (0.452, "0.0%", "45.2%"),
        (0.452, "0%", "45%"),
        (0.452, "0.00 %", "45.20 %"),
        (0.125, "0.00", "0.13"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (1.005, "0.00", "1.01"),
        (0.45199999999999996, "0.0%", "45.2%"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (13.6, "General", "13.6"),
        (45.2, '0.0" mg"', "45.2 mg"),
        (300, '0\\ "mg"', "300 mg"),
        (5, '"≥"0', "≥5"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"M"', "1.2M"),
        (0.5, "#.00", ".50"),
        (0.5, "0.0##", "0.5"),
        (0, "#", ""),
        (-12.5, "0.0;(0.0)", "(12.5)"),
        (-12.5, "0.0;[Red]-0.0", "-12.5"),
        (0, '0.0;-0.0;"–"', "–"),
        (0.00012, "0.00E+00", "1.20E-04"),
        (123456, "0.00E+00", "1.23E+05"),
        (999.9, "0.0E+0", "1.0E+3"),
        (0.75, "# ?/?", "3/4"),
        (2.5, "# ?/?", "2 1/2"),
        (0.3, '[<0.05]"<0.05";0.00', "0.30"),
        (0.001, '[<0.05]"<0.05";0.00', "<0.05"),
        (12.5, "[$€-407] #,##0.00", "€ 12.50"),
        (12.5, '_-* #,##0.00\\ "€"_-', "12.50 €"),
        (42, "00000", "00042"),
        (1234567, "000-0000", "123-4567"),
        (5, ";;;", ""),
        ("words", ";;;", ""),
        ("words", "@", "words"),
        ("words", '0;0;0;"→ "@', "→ words"),
        ("words", "0.0%", "words"),
        (True, "0", "TRUE"),
        (float("nan"), "0", "nan"),
        (1e300, "General", "1.00000E+300"),
    ],
)
def test_a_number_is_shown_as_its_cell_shows_it(value: Value, code: str, expected: str) -> None:
    assert shown(value, code) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (date(2026, 3, 9), "yyyy-mm-dd", "2026-03-09"),
        (datetime(2026, 3, 9), "dd.mm.yyyy", "09.03.2026"),
        (datetime(2026, 3, 9), "d/m/yy", "9/3/26"),
        (datetime(2026, 3, 9), 'yyyy"年"m"月"d"日"', "2026年3月9日"),
        (datetime(2026, 3, 9), "d mmm yyyy", "9 Mar 2026"),
        (datetime(2026, 3, 9), "[$-409]mmmm d, yyyy", "March 9, 2026"),
        (datetime(2026, 3, 9), "[$-407]d. mmmm yyyy", "9. März 2026"),
        (datetime(2026, 3, 9), "mm-dd-yy", "2026-03-09"),
        (datetime(2026, 3, 9), '[$-411]ggge"年"m"月"d"日"', "2026-03-09"),
        (datetime(2026, 3, 9), "[$-F800]dddd, mmmm dd, yyyy", "2026-03-09"),
        (datetime(2026, 3, 9, 14, 5), "yyyy-mm-dd hh:mm", "2026-03-09 14:05"),
        (datetime(2026, 3, 9, 14, 5), "h:mm AM/PM", "2:05 PM"),
        (time(8, 30), "hh:mm", "08:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (46090, "yyyy-mm-dd", "2026-03-09"),
    ],
)
def test_a_day_is_shown_as_its_cell_shows_it_and_as_iso_where_every_machine_shows_another(
    value: Value, code: str, expected: str
) -> None:
    assert shown(value, code) == expected


def test_dates_are_told_from_numbers() -> None:
    assert is_date("dd.mm.yyyy")
    assert not is_date('0.0" mg/day"')
    assert not is_date("[Red]0.0")
    assert not is_date("")


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 6))
def test_fixed_decimals_are_the_exact_value_rounded_half_away_from_zero(value: Decimal, places: int) -> None:
    code = "0" + ("." + "0" * places if places else "")
    exact = Decimal(f"{float(value):.15g}")
    expected = format(abs(exact).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    assert shown(float(value), code).lstrip("-") == expected


@given(
    st.one_of(st.floats(), st.integers(-(10**30), 10**30), st.text(max_size=8)),
    st.text('0#?.,%/Ee+-@;"\\[]hmsdy _*<>=1', max_size=14),
)
def test_no_format_whatever_breaks_the_reader(value: Value, code: str) -> None:
    assert isinstance(shown(value, code), str)
