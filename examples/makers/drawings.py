"""Vector figures for the PDF documents: a Kaplan-Meier plot, a forest plot and bars, all from the one set of figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

import pymupdf

from examples.makers import facts as f
from examples.makers.materials import Brand
from examples.makers.pdf import draw_line, rgb
from examples.makers.rich import Style, wrap

GREY = (0.45, 0.49, 0.53)


def put(page: pymupdf.Page, text: str, x: float, y: float, style: Style, align: str = "left") -> None:
    """One line of text with its baseline at (x, y); `align` is left, centre or right."""
    pieces = wrap(text, style, 9999)[0]
    width = sum(piece.width for piece in pieces)
    draw_line(page, pieces, x - {"left": 0.0, "centre": width / 2, "right": width}[align], y)


@dataclass(frozen=True)
class Labels:
    """Words on the Kaplan-Meier plot."""

    active: str
    control: str
    y: str
    x: str
    at_risk: str


def kaplan_meier(page: pymupdf.Page, box: pymupdf.Rect, brand: Brand, labels: Labels) -> None:
    """PFS curves with the numbers at risk below."""
    small = Style(6.8, "sans")
    plot = pymupdf.Rect(box.x0 + 58, box.y0 + 14, box.x1 - 8, box.y1 - 62)
    months = f.AT_RISK_MONTHS

    def at(month: float, share: float) -> tuple[float, float]:
        return plot.x0 + plot.width * month / months[-1], plot.y1 - plot.height * share

    for share in (0, 0.25, 0.5, 0.75, 1):
        page.draw_line(at(0, share), at(months[-1], share), color=(0.87, 0.89, 0.91), width=0.4)
        put(page, f"{share * 100:.0f}", plot.x0 - 4, at(0, share)[1] + 2, small, "right")
    page.draw_line(at(0, 0), at(0, 1), color=GREY, width=0.7)
    page.draw_line(at(0, 0), at(months[-1], 0), color=GREY, width=0.7)
    put(page, labels.y, plot.x0, box.y0 + 7, Style(6.8, "sans", bold=True))
    for median, colour in ((f.PFS.value, brand.main), (f.PFS_CONTROL.value, brand.accent)):
        steps = [at(0, 1)]
        for tick in range(1, months[-1] * 2 + 1):
            x, y = at(tick / 2, f.survival(tick / 2, median))
            steps += [pymupdf.Point(x, steps[-1][1]), pymupdf.Point(x, y)]
        page.draw_polyline(steps, color=rgb(colour), width=1.3)
    put(page, labels.active, *at(14.5, 0.56), Style(7.2, "sans", bold=True, colour=brand.main))
    put(page, labels.control, *at(1.2, 0.12), Style(7.2, "sans", bold=True, colour=brand.accent))
    put(page, labels.x, plot.x0 + plot.width / 2, plot.y1 + 20, small, "centre")
    put(page, labels.at_risk, box.x0, plot.y1 + 34, Style(6.8, "sans", bold=True))
    for month, active, control in zip(months, f.AT_RISK, f.AT_RISK_CONTROL, strict=True):
        x = at(month, 0)[0]
        put(page, str(month), x, plot.y1 + 10, small, "centre")
        put(page, str(active), x, plot.y1 + 45, small, "centre")
        put(page, str(control), x, plot.y1 + 56, small, "centre")
    put(page, labels.active, box.x0, plot.y1 + 45, Style(6.2, "sans", colour=brand.main))
    put(page, labels.control, box.x0, plot.y1 + 56, Style(6.2, "sans", colour=brand.accent))


def forest(
    page: pymupdf.Page, box: pymupdf.Rect, brand: Brand, rows: Sequence[tuple[str, str, f.Estimate]], axis: str
) -> None:
    """Hazard ratios with intervals on a logarithmic axis from 0.2 to 2; `rows` are (name, n, estimate)."""
    small, bold = Style(7, "sans"), Style(7, "sans", bold=True)
    left, right = box.x0 + box.width * 0.44, box.x0 + box.width * 0.76

    def at(value: float) -> float:
        return float(left + (right - left) * log(value / 0.2) / log(2 / 0.2))

    top, step = box.y0 + 16, (box.height - 44) / len(rows)
    bottom = top + step * len(rows)
    page.draw_line((at(1), top - 4), (at(1), bottom), color=GREY, width=0.6, dashes="[2 2] 0")
    for number, (name, counts, hr) in enumerate(rows):
        y = top + step * (number + 0.5)
        put(page, name, box.x0, y + 2.5, small)
        put(page, counts, left - 8, y + 2.5, small, "right")
        page.draw_line((at(float(hr.low)), y), (at(float(hr.high)), y), color=rgb(brand.main), width=1)
        page.draw_rect(
            pymupdf.Rect(at(float(hr.value)) - 3, y - 3, at(float(hr.value)) + 3, y + 3),
            color=rgb(brand.main),
            fill=rgb(brand.main),
        )
        put(page, hr.full, box.x1, y + 2.5, small, "right")
    put(page, "HR (95% CI)", box.x1, box.y0 + 7, bold, "right")
    page.draw_line((left, bottom), (right, bottom), color=GREY, width=0.7)
    for value in (0.2, 0.5, 1, 2):
        page.draw_line((at(value), bottom), (at(value), bottom + 3), color=GREY, width=0.7)
        put(page, f"{value:g}", at(value), bottom + 11, small, "centre")
    put(page, axis, (left + right) / 2, bottom + 23, small, "centre")


def bars(
    page: pymupdf.Page,
    box: pymupdf.Rect,
    brand: Brand,
    groups: Sequence[tuple[str, f.Rate, f.Rate]],
    names: tuple[str, str],
    y_title: str,
) -> None:
    """Paired bars in percent on an axis from 0 to 100."""
    size = max(7.0, box.height / 24)
    small = Style(size, "sans")
    plot = pymupdf.Rect(box.x0 + size * 3.4, box.y0 + size * 3.2, box.x1 - 6, box.y1 - size * 2.2)
    for share in range(0, 101, 20):
        y = plot.y1 - plot.height * share / 100
        page.draw_line((plot.x0, y), (plot.x1, y), color=(0.87, 0.89, 0.91), width=0.5)
        put(page, str(share), plot.x0 - 5, y + size * 0.35, small, "right")
    put(page, y_title, box.x0, box.y0 + size, Style(size, "sans", bold=True))
    width = plot.width / len(groups)
    for number, (label, active, control) in enumerate(groups):
        middle = plot.x0 + width * (number + 0.5)
        for side, rate, colour in ((-1, active, brand.main), (1, control, (170, 178, 186))):
            height = plot.height * rate.n / rate.total
            x0 = middle - width * 0.3 if side < 0 else middle + width * 0.02
            bar = pymupdf.Rect(x0, plot.y1 - height, x0 + width * 0.28, plot.y1)
            page.draw_rect(bar, color=None, fill=rgb(colour))
            put(page, rate.pct, (bar.x0 + bar.x1) / 2, bar.y0 - 3, Style(size, "sans", bold=True), "centre")
        put(page, label, middle, plot.y1 + size * 1.4, small, "centre")
    for name, colour, x in ((names[0], brand.main, 0.52), (names[1], (170, 178, 186), 0.76)):
        left = box.x0 + box.width * x
        page.draw_rect(pymupdf.Rect(left, box.y0 + 1, left + size, box.y0 + 1 + size), color=None, fill=rgb(colour))
        put(page, name, left + size * 1.4, box.y0 + size, small)


def picture(width: float, height: float, draw: Callable[[pymupdf.Page, pymupdf.Rect], None]) -> bytes:
    """A drawing as a PNG; `width` and `height` in points."""
    doc = pymupdf.open()
    page = doc.new_page(width=width, height=height)
    draw(page, pymupdf.Rect(8, 6, width - 8, height - 4))
    return bytes(page.get_pixmap(dpi=170).tobytes("png"))
