"""One chapter of several is no title of the document, and gives it no name."""

from __future__ import annotations

from ingest.assemble import assemble
from ingest.reading import Block, Raw
from library.models import PassageKind

CHAPTERS = ("第三章 如何預防感冒", "第四章 認識高燒", "第五章 認識失眠")


def _document(*chapters: str) -> Raw:
    blocks = [Block(PassageKind.HEADER, "居家用藥手冊")]
    for at, chapter in enumerate(chapters):
        kind = PassageKind.HEADING if at else PassageKind.TITLE
        blocks += [Block(kind, chapter, level=1), Block(PassageKind.PARAGRAPH, "多喝開水，充分休息。")]
    return Raw(blocks, 1)


def test_the_first_of_three_counted_chapters_is_a_heading_and_the_running_head_the_title() -> None:
    made = assemble(_document(*CHAPTERS))
    assert made.facts.title == "居家用藥手冊"
    assert all(passage.kind is not PassageKind.TITLE for passage in made.passages)
    assert made.passages[-1].heading_path == (CHAPTERS[-1],)


def test_a_chapter_alone_names_its_document() -> None:
    assert assemble(_document(CHAPTERS[0])).facts.title == CHAPTERS[0]
