from __future__ import annotations

from dataclasses import replace

from ingest.lines.hyphens import without_halved_headings
from ingest.reading import Block
from ingest.sections.assign import Family, Section, assign, family_of, heading_number
from ingest.sections.kinetics_heads import with_steps_below_substances
from ingest.sections.labelled_text import with_labels_as_headings
from ingest.sections.levels import with_section_levels
from ingest.structure.small_items import with_small_items
from library.models import PassageKind

OLD = (
    "1. Bezeichnung des Arzneimittels", "2. Verschreibungsstatus/Apothekenpflicht", "4. Anwendungsgebiete",
    "5. Gegenanzeigen", "6. Nebenwirkungen", "7. Wechselwirkungen mit anderen Mitteln",
    "10. Dosierung mit Einzel- und Tagesgaben", "12. Notfallmaßnahmen, Symptome und Gegenmittel",
    "13. Pharmakologische und toxikologische Eigenschaften, Pharmakokinetik und Angaben zur Bioverfügbarkeit",
)  # fmt: skip


def _heading(text: str) -> Block:
    return Block(PassageKind.HEADING, text, level=2)


def _sections(names: tuple[str, ...]) -> list[Section | None]:
    blocks = [_heading(name) for name in names]
    return assign(blocks, family_of(blocks))


def test_the_older_german_order_has_sections() -> None:
    assert _sections(OLD) == [
        Section.NAME, Section.AUTHORISATION, Section.INDICATIONS, Section.CONTRAINDICATIONS, Section.ADVERSE_REACTIONS,
        Section.INTERACTIONS, Section.DOSAGE, Section.OVERDOSE, Section.PHARMACOLOGY,
    ]  # fmt: skip


def test_german_names_without_numbers_open_sections() -> None:
    names = ("Zusammensetzung", "Anwendungsgebiete", "Gegenanzeigen", "Nebenwirkungen", "Wechselwirkungen", "Dosierung")
    assert _sections(names)[1:4] == [Section.INDICATIONS, Section.CONTRAINDICATIONS, Section.ADVERSE_REACTIONS]


def test_codes_of_fields_before_the_numbers_change_no_section() -> None:
    plain = ("4.1 Anwendungsgebiete", "4.2 Dosierung und Art der Anwendung", "4.3 Gegenanzeigen", "4.8 Nebenwirkungen",
             "5.2 Pharmakokinetische Eigenschaften")  # fmt: skip
    assert _sections(tuple(f"BG {name}" for name in plain)) == _sections(plain)
    assert _sections(plain)[3] is Section.ADVERSE_REACTIONS


def test_what_may_be_sold_where_is_no_dosimetry() -> None:
    names = ("4.1 Anwendungsgebiete", "4.2 Dosierung und Art der Anwendung", "4.3 Gegenanzeigen", "4.8 Nebenwirkungen",
             "10. Stand der Information", "11. Verkaufsabgrenzung")  # fmt: skip
    assert _sections(names)[-1] is Section.AUTHORISATION


def test_a_heading_broken_within_a_word_opens_its_paragraph() -> None:
    rest = Block(PassageKind.PARAGRAPH, "rezeptorenblocker etc.): Die Wirkung auf Herz und Kreislauf wird verstärkt.")
    whole = without_halved_headings([_heading("Herzwirksame Mittel (z.B. Beta-"), rest])
    assert [b.kind for b in whole] == [PassageKind.PARAGRAPH]
    assert whole[0].text.startswith("Herzwirksame Mittel (z.B. Betarezeptorenblocker etc.): Die")


def test_a_heading_over_items_in_small_letters_stays() -> None:
    blocks = [_heading("Das Mittel darf nicht eingenommen werden"), Block(PassageKind.PARAGRAPH, "wenn Sie stillen.")]
    assert without_halved_headings(blocks) == blocks


