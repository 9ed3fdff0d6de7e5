"""Figures as modules: caption, data, notes; nothing without a caption, nothing read that stands in pixels alone."""

from __future__ import annotations

from library.models import (
    FIGURE,
    FIGURE_DATA,
    AnchorRole,
    DocumentClass,
    ModuleDraft,
    ModuleKind,
    Passage,
    PassageFlag,
    PassageKind,
    SourceFacts,
)
from library.taxonomy import Taxonomy
from modularize.draft import Segment, Segmentation
from modularize.figures import ONLY_NUMBERED, TOO_MANY, with_figures
from modularize.segment import segment
from modularize.tagging.figure_kinds import kind_of_figure
from modularize.tagging.tag import to_draft
from tests.modularize.making import Page

TAXONOMY = Taxonomy.load()
PICTURE = {FIGURE: "picture", "figure_box": "60 110 540 200"}
CHART = {FIGURE: "chart", FIGURE_DATA: "chart-1"}
FACTS = SourceFacts(document_class=DocumentClass.PUBLICATION, product="OVRANTEQ", market="US", language="en")
SURVIVAL = "Figure 1. Kaplan-Meier estimate of overall survival"


def cut(page: Page) -> Segmentation:
    return with_figures(segment(page.passages), page.passages)


def figures(page: Page) -> list[Segment]:
    return [part for part in cut(page).segments if part.is_figure]


def draft(part: Segment) -> ModuleDraft:
    return to_draft(part, FACTS, TAXONOMY)


def charted(page: Page, *rows: str) -> None:
    """A native chart: its header and rows, as the readers give them."""
    page.add(PassageKind.TABLE_HEADER, "\tOvranteq\tPlacebo", group="chart-1", flags=(PassageFlag.CHART_DATA,))
    for row in rows:
        page.add(PassageKind.TABLE_ROW, row, group="chart-1", flags=(PassageFlag.CHART_DATA,))


def caption(page: Page, text: str = SURVIVAL, **facts: str) -> Passage:
    return page.add(PassageKind.CAPTION, text, facts=facts)


def test_a_caption_of_a_picture_is_a_module_with_its_notes_and_says_that_its_figures_are_not_read() -> None:
    page = Page(section="clinical_studies")
    page.heading("Clinical studies")
    caption(page, **PICTURE)
    page.text("CI, confidence interval; HR, hazard ratio; ITT, intention to treat")
    page.text("Ovranteq prolonged survival in adults who had been treated before.")
    [part] = figures(page)
    made = draft(part)
    assert made.content.body == SURVIVAL
    assert made.content.context == (
        "Clinical studies",
        "CI, confidence interval; HR, hazard ratio; ITT, intention to treat",
    )
    assert made.content.kind is ModuleKind.EFFICACY_RESULT
    assert {(t.facet, t.value) for t in made.tags} >= {("form", "figure"), ("figures", "in the picture only")}


def test_every_anchor_of_a_figure_quotes_its_passage() -> None:
    page = Page(section="clinical_studies")
    page.heading("Clinical studies")
    charted(page, "Week 2\t31.5\t12.0", "Week 4\t61.6\t45.5")
    caption(page, "Figure 2. Responders by week*", **CHART)
    page.add(PassageKind.FOOTNOTE, "* by central review", facts={"marker": "*"})
    [part] = figures(page)
    by_id = {p.id: p for p in page.passages}
    for anchor in part.anchors():
        assert by_id[anchor.passage].text[anchor.start : anchor.end] == anchor.quote
    origins = [a.quote for a in part.anchors() if a.role is AnchorRole.ORIGIN]
    assert "\n".join(origins) == part.body


def test_the_data_of_a_native_chart_stand_with_its_caption_and_nowhere_alone() -> None:
    page = Page(section="clinical_studies")
    caption(page, "Figure 2. Responders by week", **CHART)
    charted(page, "Week 2\t31.5\t12.0", "Week 4\t61.6\t45.5")
    [part] = figures(page)
    assert "Week 4\t61.6\t45.5" in part.context_texts
    assert ("figures", "in the picture only") not in {(t.facet, t.value) for t in draft(part).tags}
    assert all("61.6" not in other.body for other in cut(page).segments)


