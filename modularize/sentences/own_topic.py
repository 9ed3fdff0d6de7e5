"""Does a Chinese sentence say by itself what it is about: its patients, the product, the other medicine, the case?

Inserts in Chinese set a whole section as one paragraph of statements that have nothing to do with each other. One that
names its own people or case is read alone; with the one before it, it would seem to hold for that one's people only.
"""

from __future__ import annotations

import re

from library import han

__all__ = ["goes_on", "names_its_topic", "points_within"]

_POINTS = han.compile(
    r"(?:(?<!应)该(?!药|品)|(?<![因彼])此(?![外药])|这)(?:[些种类项一]?)(?P<noun>[\u3400-\u9fff]{0,2})|(?P<own>其)(?![他它余次])|"
    r"上述|前述|以上(?![）)])(?<!岁以上)|前者|后者|两者|二者|(?:治疗|安慰剂|对照|试验)组|两组|相反"
)
_OF_TWO = ("前者", "后者", "两者", "二者", "上述", "前述")
_OF_CLAUSE = han.compile(r"这(?:样|是|可能|取决|种情况有时|非常)")
_NO_CLAUSE = re.compile(r"(?:^|[，,])(?:对于?|在|当|如果?|若|與|与)[^，,]*[，,]$")
"""Words before a comma that only say of whom, or when."""
_A_CLAUSE = 8
"""Ideographs and a comma of a clause that "this" takes up within its sentence."""
_NEAR = 14
"""Ideographs of a sentence behind which "its" may mean something that the sentence itself has told."""
_PEOPLE = han.compile(
    r"^\W*(?!(?:大?多数|少数|部分|个别|有些|一些|某些|其[他它余]|大部分|约|所有|全部|每|有[的时]|可|应|须|需|不|未|经|仅|但|且|并)|\d)"
    r"(?:对于?|在)?[^，。；：]{2,40}?(?:患者|病人|妇女|女性|男性|儿童|老年人|运动员|者(?=[应慎禁忌不须需可必在，]))"
)
_PRODUCT = han.compile(r"^[^，。；]{0,24}本(?:品|药|制剂)(?![^，。；]{0,12}时[，]?(?:应|需|须)?(?:减|加|调)量?。)")
_NOT_FOR = han.compile(r"^\W*(?:本品)?(?:不(?:推荐|建议|宜|能|得|可|应)?|禁止?)(?:单独)?用于[^。；，]{3,}")
_PARTNER = han.compile(
    r"^\W*(?:与|和|同|当)?[^，。；]{4,60}(?:合用|联用|同用|并用|伍用|同时(?:使用|服用|应用|给药|给予)|联合(?:使用|应用|用药|给药)|"
    r"合并(?:使用|用药))"
)
_CASE = han.compile(
    r"^\W*(?:如果?|若|当|一旦|由于|因为?|为了?|鉴于|在)[^，。；]{12,}[，]|"
    r"^\W*(?:一旦|如果?|若|当)(?:发生|出现|发现有?|有)(?!症状|反应|异常|不适|副作用|不良|[上该此这])[^，。；]{3,}[，]"
)


_DOSE = han.compile(
    r"\d\s*(?:[mμµ]?g|毫克|微克|克|片|粒|袋|包|支|单位|IU|ml|毫升|滴|丸)(?![\u3400-\u9fff]*水平)|起始|初始|首次剂量"
)
"""A dose goes on with the one told before it."""

_ALSO = re.compile(
    r"^\W*(?!即使|即便|虽|尽管|不仅|除|无论|如|若|当)[^，。；：]{2,24}[亦也](?:可(?!能)|能|应|须|需)(?!是)"
)


def goes_on(sentence: str) -> bool:
    """True where a Chinese sentence adds another means to the one before it ("X亦可…"), where its patients stand."""
    return _ALSO.search(sentence) is not None


def points_within(sentence: str) -> bool:
    """True where a word of the sentence points to something that the sentence itself has not told before it."""
    return any(not _is_told(found, sentence) for found in _POINTS.finditer(sentence))


def _is_told(found: re.Match[str], sentence: str) -> bool:
    """Does the sentence itself say before a word that points what it means?"""
    before = sentence[: found.start()]
    if found["own"]:
        return len(before) >= _NEAR
    if found.group() in _OF_TWO:
        return bool(re.search(r".{2,}[与和及或、对]", before))
    if before.endswith(("，", ",")) and _OF_CLAUSE.match(sentence, found.start()) and not _NO_CLAUSE.search(before):
        return len(before) > (_A_CLAUSE if found.group().endswith(("样可", "样")) else _NEAR)
    return bool(found["noun"]) and found["noun"] in before


def names_its_topic(sentence: str) -> bool:
    """True where a Chinese sentence names its patients, the product, the other medicine or a whole case of its own."""
    if points_within(sentence) or _DOSE.search(sentence):
        return False
    return any(pattern.search(sentence) for pattern in (_PEOPLE, _PRODUCT, _NOT_FOR, _PARTNER, _CASE))
