"""The kind of a module: from its label section where it has one, else from its headings and wording."""

from __future__ import annotations

import re

from library import han
from library.models import DocumentClass, ModuleKind
from library.text_units import word_pattern
from modularize.headings.drug_facts import by_drug_facts
from modularize.left_out.guidelines import of_advice
from modularize.tagging.said_kinds import as_said

_OF_SECTION = {
    "boxed_warning": ModuleKind.WARNING,
    "name": ModuleKind.DESCRIPTION,
    "composition": ModuleKind.DESCRIPTION,
    "form": ModuleKind.DESCRIPTION,
    "indications": ModuleKind.INDICATION,
    "dosage": ModuleKind.DOSING,
    "contraindications": ModuleKind.CONTRAINDICATION,
    "warnings": ModuleKind.WARNING,
    "adverse_reactions": ModuleKind.ADVERSE_REACTION,
    "interactions": ModuleKind.INTERACTION,
    "lab_tests": ModuleKind.WARNING,
    "populations": ModuleKind.SPECIAL_POPULATION,
    "pregnancy": ModuleKind.SPECIAL_POPULATION,
    "lactation": ModuleKind.SPECIAL_POPULATION,
    "fertility": ModuleKind.SPECIAL_POPULATION,
    "pediatric": ModuleKind.SPECIAL_POPULATION,
    "geriatric": ModuleKind.SPECIAL_POPULATION,
    "renal": ModuleKind.SPECIAL_POPULATION,
    "hepatic": ModuleKind.SPECIAL_POPULATION,
    "driving": ModuleKind.WARNING,
    "abuse": ModuleKind.WARNING,
    "overdose": ModuleKind.OVERDOSE,
    "description": ModuleKind.DESCRIPTION,
    "mechanism": ModuleKind.MECHANISM,
    "pharmacodynamics": ModuleKind.MECHANISM,
    "pharmacokinetics": ModuleKind.PHARMACOKINETICS,
    "nonclinical": ModuleKind.DESCRIPTION,
    "excipients": ModuleKind.DESCRIPTION,
    "incompatibilities": ModuleKind.DESCRIPTION,
    "shelf_life": ModuleKind.DESCRIPTION,
    "storage": ModuleKind.DESCRIPTION,
    "how_supplied": ModuleKind.DESCRIPTION,
    "pharmaceutical": ModuleKind.DESCRIPTION,
    "approval_conditions": ModuleKind.DESCRIPTION,
    "patient_counselling": ModuleKind.PATIENT_COUNSELLING,
    "leaflet": ModuleKind.PATIENT_COUNSELLING,
}
_DESIGN = word_pattern(
    r"\brandomi[sz]ed\b|\bdouble[- ]blind|\bopen[- ]label|\bsingle[- ]arm (?:study|trial|phase)|\benrol+ed\b|"
    r"\bat baseline\b|\b(?:mean|median) age\b|\bzu Studienbeginn\b|\bDurchschnittsalter\b|"
    r"\beligible patients|\bprimary (?:endpoint|outcome|"
    r"efficacy)|\bsecondary (?:endpoint|outcome)|\bstratif|\bdata cut-?off|\bmedian follow-up|\b(?:phase|"
    r"Phase) (?:[1-4]|I{1,3}V?)\b|\bbaseline (?:"
    r"characteristics|demographics)|\bintention[- ]to[- ]treat|随机|双盲|开放标签|单臂|入组|主要终点|次要终点|"
    r"数据截止|中位随访|基线|III期|II期|为[^，。；]{1,30}的(?:试验|研究)|"
    r"検討(?:された|した)|"
    r"無作為化|二重盲検|非盲検|単群|主要評価項目|対象に|登録|randomisiert|doppelblind|offene Studie|Endpunkt|"
    r"\b(?:adherence|compliance)\b[^.]{0,60}\b(?:was|were) (?:\w+ )?(?:measured|defined|assessed|"
    r"estimated|calculated)\b|"
    r"\b(?:Adhärenz|Therapietreue|Compliance)\b[^.]{0,60}\b(?:gemessen|definiert|erfasst|bestimmt)\b|"
    r"依从性[^。]{0,20}(?:定义为|评估)|服薬遵守[^。]{0,20}(?:定義|評価)|"
    r"Studiendesign|\b(?:samples?|specimens?|biopsies|scans|tissue)\b[^.]{0,80}\b(?:tested|analy[sz]ed|"
    r"assessed|reviewed|read) (?:centrally|(?:by|at|in) (?:a |an )?(?:central|independent|blinded))|"
    r"\bcentral laborator|\bblinded independent|"
    r"\bzentral (?:getestet|untersucht|bestimmt|ausgewertet|analysiert)|\bZentrallabor|"
    r"\bunabhängige\w* (?:zentrale\w* )?(?:Komitee|Prüfer|Beurteilung|Begutachtung|Gutachter)"
)
_NUMBERED = han.compile(
    r"\d+(?:[.,]\d+)?\s?(?:%|％|例)|\d+/\d+|\bHR\b|p\s?[=<]\s?0|\d\.\d+ ?\(\d|中央値|中位|"
    r"\d+(?:\.\d+)?\s?(?:months|个月|カ月|か月|Monate)"
)
_SAFETY = word_pattern(
    r"\badverse (?:event|reaction|drug)|\bside[- ]effects?\b|\bsafety\b|\btoxicit|\bdiscontinu\w+ (?:due|"
    r"because|for)|\bo?edema\b|\bnausea\b|\bgrade ?[≥3-5]|"
    r"\bconjunctivitis|\binjection[- ]site|\bpneumonitis|\bserious\b|\bhypersensitivity|\binfusion reaction|"
    r"\bmajor bleeding|"
    r"不良反应|不良事件|副反应|安全性|水肿|恶心|结膜炎|注射部位反应|"
    r"间质性肺|肝毒性|停药|副作用|有害事象|安全性|浮腫|悪心|Nebenwirkung|Unerwünschte|Sicherheit|"
    r"Verträglichkeit|Ödem|Übelkeit"
)
_EFFICACY = word_pattern(
    r"\bresponse rate|\bresponders?\b|\bsurvival\b|\bPFS\b|\bORR\b|\bOS\b|\bDoR\b|\bEASI|\bIGA\b|\bDLQI\b|"
    r"\bWPAI\b|\bhazard ratio|\bHR\b|\befficacy\b|"
    r"\bremission\b|\bimprov(?:ed|ement)|\bprogression[- ]free|\bprogression by\b|risk of progression|"
    r"\bclear skin|\bitch\b.{0,30}(?:improve|reduc|point)|"
    r"缓解|生存|疗效|有效率|应答|瘙痒改善|"
    r"奏効|生存期間|有効性|有効率|ハザード比|改善率|改善度|有用率|有用度|Ansprech|Überleben|Wirksamkeit|Remission|"
    r"\brelapse|\bRückfall|\bsuppress(?:ed|ion)\b|\bseroconver|\bseroprotect|\bcure[ds]?\b|\bHeilung"
)
_RULES = tuple(
    (kind, word_pattern(body))
    for kind, body in (
        (
            ModuleKind.LIFESTYLE,
            r"\bemollient|\bmoisturi[sz]|\blukewarm|\bbath(?:e|ing)?\b|\bdiet\b|\bexercise\b|\bsmoking\b|"
            r"\bself[- ]care|\btrigger|\bsunscreen|保湿|润肤|温水|沐浴|"
            r"饮食|(?<![胃肠道蠕管动随球射])运动(?![障功失神员亢系迟性机改麻ニ器过低促能])|诱因|生活方式|入浴|食事療法|"
            r"Hautpflege|Ernährung|Bewegung|lauwarm",
        ),
        (
            ModuleKind.ACCESS,
            r"\breimburse|\binsurance|\bcopay|\bco-pay|\bpatient support program|\bformulary|报销|医保|"
            r"援助项目|薬価|保険適用|Erstattung",
        ),
        (
            ModuleKind.CONTRAINDICATION,
            r"(?<!\bnot )(?<!\bno )(?<!\bno longer )\bcontraindicat|"
            r"(?<![无無非])(?<!不是)(?<!念のため)禁忌"
            r"(?!」?(?:とされて[きい]た|ではな|でな|でもな|を(?:覆|解除|見直)|[がは]解除|から[除外]))|禁用|"
            r"(?<!nicht )kontraindizi|(?<!keine )Gegenanzeige|(?<!keine )Kontraindikation",
        ),
        (
            ModuleKind.OVERDOSE,
            r"\boverdos|药物过量|過量投与|Überdosierung",
        ),
        (
            ModuleKind.SPECIAL_POPULATION,
            r"\bpregnan|\blactat(?:ion|ing)|\bbreast-?feed|\bp(?:a)?ediatric|\bgeriatric|\belderly\b|"
            r"\brenal (?:impairment|function)|\bhepatic impairment|\bCrCl\b|"
            r"孕妇|妊娠|哺乳|儿童患者|老年患者|肾功能|肝功能不全|肌酐清除率|妊婦|授乳|小児|高齢者|腎機能|"
            r"肝機能障害|Schwanger|Stillzeit|Kinder und Jugendliche|"
            r"Niereninsuffizienz|Leberinsuffizienz",
        ),
        (
            ModuleKind.INTERACTION,
            r"\binteraction|\bconcomitant|\bco-?administ|\binducers?\b|\binhibitors?\b.{0,40}\b(?:avoid|CYP|"
            r"P-gp)|\blive vaccine|相互作用|合用|联用|诱导剂|活疫苗|併用|"
            r"Wechselwirkung|gleichzeitige",
        ),
        (
            ModuleKind.INDICATION,
            r"\bindicated (?:for|in|as)|\bindication|适应症|适用于|用于治疗|効能又は効果|適応|Anwendungsgebiet|"
            r"indiziert|angewendet (?:bei|zur)",
        ),
        (
            ModuleKind.DOSING,
            r"\bdos(?:e|es|age|ing)\b|\b\d+ ?mg\b.{0,40}\b(?:daily|weeks?|day)\b|\bonce daily|\btwice daily|"
            r"\bevery \d+ weeks|\bwith food\b|\binject\b(?! drugs)|"
            r"\btablets? (?:whole|daily)|剂量|用法|用量|每日[一二两]次|每[两二四\d]+周|口服|注射(?!部位)|随餐|"
            r"投与量|1日\d回|Dosis|Dosierung|täglich|einnehmen",
        ),
        (
            ModuleKind.PHARMACOKINETICS,
            r"\bpharmacokinetic|\bhalf-life|\bTmax\b|\bCmax\b|\bAUC\b|\bbioavailab|\bprotein binding|"
            r"\bmetaboli[sz]ed|药代|半衰期|达峰|薬物動態|半減期|"
            r"Halbwertszeit|Pharmakokinetik",
        ),
        (
            ModuleKind.MECHANISM,
            r"\bmechanism|\binhibit(?:s|or|ed)\b|\bbinds?\b|\btargets\b|\breceptor|\bsignal|\bkinase|作用机制|"
            r"抑制剂|靶向|受体|阻断|作用機序|阻害|受容体|"
            r"Wirkmechanismus|hemmt|bindet|Rezeptor",
        ),
        (
            ModuleKind.GUIDELINE,
            r"\bguidelines?\b|\bconsensus\b|\brecommended by (?:the )?[A-Z]{3,}|指南|共识|ガイドライン|Leitlinie",
        ),
        (
            ModuleKind.DISEASE_KNOWLEDGE,
            r"\bprevalen|\bmolecular driver|\bcomorbid|\bincidence of\b|\bdisease burden|\baffects\b|"
            r"\bpathogen|\bsymptoms? of\b|\bprognosis|\bis involved in\b|"
            r"\bmutation|\bchronic\b.{0,30}\bdisease|\btesting\b|"
            r"\bbiomarker|\bNGS\b|患病率|发病率|疾病负担|发病机制|预后|突变|检测|慢性|有病率|罹患|病態|"
            r"Prävalenz|Erkrankung|Mutation",
        ),
    )
)
_WARNING = word_pattern(
    r"\bwarning|\bprecaution|\bwithhold|\bmonitor\b|\bcan cause\b|\bmay cause\b|\brisk of\b|警告|注意事项|监测|"
    r"慎用|可引起|重要な基本的注意|注意すること|Warnhinweis|überwach"
)


