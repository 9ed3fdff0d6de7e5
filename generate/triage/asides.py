"""Words that look like a report and are none: a first dose of two injections, when somebody may nurse again. Pure."""

from __future__ import annotations

import re

from generate.kit import Span
from generate.question import PRODUCT_WORD
from generate.triage.story import Story

_TWO_PENS = re.compile(r"(?:两|二|2) ?(?:针|支)|(?:two|both|2) (?:\w+ ){0,2}(?:pens|injections|shots|jabs)")
_FIRST_DOSE = re.compile(
    r"首次|首剂|首针|第一次|起始|初回"
    r"|(?<![a-z])(?:first|initial|loading|starting|erste\w*) (?:\w+ )?(?:dose|dosis|time)(?![a-z])"
)
_BY_MISTAKE = re.compile(
    r"again|twice|second|another|instead|mistak|error|wrong|accident|each time|every|versehent"
    r"|重复|又|再|两次|三次|误|错|每次"
)
NO_EVENT = re.compile(
    r"(?:\S+ ){1,5}?(?:dos(?:e|es|ing)|injections?|pens?|tablets?|shots?|jabs?|prescri\w+|vaccin\w*|appointment\w*"
    r"|questions?"
    r"|surgery|operation|transplant\w*|biops\w*|scans?|ct|mri|chemo\w*|radio\w*|cycles?|treat\w*|therap\w*|respon\w*"
    r"|remission|better|benefit\w*|improve\w*|well|fine|clear\w*|resist\w*|progress\w*|relaps\w*|pregnan\w*|baby"
    r"|children|control\w*|stable|switched|taking|on|using|told|advised|approved|diagnosed|metex14|mutation\w*)(?![a-z])"
    r"|(?:突然|一直|感觉|觉得|出现|发生|发现|得了|有了)?.{0,4}(?:好转|改善|缓解|耐药|进展|怀孕|疗效|效果)"
)
"""Beginnings of sentences that tell of a treatment, a test or of getting better, not of harm."""
OTHER_REMEDY = re.compile(
    r"(?:drops?|antihistamines?|steroids?|creams?|ointments?|diuretics?|antibiotics?|painkillers?|antiemetics?|inhalers?)"
    r"(?![a-z])|(?:滴眼(?:液|治疗)?|眼药水|药膏|抗组胺药|利尿剂|止吐药|激素|抗生素|退烧药)"
)
"""What does not help is something taken against a reaction."""
CHILD = re.compile(
    r"(?<![a-z])(?:grand ?(?:son|daughter|child|children|kids?)|toddler|child|kid|baby|infant"
    r"|little (?:boy|girl|one))(?![a-z])"
    r"|(?<!\d)(?:one|two|three|four|five|six|seven|eight|nine|ten|\d|1[0-7])[- ]year[- ]old"
    r"|孩子|小孩|孙子|孙女|宝宝|外孙|儿童|子供|お子|(?<![a-z])kind(?:es)?(?![a-z])|enkel"
)
"""A child that got at a medicine is an emergency."""
WHEN_TO_NURSE = re.compile(
    r"(?<![a-z])(?:when|whether|if|how (?:soon|long|many \w+))(?: \w+){0,8}? "
    r"(?:can|may|could|should|might|will|(?:is|be) able to)(?: \w+){0,3} $"
    r"|(?:resum|restart|go(?:ing)? back to|return(?:ing)? to|start)\w* (?:to )?$"
    r"|(?:什么时候|何时|多久|几天|几周|几个月|能不能|可不可以|是否|能否|可以|恢复|重新)[^,，。?？]{0,8}$"
)
"""Before words of nursing: when somebody may nurse (again) is asked, nobody is told to nurse under the medicine."""

