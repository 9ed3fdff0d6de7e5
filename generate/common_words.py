"""Which words are common ones of English or German, and name no thing a question may turn on. Pure.

How common a word is comes from the wordfreq library: its Zipf value, the decimal logarithm of uses in a thousand
million words. What does name something (foods, complaints, procedures) is a closed list, ``words/things.yaml``.
"""

from __future__ import annotations

from functools import cache

from generate.lexicon import entries, stem
from library.text import fold

COMMON = 3.2
"""Zipf value from which a word is an everyday one: about as common as "bedtime"; "warfarin" has 2.6."""
REAL = 3.0
"""Zipf value from which a word as typed is taken for what was meant; usual typing errors are below 2.5."""


@cache
def everyday(word: str, language: str) -> bool:
    """Whether a folded Latin word is common in English (or German) and names no thing a question may turn on."""
    return stem(word) not in _things() and common(word, COMMON, language)


def common(word: str, least: float, language: str = "en") -> bool:
    """Whether a Latin word is used at least so often (Zipf value) in English, or German for "de"."""
    # The word lists of the library take a second to unpack: not before a question needs them.
    from wordfreq import zipf_frequency

    return bool(zipf_frequency(word, "de" if language == "de" else "en") >= least)


@cache
def _things() -> frozenset[str]:
    raw: dict[str, str] = entries("things")
    return frozenset(stem(word) for words in raw.values() for word in fold(words).split())
