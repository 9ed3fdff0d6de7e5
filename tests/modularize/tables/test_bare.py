"""What stands over a line travels with it: the title of a table in lines, the strength, what is spoken of; not more."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.headings.usable import is_usable_heading
from modularize.segment import segment
from modularize.sentences.elsewhere import sends_elsewhere
from modularize.tables.bare import captions_over_lines
from tests.modularize.making import Page


def test_lines_of_a_table_carry_its_title_until_a_sentence_ends_it() -> None:
    page = Page(section="adverse_reactions")
    page.heading("6.1 Clinical trials")
    page.add(PassageKind.CAPTION, "Table 8: Reactions in less than 1% of patients")
    line = page.text("Headache")
    after = page.text("Reactions were mild in most patients and did not lead to the end of treatment.")
    found = captions_over_lines(page.passages)
    assert found[line.seq].text.startswith("Table 8")
    assert after.seq not in found


def test_an_amount_of_an_excipient_carries_the_strength_it_holds_for() -> None:
    page = Page(section="composition")
    page.heading("2. QUALITATIVE AND QUANTITATIVE COMPOSITION")
    page.text("Each tablet contains 75 mg of ovrantinib.")
    page.text("Excipient with known effect: 15 mg of lactose monohydrate per tablet.")
    made = segment(page.passages).segments
    assert made[-1].context_texts[-1] == "Each tablet contains 75 mg of ovrantinib."


def test_what_they_are_goes_with_a_sentence_that_only_says_they() -> None:
    page = Page()
    page.heading("4.4 Special warnings")
    page.text(
        "Renal disease: the effects were not uniform across all subgroups. In particular, they were less in women."
    )
    made = segment(page.passages).segments
    assert all("not uniform" in "\n".join([part.body, *part.context_texts]) for part in made if "they" in part.body)


def test_excipients_before_the_next_part_are_items_and_head_nothing() -> None:
    page = Page(section="excipients")
    page.heading("6.1 List of excipients")
    for line in ("Tablet core:", "Hypromellose", "Silicon dioxide", "Magnesium stearate.", "Film-coating:"):
        page.text(line)
    for line in ("Titanium dioxide", "Macrogol 3000", "Carnauba wax."):
        page.text(line)
    page.heading("6.2 Incompatibilities")
    shown = [text for part in segment(page.passages).segments for text in part.context_texts]
    assert not {"Macrogol 3000", "Silicon dioxide", "Magnesium stearate."} & set(shown)


def test_instructions_for_use_stand_under_no_question_of_the_leaflet_before() -> None:
    page = Page(section="leaflet")
    page.heading("What are the ingredients in OVRANTEQ?")
    page.text("INSTRUCTIONS FOR USE OVRANTEQ injection, for subcutaneous use")
    page.heading("12.5 mg/0.5 mL single-dose pen")
    page.items("Store your pen in the refrigerator.", "Do not freeze your pen.")
    made = [part for part in segment(page.passages).segments if "pen" in part.body]
    assert made
    assert not any("ingredients" in text for part in made for text in part.context_texts)
    assert not any("12.5 mg" in text for part in made for text in part.context_texts)


def test_the_lower_line_of_a_formula_is_no_heading() -> None:
    assert not is_usable_heading("21 (mg/mL, concentration of reconstituted solution)")
    assert is_usable_heading("2 tablets (20 mg)")


@pytest.mark.parametrize("text", ["The following table describes the rate of hypoglycaemia in both groups."])
def test_a_sentence_that_only_announces_a_table_says_nothing_itself(text: str) -> None:
    assert sends_elsewhere(text)
    assert not sends_elsewhere("The following doses were given to both groups.")
