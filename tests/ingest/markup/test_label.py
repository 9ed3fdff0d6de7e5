from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.markup import label
from ingest.reading import Limits, Reading
from library.errors import Refused
from library.models import DocumentClass, PassageKind
from tests.ingest import documents as make


def read(data: bytes) -> Reading:
    return assemble(label.read(data, Limits()))


def sections(reading: Reading) -> list[tuple[str, str | None]]:
    return [(p.text, p.section) for p in reading.passages]


def test_sections_are_named_by_their_loinc_code_and_unclassified_ones_by_what_is_around_them() -> None:
    inner = f"<component>{make.spl_section('42229-5', '5.1 Lung Disease', '<paragraph>Withhold it.</paragraph>')[11:-12]}</component>"
    data = make.spl(
        make.spl_section("34070-3", "4 CONTRAINDICATIONS", "<paragraph>None.</paragraph>")
        + make.spl_section("43685-7", "5 WARNINGS AND PRECAUTIONS", "", inner)
        + make.spl_section("34069-5", "16 HOW SUPPLIED", "<paragraph>Tablets.</paragraph>")
    )
    assert sections(read(data))[1:] == [
        ("4 CONTRAINDICATIONS", "contraindications"),
        ("None.", "contraindications"),
        ("5 WARNINGS AND PRECAUTIONS", "warnings"),
        ("5.1 Lung Disease", "warnings"),
        ("Withhold it.", "warnings"),
        ("16 HOW SUPPLIED", "how_supplied"),
        ("Tablets.", "how_supplied"),
    ]


def test_highlights_come_first_and_are_never_the_section_itself() -> None:
    excerpt = "<excerpt><highlight><text><paragraph>300 mg daily (2.2)</paragraph></text></highlight></excerpt>"
    data = make.spl(
        make.spl_section(
            "34068-7", "2 DOSAGE AND ADMINISTRATION", "<paragraph>The dose is 300 mg.</paragraph>", excerpt
        )
    )
    found = dict(sections(read(data)))
    assert found["300 mg daily (2.2)"] == "highlights"
    assert found["The dose is 300 mg."] == "dosage"


def test_lists_and_tables_of_the_narrative_are_read() -> None:
    narrative = (
        "<list><item>first</item></list><table><tr><td><content styleCode='bold'>Event</content></td>"
        "<td><content styleCode='bold'>%</content></td></tr><tr><td>Oedema</td><td>58.3</td></tr></table>"
    )
    kinds = {
        p.text: p.kind for p in read(make.spl(make.spl_section("34084-4", "6 ADVERSE REACTIONS", narrative))).passages
    }
    assert kinds["first"] is PassageKind.LIST_ITEM
    assert kinds["Event\t%"] is PassageKind.TABLE_HEADER
    assert kinds["Oedema\t58.3"] is PassageKind.TABLE_ROW


def test_a_label_says_its_market_date_and_version() -> None:
    facts = read(make.spl(make.spl_section("34070-3", "4 CONTRAINDICATIONS", "<paragraph>None.</paragraph>"))).facts
    assert (facts.document_class, facts.market, facts.version_label) == (DocumentClass.LABEL, "US", "version 3")
    assert str(facts.effective) == "2026-03-16"
    assert "effective" in facts.words


def epi(*compositions: tuple[str, str]) -> bytes:
    entries = "".join(
        f'<entry><resource><Composition><language value="es"/><title value="{title}"/>{body}</Composition></resource></entry>'
        for title, body in compositions
    )
    return f'<Bundle xmlns="http://hl7.org/fhir">{entries}</Bundle>'.encode()


def epi_section(title: str, words: str) -> str:
    return f'<section><title value="{title}"/><text><div xmlns="http://www.w3.org/1999/xhtml"><p>{words}</p></div></text></section>'


def test_an_epi_keeps_the_smpc_and_the_leaflet_apart() -> None:
    smpc = "".join(
        epi_section(title, f"Texto {n} para profesionales sanitarios.")
        for n, title in enumerate(
            (
                "4.1 Indicaciones terapéuticas",
                "4.2 Posología y forma de administración",
                "4.3 Contraindicaciones",
                "4.8 Reacciones adversas",
            )
        )
    )
    data = epi(
        ("Ficha técnica", smpc), ("Prospecto", epi_section("4. Posibles efectos adversos", "Texto para el paciente."))
    )
    found = dict(sections(read(data)))
    assert found["Texto 0 para profesionales sanitarios."] == "indications"
    assert found["Texto 2 para profesionales sanitarios."] == "contraindications"
    assert found["Texto para el paciente."] == "leaflet"


