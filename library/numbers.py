"""Numbers as medical texts write them, with what they count: English, Chinese, Japanese and German.

``numbers(text, language)`` reads decimals and thousands, ranges and intervals, percentages, p-values, n/N, doses,
durations, frequencies ("once daily", 每两周一次, 1日2回, alle 2 Wochen), dates, and numbers inside names (EASI-75).
Full-width digits, minus signs and decimal points in their Unicode forms are read through a shadow text of the same
length, so every span counts code points of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from library.text_units import (
    CHINESE_NUMERAL,
    CHINESE_PERCENT,
    COUNT_WORD,
    DOSES,
    TIMES,
    UNIT_BEFORE,
    WORDS,
    chinese_decimal,
    chinese_value,
    frequencies,
    unit_after,
    word_pattern,
)


class NumberKind(StrEnum):
    """What a number is, as far as its surroundings tell."""

    PLAIN = "plain"
    PERCENT = "percent"
    POINTS = "points"
    DOSE = "dose"
    TIME = "time"
    FREQUENCY = "frequency"
    RATIO = "ratio"
    P_VALUE = "p"
    LEVEL = "level"
    LOW = "low"
    HIGH = "high"
    PART = "part"
    TOTAL = "total"
    DATE = "date"
    NAME = "name"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Number:
    """One number: ``text`` is the words at ``[start, end)``; ``end_unit`` is where its unit ends.

    ``value`` is exact; ``unit`` is canonical ("%", "mg", "week", "/1 day", "easi-"); ``sign`` is the comparison in
    front ("<", "≥", "="); ``decimals`` counts digits after the point. The bounds of one interval share ``pair``.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    kind: NumberKind
    sign: str = ""
    decimals: int = 0
    end_unit: int = 0
    pair: int | None = None


