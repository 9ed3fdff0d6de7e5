"""A sentence that only says that the dose may have to be changed: for whom or beside what stands right before it."""

from __future__ import annotations

import re

__all__ = ["only_changes_dose"]

_CHANGES = re.compile(
    r"^\W*(?:(?:eine|die) )?(?:\w+ )?Dosis(?:verminderung|reduktion|reduzierung|verringerung|senkung|erhöhung|"
    r"anpassung|halbierung|änderung)\b[^.;:,]{0,60}\b(?:angezeigt|erforderlich|notwendig|nötig|ratsam|empfohlen|erwogen|"
    r"angebracht|sinnvoll)\b[^.;:,]{0,12}[.]?\s*$|"
    r"^\W*(?:an? |the )?(?:dose|dosage) (?:reduction|adjustment|increase|decrease|change)s?\b[^.;:,]{0,60}\b(?:"
    r"indicated|required|necessary|needed|advisable|recommended|considered|warranted|appropriate)[.]?\s*$",
    re.IGNORECASE,
)
_TELLS_CASE = re.compile(
    r"\b(?:bei|beim|wenn|falls|für|im|in|während|nach|unter|aufgrund|wegen|mit|je|ab|in|for|if|when|with|during|after|"
    r"based|according|unless)\b",
    re.IGNORECASE,
)


def only_changes_dose(sentence: str) -> bool:
    """Does a German or English sentence say that a dose is (not) to be changed, without a word on the case?"""
    return bool(_CHANGES.match(sentence)) and _TELLS_CASE.search(sentence) is None
