from __future__ import annotations

from modularize.segment import segment
from modularize.sentences.dose_changes import divides_dose
from tests.modularize.making import Page

FOR_WHOM = "The following recommendations apply to children between the ages of 3 and 12 years."


def test_a_sentence_that_says_for_whom_the_next_hold_is_their_context_and_no_module() -> None:
    page = Page(section="dosage")
    page.heading("Children")
    page.text(f"{FOR_WHOM} Therapy should begin at the lowest dose of Velzury (0.5 mg per day).")
    page.text("The daily amount may be increased by 0.5 mg every week.")
    parts = segment(page.passages).segments
    assert FOR_WHOM not in {part.body for part in parts}
    assert all(part.context_texts == ("Children", FOR_WHOM) for part in parts)


def test_it_holds_under_its_own_heading_only() -> None:
    page = Page(section="dosage")
    page.heading("Children")
    page.text(f"{FOR_WHOM} Begin with 0.5 mg of Velzury.")
    page.heading("Adults")
    page.text("Adults take 5 mg of Velzury once daily.")
    with_it = {part.body for part in segment(page.passages).segments if FOR_WHOM in part.context_texts}
    assert with_it == {"Begin with 0.5 mg of Velzury."}


def test_how_a_dose_is_divided_stays_with_the_dose() -> None:
    page = Page(section="dosage")
    page.heading("Posology")
    page.text(
        "The recommended dose is 3.5 mg/kg over 2 years in 2 courses. Each treatment course is given over 2 weeks. "
        "Single daily doses are given on 4 or 5 days of each week."
    )
    assert len(segment(page.passages).segments) == 1
    assert not divides_dose("Each treatment course is given with 5 mg of ovalexin.", "Take 3 mg.")
    assert not divides_dose("Each treatment course is given over 2 weeks.", "Treat early.")
