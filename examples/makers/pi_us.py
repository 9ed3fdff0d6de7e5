"""OVRANTEQ US prescribing information, versions 1 (Rev 03/2026) and 2 (Rev 10/2026), in PLR order.

Version 2 differs exactly where `examples/label_changes.yaml` says; everything else is shared text.
"""

from __future__ import annotations

from dataclasses import dataclass

from examples.makers import facts as f
from examples.makers import pi_us_back, pi_us_front
from examples.makers.materials import MATERIALS
from examples.makers.pdf import LETTER, Flow, Layout


@dataclass(frozen=True)
class Version:
    """What the two versions say differently."""

    number: int
    revised: str
    hepatic_dose: str
    contraindication: str
    ild_short: str
    ild_long: str
    ild_table: tuple[tuple[str, str], ...]
    typo: str
    vomiting_in_2_2: bool
    abdominal_pain: bool


V1 = Version(
    1,
    "03/2026",
    "200 mg",
    "None.",
    "Withhold if ILD is suspected; resume after Grade 2, permanently discontinue for Grade 3 or higher.",
    "After recovery from confirmed Grade 2 ILD/pneumonitis, OVRANTEQ may be resumed at the next lower dose. Permanently "
    "discontinue OVRANTEQ for confirmed ILD/pneumonitis of Grade 3 or higher.",
    (
        ("Grade 2, confirmed", "Withhold until recovery, then resume at the next lower dose."),
        ("Grade 3 or 4, confirmed", "Permanently discontinue."),
    ),
    "photosensitvity",
    vomiting_in_2_2=False,
    abdominal_pain=False,
)
V2 = Version(
    2,
    "10/2026",
    "100 mg",
    "OVRANTEQ is contraindicated in patients who are taking strong CYP3A inducers.",
    "Withhold if ILD is suspected; permanently discontinue for confirmed ILD of any grade.",
    "Permanently discontinue OVRANTEQ for confirmed ILD/pneumonitis of any grade.",
    (("Any grade, confirmed", "Permanently discontinue."),),
    "photosensitivity",
    vomiting_in_2_2=True,
    abdominal_pain=True,
)
VOMITING = "If vomiting occurs after a dose, do not take an additional dose; take the next dose at its scheduled time."


def _highlights(flow: Flow, v: Version) -> None:
    flow.para("**HIGHLIGHTS OF PRESCRIBING INFORMATION**", size=11, colour=flow.material.brand.dark)
    flow.para(
        "These highlights do not include all the information needed to use OVRANTEQ safely and effectively. See full "
        "prescribing information for OVRANTEQ.",
        bold=True,
    )
    flow.para("**OVRANTEQ® (navoretinib) tablets, for oral use**\nInitial U.S. Approval: 2026")
    flow.set_columns(2)

    def block(title: str, *texts: str) -> None:
        flow.need(40)
        flow.para(f"**{title}**", colour=flow.material.brand.main, size=8.6)
        for text in texts:
            flow.para(text)

    if v.number == 2:
        block(
            "RECENT MAJOR CHANGES",
            "Dosage and Administration, Moderate Hepatic Impairment (2.4)   10/2026\nContraindications (4)   10/2026\n"
            "Warnings and Precautions, ILD/Pneumonitis (5.1)   10/2026\nWarnings and Precautions, Pancreatitis (5.5)   "
            "10/2026",
        )
    block("INDICATIONS AND USAGE", "OVRANTEQ is a kinase inhibitor indicated for " + pi_us_front.INDICATION + " (1)")
    block(
        "DOSAGE AND ADMINISTRATION",
        "300 mg orally once daily with food. (2.2)\nDose reductions for adverse reactions: 200 mg once daily, then 100 mg "
        f"once daily. (2.3)\nModerate hepatic impairment: {v.hepatic_dose} once daily. (2.4)\nNo dosage adjustment for CrCl "
        "≥30 mL/min; CrCl below 30 mL/min has not been studied. (2.5)",
    )
    block("DOSAGE FORMS AND STRENGTHS", "Tablets: 100 mg. (3)")
    block("CONTRAINDICATIONS", "None. (4)" if v.number == 1 else "Concomitant use of strong CYP3A inducers. (4)")
    warnings = [
        f"**Interstitial Lung Disease (ILD)/Pneumonitis:** {v.ild_short} (5.1)",
        "**Hepatotoxicity:** Monitor liver tests before and during treatment; withhold, reduce or discontinue. (5.2)",
        "**Photosensitivity:** Advise patients to limit direct ultraviolet exposure. (5.3)",
        "**Embryo-Fetal Toxicity:** Can cause fetal harm. Advise of the risk and to use contraception. (5.4)",
    ]
    if v.number == 2:
        warnings.append("**Pancreatitis:** Withhold if suspected; discontinue if confirmed. (5.5)")
    block("WARNINGS AND PRECAUTIONS", *warnings)
    flow.need(95)
    block(
        "ADVERSE REACTIONS",
        "Most common adverse reactions (≥20%): peripheral edema, nausea and increased ALT. (6.1)",
        f"**To report SUSPECTED ADVERSE REACTIONS, contact Brackenmoor Pharma at {flow.material.report_to}.**",
    )
    block(
        "DRUG INTERACTIONS",
        "Strong CYP3A inducers: avoid concomitant use. (7.1)\nP-gp substrates: monitor where small changes in concentration "
        "may lead to serious toxicity. (7.2)",
    )
    block("USE IN SPECIFIC POPULATIONS", "Lactation: advise not to breastfeed. (8.2)")
    flow.para("**See 17 for PATIENT COUNSELING INFORMATION.**")
    flow.para(f"**Revised: {v.revised}**")


def make(number: int) -> bytes:
    """The PDF of version `number` (1 or 2)."""
    v = V1 if number == 1 else V2
    material = MATERIALS[f"A-pi-us-v{number}.pdf"]
    header = f"OVRANTEQ® (navoretinib) tablets – US Prescribing Information – Revised {v.revised}"
    flow = Flow(material, Layout(size=LETTER, body=9.2), header)
    _highlights(flow, v)
    flow.set_columns(1)
    flow.page_break()
    pi_us_front.contents(flow, pancreatitis=number == 2)
    flow.page_break()
    flow.heading("FULL PRESCRIBING INFORMATION", 1)
    pi_us_front.sections_1_to_4(flow, v, VOMITING)
    pi_us_front.section_5(flow, v, pancreatitis=f.PANCREATITIS if number == 2 else None)
    pi_us_back.sections_6_and_7(flow)
    pi_us_back.section_8(flow, v.hepatic_dose)
    pi_us_back.sections_10_to_13(flow)
    pi_us_back.section_14(flow)
    pi_us_back.sections_16_and_17(flow, abdominal_pain=v.abdominal_pain)
    flow.para(f"Brackenmoor Pharma (fictional company). OVRANTEQ is a fictional medicine. Revised: {v.revised}")
    return flow.finish(f"OVRANTEQ US Prescribing Information, Rev {v.revised}")
