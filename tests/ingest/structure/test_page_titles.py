"""The large line at one place of page after page is the title of its own page."""

from __future__ import annotations

from ingest.reading import Block, Fragment
from ingest.structure.page_titles import with_page_titles
from ingest.structure.paths import HeadingPaths
from library.models import PassageKind


def _line(text: str, page: int, top: float, height: float = 18, level: int = 0) -> Block:
    box = (30.0, top, 300.0, top + height)
    kind = PassageKind.HEADING if level else PassageKind.PARAGRAPH
    return Block(kind, text, level=level, page=page, fragments=[Fragment(start=0, end=len(text), page=page, box=box)])


def _show(*titles: str, height: float = 34) -> list[Block]:
    blocks: list[Block] = []
    for page, title in enumerate(titles, 1):
        blocks += [_line(title, page, 10, height, level=page), _line("貼", page, 80, 50, level=1)]
        blocks += [_line(f"請每天更換第{page}種貼片。", page, top) for top in (150, 180, 210)]
    return blocks


def test_no_title_or_large_word_of_a_slide_stands_over_the_next() -> None:
    paths = HeadingPaths()
    over = [paths.at(block) for block in with_page_titles(_show("步驟甲", "注意甲", "步驟乙", "注意乙", "說明"))]
    assert over[-1] == ("說明", "貼")
    assert over[9] == ("注意甲", "貼")


def test_lines_of_the_size_of_the_text_are_no_titles_of_their_pages() -> None:
    blocks = _show("一段文字", "二段文字", "三段文字", "四段文字", height=18)
    assert with_page_titles(blocks) == blocks
