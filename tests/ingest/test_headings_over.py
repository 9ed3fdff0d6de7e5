"""Which headings stand over a passage: lists end, parts for patients begin anew, sections stand beside each other."""

from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.reading import Block, Raw
from ingest.sections.levels import with_section_levels
from ingest.sections.names import Family
from ingest.structure.counted import (
    with_lines_of_lists,
    with_missing_numbers,
    with_repeated_headings,
    with_strengths,
    without_broken_headings,
)
from ingest.structure.paths import HeadingPaths
from library.models import PassageKind


def heading(text: str, level: int, section: str | None = None) -> Block:
    return Block(PassageKind.HEADING, text, level=level, section=section)


def line(text: str, section: str | None = None) -> Block:
    return Block(PassageKind.PARAGRAPH, text, section=section)


def paths(*blocks: Block) -> list[tuple[str, ...]]:
    found = HeadingPaths()
    return [found.at(block) for block in blocks]


@pytest.mark.parametrize("opening", ["Tell your doctor if:", "Nehmen Sie Veloxin nicht ein, wenn:", "慎用下列情况："])
def test_a_heading_that_opens_a_list_is_over_with_the_list(opening: str) -> None:
    item = Block(PassageKind.LIST_ITEM, "you have asthma")
    found = paths(heading("Warnings", 2), heading(opening, 3), item, line("Your doctor will check your liver."))
    assert found[2:] == [("Warnings", opening), ("Warnings",)]


def test_a_heading_that_names_its_matter_stays_over_what_follows_its_list() -> None:
    item = Block(PassageKind.LIST_ITEM, "5 mg once a day")
    found = paths(heading("Children:", 3), item, line("Do not exceed 10 mg a day."))
    assert found[-1] == ("Children:",)


def test_words_for_patients_that_the_format_names_stand_under_no_heading_of_the_label() -> None:
    found = paths(
        Block(PassageKind.TITLE, "VELOXIN", level=1),
        heading("21. CONTACT INFORMATION", 2, "other"),
        heading("What is VELOXIN?", 3, "leaflet"),
        line("VELOXIN is a medicine.", "leaflet"),
    )
    assert found[-1] == ("VELOXIN", "What is VELOXIN?")


def test_sections_of_a_known_layout_stand_beside_each_other() -> None:
    blocks = [
        heading(text, level)
        for text, level in (
            ("说明书", 1), ("适应症", 2), ("用法用量", 3), ("不良反应", 2), ("冠心病", 3), ("出血时怎么办？", 2), ("肝脏", 3),
            ("药代动力学", 2), ("贮藏", 3), ("注意事项", 2), ("儿童用药", 3),
        )
    ]  # fmt: skip
    levels = {block.text: block.level for block in with_section_levels(blocks, Family.CHINA)}
    assert [levels[text] for text in ("适应症", "用法用量", "贮藏", "儿童用药")] == [2, 2, 2, 3]
    assert levels["冠心病"] == levels["出血时怎么办？"] == levels["肝脏"] == 3


def test_a_line_that_only_names_a_section_heads_it() -> None:
    names = ("Zusammensetzung", "Interaktionen", "Unerwünschte Wirkungen", "Kontraindikationen")
    blocks = [part for name in names for part in (heading(name, 2), line("Ein Satz."))]
    blocks += [line("Vorsichtsmassnahmen"), line("Bei Diarrhö absetzen.")]
    assert with_section_levels(blocks, Family.SWISS)[-2].level == 2


def test_a_chinese_warning_within_the_precautions_is_no_boxed_warning() -> None:
    names = ("【适应症】", "【用法用量】", "【禁忌】", "【不良反应】", "【注意事项】")
    blocks = [part for name in names for part in (heading(name, 1), line("一句话。"))]
    reading = assemble(Raw([*blocks, heading("警告：", 2), line("应监测血压。")], 1))
    assert reading.passages[-1].section == "warnings"


def test_what_a_japanese_insert_says_of_storage_in_its_head_is_no_heading() -> None:
    reading = assemble(Raw([heading("貯法：室温保存", 1), line("有効期間：5年")], 1))
    assert reading.passages[1].heading_path == ()


