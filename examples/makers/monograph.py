"""OVRANTEQ product monograph (English, US), a chapter a page, with footnotes, tables and tracked changes.

Planted here: T10, white text on page 5.
"""

from __future__ import annotations

import pymupdf

from examples.makers import drawings
from examples.makers import facts as f
from examples.makers.materials import MATERIALS, OVR
from examples.makers.word import Word

PI = "OVRANTEQ (navoretinib) tablets. US Prescribing Information, Rev 03/2026."
W1 = "Harlow-Finch E, et al. WAYMARK-1. Fict J Thorac Oncol 2026;5:41–42."
W2 = "WAYMARK-2 Investigators. Fict J Thorac Oncol 2024;3:201–10."


def _curves(page: pymupdf.Page, box: pymupdf.Rect) -> None:
    labels = drawings.Labels("OVRANTEQ", "Chemotherapy", "Progression-free survival (%)", "Months", "Number at risk")
    drawings.kaplan_meier(page, box, OVR, labels)


def _subgroups(page: pymupdf.Page, box: pymupdf.Rect) -> None:
    rows = (
        ("All patients", f"{f.W1_ACTIVE}/{f.W1_CONTROL}", f.PFS_HR),
        ("Age ≥75 years†", f"{f.N_75[0]}/{f.N_75[1]}", f.HR_75),
        ("CrCl 30–59 mL/min†", f"{f.N_RENAL[0]}/{f.N_RENAL[1]}", f.HR_RENAL),
        ("Brain metastases†", f"{f.N_BRAIN[0]}/{f.N_BRAIN[1]}", f.HR_BRAIN),
    )
    drawings.forest(page, box, OVR, rows, "Favors OVRANTEQ | Favors chemotherapy")


def _cover(doc: Word) -> None:
    doc.title("OVRANTEQ® (navoretinib)", "Product monograph – METex14 skipping metastatic non-small cell lung cancer")
    doc.para("For US healthcare professionals. Brackenmoor Pharma Medical Affairs, April 2026.")
    doc.heading("Contents", 2)
    doc.numbered(
        [
            "Disease: METex14 skipping NSCLC",
            "Mechanism of action",
            "WAYMARK-1: design",
            "WAYMARK-1: efficacy",
            "WAYMARK-1: prespecified subgroups",
            "WAYMARK-1: overall survival and intracranial response",
            "WAYMARK-2: after platinum-based chemotherapy",
            "Safety",
            "Dosing and specific populations",
            "Monitoring and managing adverse reactions",
            "References and abbreviations",
        ]
    )
    doc.para("This monograph concerns a fictional medicine and may not be used for patient care.")
    doc.page_break()


def _disease(doc: Word) -> None:
    doc.heading("1 Disease: METex14 skipping NSCLC")
    doc.para(
        "MET exon 14 skipping (METex14) is a distinct molecular driver of non-small cell lung cancer (NSCLC). Patients are often "
        "older than other patients with NSCLC and frequently have comorbidities.",
        note=W1,
    )
    doc.para(
        "Testing of tumor tissue or plasma identifies patients. If no mutation is detected in plasma, tumor tissue should be "
        "tested where feasible.",
        note=PI,
    )
    doc.heading("Test at diagnosis and at progression", 2)
    doc.para(
        "A result that is still pending at progression on platinum-based chemotherapy remains useful: see chapter 7."
    )
    doc.page_break()


def _mechanism(doc: Word) -> None:
    doc.heading("2 Mechanism of action")
    doc.para(
        "Navoretinib is an oral kinase inhibitor that targets MET, including variants produced by exon 14 skipping. Skipping of "
        "exon 14 removes a regulatory domain of the receptor, delays its degradation and increases downstream signaling.",
        note=PI,
    )
    doc.heading("Pharmacokinetics", 2)
    doc.table(
        [
            ("Parameter", "Value"),
            ("Tmax", "4 hours"),
            ("Half-life", "31 hours"),
            ("Effect of a high-fat meal on AUC", "+38%"),
            ("Plasma protein binding", "98.1%"),
        ],
        "Table 1. Pharmacokinetics of navoretinib",
    )
    doc.page_break()


