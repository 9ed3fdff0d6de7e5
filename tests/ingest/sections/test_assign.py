from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.assemble import assemble
from ingest.reading import Block, Raw
from ingest.sections.assign import assign, bracketed, family_of, heading_number, known_heading, loinc_section
from ingest.sections.headless import with_sub_headings
from ingest.sections.names import Family, Section
from library.models import PassageKind


def document(*lines: str) -> list[Block]:
    """Headings begin with ``# ``, anything else is a paragraph."""
    return [
        Block(PassageKind.HEADING, line[2:], level=1) if line.startswith("# ") else Block(PassageKind.PARAGRAPH, line)
        for line in lines
    ]


def sections_of(*lines: str) -> dict[str, str]:
    blocks = document(*lines)
    return {b.text: str(s) for b, s in zip(blocks, assign(blocks, family_of(blocks)), strict=True)}


US = (
    "# HIGHLIGHTS OF PRESCRIBING INFORMATION", "short words", "# FULL PRESCRIBING INFORMATION: CONTENTS*",
    "1 INDICATIONS AND USAGE", "2.9 Missed Doses", "# FULL PRESCRIBING INFORMATION",
    "# WARNING: LIVER INJURY", "boxed words", "# 1 INDICATIONS AND USAGE", "for adults", "# 2 DOSAGE AND ADMINISTRATION",
    "# 2.5 Renal Impairment", "dose in renal impairment", "# 4 CONTRAINDICATIONS", "none",
    "# 8 USE IN SPECIFIC POPULATIONS", "# 8.1 Pregnancy", "risk", "# 8.6 Renal Impairment", "kinetics in renal impairment",
    "# 12 CLINICAL PHARMACOLOGY", "# 12.1 Mechanism of Action", "it binds", "# 12.3 Pharmacokinetics", "half-life",
    "# 14 CLINICAL STUDIES", "trial", "# 17 PATIENT COUNSELING INFORMATION", "tell them", "# Medication Guide", "lay words",
)  # fmt: skip


def test_a_us_label_keeps_highlights_contents_and_body_apart() -> None:
    found = sections_of(*US)
    assert found["short words"] == "highlights"
    assert found["2.9 Missed Doses"] == "contents"
    assert found["boxed words"] == "boxed_warning"
    assert found["for adults"] == "indications"
    assert found["none"] == "contraindications"
    assert found["lay words"] == "leaflet"


def test_contents_that_run_on_under_the_line_that_ends_them_are_contents_still() -> None:
    line = US.index("# FULL PRESCRIBING INFORMATION") + 1
    late = ("# 14 CLINICAL STUDIES *", "14.1 Trials of one", "# 17 PATIENT COUNSELING INFORMATION *", "* not listed")
    blocks = document(*US[:line], *late, *US[line:])
    found = assign(blocks, family_of(blocks))
    assert found[line : line + 4] == [Section.CONTENTS] * 4
    whole = document(*US)
    assert found[line + 4 :] == assign(whole, family_of(whole))[line:]


def test_a_subsection_of_dosage_stays_dosage_and_one_of_section_8_is_its_population() -> None:
    found = sections_of(*US)
    assert found["dose in renal impairment"] == "dosage"
    assert found["kinetics in renal impairment"] == "renal"
    assert found["risk"] == "pregnancy"
    assert (found["it binds"], found["half-life"], found["trial"]) == (
        "mechanism",
        "pharmacokinetics",
        "clinical_studies",
    )


EU = (
    "# ANNEX I", "# SUMMARY OF PRODUCT CHARACTERISTICS", "# 1. NAME OF THE MEDICINAL PRODUCT", "Ovalex", "# 4. CLINICAL PARTICULARS",
    "# 4.1 Therapeutic indications", "for adults", "# 4.3 Contraindications", "hypersensitivity", "# 4.6 Fertility, pregnancy and lactation",
    "Pregnancy. Avoid it.", "Breast-feeding. Stop it.", "# 4.8 Undesirable effects", "oedema", "# 5. PHARMACOLOGICAL PROPERTIES",
    "# 5.1 Pharmacodynamic properties", "# Mechanism of action", "it binds", "# Clinical efficacy and safety", "trial", "# ANNEX II", "makers",
    "# ANNEX III", "# A. LABELLING", "on the pack", "# B. PACKAGE LEAFLET", "# 4. Possible side effects", "tell your doctor",
)  # fmt: skip


