"""Which sentences cannot stand alone: they point back, go on, or only open what follows."""

from __future__ import annotations

import re

from library import han
from library.word_pattern import WordPattern, word_pattern
from modularize.sentences import romance
from modularize.sentences.cases import of_a_case
from modularize.sentences.chinese import POINTS_BACK
from modularize.sentences.pointers import without_own_kind
from modularize.sentences.references import without_item_numbers

_POINTS_BACK: dict[str, re.Pattern[str] | WordPattern] = {
    "en": word_pattern(
        r"^\W*(?:this(?! (?:medicin|product|drug|leaflet|preparation))|these|those|they|their|he|she|his|her|"
        r"its|such|however|therefore|thus|hence|moreover|"
        r"furthermore|in addition|additionally|"
        r"also|consequently|nevertheless|nonetheless|otherwise|then|thereafter|afterwards|similarly|likewise|"
        r"conversely|in contrast|by contrast|"
        r"for this|for these|for example|e\.g\.|in this|in these|in such|of these|of those|of note|among these|"
        r"among those|among them|during this|"
        r"after this|at this|at these|with this|with these|under these|because of this|as a result|as such|"
        r"in both|both (?:were|are|of|groups|arms|studies)|"
        r"neither|the latter|the former|in all cases|in most cases|in some cases|in the remaining|"
        r"the remaining|the other|others?|similar|"
        r"only then|if (?:not|so),|(?:only )?in this way|in parallel|not true[.,!]|wrong[.,!]|"
        r"some of|most of|all of|none of|(?:grade|grades) |fatal|median onset|no (?:data|such|other|"
        r"clinically relevant (?:difference|effect)s?)\b(?! on)|instead|"
        r"rather|again|finally|lastly|subsequently|concurrently|more(?:over)?,|yet|but|and|or|nor|so|while|"
        r"(?:since|because|although|though) (?:it|they|he|she)(?! (?:seems|appears|is|was|has been|may be)\b)|"
        r"additional (?:signs|symptoms)|all the more)\b"
        r"|^[^,;]{0,45}\b(?:therefore|thus|hence|consequently)\b"
        r"|^\W*it\b(?! (?:is|was|has|may be|should be)(?: not| been| also)? (?:known|recommended|important|"
        r"possible|necessary|advis|unknown|essential|"
        r"required|not known|expected|estimated|shown|reported|established|suggested))"
        r"|^\W*(?:the )?(?:median|mean|average) (?:time|onset|duration|age|follow-up|exposure|change|difference)\b"
        r"|^\W*the (?:difference|effect|effects|increase|decrease|reduction|study|studies|trial|trials|"
        r"results?|reactions?|events?|incidence|"
        r"rates?|analys[ie]s|subgroup|clinical significance|clinical relevance|significance|relevance|"
        r"frequency|onset|population|patients|majority|"
        r"primary|secondary|key|main|same|following|symptoms|cases?|risks?|most common|most frequent|above|"
        r"mechanism|finding|findings|infant|child|"
        r"patient|drug|observed|proportion|number)\b(?! (?:of|in|with|for|on|that|who|treated|receiving) )"
        r"|^\W*(?:at (?:week|day|month|year)s? \d+,? )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) "
        r"(?:of (?:the|these|\d+) )?(?:further )?(?:patients?|subjects?|participants?|cases?)\b"
        r"(?! (?:with|who|were randomi|were enrol|receiving|treated|on|in)\b)"
        r"|\bin this (?:study|trial|population|subgroup|analysis)\b"
        r"|^\W*the (?:mean|median) baseline\b"
        r"|^[^.;]{0,40}\bhere(?:in)?\b(?! is)"
        r"|^[^,;(]{0,50}\b(?:this|these|those|such) (?!as\b|who|with|that|medicin|product|drug|leaflet|section|"
        r"document|"
        r"information|presentation|booklet|guide|treatment\b|table|package|open|randomi|phase|double|single|"
        r"prospective|retrospective|multicent|pivotal)\w+"
    ),
    "de": word_pattern(
        r"^\W*(?:dies|diese[rsmn]?(?! Arzneimittel)|jene[rsmn]?|solche[rsmn]?|jedoch|daher|deshalb|deswegen|"
        r"ausserdem|außerdem|"
        r"zudem|ferner|weiterhin|sie|er|ihre?[rsmn]?|seine?[rsmn]?|"
        r"dabei|dadurch|damit|danach|dann|darüber hinaus|davon|dazu|hierbei|hierzu|hierfür|auch|allerdings|"
        r"nur so|nur dann|nur auf diese weise|auf diese weise|trotzdem|dennoch|ebenso|ebenfalls|sonst|ansonsten|"
        r"andernfalls|letztere[rs]?|erstere[rs]?|in diesem|in diesen|in dieser|bei diesen|bei dieser|"
        r"bei diesem|aus diesem|unter diesen|während dieser|"
        r"nach dieser|für diese[nr]?|der unterschied|die unterschiede|die studie|die ergebnisse|die häufigsten|"
        r"insgesamt|folglich|somit|also|nein|stimmt (?:nicht|so nicht)|das stimmt|falsch[.,!]|"
        r"nachfolgend|im gegensatz|hingegen|dagegen|und|oder|aber|beide|hier)\b"
        r"|^[^,;]{0,45}\b(?:deshalb|daher|deswegen|somit|folglich|demnach)\b|^\W*alternativ\b"
        r"|^(?!\W*(?:wenn|falls|sofern|sobald|erst|nur)\b)[^,;.]{0,45}\bdann\b(?! (?:wenn|noch|nur))"
        r"|^\W*(?:erscheint|erweist sich) eine (?:solche )?\w*(?:kombination|therapie|behandlung)\w*\b"
        r"|^\W*um ?so \w+er\b|^\W*(?:da|weil|obwohl) (?:es|er) |^\W*(?:weitere|zusätzliche) (?:Symptome|Anzeichen)\b"
        r"|^\W*(?:mehr als |weniger als |etwa |ca\. ?|rund |über |knapp |fast )?\d[\d.,]*\s?% (?:wird|werden|wurden?) "
        r"|^\W*entsprechend\b(?! (?:der|dem|den|des|einer|einem|ihrer|ihrem|seiner|§))"
        r"|^\W*(?:eine )?ausnahmen? (?:sind|ist|können|kann|bilde\w+|hiervon|davon)\b"
        r"|^[^.;]{0,110}\b(?:betrug(?:en)?|lag(?:en)?|waren) (?:die|diese|entsprechende) "
        r"(?:werte|zahlen|raten|anteile)\b"
        r"|^\W*(?:eine? )?(?:kausal|ursächlich)\w*[^.;]{0,30} (?:ist|sind|wurde|konnte)\b[^.;]{0,40}nicht"
        r"|^\W*(?:dieselbe|derselbe|dasselbe|denselben)\w*\b"
        r"|^[^.;,]{0,30}\b(?:hierfür|hiervon|hierzu|hieraus|dafür|davon|hierunter|darunter)\b"
        r"|^\W*(?:weitere (?!informationen|angaben)|andere |sonstige )(?:\w+massnahmen|\w+maßnahmen|"
        r"Massnahmen|Maßnahmen|Untersuchungen|Fälle|Patienten)\b"
        r"|^[^.;]{0,45}\b(?:dies(?:e[rsmn]?)?|hier|derartige[nrs]?) (?!Arzneimittel|Packungsbeilage|Gebrauchs|"
        r"Fachinformation|Präparat|Medikament)"
        r"|^\W*es (?:muss|müssen|ist|sind) (?:sofort|umgehend|unverzüglich)\b(?!.*\b(?:wenn|falls|bei)\b)"
        r"|^\W*es\b(?! (?:wird|wurde|wurden|werden|liegen|liegt|gibt|sollte|sollten|besteht|bestehen|kann|"
        r"können|muss|müssen|fehlen|"
        r"existieren|(?:ist|sind|war|waren) (?:nicht|keine?|bekannt|möglich|notwendig|wichtig|zu |erforderlich|"
        r"ratsam|darauf|zu)))"
    ),
    **romance.POINTS_BACK,
    "zh": POINTS_BACK,
    "ja": han.compile(
        r"^\W*(?:場合に|症状により|(?:異常|症状|これら)が(?:認め|あらわれ|みられ)|この|その(?!他)|これ|それ|また|ただし|しかし|なお|したがって|従って|よって|一方|さらに|更に|"
        r"上記|以上|そのため|このため|次いで|同様|同試験|同|"
        r"なかでも|うち|このうち|いずれも|両|前者|後者|あるいは|若しくは|例えば|すなわち|但し|次回|本試験|"
        r"[^。はがを、]{2,30}(?:と比較(?:して|し)|に比べて?|に対して|より)[、，]?\s?\d[\d.]*\s?[%％](?:も|の)?(?:有意に|有意な)?"
        r"(?:減少|低下|増加|上昇|改善|抑制|短縮|延長)|"
        r"本研究|主要評価項目|主な副作用|副作用発現|その後|(?:以降|以後|以来)[、，])"
    ),
}  # fmt: skip
_THOSE_PATIENTS = word_pattern(
    r"\b(?:these|such) (?:patients|subjects|women|men|children|infants|individuals|studies|trials|cases)\b|"
    r"这些患者|此类患者|これらの患者|"
    r"\bdiese[nr]? Patient(?:en|innen)\b"
)
_PATIENTS = word_pattern(
    r"\b(?:patients|subjects|women|men|children|infants|individuals|studies|trials|"
    r"cases)\b|患者|\bPatient(?:en|innen)\b"
)
_FORWARD = han.compile(
    r"(?:次の|以下の|下記の|以下に|次に)(?:とおり|通り|よう|知見|成績|結果|報告|処置|事項|症状|副作用|方法|試験|場合|点)?"
    r"[^。、]{0,12}(?:がある|である|行われる|行う|示す|示した|示される|得られている|得られた|認められている|報告されている|"
    r"あげられる|とおり|通り)[。．]"
)
_FORWARD_END = re.compile(_FORWARD.pattern + r"$")
_HEED = han.compile(
    r"(?:次|以下|下記)の(?:事項|点|こと|ような点)[^。]{0,14}(?:考慮|注意|留意|確認|指導|説明|配慮|検討|守)[^。]{0,10}[。．]?\s*$|"
    r"(?:次|以下|下記)の(?:薬剤|薬物|注射[剤液])[^。]{0,44}(?:混合しない|併用しない|避ける|注意する)[^。]{0,14}[。．]?\s*$"
)
"""A Japanese sentence that asks to heed what the next lines say."""
_SEE_AT_END = han.compile(
    r"(?<=。)\s*[［\[〔](?:[^［\[〔］\]〕]*「[^」]+」[^［\[〔］\]〕]*|[\d.,、\s]+)参照[］\]〕]\s*$"
)
_ONLY_WHERE = han.compile(
    r"(?:次|以下|下記)の[^。、]{0,12}(?:場合|患者|条件|とき|時|者|疾患|症例)(?:に|には|にのみ|に限り|のみに?|で|を)[^。、]{0,20}"
    r"(?:用いる|投与する|使用する|考慮する|行う|実施する|限る|満たす|避ける|推奨する|適用する)(?:こと)?(?:が望ましい|とする|。)?[。．]?\s*$"
)
"""One that says that the next lines name when, or in whom, to use the medicine."""
_TREAT_SO = re.compile(
    r"(?:次|以下|下記)(?:に示す|のような|等の|のいずれかの|の)[^。、]{0,16}(?:処置|対応|措置|治療)[^。、]{0,8}(?:行う|行い|講じる|とる|実施する)"
    r"[^。、]{0,6}[。．]?\s*$"
)
"""One that says that the next lines name what to do."""
_FOUND_BELOW = han.compile(
    r"(?:次|以下|下記)の(?:こと|事項|所見|知見|成績|症状|副作用|異常|変化|影響)が[^。]{0,20}"
    r"(?:認められ|報告され|みられ|観察され|示され|知られ)[^。]{0,12}[。．]?\s*$"
)
"""A Japanese sentence that says that the next lines were found."""
_PARTICLE_FIRST = re.compile(
    r"^\s*(?:[にをはがのとでへも](?=[ァ-ヺ一-鿿])|[をはがで][、，]|が(?:あら|現)われ|[るたい]。)"
)
_STANDS_APART = re.compile(r"^\s*(?:\[.*\]|［.*］|（[^（）]*）|\([^()]*\)|【.*】)[.。]?\s*$", re.DOTALL)
_STEM_END = re.compile(
    r"(?:[:：]|：\s*|以下(?:のとおり|の通り|の)[。．]?|如下[。：:]?|following[.:]?|"
    r"folgende[nrs]?[.:]?)\s*$",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(r"\b(?:any|one|each|all|some|either) of the following\b[^:.]{0,90}[.]?$", re.IGNORECASE)
"""A sentence whose list follows, though no colon says so: "… any of the following questions, tell your doctor"."""
_TO_LIST = han.compile(
    r"(?:下列|下述|以下|下面|下面所列|如下)(?:的)?[^。；;，,]{0,8}(?:任[何一意]|之一|情况|情形|症状|患者|病人|病症|疾病|条件|药物|事项|"
    r"者)[^。；;]{0,40}[。.]?$|"
    r"\bin (?:einer? der |den )?folgenden (?:\w+ )?(?:Fällen|Situationen|Umständen)\b[^.:;]{0,90}[.]?$|"
    r"\bbei (?:den )?folgenden (?:\w+ )?(?:Patienten\w*|Erkrankungen|Zuständen|Krankheiten|Personen\w*)\b"
    r"[^.:;]{0,90}[.]?$|"
    r"(?:次|以下|下記)の(?:いずれか|患者|場合)(?:に|の)?[^。]{0,24}(?:投与しないこと|中止すること|注意すること|該当する[^。]{0,10})[。．]?$",
    re.IGNORECASE,
)
"""A whole sentence about what a list below it names: "如出现下列任何一种情况，应立即停药。"."""
_EXAMPLES_FOLLOW = han.compile(
    r"(?:\b(?:such as|including|for example|e\.g\.|like)|"
    r"\b(?:wie|z\. ?B\.|zum Beispiel|insbesondere|einschlie(?:ss|ß)lich)|"
    r"(?:[，,]|机会|药物|情况|症状)(?:例?如|比如|包括|有)|[)）\]］者等]\s?(?:包括|包含)|(?:例えば|たとえば))\s*$",
    re.IGNORECASE,
)
"""Words after which examples follow, though no colon says so."""
_TERMINAL = re.compile(
    r"[.!?。！？．｡…](?:\s*[［\[(（〔][^［\[(（〔］\])）〕]*[］\])）〕])*"
    r"[\"'”’»）)\]】」』〕］\d\u00b9\u00b2\u00b3\u2070-\u2079†‡§*,–-]*\s*$"
)
_ABBREVIATED_END = re.compile(
    r"(?:\bi\.\s?e|\be\.\s?g|\bz\.\s?B|\bd\.\s?h|\bbzw|\bvgl|\bcf|\binsb|\bu\.\s?a|\bSt|\bver|\bcorresp)\.\s*$"
)
_WAITS_FOR_NOUN = re.compile(r"\b(?!oder\b)[a-zäöü]{4,}(?:er|en|em) (?:i\.\s?v|i\.\s?m|s\.\s?c|p\.\s?o)\.\s*$")
"""An adjective and the route after it: "after accidental i.v.", in German, waits for its noun."""
_ASKS_NOUN = re.compile(
    r"\b(?:der|die|das|des|dem|den|eine?[rsnm]?|zur|zum|vom|beim|im)\s+(?:[a-zäöüß][a-zäöüß-]*(?:e|en|er|em|es)\s+)?"
    r"[a-zäöüß][a-zäöüß-]{2,}(?:e|en|er|em|es)\s*$"
)
"""A German article and adjectives at the end of a line: "of the upper" waits for its noun, which has a capital."""
_BREAKS_OFF = word_pattern(
    r"(?:[,，、]|\b(?:the|a|an|of|in|to|and|or|with|for|by|from|on|at|as|than|that|which|who|are|is|was|were|"
    r"be|not|see|every|per|"
    r"der|die|das|den|dem|des|ein|eine|einer|und|oder|mit|von|zu|im|bei|auf|als|für|durch|nach|sowie|bzw\.?|"
    r"bis|innerhalb|zwischen|über|gegen|ohne|vom|zum|zur|beim|einen|einem|eines)|"
    r"[的和与及或在为])\s*$"
)
_VERB = word_pattern(
    r"\b(?:is|are|was|were|be|been|has|have|had|may|can|should|must|will|do|does|did|shall|could|might|cannot|"
    r"ist|sind|war|waren|wird|werden|wurde|wurden|kann|können|soll|sollte|darf|muss|hat|haben|"
    r"improves?|reduces?|increases?|decreases?|prolongs?|extends?|shows?|showed|provides?|delivers?|offers?|"
    r"works?|blocks?|binds?|inhibits?|helps?|"
    r"lowers?|achieved?|demonstrated?|targets?|treats?|relieves?|protects?|prevents?|causes?|needs?|remains?|"
    r"occurred|verbessert|senkt|reduziert|hemmt|wirkt|"
    r"take|use|avoid|inject|store|advise|monitor|tell|call|withhold|reduce|discontinue|see|ask|stop|keep|contact)\b|"
    r"[为是可应需不无未将被有能禁慎]|改善|延长|降低|提高|减少|增加|する|した|なる|ある|ない|られ|こと"
)
HALF_WIDTH = str.maketrans("（）［］", "()[]")
"""Full-width brackets are the half-width ones (Unicode, NFKC)."""
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def depends(sentence: str, language: str) -> bool:
    """True where the sentence needs the one before it: a pronoun, a connective, a lower-case start, a lone bracket."""
    bare = without_own_kind(sentence.strip())
    if not bare or _STANDS_APART.match(bare):
        return True
    if bare[0].islower() and not re.match(r"[a-z]{1,3}[A-Z0-9-]|p[ =<]|[a-z][\w-]{2,}\s?[®™]", bare):
        return True
    if (bare[0] in ")），,、；;" and not re.match(r"[；;]\s*\d{1,2}[、.．]", bare)) or (
        language == "ja" and starts_within(bare)
    ):
        return True
    those = _THOSE_PATIENTS.search(bare)
    if (those and not _PATIENTS.search(bare[: those.start()])) or of_a_case(bare, language):
        return True
    return any(_POINTS_BACK[tongue].search(bare) for tongue in _tongues(language) if tongue in _POINTS_BACK)


def _tongues(language: str) -> tuple[str, ...]:
    return (language,) if language in _POINTS_BACK else ("en",)


def says_something(text: str) -> bool:
    """True where the text has a verb that states something."""
    return bool(_VERB.search(text))


def is_brief(sentence: str) -> bool:
    """Too brief to say something alone: up to five words, or up to ten characters of Chinese or Japanese."""
    cjk = len(_CJK.findall(sentence))
    return cjk <= 10 if cjk else len(re.findall(r"[^\W_]+", sentence)) <= 5


_COUNTED_NAME = re.compile(
    r"^\d{1,2}[\s　]*[.．、]?[\s　]*(?![个個月年天周週日次片粒例岁歳度])(?=[\u3400-\u9fff]{2,8}[。：:]$)"
)
"""The number before a name that heads what stands behind it: "1 成人。"."""


def is_run_in(sentence: str) -> bool:
    """A brief opener without a verb ("Absorption.", "Effect of food."): a heading inside the running text."""
    bare = _COUNTED_NAME.sub("", sentence.strip())
    ends = is_complete(bare) or bare.endswith((":", "：", "–"))
    return ends and is_brief(bare) and not _VERB.search(bare) and not re.search(r"\d", bare)


_NAMES_BELOW = han.compile(
    r"[\W〇]*(?:下記|以下|次)の?(?:疾患|症状|患者|菌種|感染症|場合|適応症?|疾病|手術)(?!(?:が|は|を|も|で))[^。：:、]{0,24}|"
    r"[\W〇]*(?:下記|以下|次)の[^。：:、]{1,24}(?:患者|疾患|場合)"
)


def names_below(text: str) -> bool:
    """True for a Japanese line that says what for, or of whom, of what is named below it ("下記疾患の鎮痛")."""
    return bool(_NAMES_BELOW.fullmatch(text.strip()))


def is_stem(text: str) -> bool:
    """True where the text opens a list: it ends in a colon or says that something follows."""
    bare = _SEE_AT_END.sub("", text.strip())
    return bool(
        _STEM_END.search(bare)
        or _FORWARD_END.search(bare)
        or _ASKS_FOR.search(bare)
        or _HEED.search(bare)
        or _TREAT_SO.search(bare)
        or _ONLY_WHERE.search(bare)
        or _FOUND_BELOW.search(bare)
        or _EXAMPLES_FOLLOW.search(bare)
        or names_below(bare)
        or (bare.endswith(("；", ";")) and _TO_LIST.search(bare[:-1]) and not re.search(r"[:：]\s?[（(]?[1①]", bare))
        or re.search(r"\bfollowing [\w ]{3,30}:\s*\([^)]*\)$", bare)
    )


_NOMINAL = re.compile(
    r"(?!\W*\d{1,2}[.．]\d)(?!.*(?:こと|する|した|れる|られる|である|ある|ない)[。．]).*"
    r"(?:者|患者|等|場合|とき|時|例|人|状態|疾患|期間)(?:[（(][^（()）]*[)）])?[。．]?\s*",
    re.DOTALL,
)


def is_nominal(text: str) -> bool:
    """True for Japanese words that only name people or a case, and state nothing of them."""
    return bool(_NOMINAL.fullmatch(text)) and len(text) < 200


def points_to_list(sentence: str) -> bool:
    """True where a whole sentence speaks of what a list below it names, or opens one."""
    bare = sentence.strip()
    return bool(_TO_LIST.search(bare)) or is_stem(bare)


def points_forward(text: str) -> bool:
    """True where a Japanese sentence in the text announces what the next ones say ("…については次の知見がある。")."""
    return bool(_FORWARD.search(text))


def starts_within(text: str) -> bool:
    """True for Japanese text that begins with a particle or the end of a verb: its sentence began before it."""
    return bool(_PARTICLE_FIRST.match(text))


_SEE_BEHIND = han.compile(
    r"(?<=[。！？])[\u00b9\u00b2\u00b3\u2070-\u2079,，]*\s?(?:——|—|--)\s?[参请]?[见阅][^。]{1,90}$"
)
"""A Chinese cross-reference behind the end of its sentence."""


def is_complete(text: str) -> bool:
    """True where the text ends as a sentence does, and not in an abbreviation after which something must follow."""
    if "。" in text and text[-1:] != "。":
        text = _SEE_BEHIND.sub("", text)
    text = without_item_numbers(text)
    is_ended = bool(_TERMINAL.search(text)) and not text.rstrip().endswith(",")
    return is_ended and not _ABBREVIATED_END.search(text) and not _WAITS_FOR_NOUN.search(text)


_CASE = re.compile(r"(?:Bei|Nach|Zur|Zum|Für|Vor|Während) (?=[^.:;]{3})")
"""How a German line begins that names the case what follows is told for; it may be long."""
_TAKEN = re.compile(
    r"^(?=.{0,40}$)(?!.*(?:投与時?|の場合|療法|用法|製剤|試験|群)$)(?!.*(?:[はがを]|ます|です|する|なる|いる))"
    r".*(?:1日\s?\d\s?回|1回\s?\d|\d\s?日分|[朝昼夕毎]食[前後間])"
)
"""A Japanese line that says how often or how long a medicine is taken: it heads nothing."""


def takes_medicine(text: str) -> bool:
    """True for a short Japanese line that only says how often, when or how long something is taken."""
    bare = text.strip()
    return bool(_TAKEN.search(bare)) and not is_complete(bare) and not re.search(r"[:：]|\d\s?(?:mg|µg|μg)", bare)


_USE_OF = re.compile(r"^Uses? (?:of|in|during) (?!.*\b(?:caution|care)\b)")


def reads_as_heading(text: str) -> bool:
    """A short line without an end mark or a verb: a heading that the layout did not mark as one."""
    bare = text.strip()
    cjk = len(_CJK.findall(bare))
    limit = 26 if cjk * 2 > len(bare) else 130 if _CASE.match(bare) else 80
    if (
        not bare
        or (bare[0].islower() and bare[0].isascii() and not re.match(r"[a-z]{1,3}[A-Z0-9-]", bare))
        or bare[0] in "·•●○▪■□–—-*"
        or len(bare) > limit
        or is_complete(bare)
        or re.search(r"\t|[(（][^()（）]{8,}$|[:：]\s*\S", bare)
        or bare[-1] in ",，、;；-–"
        or re.search(
            r"\b(?:the|a|an|of|to|and|or|with|for|by|from|innerhalb|zwischen|von|bis|für|bei|mit|und|oder|wenn)$", bare
        )
    ):
        return False
    if _TAKEN.search(bare) or re.search(r"^\W*\d[\d.,]*\s?(?:倍|割|例|人|名)(?![^\W\d_])|\s[→⇒]\s|\s[↓↑⇓⇑]\s*$", bare):
        return False
    if len(re.findall(r"(?<!\S)\d{1,3}(?:[./／]\d+)?(?!\S)", bare)) > 2:
        return False  # a row of figures
    if re.search(r"\d\s?(?:%|％|mg|mL|g\b)|[=＝]|曲線|曲线|\bFigure\b|^\[[^\[\]]*\b(?:19|20)\d\d\]$", bare):
        return False
    return (
        not _VERB.search(_USE_OF.sub("", bare))
        if not cjk
        else not re.search(
            r"[，。；]|する$|した$|こと$|推奨|推荐|禁用|"
            r"慎用",
            bare,
        )
    )


def names_what_follows(text: str) -> bool:
    """A short line that ends in a raised reference mark and states nothing: a heading set as a list item."""
    bare = re.sub(r"[\u00b9\u00b2\u00b3\u2070-\u2079,～~–-]+[)）]$", "", text.strip())
    return bare != text.strip() and reads_as_heading(bare)


def is_bracketed_heading(text: str) -> bool:
    """A line wholly in angle or lenticular brackets: 〈効能共通〉, 【用法用量】."""
    return bool(re.fullmatch(r"\s*[＊*]*\s*(?:〈[^〉]*〉|【[^】]*】|《[^》]*》|＜[^＞]*＞|<[^<>=]*>)\s*", text))


def is_open(text: str) -> bool:
    """True where a bracket is opened and not closed; a half-width one may be closed by a full-width one."""
    bare = text.translate(HALF_WIDTH)
    return any(bare.count(left) > bare.count(right) for left, right in ("()", "[]", "「」"))


def breaks_off(text: str) -> bool:
    """True where the text cannot end there: an open bracket, a comma, a preposition or an article."""
    return not is_complete(text) and (is_open(text) or bool(_BREAKS_OFF.search(text)))


def stops_short(paragraph: str, last: str) -> bool:
    """Chinese or Japanese prose whose other sentences end in 。 and whose last one does not."""
    is_prose = "。" in paragraph and bool(_CJK.search(last[-2:]))
    return is_prose and not is_complete(last) and not is_complete(paragraph) and "。" not in last[-12:]


_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[A-ZÄÖÜ])")
_FULL_LINE = 60
"""Code points of a line that is as long as lines of running text are."""


