"""Doses told indication by indication bear its name; a list of uses that the vocabulary hardly knows is no one disease."""

from __future__ import annotations

from library.models import PassageKind
from library.taxonomy import Taxonomy
from modularize.segment import segment
from modularize.tagging.tag import OTHERS, treated
from tests.modularize.making import Page


def _label(*doses: str) -> Page:
    page = Page(language="de", section="indications")
    page.heading("Indikationen")
    page.text("Glaukom, Ödeme unterschiedlicher Genese, Ateminsuffizienz, Epilepsie, Hirnödem, Pankreatitis.")
    page.section = "dosage"
    page.heading("Dosierung")
    for dose in doses:
        page.text(dose)
    return page


def test_what_follows_the_name_of_an_indication_bears_it_up_to_the_next_name() -> None:
    page = _label(
        "Glaukom: In akuten Fällen 250 mg alle vier Stunden.",
        "Möglichst bald wird auf die orale Therapie mit Tabletten zu 250 mg umgestellt.",
        "Epilepsie: 250 mg täglich in mehreren Dosen.",
        "Das Pulver jeder Ampulle wird in 5 ml Wasser gelöst und langsam injiziert.",
    )
    made = {part.body: part.context_texts for part in segment(page.passages).segments}
    assert "Glaukom" in made["Möglichst bald wird auf die orale Therapie mit Tabletten zu 250 mg umgestellt."]
    assert "Glaukom" not in made["Epilepsie: 250 mg täglich in mehreren Dosen."]
    solved = made["Das Pulver jeder Ampulle wird in 5 ml Wasser gelöst und langsam injiziert."]
    assert not {"Glaukom", "Epilepsie"} & set(solved)


def test_one_label_alone_heads_no_other_paragraph() -> None:
    page = _label("Epilepsie: 250 mg täglich.", "Bei Niereninsuffizienz wird die Dosis halbiert und überwacht.")
    made = {part.body: part.context_texts for part in segment(page.passages).segments}
    assert "Epilepsie" not in made["Bei Niereninsuffizienz wird die Dosis halbiert und überwacht."]


def test_a_list_of_many_uses_is_not_for_the_one_that_is_known() -> None:
    page = Page(language="de", section="indications")
    page.heading("Indikationen")
    page.text("Glaukom, Blumsucht unterschiedlicher Genese, Trellitis, Gorpsches Leiden, Kwarzen.")
    assert OTHERS in treated(page.passages, Taxonomy.load())
    assert page.passages[1].kind is PassageKind.PARAGRAPH