_CLINICAL = word_pattern(
    r"\bclinical (?:data|efficacy|studies|trials|experience|outcomes?)|\bimmunogenicity\b|"
    r"\bclinical$|\bStud(?:y|ies) \w*\d|"
    r"\bklinische (?:wirksamkeit|studien|daten|erfahrung)|临床(?:试验|研究|疗效)|臨床(?:成績|試験)|"
    r"\bin treatment[- ]na|\bin virologically|\befficacy\b|\bWirksamkeit bei\b|有効性|疗效"
)
_COHORT = word_pattern(
    r"\bn\s?=\s?\d|\b\d+ (?:\w+[- ]){0,3}(?:patients|subjects|participants|children|adolescents|adults|"
    r"women|men|infants)\b|"
    r"\b(?:at|through|by|to) (?:Week|Month|Year|Day) \d|\b(?:Study|Trial|Cohort) (?:[A-Z]{2,}[\w-]*\d|\d|[A-Z]\b)|"
    r"\bplacebo[- ]controlled|\b\d+ (?:\w+ ){0,2}Patient(?:en|innen)\b|"
    r"\b(?:nach|bis|in) Woche \d|\bPlacebo-?kontrolliert|\d+\s?(?:例|名)の?(?:患者|受试者)?|第\s?\d+\s?[周週]"
)
"""Words of a result in people: how many, in which study, at which visit."""
_AGAINST = word_pattern(
    r"\bp\s?[=<]\s?0[.,]\d|"
    r"\b(?:difference|Differenz)\b[^.]{0,40}\b(?:to|from|vs|versus|zu|gegenüber)\b|\b95 ?[%-][^.]{0,4}(?:CI|KI)\b|"
    r"\bintent[- ]to[- ]treat|\b(?:to|with|versus|vs\.?|than|zum?|mit|gegenüber|als) pla[cz]ebo\b|"
    r"\berhielten \d+ Patient|\d+ Patient\w* erhielten|与安慰剂|安慰剂组|プラセボ群"
)
"""Words of a comparison in people: with placebo, by an interval, of those who were treated."""
_EFFECTIVE = word_pattern(
    r"\b(?:is|was|were|are) (?:[\w-]+ (?:and|und|as) )*effective in\b|\bwell[- ]tolerated and effective\b|"
    r"\b(?:numerically|significantly) (?:smaller|larger|lower|higher|greater|fewer|less|more)\b|"
    r"\b(?:similar|comparable) (?:across|between|in) (?:the )?(?:\w+ )?(?:treatment )?(?:groups|arms)\b|"
    r"\breduced? the (?:risk|incidence|rate)\b|\bsuperior to\b|\bnon-?inferior|"
    r"\bseroconver|\bsuppressed\b|\b(?:statistically )?significant(?:ly)? (?:\w+ )?(?:improve|reduc|prolong|increase)|"
    r"verminderte|Verminderung der|wirksam bei|überlegen|signifikante (?:Besserung|Verbesserung|"
    r"Abnahme|Zunahme|Reduktion)|\b(?:reduzierte|senkte|verbesserte|verlängerte|erhöhte)n?\b|"
    r"\bnahm(?:en)? .{0,90}\b(?:ab|zu)\b|\bführten? .{0,120}\bzu (?:einer|einem|signifikant)|"
    r"\bzeigten? .{0,260}(?:Wirksamkeit|Überlegenheit|Reduktion|Abnahme)|"
    r"\b(?:reduced|decreased|increased|improved|lowered|prolonged|delayed|prevented|maintained|resulted in)\b|"
    r"\bresistance\b.{0,60}\b(?:detected|observed|emerged)|\bResistenz\w*\b.{0,60}\b(?:beobachtet|nachgewiesen)|"
    r"\b(?:gesenkt|verlängert|verkürzt|verbessert|vermindert|verringert\w*|reduziert|erhöht) (?:werden|"
    r"wurde\w*|wird|sich)\b|"
    r"\b(?:wurde\w*|konnte\w*|kann|können) [^.]{0,120}\b(?:gesenkt|verlängert|verkürzt|verbessert|vermindert|"
    r"verringert)\b|"
    r"\b(?:im Median|die mediane) [^.]{0,80}\d[^.]{0,80}\b(?:gegenüber|versus|vs)\b|"
    r"全般改善度|有用性が(?:認め|確認)|有効性が(?:認め|確認)|改善した|低下した|有意な|显著(?:降低|改善|提高|延长|减少)|优于|"
    r"\bstatistically significantly\b|signifikant (?:\w+ere|besser|stärker)\b|"
    r"Wirksamkeit\b[^.]{0,120}\b(?:vergleichbar|belegt|gezeigt|nachgewiesen|bestätigt)|gleich wirksam|"
    r"奏効率|有効率|無病生存|无病生存|ハザード比"
)


