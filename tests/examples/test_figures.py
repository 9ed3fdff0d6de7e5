"""The figures agree with each other, and come back from every file exactly as they stand in `facts`."""

from __future__ import annotations

import re
from math import sqrt

import pypdfium2
import pytest
from scipy.stats import beta

from examples.makers import facts as f
from tests.examples.reading import DOCUMENTS, squeezed, whole_text

RATES = [f.ORR, f.ORR_CONTROL, f.IC_ORR, f.W2_ORR, f.W2_CHINA]
DIFFERENCES = [
    (f.ORR, f.ORR_CONTROL, f.ORR_DIFF),
    f.EASI,
    f.IGA,
    f.ITCH,
    f.EASI_65,
    f.EASI_TCS,
]
PRINTED = [
    "61.6% (101/164; 53.7–69.1)",
    "45.2% (14/31; 27.3–64.0)",
    "45.5% (40/88; 34.8–56.4)",
    "57.9% (11/19; 33.5–79.7)",
]


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.of)
def test_intervals_of_proportions_are_exact_binomial(rate: f.Rate) -> None:
    low = 100 * beta.ppf(0.025, rate.n, rate.total - rate.n + 1)
    high = 100 * beta.ppf(0.975, rate.n + 1, rate.total - rate.n)
    assert (f"{low:.1f}", f"{high:.1f}") == (rate.low, rate.high)


@pytest.mark.parametrize(("active", "control", "difference"), DIFFERENCES)
def test_differences_and_their_intervals_are_wald(active: f.Rate, control: f.Rate, difference: f.Estimate) -> None:
    p, q = active.n / active.total, control.n / control.total
    error = 1.959964 * sqrt(p * (1 - p) / active.total + q * (1 - q) / control.total)
    shown = tuple(f"{100 * value:.1f}".replace("-", "−") for value in (p - q, p - q - error, p - q + error))
    assert shown == (difference.value, difference.low, difference.high)


def test_the_rates_print_as_the_publications_do() -> None:
    assert [rate.full for rate in (f.ORR, f.W2_CHINA, f.W2_ORR, f.IC_ORR)] == PRINTED
    assert (f.OEDEMA.active.count, f.ANY_G3.pct, f.REDUCED.pct, f.STOPPED_OEDEMA.pct) == (
        "58.3% (95)",
        "44.8%",
        "23.3%",
        "1.2%",
    )
    assert (f.CONJ.active.count, f.EASI_65[0].full) == ("7.8% (21)", "48.0% (12/25)")


@pytest.mark.parametrize("name", ["A-pi-us-v1.pdf", "A-pi-us-v2.pdf", "A-waymark1-publication.pdf"])
@pytest.mark.parametrize("figure", PRINTED)
def test_pdf_figures_come_back_exactly_from_two_readers(name: str, figure: str) -> None:
    wanted = squeezed(figure)
    other = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(DOCUMENTS / name))
    assert wanted in squeezed(whole_text(name))
    assert wanted in squeezed(other)


def test_a_figure_that_fits_its_line_comes_back_with_its_spaces() -> None:
    other = "\n".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(DOCUMENTS / "A-shuomingshu.pdf")
    )
    assert "45.2% (14/31; 27.3–64.0)" in whole_text("A-shuomingshu.pdf")
    assert "45.2% (14/31; 27.3–64.0)" in other


@pytest.mark.parametrize("name", ["A-pi-us-v2.pdf", "A-waymark1-publication.pdf", "A-monograph.docx", "A-deck-en.pptx"])
def test_every_percentage_printed_is_one_of_ours(name: str) -> None:
    ours = {f"{100 * r.n / r.total:.1f}" for r in vars(f).values() if isinstance(r, f.Rate)}
    ours |= {
        rate for e in vars(f).values() if isinstance(e, f.Event) for rate in (e.active.pct[:-1], e.control.pct[:-1])
    }
    found = set(re.findall(r"(\d+\.\d)%", whole_text(name)))
    assert found - ours <= {"98.1"}, "98.1% is the plasma protein binding"
