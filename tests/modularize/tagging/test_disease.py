"""A piece is filed under the disease it is about: never a reaction, a risk or the disease of another chapter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from library.models import DocumentClass, ModuleDraft, Passage, SourceFacts
from library.taxonomy import Taxonomy
from modularize.doubts.standing_alone import standing_alone
from modularize.segment import segment
from modularize.tagging.gainsaid import CODE, gainsaid
from modularize.tagging.tag import to_draft
from modularize.tagging.treats import NOT_ABOUT, named_diseases, treated
from tests.modularize.making import Page

TAXONOMY = Taxonomy.load()
LABEL = DocumentClass.LABEL


def drafts(
    page: Page,
    title: str = "",
    kind: DocumentClass = DocumentClass.OTHER,
    product: str = "",
    treats: Sequence[str] = (),
) -> list[ModuleDraft]:
    facts = SourceFacts(title=title, document_class=kind, language=page.language, product=product)
    cut = standing_alone(segment(page.passages), facts, page.passages)
    treats = treats or treated(page.passages, TAXONOMY)
    return [to_draft(part, facts, TAXONOMY, treats) for part in cut.segments]


def under(path: tuple[str, ...], body: str, **said: object) -> ModuleDraft:
    """The draft of a sentence under those headings."""
    language = str(said.pop("language", "en"))
    section = said.pop("section", None)
    page = Page(language, section=section)  # type: ignore[arg-type]
    passages: list[Passage] = []
    for head in path:
        page.heading(head)
        passages.append(page.passages[-1].model_copy(update={"heading_path": path[: len(passages)]}))
    page.text(body)
    passages.append(page.passages[-1].model_copy(update={"heading_path": path}))
    page.passages = passages
    return drafts(page, **said)[-1]  # type: ignore[arg-type]


def test_a_reaction_with_its_rate_is_no_use_of_a_label() -> None:
    told = under(
        ("11. 副作用", "11.1 重大な副作用", "11.1.3 肺炎、喘息（頻度不明）"),
        "咳嗽が認められた場合には、投与を中止すること。",
        language="ja", section="adverse_reactions", kind=LABEL, treats=("pneumonia", "sinusitis"),
    )  # fmt: skip
    assert told.content.disease == ""


def test_a_use_over_a_table_of_reactions_is_one() -> None:
    told = under(
        ("11. 副作用", "11.2 その他の副作用", "11.2.1 転移性の乳癌"),
        "主な副作用は悪心であった。",
        language="ja", section="adverse_reactions", kind=LABEL, treats=("breast_cancer", "gastric_cancer"),
    )  # fmt: skip
    assert told.content.disease == "breast_cancer"


def test_what_another_medicine_in_brackets_is_for_is_no_disease_of_the_words() -> None:
    text = "Die Wirkung von Zentralol (Mittel zur Behandlung von Bluthochdruck) kann zunehmen."
    assert named_diseases(TAXONOMY.concepts(text, "de"), text) == []


def test_a_line_in_angle_brackets_says_which_of_several_diseases_is_meant() -> None:
    told = under(
        ("6. 用法及び用量", "〈ヘリコバクター・ピロリ感染症〉"),
        "胃潰瘍におけるヘリコバクター・ピロリ感染症では、通常、1回250mgを経口投与する。",
        language="ja", section="dosage", kind=LABEL, treats=("peptic_ulcer", "helicobacter_pylori"),
    )  # fmt: skip
    assert told.content.disease == "helicobacter_pylori"


@pytest.mark.parametrize(
    ("head", "disease"),
    [
        ("心膜炎の治療", "pericarditis"),
        ("痛風の治療", "gout"),
        ("CKD患者での治療", "gout"),
    ],
)
def test_in_a_monograph_a_heading_on_another_use_names_the_disease(head: str, disease: str) -> None:
    told = under(
        ("コルヒチンの話", head),
        "通常、1回0.5mgを1日2回経口投与する。",
        language="ja", kind=DocumentClass.MONOGRAPH, product="colchicine",
    )  # fmt: skip
    assert told.content.disease == disease


def test_a_risk_in_the_words_yields_to_the_disease_of_the_heading() -> None:
    told = under(
        ("ゼントリル", "治療の考え方", "COPD"),
        "主病態は気道閉塞であり、肺炎リスク増加の懸念がある。",
        language="ja", product="ゼントリル",
    )  # fmt: skip
    assert told.content.disease == "copd"


def test_a_chapter_on_a_disease_that_the_vocabulary_lacks_is_not_filed_under_another() -> None:
    page = Page("de", section=None)
    page.heading("Sodbrennen")
    page.text("Sodbrennen ist häufig und wird mit Säurehemmern behandelt.")
    page.heading("Zwerchpathie")
    page.text("Die Betroffenen klagen über Druck im Oberbauch.")
    told = {draft.content.body: draft for draft in drafts(page, "Sodbrennen")}
    other = told["Die Betroffenen klagen über Druck im Oberbauch."]
    assert other.content.disease == ""
    assert [tag.words for tag in other.tags if tag.facet == "disease" and tag.value == "zwerchpathie"] == [
        "Zwerchpathie"
    ]


def wrong_title() -> Page:
    page = Page("ja", section=None)
    page.heading("膀胱炎のページ")
    page.text("風邪は上気道の感染症で、誰でもかかります。")
    page.text("風邪の原因の多くはウイルスです。")
    page.text("風邪のときは安静にしましょう。")
    return page


def test_a_title_that_the_text_gainsays_files_nothing_and_is_told() -> None:
    page = wrong_title()
    told = treated(page.passages, TAXONOMY)
    assert f"{NOT_ABOUT}urinary_tract_infection" in told
    assert all(draft.content.disease != "urinary_tract_infection" for draft in drafts(page, "膀胱炎のページ"))
    assert gainsaid("膀胱炎のページ", told).startswith(CODE)


def test_a_title_that_the_text_comes_back_to_is_not_gainsaid() -> None:
    page = wrong_title()
    page.text("膀胱炎では水分をとりましょう。")
    assert not gainsaid("膀胱炎のページ", treated(page.passages, TAXONOMY))


def test_a_paper_on_another_disease_than_the_medicine_is_known_for_is_about_its_title() -> None:
    told = under(
        ("Rituximab in psoriasis", "Discussion"),
        "A patient with lymphoma had been seen before the study began.",
        kind=DocumentClass.PUBLICATION, product="rituximab", title="Rituximab in psoriasis", treats=("about psoriasis",),
    )  # fmt: skip
    assert told.content.disease == "psoriasis"
