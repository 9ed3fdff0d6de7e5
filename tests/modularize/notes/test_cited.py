"""References of a deck: a slide's own list first, then the one slide that holds nothing else."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

CLAIM = "The response rate in WAYMARK-1 was 57.9% (11/19).²"


def _slide(number: int, seq: int, *lines: tuple[PassageKind, str, str]) -> list[Passage]:
    page = Page(section=None, slide=number)
    for kind, text, marker in lines:
        page.add(kind, text, facts={"marker": marker} if marker else None)
    return [p.model_copy(update={"id": f"s{number}-{p.seq}", "seq": seq + p.seq}) for p in page.passages]


def _claim(seq: int = 0) -> list[Passage]:
    return _slide(1, seq, (PassageKind.PARAGRAPH, CLAIM, ""))


def _references(number: int, seq: int, text: str, *beside: str) -> list[Passage]:
    title = (PassageKind.TITLE, "References", "")
    said = [(PassageKind.PARAGRAPH, words, "") for words in beside]
    return _slide(number, seq, title, *said, (PassageKind.REFERENCE, text, "2."))


def test_a_mark_is_followed_to_the_slide_of_references() -> None:
    made = segment([*_claim(), *_references(9, 5, "WAYMARK-1 publication.")]).segments
    assert made[0].references == ("WAYMARK-1 publication.",)


def test_a_list_at_the_foot_of_another_slide_is_of_that_slide() -> None:
    other = _references(2, 5, "Another paper.", "Itch improved by 4.2 points in adults.")
    assert segment([*_claim(), *other]).segments[0].references == ()


def test_a_number_that_two_slides_of_references_give_to_different_papers_points_to_none() -> None:
    passages = [*_claim(), *_references(8, 5, "WAYMARK-1 publication."), *_references(9, 9, "Another paper.")]
    assert segment(passages).segments[0].references == ()
