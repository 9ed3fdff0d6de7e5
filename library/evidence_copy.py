"""What changed where a sentence is nearly a copy of its source: the place where a slip is hardest to see.

A word-by-word difference of the two; each changed place is judged with the words around it: another figure or sign, a
denial added or lost (also inside a word: 肾功能不全 and 肾功能全), the opposite word, another population or obligation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from library.evidence_terms import modality, negations, opposites, populations
from library.models import Finding, Severity
from library.numbers import numbers, shadow

NEAR_COPY = 0.8
"""Share of equal words from which a sentence counts as a copy with changes."""
_PIECE = re.compile(r"[A-Za-zÀ-ÿ]+|\d+(?:[.,·]\d+)*|[≥≤<>=%−]|[^\s\W]")
_DENYING = re.compile(r"[不未无無非否勿禁没]|ない|なし|\b(?:no|not|without|never|nicht|kein\w*|ohne)\b", re.IGNORECASE)
_SIGNS = frozenset("≥≤<>")


def nearest_copy(text: str, sources: list[str]) -> str:
    """The source sentence of which ``text`` is nearly a copy, or ""."""
    mine = _pieces(text)
    best, found = NEAR_COPY, ""
    for source in sources:
        theirs = _pieces(source)
        if not theirs or not 0.6 < len(mine) / len(theirs) < 1.7:
            continue
        matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, source
    return found


def _pieces(text: str) -> list[str]:
    return [match.group() for match in _PIECE.finditer(shadow(text))]


def copy_findings(text: str, source: str) -> Iterator[Finding]:
    """One finding for each changed place of ``text`` that changes what its ``source`` says."""
    mine, theirs = _pieces(text), _pieces(source)
    for kind, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        said, was = mine[i:j], theirs[k:m]
        near_said, near_was = _join(mine[max(0, i - 2) : j + 2]), _join(theirs[max(0, k - 2) : m + 2])
        code = _judged(said, was, near_said, near_was)
        if code:
            message = f"The source says “{near_was}”, the text “{near_said}”."
            yield Finding(
                code=f"evidence.{code}",
                severity=Severity.BLOCKING,
                message=message,
                words=near_said,
                source_words=near_was,
            )


def _join(pieces: list[str]) -> str:
    joined = " ".join(pieces)
    return re.sub(r"(?<=[^\x00-\u02ff]) (?=[^\x00-\u02ff])", "", joined)


def _judged(said: list[str], was: list[str], near_said: str, near_was: str) -> str:
    """Code of what a changed place changes, "" for nothing that matters."""
    if _figures(said) and _figures(was) and not _rounded(_figures(said), _figures(was)):
        return "number_not_in_source"
    if (_SIGNS & set(said)) != (_SIGNS & set(was)) and _SIGNS & set(was) and _SIGNS & set(said):
        return "threshold_differs"
    if len(_denials(near_said)) != len(_denials(near_was)):
        return "negation_differs"
    if opposites(near_said, near_was):
        return "direction_differs"
    if said and was and populations(near_said) - populations(near_was):
        return "population_differs"
    if said and was and modality(near_said) and modality(near_was) and modality(near_said) != modality(near_was):
        return "modality_differs"
    return ""


def _denials(text: str) -> list[str]:
    return [*_DENYING.findall(text), *(word for word in negations(text) if not _DENYING.search(word))]


def _figures(pieces: list[str]) -> list[str]:
    return [piece for piece in pieces if piece[0].isdigit()]


def _rounded(said: list[str], was: list[str]) -> bool:
    """Are all figures equal, up to honest rounding?"""
    if len(said) != len(was):
        return True
    return all(_rounds_to(mine, theirs) for mine, theirs in zip(said, was, strict=True))


def _rounds_to(mine: str, theirs: str) -> bool:
    if mine == theirs:
        return True
    ours, other = numbers(mine)[0], numbers(theirs)[0]
    if ours.value == other.value:
        return True
    return 0 < ours.decimals < other.decimals and abs(ours.value - other.value) * 10**ours.decimals * 2 <= 1
