"""Which chapters may answer what is asked: kinetics, mechanism and overdose tell nobody to give a medicine. Pure.

"Can he have it on dialysis, and when?" is answered by dosing, warnings and contraindications. That dialysis removes a
third of an overdose, or that exposure was lower, is true and no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.rank import OF_BODY
from generate.answers.steps import of_vessel
from generate.lexicon import table
from generate.question import PRODUCT_WORD, Question
from generate.reading import Reading
from generate.triage.signs import Signs
from library.models import ModuleKind

_NO_ADVICE = frozenset({ModuleKind.PHARMACOKINETICS, ModuleKind.MECHANISM, ModuleKind.DESCRIPTION})
_GIVE = (
    r"(?:have|take|be given|be taken|get|receive|use|be used|be on|start|give|prescribe|stop|continue|go on|stay on)"
)
_ASKS_OF_USE = re.compile(
    r"(?<![a-z])(?:can|could|may|should|must|shall|do|does|is|are|ok(?:ay)?|safe|allowed)"
    rf"(?: [\w'-]+){{0,9}}? {_GIVE}(?![a-z])"
    rf"|when (?:should|do|does|can|must|is|to)(?: [\w'-]+){{0,5}}? (?:{_GIVE}|taken|given)(?![a-z])"
    r"|(?:give|take) it (?:before|after)"
    r"|(?:能|可以|可否|能否|可不可以|能不能|还能|要不要|该不该)[^,，。?？]{0,10}?(?:吃|服|用|打|给|停|继续)"
    r"|(?:什么时候|何时|饭前还是饭后|空腹还是)[^,，。?？]{0,8}?(?:吃|服|用|打|给)?"
    r"|合用吗|一次吃多少|怎么(?:起始|用|吃|服)|停药吗"
    r"|(?:使|飲|打)え(?:ます|る)|(?:投与|使用|併用|服用|内服)(?:でき|可能|して(?:も)?(?:よ|い|良|大丈夫))"
    r"|飲めますか|続けて(?:も)?|中止(?:すべき|し(?:ます|たほう)|する)|いつ[^、。]{0,6}(?:飲|投与|服用|使)"
    r"|(?<![a-zäöü])(?:kann|darf|soll|sollte|muss|können|dürfen)(?: [\wäöü-]+){0,8}? "
    r"(?:geben|nehmen|bekommen|erhalten|einnehmen|absetzen|anwenden|verordnen|pausieren|weiter\w+)(?![a-zäöü])"
    r"|wann (?:gebe|nimmt|nehme|soll|wird|muss|darf)(?![a-z])"
)
_OF_THE_BODY = OF_BODY | {"mechanism", "appearance", "excipients", "strengths", "pack_size"}
_TELLS_USE = re.compile(
    r"(?:dose|dosage) (?:adjust|modif|reduc)|recommend|contraindicat|should|must|avoid"
    r"|not (?:been )?(?:studied|established)"
    r"|调整|推荐|禁|避免|应|尚未|未(?:进行|研究|确)|調節|調整|推奨|投与しない|確立していない|必要はない"
    r"|dosisanpassung|empfohlen|nicht (?:untersucht|erwiesen)|soll|darf"
)
"""Kinetics that say what follows for the dose are advice in another chapter."""
_REMOVED = re.compile(
    r"remov|clear(?:s|ed|ance)?(?![a-z])|dialy[sz]able|eliminat|清除|除去|排出|可透析"
    r"|entfern|dialysierbar|antidot|overdos|überdos|中毒|过量|過量"
)
"""Asked whether dialysis removes a medicine, what is said of overdose answers."""


def on_overdose(question: Question) -> bool:
    """Whether a question speaks of an overdose, or asks how the medicine is got out of the body."""
    if {"overdosage", "antidote"} & question.topic_ids or "took_too_much" in question.cues:
        return True
    return bool(_REMOVED.search(question.masked) or Signs(question.masked, question.language).excess)


def in_place(readings: Sequence[Reading], question: Question) -> tuple[Reading, ...]:
    """The modules that may answer a question: on overdose only where one is spoken of, on the vessel asked about."""
    readings = of_vessel(readings, question)
    if on_overdose(question):
        return tuple(readings)
    return tuple(r for r in readings if r.module.content.kind is not ModuleKind.OVERDOSE)


def asks_of_use(question: Question) -> bool:
    """Whether it is asked if, when or how somebody may have the medicine, and nothing of what the body does with it."""
    if question.topic_ids & (_OF_THE_BODY | table("topics").flagged("endpoint")):
        return False
    return _ASKS_OF_USE.search(question.masked.replace(PRODUCT_WORD, "it")) is not None


def advising(readings: Sequence[Reading], question: Question) -> tuple[Reading, ...]:
    """The modules that may tell how a medicine is used, where that is asked; else all of them."""
    if not asks_of_use(question):
        return tuple(readings)
    return tuple(r for r in readings if r.module.content.kind not in _NO_ADVICE or _TELLS_USE.search(r.body))
