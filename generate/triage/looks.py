"""A medicine that looks or smells wrong, told of it by its form or by a pronoun for it. Pure.

"The syrup was opened yesterday. Today it is cloudy; how long does it keep?" is a complaint: the pronoun is the syrup,
and the question after it takes nothing off what was seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generate.kit import Span
from generate.question import PRODUCT_WORD
from generate.triage.story import Story

_FORM = re.compile(
    r"(?<![a-zäöü])(?:syrups?|suspensions?|solutions?|elixirs?|eye ?drops|drops|liquid|bags?|vials?|bottles?"
    r"|ampoules?|creams?|ointments?|gels?|lotions?|suppositor\w+|tablets?|capsules?|powder"
    r"|sirup\w*|saft\w*|suspension\w*|(?:infusions?|injektions?)?lösung\w*|(?:augen)?tropfen|(?:durchstech|infusions)?flaschen?"
    r"|ampullen?|beutel|cremes?|salben?|zäpfchen|tabletten?|kapseln?|pulver)(?![a-zäöü])"
    r"|糖浆|口服液|混悬液|溶液|药液|药水|滴眼液|滴剂|注射液|乳膏|软膏|凝胶|栓剂|药片|片子|胶囊|粉末|这瓶|这支|这盒"
    r"|シロップ|懸濁液|液剤|内用液|点眼液|点眼薬|輸液|注射液|薬液|バイアル|ボトル|軟膏|クリーム|ゲル|坐剤|坐薬|錠剤|カプセル|散剤"
)
_LOOKS = re.compile(
    r"(?<![a-zäöü])(?:cloudy|clouded|hazy|turbid|milky|discolou?red|mou?ldy|lumpy|flaky|curdled|separated|gritty"
    r"|(?:full of|has|have|with|shows?) (?:\w+ )?(?:flakes|particles|specks|lumps|crystals|bits|sediment|floaters)"
    r"|(?:turned|gone|went) (?:\w+ )?(?:yellow|brown|pink|green|grey|gray|dark|cloudy|off|mou?ldy|solid)"
    r"|smells? (?:\w+ )?(?:bad|off|odd|strange|funny|rotten|foul|sour)"
    r"|trüb\w*|eingetrübt|flockig\w*|ausgeflockt|milchig\w*|verfärbt\w*|schimmlig\w*|verschimmelt|klumpig\w*|verklumpt"
    r"|auskristallisiert|(?:hat|sind|mit|voller) (?:\w+ )?(?:flocken|partikel\w*|klumpen|kristalle\w*)"
    r"|riecht (?:\w+ )?(?:komisch|seltsam|faulig|ranzig|anders))(?![a-zäöü])"
    r"|浑浊|混浊|变浑|变色|发黄|发黑|发霉|絮状|絮凝|结块|分层|有(?:沉淀|颗粒|异物|悬浮物|结晶)|(?:怪|异|臭|馊)味"
    r"|濁って|濁り|白濁|にごって|変色して|黄色く|茶色く|分離して|固まって|浮遊物|沈殿(?:が|物)|カビ|かび|異臭|変な(?:臭|にお)"
)
_PRONOUN = re.compile(
    r"(?<![a-zäöü])(?:it|it['’]s|they|this|er|sie|es|dieser|diese|dieses)(?![a-zäöü])|它|现在|今天|今日|それ|中身|今朝|現在"
)
"""A word for what was named before; Chinese and Japanese leave it out, and say when."""
_OF_THE_BODY = re.compile(
    r"(?<![a-z])(?:vision|sight|eyes?|lens|cornea|urine|stools?|skin|nails?|tongue|teeth|face|sputum|breath|mind"
    r"|sicht|augen?|linse|hornhaut|urin|stuhl|haut|nägel|zunge|gesicht|auswurf)(?![a-z])"
    r"|视力|视物|眼(?![药液膏])|小便|尿|大便|肤|舌|脸|痰|嘴|唇|指甲|趾|腿|脚|牙|头发|伤口|視界|視力|目が|眼が|便|皮膚|顔|痰"
)
_SHOULD_LOOK = re.compile(
    r"(?:should|supposed to|meant to|normally|usually|discard|reject|do not use|visually inspect"
    r"|soll\w*|verwerfen|normalerweise)|应(?:为|该|当)|正常|丢弃|正しい|本来|廃棄"
)
"""How it is to look, or what is done with one that doesn't, is asked of none in particular."""


def looks_wrong(story: Story) -> Iterator[Span]:
    """Where a medicine is told to look or smell wrong."""
    for match in _LOOKS.finditer(story.text):
        low, high = story.sentence(match.start())
        start, end = story.clause(match.span())
        if _OF_THE_BODY.search(story.text[start:end]) or _SHOULD_LOOK.search(story.text[start : match.start()]):
            continue
        pronoun = low and _PRONOUN.search(story.text[low : match.start()])
        if _FORM.search(story.text[low:high]) or (pronoun and _named_before(story, low)):
            yield match.span()


def _named_before(story: Story, at: int) -> bool:
    before, end = story.sentence(at - 1)
    return bool(_FORM.search(story.text[before:end]) or PRODUCT_WORD in story.text[before:end])
