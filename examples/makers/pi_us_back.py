"""OVRANTEQ US prescribing information: sections 6 to 17."""

from __future__ import annotations

from examples.makers import facts as f
from examples.makers.pdf import Flow


def sections_6_and_7(flow: Flow) -> None:
    """Adverse reactions and drug interactions."""
    flow.heading("6 ADVERSE REACTIONS", 1)
    flow.para("The following clinically significant adverse reactions are described elsewhere in the labeling:")
    flow.bullets(
        [
            "ILD/Pneumonitis //[see Warnings and Precautions (5.1)]//",
            "Hepatotoxicity //[see Warnings and Precautions (5.2)]//",
        ]
    )
    flow.heading("6.1 Clinical Trials Experience", 2)
    flow.para(
        "Because clinical trials are conducted under widely varying conditions, adverse reaction rates observed in the "
        "clinical trials of a drug cannot be directly compared to rates in the clinical trials of another drug and may not "
        "reflect the rates observed in practice."
    )
    flow.para(
        f"The safety of OVRANTEQ was evaluated in WAYMARK-1 in {f.W1_TREATED} patients treated with OVRANTEQ and "
        f"{f.W1_TREATED_CONTROL} patients treated with chemotherapy. Grade ≥3 adverse reactions occurred in "
        f"{f.ANY_G3.pct} ({f.ANY_G3.of}) of patients treated with OVRANTEQ and {f.ANY_G3_CONTROL.pct} "
        f"({f.ANY_G3_CONTROL.of}) of patients treated with chemotherapy. Dose reduction for an adverse reaction occurred in "
        f"{f.REDUCED.pct} ({f.REDUCED.of}) of patients treated with OVRANTEQ. Permanent discontinuation for an adverse "
        f"reaction occurred in {f.STOPPED.pct} ({f.STOPPED.of}) of patients treated with OVRANTEQ and "
        f"{f.STOPPED_CONTROL.pct} ({f.STOPPED_CONTROL.of}) of patients treated with chemotherapy; peripheral edema led to "
        f"permanent discontinuation of OVRANTEQ in {f.STOPPED_OEDEMA.pct} ({f.STOPPED_OEDEMA.of})."
    )
    flow.table(
        [
            ("Adverse reaction, % (n)", f"OVRANTEQ (N={f.W1_TREATED})", f"Chemotherapy (N={f.W1_TREATED_CONTROL})"),
            ("Peripheral edema, any grade", f.OEDEMA.active.count, f.OEDEMA.control.count),
            ("Peripheral edema, Grade ≥3", f.OEDEMA_G3.count, "0"),
            ("Nausea", f.NAUSEA.active.count, f.NAUSEA.control.count),
            ("ALT increased", f.ALT.active.count, f.ALT.control.count),
            ("ILD/pneumonitis, any grade", f.ILD.count, "—"),
            ("ILD/pneumonitis, Grade ≥3", f.ILD_G3.count, "—"),
            ("ILD/pneumonitis, fatal", f.ILD_FATAL.count, "—"),
            ("Any adverse reaction, Grade ≥3", f.ANY_G3.count, f.ANY_G3_CONTROL.count),
        ],
        (3, 2, 2),
        "Table 3. Selected Adverse Reactions in WAYMARK-1",
        "— not summarized for this arm. Percentages are of treated patients.",
    )
    _section_7(flow)


def _section_7(flow: Flow) -> None:
    flow.heading("7 DRUG INTERACTIONS", 1)
    flow.heading("7.1 Strong CYP3A Inducers", 2)
    flow.para(
        "Avoid concomitant use of OVRANTEQ with strong CYP3A inducers. Concomitant use decreases navoretinib exposure, "
        "which may reduce the effectiveness of OVRANTEQ. //[see Clinical Pharmacology (12.3)]//"
    )
    flow.heading("7.2 P-gp Substrates", 2)
    flow.para(
        "Navoretinib is an inhibitor of P-glycoprotein (P-gp). Monitor patients who take P-gp substrates for which small "
        "changes in concentration may lead to serious or life-threatening toxicities."
    )


