"""OVRANTEQ department deck, slides 10 to 18.

Planted here: T4 (slide 10), T6 (11), T7 (12), T9 (13, hidden), T19 (14).
"""

from __future__ import annotations

from examples.makers import facts as f
from examples.makers.slides import Deck, percent

REFERENCES = (
    "1. OVRANTEQ (navoretinib) tablets. US Prescribing Information. Brackenmoor Pharma. Revised 03/2026.",
    "2. Harlow-Finch E, et al. Navoretinib versus chemotherapy (WAYMARK-1). Fict J Thorac Oncol 2026;5:41–42.",
    "3. Brackenmoor Pharma. WAYMARK-1 statistical analysis plan. Data on file BM-DOF-OVR-011.",
    "4. WAYMARK-2 Investigators. Navoretinib after platinum in METex14 lung cancer. Fict J Thorac Oncol 2024;3:201–10.",
    "5. Northfield Molecular Testing Group. Testing for MET exon 14 skipping. Fict Pathol Pract 2024;7:11–8.",
)


def _older_patient(deck: Deck) -> None:
    deck.slide("The older patient: 75 years and above")
    deck.callout(
        "≥75: reduces progression by 39%", "OVRANTEQ in patients aged 75 years or older^^2^^", 0.6, 1.5, 12.1, 1.8
    )
    deck.text(
        [
            "No dosage adjustment is recommended for geriatric patients.^^1^^",
            "No dosage adjustment is recommended for CrCl of 30 mL/min or higher; CrCl below 30 mL/min has not been "
            "studied.^^1^^",
            f"Grade ≥3 adverse reactions in all treated patients: {f.ANY_G3.pct} ({f.ANY_G3.of}) with OVRANTEQ.^^1^^",
        ],
        0.7,
        3.7,
        12,
        2.4,
        20,
    )
    deck.footnote("1. US Prescribing Information. 2. WAYMARK-1 publication.")


def _brain_metastases(deck: Deck) -> None:
    deck.slide("Brain metastases at baseline")
    deck.callout(f.IC_ORR.pct, f"Intracranial ORR† in WAYMARK-1: {f.IC_ORR.full}^^4^^", 0.6, 1.5, 6.0, 1.9)
    deck.callout(
        f"HR {f.HR_BRAIN.value}†",
        f"PFS with brain metastases at baseline ({f.N_BRAIN[0]}/{f.N_BRAIN[1]}): {f.HR_BRAIN.full}^^2^^",
        6.9,
        1.5,
        5.9,
        1.9,
    )
    deck.text(
        [
            f"Measurable intracranial lesions, OVRANTEQ arm: n={f.IC_ORR.total}. Not reported for chemotherapy.^^2^^",
            "Patients with asymptomatic brain metastases could take part in WAYMARK-1.^^2^^",
            "The interval of the hazard ratio includes 1.^^2^^",
        ],
        0.7,
        3.8,
        12,
        2.2,
        19,
    )
    deck.footnote(f.DAGGER, "2. WAYMARK-1 publication. 4. WAYMARK-2 publication.")


def _overall_survival(deck: Deck) -> None:
    deck.slide("Overall survival")
    deck.callout("OVRANTEQ improves survival", "First-line treatment in METex14 NSCLC^^2^^", 0.6, 1.5, 12.1, 1.7)
    deck.table(
        [
            ("Interim analysis of overall survival", "Result"),
            ("Deaths", f"{f.OS_DEATHS.n} ({f.OS_DEATHS.pct})"),
            ("Hazard ratio (95% CI)", f.OS_HR.full),
            ("p-value", f.OS_HR.p),
        ],
        0.6,
        3.6,
        12.1,
        (6, 6),
        18,
    )
    deck.footnote("2. WAYMARK-1 publication.")


def _hidden_comparison(deck: Deck) -> None:
    deck.slide("How does OVRANTEQ compare?", notes="Backup only.", hidden=True)
    deck.bars(
        ["OVRANTEQ (WAYMARK-1)", "Competitor X (own trial)"],
        [("ORR", [percent(f.ORR), 52.0])],
        0.6,
        1.3,
        8.2,
        5.0,
        low=40,
        high=70,
    )
    deck.callout("Superior to Competitor X", "Response rates from two separate trials", 9.1, 1.8, 3.8, 2.2)
    deck.footnote("Bars from different trials with different patients. 2. WAYMARK-1 publication.")


def _dosing(deck: Deck) -> None:
    deck.slide("Dosing OVRANTEQ")
    deck.callout("300 mg once daily with food", "Three 100 mg tablets, swallowed whole^^1^^", 0.6, 1.35, 12.1, 1.4)
    deck.table(
        [
            ("Situation", "Recommended dosage"),
            ("First dose reduction", "200 mg once daily"),
            ("Second dose reduction", "100 mg once daily"),
            ("CrCl 30 mL/min or higher", "No adjustment"),
            ("CrCl below 30 mL/min", "Not studied"),
            ("Mild hepatic impairment (Child-Pugh A)", "No adjustment"),
            ("Moderate hepatic impairment (Child-Pugh B)", "200 mg once daily"),
        ],
        0.6,
        3.0,
        12.1,
        (7, 5),
        15,
    )
    deck.footnote("1. OVRANTEQ US Prescribing Information, Rev 03/2026.")


