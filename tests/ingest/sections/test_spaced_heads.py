"""Headings that a Chinese text runs together with what they head."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from ingest.markup.blocks import Place, Walker
from ingest.products import product_names
from ingest.reading import Block
from ingest.sections.spaced_heads import with_spaced_heads
from library.models import PassageKind, SourceFacts

_RUN_TOGETHER = (
    "本品不得用于1型糖尿病患者。胃肠道反应 使用本品可能与胃肠道不良反应有关，应予以考虑。急性胰腺炎 曾有发生急性胰腺炎的情况，"
    "应当告知患者其特征性症状。 因不良事件而停药 使用本品的患者停药的发生率为6.1%，安慰剂组是1.5%，差异主要见于治疗初期。"
    "[禁忌] 对本品活性成份过敏者。本品活性 成份见上。患者在接受本品治疗后应当定期复查肝功能与肾功能，并记录其结果。"
)


def test_headings_behind_sentences_stand_over_what_follows() -> None:
    made = with_spaced_heads([Block(PassageKind.PARAGRAPH, _RUN_TOGETHER)])
    assert [b.text for b in made if b.level] == ["胃肠道反应", "急性胰腺炎", "因不良事件而停药", "[禁忌]"]
    assert made[-1].text.startswith("对本品活性成份过敏者。本品活性 成份见上。")
    assert "".join(b.text for b in made).replace(" ", "") == _RUN_TOGETHER.replace(" ", "")


def test_one_blank_inside_a_long_paragraph_parts_nothing() -> None:
    text = "急性胰腺炎 曾有发生急性胰腺炎的情况。" + "应当告知患者其特征性症状，并在出现症状时立即停药就医。" * 8
    assert with_spaced_heads([Block(PassageKind.PARAGRAPH, text)]) == [Block(PassageKind.PARAGRAPH, text)]


def test_an_item_that_frames_a_section_is_no_item() -> None:
    page = "<ul><li><p>【禁忌】</p><p>对本品过敏者禁用。</p></li><li><p>一项。</p><p>续。</p></li></ul>"
    blocks = Walker(Place()).walk(html.fromstring(page))
    assert [(b.kind, b.text) for b in blocks[:2]] == [
        (PassageKind.HEADING, "【禁忌】"),
        (PassageKind.PARAGRAPH, "对本品过敏者禁用。"),
    ]
    assert blocks[2].kind is PassageKind.LIST_ITEM


def test_the_name_of_a_kind_is_not_the_name_of_one_of_it() -> None:
    blocks = [
        Block(PassageKind.PARAGRAPH, t) for t in ("通用名称：地特胰岛素注射液", "英文名称：Insulin Detemir Injection")
    ]
    names = product_names(blocks, SourceFacts(title="地特胰岛素注射液"), "地特胰岛素.html")
    assert not {"insulin", "胰岛素"} & {name.casefold() for name in names}


def test_the_name_of_a_section_behind_a_sentence_ends_the_last_item_of_a_list() -> None:
    item = Block(
        PassageKind.LIST_ITEM, "使用前请咨询医师。【儿童用药】尚不明确。【孕妇及哺乳期妇女用药】禁用。", group="list-1"
    )
    made = with_spaced_heads([replace(item, facts={"marker": "19."})])
    assert [(b.kind, b.text) for b in made[1:]] == [
        (PassageKind.HEADING, "【儿童用药】"),
        (PassageKind.PARAGRAPH, "尚不明确。"),
        (PassageKind.HEADING, "【孕妇及哺乳期妇女用药】"),
        (PassageKind.PARAGRAPH, "禁用。"),
    ]
    assert made[0].facts == {"marker": "19."}
    assert not made[2].facts


def test_a_section_that_a_sentence_only_names_parts_nothing() -> None:
    text = "肾功能不全者慎用（见【注意事项】）。请参见【用法用量】部分。"
    assert with_spaced_heads([Block(PassageKind.PARAGRAPH, text)]) == [Block(PassageKind.PARAGRAPH, text)]
