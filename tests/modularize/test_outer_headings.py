"""A line in angle brackets over other headings, whom a dose is for, and a page of text read as a table's header."""

from __future__ import annotations

from library.models import DocumentClass, ModuleKind, PassageKind
from modularize.headings.paths import heads_over
from modularize.segment import segment
from modularize.tagging.kinds import kind_of
from tests.modularize.making import Page


def _doses() -> Page:
    page = Page(language="ja", section="dosage")
    page.heading("6. 用法及び用量")
    page.text("〈欠神発作に用いる場合〉")
    page.text("［単独療法］")
    page.text("通常、成人にはオバリニブとして1日1回3mgを経口投与する。")
    page.text("［併用療法］")
    page.text("通常、5歳以上の小児にはオバリニブとして1日1回1mgを経口投与する。")
    page.text("代謝を促進する薬剤を併用する場合の維持用量は1日1回2～4mgとする。")
    page.text("〈下肢静止不能に用いる場合〉")
    page.text("通常、成人にはオバリニブとして1日1回9mgを経口投与する。")
    return page


def test_a_line_in_angle_brackets_stands_over_every_heading_in_square_ones_below_it() -> None:
    cut = segment(_doses().passages)
    first, second, kept, other = cut.segments
    for part, inner in ((first, "［単独療法］"), (second, "［併用療法］"), (kept, "［併用療法］")):
        assert part.context_texts[1:3] == ("〈欠神発作に用いる場合〉", inner)
    assert "〈欠神発作に用いる場合〉" not in other.context_texts
    assert not any(skip.needs_person for skip in cut.skipped)


def test_a_maintenance_dose_says_whom_the_dose_before_it_is_for() -> None:
    parts = segment(_doses().passages).segments
    assert [part.context_texts[-1] == "通常、5歳以上の小児には" for part in parts] == [False, False, True, False]


def test_a_disease_in_angle_brackets_stands_over_the_numbered_trials_below_it() -> None:
    page = Page(language="ja", section="clinical_studies")
    top = page.heading("17. 臨床成績").text
    page.text("〈本態性振戦〉")
    page.heading("17.1.2 国内試験")
    page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": (top,)})
    page.path = (top, "17.1.2 国内試験")
    page.text("オバリニブを12週間投与した結果、有効率は61.0%（61/100例）であった。")
    [made] = segment(page.passages).segments
    assert made.context_texts == (top, "〈本態性振戦〉", "17.1.2 国内試験")


def test_a_page_of_text_read_as_a_header_without_a_row_waits_for_a_person() -> None:
    page = Page(language="de", section=None)
    page.heading("Seite 3")
    told = page.add(PassageKind.TABLE_HEADER, "Ovalin wird bei Erwachsenen angewendet. " * 10, group="table-1")
    named = page.add(PassageKind.TABLE_HEADER, "Dosis\tAlter", group="table-2")
    left = {skip.passage: skip.needs_person for skip in segment(page.passages).skipped}
    assert left[told.id]
    assert not left[named.id]


def test_a_line_in_capitals_among_doses_names_the_disease_below_it() -> None:
    page = Page(language="de", section="dosage")
    page.heading("4.2 Dosierung")
    page.text("RESTLESS-LEGS")
    page.text("Erwachsene nehmen Ovalin 100 mg zweimal täglich nach dem Essen ein.")
    page.text("TREMOR BEI ERWACHSENEN:")
    page.text("Ältere ab 65 Jahren: Einmal täglich eine Filmtablette Ovalin 100 mg nach dem Essen.")
    parts = segment(page.passages).segments
    assert [part.context_texts[-1] for part in parts] == ["RESTLESS-LEGS", "TREMOR BEI ERWACHSENEN:"]


def test_a_heading_of_a_pack_stands_over_the_cases_it_lists_alone() -> None:
    page = Page(section=None)
    page.heading("Stop use and ask a doctor if")
    page.items("pain gets worse or lasts more than 10 days", "new symptoms occur")
    page.text("If pregnant or breast-feeding, ask a health professional before use.")
    found = {part.body[:4]: part.context_texts for part in segment(page.passages).segments}
    assert found["pain"] == ("Stop use and ask a doctor if",)
    assert found["If p"] == ()


def test_a_numbered_heading_stands_under_its_chapter_and_not_under_what_was_left_over_it() -> None:
    path = ("2 DOSAGE", "2.2 Patients", "Patients Aged 12 Years (by weight)", "2.3 Escalation")
    assert heads_over(path, "Increase the dose each week.") == ["2 DOSAGE", "2.2 Patients", "2.3 Escalation"]
    assert heads_over(("Ovalol tablets", "2.3 Escalation"), "Increase it.") == ["Ovalol tablets", "2.3 Escalation"]


def test_a_species_is_no_p_value_and_an_elimination_is_kinetics() -> None:
    page = Page(section="clinical_studies")
    page.table("Species\tOvalol\tOther", "E. faecalis\t17/17 (100%)\t14/21 (67%)", "P. mirabilis\t11/12\t10/10")
    assert len(segment(page.passages).segments) == 2
    heads = ("CLINICAL PHARMACOLOGY", "Elimination")
    kind = kind_of("A further 1% is found in the bile.", heads, "pharmacology", DocumentClass.LABEL)
    assert kind is ModuleKind.PHARMACOKINETICS
