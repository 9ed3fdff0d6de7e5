"""Content never vanishes under a false reason: it is a module, or it waits for a person."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.doubts.doubt import doubt, left_parts
from modularize.segment import segment
from modularize.sentences.depends import is_open
from modularize.sentences.elsewhere import sends_elsewhere
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
    assert (doubt(part), part.first.kind) == ("", PassageKind.PARAGRAPH)


def test_a_reaction_taken_for_a_heading_is_an_item_among_its_siblings() -> None:
    page = Page("ja", "adverse_reactions")
    page.heading("11.1 重大な副作用")
    page.text("11.1.10 痙攣（0.2%）があらわれることがある。")
    page.text("11.1.11 呼吸抑制（頻度不明）")
    made = [part for part in segment(page.passages).segments if "呼吸抑制" in part.body]
    assert [part.body for part in made] == ["呼吸抑制（頻度不明）"]
    assert "11.1 重大な副作用" in made[0].context_texts


def test_lines_under_an_unmarked_heading_of_contraindications_are_modules_under_it() -> None:
    page = Page("zh", None)
    for line in ("4.3.1 女性的禁忌症", "懷孕", "授乳", "曾有或現有肝腫瘤"):
        page.text(line)
    page.text("4.4 警語")
    page.text("肝功能異常時應停藥。")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments][:3] == ["懷孕", "授乳", "曾有或現有肝腫瘤"]
    assert all(part.context_texts == ("4.3.1 女性的禁忌症",) for part in cut.segments[:3])


def test_a_heading_with_nothing_below_it_waits_for_a_person() -> None:
    page = Page("zh", "composition")
    page.heading("【成份】")
    page.text("化学结构式：")
    [(part, why)] = left_parts(segment(page.passages), page.passages)
    assert (part.body, why) == ("化学结构式：", "a heading with nothing below it")


def test_what_is_dropped_from_a_section_of_safety_waits_for_a_person() -> None:
    page = Page("en", "overdose")
    page.heading("10 OVERDOSAGE")
    page.text("In case of overdose call the poison centre, Tel 800-222-1222, and give supportive care")
    assert [part.body for part, _ in left_parts(segment(page.passages), page.passages)] == [page.passages[1].text]


def test_the_contents_are_over_where_a_line_of_them_comes_again() -> None:
    page = Page("de", "leaflet")
    page.heading("Was in dieser Packungsbeilage steht")
    page.items("Was ist Beispielin und wofür wird es angewendet?", "Wie ist Beispielin einzunehmen?")
    page.items("Was ist Beispielin und wofür wird es angewendet?", group="list-2")
    page.text("Beispielin wird angewendet bei Bluthochdruck der Erwachsenen.")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == ["Beispielin wird angewendet bei Bluthochdruck der Erwachsenen."]
    assert {skip.passage for skip in cut.skipped if skip.reason == "line of a table of contents"} == {"p1", "p2"}


def test_the_words_a_piece_leaves_of_its_passage_wait_for_a_person() -> None:
    page = Page("en", "warnings")
    page.heading("5 WARNINGS")
    page.text("Liver failure can occur in patients with cirrhosis. Stop treatment with Examplin in patients with")
    cut = segment(page.passages)
    assert [part.body for part, _ in left_parts(cut, page.passages)] == [
        "Stop treatment with Examplin in patients with"
    ]