def test_the_annexes_of_european_product_information_are_never_mixed() -> None:
    found = sections_of(*EU)
    assert found["for adults"] == "indications"
    assert (found["makers"], found["on the pack"], found["tell your doctor"]) == ("conditions", "labelling", "leaflet")


def test_words_that_open_a_paragraph_like_a_heading_count_as_one() -> None:
    found = sections_of(*EU)
    assert (found["Pregnancy. Avoid it."], found["Breast-feeding. Stop it."]) == ("pregnancy", "lactation")
    assert (found["it binds"], found["trial"]) == ("mechanism", "clinical_studies")


@pytest.mark.parametrize(
    "names",
    [
        ("Anwendungsgebiete", "Dosierung und Art der Anwendung", "Gegenanzeigen", "Nebenwirkungen"),
        (
            "Indications thérapeutiques",
            "Posologie et mode d’administration",
            "Contre-indications",
            "Effets indésirables",
        ),
        (
            "Indicaciones terapéuticas",
            "Posología y forma de administración",
            "Contraindicaciones",
            "Reacciones adversas",
        ),
        ("Indicações terapêuticas", "Posologia e modo de administração", "Contraindicações", "Efeitos indesejáveis"),
    ],
)
def test_smpc_numbers_mean_the_same_in_every_language(names: tuple[str, ...]) -> None:
    lines = [f"# {number} {name}" for number, name in zip(("4.1", "4.2", "4.3", "4.8"), names, strict=True)]
    blocks = document(*lines)
    assert family_of(blocks) is Family.SMPC
    assert [str(s) for s in assign(blocks, Family.SMPC)] == [
        "indications",
        "dosage",
        "contraindications",
        "adverse_reactions",
    ]


def test_a_swiss_label_needs_no_numbers() -> None:
    found = sections_of(
        "# Zusammensetzung", "a", "# Indikationen/Anwendungsmöglichkeiten", "b", "# Dosierung/Anwendung", "c",
        "# Kontraindikationen", "d", "# Unerwünschte Wirkungen", "e", "# Überdosierung", "f",
    )  # fmt: skip
    assert [found[k] for k in "abcdef"] == [
        "composition", "indications", "dosage", "contraindications", "adverse_reactions", "overdose",
    ]  # fmt: skip


@pytest.mark.parametrize("left", ["【{}】", "〔{}〕", "[{}]"])
def test_chinese_headings_count_in_any_brackets(left: str) -> None:
    names = ("药品名称", "适应症", "用法用量", "不良反应", "禁忌", "注意事项")
    blocks = [Block(PassageKind.HEADING, left.format(name), level=1) for name in names]
    assert family_of(blocks) is Family.CHINA
    assert [str(s) for s in assign(blocks, Family.CHINA)] == [
        "name", "indications", "dosage", "adverse_reactions", "contraindications", "warnings",
    ]  # fmt: skip


def test_an_unknown_chinese_heading_ends_the_section_before_it() -> None:
    found = sections_of("# 【适应症】", "# 【用法用量】", "# 【不良反应】", "# 【禁忌】", "a", "# 【特别说明】", "b")
    assert (found["a"], found["b"]) == ("contraindications", "other")


def test_new_japanese_inserts_go_by_number_and_name() -> None:
    found = sections_of(
        "# 1. 警告", "a", "# 2. 禁忌（次の患者には投与しないこと）", "b", "# 4. 効能又は効果", "c", "# 6. 用法及び用量", "d",
        "# 9. 特定の背景を有する患者に関する注意", "# 9.5 妊婦", "e", "# 10. 相互作用", "f", "# 11. 副作用", "g",
    )  # fmt: skip
    assert [found[k] for k in "abcdefg"] == [
        "boxed_warning", "contraindications", "indications", "dosage", "pregnancy", "interactions", "adverse_reactions",
    ]  # fmt: skip


def test_old_japanese_inserts_go_by_name_whatever_number_stands_before_it() -> None:
    found = sections_of(
        "# 【禁忌】（次の患者には投与しないこと）", "a", "# 【効能・効果】", "b", "# 【用法・用量】", "c", "# 【使用上の注意】",
        "# 1．慎重投与（次の患者には慎重に投与すること）", "d", "# 3．相互作用", "e", "# 4．副作用", "f",
    )  # fmt: skip
    assert [found[k] for k in "abcdef"] == [
        "contraindications", "indications", "dosage", "warnings", "interactions", "adverse_reactions",
    ]  # fmt: skip