def test_an_epi_that_says_it_is_a_leaflet_in_its_type_alone_is_one() -> None:
    kind = '<type><coding><code value="100000155538"/></coding><text value="Package Leaflet"/></type>'
    named = epi_section("PACKAGE LEAFLET", "Velzury 5 mg") + epi_section(
        "4. Possible side effects", "You may feel sick."
    )
    data = epi(("Velzury 5 mg tablets - EN", named)).replace(b"<title", kind.encode() + b"<title", 1)
    reading = read(data)
    assert (reading.facts.document_class, reading.facts.market) == (DocumentClass.LEAFLET, "EU")
    other = kind.replace("<coding>", '<coding><system value="https://www.authority.example/"/>')
    assert read(data.replace(kind.encode(), other.encode())).facts.market == ""
    assert {passage.section for passage in reading.passages} == {"leaflet"}


def coded(code: str, title: str, words: str) -> str:
    code = f'<code><coding><system value="http://loinc.org"/><code value="{code}"/></coding></code>'
    return epi_section(title, words).replace("<text>", f"{code}<text>", 1)


def test_a_drug_label_in_the_form_of_an_epi_is_placed_by_its_codes_and_is_no_words_on_a_pack() -> None:
    named = '<x><name><productName value="VELZURY® (velzurimab) Capsules - {} mg"/></name></x>'
    body = (
        coded("34067-9", "1 INDICATIONS AND USAGE", "Velzury is indicated for eczema.")
        + coded("34070-3", "4 CONTRAINDICATIONS", "None known.")
        + coded("51945-4", "PRINCIPAL DISPLAY PANEL", "NDC 0000-0000")
    )
    data = epi(("Drug Label for VELZURY (velzurimab) capsules", body))
    reading = read(data.replace(b"</Bundle>", f"{named.format(75)}{named.format(100)}</Bundle>".encode()))
    found = dict(sections(reading))
    assert found["Velzury is indicated for eczema."] == "indications"
    assert found["None known."] == "contraindications"
    assert found["NDC 0000-0000"] == "labelling"
    assert (reading.facts.market, reading.facts.product) == ("US", "velzury")
    assert reading.facts.title == "Drug Label for VELZURY (velzurimab) capsules"


@pytest.mark.parametrize("title", ["Labelling", "ETIQUETADO", "Etikettierung", "A. Étiquetage"])
def test_the_part_with_the_words_on_the_packs_is_told_by_its_name(title: str) -> None:
    data = epi(("Drug label", epi_section("Name", "Velzury 5 mg.")), (title, epi_section("PARTICULARS", "EXP")))
    found = dict(sections(read(data)))
    assert found["EXP"] == "labelling"
    assert found["Velzury 5 mg."] != "labelling"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><document xmlns="urn:hl7-org:v3"/>', "ingest.doctype"),
        (b'<document xmlns="urn:hl7-org:v3"><title>', "ingest.broken"),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', "ingest.no_sections"),
    ],
)
def test_hostile_broken_and_empty_labels_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        label.read(data, Limits())
    assert refused.value.code == code


def test_a_note_inside_a_caption_leaves_the_caption_whole_and_with_its_own_table() -> None:
    row = "<tr><td>{0}</td><td>1.5</td></tr><tr><td>{0} again</td><td>2.5</td></tr>"
    table = "<table><caption>{0} of the <footnote>Study 5505.</footnote>tablets</caption>{1}</table>"
    inner = "".join(table.format(f"Table {n} Levels", row.format(f"Peak {n}")) for n in (1, 2))
    found = assemble(label.read(make.spl(make.spl_section("34090-1", "12 PHARMACOLOGY", inner)), Limits())).passages
    groups = {p.text.split("\t")[0]: p.group for p in found if p.group}
    assert groups["Table 2 Levels of the tablets"] == groups["Peak 2"] != groups["Peak 1"]
    notes = [p.group for p in found if p.kind is PassageKind.FOOTNOTE]
    assert notes == [groups["Peak 1"], groups["Peak 2"]]


def product(*names: str, code: str = "34391-3") -> str:
    parts = "".join(
        f"<manufacturedProduct><manufacturedProduct><name>{name}</name></manufacturedProduct></manufacturedProduct>"
        for name in names
    )
    section = make.spl_section("48780-1", "", "", f"<subject>{parts}</subject>")
    data = make.spl(section + make.spl_section("34070-3", "4 CONTRAINDICATIONS", "<paragraph>None.</paragraph>"))
    return read(data.replace(b"<title>", f'<code code="{code}"/><title>'.encode(), 1)).facts.product


