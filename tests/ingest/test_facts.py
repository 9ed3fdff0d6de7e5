from __future__ import annotations

from datetime import date

import pytest

from ingest.assemble import assemble
from ingest.facts import document_facts, parse_date
from ingest.reading import Block, Raw, Reading
from ingest.titles import before_comparator, printed_name
from library.models import DocumentClass, PassageKind, SourceFacts


def reading(*lines: str, footer: str = "", filename: str = "", given: SourceFacts = SourceFacts()) -> Reading:
    blocks = [Block(PassageKind.TITLE, lines[0], level=1), *(Block(PassageKind.PARAGRAPH, line) for line in lines[1:])]
    if footer:
        blocks.append(Block(PassageKind.FOOTER, footer))
    return assemble(Raw(blocks, 1, facts=given), filename)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-05-18", date(2026, 5, 18)),
        ("2026年5月18日", date(2026, 5, 18)),
        ("18 May 2026", date(2026, 5, 18)),
        ("May 2026", date(2026, 5, 1)),
        ("18. Mai 2026", date(2026, 5, 18)),
        ("18.05.2026", date(2026, 5, 18)),
        ("10/2026", date(2026, 10, 1)),
        ("18 de mayo de 2026", date(2026, 5, 18)),
        ("2026-13-45", None),
        ("24 months", None),
    ],
)
def test_dates_as_documents_write_them(words: str, day: date | None) -> None:
    assert parse_date(words) == day


def test_an_expiry_that_names_a_month_lasts_to_its_end() -> None:
    assert parse_date("02/2028", last=True) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "footer",
    [
        "BM-OVA-US-0042 | Prepared 2026-04-20 | Expires 2027-04-19",
        "BM-OVA-US-0042 | 制作日期 2026-04-20 | 有效期至 2027-04-19",
    ],
)
def test_the_footer_says_code_dates_and_market_and_the_words_are_kept(footer: str) -> None:
    facts = reading("Ovalex", "Text.", footer=footer).facts
    assert (facts.material_code, facts.prepared, facts.expiry) == (
        "BM-OVA-US-0042",
        date(2026, 4, 20),
        date(2027, 4, 19),
    )
    assert facts.market == "US"
    assert facts.words["expiry"] in footer


def test_a_shelf_life_is_no_expiry() -> None:
    assert reading("奥瓦片说明书", "【有效期】24个月").facts.expiry is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ovalex product monograph", DocumentClass.MONOGRAPH),
        ("Frequently asked questions on Ovalex", DocumentClass.FAQ),
        ("Clinical study report", DocumentClass.REPORT),
        ("Ovalex e-detailing aid", DocumentClass.EDA),
        ("Patient leaflet", DocumentClass.LEAFLET),
        ("Anything else", DocumentClass.OTHER),
    ],
)
def test_the_class_is_told_by_the_words_of_the_title(title: str, expected: DocumentClass) -> None:
    assert reading(title, "Text.").facts.document_class is expected


def test_a_line_about_reporting_reactions_makes_no_report() -> None:
    facts = reading(
        "Ovalex in practice", "Text.", footer="Report suspected adverse reactions to Brackenmoor Pharma"
    ).facts
    assert facts.document_class is DocumentClass.OTHER


def test_a_paper_is_told_by_its_parts() -> None:
    blocks = [
        Block(PassageKind.HEADING, name, level=1)
        for name in ("Abstract", "Methods", "Results", "Discussion", "References")
    ]
    facts = assemble(Raw([Block(PassageKind.TITLE, "Ovalinib in adults", level=1), *blocks], 1)).facts
    assert facts.document_class is DocumentClass.PUBLICATION


def test_product_names_come_from_marks_and_substances_first() -> None:
    names = reading("OVALEX® (ovalinib) tablets", "欧瓦乐® 可用于治疗。").product_names
    assert names[0] == "OVALEX"
    assert {"欧瓦乐", "ovalinib"} <= set(names)


def test_the_end_of_a_run_of_chinese_before_a_mark_is_a_name_too() -> None:
    assert "欧弗然" in reading("为什么选择欧弗然®", "x").product_names


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        (("VELZADIOL ACETATE", "INJECTION, USP"), "VELZADIOL ACETATE INJECTION, USP"),
        (("VELZADIOL TABLETS, USP CII",), "VELZADIOL TABLETS, USP CII"),
        (("VELZADIOL RAISES A RISK",), "VELZADIOL RAISES A RISK"),
    ],
)
def test_an_old_us_insert_is_titled_by_its_name_in_capitals(opening: tuple[str, ...], title: str) -> None:
    blocks = [Block(PassageKind.HEADING, opening[0], level=1)]
    blocks += [Block(PassageKind.PARAGRAPH, line) for line in (*opening[1:], "Rx only")]
    blocks.append(Block(PassageKind.HEADING, "VELZADIOL RAISES A RISK OF FALLS", level=1))
    parts = ("DESCRIPTION", "CLINICAL PHARMACOLOGY", "INDICATIONS AND USAGE", "CONTRAINDICATIONS", "WARNINGS",
             "PRECAUTIONS", "ADVERSE REACTIONS", "OVERDOSAGE", "DOSAGE AND ADMINISTRATION", "HOW SUPPLIED")  # fmt: skip
    for part in parts:
        blocks += [Block(PassageKind.HEADING, part, level=1), Block(PassageKind.PARAGRAPH, "Text of this part.")]
    facts = assemble(Raw(blocks, 1)).facts
    assert (facts.document_class, facts.title) == (DocumentClass.LABEL, title)


