"""Headings whose depth a text file says by its marks: all of them stand over what is below."""

from __future__ import annotations

from library.models import Locator, Passage, PassageKind
from modularize.headings.levelled import over_all
from modularize.headings.sure import Headings

_PATH = ("甲剤の妊婦への使用", "使用法", "2. 薬剤の選択", "第一選択", "成人")


def _passage(locator: Locator) -> Passage:
    return Passage(
        id="p9", source="s", extraction="e", seq=9, kind=PassageKind.PARAGRAPH, text="1日5mgから始める。",
        heading_path=_PATH, section=None, language="ja", locator=locator,
    )  # fmt: skip


def test_no_heading_is_lost_where_the_file_says_the_depth_of_each() -> None:
    passage = _passage(Locator(path="line[30]"))
    assert tuple(over_all(_PATH, passage)) == _PATH
    assert Headings([passage], ()).fitting(passage) == _PATH


def test_where_a_page_is_printed_only_the_innermost_headings_are_sure() -> None:
    passage = _passage(Locator(page=3))
    assert tuple(over_all(_PATH, passage)) == _PATH[-3:]
    assert Headings([passage], ()).fitting(passage) == _PATH[2:]
