"""Notices of a piece, the closing page of some leaflets, and lines that only spell abbreviations out."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, SourceFacts
from modularize.left_out.notices import NOTICE, abbreviations_in, is_notice
from modularize.segment import segment
from modularize.tagging.named import own_name
from tests.modularize.making import Page


@pytest.mark.parametrize(
    "text",
    [
        "FOR USE WITH FORMULARY DECISION-MAKERS ONLY. DO NOT DUPLICATE OR DISTRIBUTE.",
        "For internal use only.",
        "For training purposes only – not for distribution.",
        "Trademarks used are property of their respective owners.",
        "Data on file. Velzury Pharma.",
        "Reference Market: EU",
        "A medicament is a product which affects your health and its consumption contrary to instructions is dangerous.",
        "Do not by yourself interrupt the period of treatment prescribed.",
    ],
)
def test_a_notice_of_the_piece_is_no_module(text: str) -> None:
    page = Page(section=None)
    page.heading("Velzury lowers the pressure")
    page.text(text)
    cut = segment(page.passages)
    assert not cut.segments
    assert NOTICE in {skip.reason for skip in cut.skipped}


@pytest.mark.parametrize(
    "text",
    [
        "For use in adults only.",
        "For oral use only. Do not inject.",
        "Do not share the pen.",
        "For intravenous infusion only; do not dilute.",
        "Do not use in pregnancy.",
    ],
)
def test_what_says_how_a_medicine_is_used_is_no_notice(text: str) -> None:
    assert not is_notice(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ESS, Epworth Sleepiness Scale; SE, standard error.", ["ESS", "SE"]),
        ("SOREMP: sleep-onset rapid eye movement period", ["SOREMP"]),
        ("ALT, a liver enzyme, rose.", []),
        ("HIV: avoid", []),
        ("Adults: 5 mg once daily.", []),
    ],
)
def test_a_line_that_only_spells_abbreviations_out_is_told(text: str, found: list[str]) -> None:
    assert abbreviations_in(text) == found


def test_what_an_abbreviation_means_travels_with_the_statements_of_its_slide_that_bear_it() -> None:
    first, second = Page(section=None, slide=1), Page(section=None, slide=2)
    first.text("Patients given Velzury had a lower ESS score at week 12 than those given placebo.")
    legend = first.text("ESS, Epworth Sleepiness Scale.").text
    second.text("The ESS score was measured at home by a trained nurse at week 12.")
    below = [p.model_copy(update={"id": f"q{p.seq}", "seq": p.seq + 2}) for p in second.passages]
    one, other = segment([*first.passages, *below]).segments
    assert legend in one.context_texts
    assert legend not in other.context_texts


def test_a_piece_has_the_registered_name_that_opens_its_title() -> None:
    page = Page(section=None)
    for line in ("Velzury works.", "Velzury is safe.", "Give Velzury daily."):
        page.text(line)
    title = "VELZURY® (velzurimab) for the treatment of eczema"
    assert own_name(SourceFacts(title=title, document_class=DocumentClass.EDA), page.passages) == "velzury"
    versus = "VELZURY® (velzurimab) versus OBALIB® in eczema"
    assert own_name(SourceFacts(title=versus, document_class=DocumentClass.EDA), page.passages) == ""


def test_what_stands_under_the_panel_of_a_pack_is_printed_on_it() -> None:
    page = Page(section=None)
    page.heading("PRINCIPAL DISPLAY PANEL - 50 mg/mL Carton")
    page.text("Attention: Not for use in pediatric patients under 63 kg (138 pounds).")
    cut = segment(page.passages)
    assert not cut.segments
    assert "words printed on the pack" in {skip.reason for skip in cut.skipped}


def test_a_bracket_that_closes_nothing_waits_for_a_person() -> None:
    page = Page(section="adverse_reactions")
    page.heading("Local allergy")
    page.text("Local allergy in patients is common). Redness and itching can occur at the site.")
    assert any("bracket" in skip.reason for skip in segment(page.passages).skipped)
