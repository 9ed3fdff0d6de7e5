"""The STILLPOINT publication: the support source for WYNDRALIS claims."""

from __future__ import annotations

import pymupdf

from examples.makers import drawings
from examples.makers import facts as f
from examples.makers.materials import MATERIALS, WYN
from examples.makers.pdf import Flow, Layout

TITLE = (
    "Orvekitug in adults with moderate-to-severe atopic dermatitis (STILLPOINT-1 and STILLPOINT-2): two randomised, "
    "double-blind, placebo-controlled, phase 3 trials"
)
ROWS = (
    ("EASI-75", f.EASI),
    ("IGA 0/1", f.IGA),
    ("Itch ≥4 points", f.ITCH),
)


def _versus(result: tuple[f.Rate, f.Rate, f.Estimate]) -> str:
    active, control, difference = result
    return (
        f"{active.full} versus {control.full} (difference {difference.value} percentage points; 95% CI {difference.ci}; "
        f"p{difference.p})"
    )


def _opening(flow: Flow) -> None:
    flow.heading("Abstract", 1)
    flow.para(
        "**Background.** Interleukin-31 contributes to itch in atopic dermatitis. Orvekitug is a monoclonal antibody against "
        "interleukin-31 receptor A."
    )
    flow.para(
        f"**Methods.** In STILLPOINT-1, {f.S1_N} adults were randomised 2:1 to orvekitug (n={f.S1_ACTIVE}) or placebo "
        f"(n={f.S1_CONTROL}) for 16 weeks. In STILLPOINT-2, {f.S2_N} adults received orvekitug (n={f.S2_ACTIVE}) or placebo "
        f"(n={f.S2_CONTROL}), both with topical corticosteroids (TCS). Co-primary endpoints of STILLPOINT-1 were EASI-75 and "
        "IGA 0/1 at week 16."
    )
    flow.para(f"**Results.** EASI-75 in STILLPOINT-1 was reached by {_versus(f.EASI)} and IGA 0/1 by {_versus(f.IGA)}.")
    flow.para(
        "**Conclusion.** Orvekitug improved signs and itch of atopic dermatitis at week 16. Conjunctivitis was more frequent "
        "than with placebo."
    )
    flow.heading("Methods", 1)
    flow.para(
        "Adults with moderate-to-severe atopic dermatitis who were candidates for systemic therapy received orvekitug 600 mg, "
        "then 300 mg every 2 weeks, or placebo, by subcutaneous injection. Patients who needed rescue treatment counted as "
        "non-responders. Itch was assessed in patients with a baseline score of at least 4."
    )
    flow.para(
        "The co-primary endpoints, itch and DLQI were tested in a fixed sequence. Work productivity (WPAI) was an exploratory "
        "endpoint with nominal p-values. Results in patients aged 65 years or older were descriptive. Intervals of "
        "differences are Wald intervals."
    )


def _results(flow: Flow) -> None:
    flow.heading("Results", 1)
    flow.heading("STILLPOINT-1", 2)
    flow.para(
        f"EASI-75 (co-primary) was reached by {_versus(f.EASI)}. IGA 0/1 (co-primary) was reached by {_versus(f.IGA)}."
    )
    flow.para(f"An improvement in itch of at least 4 points was reached by {_versus(f.ITCH)}.")

    def bars(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        groups = [(name, result[0], result[1]) for name, result in ROWS]
        drawings.bars(page, box, WYN, groups, ("Orvekitug", "Placebo"), "Patients (%)")

    flow.figure(160, bars, "Figure 1. Response at week 16 in STILLPOINT-1.")
    flow.table(
        [("Endpoint", "Orvekitug", "Placebo", "Difference (95% CI)")]
        + [(name, a.full, c.full, d.full) for name, (a, c, d) in ROWS]
        + [("DLQI, LS mean change", f.DLQI[0], f.DLQI[1], f.DLQI[2].full)],
        (2, 2.2, 2.1, 2.4),
        "Table 1. Efficacy in STILLPOINT-1, week 16",
        "All p<0.0001. Proportions in percentage points of difference.",
    )
    flow.para(
        f"The LS mean change in DLQI was {f.DLQI[0]} with orvekitug and {f.DLQI[1]} with placebo (difference {f.DLQI[2].value}; "
        f"95% CI {f.DLQI[2].ci}; p{f.DLQI[2].p})."
    )
    flow.heading("Exploratory and subgroup results", 2)
    flow.para(
        f"In an exploratory analysis of employed patients ({f.WPAI_N[0]} and {f.WPAI_N[1]}), WPAI overall work impairment "
        f"changed by {f.WPAI[0]} and {f.WPAI[1]} points (difference {f.WPAI[2].value}; 95% CI {f.WPAI[2].ci}; nominal "
        f"p{f.WPAI[2].p}). In patients aged 65 years or older, EASI-75 was reached by {f.EASI_65[0].full} and "
        f"{f.EASI_65[1].full} (difference {f.EASI_65[2].value} points; 95% CI {f.EASI_65[2].ci}; descriptive)."
    )
    flow.heading("STILLPOINT-2", 2)
    flow.para(f"With TCS, EASI-75 at week 16 was reached by {_versus(f.EASI_TCS)}.")
    flow.heading("Safety", 2)
    flow.para(
        "Safety is reported for STILLPOINT-1. One patient on orvekitug stopped treatment because of conjunctivitis."
    )
    flow.table(
        [("Adverse event, % (n)", f"Orvekitug (N={f.S1_ACTIVE})", f"Placebo (N={f.S1_CONTROL})")]
        + [(e.name, e.active.count, e.control.count) for e in (f.ISR, f.CONJ, f.SAE, f.STOP_W)],
        (2.6, 2.2, 2.2),
        "Table 2. Adverse events in STILLPOINT-1",
    )


def make() -> bytes:
    """B-stillpoint-publication.pdf."""
    flow = Flow(
        MATERIALS["B-stillpoint-publication.pdf"],
        Layout(body=9.2, family="serif", margin=50),
        "Fictional Archives of Dermatology Trials 2025;2:88–89",
    )
    flow.para(TITLE, size=16, bold=True, colour=WYN.dark)
    flow.para("S. Ferncastle, K. Adeyemi-Lund, Zhao Minyue, P. Oudekerk, for the STILLPOINT Investigators", italic=True)
    flow.set_columns(2)
    _opening(flow)
    _results(flow)
    flow.heading("Discussion", 1)
    flow.para(
        "Orvekitug improved signs, itch and quality of life over 16 weeks, alone and with TCS. Conjunctivitis and "
        "injection-site reactions were the most frequent adverse reactions. Few patients aged 65 years or older took part, "
        "and the interval in that group includes no effect. Work impairment was exploratory. Longer follow-up is under way."
    )
    flow.heading("References", 1)
    for number, text in enumerate(
        (
            "Ferncastle S, et al. Interleukin-31 and itch. Fict Rev Skin Biol 2023;1:5–19.",
            "Brackenmoor Pharma. STILLPOINT-1 statistical analysis plan. Data on file BM-DOF-WYN-004.",
        ),
        1,
    ):
        flow.para(f"{number}. {text}", size=7.8)
    return flow.finish(TITLE)
