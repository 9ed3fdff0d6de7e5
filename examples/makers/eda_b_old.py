"""The expired WYNDRALIS eDetailing aid (English, EU), five landscape pages. Planted here: T14, expired 2026-06-30."""

from __future__ import annotations

import pymupdf

from examples.makers import drawings
from examples.makers import facts as f
from examples.makers.materials import MATERIALS, WYN
from examples.makers.pdf import Flow, Layout


def make() -> bytes:
    """B-eda-old.pdf."""
    material = MATERIALS["B-eda-old.pdf"]
    layout = Layout(size=(640, 440), body=14, margin=48, top=66, leading=1.4)
    flow = Flow(material, layout, f"WYNDRALIS® eDetailing aid – {material.code} – expired on {material.expires}")
    flow.outline.append([1, "WYNDRALIS eDetailing aid", 1])
    flow.page.draw_rect(pymupdf.Rect(48, 80, 592, 270), color=None, fill=tuple(c / 255 for c in WYN.dark))
    flow.y = 112
    flow.para("  WYNDRALIS® (orvekitug)", size=34, bold=True, colour=(255, 255, 255))
    flow.para(
        "    Moderate-to-severe atopic dermatitis in adults: itch, skin, quality of life", size=15, colour=WYN.tint
    )
    flow.y = 290
    flow.para(f"eDetailing aid for healthcare professionals in the European Union. Valid until {material.expires}.")

    flow.page_break()
    flow.heading("Itch that does not let go", 1)
    flow.bullets(
        [
            "Interleukin-31 is involved in itch and skin inflammation in atopic dermatitis.",
            "WYNDRALIS binds to IL-31RA and blocks its signalling.",
            "WYNDRALIS is indicated for adults with moderate-to-severe atopic dermatitis who are candidates for systemic therapy.",
        ]
    )

    flow.page_break()
    flow.heading("STILLPOINT-1: response at week 16", 1)

    def bars(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        groups = (("EASI-75", *f.EASI[:2]), ("IGA 0/1", *f.IGA[:2]), ("Itch ≥4 points", *f.ITCH[:2]))
        drawings.bars(page, box, WYN, groups, ("WYNDRALIS", "Placebo"), "Patients (%)")

    flow.figure(205, bars)
    flow.para(
        f"EASI-75: {f.EASI[0].full} versus {f.EASI[1].full}; difference {f.EASI[2].value} points (95% CI {f.EASI[2].ci}); "
        f"p{f.EASI[2].p}. Conjunctivitis: {f.CONJ.active.count} versus {f.CONJ.control.count}.",
        size=13,
    )

    flow.page_break()
    flow.heading("Safety in STILLPOINT-1", 1)
    flow.table(
        [("Adverse event, % (n)", f"WYNDRALIS (N={f.S1_ACTIVE})", f"Placebo (N={f.S1_CONTROL})")]
        + [(e.name, e.active.count, e.control.count) for e in (f.ISR, f.CONJ, f.SAE, f.STOP_W)],
        (3, 2, 2),
    )
    flow.para("One patient on WYNDRALIS stopped treatment because of conjunctivitis.")

    flow.page_break()
    flow.heading("Dosing and references", 1)
    flow.bullets(
        [
            "600 mg (two injections), then 300 mg every 2 weeks, subcutaneously.",
            "After week 16, every 4 weeks may be considered for patients with clear or almost clear skin.",
            "No dose adjustment in patients aged 65 years or over or with renal impairment.",
        ]
    )
    flow.para(
        "References: 1. Wyndralis Summary of Product Characteristics. 2. Ferncastle S, et al. Fict Arch Dermatol Trials "
        "2025;2:88–89.",
        size=11,
    )
    return flow.finish("WYNDRALIS eDetailing aid (expired)")
