"""What is withheld for a doubt, and what is not."""

from __future__ import annotations

import pytest

from library.models import PassageKind, SourceFacts
from modularize.doubts.doubt import NEEDS_PERSON
from modularize.segment import segment
from modularize.tagging.named import own_name
from tests.modularize.making import Page


def _withheld(page: Page) -> list[str]:
    cut = segment(page.passages)
    assert len(cut.withheld) <= sum(skip.reason.startswith(NEEDS_PERSON) for skip in cut.skipped)
    assert not {part.first.id for part in cut.withheld} & {part.first.id for part in cut.segments}
    return [skip.reason.removeprefix(NEEDS_PERSON) for skip in cut.skipped if skip.needs_person]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("It may be taken by adults [see Warnings and Precautions.", "bracket"),
        (
            "Avoid use in hypotension [see Warnings (5)].The first dose of ovalol in a patient with an old heart attack, at night.",
            "run into",
        ),
        ("The dose is reduced in liver disease. Elderly patients", "may be a heading"),
        ("Wait for a few days without any food. Then take o a tablet or o a capsule or o a drop.", "items of a list"),
    ],
)
def test_a_line_with_a_sign_of_lost_structure_is_withheld_with_the_doubt_in_words(text: str, doubt: str) -> None:
    page = Page(section="dosage")
    page.heading("2 Dosage")
    page.text(text)
    [why] = _withheld(page)
    assert doubt in why


def test_a_row_of_marks_under_no_header_is_withheld() -> None:
    page = Page(language="de", section="pharmacology")
    page.add(PassageKind.TABLE_ROW, "Erster Keim\tX\t", group="t")
    page.add(PassageKind.TABLE_ROW, "Zweiter Keim\tØ\t", group="t")
    assert _withheld(page) == ["marks in a table whose columns are not named"] * 2


def test_a_mark_without_its_note_withholds_the_row_and_with_it_does_not() -> None:
    page = Page(section="adverse_reactions")
    page.table("Reaction\tFrequency", "Headache*\tCommon", "Nausea\tCommon")
    assert _withheld(page) == ["the mark * points to a note that was not found"]
    page.text("* Seen after marketing only.")
    page.passages[-1] = page.passages[-1].model_copy(update={"kind": PassageKind.FOOTNOTE, "group": "table-1"})
    assert not _withheld(page)


def test_a_cell_whose_figure_lost_its_sign_withholds_the_row() -> None:
    page = Page(section="pharmacology")
    page.table("Strain\tDilution test\tDisc test", "Susceptible\t£2\t³17", "Intermediate\t4\t14-16")
    assert _withheld(page) == ["a sign before a figure may be a lost ≤ or ≥"]


def test_a_row_of_which_the_reader_is_not_sure_is_withheld_with_its_words() -> None:
    page = Page(section="pharmacology")
    page.table("Group\tA\tB", "Under 200\t90%\t81%", "200 or more\t91%\t94%")
    page.passages[-1] = page.passages[-1].model_copy(update={"facts": {"unsure": "what stands where is not sure"}})
    assert _withheld(page) == ["what stands where is not sure"]


def test_two_values_in_one_cell_are_withheld() -> None:
    page = Page(section="clinical_studies")
    page.table("Endpoint\tA and B", "Response\t100 (37.5) 110 (40.3)")
    assert _withheld(page) == ["several values in one cell of a table"]


@pytest.mark.parametrize(
    "text",
    [
        "Take one tablet a day, e.g. in the morning.",
        "Arzneimittel zur Muskelentspannung, z. B. Beispielin, dürfen nicht gegeben werden.",
        "These tablets contain 2.5 mg of the substance (see section 6).",
    ],
)
def test_a_whole_sentence_is_not_withheld(text: str) -> None:
    page = Page(section="dosage")
    page.text(text)
    assert not _withheld(page)


def test_an_empty_first_cell_stays_in_the_row() -> None:
    page = Page(language="de", section="dosage")
    page.table("Hübe\tMenge\tTropfen", "1 Hub\t12,5 mg\t5 Tropfen")
    page.add(PassageKind.TABLE_ROW, "\t2,5 mg\t1 Tropfen", group="table-1")
    assert "\t2,5 mg\t1 Tropfen" in "\n".join(part.body for part in segment(page.passages).segments)


