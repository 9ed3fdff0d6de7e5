"""Units, number words and dosing frequencies in English, Chinese, Japanese and German, as regular expressions.

All patterns run on the shadow text of :mod:`library.numbers` (full-width characters already replaced one for one).
"""

from __future__ import annotations

import re

from library.word_pattern import word_pattern as word_pattern

# --- units ------------------------------------------------------------------------------------------------------------

PERCENTS = {
    "pp": "percentage[- ]points?|%[- ]points?|Prozentpunkten?|个?百分点|パーセントポイント|pp(?![a-z])",
    "%": "%|percent(?!age)|per cent|Prozent(?!punkt)|パーセント",
}
TIMES = {
    "year": r"years?|yrs?\b|Jahren?s?|岁|歳|年(?!月)",
    "month": r"months?|mos?\b|Monaten?s?|个月|個月|か月|カ月|ヵ月|ヶ月|箇月",
    "week": r"weeks?|wks?\b|Wochen?|周(?!岁|期)|週間?|星期",
    "day": r"days?|Tagen?s?|天|日間|日(?!本)",
    "hour": r"hours?|hrs?\b|h\b|Stunden?|小时|時間",
    "minute": r"minutes?|mins?\b|Minuten?|分钟|分間|分(?=まで|かけ|以内|後|毎|ごと|程度|未満|に|で|から)",
    "second": r"seconds?|secs?\b|Sekunden?|秒",
}
DOSES = {
    "mg/ml": "mg/mL|毫克/毫升",
    "mg/kg": r"mg\s?/\s?kg|毫克/(?:公斤|千克)",
    "mg/m2": r"mg\s?/\s?m[2²]",
    "mg/dl": "mg/dL",
    "ml/min": r"mL\s?/\s?min(?:ute|\.)?(?:\s?/\s?1\.73\s?m[2²])?|毫升/分钟?|mL/分",
    "ng/ml": "ng/mL",
    "µg/ml": "(?:µ|μ|u|mc)g/mL",
    "g/dl": "g/dL",
    "g/l": "g/L",
    "mmol/l": "mmol/L",
    "µmol/l": "[µμ]mol/L",
    "kg/m2": "kg/m[2²]",
    "iu/ml": "I?U/mL",
    "mg": "mg|㎎|毫克|milligrams?|ミリグラム|Milligramm",
    "µg": "(?:µ|μ|mc)g|㎍|微克|micrograms?|Mikrogramm",
    "ng": "ng|纳克",
    "kg": "kg|㎏|公斤|千克|kilograms?|Kilogramm",
    "g": "g|克|grams?|Gramm",
    "ml": "mL|㎖|毫升|millilit(?:er|re)s?|Milliliter",
    "l": "L|升|lit(?:er|re)s?|Liter",
    "iu": r"IU|I\.U\.|IE|国际单位|国際単位|units?|Einheiten|单位|単位",
    "tablet": "tablets?|Tabletten?|片|錠",
    "capsule": "capsules?|Kapseln?|粒|カプセル",
    "pen": "pens?|支",
}
OTHER_UNITS = {
    "mmhg": "mm ?Hg",
    "mm": "mm|㎜|毫米",
    "cm": "cm|㎝|厘米",
    "nm": "nM|nmol/L",
    "°c": r"°\s?C|℃|º\s?C",
    "°f": r"°\s?F|℉|º\s?F",
    "kpa": "kPa",
    "kcal": "kcal",
    "kda": "kDa",
    "fold": r"-?fold|-?fach\w*|倍",
    "times": "times|-?mal|次(?!要|于)|回",
    "grade": "级|級|グレード",
    "point": "points?|Punkten?|分(?=[。，、；（）(),;. ]|$)",
    "patient": (
        r"patients?|subjects?|participants?|adults?|children|people|women|men|persons?|Patient(?:en|innen)?|"
        r"Teilnehmern?|Probanden|例|名|人"
    ),
}
UNITS = {**PERCENTS, **TIMES, **DOSES, **OTHER_UNITS}
_ANY_UNIT = "|".join(f"(?P<u{i}>{body})" for i, body in enumerate(UNITS.values()))
UNIT_AFTER = word_pattern(rf"[ \t\u00a0\u202f\u2009]?-?(?:{_ANY_UNIT})(?![a-zA-Zäöü])")
UNIT_NAMES = tuple(UNITS)
UNIT_BEFORE = word_pattern(
    r"\b(?:(?P<year>years?|Jahr)|(?P<month>months?|Monat)|(?P<week>weeks?|Wochen?)|(?P<day>days?|Tag))[ ]"
    r"(?:\d+(?:,| and| or| to|–|-)[ \t]?)?$"
)


