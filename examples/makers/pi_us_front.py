"""OVRANTEQ US prescribing information: contents and sections 1 to 5."""

from __future__ import annotations

from typing import Protocol

from examples.makers import facts as f
from examples.makers.pdf import Flow

INDICATION = (
    "the treatment of adult patients with metastatic non-small cell lung cancer (NSCLC) whose tumors have a mutation "
    "that leads to mesenchymal-epithelial transition (MET) exon 14 skipping (METex14) as detected by an FDA-approved test."
)
CONTENTS = (
    ("1", "INDICATIONS AND USAGE", ()),
    (
        "2",
        "DOSAGE AND ADMINISTRATION",
        (
            "2.1 Patient Selection",
            "2.2 Recommended Dosage",
            "2.3 Dosage Modifications for Adverse Reactions",
            "2.4 Hepatic Impairment",
            "2.5 Renal Impairment",
        ),
    ),
    ("3", "DOSAGE FORMS AND STRENGTHS", ()),
    ("4", "CONTRAINDICATIONS", ()),
    (
        "5",
        "WARNINGS AND PRECAUTIONS",
        (
            "5.1 Interstitial Lung Disease/Pneumonitis",
            "5.2 Hepatotoxicity",
            "5.3 Photosensitivity",
            "5.4 Embryo-Fetal Toxicity",
        ),
    ),
    ("6", "ADVERSE REACTIONS", ("6.1 Clinical Trials Experience",)),
    ("7", "DRUG INTERACTIONS", ("7.1 Strong CYP3A Inducers", "7.2 P-gp Substrates")),
    (
        "8",
        "USE IN SPECIFIC POPULATIONS",
        (
            "8.1 Pregnancy",
            "8.2 Lactation",
            "8.3 Females and Males of Reproductive Potential",
            "8.4 Pediatric Use",
            "8.5 Geriatric Use",
            "8.6 Renal Impairment",
            "8.7 Hepatic Impairment",
        ),
    ),
    ("10", "OVERDOSAGE", ()),
    ("11", "DESCRIPTION", ()),
    (
        "12",
        "CLINICAL PHARMACOLOGY",
        ("12.1 Mechanism of Action", "12.2 Pharmacodynamics", "12.3 Pharmacokinetics"),
    ),
    (
        "13",
        "NONCLINICAL TOXICOLOGY",
        ("13.1 Carcinogenesis, Mutagenesis, Impairment of Fertility",),
    ),
    (
        "14",
        "CLINICAL STUDIES",
        ("14.1 First-Line Treatment (WAYMARK-1)", "14.2 After Platinum-Based Chemotherapy (WAYMARK-2)"),
    ),
    ("16", "HOW SUPPLIED/STORAGE AND HANDLING", ()),
    ("17", "PATIENT COUNSELING INFORMATION", ()),
)