def kind_of(body: str, headings: tuple[str, ...], section: str | None, document: DocumentClass) -> ModuleKind:
    """Kind of a module with that body under those headings (outermost first)."""
    is_clinical = any(_CLINICAL.search(heading) for heading in headings) or bool(_DESIGN.search(body))
    is_clinical = is_clinical or bool(_COHORT.search(body) and (_NUMBERED.search(body) or _EFFECTIVE.search(body)))
    is_clinical = is_clinical or bool(_AGAINST.search(body) or (_COMPARES.search(body) and _OF_STUDIES.search(body)))
    if section in ("pharmacodynamics", "pharmacology", "mechanism") and is_clinical and not _is_kinetic(body):
        section = "clinical_studies"
    if section in ("clinical_studies", "pharmacology"):
        return _of_study(body, headings, section)
    if section == "indications" and (_NOT_FOR.search(body) or any(_HEED.search(heading) for heading in headings[-3:])):
        return ModuleKind.WARNING
    if section == "handling":
        return ModuleKind.DOSING if dict(_RULES)[ModuleKind.DOSING].search(body) else ModuleKind.DESCRIPTION
    if section == "dosage" and _SEEN.search(body) and _NUMBERED.search(body) and not _GIVEN.search(body):
        return ModuleKind.SAFETY_RESULT
    if section in _OF_SECTION:
        return as_said(_OF_SECTION[section], body, section)
    if section in (None, "other", "") and (told := by_drug_facts(headings)) is not None:
        return told
    if section == "other" and any(re.match(r"\W*(?:(?:boxed )?warning\b|警告|警示|警語)", h, re.I) for h in headings):
        return ModuleKind.WARNING
    if section in (None, "other", "") and document in _PAPERS and of_advice(headings):
        return ModuleKind.GUIDELINE
    is_lay = section in (None, "other", "") and any(_FOR_PATIENTS.search(heading) for heading in headings)
    if document is DocumentClass.LEAFLET or is_lay or (section in (None, "other", "") and _TO_PATIENTS.search(body)):
        life = _RULES[0][1]
        return ModuleKind.LIFESTYLE if life.search(body) else ModuleKind.PATIENT_COUNSELLING
    if document is DocumentClass.LABEL and section in (None, "other", "") and _GRAVE.search(body):
        return ModuleKind.INDICATION if _INDICATED.search(body) else ModuleKind.WARNING
    about = " ".join(headings if "\t" in body else headings[-2:])
    if "\t" in body and _DESIGN.search(about) and not re.search(r"%|％|\bHR\b|p\s?[=<]|\d\.\d+ ?\(", body):
        return ModuleKind.STUDY_DESIGN
    if _INDICATED.search(body):
        return ModuleKind.INDICATION
    if _DOSED.search(body):
        return ModuleKind.DOSING
    found = _by_result(body, about)
    if found is None and document is not DocumentClass.LABEL and any(_METHODS.search(h) for h in headings[-2:]):
        return ModuleKind.STUDY_DESIGN
    if found is None and _COMPARES.search(body) and _IN_PEOPLE.search(body) and not _ANIMALS.search(body):
        return ModuleKind.SAFETY_RESULT if _SAFETY.search(body) else ModuleKind.EFFICACY_RESULT
    return found or _by_rules(body) or _by_rules(about) or ModuleKind.DESCRIPTION


