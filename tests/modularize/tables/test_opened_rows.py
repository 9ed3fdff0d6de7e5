"""Rows of a table under the words that open them."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

_STOP = "If you notice any of these signs, stop taking Ovrantil and call your doctor:"


def test_signs_in_a_table_keep_the_item_that_says_what_to_do() -> None:
    page = Page(section="patient_counselling")
    page.heading("Possible side effects")
    page.items("Allergic reactions have been seen with Ovrantil.", f"Liver problems have been seen. {_STOP}")
    for row in ("loss of appetite\tpale stools", "yellow skin and eyes\titching of the skin"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    made = segment(page.passages)
    rows = [s for s in made.segments if "\t" in s.body]
    assert len(rows) == 2
    assert all(_STOP in s.context_texts for s in rows)
    assert not [s for s in made.skipped if s.reason == "opens a list or table that was not found"]


def test_forbidden_medicines_in_a_table_keep_the_row_that_forbids_them() -> None:
    page = Page(section="patient_counselling")
    page.heading("Patient information")
    forbids = "Do not take Ovrantil if you take any of these medicines:"
    opening = f"Ovrantil may interact with other medicines and cause side effects that threaten life. {forbids}"
    for row in (opening, "o primidone\to quinidine", "o rifampin\to triazolam"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    rows = [s for s in segment(page.passages).segments if "\t" in s.body]
    assert len(rows) == 2
    assert all(forbids in s.context_texts for s in rows)


def _over_two_pages(first: str, *rows: str) -> list[tuple[str, list[str]]]:
    page = Page(language="zh", section=None)
    page.heading("3.2.2 长效针剂")
    page.text("国内常见抗精神病药长效针剂的特征及用法用量")
    page.add(PassageKind.TABLE_ROW, first, group="table-1")
    page.table(*rows, group="table-2")
    made = segment(page.passages).segments
    return [(s.body, list(s.context_texts)) for s in made if "\t" in s.body]


def test_the_head_at_the_foot_of_a_page_names_the_columns_on_the_next() -> None:
    head = "项目\t氟哌啶醇癸酸酯\t氟奋乃静癸酸酯"
    rows = (
        "适应证\t精神病的维持治疗\t用于急、慢性精神分裂症",
        "起始剂量\t50 mg\t12.5~25.0 mg",
        "维持剂量\t100 mg\t25 mg",
    )
    made = _over_two_pages(head, *rows)
    assert {body for body, _ in made} >= set(rows)
    assert all(head in context for body, context in made if body in rows)


def test_a_row_of_signs_alone_in_its_table_is_not_taken_for_a_head() -> None:
    page = Page(section="patient_counselling")
    page.items("Allergic reactions have been seen.", _STOP)
    page.add(PassageKind.TABLE_ROW, "skin rash\tswelling of the face", group="table-1")
    assert [s.body for s in segment(page.passages).segments if "\t" in s.body] == ["skin rash\tswelling of the face"]
