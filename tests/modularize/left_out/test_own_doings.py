from __future__ import annotations

import pytest

from modularize.left_out.abbreviations import spells_out
from modularize.left_out.own_doings import shows_figure, tells_of_itself
from modularize.left_out.references_heading import opens_references
from modularize.left_out.workings import tells_how_found
from modularize.segment import segment
from tests.modularize.making import Page


@pytest.mark.parametrize(
    "text",
    [
        "The product information and the educational materials will be revised to include updated advice on torn nails.",
        "A letter from the manufacturer has also been sent to UK healthcare professionals.",
        "Data provided with the permission of the licence holder.",
        "We ask healthcare professionals to stay watchful and report any suspected cases (see below).",
    ],
)
def test_what_an_issuer_did_or_will_do_is_no_claim(text: str) -> None:
    assert tells_of_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "The product information has been updated to contraindicate Velzury in pregnancy.",
        "Report any bleeding to your doctor at once.",
        "The labelling states a dose of 5 mg.",
    ],
)
def test_what_a_change_says_of_the_medicine_is_kept(text: str) -> None:
    assert not tells_of_itself(text)


def test_a_sentence_on_the_issuers_doings_joins_no_claim_beside_it() -> None:
    page = Page(section=None)
    page.heading("Velzury and torn nails")
    claim = "Torn nails will be listed as an uncommon reaction (up to 1 in 100 patients)."
    page.text(f"{claim} A letter from the maker has also been sent to pharmacists.")
    assert [part.body for part in segment(page.passages).segments] == [claim]


def test_a_sentence_that_only_shows_a_drawing_says_nothing() -> None:
    assert shows_figure("Figure 2 is a Kaplan-Meier curve showing the time to relapse in each group.")
    assert shows_figure("Dotted horizontal lines represent the limit of detection.")
    assert not shows_figure("Figure 2 shows a curve that falls by 40% within 3 weeks.")


def test_how_data_were_stored_and_reckoned_is_no_finding() -> None:
    assert tells_how_found("The data were stored in an Access database and analysed using SPSS.")
    assert tells_how_found("An intention to treat analysis was used for each group.")
    assert not tells_how_found("The data were analysed using SPSS and showed a lower risk of relapse.")


def test_a_paragraph_that_opens_with_references_is_a_list_of_them_to_its_end() -> None:
    assert opens_references("References: 1. Ovalex J, et al. A trial of Velzury. 2. Velzury Product Information.")
    assert not opens_references("Reference: the dose of adults.")


def test_names_of_medicines_with_what_they_are_for_are_no_abbreviations() -> None:
    assert not spells_out(
        "velzurin, ovalexin medicines for tired feet; morvatine, medicine for cold hands; ovalexin, medicine for colds"
    )
    assert spells_out("SE, standard error; CI, confidence interval; BMI, body mass index")
