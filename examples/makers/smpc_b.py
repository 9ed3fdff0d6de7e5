"""WYNDRALIS EU product information: Annex I (SmPC), II, III.A and III.B in one PDF."""

from __future__ import annotations

from examples.makers import facts as f
from examples.makers import smpc_b_annexes
from examples.makers.materials import MATERIALS
from examples.makers.pdf import Flow, Layout


def _particulars(flow: Flow) -> None:
    flow.heading("1. NAME OF THE MEDICINAL PRODUCT", 2)
    flow.para("Wyndralis 300 mg solution for injection in pre-filled pen")
    flow.heading("2. QUALITATIVE AND QUANTITATIVE COMPOSITION", 2)
    flow.para("Each pre-filled pen contains 300 mg of orvekitug in 2 mL (150 mg/mL).")
    flow.para("Orvekitug is a humanised monoclonal antibody produced by recombinant DNA technology.")
    flow.para("For the full list of excipients, see section 6.1.")
    flow.heading("3. PHARMACEUTICAL FORM", 2)
    flow.para("Solution for injection. Clear to slightly opalescent, colourless to pale yellow solution.")


def _indication_and_posology(flow: Flow) -> None:
    flow.heading("4. CLINICAL PARTICULARS", 2)
    flow.heading("4.1 Therapeutic indications", 3)
    flow.para(
        "Wyndralis is indicated for the treatment of moderate-to-severe atopic dermatitis in adults who are candidates for "
        "systemic therapy."
    )
    flow.heading("4.2 Posology and method of administration", 3)
    flow.para("Treatment should be initiated by physicians experienced in the treatment of atopic dermatitis.")
    flow.para("//Posology//")
    flow.para(
        "The recommended dose is an initial dose of 600 mg (two 300 mg injections), followed by 300 mg every 2 weeks, given "
        "as subcutaneous injection. After 16 weeks of treatment, 300 mg every 4 weeks may be considered for patients who "
        "achieve clear or almost clear skin."
    )
    flow.para(
        "Wyndralis can be used with or without topical corticosteroids. If a dose is missed, it should be given as soon as "
        "possible; thereafter dosing resumes at the regular scheduled time."
    )
    flow.para("//Elderly (65 years of age and over):// No dose adjustment is recommended.")
    flow.para("//Renal impairment:// No dose adjustment is needed in patients with renal impairment.")
    flow.para(
        "//Paediatric population:// The safety and efficacy of Wyndralis in patients below 18 years of age have not been "
        "established. No data are available."
    )
    flow.para("//Method of administration//")
    flow.para(
        "Subcutaneous use. Wyndralis is injected into the thigh or abdomen, except for the 5 cm around the navel; if somebody "
        "else gives the injection, the upper arm can also be used. The injection site should be rotated. The pen should "
        "reach room temperature for 45 minutes before use."
    )


def _contraindications(flow: Flow) -> None:
    flow.heading("4.3 Contraindications", 3)
    flow.para("Hypersensitivity to the active substance or to any of the excipients listed in section 6.1.")


def _warnings(flow: Flow) -> None:
    flow.heading("4.4 Special warnings and precautions for use", 3)
    flow.para(
        "//Traceability.// To improve the traceability of biological medicinal products, the name and the batch number of the "
        "administered product should be clearly recorded."
    )
    flow.para(
        "//Hypersensitivity.// If a systemic hypersensitivity reaction occurs, Wyndralis should be discontinued immediately "
        "and appropriate therapy initiated."
    )
    flow.para(
        "//Conjunctivitis and keratitis.// Patients who develop conjunctivitis or keratitis that does not resolve following "
        "standard treatment should undergo ophthalmological examination."
    )
    flow.para(
        "//Helminth infection.// Patients with pre-existing helminth infections should be treated before starting Wyndralis. "
        "If patients become infected while receiving Wyndralis and do not respond to anti-helminth treatment, Wyndralis "
        "should be discontinued until the infection resolves."
    )
    flow.para(
        "//Vaccinations.// Live and live attenuated vaccines should not be given concurrently with Wyndralis, as clinical "
        "safety and efficacy have not been established."
    )
    flow.para(
        "//Concomitant asthma.// Patients with concomitant asthma should not adjust or stop their asthma treatment abruptly "
        "without consultation with their physician."
    )
    flow.heading("4.5 Interaction with other medicinal products and other forms of interaction", 3)
    flow.para("No interaction studies have been performed. For live vaccines, see section 4.4.")
    flow.heading("4.6 Fertility, pregnancy and lactation", 3)
    flow.para(
        "//Pregnancy.// There is a limited amount of data from the use of orvekitug in pregnant women. Animal studies do not "
        "indicate direct or indirect harmful effects with respect to reproductive toxicity. As a precautionary measure, it "
        "is preferable to avoid the use of Wyndralis during pregnancy."
    )
    flow.para(
        "//Breast-feeding.// It is unknown whether orvekitug is excreted in human milk. A decision must be made whether to "
        "discontinue breast-feeding or to discontinue Wyndralis therapy."
    )
    flow.para("//Fertility.// Animal studies showed no impairment of fertility.")
    flow.heading("4.7 Effects on ability to drive and use machines", 3)
    flow.para("Wyndralis has no or negligible influence on the ability to drive and use machines.")


