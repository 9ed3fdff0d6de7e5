"""Japanese lines over the diseases named below them, and what a dose under several of them carries."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.headings.listed_below import with_listed_below
from modularize.segment import segment
from tests.modularize.making import Page

DOSE = "通常、成人には1回30mg、1日3回経口投与する。"


def page_of(section: str, *lines: str) -> list[Passage]:
    page = Page(language="ja", section=section)
    page.heading("6. 用法及び用量")
    for line in lines:
        page.text(line)
    return page.passages


def test_a_dose_stands_under_all_uses_between_which_nothing_is_said() -> None:
    made = segment(page_of("dosage", "〈下記疾患の鎮痛〉", "膝痛、肘痛", "〈手術後の鎮痛〉", DOSE)).segments
    [part] = [part for part in made if DOSE in part.body]
    assert part.context_texts[-3:] == ("〈下記疾患の鎮痛〉", "膝痛、肘痛", "〈手術後の鎮痛〉")


def test_the_next_line_in_brackets_behind_a_dose_ends_the_uses_above_it() -> None:
    later = "通常、成人には1回15mgを頓用する。"
    made = segment(
        page_of("dosage", "〈下記疾患の鎮痛〉", "膝痛、肘痛", DOSE, "〈下記疾患の解熱〉", "感冒", later)
    ).segments
    [part] = [part for part in made if later in part.body]
    assert part.context_texts[-2:] == ("〈下記疾患の解熱〉", "感冒")
    assert not {"〈下記疾患の鎮痛〉", "膝痛、肘痛"} & set(part.context_texts)
    assert "感冒" not in {part.body for part in made}


def test_among_the_indications_the_names_below_such_a_line_are_no_headings() -> None:
    made = with_listed_below(page_of("indications", "〈下記疾患の鎮痛〉", "膝痛、肘痛"))
    assert [p.kind for p in made[1:]] == [PassageKind.PARAGRAPH] * 2