def test_a_first_row_of_words_over_figures_names_the_columns() -> None:
    page = Page(language="de", section="dosage")
    for row in ("Ungefähres Alter\tGewicht\tEinzeldosis (1-2 mg/kg)", "1 Jahr\t10 kg\t4 - 8", "3 Jahre\t15 kg\t6 - 12"):
        page.add(PassageKind.TABLE_ROW, row, group="t")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["1 Jahr\t10 kg\t4 - 8", "3 Jahre\t15 kg\t6 - 12"]
    assert all("Ungefähres Alter\tGewicht\tEinzeldosis (1-2 mg/kg)" in part.context_texts for part in made)


def test_a_higher_dose_keeps_the_dose_it_is_higher_than() -> None:
    page = Page(language="de", section="dosage")
    page.text("Kinder über acht Jahre erhalten 2,5 mg pro kg.")
    page.text("Bei jüngeren Kindern ist möglicherweise eine höhere Dosis erforderlich.")
    made = segment(page.passages).segments
    assert "Kinder über acht Jahre erhalten 2,5 mg pro kg." in made[-1].context_texts


def test_a_numbered_paragraph_stands_beside_the_heading_before_it_not_under_it() -> None:
    page = Page(language="ja", section="adverse_reactions")
    page.heading("11.1.2 刺激興奮（頻度不明）")
    page.text("11.1.3 肝機能障害（頻度不明）：AST等の上昇を伴う肝機能障害があらわれることがある。")
    heading, made = segment(page.passages).segments
    assert heading.body == "刺激興奮（頻度不明）"
    assert made.body.startswith("肝機能障害")
    assert not made.context


def test_words_behind_the_last_sentence_of_a_paragraph_head_the_next() -> None:
    page = Page(language="de", section="dosage")
    page.text("Bei Leberinsuffizienz wird die Dosis vermindert. Sedierung während der Intensivbehandlung")
    page.text("Die Dosis beträgt höchstens 4 mg pro kg.")
    made = segment(page.passages).segments
    assert [part.body for part in made] == [
        "Bei Leberinsuffizienz wird die Dosis vermindert.",
        "Die Dosis beträgt höchstens 4 mg pro kg.",
    ]
    assert made[-1].context_texts[0] == "Sedierung während der Intensivbehandlung"


def test_an_inner_list_of_another_bullet_keeps_both_openings() -> None:
    page = Page(section="indications")
    page.text("The medicine is indicated:")
    for text, mark in (
        ("To lower blood pressure in:", "•"),
        ("Adults who were treated with other medicines before without success.", "o"),
        ("Children from ten years of age who weigh more than thirty kilograms.", "o"),
        ("To prevent stroke in adults.", "•"),
    ):
        page.add(PassageKind.LIST_ITEM, text, group="list-1", facts={"marker": mark})
    shown = {part.body: "\n".join([*part.context_texts, part.body]) for part in segment(page.passages).segments}
    assert all("is indicated:" in text for text in shown.values())
    assert any("lower blood pressure in:" in text and "Children from ten" in text for text in shown.values())
    assert all("lower blood pressure" not in text for body, text in shown.items() if body.startswith("To prevent"))


def test_the_halves_of_a_sentence_marked_by_the_reader_are_one_or_wait_for_a_person() -> None:
    page = Page()
    page.add(PassageKind.PARAGRAPH, "If it is suspected, use not directed against", facts={"continues": "next"})
    assert _withheld(page)
    page.add(PassageKind.PARAGRAPH, "C. difficile may need to be discontinued.", facts={"continues": "previous"})
    [made] = segment(page.passages).segments
    assert len(made.origin) == 2


def test_a_numbered_line_set_as_an_item_over_a_paragraph_is_its_heading() -> None:
    page = Page(language="de")
    page.add(PassageKind.LIST_ITEM, "Blutdruck-Kontrolle", group="list-1", facts={"marker": "6."})
    page.text("Während der Behandlung sind regelmässige Kontrollen erforderlich.")
    [made] = segment(page.passages).segments
    assert made.context_texts == ("Blutdruck-Kontrolle",)


