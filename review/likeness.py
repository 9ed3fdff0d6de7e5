"""Are two wordings the same words, and how alike are they? Pure, over plain strings.

Layout, case, bullets, end marks, quotation marks, kinds of dash and raised reference numbers do not make words another
wording. Anything that can change a figure does: a minus sign, a space between digits, a column, an exponent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from library.evidence_terms import NOT_SIGNIFICANT, qualifiers
from library.models import Difference
from library.text import sentences, squeeze
from library.text_units import word_pattern
from review.wordings import words_of

_RAISED = re.compile(
    r"^\s*[\u00b9\u00b2\u00b3\u2070-\u2079]+|(?<=[^\s\d])[\u00b9\u00b2\u00b3\u2070-\u2079]+(?:[,–-][\u00b9\u00b2\u00b3\u2070-\u2079]+)*"
)
_POWER = re.compile(r"(?<=\d)(?=[\u00b9\u00b2\u00b3\u2070-\u2079])")
_APART = re.compile(r"(?<=\d)[^\S\t]+(?=\d)")
_BULLET = re.compile(r"^(?:[\s•●○◦▪■□‣·*]+|[–—-]+\s+(?!\d))+")
_END = re.compile(r"[\s.。．;；:：,，]+$")
_SAME_MARK = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’´`", "'"), **dict.fromkeys("“”„«»", '"')}
)
_PIECE = re.compile(r"[^\W\d_\u3041-\u30ff\u3400-\u9fff]+|\d+(?:[.,·]\d+)*|[≥≤<>=%±+−-]|[\u3041-\u30ff\u3400-\u9fff]")
_TURNS = word_pattern(
    r"^\W*(?:however|but|nevertheless|nonetheless|yet|although|though|except|unless|only|jedoch|aber|allerdings|"
    r"dennoch|außer|但|然而|不过|仅|ただし|但し|しかし)"
)
_LETTER = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2089]")
_INNER = re.compile(r"[.!?…]\S{0,6}\s|[。！？．｡\n]")
"""Where a sentence may end before the body does; without one there is nothing to part."""
_PART = 0.75
"""Likeness of words that stand, as they are, inside a longer sentence."""
_HOPELESS = 0.25
"""Below this share of common pieces two wordings are not aligned at all."""


@lru_cache(maxsize=65536)
def same_key(text: str) -> str:
    """What two wordings share if they are the same words."""
    marked = _APART.sub("\u2417", _POWER.sub("^", _RAISED.sub("", text.replace("\n", " "))))
    plain = _END.sub("", _BULLET.sub("", marked)).replace("\t", "\u2409").translate(_SAME_MARK)
    return squeeze(plain).translate(_SAME_MARK).casefold()


@dataclass(frozen=True, slots=True)
class Said:
    """A wording read once."""

    text: str
    key: str
    pieces: tuple[str, ...]
    bag: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, language: str = "") -> Said:
        """``text`` with its key and pieces."""
        return _said(text)


@lru_cache(maxsize=65536)
def _said(text: str) -> Said:
    pieces = tuple(match.group().casefold() for match in _PIECE.finditer(text))
    return Said(text, same_key(text), pieces, frozenset(pieces), words_of(text))


@lru_cache(maxsize=32768)
def parts_of(body: str, language: str) -> tuple[str, ...]:
    """The sentences of a module's body; a table row, or a body of one sentence, is its only part."""
    if "\t" in body or not _INNER.search(body):
        return (body,)
    flat = body.replace("\n", " ")
    parts = (flat[start:end] for start, end in sentences(flat, language))
    return tuple(part for part in parts if _LETTER.search(part)) or (body,)


def same_words(said: Said, body: str, language: str) -> str:
    """``whole`` if the wording is the body, ``sentence`` if it is a whole sentence of it, else empty."""
    if not _LETTER.search(said.key) or not said.words <= words_of(body):
        return ""
    if said.key == same_key(body):
        return "whole"
    parts = parts_of(body, language)
    return "sentence" if len(parts) > 1 and any(said.key == same_key(part) for part in parts) else ""


def likeness(said: Said, body: str, language: str) -> tuple[float, str]:
    """Share of equal pieces (0 to 1) with the body or the sentence of it that is most alike, and those words."""
    return _likeness(said.text, body, language)


@lru_cache(maxsize=65536)
def _likeness(text: str, body: str, language: str) -> tuple[float, str]:
    said, parts = _said(text), parts_of(body, language)
    choices = [body.replace("\n", " "), *parts] if len(parts) > 1 else [body]
    best = max(choices, key=lambda part: _common(said, _said(part)))
    other = _said(best)
    if said.key and said.key in other.key and len(said.key) >= 4:
        return max(_PART, _ratio(said, other)), best
    common = _common(said, other)
    return (_ratio(said, other) if common >= _HOPELESS else common), best


def _common(one: Said, other: Said) -> float:
    return 2 * len(one.bag & other.bag) / max(1, len(one.bag) + len(other.bag))


def _ratio(one: Said, other: Said) -> float:
    return SequenceMatcher(None, one.pieces, other.pieces, autojunk=False).ratio()


def figures_moved(said: Said, source: str) -> bool:
    """The same words in the same order with the same figures in another order: they belong to others then."""
    other = _said(source)
    mine, theirs = _figures(said.pieces), _figures(other.pieces)
    words = [piece for piece in said.pieces if not piece[0].isdigit()]
    same = words == [piece for piece in other.pieces if not piece[0].isdigit()]
    return same and mine != theirs and sorted(mine) == sorted(theirs)


def _figures(pieces: Sequence[str]) -> list[str]:
    return [piece for piece in pieces if piece[0].isdigit()]


def left_out(text: str, body: str, language: str, shown: str) -> tuple[str, ...]:
    """The other sentences of a body that are not shown with one of them, in order."""
    mine, page = same_key(text), same_key(shown)
    keys = [(part, same_key(part)) for part in parts_of(body, language)]
    return tuple(part for part, key in keys if key != mine and key not in page)


def takes_back(rest: Sequence[str]) -> bool:
    """Do sentences limit what stands before them: another turn, no significance, a statistical qualifier?"""
    return any(_TURNS.search(part) or NOT_SIGNIFICANT.search(part) or qualifiers(part) for part in rest)


def differences(text: str, source: str) -> tuple[Difference, ...]:
    """Run by run what is the same and what differs; the runs of each side, in order, hold all of its words."""
    mine, theirs = list(_PIECE.finditer(text)), list(_PIECE.finditer(source))
    if not mine or not theirs:
        return (Difference(change="changed", words=text.strip(), source_words=source.strip()),)
    matcher = SequenceMatcher(
        None, [m.group().casefold() for m in mine], [m.group().casefold() for m in theirs], autojunk=False
    )
    names = {"equal": "same", "replace": "changed", "insert": "left_out", "delete": "added"}
    return tuple(
        Difference.model_validate(
            {"change": names[kind], "words": _run(text, mine, i, j), "source_words": _run(source, theirs, k, m)}
        )
        for kind, i, j, k, m in matcher.get_opcodes()
    )


def _run(text: str, pieces: Sequence[re.Match[str]], first: int, end: int) -> str:
    """The words from one piece up to another, with what stands between; the last run takes the end marks along."""
    if first == end:
        return ""
    start = pieces[first].start() if first else 0
    stop = pieces[end].start() if end < len(pieces) else len(text)
    return text[start:stop].strip()
