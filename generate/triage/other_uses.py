"""Uses that no table names: an unlisted illness, prevention where the label treats, a man where it names women. Pure.

"For granuloma annulare?" names a disease that neither the vocabulary nor the label knows: a use outside it none the
less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generate.common_words import everyday
from generate.label import Label
from generate.lexicon import plain_words, stem, stop_words, table, terms_in
from generate.question import PRODUCT_WORD, Question
from library.text import fold

_HEAD = (
    r"[a-zäöüß'-]*(?:itis|itiden|osis|oses|osen?|[^m]oma|pathy|pathie|algia|algie|aemia|emia|ämie|plegia|phobia|phobie|mania"
    r"|syndrom\w*|disease|disorder|neuralgi[ae]|dystrophy|krankheit\w*|erkrankung\w*|störung\w*|entzündung\w*|schmerz\w*|sucht)"
)
"""The last word of a disease's name."""
_A_DISEASE = re.compile(rf"(?<![a-zäöü])((?:[a-zäöüß'-]+ ){{0,3}}?{_HEAD})(?![a-zäöüß])")
_USED_FOR = re.compile(
    rf"{PRODUCT_WORD}(?: (?!with |plus |and |und |mit |oder |or )[\w'-]+){{0,4}}? "
    r"(?:(?P<for>for|against|to treat|treating|gegen|für|zur behandlung(?: von)?)|(?P<in>in|bei)) "
    r"(?P<what>[^.,;:!?()]+)"
    r"|(?:treat\w*|manage|behandl\w*) (?P<treated>[^.,;:!?()]{3,60}?) (?:with|mit) (?:\w+ )?"
    rf"{PRODUCT_WORD}"
)
_CJK_DISEASE = r"[\u3041-\u30ff\u3400-\u9fff]{1,9}?(?:综合征|症候群|障害|障碍|神経痛|病|症|炎|癌|瘤|がん)"
_USED_FOR_CJK = re.compile(
    rf"{PRODUCT_WORD}(?:能不能|可不可以|可否|是否|可以|能否|能|可)?(?:用于|用来治?疗?|治疗?|针对|对)(?P<zh>{_CJK_DISEASE})"
    rf"|{PRODUCT_WORD}(?:は|を|が|って)?(?P<ja>{_CJK_DISEASE})(?:の(?:患者|方|治療))?(?:さん)?(?:に|へ)(?:も|は|対して)?"
    r"(?:使|用い|処方|投与|有効|効|適応)"
)
_MAY_USE = re.compile(
    r"(?<![a-zäöü])(?:can|could|may|should|would|try|use[ds]?|using|give|start|prescribe|option|role|work|works|help|helps|useful"
    r"|effective|efficacy|approved|licen[cs]ed|indicated|evidence|experience|dos(?:e|es|ing|age)|dosis|dosierung|kann|darf|soll"
    r"|hilft|wirkt|einsetzen|geben|verordnen|verschreiben|anwenden|zugelassen|wirksam|erfahrung\w*)(?![a-zäöü])"
)
_ENDS = re.compile(
    r" (?:at|with|without|and|or|if|when|while|as|to|how|on|who|taking|using|receiving|that|whose|despite|because"
    r"|after|before|since|than|be|is|are|mit|und|oder|wenn|als|zu|wie|unter|ohne|nach|vor|einsetzen|geben|verwenden|anwenden|zugelassen"
    r"|gegeben|helfen|wirksam|indiziert|möglich|einsetzbar|nehmen|in|for|für|bei)(?= |$)"
)
_RIGHT_FOR = re.compile(rf"{PRODUCT_WORD} (?:for|against|to treat|gegen) ")
_NOT_TO_TREAT = re.compile(
    r"stop|hold|held|withh|interrupt|discontinu|reduc|adjust|paus|monitor|check|screen|watch|test|risk|blame|switch|absetz"
    r"|senken|kontroll|verantwortlich|abbrech"
)
"""Before a medicine: what is done with it because of a sign, and nothing that it is to be given for."""
STOPPED_FOR = re.compile(
    rf"(?:{_NOT_TO_TREAT.pattern})\w*(?: \w+){{0,3}} {PRODUCT_WORD} (?:for|bei|in|wegen) (?:\S+ )?$"
)
"""What a medicine is to be stopped for, and not given."""
_LONGEST = 5
"""Words in which an illness is named."""
_OF_NO_USE = frozenset(
    {
        "storage",
        "room_temperature",
        "freezing",
        "shelf_life",
        "mixing",
        "reconstitution",
        "half_life",
        "auc",
        "excipient",
    }
)
"""Topics under which what stands after "in" is a bag, a fluid or a compartment of the body."""
_PREVENTS = re.compile(
    r"(?<![a-zäöü])(?:prophyla\w+|pre-?exposure|post-?exposure|prep|pep|prevent(?:ion|ive|ing)?|vorbeug\w*|verhütung)(?![a-zäöü])"
    r"|预防|予防"
)
_TO_PREVENT = re.compile(
    rf"{PRODUCT_WORD}(?: [\w'-]+){{0,4}}? (?:(?:for|as|in|to|zur|als|bei) (?:[\w'-]+ ){{0,3}}?)?(?:prophyla\w+"
    r"|pre-?exposure|post-?exposure|prep|pep|prevent(?:ion|ing)?|vorbeug\w*)(?![a-zäöü])"
    rf"|{PRODUCT_WORD}(?:能不能|可以|是否|能否|能)?(?:用于|用来|作为)?[^,，。?？]{{0,4}}预防|{PRODUCT_WORD}[^、。?？]{{0,12}}予防"
)
_MAN = re.compile(
    r"(?<![a-zäöü])(?:man|men|male|males|gentleman|boys?|mann|männer\w*|männlich\w*|herrn?)(?![a-zäöü])"
    r"|男性|男病人|男患者|男子"
)
_WOMAN = re.compile(r"(?<![a-zäöü])(?:woman|women|female\w*|frau|frauen|weiblich\w*)(?![a-zäöü])|女性|妇女|女子|女病人")
_WOMEN_ONLY = re.compile(
    r"post-?menopaus\w+|绝经后|閉経後|(?<![a-z])(?:women|females)(?![a-z])(?! (?:of|who))|妇女"
    r"|(?<![a-zäöü])frauen(?![a-zäöü])"
)


