"""What real files say about the axes of their charts, and what is found on it."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.readers import read
from ingest.reading import Limits
from library.evidence_charts import chart_findings
from library.models import PassageFlag
from tests.ingest import documents as make

ORR = (("ORR", (61.6, 45.5)),)


def deck(kind: str, series: Any = ORR, *, least: float | None = None, form: str = "General", **more: Any) -> bytes:
    """A deck with one native chart, as PowerPoint's own format holds it."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    data = CategoryChartData(number_format=form)
    data.categories = ["Ovranteq", "Competitor X"]
    for name, values in series:
        data.add_series(name, values)
    place = (Inches(1), Inches(2), Inches(6), Inches(4))
    chart = slide.shapes.add_chart(getattr(XL_CHART_TYPE, kind), *place, data).chart
    axis = chart.value_axis
    if least is not None:
        axis.minimum_scale = least
    if title := more.get("title", ""):
        axis.has_title = True
        axis.axis_title.text_frame.text = title
    if base := more.get("log"):
        from pptx.oxml import parse_xml

        scaling = axis._element.find(".//{*}scaling")
        space = scaling.tag[1:].split("}")[0]
        scaling.insert(0, parse_xml(f'<c:logBase xmlns:c="{space}" val="{base}"/>'))
    if more.get("crosses") is not None:
        # python-pptx writes where the other axis crosses this one into the other axis, as the format has it
        axis.crosses_at = more["crosses"]
        chart.category_axis.crosses_at = more["crosses"]
    return make.saved(presentation)


def facts_of(content: bytes, name: str = "deck.pptx") -> dict[str, str]:
    """The facts of the chart's first passage; every passage of it has them."""
    passages = [p for p in read(content, name, Limits())[1].passages if PassageFlag.CHART_DATA in p.flags]
    assert all(p.facts == passages[0].facts for p in passages)
    return passages[0].facts


def codes(content: bytes, name: str = "deck.pptx") -> list[str]:
    return [found.code.removeprefix("evidence.") for found in chart_findings(facts_of(content, name))]


@pytest.mark.parametrize("kind", ["COLUMN_CLUSTERED", "BAR_CLUSTERED", "AREA"])
def test_bars_columns_and_areas_on_a_cut_axis_are_found(kind: str) -> None:
    assert codes(deck(kind, least=40, title="ORR (%)")) == ["axis_truncated"]


def test_the_figures_of_the_file_stand_in_the_finding() -> None:
    (found,) = chart_findings(facts_of(deck("COLUMN_CLUSTERED", least=40, title="ORR (%)")))
    assert found.message == (
        "The value axis “ORR (%)” starts at 40, not at zero: 61.6 (Ovranteq) is 1.4 times 45.5 (Competitor X), "
        "but its bar is drawn 3.9 times as long."
    )


def test_shares_are_told_as_the_axis_shows_them() -> None:
    (found,) = chart_findings(facts_of(deck("COLUMN_CLUSTERED", (("ORR", (0.616, 0.455)),), least=0.4, form="0.0%")))
    assert "starts at 40%, not at zero: 61.6% (Ovranteq)" in found.message


@pytest.mark.parametrize(
    "content",
    [
        deck("COLUMN_CLUSTERED", least=0),
        deck("COLUMN_CLUSTERED", least=-10, series=(("Change", (-9.8, -4.6)),)),
        deck("COLUMN_CLUSTERED", series=(("Change", (-9.8, -4.6)),)),
        deck("COLUMN_CLUSTERED"),
        deck("COLUMN_STACKED_100", (("Yes", (61, 45)), ("No", (39, 55)))),
        deck("COLUMN_STACKED", (("Yes", (61, 45)), ("No", (39, 55)))),
        deck("LINE", (("PFS", (61.6, 45.5)),), least=40),
        deck("LINE", (("PFS", (95, 92)),)),
    ],
    ids=["zero", "below zero", "changes", "automatic", "shares", "stacked", "line", "line automatic"],
)
def test_honest_charts_give_no_finding(content: bytes) -> None:
    assert codes(content) == []


def test_close_values_on_an_automatic_axis_are_unknown_not_wrong() -> None:
    assert codes(deck("COLUMN_CLUSTERED", (("Responders", (95, 92)),))) == ["axis_automatic"]
    assert codes(deck("COLUMN_CLUSTERED", (("Responders", (95, 78)),))) == []


def test_the_stacks_of_a_stacked_chart_are_compared_not_their_parts() -> None:
    facts = facts_of(deck("COLUMN_STACKED", (("Yes", (61, 45)), ("No", (9, 15))), least=50))
    assert (facts["value_axis_lowest"], facts["value_axis_highest"]) == ("60", "70")
    assert "2.0 times as long" in chart_findings(facts)[0].message


def test_a_logarithmic_axis_is_found_where_nothing_says_so() -> None:
    assert codes(deck("COLUMN_CLUSTERED", log=10, title="Titre")) == ["axis_logarithmic"]
    assert codes(deck("COLUMN_CLUSTERED", log=10, title="Titre, log scale")) == []


def test_bars_that_begin_where_the_file_says_are_found() -> None:
    facts = facts_of(deck("COLUMN_CLUSTERED", least=0, crosses=40))
    assert facts["value_axis_from"] in ("40", "40.0")
    assert "the bars start at 40" in chart_findings(facts)[0].message


def test_a_line_of_shares_on_a_cut_axis_is_noted() -> None:
    assert codes(deck("LINE", least=40, title="PFS (%)")) == ["axis_note"]


@pytest.mark.parametrize(
    ("cached", "told"), [(True, "61.6 is 1.4 times 45.5"), (False, "does not show how the values compare")]
)
def test_charts_of_workbooks_are_judged_alike(cached: bool, told: str) -> None:
    import io

    from openpyxl import Workbook
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.data_source import NumData, NumVal

    book = Workbook()
    sheet = book.active
    for row in (("Arm", "ORR"), ("Ovranteq", 61.6), ("Competitor X", 45.5)):
        sheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=3))
    chart.title, chart.y_axis.title = "Response", "ORR (%)"
    chart.y_axis.scaling.min = 40
    if cached:  # Excel and LibreOffice keep the drawn values in the chart, openpyxl does not
        values = [NumVal(idx=index, v=value) for index, value in enumerate((61.6, 45.5))]
        chart.series[0].val.numRef.numCache = NumData(pt=values)
    sheet.add_chart(chart, "E2")
    held = io.BytesIO()
    book.save(held)
    (found,) = chart_findings(facts_of(held.getvalue(), "book.xlsx"))
    assert found.code == "evidence.axis_truncated"
    assert told in found.message


def test_of_all_charts_of_our_decks_only_the_planted_one_is_found() -> None:
    from pathlib import Path

    found = set()
    for path in (Path(__file__).parents[2] / "examples" / "documents").glob("*.pptx"):
        for passage in read(path.read_bytes(), path.name, Limits(ocr=False))[1].passages:
            if PassageFlag.CHART_DATA in passage.flags and chart_findings(passage.facts):
                found.add((path.name, passage.locator.slide))
    assert found == {("A-deck-en.pptx", 13)}
