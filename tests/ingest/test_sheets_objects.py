"""What a workbook holds beside plain cells: merged and hidden ones, formats, comments, drawings, and FAQs of any shape."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from ingest.assemble import assemble
from ingest.reading import Limits, Reading
from ingest.sheets import workbook as sheets
from ingest.sheets.questions import marked, pair_by_words, pairs_by_heads
from library.models import DocumentClass, PassageFlag, PassageKind
from tests.ingest import documents as make


def read(data: bytes) -> Reading:
    return assemble(sheets.read(data, Limits()))


def new() -> tuple[Any, Any]:
    import openpyxl

    book = openpyxl.Workbook()
    return book, book.active


def book_of(*rows: tuple[object, ...]) -> bytes:
    book, sheet = new()
    for row in rows:
        sheet.append(row)
    return make.saved(book)


def pairs(data: bytes) -> list[tuple[str, str]]:
    found: dict[str | None, dict[PassageKind, str]] = {}
    for passage in read(data).passages:
        if passage.kind in (PassageKind.QUESTION, PassageKind.ANSWER):
            found.setdefault(passage.group, {})[passage.kind] = passage.text
    return [(g.get(PassageKind.QUESTION, ""), g.get(PassageKind.ANSWER, "")) for g in found.values()]


# --- questions and answers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (("Question", "Answer"), (1, 2)),
        (("No.", "Customer enquiry", "Approved response"), (2, 3)),
        (("Question ID", "Question category", "Question", "Standard answer", "Answer date"), (3, 4)),
        (("Häufige Fragen", "Antworten"), (1, 2)),
        (("Fragestellung", "Antworttext", "Nr."), (1, 2)),
        (("问题编号", "问题分类", "问题", "标准答复"), (3, 4)),
        (("咨询内容", "回答"), (1, 2)),
        (("質問番号", "お問い合わせ内容", "標準回答", "回答者"), (2, 3)),
        (("Q", "A"), (1, 2)),
        (("Question (EN)", "Alternative question", "Answer"), (1, 3)),
    ],
)
def test_heads_of_question_sheets_are_known_in_four_languages(heads: tuple[str, ...], columns: tuple[int, int]) -> None:
    (pair,) = pairs_by_heads(dict(enumerate(heads, 1)))
    assert (pair.question, pair.answer) == columns


@pytest.mark.parametrize(
    "heads", [("Endpoint", "Response rate"), ("Question", "Topic"), ("Answer",), ("Q4 2026", "A1C")]
)
def test_heads_of_other_tables_are_no_questions(heads: tuple[str, ...]) -> None:
    assert pairs_by_heads(dict(enumerate(heads, 1))) == []


@pytest.mark.parametrize(
    "rows",
    [
        [("What is the dose?", "300 mg once daily with food."), ("Can it be crushed?", "No, swallow it whole."),
         ("Is it safe in pregnancy?", "Use only if clearly needed; see section 4.6.")],
        [("推荐剂量是多少？", "每日一次，每次 300 mg，随餐服用。"), ("可以压碎服用吗", "不可以，请整片吞服。"),
         ("孕妇能否使用？", "仅在明确需要时使用，参见第 4.6 节。")],
        [("用量はどのくらいですか", "1日1回300mgを食後に経口投与する。"), ("砕いて服用できますか。", "できません。そのまま服用してください。"),
         ("妊婦に使用できますか？", "治療上の有益性が危険性を上回る場合にのみ使用する。")],
        [("Wie hoch ist die Dosis?", "300 mg einmal täglich mit einer Mahlzeit."), ("Darf sie zerkleinert werden", "Nein, bitte ganz schlucken."),
         ("Was gilt in der Schwangerschaft?", "Nur wenn eindeutig erforderlich, siehe Abschnitt 4.6.")],
    ],
)  # fmt: skip
def test_a_question_sheet_without_heads_is_known_by_its_words(rows: list[tuple[str, str]]) -> None:
    assert pairs(book_of(*((number, *row) for number, row in enumerate(rows, 1)))) == rows
    assert read(book_of(*rows)).facts.document_class is DocumentClass.FAQ


def test_a_table_of_results_is_no_question_sheet() -> None:
    rows = [("ORR", "61.6%"), ("PFS", "13.6 months"), ("OS", "not reached"), ("Is this a question?", "no")]
    assert pair_by_words([dict(enumerate(row, 1)) for row in rows]) is None
    assert pairs(book_of(*rows)) == []


def test_questions_and_answers_one_under_the_other_are_pairs() -> None:
    data = book_of(("Q1: What is the dose?",), ("A1: 300 mg.",), ("问：可以压碎吗？",), ("答：不可以。",))
    assert pairs(data) == [("What is the dose?", "300 mg."), ("可以压碎吗？", "不可以。")]
    assert marked("A1C fell by 1.2%") is None
    assert marked("Frage 2. Wie?") == ("q", "Wie?")


def test_words_beside_a_question_that_stand_under_no_head_are_not_lost() -> None:
    data = book_of(("Question", "Answer", None), ("Dose?", "300 mg.", "only with food"))
    assert [(p.kind, p.text) for p in read(data).passages][-1] == (PassageKind.PARAGRAPH, "only with food")


def test_an_expiry_is_a_day_that_none_mistakes_whatever_the_cell_shows() -> None:
    book, sheet = new()
    sheet.append(("Question", "Answer", "Expiry"))
    sheet.append(("Dose?", "300 mg.", date(2027, 3, 4)))
    sheet["C2"].number_format = "dd/mm/yyyy"
    assert read(make.saved(book)).passages[0].facts["expiry"] == "2027-03-04"


# --- cells ------------------------------------------------------------------------------------------------------------


def test_formulary_rows_under_merged_cells_each_say_what_they_belong_to() -> None:
    book, sheet = new()
    for row in (
        ("Class", "Product", "Strength", "Price"), ("Inhibitor", "OVALEX", "100 mg", 12.5),
        (None, "OVALEX", "300 mg", 31), ("Other", "Comparex", "5 mg", 9.99),
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    for cell in ("D2", "D3", "D4"):
        sheet[cell].number_format = '#,##0.00 "€"'
    header, *rows = read(make.saved(book)).passages
    assert (header.kind, header.text) == (PassageKind.TABLE_HEADER, "Class\tProduct\tStrength\tPrice")
    assert [r.text for r in rows] == [
        "Inhibitor\tOVALEX\t100 mg\t12.50 €", "Inhibitor\tOVALEX\t300 mg\t31.00 €", "Other\tComparex\t5 mg\t9.99 €",
    ]  # fmt: skip


def test_a_head_over_two_rows_and_columns_heads_them_all() -> None:
    book, sheet = new()
    for row in (("Event", "Ovalex", None), (None, "All", "Grade 3"), ("Cough", 0.045, 0.0005)):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet["B3"].number_format, sheet["C3"].number_format = "0.0%", "0.00%"
    one, two, row = read(make.saved(book)).passages
    assert [(p.kind, p.text) for p in (one, two)] == [
        (PassageKind.TABLE_HEADER, "Event\tOvalex\tOvalex"),
        (PassageKind.TABLE_HEADER, "Event\tAll\tGrade 3"),
    ]
    assert row.text == "Cough\t4.5%\t0.05%"


def test_raised_digits_inside_a_cell_stay_raised() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book, sheet = new()
    sheet["A1"] = "Platelets"
    sheet["B1"] = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "9"), "/L")
    assert read(make.saved(book)).passages[0].text == "Platelets\t10⁹/L"


def test_what_cannot_be_seen_is_flagged_with_the_reason() -> None:
    from openpyxl.styles import Font

    book, sheet = new()
    sheet.append(("ORR", "best in class", "secret", "61.6%"))
    sheet["B1"].font = Font(color="FFFFFFFF")
    sheet["C1"].number_format = ";;;"
    sheet.append(("PFS", "x", "y", "13.6"))
    sheet.row_dimensions[2].hidden = True
    hidden = {p.text: p.facts["hidden"] for p in read(make.saved(book)).passages if PassageFlag.HIDDEN in p.flags}
    off = "hidden row or column"
    assert hidden == {
        "best in class": "white on white", "secret": "shown by no format", "PFS": off, "x": off, "y": off, "13.6": off,
    }  # fmt: skip


def test_formulas_without_a_value_and_errors_are_losses_with_sheet_and_count() -> None:
    book, sheet = new()
    sheet.append(("Rate", "=1/3", "=2/3"))
    sheet.append(("Bad", "#DIV/0!"))
    sheet["B2"].data_type = "e"
    losses = {loss.code: (loss.page, loss.count) for loss in read(make.saved(book)).losses}
    assert losses == {"ingest.formula_without_value": (1, 2), "ingest.cell_error": (1, 1)}


def test_rows_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST_ROWS", 5)
    (loss,) = read(book_of(*((f"row {n}", "x") for n in range(12)))).losses
    assert (loss.code, loss.count) == ("ingest.rows_left_out", 7)
    (loss,) = read("\n".join(f"row {n},x" for n in range(12)).encode()).losses
    assert (loss.code, loss.count) == ("ingest.rows_left_out", 7)


@pytest.mark.parametrize("merged", ["A2:B3", "B2:XFC1048575"])
def test_cells_at_the_far_corners_of_a_sheet_are_read_without_walking_there(merged: str) -> None:
    book, sheet = new()
    sheet["A1"], sheet["XFD1048576"] = "first words", "last words"
    data = make.saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    cells = f'</sheetData><mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'.encode()
    far = make.rezipped(data, {"xl/worksheets/sheet1.xml": xml.replace(b"</sheetData>", cells)})
    assert {p.text.strip() for p in read(far).passages} == {"first words", "last words"}


# --- around the cells -------------------------------------------------------------------------------------------------


def test_comments_headers_and_pictures_are_told() -> None:
    from openpyxl.comments import Comment
    from openpyxl.drawing.image import Image as Drawn
    from PIL import Image

    book, sheet = new()
    sheet.append(("ORR", "61.6%"))
    sheet["B1"].comment = Comment("Which data cut?", "Ann")
    sheet.oddHeader.center.text = "Confidential &P of &N"
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    sheet.add_image(Drawn(io.BytesIO(out.getvalue())), "D4")
    data = make.saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawing = re.sub(rb' descr="[^"]*"', b"", archive.read("xl/drawings/drawing1.xml"))
    reading = read(make.rezipped(data, {"xl/drawings/drawing1.xml": drawing}))
    comment = next(p for p in reading.passages if p.kind is PassageKind.COMMENT)
    assert (comment.text, comment.locator.path, comment.facts) == ("Which data cut?", "B1", {"author": "Ann"})
    assert [p.text for p in reading.passages if p.kind is PassageKind.HEADER] == ["Confidential of"]
    assert [(loss.code, loss.page, loss.count) for loss in reading.losses] == [("ingest.picture_without_text", 1, 1)]


def test_charts_on_a_sheet_and_on_sheets_of_their_own_are_told() -> None:
    from openpyxl.chart import BarChart, Reference

    book, sheet = new()
    for row in (("Arm", "ORR"), ("Ovalex", 61.6), ("Control", 30.1)):
        sheet.append(row)
    for target in (sheet, book.create_chartsheet("Figure")):
        chart = BarChart()
        chart.title = "Response"
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        if target is sheet:
            target.add_chart(chart, "E2")
        else:
            target.add_chart(chart)
    found = [(p.locator.sheet, p.text) for p in read(make.saved(book)).passages if p.kind is PassageKind.CAPTION]
    assert found == [("Sheet", "Response"), ("Figure", "Response")]


def test_threads_of_comments_keep_author_day_and_reply() -> None:
    from openpyxl.comments import Comment

    book, sheet = new()
    sheet["A1"] = "ORR"
    sheet["A1"].comment = Comment("[Threaded comment] Your version cannot show this.", "tc={1}")
    data = make.saved(book)
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A1" dT="2026-03-09T10:00:00" personId="p" id="1">'
        '<text>Source?</text></threadedComment><threadedComment ref="A1" dT="2026-03-10T10:00:00" personId="p" id="2" '
        'parentId="1"><text>Table 3.</text></threadedComment></ThreadedComments>'
    )
    people = f'<personList xmlns="{space}"><person displayName="Bo" id="p"/></personList>'
    office = "http://schemas.microsoft.com/office/2017/10/relationships"
    parts = {"xl/threadedComments/t1.xml": thread.encode(), "xl/persons/person.xml": people.encode()}
    for rels, kind, target in (
        ("xl/worksheets/_rels/sheet1.xml.rels", "threadedComment", "../threadedComments/t1.xml"),
        ("xl/_rels/workbook.xml.rels", "person", "persons/person.xml"),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            links = archive.read(rels).decode()
        link = f'<Relationship Id="rT{kind}" Type="{office}/{kind}" Target="{target}"/></Relationships>'
        parts[rels] = links.replace("</Relationships>", link).encode()
    comments = [p for p in read(make.rezipped(data, parts)).passages if p.kind is PassageKind.COMMENT]
    assert [(c.text, c.facts) for c in comments] == [
        ("Source?", {"author": "Bo", "date": "2026-03-09"}),
        ("Table 3.", {"author": "Bo", "date": "2026-03-10", "reply": "yes"}),
    ]


# --- comma-separated values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_values_is_found(sign: str) -> None:
    rows = [["Arm", "ORR, %", "Note"], ["Ovalex", "61,6", 'said "well; tolerated"'], ["Control", "30,1", "a | b"]]
    out = io.StringIO()
    import csv

    csv.writer(out, delimiter=sign).writerows(rows)
    assert [p.text.split("\t") for p in read(out.getvalue().encode()).passages] == rows


def test_leading_zeros_and_a_stated_sign_are_kept() -> None:
    assert [p.text for p in read(b'sep=;\nCode;"=""00123"""\nArm;Ovalex, 300 mg\n').passages] == [
        "Code\t00123",
        "Arm\tOvalex, 300 mg",
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_chinese_values_are_read_in_their_encodings(encoding: str) -> None:
    rows = "问题,答案\n推荐剂量是多少？,每日一次，每次三百毫克，随餐服用。\n可以压碎服用吗？,不可以，请整片吞服，不要咀嚼或者压碎。\n"
    assert read(rows.encode(encoding)).passages[0].text == "推荐剂量是多少？"
