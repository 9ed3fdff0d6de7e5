"""German words of the signs."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "outcome named": (
        r"\w*(?:ansprech|heilungs|remissions|überlebens|eradikations|erfolgs|rezidiv)rate\b|"
        r"überleben\b|HbA1c|endpunkt"
    ),
    "outcome told": (
        r"\b\w*(?:ansprech|heilungs|remissions|eradikations|erfolgs|rezidiv)rate\w*|\bÜberleben\w*|"
        r"tumorkontrolle|\bMortalität|wirksam\w*|\bScore"
    ),
    "shown better": (
        r"\b(?:zeigte\w*|war(?:en)?|wurde\w*|konnte\w*|senkte\w*|reduzierte\w*|verbesserte\w*)\b[^.]{0,200}\b("
        r"?:besser\w*|schlechter\w*|überlegen\w*|nicht unterlegen|höher\w*|niedriger\w*|"
        r"geringer\w*|signifikant\w*|reduziert\w*|erhöht\w*|gesenkt|verlängert\w*|wirksam\w*)\b[^.]{0,80}\b(?:"
        r"als|gegenüber|im Vergleich|verglichen)\b"
    ),
    "trial found": (
        r"\b(?:Studie\w*|Analyse\w*|Daten)\b[^.]{0,160}\b(?:gezeigt|zeigte\w*|ergab\w*|nachgewiesen|"
        r"belegt\w*)\b[^.]{0,200}\b(?:besser\w*|schlechter\w*|überlegen\w*|nicht unterlegen|"
        r"höher\w*|niedriger\w*|geringer\w*|signifikant\w*|reduziert\w*|erhöht\w*|gesenkt|"
        r"verlängert\w*|wirksam\w*)"
    ),
    "we found": (
        r"\b(?:fanden wir|wir fanden|wir konnten[^.]{0,80}zeigen|konnten wir[^.]{0,80}zeigen|"
        r"unsere (?:Ergebnisse|Daten) (?:zeigen|belegen))\b"
    ),
    "target columns": r"\bZiel|Referenz|Normal|Evidenzlevel",
    "arms": r"(?:^|\t)[^\t]*(?:gruppe|Verum|mg)\b[^\t]*\t[^\t]*(?:gruppe|Kontrolle|mg)\b[^\t]*(?:\t|$)",
    "trial over": r"Studie\w*|Klinische Wirksamkeit|Endpunkt",
    "design label": (
        "^(?:Studiendesign|Design|Patienten|Einschlusskriterien|Ausschlusskriterien|Endpunkte?|"
        "Primärer Endpunkt|Studiendauer|Intervention|Vergleich)$"
    ),
    "design columns": r"Studie\t.*(?:Patienten|Endpunkt|Dauer)",
    "methods over": (
        r"^\W*(?:Ein|Aus)schlusskriterien\W*$|^\W*(?:[\d.]+\s*)?(?:(?:Material|Patienten) und )?Method(?:en|"
        r"ik)\W*$|^\W*(?:[\d.]+\s*)?Statisti|^\W*Studiendesign\W*$"
    ),
    "measured": r"\bwurden?\b[^.]{0,80}\b(?:gemessen|definiert|bestimmt|ausgewertet|erhoben)\b",
    "patients as taken in": (
        "Patientenmerkmale|Ausgangsmerkmale|Basisdaten|Anzahl der Patienten|Patientenkollektiv|Demograf"
    ),
    "own study": (
        r"\b(?:unsere[rn]?|der vorliegenden|dieser) (?:Studie|Arbeit|Untersuchung)\b[^.]{0,40}\b(?:ist|"
        r"sind|liegt|war)\b[^.]{0,30}(?:dass|Limitation|Stärke|Schwäche)|Besonderheit unserer Studie|"
        r"\bwurden? nicht erhoben\b"
    ),
    "trial named": r"\b(?:randomisiert|doppelblind|multizentrisch)\w*",
    "in a trial": r"\b(?:Studie\w*|randomisiert\w*|Plazebo|Placebo|Probanden|Gruppe)\b",
    "reactions over": "Nebenwirkung|unerwünschte (?:Wirkung|Ereignis)",
    "reactions columns": "Nebenwirkung|unerwünschte",
    "reactions": r"\bNebenwirkung\w*|\bunerwünschte (?:Arzneimittel)?(?:wirkung|ereignis)\w*",
    "harms": (
        r"\b(?:kann|können|führ\w+|verursach\w+)\b[^.]{0,80}\b(?:Leberschäd\w*|Nierenschäd\w*|"
        r"allergische\w* Reaktion\w*|Blutung\w*)"
    ),
    "befell some": r"\b\d+ (?:Patient\w*|Fälle\w*)\b[^.]{0,60}\b(?:entwickelten|erlitten|verstarben|traten)\b",
    "safe": (
        r"\b(?:gut|besser) verträglich\b|\b(?:Verträglichkeit|Sicherheit)\b[^.]{0,40}\b(?:gut|"
        r"vergleichbar|ähnlich)\b"
    ),
    "risk of treatment": (
        r"\bRisiko\b[^.]{0,60}\bunter (?:Therapie|Behandlung|\w+hemmern?)\b|\b(?:Therapie|"
        r"Behandlung|Gabe|Einnahme) (?:mit|von)\b[^.]{0,60}\berhöht\w*\b[^.]{0,30}Risiko"
    ),
    "risk of treatment over": "Risiken (?:der|unter) (?:Therapie|Behandlung|Anwendung)",
    "signs of harm": r"\bWarnzeichen\b|\bAlarmsymptome?\b",
    "sign of illness alone": "Ödem|Übelkeit",
    "advice": r"\b(?:sollte\w*|soll(?:en)?|muss|müssen|empfohlen|empfiehlt)\b",
    "may be used": (
        r"\bkann\b[^.]{0,80}\b(?:erwogen|eingesetzt|verwendet|gegeben|empfohlen) werden\b|"
        r"\bkönnen\b[^.]{0,80}\b(?:erwogen|eingesetzt|verwendet|gegeben) werden\b|\b(?:erwogen|"
        r"eingesetzt|verwendet|gegeben) werden (?:kann|können|sollte\w*)|\b(?:sollte\w*|"
        r"sollen)\b[^.]{0,140}\b(?:werden|erfolgen)\b|\bwird\b[^.]{0,60}\bempfohlen\b|\bMittel der (?:ersten )"
        r"?Wahl\b"
    ),
    "of guidance": "Empfehlung|Therapie|Behandlung|Leitlinie",
    "looks ahead": (
        r"\b(?:weitere|künftige|zukünftige|prospektive\w*|größere)\w* (?:\w+ ){0,2}(?:Studien|"
        r"Untersuchungen|Forschung|Validierung)\b[^.]{0,80}\b(?:sollte\w*|notwendig|erforderlich|"
        r"nötig|könnte\w*|müssen|überprüft)\b|\b(?:sollte\w*|könnte\w*|müssen?)\b[^.]{0,80}\b(?:Studien?|"
        r"Untersuchungen)\b[^.]{0,60}\b(?:überprüft|validiert|untersucht|bestätigt|geklärt)\b|"
        r"\bzur weiteren Validierung\b"
    ),
    "doses over": r"\bDosierung\w*|\bAnwendung(?:shinweise)?\b|\bArt der Anwendung\b|\bDosis\b",
    "instruction": (
        r"\balle \d|\bWiederholung\b|\bErhaltung|\b(?:täglich|einmal|zweimal|dreimal|einnehmen|eingenommen|"
        r"injizier\w*|schlucken|auftragen|1x|2x|3x)\b"
    ),
    "use over": "Hinweise (?:für|zu)r? (?:die )?(?:Handhabung|Anwendung|Zubereitung)",
    "do so": (
        r"\b(?:sollte|ist|sind|darf|dürfen|muss|wird)\b[^.]{0,80}\b(?:zu (?:verwenden|schütteln|"
        "lösen|verdünnen|verabreichen|schlucken|zerkauen)|verdünnt|gelöst|geschüttelt|verabreicht|"
        "infundiert|injiziert)"
    ),
    "duration columns": r"\bTherapiedauer\b|\bDosierung\b|\bDosis\b",
    "too much": (
        r"\bÜberdosierung\w*|\bÜberdosis|\bzu (?:viel|große\w* Mengen?)\b[^.]{0,40}\b(?:eingenommen|"
        "angewendet)"
    ),
    "too much over": "Überdosierung|sehr gro(?:ß|ss)en Mengen|größere Menge|zu viel",
    "kept": (
        r"\bfür Kinder (?:unzugänglich|nicht zugänglich)|\b(?:nicht über|unter) \d+ ?°C (?:lagern|"
        r"aufbewahren)|\b(?:ist|sind)\b[^.]{0,60}\bzu entsorgen\b|\bbewahren Sie|\bvor Licht (?:geschützt|"
        "zu schützen)"
    ),
    "approved for": (
        r"\bwird\b[^.]{0,40}\bbei\b[^.]{0,160}\b(?:angewendet|eingesetzt)\b|"
        r"\bwerden bei\b[^.]{0,80}\beingesetzt\b|\b(?:ist|sind|wurde|wird)\b[^.]{0,20}(?:zur|für die|in der|"
        r"bei)\b[^.]{0,200}\b(?:zugelassen|indiziert)\b|\bzugelassen (?:zur|für|bei)\b|^\W*(?:Zur|"
        r"Für die) (?:\w+ ){0,3}(?:Behandlung|Vorbeugung|Linderung)"
    ),
    "levels change": (
        r"\b(?:erhöht|steigert|senkt|vermindert)\b[^.]{0,60}\b(?:Plasmaspiegel|Serumspiegel|"
        r"Blutspiegel|Konzentration) (?:von|des|der)\b"
    ),
    "illness": (
        "erkrank|infektion|syndrom|insuffizienz|krankheit|ketoazidose|hypoglykämie|karzinom|tumor|präeklampsie|diabetes"
    ),
    "definition": (
        r"^[^.]{2,60}\b(?:ist definiert als|wird definiert als|bezeichnet|ist ein[e]? (?:\w+ ){0,3}(?:Erkranku"
        "ng|Krankheit|Syndrom))"
    ),
    "medicine is": r"\bist ein[e]? (?:\w+ ){0,3}(?:Antibiotikum|Wirkstoff|Arzneimittel|Hemmer)",
    "cause of illness": (
        r"\b(?:wird|werden|ist|sind) (?:\w+ ){0,3}(?:verursacht|ausgelöst|bedingt)\b|\bUrsachen? (?:ist|"
        r"sind|der|des)\b"
    ),
    "how often ill": (
        r"\bMillionen (?:weltweit|Menschen)|\d ?% der (?:Erwachsenen|Kinder|Bevölkerung)|\bF ?: ?M\b|"
        r"\bFrauen ?: ?Männer|/ ?100[`'´. ]?000|/ ?1 Mio|\b(?:Prävalenz|Inzidenz|Häufigkeit der Erkrankung)\b"
    ),
    "symptoms over": "Symptom|Diagnos|Ursache|Epidemiologie|Pathogenese|Klinik|Risikofaktoren",
    "background over": "Einleitung|Hintergrund",
    "course of illness": r"\bPrognose\b",
    "action over": "Wirkmechanismus|Wirkungsweise|Pharmakodynam|Mechanismus",
    "acts": (
        r"\b(?:hemmt|hemmen|blockiert|blockieren|bindet|aktiviert|inaktiviert|hydrolysiert|"
        "beeinflusst|erweitert|stimuliert|fördert|verhindert|entspannt|senkt|verringert|"
        r"vermindert)\w*\b"
    ),
    "of animals": r"\b(?:im Tierversuch|bei (?:Mäusen|Ratten)|im Mausmodell|Zelllinien?|in vitro)\b",
    "shown in animals": r"\b(?:im Tierversuch|im Mausmodell)\b[^.]{0,80}\b(?:hemmt\w*|zeigte\w*)",
    "class named": r"\b\w+(?:hemmer|blocker|antagonist|agonist)\w*",
    "food and exercise over": "Ernährung|Bewegung|Lebensstil",
    "movement of the body": "Bewegungs(?:störung|einschränkung)",
    "abbreviations": r"^(?:Kürzel|Abkürzung)\t",
    "history over": "Geschichte|Historie",
    "recommendation columns": r"(?:^|\t)\s*Empfehlung(?:en)?\s*(?:\t|$)",
    "reactions chapter": (
        "Sicherheit|Verträglichkeit|Nebenwirkung|[Uu]nerwünschte (?:Wirkung|Ereignis|Arzneimittelwirkung)"
    ),
    "results chapter": r"^\W*(?:[\d.]+\s*)?(?:(?:Studien|Haupt)?ergebnisse?|Resultate?)(?: und Diskussion)?\W*$",
    "study chapter": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:Studien|Haupt)?ergebnisse?|Resultate?|Diskussion|Schlussfolgerung(?:en)?|"
        r"Fazit)(?: und Diskussion)?\W*$"
    ),
    "efficacy chapter": r"Wirksamkeit(?! und)|Ansprechen|[Üü]berleben|Subgruppen|Endpunkte?\b|Therapieerfolg|Zeit bis",
    "end point": (
        r"\b\w*(?:[Üü]berleben\w*|ansprechrate|heilungsrate|remissionsrate|eradikationsrate|erfolgsrate|"
        r"rezidivrate|mortalität|letalität|schubrate|exazerbation\w*|Lebensqualität|Remission(?:en)?|"
        r"Ansprechdauer|Viruslast|(?:[Ss]ymptom|[Ss]chmerz|[Aa]ktivitäts)[- ]?[Ss]core)\b|\bHazard[- ]Ratio\b|"
        r"\bZeit bis zu[mr]?\b"
    ),
    "end point changed": (
        r"\b(?:verlängert|verbessert|reduziert|senkt|vermindert|verkürzt|"
        r"verringert)e?n?\b[^.]{0,60}(?:[Üü]berleben|Ansprechen|Symptom|Mortalität|Lebensqualität|Progression|"
        "Schmerz|Rezidiv|Juckreiz|Schübe|HbA1c|Blutdruck)"
    ),
    "interval tells": (
        r"\b(?:Konfidenz|Vertrauens)intervalle?\b[^.]{0,60}\b(?:schlie(?:ß|ss)\w*|enth\w+|umfass\w*)\b|"
        r"\b(?:nicht )?statistisch (?:nicht )?signifikant\b"
    ),
    "compared": (
        r"\b(?:als|gegenüber|versus|vs\.?|verglichen|im Vergleich|bzw\.|jeweils|beiden Gruppen|"
        r"Pla[cz]ebo)(?!\w)"
    ),
    "orders": r"\b(?:absetzen|unterbrechen|überwachen|reduzieren Sie|kontrollieren|abzusetzen)\b",
    "reaction compared": (
        r"\b(?:Konjunktivitis|\w*[öÖ]deme?|Übelkeit|Erbrechen|Durchfall|Kopfschmerzen|Hautausschlag|"
        r"Neutropenie|Anämie|Müdigkeit|Schwindel|Hypotonie|Hypoglykämien?|\w*[bB]lutung(?:en)?|Infektionen|"
        "Überempfindlichkeitsreaktionen|Reaktionen an der Injektionsstelle|"
        r"Therapieabbrüche)\b[^.]{0,90}\b(?:häufiger|seltener|am häufigsten|(?:traten?|"
        r"wurden?)\b[^.]{0,30}\bbei \d|Grad ?[≥>]? ?[3-5])"
    ),
    "arms filled": (
        r"\b\d+ (?:\w+ ){0,3}(?:Patient\w*|Proband\w*|Erwachsene\w*|Teilnehmer\w*|Frauen|"
        r"Männer)\b[^.]{0,80}\b(?:erhielten|randomisiert|eingeschlossen|zugeteilt|aufgenommen)\b|"
        r"\b(?:erhielten|wurden)\b[^.]{0,60}\([Nn]\s?=\s?\d+\)"
    ),
    "names end points": (
        r"\b(?:primäre[rns]?|sekundäre[rns]?) (?:Endpunkt\w*|Zielparameter)\b[^.]{0,40}(?:\b(?:war\w*|ist|"
        r"sind)\b|:)"
    ),
    "patients counted": r"^(?:Patient(?:en|innen)?|Teilnehmer|Anzahl (?:der )?Patient\w*)(?:,? \(?n\)?)?$",
    "trait label": (
        "^(?:(?:mittleres|medianes) )?(?:Alter|Geschlecht|BMI|Körpergewicht|männlich|weiblich|Männer|Frauen|"
        r"Ethnie|Raucher)\b"
    ),
    "acts as": (
        r"\bist ein[e]? (?:[\w-]+,? ){0,6}(?:[\w-]*(?:hemmer|inhibitor|antagonist|agonist|blocker)|"
        r"(?:monoklonaler ?)?Antikörper)\b"
    ),
    "signalling": r"\w*(?:[Ss]ignal|[Rr]ezeptor|Zytokin|[Kk]inase|Liganden?)\w*",
    "comes about": (
        r"\b(?:trägt|tragen) zu[mr]?\b|\bspiel(?:t|en) ein\w+ (?:\w+ )?Rolle\b|\bPathogenese\b|\bbeteiligt\b|"
        r"\bRisikofaktor\w*"
    ),
    "testing over": r"\bTest\w*|Diagnostik|Biomarker",
    "tested": r"\b(?:\w*[Tt]est\w*|Befund\w*|getestet|Mutation\w*|nachgewiesen)\b",
    "used with": (
        r"\bkann\b[^.]{0,40}\b(?:mit|zusammen mit)\b[^.]{0,60}\b(?:kombiniert|angewendet|eingenommen|"
        r"gegeben) werden\b"
    ),
    "may befall": r"\b(?:kann|können|könnte\w*)\b",
    "how told": (
        r"\b(?:Abbildung|Tabelle) \d+ (?:zeigt|gibt)|\bwurden? (?:\w+ )?ausgeschlossen\b|\bfehlten\b|"
        r"\bdefiniert als\b"
    ),
    "change told": r"\b(?:Veränderung|Änderung) (?:gegenüber|von|im)\b",
    "reaction label": (
        "^(?:Konjunktivitis|(?:periphere )?Ödeme?|Übelkeit|Erbrechen|Durchfall|Diarrhö|Kopfschmerzen?|"
        "Hautausschlag|Müdigkeit|Schwindel|Neutropenie|Anämie|Juckreiz|Obstipation|(?:schwere |"
        r"schwerwiegende )?unerwünschte Ereignisse)\b"
    ),
    "patients chapter": (
        "Patientenmerkmale|Ausgangs(?:merkmale|daten|charakteristika)|[Dd]emogra[fp]|Basischarakteristika|"
        "Studienpopulation"
    ),
    "at the start": r"\bzu (?:Beginn|Studienbeginn|Baseline)\b|\bbei Einschluss\b|\bdemografische",
    "taken in if": r"\b(?:Ein|Aus)schlusskriterien\b|\bmediane Nachbeobachtung",
    "end points over": r"^\W*(?:primäre[rs]?|sekundäre[rs]?)? ?(?:Endpunkte?|Studienziele?|Zielparameter)\W*$",
    "burden told": (
        r"\bist (?:eine?|die) (?:\w+ )?(?:häufig|schwer|chronisch|wichtig|"
        r"führend)\w*\b[^.]{0,40}\b(?:Erkrankung|Ursache|Krankheit|Problem|Notfall|Komplikation)\b"
    ),
    "of pregnancy": r"\b(?:Schwanger\w*|Fehlbildung\w*|Fehlgeburt\w*|Stillzeit)\b",
    "outcomes over": r"^\W*(?:Behandlungs)?(?:ergebnisse?|Outcomes?)\b",
    "arms treated": (
        r"\b(?:Kontroll|Therapie|Interventions|Verum|Behandlungs)gruppe\b[^.]{0,30}\b(?:erhielt|bekam|wurde)\b"
    ),
    "how measured": r"\b(?:mittels|anhand)\b[^.]{0,60}\b(?:erfasst|gemessen|bestimmt|beurteilt)\b",
    "aim told": r"\bZiel (?:dieser|der|unserer) (?:\w+ )?(?:Studie|Arbeit|Untersuchung)\b",
    "effect named": r"\b(?:gleich|gut|besser) wirksam\b|\bguter? Wirksamkeit\b",
    "change columns": r"Veränderung|Änderung|Verringerung",
    "illness over": (
        r"Anamnese|Symptom|Klinik\b|Klinisches Bild|Pathogenese|Pathophysiologie|Ätiologie|Epidemiologie|"
        "Definition|Diagnosti[ck]|DIAGNOSTIK|Inzidenz(?! nach| unter| bei)|Manifestation|Komplikationen|"
        r"Differen[tz]ialdiagnos|Risikofaktoren|Ursachen|Befunde?\b"
    ),
    "stage told": r"\bStufe \d|\b(?:Erst|Zweit|Dritt)linie",
    "interacts": r"\bWechselwirkung\w*|\binteragier\w+ mit\b",
    "precautions over": r"^\W*(?:Warnhinweise|Vorsichtsma(?:ß|ss)nahmen|Besondere Warnhinweise.{0,40})\W*$",
    "to be given": (
        r"\b(?:muss|sollte|darf)\b[^.]{0,60}\b(?:verdünnt|verabreicht|infundiert|rekonstituiert|"
        r"gemischt) werden\b"
    ),
    "looks like": (
        r"\b(?:klare|farblose|weiße|weisse|sterile|hellgelbe)\w*[ ,][^.]{0,40}(?:Lösung|Tabletten?|Pulver|"
        r"Suspension|Kapseln?)\b"
    ),
    "illness chapter": r"^\W*(?:[\d.]+\s*)?(?:Überblick|Formen|Komplikationen|Krankheitsbild)\W*$",
    "illness columns": (
        r"^\W*(?:Ursachen?|Ätiologie|Erreger|Symptome?)\t(?!.*(?:Therapie|Behandlung|Dosis|Medikament|"
        "Wirkstoff))"
    ),
    "interaction over": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:wichtige|andere|bekannte) )?(?:Wechselwirkungen|"
        r"Interaktionen)(?: mit .{2,40})?\W*$"
    ),
    "methods chapter": r"^\W*(?:[\d.]+\s*)?(?:Methoden?|Methodik|(?:Patienten|Material) und Methoden)\W*$",
    "usage over": r"^\W*(?:Dosierung|Dosierung und Anwendung|Art der Anwendung)\W*$",
    "told to": r"\b(?:nicht|vermeiden|niemals|keinesfalls)\b",
    "action told first": r"^\W*(?:Wirkmechanismus|Wirkungsmechanismus|Wirkweise)\s?:",
    "usage told": r"\b(?:täglich|einnehmen|schlucken|auftragen|injizieren|inhalieren|aufkleben)\b",
    "none befell": (
        r"\bkeine (?:schwer\w+ |behandlungsbedingten )*(?:unerwünschten (?:Ereignisse|Wirkungen)|"
        r"Nebenwirkungen|Komplikationen)\b[^.]{0,40}\b(?:traten|auf|beobachtet|berichtet|gemeldet)\b|"
        r"\btraten keine\b[^.]{0,30}(?:unerwünschten|Nebenwirkungen|Komplikationen)"
    ),
}