def section_8(flow: Flow, hepatic_dose: str) -> None:
    """Use in specific populations."""
    flow.heading("8 USE IN SPECIFIC POPULATIONS", 1)
    flow.heading("8.1 Pregnancy", 2)
    flow.para(
        "Based on findings in animal studies and its mechanism of action, OVRANTEQ can cause fetal harm when administered to "
        "a pregnant woman. There are no available data on the use of OVRANTEQ in pregnant women. Advise pregnant women of "
        "the potential risk to a fetus."
    )
    flow.heading("8.2 Lactation", 2)
    flow.para(
        "There are no data on the presence of navoretinib in human milk. Advise women not to breastfeed during treatment "
        "with OVRANTEQ and for 1 week after the last dose."
    )
    flow.heading("8.3 Females and Males of Reproductive Potential", 2)
    flow.para(
        "Verify pregnancy status in females of reproductive potential before starting OVRANTEQ. Advise females of "
        "reproductive potential and males with female partners of reproductive potential to use effective contraception "
        "during treatment and for 1 week after the last dose."
    )
    flow.heading("8.4 Pediatric Use", 2)
    flow.para("The safety and effectiveness of OVRANTEQ in pediatric patients have not been established.")
    flow.heading("8.5 Geriatric Use", 2)
    flow.para(
        f"Of the {f.W1_ACTIVE} patients randomized to OVRANTEQ in WAYMARK-1, {f.N_75[0]} were 75 years of age or older. No "
        "dosage adjustment is recommended for geriatric patients. Results in this subgroup are descriptive. //[see Clinical "
        "Studies (14.1)]//"
    )
    flow.heading("8.6 Renal Impairment", 2)
    flow.para(
        "No dosage adjustment is recommended for patients with CrCl of 30 mL/min or higher, estimated by the "
        "Cockcroft-Gault equation. OVRANTEQ has not been studied in patients with CrCl below 30 mL/min. //[see Dosage and "
        "Administration (2.5), Clinical Pharmacology (12.3)]//"
    )
    flow.heading("8.7 Hepatic Impairment", 2)
    flow.para(
        "No dosage adjustment is recommended for patients with mild hepatic impairment (Child-Pugh A). For patients with "
        f"moderate hepatic impairment (Child-Pugh B), the recommended dosage is {hepatic_dose} orally once daily. OVRANTEQ "
        "has not been studied in patients with severe hepatic impairment (Child-Pugh C). //[see Dosage and Administration "
        "(2.4)]//"
    )


def sections_10_to_13(flow: Flow) -> None:
    """Overdosage, description, pharmacology, toxicology."""
    flow.heading("10 OVERDOSAGE", 1)
    flow.para(
        "There is no known antidote for OVRANTEQ. In the event of an overdose, interrupt OVRANTEQ, observe the patient for "
        "adverse reactions and give supportive treatment."
    )
    flow.heading("11 DESCRIPTION", 1)
    flow.para(
        "OVRANTEQ (navoretinib) tablets contain navoretinib, a kinase inhibitor for oral use. Each film-coated tablet "
        "contains 100 mg of navoretinib and the inactive ingredients microcrystalline cellulose, mannitol, croscarmellose "
        "sodium, magnesium stearate and a film coating of hypromellose, titanium dioxide and colorants."
    )
    flow.heading("12 CLINICAL PHARMACOLOGY", 1)
    flow.heading("12.1 Mechanism of Action", 2)
    flow.para(
        "Navoretinib is a kinase inhibitor that targets MET, including variants produced by exon 14 skipping. METex14 "
        "skipping removes a regulatory domain of the receptor, which delays its degradation and increases downstream "
        "signaling. Navoretinib inhibited the growth of tumor cells with METex14 skipping in laboratory models."
    )
    flow.heading("12.2 Pharmacodynamics", 2)
    flow.para(
        "The exposure-response relationships and the time course of pharmacodynamic response of navoretinib have not been "
        "fully characterized."
    )
    flow.heading("12.3 Pharmacokinetics", 2)
    flow.para(
        "//Absorption.// The median time to peak concentration (Tmax) is 4 hours. //Effect of food.// A high-fat meal "
        "increased the navoretinib AUC by 38%. //Distribution.// Navoretinib is 98.1% bound to human plasma proteins. "
        "//Elimination.// The terminal half-life is 31 hours. //Metabolism.// Navoretinib is metabolized mainly by CYP3A."
    )
    flow.para(
        "//Specific populations.// No clinically meaningful differences in the pharmacokinetics of navoretinib were observed "
        "by age, sex, race, body weight, mild hepatic impairment or CrCl of 30 mL/min or higher. The pharmacokinetics in "
        "patients with CrCl below 30 mL/min are unknown."
    )
    flow.heading("13 NONCLINICAL TOXICOLOGY", 1)
    flow.heading("13.1 Carcinogenesis, Mutagenesis, Impairment of Fertility", 2)
    flow.para(
        "Carcinogenicity studies have not been conducted with navoretinib. Navoretinib was not mutagenic in a bacterial "
        "reverse mutation assay. Dedicated fertility studies have not been conducted."
    )


