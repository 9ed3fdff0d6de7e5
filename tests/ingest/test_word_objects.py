"""What a Word document holds beside plain paragraphs: numbers, notes, boxes, fields, signs, changes, drawings."""

from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.reading import Limits, Reading
from ingest.word import document as word
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make

WORDS = "The dose was reduced in patients who had an adverse reaction."
NS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


def read(body: str, **parts: bytes) -> Reading:
    with_names = make.docx(body, **parts)
    return assemble(word.read(with_names, Limits()))


def texts(body: str, **parts: bytes) -> list[str]:
    return [p.text for p in read(body, **parts).passages]


def run(words: str, properties: str = "") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


# --- numbers ----------------------------------------------------------------------------------------------------------


def numbering(levels: str, nums: str) -> bytes:
    return f'<w:numbering {make.W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{nums}</w:numbering>'.encode()


def level(at: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def num(name: str, extra: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="1"/>{extra}</w:num>'


def item(text: str, name: str = "5", at: int = 0) -> str:
    return p(run(text), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>')


def markers(body: str, **parts: bytes) -> list[str]:
    return [x.facts.get("marker", "") for x in read(body, **parts).passages]


def test_a_list_that_starts_anew_says_so_and_others_go_on() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(level(0, "decimal", "%1."), num("5") + num("6") + num("7", again))
    body = item("a") + item("b") + item("c", "6") + item("d", "7") + item("e", "7")
    assert markers(body, numbering=lists) == ["1.", "2.", "3.", "1.", "2."]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimalZero", "02"), ("upperRoman", "II"), ("lowerLetter", "b"), ("chineseCounting", "二"),
        ("japaneseCounting", "二"), ("decimalEnclosedCircle", "②"), ("aiueoFullWidth", "イ"), ("ordinal", "2nd"),
        ("decimalFullWidth", "２"), ("somethingNew", "2"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_page_shows_them(form: str, shown: str) -> None:
    lists = numbering(level(0, form, "（%1）"), num("5"))
    assert markers(item("one") + item("two"), numbering=lists)[1] == f"（{shown}）"


def test_legal_numbers_and_levels_that_do_not_restart_count_as_the_page_does() -> None:
    lists = numbering(
        level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>'), num("5")
    )
    body = item("a") + item("b", at=1) + item("c") + item("d", at=1)
    assert markers(body, numbering=lists) == ["I.", "1.1", "II.", "2.2"]


def test_a_heading_takes_the_number_of_its_style() -> None:
    styles = (
        f'<w:styles {make.W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:name '
        'w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    lists = numbering(
        level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>') + level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
        num("5"),
    )
    body = make.paragraph("Safety", style="H1") + make.paragraph("Hepatic", style="H2") + make.paragraph(WORDS)
    reading = read(body, styles=styles.encode(), numbering=lists)
    assert [x.facts.get("marker") for x in reading.passages[:2]] == ["1", "1.1"]
    assert reading.passages[2].heading_path == ("1 Safety", "1.1 Hepatic")


def test_numbers_inside_cells_are_kept() -> None:
    lists = numbering(level(0, "decimal", "%1."), num("5"))
    body = f"<w:tbl><w:tr><w:tc>{item('Reduce')}{item('Stop')}</w:tc><w:tc>{p(run('x'))}</w:tc></w:tr></w:tbl>"
    assert texts(body, numbering=lists) == ["1. Reduce 2. Stop\tx"]


# --- notes ------------------------------------------------------------------------------------------------------------


def note_ref(name: str, kind: str = "footnote", extra: str = "") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{name}"{extra}/></w:r>'


def test_notes_carry_the_marks_that_the_page_shows_not_their_ids() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{p(run(t))}</w:footnote>' for n, t in (("7", "Seven."), ("3", "Three.")))
    part = (
        f'<w:footnotes {make.W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{notes}</w:footnotes>'
    ).encode()
    reading = read(p(run("ORR 61.6%"), note_ref("3"), run(" and PFS 10"), note_ref("7")), footnotes=part)
    body, *found = reading.passages
    assert body.text == "ORR 61.6%¹ and PFS 10²"
    assert body.facts["footnotes"] == "1,2"
    assert [(x.kind, x.text, x.facts["marker"]) for x in found] == [
        (PassageKind.FOOTNOTE, "Three.", "1"),
        (PassageKind.FOOTNOTE, "Seven.", "2"),
    ]


def test_a_mark_after_a_power_of_ten_does_not_join_it() -> None:
    part = f'<w:footnotes {make.W}><w:footnote w:id="2">{p(run("Note."))}</w:footnote></w:footnotes>'.encode()
    raised = '<w:vertAlign w:val="superscript"/>'
    assert texts(p(run("10"), run("9", raised), note_ref("2")), footnotes=part)[0] == "10⁹ ¹"


def test_endnotes_are_counted_in_roman_and_notes_may_hold_tables_and_comments() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(run('a'))}</w:tc><w:tc>{p(run('b'))}</w:tc></w:tr></w:tbl>"
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    ends = f'<w:endnotes {make.W}><w:endnote w:id="2">{p(run("Source."), comment)}{table}</w:endnote></w:endnotes>'
    comments = f'<w:comments {make.W}><w:comment w:id="0" w:author="Bo">{p(run("Which?"))}</w:comment></w:comments>'
    found = read(p(run("Words"), note_ref("2", "endnote")), endnotes=ends.encode(), comments=comments.encode()).passages
    assert [(x.kind, x.text) for x in found] == [
        (PassageKind.PARAGRAPH, "Wordsⁱ"),
        (PassageKind.FOOTNOTE, "Source."),
        (PassageKind.COMMENT, "Which?"),
        (PassageKind.TABLE_ROW, "a\tb"),
    ]


def test_a_note_with_a_mark_of_its_own_keeps_that_mark() -> None:
    part = f'<w:footnotes {make.W}><w:footnote w:id="2">{p(run("Note."))}</w:footnote></w:footnotes>'.encode()
    own = note_ref("2", extra=' w:customMarkFollows="1"') + run("*", '<w:vertAlign w:val="superscript"/>')
    assert texts(p(run("ORR 61.6%"), own), footnotes=part) == ["ORR 61.6%*", "Note."]


def test_notes_and_comments_that_nothing_refers_to_are_told_at_the_end() -> None:
    comments = f'<w:comments {make.W}><w:comment w:id="4" w:author="Bo" w:date="2026-03-09T10:00:00Z">{p(run("Left."))}</w:comment></w:comments>'
    found = read(p(run(WORDS)), comments=comments.encode()).passages[-1]
    assert (found.kind, found.text) == (PassageKind.COMMENT, "Left.")
    assert found.facts == {"author": "Bo", "date": "2026-03-09"}


# --- boxes and drawings -----------------------------------------------------------------------------------------------


def box(inner: str) -> str:
    return f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"


def both(inner: str) -> str:
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{box(inner)}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'


def body_with_names(body: str) -> str:
    """The body with the names of drawings bound."""
    return f"<w:sdt {NS}><w:sdtContent>{body}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("inside_a_run", [True, False])
def test_a_text_box_in_two_forms_is_told_once(inside_a_run: bool) -> None:
    drawn = both(p(run("In a box.")))
    inner = f"<w:r>{drawn}</w:r>" if inside_a_run else drawn.replace("<w:drawing>", "<w:r><w:drawing>").replace(
        "</w:drawing>", "</w:drawing></w:r>").replace("<w:pict>", "<w:r><w:pict>").replace("</w:pict>", "</w:pict></w:r>")  # fmt: skip
    reading = read(body_with_names(p(run(WORDS), inner)))
    assert [x.text for x in reading.passages] == [WORDS, "In a box."]
    assert reading.losses == ()


def test_a_box_within_a_box_is_told_once() -> None:
    inner = p(run("Outer."), f"<w:r>{both(p(run('Inner.')))}</w:r>")
    assert texts(body_with_names(p(f"<w:r>{both(inner)}</w:r>"))) == ["Outer.", "Inner."]


def test_a_watermark_and_alternative_text_are_words() -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    named = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Kaplan-Meier curve"/></wp:inline></w:drawing></w:r>'
    found = read(body_with_names(p(mark) + p(named))).passages
    assert [(x.kind, x.text) for x in found] == [
        (PassageKind.IMAGE, "DRAFT"),
        (PassageKind.IMAGE, "Kaplan-Meier curve"),
    ]


def test_pictures_objects_and_other_documents_are_losses_with_page_and_count() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r>'
    thing = "<w:r><w:object><o:OLEObject/></w:object></w:r>"
    broken = p('<w:r><w:br w:type="page"/></w:r>')
    reading = read(body_with_names(p(run(WORDS)) + broken + p(picture, picture, thing) + '<w:altChunk r:id="x"/>'))
    assert {(loss.code, loss.page, loss.count) for loss in reading.losses} == {
        ("ingest.picture_without_text", 2, 2),
        ("ingest.object_without_text", 2, 1),
        ("ingest.embedded_document", 2, 1),
    }


def test_a_chart_gives_its_data() -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart>'
        "<c:ser><c:tx><c:v>ORR</c:v></c:tx><c:cat><c:strLit><c:pt idx='0'><c:v>Ovalex</c:v></c:pt></c:strLit></c:cat>"
        "<c:val><c:numLit><c:formatCode>0.0%</c:formatCode><c:pt idx='0'><c:v>0.616</c:v></c:pt></c:numLit></c:val></c:ser>"
        "</c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    drawn = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="r0"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    reading = read(body_with_names(p(run(WORDS), drawn)), chart=chart.encode())
    rows = [x for x in reading.passages if x.kind is PassageKind.TABLE_ROW]
    assert [x.text for x in rows] == ["Ovalex\t61.6%"]
    assert PassageFlag.CHART_DATA in rows[0].flags
    assert reading.losses == ()


# --- fields, signs, ruby ----------------------------------------------------------------------------------------------


def field(instruction: str, result: str = "", data: str = "") -> str:
    end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run(result) if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText>'
        f'</w:r>{end}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (field(" REF x ", "Table 3"), "Table 3"),
        (field(' SYMBOL 179 \\f "Symbol" \\s 10 ') + run("30"), "≥30"),
        (field(" SYMBOL 0x2264 \\u "), "≤"),
        (field(" FORMCHECKBOX ", data='<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>') + run(" yes"), "☒ yes"),
        (field(" FORMDROPDOWN ", data='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/>'
               '<w:listEntry w:val="300 mg"/></w:ddList></w:ffData>'), "300 mg"),
        ('<w:fldSimple w:instr="PAGE">' + run("12") + "</w:fldSimple>", "12"),
    ],
)  # fmt: skip
def test_a_field_is_read_as_the_page_shows_it(made: str, shown: str) -> None:
    reading = read(p(made))
    assert [x.text for x in reading.passages] == [shown]
    assert reading.losses == ()


def test_a_field_that_shows_what_the_file_does_not_hold_is_a_loss() -> None:
    (loss,) = read(p(run(WORDS), field(" EQ \\f(1,2) "))).losses
    assert (loss.code, loss.page) == ("ingest.field_without_text", 1)


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (run("CrCl ") + '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>' + run("30"), "CrCl ≤30"),
        (run("b", '<w:rFonts w:ascii="Symbol"/>') + run("-blocker"), "β-blocker"),
        (run("\uf0b3", '<w:rFonts w:ascii="Symbol"/>') + run("30"), "≥30"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + run(" stop"), "→ stop"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run(" yes"), "✓ yes"),
    ],
)
def test_signs_of_symbol_fonts_are_what_they_show(made: str, shown: str) -> None:
    (passage,) = read(p(made)).passages
    assert (passage.facts.get("marker", "") + " " + passage.text).strip() == shown or passage.text == shown


