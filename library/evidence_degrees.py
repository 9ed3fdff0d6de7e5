"""Degrees of severity: a figure told of the severe cases where no source speaks of any."""

from __future__ import annotations

import re

from library import han

_DEGREES = {
    "severe": han.compile(
        r"\bsevere(?:ly)?\b|\bschwer(?:e[rsnm]?)?\b|重度|重症|高度の|(?<!有)严重(?!不良)", re.IGNORECASE
    ),
    "serious": han.compile(r"\bserious\b|\bschwerwiegend\w*|重篤|严重不良", re.IGNORECASE),
    "fatal": han.compile(
        r"\b(?:fatal|lethal)\b|\bdeaths?\b|\btödlich\w*|\bTodesf[aä]ll\w*|致死|致命|死亡", re.IGNORECASE
    ),
    "moderate": han.compile(r"\bmoderate(?:ly)?\b|\bmittelschwer\w*|\bmäßig\w*|中度|中等度", re.IGNORECASE),
    "mild": han.compile(r"\bmild(?:ly)?\b|\bleicht(?:e[rsnm]?)\b|轻度|軽度", re.IGNORECASE),
}
_GRADED = {
    "severe": re.compile(
        r"(?:\bgrades?|\bGrad(?:e[sn]?)?|グレード)\s?(?:[≥>]\s?)?[34]|[≥≧>]\s?[34]\s?[级級度]|[3-5３-５]\s?[级級度]",
        re.IGNORECASE,
    ),
    "fatal": re.compile(r"(?:\bgrades?|\bGrad|グレード)\s?5|5\s?[级級]", re.IGNORECASE),
}
"""Grades that a wording may tell by the word."""
_RESULT = re.compile(r"\d\s?[%％]|\d\s?/\s?\d")


def degrees(text: str) -> dict[str, str]:
    """The degrees of severity a text names, each with its first words."""
    found = {degree: pattern.search(text) for degree, pattern in _DEGREES.items()}
    return {degree: match.group() for degree, match in found.items() if match}


def added_degrees(text: str, sources: str) -> list[str]:
    """Words for a degree that a text with a rate names and the sources don't, by word or by grade; in order."""
    if not _RESULT.search(text):
        return []
    held = set(degrees(sources)) | {degree for degree, graded in _GRADED.items() if graded.search(sources)}
    return [words for degree, words in degrees(text).items() if degree not in held]