def unit_after(plain: str, at: int) -> tuple[str, int]:
    """Canonical unit that follows a number ending at ``at``, and where it ends; ("", at) if none follows."""
    match = UNIT_AFTER.match(plain, at)
    if match is None or match.lastgroup is None:
        return "", at
    return UNIT_NAMES[int(match.lastgroup[1:])], match.end()


# --- number words -----------------------------------------------------------------------------------------------------

WORDS = {
    word: value
    for value, words in {
        1: "one once ein eine einer einem einmal einmalig",
        2: "two twice zwei zweimal both",
        3: "three thrice drei dreimal",
        4: "four vier viermal",
        5: "five fünf fünfmal",
        6: "six sechs sechsmal",
        7: "seven sieben",
        8: "eight acht",
        9: "nine neun",
        10: "ten zehn",
        11: "eleven elf",
        12: "twelve zwölf",
        13: "thirteen dreizehn",
        14: "fourteen vierzehn",
        15: "fifteen fünfzehn",
        16: "sixteen sechzehn",
        17: "seventeen siebzehn",
        18: "eighteen achtzehn",
        19: "nineteen neunzehn",
        20: "twenty zwanzig",
        24: "twenty-four vierundzwanzig",
        30: "thirty dreißig",
        52: "fifty-two zweiundfünfzig",
    }.items()
    for word in words.split()
}
_ARTICLES = "ein eine einer einem once einmal einmalig twice zweimal thrice dreimal viermal both"
_LONGEST_FIRST = sorted(WORDS, key=len, reverse=True)
_COUNTING = "|".join(word for word in _LONGEST_FIRST if word not in _ARTICLES.split())
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
}
_ONES = {
    "en": "one two three four five six seven eight nine",
    "de": "ein zwei drei vier fünf sechs sieben acht neun",
}
for _language, _tens in _TENS.items():
    for _ten, _word in enumerate(_tens.split(), 2):
        WORDS[_word] = _ten * 10
        for _one, _last in enumerate(_ONES[_language].split(), 1):
            WORDS[f"{_word}-{_last}" if _language == "en" else f"{_last}und{_word}"] = _ten * 10 + _one
COUNT_WORD = word_pattern(
    rf"(?<![\w-])((?:{_TENS['en'].replace(' ', '|')})-(?:{_ONES['en'].replace(' ', '|')})|"
    rf"(?:(?:{_ONES['de'].replace(' ', '|')})und)?(?:{_TENS['de'].replace(' ', '|')})|"
    rf"{_TENS['en'].replace(' ', '|')}|{_COUNTING})(?![\w-])"
)
_CHINESE_DIGITS = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "亿": 10**8}
CHINESE_NUMERAL = re.compile(
    r"(?<![一二三四五六七八九十百千万几数唯统同第])(?P<n>[一二两兩三四五六七八九十百千]+)"
    r"(?=周|週|个月|個月|か月|カ月|ヵ月|ヶ月|天|小时|時間|分钟|年(?!级)|岁|歳|片|粒|支|錠|倍|级|次(?!性|要|于)|"
    r"回|日(?!本)|月(?!经)|パーセント|毫克|毫升|微克|[ ]?(?:mg|g|m[lL]|µg)(?![A-Za-z])|"
    r"(?<!一)(?:例|名|人|种|種|项|项|个|類|类))"
)

_HAN_DIGITS = "零〇一二三四五六七八九"
CHINESE_PERCENT = re.compile(rf"百分之(?P<n>[{_HAN_DIGITS}两十百]+)(?:点(?P<decimals>[{_HAN_DIGITS}]+))?")


def chinese_decimal(numeral: str, decimals: str) -> str:
    """Value of a Chinese numeral with decimals, in digits: 四十五 and 二 as "45.2"."""
    digits = "".join(str(_CHINESE_DIGITS[character]) for character in decimals)
    return f"{chinese_value(numeral)}.{digits}" if digits else str(chinese_value(numeral))


def chinese_value(numeral: str) -> int:
    """Value of a Chinese or Japanese numeral up to the thousands of a hundred million: 两 2, 十二 12, 三百 300."""
    total, section, digit = 0, 0, 0
    for character in numeral:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
            continue
        place = _PLACES[character]
        if place >= 10000:
            total, section, digit = (total + section + digit) * place, 0, 0
        else:
            section, digit = section + (digit or 1) * place, 0
    return total + section + digit


# --- frequencies ------------------------------------------------------------------------------------------------------

