"""Lines cut within a figure, the last line of a list, names at the head of a paragraph, and what a medicine is not for."""

from __future__ import annotations

from library.models import DocumentClass, ModuleKind
from modularize.segment import segment
from modularize.tagging.kinds import kind_of
from tests.modularize.making import Page


def test_a_line_cut_between_two_figures_is_one_sentence_and_heads_nothing() -> None:
    page = Page(language="de", section="overdose")
    page.heading("4.9 Überdosierung")
    page.text("Die Wirkung kann durch Absetzen beherrscht werden. Die Parameter gingen in Studien innerhalb von 2 bis")
    page.text("4 Stunden nach dem Absetzen auf den Basiswert zurück.")
    page.text("Ein spezifisches Antidot für dieses Arzneimittel steht bisher nicht zur Verfügung.")
    made = segment(page.passages).segments
    assert any("innerhalb von 2 bis\n4 Stunden" in part.body for part in made)
    assert not any("innerhalb von 2 bis" in text for part in made for text in part.context_texts if part is made[-1])


def test_the_last_lines_of_a_list_of_contraindications_are_contraindications() -> None:
    page = Page(language="zh", section="contraindications")
    page.heading("4.3 禁忌症")
    for line in ("消耗性疾病", "嚴重的慢性憂鬱症", "鐮形細胞貧血", "對本品主成份過敏者。"):
        page.text(line)
    made = segment(page.passages).segments
    assert any("鐮形細胞貧血" in part.body for part in made)
    assert not any("鐮形細胞貧血" in part.context_texts for part in made)


def test_what_stands_before_the_colon_of_a_paragraph_goes_with_its_later_sentences() -> None:
    page = Page(language="de", section="interactions")
    page.heading("Interaktionen")
    page.text(
        "Muskelrelaxantien: Die Wirkung der Muskelrelaxantien kann durch das Diuretikum verstärkt werden. "
        "Eine Anpassung der Dosis kann vor einer Operation erforderlich sein."
    )
    later = [part for part in segment(page.passages).segments if part.body.startswith("Eine Anpassung")]
    assert later != []
    assert all("Muskelrelaxantien" in " ".join(part.context_texts) for part in later)


def test_what_a_medicine_is_not_for_is_no_indication() -> None:
    said = kind_of("本品不适用于治疗1型糖尿病。", ("【适应症】",), "indications", DocumentClass.LABEL)
    assert said is ModuleKind.WARNING
    used = kind_of("本品适用于治疗2型糖尿病。", ("【适应症】",), "indications", DocumentClass.LABEL)
    assert used is ModuleKind.INDICATION


def test_no_contraindication_is_told_where_there_is_none() -> None:
    said = kind_of("推荐在无禁忌证的情况下加用非奈利酮。", (), None, DocumentClass.PUBLICATION)
    assert said is not ModuleKind.CONTRAINDICATION


def test_a_numbered_line_is_under_no_heading_of_another_chapter() -> None:
    page = Page(language="de", section="pharmacology")
    page.heading("5. Pharmakologische Eigenschaften")
    page.section = "shelf_life"
    page.text("6.3 Dauer der Haltbarkeit")
    page.text("Die Dauer der Haltbarkeit beträgt drei Jahre ab der Herstellung.")
    [made] = segment(page.passages).segments
    assert made.context_texts == ("6.3 Dauer der Haltbarkeit",)


def test_what_a_patient_says_among_questions_heads_the_answer_below() -> None:
    page = Page(section="leaflet")
    page.heading("Questions about the pen")
    page.text("Did I get my whole dose?")
    page.text("Do not take the pen from your skin before the second click.")
    page.text("I am not sure if my pen worked the right way.")
    page.text("Look at the window, which is grey when the dose was given.")
    last = segment(page.passages).segments[-1]
    assert last.context_texts[-1] == "I am not sure if my pen worked the right way."
    assert not any("whole dose" in text for text in last.context_texts)


def test_rows_of_a_dose_table_typed_as_lines_wait_wholly_and_head_nothing() -> None:
    page = Page("zh", "dosage")
    page.heading("【用法用量】")
    page.text("第六和第七周 1 1 1 1/2 3 1/2")
    page.text("第八和第九周 1 1 1 1 4")
    page.text("如有必要每天给予4片以上，增加剂量应以月为间隔期。")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == ["如有必要每天给予4片以上，增加剂量应以月为间隔期。"]
    assert cut.segments[0].context_texts == ("【用法用量】",)
    assert len(cut.withheld) == 2