def _design(doc: Word) -> None:
    doc.heading("3 WAYMARK-1: design")
    doc.para(
        f"WAYMARK-1 was a phase 3, open-label trial that randomized {f.W1_N} patients 2:1 to OVRANTEQ ({f.W1_ACTIVE}) or "
        f"pemetrexed-platinum chemotherapy ({f.W1_CONTROL}) as first-line treatment. Median follow-up was {f.W1_FOLLOW_UP} "
        "months at the data cut-off of 2025-06-30.",
        note=W1,
    )
    doc.bullets(
        [
            "Primary endpoint: progression-free survival (PFS) by blinded independent central review (BICR)",
            "Key secondary endpoint: overall response rate (ORR) by BICR",
            "PFS, ORR and overall survival were tested in a fixed sequence",
        ]
    )
    doc.page_break()


def _efficacy(doc: Word) -> None:
    doc.heading("4 WAYMARK-1: efficacy")
    doc.para(
        f"Median PFS was {f.PFS.full} months with OVRANTEQ and {f.PFS_CONTROL.full} months with chemotherapy (HR "
        f"{f.PFS_HR.full}; p={f.PFS_HR.p}).",
        note=W1,
    )
    doc.hidden_white("best in class")
    doc.table(
        [
            ("Endpoint by BICR", "OVRANTEQ", "Chemotherapy", "Result"),
            ("Median PFS, months (95% CI)", f.PFS.full, f.PFS_CONTROL.full, f"HR {f.PFS_HR.full}; p={f.PFS_HR.p}"),
            ("PFS events", str(f.PFS_EVENTS), str(f.PFS_EVENTS_CONTROL), ""),
            (
                "ORR (n/N; 95% CI)",
                f.ORR.full,
                f.ORR_CONTROL.full,
                f"{f.ORR_DIFF.value} points ({f.ORR_DIFF.ci}); p={f.ORR_DIFF.p}",
            ),
            ("Median DoR, months (95% CI)", f.DOR.full, f.DOR_CONTROL.full, "Descriptive"),
        ],
        "Table 2. Efficacy in WAYMARK-1",
    )
    doc.picture(drawings.picture(330, 220, _curves), 14.5, "Figure 1. Progression-free survival by BICR in WAYMARK-1.")
    doc.page_break()


def _subgroup_results(doc: Word) -> None:
    doc.heading("5 WAYMARK-1: prespecified subgroups")
    doc.para(f.DAGGER)
    doc.table(
        [
            ("Subgroup†", "n (OVRANTEQ/chemotherapy)", "PFS HR (95% CI)"),
            ("75 years or older†", f"{f.N_75[0]}/{f.N_75[1]}", f.HR_75.full),
            ("CrCl 30–59 mL/min†", f"{f.N_RENAL[0]}/{f.N_RENAL[1]}", f.HR_RENAL.full),
            ("Brain metastases at baseline†", f"{f.N_BRAIN[0]}/{f.N_BRAIN[1]}", f.HR_BRAIN.full),
        ],
        "Table 3. PFS in prespecified subgroups",
    )
    doc.picture(drawings.picture(330, 150, _subgroups), 14.5, "Figure 2. PFS in prespecified subgroups. " + f.DAGGER)
    doc.para("The confidence intervals of all three subgroups include 1.", note=W1)
    doc.page_break()


def _survival(doc: Word) -> None:
    doc.heading("6 WAYMARK-1: overall survival and intracranial response")
    doc.para(
        f"At the interim analysis with {f.OS_DEATHS.n} deaths ({f.OS_DEATHS.pct}), the hazard ratio for death was "
        f"{f.OS_HR.full}, p={f.OS_HR.p}. The difference was not statistically significant.",
        note=W1,
    )
    doc.para(
        f"Among patients on OVRANTEQ with measurable intracranial lesions, the intracranial ORR was {f.IC_ORR.full}.† It was not "
        "reported for chemotherapy. " + f.DAGGER
    )
    doc.page_break()


