"""With what something is compared, told by the word after "than with" or 与…相比: for comparators in no list."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMED = re.compile(
    r"\b(?:than (?:on|with|under|for)|(?:better|worse|effective|safer|faster|slower) than|(?:superior|inferior) to|"
    r"compared (?:with|to)|versus|vs\.?|relative to)"
    r"\s+(?:the\s+)?([A-Za-z][\w-]{3,})|"
    r"\b(?:als (?:unter|mit)|(?:überlegen|unterlegen|besser|höher|niedriger|geringer|häufiger|seltener) gegenüber|"
    r"im Vergleich zu|verglichen mit)"
    r"\s+(?:de[rmn]\s+|eine[rm]\s+)?([A-Za-zÄÖÜäöü][\w-]{3,})|"
    r"(?:与|和|较|比在?|于)([\u4e00-\u9fff]{2,8}?)组|(?:优于|好于|劣于|不如)([\u4e00-\u9fff]{2,8})(?=[，。；,;（(]|$)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"those|these|that|this|their|they|them|when|what|whom|which|each|both|half|once|twice|other|another|alone|only|baseline|"
    r"before|after|previous|prior|normal|general|usual|expected|healthy|initial|standard|control|comparator|treat|therap|"
    r"drug|medic|dose|dosing|patient|people|participant|subject|adult|child|infant|wom[ae]n|men\b|male|female|young|old|"
    r"elder|untreated|baseline|risk|group|day|week|month|year|one|two|three|"
    r"denen|dies|jene|alle|ander|einer|keine|patient|erwachsen|kinder|frauen|männer|kontroll|standard|ausgang|behandl|"
    r"对照|治疗|试验|研究|其他|另一|用药|给药|观察|联合|单药|标准",
    re.IGNORECASE,
)
"""Words after which no comparator is named, or one that free wordings name otherwise."""


_RATE = (
    r"(?:in\s+|bei\s+)?[\d.,]+\s?(?:%|percent|months?|weeks?|days?|years?|Prozent|Monate?n?|Wochen?|Tagen?|Jahren?)?"
    r"(?:\s*[(\[][^()\[\]]{1,60}[)\]])?"
    r"(?:\s+(?:of|der|von)\s+(?:the\s+)?(?:patients|subjects|participants|those|Patient\w*))?"
    r"(?:\s+(?:treated|receiving|randomi[sz]ed|taking|given))?"
)
_BESIDE_FIGURE = re.compile(
    rf"\b(?:versus|vs\.?|compared (?:with|to)|gegenüber|im Vergleich zu|verglichen mit|and|und)\s+{_RATE}\s+"
    r"(?:with|on|under|unter|mit)\s+(?:the\s+|de[rmn]\s+)?([A-Za-zÄÖÜäöü][\w-]{3,})",
    re.IGNORECASE,
)
"""The same with the figure between: "versus 6.8 months (5.5–8.2) with chemotherapy"."""


@lru_cache(maxsize=8192)
def named_comparators(text: str) -> tuple[str, ...]:
    """Names that the text compares with, in order; common words that are no names are left out."""
    told = [*_NAMED.finditer(text), *_BESIDE_FIGURE.finditer(text)]
    found = (next(part for part in match.groups() if part) for match in sorted(told, key=lambda match: match.start()))
    return tuple(dict.fromkeys(name for name in found if not _GENERIC.match(name)))


def unknown_comparators(text: str, sources: str) -> list[str]:
    """Names the text compares with and the sources do not hold, where the sources compare with another name."""
    if not named_comparators(sources):
        return []
    held = sources.casefold()
    return [name for name in named_comparators(text) if name.casefold()[: max(4, len(name) - 2)] not in held]
