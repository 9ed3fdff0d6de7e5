"""Labels of other countries set into Chinese have their sections; words for patients among them are no label."""

from __future__ import annotations

import pytest

from ingest.reading import Block
from ingest.sections.assign import assign, family_of
from ingest.sections.leaflet_chinese import is_chinese_leaflet, with_chinese_levels
from ingest.sections.levels import with_section_levels
from ingest.sections.names import Family, Section
from ingest.sections.words_china import section_by_words
from library.models import PassageKind


def _document(*headings: str) -> list[Block]:
    blocks: list[Block] = []
    for text in headings:
        blocks += [Block(PassageKind.HEADING, text, level=1), Block(PassageKind.PARAGRAPH, "请遵医嘱。")]
    return blocks


def test_names_of_other_layouts_are_sections() -> None:
    blocks = _document("四、适应症", "六、用法用量", "二、禁忌症", "十五、其它注意事项", "18.1 作用机理")
    family = family_of(blocks)
    assert family is Family.CHINA
    assert assign(blocks, family)[7::2] == [Section.WARNINGS, Section.MECHANISM]


def test_words_for_patients_under_names_of_a_label_are_no_label() -> None:
    assert (
        family_of(_document("供患者的使用说明书", "禁忌症", "药物过量", "不良反应", "警告和注意事项", "贮藏")) is None
    )


def test_a_leaflet_after_the_european_template_is_known_by_its_numbered_headings() -> None:
    blocks = [
        Block(PassageKind.HEADING, text, level=level)
        for text, level in (
            ("1. 本品是什么？有何用途？", 3),
            ("2. 在使用本品之前应注意什么？", 3),
            ("禁忌症：", 1),
            ("3. 如何使用本品？", 3),
            ("4. 可能的副作用有哪些？", 3),
        )
    ]
    assert is_chinese_leaflet(blocks)
    assert [block.level for block in with_chinese_levels(blocks)] == [3, 3, 4, 3, 3]
    assert not is_chinese_leaflet(blocks[:3])


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("妊娠期妇女及哺乳期妇女用药", Section.PREGNANCY),
        ("孕产妇用药", Section.PREGNANCY),
        ("配伍禁忌及稳定性", Section.INCOMPATIBILITIES),
        ("接种对象", Section.INDICATIONS),
        ("免疫程序和剂量", Section.DOSAGE),
        ("通用名称", Section.NAME),
        ("译者注", None),
    ],
)
def test_a_bracketed_heading_is_known_by_one_of_its_words(name: str, section: Section | None) -> None:
    assert section_by_words(name) is section


def test_a_bare_name_within_a_counted_section_heads_no_counted_section_behind_it() -> None:
    said = Block(PassageKind.PARAGRAPH, "请遵医嘱。")
    heads = (
        ("4.1 适应症", 3), ("4.2 用法用量", 3), ("给特定患者的说明", 4), ("老年用药：", 2), ("肝功能不全者用药：", 2),
        ("4.3 禁忌症", 3), ("4.8 不良反应", 3), ("4.9 药物过量", 3),
    )  # fmt: skip
    blocks = [part for text, level in heads for part in (Block(PassageKind.HEADING, text, level=level), said)]
    levels = [block.level for block in with_section_levels(blocks, Family.CHINA) if block.level]
    assert levels == [3, 3, 4, 5, 5, 3, 3, 3]
