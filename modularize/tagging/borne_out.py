"""The kind of a piece of a document that is no label: one that its own words bear out, else a description.

A heading or a passing word is no ground for ``dosing`` or ``warning`` there: what recommends is a guideline's
recommendation, what has no words of its kind is described.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import ModuleKind, SourceFacts
from modularize.doubts.unlabelled import is_guidance, is_letter
from modularize.sentences.advice import advises
from modularize.sentences.depends import is_complete
from modularize.tagging.by_heading import by_heading

__all__ = ["borne_out"]

_AMOUNT = re.compile(
    r"\d\s?(?:m?g|µg|μg|mcg|mL|ml|I\.?U\.?|I\.?E\.?|units?|Einheiten|国際単位|单位|單位|毫克|微克|克|片|粒|錠|锭|滴|"
    r"支|puffs?|drops?|"
    r"tablets?|capsules?|Tabletten?|Kapseln?|mEq|mmol)(?![A-Za-z])",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:dos(?:e|es|ed|ing|age)|daily|twice|once|every \d+|per day|a day|weekly|monthly|orally|by mouth|"
    r"oral(?:ly)?|"
    r"intravenous\w*|subcutaneous\w*|intramuscular\w*|inject\w*|administer\w*|infus\w+|titrat\w+|loading|maintenance|"
    r"täglich\w*|Dosis|Dosierung|Einnahme|einnehmen|verabreich\w*|i\.v\.|s\.c\.|pro Tag|1x|2x|3x|mal)\b|"
    r"[给給]予|[给給][药藥]|口服|注射|每[日天周週月次]|一日|剂量|劑量|起始|维持|維持|投与|1日|1回|内服|静注|点滴|"
    r"接种|接種",
    re.IGNORECASE,
)
_INTAKE = re.compile(
    r"\b(?:take|taken|swallow\w*|apply|applied|inhale\w*|inject(?:ed)?) [^.]{0,60}\b(?:with|without|before|after|at|"
    r"once|"
    r"twice|daily|food|meals?|water)\b|\b(?:Einnahme|einnehmen|eingenommen|auftragen|aufgetragen|schlucken|"
    r"inhalieren|"
    r"Verabreichung|verabreicht|anwenden|lutschen|einführen|einnimmt|dosiert)\b|"
    r"(?:餐[前后]|饭[前后]|空腹|随餐)[^。]{0,6}(?:服|口服)|食[前後間]|就寝前[^。]{0,12}(?:服用|投与)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:measurements?|readings?|samples?|swabs?|specimens?|history|photographs?|measures|"
    r"steps)\b[^.]{0,30}\btaken\b",
    re.IGNORECASE,
)
"""What is taken there is no medicine."""
_IN_TRIAL = re.compile(
    r"\b(?:randomi[sz]ed|participants|were (?:assigned|enrolled|given|treated)|received|study|trial|cohort|arms?|"
    r"erhielten|Studie\w*|Probanden)\b|随机|入组|受试者|研究|试验|試験|被験者|無作為|プラセボ|投与群|安慰剂",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![A-Za-z-])(?<!type )(?<!grade )(?<!stage )(?<!phase )(?<!Typ )(?<!footnote )\d(?!\s?型)")
"""A number that counts or measures, not one of a name ("type 1", "CYP3A4", "COVID-19")."""
_OUTCOME = re.compile(
    r"\b(?:reduc\w+|lower\w*|improv\w+|increas\w+|decreas\w+|prolong\w*|surviv\w+|respon[sd]\w*|remission|efficacy|"
    r"effective\w*|"
    r"superior\w*|non-?inferior\w*|hazard|odds|relative risk|risk ratio|rates?|incidence|infections?|"
    r"relapse\w*|"
    r"mortality|cure\w*|heal\w*|scores?|symptoms?|pain|weight|pressure|p\s?[<=]|adherence|benefit\w*|outcomes?|"
    r"significant\w*|differences?|achiev\w+|"
    r"senk\w+|gesenkt|verbesser\w+|reduzier\w*|überlegen\w*|wirksam\w*|Ansprech\w*|Überleben\w*|Mortalität|"
    r"signifikant\w*|"
    r"Unterschied\w*|verlänger\w*)\b|"
    r"降低|减少|减低|改善|提高|有效|疗效|缓解|生存|优于|显著|差异|复发率|低下|減少|改善|有効|生存|奏効|治癒|"
    r"有意|再発率|"
    r"上昇|延长|延長",
    re.IGNORECASE,
)
_SHOWED = re.compile(
    r"\b(?:show(?:ed|n|s)|found|demonstrat\w+|report(?:ed|s)|observ\w+|was|were|resulted|achieved|reduced|improved|"
    r"increased|decreased|zeigte\w*|ergab\w*|war(?:en)?|wurde\w*|konnte\w*|fand\w*|führte\w*)\b|"
    r"显示|发现|表明|证实|达到|为\d|差异|高于|低于|優於|优于|報告され|示され|認められ|であった|した。|された|"
    r"ている|れた",
    re.IGNORECASE,
)
_PROVED = re.compile(
    r"\b(?:show(?:ed|n|s)|demonstrat\w+|found|resulted in|reduced|lowered|improved|increased|decreased|prolonged|"
    r"superior|"
    r"non-?inferior|effective|associated with|zeigte\w*|senkte\w*|verbesserte\w*|überlegen|wirksam|reduzierte\w*|"
    r"führte\w*)\b|"
    r"显示|证实|证明|表明|发现|降低了|减少了|优于|有效|示され|報告され|認められ|低下した|減少した|改善した|有効であ",
    re.IGNORECASE,
)
"""What a result without a figure says of it."""
_VALUE_OF = re.compile(
    r"[:：][^:：\n]{0,12}\d(?:\.\d+)?\s?[%％][^\n]{0,12}(?:減少|低下|改善|抑制|増加|上昇|降低|减少|升高)|"
    r"\bHR\b\s?[:=]?\s?\d|"
    r"[:：]\s?[-+]\d[\d.]*\s?(?:分|%|％|mm|kg|mg)|(?:率|スコア)(?:[（(][^（()）]*[）)])?\s?[:：]\s?\d"
)
"""A line of an outcome and its value."""
_SAFE = re.compile(
    r"\b(?:adverse|side[- ]effects?|safety|toxicit\w+|tolera\w+|discontinu\w+|bleeding|hypoglyca?emia|serious|death|"
    r"Nebenwirkung\w*|unerwünscht\w*|Sicherheit|Verträglichkeit|Blutung\w*)\b|"
    r"不良反[应應]|不良事件|副作用|安全性|耐受|出血|有害事象|忍容性",
    re.IGNORECASE,
)
_BEFELL = re.compile(
    r"\b(?:adverse|side[- ]effects?|toxicit\w+|discontinu\w+|bleeding|hypoglyca?emia|deaths?|reactions?|"
    r"Nebenwirkung\w*|unerwünscht\w*|Blutung\w*)\b|不良反[应應]|不良事件|副作用|出血|有害事象|症状|発現|(?:皮|"
    r"発)疹|障害",
    re.IGNORECASE,
)
"""What may happen to somebody who is given a medicine; "safety" alone is none of it."""
_HELD: dict[ModuleKind, re.Pattern[str]] = {
    ModuleKind.CONTRAINDICATION: re.compile(
        r"(?<!not )(?<!no )\bcontraindicated (?:in|for|with|when|during|if)\b|\bmust not be (?:used|given|taken|"
        r"administered)|(?<!not )(?<!no )\bcontraindications? (?:are(?! present)|is|include|to)\b|"
        r"(?<!nicht )\bkontraindiziert\b|"
        r"\bdürfen? nicht (?:\w+ ){0,4}(?:angewendet|gegeben|eingenommen|verabreicht|verwendet)|(?<!keine )"
        r"\bKontraindikation(?:en)?\b|禁忌(?!食)(?:[证症])?(?:[为為是:：]|包括|人群)|禁用|(?:は|が|に)(?:投与)?禁忌|"
        r"投与しないこと|禁忌とされ",
        re.IGNORECASE,
    ),
    ModuleKind.OVERDOSE: re.compile(
        r"\boverdos|Überdosierung|Überdosis|[药藥]物?[过過]量|過量投与|過量服用", re.IGNORECASE
    ),
    ModuleKind.INTERACTION: re.compile(
        r"\binteract\w*\b[^.]{0,60}\b(?:drugs?|medic\w*|CYP\w*|inhibitors?|inducers?)|\b(?:drugs?|medic\w*|"
        r"CYP\w*)\b[^.]{0,60}\binteract\w*|"
        r"\bconcomitant\w*|\bco-?administ\w+|\b(?:strong|moderate|potent) (?:CYP\w* )?(?:inhibitors?|"
        r"inducers?)\b|\bwechselwirkung\w*|\bgleichzeitige\w*\b[^.]{0,60}(?:einnahme|gabe|anwendung|therapie|"
        r"behandlung)|"
        r"相互作用|交互作用|合用|[联聯][用合][^，。]{0,12}[药藥]|併用(?:禁忌|注意|薬|する|し|に|時|投与)",
        re.IGNORECASE,
    ),
    ModuleKind.INDICATION: re.compile(
        r"\b(?:indicated|approved|licen[sc]ed|authori[sz]ed|used) (?:for|in|as|to treat|to prevent)\b(?! (?:this|"
        r"our|the "
        r"analys))|\b(?:zur|für die) (?:\w+ ){0,3}(?:Behandlung|Vorbeugung|Linderung|Prophylaxe|Therapie|Bekämpfung|"
        r"Verhinderung|Verhütung)|\b(?:angewendet|eingesetzt|verwendet|zugelassen|indiziert) (?:bei|zur|für)|"
        r"\bAnwendung (?:bei|zur)\b|\bBehandlung (?:von|der|des)\b|\bwird (?:u\.a\. |unter anderem |auch )?(?:bei|"
        r"zur)\b|"
        r"[适適]用于|[适適][应應][证症]|用于(?:治疗|预防|缓解|改善)|获批|効能|効果又は効能|適応(?:症|が|は|と)|"
        r"の治療に(?:用|使)|承認され",
        re.IGNORECASE,
    ),
    ModuleKind.PHARMACOKINETICS: re.compile(
        r"\bhalf-li[fv]e|\bC ?max\b|\bT ?max\b|\bAUC\b|\bbioavailab|\b(?:plasma|serum|drug|trough|"
        r"residual) (?:drug )?"
        r"(?:concentrations?|levels?)\b|(?<!creatinine )"
        r"(?<!viral )(?<!virus )(?<!parasite )(?<!regulatory )(?<!ethical )"
        r"(?<!Kreatinin )(?<!Kreatinin-)(?<!Kreatinin- )\bclearance\b|"
        r"\babsor(?:bed|ption)\b|\bmetaboli[sz]ed\b|\bexcret(?:ed|ion)\b|"
        r"\beliminat(?:ed|ion)\b|\bsteady[- ]state\b|\bprotein[- ]b(?:ound|inding)\b|Halbwertszeit|"
        r"Plasma(?:konzentration|"
        r"spiegel)|Bioverfügbarkeit|半衰期|血[药藥][浓濃]度|清除率|生物利用度|蛋白结合|经.{1,8}代谢|半減期|血中濃度|"
        r"排泄され|吸収され",
        re.IGNORECASE,
    ),
    ModuleKind.MECHANISM: re.compile(
        r"\b(?:inhibit(?:s|ing)|binds?|blocks?|blocking|activat(?:es|ing)|antagoni[sz]\w*|suppresses|targets|"
        r"acts (?:by|on|as|"
        r"via|through)|mechanisms?|modulat(?:es|ing)|stimulates?)\b|\b(?:hemmt|blockiert|bindet|stimuliert|hemmen|"
        r"wirkt "
        r"(?:durch|als|über|im|an|auf)|indem|Wirkmechanismus|verhindert|umgewandelt)\b|抑制(?!率)|结合|結合|阻断|"
        r"激动|拮抗|作用机制|作[用]?機序|"
        r"阻害|激活|介导",
        re.IGNORECASE,
    ),
    ModuleKind.STUDY_DESIGN: re.compile(
        r"\brandomi[sz]ed\b|\bdouble[- ]blind|\bopen[- ]label|\bsingle[- ]arm|\benrol+ed\b|\bcohort (?:study|of)\b|"
        r"\bretrospective\w*\b|\bprospective\w*\b|\b(?:primary|secondary) (?:endpoint|outcome|efficacy)|"
        r"\binclusion criteria|"
        r"\bwe (?:conducted|included|analy[sz]ed|assessed|evaluated|compared|measured|used|performed)\b|"
        r"\b(?:was|were) (?:measured|defined|assessed|estimated|calculated|stratified|assigned|allocated|recruited|"
        r"excluded|included|collected|analy[sz]ed|evaluated|compared)\b|\bparticipants\b|\bbaseline\b|"
        r"\bphase (?:\d|I)|"
        r"随机|双盲|开放标签|单臂|入组|纳入|主要终点|回顾性|前瞻性|无作为|無作為|二重盲検|対象(?:と|に)|登録|"
        r"主要評価項目|"
        r"\b(?:(?:our|the) (?:aims?|objectives?|purpose) (?:was|were|is)|we (?:defined|aimed|sought))\b|"
        r"randomisiert|doppelblind|primäre[rnms]? Endpunkt|eingeschlossen|Kohorte|retrospektiv|prospektiv|"
        r"untersucht|ausgewertet",
        re.IGNORECASE,
    ),
    ModuleKind.SPECIAL_POPULATION: re.compile(
        r"\b(?:pregnan\w*|lactat(?:ion|ing)\w*|breast-?fe\w*|p(?:a)?ediatric\w*|child\w*|infants?|neonat\w*|"
        r"newborns?|"
        r"adolescents?|"
        r"elderly|older (?:adults|people|patients)|geriatric|renal|kidney|hepatic|liver|schwanger\w*|stillzeit|"
        r"kinder\w*|"
        r"jugendliche\w*|ältere\w*|säugling\w*|\w*niereninsuffizienz|\w*leberinsuffizienz)\b|孕|妊[娠婦]|哺乳|授乳|"
        r"儿童|兒童|小[児儿兒]|"
        r"婴|嬰|青少年|老年|高[齢龄齡]|[肾腎](?:功能|機能|损|障)|肝(?:功能|機能|损|障)",
        re.IGNORECASE,
    ),
    ModuleKind.LIFESTYLE: re.compile(
        r"\b(?:diet\w*|exercis\w+|physical activity|smok\w+|alcohol|weight (?:loss|management|reduction)|sleep\b|"
        r"self[- ](?:care|management)|emollients?|moisturi[sz]\w+|sunscreen|salt|nutrition\w*|Ernährung\w*|Bewegung|"
        r"Rauch\w*|Nikotin\w*|Alkohol\w*|Gewicht\w*|Sport|Lebensstil\w*|Hautpflege)\b|"
        r"饮食|飲食|戒烟|戒菸|限酒|吸烟|生活方式|体重(?:管理|控制)|(?:体育|有氧|规律|适量|抗阻)(?:运动|锻炼)|"
        r"运动(?:时|量|疗法|方式|强度|治疗)|"
        r"食事|運動(?!障害|機能|失調)|禁煙|喫煙|飲酒|減塩|生活習慣|睡眠(?!薬|障害)|入浴|保湿",
        re.IGNORECASE,
    ),
    ModuleKind.ACCESS: re.compile(
        r"\breimburs|\binsur(?:ed|ance)\b|\bcopay|\bco-pay|\bcosts?\b|\bprices?\b|\bafford|报销|医保|保険|薬価|"
        r"Erstattung|"
        r"Krankenkasse",
        re.IGNORECASE,
    ),
    ModuleKind.DISEASE_KNOWLEDGE: re.compile(
        r"\b(?:prevalen\w+|inciden\w+|mortality|morbidity|pathogen\w*|patholog\w*|pathophysiolog\w*|etiolog\w*|"
        r"symptoms?|signs|"
        r"risk factors?|burden|comorbid\w*|prognos\w+|diagnos\w+|disease|disorder|syndrome|infection|cancers?|"
        r"tumou?rs?|"
        r"transmi\w+|mutations?|biomarkers?|genetic\w*|chronic|acute|prävalenz|inzidenz|erkrankung\w*|symptom\w*|"
        r"ursache\w*|"
        r"risikofaktor\w*|diagnos\w*|krankheit\w*|infektion\w*|verlauf)\b|"
        r"患病率|发病|發病|病因|病理|症状|症狀|危险因素|预后|诊断|疾病|感染|综合征|肿瘤|罹患|病態|原因|危険因子|"
        r"診断|疾患|合併症|有病率|がん",
        re.IGNORECASE,
    ),
}
"""Words that a kind needs in the piece itself."""
_WARNS = re.compile(
    r"\b(?:can|may|might|could) (?:\w+ )?(?:cause|lead to|result in|increase|worsen|precipitate|be fatal)\b|"
    r"\bcaution\w*|"
    r"\bwarn\w*|\blife-threatening\b|\bfatal\b|\bserious (?:adverse|risk|harm|reaction)|\bincreas\w+ (?:the )?risk\b|"
    r"\brisk\b[^.]{0,50}\b(?:increas\w+|higher|elevated)\b|\bVorsicht\b|\bWarn\w+|\bkann (?:\w+ ){0,8}(?:führen|"
    r"verursachen|"
    r"auslösen)|\bRisiko\b[^.]{0,50}\b(?:erhöht|steigt)|\blebensbedroh|警惕|警告|慎用|(?:可能?|会)(?:引起|导致|增加|"
    r"诱发|加重)|"
    r"风险(?:增加|升高|增高)|リスクが(?:高|増|上)|おそれ|注意(?:が必要|すること|を要)|重篤|致死",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:insufficient|limited (?:data|evidence)|no (?:data|evidence)|unknown|unclear|will|could|may|might|"
    r"plan\w*)\b|尚不|"
    r"不明|缺乏|不足",
    re.IGNORECASE,
)
_URGES = re.compile(
    r"\b(?:should|must|recommend(?:s|ed)|suggests|(?:encouraged|advised|asked) to|sollte[nt]?|soll(?:en)?|"
    r"empfohlen|empfiehlt)\b|推[荐薦]|"
    r"建[议議]|推奨|"
    r"すべき",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:treat\w*|\w*therap\w*|HR|OR|RR|CI|hazard|survival|drugs?|dos(?:e|es|ing)|vaccin\w*|placebo|arms?|"
    r"interventions?|randomi\w*|administ\w*|"
    r"surg\w*|"
    r"prophyla\w*|PrEP|groups?|Gruppen?|medic\w*|trials?|regimens?|inhibitors?|blockers?|insulin|agents?|screening|"
    r"injection\w*|LEN|"
    r"Behandl\w*|\w*therapie\w*|Medikament\w*|Gabe|Impf\w*|Studie\w*|\w*intervention\w*|Prophylaxe)\b|"
    r"治[疗療]|[药藥]|投与|[疗療]法|手[术術]|接[种種]|干[预預]|注射|剂|劑|剤|ワクチン|介入|服用|切除|检测|検査|"
    r"スクリーニング",
    re.IGNORECASE,
)
"""What was done that a result tells of; without it figures are those of a disease."""
_METHODS = re.compile(
    r"^\W*(?:[\d.]+\s*)?(?:(?:patients|materials?|subjects|participants) and )?"
    r"methods?\b(?! of (?:administration|use|action|delivery))|statistical|\banalys[ei]s\b|"
    r"(?:study|trial) (?:design|population|participants)|data (?:sources?|collection|extraction)|eligibility|"
    r"\bmethod(?:en|ik)\b|statistik|^\W*[\d.．、一二三四五]*\s*(?:研究|统计学?|分析|試験デザイン|试验设计|"
    r"研究设计|Studiendesign|資料と|资料与|対象と|对象与|"
    r"试验)?方法\W*$|研究对象|纳入标准",
    re.IGNORECASE,
)
_OF_GUIDANCE = re.compile(
    r"\b(?:guidelines?|recommend\w*|consensus|committee made|\w*leitlinie\w*|empfehl\w*|empfohlen)\b|指南|共[识識]|"
    r"推[荐薦奨]|"
    r"ガイドライン|建[议議]|提言",
    re.IGNORECASE,
)
_OF_DOSES = re.compile(r"\bdos(?:e|es|age|ing|is|ierung)\b|[剂劑用]量|投与量|mL/kg|mg/kg", re.IGNORECASE)
_EQUIVALENT = re.compile(r"equivalen|äquivalen|等效|等価|参照剂量|參照劑量", re.IGNORECASE)
_LEVELS = re.compile(r"濃度|浓度|\b(?:level|concentration|konzentration|spiegel)", re.IGNORECASE)
_REACTIONS = re.compile(
    r"\b(?:adverse (?:events?|reactions?)|side effects?|\w*nebenwirkung\w*|unerwünschte)\b|不良反[应應]|不良事件|"
    r"副作用|有害事象",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|versus|vs|compared|placebo|superior|inferior|similar|gegenüber|verglichen|als|überlegen)\b|优于|"
    r"相比|低于|高于|比|より",
    re.IGNORECASE,
)
_OF_ADVICE = re.compile(
    r"\badvice\b|\brecommendations?\b|\bwhat (?:to do|should)|empfehl|hinweise für|maßnahmen|massnahmen|建议|"
    r"建議|推荐|"
    r"措施|お願い|注意",
    re.IGNORECASE,
)
"""Headings of a letter over what it asks of its readers."""
_HARM = re.compile(
    r"\b(?:increas\w+|higher|excess) (?:\w+ ){0,2}(?:mortality|death|risk of death)|\bmore likely to die\b|"
    r"\bdeaths? (?:had |have |has )?(?:occurred|due to)|\bdied (?:due to|from|of)\b|"
    r"erhöhte \w*(?:mortalität|sterblichkeit)|"
    r"死亡(?:率|风险|リスク)?(?:升高|增加|が(?:増加|上昇|高))",
    re.IGNORECASE,
)
"""Says that what was given did harm."""
_OBJECTIVE = re.compile(
    r"^\W*(?:objectives?|aims?|purpose|methods?|ziel(?:setzung)?|fragestellung|methodik)\b\W{0,3}(?:To|We|"
    r"The aim|Es|Untersucht)?"
    r"(?=\s?[A-ZÄÖÜ])(?=[^:：]{12})|^\W*(?:目的|方法)\s?[:：]?\s?(?=[\u4e00-\u9fff])|"
    r"^(?:对比|比较|观察|记录|评估)[^，。]{0,30}(?:组|患者)[^。]{0,80}。?$",
    re.IGNORECASE,
)
"""A sentence of an abstract on what a study was to find, or how."""
_CERTAINTY = re.compile(
    r"\b(?:certainty|quality|strength) of (?:the )?evidence\b|\b(?:very )?(?:low|moderate|high)[ -]"
    r"(?:certainty|quality) (?:of )?evidence|\b(?:imprecision|indirectness|risk of bias)\b|"
    r"证据(?:质量|等级|级别)|エビデンスの(?:確実性|質)",
    re.IGNORECASE,
)
"""Tells how sure the evidence is, not what was found."""
_RATIO = re.compile(r"\d\s?[%％]|\b(?:HR|RR|OR|MD|aOR)\b\s?[:=]?\s?-?\d|\b9\d\s?% ?(?:CI|KI)|\bp\s?[<=]|\bper 1000\b")
_COUNTED = re.compile(
    r"\b(?:group|arm|placebo|patients who received|versus|treated with)\b|gruppe|组|組|群|投与", re.IGNORECASE
)
_LAY = (ModuleKind.PATIENT_COUNSELLING,)
_DESIGNED = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:measured|defined|assessed|estimated|calculated)\b|定义为|定義(?:され|した)",
    re.IGNORECASE,
)


def borne_out(found: ModuleKind, body: str, heads: Sequence[str], facts: SourceFacts) -> ModuleKind:
    """The kind ``found`` where the piece's own words bear it out, else the one that they do.

    What advises is a recommendation, whatever it names; in a letter on safety it is a warning, in a collection of
    texts on many medicines what its words say. A dose needs an amount, a result a figure or an outcome that was seen.
    """
    heads = [head for head in heads if head]
    if "\t" in body and _is_row_of_doses(body, heads):
        return ModuleKind.DOSING
    if "\t" in body and _REACTIONS.search(" ".join(heads)) and re.search(r"\d\s?[%％]", body):
        return ModuleKind.SAFETY_RESULT
    if "\t" not in body and advises(body) and not _is_result(body):
        if _HELD[ModuleKind.CONTRAINDICATION].search(body):
            return ModuleKind.CONTRAINDICATION
        if _is_dose(body) and not is_guidance(facts, heads):
            return ModuleKind.DOSING
        if is_letter(facts, heads):
            return ModuleKind.WARNING
        if not facts.of_many and found not in _LAY and (is_guidance(facts, heads) or _URGES.search(body)):
            return ModuleKind.GUIDELINE
    if is_letter(facts, heads) and _OF_ADVICE.search(heads[-1] if heads else "") and not _SHOWED.search(body):
        return ModuleKind.WARNING
    if _OBJECTIVE.match(body) and "\t" not in body and not advises(body):
        return ModuleKind.STUDY_DESIGN
    if _CERTAINTY.search(body) and not _RATIO.search(body) and "\t" not in body:
        return ModuleKind.DESCRIPTION
    if _HARM.search(body) and _COUNTED.search(body) and "\t" not in body:
        return ModuleKind.SAFETY_RESULT
    if _tells_methods(heads):
        return ModuleKind.STUDY_DESIGN
    if found is not ModuleKind.DESCRIPTION and not facts.of_many and _holds(found, body, heads, facts):
        return found
    for kind in _order(facts):
        if _holds(kind, body, heads, facts):
            return kind
    if not facts.of_many and not is_complete(body):
        headed = by_heading(heads, with_amount=bool(_AMOUNT.search(body)))
        return headed or (found if _holds(found, body, heads, facts) else ModuleKind.DESCRIPTION)
    return found if _holds(found, body, heads, facts) else ModuleKind.DESCRIPTION


def _tells_methods(heads: Sequence[str]) -> bool:
    """Do the nearest headings say that a paper tells there how it was done?"""
    return any(_METHODS.search(head) for head in heads[-3:] if "\t" not in head and len(head) < 60)


def _is_of_patients(body: str, heads: Sequence[str]) -> bool:
    """Is the piece about patients to take care of: its heading names them, or it begins with them, not with a list?"""
    pattern = _HELD[ModuleKind.SPECIAL_POPULATION]
    if any(pattern.search(head) for head in heads[-2:]):
        return bool(pattern.search(body)) or len(body) < 400
    found = pattern.search(body)
    if found is None:
        return False
    ahead = body[: found.end()]
    return (
        len(ahead) < (30 if re.search(r"[\u3041-\u9fff]", ahead) else 90) and len(re.findall("[,，、]", body[:60])) < 3
    )


def _is_row_of_doses(body: str, heads: Sequence[str]) -> bool:
    """Is a row one of doses: a column says so, or its cells do, and the table is none of equivalent doses?"""
    columns = " ".join(head for head in heads if "\t" in head)
    if _EQUIVALENT.search(" ".join(heads)) or _LEVELS.search(columns):
        return False
    return bool(_OF_DOSES.search(columns) and re.search(r"\d", body))


def _order(facts: SourceFacts) -> tuple[ModuleKind, ...]:
    """Kinds that a piece may have though no rule found them, the surest first."""
    told = (ModuleKind.EFFICACY_RESULT, ModuleKind.SAFETY_RESULT, ModuleKind.PHARMACOKINETICS, ModuleKind.STUDY_DESIGN)
    if facts.of_many:
        return (ModuleKind.CONTRAINDICATION, ModuleKind.DOSING, ModuleKind.INDICATION, ModuleKind.MECHANISM)
    return (*told, ModuleKind.DOSING, ModuleKind.DISEASE_KNOWLEDGE)


def _is_result(body: str) -> bool:
    if _URGES.search(body) and not re.search(r"\bp\s?[=<]\s?0|\b9\d\s?% ?(?:CI|KI)", body):
        return False
    return bool(
        re.search(r"\d\s?[%％]|\b9\d\s?% ?CI|\bp\s?[<=]", body) and _SHOWED.search(body) and _OUTCOME.search(body)
    )


def _is_dose(body: str) -> bool:
    return bool(_AMOUNT.search(body) and _GIVEN.search(body))


def _holds(kind: ModuleKind, body: str, heads: Sequence[str], facts: SourceFacts) -> bool:
    if kind is ModuleKind.DOSING and "\t" in body:
        return _is_row_of_doses(body, heads)
    if kind is ModuleKind.DOSING:
        in_trial = _IN_TRIAL.search(body) and not advises(body)
        return not in_trial and not _MEASURED.search(body) and (_is_dose(body) or bool(_INTAKE.search(body)))
    if kind in (ModuleKind.EFFICACY_RESULT, ModuleKind.SAFETY_RESULT):
        of = _SAFE if kind is ModuleKind.SAFETY_RESULT else _OUTCOME
        about = body if "\t" not in body else " ".join((*heads, body))
        told = bool(_FIGURE.search(body)) or bool(_PROVED.search(body) and not _PLANS.search(body))
        is_own = kind is ModuleKind.SAFETY_RESULT or not (_SAFE.search(body) and not _OUTCOME.search(body))
        seen = _SHOWED.search(body) or _VALUE_OF.search(body) or "\t" in body
        has = bool(of.search(about)) and told and bool(seen)
        has = has and ("\t" in body or bool(facts.product or _TREATED.search(" ".join((*heads[-1:], body)))))
        shown = bool(_FIGURE.search(body)) or bool(_COMPARED.search(body))
        return (
            has
            and shown
            and is_own
            and not _DESIGNED.search(body)
            and (bool(_FIGURE.search(body)) or not advises(body))
        )
    if kind is ModuleKind.PHARMACOKINETICS:
        return bool(_HELD[kind].search(re.split(r"(?<=[.。])", body)[0]))
    if kind is ModuleKind.WARNING:
        return bool(_WARNS.search(body) and (_TREATED.search(body) or is_letter(facts, heads)))
    if kind is ModuleKind.SPECIAL_POPULATION:
        return _is_of_patients(body, heads)
    if kind is ModuleKind.ADVERSE_REACTION:
        named = [head for head in heads[-2:] if len(head) < 60]
        return bool(_BEFELL.search(body) or any(_REACTIONS.search(head) for head in named))
    if kind is ModuleKind.GUIDELINE:
        own = bool(_OF_GUIDANCE.search(body)) or any(_OF_GUIDANCE.search(head) for head in heads[-1:])
        return (own or advises(body)) and not _is_result(body)
    pattern = _HELD.get(kind)
    return pattern is None or bool(pattern.search(body))
