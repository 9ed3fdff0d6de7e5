from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.reading import Limits, Reading
from ingest.word import document as word
from library.errors import Refused
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make

WORDS = "The dose was reduced in patients who had an adverse reaction."


def read(body: str, **parts: bytes) -> Reading:
    return assemble(word.read(make.docx(body, **parts), Limits()))


def test_tracked_changes_are_read_as_accepted_with_both_versions_told() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Take </w:t></w:r>'
        '<w:del w:author="Ann"><w:r><w:delText>200 mg</w:delText></w:r></w:del>'
        '<w:ins w:author="Ann"><w:r><w:t>300 mg</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> daily.</w:t></w:r></w:p>'
    )
    (passage,) = read(body).passages
    assert passage.text == "Take 300 mg daily."
    assert PassageFlag.TRACKED_CHANGE in passage.flags
    assert passage.facts == {"before": "Take 200 mg daily.", "after": "Take 300 mg daily.", "changed_by": "Ann"}


def test_a_deleted_paragraph_is_not_read_but_is_told() -> None:
    reading = read(
        make.paragraph(WORDS) + '<w:p><w:del w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    )
    assert [p.text for p in reading.passages] == [WORDS]
    assert [loss.code for loss in reading.losses] == ["ingest.deleted_text"]
    assert reading.warnings[0].startswith("ingest.tracked_changes")


@pytest.mark.parametrize(
    ("properties", "why"),
    [('<w:color w:val="FFFFFF"/>', "white on white"), ("<w:vanish/>", "hidden text"), ('<w:sz w:val="2"/>', "tiny")],
)
def test_words_nobody_can_see_are_kept_apart_and_flagged(properties: str, why: str) -> None:
    body = f'<w:p><w:r><w:t xml:space="preserve">{WORDS} </w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>best in class</w:t></w:r></w:p>'
    seen, hidden = read(body).passages
    assert (seen.text, seen.flags) == (WORDS, ())
    assert (hidden.text, hidden.flags, hidden.facts["hidden"]) == ("best in class", (PassageFlag.HIDDEN,), why)


def test_white_words_in_a_shaded_cell_are_seen() -> None:
    cell = '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="0E2A47"/></w:tcPr>{}</w:tc>'
    white = make.paragraph("Endpoint", properties='<w:b/><w:color w:val="FFFFFF"/>')
    plain = f"<w:tc>{make.paragraph('ORR')}</w:tc><w:tc>{make.paragraph('61.6%')}</w:tc>"
    body = f"<w:tbl><w:tr>{cell.format(white)}{cell.format(white)}</w:tr><w:tr>{plain}</w:tr></w:tbl>"
    header, row = read(body).passages
    assert (header.kind, header.text, header.flags) == (PassageKind.TABLE_HEADER, "Endpoint\tEndpoint", ())
    assert row.text == "ORR\t61.6%"


def test_a_merged_cell_holds_for_each_row_and_a_nested_table_is_told_once() -> None:
    nested = f"<w:tbl><w:tr><w:tc>{make.paragraph('a')}</w:tc><w:tc>{make.paragraph('b')}</w:tc></w:tr></w:tbl>"
    body = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{make.paragraph("Infections")}</w:tc>'
        f"<w:tc>{make.paragraph('4.5%')}{nested}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{make.paragraph('0.05%')}</w:tc></w:tr></w:tbl>"
    )
    assert [p.text for p in read(body).passages] == ["Infections\t4.5%", "a\tb", "Infections\t0.05%"]


def test_what_goes_on_below_a_deleted_row_does_not_take_the_words_above_it() -> None:
    first, middle, last = (
        f"<w:tr>{said}<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr>{make.paragraph(name)}</w:tc>"
        f"<w:tc>{make.paragraph(value)}</w:tc></w:tr>"
        for said, how, name, value in (
            ("", ' w:val="restart"', "Infections", "4.5%"),
            ('<w:trPr><w:del w:author="A"/></w:trPr>', ' w:val="restart"', "Bleeding", "2.0%"),
            ("", "", "", "0.05%"),
        )
    )
    reading = read(f"<w:tbl>{first}{middle}{last}</w:tbl>")
    assert [p.text for p in reading.passages] == ["Infections\t4.5%", "\t0.05%"]
    assert [loss.code for loss in reading.losses] == ["ingest.deleted_row"]


