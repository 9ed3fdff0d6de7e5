from __future__ import annotations

from library.models import PassageKind, SourceFacts
from modularize.headings.usable import is_usable_heading
from modularize.left_out.boilerplate import is_standing
from modularize.segment import segment
from modularize.tagging.named import combined_name
from tests.modularize.making import Page


def test_what_stands_behind_the_sections_of_a_label_waits_for_a_person() -> None:
    page = Page("de", "authorisation")
    page.heading("11. VERKAUFSABGRENZUNG")
    page.text("Verschreibungspflichtig")
    page.items("Die graue Kappe vom roten Knopf entfernen.", "Den Knopf drücken, bis ein Klicken zu hören ist.")
    cut = segment(page.passages)
    assert not cut.segments
    assert [skip.needs_person for skip in cut.skipped if skip.passage in ("p2", "p3")] == [True, True]


def test_a_heading_for_adults_stands_over_no_dose_for_children() -> None:
    page = Page("de", "leaflet")
    page.heading("Wie verwenden Sie Nimosan?")
    page.path = ("Wie verwenden Sie Nimosan?", "Für Erwachsene und Jugendliche über 14 Jahre")
    page.text("Die übliche Dosis beträgt 3 Tabletten pro Tag.")
    page.text("Für Kinder wird Ihr Arzt die Dosis dem Alter entsprechend anpassen.")
    page.text("Zäpfchen werden mit 12 mg pro kg Körpergewicht verabreicht.")
    over = [" ".join(part.context_texts) for part in segment(page.passages).segments]
    assert ["Erwachsene" in text for text in over] == [True, False, False]
    assert page.passages[0].kind is PassageKind.HEADING


def test_sentences_of_the_german_template_are_no_modules() -> None:
    said = (
        "Fragen Sie bei Ihrem Arzt oder Apotheker nach, wenn Sie sich nicht sicher sind.",
        "Wie alle Arzneimittel kann auch dieses Arzneimittel Nebenwirkungen haben, die aber nicht bei jedem auftreten "
        "müssen.",
        "Nehmen Sie dieses Arzneimittel immer genau wie in dieser Packungsbeilage beschrieben bzw. genau nach der mit "
        "Ihrem Arzt getroffenen Absprache ein.",
        "Dieses Arzneimittel wurde Ihnen persönlich verschrieben und darf nicht an Dritte weitergegeben werden.",
    )
    assert all(is_standing(text, "de") for text in said)
    assert not is_standing("Nehmen Sie dieses Arzneimittel immer genau 30 Minuten vor dem Essen ein.", "de")


def test_a_clause_of_the_leaflet_heads_what_is_said_under_it() -> None:
    page = Page("de", "leaflet")
    page.heading("Wie ist Nimosan einzunehmen?")
    page.text("Wenn Sie die Einnahme von Nimosan vergessen haben")
    page.text("Nehmen Sie nicht die doppelte Dosis ein.")
    [part] = segment(page.passages).segments
    assert part.body == "Nehmen Sie nicht die doppelte Dosis ein."
    assert part.context_texts[-1].startswith("Wenn Sie die Einnahme")


def _dosing() -> Page:
    page = Page("de", "dosage")
    page.heading("Dosierung/Anwendung")
    page.path = ("Dosierung/Anwendung", "Kombination mit Valproat")
    page.text("Die Initialdosis beträgt 25 mg pro Tag.")
    page.add(PassageKind.LIST_ITEM, "Kinder zwischen 2 und 12 Jahren", group="list-1", facts={"marker": "b)"})
    page.text("Kombination mit Mitteln, die den Abbau von Nimosan beschleunigen (mit oder ohne Carbamazepin)")
    page.text("Die Initialdosis beträgt 0,6 mg/kg pro Tag.")
    return page


def test_a_lettered_line_heads_the_doses_below_it_and_is_no_module() -> None:
    parts = segment(_dosing().passages).segments
    assert [part.body for part in parts] == [
        "Die Initialdosis beträgt 25 mg pro Tag.",
        "Die Initialdosis beträgt 0,6 mg/kg pro Tag.",
    ]
    assert "Kinder zwischen 2 und 12 Jahren" in parts[1].context_texts
    assert "Kinder zwischen 2 und 12 Jahren" not in parts[0].context_texts


def test_a_long_line_without_a_verb_heads_the_dose_below_it_in_the_place_of_one_like_it() -> None:
    over = segment(_dosing().passages).segments[1].context_texts
    assert over[-1].startswith("Kombination mit Mitteln")
    assert "Kombination mit Valproat" not in over


def test_a_lettered_heading_with_brackets_is_whole() -> None:
    assert is_usable_heading("b) Ältere Patienten (über 65 Jahre)")
    assert not is_usable_heading("über 65 Jahre)")


def test_what_is_listed_in_a_composition_keeps_the_strength_it_is_told_for() -> None:
    page = Page("de", "composition")
    page.heading("2. ZUSAMMENSETZUNG")
    for strength, sugar in ((200, "10,7"), (400, "10,5")):
        page.text(f"Nimosan {strength} Mikrogramm, Pulver zur Inhalation")
        page.text(f"Ein Hub enthält {strength} Mikrogramm Budesonid.")
        page.text("Sonstiger Bestandteil:")
        page.text(f"{sugar} mg Lactose-Monohydrat je abgegebene Dosis")
    told = {part.body: " ".join(part.context_texts) for part in segment(page.passages).segments}
    assert "Nimosan 200" in told["10,7 mg Lactose-Monohydrat je abgegebene Dosis"]
    assert "Nimosan 400" in told["10,5 mg Lactose-Monohydrat je abgegebene Dosis"]


def test_a_short_word_behind_a_substance_names_a_combination() -> None:
    assert combined_name(["Losartan"], SourceFacts(title="Losartan HCT Nimo 100 mg/12,5 mg"), []) == "losartan hct"
    assert combined_name(["Losartan"], SourceFacts(title="Losartan Nimo 100 mg"), []) == ""


def test_millions_end_no_sentence_and_an_article_waits_for_its_noun() -> None:
    page = Page("de", "adverse_reactions")
    page.heading("Nebenwirkungen")
    page.text("Bei etwa 3% der Patienten, die 10 Mio. I.E. täglich erhielten, kam es zu einem Ausschlag.")
    page.text("Selten stieg die Aktivität des Enzyms im Blut der Behandelten auf das Zehnfache des oberen")
    page.text("Normalwertes, ohne dass die Patienten Beschwerden hatten.")
    first, second = segment(page.passages).segments
    assert first.body.endswith("kam es zu einem Ausschlag.")
    assert second.body.endswith("Beschwerden hatten.")
