"""The words that decide what a medical sentence claims, in English, Chinese, Japanese and German.

Populations, endpoints, comparators, modality, negation, direction and statistical qualifiers, each as one regular
expression over all four languages. ``terms_in`` gives the ids a text names; the other functions read one word class.
"""

from __future__ import annotations

import re
from functools import lru_cache

from library.word_pattern import WordPattern, word_pattern


def _compile(table: dict[str, str]) -> dict[str, WordPattern]:
    return {name: word_pattern(body) for name, body in table.items()}


POPULATIONS = _compile(
    {
        "adults": r"\badults?\b|成人|成年患者|\bErwachsene",
        "children and adolescents": r"\bchild(?:ren)?\b(?!-pugh)|\bp(?:a)?ediatric|\badolescent|\binfants?\b|"
        r"\bneonat|"
        r"under 18|younger than 18|儿童|儿科|小儿|小児|青少年|婴|未满18岁|18岁以下|\bKinder|\bJugendlich|Säugling",
        "older patients": r"\belderly\b|\bgeriatric|\bolder (?:patients|adults|people|than)|(?:≥|>|>=|over|"
        r"at least|(?:more|greater|older) than|aged|mehr als|über|mindestens|älter als|至少|超过|大于) ?"
        r"(?:65|75)(?!\d)|\b(?:65|75)(?: years)?(?: of age)?(?: and| or) (?:older|over|above)|老年|高龄|高齢|(?:65|"
        r"75) ?[岁歳]?(?:及|以上|或以上)|\bältere",
        "pregnant women": r"(?<!become )(?<!becoming )\bpregnan|(?<!可能)妊娠(?!可能)|孕妇|(?<!可能)怀孕|妊婦|"
        r"schwanger(?!en? werden)",
        "women who can become pregnant": r"child-?bearing|reproductive potential|becom(?:e|ing) pregnant|"
        r"conceiv|育龄|可能(?:怀孕|妊娠)|妊娠可能|gebärfähig|schwanger(?:en?)? werden",
        "lactating women": r"\blactat|breast-?feed|\bnursing (?:mother|women|infant)|哺乳|授乳|\bstillen|stillzeit",
        "patients with renal impairment": r"\brenal (?:impairment|insufficiency|failure)|kidney (?:disease|"
        r"impairment)|\bCrCl\b|"
        r"creatinine clearance|肾功能|肌酐清除率|腎機能|腎障害|Niereninsuffizienz|Nierenfunktion",
        "patients with hepatic impairment": r"\bhepatic (?:impairment|insufficiency|failure)|liver (?:disease|"
        r"impairment)|Child-Pugh|"
        r"肝功能(?:不全|损害|障碍|损伤)|肝機能障害|Leberinsuffizienz|Leberfunktionsstörung",
        "untreated patients": r"\bfirst[- ]line\b|(?:treatment|therapy|drug)[- ]na[iï]ve|\buntreated\b|初治|一线|"
        r"未治療|一次治療|Erstlinie|unbehandelt",
        "previously treated patients": r"(?<!not )\bpreviously treated|\bprior (?:platinum|therap|chemotherap|"
        r"treatment|systemic)|"
        r"after (?:prior )?platinum|second[- ]line|\brefractory\b|既往含铂|含铂化疗后|经治|二线|难治|既治療|"
        r"vorbehandelt",
        "patients with brain metastases": r"brain metast|intracranial|CNS metast|脑转移|颅内|脳転移|Hirnmetast",
        "Chinese patients": r"\bChinese (?:patients|subgroup|population|participants|subjects|adults)|中国"
        r"(?:患者|病人|人群|亚组|受试者)|chinesische",
        "Japanese patients": r"\bJapanese (?:patients|subgroup|population|participants|subjects|adults)|"
        r"日本人|japanische",
        "women": r"\bfemales?\b|\bwom[ae]n\b|女性|\bFrauen\b",
        "men": r"\bmales?\b|\bm[ae]n\b|男性|\bMänner",
    }
)
SUBGROUPS = frozenset(POPULATIONS) - {
    "adults",
    "pregnant women",
    "lactating women",
    "women who can become pregnant",
}
"""Populations that name a part of a study, whose figures are not those of the whole."""

