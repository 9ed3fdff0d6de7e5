"""A slide kit on python-pptx: title bars, rich text, tables, native charts, notes, footers, in a brand's colours.

Positions and sizes are inches on a 13.333 by 7.5 slide.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from examples.makers import facts as f
from examples.makers.materials import Colour, Material
from examples.makers.ooxml import normalised
from examples.makers.rich import Style, runs

WIDTH, HEIGHT = 13.333, 7.5
INK: Colour = (33, 37, 41)
PALE: Colour = (176, 184, 192)
RED: Colour = (176, 32, 38)


def _colour(colour: Colour) -> RGBColor:
    return RGBColor(*colour)


class Deck:
    """A presentation under construction."""

    def __init__(self, material: Material, title: str) -> None:
        self.material, self.brand = material, material.brand
        self.prs: Any = Presentation()
        self.prs.slide_width, self.prs.slide_height = Inches(WIDTH), Inches(HEIGHT)
        properties = self.prs.core_properties
        properties.title, properties.author = title, "Brackenmoor Pharma (fictional)"
        properties.subject, properties.last_modified_by = material.code, "Brackenmoor Pharma (fictional)"
        self.page: Any = None

    # --- slides -----------------------------------------------------------------------------------------------------
    def slide(self, title: str, notes: str = "", hidden: bool = False) -> None:
        """Start a content slide with a title bar and the footer."""
        self.page = self.prs.slides.add_slide(self.prs.slide_layouts[5])
        bar = self.page.shapes.title
        self._place(bar, 0, 0, WIDTH, 0.95)
        bar.fill.solid()
        bar.fill.fore_color.rgb = _colour(self.brand.dark)
        self._write(bar.text_frame, [title], 25, (255, 255, 255), bold=True, margin=0.5)
        bar.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.box(0, 0.95, WIDTH, 0.06, self.brand.main)
        self._footer()
        if notes:
            self.page.notes_slide.notes_text_frame.text = notes
        if hidden:
            self.page._element.set("show", "0")

    def cover(self, title: str, subtitle: str, lines: Sequence[str]) -> None:
        """The first slide."""
        self.page = self.prs.slides.add_slide(self.prs.slide_layouts[5])
        self.box(0, 0, WIDTH, 4.6, self.brand.dark)
        self.box(0, 4.6, WIDTH, 0.1, self.brand.accent)
        head = self.page.shapes.title
        self.page.shapes._spTree.append(head._element)
        self._place(head, 0.8, 1.1, 11.7, 1.5)
        self._write(head.text_frame, [title], 46, (255, 255, 255), bold=True)
        self.text([subtitle], 0.8, 2.65, 11.7, 1.4, 23, colour=self.brand.tint, bullet=False)
        self.text(lines, 0.8, 4.95, 11.7, 1.4, 16, bullet=False)
        self._footer()

    def _footer(self) -> None:
        number = len(self.prs.slides)
        frame = self.page.shapes.add_textbox(Inches(0.45), Inches(6.92), Inches(11.7), Inches(0.5))
        frame.name = "Footer"
        self._write(frame.text_frame, list(self.material.footer), 9, self.brand.grey)
        page = self.page.shapes.add_textbox(Inches(12.3), Inches(6.98), Inches(0.7), Inches(0.3))
        page.name = "Slide number"
        self._write(page.text_frame, [str(number)], 10, self.brand.grey)

    # --- parts ------------------------------------------------------------------------------------------------------
    @staticmethod
    def _place(shape: Any, x: float, y: float, w: float, h: float) -> None:
        shape.left, shape.top, shape.width, shape.height = Inches(x), Inches(y), Inches(w), Inches(h)

    def _write(
        self, frame: Any, lines: Sequence[str], size: float, colour: Colour, bold: bool = False, margin: float = 0.05
    ) -> None:
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = Inches(margin)
        frame.margin_top = frame.margin_bottom = Inches(0.03)
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            for text, style in runs(line, Style(bold=bold)):
                self._run(paragraph, text, style, size, colour)

    def _run(self, paragraph: Any, text: str, style: Style, size: float, colour: Colour) -> None:
        run = paragraph.add_run()
        run.text = text
        font = run.font
        font.size, font.bold, font.italic = Pt(size), style.bold, style.italic
        font.color.rgb = _colour(colour)
        font.name = "Arial"
        properties = run._r.get_or_add_rPr()
        properties.set("lang", "zh-CN" if self.material.language == "zh" else "en-US")
        east = properties.makeelement(qn("a:ea"), {"typeface": "Microsoft YaHei"})
        properties.append(east)
        if style.raised:
            properties.set("baseline", "30000")

    def text(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        w: float,
        h: float,
        size: float = 18,
        colour: Colour = INK,
        bullet: bool = True,
    ) -> None:
        """A text box of paragraphs with the markup of `rich`."""
        shape = self.page.shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h))
        self._write(shape.text_frame, lines, size, colour)
        for paragraph in shape.text_frame.paragraphs:
            paragraph.space_after = Pt(size * 0.5)
            if bullet:
                properties = paragraph._p.get_or_add_pPr()
                properties.set("marL", "260000")
                properties.set("indent", "-260000")
                properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))

    def footnote(self, *lines: str) -> None:
        """Abbreviations, daggers and references above the footer."""
        self.text(
            lines, 0.5, 6.9 - 0.24 * len(lines) - 0.12, 12.3, 0.25 * len(lines), 10, self.brand.grey, bullet=False
        )
        for paragraph in self.page.shapes[-1].text_frame.paragraphs:
            paragraph.space_after = Pt(1)

    def box(self, x: float, y: float, w: float, h: float, fill: Colour, line: Colour | None = None) -> Any:
        """A plain rectangle."""
        shape = self.page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(x), Inches(y), Inches(w), Inches(h))
        shape.shadow.inherit = False
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(fill)
        if line:
            shape.line.color.rgb = _colour(line)
        else:
            shape.line.fill.background()
        return shape

    def callout(self, big: str, small: str, x: float, y: float, w: float, h: float) -> None:
        """A tinted panel with one large figure and its words."""
        shape = self.box(x, y, w, h, self.brand.tint)
        frame = shape.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._write(frame, [big, small], 15, INK, margin=0.2)
        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(30), True
            run.font.color.rgb = _colour(self.brand.main)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        x: float,
        y: float,
        w: float,
        shares: Sequence[float],
        size: float = 14,
        row_height: float = 0,
    ) -> None:
        """A table with a coloured header row; `row_height` in inches, by default what `size` needs."""
        height = Inches(row_height or size / 72 * 2.1)
        shape = self.page.shapes.add_table(len(rows), len(rows[0]), Inches(x), Inches(y), Inches(w), height * len(rows))
        table = shape.table
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Inches(w * share / sum(shares))
        for number, row in enumerate(rows):
            table.rows[number].height = height
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.fill.solid()
                head = number == 0
                cell.fill.fore_color.rgb = _colour(
                    self.brand.main if head else ((255, 255, 255) if number % 2 else self.brand.tint)
                )
                self._write(cell.text_frame, [text], size, (255, 255, 255) if head else INK, bold=head, margin=0.1)

    # --- native charts ----------------------------------------------------------------------------------------------
    def _axis(self, axis: Any, title: str, low: float, high: float, step: float) -> None:
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step
        axis.has_title = True
        axis.axis_title.text_frame.text = title
        font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(12), False
        axis.tick_labels.font.size = Pt(11)
        axis.format.line.color.rgb = _colour(PALE)

    def kaplan_meier(self, x: float, y: float, w: float, h: float, names: tuple[str, str]) -> None:
        """Progression-free survival curves as a native XY chart."""
        data = XyChartData()
        for name, median in zip(names, (f.PFS.value, f.PFS_CONTROL.value), strict=True):
            series = data.add_series(name)
            shares = [round(100 * f.survival(tick / 2, median), 1) for tick in range(49)]
            series.add_data_point(0, shares[0])
            for tick in range(1, 49):
                series.add_data_point(tick / 2, shares[tick - 1])
                series.add_data_point(tick / 2, shares[tick])
        chart = self._xy(data, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, x, y, w, h)
        self._axis(chart.value_axis, "PFS (%)", 0, 100, 25)
        self._axis(chart.category_axis, "Months", 0, 24, 3)
        chart.value_axis.major_gridlines.format.line.color.rgb = _colour((225, 229, 233))
        chart.category_axis.has_major_gridlines = False
        for series, colour in zip(chart.plots[0].series, (self.brand.main, self.brand.accent), strict=True):
            series.smooth = False
            series.format.line.color.rgb = _colour(colour)
            series.format.line.width = Pt(2.5)

    def _xy(self, data: XyChartData, kind: Any, x: float, y: float, w: float, h: float) -> Any:
        frame = self.page.shapes.add_chart(kind, Inches(x), Inches(y), Inches(w), Inches(h), data)
        chart = frame.chart
        chart.has_title = False
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(12)
        return chart

    def forest(self, rows: Sequence[tuple[str, f.Estimate]], x: float, y: float, w: float, h: float) -> None:
        """Hazard ratios as a native XY chart on a logarithmic axis; one series a row, its interval as a line."""
        data = XyChartData()
        for number, (name, hr) in enumerate(rows):
            series = data.add_series(name)
            for value in (hr.low, hr.value, hr.high):
                series.add_data_point(float(value), len(rows) - number)
        no_effect = data.add_series("No effect (HR 1)")
        for level in (0.5, len(rows) + 0.5):
            no_effect.add_data_point(1, level)
        chart = self._xy(data, XL_CHART_TYPE.XY_SCATTER_LINES, x, y, w, h)
        chart.has_legend = False
        self._axis(chart.category_axis, "Hazard ratio (95% CI), log scale", 0.1, 10, 10)
        scaling = chart.category_axis._element.find(qn("c:scaling"))
        scaling.insert(0, scaling.makeelement(qn("c:logBase"), {"val": "10"}))
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.5, len(rows) + 0.5
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.category_axis.has_major_gridlines = False
        *drawn, line = chart.plots[0].series
        line.marker.style = XL_MARKER_STYLE.NONE
        line.format.line.color.rgb, line.format.line.width = _colour(PALE), Pt(1.25)
        for series in drawn:
            series.smooth = False
            series.format.line.color.rgb = _colour(self.brand.main)
            series.format.line.width = Pt(2)
            series.marker.style = XL_MARKER_STYLE.NONE
            middle = series.points[1].marker
            middle.style, middle.size = XL_MARKER_STYLE.SQUARE, 10
            middle.format.fill.solid()
            middle.format.fill.fore_color.rgb = _colour(self.brand.main)

    def bars(
        self,
        categories: Sequence[str],
        series: Sequence[tuple[str, Sequence[float]]],
        x: float,
        y: float,
        w: float,
        h: float,
        low: float = 0,
        high: float = 100,
    ) -> None:
        """Clustered columns in percent, native, with data labels; `low` is where the axis starts."""
        data = CategoryChartData(number_format='0.0"%"')
        data.categories = list(categories)
        for name, values in series:
            data.add_series(name, list(values))
        chart = self._xy(data, XL_CHART_TYPE.COLUMN_CLUSTERED, x, y, w, h)
        self._axis(chart.value_axis, "%", low, high, 20 if high - low > 40 else 5)
        chart.value_axis.major_gridlines.format.line.color.rgb = _colour((225, 229, 233))
        chart.category_axis.tick_labels.font.size = Pt(12)
        plot = chart.plots[0]
        plot.gap_width, plot.overlap, plot.has_data_labels = 70, -8, True
        plot.data_labels.font.size, plot.data_labels.show_value = Pt(12), True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = '0.0"%"', False
        for drawn, colour in zip(plot.series, (self.brand.main, PALE, self.brand.accent), strict=False):
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = _colour(colour)

    def finish(self) -> bytes:
        """The finished file's bytes, the same on every run."""
        for slide in self.prs.slides:  # the footer is read last
            for shape in [s for s in slide.shapes if s.name in ("Footer", "Slide number")]:
                slide.shapes._spTree.append(shape._element)
        out = io.BytesIO()
        self.prs.save(out)
        return normalised(out.getvalue(), self.material.prepared)


def percent(rate: f.Rate) -> float:
    """The rate in percent with one decimal, as charted."""
    return round(100 * rate.n / rate.total, 1)
