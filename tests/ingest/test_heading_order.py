"""What stands over what: numbers, run-in headings, headings in succession, lines over headings, covered headings."""

from __future__ import annotations

from dataclasses import replace

from ingest.reading import Block
from ingest.sections.leaflet_heads import with_leaflet_levels
from ingest.sections.levels import with_section_levels
from ingest.sections.names import Family, Section
from ingest.sections.order import section_told
from ingest.structure.counted import with_first_items, without_broken_headings
from ingest.structure.covered import with_covered_in_place
from ingest.structure.group_lines import with_group_lines
from ingest.structure.paths import HeadingPaths
from ingest.structure.patient_series import with_series_ended
from ingest.structure.stacked import with_stacked
from library.models import Fragment, PassageFlag, PassageKind

H, P = PassageKind.HEADING, PassageKind.PARAGRAPH


def heading(text: str, level: int) -> Block:
    return Block(H, text, level=level)


def line(text: str) -> Block:
    return Block(P, text)


def paths(*blocks: Block) -> list[tuple[str, ...]]:
    found = HeadingPaths()
    return [found.at(block) for block in blocks]


def test_a_box_between_a_number_and_its_parts_does_not_stand_over_the_parts() -> None:
    found = paths(
        heading("5.6.1 Velzurine", 3), heading("Conditional recommendation for", 4), line("We suggest it."),
        heading("5.6.1.2 Justification", 5), line("It is rarely needed."),
    )  # fmt: skip
    assert found[2] == ("5.6.1 Velzurine", "Conditional recommendation for")
    assert found[-1] == ("5.6.1 Velzurine", "5.6.1.2 Justification")


def test_a_line_in_angle_brackets_stays_over_the_numbers_below_it() -> None:
    found = paths(
        heading("17.1 Efficacy", 2), heading("〈Eczema〉", 3), heading("17.1.1 A trial", 4), line("It helped.")
    )
    assert found[-1] == ("17.1 Efficacy", "〈Eczema〉", "17.1.1 A trial")


def test_a_paragraph_opened_like_those_above_the_studies_is_none_of_the_last_study() -> None:
    found = paths(
        heading("12.2 Pharmacodynamics", 2),
        line("Effect of Velzury on Blood Pressure: It fell a little in three studies."),
        heading("Study 1: Velzury with Doxazosin", 3),
        line("Blood pressure fell by 7 mmHg."),
        line("Effects of Velzury on Blood Pressure with Alcohol: It did not fall any further."),
        line("Nobody fainted."),
    )
    assert found[3] == ("12.2 Pharmacodynamics", "Study 1: Velzury with Doxazosin")
    assert found[4] == found[5] == ("12.2 Pharmacodynamics",)


def test_of_three_headings_in_succession_each_stands_over_the_next() -> None:
    made = with_stacked(
        [
            heading("Usual dose", 3), heading("Adults over 40 kg", 3), heading("Mild infections", 3), line("750 mg."),
            heading("Children up to 40 kg", 3), line("50 mg/kg."),
        ]
    )  # fmt: skip
    assert [block.level for block in made if block.level] == [3, 4, 5, 3]


def test_four_headings_in_succession_are_a_list() -> None:
    made = with_stacked(
        [heading(name, 3) for name in ("Adults", "Mild infections", "Severe infections", "Renal disease")]
    )
    assert [block.level for block in made] == [3, 4, 3, 3]


def test_a_line_over_a_heading_that_comes_again_heads_it() -> None:
    made = with_stacked(
        with_group_lines(
            [
                heading("Properties", 2), heading("Aerobes:", 3), line("Bordetella"), heading("Others:", 3),
                line("Borrelia"), line("Inherently resistant germs:"), heading("Aerobes:", 3), line("Serratia"),
                heading("Resistance", 3), line("It differs by region."),
            ]
        )
    )  # fmt: skip
    found = dict(zip((block.text for block in made), paths(*made), strict=True))
    assert found["Serratia"] == ("Properties", "Inherently resistant germs:", "Aerobes:")
    assert found["Borrelia"] == ("Properties", "Others:")
    assert found["It differs by region."] == ("Properties", "Resistance")


def _on_page(block: Block, page: int, y: float, *flags: PassageFlag) -> Block:
    box = (40.0, y, 300.0, y + 10)
    made = block.flagged(*flags)
    made.page, made.fragments = page, (Fragment(start=0, end=len(block.text), page=page, box=box),)
    return made


