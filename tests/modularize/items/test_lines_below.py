from __future__ import annotations

from modularize.segment import segment
from tests.modularize.making import Page

OPENER = (
    "Velzurins have been associated with serious reactions that may occur together [see WARNINGS (5.1)], including:"
)


def _page(*lines: str) -> Page:
    page = Page(section="boxed_warning")
    page.heading("WARNING")
    for line in (OPENER, *lines):
        page.text(line)
    return page


def test_lines_without_bullets_below_a_sentence_with_a_colon_stand_with_it() -> None:
    lines = (
        "Torn tendons [see WARNINGS (5.2)] Numb fingers [see WARNINGS (5.3)]",
        "Loss of taste [see WARNINGS (5.4)]",
    )
    cut = segment(_page(*lines, "Avoid Velzury in patients with a history of torn tendons.").passages)
    first = cut.segments[0]
    assert first.body.split("\n") == [OPENER, *lines]
    assert cut.segments[1].body.startswith("Avoid Velzury")


def test_the_first_whole_sentence_is_none_of_those_lines() -> None:
    cut = segment(_page("Numb fingers", "Velzury may cause drowsiness.", "Do not drive after a dose.").passages)
    assert all("drowsiness" not in part.body or part.body.count("\n") == 0 for part in cut.segments)


def test_a_line_that_heads_the_paragraph_behind_it_is_no_item() -> None:
    page = _page("Torn tendons [see WARNINGS (5.2)]", "Numb fingers [see WARNINGS (5.3)]", "Older Patients")
    page.text("Patients above 65 years are at a higher risk of torn tendons.")
    bodies = [part.body for part in segment(page.passages).segments]
    assert not any("Older Patients" in body for body in bodies)
