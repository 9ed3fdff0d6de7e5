"""Figures and words of a Chinese text that its source broke wait for a person; whole ones do not."""

from __future__ import annotations

import pytest

from modularize.doubts.broken_figures import of_broken_figures


@pytest.mark.parametrize(
    ("body", "section"),
    [
        ("每日服用11/2片。", "dosage"),
        ("血小板低于50×109/L时应减量。", "warnings"),
        ("皮下注射，3～6106IU/日。", "dosage"),
        ("本品应于餐前 l 小时服用。", "dosage"),
        ("取自某植物Sch~zandra的果实。", "composition"),
        ("眼内压增高眼球突出心血管高剂量引起心动过速。", "adverse_reactions"),
    ],
)
def test_what_the_source_broke_is_told(body: str, section: str) -> None:
    assert of_broken_figures(body, section)


@pytest.mark.parametrize(
    ("body", "section"),
    [
        ("每日服用1 1/2片。", "dosage"),
        ("每次1/2片，每日3次。", "dosage"),
        ("血小板低于50×10⁹/L时应减量。", "warnings"),
        ("每日6000IU，分3次注射。", "dosage"),
        ("可引起神经系统反应、呼吸困难和消化道出血。", "adverse_reactions"),
        ("与长期大剂量使用糖皮质激素有关的常见且不易察觉的不良反应是骨质疏松。", "adverse_reactions"),
    ],
)
def test_whole_figures_are_no_doubt(body: str, section: str) -> None:
    assert not of_broken_figures(body, section)