def test_a_covered_heading_ends_the_one_before_and_is_none_itself() -> None:
    blocks = with_covered_in_place(
        [
            _on_page(heading("Side effects", 2), 1, 100), _on_page(heading("Metabolism", 3), 1, 200),
            _on_page(line("Loss of weight."), 1, 220), _on_page(line("Mania, hallucinations."), 2, 60),
            _on_page(line("Psychiatric disorders"), 2, 10, PassageFlag.HIDDEN),
        ]
    )  # fmt: skip
    assert [block.text for block in blocks][-2:] == ["Psychiatric disorders", "Mania, hallucinations."]
    assert paths(*blocks)[-1] == ("Side effects",)


def test_sections_of_a_leaflet_set_as_counted_items_are_headings_and_contents_are_not() -> None:
    names = ("What Velzury is and what it is used for", "What you need to know before you take Velzury",
             "How to take Velzury", "Possible side effects")  # fmt: skip
    items = [Block(PassageKind.LIST_ITEM, name, facts={"marker": f"{n}."}) for n, name in enumerate(names, 1)]
    body = [block for item in items for block in (item, line(f"On {item.text}: this is told here."))]
    body.insert(5, heading("If you take more Velzury than you should", 2))
    made = with_leaflet_levels([heading("Package leaflet", 1), *items, *body])
    assert {block.kind for block in made[1:5] if block.text != names[0]} == {PassageKind.LIST_ITEM}
    assert paths(*made)[-1] == ("Package leaflet", "4. Possible side effects")


def test_what_follows_the_last_group_of_patients_is_about_no_group() -> None:
    groups = ("Adults:", "Children from 4 to 7 years:", "Children from 2 to 3 years:")
    blocks = [block for group in groups for block in (heading(group, 3), line("10 ml a day."))]
    made = with_series_ended([heading("Dose", 2), *blocks, line("The dose is measured with the cup.")])
    assert paths(*made)[-1] == ("Dose",)
    about = with_series_ended([heading("Dose", 2), *blocks, line("Such children are weighed first.")])
    assert paths(*about)[-1] == ("Dose", groups[-1])


def test_a_line_that_tells_a_dose_heads_no_other() -> None:
    made = without_broken_headings(
        [heading("In hypertension 2 x daily 1 tablet of Velzury", 3), heading("Duration", 3)]
    )
    assert [block.level for block in made] == [0, 3]


def _smpc() -> list[Block]:
    return [
        heading("4. Klinische Angaben", 2), heading("4.3 Gegenanzeigen", 3), line("Asthma."),
        heading("4.6 Schwangerschaft und Stillzeit", 3), heading("Schwangerschaft:", 4), line("Vorsicht."),
        heading("3. Trimenon:", 2), line("Kontraindiziert."), heading("Stillzeit:", 3), line("Abstillen."),
        heading("4.8 Nebenwirkungen", 4), line("Schwindel."), heading("4.9 Überdosierung", 4), line("Antidot."),
    ]  # fmt: skip


def test_a_count_of_weeks_or_trimesters_within_a_section_is_no_section() -> None:
    made = with_section_levels(_smpc(), Family.SMPC)
    found = dict(zip((block.text for block in made), paths(*made), strict=True))
    above = ("4. Klinische Angaben", "4.6 Schwangerschaft und Stillzeit")
    assert found["Kontraindiziert."] == (*above, "3. Trimenon:")
    assert found["Abstillen."] == (*above, "Stillzeit:")
    assert found["Schwindel."] == ("4. Klinische Angaben", "4.8 Nebenwirkungen")


def test_numbered_titles_set_as_text_are_headings_where_all_of_them_are() -> None:
    plain = [block if not block.level else line(block.text) for block in _smpc() if block.text[:2] != "3."]
    made = with_section_levels(plain, Family.SMPC)
    assert paths(*made)[-1] == ("4. Klinische Angaben", "4.9 Überdosierung")


def test_a_name_that_has_moved_to_the_next_number_tells_the_section() -> None:
    assert section_told(Section.PHARMACOKINETICS, Section.NONCLINICAL) is Section.PHARMACOKINETICS
    assert section_told(Section.WARNINGS, Section.DOSAGE) is Section.DOSAGE
    assert section_told(None, Section.NONCLINICAL) is Section.NONCLINICAL


def test_the_first_of_two_counted_lines_is_an_item_and_no_heading() -> None:
    second = Block(PassageKind.LIST_ITEM, "10000单位", facts={"marker": "（2）"})
    made = with_first_items([line("(1)5000单位"), second])
    assert [(block.kind, block.text) for block in made] == [(second.kind, "5000单位"), (second.kind, "10000单位")]
    assert with_first_items([line("(1)5000单位"), replace(second, facts={"marker": "•"})])[0].kind is P
