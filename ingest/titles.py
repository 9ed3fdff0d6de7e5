"""What the title of a document tells of its product: the name a web print puts first, and what is only a comparator."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library import han

_COMPARES = han.compile(
    r"\b(?:vs\.?|versus|(?:as )?compared (?:with|to)|in comparison (?:with|to)|im Vergleich (?:zu|mit)|gegenüber|"
    r"in combination with|in Kombination mit|added to|add-on to|on top of|zusätzlich zu|switch\w* from|Umstellung von|"
    r"in patients (?:on|taking|receiving|treated with)|interactions? (?:with|between)|"
    r"Wechselwirkung(?:en)? (?:mit|von))"
    r"(?=\s)|"
    r"对比|联合(?!疫苗)|联用|合用|与(?=[^与]{2,20}(?:比较|相比|对照))|との比較",
    re.IGNORECASE,
)
"""In a title: what follows is the comparator, or another medicine that is taken with it."""


def before_comparator(title: str) -> str:
    """The title up to what it compares with: "A plus B vs C in …" is about A and B."""
    found = _COMPARES.search(title)
    return title if found is None else title[: found.start()]


_PRINTED = re.compile(
    r"[A-Z][A-Z0-9 ,.&/-]{1,60}?\s?[-–]\s(?P<substance>[a-z][a-z0-9 ,.()-]{2,90}?)\s"
    r"(?:tablets?|capsules?|injection|solution|suspension|cream|ointment|gel|powder|patch|spray|syrup|suppositor\w+|"
    r"emulsion|lotion|kit|aerosol|granules?|liquid)\b.{0,60}"
)


def printed_name(lines: Iterable[str]) -> str:
    """The line "NAME- substance tablet, film coated" that DailyMed prints first; "" where none of the lines is one."""
    return next((line.strip() for line in lines if len(line) < 200 and _PRINTED.fullmatch(line.strip())), "")


_WITH_SUBSTANCE = re.compile(r"\b([A-Z][\w\-]{2,24})[®™]?\s*[(（]([a-z][a-z\- ]{3,40})[)）]")
_CHINESE_NAME = han.compile(r"(?:通用名称?|商品名称?|英文名称?|英文名)\s*[:：]\s*([^\s:：,，。;；【]{2,40})")


def names_in(text: str) -> list[str]:
    """Names that a text calls so ("商品名：…"), or that stand before their substance in brackets, with it."""
    found = [] if text.isascii() else [match[1].strip("®™ ") for match in _CHINESE_NAME.finditer(text)]
    if "(" not in text and "（" not in text:
        return found
    return found + [name for match in _WITH_SUBSTANCE.finditer(text) for name in (match[1], match[2].strip())]
