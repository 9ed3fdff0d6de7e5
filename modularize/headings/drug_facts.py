"""The box of facts that US medicines without a prescription carry: what its headings stand over."""

from __future__ import annotations

import re

from library.models import ModuleKind

_ASKS_WHEN = re.compile(
    r"\W*(?:stop use(?: and ask a doctor)?|ask a doctor(?: or pharmacist)?(?: before use)?|do not use|"
    r"when using this product|before using this product)(?:,? (?:if|when)(?: you(?: have| are)?)?| you)\W*",
    re.IGNORECASE,
)
"""A heading of a pack over the cases it lists, and over nothing behind them."""
_DRUG_FACTS = (
    (ModuleKind.INDICATION, r"uses?"),
    (ModuleKind.DOSING, r"directions"),
    (
        ModuleKind.WARNING,
        r"warnings?|do not use(?: if)?|ask a doctor (?:or pharmacist )?before use\b.*|when using this product|"
        r"stop use and ask a doctor\b.*|if pregnant or breast-?feeding|keep out of reach of children",
    ),
    (
        ModuleKind.DESCRIPTION,
        r"active ingredients?\b.*|inactive ingredients?|purposes?|other information|questions?\b.*",
    ),
)
"""Headings of the box that US medicines without a prescription carry."""


def by_drug_facts(headings: tuple[str, ...]) -> ModuleKind | None:
    """The kind that the innermost heading of a drug facts box gives; None elsewhere."""
    for heading in reversed(headings):
        for kind, pattern in _DRUG_FACTS:
            if re.fullmatch(rf"\W*(?:{pattern})\W*", heading.strip(), re.IGNORECASE):
                return kind
    return None


def asks_when(heading: str) -> bool:
    """Does a heading only open the cases it lists ("Stop use and ask a doctor if")?"""
    return bool(_ASKS_WHEN.fullmatch(heading))