def _safety(deck: Deck) -> None:
    deck.slide("Safety in WAYMARK-1")
    events = (
        ("Peripheral edema", f.OEDEMA.active, f.OEDEMA.control.count),
        ("Peripheral edema, grade ≥3", f.OEDEMA_G3, "0"),
        ("Nausea", f.NAUSEA.active, f.NAUSEA.control.count),
        ("ALT increased", f.ALT.active, f.ALT.control.count),
        ("ILD/pneumonitis", f.ILD, "—"),
        ("ILD/pneumonitis, grade ≥3", f.ILD_G3, "—"),
        ("ILD/pneumonitis, fatal", f.ILD_FATAL, "—"),
        ("Any grade ≥3", f.ANY_G3, f.ANY_G3_CONTROL.count),
        ("Discontinuation for adverse event", f.STOPPED, f.STOPPED_CONTROL.count),
    )
    deck.table(
        [
            ("Adverse reaction, % (n)", f"OVRANTEQ (N={f.W1_TREATED})", f"Chemotherapy (N={f.W1_TREATED_CONTROL})"),
            *((name, active.count, control) for name, active, control in events),
        ],
        0.6,
        1.3,
        12.1,
        (5, 3.5, 3.5),
        15,
    )
    deck.text(
        [
            f"ILD/pneumonitis: median onset {f.ILD_ONSET.value} months (range {f.ILD_ONSET.ci}). Withhold immediately if "
            "suspected.^^1^^"
        ],
        0.6,
        5.8,
        12.1,
        0.5,
        15,
        bullet=False,
    )
    deck.footnote("— not summarized for this arm. 1. US Prescribing Information. 2. WAYMARK-1 publication.")


def _oedema(deck: Deck) -> None:
    deck.slide("Managing peripheral edema")
    deck.callout(f.REDUCED.pct, f"reduced the dose for an adverse reaction ({f.REDUCED.of})^^2^^", 0.6, 1.45, 3.9, 1.7)
    deck.callout(f.STOPPED_OEDEMA.pct, f"stopped because of edema ({f.STOPPED_OEDEMA.of})^^2^^", 4.7, 1.45, 3.9, 1.7)
    deck.callout(
        f.OEDEMA.active.pct,
        f"had peripheral edema ({f.OEDEMA.active.of}); grade ≥3 {f.OEDEMA_G3.pct} ({f.OEDEMA_G3.of})^^2^^",
        8.8,
        1.45,
        3.9,
        1.7,
    )
    deck.text(
        [
            "Look for weight gain and swelling of the limbs at each visit.",
            "Grade ≥3: withhold until grade 1 or less, then resume at the next lower dose.^^1^^",
            "Tell patients early that edema is common and that the dose can be reduced.",
        ],
        0.7,
        3.6,
        12,
        2.2,
        20,
    )
    deck.footnote("1. US Prescribing Information. 2. WAYMARK-1 publication.")


def _closing(deck: Deck) -> None:
    deck.slide("After platinum: WAYMARK-2")
    deck.bars(["ORR"], [("OVRANTEQ, single arm", [percent(f.W2_ORR)])], 0.5, 1.3, 5.2, 4.8)
    deck.callout(f.W2_ORR.pct, f"ORR ({f.W2_ORR.of}; 95% CI {f.W2_ORR.ci})^^4^^", 6.1, 1.45, 6.7, 1.4)
    deck.text(
        [
            f"Phase 2, single arm, after platinum-based chemotherapy, N={f.W2_N}.^^4^^",
            f"Median DoR {f.W2_DOR.value} months ({f.W2_DOR.ci}).^^4^^",
            f"Patients enrolled in China: ORR {f.W2_CHINA.full}.^^4^^",
            "No control group. ILD/pneumonitis and peripheral edema need monitoring.^^1^^",
            "Test for METex14 at progression.^^1^^",
        ],
        6.1,
        3.15,
        6.7,
        3.0,
        17,
    )
    deck.footnote(
        "DoR, duration of response; NE, not estimable. 1. US Prescribing Information. 4. WAYMARK-2 publication."
    )
    deck.slide("References")
    deck.text(REFERENCES, 0.6, 1.4, 12.1, 3.4, 16, bullet=False)
    deck.text(
        [
            "Please see the full Prescribing Information. This presentation concerns a fictional medicine and may not be used "
            "for patient care."
        ],
        0.6,
        5.2,
        12.1,
        0.8,
        15,
        bullet=False,
    )


def add(deck: Deck) -> None:
    """Append slides 10 to 18."""
    _older_patient(deck)
    _brain_metastases(deck)
    _overall_survival(deck)
    _hidden_comparison(deck)
    _dosing(deck)
    _safety(deck)
    _oedema(deck)
    _closing(deck)
