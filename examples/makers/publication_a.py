"""The WAYMARK-1 publication with its WAYMARK-2 companion section: the support source for OVRANTEQ claims."""

from __future__ import annotations

import pymupdf

from examples.makers import drawings
from examples.makers import facts as f
from examples.makers.materials import MATERIALS, OVR
from examples.makers.pdf import Flow, Layout

TITLE = (
    "Navoretinib versus pemetrexed-platinum chemotherapy in untreated metastatic non-small cell lung cancer with MET exon "
    "14 skipping (WAYMARK-1): a randomised, open-label, phase 3 trial"
)
AUTHORS = "E. Harlow-Finch, T. Osei-Brandt, Lin Qiaoyu, M. Castellane, R. Vanterpool, for the WAYMARK Investigators"
FOREST = (
    ("All patients", f"{f.W1_ACTIVE}/{f.W1_CONTROL}", f.PFS_HR),
    ("Age ≥75 years†", f"{f.N_75[0]}/{f.N_75[1]}", f.HR_75),
    ("CrCl 30–59 mL/min†", f"{f.N_RENAL[0]}/{f.N_RENAL[1]}", f.HR_RENAL),
    ("Brain metastases†", f"{f.N_BRAIN[0]}/{f.N_BRAIN[1]}", f.HR_BRAIN),
)
KM = drawings.Labels("Navoretinib", "Chemotherapy", "Progression-free survival (%)", "Months", "Number at risk")


def _abstract(flow: Flow) -> None:
    flow.heading("Abstract", 1)
    for part, text in (
        (
            "Background",
            "MET exon 14 skipping (METex14) defines a molecular subset of non-small cell lung cancer (NSCLC). Navoretinib is "
            "an oral MET kinase inhibitor.",
        ),
        (
            "Methods",
            f"In this open-label phase 3 trial, {f.W1_N} patients with untreated metastatic METex14 NSCLC were randomised 2:1 "
            f"to navoretinib 300 mg once daily (n={f.W1_ACTIVE}) or pemetrexed-platinum chemotherapy (n={f.W1_CONTROL}). The "
            "primary endpoint was progression-free survival (PFS) by blinded independent central review (BICR); overall "
            "response rate (ORR) by BICR was the key secondary endpoint.",
        ),
        (
            "Results",
            f"Median PFS was {f.PFS.value} months (95% CI {f.PFS.ci}) with navoretinib and {f.PFS_CONTROL.value} months "
            f"({f.PFS_CONTROL.ci}) with chemotherapy (HR {f.PFS_HR.full}; p={f.PFS_HR.p}). ORR was {f.ORR.full} versus "
            f"{f.ORR_CONTROL.full}, a difference of {f.ORR_DIFF.value} percentage points ({f.ORR_DIFF.ci}; "
            f"p={f.ORR_DIFF.p}). Grade ≥3 adverse events occurred in {f.ANY_G3.pct} and {f.ANY_G3_CONTROL.pct}.",
        ),
        (
            "Conclusion",
            "Navoretinib prolonged PFS compared with chemotherapy. The interim analysis of overall survival (OS) was not "
            "statistically significant.",
        ),
    ):
        flow.para(f"**{part}.** {text}")


def _methods(flow: Flow) -> None:
    flow.heading("Introduction", 1)
    flow.para(
        "METex14 skipping removes a regulatory domain of the MET receptor and prolongs its signalling. Patients whose tumours "
        "carry it are often older than other patients with NSCLC and frequently have comorbidities. The single-arm trial "
        "WAYMARK-2 showed activity of navoretinib after platinum-based chemotherapy; WAYMARK-1 compared navoretinib with "
        "chemotherapy in untreated patients."
    )
    flow.heading("Methods", 1)
    flow.heading("Patients and treatment", 2)
    flow.para(
        "Eligible adults had untreated metastatic NSCLC with METex14 skipping. Patients with asymptomatic brain metastases and "
        "patients with creatinine clearance (CrCl) of 30 mL/min or higher could take part. Navoretinib was given as 300 mg "
        "orally once daily with food; dose reductions to 200 mg and 100 mg were allowed."
    )
    flow.heading("Statistical analysis", 2)
    flow.para(
        "PFS was compared with a stratified log-rank test and the hazard ratio (HR) was estimated with a stratified Cox "
        "model. ORR was tested after PFS in a fixed sequence, then OS. Confidence intervals of proportions are exact; those of "
        "differences are Wald intervals. Analyses of prespecified subgroups and of intracranial response were descriptive and "
        f"not adjusted for multiplicity. The data cut-off was 2025-06-30; median follow-up was {f.W1_FOLLOW_UP} months."
    )


