"""Patient attributes are the patients', the disease is the treated one, a product is known with its dose form."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind, SourceFacts
from library.taxonomy import Taxonomy
from modularize.draft import Segment
from modularize.segment import segment
from modularize.tagging.disease import filed_under as told_disease
from modularize.tagging.named import own_name
from modularize.tagging.patients import from_headings, of_patients
from modularize.tagging.tag import to_draft, treated
from tests.modularize.making import Page

TAXONOMY = Taxonomy.load()


def attributes(text: str, kind: ModuleKind, language: str = "en") -> set[str]:
    mentions = of_patients(TAXONOMY.concepts(text, language), text, kind, TAXONOMY.attributes)
    return {m.id for m in mentions if m.facet == "attribute"}


@pytest.mark.parametrize(
    ("text", "kind", "language", "found"),
    [
        ("Common: headache, oedema, hypersensitivity.", ModuleKind.ADVERSE_REACTION, "en", set()),
        ("Rash was seen in patients with renal impairment.", ModuleKind.ADVERSE_REACTION, "en", {"renal_impairment"}),
        ("Do not use in hypersensitivity.", ModuleKind.CONTRAINDICATION, "en", {"hypersensitivity"}),
        ("OVRANTEQ can cause renal impairment.", ModuleKind.WARNING, "en", set()),
        ("重篤な腎障害があらわれることがある。", ModuleKind.ADVERSE_REACTION, "ja", set()),
        ("重度及致死性间质性肺疾病", ModuleKind.WARNING, "zh", set()),
        ("重度特应性皮炎患者可使用本品。", ModuleKind.INDICATION, "zh", {"severe"}),
        ("Check the skin during treatment.", ModuleKind.WARNING, "en", set()),
    ],
)
def test_what_a_medicine_does_to_patients_is_no_attribute_of_theirs(
    text: str, kind: ModuleKind, language: str, found: set[str]
) -> None:
    assert attributes(text, kind, language) == found


def test_under_pregnancy_and_lactation_a_statement_on_the_one_is_not_about_the_other() -> None:
    levels = [TAXONOMY.concepts(text, "en") for text in ("Pregnancy and lactation", "Pregnancy")]
    assert {m.id for m in from_headings(levels, [], TAXONOMY.attributes)} == {"pregnancy"}
    assert {m.id for m in from_headings(levels[:1], [], TAXONOMY.attributes)} == {"pregnancy", "lactation"}
    said = TAXONOMY.concepts("Stop breastfeeding.", "en")
    assert [m.id for m in from_headings(levels, said, TAXONOMY.attributes) if m.facet == "attribute"] == []


def test_the_disease_of_an_unknown_product_is_what_its_label_indicates_and_no_reaction() -> None:
    page = Page(section="indications")
    page.text("GELVANTO is indicated for the treatment of trigeminal neuralgia in adults.")
    page.text("GELVANTO is not indicated for migraine.")
    page.section = "adverse_reactions"
    page.text("Common adverse reactions of GELVANTO are anaemia and urticaria.")
    treats = treated(page.passages, TAXONOMY)
    assert treats == ("trigeminal_neuralgia",)
    facts = SourceFacts(product="gelvanto", market="US", language="en", document_class=DocumentClass.LABEL)
    parts = segment(page.passages).segments
    assert {to_draft(part, facts, TAXONOMY, treats).content.disease for part in parts} == {"trigeminal_neuralgia"}
    assert to_draft(parts[-1], facts, TAXONOMY).content.disease == ""


def test_a_label_of_several_diseases_gives_none_to_a_statement_that_names_none() -> None:
    page = Page(section="indications")
    page.items("Treatment of acute bacterial sinusitis.", "Treatment of community-acquired pneumonia.")
    page.section = "dosage"
    page.text("The dose is 500 mg once a day.")
    page.text("In pneumonia the dose is 500 mg twice a day.")
    treats = treated(page.passages, TAXONOMY)
    facts = SourceFacts(product="gelvanto", market="US", language="en", document_class=DocumentClass.LABEL)
    parts = [to_draft(part, facts, TAXONOMY, treats).content for part in segment(page.passages).segments]
    doses = {part.body: part.disease for part in parts if part.section == "dosage"}
    assert list(doses.values()) == ["", "pneumonia"]


def test_uses_that_the_vocabulary_does_not_know_keep_the_one_it_knows_from_every_statement() -> None:
    page = Page(section="indications", language="ja")
    page.text("甲乙症、丙丁異常（戊症、己症）、庚辛症、更年期障害、壬癸症")
    assert len(treated(page.passages, TAXONOMY)) == 2  # menopause, and other uses


@pytest.mark.parametrize("name", ["阿莫西林胶囊", "阿莫西林", "阿莫西林分散片", "注射用阿莫西林"])
def test_a_chinese_product_is_known_with_its_dose_form(name: str) -> None:
    assert TAXONOMY.product(name) == "amoxicillin"


def test_a_combination_is_not_taken_for_its_first_substance() -> None:
    assert TAXONOMY.product("阿莫西林克拉维酸钾片") == ""


def test_an_over_the_counter_label_is_named_by_its_active_ingredients() -> None:
    page = Page(section=None)
    page.add(PassageKind.TITLE, "Drug Facts")
    page.heading("Active ingredient")
    page.text("Gelvantine HCl 6.25 mg")
    page.text("Zipperol (in each tablet)")
    page.heading("Purpose")
    page.text("Nasal decongestant")
    facts = SourceFacts(title="Drug Facts", document_class=DocumentClass.LABEL)
    assert own_name(facts, page.passages) == "gelvantine hcl/zipperol"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Velox®-Duo, Augentropfen", "velox-duo"), ("Velo-®Lipid 1%", "velo-lipid"), ("Veloxin® 10 mg", "veloxin")],
)
def test_a_name_of_two_parts_is_not_cut_at_its_mark(title: str, name: str) -> None:
    page = Page(section="indications")
    for _ in range(3):
        page.text(f"{name.title()} wird angewendet.")
    facts = SourceFacts(title=title, document_class=DocumentClass.LABEL)
    assert own_name(facts, page.passages) == name


@pytest.mark.parametrize(
    ("text", "language", "names_children"),
    [
        ("Offer it to people aged under 80.", "en", False),
        ("People younger than 65 years", "en", False),
        ("小于65岁的患者", "zh", False),
        ("65歳未満の患者", "ja", False),
        ("People aged under 12 years", "en", True),
        ("12 岁以下", "zh", True),
    ],
)
def test_an_upper_age_of_adults_names_no_children(text: str, language: str, names_children: bool) -> None:
    assert ("paediatric" in attributes(text, ModuleKind.WARNING, language)) is names_children


def test_another_use_that_only_the_doses_name_counts_where_the_medicine_is_known_to_have_it() -> None:
    page = Page(section="indications", language="de")
    page.text("Methylphenidat ist indiziert zur Behandlung von ADHS bei Kindern ab 6 Jahren.")
    page.section = "dosage"
    page.text("Erwachsene mit Narkolepsie erhalten 20 mg täglich.")
    page.text("Die Tabletten werden mit Wasser eingenommen.")
    treats = treated(page.passages, TAXONOMY)
    facts = SourceFacts(product="methylphenidate", market="CH", language="de", document_class=DocumentClass.LABEL)
    parts = [to_draft(part, facts, TAXONOMY, treats).content for part in segment(page.passages).segments]
    assert [part.disease for part in parts] == ["adhd", "narcolepsy", ""]
    unknown = SourceFacts(product="gelvanto", market="CH", language="de", document_class=DocumentClass.LABEL)
    last = segment(page.passages).segments[-1]
    assert to_draft(last, unknown, TAXONOMY, treats).content.disease == "adhd"


def test_a_dose_stands_under_the_last_of_two_lines_in_angle_brackets() -> None:
    page = Page(section="dosage", language="ja")
    page.text("〈パーキンソン病〉の患者の用量に関する説明はここにある。")
    quote = segment(page.passages).segments[0].origin[0]
    part = Segment((quote,), ("6. 用法及び用量", "〈パーキンソン病〉", "〈レストレスレッグス症候群〉", "《参考》"))
    assert part.under_one_use().context_texts == ("6. 用法及び用量", "〈レストレスレッグス症候群〉", "《参考》")


def test_the_nearest_heading_tells_the_disease() -> None:
    page = Page(section="dosage", language="en")
    page.text("The dose is 0.125 mg once a day.")
    quote = segment(page.passages).segments[0].origin[0]
    part = Segment((quote,), ("Parkinson's disease and restless legs syndrome", "Restless legs syndrome"))
    facts = SourceFacts(product="pramipexole", market="US", language="en", document_class=DocumentClass.LABEL)
    assert to_draft(part, facts, TAXONOMY).content.disease == "restless_legs_syndrome"


@pytest.mark.parametrize(
    ("text", "kind", "disease"),
    [
        ("Offer people with type 2 diabetes an ACE inhibitor.", ModuleKind.GUIDELINE, "hypertension"),
        ("Three deaths were reported (pneumonia in two).", ModuleKind.SAFETY_RESULT, "hypertension"),
        ("Asthma is an inflammation of the airways.", ModuleKind.DISEASE_KNOWLEDGE, "asthma"),
    ],
)
def test_of_no_product_a_chapter_names_the_disease_before_whom_or_what_befell_them(
    text: str, kind: ModuleKind, disease: str
) -> None:
    said = TAXONOMY.concepts(text, "en")
    levels = [TAXONOMY.concepts("Treating and monitoring hypertension", "en")]
    assert told_disease("", kind, said, levels, (), TAXONOMY, ()) == disease


def test_a_row_under_a_row_that_names_another_disease_is_not_of_the_one_treated() -> None:
    page = Page(language="zh", section=None)
    page.table("药名\t途径\t频次", "1. 骨质疏松", "Ovalex 60mg\t皮下\t每半年", "2. 骨转移", "Ovalex 120mg\t皮下\t每月")
    facts = SourceFacts(product="Ovalex", language="zh")
    parts = [to_draft(part, facts, TAXONOMY, ("osteoporosis",)).content for part in segment(page.passages).segments]
    assert [part.disease for part in parts] == ["osteoporosis", ""]
