"""Statements on those without what a question tells of: no answer for somebody who has it. Pure."""

from __future__ import annotations

import re

from generate.question import Question
from generate.reading import Reading
from generate.triage.story import story_of
from generate.weights import bands_of, holds, weight_told

_MEANWHILE = re.compile(
    r"if patients? (?:become|are|get|develop)\w* [^.]{0,30}(?:while|during)"
    r"|(?:治疗|用药|使用)期间(?:如)?(?:发生|出现|感染)"
)
"""Said of what happens on treatment: no answer for somebody who has not begun."""
EITHER_WAY = re.compile(r"with or without|alone or (?:with|in comb)|或单独|单独或|mit oder ohne|併用又は単独")
"""Said both of a medicine alone and of one beside others."""
_WITHOUT = re.compile(r"(?<![a-z])without (?:increased |elevated |raised |any )?([a-z]{5,})")


def contradicts(question: Question, reading: Reading) -> bool:
    """Whether a module is on those without what the question tells of ("without increased bilirubin")."""
    if EITHER_WAY.search(reading.body):
        return False
    if _MEANWHILE.search(reading.body) and story_of(question).begins:
        return True
    if _off_dialysis_for_one_on_it(question, reading) or _of_another_weight(question, reading):
        return True
    for match in _WITHOUT.finditer(reading.body):
        word = re.escape(match[1])
        denied = rf"(?:without|no|normal)(?![a-z])[^.;,]{{0,20}}{word}|{word}[^.;,]{{0,12}}normal"
        if re.search(word, question.masked) and not re.search(denied, question.masked):
            return True
    return False


def _of_another_weight(question: Question, reading: Reading) -> bool:
    """Whether a statement or row is for a body weight that is not the one told."""
    told = weight_told(question.masked)
    if told is None:
        return False
    bands = bands_of(reading.module.content)
    return bool(bands) and not any(holds(band, told) for band in bands)


_NOT_DIALYSED = re.compile(
    r"not (?:yet )?(?:on|receiving|undergoing|requiring) (?:\w+ ){0,2}?(?:ha?emo)?dialys\w*|non-?dialys\w*"
    r"|(?:未|不)(?:接受|进行|需要?)?[^,，。]{0,3}透析|非透析"
    r"|透析を?(?:受けていない|していない|必要としない)|nicht dialyse\w*"
)
_DIALYSED = re.compile(r"dialys|透析|血透")


def _off_dialysis_for_one_on_it(question: Question, reading: Reading) -> bool:
    """Whether a module is only on those not dialysed, and the question is on somebody who is."""
    if not _NOT_DIALYSED.search(reading.body) or _DIALYSED.search(_NOT_DIALYSED.sub(" ", reading.body)):
        return False
    return bool(_DIALYSED.search(_NOT_DIALYSED.sub(" ", question.masked)))
