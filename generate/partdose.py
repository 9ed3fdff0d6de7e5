"""A dose of which only a part went in, or a pen that leaked: what is due then is neither a dose missed nor a plain one.

Told of somebody it is a complaint; asked in any way, only content that speaks of a part of a dose may answer, since
"inject as soon as possible" or a plain dose would be a second dose on top of the first one's part. Pure.
"""

from __future__ import annotations

import re

from generate.kit import Span

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


def partly_given(masked: str) -> Span | None:
    """Where a folded text says that a part of a dose went in or that a pen leaked; None where it does not."""
    match = _PARTLY.search(masked)
    return match.span() if match else None


def speaks_of_a_part(body: str) -> bool:
    """Whether a folded statement is about doses not wholly given."""
    return bool(_SPOKEN_OF.search(body))
