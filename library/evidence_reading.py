"""Sources and texts as the evidence check reads them: sentences and rows with their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from library.evidence_words import content_words
from library.text import detect_language, sentences, squeeze

EDGE = re.compile(r"^[\s•●○◦▪■□‣·*–—-]+|[\s.。;；:：,，]+$")
_RAISED = re.compile(r"(?<=[^\s\d])[\u00b9\u00b2\u00b3\u2070-\u2079]+(?:[,–-][\u00b9\u00b2\u00b3\u2070-\u2079]+)*")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
SEMICOLON = re.compile(r"[;；]")
"""Parts between semicolons are statements of their own: what one leaves out does not change the other."""


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence (or table row) of a source, read once."""

    text: str
    language: str
    squeezed: str
    words: frozenset[str]


def key(text: str) -> str:
    """What two wordings must share to be the same: no layout, edges, case or raised references, one kind of dash."""
    return EDGE.sub("", squeeze(_RAISED.sub("", text))).translate(_DASHES).casefold()


@lru_cache(maxsize=2048)
def read_source(text: str, language: str) -> tuple[Read, ...]:
    """The sentences of a text, and its table rows, each read."""
    found: list[Read] = []
    for line in text.split("\n"):
        spans = [(0, len(line))] if "\t" in line else sentences(line, language)
        found.extend(Read(s, language, key(s), content_words(s)) for s in (line[a:b] for a, b in spans) if s.strip())
    return tuple(found)


def same_script(first: str, second: str) -> bool:
    """Can the words of two languages be laid side by side?"""
    asian = ("zh", "ja", "ko")
    return first == second or (first not in asian and second not in asian and "" in (first, second))


def tongue(source: str, text: str, language: str) -> str:
    """Language of a source: that of the text where the two share words, or the source is too short to tell."""
    found = detect_language(source)
    mine = content_words(text)
    if not found or len(mine & content_words(source)) >= 0.4 * len(mine):
        return language
    asian = ("zh", "ja")
    is_short = len(source) < (40 if found in asian else 100)
    return language if is_short and (found in asian) == (language in asian) else found


def parts(read: Read) -> list[Read]:
    """The statements between the semicolons of a sentence that stand in no bracket; none for a row or without any."""
    if "\t" in read.text or not SEMICOLON.search(read.text):
        return []
    found, depth, begin = [], 0, 0
    for at, mark in enumerate(f"{read.text};"):
        depth = max(0, depth + (mark in "([（［") - (mark in ")]）］"))
        if mark in ";；" and (not depth or at == len(read.text)):
            found.append(read.text[begin:at].strip())
            begin = at + 1
    return [Read(part, read.language, key(part), content_words(part)) for part in found if part]
