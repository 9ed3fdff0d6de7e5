"""The words with which ``mutants`` plants an error: patterns and what replaces them, by kind of error and language.

They were written from the labels' own wording and share nothing with the checker's lists. Word boundaries are Latin
ones. ``*`` holds for every language.
"""

from __future__ import annotations

Rules = dict[str, list[tuple[str, str]]]


def both_ways(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Each pair of English or German words as two rules, between word boundaries, keeping a capital."""
    return [(rf"\b{one}\b", other) for a, b in pairs for one, other in ((a, b), (b, a))]


def either(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Each pair of words of a language without spaces as two rules."""
    return [(one, other) for a, b in pairs for one, other in ((a, b), (b, a))]


UNITS: Rules = {
    "*": [
        (r"mg(?=\b(?!\s?/))", "g"),
        (r"mg(?=\b(?!\s?/))", "mcg"),
        (r"(?:mcg|µg|μg)(?=\b(?!\s?/))", "mg"),
        (r"g(?=\b(?!\s?/))", "mg"),
        (r"kg(?=\b)", "g"),
        (r"m[Ll](?=\b(?!\s?/))", "L"),
        (r"mg\s?/\s?kg(?=\b)", "mg"),
        (r"mg\s?/\s?m[Ll](?=\b)", "mg/L"),
        (r"mg\s?/\s?d[Ll](?=\b)", "mmol/L"),
        (r"mmol\s?/\s?[Ll](?=\b)", "mg/dL"),
        (r"ng\s?/\s?m[Ll](?=\b)", "µg/mL"),
        (r"[µμ]g\s?/\s?m[Ll](?=\b)", "ng/mL"),
        (r"mm ?Hg(?=\b)", "kPa"),
        (r"°\s?C(?=\b)", "°F"),
        (r"℃", "°F"),
        (r"cm(?=\b)", "mm"),
        (r"I\.?[UE](?=\b)", "mg"),
    ],
    "en": [
        (r"hours?(?=\b)", "days"),
        (r"hours?(?=\b)", "minutes"),
        (r"minutes?(?=\b)", "hours"),
        (r"days?(?=\b)", "weeks"),
        (r"weeks?(?=\b)", "months"),
        (r"weeks?(?=\b)", "days"),
        (r"months?(?=\b)", "weeks"),
        (r"years?(?=\b)", "months"),
        (r"units?(?=\b)", "mg"),
    ],
    "de": [
        (r"Stunden?(?=\b)", "Tage"),
        (r"Minuten?(?=\b)", "Stunden"),
        (r"Tagen(?=\b)", "Wochen"),
        (r"Tage?(?=\b)", "Wochen"),
        (r"Wochen?(?=\b)", "Monate"),
        (r"Monaten?(?=\b)", "Wochen"),
        (r"Jahren?(?=\b)", "Monaten"),
    ],
    "zh": [
        ("毫克", "克"),
        ("微克", "毫克"),
        ("克(?!/|隆)", "毫克"),
        ("毫升(?!/)", "升"),
        ("小时", "天"),
        ("小时", "分钟"),
        ("分钟", "小时"),
        ("天", "周"),
        ("周(?!岁|围|期)", "个月"),
        ("个月", "周"),
        ("岁", "个月"),
        ("年", "个月"),
        ("日", "周"),
    ],
    "ja": [
        ("時間", "日"),
        ("時間", "分"),
        ("分間", "時間"),
        ("日間", "週間"),
        ("週間?", "ヵ月"),
        ("[ヵヶかカ]月", "週"),
        ("歳", "ヵ月"),
        ("年", "ヵ月"),
    ],
}
"""Each stands behind a figure."""

SIGNS: Rules = {
    "*": [
        ("≥", "<"),
        ("≤", ">"),
        ("<(?![=A-Za-z/])", "≥"),
        (">(?!=)", "≤"),
        ("＜", "≥"),
        ("＞", "≤"),
        ("≧", "<"),
        ("≦", ">"),
    ],
}

THRESHOLD_WORDS: Rules = {
    "en": [
        *both_ways(("at least", "at most"), ("more than", "less than"), ("greater than", "less than")),
        (r"\babove(?= \d)", "below"),
        (r"\bbelow(?= \d)", "above"),
        (r"\bup to(?= \d)", "at least"),
        (r"\bor (?:older|more|above|higher)\b", "or less"),
        (r"\bunder(?= \d)", "over"),
        (r"\bolder than\b", "younger than"),
    ],
    "de": [
        *both_ways(("mindestens", "höchstens"), ("mehr als", "weniger als")),
        (r"\büber(?= \d)", "unter"),
        (r"\bunter(?= \d)", "über"),
        (r"\bbis zu(?= \d)", "mindestens"),
    ],
    "zh": [
        *either(("大于", "小于"), ("高于", "低于"), ("至少", "至多")),
        ("以上", "以下"),
        ("以下(?=[，。、）的人患])", "以上"),
        ("超过", "低于"),
        ("不超过", "至少"),
    ],
    "ja": [("以上", "未満"), ("未満", "以上"), ("(?<=[歳%gLl日回])以下", "以上"), ("を超え", "未満の")],
}
"""The words that say on which side of a figure."""

NEGATION_CUT: Rules = {
    "en": [
        (r"\b(do|does|did|is|are|was|were|has|have|had|can|should|may|must|will|could) not (?!only\b)", r"\1 "),
        (r"\bDo not (\w)", r"\1"),
        (r"\bcannot\b", "can"),
        (r"\bwithout\b", "with"),
        (r"\bNo (?!\.)(?=[a-z])", ""),
        (r"(?<!or )\bnot (?!only\b)(?=\w)", ""),
        (r"\bno (?=[a-z])", ""),
        (r"\bnever\b", "always"),
        (r"\bAvoid\b", "Consider"),
        (r"\bcontraindicated\b", "indicated"),
    ],
    "de": [
        (r"\bnicht (?!nur\b)(?=\w)", ""),
        (r"\bkeine\b", "eine"),
        (r"\bKeine\b", "Eine"),
        (r"\bkein\b", "ein"),
        (r"\bkeinen\b", "einen"),
        (r"\bohne\b", "mit"),
        (r"\bkontraindiziert\b", "indiziert"),
    ],
    "zh": [
        ("禁用", "可用"),
        ("不推荐", "推荐"),
        ("不建议", "建议"),
        ("不应", "应"),
        ("不宜", "宜"),
        ("不得", "可以"),
        ("不能", "能"),
        ("不可", "可"),
        ("尚未", "已"),
        ("未见", "可见"),
        ("未发现", "发现"),
        ("没有", "有"),
        ("无需", "需要"),
        ("不需要?", "需要"),
        ("避免", "可以"),
        ("未(?=[进观报确知])", ""),
        ("不会", "会"),
        ("禁止", "允许"),
        ("无(?=显著|明显|临床)", "有"),
    ],
    "ja": [
        ("しないこと", "すること"),
        ("できない", "できる"),
        ("されていない", "されている"),
        ("していない", "している"),
        ("認められなかった", "認められた"),
        ("認められていない", "認められている"),
        ("望ましくない", "望ましい"),
        ("禁忌", "適応"),
        ("必要はない", "必要がある"),
        ("避け", "行い"),
        ("ない(?=。|$)", "ある"),
        ("されない", "される"),
    ],
}
NEGATION_PUT: Rules = {
    "en": [
        (r"\b(is|are|was|were|should be|may be|can be|has been|have been) (?=[a-z])", r"\1 not "),
        (r"\b(should|may|can|must|will|could) (?!be\b|not\b)(?=[a-z])", r"\1 not "),
        (r"\bwith\b", "without"),
    ],
    "de": [
        (r"\b(ist|sind|wird|werden|wurde|wurden|sollte|sollten|kann|können) (?=\w)", r"\1 nicht "),
        (r"\bmit\b", "ohne"),
        (r"\beine\b", "keine"),
    ],
    "zh": [
        ("(?<!不)推荐", "不推荐"),
        ("(?<!不)建议", "不建议"),
        ("(?<![不反相适效对])应(?![答激用])", "不应"),
        ("(?<!不)(?<!不良)会(?=[出引导发增降影])", "不会"),
        ("(?<![不许])可(?=[引导用使见能与出发])", "不可"),
        ("需要?(?=[调减增进停])", "无需"),
        ("有(?=效|显著|明显)", "无"),
    ],
    "ja": [
        ("すること(?=。|$)", "しないこと"),
        ("認められた", "認められなかった"),
        ("示した", "示さなかった"),
        ("される(?=。|$)", "されない"),
        ("された(?=。|$)", "されなかった"),
        ("がある(?=。|$)", "がない"),
        ("である(?=。|$)", "ではない"),
        ("する(?=。|$)", "しない"),
    ],
}

DIRECTION: Rules = {
    "en": [
        *both_ways(
            ("higher", "lower"),
            ("increase", "decrease"),
            ("increases", "decreases"),
            ("increased", "decreased"),
            ("increasing", "decreasing"),
            ("longer", "shorter"),
            ("before", "after"),
            ("greater", "smaller"),
            ("improvement", "worsening"),
            ("improved", "worsened"),
            ("prolonged", "shortened"),
            ("continue", "discontinue"),
            ("maximum", "minimum"),
            ("superior", "inferior"),
            ("faster", "slower"),
            ("elevated", "reduced"),
            ("elevations", "reductions"),
            ("with food", "on an empty stomach"),
        ),
        (r"\breduced\b", "increased"),
        (r"\breduction\b", "increase"),
        (r"\breduces?\b", "increase"),
        (r"\bHigher\b", "Lower"),
        (r"\bIncreased?\b", "Decreased"),
        (r"\binhibitors?\b", "inducers"),
        (r"\binducers?\b", "inhibitors"),
        (r"\bfewer\b", "more"),
    ],
    "de": [
        *both_ways(
            ("höher", "niedriger"),
            ("erhöht", "vermindert"),
            ("erhöhen", "vermindern"),
            ("Erhöhung", "Verminderung"),
            ("Zunahme", "Abnahme"),
            ("Anstieg", "Abfall"),
            ("länger", "kürzer"),
            ("Verlängerung", "Verkürzung"),
            ("Verbesserung", "Verschlechterung"),
            ("höhere", "niedrigere"),
            ("höheren", "niedrigeren"),
            ("verstärkt", "abgeschwächt"),
            ("erhöhte", "verminderte"),
            ("erhöhter", "verminderter"),
            ("erhöhten", "verminderten"),
        ),
        (r"\bReduktion\b", "Erhöhung"),
        (r"\breduziert\b", "erhöht"),
        (r"\bgesenkt\b", "erhöht"),
        (r"\bSenkung\b", "Erhöhung"),
        (r"\bmehr\b(?! als)", "weniger"),
        (r"\bvor (?=der|dem|den|Beginn)", "nach "),
        (r"\bnach (?=der|dem|den|Beginn|Ende)", "vor "),
    ],
    "zh": [
        *either(
            ("升高", "降低"),
            ("增加", "减少"),
            ("上升", "下降"),
            ("延长", "缩短"),
            ("改善", "恶化"),
            ("较高", "较低"),
            ("增强", "减弱"),
            ("饭前", "饭后"),
            ("餐前", "餐后"),
            ("更高", "更低"),
            ("增高", "降低"),
            ("加快", "减慢"),
        ),
        ("减少", "增加"),
        ("减低", "升高"),
        ("抑制剂", "诱导剂"),
        ("停药", "继续用药"),
        ("停用", "继续使用"),
        ("之前", "之后"),
    ],
    "ja": [
        *either(
            ("増加", "減少"),
            ("上昇", "低下"),
            ("延長", "短縮"),
            ("増強", "減弱"),
            ("改善", "悪化"),
            ("高い", "低い"),
            ("食前", "食後"),
            ("亢進", "抑制"),
            ("増量", "減量"),
            ("投与前", "投与後"),
        ),
        ("阻害剤", "誘導剤"),
        ("投与を中止", "投与を継続"),
        ("減少", "増加"),
        ("高値", "低値"),
    ],
}

FREQUENCY: Rules = {
    "en": [
        *both_ways(
            ("once daily", "twice daily"),
            ("once a day", "twice a day"),
            ("once weekly", "once daily"),
            ("three times daily", "twice daily"),
            ("every other week", "every week"),
        ),
        (r"\bthree times (?:a|per) day\b", "once a day"),
        (r"\bdaily\b", "weekly"),
        (r"\bweekly\b", "daily"),
        (r"\bevery day\b", "every week"),
        (r"\btwice\b(?= (?:a|per|each|in))", "once"),
        (r"\b(?:per|a) day\b", "per week"),
        (r"\bmonthly\b", "weekly"),
        (r"\bfour times (?:a|per) day\b", "twice a day"),
    ],
    "de": [
        (r"\beinmal täglich\b", "zweimal täglich"),
        (r"\bzweimal täglich\b", "einmal täglich"),
        (r"\b1 ?[x×] täglich\b", "2x täglich"),
        (r"\b2 ?[x×] täglich\b", "1x täglich"),
        (r"\btäglich\b(?!e)", "wöchentlich"),
        (r"\bpro Tag\b", "pro Woche"),
        (r"\b1[- ]?mal täglich\b", "2-mal täglich"),
        (r"\bwöchentlich\b", "täglich"),
    ],
    "zh": [
        ("(?<=[每一1]日)一次", "两次"),
        ("(?<=[每一1]日)[1１]次", "3次"),
        ("(?<=[每一1]日)[2２两二]次", "1次"),
        ("(?<=[每一1]日)[3３三]次", "1次"),
        ("(?<=[每一1]天)[一1]次", "两次"),
        ("(?<=[每一1]天)[2两]次", "一次"),
        ("(?<=[每一1]天)[三3]次", "一次"),
        ("每日(?=[一1-9两二三])", "每周"),
        ("每天(?=[一1-9两二三])", "每周"),
        ("每周(?=[一1-9两二三])", "每天"),
        ("每[2两]周", "每4周"),
        ("每[3三]周", "每4周"),
        ("每[4四]周", "每2周"),
        ("日剂量", "周剂量"),
    ],
    "ja": [
        ("[1１]日[1１]回", "1日2回"),
        ("[1１]日[2２]回", "1日1回"),
        ("[1１]日[3３]回", "1日1回"),
        ("[1１]日(?=[2-9２-９]～)", "1週"),
        ("週[1１]回", "1日1回"),
        ("毎日", "毎週"),
        ("隔日", "毎日"),
        ("[1１]日量", "1週量"),
    ],
}

POPULATION: Rules = {
    "en": [
        *both_ways(
            ("adults", "children"),
            ("women", "men"),
            ("females", "males"),
            ("renal impairment", "hepatic impairment"),
            ("pregnant women", "elderly patients"),
        ),
        (r"\badult\b", "pediatric"),
        (r"\bpa?ediatric\b", "geriatric"),
        (r"\belderly\b", "pediatric"),
        (r"\bgeriatric\b", "pediatric"),
        (r"\bpregnant\b", "elderly"),
        (r"\bpregnancy\b", "lactation"),
        (r"\bpatients with (?:renal|hepatic) impairment", "patients with diabetes"),
        (r"\binfants?\b", "adults"),
        (r"\bchildren\b", "elderly patients"),
        (r"\badolescents\b", "adults"),
        (r"\bhealthy (?=subjects|volunteers|adults)", "pediatric "),
    ],
    "de": [
        *both_ways(
            ("Erwachsene", "Kinder"),
            ("Erwachsenen", "Kindern"),
            ("Frauen", "Männer"),
            ("Niereninsuffizienz", "Leberinsuffizienz"),
            ("Schwangerschaft", "Stillzeit"),
        ),
        (r"\bältere[nr]? Patienten\b", "Kinder"),
        (r"\bKindern? und Jugendlichen?\b", "Erwachsenen"),
        (r"\bSäuglinge\b", "Erwachsene"),
        (r"\bNierenfunktion", "Leberfunktion"),
        (r"\bLeberfunktion", "Nierenfunktion"),
    ],
    "zh": [
        *either(("成人", "儿童"), ("女性", "男性"), ("肾功能", "肝功能")),
        ("孕妇", "老年患者"),
        ("妊娠", "哺乳"),
        ("老年", "儿童"),
        ("哺乳期妇女", "儿童"),
        ("儿童", "老年患者"),
        ("婴幼?儿", "成人"),
    ],
    "ja": [
        *either(("成人", "小児"), ("腎機能", "肝機能"), ("女性", "男性")),
        ("妊婦", "高齢者"),
        ("高齢者", "小児"),
        ("授乳婦", "妊婦"),
        ("小児", "高齢者"),
        ("腎障害", "肝障害"),
        ("肝障害", "腎障害"),
    ],
}

SEVERITY: Rules = {
    "en": [
        *both_ways(("mild", "severe"), ("moderate", "severe"), ("Mild", "Severe")),
        (r"\bmild\b", "moderate"),
        (r"\bserious\b", "mild"),
    ],
    "de": [
        (r"\bschwere(n|r|s|m)?\b", r"leichte\1"),
        (r"\bleichte(n|r|s|m)?\b", r"schwere\1"),
        (r"\bmittelschwere(n|r|s|m)?\b", r"leichte\1"),
        (r"\bmäßige(n|r)?\b", r"schwere\1"),
    ],
    "zh": [*either(("轻度", "重度"), ("中度", "重度")), ("严重", "轻微"), ("轻微", "严重")],
    "ja": [*either(("軽度", "重度"), ("中等度", "重度")), ("重篤な", "軽微な"), ("重症", "軽症")],
}

HEDGE: Rules = {
    "en": [
        (r"\bmay be\b", "is"),
        (r"\bmay (?!\d|be\b|not\b)", "will "),
        (r"\bmay (?!\d|be\b|not\b)", ""),
        (r"\bmay not\b", "will not"),
        (r"\bcan (?!not)", "will "),
        (r"\bshould\b", "may"),
        (r"\bmust\b", "may"),
        (r"\bcould\b", "will"),
        (r"\bmight\b", "will"),
        (r"\bis recommended\b", "is possible"),
    ],
    "de": [
        (r"\bkann\b", "wird"),
        (r"\bkönnen\b", "werden"),
        (r"\bsollten?\b", "kann"),
        (r"\bmuss\b", "kann"),
        (r"\bmüssen\b", "können"),
        (r"\bkönnten?\b", "wird"),
    ],
    "zh": [
        ("可能(?!性)", "会"),
        ("可能(?!性)", ""),
        ("可能(?!性)", "必然"),
        ("(?<![反适效相供对])应(?![答激用])", "可"),
        ("必须", "可以"),
        ("建议", "必须"),
        ("可(?=引起|导致|出现|发生)", "必然"),
    ],
    "ja": [
        ("することがある", "する"),
        ("れることがある", "れる"),
        ("(?<=[るす])おそれがある", ""),
        ("(?<=る)可能性がある", ""),
        ("すること(?=。|$)", "してもよい"),
        ("望ましい", "必須である"),
    ],
}

CAUSE: Rules = {
    "en": [
        (r"\bassociated with\b", "caused by"),
        (r"\brelated to\b", "caused by"),
        (r"\bcorrelated with\b", "caused by"),
        (r"\bfollowing\b(?= (?:use|treatment|administration|exposure))", "caused by"),
        (r"\breported with\b", "caused by"),
        (r"\bhas been reported\b", "is caused by it"),
    ],
    "de": [
        (r"\bassoziiert\b", "verursacht"),
        (r"\bim Zusammenhang mit\b", "verursacht durch"),
        (r"\bberichtet\b", "verursacht"),
    ],
    "zh": [
        ("相关(?!性|的?信息|章节|检查)", "所致"),
        ("有关(?=[，。])", "的因果关系已证实"),
        ("报告(?=[过了，。])", "证实由其引起"),
    ],
    "ja": [("報告されている", "引き起こされる"), ("関連が", "因果関係が")],
}

RESTRICTION: Rules = {
    "en": [
        (r"\bonly (?=\w)", ""),
        (r",? (?:if|unless|when|except|provided that) [^,.;()]{6,90}(?=\.$)", ""),
        (r"^(?:If|When|Unless|In case of) [^,.;()]{6,110}, (?=\w)", ""),
    ],
    "de": [
        (r"\bnur (?=\w)", ""),
        (r", (?:wenn|falls|sofern) [^,.;()]{6,90}(?=\.$)", ""),
        (r"^(?:Wenn|Falls|Bei) [^,.;()]{6,110}, (?=\w)", ""),
    ],
    "zh": [
        ("仅(?=[在用限适供可应有当])", ""),
        ("只有", ""),
        ("^(?:如果?|若)[^，。；（）]{3,50}，", ""),
        ("除非[^，。；]{2,30}[，,]", ""),
    ],
    "ja": [("のみ", ""), ("^[^、。（）]{4,60}場合(?:に)?は、", "")],
}

VERSUS = {
    "en": r"\bvs\b\.?|\bversus\b|\bcompared (?:with|to)\b|\bthan\b|\band\b(?=.{0,120}\brespectively\b)|"
    r"\bin comparison (?:with|to)\b",
    "de": r"\bgegenüber\b|\bim Vergleich zu\b|\bverglichen mit\b|\bversus\b|\bvs\b\.?|\bbzw\.",
    "zh": "对比|相比|对照组|安慰剂组|比较|(?:和|与|、)(?=.{0,60}分别为?)|vs",
    "ja": "に対し|と比較|プラセボ群|対照群|及び(?=.{0,60}それぞれ)|に比べ",
}

# --- honest ---------------------------------------------------------------------------------------------------------

SYNONYMS: Rules = {
    "en": [
        (r"\bprior to\b", "before"),
        (r"\badministered\b", "given"),
        (r"\bapproximately\b", "about"),
        (r"\bsuch as\b", "for example"),
        (r"\bphysician\b", "doctor"),
        (r"\bconcomitant\b", "simultaneous"),
        (r"\bsubjects\b", "participants"),
        (r"\boccurred in\b", "was seen in"),
        (r"\butilized\b", "used"),
        (r"\bwas observed\b", "was seen"),
        (r"\bwere observed\b", "were seen"),
        (r"\bshown\b", "demonstrated"),
        (r"\bsymptoms\b", "signs"),
        (r"\binitiat(ed|ing)\b", r"start\1"),
        (r"\btreatment\b", "therapy"),
    ],
    "de": [
        (r"\bca\.", "etwa"),
        (r"\bz\.\s?B\.", "zum Beispiel"),
        (r"\bsowie\b", "und"),
        (r"\bverabreicht\b", "gegeben"),
        (r"\bArzneimittel\b", "Medikament"),
        (r"\bbzw\.", "beziehungsweise"),
    ],
    "zh": [
        ("大约", "约"),
        ("患者", "病人"),
        ("给药", "用药"),
        ("以及", "和"),
        ("例如", "比如"),
        ("医生", "医师"),
        ("服用", "口服"),
    ],
    "ja": [
        ("及び", "および"),
        ("又は", "または"),
        ("等の", "などの"),
        ("約", "およそ"),
        ("従って", "したがって"),
        ("医師", "担当医"),
    ],
}
SPELLING: Rules = {
    "en": [
        (r"\btumor", "tumour"),
        (r"\bedema\b", "oedema"),
        (r"\banemia\b", "anaemia"),
        (r"\bdiarrhea\b", "diarrhoea"),
        (r"hypoglycemi", "hypoglycaemi"),
        (r"\bpediatric\b", "paediatric"),
        (r"\bmL\b", "ml"),
        (r"\bmcg\b", "µg"),
        (r"\brandomized\b", "randomised"),
    ],
    "de": [("ß", "ss"), (r"\bml\b", "mL")],
    "zh": [(r"\bml\b", "mL"), ("；", ";"), ("：", ":"), ("，", ",")],
    "ja": [("，", "、"), (r"\bml\b", "mL")],
}
FIGURES_IN_WORDS: Rules = {
    "en": [
        (r"(?<=[a-z] )two (?=(?:weeks|days|months|years|hours|tablets|times|doses|patients|studies)\b)", "2 "),
        (r"(?<=[a-z] )three (?=(?:weeks|days|months|years|hours|tablets|doses|patients|studies)\b)", "3 "),
        (r"(?<=\d) ?%(?! CI)", " percent"),
        (r"(?<=\d)[–-](?=\d+ (?:weeks|days|months|hours|years|mg)\b)", " to "),
        (r"(?<=\d) hours\b", " h"),
        (r"(?<=\d) mg(?=[ .,;])(?! ?/)", " milligrams"),
    ],
    "de": [
        (r"(?<=[a-z] )zwei (?=(?:Wochen|Tage|Tagen|Monate|Monaten|Tabletten)\b)", "2 "),
        (r"(?<=\d) ?%", " Prozent"),
        (r"(?<=\d)[–-](?=\d+ (?:Wochen|Tage|Monate|Stunden|mg)\b)", " bis "),
    ],
    "zh": [
        ("两(?=周|天|个月|次)", "2"),
        ("三(?=周|天|个月|次)", "3"),
        ("毫克(?!/)", "mg"),
        ("(?<=\\d)[~～](?=\\d+(?:mg|周|天|小时))", "至"),
        ("每日", "每天"),
    ],
    "ja": [("(?<=\\d)～(?=\\d+(?:mg|週|日|時間))", "から"), ("ヵ月", "か月")],
}
SIGNS_IN_WORDS: Rules = {
    "en": [
        (r"(?<![pP] )(?<![A-Za-z])≥ ?(?=\d)", "at least "),
        (r"(?<![pP] )(?<![A-Za-z])≤ ?(?=\d)", "at most "),
        (r"(?<![pP] )(?<![A-Za-z])> ?(?=\d)", "more than "),
        (r"(?<![pP] )(?<![A-Za-z])< ?(?=\d)", "less than "),
    ],
    "de": [
        (r"≥ ?(?=\d)", "mindestens "),
        (r"≤ ?(?=\d)", "höchstens "),
        (r"(?<![pP] )(?<![A-Za-z])> ?(?=\d)", "mehr als "),
        (r"(?<![pP] )(?<![A-Za-z])< ?(?=\d)", "weniger als "),
    ],
    "zh": [("≥", "至少"), ("≤", "至多"), ("(?<![pP])[<＜](?=\\d)", "低于"), ("(?<![pP])[>＞](?=\\d)", "超过")],
}
CONNECTIVES: Rules = {
    "en": [
        (r"^However, (?=[a-z])", ""),
        (r"^Therefore, (?=[a-z])", ""),
        (r"^In addition, (?=[a-z])", ""),
        (r"\btherefore ", ""),
        (r"\balso ", ""),
        (r"^Additionally, (?=[a-z])", ""),
    ],
    "de": [(r"\bjedoch ", ""), (r"\bdaher ", ""), (r"\bauch ", "")],
    "zh": [("^此外，", ""), ("^因此，", ""), ("^但是?，?", ""), ("也(?=[应可会])", "")],
    "ja": [("^また、", ""), ("^なお、", ""), ("^ただし、", "")],
}
