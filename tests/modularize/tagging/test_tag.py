"""Kind, product, disease and tags, each with the words that made it so."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind, SourceFacts
from library.taxonomy import Taxonomy
from modularize.segment import segment
from modularize.tagging.kinds import kind_of
from modularize.tagging.tag import to_draft
from tests.modularize.making import Page

TAXONOMY = Taxonomy.load()
FACTS = SourceFacts(product="OVRANTEQ", market="US", language="en", document_class=DocumentClass.DECK)


@pytest.mark.parametrize(
    ("section", "body", "kind"),
    [
        ("indications", "OVRANTEQ is indicated for adults.", ModuleKind.INDICATION),
        ("hepatic", "200 mg once daily.", ModuleKind.SPECIAL_POPULATION),
        ("clinical_studies", "The ORR was 61.6% (101/164).", ModuleKind.EFFICACY_RESULT),
        ("clinical_studies", "WAYMARK-1 was a randomized, open-label trial.", ModuleKind.STUDY_DESIGN),
        ("pharmacology", "药代动力学：终末半衰期为31小时。", ModuleKind.PHARMACOKINETICS),
        ("leaflet", "Take the tablet with food.", ModuleKind.PATIENT_COUNSELLING),
    ],
)
def test_a_label_section_decides_the_kind(section: str, body: str, kind: ModuleKind) -> None:
    assert kind_of(body, (), section, DocumentClass.LABEL) is kind


@pytest.mark.parametrize(
    ("body", "headings", "kind"),
    [
        ("Median PFS 13.6 months vs 6.8 months (HR 0.54; p=0.0002)", (), ModuleKind.EFFICACY_RESULT),
        ("Peripheral edema\t58.3% (95)\t7.6% (6)", ("Safety in WAYMARK-1",), ModuleKind.SAFETY_RESULT),
        ("每日一次，随餐口服，推荐剂量300 mg。", (), ModuleKind.DOSING),
        ("Use your emollient every day.", (), ModuleKind.LIFESTYLE),
        ("Navoretinib inhibits MET.", (), ModuleKind.MECHANISM),
        ("METex14 skipping is a molecular driver of NSCLC.", (), ModuleKind.DISEASE_KNOWLEDGE),
        ("Avoid concomitant use with strong CYP3A inducers.", (), ModuleKind.INTERACTION),
        ("Das Arzneimittel ist kontraindiziert.", (), ModuleKind.CONTRAINDICATION),
        ("本剤は妊婦に投与しないこと。", (), ModuleKind.SPECIAL_POPULATION),
    ],
)  # fmt: skip
def test_elsewhere_wording_and_headings_decide(body: str, headings: tuple[str, ...], kind: ModuleKind) -> None:
    assert kind_of(body, headings, None, DocumentClass.DECK) is kind


def test_every_tag_holds_the_words_that_made_it_so() -> None:
    page = Page(section=None)
    page.heading("The older patient")
    page.text("No dosage adjustment is recommended for patients with CrCl of 30 mL/min or higher on OVRANTEQ.")
    [part] = segment(page.passages).segments
    draft = to_draft(part, FACTS, TAXONOMY)
    shown = "\n".join((*draft.content.context, draft.content.body))
    assert (draft.content.product, draft.content.market) == ("ovranteq", "US")
    assert draft.content.disease == "nsclc_metex14"
    found = {(tag.facet, tag.value) for tag in draft.tags}
    assert {("key_message", "no_dose_change_crcl_30"), ("scenario", "S1"), ("barrier", "too_frail_for_tki")} <= found
    assert all(tag.words in shown for tag in draft.tags)


def test_a_section_is_told_by_the_headings_over_it_and_a_reader_by_what_the_document_calls_itself() -> None:
    page = Page(section="contraindications")
    page.heading("4.3 Contraindications")
    page.text("Do not use OVRANTEQ in patients who are hypersensitive to it.")
    [part] = segment(page.passages).segments
    leaflet = {"document_class": DocumentClass.LEAFLET, "words": {"document_class": "Package leaflet"}}
    draft = to_draft(part, FACTS.model_copy(update=leaflet), TAXONOMY)
    words = {(tag.facet, tag.value): tag.words for tag in draft.tags}
    assert words["section", "contraindications"] == "4.3 Contraindications"
    assert words["audience", "patient"] == "Package leaflet"


def test_a_row_of_facts_in_the_document_outranks_the_document() -> None:
    page = Page(section=None)
    facts = {"product": "WYNDRALIS", "market": "EU"}
    page.add(PassageKind.QUESTION, "How often is it injected?", group="faq-1", facts=facts)
    page.add(PassageKind.ANSWER, "300 mg every 2 weeks.", group="faq-1", facts=facts)
    [part] = segment(page.passages).segments
    draft = to_draft(part, FACTS, TAXONOMY)
    assert (draft.content.product, draft.content.market) == ("wyndralis", "EU")
    assert ("question", "How often is it injected?") in {(tag.facet, tag.value) for tag in draft.tags}