@pytest.mark.parametrize(
    "text",
    [
        "Praktische Empfehlungen zur korrekten Anwendung: siehe «c) Anwendung».",
        "Dosierung bei Niereninsuffizienz siehe «Pharmakokinetik».",
        "用法请参见【注意事项】。",
        "Because clinical trials are conducted under widely varying conditions, rates cannot be compared between trials.",
    ],
)
def test_what_only_sends_the_reader_elsewhere_is_no_module(text: str) -> None:
    page = Page(language="zh" if "参" in text else "de")
    page.text(text)
    assert not segment(page.passages).segments


def test_a_note_goes_with_the_rows_that_bear_the_mark_its_reader_kept() -> None:
    page = Page(language="ja", section="adverse_reactions")
    page.table("\t頻度不明", "過敏症注1）\t発疹、蕁麻疹", "眼注2 ）\t複視、霧視", "腎臓\t血尿、蛋白尿")
    for mark, text in (("注1 ）", "投与を中止すること。"), ("注2）", "視力検査を行うことが望ましい。")):
        page.add(PassageKind.FOOTNOTE, text, group="table-1", facts={"marker": mark})
    made = {part.body.split("\t")[0]: part.context_texts for part in segment(page.passages).segments}
    assert "投与を中止すること。" in made["過敏症注1）"]
    assert "視力検査を行うことが望ましい。" in made["眼注2 ）"]
    assert not {"投与を中止すること。", "視力検査を行うことが望ましい。"} & set(made["腎臓"])


def test_a_result_against_placebo_is_not_put_under_a_study_against_another_medicine() -> None:
    page = Page(language="de", section="clinical_studies")
    page.text("In der Studie 301 wurde Beispielin mit Altmittel bei 200 Patienten verglichen.")
    page.text("Patienten unter Beispielin hatten weniger Ereignisse als Patienten unter Plazebo (12 % und 20 %).")
    made = segment(page.passages).segments
    assert not any("Altmittel" in text for text in made[-1].context_texts)


@pytest.mark.parametrize(
    "text", ["Clearance £10 ml/Min. verbietet die Anwendung.", "Bei Werten von (³400 µmol/l) nicht."]
)
def test_a_letter_where_a_sign_stood_is_withheld(text: str) -> None:
    page = Page(language="de", section="contraindications")
    page.text(text)
    assert _withheld(page) == ["a sign before a figure may be a lost ≤ or ≥"]


def test_two_rows_of_words_over_figures_are_both_the_header() -> None:
    page = Page(language="de", section="dosage")
    rows = (
        "Pumpe\t\tTropfen",
        "Anzahl Hübe\tMenge\tAnzahl Tropfen",
        "\t2.5 mg\t1 Tropfen",
        "1 Hub\t12.5 mg\t5 Tropfen",
    )
    for row in rows:
        page.add(PassageKind.TABLE_ROW, row, group="t")
    [made] = segment(page.passages).segments[-1:]
    assert made.body == "1 Hub\t12.5 mg\t5 Tropfen"
    assert {"Pumpe\t\tTropfen", "Anzahl Hübe\tMenge\tAnzahl Tropfen"} <= set(made.context_texts)


def test_a_heading_that_an_earlier_section_left_over_a_text_is_not_its_context() -> None:
    page = Page(section="mechanism")
    page.heading("Klebsiella oxytoca")
    page.section = "indications"
    page.text("The medicine Solvanta is used for infections of the urinary tract.")
    [made] = segment(page.passages).segments
    assert made.context_texts == ()


def test_a_leaflet_of_an_unknown_class_gives_the_name_its_first_question_asks_for() -> None:
    page = Page(language="de", section=None)
    page.heading("Was ist Beispielin® und wann wird es angewendet?")
    page.text("Beispielin lindert Schmerzen.")
    assert own_name(SourceFacts(), page.passages) == "beispielin"