def test_a_deck_has_no_sections() -> None:
    assert family_of(document("# Efficacy", "ORR 61.6%", "# Safety", "oedema", "# Contraindications", "none")) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("4.1 Therapeutic indications", "4.1", "Therapeutic indications"),
        ("10. 相互作用", "10", "相互作用"),
        ("1．慎重投与", "1", "慎重投与"),
        ("13.6 months", "13.6", "months"),
        ("2026-05-18", "", "2026-05-18"),
        ("45.5% of patients", "", "45.5% of patients"),
    ],
)
def test_numbers_of_headings(text: str, number: str, rest: str) -> None:
    assert heading_number(text) == (number, rest)


def test_known_headings_and_codes() -> None:
    assert known_heading("CONTRAINDICATIONS")
    assert known_heading("4.2 Posology and method of administration")
    assert not known_heading("13.6 months")
    assert bracketed("【适应症】用于治疗") == 5
    assert bracketed("[1] Smith J") is None
    assert str(loinc_section("34070-3")) == "contraindications"
    assert str(loinc_section("34069-5")) == "how_supplied"
    assert loinc_section("42229-5") is None


def test_a_numbered_subsection_never_stands_under_another_number() -> None:
    blocks = [
        Block(PassageKind.HEADING, "5. PHARMACOLOGICAL PROPERTIES", level=1),
        Block(PassageKind.HEADING, "5.3 Preclinical safety data", level=2),
        Block(PassageKind.HEADING, "6.6 Special precautions for disposal", level=2),
        Block(PassageKind.PARAGRAPH, "No special requirements."),
    ]
    assert assemble(Raw(blocks, 1)).passages[3].heading_path == ("6.6 Special precautions for disposal",)


_NUMBERS = (
    "1.",
    "2.",
    "3.",
    "4.",
    *(f"4.{n}" for n in range(1, 10)),
    "5.",
    "5.1",
    "5.2",
    "5.3",
    "6.",
    *(f"6.{n}" for n in range(1, 7)),
)
WORDS = "NAVN STOFFER FORM KLINIK brug dosis forbud varsler samspil graviditet kørsel bivirkninger overdosis VIRKNING a b c DATA d e f g h i"


def in_no_known_language(product: str) -> list[str]:
    """An SmPC whose headings no list holds; under each a paragraph that names the product and the number."""
    pairs = zip(_NUMBERS, WORDS.split(), strict=True)
    return [line for number, name in pairs for line in (f"# {number} {name} {name}", f"{product} {number} Ordene.")]


def test_european_headings_count_by_number_in_a_language_that_no_list_knows() -> None:
    found = sections_of(
        "# BILAG I RESUME", *in_no_known_language("Ovalex"), "# 7. INDEHAVER", "# 8. NUMMER", "# 9. DATO", "# 10. DATO IGEN",
        *in_no_known_language("Ovalex forte"), "# BILAG II", "fremstiller", "# BILAG III ETIKETTERING OG INDLÆGSSEDDEL",
        "# A. ETIKETTERING", "på pakken", "# B. INDLÆGSSEDDEL", "til patienten",
    )  # fmt: skip
    assert found["Ovalex 4.2 Ordene."] == found["Ovalex forte 4.2 Ordene."] == "dosage"
    assert found["Ovalex 4.8 Ordene."] == found["Ovalex forte 4.8 Ordene."] == "adverse_reactions"
    assert (found["fremstiller"], found["på pakken"], found["til patienten"]) == ("conditions", "labelling", "leaflet")


def test_a_report_with_numbers_like_4_1_is_no_european_label() -> None:
    blocks = document(*in_no_known_language("Report"), "# 4.10 More", "# 5.4 And more")
    assert family_of(blocks) is None


def test_a_pack_that_names_the_medication_guide_stays_a_pack_and_listing_data_follow_it() -> None:
    found = sections_of(
        *US,
        "# PRINCIPAL DISPLAY PANEL - 1 mg",
        "Dispense with",
        "# Medication Guide",
        "keep dry",
        "Product Information",
        "NDC 1234",
    )
    assert (found["keep dry"], found["NDC 1234"]) == ("labelling", "how_supplied")


