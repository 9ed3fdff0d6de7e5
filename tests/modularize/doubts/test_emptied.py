"""A document that vanishes is told of."""

from __future__ import annotations

from library.models import Passage
from modularize.doubts.emptied import CODE, emptied
from modularize.draft import Segmentation, Skipped
from modularize.segment import segment
from tests.modularize.making import Page


def label(section: str) -> list[Passage]:
    page = Page(section=section)
    page.heading("5 WARNINGS")
    page.text("Velzury can cause severe infections; stop it where one is suspected.")
    page.text("Blood counts are taken before every cycle of treatment with Velzury.")
    return page.passages


def test_a_label_all_of_whose_words_are_left_out_is_warned_of_with_the_reason() -> None:
    passages = label("labelling")
    cut = segment(passages)
    assert (cut.segments, cut.withheld) == ((), ())
    warning = emptied(cut, passages)
    assert warning.startswith(CODE)
    assert "2 of 2 passages" in warning
    assert "pack" in warning


def test_a_label_that_became_modules_is_not_warned_of() -> None:
    passages = label("warnings")
    assert emptied(segment(passages), passages) == ""


def test_what_waits_for_a_person_is_no_loss_and_headings_alone_are_no_document() -> None:
    passages = label("warnings")
    waiting = tuple(Skipped(passage=p.id, reason="needs a person: why") for p in passages)
    assert emptied(Segmentation(segments=(), skipped=waiting), passages) == ""
    assert emptied(Segmentation(segments=(), skipped=waiting[:1]), passages[:1]) == ""
