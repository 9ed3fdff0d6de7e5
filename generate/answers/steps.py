"""Steps by which a medicine is made ready: the step that is asked, on the vessel that is asked. Pure.

"How do I reconstitute the vial?" is answered by what to add, not by what the vial holds afterwards, nor by what is done
with the bag.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading

_MAKES_READY = re.compile(
    r"reconstitut|(?<![a-z])(?:dissolv|dilut)\w*|(?<![a-z])(?:add|inject) [^.?]{0,30}(?:to|into) [^.?]{0,20}vial"
    r"|sterile water|water for injection|shake"
    r"|复溶|溶解|配制|稀释|注射用水|希釈|調製|rekonstitu|auflös|verdünn|schüttel"
)
_HOW = re.compile(
    r"(?<![a-z])(?:how|wie|with (?:what|which)|womit)(?![a-z])|怎么|如何|怎样|多少|用什么|どのよう|どうやって|何ml|何で"
)
_AFTERWARDS = re.compile(
    r"(?:following|after|once) (?:the )?(?:reconstitut|dilut|dissol)\w*|each (?:\w+ )?vial (?:then )?contains"
    r"|(?:复溶|溶解|配制|稀释)后|(?:溶解|調製|希釈)後|nach (?:der )?(?:rekonstitu|auflös|verdünn)\w*"
)
_ON_AFTERWARDS = re.compile(
    r"(?:after|once) (?:it is |the )?(?:reconstitut|dilut|dissol|mixing)|(?:stable|keep|store|last|use)(?![a-z])"
    r"|后|後|保存|nach|haltbar"
)
_TO_ADD = re.compile(
    r"reconstitut|dissolv|(?<![a-z])(?:add|inject)(?![a-z])|water|复溶|溶解|配制|注射用水|調製|rekonstitu|auflös"
)
_STEP = re.compile(
    r"(?:reconstitut|(?<![a-z])add(?:ing|ition)?(?![a-z])|dissolv|inject|复溶|溶解|加入|注入|rekonstitu|auflös|zugeb|加え)"
    r"[^.。]{0,90}?\d ?(?:ml|毫升|ミリ)|\d ?(?:ml|毫升)[^.。]{0,60}?(?:reconstitut|dissolv|复溶|溶解|加入|を加え)"
)
"""What is added to a vial, with its volume."""
_ADDED_TO = re.compile(
    r"(?<![a-z])add(?:ed)?(?![a-z])[^.?]{0,40}?(?:vial|bag|syringe|bottle|powder)|加入?[^,，。?？]{0,8}瓶|zugeb|加え"
)
_OF_PATIENTS = (Need("topic", "dose"), Need("topic", "interaction"), Need("use", "combined"))
_VESSELS = {
    "vial": re.compile(r"(?<![a-z])vials?(?![a-z])|durchstechflasche|瓶|バイアル"),
    "bag": re.compile(r"(?<![a-z])bags?(?![a-z])|beutel|输液袋|バッグ"),
    "syringe": re.compile(r"(?<![a-z])syringes?(?![a-z])|spritze|注射器|シリンジ"),
}


def of_vessel(readings: Sequence[Reading], question: Question) -> tuple[Reading, ...]:
    """The modules without steps on another vessel than the one asked about: nothing of the bag where it is the vial."""
    asked = _vessels(question.masked)
    if not (asked and _asks_a_step(question)):
        return tuple(readings)
    return tuple(r for r in readings if not (said := _vessels(r.body)) or said & asked)


def steps_asked(readings: Sequence[Reading], question: Question) -> tuple[Reading, ...]:
    """What is added, where that is asked; else all but what holds only afterwards, where a step is asked."""
    if not _asks_a_step(question):
        return tuple(readings)
    kept = of_vessel(readings, question)
    if not _ON_AFTERWARDS.search(question.masked):
        kept = tuple(r for r in kept if not _AFTERWARDS.match(r.body))
    steps = tuple(r for r in kept if _STEP.search(r.body)) if _TO_ADD.search(question.masked) else ()
    return steps or kept


def _asks_a_step(question: Question) -> bool:
    return bool(_MAKES_READY.search(question.masked) and _HOW.search(question.masked))


def of_a_step(asked: Sequence[Need], question: Question) -> tuple[Need, ...]:
    """The needs without those of a dose and of a combination, where it is asked what is added to a vial or a bag."""
    if not (_ADDED_TO.search(question.masked) and _TO_ADD.search(question.masked)):
        return tuple(asked)
    return tuple(n for n in asked if n not in _OF_PATIENTS)


def _vessels(text: str) -> set[str]:
    return {vessel for vessel, pattern in _VESSELS.items() if pattern.search(text)}