_N = rf"(?:\d{{1,3}}(?:\.\d)?|[一二两兩三四五六七八九十]{{1,3}}|{'|'.join(_LONGEST_FIRST)})"
_PERIOD_CJK = r"(?P<period>个月|個月|か月|カ月|ヵ月|ヶ月|小时|時間|周|週間?|星期|天|日|月|年)"
_PERIOD_LATIN = (
    r"(?P<period>hours?|hrs?|h|days?|weeks?|wks?|months?|years?|Stunden?|Tage?n?|Wochen?|Monate?n?|Jahre?)\b"
)
_ADVERB = r"(?P<adverb>daily|weekly|monthly|yearly|annually|täglich|wöchentlich|monatlich|jährlich)\b"
_PER = r"(?:an?|per|each|every|pro|am|je)[ ](?P<period>day|week|month|year|Tag|Woche|Monat|Jahr)\b"
_GIVEN = r"(?:内|中)?[ ]?(?:各|仅|注射|给药|服用|口服|皮下注射|使用|给予)?[ ]?"
_FREQUENCIES = tuple(
    word_pattern(pattern)
    for pattern in (
        rf"(?<![\w.])(?P<times>{_N})[ -]?(?:times|x|×|-?mal)?[ -](?:{_ADVERB}|{_PER})",
        rf"\b(?:(?P<times>once|twice|one dose|einmal|zweimal|1[- ]?mal|one injection|1 injection)[ ])?"
        rf"(?:every|alle|each)[ ](?P<count>other|{_N})[ -]?{_PERIOD_LATIN}",
        r"\b(?:every|each|jeden|jede)[ ](?P<period>day|week|month|Tag|Woche|Monat)\b",
        r"\bQ(?P<count>\d{1,2})(?P<period>H|D|W|M)\b",
        r"(?<![\w.])(?P<code>q\.?d\.?|o\.d\.|b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?i\.?d\.?)(?!\w)",
        rf"(?:每隔?|毎)(?P<count>{_N})?[ ]?{_PERIOD_CJK}{_GIVEN}(?P<times>{_N})[ ]?(?:次(?!要)|回)",
        rf"(?P<count>{_N})[ ]?{_PERIOD_CJK}(?:に|内)?(?P<times>{_N})[ ]?(?:次(?!要)|回)",
        rf"(?P<times>{_N})[ ]?(?:次|回)[ ]?/[ ]?(?P<count>\d*)[ ]?{_PERIOD_CJK}",
        rf"每隔?(?P<count>{_N})[ ]?{_PERIOD_CJK}",
    )
)
_MAY_BE_FREQUENCY = re.compile(
    r"ly\b|lich\b|every|each|alle |jede|times|mal |\bper |\bpro |\ban? (?:day|week|month|year)|q\d|q\.?d|"
    r"[btq]\.?i\.?d|[每毎回次]",
    re.IGNORECASE,
)
_PERIODS = {
    "hour": "hour hours hr hrs h stunde stunden 小时 時間",
    "day": "day days daily d tag tage tagen täglich 天 日",
    "week": "week weeks weekly wk wks w woche wochen wöchentlich 周 週 週間 星期",
    "month": "month months monthly m monat monate monaten monatlich 月 个月 個月 か月 カ月 ヵ月 ヶ月",
    "year": "year years yearly annually jahr jahre jährlich 年",
}
_PERIOD_OF = {word: period for period, words in _PERIODS.items() for word in words.split()}
_CODES = {"qd": 1, "od": 1, "bid": 2, "tid": 3, "qid": 4}


def word_value(word: str) -> int | None:
    """Value of a whole number written in digits or words of any of the four languages; None if it is none."""
    folded = word.strip().lower()
    if folded.isdigit():
        return int(folded)
    if folded in WORDS:
        return WORDS[folded]
    if folded and all(c in _CHINESE_DIGITS or c in _PLACES for c in folded):
        return chinese_value(folded)
    return None


def frequencies(plain: str) -> list[tuple[int, int, str, int]]:
    """``(start, end, unit, times)`` of each dosing frequency; the unit is the period, as "/1 day" or "/2 week"."""
    found: list[tuple[int, int, str, int]] = []
    if not _MAY_BE_FREQUENCY.search(plain):
        return found
    for pattern in _FREQUENCIES:
        for match in pattern.finditer(plain):
            overlaps = any(match.start() < end and start < match.end() for start, end, _, _ in found)
            read = None if overlaps else _frequency(match)
            if read:
                found.append((match.start(), match.end(), *read))
    return sorted(found)


def _frequency(match: re.Match[str]) -> tuple[str, int] | None:
    part = match.groupdict()
    if part.get("code"):
        code = part["code"].replace(".", "").lower()
        return "/1 day", _CODES[code]
    count_word = part.get("count") or "1"
    count = 2 if count_word.lower() == "other" else word_value(count_word)
    times_word = (part.get("times") or "1").lower().removesuffix(" dose").removesuffix(" injection")
    times = word_value(times_word.removesuffix("-mal").removesuffix("mal").rstrip("- ") or times_word)
    if times is None:
        times = word_value(times_word)
    period = _PERIOD_OF.get((part.get("adverb") or part.get("period") or "").lower())
    if period is None or not count or not times:
        return None
    return f"/{count} {period}", times
