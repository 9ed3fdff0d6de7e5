"""The name of a document's own product: whole, never a word of the document's kind, never cut in its dosage form."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, PassageKind, SourceFacts
from library.taxonomy import Taxonomy
from modularize.service import Modularize
from modularize.tagging.named import generic_name, own_name
from tests.modularize.making import Page

LABEL = DocumentClass.LABEL


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ベルゾニンデポー筋注5mg", "ベルゾニンデポー"),
        ("ベルゾニン・デポー筋注", "ベルゾニン・デポー"),
        ("ベルゾニン配合錠", "ベルゾニン"),
        ("ベルゾニンOD錠10mg「ナナシ」", "ベルゾニン"),
        ("ベルゾニン点眼液0.1%", "ベルゾニン"),
        ("ベルゾニン皮下注20mg", "ベルゾニン"),
        ("ベルゾニン点滴静注用100", "ベルゾニン"),
        ("ベルゾニン注射用60", "ベルゾニン"),
        ("ベルゾニンドライシロップ10%", "ベルゾニン"),
        ("ベルゾニン注フレックス", "ベルゾニン"),
        ("ベルゾニン塩酸塩錠", "ベルゾニン塩酸塩"),
        ("ベルゾニン酢酸エステル注射液", "ベルゾニン酢酸エステル"),
        ("ベルゾニン関節腔内注射液10mg", "ベルゾニン関節腔内注射液"),
        ("XQ配合顆粒", "xq配合顆粒"),
    ],
)
def test_a_japanese_name_is_never_cut_inside_its_dosage_form(title: str, name: str) -> None:
    page = Page(language="ja", section="name")
    page.text(title)
    assert own_name(SourceFacts(title=title, document_class=LABEL), page.passages) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("FACT SHEET FOR HEALTHCARE PROVIDERS: AUTHORIZATION OF VELZURY ® (velzivir) FOR CHILDREN", "velzury"),
        ("FACT SHEET FOR PATIENTS ON VELZURY (velzivir)", "velzury"),
        ("Medication Guide", ""),
        ("Consumer Medicine Information", ""),
        ("Prescribing information", ""),
    ],
)
def test_words_of_a_kind_of_document_are_no_product(title: str, name: str) -> None:
    page = Page()
    for _ in range(3):
        page.text(f"This {title.split(' OF ')[0]} tells of VELZURY." if name else f"Read the {title} first.")
    assert own_name(SourceFacts(title=title, document_class=LABEL), page.passages) == name


def test_a_title_that_opens_with_a_registered_name_needs_no_further_mention() -> None:
    page = Page(language="de", section="indications")
    page.text("Zur Behandlung von Geschwüren.")
    facts = SourceFacts(title="Velzac® 300 mg-Filmtabletten", document_class=LABEL)
    assert own_name(facts, page.passages) == "velzac"


@pytest.mark.parametrize("lines", [("1. 品名", "維佐卡錠"), ("品名：維佐卡錠",), ("【商品名】", "維佐卡錠")])
def test_the_heading_of_the_name_gives_it_though_it_stands_in_a_picture(lines: tuple[str, ...]) -> None:
    page = Page(language="zh", section=None)
    for line in (*lines, "本品每錠含 50 mg。"):
        page.add(PassageKind.IMAGE, line)
    assert own_name(SourceFacts(title="本品每錠含 50 mg。"), page.passages) == "維佐卡"


def test_a_chinese_insert_keeps_its_generic_name_beside_a_brand() -> None:
    page = Page(language="zh", section="name")
    page.text("通用名称：注射用维佐林")
    page.text("商品名：思维")
    assert own_name(SourceFacts(title="说明书", document_class=LABEL), page.passages) == "注射用维佐林"


def test_a_sentence_under_the_heading_of_the_name_is_no_name() -> None:
    page = Page(language="zh", section=None)
    page.text("品名")
    page.text("請詳閱本說明書，並按指示使用。")
    assert own_name(SourceFacts(document_class=LABEL), page.passages) == ""


def test_the_generic_name_under_its_heading_is_the_inserts_own() -> None:
    page = Page("zh", "name")
    page.heading("【通用名称 ： 】")
    page.text("注射用甲乙干扰素α2b")
    assert generic_name(page.passages) == "注射用甲乙干扰素α2b"
    page = Page("zh", "name")
    page.text("通用名称：甲乙丙片 英文名称：Jiayibing Tablets")
    page.text("商品名称：丙安")
    assert generic_name(page.passages) == "甲乙丙片"


def test_a_label_of_another_generic_name_is_not_filed_under_a_medicine_it_names() -> None:
    taxonomy = Taxonomy.load()
    page = Page("zh", "name")
    page.heading("【通用名称】")
    page.text("甲乙丙胶囊")
    page.section = "interactions"
    page.text("与华法林合用时，应监测凝血时间。")
    facts = SourceFacts(product="warfarin", document_class=DocumentClass.LABEL, words={"product": "华法林"})
    assert Modularize(None, taxonomy)._named(facts, page.passages) == "甲乙丙胶囊"  # type: ignore[arg-type]
    own = SourceFacts(
        product="warfarin", document_class=DocumentClass.LABEL, title="华法林钠片", words={"product": "华法林"}
    )
    assert Modularize(None, taxonomy)._named(own, page.passages) == "warfarin"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "Was ist Velzury 10 und wofür wird es angewendet?",
        "1. Was ist Velzury® 2,5 mg Filmtabletten und wofür wird es angewendet?",
        "Was ist Velzury und wann wird es angewendet?",
    ],
)
def test_the_first_question_of_a_leaflet_names_its_medicine_without_the_strength(question: str) -> None:
    page = Page(language="de", section="leaflet")
    page.heading(question)
    assert own_name(SourceFacts(title="Velzury", document_class=DocumentClass.LEAFLET), page.passages) == "velzury"


@pytest.mark.parametrize("words", ["RR-MS", "MS-Patienten", "schubförmig-remittierende MS"])
def test_multiple_sclerosis_is_known_by_its_german_short_names(words: str) -> None:
    found = Taxonomy.load().concepts(f"Velzury wird bei {words} gegeben.", "de")
    assert "multiple_sclerosis" in {mention.id for mention in found}
    assert not Taxonomy.load().concepts("Die Gabe dauert 5 ms.", "de")
