"""Content never vanishes under a false reason: it is a module, or it waits for a person."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.depends import is_open
from modularize.doubt import doubt
from modularize.elsewhere import sends_elsewhere
from modularize.segment import segment
from tests.modularize.making import Page


@pytest.mark.parametrize(
    "text",
    [
        "2.6 重篤な肝障害のある患者［9.3.1 参照］",
        "長期連用により、血栓症が起こることが報告されている。［9.1.2、11.1.1参照］",
        "Pregnancy (see section 4.6)",
        "Schwangerschaft (siehe «Schwangerschaft, Stillzeit»)",
        "严重肝功能损害者（参见【注意事项】）",
        "See your doctor straight away if you notice dimpling of the skin",
    ],
)
def test_a_statement_that_ends_in_a_reference_is_content(text: str) -> None:
    assert sends_elsewhere(text) == ""


@pytest.mark.parametrize(
    "text",
    ["［9.5参照］", "(see section 4.2)", "参见【注意事项】", "Siehe Abschnitt 4.4.", "「禁忌」の項参照", "See Table 2"],
)
def test_a_bare_reference_says_nothing(text: str) -> None:
    assert sends_elsewhere(text) != ""


def test_a_contraindication_with_a_reference_is_a_module() -> None:
    page = Page("ja", "contraindications")
    page.heading("2. 禁忌（次の患者には投与しないこと）")
    for line in ("2.5 診断の確定していない異常性器出血のある患者", "2.6 重篤な肝障害のある患者［9.3.1 参照］"):
        page.text(line)
    assert any("重篤な肝障害" in part.body for part in segment(page.passages).segments)


def test_a_half_width_bracket_closed_by_a_full_width_one_is_balanced() -> None:
    assert not is_open("性激素结合球蛋白(SHBG）升高")
    assert is_open("性激素结合球蛋白(SHBG升高")
    page = Page("zh", "warnings")
    page.heading("注意事项")
    page.text("本品可使性激素结合球蛋白(SHBG）升高，应定期监测血压。")
    [part] = segment(page.passages).segments
    assert doubt(part) == "" and part.first.kind is PassageKind.PARAGRAPH