ENDPOINTS = _compile(
    {
        "progression-free survival": r"progression[- ]free|\bPFS\b|\bprogression\b(?=.{0,20}(?:\bby\b|risk))|"
        r"risk of progression|"
        r"无进展生存|疾病进展风险|無増悪生存|progressionsfrei",
        "overall survival": r"\boverall survival|\bOS\b|(?<!free )(?<!-free )\bsurvival\b(?! curve)|"
        r"\blive longer|mortality|总生存|"
        r"(?<!无进展)(?<!无病)(?<!无事件)生存(?:期|获益|率)|全生存|Gesamtüberleben",
        "response rate": r"(?:objective|overall|tumou?r) response|\bresponse rate|\bORR\b|客观缓解|缓解率|"
        r"奏効率|Ansprechrate",
        "duration of response": r"duration of response|\bDoR\b|缓解持续|奏効期間|Ansprechdauer",
        "work impairment": r"\bWPAI|work (?:productivity|impairment)|工作(?:能力|受损|效率|生产力)|労働生産性|"
        r"Arbeits(?:produktivität|fähigkeit)",
        "skin clearance": r"\bEASI|\bIGA\b",
        "itch": r"\bitch|\bpruritus\b|瘙痒|かゆみ|そう痒|Juckreiz",
        "quality of life": r"\bDLQI\b|quality of life|生活质量|生活の質|Lebensqualität",
    }
)
COMPARATORS = _compile(
    {
        "placebo": r"\bplacebo|安慰剂|プラセボ|偽薬",
        "chemotherapy": r"\bchemotherap|pemetrexed|培美曲塞|化疗组|(?:对比|优于|与|较|比)(?:含铂)?化疗|"
        r"化学療法群|Chemotherapie",
        "vehicle": r"\bvehicle\b|赋形剂|基質",
        "standard of care": r"standard (?:of care|treatment|therapy)|标准治疗|標準治療|Standardtherapie",
        "control": r"\bcontrol (?:arm|group)|对照组|対照群|Kontrollgruppe|Kontrollarm",
    }
)
QUALIFIERS = _compile(
    {
        "exploratory": r"explorat|post[- ]?hoc|\bnominal|descriptive|not (?:been )?adjusted|unadjusted|"
        r"no (?:formal )?(?:adjustment|testing)|"
        r"hypothesis[- ]generating|not (?:formally )?tested|†|探索性|事后|名义|描述性|未(?:进行|"
        r"经)?(?:多重性)?(?:校正|调整)|"
        r"事後|名目|記述的|多重性の調整|explorativ|deskriptiv|nicht (?:adjustiert|korrigiert)",
        "interim": r"\binterim\b|immature|not mature|期中|中期分析|未成熟|中間解析|Interim|Zwischenanalyse",
    }
)
NOT_SIGNIFICANT = word_pattern(
    r"\bnot (?:reach |statistically |meet )*(?:statistical )?(?:ly )?significan|"
    r"no (?:statistically )?significant (?:difference|improvement|benefit)|"
    r"did not (?:reach|meet|achieve) statistical|non-?significant|无(?:统计学)?显著|"
    r"未达(?:到)?(?:统计学)?(?:显著|意义)|差异无统计学|"
    r"有意(?:な)?差(?:は|が)?(?:認め|な|み)|有意ではな|nicht (?:statistisch )?signifikant"
)
BENEFIT = word_pattern(
    r"\bimprov|\bprolong|\bextend|\bincreas|\bbenefit|\blonger\b|\bsuperior|\bbetter\b|\breduc|\blower|\bcut|"
    r"改善|延长|获益|提高|优于|降低|"
    r"延長|改善|優れ|verbesser|verläng|überlegen|senk"
)
DEEDS = word_pattern(
    r"\b(?:prevents|reduces|lowers|decreases|increases|raises|improves|prolongs|extends|shortens|cuts|protects|cures|"
    r"eliminates)\b|\b(?:can|may|will|to|helps?) (?:prevent|reduce|lower|decrease|increase|raise|improve|prolong|"
    r"extend|shorten|cut|protect|cure)\b|[可能会](?:以|够)?(?:预防|降低|减少|升高|增加|改善|延长|缩短)|"
    r"\b(?:verhindert|senkt|verringert|reduziert|vermindert|erhöht|verbessert|verlängert|verkürzt|schützt)\b|"
    r"(?:低下|減少|改善|延長|増加|上昇|短縮)させ|を予防する"
)
"""What a medicine is said to do, not only to go along with."""
_MODALITY = _compile(
    {
        "must": r"\bmust\b|\bshall\b|\brequired?\b|\bhave to\b|\bhas to\b|必须|务必|必ず|しなければならない|"
        r"\bmuss\b|\bmüssen\b|\bdarf nicht\b|\bdürfen nicht\b",
        "should": r"\bshould\b|\brecommended\b|\badvised?\b|应(?!答|激|用)|建议|推荐|すること|べき|推奨|"
        r"\bsoll(?:te|ten|en)?\b|\bempfohlen\b",
        "may": r"\bmay\b|\bmight\b|\bcan\b|\bcould\b|可能|可(?!比|见|待)|ことがある|おそれ|可能性|\bkann\b|"
        r"\bkönnen\b|\bkönnte",
    }
)
_HEDGE = word_pattern(r"\bmay\b|\bmight\b|\bcould\b|可能|おそれ|可能性|ことがある|\bkönnte")
_NEGATION = word_pattern(
    r"\bnot\b|\bno\b(?!\. ?(?:of\b|\d|[a-z]|[:\t]))|\bnever\b|\bwithout\b|\bneither\b|\bnor\b|\bnone\b|"
    r"\bcannot\b|n['’]t\b|\bavoid|\bcontraindicat|"
    r"\bfail(?:ed|s)? to\b|\bunnecessary\b|\bineffective\b|\bunaffected\b|\bunlikely\b|"
    r"\bunless\b|\bexcept|\babsen(?:t|ce)\b|\bunknown\b|\bfree (?:of|from)\b|"
    r"不(?!良|全|同|仅|适|详|久|断|足|到|超过)|未(?!来)|"
    r"无(?!进展|创|关|菌|水)|没有|(?<![淹出沉埋覆吞])没(?!食子|药|收|入)|禁|勿|非(?!小|常)|"
    r"避免|しない|ない(?!し)|なかった|禁忌|せず|"
    r"\bunbekannt|\bunwirksam|\bunnötig|\bunbeeinflusst|\bnicht\b|\bkein\w*|\bohne\b|\bnie\b|\bvermeid|\bkontraindizi|\babgesetzt"
)
_CONDITION = word_pattern(
    r"\bif\b|\bunless\b|\bonly\b|\bwhen\b|\bexcept|\bprovided\b|\bdespite\b|\buntil\b|\bwhose\b|\bwho\b|"
    r"\bafter\b|\bwith food\b|"
    r"\bin case of\b|\bin the event\b|如果|"
    r"(?<![例诸比假譬])如(?=发生|出现|需|有|漏|遇|患|怀疑|确|同时|正|使用|服用|用药|症状|孕|为|您|与|超过|不|果|已|每日|每天|未|仍|因)|若|仅|只有|除非|除外|时(?=[，,])|场合|場合|に限る|のみ|"
    r"\bwenn\b|\bfalls\b|\bnur\b|\bsofern\b|"
    r"\baußer\b|\bbis\b"
)
_OPPOSITES = tuple(
    (word_pattern(up), word_pattern(down))
    for up, down in (
        (
            r"\bhigher\b|\bincreas|\bris(?:e|es|ing)\b|\brose\b|\braise[sd]?\b|\b(?:go|goes|going|went) up\b|\belevat|"
            r"(?<!\bno )(?<!\bnot )\bmore\b(?! than\b)|\bgreater\b|"
            r"\bhöher|\berhöh|\bzunahme|\bgestiegen|\bsteig(?:t|en)\b|\bmehr\b|高于|较高|偏高|高(?=\d|约)|升高|增加|增高|上升|提高|更多|较多|更常|上昇|増加|高く|より高|より多",
            r"\blower\b|\blowered\b|\bdecreas|\breduc(?!tase)|\bdeclin|\bdrop(?:s|ped)?\b|\bfall(?:s|en)?\b|\bfell\b|"
            r"\b(?:go|goes|going|went) down\b|\bless\b|\bfewer\b|\bsmaller\b|\bniedriger|\bgeringer|\bvermindert|"
            r"\babnahme|\breduzier|\bgesenkt|\bsenk(?:t|en)\b|\bsink(?:t|en)\b|\bweniger\b|"
            r"低于|较低|偏低|低(?=\d|约)|降低|减少|下降|减低|更少|较少|少于|減少|低下|低く|より低|より少",
        ),
        (
            r"\blonger\b|\bprolong|\blengthen|\blänger|\bverlänger|延长|变长|延長|長く",
            r"\bshorter\b|\bshorten|\bkürzer|\bverkürz|缩短|变短|短縮|短く",
        ),
        (
            r"\bsuperior|\bbetter\b|\bimprov|\büberlegen|\bbesser|\bverbesser|优于|好于|改善|好转",
            r"\binferior|\bworse\b|\bworsen|\bdeteriorat|\bunterlegen|\bschlechter|\bverschlechter|劣于|不如|恶化|加重|悪化",
        ),
        (
            r"\bbefore\b|\bprior to\b|\bahead of\b|\bvor\b|之前|饭前|餐前|食前",
            r"\bafter\b|\bnach\b|之后|饭后|餐后|食後",
        ),
        (
            r"\babove\b|\bover\b|\bmaximum\b|\büber\b|\bmaximal|最大|超过",
            r"\bbelow\b|\bunder\b|\bminimum\b|\bunter\b|\bminimal|最小",
        ),
        (
            r"\bwith food\b|\bwith (?:or|and) without food|\bwith a meal\b|随餐|与食物同服|食後|zu einer Mahlzeit",
            r"\bwithout food\b|\bon an empty stomach|\bfasting\b|空腹|nüchtern",
        ),
        (
            r"\bcommon\b(?!ly used)|häufig|常见",
            r"\buncommon\b|\brare\b|gelegentlich|\bselten|偶见|罕见",
        ),
        (
            r"\bcontinue\b|fortsetzen|继续|継続",
            r"\bdiscontinue\b|\bstop\b|absetzen|停用|停药|中止",
        ),
        (r"\bmild\b|\bleicht|轻度|軽度", r"\bsevere\b|\bschwer|重度|严重"),
        (r"\bimproved by\b|\bstrong\b|强效|強い", r"\bweak\b|弱效|弱い"),
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def populations(text: str) -> frozenset[str]:
    """Populations that ``text`` names."""
    return frozenset(name for name, _, _ in population_places(text))


@lru_cache(maxsize=8192)
def population_places(text: str) -> tuple[tuple[str, int, int], ...]:
    """``(population, start, end)`` of each place where ``text`` names one."""
    return tuple((name, *match.span()) for name, pattern in POPULATIONS.items() for match in pattern.finditer(text))


@lru_cache(maxsize=8192)
def endpoints(text: str) -> frozenset[str]:
    """Study endpoints that ``text`` names."""
    return frozenset(name for name, pattern in ENDPOINTS.items() if pattern.search(text))


@lru_cache(maxsize=8192)
def comparators(text: str) -> frozenset[str]:
    """Comparators (placebo, chemotherapy …) that ``text`` names."""
    return frozenset(name for name, pattern in COMPARATORS.items() if pattern.search(text))


@lru_cache(maxsize=8192)
def qualifiers(text: str) -> frozenset[str]:
    """Statistical qualifiers stated: "exploratory" (also post hoc, nominal, descriptive, †), "interim"."""
    return frozenset(name for name, pattern in QUALIFIERS.items() if pattern.search(text))


@lru_cache(maxsize=8192)
def without_qualifiers(text: str) -> str:
    """``text`` with its statistical qualifiers blanked, so that their "not" is not read as a denial."""
    for pattern in QUALIFIERS.values():
        text = pattern.sub(" ", text)
    return text


@lru_cache(maxsize=8192)
def modality(text: str) -> frozenset[str]:
    """Which of "must", "should", "may" the text says."""
    return frozenset(name for name, pattern in _MODALITY.items() if pattern.search(text))


@lru_cache(maxsize=8192)
def hedge(text: str) -> str:
    """The words that leave something open ("may", 可能), or ""."""
    match = _HEDGE.search(text)
    return match.group() if match else ""


_EITHER_WAY = re.compile(
    r"\bwith(?: \w+){0,2} (?:or|and) without\b|\bmit (?:oder|und) ohne\b|\b(?:make|makes|made) no difference\b|"
    r"\bno matter\b|\bwhether or not\b|无论是否|不论|不管|无论|の有無|"
    r"\bnot? (?:more|less|fewer|later|earlier|longer) than\b|"
    r"\bnicht (?:mehr|weniger|länger|später) als\b|不[少高低晚早长短]于",
    re.IGNORECASE,
)
"""Words of denial that deny nothing: it holds either way, or up to a bound."""


@lru_cache(maxsize=8192)
def negations(text: str) -> tuple[str, ...]:
    """The words that deny something, in order."""
    text = _EITHER_WAY.sub(" ", text)
    return tuple(match.group().lower() for match in _NEGATION.finditer(text))


@lru_cache(maxsize=8192)
def conditions(text: str) -> tuple[str, ...]:
    """The words that make a statement hold only sometimes ("if", "only", 仅), in order."""
    return tuple(match.group().lower() for match in _CONDITION.finditer(text))


def opposites(text: str, source: str) -> tuple[str, str] | None:
    """A word of ``text`` whose opposite stands in ``source`` while the word itself does not: ``(word, opposite)``."""
    for pair in _OPPOSITES:
        for mine, other in (pair, pair[::-1]):
            said = mine.search(text)
            if said and not other.search(text) and not mine.search(source):
                opposed = other.search(source)
                if opposed:
                    return said.group(), opposed.group()
    return None