PLANNED = re.compile(
    r"(?:want|hop|wish|try|plan|would like|considering|thinking|like)\w* (?:\w+ ){0,4}?"
    r"(?:pregnan|conceiv|have a bab|a family)"
    r"|(?:打算|计划|准备|想|希望|考虑|备|要).{0,4}(?:怀孕|妊娠|孕(?!期|妇)|要孩子|生)|妊娠を?(?:希望|考え|計画|望)|挙児"
    r"|kinderwunsch|(?:möchte|will|plant|wünscht) (?:\w+ ){0,4}?schwanger"
    r"|schwangerschaft (?:geplant|planen)|verhüt|contracep|避孕|避妊"
    r"|test\w* (?:\w+ )?for pregnan|"
    r"pregnancy test(?:ing)? (?:before|prior|needed|required|mandatory|necessary|every|at)"
    r"|(?:before|prior to|avoid|exclude|until|vor(?: einer)?|vermeid\w+) (?:\w+ )?(?:pregnan|conce|schwangerschaft)"
)
IS_PREGNANT = re.compile(
    r"\w+ (?:weeks?|months?) pregnant|(?:is|fell|got|has become|became) pregnant"
    r"|怀孕了|已经?怀孕|[孕妊]\d+周|妊娠\d+週|ist schwanger|\d+\. (?:ssw|schwangerschaftswoche)"
)

_STARTS_LATER = re.compile(
    r"(?<![a-z])(?:about to|will|going to|due to|plan\w* to|wants? to|would like to|hop\w* to|before she)"
    r" (?:be )?(?:start|begin|initiat|commenc)\w*(?! (?:again|back))"
    r"|(?:准备|打算|计划|即将|马上|将要?|想)(?:要)?(?:开始|启动)?(?:使?用|打|吃|服|上|开始)"
)
_ON_IT_ALREADY = re.compile(
    r"(?<![a-z])(?:since|already|ago|re-?start\w*|after (?:the|her|one|two)|took|takes|taking|been on|is on"
    r"|for (?:\w+ )(?:days|weeks|months) now)(?![a-z])|已经|正在|一直|用了|打了|吃了|服了|又"
)
_TUMOUR_TEST = re.compile(
    r"(?<![a-z])(?:ngs|sequencing|(?:gene|molecular|genomic|genetic|tumou?r) (?:test|panel|profil)\w*|biops(?:y|ies)"
    r"|panel|fish|ihc|ctdna|rna|dna)(?![a-z])"
)
_ALTERED = re.compile(
    r"(?<![a-z])(?:mutations?|mutant|amplif\w*|fusions?|rearrang\w*|skipping|metex14|alterations?|exon \d+)(?![a-z])"
)
_CAME_BACK = re.compile(r"c[ao]me back|return|show|positive")
_ADDED = re.compile(r" (?:was |is |has been |were |are |got )?(?:\w+ )?added to (?:the|your|its|our) ")


_HOLDS = r"(?:covered|protected|safe|effective|reliable|working|work|works|enough|valid|contracepti\w*)"
_IF_IT_HOLDS = re.compile(
    rf"(?<![a-z])(?:is|are|does|do|will|would|can|could) (?:\w+ ){{1,5}}?still (?:\w+ ){{0,2}}?{_HOLDS}(?![a-z])"
    r"[^.?]*\?"
    rf"|still (?:\w+ ){{0,1}}?{_HOLDS}[^.?]*\? *$"
    r"|(?:ist|sind|wirkt|wirken|schützt|reicht) (?:\w+ ){1,5}?noch(?: \w+){0,3}\?"
    r"|还(?:有效|有用|管用|可靠|能避孕|起作用|够)[^,，。]{0,4}(?:吗|么|[?？])|(?:まだ|それでも)[^、。]{0,8}(?:有効|効果)[^。]{0,6}か"
)
_WILL_GIVE = (
    r"qproduct(?:を|で|の)[^、。?？]{0,8}?(?:始め|開始|処方|投与|使|用い|治療|導入)"
    r"(?!(?:て|して|し)?(?:いる|い[てま]|から|た|後))"
)
_GIVEN_FOR = re.compile(
    rf"(?:の(?:患者|方|人)(?:さん|様)?)?(?:に対し(?:て)?は?|に|へ|で)[、,]?{_WILL_GIVE}"
    r"|(?:的)?(?:患者|病人)?[,，]?(?:现在?)?(?:要|想|准备|打算|拟|计划|需要?)(?:再|给[^,，。]{0,4})?"
    r"(?:用|吃|服用?|加用?|开|上|使用)(?:用|上)?qproduct"
)
"""After the name of a disease: the medicine that is to be given for it."""