def test_a_sign_that_is_not_known_is_not_left_out_in_silence() -> None:
    reading = read(p(run("CrCl "), '<w:r><w:sym w:font="Webdings" w:char="F0C7"/></w:r>', run("30 mL/min")))
    assert reading.passages[0].text == "CrCl \ufffd30 mL/min"
    assert [loss.code for loss in reading.losses] == ["ingest.unknown_symbol"]


def test_readings_above_japanese_words_are_not_read_twice() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('ほんざい')}</w:rt><w:rubyBase>{run('本剤')}</w:rubyBase></w:ruby></w:r>"
    assert texts(p(ruby, run("を投与する。"))) == ["本剤を投与する。"]


def test_what_a_style_raises_or_hides_is_raised_or_hidden() -> None:
    styles = (
        f'<w:styles {make.W}><w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Off"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    ).encode()
    seen, hidden = read(
        p(run("10"), run("9", '<w:rStyle w:val="Up"/>'), run("x", '<w:rStyle w:val="Off"/>')), styles=styles
    ).passages
    assert seen.text == "10⁹"
    assert (hidden.text, hidden.flags) == ("x", (PassageFlag.HIDDEN,))


def test_digits_set_above_the_line_are_raised() -> None:
    assert texts(p(run("10"), run("9", '<w:position w:val="6"/><w:sz w:val="14"/>'), run("/L"))) == ["10⁹/L"]


# --- content controls, tables, changes --------------------------------------------------------------------------------


def sdt(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="not words"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def test_content_controls_are_read_wherever_they_stand() -> None:
    cell = f"<w:tc>{p(run('ORR'))}</w:tc>"
    table = (
        f"<w:tbl>{sdt(f'<w:tr>{cell}{sdt(cell)}</w:tr>')}<w:tr>{cell}<w:tc>{sdt(p(run('61.6%')))}</w:tc></w:tr></w:tbl>"
    )
    assert texts(sdt(p(run("Take "), sdt(run("300 mg")), run(" daily.")))) == ["Take 300 mg daily."]
    assert texts(table) == ["ORR\tORR", "ORR\t61.6%"]


def test_columns_left_out_at_the_beginning_of_a_row_stay_empty() -> None:
    one = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{p(run("Ovalex"))}</w:tc><w:tc>{p(run("Control"))}</w:tc></w:tr>'
    two = "<w:tr>" + "".join(f"<w:tc>{p(run(t))}</w:tc>" for t in ("ORR", "61.6%", "30.1%")) + "</w:tr>"
    assert texts(f"<w:tbl>{one}{two}</w:tbl>") == ["\tOvalex\tControl", "ORR\t61.6%\t30.1%"]


def test_a_cell_over_several_columns_holds_for_each() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(run("Ovalex"))}</w:tc>'
    one = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p(run('Event'))}</w:tc>{wide}</w:tr>"
    two = "<w:tr>" + "".join(f"<w:tc>{p(run(t))}</w:tc>" for t in ("Cough", "4.5%", "0.05%")) + "</w:tr>"
    header, row = read(f"<w:tbl>{one}{two}</w:tbl>").passages
    assert (header.kind, header.text, header.facts["columns"]) == (
        PassageKind.TABLE_HEADER,
        "Event\tOvalex\tOvalex",
        "1,2-3",
    )
    assert row.text == "Cough\t4.5%\t0.05%"


