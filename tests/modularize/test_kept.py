"""Medical content is not lost: figures under a header, reactions under a frequency, instructions that open a list."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.exclude import unusable
from modularize.segment import segment
from tests.modularize.making import Page


def bodies(page: Page) -> list[str]:
    return [part.body for part in segment(page.passages).segments]


def test_rows_of_a_titration_stand_under_their_header() -> None:
    page = Page(section="dosage")
    page.table("Week\tMorning tablets\tEvening tablets\tTotal daily dose (mg)", "1\t0\t1\t30", "2\t1\t1\t60")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["1\t0\t1\t30", "2\t1\t1\t60"]
    assert all("Week\tMorning tablets\tEvening tablets\tTotal daily dose (mg)" in part.context_texts for part in made)


def test_rows_of_figures_without_a_header_are_left_out_with_the_reason() -> None:
    page = Page(section="dosage")
    for row in ("1\t0\t1\t30", "2\t1\t1\t60"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    made = segment(page.passages)
    assert not made.segments
    assert len(made.skipped) == 2


def test_a_note_goes_with_the_rows_that_carry_its_mark() -> None:
    page = Page(section="adverse_reactions")
    page.table("Reaction\tFrequency", "Flushing\tVery common", "Zoster\tNot known**", "Leukopenia\tCommon*")
    page.text("* Reported in the trials of another salt.")
    page.text("** Reported after marketing.")
    made = {part.body.split("\t")[0]: part.context_texts for part in segment(page.passages).segments}
    assert "** Reported after marketing." in made["Zoster"]
    assert "* Reported in the trials of another salt." not in made["Zoster"]
    assert "* Reported in the trials of another salt." in made["Leukopenia"]
    assert not any(text.startswith("*") for text in made["Flushing"])


def test_a_note_under_the_rest_of_a_table_reaches_the_rows_before_the_page_break() -> None:
    page = Page(section="adverse_reactions")
    page.table("Reaction\tFrequency", "Zoster\tNot known**", "Nausea\tCommon")
    page.add(PassageKind.TABLE_ROW, "Flushing\tVery common", group="table-2")
    page.add(PassageKind.TABLE_ROW, "Fever\tRare", group="table-2")
    page.text("** Reported after marketing.")
    made = {part.body.split("\t")[0]: part.context_texts for part in segment(page.passages).segments}
    assert "** Reported after marketing." in made["Zoster"]
    assert "** Reported after marketing." not in made["Nausea"]


@pytest.mark.parametrize(
    "text",
    [
        "Keep this leaflet. You may need to read it again.",
        "Not all pack sizes may be marketed.",
        "If you have any further questions, ask your doctor or pharmacist.",
        "Weitere Auskünfte erteilt Ihnen Ihre Ärztin oder Apothekerin.",
        "Vollständige Auflistung der sonstigen Bestandteile, siehe Abschnitt 6.1.",
        "Es werden möglicherweise nicht alle Packungsgrößen in den Verkehr gebracht.",
        "请保留本说明书。您可能需要再次阅读。",
        "并非所有包装规格均上市。",
        "この説明書は大切に保管してください。",
        "ご不明な点は医師または薬剤師にご相談ください。",
    ],
)
def test_standing_sentences_of_the_template_are_no_modules(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize(
    "text",
    [
        "If you have kidney problems, ask your doctor before you take this medicine.",
        "If you get any side effects, talk to your doctor or pharmacist.",
        "Ask your doctor if you have liver disease.",
        "Sonstige Bestandteile: 60 mg Lactose, siehe Abschnitt 4.4.",
        "如有肝功能异常，请咨询医师。",
    ],
)
def test_advice_with_a_reason_is_no_standing_sentence(text: str) -> None:
    assert not unusable(text)