def test_an_item_whose_number_stands_between_two_headings_is_the_heading_between_them() -> None:
    item = Block(PassageKind.LIST_ITEM, "What you need to know", facts={"marker": "2."})
    blocks = [
        heading("1. What VELOXIN is", 2),
        line("A medicine."),
        item,
        line("Ask."),
        heading("3. How to take it", 2),
    ]
    assert with_missing_numbers(blocks)[2].level == 2
    assert with_missing_numbers([*blocks[:4], heading("4. Storage", 2)])[2].level == 0
    first = Block(PassageKind.LIST_ITEM, "What VELOXIN is", facts={"marker": "1."})
    assert with_missing_numbers([first, item, *blocks[:4]])[4].level == 2  # as the list of contents names it
    assert with_missing_numbers([first, item, blocks[0], first, item])[-1].level == 0


def test_words_for_patients_beside_a_label_of_the_older_us_format_are_kept_apart() -> None:
    names = ("DESCRIPTION", "CLINICAL PHARMACOLOGY", "INDICATIONS AND USAGE", "CONTRAINDICATIONS", "WARNINGS")
    blocks = [part for name in names for part in (heading(name, 1), line("A sentence."))]
    blocks += [heading("6. Fluid retention", 2), line("Observe."), heading("What is VELOXIN?", 2), line("For you.")]
    blocks += [heading("7. Hypothyroidism", 2), line("Monitor."), heading("OVERDOSAGE", 3), line("Treat.")]
    passages = {passage.text: passage for passage in assemble(Raw(blocks, 1)).passages}
    found = [passages[text].section for text in ("Observe.", "For you.", "Monitor.", "Treat.")]
    assert found == ["warnings", "leaflet", "warnings", "overdose"]
    assert passages["Monitor."].heading_path == ("7. Hypothyroidism",)
    assert passages["Treat."].heading_path == ("OVERDOSAGE",)


def test_strengths_head_their_doses_where_there_are_two() -> None:
    blocks = [
        heading("Dosage", 1),
        line("50 mg tablets"),
        line("One a day."),
        line("150 mg tablets"),
        line("Half one."),
    ]
    assert [block.level for block in with_strengths(blocks)] == [1, 2, 0, 2, 0]
    assert with_strengths(blocks[:3])[1].level == 0
    packs = [heading("Packs", 1), line("50 mg tablets"), line("150 mg tablets")]
    assert [block.level for block in with_strengths(packs)] == [1, 0, 0]


def test_a_line_of_a_list_that_ends_in_a_colon_heads_none_of_the_others() -> None:
    lines = ("下列情况应监测：", "脑出血；", "高血压；", "肥胖，血栓的危险因素：", "糖尿病；", "癫痫。")
    made = with_lines_of_lists([line(text) for text in lines])
    assert [block.kind is PassageKind.LIST_ITEM for block in made] == [False, True, True, True, True, True]
    assert len({block.group for block in made[1:]}) == 1
    stems = [line(text) for text in ("雌激素不足：", "潮热；", "头痛。", "雌激素过量：", "恶心；", "水肿。")]
    assert with_lines_of_lists(stems) == stems


def test_words_of_a_link_are_no_heading() -> None:
    link = Block(PassageKind.HEADING, "patient experience in adult services", level=2, page=3)
    assert without_broken_headings([link])[0].level == 0
    label = Block(PassageKind.HEADING, "29 units selected", level=1, page=9)  # beside a picture
    assert without_broken_headings([label])[0].level == 0
    assert without_broken_headings([Block(PassageKind.HEADING, "in vitro activity", level=2, page=3)])[0].level == 2


def test_a_line_that_is_a_heading_elsewhere_in_the_print_is_one_where_it_stands_alone() -> None:
    once = Block(PassageKind.HEADING, "After first use / opening", level=3, page=1)
    again = line("After first use /opening")
    part = heading("6.4 Special precautions for storage", 2)
    before, kept = heading("Before use", 3), line("Store in a refrigerator.")
    made = with_repeated_headings([once, line("28 days."), part, before, kept, again, line("Store below 30 °C.")])
    assert (made[5].kind, made[5].level) == (PassageKind.HEADING, 3)
    listed = with_repeated_headings([once, line("28 days."), part, line("an item"), again, line("another")])
    assert listed[4].level == 0


def test_what_is_headed_behind_the_last_words_of_a_leaflet_is_no_part_of_its_last_section() -> None:
    found = paths(
        heading("Package leaflet", 1),
        heading("6. Contents of the pack and other information", 2),
        heading("Manufacturer", 3),
        line("This leaflet was last revised in May 2025."),
        heading("Reasons why hyperglycaemia may happen", 3),
        line("Illness."),
    )
    assert found[-1] == ("Package leaflet", "Reasons why hyperglycaemia may happen")