def _waymark_2(doc: Word) -> None:
    doc.heading("7 WAYMARK-2: after platinum-based chemotherapy")
    doc.para(
        f"WAYMARK-2 was a phase 2, single-arm trial in {f.W2_N} patients after platinum-based chemotherapy. The ORR was "
        f"{f.W2_ORR.full} and the median DoR was {f.W2_DOR.value} months ({f.W2_DOR.ci}). In {f.W2_CHINA.total} Chinese "
        f"patients the ORR was {f.W2_CHINA.full}. There was no control group.",
        note=W2,
    )
    doc.page_break()


def _safety(doc: Word) -> None:
    doc.heading("8 Safety")
    doc.table(
        [
            ("Adverse reaction, % (n)", f"OVRANTEQ (N={f.W1_TREATED})", f"Chemotherapy (N={f.W1_TREATED_CONTROL})"),
            ("Peripheral edema", f.OEDEMA.active.count, f.OEDEMA.control.count),
            ("Peripheral edema, grade ≥3", f.OEDEMA_G3.count, "0"),
            ("Nausea", f.NAUSEA.active.count, f.NAUSEA.control.count),
            ("ALT increased", f.ALT.active.count, f.ALT.control.count),
            ("ILD/pneumonitis", f.ILD.count, "—"),
            ("ILD/pneumonitis, grade ≥3", f.ILD_G3.count, "—"),
            ("ILD/pneumonitis, fatal", f.ILD_FATAL.count, "—"),
            ("Any grade ≥3", f.ANY_G3.count, f.ANY_G3_CONTROL.count),
            ("Discontinuation for adverse event", f.STOPPED.count, f.STOPPED_CONTROL.count),
        ],
        "Table 4. Safety in WAYMARK-1",
    )
    doc.para(
        f"The dose was reduced in {f.REDUCED.count} of patients on OVRANTEQ; edema led to discontinuation in "
        f"{f.STOPPED_OEDEMA.count}.",
        note=PI,
    )
    doc.page_break()


def _dosing(doc: Word) -> None:
    doc.heading("9 Dosing and specific populations")
    doc.para("The recommended dosage is 300 mg orally once daily with food.", note=PI)
    doc.bullets(
        [
            "Dose reductions for adverse reactions: 200 mg once daily, then 100 mg once daily",
            "CrCl 30 mL/min or higher: no adjustment; CrCl below 30 mL/min: not studied",
            "Geriatric patients: no adjustment",
            "Pregnancy: can cause fetal harm; advise effective contraception",
        ]
    )
    doc.tracked(
        "Take the tablets ", "in the morning ", "at about the same time each day ", "with food and swallow them whole."
    )
    doc.page_break()


def _monitoring(doc: Word) -> None:
    doc.heading("10 Monitoring and managing adverse reactions")
    doc.para(
        f"ILD/pneumonitis: the median time to onset was {f.ILD_ONSET.value} months (range {f.ILD_ONSET.ci}). Withhold OVRANTEQ "
        "immediately if ILD/pneumonitis is suspected.",
        note=PI,
    )
    doc.tracked(
        "Monitor ALT, AST and total bilirubin before the start, ",
        "regularly during treatment",
        "every 2 weeks during the first 3 months and then once a month",
        ", or as clinically indicated.",
    )
    doc.para(
        "Peripheral edema of grade ≥3: withhold until grade 1 or less, then resume at the next lower dose.", note=PI
    )
    doc.page_break()


def _references(doc: Word) -> None:
    doc.heading("11 References and abbreviations")
    for number, reference in enumerate((PI, W1, W2), 1):
        doc.para(f"{number}. {reference}")
    doc.para(
        "BICR, blinded independent central review; CI, confidence interval; CrCl, creatinine clearance; DoR, duration of "
        "response; HR, hazard ratio; ILD, interstitial lung disease; NE, not estimable; ORR, overall response rate; PFS, "
        "progression-free survival."
    )


def make() -> bytes:
    """A-monograph.docx."""
    doc = Word(
        MATERIALS["A-monograph.docx"], "OVRANTEQ product monograph", "OVRANTEQ® (navoretinib) – Product monograph"
    )
    _cover(doc)
    _disease(doc)
    _mechanism(doc)
    _design(doc)
    _efficacy(doc)
    _subgroup_results(doc)
    _survival(doc)
    _waymark_2(doc)
    _safety(doc)
    _dosing(doc)
    _monitoring(doc)
    _references(doc)
    return doc.finish()