_EVALUATES = re.compile(
    r"^\W*(?:Stud(?:y|ies)|Trials?|The (?:study|trial)) [^.]{0,60}\b"
    r"(?:evaluated|assessed|compared|investigated|enrol\w+)\b[^.]*"
)
_AT_BASELINE = re.compile(
    r"\d\s?% (?:of \w+ )?(?:\w+ )?(?:were|was) (?:\w+ )?"
    r"(?:Hispanic|White|Black|Asian|Caucasian|(?:fe)?male|(?:wo)?men)\b|"
    r"\b(?:mean|median) baseline\b|\bat baseline\b|\bzu Studienbeginn\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:changes?|improve\w*|respon\w+|reduc\w+|increase\w*|decrease\w*|declin\w+|\w*veränder\w+|verbesser\w+)\b|\t",
    re.IGNORECASE,
)
_LOWERED = re.compile(
    r"\d\s?% (?:\w+ )?(?:decrease|reduction|increase|improvement) in\b|"
    r"\bgezeigt, dass\b[^.]{0,200}\b(?:reduziert|senkt|verbessert|verlängert|vermindert|entlastet)\b"
)
_ACHIEVED = re.compile(
    r"\b(?:achieved|showed|demonstrated|experienced)\b[^.]{0,60}\b(?:improvements?|reductions?|greater|better)\b(?:[^.]|\.\d)*"
    r"\b(?:compared (?:to|with)|than|versus|vs\.?)(?![^\W_])|"
    r"\b(?:was|were) (?:better|greater|superior)\b[^.]{0,40}\b(?:in|with) (?:treated |the )?(?:patients|group|arm)\b"
)
_SEEN = han.compile(
    r"\b(?:adverse (?:reactions|events)|side effects|Nebenwirkungen)\b[^.]{0,120}\b(?:occurred|reported|observed|"
    r"traten|beobachtet|berichtet)\b|(?:不良反应|不良事件|副作用)[^。]{0,40}(?:发生率|发生于|報告され|認められ)",
    re.IGNORECASE,
)
_GIVEN = han.compile(
    r"\b(?:dos(?:e|es|is|ierung|age)\w*|withhold|discontinue|reduced?|interrupt\w*|unterbr\w+|abgesetzt|reduziert)\b|剂量|投与|用量",
    re.IGNORECASE,
)
"""In a section on doses: reactions that were seen, where nothing says what to give or to stop."""
_HEED = re.compile(r"に関連する(?:使用上の)?注意")
"""The Japanese heading of precautions that concern the indications."""
_PAPERS = ("deck", "other", "report", "monograph", "publication")
_DOSED = han.compile(
    r"(?:每[天日次]|[一毎]日|1日)[^。；;]{0,6}\d[\d\s~～〜–-]{0,8}(?:片|粒|錠|锭|カプセル|mg|毫克|次|回)[^。]*"
    r"(?:相[當当]于|增加|減少|减少|調高|维持|維持|服用|投与)"
)
"""How much a day, said where no section says that it is a dose."""
_GRAVE = word_pattern(
    r"\b(?:addiction|abuse|misuse|life-threatening|fatal|accidental (?:exposure|ingestion|use)|respiratory depression|"
    r"withdrawal syndrome)\b|Abhängigkeit|Missbrauch|lebensbedrohlich|\btödlich|Atemdepression|"
    r"[Vv]ersehentliche\w* (?:Exposition|Einnahme|Anwendung)|Entzugssyndrom|成瘾|滥用|致命|"
    r"危及生命|呼吸抑制|依存性|乱用"
)
"""Words of a boxed warning that stands in no section of its own."""
_COMPARES = word_pattern(
    r"\b(?:less|fewer|lower|higher|greater|better|faster|more|shorter|longer)\b[^.]{0,90}\bthan\b|"
    r"\b(?:weniger|seltener|häufiger|geringer\w*|niedriger\w*|höher\w*|besser\w*|schneller\w*|kürzer\w*|länger\w*|"
    r"rascher\w*)\b[^.]{0,90}\bals\b|较[^，。]{1,24}(?:低|少|高|多|快|短)|(?:低|少|高|多|优)于|より(?:も)?(?:少な|低|高|多|優|速|短)"
)
_OF_STUDIES = word_pattern(r"\bpatients\b[^.]{0,240}\b(?:study|studies|trials?)\b|患者[^。]{0,90}(?:研究|试验|試験)")
_IN_PEOPLE = word_pattern(
    r"\b(?:patients?|subjects|adults|children|women|men|clinical|an?a?esthesia|operation|treatment)\b|"
    r"\bPatient|\bProband|"
    r"\bnach (?:\w+ )?(?:Narkose|Operation|Eingriff|An[äa]sthesi)|narkosen?\b|anästhesie\b|klinisch|"
    r"患者|受试者|临床|臨床"
)
_ANIMALS = word_pattern(
    r"\b(?:rats?|mice|mouse|dogs?|rabbits?|animals?|in vitro)\b|\bRatten?|\bM[äa]us|"
    r"\bHunde|\bTier|鼠|犬|ラット|マウス|イヌ"
)
_INDICATED = word_pattern(
    r"\b(?:is|are) (?:indicated|authori[sz]ed) (?:for|in|as|to)\b(?! (?:report|market|sell))|"
    r"^\W*(?:本品)?(?:适用于|用于治疗|推荐用于)|"
    r"\b(?:ist|sind) (?:indiziert|angezeigt) (?:zur|bei|für)\b"
)
_NOT_FOR = word_pattern(r"^[^，。,.]{0,20}(?:不(?:适|推荐|应)用于|\b(?:is not indicated|ist nicht indiziert)\b)")
_FOR_PATIENTS = word_pattern(
    r"\binformation for (?:the )?(?:patients?|users?)\b|\bmedication guide\b|\bpatient (?:information|counsel+ing)\b|"
    r"Information für Patient|Patienteninformation|Packungsbeilage|\bshould I (?:tell|avoid|know|take|not take)\b|"
    r"^(?:Wann|Wie|Was|Welche|Darf|Wozu|Wo)\b[^?]{5,120}\?$|"
    r"患者须知|患者さん"
)
_TO_PATIENTS = word_pattern(
    r"^\W*(?:ask|tell|call|talk to) your (?:doctor|pharmacist|health)|\badvise (?:the )?patients?\b|"
    r"\binstruct patients\b|"
    r"\b(?:sollten|dürfen|können|müssen|informieren|nehmen|beachten|halten|ändern|wenden|verwenden|fragen) Sie\b|"
    r"\bIhr(?:en|em|e)? (?:Arzt|Ärztin|Apotheker)|\bLesen Sie diese Packungsbeilage"
)
_AT_START = word_pattern(
    r"\bbaseline (?:characteristics|demographics)|\bdemographic|\bMerkmale\b.{0,60}\bBaseline|\bAusgangsmerkmale|"
    r"基线特征|患者背景"
)
_OUTCOME = word_pattern(r"\boutcomes? of\b|virologic outcome|\bresponse|\befficacy\b|疗效|有効性|Wirksamkeit")