def test_names_of_sections_in_running_text_head_what_follows_them() -> None:
    text = (
        "ANWENDUNGSGEBIETE: Kleine Wunden. GEGENANZEIGEN: Allergie. NEBENWIRKUNGEN: Selten Ausschlag. "
        "DOSIERUNG: Mehrmals täglich auftragen."
    )
    made = with_labels_as_headings([Block(PassageKind.PARAGRAPH, text)])
    heads = [block.text for block in made if block.kind is PassageKind.HEADING]
    assert heads == ["ANWENDUNGSGEBIETE", "GEGENANZEIGEN", "NEBENWIRKUNGEN", "DOSIERUNG"]
    assert made[3].text == "Allergie."


def test_a_name_with_a_colon_under_headings_of_sections_heads_nothing() -> None:
    blocks = [_heading("4.1 Anwendungsgebiete"), _heading("Gegenanzeigen"), _heading("Nebenwirkungen"),
              _heading("Anwendungsgebiete"), Block(PassageKind.PARAGRAPH, "Dosierung: Dreimal täglich.")]  # fmt: skip
    assert with_labels_as_headings(blocks) == blocks


def test_paragraphs_in_small_letters_among_items_are_items() -> None:
    item, text = PassageKind.LIST_ITEM, PassageKind.PARAGRAPH
    blocks = [
        Block(text, "Das Mittel wird angewendet zur Behandlung"), Block(item, "Depressiver Erkrankungen", group="l1"),
        Block(text, "der Zwangsstörung"), Block(item, "der Panikstörung", group="l2"), Block(text, "der Angststörung"),
        Block(text, "Fragen Sie Ihren Arzt."),
    ]  # fmt: skip
    made = with_small_items(blocks)
    assert [block.kind for block in made] == [text, item, item, item, item, text]
    assert {block.group for block in made[1:5]} == {"l1"}


def test_a_sentence_behind_an_item_that_ends_is_no_item() -> None:
    blocks = [
        Block(PassageKind.LIST_ITEM, "Sie schwanger sind."),
        Block(PassageKind.PARAGRAPH, "dies gilt auch sonst."),
    ]
    assert with_small_items(blocks) == blocks


def test_steps_of_the_kinetics_stand_below_the_substance_they_are_told_of() -> None:
    names = ("Pharmakokinetik", "Valsartan", "Distribution", "Hydrochlorothiazid", "Distribution", "Ältere Patienten")
    blocks = [replace(_heading(name), level=2 if name == "Pharmakokinetik" else 3) for name in names]
    assert [b.level for b in with_steps_below_substances(blocks)] == [2, 3, 4, 3, 4, 3]
    assert with_steps_below_substances(blocks[:3]) == blocks[:3]


def test_lines_with_the_code_of_their_field_are_headings_whatever_they_look_like() -> None:
    lines = (
        "BG 4. Klinische Angaben", "BN 4.2 Dosierung, Art und Dauer der Anwendung", "BI 4.3 Gegenanzeigen",
        "BF 5. Pharmakologische Eigenschaften", "B1 5.1 Pharmakodynamische Eigenschaften", "Bioverfügbarkeit",
        "B3 5.3 Präklinische Daten zur Sicherheit", "BX 6.4 Besondere Lagerungshinweise", "B5 8. Zulassungsnummer",
    )  # fmt: skip
    blocks = [Block(PassageKind.PARAGRAPH, line) for line in lines]
    blocks[5] = replace(blocks[5], kind=PassageKind.HEADING, level=1)
    made = with_section_levels(blocks, Family.SMPC)
    assert all(block.level for block in made)
    assert [made[at].level for at in (0, 3, 8)] == [made[0].level] * 3
    assert made[1].level == made[2].level == made[4].level == made[6].level == made[0].level + 1
    assert made[5].level > made[4].level
    assert assign(made, Family.SMPC)[6] is Section.NONCLINICAL


def test_a_vitamin_before_its_amount_is_no_code_of_a_field() -> None:
    assert heading_number("B12 10 µg täglich")[0] == heading_number("B6 5 Tropfen am Tag")[0] == ""
    assert heading_number("B3 5.3 Präklinische Daten zur Sicherheit") == ("5.3", "Präklinische Daten zur Sicherheit")
