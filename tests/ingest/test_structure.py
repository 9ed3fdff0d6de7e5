"""What the place and look of words say of a document's structure: heads of pages, headings, tables, notes."""

from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.lineage.compare import compare
from ingest.lineage.marks import compared_with_marks
from ingest.lines.notes import with_notes, with_notes_apart
from ingest.markup import aips, pmda, web
from ingest.pdf import document as pdf
from ingest.reading import Block, Limits, Reading
from ingest.structure.stacked import with_stacked
from library.errors import Refused
from library.models import PassageDraft, PassageKind
from tests.ingest import documents as make

H, P, ROW, HEAD, NOTE = (
    PassageKind.HEADING,
    PassageKind.PARAGRAPH,
    PassageKind.TABLE_ROW,
    PassageKind.TABLE_HEADER,
    PassageKind.FOOTNOTE,
)
BODY: list[tuple[float, float, str, dict[str, int]]] = [
    (60.0, 100.0 + 14 * n, f"Line {n} of the text goes on over the whole width of this page here.", {})
    for n in range(30)
]


def html(words: str) -> Reading:
    return assemble(web.read(words.encode(), Limits()))


def told(reading: Reading) -> list[tuple[PassageKind, str]]:
    return [(p.kind, p.text) for p in reading.passages]


# --- PDF --------------------------------------------------------------------------------------------------------------


def pages(*heads: str) -> Reading:
    made = [[(60.0, 40.0, head, {"fontsize": 15}), *BODY] for head in heads]
    return assemble(pdf.read(make.pdf(*made), Limits(pdf_check=False)))


def test_another_product_in_the_place_of_the_running_head_heads_nothing() -> None:
    reading = pages("Ovalex 10 mg", "Ovalex 10 mg", "Zentrix 5 mg")
    assert [p.kind for p in reading.passages if p.text.startswith("Zentrix")] == [PassageKind.HEADER]
    assert not any("Zentrix" in name for p in reading.passages for name in p.heading_path)


def test_a_first_line_that_recurs_on_few_pages_makes_no_running_heads_of_the_others() -> None:
    reading = pages("Ovalex 10 mg", "Ovalex 10 mg", "Overdose", "Storage", "Contents", "Holder", "Revision")
    assert [p.kind for p in reading.passages if p.text in ("Overdose", "Storage")] == [H, H]


def test_a_letter_in_the_side_margin_is_no_word_of_the_paragraph() -> None:
    page = [*BODY, (575.0, 240.0, "P", {"fontsize": 16})]
    reading = assemble(pdf.read(make.pdf(page), Limits(pdf_check=False)))
    assert [p.kind for p in reading.passages if p.text == "P"] == [PassageKind.HEADER]


def test_a_row_of_figures_at_the_edge_of_a_page_is_no_page_number() -> None:
    page = [*BODY, *((x, 790.0, figure, {}) for x, figure in ((60.0, "117"), (200.0, "90"), (340.0, "69")))]
    reading = assemble(pdf.read(make.pdf(page), Limits(pdf_check=False)))
    assert not any(p.kind is PassageKind.FOOTER for p in reading.passages)


# --- headings ---------------------------------------------------------------------------------------------------------


def headings(*names: str) -> list[Block]:
    """Headings of one level; ``.`` puts words under the one before."""
    return [Block(P, "Some words.") if name == "." else Block(H, name, 6) for name in names]


