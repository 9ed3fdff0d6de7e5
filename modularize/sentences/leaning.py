"""Which sentences are read better with the one before them: a reference inside them, a hedge, hardly any words."""

from __future__ import annotations

import re

from library import han
from library.text import sentences
from library.word_pattern import WordPattern, word_pattern
from modularize.sentences.depends import depends
from modularize.sentences.own_topic import goes_on, names_its_topic, points_within

_SELF = (
    r"medicin|product|drug|leaflet|preparation|vaccine|tablet|capsule|injection|solution|insulin|pen\b|device|section|"
    r"document|label|booklet|guide|information|package|insert|treatment\b|therapy\b"
)
"""What "this …" names in a label when it speaks of the product or of the paper itself."""
_SELF_DE = (
    r"Arzneimittel|Präparat|Medikament|Impfstoff|Packungsbeilage|Gebrauchs|Fachinformation|Tablette|Filmtablette|"
    r"Kapsel|Lösung|Injektion|Abschnitt"
)
_LEANS: dict[str, re.Pattern[str] | WordPattern] = {
    "en": word_pattern(
        rf"\b(?:this|these|those|such)\s+(?!as\b|a\b|an\b|who\b|with\b|that\b|in\b|of\b|{_SELF})\w+|"
        r"\b(?:however|therefore|instead|likewise|moreover|in turn|in contrast|on the other hand|also|the latter|"
        r"the former|the other|the same|respectively|similar results?|similar findings?)\b|"
        r"^\W*(?:in|among|at|of|for|during|after|within) (?:the|both|all|either|each) (?!elderly|presence|absence|"
        r"event|case|treatment of|management)|^\W*(?:the|a|an) (?:doses?|dosage|drugs?|groups?|arms?|"
        r"effects?|increases?|decreases?|reductions?|combinations?|responses?|changes?|differences?|metabolites?|results?|risks?|rates?|proportion|percentage|"
        r"relevance|mechanism|relationship|correlation|finding|causal|reasons?|symptoms?|reactions?|events?)\b|"
        r"^\W*the \d|^[^.;]{0,35}\b(?:for|of|to|with|from|by) them\b|"
        r"^\W*an? (?:second|third|fourth|further) (?:injection|dose|vaccination|infusion|tablet|course)\b|"
        r"^\W*(?:(?:early|first|typical|common|possible|other) )?(?:signs|symptoms)(?: (?:and|or) (?:signs|symptoms))? "
        r"(?:may|might|can|could|include|are|usually|typically|often|generally|develop|appear|occur|range)\b|"
        r"^\W*(?:in particular|specifically|in detail|for example), (?:they|it|these|this)\b|"
        r"^\W*(?:if|when|where) (?:the|such a|concomitant|concurrent) (?:combination|combined use|co-?administration|"
        r"concomitant use|concurrent use|use|administration|treatment) (?:proves?|is|are|cannot|can not)\b|"
        r"^\W*(?:at|with|in) (?:lower|higher|smaller|larger|greater)\b|"
        r"^\W*(?:at|after|during|following|by|from|with|under) (?:the|a|an) |"
        r"^\W*(?:if|when|should|once|until|unless) (?:it|this|they|these|necessary|needed|symptoms|signs|such|so)\b|"
        r"^\W*(?:it|there (?:is|are|was|were)) |^\W*no (?:evidence|effects?|signs?|differences?|changes?)\b|"
        r"^\W*(?:the|abnormal|elevated|decreased|increased) |"
        r"^\W*(?:no|most|many|some|several|all|half|approximately|about|over|up to|at least|one|two|three|\d+)\b"
    ),
    "de": word_pattern(
        rf"\b(?:diese[rsmn]?|derartige[nrsm]?|solche[nrsm]?|jene[nrsm]?)\s+(?!{_SELF_DE})\w+|"
        r"\b(?:jedoch|allerdings|dagegen|hingegen|deshalb|daher|dennoch|zudem|ebenfalls|ausserdem|außerdem|somit|"
        r"keine?n? entsprechenden? \w+|folglich|letztere[nrsm]?|davon|dafür|hiervon|dazu|dabei|dagegen|auch)\b|"
        r"^\W*(?:in|bei|mit) (?:niedrigere|höhere|geringere|grössere|größere|kleinere)n?\b|"
        r"^\W*bei (?:der |einer )?(?:gleichzeitig|kombiniert|alleinig)\w* (?:anwendung|gabe|einnahme|verabreichung|"
        r"therapie|behandlung)(?! (?:von|mit|der|des|dieser|anderer|eines|einer|\w+haltig\w*)\b)|"
        r"^\W*eine (?:zweite|dritte|vierte|weitere) (?:Injektion|Dosis|Impfung|Infusion|Tablette|Gabe)\b|"
        r"^\W*(?:gleichzeitig|insbesondere|eine regelm[aä](?:ss|ß)ige (?:kontrolle|überwachung))\b|\bweiterhin\b|"
        r"\b(?:kann|könnten?|konnte|sollte|muss|wird|wurde|ist|führt) dies\b|"
        r"^\W*(?:in|bei|von|unter|während|nach) (?:den|der|dem|beiden|allen|einigen)\b|"
        r"^\W*(?:der|die|das|ein|eine|kein|keine|ein) (?:dosis|gruppe|wirkung|effekt|zunahme|abnahme|reduktion|"
        r"erhöhung|verminderung|unterschied|unterschiede|anteil|metaboliten?|ergebnisse?|risiko|rate|häufigkeit|relevanz|"
        r"mechanismus|ursache|korrelat|zusammenhang|symptome?|reaktionen|ereignisse|kombination|behandlung)\b|"
        r"^\W*(?:da|weil|obwohl|obgleich|nachdem|sobald|während) (?:die|der|das|diese[rsmn]?|es|sie) |"
        r"^\W*es (?:ist|sind|wurde|wurden|besteht|kann|"
        r"gibt|gab|liegen|handelt) |"
        r"^\W*(?:beschränk\w+|tritt|treten|kommt|kommen|zeigt|zeigen|wird|werden|ist|sind|besteht|bestehen|bleibt|"
        r"bleiben|reicht|genügt|lässt|lassen|hat|haben|kann|muss|darf) |\b(?:wieder|erneut|darüber hinaus)\b|"
        r"^\W*(?:falls|wenn|sollten?|die|der|das|abnorme|erhöhte|erniedrigte|auftretende) |"
        r"^\W*(?:die meisten|einige|mehrere|alle|etwa|ca\.|rund|mindestens|\d+)\b"
    ),
    "zh": han.compile(
        r"^\W*(?:同时|另外|因此|故|增加的|升高的|变化|变动|数值|结果|程度|主要|亦|可|能|应|须|需|必须|不|未|无|与|对|经|约|大约|多|少数|个别|偶|一次|每|若|如|由于|当|但|"
        r"仅|一般|通常|单次|平均|半衰期|血浆|体内|口服|静脉|肌内)"
    ),
    "ja": han.compile(
        r"並行して(?:行|実施)|同時に(?:行われ|実施され)た|(?:この|その(?!他)|これら|それら|同様|同(?:薬|剤|試験|群)|両(?:群|剤)|前者|後者|上記|本(?:試験|研究|解析))|"
        r"(?:認められ|みられ|生じ)た(?:作用|効果|変化|所見|影響)は|"
        r"^\W*(?:症状|処置|異常|主な|投与量|血中濃度|半減期|平均|最も|有意|また|約|各)"
    ),
}
_NOUN_BEFORE = re.compile(r"\b(?:these|those|such|this|diese[rsmn]?|solche[nrsm]?)\s+(\w{4,})", re.IGNORECASE)
_POINTS = han.compile(
    r"^\W*(?:(?:in particular|specifically|for example), )?(?:they|them|it|he|she|"
    r"these(?! (?:highlights|tablets|capsules|instructions))|those|"
    r"such(?! as)|this (?:is|was|may|can|could|should|must|will|has|leads?|means|includes?|results?|occurs?|effect|"
    r"increase|decrease|reduction|risk|dose|interaction|reaction|difference|finding|change|combination|condition)|"
    r"sie (?:ist|sind|wird|werden|kann|können|sollte)|dies (?:ist|wird|kann|gilt)|"
    r"diese (?!Arznei|Packung|Gebrauchs|Tablet)|solche)\b|^\W*(?:上述|这些|此类|前者|后者|两者|これら|上記|前者|後者)",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
BRIEF, BRIEF_CJK = 55, 18
"""Length up to which a sentence that is not the first of its paragraph takes the one before as context."""


def opening(text: str, language: str) -> str:
    """The first sentence of a text."""
    found = sentences(text, language)
    return text[found[0][0] : found[0][1]] if found else text


def points_back(text: str, language: str) -> bool:
    """True where the first sentence cannot be understood without one before it."""
    return depends(opening(text, language), language)


def is_lost(text: str, language: str) -> bool:
    """True where the first sentence is about something that only words before it can name."""
    return bool(_POINTS.search(opening(text, language)))


def leans(text: str, language: str) -> bool:
    """True where the first sentence is read better with the one before it: it refers, contrasts or says little."""
    first = opening(text, language)
    if language == "zh" and names_its_topic(first):
        return False
    if len(first) <= (BRIEF_CJK if _CJK.search(first) else BRIEF):
        return True
    found = _LEANS.get(language, _LEANS["en"]).search(first)
    if found is None:
        return language == "zh" and (points_within(first) or goes_on(first))
    named = _NOUN_BEFORE.match(found.group())
    stem = named.group(1)[:5].casefold() if named else ""
    return not stem or stem not in first[: found.start()].casefold()
