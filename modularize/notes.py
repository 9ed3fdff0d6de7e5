"""Footnotes and references: found once for a document, so that modules can carry those they cite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageFlag, PassageKind
from modularize.draft import Quote, whole

_CITED = re.compile(
    r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]|"
    r"(?<=[\w.,;)）。，])([\u00b9\u00b2\u00b3\u2070-\u2079]+(?:[,–-][\u00b9\u00b2\u00b3\u2070-\u2079]+)*)"
)
_UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def footnotes(passages: Sequence[Passage]) -> dict[tuple[int | None, str], list[Quote]]:
    """Footnotes by page or slide and marker."""
    found: dict[tuple[int | None, str], list[Quote]] = {}
    for passage in passages:
        if passage.kind is not PassageKind.FOOTNOTE or PassageFlag.HIDDEN in passage.flags:
            continue
        marker = passage.facts.get("marker") or passage.text.strip()[:1]
        page = passage.locator.page or passage.locator.slide
        found.setdefault((page, marker), []).append(whole(passage))
    return found


def bibliography(passages: Sequence[Passage]) -> dict[str, str]:
    """References by their number."""
    found: dict[str, str] = {}
    for passage in passages:
        if passage.kind is PassageKind.REFERENCE:
            number = passage.facts.get("marker", "").strip("[]. ") or next(
                iter(re.findall(r"^\s*\[?(\d{1,3})[\].\s]", passage.text)), ""
            )
            if number:
                found.setdefault(number, passage.text.strip())
    return found


def cited(text: str) -> list[str]:
    numbers: list[str] = []
    for bracketed, raised in _CITED.findall(text):
        for part in re.split(r"\s?,\s?", (bracketed or raised).translate(_UP)):
            low, _, high = part.replace("–", "-").partition("-")
            if low.isdigit() and (not high or high.isdigit()):
                numbers.extend(str(n) for n in range(int(low), int(high or low) + 1))
    return numbers
