"""Ages and kidney function as intervals: "75 years or older", "65岁以上", "CrCl 30–59 mL/min", "ab 18 Jahren".

Patterns run on folded text (:mod:`library.matching`); spans returned are spans of the original. An interval is
``[low, high)``; ages count whole years, kidney function mL/min (creatinine clearance or eGFR).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from library.matching import Folded


class Quantity(StrEnum):
    AGE = "age_years"
    RENAL = "renal_ml_min"


@dataclass(frozen=True)
class Measure:
    """An interval of a quantity that a text states, and where."""

    quantity: Quantity
    low: float
    high: float
    start: int
    end: int


_MORE = (
    r"≥|≧|⩾|>=|>|at least|older than|over|above|greater than|more than|ab|uber|alter als|mindestens|"
    r"不低于|不小于|大于等于|大于|超过|大於"
)
_LESS = (
    r"≤|≦|⩽|<=|<|younger than|under|below|less than|up to|lower than|unter|junger als|hochstens|"
    r"不超过|小于等于|小于|低于|不足|未满"
)
_NUMBER = (
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))?\s*(?P<low>\d{{1,3}})(?![\d.,]*\d)"
    r"(?:\s*(?:岁|歳|years?|jahren?|ml/min)?\s*(?:-|to|bis|至|~|から|and|und|到)\s*(?:to\s*)?"
    r"(?P<under><\s*|less than\s*|under\s*|unter\s*)?(?P<top>\d{1,3})(?![\d.,]*\d))?"
)
_AGE = re.compile(
    r"(?P<cue>\b(?:aged?|ages|im alter von|alter|年龄|年齢|年龄在)"
    r"\s*(?:of|between|from|von|zwischen|为|是|在|が|:)?\s*)?"
    rf"(?<![\d/])(?<!\d[.,]){_NUMBER}"
    r"\s*-?\s*(?P<unit>(?P<old>years?\s*-?\s*(?:old|of age)|year-?olds?|jahrige\w*|周岁|岁|歳)"
    r"|years?|yrs?|jahren?)?\s*(?:of age\s*)?,?\s*"
    r"(?P<up>(?:and|or) (?:older|over|above)|or more|and up|oder alter|und alter|及以上|或以上|以上)?"
    r"(?:(?<=以上)[、,]?\s*(?P<ceiling>\d{1,3})\s*(?:周岁|岁|歳)\s*(?P<till>未満|未满|及?以下))?"
    r"(?P<down>(?:and|or) (?:younger|under|below)|oder junger|und junger|及以下|或以下|以下|未満|未满)?"
)
_NOT_AN_AGE = re.compile(
    r"\s*(?:of|von|der)?\s*(?:follow|treatment|therapy|experience|study|survival|behandlung|studie|data|nach)"
)
_OF_THE_YOUNG = re.compile(
    r"(?:adolescents?|child(?:ren)?|pa?ediatric(?: patients| subjects)?|teenagers?|jugendlichen?|kindern?"
    r"|小児|儿童|青少年)"
    r"\W{0,3}(?:aged?|ages|from|between|of|von|im alter von|zwischen)?\s*$"
)
"""Names young people right before a range of years: their ages, no span of time."""
_RENAL_NAMES = (
    r"crcl|clcr|ccr|cl cr|creatinine clearance|creatinine clearances|kreatinin-?clearance|e-?gfr|gfr|"
    r"glomerular filtration rate|glomerulare filtrationsrate|内生肌酐清除率|肌酐清除率|肾小球滤过率|"
    r"クレアチニンクリアランス|クレアチニン・クリアランス|糸球体ろ過量|糸球体濾過量"
)
_RENAL = re.compile(
    rf"(?:{_RENAL_NAMES})\s*(?:[(\[]\s*(?:crcl|clcr|ccr|egfr)\s*[)\]])?\s*"
    rf"(?:values?|levels?|rates?)?\s*(?:of|is|was|between|from|von|zwischen|为|在|が|:|=|,)?\s*{_NUMBER}"
    r"\s*(?:ml\s*/\s*min(?:ute)?|毫升/分钟?|ml/分)?(?:\s*/?\s*1[.,]73\s*m\s?(?:2|²))?"
    r"\s*(?P<up>及以上|或以上|以上|or (?:more|above|higher)|and above)?"
    r"(?P<down>以下|未満|未满|or (?:less|below|lower))?"
)


def measures(folded: Folded) -> list[Measure]:
    """Every age and kidney-function interval stated in the text, in order of quantity and place."""
    found = [_measure(Quantity.AGE, m, folded) for m in _AGE.finditer(folded.text) if _is_age(m, folded.text)]
    found += [_measure(Quantity.RENAL, m, folded) for m in _RENAL.finditer(folded.text)]
    return [measure for measure in found if measure.low < measure.high]


def _is_age(match: re.Match[str], text: str) -> bool:
    low, unit = int(match["low"]), match["unit"] or ""
    if low > 120:
        return False
    if match["old"] or (match["cue"] and (unit or match["more"] or match["less"] or match["up"] or match["top"])):
        return True
    if not unit or _NOT_AN_AGE.match(text, match.end("unit")):
        return False
    if match["up"] or match["down"]:
        return low >= 2
    if match["top"] and _OF_THE_YOUNG.search(text[max(0, match.start() - 40) : match.start("low")]):
        return True
    compared = (match["more"] or match["less"] or "").strip()
    if compared in ("ab", "uber", "unter") and unit.startswith("jahr"):
        return low >= 2
    return bool(compared) and not compared.isalpha() and low >= 12


def _measure(quantity: Quantity, match: re.Match[str], folded: Folded) -> Measure:
    low, high = _interval(match)
    begin, end = match.start(), match.end()
    while folded.text[end - 1] in " ,\n\t":
        end -= 1
    while folded.text[begin] in " ,\n\t":
        begin += 1
    start, stop = folded.span(begin, end)
    return Measure(quantity, low, high, start, stop)


def _interval(match: re.Match[str]) -> tuple[float, float]:
    value = int(match["low"])
    if match["top"] is not None:
        top = int(match["top"])
        return value, top if match["under"] else top + 1
    if match.groupdict().get("ceiling"):
        return value, int(match["ceiling"]) + (match["till"] not in ("未満", "未满"))
    if match["more"] or match["up"]:
        return value, math.inf
    down = match["down"] or ""
    if match["less"] or down:
        inclusive = (match["less"] or "") in ("≤", "≦", "⩽", "<=", "up to", "不超过", "小于等于", "hochstens")
        inclusive = inclusive or (bool(down) and down not in ("未満", "未满"))
        return 0, value + 1 if inclusive else value
    return value, value + 1