class Differences(Protocol):
    """The fields of a label version that these sections print."""

    @property
    def hepatic_dose(self) -> str: ...
    @property
    def contraindication(self) -> str: ...
    @property
    def ild_long(self) -> str: ...
    @property
    def ild_table(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def typo(self) -> str: ...
    @property
    def vomiting_in_2_2(self) -> bool: ...


def contents(flow: Flow, pancreatitis: bool) -> None:
    """The list of sections."""
    flow.para("**FULL PRESCRIBING INFORMATION: CONTENTS***", size=11, colour=flow.material.brand.dark)
    for number, title, parts in CONTENTS:
        flow.para(f"**{number}  {title}**", size=9)
        for part in [*parts, *(["5.5 Pancreatitis"] if number == "5" and pancreatitis else [])]:
            flow.lines(part, flow.base, indent=16)
        flow.space(2)
    flow.para("* Sections or subsections omitted from the full prescribing information are not listed.", size=7.8)


def sections_1_to_4(flow: Flow, v: Differences, vomiting: str) -> None:
    """Indication, dosage, strengths, contraindications."""
    flow.heading("1 INDICATIONS AND USAGE", 1)
    flow.para("OVRANTEQ is indicated for " + INDICATION)
    flow.heading("2 DOSAGE AND ADMINISTRATION", 1)
    flow.heading("2.1 Patient Selection", 2)
    flow.para(
        "Select patients for treatment with OVRANTEQ based on the presence of METex14 skipping in tumor or plasma "
        "specimens. If no mutation is detected in a plasma specimen, test tumor tissue where feasible."
    )
    flow.heading("2.2 Recommended Dosage", 2)
    flow.para(
        "The recommended dosage of OVRANTEQ is 300 mg (three 100 mg tablets) orally once daily with food until disease "
        "progression or unacceptable toxicity. Swallow tablets whole. Do not crush, split or chew the tablets."
    )
    flow.para(
        "If a dose is missed, take it as soon as remembered on the same day; do not take two doses on the same day."
        + (" " + vomiting if v.vomiting_in_2_2 else "")
    )
    _dosage_modifications(flow, v, vomiting)
    _organ_impairment(flow, v)
    flow.heading("3 DOSAGE FORMS AND STRENGTHS", 1)
    flow.para("Tablets: 100 mg, teal, oval, film-coated, debossed with “NVR” on one side and “100” on the other side.")
    flow.heading("4 CONTRAINDICATIONS", 1)
    flow.para(v.contraindication)


def _dosage_modifications(flow: Flow, v: Differences, vomiting: str) -> None:
    flow.heading("2.3 Dosage Modifications for Adverse Reactions", 2)
    flow.para(
        "The recommended dose reductions for adverse reactions are listed in Table 1 and the recommended dosage "
        "modifications in Table 2. Permanently discontinue OVRANTEQ in patients who cannot tolerate 100 mg once daily."
        + ("" if v.vomiting_in_2_2 else " " + vomiting)
    )
    flow.table(
        [
            ("Dose reduction", "Recommended dosage"),
            ("First dose reduction", "200 mg orally once daily"),
            ("Second dose reduction", "100 mg orally once daily"),
        ],
        (1, 1),
        "Table 1. Recommended Dose Reductions for Adverse Reactions",
    )
    ild = [("ILD/pneumonitis (5.1)", severity, action) for severity, action in v.ild_table]
    flow.table(
        [
            ("Adverse reaction", "Severity", "Dosage modification"),
            ("ILD/pneumonitis (5.1)", "Any grade, suspected", "Withhold immediately."),
            *ild,
            (
                "Increased ALT or AST without increased bilirubin (5.2)",
                "Grade 3",
                "Withhold until recovery to baseline, then resume at the same or the next lower dose.",
            ),
            ("Increased ALT or AST without increased bilirubin (5.2)", "Grade 4", "Permanently discontinue."),
            (
                "Peripheral edema (6.1)",
                "Grade 3 or higher",
                "Withhold until recovery to Grade 1 or less, then resume at the next lower dose.",
            ),
            (
                "Other adverse reactions (6.1)",
                "Grade 3",
                "Withhold or reduce the dose until recovery to Grade 2 or less.",
            ),
        ],
        (3, 2, 4),
        "Table 2. Recommended Dosage Modifications for Adverse Reactions",
    )


def _organ_impairment(flow: Flow, v: Differences) -> None:
    flow.heading("2.4 Hepatic Impairment", 2)
    flow.para(
        "No dosage adjustment is recommended for patients with mild hepatic impairment (Child-Pugh A). The recommended "
        f"dosage for patients with moderate hepatic impairment (Child-Pugh B) is {v.hepatic_dose} orally once daily with "
        "food. OVRANTEQ has not been studied in patients with severe hepatic impairment (Child-Pugh C). //[see Use in "
        "Specific Populations (8.7)]//"
    )
    flow.heading("2.5 Renal Impairment", 2)
    flow.para(
        "No dosage adjustment is recommended for patients with creatinine clearance (CrCl) of 30 mL/min or higher: the "
        "recommended dosage is 300 mg orally once daily with food. OVRANTEQ has not been studied in patients with CrCl "
        "below 30 mL/min. //[see Use in Specific Populations (8.6)]//"
    )


def section_5(flow: Flow, v: Differences, pancreatitis: f.Rate | None) -> None:
    """Warnings and precautions."""
    flow.heading("5 WARNINGS AND PRECAUTIONS", 1)
    flow.heading("5.1 Interstitial Lung Disease/Pneumonitis", 2)
    flow.para(
        "OVRANTEQ can cause severe, life-threatening and fatal interstitial lung disease (ILD)/pneumonitis. In WAYMARK-1, "
        f"ILD/pneumonitis occurred in {f.ILD.pct} ({f.ILD.of}) of patients treated with OVRANTEQ, was Grade ≥3 in "
        f"{f.ILD_G3.pct} ({f.ILD_G3.of}) and fatal in {f.ILD_FATAL.pct} ({f.ILD_FATAL.of}). The median time to onset was "
        f"{f.ILD_ONSET.value} months (range {f.ILD_ONSET.ci})."
    )
    flow.para(
        "Monitor patients for new or worsening pulmonary symptoms indicative of ILD/pneumonitis (for example cough, dyspnea "
        "or fever) and for new imaging findings such as ground-glass opacities. Withhold OVRANTEQ immediately in patients "
        "with suspected ILD/pneumonitis and evaluate promptly. "
        + v.ild_long
        + " //[see Dosage and Administration (2.3)]//"
    )
    flow.heading("5.2 Hepatotoxicity", 2)
    flow.para(
        f"OVRANTEQ can cause hepatotoxicity. In WAYMARK-1, ALT increased in {f.ALT.active.pct} ({f.ALT.active.of}) of "
        "patients treated with OVRANTEQ. Monitor ALT, AST and total bilirubin before the start of OVRANTEQ, every 2 weeks "
        "during the first 3 months, then once a month or as clinically indicated. Withhold, reduce the dose or permanently "
        "discontinue OVRANTEQ based on severity. //[see Dosage and Administration (2.3)]//"
    )
    flow.heading("5.3 Photosensitivity", 2)
    flow.para(
        f"OVRANTEQ has a potential for {v.typo} reactions based on findings in animals. Advise patients to use "
        "precautionary measures against ultraviolet exposure, such as sunscreen or protective clothing, during treatment."
    )
    flow.heading("5.4 Embryo-Fetal Toxicity", 2)
    flow.para(
        "Based on findings in animal studies and its mechanism of action, OVRANTEQ can cause fetal harm when administered "
        "to a pregnant woman. Advise pregnant women of the potential risk to a fetus. Advise females of reproductive "
        "potential and males with female partners of reproductive potential to use effective contraception during "
        "treatment and for 1 week after the last dose. //[see Use in Specific Populations (8.1, 8.3)]//"
    )
    if pancreatitis:
        flow.heading("5.5 Pancreatitis", 2)
        flow.para(
            f"Pancreatitis occurred in {pancreatitis.pct} ({pancreatitis.of}) of patients treated with OVRANTEQ in "
            "WAYMARK-1. Monitor amylase and lipase as clinically indicated and consider pancreatitis in patients with "
            "persistent upper abdominal pain. Withhold OVRANTEQ if pancreatitis is suspected and permanently discontinue "
            "OVRANTEQ if pancreatitis is confirmed."
        )