def runs_on(before: str, after: str) -> bool:
    """True where a full line without an end goes on in small letters with a whole sentence: no heading, but its half.

    A line in capitals, or one that ends in a colon, heads what follows all the same.
    """
    bare, next_words = before.strip(), after.strip()
    small = next_words[:1].islower() and (next_words[1:2].islower() or next_words[1:2] == " ")
    if not small or len(bare) < _FULL_LINE or bare.isupper() or bare.endswith((":", "：")):
        return False
    return bare[-1:].islower() and is_complete(next_words)


def goes_on(before: str, after: str) -> bool:
    """True where ``after`` continues a sentence that ``before`` broke off (a page or column ended between them)."""
    if is_complete(before) or is_stem(before):
        return False
    if is_open(_NEXT_SENTENCE.split(before)[-1]) or _BREAKS_OFF.search(before) or _WAITS_FOR_NOUN.search(before):
        return True
    if after[:1].isupper() and not after[:2].isupper() and _ASKS_NOUN.search(before):
        return True
    if runs_on(before, after):
        return True
    if reads_as_heading(before):
        return False
    start = after.strip()[:1]
    if (
        len(before) > 100
        and not start.islower()
        and is_complete(after)
        and len(after) < 120
        and not _VERB.search(after)
    ):
        return before.rstrip()[-1:].islower()
    if start.islower():
        return True
    return bool(_CJK.match(start)) and len(before) > 30 and not before.rstrip().endswith(("】", "]", "〉", "；", ";"))