def levels(blocks: list[Block]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for block in with_stacked(blocks):
        if block.level:
            found.setdefault(block.text, []).append(block.level)
    return found


def test_a_form_heads_what_the_other_forms_have_too_and_no_more() -> None:
    dose = headings(
        "Capsules", "Adults", ".", "Children", ".", "Drops", "Adults", ".", "Children", ".", "Renal disease", "."
    )
    assert levels(dose) == {
        "Capsules": [6], "Adults": [7, 7], "Children": [7, 7], "Drops": [6], "Renal disease": [6],
    }  # fmt: skip


def test_without_anything_in_common_only_the_heading_directly_below_is_deeper() -> None:
    assert levels(headings("Children", "Start", ".", "Use in adults", ".")) == {
        "Children": [6],
        "Start": [7],
        "Use in adults": [6],
    }


def test_headings_set_as_items_stand_under_the_one_without_a_mark() -> None:
    found = levels(headings("Prevention", "• Moderate risk", ".", "• High risk", ".", "Treatment", "."))
    assert found == {"Prevention": [6], "• Moderate risk": [7], "• High risk": [7], "Treatment": [6]}


def test_a_question_in_bold_closes_the_heading_before_it() -> None:
    reading = html(
        "<h1>Leaflet</h1><p><b>Lactation</b></p><p>Ask your doctor.</p>"
        "<p><b>How do you use Ovalex?</b></p><p>Take one tablet.</p>"
    )
    assert reading.passages[-1].heading_path == ("Leaflet", "How do you use Ovalex?")


def test_a_style_sheet_says_what_is_bold_raised_or_a_bullet() -> None:
    reading = html(
        "<style>.a{font-weight:bold;font-size:10pt}.b{font-size:10pt}.c{font-size:6pt}.w{font-family:Wingdings}</style>"
        "<p class=a>Blood</p><p class=b>Common: anaemia<span class=c>b </span>(all grades) and others of that kind.</p>"
        "<p class=b><span class=c>b </span>Includes laboratory findings.</p>"
        "<p class=b><span class=w>§</span>with food</p><p class=b><span class=w>§</span>in the evening</p>"
    )
    assert [(p.kind, p.text, p.facts.get("notes")) for p in reading.passages] == [
        (H, "Blood", None),
        (P, "Common: anaemiaᵇ (all grades) and others of that kind.", "ᵇ@2"),
        (NOTE, "Includes laboratory findings.", None),
        (PassageKind.LIST_ITEM, "with food", None),
        (PassageKind.LIST_ITEM, "in the evening", None),
    ]


def test_a_bullet_set_as_a_paragraph_belongs_to_the_words_behind_it() -> None:
    page = b"<html><body><p>It must not be taken with:</p><dl><dt>&bull;</dt><dd>ranolazine</dd></dl></body></html>"
    reading = assemble(web.read(page, Limits()))
    [item] = [p for p in reading.passages if p.kind is PassageKind.LIST_ITEM]
    assert (item.text, item.facts["marker"]) == ("ranolazine", "\u2022")
    assert not any(p.text.strip() == "\u2022" for p in reading.passages)


def test_a_sentence_set_as_two_paragraphs_is_one_and_a_list_of_small_letters_stays() -> None:
    reading = html(
        "<p>Common: leukopenia (all grades), thrombocytopenia (grade ≥</p><p>3), neutropenia (grade ≥ 3)</p>"
        "<p>Ovalex is not given to people with any of these conditions that a doctor found</p>"
        "<p>severe liver disease</p><p>an allergy to it.</p>"
    )
    assert [p.text for p in reading.passages] == [
        "Common: leukopenia (all grades), thrombocytopenia (grade ≥ 3), neutropenia (grade ≥ 3)",
        "Ovalex is not given to people with any of these conditions that a doctor found",
        "severe liver disease",
        "an allergy to it.",
    ]


# --- tables and notes -------------------------------------------------------------------------------------------------


def table(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"


def test_two_rows_of_words_over_figures_head_a_table_that_declares_none() -> None:
    words = table(("Pump", "", "Drops"), ("Strokes", "Ovalinib", "Number"), ("", "2.5 mg", "1"), ("1", "12.5 mg", "5"))
    assert [k for k, _ in told(html(words))] == [HEAD, HEAD, ROW, ROW]


def test_sizes_of_groups_belong_to_the_head_and_a_row_of_figures_does_not() -> None:
    words = table(("Event", "A", "B"), ("", "N=267", "N=131"), ("Oedema", "12", "3"), ("Rash", "4", "5"))
    assert [k for k, _ in told(html(words))] == [HEAD, HEAD, ROW, ROW]
    assert [k for k, _ in told(html(table(("Oedema", "12"), ("Rash", "4"), ("Cough", "5"))))] == [ROW, ROW, ROW]


def test_a_second_head_within_a_table_begins_another() -> None:
    def row(y: float, *cells: str, bold: bool = False) -> list[tuple[float, float, str, dict[str, str]]]:
        places = (60.0, 250.0, 340.0, 430.0) if len(cells) == 4 else (60.0, 290.0, 400.0)
        font = {"fontname": "hebo"} if bold else {}
        return [(x, y, cell, font) for x, cell in zip(places, cells, strict=True) if cell]

    page = [
        *row(100, "Outcome", "Ovalex", "Placebo", "Zentrix", bold=True), *row(114, "Response", "37%", "15%", "40%"),
        *row(128, "Clear", "33%", "13%", "37%"), *row(142, "", "Ovalex", "Zentrix", bold=True),
        *row(156, "Response", "37%", "40%"), *row(170, "Clear", "33%", "37%"), *row(184, "Itch", "8%", "9%"),
    ]  # fmt: skip
    found = [p for p in assemble(pdf.read(make.pdf(page), Limits(pdf_check=False))).passages if p.group]
    heads = [p for p in found if p.kind is HEAD]
    assert [p.text for p in heads] == ["Outcome\tOvalex\tPlacebo\tZentrix", "\tOvalex\tZentrix"]
    assert heads[0].group != heads[1].group
    assert found[-1].group == heads[1].group


def test_each_mark_leads_to_its_own_note_and_none_to_a_mark_like_it() -> None:
    blocks = with_notes_apart(
        [
            Block(ROW, "PASI\t37%*\t40%**", group="table-1"),
            Block(ROW, "Area\t5 m²\t6 m²", group="table-1"),
            Block(P, "CI = interval; * superiority; ** non-inferiority", group=None),
        ]
    )
    assert [(b.kind, b.facts.get("marker"), b.text) for b in blocks[2:]] == [
        (NOTE, None, "CI = interval;"),
        (NOTE, "*", "superiority;"),
        (NOTE, "**", "non-inferiority"),
    ]
    tied = with_notes(blocks)
    assert tied[0].facts["notes"] == "*@3 **@4"
    assert "notes" not in tied[1].facts


def test_a_line_whose_sign_nothing_bears_is_an_item_beside_its_like() -> None:
    lines = [
        Block(P, "Tell your doctor if you"),
        *(Block(NOTE, t, facts={"marker": "§"}) for t in ("are ill", "smoke")),
    ]
    assert [b.kind for b in with_notes_apart(lines)] == [P, PassageKind.LIST_ITEM, PassageKind.LIST_ITEM]


def test_numbers_cited_lead_to_the_reference_list_and_exponents_do_not() -> None:
    listed = [Block(PassageKind.REFERENCE, f"Author {n}", facts={"marker": f"{n}."}) for n in (1, 2, 3)]
    blocks = with_notes([Block(P, "It worked.¹⁻³ In 10⁹/L and m² [2]."), Block(P, "Survival was longer.²"), *listed])
    assert blocks[1].facts["cites"] == "2@3"
    assert "2@3" in blocks[0].facts["cites"].split()


# --- XML of registers -------------------------------------------------------------------------------------------------

AIPS = """<?xml version="1.0"?><medicalInformations><medicalInformation type="pi" lang="de"><title>Ovalex</title>
<style>.s{font-weight:bold}</style><content><![CDATA[<div xmlns="http://www.w3.org/1999/xhtml">
<p id="section2">Was ist Ovalex?</p><p>Ein Arzneimittel.</p></div>]]></content>
<sections><section id="section2"><title>Was ist Ovalex?</title></section></sections></medicalInformation>
<medicalInformation type="fi" lang="de" informationUpdate="07.2024"><title>Ovalex</title><style>.s{font-weight:normal}</style>
<content><![CDATA[<div xmlns="http://www.w3.org/1999/xhtml"><p id="section5">Kontraindikationen</p>
<p class="s">Schwangerschaft</p></div>]]></content><sections/></medicalInformation></medicalInformations>"""

PMDA = """<?xml version="1.0"?><PackIns xmlns="http://info.pmda.go.jp/namespace/prescription_drugs/package_insert/1.0">
<ApprovalEtc><DetailBrandName><ApprovalBrandName><Lang>オバレックス錠</Lang></ApprovalBrandName></DetailBrandName></ApprovalEtc>
<!--２.禁忌（次の患者には投与しないこと）--><ContraIndications id="HDR_C" heading="fixing"><OrderedList>
<Item id="HDR_C_1" heading="free"><Detail modified="今回"><Lang>過敏症の患者<HeaderRef ref="HDR_X" />,<HeaderRef ref="HDR_Y" />
</Lang></Detail></Item><Item id="HDR_C_2" heading="free"><Detail><Lang>妊婦<ReferenceBookRef ref="DOC_01" /></Lang></Detail></Item>
</OrderedList></ContraIndications><AdverseEvents id="HDR_A" heading="fixing"><OtherAdverse>
<CategoryDefinition><Category id="T1"><Detail><Lang>過敏症</Lang></Detail></Category></CategoryDefinition>
<FrequencyDefinition><Frequency id="F1"><Detail><Lang>5%以上</Lang></Detail></Frequency>
<Frequency id="F2"><Detail><Lang>頻度不明</Lang></Detail></Frequency></FrequencyDefinition><AdverseReactions>
<AdverseReactionDescription categoryRef="T1" frequencyRef="F2"><Detail><Lang>発疹</Lang></Detail></AdverseReactionDescription>
</AdverseReactions></OtherAdverse></AdverseEvents><MainLiterature id="HDR_M" heading="fixing"><Reference id="DOC_01">
<Lang>文献</Lang></Reference></MainLiterature></PackIns>"""


def test_the_swiss_registers_parts_keep_their_style_sheets_and_sections_apart() -> None:
    reading = assemble(aips.read(AIPS.encode(), Limits()))
    said = [(p.text, p.kind, p.section) for p in reading.passages]
    assert ("Was ist Ovalex?", H, "leaflet") in said
    assert ("Ein Arzneimittel.", P, "leaflet") in said
    assert ("Schwangerschaft", P) in [(text, kind) for text, kind, _ in said]
    assert reading.passages[-1].heading_path[-1] == "Kontraindikationen"
    assert (reading.facts.market, reading.facts.language, reading.facts.version_label) == ("CH", "de", "07.2024")


def test_a_japanese_insert_in_xml_has_its_items_numbers_tables_and_references() -> None:
    reading = assemble(pmda.read(PMDA.encode(), Limits()))
    said = {p.text: p for p in reading.passages}
    first, second = said["過敏症の患者"], said["妊婦"]
    assert (first.section, first.facts["marker"], first.facts["revised"]) == ("contraindications", "2.1", "＊＊")
    assert first.heading_path[-1] == "２.禁忌（次の患者には投与しないこと）"
    assert reading.passages[int(second.facts["cites"].split("@")[1])].text == "文献"
    assert [(p.kind, p.text) for p in reading.passages if p.group and p.group.startswith("table")] == [
        (HEAD, "\t5%以上\t頻度不明"),
        (ROW, "過敏症\t\t発疹"),
    ]


@pytest.mark.parametrize("reader", [aips.read, pmda.read])
@pytest.mark.parametrize("data", [b"<PackIns>", b"<!DOCTYPE a><PackIns/>", b"<medicalInformations/>"])
def test_broken_empty_or_declared_xml_is_refused(reader: object, data: bytes) -> None:
    with pytest.raises(Refused):
        reader(data, Limits())  # type: ignore[operator]


# --- bars in the margin -----------------------------------------------------------------------------------------------


def barred(*bars: tuple[float, float, float]) -> Reading:
    """A page of three paragraphs with upright strokes ``(x, top, bottom)``."""
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for n, words in enumerate(("It is given once daily.", "It is now given twice daily.", "Store it in the box.")):
        page.insert_text((72, 120 + 60 * n), words, fontsize=10)
    for x, top, bottom in bars:
        page.draw_line((x, top), (x, bottom), width=1)
    return assemble(pdf.read(bytes(document.tobytes()), Limits(pdf_check=False)))


def test_a_bar_in_the_margin_marks_the_text_beside_it_and_the_side_of_a_frame_does_not() -> None:
    assert [p.facts.get("revised") for p in barred((60, 170, 184)).passages] == [None, "|", None]
    assert not any(p.facts.get("revised") for p in barred((60, 170, 184), (520, 170, 184)).passages)


def test_a_bar_right_at_its_words_marks_them_and_a_stroke_less_tall_than_a_line_does_not() -> None:
    assert [p.facts.get("revised") for p in barred((71.6, 170, 184)).passages] == [None, "|", None]
    assert not any(p.facts.get("revised") for p in barred((60, 173, 180)).passages)
    assert not any(p.facts.get("revised") for p in barred((74, 170, 184)).passages)


def test_bars_are_held_against_what_differs_from_the_version_before() -> None:
    def draft(text: str, section: str, **facts: str) -> PassageDraft:
        return PassageDraft(kind=P, text=text, section=section, facts=facts)

    head = draft("Highlights of it", "highlights")
    old = [head, draft("Take one tablet daily.", "dosage"), draft("Do not give it to children.", "contraindications")]
    new = [
        head,
        draft("Take two tablets daily.", "dosage"),
        draft("Do not give it to children.", "contraindications", revised="|"),
    ]
    found = compared_with_marks(compare(old, new), old, new)
    assert [(f.code, f.words) for f in found] == [
        ("lineage.marked_unchanged", "Do not give it to children."),
        ("lineage.changed_unmarked", "Take two tablets daily."),
    ]