def _undesirable(flow: Flow) -> None:
    flow.heading("4.8 Undesirable effects", 3)
    flow.para(
        f"//Summary of the safety profile.// In the 16-week placebo-controlled study STILLPOINT-1 ({f.S1_ACTIVE} patients on "
        f"Wyndralis, {f.S1_CONTROL} on placebo), the most common adverse reactions were injection-site reactions "
        f"({f.ISR.active.count} versus {f.ISR.control.count} with placebo) and conjunctivitis ({f.CONJ.active.count} versus "
        f"{f.CONJ.control.count}; one patient on Wyndralis stopped treatment because of conjunctivitis). Serious adverse "
        f"events occurred in {f.SAE.active.count} and {f.SAE.control.count} and adverse events led to discontinuation in "
        f"{f.STOP_W.active.count} and {f.STOP_W.control.count} of patients."
    )
    flow.para(
        "Frequencies are defined as: very common (≥1/10); common (≥1/100 to <1/10); uncommon (≥1/1,000 to <1/100); rare "
        "(≥1/10,000 to <1/1,000); very rare (<1/10,000)."
    )
    flow.table(
        [
            ("System organ class", "Frequency", "Adverse reaction"),
            ("Infections and infestations", "Common", "Conjunctivitis"),
            ("Immune system disorders", "Uncommon", "Hypersensitivity"),
            ("Eye disorders", "Uncommon", "Keratitis"),
            ("General disorders and administration site conditions", "Common", "Injection-site reactions"),
        ],
        (4, 2, 3),
        "Table 1: Adverse reactions by system organ class and frequency",
    )
    flow.para(
        "//Reporting of suspected adverse reactions.// Healthcare professionals are asked to report any suspected adverse "
        "reactions via the national reporting system."
    )
    flow.heading("4.9 Overdose", 3)
    flow.para(
        "There is no specific treatment for Wyndralis overdose. In the event of overdose, the patient should be monitored for "
        "signs or symptoms of adverse reactions and symptomatic treatment instituted."
    )


