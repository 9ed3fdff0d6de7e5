"""Advice in a letter, sentences among those on the document's own making, headings that name what a part is about."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, SourceFacts
from library.taxonomy import Taxonomy
from modularize.advice import advises
from modularize.borne_out import borne_out
from modularize.doubt import left_parts
from modularize.making import GRADED, MADE, of_making
from modularize.segment import segment
from modularize.standing_alone import standing_alone
from modularize.treats import befalls
from tests.modularize.making import Page

LETTER = SourceFacts(title="Ovranteq: new advice on the heart", document_class=DocumentClass.OTHER)
GUIDE = SourceFacts(title="Guideline on ovalitis", document_class=DocumentClass.PUBLICATION)


def test_an_item_that_points_back_keeps_no_advice_beside_it_from_being_a_module() -> None:
    page = Page(section=None)
    page.heading("Advice for healthcare professionals")
    page.items(
        "avoid Ovranteq in patients with severe heart failure unless no other treatment is left",
        "monitor blood pressure daily in all patients for the first two weeks of Ovranteq",
        "this advice does not apply to the ointment of the same name",
        "stop Ovranteq in patients who develop chest pain and refer them to a specialist",
    )
    cut = standing_alone(segment(page.passages), LETTER, page.passages)
    assert [part.body.split()[0] for part in cut.segments] == ["avoid", "monitor", "stop"]
    assert [part.body.split()[0] for part, _ in left_parts(cut, page.passages)] == ["this"]


def test_a_sentence_about_the_document_takes_the_use_beside_it_with_it_no_more() -> None:
    page = Page(section=None)
    page.heading("About Ovranteq")
    page.text(
        "Ovranteq is a synthetic hormone of the hand. It is authorised for the treatment of ovalitis in adults. "
        "The advice in this article relates only to tablets of Ovranteq."
    )
    cut = standing_alone(segment(page.passages), LETTER, page.passages)
    assert any("authorised for the treatment of ovalitis" in part.body for part in cut.segments)
    assert any(skipped.reason == MADE for skipped in cut.skipped)


def test_the_numbered_headings_that_name_the_medicine_stand_over_every_part_below_them() -> None:
    page = Page(section=None)
    names: tuple[str, ...] = ("5 Severe ovalitis", "5.6 Medicines", "5.6.1 Ovranteq", "Conditional recommendation for")
    names = (*names, "5.6.1.2 Justification", "Route and dosage")
    for at, name in enumerate(names):
        page.heading(name)
        page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": names[:at]})
    page.path = names
    page.text("Different dosage and administration schedules have been adopted for various conditions.")
    [part] = standing_alone(segment(page.passages), GUIDE, page.passages).segments
    assert "5.6.1 Ovranteq" in part.context_texts
    assert "Conditional recommendation for" not in part.context_texts


def test_who_suggests_recommends() -> None:
    text = "WHO suggests the use of Ovranteq in patients with suspected or confirmed ovalitis."
    assert advises(text)
    assert borne_out(ModuleKind.DISEASE_KNOWLEDGE, text, (), GUIDE) is ModuleKind.GUIDELINE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Certainty of evidence was rated low for severe adverse events.", ModuleKind.DESCRIPTION),
        ("By day 90, deaths had occurred in 51% of the Ovranteq group and 45% of placebo.", ModuleKind.SAFETY_RESULT),
        ("Ethical and regulatory clearance will be required.", ModuleKind.DESCRIPTION),
    ],
)
def test_the_kind_is_what_was_measured(text: str, kind: ModuleKind) -> None:
    assert borne_out(ModuleKind.DESCRIPTION, text, ("Benefits and harms",), GUIDE) is kind


def test_surveys_and_protocols_of_reviews_are_about_the_document_and_rated_evidence_is_not() -> None:
    annex = ["Annex 2. Ovalitis baseline risk survey"]
    assert of_making("You should select one value for each.", (), guidance=True, chapters=annex) == MADE
    assert of_making("The certainty of evidence was rated as moderate for fever.", ()) == ""
    assert of_making("Imprecision: serious. Few events overall.", ()) == GRADED


def test_a_disease_of_whose_risk_a_title_tells_is_not_what_the_document_is_about() -> None:
    title = "Ovranteq: new recommendations to reduce risks of respiratory failure and septic shock in patients"
    found = [m for m in Taxonomy.load().concepts(title) if m.facet == "disease"]
    assert found
    assert all(befalls(mention, title) for mention in found)
    other = "Management of hypertension in adults"
    assert not any(befalls(m, other) for m in Taxonomy.load().concepts(other) if m.facet == "disease")
