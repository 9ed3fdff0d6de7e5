"""Rows that head others: columns, second lines of a header, groups with their own sizes; what opens a table goes along."""

from __future__ import annotations

from library.models import DocumentClass, ModuleKind, PassageKind
from modularize.draft import Segment
from modularize.segment import segment
from modularize.tables.explained import is_table_note
from modularize.tables.heads import header_of
from modularize.tagging.kinds import kind_of
from tests.modularize.making import Page


def _rows(page: Page, *rows: str, group: str = "table-1") -> None:
    for row in rows:
        page.add(PassageKind.TABLE_ROW, row, group=group)


def _made(page: Page) -> dict[str, Segment]:
    return {part.body: part for part in segment(page.passages).segments}


def _study() -> Page:
    page = Page(section="clinical_studies")
    page.heading("Results")
    return page


def test_a_group_with_its_own_sizes_ends_the_group_before_it() -> None:
    page = _study()
    _rows(
        page,
        "\tPlacebo\tActive",
        "Alone (24 weeks)\tN=75\tN=64",
        "Severe\t0\t1 (1.6)",
        "With insulin (24 weeks)\tN=197\t-",
        "Severe, confirmed\t43 (21.8)\t55 (25.9)",
    )
    made = _made(page)
    assert set(made) == {"Severe\t0\t1 (1.6)", "Severe, confirmed\t43 (21.8)\t55 (25.9)"}
    insulin = made["Severe, confirmed\t43 (21.8)\t55 (25.9)"].context_texts
    assert "With insulin (24 weeks)\tN=197\t-" in insulin
    assert "Alone (24 weeks)\tN=75\tN=64" not in insulin
    assert "Alone (24 weeks)\tN=75\tN=64" in made["Severe\t0\t1 (1.6)"].context_texts
    assert "\tPlacebo\tActive" in insulin


def test_a_row_of_counts_under_another_is_a_result_and_no_group() -> None:
    page = _study()
    _rows(page, "\tPlacebo\tActive", "Women\tn=20\tn=31", "Men\tn=22\tn=19", "Age, mean\t61\t60")
    assert {"Women\tn=20\tn=31", "Men\tn=22\tn=19"} <= set(_made(page))


def test_a_second_line_of_a_header_is_no_row() -> None:
    page = _study()
    _rows(page, "\tPool A\tPool A\tPool B", "\tPlacebo\t5 mg\t10 mg", "Rash\t1 (0.5)\t2 (0.9)\t3 (1.4)")
    made = _made(page)
    assert list(made) == ["Rash\t1 (0.5)\t2 (0.9)\t3 (1.4)"]
    assert "\tPlacebo\t5 mg\t10 mg" in made["Rash\t1 (0.5)\t2 (0.9)\t3 (1.4)"].context_texts


def test_a_line_of_shares_goes_with_the_counts_above_it() -> None:
    page = _study()
    _rows(page, "\tPlacebo\tActive", "All treated N\tN=139\tN=145", "(%)\t5 (0.4)\t7 (0.6)", "Women\t2 (0.2)\t3 (0.3)")
    assert "All treated N\tN=139\tN=145\n(%)\t5 (0.4)\t7 (0.6)" in _made(page)


def test_doses_with_sizes_and_a_single_row_of_figures_show_the_header() -> None:
    page = _study()
    _rows(page, "Parameter\t5mg n=6\t30 mg n=6", "Cmax (ng/mL)\t12.2±6.5\t60.8±24.4")
    _rows(page, "Group\tWeek 2 before\tWeek 2 of treatment", "Active\t1.00±0.89\t6.54±4.38", group="table-2")
    made = _made(page)
    assert "Parameter\t5mg n=6\t30 mg n=6" in made["Cmax (ng/mL)\t12.2±6.5\t60.8±24.4"].context_texts
    assert "Group\tWeek 2 before\tWeek 2 of treatment" in made["Active\t1.00±0.89\t6.54±4.38"].context_texts


def test_a_unit_in_brackets_keeps_no_line_from_being_the_header() -> None:
    page = Page(section="dosage")
    page.heading("Dose")
    _rows(page, "eGFR (ml/min/1.73m2)\tRecommended dose", "45 or higher\t5 mg once daily", "25 to 45\t10 mg once daily")
    assert "eGFR (ml/min/1.73m2)\tRecommended dose" not in _made(page)


def test_the_header_of_one_table_heads_another_of_words() -> None:
    page = Page(section="composition")
    page.heading("3. Composition")
    _rows(page, "Name\tOvalex LD\tOvalex HD", "Active substance\t6.5 g macrogol\t13.1 g macrogol")
    page.text("The form is described as follows, and it is the same for both of them.")
    _rows(page, "Name\tOvalex LD\tOvalex HD", "Form\tpowder\tpowder", "Colour\twhite\twhite", group="table-2")
    made = _made(page)
    assert "Name\tOvalex LD\tOvalex HD" in made["Colour\twhite\twhite"].context_texts
    assert "Name\tOvalex LD\tOvalex HD" not in made


