"""Slides: a title that claims is a module, a cover is not; lines that only send the reader elsewhere are left out."""

from __future__ import annotations

import pytest

from library.models import PassageFlag, PassageKind
from modularize.left_out.exclude import unusable
from modularize.segment import segment
from modularize.slides import states_claim
from tests.modularize.making import Page


def slide(number: int, title: str, *lines: str, language: str = "en") -> Page:
    page = Page(language=language, section=None, slide=number)
    page.add(PassageKind.TITLE, title)
    page.path = (title,)
    for line in lines:
        page.text(line)
    return page


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("OVRANTEQ improves overall survival", "en"),
        ("Median PFS 13.6 months in first line", "en"),
        ("The best choice for your patients", "en"),
        ("初治患者中位PFS 13.6个月", "zh"),
    ],
)
def test_a_title_that_claims_is_a_module_and_still_heads_its_slide(title: str, language: str) -> None:
    line = "The trial enrolled 246 adults." if language == "en" else "试验共入组246例成人患者。"
    made = segment(slide(4, title, line, language=language).passages).segments
    assert [part.body for part in made] == [title, line]
    assert title in made[1].context_texts


@pytest.mark.parametrize("title", ["Overall survival", "Safety in WAYMARK-1", "Dosing", "Does it improve survival?"])
def test_a_title_that_only_names_its_slide_is_none(title: str) -> None:
    made = segment(slide(4, title, "The trial enrolled 246 adults.").passages).segments
    assert [part.body for part in made] == ["The trial enrolled 246 adults."]


def test_a_chart_heads_no_table_beside_it() -> None:
    page = slide(4, "Response")
    chart = (PassageFlag.CHART_DATA,)
    page.add(PassageKind.TABLE_HEADER, "\tSites", group="chart", flags=chart)
    page.add(PassageKind.TABLE_ROW, "12\t7", group="chart", flags=chart)
    page.table("Endpoint\tOvranteq", "Overall response\t61.6% of patients", group="table")
    (made,) = [part for part in segment(page.passages).segments if "61.6%" in part.body]
    assert "Endpoint\tOvranteq" in made.context_texts
    assert "\tSites" not in made.context_texts


def test_nothing_on_a_cover_becomes_a_module_unless_it_claims() -> None:
    page = slide(
        1, "OVRANTEQ tablets", "Skipping mutations: clinical evidence for the clinic", "Medical Team, April 2026"
    )
    page.text("OVRANTEQ is indicated for adults with METex14 skipping.")
    made = segment(page.passages)
    assert [part.body for part in made.segments] == ["OVRANTEQ is indicated for adults with METex14 skipping."]
    assert {"cover of the piece: its title, readers or authors"} <= {left.reason for left in made.skipped}


@pytest.mark.parametrize(
    "text",
    [
        "For live vaccines, see section 4.4.",
        "For the list of excipients, see section 6.1.",
        "Zu Lebendimpfstoffen siehe Abschnitt 4.4.",
        "关于活疫苗，参见【注意事项】。",
        "Medical and Brand Team, April 2026",
        "医学部，2026年4月",
        "Tel: + 351 (0) 21 000 000",
        "某某胶囊说明书",
    ],
)
def test_what_only_sends_or_names_is_unusable(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize(
    "text",
    [
        "For adults with renal impairment the dose is 300 mg, see section 4.2.",
        "对青霉素过敏者禁用，见【禁忌】。",
        "Für Kinder nicht empfohlen, siehe Abschnitt 4.4.",
        "Zu hoch dosierte Gaben vermeiden, siehe Abschnitt 4.4.",
        "The study ended in April 2026",
    ],
)
def test_what_says_something_and_sends_on_stays(text: str) -> None:
    assert unusable(text) == ""


def test_a_line_that_names_what_follows_is_its_context() -> None:
    page = Page(section="pharmacokinetics")
    page.text("Elderly patients")
    page.text("Exposure was 12% higher in patients aged 75 years or older.")
    [made] = segment(page.passages).segments
    assert made.body.startswith("Exposure")
    assert "Elderly patients" in made.context_texts


def test_the_lines_of_a_study_on_one_slide_are_one_module() -> None:
    page = Page(language="ja", section=None, slide=3)
    page.add(PassageKind.TITLE, "特殊集団での試験：腎機能障害患者")
    card = (
        "対象: 軽度〜中等度腎機能障害 24例",
        "結果: 用量調整不要",
        "注意: 重度腎機能障害（eGFR<30）のデータは限定的",
    )
    page.items(*card)
    [found] = segment(page.passages).segments
    assert found.body == "\n".join(card)


def test_a_line_that_only_names_the_table_below_it_stands_over_its_rows() -> None:
    page = Page(language="ja", section=None, slide=3)
    page.add(PassageKind.TITLE, "維持療法試験")
    page.items("対象: 治癒後の逆流性食道炎患者 305例", "投与期間: 24週間", "再発率")
    page.table("\t10mg\t15mg", "24週後\t5.1%\t16.8%")
    card, row = segment(page.passages).segments
    assert "再発率" not in card.body
    assert "再発率" in row.context_texts


def test_the_name_of_a_study_claims_nothing_though_it_praises() -> None:
    page = Page(language="ja", section=None, slide=3)
    assert not states_claim(page.add(PassageKind.TITLE, "国内第3相試験（TAK-1）- 画期的試験（続き）"))
    assert not states_claim(page.add(PassageKind.TITLE, "国内第3相試験（TAK-1）- 画期的試験"))
