"""Finding many names in a text at once: folding that remembers where each character came from, and a trie of words.

A text is folded (NFKC, no case, no accents on Latin letters) cluster by cluster, so that every folded character knows
the span of the original it stands for. The folded text is cut into *units*: a word, a number, a run of katakana, or
one character of any other kind; white space and hyphens only separate. A name is a path of units in a trie, which makes
alphabetic names match whole words only, and Chinese names match as written. Word forms (English plurals, German
endings) are reached through a stem of the unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

P = TypeVar("P")

_MARKS_OF_KANA = frozenset("\u3099\u309a\uff9e\uff9f")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"})
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"
_SINGLE = "\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNIT = re.compile(
    rf"\d+(?:[.,]\d+)*"
    rf"|[{_KATAKANA}]+"
    rf"|[^\W\d_{_KATAKANA}{_SINGLE}][^\W_{_KATAKANA}{_SINGLE}]*"
    r"|[^ \n\r\u00a0\u00ad\u200b-]"
)
_RUN_OF_KANA = re.compile(rf"[{_KATAKANA}]+")
_LEAST_GLUED = 4
"""Fewest characters of a name that is found inside a run of katakana."""
_GERMAN_ENDINGS = ("en", "er", "em", "es", "e", "n", "s")


@dataclass(frozen=True)
class Folded:
    """A folded text; ``text[i]`` stands for ``original[starts[i]:ends[i]]``."""

    original: str
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span in the original of the folded span ``[start, end)``, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def fold_with_offsets(text: str) -> Folded:
    """Fold ``text`` (NFKC, case, Latin accents, dashes and apostrophes made one) and keep every character's origin."""
    if text.isascii():
        return Folded(text, text.lower(), range(len(text)), range(1, len(text) + 1))
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    index = 0
    while index < len(text):
        end = index + 1
        while end < len(text) and (text[end] in _MARKS_OF_KANA or unicodedata.combining(text[end])):
            end += 1
        for character in _fold_cluster(text[index:end]):
            folded.append(character)
            starts.append(index)
            ends.append(end)
        index = end
    return Folded(text, "".join(folded), tuple(starts), tuple(ends))


@lru_cache(maxsize=20_000)
def _fold_cluster(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", cluster).casefold().translate(_SAME)
    return "".join(_without_accents(character) for character in plain)


def _without_accents(character: str) -> str:
    if character.isascii():
        return character
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if len(parts) > 1 and parts[0].isascii() else character


@dataclass(frozen=True)
class Unit:
    """One word, number, katakana run or other character of a folded text, and its span there."""

    word: str
    start: int
    end: int


def units(folded: str) -> list[Unit]:
    """Units of a folded text in order."""
    return [Unit(match.group(), match.start(), match.end()) for match in _UNIT.finditer(folded)]


@lru_cache(maxsize=50_000)
def name_path(name: str) -> tuple[str, ...]:
    """The units of a name, folded, by which it is found; kept, since a vocabulary asks for each name several times."""
    return tuple(unit.word for unit in units(fold_with_offsets(name.strip()).text))


@lru_cache(maxsize=50_000)
def _keys(word: str) -> tuple[str, ...]:
    """The word itself, and its English and German stems as keys that no word can equal."""
    if len(word) < 4 or not word[0].isalpha() or not word.isalnum() or ord(word[0]) > 0x24F:
        return (word,)
    return (word, "~en " + _english_stem(word), "~de " + _german_stem(word))


def _english_stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _german_stem(word: str) -> str:
    for ending in _GERMAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@dataclass
class _Node(Generic[P]):
    children: dict[str, _Node[P]] = field(default_factory=dict)
    ends: list[tuple[P, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Hit(Generic[P]):
    """A name found: ``original[start:end]`` are its words."""

    payload: P
    start: int
    end: int


class Matcher(Generic[P]):
    """A set of names with payloads; ``find`` gives every occurrence of every name."""

    def __init__(self) -> None:
        self._root: _Node[P] = _Node()
        self._glued: dict[str, tuple[int, ...]] = {}

    def add(self, name: str, payload: P, *, stems: str = "", exact: bool = False) -> tuple[str, ...]:
        """Add ``name``; ``stems`` ("en", "de" or "") lets word forms match, ``exact`` asks for the very same letters.

        Returns the name's path of units, which is empty (and nothing is added) for a name without units.
        """
        path = name_path(name)
        if not path:
            return ()
        node = self._root
        for word in path:
            keys = _keys(word)
            key = next((k for k in keys if stems and k.startswith(f"~{stems} ")), word)
            node = node.children.setdefault(key, _Node())
        node.ends.append((payload, unicodedata.normalize("NFKC", name) if exact else ""))
        return path

    def find(self, folded: Folded) -> Iterator[Hit[P]]:
        """Every occurrence of every name, by start; overlapping ones included."""
        pieces = [piece for unit in units(folded.text) for piece in self._unglued(unit)]
        for first in range(len(pieces)):
            yield from self._from(folded, pieces, first)

    def _unglued(self, unit: Unit) -> list[Unit]:
        """A run of katakana as the names it is wholly made of, where it is none itself; else as it stands.

        Two lines of a cell read as one leave no break between two names of medicines.
        """
        if len(unit.word) < 2 * _LEAST_GLUED or not _RUN_OF_KANA.fullmatch(unit.word):
            return [unit]
        if unit.word not in self._glued:
            self._glued[unit.word] = () if unit.word in self._root.children else self._names_in(unit.word)
        ends = self._glued[unit.word]
        starts = (0, *ends)[:-1]
        return [Unit(unit.word[s:e], unit.start + s, unit.start + e) for s, e in zip(starts, ends, strict=True)] or [
            unit
        ]

    def _names_in(self, run: str) -> tuple[int, ...]:
        """Where each name ends that a run is made of, the longest first at each place; empty where a rest stays."""
        for end in range(len(run), _LEAST_GLUED - 1, -1):
            if run[:end] in self._root.children:
                if end == len(run):
                    return (end,)
                if rest := self._names_in(run[end:]):
                    return (end, *(end + place for place in rest))
        return ()

    def _from(self, folded: Folded, pieces: list[Unit], first: int) -> Iterator[Hit[P]]:
        front = [self._root]
        for index in range(first, len(pieces)):
            keys = _keys(pieces[index].word)
            front = [node.children[key] for node in front for key in keys if key in node.children]
            if not front:
                return
            start, end = folded.span(pieces[first].start, pieces[index].end)
            for node in front:
                for payload, letters in node.ends:
                    if not letters or unicodedata.normalize("NFKC", folded.original[start:end]) == letters:
                        yield Hit(payload, start, end)