def asks_if_it_holds(sentence: str) -> bool:
    """Whether a sentence asks if an effect still holds ("is she still covered?"): nobody told that it failed."""
    return _IF_IT_HOLDS.search(sentence) is not None


_MAY_BE_USED = re.compile(
    r"[^、。?？にへはがをで]{0,6}(?:の(?:患者|方|人)(?:さん|様)?)?(?:に対し(?:て)?|に|へ)(?:は|も)?(?:使え|使用|使って|用い|処方|投与|有効|効き|効果|適応)"
    r"(?!(?:て|して|し)?(?:いる|い[てま]|から|た|後|中))"
)
_THE_MEDICINE = re.compile(rf"{PRODUCT_WORD}(?:は|を|が|って)?[^、。?？]{{0,8}}$")


def is_given_for(text: str, span: Span) -> bool:
    """Whether a disease is what the medicine is to be started for ("頭痛にqproductを始めます"): it befell nobody."""
    return asked_to_be_used_for(text, span) or _GIVEN_FOR.match(text, span[1]) is not None


def asked_to_be_used_for(text: str, span: Span) -> bool:
    """Whether it is asked if the medicine may be used for an illness ("qproductは頭痛に使えますか")."""
    return bool(_THE_MEDICINE.search(text[: span[0]]) and _MAY_BE_USED.match(text, span[1]))


_WITH = re.compile(r"(?:^|[ ,(])(?:with|mit|and|und)(?: [\w-]+){0,3} $")
_A_PATIENT = re.compile(r" (?:[\w-]+ ){0,2}?(?:child|patients?|adults?|man|woman|infant|boy|girl)(?![a-z])")
_WITH_AN_ILLNESS = re.compile(r"(?:^|[ ,(])(?:with|mit) [^.?!;]*$")


def describes_a_patient(text: str, span: Span) -> bool:
    """Whether words only say what a patient is treated for ("an adult with pneumonia", "a hospitalized child")."""
    before = text[: span[0]]
    if _WITH.search(before) and _WITH_AN_ILLNESS.search(before):
        return True
    return text[slice(*span)].endswith("ed") and _A_PATIENT.match(text, span[1]) is not None


def starts_later(text: str) -> bool:
    """Whether somebody is to begin with the medicine, and nothing says that it was begun: there is no exposure yet."""
    return bool(_STARTS_LATER.search(text)) and not _ON_IT_ALREADY.search(text)


def of_a_tumour_test(words: str, sentence: str) -> bool:
    """Whether words only say what a test of a tumour found ("came back with high level MET amplification")."""
    return bool(_CAME_BACK.search(words) and _TUMOUR_TEST.search(sentence) and _ALTERED.search(sentence))


def was_added(after: str) -> bool:
    """Whether of a reaction, after its name, only is told that it was added to a label, not that somebody has it."""
    return _ADDED.match(after) is not None


def of_it(before: str) -> bool:
    """Whether the medicine by its name stands just before: what did nothing for somebody was given to him."""
    return re.search(rf"{PRODUCT_WORD} (?:has |have |really )?$", before) is not None


def is_first_dose(text: str, words: str) -> bool:
    """Whether two injections (``words``) are told in a sentence as a first dose, which may be two of them, and nothing
    in it tells of a mistake."""
    return bool(_TWO_PENS.search(words) and _FIRST_DOSE.search(text)) and not _BY_MISTAKE.search(text)


def only_a_topic(words: str, story: Story, span: Span) -> bool:
    """Whether "pregnancy" is asked about of nobody ("Fertility and pregnancy with it?")."""
    return words.startswith("pregnanc") and not story.persons and story.ends_in_question(span)
