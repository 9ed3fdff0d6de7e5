"""On a slide of no product the disease is what the nearest heading names, not a complication in its words."""

from __future__ import annotations

from library.models import DocumentClass, SourceFacts
from library.taxonomy import Taxonomy
from modularize.segment import segment
from modularize.tagging.tag import to_draft
from tests.modularize.making import Page


def disease(title: str, body: str, kind: DocumentClass = DocumentClass.DECK) -> str:
    page = Page("de", section=None, slide=3)
    page.heading(title)
    page.text(body)
    [part] = segment(page.passages).segments
    facts = SourceFacts(title="Rheumatologie für Anfänger", document_class=kind, language="de")
    return to_draft(part, facts, Taxonomy.load(), ()).content.disease


def test_the_title_of_a_slide_names_the_disease_before_a_complication_in_its_words() -> None:
    body = "Ein Teil der Patienten bekommt einen Herzinfarkt oder eine Hypertonie."
    assert disease("Takayasu-Arteriitis: Komplikationen", body) == "takayasu_arteritis"


def test_a_slide_whose_title_names_none_keeps_the_disease_of_its_words() -> None:
    assert disease("Häufigkeit", "Die Rheumatoide Arthritis ist bei Frauen häufiger.") == "rheumatoid_arthritis"
