"""Typing errors in a question, read as the one word of the approved content that was meant. Pure.

A Latin word that stands neither in the approved content nor in our own tables is read as another only where exactly
one word is so near: a letter left out, doubled, exchanged or swapped (two such for a long word). A word that no table
knows is read as the one medicine whose name is so near, so that what is contraindicated with it is told; never a name
that is known as another one, never a word with a figure in it, and the answer says what was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from generate.common_words import REAL, common
from generate.lexicon import entries, plain_words, stem, stop_words
from generate.reading import Reading
from library.taxonomy import Taxonomy
from library.taxonomy_records import Concept
from library.text import fold

_WORD = re.compile(r"(?<![\w/®-])[A-Za-zÄÖÜäöüß]{4,}(?![\w®'’])")
_LATIN = re.compile(r"[a-zäöüß]{4,}")
_STUDY = re.compile(r"(?<![a-z0-9])([a-z]{4,})-(\d{1,2})(?![\d%])")
_SHORTEST, _SHORTEST_TO_SWAP, _LONG, _LONG_NAME, _LONGER_NAME, _SHORTEST_TURN = 5, 4, 8, 7, 10, 6
_KEPT = 16


@dataclass(frozen=True)
class Mended:
    """A question's text with what was read for what was typed, ``(typed, read)``."""

    text: str
    read: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Known:
    """Words that are right as they stand (by stem), words that may be meant, turns of phrase that may be meant where
    one letter is wrong, names of studies, and names of medicines with the id of the medicine each belongs to."""

    stems: frozenset[str]
    words: frozenset[str]
    turns: frozenset[str]
    studies: frozenset[str]
    medicines: Mapping[str, str] = field(default_factory=dict)


def known_words(readings: Iterable[Reading], medicines: Mapping[str, str], names: Iterable[str]) -> Known:
    """What approved content and our tables know; ``medicines`` (names with ids) and ``names`` (of diseases, people)
    are never mended."""
    bodies = [reading.whole for reading in readings]
    content = {word for body in bodies for word in _LATIN.findall(body)}
    drugs = {word for name in medicines for word in _LATIN.findall(fold(name))}
    listed = drugs | {word for name in names for word in _LATIN.findall(fold(name))}
    turns = frozenset(word for word in plain_words().english | stop_words().english if len(word) >= _SHORTEST_TURN)
    meant = (content | _asked_words()) - drugs
    plain = plain_words().stems | {stem(word) for word in stop_words().latin | _real_words()}
    stems = frozenset(stem(word) for word in content | listed | _asked_words()) | plain
    studies = {f"{name}-{number}" for body in bodies for name, number in _STUDY.findall(body)}
    long_names = {fold(name): id_ for name, id_ in medicines.items() if len(name) >= _LONG_NAME and name.isalpha()}
    words = frozenset(word for word in meant if len(word) >= _SHORTEST_TO_SWAP)
    return Known(stems, words, turns, frozenset(studies), long_names)


_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{3,}")
"""A name in Chinese characters of which one may be another."""


def own_name(text: str, names: Iterable[str], taxonomy_knows: Callable[[str], bool]) -> Mended:
    """The text with one of our own products' names, of which one letter is wrong, set right.

    Only where the word typed is no name that the taxonomy knows, and only one of our names is that near.
    """
    names = tuple(names)
    own = {fold(name): name for name in names if name.isalpha() and name.isascii() and len(name) >= _LONG_NAME}
    read = []
    for name in names:
        if _HAN_NAME.fullmatch(name) and name not in text:
            one_off = "|".join(
                re.escape(name[:n]) + r"[\u4e00-\u9fff]" + re.escape(name[n + 1 :]) for n in range(len(name))
            )
            read += [(typed, name) for typed in re.findall(one_off, text) if not taxonomy_knows(typed)]
    for typed, meant in read:
        text = text.replace(typed, meant)
    for match in re.finditer(r"(?<![\w-])[A-Za-z]{6,}(?!\w)", text):
        typed = fold(match.group())
        near = [name for folded, name in own.items() if typed[0] == folded[0] and _distance(typed, folded) == 1]
        if len(near) == 1 and not taxonomy_knows(match.group()):
            read.append((match.group(), near[0]))
    for typed, meant in read:
        text = re.sub(rf"(?<![\w-]){re.escape(typed)}(?!\w)", meant, text)
    return Mended(text, tuple(dict.fromkeys(read)))


def mended(text: str, known: Known) -> Mended:
    """The text with its typing errors read as what was meant; as it was where no word, or more than one, is near."""
    text = _with_studies(text, known)
    read: list[tuple[str, str]] = []
    for match in _WORD.finditer(text):
        typed = match.group()
        if meant := _meant(typed, known):
            read.append((typed, meant))
    for typed, meant in read:
        text = re.sub(rf"(?<![\w-]){re.escape(typed)}(?!\w)", meant, text)
    return Mended(text, tuple(dict.fromkeys(read)))


