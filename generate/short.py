"""Short forms in questions ("brain mets", "78yo", "over-75s") written out, so that what follows reads words. Pure."""

from __future__ import annotations

import re
from functools import cache

from generate.abbreviated import diseases_written_out
from generate.kit import KANA
from generate.lexicon import entries

_AGE = re.compile(r"(?<![\d.])(\d{1,2}) ?(?:y/?o|yr old|yrs old|yo)(?![a-z])", re.IGNORECASE)
_OF_SEX = re.compile(
    r"(?<![\d.°])(?<!at )(?<!to )(?<!low )(?<!ove )(\d{2}) ?[MF](?=[\s,.;)]|$)"
    r"|(?<![a-z])(?P<who>patient|pt|lady|gentleman|man|woman|female|male|mother|father|grandmother|grandfather)"
    r"(?: is)?,? \(?(?P<age>\d{2})\)?(?=[,.;)]|$| and )",
    re.IGNORECASE,
)
_OF_AGE = re.compile(
    r"(?<![a-z])((?:patient|pt|man|woman|lady|gentleman|gent|someone|somebody|person|male|female) of|at)"
    r" ([6-9]\d)(?=[?,.;:)]|$| and | with | who | is | has )(?! (?:and|with) (?:mg|kg))",
    re.IGNORECASE,
)
"""A bare number from 60 on that stands where an age does."""
_CHILD_PUGH = re.compile(r"child[- ]?pugh", re.IGNORECASE)
_CLASS = re.compile(r"(?<![A-Za-z])(?<!pugh )(?<!Pugh )class ([ABC])(?![A-Za-z])")
"""A class of hepatic impairment where its scale was named."""
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
"""Where Chinese is typed with spaces for commas."""
_GLUED = re.compile(r"((?:\d|[一二三四五六七八九十]) ?(?:周|天|个月|月|年|次|例))(?=[A-Za-z])")
"""A time in Chinese that Latin letters follow at once ("第4周EASI-75")."""
_YOUNG = re.compile(
    r"(?<![a-z])((?:student|pupil|schoolboy|schoolgirl|boy|girl|son|daughter|child|kid|teenager|adolescent|year \d+),?)"
    r" (?:is |aged )?\(?(\d{1,2})\)?(?: ?(?:years?|yrs?|y))?(?=[,.;)?]|$| and | with | has )",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?<![a-z])(over|under)[- ](\d{2})(?:['’]?s)(?![a-z])|(?<![\w.])(\d{2})\+(?=\s|[?.,!]|$)", re.IGNORECASE
)
_DOWN_TO = re.compile(
    r"((?:减|降|调)(?:到|至|成) ?|(?:reduced?|down|cut|dropp?(?:ed)?|lower(?:ed)?|tolerate|on) (?:to )?)(\d{3})"
    r"(?! ?(?:mg|毫克|片|%|m|/|\d|patients|pts))",
    re.IGNORECASE,
)
_EACH_DAY = re.compile(
    r"(?<![\d.,/=-])(\d{2,3})(?= (?:once )?(?:daily|a day|per day|each day|every day|od|qd)(?![a-z]))", re.IGNORECASE
)
"""A number of two digits or more that is given each day is a dose, never a number of times."""
_WITH_RICE = re.compile(r"(?:跟|和|随|就|同|与|伴)着?(?:米|早|午|晚)?(?:饭|餐)(?:一起|一块儿?|一同|同时)?(?=[吃服用])")
"""How Chinese asks whether a medicine goes with a meal."""
_STOPPED_OF_THEM = re.compile(r"(其中[^,，。?？]{0,4}(?:因|由于)[^,，。?？停]{1,12})停(?!药|用|止)")
"""Of those who stopped, those who stopped because of something."""
_STAGE_FOUR = re.compile(r"(?<![a-z])(stage|phase|type|class|stadium) IV(?![a-z])", re.IGNORECASE)
_ONE_EACH = re.compile(
    r"(?<![a-z])(?:just |only )?(?:one|a single|1) ((?:\w+ ){0,2}(?:shot|injection|jab|pen|dose))"
    r" (?:a|per|every|each) (month|week)(?![a-z])",
    re.IGNORECASE,
)
_EACH_MONTH = re.compile(
    r"(?<![a-z])((?:given?|inject\w*|dosed?|dosing|use|using|shots?|pens?|jabs?)(?: \w+){0,3} )"
    r"(?:once )?(?:every|a|per|each) month(?![a-z])",
    re.IGNORECASE,
)
"""A dose each month is one every four weeks; a test each month stays what it is."""
_WEEKLY = re.compile(
    r"(?<![a-z\d-])(?<!once )(?<!twice )(?<!times )(?<!bi)(?<!two )(?<!three )(?<!four )weekly"
    r"(?= *(?:\?|,|\.|$|injection|dos|instead|or |would|be ))",
    re.IGNORECASE,
)
_EVERY_WEEKS = re.compile(r"(?<![a-z])(two|three|four|2|3|4|6|8)[- ]weekly", re.IGNORECASE)
""" "Two-weekly" is every two weeks, never twice a week."""
_GRADE = re.compile(r"(?<![a-z])(?:gr\.? ?|g)(?=[1-5](?![\d.]| ?(?:mg|g|weeks?|days?)))", re.IGNORECASE)
_WITH = re.compile(r"(?<![\w/])w/ ?(?=[a-zA-Z])")
_INFUSION = re.compile(
    r"(?<![a-z])infusion (?=(?:nurse|clinic|cent(?:re|er)|unit|suite|team|chair)s?(?![a-z]))", re.IGNORECASE
)
"""Whose place of work it is asks of no infusion."""
_AND = re.compile(r"(?<=[a-z)]) n (?=[a-z])")
_CUT_SHORT = re.compile(r"(?<![a-z])(incl|approx|resp|esp|vs|pts?|ca)\.(?= )", re.IGNORECASE)
"""A stop after these ends no sentence."""
_WEEK = re.compile(r"(?<![a-z])(?:wk|w) ?(\d{1,3})(?![\d\w])", re.IGNORECASE)


def written_out(text: str) -> str:
    """The text with its short forms written out; a text without any is returned as it is."""
    text = _AGE.sub(r"\1-year-old", _GLUED.sub(r"\1 ", diseases_written_out(text)))
    text = _OF_SEX.sub(_aged_person, text)
    if _CHILD_PUGH.search(text):
        text = _CLASS.sub(r"Child-Pugh \1", text)
    text = _OF_AGE.sub(r"\1 \2 years of age", text)
    text = text if KANA.search(text) else _SPACED.sub("，", text)
    text = _YOUNG.sub(r"\1 \2-year-old", text)
    text = _OVER.sub(_aged, text)
    text = _STAGE_FOUR.sub(r"\1 4", text)
    text = _EACH_MONTH.sub(r"\1every 4 weeks", text)
    text = _ONE_EACH.sub(lambda m: f"{m[1]} every {'4 weeks' if m[2].casefold() == 'month' else 'week'}", text)
    text = _WEEKLY.sub("every week", text)
    text = _EVERY_WEEKS.sub(r"every \1 weeks", text)
    text = _GRADE.sub("grade ", _INFUSION.sub("", text))
    text = _AND.sub(" and ", _WITH.sub("with ", text))
    text = _CUT_SHORT.sub(r"\1", text)
    text = _WEEK.sub(r"week \1", text)
    text = _EACH_DAY.sub(r"\1 mg", _DOWN_TO.sub(r"\1\2 mg", text))
    text = _STOPPED_OF_THEM.sub(r"\1停药", _WITH_RICE.sub("随餐", text))
    exact, folded, pattern = _table()
    return pattern.sub(lambda m: exact.get(m.group()) or folded.get(m.group().casefold()) or m.group(), text)


def _aged_person(match: re.Match[str]) -> str:
    """ "77F" and "a lady, 81," with the age as it is read elsewhere; a number that is no adult's age is left."""
    age = match["age"] or match[1]
    if not 18 <= int(age) <= 99:
        return match.group()
    return f"{age}-year-old {match['who']}" if match["who"] else f"{age}-year-old"


def _aged(match: re.Match[str]) -> str:
    if match[1] and match[1].casefold() == "under":
        return f"patients under {match[2]} years"
    return f"patients {match[2] or match[3]} years and older"


@cache
def _table() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    raw: dict[str, str] = entries("short")
    exact = {short: whole for short, whole in raw.items() if short != short.lower()}
    folded = {short: whole for short, whole in raw.items() if short == short.lower()}
    ordered = sorted(raw, key=len, reverse=True)
    words = "|".join(re.escape(short) for short in ordered)
    return exact, folded, re.compile(rf"(?<![\w/-])(?:{words})(?![\w/])", re.IGNORECASE)
