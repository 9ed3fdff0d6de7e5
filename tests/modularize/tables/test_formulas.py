"""What a list or a table holds stands in a module or waits: a formula below an item, rows of figures alone."""

from __future__ import annotations

from library.models import PassageKind
from modularize.doubts.doubt import left_parts
from modularize.segment import segment
from tests.modularize.making import Page


def test_an_item_over_a_formula_stays_a_contraindication_and_so_do_those_behind_it() -> None:
    page = Page("de", "contraindications")
    page.heading("4.3 Gegenanzeigen")
    page.text("Das Mittel darf nicht angewendet werden bei:")
    page.items("Anurie,", "schweren Nierenstörungen [Clearance unter 30 ml/min, nach der Formel:")
    page.table("Cl =\t(140 - Alter) x Gewicht", "-\t72 x Kreatinin (mg/dl)]")
    page.items("Dialysepatienten,", "Kindern.", group="list-2")
    cut = segment(page.passages)
    (one,) = cut.segments
    for words in ("Anurie", "schweren Nierenstörungen", "(140 - Alter) x Gewicht", "-\t72 x Kreatinin", "Dialyse"):
        assert words in one.body
    assert "darf nicht angewendet werden" in "\n".join([*one.context_texts, one.body])


def test_a_table_of_doses_under_an_item_is_no_formula() -> None:
    page = Page("de", "dosage")
    page.heading("4.2 Dosierung")
    page.items("Erwachsene erhalten:")
    page.table("Gewicht\tDosis", "50 kg\t100 mg täglich")
    bodies = [part.body for part in segment(page.passages).segments]
    assert any("50 kg\t100 mg täglich" in body and "Erwachsene" not in body for body in bodies)


def test_rows_of_figures_wait_with_the_row_that_should_name_their_columns() -> None:
    page = Page("de", None)
    page.heading("Kinder und Jugendliche")
    for row in ("Gewicht (kg)\tAlter (Jahre)\tmg/kg/24 Std.", "12-16\t2-3\t16-20", "17-23\t4-7\t16-20"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1", facts={"columns": "1,2,3"})
    cut = segment(page.passages)
    left = [part.body for part, _ in left_parts(cut, page.passages)]
    assert {"12-16\t2-3\t16-20", "17-23\t4-7\t16-20"} <= set(left)


def test_an_item_in_lower_case_that_names_its_medicine_is_one_of_its_own() -> None:
    page = Page("de", "interactions")
    page.heading("4.5 Wechselwirkungen")
    texts = [
        "Katecholaminen (z. B. Epinephrin): Wirkung durch das Mittel abgeschwächt, was mehrfach beschrieben wurde",
        "kaliuretischen Diuretika (z. B. Furosemid): erhöhte Verluste an Kalium, was zu überwachen ist",
    ]
    page.text("Folgende Wechselwirkungen sind beschrieben worden bei gleichzeitiger Anwendung von:")
    for text in texts * 6:
        page.add(PassageKind.LIST_ITEM, text, group="list-1", facts={"marker": "•"})
    bodies = [part.body for part in segment(page.passages).segments]
    assert set(texts) <= set(bodies)
