"""Parts of label documents that must not be mixed, how they begin in each language, and the SPL codes of sections."""

from __future__ import annotations

import re

from ingest.sections.names import Section
from ingest.sections.names_china import LEAFLET_CHINESE

S = Section

PARTS: dict[Section, tuple[str, ...]] = {
    S.CONDITIONS: ("annex ii", "anhang ii", "annexe ii", "anexo ii", "allegato ii"),
    S.LABELLING: (
        "a. labelling", "annex iii", "anhang iii", "annexe iii", "anexo iii", "a. etikettierung", "a. étiquetage",
        "a. etiquetado", "a. rotulagem", "labelling", "etikettierung", "étiquetage", "etiquetado", "rotulagem",
        "particulars to appear on the outer packaging", "package label.principal display panel",
        "principal display panel", "package label",
    ),
    S.LEAFLET: (
        "b. package leaflet", "b. packungsbeilage", "b. notice", "b. prospecto", "b. folheto informativo",
        "package leaflet", "packungsbeilage", "prospecto", "folheto informativo",
        "medication guide", "patient information", "patient package insert", "instructions for use",
        *LEAFLET_CHINESE,
    ),
}  # fmt: skip
"""Whole-document parts that must not be mixed: their headings end the label proper."""

LEAFLET_STARTS = (
    "package leaflet: information for", "gebrauchsinformation: information für", "notice: information d",
    "prospecto: información para", "folheto informativo: informação para", "foglio illustrativo: informazioni per",
    *LEAFLET_CHINESE,
)  # fmt: skip
ASKED = re.compile(
    r"(?:patient (?:package insert|information|leaflet)|information for (?:the )?patients?|medication guide)\W*$"
    r"|what is the most important information\b|(?:what|who|how|when) (?:is|are|should|can|do) .{3,80}\?$",
    re.I,
)
"""How words for patients open that an insert of the older US format carries behind or beside its sections."""

ANNEX = (
    "annex|anhang|annexe|anexo|allegato|anness|bijlage|bilag|bilaga|liite|lisa|pielikums|priedas|příloha|príloha|aneks"
    "|melléklet|priloga|prilog|anexa|παραρτημα|παράρτημα|приложение|viðauki|vedlegg"
)
"""``Annex`` as product information of the Union heads its parts, in its languages (with Iceland and Norway)."""

STORED = re.compile(
    r"(nicht über|unter|bei) \d+|bei raumtemperatur|im kühlschrank|in der originalverpackung|vor (licht|feuchtigkeit)"
    r"|auss?er(halb der)? reichweite von kindern|für kinder unzugänglich|(do not )?store\b|keep (out|in)\b|conserver"
    r"|à conserver|ne pas conserver|tenir hors", re.I,
)  # fmt: skip
KEPT = re.compile(r".{0,50}(darf nur bis zu dem|ne doit pas être utilisé au-delà|must not be used after)", re.I)
"""How words on storage and shelf life open where a label of Switzerland gives them no heading."""

AUTHORISED_FOR_EMERGENCY: dict[str, Section] = {
    "authorized use": S.INDICATIONS, "emergency use authorization": S.INDICATIONS, "indication": S.INDICATIONS,
    "contraindication": S.CONTRAINDICATIONS, "dosing": S.DOSAGE, "dose preparation": S.DOSAGE,
    "preparation and administration": S.DOSAGE,
    "dosage and preparation": S.DOSAGE, "important preparation and administration instructions": S.DOSAGE,
    "important safety information": S.WARNINGS, "patient monitoring recommendations": S.WARNINGS,
    "serious side effects": S.ADVERSE_REACTIONS, "side effects": S.ADVERSE_REACTIONS,
    "overall safety summary": S.ADVERSE_REACTIONS, "product description": S.DESCRIPTION,
    "clinical trial results and supporting data for eua": S.CLINICAL_STUDIES,
    "clinical trial results": S.CLINICAL_STUDIES, "limitations of authorized use": S.INDICATIONS,
    "pregnancy and lactation": S.PREGNANCY, "full eua prescribing information": S.CONTENTS,
}  # fmt: skip
"""Titles of fact sheets for providers under a US emergency use authorisation, beside those of labels."""

