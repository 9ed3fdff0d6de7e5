"""A name before a colon holds for what follows it, in its paragraph and in the lines below; a bare name says nothing."""

from modularize.segment import segment
from tests.modularize.making import Page


def _contexts(section: str, *texts: str) -> dict[str, tuple[str, ...]]:
    page = Page("de", section)
    page.heading("Dosierung/Anwendung")
    for text in texts:
        page.text(text)
    return {part.body: part.context_texts for part in segment(page.passages).segments}


def test_a_dose_below_a_line_for_some_patients_carries_them() -> None:
    found = _contexts(
        "dosage",
        "Kinder: Die Anwendung von Ovalex bei Kindern ist nur selten angezeigt.",
        "Ältere Patienten: Es gibt keine speziellen Daten zu Ovalex. Es sollte die niedrigste wirksame Dosis von 5 mg "
        "gewählt werden.",
        "Eine ausreichende Zufuhr von Flüssigkeit ist vor jeder Gabe von Ovalex sicherzustellen.",
    )
    assert found["Es sollte die niedrigste wirksame Dosis von 5 mg gewählt werden."][-1] == "Ältere Patienten"
    flowing = "Eine ausreichende Zufuhr von Flüssigkeit ist vor jeder Gabe von Ovalex sicherzustellen."
    assert found[flowing][-1] == "Ältere Patienten:"


def test_a_line_that_says_itself_whom_it_is_for_takes_no_name_from_above() -> None:
    other = "Bei einem Ruhepuls von 50 Schlägen pro Minute soll die Dosis von Ovalex nicht erhöht werden."
    found = _contexts(
        "dosage",
        "Kinder: Die Anwendung von Ovalex bei Kindern ist nur selten angezeigt.",
        "Niereninsuffizienz: Die Dosis von Ovalex ist auf 5 mg am Tag zu verringern.",
        other,
    )
    assert found[other] == ("Dosierung/Anwendung",)


def test_a_heading_with_a_colon_keeps_no_sentence_from_the_one_it_leans_on() -> None:
    found = _contexts(
        "adverse_reactions",
        "Immunsystem:",
        "Es wurde über eine verzögerte Hypersensibilität mit Fieber und Ausschlag unter Ovalex berichtet. Andere Organe "
        "können ebenfalls betroffen sein, zum Beispiel Leber, Lunge, Nieren und Herzmuskel der Patienten.",
    )
    [leaning] = [context for body, context in found.items() if body.startswith("Andere Organe")]
    assert leaning[-1].startswith("Es wurde über eine verzögerte Hypersensibilität")


def test_rows_of_a_study_without_a_name_carry_the_sentence_that_introduced_it() -> None:
    page = Page("de", "pharmacology")
    page.heading("Eigenschaften/Wirkungen")
    page.text("In der Studie OVAL 1 wurden 388 Patienten doppelblind mit Ovalex 5 mg oder Placebo behandelt.")
    new = "In einer doppelblinden Studie wurden 961 Patienten randomisiert mit Ovalex 5 mg oder 10 mg behandelt."
    page.text(new)
    page.table("\tOvalex 5 mg\tOvalex 10 mg", "Änderung in Woche 40\t-1,9\t-2,2 a", "Körpergewicht (kg)\t-6,0\t-6,9")
    page.text("a p <0,001 für Überlegenheit")
    parts = segment(page.passages).segments
    [row] = [part for part in parts if part.body.startswith("Änderung")]
    assert new in row.context_texts
    assert "a p <0,001 für Überlegenheit" in row.context_texts
    [study] = [part for part in parts if part.body == new]
    assert not any("OVAL 1" in text for text in study.context_texts)
    assert not any(part.body.startswith("a p <") for part in parts)


def test_a_line_for_adults_stands_over_the_lines_for_each_case_below_it() -> None:
    page = Page("de", "dosage")
    page.heading("4.2 Dosierung")
    for text in (
        "Erwachsene (ab 18 Jahren)", "Bei Kopfschmerzen", "Die übliche Dosis von Ovalex beträgt 1 Tablette.",
        "Bei Migräne", "Bei Beginn der Beschwerden werden 2 Tabletten Ovalex eingenommen.",
        "Kinder (unter 12 Jahren)", "Ovalex wird nicht empfohlen.",
    ):  # fmt: skip
        page.text(text)
    found = {part.body: part.context_texts[1:] for part in segment(page.passages).segments}
    assert found["Die übliche Dosis von Ovalex beträgt 1 Tablette."] == (
        "Erwachsene (ab 18 Jahren)",
        "Bei Kopfschmerzen",
    )
    migraine = "Bei Beginn der Beschwerden werden 2 Tabletten Ovalex eingenommen."
    assert found[migraine] == ("Erwachsene (ab 18 Jahren)", "Bei Migräne")
    assert found["Ovalex wird nicht empfohlen."] == ("Kinder (unter 12 Jahren)",)