def test_recent_major_changes_are_a_section_of_the_highlights() -> None:
    found = sections_of(
        US[0], "# RECENT MAJOR CHANGES", "a dose has changed", "# INDICATIONS AND USAGE", "short use", *US[2:]
    )
    assert (found["a dose has changed"], found["short use"]) == ("recent_changes", "highlights")


def test_an_item_that_names_a_population_opens_no_section_of_a_japanese_insert() -> None:
    item = Block(PassageKind.LIST_ITEM, "高齢者（「5．高齢者への投与」の項参照）", facts={"marker": "(4)"})
    heads = (
        "# 【禁忌】",
        "# 【組成・性状】",
        "# 【効能・効果】",
        "# 【用法・用量】",
        "# 【使用上の注意】",
        "# 1．慎重投与",
    )
    blocks = [*document(*heads), item]
    assert assign(blocks, family_of(blocks))[-1] == "warnings"


def _headless_label() -> list[Block]:
    lines = (
        "1.1 Narrow Fever", "Belutamab is indicated in adults with narrow fever.", "4.1 Hypersensitivity",
        "Belutamab is contraindicated in hypersensitivity.", "5.1 Bright Rash", "A bright rash may occur.",
        "The following serious adverse reactions are discussed elsewhere in labeling:", "6.1 Clinical Trials Experience",
        "2.3 doses were given.", "6.2 Postmarketing Experience", "Reports are rare.", "8.1 Pregnancy", "No data.",
        "8.2 Lactation", "No data.", "8.4 Pediatric Use", "Not established.", "12.1 Mechanism of Action",
        "It binds its target.", "14.1 A Study of Narrow Fever", "Fever fell.",
        "Advise the patient to read the Medication Guide.", "Tell them of the rash.",
    )  # fmt: skip
    return [Block(PassageKind.PARAGRAPH, line) for line in lines]


def test_a_us_label_printed_without_section_headings_has_the_sections_of_its_sub_headings() -> None:
    blocks = _headless_label()
    assert family_of(blocks) is Family.US_PLR
    made = with_sub_headings(blocks)
    sections = dict(zip((b.text for b in made), assign(made, Family.US_PLR), strict=True))
    assert sections["Belutamab is indicated in adults with narrow fever."] is Section.INDICATIONS
    assert sections["A bright rash may occur."] is Section.WARNINGS
    assert sections["2.3 doses were given."] is Section.ADVERSE_REACTIONS
    assert sections["The following serious adverse reactions are discussed elsewhere in labeling:"] is (
        Section.ADVERSE_REACTIONS
    )
    assert sections["It binds its target."] is Section.MECHANISM
    assert sections["Fever fell."] is Section.CLINICAL_STUDIES
    assert [b.text for b in made if b.level][-1] == "14.1 A Study of Narrow Fever"
    last = assemble(Raw(_headless_label(), 1)).passages[-1]
    assert (last.section, last.heading_path) == ("patient_counselling", ())


def test_a_numbered_sub_heading_of_two_lines_opens_its_section_too() -> None:
    title = "5.1 Lasting Narrow Reactions Including Torn Nails and Broken Nails, Numbness of the Hands and of the Feet,"
    title += " and Effects on the Sense of Taste and Smell"
    blocks = [replace(b, text=title) if b.text == "5.1 Bright Rash" else b for b in _headless_label()]
    made = with_sub_headings(blocks)
    sections = dict(zip((b.text for b in made), assign(made, Family.US_PLR), strict=True))
    assert title in [b.text for b in made if b.level]
    assert sections["A bright rash may occur."] is Section.WARNINGS


def test_a_heading_with_the_mark_of_a_reference_is_still_known() -> None:
    for text in ("７. 過量投与¹）", "7. 過量投与1)", "＊＊13. 過量投与 ２，３）", "【禁忌】"):
        assert known_heading(text), text


def test_information_for_patients_within_precautions_is_no_leaflet() -> None:
    lines = ["WARNINGS", "PRECAUTIONS", "Information for Patients", "Drug Interactions", "ADVERSE REACTIONS"]
    kinds = (PassageKind.HEADING, PassageKind.PARAGRAPH)
    blocks = [Block(kind, line if kind is kinds[0] else "Some words.", level=1) for line in lines for kind in kinds]
    found = assign(blocks, Family.US_OLD)
    assert found[6] is Section.INTERACTIONS
    assert found[4] is Section.PATIENT_COUNSELLING
