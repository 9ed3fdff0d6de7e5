"""Tables over two pages, the words that limit them, and lists of names side by side."""

from __future__ import annotations

from library.models import Locator, Passage, PassageKind
from modularize.segment import segment
from modularize.tables.rows_overleaf import with_rows_overleaf
from tests.modularize.making import Page


def _on(page: int, passage: Passage) -> Passage:
    return passage.model_copy(update={"locator": Locator(page=page)})


def _broken(second: str) -> list[Passage]:
    page = Page(section=None)
    page.table("\tActive\tControl", "Headache\t1 (7%)\t2 (13%)", "Cough\t0\t1", group="table-1")
    page.table(second, "Rash\t1 (7%)\t0", group="table-2")
    return [_on(1 if passage.group == "table-1" else 2, passage) for passage in page.passages]


def test_a_first_row_of_figures_on_the_next_page_is_no_head() -> None:
    mended = with_rows_overleaf(_broken("Nausea\t0\t1"))
    assert mended[3].kind is PassageKind.TABLE_ROW
    rash = next(part for part in segment(_broken("Nausea\t0\t1")).segments if part.body.startswith("Rash"))
    assert "\tActive\tControl" in rash.context_texts
    assert not any("Nausea" in text for text in rash.context_texts)


def test_a_head_in_words_on_the_next_page_stays_one() -> None:
    assert with_rows_overleaf(_broken("\tWomen\tMen"))[3].kind is PassageKind.TABLE_HEADER


def _germs(heading: str) -> list[Passage]:
    page = Page(section="pharmacology")
    page.heading("Microbiology")
    page.table("Gram-positive:\tGram-negative:", "Listeria monocytogenes\tKlebsiella oxytoca")
    page.heading(heading)
    page.text("The drug was studied in 140 patients with corneal ulcers.")
    return [_on(1 if passage.seq < 3 else 2, passage) for passage in page.passages]


def test_a_name_of_a_germ_behind_a_table_of_germs_heads_nothing() -> None:
    mended = with_rows_overleaf(_germs("Proteus vulgaris"))
    assert mended[3].kind is PassageKind.PARAGRAPH
    assert mended[4].heading_path == ()
    assert with_rows_overleaf(_germs("Clinical studies"))[4].heading_path == ("Clinical studies",)


_LIMIT = "Safety and effectiveness against the following organisms have not been established in trials."


def test_the_paragraph_that_limits_a_table_travels_with_its_rows() -> None:
    page = Page(section="pharmacology")
    page.text(_LIMIT)
    page.table("Gram-positive:\tGram-negative:", "Listeria monocytogenes\tKlebsiella oxytoca", "Aa bb\tCc dd")
    rows = [part for part in segment(page.passages).segments if "\t" in part.body]
    assert rows
    assert all(_LIMIT in part.context_texts for part in rows)
    page = Page(section="pharmacology")
    page.text("The drug is taken up by most cells of the body within one hour.")
    page.table("Gram-positive:\tGram-negative:", "Listeria monocytogenes\tKlebsiella oxytoca", "Aa bb\tCc dd")
    rows = [part for part in segment(page.passages).segments if "\t" in part.body]
    assert rows
    assert not any("taken up" in text for part in rows for text in part.context_texts)


def test_an_empty_first_cell_stays_before_the_name_of_another_column() -> None:
    page = Page(section="pharmacology")
    page.table("Gram-positive:\tGram-negative:", "Listeria monocytogenes\tKlebsiella oxytoca", "\tEscherichia coli")
    assert "\n\tEscherichia coli" in segment(page.passages).segments[-1].body


def _listed(last: str, *rows: str) -> list[str]:
    page = Page(section="indications")
    page.table("Gram-positive:\tGram-negative:\tAnaerobic:", *rows, last)
    return [part.body for part in segment(page.passages).segments]


def test_the_last_name_of_the_first_list_is_an_item() -> None:
    rows = ("Staphylococcus aureus\tProteus mirabilis\tPropionibacterium acnes", "Staphylococcus hominis\tSerratia\t")
    assert "Streptococcus pneumoniae" in _listed("Streptococcus pneumoniae\t\t", *rows)
    counted = ("Staphylococcus aureus\t12\t13", "Staphylococcus hominis\t4\t")
    assert "Streptococcus pneumoniae" not in _listed("Streptococcus pneumoniae\t\t", *counted)