_SPACED = r"\d{1,3}(?:[\u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?"
_POINT_DIGITS = re.compile(rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:[.·]\d+)?|{_SPACED}|\d+(?:[.·]\d+)?")
_COMMA_DIGITS = re.compile(rf"[1-9]\d{{0,2}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?|{_SPACED}|\d+(?:[.,·]\d+)?")
_COMMA_DECIMAL = frozenset({"de", "fr", "es", "pt", "it", "nl", "ru", "pl"})
_MINUS = "-\u2212\u2013"
_RANGE = word_pattern(r"[ \t]?(?:[-\u2212\u2013\u2014~]{1,2}|to|bis|至|到|から)[ \t]?")
_LOOSE_RANGE = word_pattern(r"[ \t]?(?:,|;|，|、|and|und|和)[ \t]?")
_INTERVAL_BEFORE = word_pattern(
    r"(?:\bCI|\bKI|C\.I\.|interval|Intervall|区间|区間|\brange|范围|範囲|between|zwischen)[)\]]?[ \t]*"
    r"(?:of|was|from|von|为)?[ \t:=,(\[]*$"
)
_SIGN = re.compile(r"(<=|>=|≤|≥|≦|≧|<|>|=|±)[ \t]?$")
_SAME_SIGN = {"<=": "≤", ">=": "≥", "≦": "≤", "≧": "≥"}
_MULTIPLIER = word_pattern(r"[ \t]?(?:(万|亿|億)|(million(?:en)?|mio\.?)|(billion))")
_P_BEFORE = word_pattern(
    r"(?:^|[^a-zA-Z])p(?:[- ]?values?|值|値)?[ \t]*(?:of|was|for [a-z]+)?[ \t]*[<>=≤≥][ \t]?$"
    r"|(?:^|[^a-zA-Z])p(?:[- ]?values?|值|値)(?: of| was| for [a-z]+)?[ \t:：]*$"
)
_RATIO_BEFORE = word_pattern(
    r"(?:\b(?:(?-i:a?HR|OR|RR|IRR)|hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|Hazard[- ]?Ratio)|"
    r"风险比|比值比|相对危险度|ハザード比|オッズ比|相対リスク)(?:[ \t]*\([A-Za-z]+\))?"
    r"[ \t]*(?:of|was|is|von|为|は|:|=)?[ \t]*$"
)
_LEVEL_AFTER = word_pattern(
    r"[ \t]?(?:%|percent|per cent|Prozent)?[ \t-]*(?:CI\b|KI\b|C\.I\.|confidence|Konfidenz|置信区间|可信区间|信頼区間)"
)
_TOTAL_BEFORE = word_pattern(r"(?:^|[^a-zA-Z])n[ \t]*=[ \t]?$")
_NAME_BEFORE = re.compile(r"(?:^|[^A-Za-z0-9])([A-Za-zα-ω][A-Za-z0-9α-ω]*(?:-[A-Za-z0-9]+)*-?)$")
_NOT_NAMES = frozenset({"hr", "or", "rr", "ci", "n", "p", "x", "q", "to", "bis", "ca"})
_NAME_PHRASE = word_pattern(
    r"\b(grade|phase|type|stage|class|cycle|step|table|figure|exon|study|trial|cohort|Grad|Typ|Stadium|Studie|Tabelle)s?"
    r"[ ](?:[<>≤≥=][ \t]?|(?:at least|at most|up to|(?:more|less|greater) than|mindestens|höchstens)[ ]|"
    r"\d[ \t]?(?:or|to|and|oder|bis|und|,|–|-|/)[ \t]?)?$"
)
_SAME_NAME = {"grad": "grade", "typ": "type", "stadium": "stage", "studie": "study", "tabelle": "table"}
_REFERENCE_BEFORE = word_pattern(
    r"(?:\bsections?|\bAbschnitte?n?|参见|详见|\breferences?|\brefs?\.?|§)[ \t]?"
    r"(?:\d+(?:\.\d+)*[ \t]?(?:,|and|und|to|-|–|、)[ \t]?)*$"
)
_CITATION = word_pattern(
    r"\[\d{1,3}(?:[ ,;–-]+\d{1,3})*\]|\[see [^\]]{1,200}\]|\(see [^)]{1,160}\)|\(siehe [^)]{1,160}\)"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})[-–/.年][ ]?(?P<m>0?[1-9]|1[0-2])(?:[-–/.月][ ]?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)日?|月)"
    r"|(?P<d2>\d{1,2})\.? (?P<mn>Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)[a-zä]*\.? "
    r"(?P<y2>(?:19|20)\d{2})"
    r"|(?P<mn4>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<d4>\d{1,2}), ?(?P<y4>(?:19|20)\d{2})"
    r"|(?<![\d.])(?P<d5>0?[1-9]|[12]\d|3[01])\.(?P<m5>0?[1-9]|1[0-2])\.(?P<y5>(?:19|20)\d{2})(?!\d)"
    r"|(?<![\d/])(?P<m3>0[1-9]|1[0-2])/(?P<y3>20\d{2})(?!\d)"
)
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9}
_MONTHS |= {"oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}
_PART_OF = re.compile(
    r"(?<![\d/.,'’])(\d{1,3}(?:[,'’]\d{3})+|\d+)[ \t]?(?:/| of | out of | von )[ \t]?"
    r"(\d{1,3}(?:[,'’]\d{3})+|\d+)(?![\d/]|[.,'’]\d)"
)


def shadow(text: str) -> str:
    """``text`` with full-width and look-alike characters replaced one for one, so offsets stay the same."""
    return text if text.isascii() else "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in "\u2010\u2011":
        return "-"
    if character == "\uff0d":
        return "\u2212"
    if character in "～〜∼":
        return "~"
    if unicodedata.decomposition(character).startswith(("<wide>", "<narrow>")):
        return unicodedata.normalize("NFKC", character)
    return character


def numbers(text: str, language: str = "") -> list[Number]:
    """Every number of ``text`` in order, none overlapping another. ``language`` decides what a comma means."""
    return list(_numbers(text, language))


@lru_cache(maxsize=16384)
def _numbers(text: str, language: str) -> tuple[Number, ...]:
    plain = shadow(text)
    taken = bytearray(len(plain))
    found: list[Number] = []
    for read in (_frequencies, _dates, _citations, _ratios_of_counts):
        found.extend(_keep(read(text, plain), taken))
    pattern = _COMMA_DIGITS if language in _COMMA_DECIMAL else _POINT_DIGITS
    found.extend(_keep([_read(text, plain, m, language) for m in pattern.finditer(plain)], taken))
    found.extend(_keep(_written(text, plain), taken))
    return tuple(_with_pairs(sorted(found, key=lambda number: number.start), plain))


def _keep(read: list[Number], taken: bytearray) -> list[Number]:
    """Those that touch no character taken before; what they cover is taken from now on."""
    kept = []
    for number in read:
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"\x01" * (number.end - number.start)
            kept.append(number)
    return kept


def _whole(text: str, start: int, end: int, value: int, unit: str, kind: NumberKind) -> Number:
    return Number(start, end, text[start:end], Decimal(value), unit, kind, end_unit=end)


def _frequencies(text: str, plain: str) -> list[Number]:
    read = frequencies(plain)
    return [_whole(text, start, end, times, unit, NumberKind.FREQUENCY) for start, end, unit, times in read]


def _dates(text: str, plain: str) -> list[Number]:
    found = []
    for match in _DATE.finditer(plain):
        part = match.groupdict()
        year = part["y"] or part["y2"] or part["y3"] or part["y4"] or part["y5"]
        name = part["mn"] or part["mn4"] or ""
        month = int(part["m"] or part["m3"] or part["m5"] or 0) or _MONTHS[name[:3].lower()]
        value = int(year) * 10000 + month * 100 + int(part["d"] or part["d2"] or part["d4"] or part["d5"] or 0)
        found.append(_whole(text, *match.span(), value, "date", NumberKind.DATE))
    return found


def _citations(text: str, plain: str) -> list[Number]:
    found = []
    for match in _CITATION.finditer(plain):
        for digits in re.finditer(r"\d+(?:\.\d+)*", match.group()):
            start, end = match.start() + digits.start(), match.start() + digits.end()
            value = int(digits.group().replace(".", ""))
            found.append(_whole(text, start, end, value, "reference", NumberKind.REFERENCE))
    return found


def _ratios_of_counts(text: str, plain: str) -> list[Number]:
    """n/N: counts of a total. A slash between small numbers (1/2) or before a unit is none."""
    found = []
    for match in _PART_OF.finditer(plain):
        part, total = (int(re.sub(r"\D", "", match.group(i))) for i in (1, 2))
        unit, _ = unit_after(plain, match.end())
        if part <= total and total >= 5 and unit in ("", "patient") and not _NAME_PHRASE.search(plain[: match.start()]):
            found.append(_whole(text, *match.span(1), part, "", NumberKind.PART))
            found.append(_whole(text, *match.span(2), total, "", NumberKind.TOTAL))
    return found


def _value(digits: str, language: str) -> tuple[Decimal, int]:
    digits = re.sub(r"[\u00a0\u2009\u202f'’]", "", digits).replace("·", ".")
    if language in _COMMA_DECIMAL:
        if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
            digits = digits.replace(".", "")
        digits = digits.replace(",", ".")
    else:
        digits = digits.replace(",", "")
    return Decimal(digits), len(digits.partition(".")[2])


def _read(text: str, plain: str, match: re.Match[str], language: str) -> Number:
    start, end = match.span()
    value, decimals = _value(match.group(), language)
    before = plain[max(0, start - 60) : start]
    name = _name_of(before)
    if name:
        return Number(start, end, text[start:end], value, name, NumberKind.NAME, "", decimals, end)
    multiplier = _MULTIPLIER.match(plain, end)
    if multiplier:
        value, end = value * _factor(multiplier), multiplier.end()
    if _is_negative(before):
        value, start, before = -value, start - 1, before[:-1]
    found = _SIGN.search(before)
    sign = _SAME_SIGN.get(found.group(1), found.group(1)) if found else ""
    unit, end_unit = unit_after(plain, end)
    kind = _kind(plain, before, end, unit)
    if kind is NumberKind.PLAIN and (leading := UNIT_BEFORE.search(before)) and leading.lastgroup:
        unit, kind = leading.lastgroup, NumberKind.TIME
    if kind in (NumberKind.RATIO, NumberKind.P_VALUE, NumberKind.LEVEL):
        unit = ""
    return Number(start, end, text[start:end], value, unit, kind, sign, decimals, end_unit)


def _factor(match: re.Match[str]) -> int:
    if match.group(1):
        return 10**4 if match.group(1) == "万" else 10**8
    return 10**6 if match.group(2) else 10**9


def _name_of(before: str) -> str:
    """The name a number belongs to ("easi-", "cyp", "grade"), or "" where it stands on its own."""
    phrase = _NAME_PHRASE.search(before)
    if phrase:
        word = phrase.group(1).lower()
        return _SAME_NAME.get(word, word)
    match = _NAME_BEFORE.search(before)
    name = match.group(1).lower() if match else ""
    return "" if name.rstrip("-") in _NOT_NAMES else name


def _is_negative(before: str) -> bool:
    if not before or before[-1] not in _MINUS:
        return False
    lead = before[:-1]
    if not lead or lead[-1] in "([{=<>:,;≤≥/":
        return True
    if lead[-1] in "\t\n":
        return True
    if lead[-1].isspace():
        return not lead.rstrip()[-1:].isdigit()
    return before[-1] != "\u2013" and ord(lead[-1]) > 0x2FFF


def _kind(plain: str, before: str, end: int, unit: str) -> NumberKind:
    if _REFERENCE_BEFORE.search(before):
        return NumberKind.REFERENCE
    if _LEVEL_AFTER.match(plain, end):
        return NumberKind.LEVEL
    if _P_BEFORE.search(before):
        return NumberKind.P_VALUE
    if _TOTAL_BEFORE.search(before):
        return NumberKind.TOTAL
    if _RATIO_BEFORE.search(before):
        return NumberKind.RATIO
    by_unit = {"%": NumberKind.PERCENT, "pp": NumberKind.POINTS, "point": NumberKind.POINTS, "grade": NumberKind.NAME}
    if unit in by_unit:
        return by_unit[unit]
    return NumberKind.TIME if unit in TIMES else NumberKind.DOSE if unit in DOSES else NumberKind.PLAIN


def _written(text: str, plain: str) -> list[Number]:
    """Numbers in words: "two tablets", 两周. The word "one" and its like count only before a unit."""
    found = []
    for match in CHINESE_PERCENT.finditer(plain):
        said = chinese_decimal(match["n"], match["decimals"] or "")
        start, end = match.span()
        decimals = len(match["decimals"] or "")
        found.append(
            Number(start, end, text[start:end], Decimal(said), "%", NumberKind.PERCENT, "", decimals, end_unit=end)
        )
    for match in CHINESE_NUMERAL.finditer(plain):
        unit, end_unit = unit_after(plain, match.end())
        found.append(_word(text, match.span(), chinese_value(match.group("n")), unit, end_unit))
    for match in COUNT_WORD.finditer(plain):
        unit, end_unit = unit_after(plain, match.end())
        value = WORDS[match.group(1).lower()]
        if value > 1 or unit not in ("", "patient"):
            found.append(_word(text, match.span(), value, unit, end_unit))
    return found


def _word(text: str, span: tuple[int, int], value: int, unit: str, end_unit: int) -> Number:
    number = _whole(text, *span, value, unit, _kind(" ", "", 0, unit))
    return replace(number, end_unit=max(end_unit, number.end))


def _with_pairs(found: list[Number], plain: str) -> list[Number]:
    """Mark the two bounds of each range or interval; a unit after the upper bound holds for the lower one too."""
    paired = list(found)
    for index in range(len(paired) - 1):
        low, high = paired[index], paired[index + 1]
        if low.pair is not None or not _can_pair(low) or not _can_pair(high):
            continue
        between = plain[max(low.end, low.end_unit) : high.start]
        loose = _LOOSE_RANGE.fullmatch(between) and _INTERVAL_BEFORE.search(plain[max(0, low.start - 40) : low.start])
        if _RANGE.fullmatch(between) or loose:
            unit = low.unit or high.unit
            paired[index] = replace(low, kind=NumberKind.LOW, unit=unit, pair=low.start)
            paired[index + 1] = replace(high, kind=NumberKind.HIGH, unit=high.unit or unit, pair=low.start)
    return paired


def _can_pair(number: Number) -> bool:
    return number.kind in (
        NumberKind.PLAIN, NumberKind.PERCENT, NumberKind.POINTS, NumberKind.DOSE, NumberKind.TIME, NumberKind.RATIO,
    )  # fmt: skip
