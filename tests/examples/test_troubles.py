"""Every planted trouble stands where it is said to stand; what would spoil the questions is nowhere."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from docx import Document
from docx.shared import RGBColor

from examples.make import DOCUMENTS as MAKERS
from tests.examples.reading import (
    DOCUMENTS,
    ROOT,
    eda_slide,
    faq_rows,
    slide_text,
    slides,
    squeezed,
    text_at,
    whole_text,
)

TROUBLES: list[dict[str, Any]] = yaml.safe_load((ROOT / "troubles.yaml").read_text("utf-8"))["troubles"]


def test_there_are_nineteen_troubles() -> None:
    assert [trouble["id"] for trouble in TROUBLES] == [f"T{number}" for number in range(1, 20)]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble["id"])
def test_the_planted_words_stand_in_their_place(trouble: dict[str, Any]) -> None:
    assert squeezed(trouble["words"]) in squeezed(text_at(trouble["file"], trouble["place"]))


@pytest.mark.parametrize(
    "trouble", [t for t in TROUBLES if "conflicts_with" in t and "expected" in t], ids=lambda trouble: trouble["id"]
)
def test_the_right_figure_stands_in_what_the_trouble_conflicts_with(trouble: dict[str, Any]) -> None:
    for file in trouble["conflicts_with"]:
        assert squeezed(trouble["expected"]) in squeezed(whole_text(file))


@pytest.mark.parametrize("words", ["13.9 months", "6.16%", "0.74–0.39", "每日两次", "best in class", "no side effects"])
def test_a_planted_error_stands_in_one_document_only(words: str) -> None:
    assert len([name for name in MAKERS if squeezed(words) in squeezed(whole_text(name))]) == 1


def test_only_slide_13_is_hidden_and_its_axis_starts_at_forty() -> None:
    found = slides("A-deck-en.pptx")
    assert len(found) == 18
    assert [number for number, slide in enumerate(found, 1) if slide._element.get("show") == "0"] == [13]
    chart = next(shape.chart for shape in found[12].shapes if shape.has_chart)
    assert chart.value_axis.minimum_scale == 40


def test_the_older_patient_slide_has_no_dagger_and_no_absolute_rate() -> None:
    text = slide_text(slides("A-deck-en.pptx")[9])
    assert "†" not in text
    assert "months" not in text


def test_the_work_impairment_slide_does_not_say_exploratory() -> None:
    text = slide_text(slides("B-deck-zh.pptx")[5])
    assert "探索" not in text
    assert "名义" not in text


def test_the_monograph_text_is_white() -> None:
    runs = [run for p in Document(str(DOCUMENTS / "A-monograph.docx")).paragraphs for run in p.runs]
    assert [run.font.color.rgb for run in runs if run.text == "best in class"] == [RGBColor(255, 255, 255)]


def test_the_faq_has_24_rows_in_two_languages_for_two_products() -> None:
    rows = faq_rows()
    assert len(rows) == 24
    assert {row[2] for row in rows} == {"en", "zh"}
    assert {row[4] for row in rows} == {"OVRANTEQ", "WYNDRALIS"}
    assert rows[4][1] == rows[5][1]
    assert "once daily" in rows[4][6]


def test_competitor_x_is_named_on_the_hidden_slide_only() -> None:
    assert [name for name in MAKERS if "Competitor" in whole_text(name)] == ["A-deck-en.pptx"]
    visible = [slide for slide in slides("A-deck-en.pptx") if slide._element.get("show") != "0"]
    assert not any("Competitor" in slide_text(slide) for slide in visible)


def test_no_document_gives_a_median_overall_survival() -> None:
    for name in MAKERS:
        text = whole_text(name).lower()
        assert not any(words in text for words in ("median overall survival", "median os", "中位总生存"))


def test_asthma_is_mentioned_only_as_treatment_not_to_stop() -> None:
    for name in MAKERS:
        for line in whole_text(name).replace("。", "\n").replace(";", "\n").splitlines():
            if "哮喘" in line:
                assert "停止哮喘治疗" in line


def test_the_chinese_insert_knows_no_first_line_trial_and_no_four_weeks() -> None:
    assert "WAYMARK-1" not in whole_text("A-shuomingshu.pdf")
    assert "4周" not in whole_text("B-shuomingshu.pdf")
    assert "每2周一次" in squeezed(whole_text("B-shuomingshu.pdf"))


def test_the_oedema_figures_are_not_in_the_chinese_aid() -> None:
    assert not any("58.3" in eda_slide(number) for number in range(1, 8))
