from __future__ import annotations

from library.models import PassageKind
from modularize.doubts.doubt import left_parts
from modularize.segment import segment
from modularize.tables.set_as_text import SET_AS_TEXT
from tests.modularize.making import Page


def _table(*lines: str) -> Page:
    page = Page(section="interactions")
    page.heading("7 DRUG INTERACTIONS")
    page.add(PassageKind.CAPTION, "Table 4: Medicines that affect Velzury")
    for line in lines:
        page.text(line)
    return page


WORDS = ("Drug(s)", "Recommendation", "Comments", "Morvatine", "Contraindicated", "Ovalexin", "Avoid use")


def test_what_a_table_of_words_says_in_loose_lines_waits_for_a_person_to_the_next_heading() -> None:
    page = _table(*WORDS, "Ovalexin doubles the concentration of Velzury in the blood of most patients who take both.")
    page.section = "pregnancy"
    page.heading("8.1 Pregnancy")
    page.text("Velzury must not be used during pregnancy.")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == ["Velzury must not be used during pregnancy."]
    waits = {part.body: why for part, why in left_parts(cut, page.passages)}
    assert {waits["Contraindicated"], waits["Avoid use"], waits["Morvatine"]} == {SET_AS_TEXT}


def test_lines_of_a_table_of_figures_head_none_of_the_sentences_behind_it() -> None:
    page = _table("Velzury", "Comparator", "All patients", "31/335 (9.3%)", "21/349 (6%)", "95% Confidence Interval")
    sentence = "Headache was reported in 22% of the patients on Velzury and in 21% of those on the comparator."
    page.text(sentence)
    [part] = segment(page.passages).segments
    assert part.body == sentence
    assert part.context_texts == ("7 DRUG INTERACTIONS",)


def test_sentences_below_the_title_of_a_drawn_table_are_left_alone() -> None:
    page = _table("Ovalexin doubles the concentration of Velzury.", "Morvatine halves the concentration of Velzury.")
    assert len(segment(page.passages).segments) == 2
