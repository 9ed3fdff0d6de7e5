"""Inserts of Taiwan: sections by name behind any number, sub-headings by their numbers, uses over what they forbid."""

from __future__ import annotations

from ingest.assemble import assemble
from ingest.reading import Block, Raw
from ingest.sections.taiwan import with_numbered_headings
from library.models import PassageDraft, PassageKind

LINES = (
    "1. 品名", "維洛錠", "4.1 適應症", "女性：嚴重的多毛症。", "4.2 劑量及使用方法", "4.2.1使用方法", "口服使用。",
    "4.2.2 男性的用法用量", "前列腺腫瘤", "每天二次，每次二錠。", "4.3 禁忌症", "4.3.1 女性的禁忌症", "懷孕", "肝病",
    "對本品過敏者。", "4.3.2 男性的禁忌症", "前列腺腫瘤", "血栓栓塞", "4.4.2 腦膜瘤", "長期使用時應注意腦膜瘤。",
    "4.5 交互作用", "酒精會降低療效。", "4.6 懷孕與授乳", "懷孕期間不可使用。", "4.8 不良反應", "疲勞。",
    "4.9 藥物過量", "無資料。",
)  # fmt: skip


def passages() -> dict[str, PassageDraft]:
    reading = assemble(Raw([Block(PassageKind.PARAGRAPH, line) for line in LINES], 1))
    assert (reading.facts.market, reading.facts.document_class.value) == ("TW", "label")
    return {passage.text: passage for passage in reading.passages}


def test_sections_of_a_taiwanese_insert_follow_names_and_the_numbers_above_them() -> None:
    found = passages()
    sections = {
        text: found[text].section for text in ("女性：嚴重的多毛症。", "口服使用。", "懷孕", "懷孕期間不可使用。")
    }
    assert list(sections.values()) == ["indications", "dosage", "contraindications", "pregnancy"]
    assert found["長期使用時應注意腦膜瘤。"].section == "warnings"  # its 4.4 was not read


def test_numbered_lines_head_what_is_below_them_and_bare_items_stay_items() -> None:
    found = passages()
    assert found["4.3.1 女性的禁忌症"].kind is PassageKind.HEADING
    assert found["懷孕"].kind is PassageKind.PARAGRAPH
    assert found["肝病"].heading_path[-2:] == ("4.3 禁忌症", "4.3.1 女性的禁忌症")


def test_a_use_that_heads_sentences_heads_its_contraindications_as_well() -> None:
    assert passages()["血栓栓塞"].heading_path[-2:] == ("4.3.2 男性的禁忌症", "前列腺腫瘤")


def test_an_age_is_no_number_of_a_section_and_a_numbered_name_said_again_is_a_part() -> None:
    heading, line = PassageKind.HEADING, PassageKind.PARAGRAPH
    blocks = [
        Block(heading, "3. 用法及用量", level=2), Block(heading, "3.1用法用量", level=3),
        Block(heading, "60 歲以上成人", level=6), Block(line, "應投予單一劑量。"), Block(heading, "用法", level=6),
        Block(line, "用於肌肉注射。"), Block(heading, "5.2賦形劑", level=3), Block(line, "見外盒。"),
        Block(heading, "賦形劑", level=2), Block(line, "本品含鈉。"),
    ]  # fmt: skip
    levels = {block.text: block.level for block in with_numbered_headings(blocks)}
    assert levels["3. 用法及用量"] < levels["3.1用法用量"] < levels["60 歲以上成人"] == levels["用法"]
    assert levels["賦形劑"] > levels["5.2賦形劑"]
