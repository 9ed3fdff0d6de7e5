"""Where all headings are marked alike, their numbers say which stands under which."""

from __future__ import annotations

from ingest.reading import Block
from ingest.structure.numbered_outline import with_numbered_outline
from ingest.structure.paths import HeadingPaths
from library.models import PassageKind

HEADS = (
    "Ovalex in adults",
    "1．一般患者",
    "1.1用药前",
    "2.特殊患者",
    "2.1高热",
    "R2.1.1评估",
    "R 2.1.2治疗",
    "2.2咳嗽",
    "总结",
)


def _paper(*heads: str) -> list[Block]:
    title = Block(PassageKind.TITLE, "甲药在成人中的应用", level=1)
    return [title, *[Block(PassageKind.HEADING, head, level=1) for head in heads]]


def test_a_part_stands_under_the_part_whose_number_begins_its_own() -> None:
    paths = HeadingPaths()
    over = {block.text: paths.at(block) for block in with_numbered_outline(_paper(*HEADS))}
    assert over["R 2.1.2治疗"] == ("甲药在成人中的应用", "2.特殊患者", "2.1高热")
    assert over["2.2咳嗽"] == ("甲药在成人中的应用", "2.特殊患者")
    assert over["总结"] == ()


def test_headings_that_do_not_count_up_keep_their_depth() -> None:
    blocks = _paper("1.2甲", "1.1乙", "2.3丙", "2.2丁", "3.1戊", "4己", "5庚")
    assert with_numbered_outline(blocks) == blocks