def test_a_paragraph_that_was_moved_is_not_called_deleted() -> None:
    moved = '<w:p><w:{0} w:author="A"><w:r><w:t>Take it fasting.</w:t></w:r></w:{0}></w:p>'
    reading = read(moved.format("moveFrom") + make.paragraph(WORDS) + moved.format("moveTo"))
    assert [p.text for p in reading.passages] == [WORDS, "Take it fasting."]
    assert ["moved" in loss.message and "deleted" not in loss.message for loss in reading.losses] == [True]


def test_headings_come_from_styles_and_outline_levels() -> None:
    styles = (
        f'<w:styles {make.W}><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>'
    ).encode()
    reading = read(
        make.paragraph("Ovalex monograph", style="T") + make.paragraph("Safety", style="Mine") + make.paragraph(WORDS),
        styles=styles,
    )
    assert [p.kind for p in reading.passages] == [PassageKind.TITLE, PassageKind.HEADING, PassageKind.PARAGRAPH]
    assert reading.passages[2].heading_path == ("Ovalex monograph", "Safety")


def test_automatic_numbers_are_counted_as_shown() -> None:
    numbering = (
        f'<w:numbering {make.W}><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    ).encode()
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    body = "".join(item.format(level, text) for level, text in ((0, "one"), (1, "one a"), (1, "one b"), (0, "two")))
    reading = read(body, numbering=numbering)
    assert [p.facts["marker"] for p in reading.passages] == ["1.", "1.a)", "1.b)", "2."]
    assert len({p.group for p in reading.passages}) == 1


def test_footnotes_comments_and_text_boxes_follow_their_paragraph() -> None:
    footnotes = (
        f'<w:footnotes {make.W}><w:footnote w:id="2">{make.paragraph("Fict J 2026;5:41.")}</w:footnote></w:footnotes>'
    )
    comments = f'<w:comments {make.W}><w:comment w:id="0" w:author="Bo">{make.paragraph("Check this.")}</w:comment></w:comments>'
    body = (
        f'<w:p><w:r><w:t>{WORDS}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
        f"<w:r><w:pict><w:txbxContent>{make.paragraph('In a box.')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    reading = read(body, footnotes=footnotes.encode(), comments=comments.encode())
    assert [(p.kind, p.text) for p in reading.passages] == [
        (PassageKind.PARAGRAPH, f"{WORDS}¹"),
        (PassageKind.PARAGRAPH, "In a box."),
        (PassageKind.FOOTNOTE, "Fict J 2026;5:41."),
        (PassageKind.COMMENT, "Check this."),
    ]
    assert reading.passages[0].facts["footnotes"] == reading.passages[2].facts["marker"] == "1"
    assert reading.passages[3].facts["author"] == "Bo"


def test_pages_are_counted_by_breaks() -> None:
    broken = '<w:p><w:r><w:br w:type="page"/></w:r><w:r><w:t>on page two</w:t></w:r></w:p>'
    reading = read(make.paragraph("on page one") + broken + make.paragraph("still on page two"))
    assert [p.locator.page for p in reading.passages] == [1, 2, 2]
    assert reading.pages == 2


def test_breaks_a_word_processor_drew_win_over_explicit_ones() -> None:
    body = (
        make.paragraph("one") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>"
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>'
    )
    assert [p.locator.page for p in read(body).passages] == [1, 2, 3]


def test_a_lost_symbol_would_change_a_dose_so_it_is_kept() -> None:
    body = '<w:p><w:r><w:t xml:space="preserve">CrCl </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:t>30 mL/min</w:t></w:r></w:p>'
    assert read(body).passages[0].text == "CrCl ≥30 mL/min"


def test_a_document_type_is_refused() -> None:
    data = make.rezipped(
        make.docx(make.paragraph("x")), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    )
    with pytest.raises(Refused) as refused:
        word.read(data, Limits())
    assert refused.value.code == "ingest.doctype"
