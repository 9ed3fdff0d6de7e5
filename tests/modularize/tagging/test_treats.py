"""What a label is for: signs, examples, causes and classes of medicines are no uses; a document can be about one disease."""

from __future__ import annotations

import pytest

from library.models import PassageKind, SourceFacts
from library.taxonomy import Taxonomy
from modularize.segment import segment
from modularize.tagging.tag import to_draft
from modularize.tagging.treats import ABOUT, OTHERS, TOLD, named_diseases, treated
from tests.modularize.making import Page

TAXONOMY = Taxonomy.load()


@pytest.mark.parametrize(
    ("text", "language", "uses"),
    [
        ("Weight management in adults with a comorbid condition (e.g. hypertension, asthma).", "en", ["obesity"]),
        ("Treatment of anaemia due to chronic kidney disease.", "en", ["anaemia"]),
        ("Adults with type 2 diabetes [see Clinical Studies (14.1)].", "en", ["type_2_diabetes"]),
        ("Schmerzen bei Arthrose des Knies.", "de", ["osteoarthritis"]),
        ("Schmerzen und Fieber.", "de", ["pain", "fever"]),
        ("エイズに伴う結核の治療", "ja", ["tuberculosis"]),
        ("更年期症状（潮热、失眠、外阴阴道萎缩）的治疗", "zh", ["menopause"]),
        ("適用於高血壓、癲癇之治療", "zh", ["hypertension", "epilepsy"]),
    ],
)
def test_a_use_is_what_is_treated_and_not_what_comes_with_it(text: str, language: str, uses: list[str]) -> None:
    page = Page(section="indications", language=language)
    page.text(text)
    assert list(treated(page.passages, TAXONOMY)) == uses


def test_an_explanation_in_brackets_with_a_not_takes_no_use_away() -> None:
    page = Page(section="indications", language="de")
    page.text("Behandlung der Epilepsie.")
    page.text("Behandlung der essentiellen Hypertonie (nicht organbedingter Bluthochdruck).")
    assert list(treated(page.passages, TAXONOMY)) == ["epilepsy", "hypertension"]


def test_what_brackets_exclude_is_no_use() -> None:
    page = Page(section="indications", language="en")
    page.text("Treatment of epilepsy (not for hypertension).")
    assert list(treated(page.passages, TAXONOMY)) == ["epilepsy"]


@pytest.mark.parametrize(
    ("lines", "language", "uses"),
    [
        (("Zur Behandlung der Gicht.", "Bei Nierensteinen, bedingt durch einen Mangel an Xylase."), "de", ["gout"]),
        (("Treatment of epilepsy.", "Hypertension due to a lack of zymase."), "en", ["epilepsy"]),
        (("Hypertension due to a lack of zymase.",), "en", ["hypertension"]),
        (("Treatment of allergic rhinitis.", "Cough due to a cold."), "en", ["allergic_rhinitis", "cough"]),
        (("Treatment of epilepsy.", "Hypertension.", "Hypertension due to a lack of zymase."), "en", None),
    ],
)
def test_a_case_of_one_rare_cause_makes_a_label_none_of_several_diseases(
    lines: tuple[str, ...], language: str, uses: list[str] | None
) -> None:
    page = Page(section="indications", language=language)
    for line in lines:
        page.text(line)
    assert list(treated(page.passages, TAXONOMY)) == (uses or ["epilepsy", "hypertension"])


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("抗てんかん剤と併用する", "ja", []),
        ("抗高血压药", "zh", []),
        ("other HIV medicines", "en", []),
        ("patients with epilepsy", "en", ["epilepsy"]),
    ],
)
def test_a_class_of_medicines_names_no_disease(text: str, language: str, named: list[str]) -> None:
    assert [m.id for m in named_diseases(TAXONOMY.concepts(text, language), text)] == named


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("成人 胃潰瘍、てんかんを除く高血圧", "ja", ["hypertension"]),
        ("除癫痫以外的疾病", "zh", []),
        ("all disorders except epilepsy", "en", []),
        ("außer bei Epilepsie", "de", []),
        ("epilepsy and hypertension", "en", ["epilepsy", "hypertension"]),
    ],
)
def test_a_disease_that_is_left_out_is_not_named(text: str, language: str, named: list[str]) -> None:
    found = [m.id for m in named_diseases(TAXONOMY.concepts(text, language), text)]
    assert [id_ for id_ in found if id_ in ("epilepsy", "hypertension")] == named


def test_a_document_without_uses_is_about_the_disease_most_of_it_names() -> None:
    page = Page(section=None)
    page.text("The wards were visited in June.")
    for _ in range(5):
        page.text("Children with asthma were seen by the nurse.")
    page.text("One of them had epilepsy.")
    treats = treated(page.passages, TAXONOMY)
    assert treats == (f"{ABOUT}asthma",)
    first = segment(page.passages).segments[0]
    assert to_draft(first, SourceFacts(language="en"), TAXONOMY, treats).content.disease == "asthma"


def test_a_document_of_chapters_on_several_diseases_is_about_none_of_them() -> None:
    page = Page(language="en")
    for name in ("Gout", "Asthma", "Migraine"):
        page.heading(name)
        page.text(f"{name} has many causes.")
    assert not any(id_.startswith(ABOUT) for id_ in treated(page.passages, TAXONOMY))


def test_rows_of_a_list_of_medicines_are_about_nothing() -> None:
    page = Page(section=None)
    for _ in range(9):
        page.add(PassageKind.TABLE_ROW, "Epilepsy\tGelvanto 10 mg")
    assert treated(page.passages, TAXONOMY) == ()


def test_a_print_without_sections_tells_in_a_sentence_what_its_medicine_is_for() -> None:
    page = Page(section=None, language="de")
    page.text("Zur Kombinationsbehandlung mit Levodopa bei Patienten mit Morbus Parkinson.")
    page.text("Nicht anwenden bei Asthma oder Gicht.")
    assert treated(page.passages, TAXONOMY) == (f"{TOLD}parkinsons_disease",)


def test_a_symptom_among_uses_that_the_vocabulary_lacks_is_not_what_a_medicine_is_for_alone() -> None:
    page = Page("ja", "indications")
    page.text("身体症候ならびに不安・緊張・興奮・睡眠障害")
    assert OTHERS in treated(page.passages, TAXONOMY)
