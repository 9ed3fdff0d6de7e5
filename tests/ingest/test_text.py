from __future__ import annotations

from ingest import text
from ingest.assemble import assemble
from ingest.reading import Limits
from library.models import PassageKind


def read(data: str) -> list[tuple[PassageKind, str]]:
    return [(p.kind, p.text) for p in assemble(text.read(data.encode(), Limits())).passages]


def test_markdown_headings_lists_and_tables() -> None:
    assert read("# Ovalex\n\nOne line\nand the next.\n\n- first\n- second\n\n| A | B |\n|---|---|\n| 1 | 2.5 |\n") == [
        (PassageKind.TITLE, "Ovalex"),
        (PassageKind.PARAGRAPH, "One line and the next."),
        (PassageKind.LIST_ITEM, "first"),
        (PassageKind.LIST_ITEM, "second"),
        (PassageKind.TABLE_HEADER, "A\tB"),
        (PassageKind.TABLE_ROW, "1\t2.5"),
    ]


def test_chinese_label_headings_in_plain_text() -> None:
    assert read("【适应症】用于治疗。\n【禁忌】过敏者禁用。") == [
        (PassageKind.HEADING, "【适应症】"),
        (PassageKind.PARAGRAPH, "用于治疗。"),
        (PassageKind.HEADING, "【禁忌】"),
        (PassageKind.PARAGRAPH, "过敏者禁用。"),
    ]


def test_a_line_number_says_where_a_passage_stands() -> None:
    passages = assemble(text.read(b"one\n\n\ntwo\n", Limits())).passages
    assert [p.locator.path for p in passages] == ["line[1]", "line[4]"]
