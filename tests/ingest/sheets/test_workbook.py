from __future__ import annotations

from datetime import date

from ingest.assemble import assemble
from ingest.reading import Limits, Reading
from ingest.sheets import workbook as sheets
from library.models import DocumentClass, PassageFlag, PassageKind
from tests.ingest import documents as make


def read(data: bytes) -> Reading:
    return assemble(sheets.read(data, Limits()))


def book(*rows: tuple[object, ...]) -> bytes:
    import openpyxl

    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return make.saved(workbook)


HEADS = ("No.", "Topic", "Language", "Product", "Question", "Answer", "Approval code", "Expiry")


def faq() -> bytes:
    rows = (
        (1, "Dose", "en", "OVALEX", "What is the dose?", "300 mg once daily.", "OVA-US-1", date(2027, 8, 31)),
        (2, "Dose", "zh", "OVALEX", "推荐剂量是多少？", "300 mg，每日一次。", "OVA-CN-2", date(2027, 8, 31)),
        (3, "Renal", "en", "OVALEX", "And in renal impairment?", "No change.", "OVA-US-3", date(2027, 8, 31)),
    )
    return book(HEADS, *rows)


def test_a_question_sheet_gives_pairs_with_what_the_row_says_of_them() -> None:
    reading = read(faq())
    question, answer = reading.passages[2:4]
    assert (question.kind, question.text) == (PassageKind.QUESTION, "推荐剂量是多少？")
    assert (answer.kind, answer.text) == (PassageKind.ANSWER, "300 mg，每日一次。")
    assert question.group == answer.group
    assert answer.language == "zh"
    assert answer.facts == {
        "number": "2", "topic": "Dose", "language": "zh", "product": "OVALEX", "approval_code": "OVA-CN-2", "expiry": "2027-08-31",
    }  # fmt: skip
    assert (answer.locator.sheet, answer.locator.path) == ("Sheet", "F3")
    assert reading.facts.document_class is DocumentClass.FAQ


def test_chinese_heads_and_two_languages_side_by_side_are_known() -> None:
    data = book(
        ("编号", "问题（en）", "答案（en）", "问题（zh）", "答案（zh）"), (1, "Dose?", "300 mg", "剂量？", "300 mg。")
    )
    passages = read(data).passages
    assert [(p.kind, p.text, p.language) for p in passages] == [
        (PassageKind.QUESTION, "Dose?", "en"), (PassageKind.ANSWER, "300 mg", "en"),
        (PassageKind.QUESTION, "剂量？", "zh"), (PassageKind.ANSWER, "300 mg。", "zh"),
    ]  # fmt: skip
    assert passages[0].group != passages[2].group


def test_any_other_sheet_is_a_table_with_its_range() -> None:
    header, row = read(book(("Endpoint", "Result"), ("ORR", "61.6%"))).passages
    assert (header.kind, header.text) == (PassageKind.TABLE_HEADER, "Endpoint\tResult")
    assert (row.kind, row.text, row.locator.path) == (PassageKind.TABLE_ROW, "ORR\t61.6%", "A2:B2")


def test_numbers_are_given_as_their_cells_show_them() -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    shown = ((0.616, "0.0%"), (0.5, "0.00"), (13.6, "General"), (1250, "#,##0"), (0.1 + 0.2, "General"))
    for row, (value, form) in enumerate(shown, 1):
        workbook.active.cell(row, 1, f"v{row}")
        workbook.active.cell(row, 2, value).number_format = form
    texts = [p.text.split("\t")[1] for p in read(make.saved(workbook)).passages]
    assert texts == ["61.6%", "0.50", "13.6", "1,250", "0.3"]


def test_hidden_sheets_rows_and_columns_are_flagged() -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("Endpoint", "Result", "Note"), ("ORR", "61.6%", "secret"), ("PFS", "13.6", "secret too")):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    off = workbook.create_sheet("Old")
    off.append(("Old words",))
    off.sheet_state = "hidden"
    reading = read(make.saved(workbook))
    assert {p.text for p in reading.passages if not p.flags} == {"Endpoint\tResult", "ORR\t61.6%"}
    hidden = {p.text for p in reading.passages if PassageFlag.HIDDEN in p.flags}
    assert hidden == {"Note", "secret", "PFS", "13.6", "secret too", "Old words"}


def test_formulas_are_read_as_words_only_where_a_value_was_kept() -> None:
    assert [p.text for p in read(book(("Total", "=1+1"), ("ORR", "61.6%"))).passages] == ["Total", "ORR\t61.6%"]


def test_comma_and_semicolon_separated_values_are_read_in_old_encodings() -> None:
    data = "Frage;Antwort\nWie viel für Ältere?;300 mg täglich\n".encode("cp1252")
    question, answer = read(data).passages
    assert (question.kind, question.text) == (PassageKind.QUESTION, "Wie viel für Ältere?")
    assert answer.text == "300 mg täglich"