_KINETIC = han.compile(
    r"\W*(?:[\d.]+\s*)?(?:absorption|distribution|metabolism|elimination|excretion|biotransformation|resorption|verteilung|"
    r"metabolismus|ausscheidung|吸收|分布|代谢|排泄|吸収|代謝)\W*$",
    re.IGNORECASE,
)
_ACTION = han.compile(r"药理|薬効薬理|薬理作用")
_ACTS = han.compile(r"\b(?:\w*wirkung|wirkt|effect|onset|duration of action)\b|作用|効果|疗效", re.IGNORECASE)
"""Words of what a medicine does, where nothing tells of how a study was run."""
_TOXIC = han.compile(r"毒性|毒理|致癌|致畸|致突变|遗传|がん原性|変異原性|催奇形|LD\s?50")
_COMPARED = han.compile(
    r"\b(?:hazard|odds|risk|rate) ratio|\bHR\b|风险比|优势比|ハザード比|オッズ比|\bHazard[- ]?Ratio", re.IGNORECASE
)
"""Heads of a table of results by subgroup: its rows name patients as at baseline and give what came of them."""
_METHODS = han.compile(
    r"^\W*(?:[\d.]+\s*)?(?:Methods?|Materials and Methods|Statistical (?:analysis|methods)|Study design|Methoden|"
    r"Statistik|方法|统计方法|研究设计|試験方法|統計解析)\W*$",
    re.IGNORECASE,
)
"""Headings under which a paper tells how it was done."""


