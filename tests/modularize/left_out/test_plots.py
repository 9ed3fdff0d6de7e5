"""Lines of a plot of studies set as text wait for a person; sentences on a pooled result do not."""

from __future__ import annotations

import pytest

from modularize.left_out.plots import of_a_plot


@pytest.mark.parametrize(
    "line",
    [
        "Study or Subgroup Mean SD Total Mean SD Total Weight IV, Random, 95% CI",
        "Muster 2014 0.3 0.1 41 -1 0.2 13 17.5% 1.30 [1.19, 1.41]",
        "Total (95% Cl) 549 352 100.0% 1.10 [0.99, 1.22]",
        "Total events 51 46",
        "Heterogeneity: Chi2 = 3.02, df = 3 (P = 0.39)",
    ],
)
def test_names_of_columns_and_rows_of_figures_are_no_statement(line: str) -> None:
    assert of_a_plot(line).startswith("needs a person")


@pytest.mark.parametrize(
    "sentence",
    [
        "In 5 trials with 887 patients pain fell by 20% (mean difference 1.30 [1.19, 1.41]).",
        "5项研究共887名患者，疼痛评分下降20%，均差为1.30 [1.19, 1.41]",
        "Heterogeneity was low between the trials.",
        "Pain\t41\t13\t17.5%\t1.30 [1.19, 1.41]",
    ],
)
def test_a_sentence_and_a_row_with_named_columns_are_kept(sentence: str) -> None:
    assert of_a_plot(sentence) == ""
