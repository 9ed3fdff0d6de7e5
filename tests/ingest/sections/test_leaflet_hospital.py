"""A hospital's words for patients have the sections that their few fixed headings name."""

from __future__ import annotations

from ingest.reading import Block
from ingest.sections.leaflet_hospital import is_alone, is_hospital_leaflet, with_hospital_sections
from library.models import PassageKind


def _paper(*lines: str) -> list[Block]:
    return [Block(PassageKind.TITLE, "Ovalex", level=1)] + [Block(PassageKind.PARAGRAPH, line) for line in lines]


PAPER = _paper(
    "作用", "適用於治療高熱。", "使用方式", "每日一次。", "注意事項：", "請勿飲酒。", "副作用", "頭暈。",
    "需就診追蹤之情況", "出現紅疹。", "忘記服藥時的處理方式", "跳過該次。",
)  # fmt: skip


def test_each_line_has_the_section_of_the_heading_over_it() -> None:
    assert is_hospital_leaflet(PAPER)
    made = with_hospital_sections(PAPER)
    assert [block.section for block in made if not block.level] == [
        "indications", "dosage", "warnings", "adverse_reactions", "warnings", "dosage",
    ]  # fmt: skip
    assert is_alone(made)


def test_another_paper_in_the_file_ends_the_sections() -> None:
    second = [Block(PassageKind.HEADING, "另一種病", level=1), Block(PassageKind.PARAGRAPH, "這是什麼？")]
    made = with_hospital_sections([*PAPER, *second])
    assert made[-1].section is None
    assert not is_alone(made)


def test_a_page_of_few_such_headings_is_none() -> None:
    assert not is_hospital_leaflet(_paper("作用", "甲。", "副作用", "乙。", "忘記服藥", "丙。"))


def test_a_folded_paper_of_four_sections_that_sends_to_the_doctor_is_one() -> None:
    paper = _paper(
        "注意事項：", "未和醫師討論前不可停用。", "保存方法：", "置於室溫。", "藥品外觀：", "用途：", "治療失眠。", "用法：", "睡前一片。",
    )  # fmt: skip
    assert is_hospital_leaflet(paper)
    assert [b.section for b in with_hospital_sections(paper) if not b.level][-2:] == ["indications", "dosage"]


def test_storage_is_a_section_without_a_word_for_the_way_and_an_indication_named_so_is_one() -> None:
    made = with_hospital_sections(
        [*PAPER, Block(PassageKind.PARAGRAPH, "藥品儲存"), Block(PassageKind.PARAGRAPH, "25℃以下。")]
    )
    assert made[-1].section == "storage"
    named = with_hospital_sections(_paper("作用", "適應症：需要退燒者。"))
    assert named[-1].section == "indications"
