"""Which patient attributes named in a module are its patients', and not what a medicine does to them.

"Severe renal impairment" among adverse reactions is no patient with bad kidneys, and "during treatment" or "severe"
alone tell nothing of whom a statement is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from library import han
from library.models import ModuleKind


class Named(Protocol):
    """A concept found in a text, at a place of it."""

    @property
    def facet(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Trait(Protocol):
    """A patient attribute and the group it belongs to."""

    @property
    def group(self) -> str: ...


M = TypeVar("M", bound=Named)

_BODILY = ("renal", "hepatic", "comorbidity")
"""Groups whose attributes are reactions to medicines, too."""
_DEGREES = ("mild", "severe")
"""Attributes whose names are said of anything."""
_REACTIONS = (ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT, ModuleKind.OVERDOSE)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:patients?|subjects?|people|persons?|adults?|children|women|men|those|individuals)\b[^.;\n]{0,50}$|"
    r"\b(?:history of|pre-?existing|known|underlying)\b[^.;\n]{0,25}$|"
    r"(?:Patient(?:en|innen)?|Personen|Kinder[n]?|Erwachsenen?|Frauen|Vorgeschichte)\b[^.;\n]{0,50}$|"
    r"(?:患者|既往)[^。；\n]{0,12}$",
    re.IGNORECASE,
)
_PEOPLE_AFTER = han.compile(
    r"^[^。；、，,.;\n]{0,10}(?:患者|受试者|者)|^.{0,12}\b(?:patients?|subjects?|Patienten)\b|^の(?:ある|既往)",
    re.IGNORECASE,
)
_CAUSED = han.compile(
    r"\b(?:causes?|caused|lead(?:s|ing)? to|result(?:s|ing)? in|led to|induces?|develop(?:s|ed)?)\b[^.;\n]{0,80}$|"
    r"(?:引起|导致|致使|诱发|出现|発現|発症|生じ)[^。；\n]{0,30}$|\b(?:führ(?:t|en)|verursach\w+|hervorruf\w+)\b[^.;\n]{0,80}$",
    re.IGNORECASE,
)

_ARISES = re.compile(r"^(?:等|など)?[がの](?:あらわれ|現れ|発現|認められ|起こ|起き|生じ|発症|報告)")
"""What follows a bodily state that a medicine brings about, in Japanese."""
_EXCEPTED = re.compile(r"[（(][^（()）]*(?:を除く|は除く|除外|除く)[)）]")
"""Patients whom a bracket takes out of what is said."""
_UP_TO_AGE = han.compile(
    r"(?:under|below|younger than|less than|up to|unter|bis|[<≤＜]|小于|低于|未满|未滿)"
    r"[^\d.;。；]{0,20}(\d{2,3})(?![\d.])|"
    r"(\d{2,3})\s?(?:years?|Jahren?|岁|歲|歳)[^\d.;。；]{0,5}(?:or younger|or under|以下|未満|未满)",
    re.IGNORECASE,
)
_ADULT = 19
"""An upper age from which on a statement about "people under …" names no children (in years)."""


def _names_no_child(words: str) -> bool:
    """Is an age only bounded above, by an adult's age ("aged under 80")?"""
    found = _UP_TO_AGE.search(words)
    return found is not None and int(found[1] or found[2]) >= _ADULT and len(re.findall(r"\d+", words)) == 1


def of_patients(
    mentions: Sequence[M], text: str, kind: ModuleKind, traits: Mapping[str, Trait], *, is_heading: bool = False
) -> list[M]:
    """The mentions in ``text``, in order, without attributes that tell nothing of the patients; other facets stay."""
    diseases = [m.start for m in mentions if m.facet == "disease"]
    return [m for m in mentions if m.facet != "attribute" or _holds(m, text, kind, traits, diseases, is_heading)]


def _holds(
    mention: M, text: str, kind: ModuleKind, traits: Mapping[str, Trait], diseases: Sequence[int], is_heading: bool
) -> bool:
    if any(found.start() < mention.start < found.end() for found in _EXCEPTED.finditer(text)):
        return False
    before, after = text[: mention.start], text[mention.end :]
    if traits[mention.id].group == "age" and _names_no_child(text[mention.start : mention.end]):
        return False
    of_people = bool(_PEOPLE_BEFORE.search(before[-80:]) or _PEOPLE_AFTER.search(after[:20]))
    if mention.id in _DEGREES:
        is_of_disease = any(0 <= start - mention.end <= 2 for start in diseases)
        return is_of_disease or bool(_PEOPLE_AFTER.search(after[:6]))
    if mention.id == "on_treatment":
        return of_people
    if traits[mention.id].group not in _BODILY:
        return True
    is_effect = kind in _REACTIONS or (
        not is_heading and bool(_CAUSED.search(before[-100:]) or _ARISES.match(after[:24]))
    )
    return of_people or not is_effect


def from_headings(levels: Sequence[Sequence[M]], said: Sequence[Named], traits: Mapping[str, Trait]) -> list[M]:
    """Mentions of the headings (outermost first) that count, from the innermost outwards.

    Under "Pregnancy and lactation", what names the one is not about the other.
    """
    is_settled = _names_reproduction(said, traits)
    kept: list[M] = []
    for level in reversed(levels):
        here = [
            m for m in level if not (is_settled and m.facet == "attribute" and traits[m.id].group == "reproduction")
        ]
        kept += here
        is_settled = is_settled or _names_reproduction(here, traits)
    return kept


def _names_reproduction(mentions: Sequence[Named], traits: Mapping[str, Trait]) -> bool:
    return any(m.facet == "attribute" and traits[m.id].group == "reproduction" for m in mentions)