def test_paragraphs_are_one_where_the_mark_between_them_was_deleted() -> None:
    gone = '<w:rPr><w:del w:author="A"/></w:rPr>'
    (passage,) = read(p(run("Take 300 mg "), properties=gone) + p(run("once daily."))).passages
    assert passage.text == "Take 300 mg once daily."
    assert PassageFlag.TRACKED_CHANGE in passage.flags
    assert passage.facts["before"] == "Take 300 mg once daily."


def test_what_was_deleted_is_told_with_its_words_and_page() -> None:
    reading = read(p(run(WORDS)) + p('<w:del w:author="A"><w:r><w:delText>Do not use.</w:delText></w:r></w:del>'))
    (loss,) = reading.losses
    assert (loss.code, loss.page) == ("ingest.deleted_text", 1)
    assert "Do not use." in loss.message


def test_rows_put_in_or_taken_out_by_tracked_changes_are_told() -> None:
    def row(words: str, change: str) -> str:
        cells = "".join(f"<w:tc>{p(run(t))}</w:tc>" for t in words.split("|"))
        return f"<w:tr><w:trPr>{change}</w:trPr>{cells}</w:tr>"

    reading = read(f"<w:tbl>{row('a|b', '')}{row('c|d', '<w:del/>')}{row('e|f', '<w:ins/>')}</w:tbl>")
    assert [(x.text, PassageFlag.TRACKED_CHANGE in x.flags) for x in reading.passages] == [
        ("a\tb", False),
        ("e\tf", True),
    ]
    assert [loss.code for loss in reading.losses] == ["ingest.deleted_row"]
    assert reading.warnings[0].startswith("ingest.tracked_changes")


def test_a_formula_of_its_own_and_words_no_reader_comes_to_are_told() -> None:
    reading = read(
        body_with_names(
            "<m:oMathPara><m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath></m:oMathPara>"
            + f"<w:strange>{p(run('lost'))}</w:strange>"
        )
    )
    assert [x.text for x in reading.passages] == ["x=2"]
    assert [(loss.code, loss.count) for loss in reading.losses] == [("ingest.words_left_out", 1)]


def test_headers_and_footers_are_told_once_with_what_is_in_them() -> None:
    head = f"<w:hdr {make.W} {NS}>{p(run('Ovalex monograph'), '<w:r>' + box(p(run('Confidential'))) + '</w:r>')}</w:hdr>".encode()
    foot = f"<w:ftr {make.W}>{p(run('Page 1 of 3'))}</w:ftr>".encode()
    found = read(p(run(WORDS)), header=head, footer=foot).passages
    assert [(x.kind, x.text) for x in found] == [
        (PassageKind.HEADER, "Ovalex monograph"),
        (PassageKind.HEADER, "Confidential"),
        (PassageKind.PARAGRAPH, WORDS),
        (PassageKind.FOOTER, "Page 1 of 3"),
    ]
