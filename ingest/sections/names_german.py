"""Headings of German texts that are not ordered as the European layout is, and the canonical section each opens.

Sources: the order of the Fachinformation before the European one (§ 11a AMG, 1 Bezeichnung to 20 Hersteller), the
Basistext, the Austrian Fachkurzinformation, and leaflets of that time, with or without numbers.
"""

from __future__ import annotations

import re

from ingest.sections.names import Section

__all__ = ["CODE", "DISPENSING", "GERMAN", "long_heading"]

S = Section

CODE = r"[BF](?:[A-Z]|\d{1,2}(?=\s+\d{1,2}\.(?:\d{1,2}\.?)?\s+[A-ZÄÖÜ][a-zäöüß]))"
"""The code of its field that a German text on file prints before a heading: ``FC 1. …``, ``BG 4. …``, ``B3 5.3 …``."""
DISPENSING = (
    "verkaufsabgrenzung", "verkaufsabgrenzung in deutschland", "verschreibungsstatus",
    "verschreibungsstatus/apothekenpflicht", "verschreibungspflicht/apothekenpflicht", "abgabestatus",
    "rezeptpflicht/apothekenpflicht", "abgabe", "packungsgrößen und preise",
)  # fmt: skip
"""What may be sold where and on whose order: behind the sections of the European layout."""
GERMAN: dict[Section, tuple[str, ...]] = {
    S.NAME: ("bezeichnung des arzneimittels", "bezeichnung des fertigarzneimittels"),
    S.COMPOSITION: (
        "zusammensetzung", "zusammensetzung des arzneimittels", "qualitative und quantitative zusammensetzung",
        "arzneilich wirksame bestandteile", "arzneilich wirksamer bestandteil", "stoff- oder indikationsgruppe",
        "stoff- und indikationsgruppe", "bestandteile nach art und menge", "wirkstoffe nach art und menge",
    ),
    S.EXCIPIENTS: ("sonstige bestandteile", "weitere bestandteile", "hilfsstoffe"),
    S.FORM: ("darreichungsform", "darreichungsform und inhalt", "arzneiform"),
    S.INDICATIONS: ("anwendungsgebiete", "anwendungsgebiet", "indikationen", "indikation", "heilanzeigen"),
    S.CONTRAINDICATIONS: ("gegenanzeigen", "kontraindikationen", "absolute gegenanzeigen", "relative gegenanzeigen"),
    S.ADVERSE_REACTIONS: ("nebenwirkungen", "unerwünschte wirkungen", "unerwünschte arzneimittelwirkungen"),
    S.INTERACTIONS: (
        "wechselwirkungen", "wechselwirkungen mit anderen mitteln", "wechselwirkungen mit anderen arzneimitteln",
        "wechselwirkungen mit anderen arzneimitteln und sonstige wechselwirkungen",
        "die wichtigsten wechselwirkungen",
    ),
    S.WARNINGS: (
        "warnhinweise", "besondere warnhinweise", "vorsichtsmaßnahmen", "vorsichtsmaßnahmen für die anwendung",
        "vorsichtsmaßnahmen für die anwendung und warnhinweise",
        "besondere warn- und vorsichtshinweise für die anwendung", "warnhinweise und vorsichtsmaßnahmen",
        "besondere warnhinweise und vorsichtsmaßnahmen für die anwendung",
        "warnhinweise und vorsichtsmaßnahmen für die anwendung", "besondere hinweise",
    ),
    S.INCOMPATIBILITIES: (
        "wichtigste inkompatibilitäten", "die wichtigsten inkompatibilitäten", "inkompatibilitäten",
        "wichtige inkompatibilitäten",
    ),
    S.DOSAGE: (
        "dosierung", "dosierung mit einzel- und tagesgaben", "dosierungsanleitung", "art und dauer der anwendung",
        "dosierung und art der anwendung", "dosierung, art und dauer der anwendung", "art der anwendung",
        "dauer der anwendung", "dosierungsanleitung, art und dauer der anwendung",
    ),
    S.PREGNANCY: (
        "schwangerschaft und stillzeit", "anwendung in schwangerschaft und stillzeit",
        "verwendung in schwangerschaft und stillzeit", "anwendung in der schwangerschaft und stillzeit",
        "anwendung während der schwangerschaft und stillzeit", "schwangerschaft und stillperiode",
        "fertilität, schwangerschaft und stillzeit",
    ),
    S.DRIVING: (
        "hinweis für verkehrsteilnehmer", "hinweise für verkehrsteilnehmer", "verkehrstüchtigkeit",
        "auswirkungen auf die verkehrstüchtigkeit und die fähigkeit zum bedienen von maschinen",
        "verkehrstüchtigkeit und das bedienen von maschinen",
    ),
    S.OVERDOSE: (
        "überdosierung", "notfallmaßnahmen", "notfallmaßnahmen, symptome und gegenmittel",
        "notfallmaßnahmen, symptome, gegenmittel",
    ),
    S.PHARMACOLOGY: (
        "pharmakologische und toxikologische eigenschaften", "pharmakologische eigenschaften", "eigenschaften",
        "eigenschaften und wirksamkeit", "pharmakotherapeutische gruppe",
        "pharmakologische und toxikologische eigenschaften, pharmakokinetik, bioverfügbarkeit",
        "zusätzliche informationen über eigenschaften des arzneimittels",
    ),
    S.PHARMACODYNAMICS: ("pharmakodynamische eigenschaften", "wirkungsweise"),
    S.PHARMACOKINETICS: ("pharmakokinetik", "bioverfügbarkeit", "pharmakokinetische eigenschaften"),
    S.NONCLINICAL: (
        "toxikologische eigenschaften", "präklinische daten zur sicherheit", "präklinische sicherheitsdaten",
    ),
    S.HANDLING: ("sonstige hinweise",),
    S.SHELF_LIFE: (
        "dauer der haltbarkeit", "haltbarkeit", "hinweise und angaben zur haltbarkeit des arzneimittels",
        "hinweise und angaben zur haltbarkeit",
    ),
    S.STORAGE: (
        "besondere lager- und aufbewahrungshinweise", "besondere lagerungs- und aufbewahrungshinweise",
        "besondere lagerungshinweise", "lagerungshinweise", "aufbewahrung", "besondere hinweise zur aufbewahrung",
        "besondere vorsichtsmaßnahmen für die aufbewahrung",
    ),
    S.HOW_SUPPLIED: (
        "darreichungsformen und packungsgrößen", "darreichungsform und packungsgrößen", "packungsgrößen",
        "handelsformen", "handelsform", "handelsformen und packungsgrößen",
    ),
    S.AUTHORISATION: ("zulassungsnummer", "zulassungsnummern", "zulassungsnummer(n)", *DISPENSING),
    S.REVISION: ("stand der information", "stand der fachinformation", "zeitpunkt der herausgabe"),
    S.HOLDER: (
        "pharmazeutischer unternehmer", "inhaber der zulassung", "hersteller", "zulassungsinhaber",
        "name oder firma und anschrift des pharmazeutischen unternehmers",
        "name oder firma und anschrift des herstellers",
    ),
}  # fmt: skip
_LONG = re.compile(
    r"(notfallmaßnahmen)\b|(pharmakologische (?:und toxikologische )?eigenschaften,? )|"
    r"(name (?:oder|und) firma |name und anschrift |pharmazeutischer unternehmer )|(besondere lager\w*- und )"
)
"""How headings begin that go on in many wordings."""


def long_heading(name: str) -> Section | None:
    """The section of a folded heading that is known by how it begins; None for another."""
    found = _LONG.match(name)
    kinds = (S.OVERDOSE, S.PHARMACOLOGY, S.HOLDER, S.STORAGE)
    return kinds[(found.lastindex or 1) - 1] if found else None