def _is_kinetic(body: str) -> bool:
    return bool(dict(_RULES)[ModuleKind.PHARMACOKINETICS].search(body))


_REACTIONS = word_pattern(
    r"\b(?:adverse|side)[- ](?:reactions?|events?|effects?)\b|\bhypoglyca?emia\b|Nebenwirkung|"
    r"不良反应|不良事件|副作用|有害事象|低血糖症?[^，。]{0,24}发生率"
)
"""Words over a table of reactions."""


def _of_study(body: str, headings: tuple[str, ...], section: str) -> ModuleKind:
    if section == "pharmacology":
        if any(_KINETIC.match(heading) for heading in headings[-2:]) and not _EFFICACY.search(body):
            return ModuleKind.PHARMACOKINETICS
        for kind in (ModuleKind.PHARMACOKINETICS, ModuleKind.MECHANISM):
            if dict(_RULES)[kind].search(body):
                return kind
        if _COMPARES.search(body) and _IN_PEOPLE.search(body) and not _ANIMALS.search(body):
            return ModuleKind.SAFETY_RESULT if _SAFETY.search(body) else ModuleKind.EFFICACY_RESULT
        is_action = any(_ACTION.search(heading) for heading in headings) and not _TOXIC.search(body)
        return ModuleKind.MECHANISM if is_action else ModuleKind.DESCRIPTION
    about = " ".join(headings if "\t" in body else headings[-2:])
    if "\t" in body and _AT_START.search(about):
        return ModuleKind.STUDY_DESIGN
    found = _by_result(body, about)
    if found is ModuleKind.SAFETY_RESULT and not _SAFETY.search(body) and _OUTCOME.search(about):
        return ModuleKind.EFFICACY_RESULT
    is_result = _EFFECTIVE.search(body) and not re.search(r"\bprimary (?:endpoint|outcome)|主要终点|主要評価項目", body)
    if _EVALUATES.search(body) and not re.search(r"\d\s?[%％]|\bp\s?[=<]|\bHR\b|\bhowever\b", body):
        return ModuleKind.STUDY_DESIGN
    if _AT_BASELINE.search(body) and not _CHANGED.search(body):
        return ModuleKind.STUDY_DESIGN
    is_result = is_result or bool(_LOWERED.search(body)) or bool(_ACHIEVED.search(body))
    of_baseline = re.search(r"\bage\b|\bsex\b|(?<!from )(?<!to )baseline", body, re.IGNORECASE)
    is_row = re.search(r"\t[^\t]*\d", body) and not (of_baseline and not _COMPARED.search(about))
    if is_row and found is not ModuleKind.EFFICACY_RESULT and _REACTIONS.search(about) and not _EFFICACY.search(about):
        return ModuleKind.SAFETY_RESULT
    if found in (None, ModuleKind.STUDY_DESIGN) and (is_result or is_row):
        return ModuleKind.EFFICACY_RESULT
    told = _NUMBERED.search(body) or _ACTS.search(body)
    return found or (ModuleKind.EFFICACY_RESULT if told else ModuleKind.STUDY_DESIGN)