def test_paragraphs_with_a_bullet_under_an_opening_are_its_items() -> None:
    page = Page(language="de", section="leaflet")
    page.text("Informieren Sie Ihren Arzt, wenn Sie eines der folgenden Arzneimittel einnehmen:")
    page.text("·Arzneimittel zur Senkung des Cholesterins")
    page.text("·krampflösende Arzneimittel zur Behandlung von Anfällen")
    shown = ["\n".join([*part.context_texts, part.body]) for part in segment(page.passages).segments]
    assert shown
    assert all("Informieren Sie Ihren Arzt" in text for text in shown)


def test_values_of_other_patients_keep_what_was_measured() -> None:
    page = Page(language="de", section="pharmacokinetics")
    page.text("Die Halbwertszeit beträgt bei Gesunden 6 Stunden.")
    page.text("Bei Patienten mit Niereninsuffizienz betrugen die Werte etwa 11 Stunden.")
    assert all("Halbwertszeit" in "\n".join([*p.context_texts, p.body]) for p in segment(page.passages).segments)


def test_a_brand_written_small_begins_a_sentence() -> None:
    page = Page(section="leaflet")
    page.text("solvanta® is a medicine for the loss of weight. It is taken once a week.")
    assert segment(page.passages).segments[0].body.startswith("solvanta® is a medicine")


def test_only_a_lost_blank_between_whole_sentences_is_no_doubt() -> None:
    page = Page(section="leaflet")
    page.text("If you miss a dose, call your doctor.Take the dose as soon as possible on the same day.")
    cut = segment(page.passages)
    assert len(cut.segments) == 1
    assert not cut.withheld


def test_running_text_of_a_paper_that_ends_in_small_letters_was_cut() -> None:
    page = Page(section=None)
    page.heading("Results")
    page.text("Beyond the formats that have been described so far, two-armed ones have emerged as a promising")
    page.heading("Discussion")
    assert [skip.reason for skip in segment(page.passages).skipped if "end of its" in skip.reason]


@pytest.mark.parametrize(
    "text",
    [
        "与口服降糖药联合è疗时，起始剂量为10U。",
        "本品应每周注射-次，可在一天中任意时间注射。",
        "首次使用前储存于冰箱中(2C-8C)，不得冷冻。",
    ],
)
def test_a_chinese_text_with_a_lost_sign_waits_for_a_person(text: str) -> None:
    page = Page(language="zh", section="dosage")
    page.text(text)
    assert not segment(page.passages).segments


@pytest.mark.parametrize("text", ["本品每日3-4次，每次10mg，餐前口服。", "维生素C缺乏者应慎用本品，储存于2-8°C。"])
def test_a_range_and_a_letter_in_a_name_are_no_lost_signs(text: str) -> None:
    page = Page(language="zh", section="dosage")
    page.text(text)
    assert segment(page.passages).segments


@pytest.mark.parametrize(
    "text", ["剂量可从I.2mg增加至1.8mg。", "肌酐清除率为60-90m1/min的患者可能出现反应。", "年龄必75岁的患者经验有限。"]
)
def test_a_letter_in_the_place_of_a_figure_waits_for_a_person(text: str) -> None:
    page = Page(language="zh", section="dosage")
    page.text(text)
    assert not segment(page.passages).segments


@pytest.mark.parametrize(
    ("behind", "waits"),
    [
        ("Es wird empfohlen, eine intravenöse Hydratation durchzuführen.", True),
        ("Bei Bestätigung der Resultate sollte die Behandlung abgebrochen werden.", True),
        ("Velzury darf bei Patienten mit schwerer Niereninsuffizienz nicht angewendet werden.", False),
    ],
)
def test_a_sentence_that_leans_on_a_withheld_one_waits_with_it(behind: str, waits: bool) -> None:
    lost = "Velzury sollte abgesetzt werden, falls das Kreatinin um ³44 µmol/L ansteigt."
    page = Page(language="de", section="dosage")
    page.heading("Dosierung")
    page.text(f"{lost} {behind}")
    assert (behind in {part.body for part in segment(page.passages).withheld}) is waits