def test_the_words_that_say_whom_a_table_is_about_go_with_its_rows() -> None:
    page = Page(section="pharmacokinetics")
    page.heading("Repeated doses")
    page.text("Healthy volunteers took 100 mg twice daily for five days. The values are given in the following table.")
    page.table("Parameter\tDay 1\tDay 5", "Cmax (ng/mL)\t199\t227")
    [row] = [part for body, part in _made(page).items() if body.startswith("Cmax")]
    assert any("100 mg twice daily" in text for text in row.context_texts)


def test_words_above_a_table_that_do_not_open_it_stay_away() -> None:
    page = Page(section="pharmacokinetics")
    page.heading("Repeated doses")
    page.text("Healthy volunteers took 100 mg twice daily for five days and were well.")
    page.table("Parameter\tDay 1\tDay 5", "Cmax (ng/mL)\t199\t227")
    [row] = [part for body, part in _made(page).items() if body.startswith("Cmax")]
    assert not any("100 mg" in text for text in row.context_texts)


def test_a_line_on_the_statistics_of_the_cells_is_a_note() -> None:
    assert is_table_note("算術平均値±標準偏差（CV%） a）中央値、b）n=4")
    assert is_table_note("Mean ± standard deviation")
    assert not is_table_note("Mean survival was longer in the treated patients.")


def test_a_row_under_a_caption_of_reactions_is_no_result_of_efficacy() -> None:
    heads = ("Clinical trials", "Table 2: Adverse reactions reported by at least 2% of patients")
    assert kind_of("Back pain\t3.2\t4.2", heads, "clinical_studies", DocumentClass.LABEL) is ModuleKind.SAFETY_RESULT
    heads = ("Clinical trials", "Table 3: Response rate at week 24")
    assert kind_of("Back pain\t3.2\t4.2", heads, "clinical_studies", DocumentClass.LABEL) is ModuleKind.EFFICACY_RESULT


def test_what_is_added_where_nothing_speaks_against_it_is_no_contraindication() -> None:
    advice = "指南推荐在无禁忌证的情况下加用本品。"
    assert kind_of(advice, (), None, DocumentClass.OTHER) is not ModuleKind.CONTRAINDICATION


def test_what_is_measured_and_in_how_many_heads_the_rows_of_its_baseline_and_change() -> None:
    page = Page(section="clinical_studies")
    page.table(
        "\tOvalol 10 mg\tPlacebo",
        "Score of pain (points), N\t169\t170",
        "Baseline\t8.2\t8.7",
        "Mean change at the last visit\t-0.7\t-0.1",
        "Weight (kg), N\t175\t172",
        "Baseline\t90\t97",
        "Mean change at the last visit\t-3\t-1",
    )
    found = {part.body.split("\t")[0]: part.context_texts[-1] for part in segment(page.passages).segments[:2]}
    assert found["Baseline"].startswith("Score of pain")
    last = segment(page.passages).segments[-1]
    assert any(text.startswith("Weight") for text in last.context_texts)
    assert not any(text.startswith("Score") for text in last.context_texts)


def test_a_header_printed_again_with_empty_cells_is_that_of_the_page_before() -> None:
    page = Page(section=None)
    page.table("Infection\tMedicine\tDose", "Otitis\tAlpha\t10 mg a day for a week", group="t1")
    page.table("\t\tDose", "Mastitis\tBeta\t20 mg a day for a week", group="t2")
    last = segment(page.passages).segments[-1]
    assert "Infection\tMedicine\tDose" in last.context_texts


def test_a_first_row_of_arms_with_their_sizes_names_the_columns() -> None:
    page = Page(section="clinical_studies")
    page.table(
        "\tStudy 5\tStudy 5\tStudy 5",
        "Intention-to-treat\tPLACEBO N = 101\tOVALOL 1.7 mg N = 101\tOVALOL 2.4 mg N = 199",
        "Waist (cm)\t\t\t",
        "Change from baseline\t-1.8\t-7.7\t-11.0",
    )
    [row] = segment(page.passages).segments
    assert any("OVALOL 2.4 mg" in text for text in row.context_texts)


def test_rows_that_spell_abbreviations_out_are_no_modules() -> None:
    page = Page("de", None)
    page.heading("Betablocker")
    page.table("Abkürzung\tBedeutung", "RR\tBlutdruck", "WE\tWirkungseintritt")
    assert not segment(page.passages).segments


def test_a_row_of_classes_of_frequency_names_the_columns_of_the_reactions_below_it() -> None:
    page = Page(section="adverse_reactions")
    names = "Organ class\tVery common ≥ 1/10\tUncomon ≥ 1/1,000\tRare\tFrequency not known"
    told = ("Nervous system disorders\tHeadache\tDizziness\t\tTremor", "Eye disorders\t\tBlurred vision\t\t")
    for row in (names, *told):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    assert [row.text for row in header_of(page.passages)] == [names]
    assert header_of(page.passages[1:]) == []