def unlisted_use(question: Question, label: Label, own_disease: bool) -> Iterator[str]:
    """The words of an illness in no table and not in the label, where its treatment with the medicine is asked for."""
    if not label.indications or own_disease or len(question.products) > 1 or question.topic_ids & _OF_NO_USE:
        return
    match = _USED_FOR_CJK.search(question.masked)
    if (
        match
        and (words := match["zh"] or match["ja"])
        and not _known(words, match.start(match.lastgroup or 0), question, label)
    ):
        yield words
    for match in _USED_FOR.finditer(question.masked):
        group = "what" if match["what"] else "treated"
        said = " ".join(_ENDS.split(match[group], maxsplit=1)[0].split(" ")[:_LONGEST])
        named = _A_DISEASE.search(said)
        if named and not _known(named[1], match.start(group) + named.start(1), question, label):
            yield named[1]
        elif match["for"] and (complaint := _complaint(said, match, question, label)):
            yield complaint
        elif (match["for"] or _MAY_USE.search(question.masked)) and _is_foreign(
            said, match.start(group), question, label
        ):
            yield said


def _complaint(said: str, match: re.Match[str], question: Question, label: Label) -> str:
    """A sign asked to be treated, the medicine standing right before it ("qproduct for hair loss?"); "" if none is."""
    if not _RIGHT_FOR.match(match.group()) or _NOT_TO_TREAT.search(question.masked[: match.start()]):
        return ""
    start = match.start("what")
    signs = (f.words for f in question.events if start <= f.start < start + len(said))
    return next((words for words in signs if words not in label.indication_text), "")


def _known(words: str, start: int, question: Question, label: Label) -> bool:
    """Whether the label speaks of an illness, or our tables know what its name is."""
    return words in label.text or _explained(start, start + len(words), question)


def _explained(start: int, end: int, question: Question) -> bool:
    """Whether a concept of ours (a disease, an organ, an event, people) has its words between two places."""
    found = (*question.topics, *question.events, *question.uses, *terms_in(question.masked, question.language))
    if any(f.start < end and start < f.end for f in found):
        return True
    said = question.masked[start:end]
    return any(fold(m.words) in said for m in question.mentions)


def _is_foreign(said: str, start: int, question: Question, label: Label) -> bool:
    """Whether a word in what a medicine is asked for is no common one, in no table and nowhere in the label."""
    at = start
    for word in re.split(r"( )", said):
        if len(word) >= 4 and word.isalpha() and not _explained(at, at + len(word), question):
            common = word in stop_words().latin or plain_words().holds(word)
            if not common and stem(word) not in label.text and not _is_everyday(word, question.language):
                return True
        at += len(word)
    return False


def _is_everyday(word: str, language: str) -> bool:
    return everyday(word, language) or everyday(word, "en") or word.startswith(("outpatient", "inpatient"))


def prevention(question: Question, label: Label) -> Iterator[str]:
    """The words of a prevention asked for, where the label's indication is none."""
    if label.indications and not _PREVENTS.search(label.indication_text):
        match = _TO_PREVENT.search(question.masked)
        prevents = _PREVENTS.search(match.group()) if match else None
        if prevents and not table("uses").has("interacting", question.masked):
            yield prevents.group()


def men_where_women(question: Question, label: Label) -> Iterator[str]:
    """The words of a man, where the indication is one of women."""
    if _WOMEN_ONLY.search(label.indication_text) and not _MAN.search(label.indication_text):
        match = _MAN.search(question.masked)
        if match and not _WOMAN.search(question.masked) and PRODUCT_WORD in question.masked:
            yield match.group()