def test_the_product_is_the_one_name_the_label_gives_as_data() -> None:
    assert product("Velzury", "VELZURY") == "velzury"
    assert product("Velzury<suffix> Pen</suffix>") == "velzury"
    assert product("Velzury", "Ovalex") == ""
    assert product("Velzury Night", code="34390-5") == ""
    assert product() == ""


def test_a_heading_found_by_its_words_stands_beside_others_of_its_look() -> None:
    look = '<paragraph><content styleCode="underline">{}</content></paragraph><paragraph>{}</paragraph>'
    body = look.format("Renal Impairment", "It is not recommended.") + look.format("Dose Preparation", "Use care.")
    reading = read(make.spl(make.spl_section("34068-7", "2 DOSAGE AND ADMINISTRATION", body)))
    [care] = [passage for passage in reading.passages if passage.text == "Use care."]
    assert "Renal Impairment" not in care.heading_path


def test_a_note_set_inside_a_cell_is_a_note_below_the_table_and_its_mark_stands_in_every_cell_that_refers_to_it() -> (
    None
):
    table = (
        "<table><thead><tr><th>Drug</th><th>AUC<footnote ID='n1'>Fold change against velzurimab alone.</footnote></th>"
        "</tr></thead><tbody><tr><td><footnote ID='n2'>See section 7.</footnote>Ranolazine</td><td>2.5</td></tr>"
        "<tr><td><footnoteRef IDREF='n2'/>Juice</td><td>1.2</td></tr></tbody></table>"
    )
    reading = read(make.spl(make.spl_section("34090-1", "12 CLINICAL PHARMACOLOGY", table)))
    texts = [passage.text for passage in reading.passages]
    assert {"Drug\tAUC*", "Ranolazine†\t2.5", "Juice†\t1.2"} <= set(texts)
    notes = {p.facts["marker"]: p.text for p in reading.passages if p.kind is PassageKind.FOOTNOTE}
    assert notes == {"*": "Fold change against velzurimab alone.", "†": "See section 7."}


def test_the_steps_of_an_injection_stand_under_no_question_on_storage() -> None:
    body = (
        "<paragraph><content styleCode='bold'>How should I store VELZURY?</content></paragraph>"
        "<paragraph>Keep it in a refrigerator.</paragraph>"
        "<paragraph><content styleCode='bold'>Choose the Injection Site</content></paragraph>"
        "<paragraph>Wash and dry your hands well.</paragraph>"
    )
    reading = read(make.spl(make.spl_section("42231-1", "MEDICATION GUIDE", body)))
    [wash] = [passage for passage in reading.passages if passage.text.startswith("Wash")]
    assert wash.heading_path[-1] == "Choose the Injection Site"
    assert not any("store" in heading for heading in wash.heading_path)


def test_a_section_without_a_title_stands_beside_the_titled_one_before_it() -> None:
    bold = "<paragraph><content styleCode='bold'>{}</content></paragraph><list><item>you are a woman</item></list>"
    inner = [
        make.spl_section("42229-5", "Extremely Flammable", "<paragraph>Avoid fire.</paragraph>"),
        make.spl_section("50570-1", "", bold.format("Do not use if")),
    ]
    data = make.spl(make.spl_section("34071-1", "Warnings", "<paragraph>For men only.</paragraph>", "".join(inner)))
    found = {p.text: p.heading_path for p in read(data).passages}
    assert found["Avoid fire."][-2:] == ("Warnings", "Extremely Flammable")
    assert found["you are a woman"][-2:] == ("Warnings", "Do not use if")


def test_a_frame_around_doses_coded_as_a_boxed_warning_is_of_the_doses() -> None:
    def boxed(words: str) -> str:
        return f"<component>{make.spl_section('34066-1', '', f'<paragraph>{words}</paragraph>')[11:-12]}</component>"

    inner = boxed("Severe Symptoms - 3 mg to 5 mg twice daily") + boxed("Fatal if given by another route.")
    data = make.spl(make.spl_section("34068-7", "DOSAGE AND ADMINISTRATION", "", inner))
    found = dict(sections(read(data)))
    assert found["Severe Symptoms - 3 mg to 5 mg twice daily"] == "dosage"
    assert found["Fatal if given by another route."] == "boxed_warning"
