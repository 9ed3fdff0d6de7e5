"""The product of a text that is no label, where its title says nothing but the name of a medicine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind

__all__ = ["titled_product"]

_STEM = re.compile(
    r"[^\W\d_]{3,24}(?:mab|nib|ciclib|parib|pril|sartan|gliptin|gliflozin|glutid|xaban|gatran|floxacin|cillin|mycin|cyclin|"
    r"conazol|prazol|lol|dipin|setron|triptan|avir|evir|uvir|ovir|limus|kinra|cept|profen|oxicam|zepam|zolam|terol|"
    r"tropium|lukast|dronat|thiazid|semid|trexat|fungin|bactam|penem|azepin|gabalin|racetam|platin|taxel|rubicin)e?",
    re.IGNORECASE,
)
"""A name with a stem that the WHO gives to one class of substances, in its English or German form."""
_ALONE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?P<name>[^\W\d_][\w-]{5,28})\s?[®™]?\s*(?:\([^()]{3,40}\))?")
_LETTER = re.compile(
    r"(?:DHPC|DHCP|Rote[- ]Hand[- ]Brief|Direct Healthcare Professional Communication|Dear Doctor Letter)\s*"
    r"(?:[-–:]\s*|\s(?:zu|on|for)\s)(?P<name>[A-Z][\w-]{3,28})\s?[®™]?(?=[\s,;:(]|$)(?!\s+(?:und|and)\b)"
)
"""A letter on safety and the medicine it is about."""
_TIMES = 3


def titled_product(title: str, passages: Sequence[Passage]) -> str:
    """The medicine that a title names alone by a substance's name, or that a letter on safety is about; else "".

    The text must name it again and again.
    """
    alone = _ALONE.fullmatch(title.strip())
    found = alone if alone and _STEM.fullmatch(alone["name"]) else _LETTER.match(title.strip())
    if found is None:
        return ""
    name = found["name"].casefold()
    told = [p for p in passages if p.kind not in (PassageKind.IMAGE, PassageKind.HEADER, PassageKind.FOOTER)]
    return name if sum(name in passage.text.casefold() for passage in told) >= _TIMES else ""