US_LISTING = ("product information product type", "product type", "product information", "ingredients and appearance")
"""How the listing data begin that follow a label as DailyMed prints it."""

SMPC_STARTS = (
    "summary of product characteristics", "zusammenfassung der merkmale des arzneimittels", "fachinformation",
    "résumé des caractéristiques du produit", "ficha técnica o resumen de las características del producto",
    "resumo das características do medicamento", "riassunto delle caratteristiche del prodotto",
)  # fmt: skip

LOINC: dict[str, Section] = {
    "34066-1": S.BOXED_WARNING, "43683-2": S.RECENT_CHANGES, "34067-9": S.INDICATIONS, "34068-7": S.DOSAGE,
    "43678-2": S.FORM, "34070-3": S.CONTRAINDICATIONS, "43685-7": S.WARNINGS, "34084-4": S.ADVERSE_REACTIONS,
    "90374-0": S.ADVERSE_REACTIONS, "90375-7": S.ADVERSE_REACTIONS, "34073-7": S.INTERACTIONS, "34074-5": S.LAB_TESTS,
    "43684-0": S.POPULATIONS, "42228-7": S.PREGNANCY, "77290-5": S.LACTATION, "77291-3": S.FERTILITY,
    "34081-0": S.PEDIATRIC, "34082-8": S.GERIATRIC, "88828-9": S.RENAL, "88829-7": S.HEPATIC, "42227-9": S.ABUSE,
    "34085-1": S.ABUSE, "34086-9": S.ABUSE, "34087-7": S.ABUSE, "34088-5": S.OVERDOSE, "34089-3": S.DESCRIPTION,
    "34090-1": S.PHARMACOLOGY, "43679-0": S.MECHANISM, "43681-6": S.PHARMACODYNAMICS, "43682-4": S.PHARMACOKINETICS,
    "49489-8": S.PHARMACOLOGY, "66106-6": S.PHARMACOLOGY, "88830-5": S.ADVERSE_REACTIONS, "43680-8": S.NONCLINICAL,
    "34083-6": S.NONCLINICAL, "34091-9": S.NONCLINICAL, "34092-7": S.CLINICAL_STUDIES, "34093-5": S.REFERENCES,
    "34069-5": S.HOW_SUPPLIED, "44425-7": S.STORAGE, "88437-9": S.HOW_SUPPLIED, "88436-1": S.PATIENT_COUNSELLING,
    "34076-0": S.PATIENT_COUNSELLING, "51945-4": S.LABELLING, "42231-1": S.LEAFLET, "42230-3": S.LEAFLET,
    "59845-8": S.LEAFLET, "34071-1": S.WARNINGS, "42232-9": S.WARNINGS, "34072-9": S.WARNINGS, "34075-2": S.LAB_TESTS,
    "34079-4": S.PREGNANCY, "34080-2": S.LACTATION, "34077-8": S.PREGNANCY, "34078-6": S.PREGNANCY,
    "48780-1": S.HOW_SUPPLIED, "55106-9": S.COMPOSITION, "55105-1": S.DESCRIPTION, "50570-1": S.WARNINGS,
    "50569-3": S.WARNINGS, "50568-5": S.WARNINGS, "50567-7": S.WARNINGS, "50566-9": S.WARNINGS, "50565-1": S.WARNINGS,
    "53413-1": S.PATIENT_COUNSELLING, "53414-9": S.PREGNANCY, "60561-8": S.HANDLING, "51727-6": S.EXCIPIENTS,
}  # fmt: skip
"""SPL section codes (LOINC, OID 2.16.840.1.113883.6.1). 42229-5 (unclassified) takes the section it is nested in."""