def _efficacy(flow: Flow) -> None:
    flow.heading("5. PHARMACOLOGICAL PROPERTIES", 2)
    flow.heading("5.1 Pharmacodynamic properties", 3)
    flow.para(
        "//Mechanism of action.// Orvekitug binds to interleukin-31 receptor A (IL-31RA) and blocks signalling of "
        "interleukin-31, a cytokine involved in itch and skin inflammation in atopic dermatitis."
    )
    flow.para(
        f"//Clinical efficacy.// STILLPOINT-1 was a randomised, double-blind, placebo-controlled study over 16 weeks "
        f"(N={f.S1_N}). STILLPOINT-2 studied Wyndralis with concomitant topical corticosteroids (TCS) (N={f.S2_N}: "
        f"{f.S2_ACTIVE} Wyndralis + TCS, {f.S2_CONTROL} placebo + TCS)."
    )
    rows = (
        ("EASI-75 (co-primary), STILLPOINT-1", f.EASI),
        ("IGA 0/1 (co-primary), STILLPOINT-1", f.IGA),
        ("Itch improvement ≥4 points, STILLPOINT-1", f.ITCH),
        ("EASI-75 with TCS, STILLPOINT-2", f.EASI_TCS),
    )
    flow.table(
        [("Endpoint at week 16", "Wyndralis", "Placebo", "Difference, points (95% CI); p")]
        + [(name, a.full, c.full, f"{d.value} ({d.ci}); p{d.p}") for name, (a, c, d) in rows],
        (3, 2, 2, 3),
        "Table 2: Efficacy results",
    )
    flow.para(
        f"In STILLPOINT-1, the LS mean change in DLQI was {f.DLQI[0]} with Wyndralis and {f.DLQI[1]} with placebo, a "
        f"difference of {f.DLQI[2].value} ({f.DLQI[2].ci}), p{f.DLQI[2].p}. In an exploratory analysis of employed patients "
        f"({f.WPAI_N[0]} and {f.WPAI_N[1]}), WPAI overall work impairment changed by {f.WPAI[0]} versus {f.WPAI[1]} points, a "
        f"difference of {f.WPAI[2].value} ({f.WPAI[2].ci}), nominal p{f.WPAI[2].p}, not adjusted for multiplicity."
    )
    flow.para(
        f"//Elderly.// Of the patients in STILLPOINT-1, {f.EASI_65[0].total + f.EASI_65[1].total} were 65 years of age or "
        f"over. EASI-75 was reached by {f.EASI_65[0].full} on Wyndralis and {f.EASI_65[1].full} on placebo; the difference "
        f"was {f.EASI_65[2].value} points ({f.EASI_65[2].ci}). These results are descriptive."
    )


def _pharmaceutical(flow: Flow) -> None:
    flow.heading("5.2 Pharmacokinetic properties", 3)
    flow.para(
        "Orvekitug is absorbed slowly after subcutaneous injection and is expected to be degraded to small peptides and amino "
        "acids. No clinically relevant effect of age or renal impairment was observed."
    )
    flow.heading("5.3 Preclinical safety data", 3)
    flow.para("Non-clinical data reveal no special hazard for humans based on repeated dose toxicity studies.")
    flow.heading("6. PHARMACEUTICAL PARTICULARS", 2)
    for title, text in (
        ("6.1 List of excipients", "Histidine, arginine hydrochloride, polysorbate 80, water for injections."),
        ("6.2 Incompatibilities", "This medicinal product must not be mixed with other medicinal products."),
        ("6.3 Shelf life", "2 years."),
        (
            "6.4 Special precautions for storage",
            "Store in a refrigerator (2°C to 8°C). Do not freeze. Keep the pen in the outer carton to protect it from light. "
            "The pen may be kept at room temperature up to 25°C for a maximum of 14 days.",
        ),
        ("6.5 Nature and contents of container", "2 mL solution in a pre-filled pen. Packs of 1 or 2 pens."),
        ("6.6 Special precautions for disposal", "Any unused product should be disposed of as locally required."),
    ):
        flow.heading(title, 3)
        flow.para(text)
    for title, text in (
        ("7. MARKETING AUTHORISATION HOLDER", "Brackenmoor Pharma Europe (fictional company)"),
        ("8. MARKETING AUTHORISATION NUMBERS", "EU/0/00/0000/001-002 (fictional)"),
        ("9. DATE OF FIRST AUTHORISATION", "Date of first authorisation: 20 February 2025"),
        ("10. DATE OF REVISION OF THE TEXT", "06/2026"),
    ):
        flow.heading(title, 2)
        flow.para(text)


def make() -> bytes:
    """B-smpc.pdf."""
    flow = Flow(MATERIALS["B-smpc.pdf"], Layout(body=9.8), "Wyndralis – EU product information – 06/2026")
    flow.heading("ANNEX I – SUMMARY OF PRODUCT CHARACTERISTICS", 1)
    flow.para(
        "▼ This medicinal product is subject to additional monitoring. This will allow quick identification of new safety "
        "information. Healthcare professionals are asked to report any suspected adverse reactions. See section 4.8 for how "
        "to report adverse reactions."
    )
    _particulars(flow)
    _indication_and_posology(flow)
    _contraindications(flow)
    _warnings(flow)
    _undesirable(flow)
    _efficacy(flow)
    _pharmaceutical(flow)
    smpc_b_annexes.annex_two(flow)
    smpc_b_annexes.annex_three_labelling(flow)
    smpc_b_annexes.annex_three_leaflet(flow)
    return flow.finish("Wyndralis EU product information, 06/2026")