def test_points_that_only_draw_a_curve_are_not_carried() -> None:
    page = Page(section="clinical_studies")
    caption(page, "Figure 2. Overall survival", **CHART)
    charted(page, "Ovranteq\t" + "; ".join(str(n) for n in range(60)), "Median\t13.6")
    [part] = figures(page)
    assert part.context_texts[-1] == "Median\t13.6"
    assert not any("; 59" in text for text in part.context_texts)


def test_of_the_captions_of_one_chart_the_one_outside_it_is_the_body() -> None:
    page = Page(section="clinical_studies")
    page.add(PassageKind.CAPTION, "Responders", group="chart-1", flags=(PassageFlag.CHART_DATA,), facts=CHART)
    charted(page, "Week 2\t31.5\t12.0")
    caption(page, "Figure 2. Responders by week", **CHART)
    [part] = figures(page)
    assert part.body == "Figure 2. Responders by week"
    assert "Responders" in part.context_texts


def test_a_caption_of_nothing_and_a_picture_without_a_caption_are_no_figures() -> None:
    page = Page()
    caption(page)
    page.add(PassageKind.IMAGE, "A smiling family in a garden", facts={"alternative_text": "yes"})
    assert figures(page) == []


def test_a_figure_that_nobody_sees_is_none() -> None:
    for flag in (PassageFlag.HIDDEN, PassageFlag.HIDDEN_SLIDE, PassageFlag.TRACKED_CHANGE):
        page = Page()
        page.add(PassageKind.CAPTION, SURVIVAL, facts=PICTURE, flags=(flag,))
        assert figures(page) == []


def test_a_caption_that_only_counts_its_figure_waits_for_a_person() -> None:
    page = Page(section="clinical_studies")
    told = caption(page, "Figure 3", **PICTURE)
    found = cut(page)
    assert not any(part.is_figure for part in found.segments)
    assert [part.body for part in found.withheld] == ["Figure 3"]
    assert [skip.reason for skip in found.skipped if skip.passage == told.id] == [ONLY_NUMBERED]


def test_a_chart_with_more_rows_than_a_person_compares_waits() -> None:
    page = Page(section="clinical_studies")
    told = caption(page, "Figure 2. Responders by week", **CHART)
    charted(page, *(f"Week {week}\t{week}.5\t1.0" for week in range(200)))
    found = cut(page)
    assert not any(part.is_figure for part in found.segments)
    assert [skip.reason for skip in found.skipped if skip.passage == told.id] == [TOO_MANY]


def test_every_caption_ends_in_a_module_or_in_a_reason() -> None:
    page = Page(section="clinical_studies")
    for number, facts in enumerate((PICTURE, {}, PICTURE), 1):
        caption(page, f"Figure {number}. Overall survival in part {number}", **facts)
    found = cut(page)
    modules = {part.first.id for part in found.segments}
    reasons = {skip.passage for skip in found.skipped}
    assert all((p.id in modules) != (p.id in reasons) for p in page.passages)


def test_notes_of_another_page_are_not_those_of_the_figure() -> None:
    page = Page(section="clinical_studies")
    caption(page, **PICTURE)
    note = page.add(PassageKind.FOOTNOTE, "Data on file.")
    there = note.model_copy(update={"locator": note.locator.model_copy(update={"page": 2})})
    passages = [page.passages[0], there]
    [part] = [p for p in with_figures(segment(passages), passages).segments if p.is_figure]
    assert part.context_texts == ()


def test_what_a_caption_shows_decides_its_kind() -> None:
    told = {
        "Figure 1. Study design": ModuleKind.STUDY_DESIGN,
        "Abbildung 2: Nebenwirkungen nach Woche": ModuleKind.SAFETY_RESULT,
        "图3 血药浓度-时间曲线": ModuleKind.PHARMACOKINETICS,
        "図4 HbA1cの推移": ModuleKind.EFFICACY_RESULT,
        "Figure 5. Mechanism of action": ModuleKind.MECHANISM,
        "Figure 6. The device": ModuleKind.DESCRIPTION,
    }
    for text, kind in told.items():
        assert kind_of_figure(ModuleKind.DESCRIPTION, text, ()) is kind, text
    assert kind_of_figure(ModuleKind.WARNING, "Figure 1. Overall survival", ()) is ModuleKind.WARNING
