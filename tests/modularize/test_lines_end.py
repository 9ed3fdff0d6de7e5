"""How long a line, a stem or a label stands over statements, and what stands over a list that goes on."""

from __future__ import annotations

from library.models import PassageKind
from modularize.headings.usable import is_usable_heading
from modularize.left_out.exclude import unusable
from modularize.segment import segment
from modularize.sentences.depends import reads_as_heading
from tests.modularize.making import Page


def _contexts(page: Page, words: str) -> tuple[str, ...]:
    return next(part.context_texts for part in segment(page.passages).segments if words in part.body)


def test_what_doses_are_for_stands_over_the_doses() -> None:
    page = Page(section="leaflet")
    page.heading("3. How to take Velzury")
    page.text("To prevent a blood clot from forming in the heart in patients with an irregular heart beat.")
    page.text("The recommended dose is one tablet of Velzury 5 mg twice a day.")
    assert "To prevent a blood clot" in " ".join(_contexts(page, "recommended dose"))


def test_a_numbered_title_ends_what_a_line_with_a_colon_opened() -> None:
    page = Page(language="zh", section="dosage")
    page.heading("【用法用量】")
    page.text("原则上日用量不改变，可用四分之一片部分或必要时全部取代原先的分配量，但要缩短间隔期：")
    page.text("原先服用半片时，可用两次服用各四分之一片来取代。")
    page.add(PassageKind.LIST_ITEM, "过去服用左旋多巴现转用本品", group="list-1", facts={"marker": "3．"})
    page.text("病人应当被密切观察一周，如有必要，用量应增加，直至获得令人满意的疗效为止。")
    assert not any("间隔期" in text for text in _contexts(page, "密切观察"))


def test_an_enumeration_of_another_form_is_none_of_what_a_label_opens() -> None:
    page = Page(language="zh", section="warnings")
    page.heading("【注意事项】")
    page.text(
        "(1)本品偶有交叉敏感反应。(2)下列情况慎用：①糖尿病患者应当慎用本品；②痛风患者应当慎用本品。"
        "(3)在治疗开始前及治疗期间应当随访周围血象、血浆凝血因子、血糖和肝功能。"
    )
    assert not any("慎用" in text for text in _contexts(page, "周围血象"))


def test_a_list_goes_on_with_what_opened_it_behind_a_word_on_one_of_its_items() -> None:
    page = Page(section="interactions")
    page.heading("4.5 Interactions")
    stem = page.text("The following interactions are known when Velzury is given together with").text
    page.items("Diuretics: blood pressure falls further", "Clonidine: heart rate may fall")
    page.text("Clonidine may only be stopped some days after Velzury.")
    page.items("Adrenaline: blood pressure may rise sharply", group="list-2")
    assert _contexts(page, "Adrenaline")[-1] == stem


def test_a_heading_that_says_what_must_not_be_is_kept_though_it_ends_in_a_comma() -> None:
    assert is_usable_heading("Velzury Tropfen dürfen nicht eingenommen werden,")
    assert not is_usable_heading("Velzury Tropfen werden eingenommen,")


def test_a_line_within_an_open_bracket_heads_nothing() -> None:
    assert not reads_as_heading("Bei Borreliose (Stadium I, Erythema migrans verbunden mit flüchtigen")
    assert reads_as_heading("Bei Borreliose (Stadium I)")


def test_a_line_that_says_how_often_ends_at_another_frequency() -> None:
    page = Page(language="de", section="leaflet")
    page.heading("Nebenwirkungen")
    line = page.text("Mit folgenden Nebenwirkungen müssen Sie häufig rechnen:").text
    page.text("Müdigkeit, Schwindelgefühl und Kopfschmerzen treten am Tage auf und lassen meist nach.")
    page.text("Gelegentlich treten Zittern und Magen-Darm-Störungen auf.")
    page.text("Erhöhte Leberwerte wurden im Blut der Patienten gemessen.")
    assert line in _contexts(page, "Schwindelgefühl")
    assert line not in (*_contexts(page, "Zittern"), *_contexts(page, "Leberwerte"))


def test_a_list_of_telephone_numbers_says_nothing_and_one_number_in_a_text_may() -> None:
    assert unusable("AB Tel: +45 43 66 64 Malta Tel: +35 62 27 78 Hrvatska d.o.o. Tel: +38 51 46 28")
    assert not unusable(
        "Call +45 43 66 64, +35 62 27 78 or +38 51 46 28 if the pen of the patient does not work as it should."
    )


def test_a_germ_with_a_mark_heads_none_of_the_next() -> None:
    page = Page(language="de", section="pharmacodynamics")
    page.heading("Gramnegative Aerobier:")
    page.text("Neisseria gonorrhoeae*")
    page.text("Vibrio cholerae (in manchen Studien wurden resistente Stämme beschrieben)")
    assert not any("Neisseria" in text for text in _contexts(page, "Vibrio"))


def test_a_heading_that_names_the_first_medicine_names_none_of_the_others() -> None:
    page = Page(language="de", section="interactions")
    page.heading("Andere Schmerzmittel sowie Alkohol:")
    page.text("Verstärkung der Nebenwirkungen am Magen und erhöhtes Risiko von Blutungen werden beobachtet.")
    page.text("Digoxin: Die Plasmakonzentration von Digoxin kann unter der Behandlung erhöht sein.")
    assert "Andere Schmerzmittel sowie Alkohol:" in _contexts(page, "Blutungen")
    assert "Andere Schmerzmittel sowie Alkohol:" not in _contexts(page, "Digoxin")


def test_a_line_for_a_week_ends_at_a_case() -> None:
    page = Page(section="leaflet")
    page.heading("3. How to take Velzury")
    page.text("Week 2")
    page.text("You should take one tablet of 1 mg twice daily at about the same time.")
    page.text("If you have problems with your kidneys, you should speak to your doctor.")
    assert "Week 2" in _contexts(page, "1 mg")
    assert "Week 2" not in _contexts(page, "kidneys")