def _by_result(body: str, about: str) -> ModuleKind | None:
    """A result where figures stand with an outcome; the design of a study; a safety statement without figures."""
    has_figures = bool(_NUMBERED.search(body))
    if has_figures and _SAFETY.search(body) and not _EFFICACY.search(body):
        return ModuleKind.SAFETY_RESULT
    is_design = _DESIGN.search(body)
    is_told = not is_design or re.search(r"%|％|\bHR\b|p\s?[=<]|\d/\d", body)
    if has_figures and _EFFICACY.search(body) and is_told:
        return ModuleKind.EFFICACY_RESULT
    if is_design and re.search(r"\bp\s?[=<]\s?0|\b95\s?[%％]\s?(?:CI|KI)", body):
        return ModuleKind.SAFETY_RESULT if _SAFETY.search(body) else ModuleKind.EFFICACY_RESULT
    if is_design:
        return ModuleKind.STUDY_DESIGN
    if has_figures and _SAFETY.search(about):
        return ModuleKind.SAFETY_RESULT
    if has_figures and _EFFICACY.search(about):
        return ModuleKind.EFFICACY_RESULT
    return None


def _by_rules(text: str) -> ModuleKind | None:
    for kind, pattern in _RULES:
        if pattern.search(text):
            return kind
    if _SAFETY.search(text):
        return ModuleKind.WARNING if _WARNING.search(text) else ModuleKind.ADVERSE_REACTION
    if _WARNING.search(text):
        return ModuleKind.WARNING
    return ModuleKind.EFFICACY_RESULT if _EFFICACY.search(text) else None
