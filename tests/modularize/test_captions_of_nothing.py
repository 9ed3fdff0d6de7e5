"""A caption that no module carries: a result in it waits for a person, a mere title stays what it is."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

_RESULT = "圖 2：主要療效指標：相較於安慰劑的風險相對降低了 81% (95% CI: 70%, 90%)"


@pytest.mark.parametrize(
    ("caption", "is_asked"),
    [
        (_RESULT, True),
        ("Figure 2. The risk of hospital admission was reduced by 81% in the treated group.", True),
        ("Figure 2: Kaplan-Meier curve of overall survival", False),
        ("图 2 研究流程", False),
    ],
)
def test_a_result_in_a_caption_that_nothing_carries_waits_for_a_person(caption: str, is_asked: bool) -> None:
    page = Page("en", "clinical_studies")
    page.heading("14 Clinical studies")
    page.text("In a trial 120 patients were randomized to treatment or to placebo for five days.")
    made = page.add(PassageKind.CAPTION, caption)
    page.heading("16 How supplied")
    skips = {skip.passage: skip for skip in segment(page.passages).skipped}
    assert skips[made.id].needs_person is is_asked


def test_a_caption_that_its_rows_carry_is_no_question() -> None:
    page = Page("zh", "clinical_studies")
    page.heading("14 Clinical studies")
    made = page.add(PassageKind.CAPTION, _RESULT, group="table-1")
    page.table("\tPlacebo\tOvranteq", "Response\t12%\t40%")
    cut = segment(page.passages)
    assert any(_RESULT in part.context_texts for part in cut.segments)
    assert not any(skip.needs_person for skip in cut.skipped if skip.passage == made.id)
