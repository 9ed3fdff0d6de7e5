"""Headings of professional texts in English that bear no numbers and are no US labels: instructions and data sheets.

They name their sections as the European layout does, or nearly ("Indications for use", "Method of administration").
What is said of driving is one of the warnings here, since some name it among them with other parts behind it.
"""

from __future__ import annotations

from ingest.sections.names import Section

__all__ = ["ENGLISH"]

S = Section
ENGLISH: dict[Section, tuple[str, ...]] = {
    S.COMPOSITION: ("composition", "qualitative and quantitative composition"),
    S.FORM: ("pharmaceutical form", "dosage form"),
    S.INDICATIONS: (
        "indications for use", "therapeutic indications", "indications", "clinical indications",
        "indications and clinical use",
    ),
    S.DOSAGE: (
        "posology and method of administration", "dosage and method of administration", "posology",
        "method of administration and dosage", "method of administration and dosage regimen",
        "dosage and administration",
        "dose and method of administration", "dosage regimen", "administration and dosage",
    ),
    S.CONTRAINDICATIONS: ("contraindications", "contra-indications"),
    S.WARNINGS: (
        "special warnings", "special precautions", "precautions", "precautions for use", "special instructions",
        "special warnings and precautions for use", "special warnings and special precautions for use",
        "warnings and precautions for use", "warnings and precautions",
        "effects on ability to drive and use machines", "effect on ability to drive and use machines",
        "effect on the ability to drive and use machines", "effect on the ability to drive vehicles and use machines",
        "effect on the ability to drive vehicles and operate machinery", "ability to drive and use machines",
    ),
    S.INTERACTIONS: (
        "interaction with other medicinal products", "interactions with other medicinal products",
        "interaction with other medicinal products and other forms of interaction", "interactions",
        "interactions with other medicinal products and other forms of interaction", "drug interactions",
        "interaction with other medicines", "interactions with other medicines",
        "interactions with other medicines and other forms of interactions", "drug interaction",
    ),
    S.PREGNANCY: (
        "pregnancy and lactation", "fertility, pregnancy and lactation", "use in pregnancy and lactation",
        "use during pregnancy and lactation", "use during pregnancy and breast-feeding period", "pregnancy",
        "use during pregnancy and breast-feeding", "use during pregnancy and breastfeeding", "use in pregnancy",
        "pregnancy and breast-feeding",
    ),
    S.LACTATION: ("lactation", "breast-feeding", "breastfeeding", "use in lactation"),
    S.ADVERSE_REACTIONS: (
        "undesirable effects", "side effects", "side effect", "adverse effects", "adverse reactions",
        "adverse effects (undesirable effects)", "adverse drug reactions",
    ),
    S.OVERDOSE: ("overdose", "overdosage"),
    S.PHARMACOLOGY: (
        "pharmacological properties", "pharmacology", "pharmacological action", "clinical pharmacology",
        "action and clinical pharmacology",
    ),
    S.PHARMACODYNAMICS: ("pharmacodynamics", "pharmacodynamic properties"),
    S.PHARMACOKINETICS: ("pharmacokinetics", "pharmacokinetic properties"),
    S.NONCLINICAL: ("preclinical safety data", "non-clinical safety data"),
    S.EXCIPIENTS: ("list of excipients", "excipients"),
    S.INCOMPATIBILITIES: ("incompatibilities", "incompatibility"),
    S.SHELF_LIFE: ("shelf life", "shelf-life"),
    S.STORAGE: ("storage conditions", "storage", "special precautions for storage", "storage and stability"),
}  # fmt: skip
