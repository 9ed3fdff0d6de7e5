"""A dose of which only a part went in, or a pen that leaked: what is due then is neither a dose missed nor a plain one.

Told of somebody it is a complaint; asked in any way, only content that speaks of a part of a dose may answer, since
"inject as soon as possible" or a plain dose would be a second dose on top of the first one's part. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generate.kit import Span
from library.text import Number

_HALF = r"(?:half|part|some|most|a (?:third|quarter|bit|little)|two thirds|\d{1,2} ?%)"
_WHAT = r"(?:doses?|injection|liquid|medicine|medication|drug|solution|contents?|pen|syringe|amount)"
_OUT = (
    r"(?:leak\w*|drip\w*|spil(?:l\w*|t)|squirt\w*|sprayed|trickl\w*|oozed|r[au]n(?:ning)? (?:down|out(?! of)))(?![a-z])"
)
_PENS = r"(?:pen|(?:auto-?)?injector|syringe|needle|device|liquid|solution|medicine|medication|contents?|drug)s?"
_PARTLY = re.compile(
    rf"(?<![a-z]){_HALF}(?: of)?(?: (?:the|it|her|his|my|a|this|that|qproduct))*(?: {_WHAT})?"
    r"(?: (?:was|were|is|has|had|been|gets?|got|actually|only|could be))*"
    r" (?:injected|w[eh]nt in|goes in|gone in|got in|delivered|c[ao]me out|administered"
    rf"|{_OUT}|lost)"
    rf"|(?:injected|delivered|administered|received|got) (?:only|just|about) {_HALF}(?![a-z])"
    r"|(?:incomplete|partial) (?:injection|dose|delivery)(?![a-z])"
    rf"|(?<![a-z]){_PENS}(?: (?!she|he|they|i|we|you|urine)\w+){{0,4}}? {_OUT}"
    r"|(?<![a-z])leak\w* (?:from|out of|around|at) (?:\w+ ){0,2}"
    r"(?:pen|needle|syringe|device|injector|site|skin)(?![a-z])"
    r"|漏液|漏药|[漏流洒喷渗](?:出|掉|了)(?:来)?了?(?:一半|一点|一些|部分|大半|好多|不少|很多)"
    r"|药[液水]?[^,，。?？]{0,8}(?:漏|流|洒|喷|渗)(?:了|出|掉|到|得)"
    r"|[只才仅](?:有|是)?(?:打|推|注射?|扎)?(?:进|入)?(?:去|了)*[^,，。?？吃服]{0,3}(?:一半|半[支针管]|部分|一点|一些|三分之)"
    r"|(?:一半|部分|半[支针管])[^,，。?？吃服]{0,6}(?:没|未)(?:打|推|注)|没(?:有)?(?:打|推|注射)(?:完(?!疗|了)|进去)"
    r"|液漏れ|薬液?が?[^、。]{0,6}(?:漏れ|もれ|こぼれ|流れ出)|(?:半分|一部|途中まで)(?:しか|だけ|ほど)?[^、。飲]{0,4}(?:入|注|打|投)"
    r"|(?:nur|bloss|lediglich) (?:\w+ ){0,2}?(?:hälfte|teil\w*|halb\w*)[^.?!]{0,40}"
    r"(?:gespritzt|injiziert|verabreicht|rein|drin|abgegeben)"
    r"|(?:pen|spritze|injektor|nadel|lösung|flüssigkeit)\w*[^.?!]{0,30}"
    r"(?:ausgelaufen|undicht|läuft aus|(?:lief|läuft|floss) (?:\w+ )?(?:aus|heraus|raus|daneben|runter|weg))"
)
_SPOKEN_OF = re.compile(
    r"(?:partial|incomplete) (?:dose|injection)|leak|not (?:fully|completely) (?:inject|deliver)"
    r"|漏液|部分(?:剂量|注射)|未(?:完全|全部)注|液漏れ|一部.{0,6}(?:注|投)"
    r"|unvollständig|ausgelaufen|nicht vollständig"
)


_COUNTS = {"half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4}
_COUNT = r"(?:half|one|two|three|four|\d{1,4})"
_THINGS = r"(?:pens?|tablets?|tabs|injections?|shots?|syringes?|doses?|mg)"
_INSTEAD = re.compile(
    rf"(?<![\w.])({_COUNT})(?: (?:of )?(?:the |her |his )?(?:\w+ )?{_THINGS})?(?: (?:was|were|given|taken|injected))*"
    rf" (?:instead of|rather than) (?:the )?({_COUNT})(?![\w.])"
)
_ONLY = re.compile(
    rf"(?<![a-z])(?:only|just) (?:one|1|half|a single|part)(?: of)?(?: the| her| his)?(?: \w+){{0,2}} {_THINGS}"
    r"|(?:took|taken|gave|given|injected|received|got|had|takes|taking) (?:only|just)"
    rf" {_COUNT}(?! (?:times?|days?|weeks?|months?|hours?))"
    r"|(?<![a-z])half (?:of )?(?:the |her |his |a |my )?(?:loading |initial |first |starting |full )?dose(?![a-z])"
    r"|(?:too little|under-?dosed|underdos\w*)"
    r"|[只才仅](?:给)?(?:打|吃|服|注射|用)了?(?:半|[一二两三\d]{1,3}) ?(?:支|片|针|粒|mg|毫克)"
    r"|少(?:打|吃|服|用|注射)了|剂量不足"
    r"|(?:本来|应该|该|应|首次应)(?:打|吃|服|注射|用)[^。?？]{1,14}(?:只|才|仅)(?:给)?(?:打|吃|服|注射|用)"
)
_OTHER_STEP = re.compile(r"(?:tolerate|耐受|vertragen) ?(?:der |the )?(\d{1,4}) ?mg")
_REDUCES = re.compile(
    r"tolerat|intoleran|reduc|lower|step down|next dose|dose next|耐受|受不了|减|降|減量|減らし|verträg|reduzier|senken"
)


def less_given(masked: str) -> Span | None:
    """Where a folded text says that less was given or taken than was due ("one pen instead of two"); else None."""
    for instead in _INSTEAD.finditer(masked):
        one, other = (_COUNTS.get(number) or float(number) for number in instead.groups())
        if one < other:
            return instead.span()
    only = _ONLY.search(masked)
    return only.span() if only else None


def keeps_the_dose(masked: str, asked: Iterable[Number], body: str, said: Iterable[Number]) -> bool:
    """Whether a statement gives the very dose, and none below it, that a question asks to come down from, or is on
    those who do not tolerate another one."""
    told = {number.value for number in asked if number.unit == "mg"}
    doses = {number.value for number in said if number.unit == "mg"}
    if not (told and doses and _REDUCES.search(masked)):
        return False
    other = _OTHER_STEP.search(body)
    if other:
        return float(other[1]) not in map(float, told)
    return max(told) in doses and min(doses) >= max(told)


def partly_given(masked: str) -> Span | None:
    """Where a folded text says that a part of a dose went in or that a pen leaked; None where it does not."""
    match = _PARTLY.search(masked)
    return match.span() if match else None


def speaks_of_a_part(body: str) -> bool:
    """Whether a folded statement is about doses not wholly given."""
    return bool(_SPOKEN_OF.search(body))
