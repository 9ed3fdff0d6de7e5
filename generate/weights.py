"""Body weights in kg: bands that a text states ("14 kg to less than 25 kg", "体重30kg以上"), the weight of a patient.

Runs on folded text. A band is ``[low, high)``. A change of weight ("gained 9 kg") and a dose by weight ("5 mg/kg") are
no weights of anybody. Pure.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from generate.reading import heads_over
from library.models import ModuleContent
from library.text import fold

Band = tuple[float, float]

_UNIT = r"(?:kg|kilogram\w*|kilos?|公斤|千克|キロ(?:グラム)?)(?![a-z/])"
_MORE = (
    r"(?P<more>≥|≧|⩾|>=|>|at least|from|over|above|greater than|more than|ab|über|mindestens"
    r"|不低于|大于等于|大于|超过)"
)
_LESS = (
    r"(?P<less>≤|≦|⩽|<=|<|less than|under|below|up to|lower than|unter|höchstens|weniger als"
    r"|不超过|小于等于|小于|低于|不足)"
)
_UP = r"(?P<up>(?:及|或)?以上|or (?:more|above|over)|and (?:above|over)|oder mehr|und (?:mehr|darüber))"
_DOWN = r"(?P<down>(?:及|或)?以下|未満|未满|or (?:less|below|under)|and (?:below|under)|oder weniger)"
_BOUND = (
    rf"(?:{_MORE}|{_LESS})?\s*(?:or equal to )?(?<![\d.,])(?P<value>\d{{1,3}}(?:[.,]\d)?)(?![\d.,]*\d)\s*-?\s*"
    rf"(?P<unit>{_UNIT})?\s*{_UP}?{_DOWN}?"
)
_ONE = re.compile(_BOUND)
_LINK = re.compile(r"\s*(?:-|–|~|～|to|and|but|up to|bis|und|至|到|且|、|,)?\s*")
_CHANGE = re.compile(
    r"gain|los[st]|increase|decrease|change|heavier|lighter|zugelegt|zugenommen|abgenommen|zunahme|abnahme|verlor"
    r"|增加|减少|增重|减重|胖了|瘦了|下降|減少|増加|増え|減っ|太っ|痩せ"
)
_ENGLISH_POUNDS = re.compile(r"(?<![\d.,])(\d{1,3}) ?-?(?:lbs?|pounds?)(?![a-z])")
_KG_HEAD = re.compile(r"(?<![a-z/])kg(?![a-z/])|公斤|体重|body ?weight|körpergewicht")
_INCLUSIVE = ("≤", "≦", "⩽", "<=", "up to", "höchstens", "不超过", "小于等于")


@lru_cache(maxsize=256)
def weight_told(masked: str) -> float | None:
    """The weight of the patient that a folded question tells, if it tells exactly one."""
    found = {
        float(m["value"].replace(",", ".")) for m in _ONE.finditer(masked) if m["unit"] and not _is_change(m, masked)
    }
    found |= {int(m[1]) * 0.4536 for m in _ENGLISH_POUNDS.finditer(masked)}
    return found.pop() if len(found) == 1 else None


def bands_in(folded: str) -> list[Band]:
    """The bands of body weight that a folded text states; a single weight without a comparison is no band."""
    bounds = [m for m in _ONE.finditer(folded) if not _is_change(m, folded)]
    found: list[Band] = []
    taken = -1
    for at, one in enumerate(bounds):
        if at <= taken:
            continue
        if at + 1 < len(bounds) and (band := _from_to(one, bounds[at + 1], folded)):
            found.append(band)
            taken = at + 1
        elif one["unit"] and (one["more"] or one["up"]):
            found.append((_value(one), math.inf))
        elif one["unit"] and (one["less"] or one["down"]):
            found.append((0.0, _up_to(one)))
    return found


def _from_to(low: re.Match[str], high: re.Match[str], folded: str) -> Band | None:
    """The band between two bounds that stand side by side, if they are one ("10 to 20 kg")."""
    beside = high["unit"] and _LINK.fullmatch(folded, low.end(), high.start())
    if not beside or low["less"] or low["down"] or _value(low) >= _value(high):
        return None
    return _value(low), _up_to(high)


def _up_to(high: re.Match[str]) -> float:
    """The first weight above an upper bound: "less than 25 kg" leaves 25 out, "up to 25 kg" doesn't."""
    below = (high["less"] and high["less"] not in _INCLUSIVE) or high["down"] in ("未満", "未满")
    return _value(high) if below else math.nextafter(_value(high), math.inf)


def bands_of(content: ModuleContent) -> list[Band]:
    """The bands that a statement is for: its own, those of the cell under a head of weights, else of the heading."""
    cells = content.body.split("\t")
    for line in content.context:
        heads = line.split("\t")
        for head, cell in zip(heads, cells, strict=False) if len(heads) > 1 else ():
            if len(cells) > 1 and _KG_HEAD.search(fold(head)) and (found := bands_in(_in_kg(fold(cell)))):
                return found
    if own := bands_in(fold(content.body)):
        return own
    return next((found for line in reversed(heads_over(content)) if (found := bands_in(fold(line)))), [])


def _in_kg(cell: str) -> str:
    """A cell under a head of weights, its bare figures in kg."""
    return cell if re.search(_UNIT, cell) else re.sub(r"(\d)(?![\d.,])", r"\1 kg", cell)


def holds(band: Band, weight: float) -> bool:
    """Whether a weight lies inside a band."""
    return band[0] <= weight < band[1]


def _value(match: re.Match[str]) -> float:
    return float(match["value"].replace(",", "."))


def _is_change(match: re.Match[str], folded: str) -> bool:
    around = folded[max(0, match.start() - 25) : match.end() + 14]
    return bool(_CHANGE.search(around))
