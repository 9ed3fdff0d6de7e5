"""Japanese words for patients of fixed headings: くすりのしおり (of the RAD-AR council), 患者向医薬品ガイド (PMDA).

Their headings are the same in every leaflet, so they say what stands below them as a label's sections do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from ingest.sections.names import Section
from library.models import PassageKind

__all__ = ["is_japanese_leaflet", "with_japanese_sections"]

_HEADS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (Section.MECHANISM, re.compile(r"この薬の作用と効果(?:について)?|この薬の効果は[？?]")),
    (
        Section.WARNINGS,
        re.compile(
            r"次のような方は[^。]{0,12}(?:使う|服用する|飲む|使用する|受ける)?前に必ず[^。]{2,24}(?:伝えて|申し出て)ください。?|"
            r"この薬を使う前に、?確認すべきことは[？?]|この薬の使用中に気をつけなければならないことは[？?]|生活上の注意"
        ),
    ),
    (Section.DOSAGE, re.compile(r"用法・用量[（(]この薬の使い方[)）]|この薬の使い方は[？?]")),
    (
        Section.ADVERSE_REACTIONS,
        re.compile(
            r"この薬を(?:使った|使用した|服用した|飲んだ)(?:あと|後)、?気をつけていただくこと(?:[（(]副作用[)）])?|副作用は[？?]"
        ),
    ),
    (Section.STORAGE, re.compile(r"保管方法(?:その他|、その他)|この薬の保管方法は[？?]")),
    (Section.FORM, re.compile(r"この薬の形は[？?]")),
    (Section.COMPOSITION, re.compile(r"この薬に含まれているのは[？?]")),
)
_USED_FOR = re.compile(r"に(?:用いられ|使用され|使われ)(?:ます|る|ています)")
"""What a medicine is for, told with how it works under one heading."""
_LEAST = 3
_LINES = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.PARAGRAPH)


def is_japanese_leaflet(blocks: Sequence[Block]) -> bool:
    """True where three or more sections of such a leaflet stand in the document."""
    return len({section for block in blocks if (section := _section(block)) is not None}) >= _LEAST


def with_japanese_sections(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the leaflet's own headings as headings, and each with the section that it stands in."""
    made: list[Block] = []
    levels = [block.level for block in blocks if _section(block) is not None and block.level]
    level, section = min(levels, default=2), None
    for block in blocks:
        opened = _section(block)
        if opened is not None:
            section = opened
            block = replace(block, kind=PassageKind.HEADING, level=block.level or level)
        used = section is Section.MECHANISM and opened is None and _USED_FOR.search(block.text)
        own = Section.INDICATIONS if used else section
        made.append(replace(block, section=own.value) if own is not None else block)
    return made


def _section(block: Block) -> Section | None:
    """The section that a line heads by its words; None where it heads none."""
    text = block.text.strip(" 　【】〔〕<>＜＞●■◆・*＊")
    if block.kind not in _LINES or len(text) > 60:
        return None
    return next((section for section, words in _HEADS if words.fullmatch(text)), None)