def test_the_words_under_one_substance_are_not_read_with_those_of_another() -> None:
    page = Page("de", "interactions")
    page.heading("4.5 Wechselwirkungen")
    for text in (
        "Anticholinergika:", "Verstärkung von Nebenwirkungen der Anticholinergika bei Kombination mit Ovalex.",
        "zentral wirkende Sympathomimetika:", "Verstärkung der zentralen Wirkung von Ovalex.",
        "Levodopa (Antiparkinsonmittel):", "Gegenseitige Verstärkung der therapeutischen Wirkung.",
    ):  # fmt: skip
        page.text(text)
    found = {part.body: part.context_texts[1:] for part in segment(page.passages).segments}
    assert found["Verstärkung der zentralen Wirkung von Ovalex."] == ("zentral wirkende Sympathomimetika:",)
    assert found["Gegenseitige Verstärkung der therapeutischen Wirkung."] == ("Levodopa (Antiparkinsonmittel):",)


def test_a_line_for_children_ends_where_a_warning_no_longer_names_them() -> None:
    page = Page("de", "warnings")
    page.heading("4.4 Warnhinweise")
    for text in (
        "Kinder:", "Ausreichende Erfahrungen mit Kindern liegen für Ovalex nicht vor.",
        "Vor Beginn der Therapie mit Ovalex ist ein EKG zu schreiben.",
    ):  # fmt: skip
        page.text(text)
    found = {part.body: part.context_texts[1:] for part in segment(page.passages).segments}
    assert found["Ausreichende Erfahrungen mit Kindern liegen für Ovalex nicht vor."] == ("Kinder:",)
    assert found["Vor Beginn der Therapie mit Ovalex ist ein EKG zu schreiben."] == ()


def test_what_befell_animals_says_that_it_were_animals() -> None:
    page = Page("de", "overdose")
    page.heading("4.9 Überdosierung")
    page.text(
        "Einzeldosen von 200 mg/kg Ovalex führten bei Mäusen und Ratten zum Tod. Vergiftungserscheinungen umfassten "
        "Verlust des Stellreflexes, Tremor, klonische Krämpfe, Lähmung und Koma."
    )
    [signs] = [part for part in segment(page.passages).segments if part.body.startswith("Vergiftung")]
    assert "bei Mäusen und Ratten" in signs.context_texts[-1]


def test_a_row_of_one_cell_ends_the_label_that_the_row_before_broke_off() -> None:
    page = Page("de", "adverse_reactions")
    page.heading("4.8 Nebenwirkungen")
    page.table(
        "Systemorganklasse\tHäufig\tGelegentlich", "Erkrankungen des Ohrs und des\t\tTaubheit", "Labyrinths\t\t",
        "Herzerkrankungen\t\tVorhofflimmern",
    )  # fmt: skip
    parts = segment(page.passages).segments
    assert not any("Labyrinths" in text for part in parts for text in part.context_texts)
    assert any("Erkrankungen des Ohrs und des" in part.body and "Labyrinths" in part.body for part in parts)


def test_the_key_to_frequencies_told_line_by_line_is_no_module() -> None:
    page = Page("de", "adverse_reactions")
    page.heading("4.8 Nebenwirkungen")
    for text in (
        "Die Häufigkeiten sind wie folgt definiert:", "Sehr häufig: ≥1/10", "Häufig: ≥1/100 bis <1/10",
        "Gelegentlich: ≥1/1'000 bis <1/100", "Häufig: Übelkeit und Erbrechen unter Ovalex.",
    ):  # fmt: skip
        page.text(text)
    assert [part.body for part in segment(page.passages).segments] == ["Häufig: Übelkeit und Erbrechen unter Ovalex."]


def test_a_dose_with_a_use_of_its_own_takes_none_from_the_line_above() -> None:
    found = _contexts(
        "dosage",
        "Glaukom: Die Behandlung mit Ovalex erfolgt nach dem Augendruck.",
        "Ateminsuffizienz: Die Dosis von Ovalex wird nach dem Ansprechen gewählt.",
        "Akute Pankreatitis, Pankreasfisteln: 2-5 Ampullen Ovalex täglich langsam i.v. oder als Infusion.",
        "Zur Prophylaxe der Höhenkrankheit wird 1 Tablette Ovalex zweimal täglich eingenommen.",
    )
    assert all(len(context) == 1 for context in found.values())
