"""Sentences that only say how a dose told right before them is changed or divided: what they are of stands there."""

from __future__ import annotations

import re

__all__ = ["divides_dose", "only_changes_dose", "tells_of_dose_before"]

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


_DIVIDES = re.compile(
    r"^\W*(?:(?:each|every) (?:treatment |dosing )?(?:course|cycle)|(?:the )?single (?:daily|weekly) doses?|"
    r"(?:each|every) (?:daily|weekly|single) dose|the total (?:daily )?dose)"
    r" (?:is|are|may be|should be|can be|must be|consists?)"
    r" (?:then )?(?:given|taken|administered|divided|split|of|spread)\b",
    re.IGNORECASE,
)
_DOSE = re.compile(r"\d\s?(?:mg|g|mcg|µg|units?|IU|ml|mL)\b")


def divides_dose(sentence: str, before: str) -> bool:
    """Does a sentence say on which days, or in how many parts, the dose told right before it is given, without one?"""
    return bool(_DIVIDES.match(sentence)) and _DOSE.search(sentence) is None and bool(_DOSE.search(before))


def tells_of_dose_before(sentence: str, before: str) -> bool:
    """Does a sentence only say how the dose right before it is changed or divided?"""
    return only_changes_dose(sentence) or divides_dose(sentence, before)
