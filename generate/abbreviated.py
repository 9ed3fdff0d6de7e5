"""Diseases by their abbreviations ("in MS", "an RA patient", "治疗UC") written out where a disease is meant. Pure.

Two capitals mean much: they are read as a disease only where one stands, after "in", "for", "with" and the like, before
"patient", or as the head of a question ("Wyndralis, MS: …").
"""

from __future__ import annotations

import re
from functools import cache

from generate.lexicon import entries

_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:[Ii]n|[Ff]or|[Ww]ith|[Oo]f|[Aa]gainst|[Tt]reat(?:s|ing)?|[Hh]as|[Hh]ave|[Hh]ad|[Hh]aving|[Aa]nd|[Oo]r"
    r"|[Bb]ei|[Gg]egen|[Ff]ür|[Mm]it|[Hh]at|[Uu]nd|[Oo]der|[Ww]egen)"
    r"(?: (?:an?|his|her|their|active|severe|moderate|mild|chronic|stable|known|new|early|relapsing|progressive"
    r"|refractory|comorbid|concomitant|paediatric|pediatric|adult|aktive[rn]?|schwere[rnm]?|chronische[rnm]?|bekannte[rnm]?)"
    r"| [a-z]+[a-z-]*ing-remitting| [a-z]+-[a-z]+)* "
    r"|(?:治疗?|患有?|得了?|合并|伴有?|用于|对|有|和|及|确诊|诊断为?|[はをのがと、])\s?)$"
)
_AFTER = re.compile(
    r"(?: ?(?:patients?|pts?|Patient(?:en|in|innen)?|sufferers?|cases?)(?![a-z])"
    r"|[-‐](?:Patient\w*|patients?)|\s?(?:患者|病人|的(?:患者|病人|治疗)|の(?:患者|治療|方)|に(?:使|対|も|は|処方|投与|有効|効|適応|用)))"
)
_NO_DISEASE = re.compile(r"\s?(?:[\d+%]|mg|ml|\+|count|cells?|ratio|interval|formulation)")
"""What makes a value or a form of the letters before it ("CD4", "CF 10 %")."""


def diseases_written_out(text: str) -> str:
    """The text with abbreviations of diseases written out; a text without any is returned as it is."""
    names, pattern = _table()
    return pattern.sub(lambda m: names[m.group()] if _is_a_disease(text, m.span()) else m.group(), text)


def _is_a_disease(text: str, place: tuple[int, int]) -> bool:
    before, after = text[: place[0]], text[place[1] :]
    if _NO_DISEASE.match(after):
        return False
    return bool(_BEFORE.search(before) or _AFTER.match(after))


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    names: dict[str, str] = entries("abbreviations")
    words = "|".join(re.escape(short) for short in sorted(names, key=len, reverse=True))
    return names, re.compile(rf"(?<![A-Za-z0-9/-])(?:{words})(?![A-Za-z0-9/])")