def _progression(flow: Flow) -> None:
    flow.heading("Results", 1)
    flow.heading("Progression-free survival", 2)
    flow.para(
        f"PFS events occurred in {f.PFS_EVENTS} patients on navoretinib and {f.PFS_EVENTS_CONTROL} on chemotherapy. Median PFS "
        f"by BICR was {f.PFS.full} months and {f.PFS_CONTROL.full} months, respectively (HR {f.PFS_HR.full}; "
        f"p={f.PFS_HR.p})."
    )

    def km(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        drawings.kaplan_meier(page, box, OVR, KM)

    def forest(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        drawings.forest(page, box, OVR, FOREST, "Favours navoretinib | Favours chemotherapy")

    flow.figure(205, km, "Figure 1. Progression-free survival by BICR in WAYMARK-1.")
    flow.heading("Subgroups", 2)
    flow.para(
        f"The HR for PFS was {f.HR_75.full} in patients aged 75 years or older ({f.N_75[0]}/{f.N_75[1]} patients),† "
        f"{f.HR_RENAL.full} in patients with CrCl 30–59 mL/min ({f.N_RENAL[0]}/{f.N_RENAL[1]})† and {f.HR_BRAIN.full} in "
        f"patients with brain metastases at baseline ({f.N_BRAIN[0]}/{f.N_BRAIN[1]}).†"
    )
    flow.figure(130, forest, "Figure 2. PFS in prespecified subgroups (navoretinib/chemotherapy, n).")
    flow.para(f.DAGGER, size=7.5)


def _response_and_survival(flow: Flow) -> None:
    flow.heading("Response", 2)
    flow.para(
        f"ORR by BICR was {f.ORR.full} with navoretinib and {f.ORR_CONTROL.full} with chemotherapy (difference "
        f"{f.ORR_DIFF.value} percentage points; {f.ORR_DIFF.ci}; p={f.ORR_DIFF.p}). Median duration of response (DoR) was "
        f"{f.DOR.full} months and {f.DOR_CONTROL.full} months (descriptive). Among patients on navoretinib with measurable "
        f"brain lesions, the intracranial ORR was {f.IC_ORR.full}.† It was not reported for chemotherapy."
    )
    flow.heading("Overall survival", 2)
    flow.para(
        f"At this interim analysis, {f.OS_DEATHS.n} patients ({f.OS_DEATHS.pct}) had died. The HR for death was "
        f"{f.OS_HR.full}; p={f.OS_HR.p}. The difference was not statistically significant."
    )
    flow.table(
        [
            ("Endpoint", "Navoretinib", "Chemotherapy"),
            ("Median PFS, months", f.PFS.full, f.PFS_CONTROL.full),
            ("PFS events", str(f.PFS_EVENTS), str(f.PFS_EVENTS_CONTROL)),
            ("ORR", f.ORR.full, f.ORR_CONTROL.full),
            ("Median DoR, months", f.DOR.full, f.DOR_CONTROL.full),
            ("Intracranial ORR†", f.IC_ORR.full, "not reported"),
        ],
        (2.1, 2.5, 2.5),
        "Table 1. Efficacy in WAYMARK-1 (95% CI)",
        f.DAGGER,
    )


def _safety(flow: Flow) -> None:
    flow.heading("Safety", 2)
    flow.para(
        f"{f.W1_TREATED} patients received navoretinib and {f.W1_TREATED_CONTROL} chemotherapy. Peripheral oedema was the most "
        f"frequent adverse event with navoretinib ({f.OEDEMA.active.count}; grade ≥3 {f.OEDEMA_G3.count}). Interstitial lung "
        f"disease (ILD) or pneumonitis occurred in {f.ILD.count}, grade ≥3 in {f.ILD_G3.count}, and was fatal in "
        f"{f.ILD_FATAL.count}; median onset was {f.ILD_ONSET.value} months (range {f.ILD_ONSET.ci}). The dose was reduced in "
        f"{f.REDUCED.count}. Adverse events led to discontinuation in {f.STOPPED.count} and {f.STOPPED_CONTROL.count}; oedema "
        f"led to discontinuation of navoretinib in {f.STOPPED_OEDEMA.count}."
    )
    flow.table(
        [
            ("Adverse event, % (n)", f"Navoretinib (N={f.W1_TREATED})", f"Chemotherapy (N={f.W1_TREATED_CONTROL})"),
            ("Peripheral oedema", f.OEDEMA.active.count, f.OEDEMA.control.count),
            ("Peripheral oedema, grade ≥3", f.OEDEMA_G3.count, "0"),
            ("Nausea", f.NAUSEA.active.count, f.NAUSEA.control.count),
            ("ALT increased", f.ALT.active.count, f.ALT.control.count),
            ("ILD/pneumonitis", f.ILD.count, "—"),
            ("Any grade ≥3", f.ANY_G3.count, f.ANY_G3_CONTROL.count),
            ("Dose reduction", f.REDUCED.count, "—"),
            ("Discontinuation", f.STOPPED.count, f.STOPPED_CONTROL.count),
        ],
        (2.6, 2.2, 2.2),
        "Table 2. Adverse events in WAYMARK-1",
        "— not summarised for this arm.",
    )


def _companion(flow: Flow) -> None:
    flow.heading("Companion report: WAYMARK-2", 1)
    flow.para(
        f"WAYMARK-2 was a single-arm phase 2 trial of navoretinib 300 mg once daily in {f.W2_N} patients with METex14 NSCLC "
        f"that had progressed after platinum-based chemotherapy. The ORR was {f.W2_ORR.full} and the median DoR was "
        f"{f.W2_DOR.value} months ({f.W2_DOR.ci}; NE, not estimable). In the {f.W2_CHINA.total} Chinese patients, the ORR was "
        f"{f.W2_CHINA.full}. As a single-arm trial it has no control group."
    )
    flow.table(
        [
            ("WAYMARK-2", "All patients", "Chinese patients"),
            ("Patients, n", str(f.W2_N), str(f.W2_CHINA.total)),
            ("ORR", f.W2_ORR.full, f.W2_CHINA.full),
            ("Median DoR, months", f"{f.W2_DOR.value} ({f.W2_DOR.ci})", "—"),
        ],
        (2, 2.5, 2.5),
        "Table 3. Response in WAYMARK-2 (95% CI)",
    )
    flow.heading("Discussion", 1)
    flow.para(
        "Navoretinib prolonged PFS in untreated METex14 NSCLC. Peripheral oedema was frequent, mostly of low grade, and was "
        "managed mainly by dose reduction. ILD was uncommon but can be fatal; symptoms need prompt evaluation. The trial was "
        "open label, although PFS and response were assessed by BICR. Subgroup results are descriptive and their intervals "
        "include no effect. OS data are immature."
    )
    flow.heading("References", 1)
    for number, text in enumerate(
        (
            "WAYMARK-2 Investigators. Navoretinib after platinum in METex14 lung cancer. Fict J Thorac Oncol 2024;3:201–10.",
            "Northfield Molecular Testing Group. Testing for MET exon 14 skipping. Fict Pathol Pract 2024;7:11–8.",
            "Brackenmoor Pharma. WAYMARK-1 statistical analysis plan. Data on file BM-DOF-OVR-011.",
        ),
        1,
    ):
        flow.para(f"{number}. {text}", size=7.8)


def make() -> bytes:
    """A-waymark1-publication.pdf."""
    flow = Flow(
        MATERIALS["A-waymark1-publication.pdf"],
        Layout(body=9.2, family="serif", margin=50),
        "Fictional Journal of Thoracic Oncology 2026;5:41–42",
    )
    flow.para(TITLE, size=16, bold=True, colour=OVR.dark)
    flow.para(AUTHORS, italic=True)
    flow.set_columns(2)
    _abstract(flow)
    _methods(flow)
    _progression(flow)
    _response_and_survival(flow)
    _safety(flow)
    _companion(flow)
    return flow.finish(TITLE)