def test_consumer_medicine_information_is_a_leaflet() -> None:
    found = reading("Velzafem® 1 mg tablets", "Consumer Medicine Information", "Velzafem is a medicine.").facts
    assert found.document_class is DocumentClass.LEAFLET


@pytest.mark.parametrize(
    ("first", "filename", "expected"),
    [
        ("NICE guideline", "x.pdf", "publication"),
        ("Hypertonie", "x.pdf", "other"),
        ("Risk", "AngioRiskStudyProtocolv0.5.docx", "report"),
    ],
)
def test_guidelines_and_protocols_are_told_by_their_line_or_their_file(
    first: str, filename: str, expected: str
) -> None:
    blocks = [Block(PassageKind.PARAGRAPH, first), Block(PassageKind.PARAGRAPH, "Offer advice to people with it.")]
    assert document_facts(blocks, None, SourceFacts(), "en", filename).document_class.value == expected


def test_what_a_title_compares_with_is_not_its_product() -> None:
    assert before_comparator("Ovalinib plus lazinib vs osinib in ovalitis") == "Ovalinib plus lazinib "
    assert before_comparator("Ovalinib compared with placebo") == "Ovalinib "
    assert before_comparator("Ovalinib in adults") == "Ovalinib in adults"
    assert before_comparator("Ovalinib in patients receiving osinib") == "Ovalinib "
    assert before_comparator("Ovalinib in Kombination mit Osinib") == "Ovalinib "
    assert before_comparator("欧瓦替尼联合奥西替尼治疗") == "欧瓦替尼"


def test_the_line_of_a_web_print_names_the_product_before_its_repackager() -> None:
    line = "OVALEX- ovalinib tablet, film coated"
    assert printed_name(["Some Packer", line]) == line
    assert printed_name(["Some Packer", "OVALEX - Information for the patient"]) == ""


@pytest.mark.parametrize(("own", "title"), [("VELZAC 150 mg 錠", "維樂康150毫克膜衣錠"), ("", "Velzinib")])
def test_the_first_line_that_the_file_gives_as_its_title_is_the_title(own: str, title: str) -> None:
    blocks = [Block(PassageKind.PARAGRAPH, "維樂康150毫克膜衣錠"), Block(PassageKind.HEADING, "Velzinib", level=2)]
    given = SourceFacts(title=f"{title} {own}".strip() if own else "")
    assert assemble(Raw(blocks, 1, facts=given), "insert.html").facts.title == title


def test_an_older_german_leaflet_is_one_by_its_title_and_its_first_words() -> None:
    opening = "Lesen Sie die gesamte Packungsbeilage sorgfältig durch, bevor Sie beginnen."
    holder = "Der pharmazeutische Unternehmer ist Exemplum GmbH, Brückenweg 1, D-12345 Beispiel."
    found = reading("Gebrauchsinformation", opening, "Velzury senkt den Blutdruck.", holder).facts
    assert (found.document_class, found.market) == (DocumentClass.LEAFLET, "DE")
    assert reading("Gebrauchsinformation", "Legen Sie das Gerät an.").facts.document_class is DocumentClass.OTHER


@pytest.mark.parametrize(
    ("first", "title"),
    [("甲剤の使用に関する指針2031年改訂", "甲剤の使用に関する指針2031年改訂"), ("2031年3月改訂", "概要")],
)
def test_a_title_that_tells_of_a_revised_guideline_is_no_date_of_revision(first: str, title: str) -> None:
    blocks = [Block(PassageKind.HEADING, first, level=1), Block(PassageKind.HEADING, "概要", level=2)]
    assert assemble(Raw([*blocks, Block(PassageKind.PARAGRAPH, "本文です。")], 1)).facts.title == title


@pytest.mark.parametrize(
    "line",
    [
        "1. Was ist Velzury 10 und wofür wird es angewendet?",
        "Was sind Velzury Tabletten und wofür werden sie eingenommen?",
        "Lesen Sie die gesamte Packungsbeilage sorgfältig durch, bevor Sie mit der Einnahme beginnen.",
    ],
)
def test_a_german_leaflet_without_its_title_line_is_told_by_its_first_question_or_request(line: str) -> None:
    assert reading("Velzury® 10", line, "Velzury senkt den Blutdruck.").facts.document_class is DocumentClass.LEAFLET