def _with_studies(text: str, known: Known) -> str:
    """ "Waymark 1" is WAYMARK-1 where the content knows a study of that name; nothing is said of it."""
    for study in known.studies:
        name, _, number = study.partition("-")
        text = re.sub(rf"(?<![\w-]){name}[ ]?{number}(?![\d%.])", study.upper(), text, flags=re.IGNORECASE)
    return _TWO_STUDIES.sub(lambda m: f"{m[1]}-{m[2]}{m[3]}{m[1]}-{m[4]}" if _are(m, known) else m.group(), text)


_TWO_STUDIES = re.compile(
    r"(?<![\w-])([A-Za-z]{4,})-(\d)( ?(?:and|vs\.?|versus|or|&|/|,|und|和|与|及) ?)(\d)(?![\d%.])"
)
""" "WAYMARK-1 and 2" names two."""


def _are(match: re.Match[str], known: Known) -> bool:
    return {fold(f"{match[1]}-{match[n]}") for n in (2, 4)} <= known.studies


def _meant(typed: str, known: Known) -> str:
    folded = fold(typed)
    if stem(folded) in known.stems or folded in known.words or not folded.isalpha() or common(folded, REAL):
        return ""
    near = {word for word in known.words if _is_near(folded, word)}
    if medicine := _medicine(folded, known.medicines):
        return "" if near else medicine
    best = {word for word in near if _distance(folded, word) == 1} or near
    best = best or {word for word in known.turns if word[0] == folded[0] and _distance(folded, word) == 1}
    if not best and len(folded) >= _LONG:
        best = {word for word in known.turns if word[:3] == folded[:3] and _distance(folded, word) == 2}
    stems = {stem(word) for word in best}
    return min(best, key=lambda w: (abs(len(w) - len(folded)), w)) if len(stems) == 1 else ""


def _medicine(typed: str, medicines: Mapping[str, str]) -> str:
    """The name of the only medicine that is near a word nobody knows; "" where none is, or a second one is as well.

    One letter may be wrong, two in a name of ten letters or more: "carbamazapine". Between "prednisone" and
    "prednisolone" nothing is chosen, however much nearer one of them is.
    """
    if len(typed) < _LONG_NAME:
        return ""
    near: dict[str, int] = {}
    for name in medicines:
        most = 2 if min(len(typed), len(name)) >= _LONGER_NAME else 1
        if typed[0] == name[0] and abs(len(typed) - len(name)) <= most:
            distance = _distance(typed, name)
            if distance <= most:
                near[name] = distance
    one = len({medicines[name] for name in near}) == 1
    return min(near, key=lambda name: (near[name], -len(name), name)) if one else ""


def _is_near(typed: str, word: str) -> bool:
    if typed[0] != word[0] or abs(len(typed) - len(word)) > 2:
        return False
    if len(typed) < _SHORTEST or len(word) < _SHORTEST:
        return len(typed) == len(word) and sorted(typed) == sorted(word) and _distance(typed, word) == 1
    most = 2 if min(len(typed), len(word)) >= _LONG else 1
    return _distance(typed, word) <= most


def _distance(one: str, other: str) -> int:
    """Letters left out, added, exchanged, or swapped with their neighbour (Damerau, optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


class Spelling:
    """Mends questions; what content knows is kept for the sets of readings asked about last."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._own = frozenset(scenario.product for scenario in taxonomy.scenarios.values())
        self._known: dict[frozenset[str], Known] = {}

    def names(self, text: str) -> Mended:
        """The text with the names of our own products set right."""
        names = [n for id_ in self._own for n in _names(self._taxonomy.products.get(id_))]
        return own_name(text, names, lambda typed: bool(self._taxonomy.concepts(typed)))

    def words(self, text: str, readings: Sequence[Reading]) -> Mended:
        """The text with its typing errors read as words of the content or of our tables; as it is without content."""
        if not readings:
            return Mended(text)
        key = frozenset(reading.id for reading in readings)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._read(readings)
        return mended(text, self._known[key])

    def _read(self, readings: Sequence[Reading]) -> Known:
        medicines = {n: id_ for id_, product in self._taxonomy.products.items() for n in _names(product)}
        others = ("disease", "attribute")
        named = [n for facet in others for concept in self._taxonomy.facet(facet).values() for n in _names(concept)]
        return known_words(readings, medicines, named)


def _names(concept: Concept | None) -> list[str]:
    return [name for names in concept.names.values() for name in names] if concept is not None else []


@cache
def _asked_words() -> frozenset[str]:
    """Latin words of the tables of what is asked and what happens, written out whole."""
    words: set[str] = set()
    for name in ("topics", "events", "terms", "uses"):
        for entry in entries(name).values():
            lists: Sequence[object] = (
                [v for v in entry.values() if isinstance(v, list)] if isinstance(entry, dict) else [entry]
            )
            for listed in lists:
                for said in listed if isinstance(listed, list) else ():
                    if not str(said).startswith("re:"):
                        words.update(re.findall(r"[a-zäöüß]{4,}(?![\w*])", fold(str(said))))
    return frozenset(words)


@cache
def _real_words() -> frozenset[str]:
    """Rare words near to one of content, which are no typing errors."""
    raw = entries("real")
    return frozenset(word for language in raw.values() for word in fold(language).split())
