"""Headings by style alone that are none."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.markup.stated import states, with_one_outline, without_stated_headings
from ingest.reading import Block
from ingest.sections.assign import Family, Section, assign
from ingest.structure.stacked import with_stacked
from ingest.word.styles import Styles, W, look_of
from library.models import PassageKind


def _heading(text: str, level: int = 6) -> Block:
    return Block(PassageKind.HEADING, text, level=level)


@pytest.mark.parametrize(
    "text",
    [
        "Ovrantil: Die Dosierung beträgt üblicherweise täglich 1 Depotab. Nehmen Sie es am Morgen ein.",
        "The usual dose of the medicine for an adult is 20 mg once daily, with food.",
        "每日服用一次，每次二十毫克，饭后服用。肾功能不全的患者应当减少用量。",
    ],
)
def test_a_heading_that_states_something_is_content(text: str) -> None:
    made = without_stated_headings([_heading("Ovrantil"), _heading(text)])
    assert [block.kind for block in made] == [PassageKind.HEADING, PassageKind.PARAGRAPH]
    assert made[1].level == 0


@pytest.mark.parametrize(
    "text",
    [
        "What is Ovrantil and what is it used for?",
        "4.2 Posology and method of administration",
        "Ovrantil 20 mg film-coated tablets for adults and for children of six years and older",
        "WARNING: LACTIC ACIDOSIS. SEE THE FULL PRESCRIBING INFORMATION FOR THE BOXED WARNING.",
        "Results of the main study.",
    ],
)
def test_a_heading_that_names_something_stays_one(text: str) -> None:
    assert not states(text)


def test_a_stray_heading_by_style_is_ended_by_the_next_that_looks_like_the_others() -> None:
    many = [_heading(f"Ovrantil {number}") for number in range(30)]
    made = with_one_outline([*many, _heading("Einnahme unabhängig", 4), *many])
    assert {block.level for block in made} == {6}


def test_chapters_by_style_stay_over_headings_by_looks() -> None:
    many = [_heading(f"Ovrantil {number}") for number in range(30)]
    blocks = [_heading("Chapter", 1), *many, _heading("Part", 3), *many]
    assert with_one_outline(blocks) == blocks


def test_stacked_headings_behind_very_many_of_their_level_do_not_stop_the_reading() -> None:
    text = Block(PassageKind.PARAGRAPH, "Some words.")
    many = [block for number in range(510) for block in (_heading(f"Ovrantil {number}"), text)]
    blocks = [*many, _heading("Peritol"), _heading("Nasal spray"), text]
    assert with_stacked(blocks) == blocks


@pytest.mark.parametrize(("own", "seen"), [("", True), ('<w:b w:val="0"/>', False)])
def test_words_in_a_bold_character_style_are_bold_unless_they_say_otherwise(own: str, seen: bool) -> None:
    space = f'xmlns:w="{W[1:-1]}"'
    style = '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    run = f'<w:r {space}><w:rPr><w:rStyle w:val="Strong"/>{own}</w:rPr><w:t>Warnings</w:t></w:r>'
    styles = Styles(etree.fromstring(f"<w:styles {space}>{style}</w:styles>"))
    assert look_of(etree.fromstring(run), styles).bold is seen


def test_the_boxed_warning_of_a_us_label_in_chinese_is_not_of_the_section_before() -> None:
    texts = ("药物相互作用", "警告：子宫内膜癌、心血管疾病和乳腺癌风险")
    assert assign([_heading(text) for text in texts], Family.CHINA) == [Section.INTERACTIONS, Section.BOXED_WARNING]
