"""The words of questions and reports: concepts with their patterns in English, Chinese, Japanese and German.

The library's taxonomy knows products, diseases and patients. This knows what is asked about them (dose, interval,
continue or stop), what may happen to a patient, how people tell of it, and what a use consists of. Tables lie in
``words/*.yaml``; a pattern is searched in folded text, whatever the language, since English terms stand in every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from library.text import fold

FOLDER = Path(__file__).parent / "words"
_LATIN = "a-z0-9äöü"


@dataclass(frozen=True)
class Pattern:
    """A list of words as one pattern, with a quick way to see that a text can't match.

    Most words of most concepts are in no given text: looking for the fixed beginning of each word (``starts``) is
    many times faster than the pattern; ``raw`` are the regular expressions among the words.
    """

    whole: re.Pattern[str]
    starts: tuple[str, ...]
    raw: re.Pattern[str] | None

    def _possible(self, folded: str) -> bool:
        return any(start in folded for start in self.starts) or bool(self.raw and self.raw.search(folded))

    def search(self, folded: str) -> re.Match[str] | None:
        """The first match in a folded text."""
        return self.whole.search(folded) if self._possible(folded) else None

    def finditer(self, folded: str) -> Iterable[re.Match[str]]:
        """Every match in a folded text."""
        return self.whole.finditer(folded) if self._possible(folded) else ()


@dataclass(frozen=True)
class Concept:
    """One concept of a table.

    ``said`` finds it in questions and in modules, ``asked`` in questions only, and
    ``answered`` is what a module's body must hold to answer a question on it. ``implies`` names concepts it points
    to, ``excludes`` concepts a module must not speak of; ``kinds`` module kinds where it is at home; ``flags`` whatever
    else the table says of it.
    """

    id: str
    said: Pattern
    asked: Pattern | None = None
    answered: Pattern | None = None
    implies: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    facet: str = ""


@dataclass(frozen=True)
class Found:
    """A concept in a folded text: ``text[start:end]`` are the words that made it so."""

    id: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Table:
    """Concepts of one kind, by id."""

    concepts: Mapping[str, Concept]
    ids: tuple[str, ...] = field(default=())
    _flags: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def find(self, folded: str, *, question: bool = False, only: Iterable[str] | None = None) -> tuple[Found, ...]:
        """Every mention in a folded text, longest first at each place, in order; ``question`` adds asked forms."""
        found = []
        for id_ in self.concepts if only is None else only:
            concept = self.concepts[id_]
            patterns = (concept.said, concept.asked) if question else (concept.said,)
            for pattern in patterns:
                if pattern is not None:
                    found += [Found(id_, m.start(), m.end(), m.group()) for m in pattern.finditer(folded)]
        return tuple(sorted(found, key=lambda f: (f.start, -f.end, f.id)))

    def ids_in(self, folded: str, *, question: bool = False) -> frozenset[str]:
        """Ids of all concepts mentioned in a folded text."""
        return frozenset(
            id_
            for id_, concept in self.concepts.items()
            if concept.said.search(folded) or (question and concept.asked and concept.asked.search(folded))
        )

    def has(self, id_: str, folded: str) -> bool:
        """Whether one concept is mentioned in a folded text."""
        return self.concepts[id_].said.search(folded) is not None

    def flagged(self, flag: str) -> frozenset[str]:
        """Ids of the concepts that the table marks with ``flag``."""
        if flag not in self._flags:
            self._flags[flag] = frozenset(id_ for id_, concept in self.concepts.items() if flag in concept.flags)
        return self._flags[flag]


_GERMAN_TOO = frozenset({"die", "rat", "bad", "gift", "art", "fall"})
"""English words of the terms that mean something else in German: the article is no death, advice no animal."""


def terms_in(folded: str, language: str) -> tuple[Found, ...]:
    """The terms in a folded text; words of its own language that only look like one of another are left out."""
    found = table("terms").find(folded)
    return tuple(f for f in found if f.words not in _GERMAN_TOO) if language == "de" else found


def compile_words(words: Iterable[str]) -> Pattern:
    """One pattern for a list of words in the notation of ``words/topics.yaml``."""
    ordered = sorted(words, key=len, reverse=True)
    raw = [word[3:] for word in ordered if word.startswith("re:")]
    starts = {re.split(r"[\s*-]", fold(word), maxsplit=1)[0] for word in ordered if not word.startswith("re:")}
    return Pattern(
        whole=re.compile("|".join(f"(?:{_pattern(word)})" for word in ordered)),
        starts=tuple(sorted(starts)),
        raw=re.compile("|".join(f"(?:{word})" for word in raw)) if raw else None,
    )


def _pattern(word: str) -> str:
    if word.startswith("re:"):
        return word[3:]
    folded = fold(word)
    stem = folded.endswith("*")
    parts = [re.escape(part).replace(r"\*", f"[{_LATIN}]*") for part in re.split(r"[\s-]+", folded.rstrip("*"))]
    body = r"[\s-]+".join(parts)
    if re.match(f"[{_LATIN}]", folded):
        body = rf"(?<![{_LATIN}]){body}"
    if stem:
        return body + f"[{_LATIN}]*"
    if re.search(f"[{_LATIN}]$", folded):
        plural = "(?:s|es)?" if len(folded) > 3 and folded.isascii() else ""
        body = rf"{body}{plural}(?![{_LATIN}])"
    return body


def entries(name: str) -> dict[str, Any]:
    """The entries of a table as written: of ``words/NAME.yaml``, or of every file in a folder of that name."""
    raw: dict[str, Any] = {}
    for file in sorted((FOLDER / name).glob("*.yaml")) or [FOLDER / f"{name}.yaml"]:
        raw |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return raw


@cache
def table(name: str) -> Table:
    """A table of ``words/``: topics, events, reports, uses or diseases."""
    raw = entries(name)
    concepts = {id_: _concept(id_, entry if isinstance(entry, dict) else {"say": entry}) for id_, entry in raw.items()}
    return Table(concepts, tuple(concepts))


def _concept(id_: str, entry: dict[str, Any]) -> Concept:
    known = {"say", "ask", "answer", "implies", "excludes", "kinds", "facet"}
    return Concept(
        id=id_,
        said=compile_words(map(str, entry["say"])),
        asked=compile_words(map(str, entry["ask"])) if entry.get("ask") else None,
        answered=compile_words(map(str, entry["answer"])) if entry.get("answer") else None,
        implies=tuple(entry.get("implies", ())),
        excludes=tuple(entry.get("excludes", ())),
        kinds=frozenset(entry.get("kinds", ())),
        flags=frozenset(key for key, value in entry.items() if key not in known and value is True),
        facet=str(entry.get("facet", "")),
    )


@dataclass(frozen=True)
class StopWords:
    """Words that ask for nothing by themselves."""

    latin: frozenset[str]
    english: frozenset[str]
    german: frozenset[str]
    cjk: re.Pattern[str]


@cache
def stop_words() -> StopWords:
    """The stop words of all languages."""
    raw: dict[str, Any] = entries("stop")
    latin = frozenset(word for language in ("en", "de") for word in fold(raw[language]).split())
    listed = {fold(str(word)) for language in ("zh", "ja") for word in raw[language]}
    ordered = sorted(listed, key=len, reverse=True)
    return StopWords(
        latin,
        frozenset(fold(raw["en"]).split()),
        frozenset(fold(raw["de"]).split()),
        re.compile("|".join(map(re.escape, ordered))),
    )


@dataclass(frozen=True)
class PlainWords:
    """Words that tell who asks and how, not what: Latin ones by stem, others as written."""

    stems: frozenset[str]
    cjk: re.Pattern[str]
    english: frozenset[str]

    def holds(self, word: str) -> bool:
        """Whether a Latin word is one of them, in whatever form."""
        return stem(word) in self.stems


@cache
def plain_words() -> PlainWords:
    """The plain words of all languages."""
    raw: dict[str, Any] = entries("plain")
    words = [word for language in ("en", "de") for word in fold(raw[language]).split()]
    listed = sorted({fold(str(word)) for language in ("zh", "ja") for word in raw[language]}, key=len, reverse=True)
    english = frozenset(fold(raw["en"]).split())
    return PlainWords(frozenset(map(stem, words)), re.compile("|".join(map(re.escape, listed))), english)


_ENDINGS = (
    *("ations", "ation", "ingly", "ments", "ment", "ities", "ity", "ings", "ing", "edly", "ied", "ies", "ions", "ion"),
    *("ness", "ers", "ors", "ally", "ed", "es", "en", "er", "or", "ly", "al", "s", "e", "y"),
)


@cache
def stem(word: str) -> str:
    """A folded Latin word without its ending, at least four letters: "injected" and "injections" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
