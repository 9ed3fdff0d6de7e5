"""The kind of a piece that no section of a label decides: all signs for every kind are weighed, none decides alone.

What the rules by words found (``kinds``, ``borne_out``) is one sign among others. A kind leads clearly or is not given:
then the piece is a description.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from library import han
from library.models import DocumentClass, ModuleKind, SourceFacts
from modularize.doubts.unlabelled import is_guidance
from modularize.tagging.evidence import words_any, words_de, words_en, words_ja, words_zh
from modularize.tagging.evidence.sign import BODY, CHAPTER, COLUMNS, HEAD, LABEL, Sign
from modularize.tagging.evidence.signs import SIGNS

__all__ = ["is_open", "seen", "weigh", "weighed"]

_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": words_de.WORDS,
    "en": words_en.WORDS,
    "ja": words_ja.WORDS,
    "zh": words_zh.WORDS,
}
_FOUND = 2.0
_SURELY_FOUND = {
    ModuleKind.GUIDELINE: 3.0,
    ModuleKind.INTERACTION: 3.0,
    ModuleKind.OVERDOSE: 3.0,
    ModuleKind.PHARMACOKINETICS: 3.0,
}
"""What the rules by words found counts like two weak signs; more where their words can hardly mean anything else."""
_ENOUGH, _LEAD = 3.0, 1.0
"""What another kind must reach, and by how much it must lead every other one."""
_KEEPS = 1.0
"""The least that what was found must still weigh to stand; below it nothing but description is left."""
_TOLD_BY_ROOM = (DocumentClass.LABEL, DocumentClass.LEAFLET)
_FREE = (None, "", "other")
_FIXED = (ModuleKind.PATIENT_COUNSELLING, ModuleKind.ACCESS, ModuleKind.CONTRAINDICATION)
"""Kinds that stand as found: the manner of speaking decides two; who must not have a medicine is never outweighed."""
_GUIDES = "of guidance"


def is_open(section: str | None, document: DocumentClass | None) -> bool:
    """Does no section decide the kind: a document that is no label, or a label's remarks on handling?"""
    return section == "handling" or (section in _FREE and document not in _TOLD_BY_ROOM)


@lru_cache(maxsize=8)
def _patterns(language: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """The patterns of each sign: those of the language, and those of any."""
    spoken = _WORDS.get(language, words_en.WORDS)
    of = {name: [re.compile(words, re.IGNORECASE)] for name, words in words_any.WORDS.items()}
    for name, words in spoken.items():
        made = han.compile(words, re.IGNORECASE) if language == "zh" else re.compile(words, re.IGNORECASE)
        of.setdefault(name, []).append(made)
    return {name: tuple(patterns) for name, patterns in of.items()}


def _labels(body: str) -> list[str]:
    """The first cell of a row that names something; what stands before a colon in each line of another piece."""
    if "\t" in body:
        return [next((cell.strip() for cell in body.split("\t") if cell.strip()), "")]
    found = (re.match(r"\W*([^:：\n]{1,24}?)\s*[:：]", line) for line in body.splitlines())
    return [match[1] for match in found if match]


_NOTE = re.compile(r"\s*[*†‡§¶][^*\s]|\s*\*[^*]+\*\s?:|\s*[ᵃ-ᶿ]\s")
"""A note below a table, which stands over its rows like a heading."""


def _near(heads: Sequence[str], title: str) -> list[str]:
    """The two nearest headings of a few words, without the title of the document where others stand below it."""
    named = [head for head in heads if "\t" not in head and not _NOTE.match(head)]
    short = [head for head in named if 0 < len(head) < 90 and not re.search(r"[。.;；]\s*$", head)]
    own = [head for head in short if head.strip() != title.strip()]
    return (own or short)[-2:]


_OF_TABLE = re.compile(r"\W*(?:Table|Tabelle|Tab\.|表)\s?[\dA-Z]")
_OPENS = re.compile(r"\W*([^\s.:：。\n】\]][^.:：。\n】\]]{1,24})(?:[.:：。】\]]|\s[-–—])\s?\S")


def _titles(body: str, heads: Sequence[str]) -> list[str]:
    """The title of the table a row stands in, of any length."""
    return [head for head in heads if "\t" not in head and _OF_TABLE.match(head)][-1:] if "\t" in body else []


def _chapters(body: str, heads: Sequence[str], title: str) -> list[str]:
    """Each heading but the title of the document, and the word that opens a part of an abstract ("Results. …")."""
    named = [head for head in heads if "\t" not in head and not _NOTE.match(head)]
    over = [head for head in named if 0 < len(head) < 120 and head.strip() != title.strip()]
    opening = _OPENS.match(body)
    return [*over, opening[1]] if opening else over


def seen(body: str, heads: Sequence[str], facts: SourceFacts, language: str) -> set[str]:
    """The names of the signs whose words a piece, what stands over it, or its columns show."""
    columns = next((head for head in reversed(heads) if "\t" in head), "") if "\t" in body else ""
    places = {
        BODY: [body],
        LABEL: _labels(body),
        HEAD: [*_near(heads, facts.title), *_titles(body, heads)],
        CHAPTER: _chapters(body, heads, facts.title),
        COLUMNS: [columns] if columns else [],
    }
    patterns = _patterns(language)
    found = {
        sign.name
        for sign in SIGNS
        if any(pattern.search(text) for pattern in patterns.get(sign.name, ()) for text in places[sign.where])
    }
    return found | {_GUIDES} if is_guidance(facts, heads) else found


def _holds(sign: Sign, found: set[str]) -> bool:
    return sign.name in found and found.issuperset(sign.given) and found.isdisjoint(sign.unless)


def weigh(found: ModuleKind, signs: set[str]) -> dict[ModuleKind, float]:
    """What each kind weighs by the signs shown, with what the rules by words found."""
    scores: dict[ModuleKind, float] = defaultdict(float)
    if found is not ModuleKind.DESCRIPTION:
        scores[found] += _SURELY_FOUND.get(found, _FOUND)
    for sign in SIGNS:
        if _holds(sign, signs):
            for kind, weight in sign.weights:
                scores[kind] += weight
    return dict(scores)


def weighed(found: ModuleKind, body: str, heads: Sequence[str], facts: SourceFacts, language: str) -> ModuleKind:
    """The kind that all the signs together speak for; ``found`` is what the rules by words say.

    Another kind takes its place only where it weighs enough and leads every other one clearly; where the signs speak
    against what was found and for nothing else, the piece is a description.
    """
    if found in _FIXED:
        return found
    scores = weigh(found, seen(body, heads, facts, language or facts.language))
    if not scores:
        return found
    lead = max(scores, key=lambda kind: (scores[kind], kind is found))
    others = max((score for kind, score in scores.items() if kind is not lead), default=0.0)
    if lead is found and scores[found] >= _KEEPS:
        return found
    if lead is not found and scores[lead] >= _ENOUGH and scores[lead] - others >= _LEAD:
        return lead
    return found if scores.get(found, 0.0) >= _KEEPS else ModuleKind.DESCRIPTION
