"""A sentence whose link stood on a line of its own is one paragraph."""

from __future__ import annotations

from ingest import text
from ingest.reading import Limits
from library.models import PassageKind


def read(data: str) -> list[tuple[PassageKind, str]]:
    return [(b.kind, b.text) for b in text.read(data.encode(), Limits()).blocks]


def test_words_of_a_link_do_not_part_the_sentence_they_stand_in() -> None:
    data = "The licensed use of the patch (\n\nSolvan 2 mg Patch or\n\nSolvan TTS\n\n) is travel sickness.\n\nMore is told here.\n"
    assert read(data)[0][1] == "The licensed use of the patch (Solvan 2 mg Patch or Solvan TTS) is travel sickness."


def test_a_line_that_ends_in_an_article_heads_nothing() -> None:
    data = "Following advice from the\n\nExpert Group of the agency, we asked the makers to warn.\n\nIt is new.\n"
    assert (
        PassageKind.PARAGRAPH,
        "Following advice from the Expert Group of the agency, we asked the makers to warn.",
    ) in read(data)


def test_a_stop_in_a_line_of_its_own_ends_the_sentence_before_it() -> None:
    assert (
        read("Report it through the card\n\n. Your report helps.\n")[0][1]
        == "Report it through the card. Your report helps."
    )
