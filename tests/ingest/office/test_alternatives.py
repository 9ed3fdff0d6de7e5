"""Alternative text counts where somebody wrote it, not where a program filled the field."""

from __future__ import annotations

import pytest

from ingest.office.alternatives import written


@pytest.mark.parametrize(
    "said",
    ["image.png", "Figure 2 final.JPG", r"C:\Users\mia\km curve.emf", "cid:image001.png@01DA2B3C.4D5E6F70",
     "A graph of a line graph\n\nDescription automatically generated with medium confidence",
     "A close-up of a chart AI-generated content may be incorrect.",
     "Ein Diagramm. KI-generierte Inhalte können fehlerhaft sein.", "图表 描述已自动生成", "グラフ 自動的に生成された説明",
     "A picture containing text", "https://example.org/a", "", None],
)  # fmt: skip
def test_names_of_files_and_guesses_of_programs_are_nobodys_words(said: str | None) -> None:
    assert written(said) == ""


@pytest.mark.parametrize("said", ["Kaplan-Meier curve", "See file km.png for the curve", "Logo der Firma", "图 3"])
def test_what_somebody_wrote_stays(said: str) -> None:
    assert written(f"  {said}\n") == said