def section_14(flow: Flow) -> None:
    """Clinical studies; the same in both versions."""
    flow.heading("14 CLINICAL STUDIES", 1)
    flow.heading("14.1 First-Line Treatment (WAYMARK-1)", 2)
    flow.para(
        "WAYMARK-1 was a randomized (2:1), open-label, multicenter phase 3 trial of OVRANTEQ 300 mg once daily against "
        f"pemetrexed and platinum chemotherapy in {f.W1_N} patients with previously untreated metastatic NSCLC with METex14 "
        f"skipping ({f.W1_ACTIVE} OVRANTEQ, {f.W1_CONTROL} chemotherapy). The primary endpoint was progression-free survival "
        "(PFS) by blinded independent central review (BICR); the key secondary endpoint was overall response rate (ORR) by "
        f"BICR. The data cut-off was June 30, 2025 (2025-06-30); median follow-up was {f.W1_FOLLOW_UP} months."
    )
    flow.table(
        [
            ("Endpoint by BICR", f"OVRANTEQ (N={f.W1_ACTIVE})", f"Chemotherapy (N={f.W1_CONTROL})", "Comparison"),
            (
                "Median PFS, months (95% CI)",
                f.PFS.full,
                f.PFS_CONTROL.full,
                f"HR {f.PFS_HR.full}; p={f.PFS_HR.p}",
            ),
            ("PFS events", str(f.PFS_EVENTS), str(f.PFS_EVENTS_CONTROL), ""),
            (
                "ORR (n/N; 95% CI)",
                f.ORR.full,
                f.ORR_CONTROL.full,
                f"Difference {f.ORR_DIFF.value} points ({f.ORR_DIFF.ci}); p={f.ORR_DIFF.p}",
            ),
            ("Median DoR, months (95% CI)", f.DOR.full, f.DOR_CONTROL.full, "Descriptive"),
        ],
        (2.2, 2.2, 2.2, 2.4),
        "Table 4. Efficacy Results in WAYMARK-1",
        "HR: hazard ratio. DoR: duration of response.",
    )
    _section_14_continued(flow)


def _section_14_continued(flow: Flow) -> None:
    flow.para(
        f"At an interim analysis of overall survival with {f.OS_DEATHS.n} deaths ({f.OS_DEATHS.pct}), the hazard ratio was "
        f"{f.OS_HR.full}, p={f.OS_HR.p}; the difference was not statistically significant."
    )
    flow.table(
        [
            ("Prespecified subgroup†", "n (OVRANTEQ/chemotherapy)", "PFS HR (95% CI)"),
            ("75 years or older", f"{f.N_75[0]}/{f.N_75[1]}", f.HR_75.full),
            ("CrCl 30–59 mL/min", f"{f.N_RENAL[0]}/{f.N_RENAL[1]}", f.HR_RENAL.full),
            ("Brain metastases at baseline", f"{f.N_BRAIN[0]}/{f.N_BRAIN[1]}", f.HR_BRAIN.full),
        ],
        (3, 2, 2),
        "Table 5. Progression-Free Survival in Prespecified Subgroups of WAYMARK-1",
        f.DAGGER,
    )
    flow.para(
        "Among patients treated with OVRANTEQ who had measurable intracranial lesions at baseline, the intracranial ORR was "
        f"{f.IC_ORR.full}.† Intracranial response was not reported for the chemotherapy arm."
    )
    flow.heading("14.2 After Platinum-Based Chemotherapy (WAYMARK-2)", 2)
    flow.para(
        f"WAYMARK-2 was a single-arm phase 2 trial of OVRANTEQ 300 mg once daily in {f.W2_N} patients with METex14 skipping "
        f"NSCLC that had progressed after platinum-based chemotherapy. The ORR was {f.W2_ORR.full} and the median DoR was "
        f"{f.W2_DOR.value} months ({f.W2_DOR.ci}). Among the {f.W2_CHINA.total} patients enrolled in China, the ORR was "
        f"{f.W2_CHINA.full}."
    )


def sections_16_and_17(flow: Flow, abdominal_pain: bool) -> None:
    """Supply, storage and patient counseling."""
    flow.heading("16 HOW SUPPLIED/STORAGE AND HANDLING", 1)
    flow.para(
        "OVRANTEQ tablets, 100 mg, are supplied in bottles of 90 tablets. Store at 20°C to 25°C (68°F to 77°F). Keep in the "
        "original bottle with the desiccant."
    )
    flow.heading("17 PATIENT COUNSELING INFORMATION", 1)
    flow.para("Advise the patient to read the FDA-approved patient labeling (Patient Information).")
    items = [
        "**ILD/Pneumonitis:** Contact the healthcare provider at once for new or worsening cough, shortness of breath or "
        "fever.",
        "**Hepatotoxicity:** Report jaundice, dark urine or unusual tiredness.",
        "**Photosensitivity:** Use sunscreen or protective clothing.",
        "**Embryo-Fetal Toxicity:** Inform the healthcare provider of a known or suspected pregnancy.",
        "**Administration:** Take OVRANTEQ once daily with food; swallow tablets whole.",
    ]
    if abdominal_pain:
        items.append(
            "**Abdominal Pain:** Contact the healthcare provider for severe or persistent abdominal pain, which may be a "
            "sign of pancreatitis."
        )
    flow.bullets(items)
