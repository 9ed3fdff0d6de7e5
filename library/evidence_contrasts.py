"""Words of which one excludes the other, by what they say: more or less, mild or severe, before or after, by mouth or
into a vein.

They are for comparing a sentence with the source sentence it nearly copies, place by place: there even a single
Chinese character (升, 降) says enough, while in free wording it would not. English, Chinese, Japanese and German are
read together, since labels mix them. The words stand in ``data/contrasts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby

import yaml

from library.numbers import Number, numbers, shadow

DENIAL = "denial"
DIRECTION = "direction_differs"
"""Code of a difference on every contrast that has none of its own."""
CODES = {
    DENIAL: "negation_differs",
    "modality": "modality_differs",
    "restriction": "condition_dropped",
    "condition": "condition_dropped",
    "bound": "threshold_differs",
    "period": "frequency_differs",
    "times": "frequency_differs",
    "population": "population_differs",
    "organ": "population_differs",
    "comparator": "comparator_differs",
    "severity": "severity_differs",
    "cause": "causality_differs",
    "route": "route_differs",
}

_SILENT = "silent"
_TOKEN = re.compile(r"[A-Za-zÀ-ÿα-ωΑ-Ω]+(?:['’]t\b)?|[≥≤<>≧≦]=?|[^\s\W\d_]|[%‰=+±]")
_SAME_SIGN = {"≧": "≥", "≦": "≤", ">=": "≥", "<=": "≤"}
_KATAKANA = re.compile(r"[ァ-ヴー]")
_OVER_UNDER = re.compile(r"(hyper|hypo)(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, sign, contrast word or figure of a sentence: pieces with equal ``key`` can stand for one another.

    ``value`` says which side of a contrast a word takes; a figure has its number instead.
    """

    key: str
    value: str
    text: str
    number: Number | None = None

    @property
    def contrast(self) -> str:
        """Name of the contrast the word belongs to, or ""."""
        return self.key[1:-1] if self.value else ""


_Side = tuple[str, str]
_Phrases = dict[str, list[tuple[tuple[str, ...], _Side]]]


@cache
def _tables() -> tuple[_Phrases, dict[str, _Side], dict[str, _Side]]:
    """Phrases by their first word (longest first), word beginnings, and words of the languages without spaces."""
    phrases: _Phrases = {}
    beginnings: dict[str, _Side] = {}
    unspaced: dict[str, _Side] = {}
    data = resources.files("library") / "data" / "contrasts.yaml"
    contrasts: dict[str, dict[str, str]] = yaml.load(data.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for name, values in contrasts.items():
        for value, words in values.items():
            side = ("", "") if name == _SILENT else (name, value)
            for word in words.split():
                parts = tuple(word.split("_"))
                if word[0] > "\u2fff":
                    unspaced[word] = side
                elif len(parts) == 1 and word.endswith("*"):
                    beginnings[word[:-1]] = side
                else:
                    phrases.setdefault(parts[0], []).append((parts, side))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return phrases, beginnings, unspaced


@lru_cache(maxsize=8192)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The sentence as pieces in order: figures with their units, contrast words, other words one by one."""
    plain = shadow(text)
    found: list[Piece] = []
    at = 0
    for number in numbers(text, language):
        found.extend(_words(plain[at : number.start]))
        at = max(number.end, number.end_unit)
        found.append(Piece("#", "", text[number.start : at], number))
    found.extend(_words(plain[at:]))
    return tuple(_katakana_joined(found))


def _katakana_joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with each foreign word in katakana as one."""
    for is_run, run in groupby(found, lambda piece: not piece.value and bool(_KATAKANA.fullmatch(piece.text))):
        if is_run:
            word = "".join(piece.text for piece in run)
            yield Piece(word, "", word)
        else:
            yield from run


def _words(plain: str) -> Iterator[Piece]:
    tokens = [(_SAME_SIGN.get(m.group(), m.group()), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
    folded = [token[0].casefold() for token in tokens]
    index = 0
    while index < len(tokens):
        (name, value), length = _side(folded, index, plain, tokens[index][1])
        words = plain[tokens[index][1] : tokens[index + length - 1][2]]
        prefix = _OVER_UNDER.match(folded[index]) if not name else None
        if prefix:
            yield Piece("<prefix>", prefix.group(), words[: prefix.end()])
            yield Piece(folded[index][prefix.end() :], "", words[prefix.end() :])
        elif name:
            yield Piece(f"<{name}>", value, words)
        else:
            yield from (Piece(folded[at], "", tokens[at][0]) for at in range(index, index + length))
        index += length


def _side(folded: Sequence[str], index: int, plain: str, start: int) -> tuple[_Side, int]:
    """The contrast and side of the words from ``index`` on, and how many tokens they take."""
    phrases, beginnings, unspaced = _tables()
    word = folded[index]
    if word[0] > "\u2fff":
        for length in range(7, 0, -1):
            side = unspaced.get(plain[start : start + length])
            if side and len(plain) >= start + length:
                return side, length
        return ("", ""), 1
    for parts, side in phrases.get(word, ()):
        there = folded[index : index + len(parts)]
        if len(there) == len(parts) and all(map(_fits, there, parts)):
            return side, len(parts)
    if word.endswith(("n't", "n’t")):
        return (DENIAL, DENIAL), 1
    for length in range(len(word), 2, -1):
        if word[:length] in beginnings:
            return beginnings[word[:length]], 1
    return ("", ""), 1


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
