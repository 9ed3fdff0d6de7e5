"""Words by slots and languages, as the tables ``words/signs.yaml`` and ``words/story.yaml`` hold them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from generate.lexicon import entries
from library.text import fold

Span = tuple[int, int]

_LETTER = "a-zäöü"
_EDGE = rf"(?<![{_LETTER}])"
"""Where a word begins: looked at once for all words of a slot, which is many times faster."""
_WORDS = re.compile(r"(?:\[[^\]]*\]|[^;\[])+")
KANA = re.compile(r"[\u3041-\u30ff]")
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_LATIN = re.compile(r"[a-zäöü]")
_PRODUCT = "qproduct"
_GERMAN = re.compile(
    r"[äöü]|(?<![a-z])(?:seit|unter|nach|nicht|kaum|sich|wurde|und|patientin|bekommt|ist|mit|bei|ihre[rnm]?|seine[rnm]?|wochen?|tagen"
    r"|monaten?|spritze|haut|augen|schwanger|absetzen|senken|ohne|keine?|nahm|statt|wie|zwei|drei|fünf|jetzt|gestern|heute|hat|trotz|wegen)(?![a-z])"
)
"""Words that no English text holds: a short one is easily taken for English."""


@dataclass(frozen=True)
class Kit:
    """The slots of a table in some languages; each is made when it is first asked for."""

    name: str
    languages: tuple[str, ...]

    def spans(self, slot: str, text: str) -> tuple[Span, ...]:
        """Where a slot's words stand in a folded text, in order."""
        return tuple(match.span() for match in _slot(self.name, self.languages, slot).finditer(text))


def voices(text: str, language: str) -> tuple[str, ...]:
    """Languages whose words a folded text is read with, its own first: English terms stand in Chinese and Japanese."""
    cjk = len(_CJK.findall(text))
    if cjk and 2 * cjk >= len(_LATIN.findall(text.replace(_PRODUCT, ""))):
        japanese = bool(KANA.search(text)) or language == "ja"
        return ("ja", "en") if japanese else ("zh", "en")
    return ("de",) if language == "de" or _GERMAN.search(text) else ("en",)


@cache
def kit(name: str, languages: tuple[str, ...]) -> Kit:
    """A table of ``words/`` in the given languages."""
    return Kit(name, languages)


@cache
def _slot(name: str, languages: tuple[str, ...], slot: str) -> re.Pattern[str]:
    """One pattern for a slot's words in some languages; it matches nothing where no language has the slot."""
    listed = [word for language in languages for word in _patterns(_table(name)[language].get(slot, ""))]
    words = "|".join(f"(?:{word.removeprefix(_EDGE)})" for word in listed if word.startswith(_EDGE))
    others = "|".join(f"(?:{word})" for word in listed if not word.startswith(_EDGE))
    return re.compile("|".join(part for part in (f"{_EDGE}(?:{words})" if words else "", others) if part) or r"(?!)")


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    raw: dict[str, Any] = entries(name)
    return {language: {slot: str(words) for slot, words in slots.items()} for language, slots in raw.items()}


def _patterns(words: str) -> Iterable[str]:
    listed = (word.strip() for word in _WORDS.findall(words))
    return [_pattern(word) for word in sorted(filter(None, listed), key=len, reverse=True)]


def _pattern(word: str) -> str:
    """A word of the tables as a regular expression: "swell*" any ending, a blank any gap, plurals for nouns."""
    if word.startswith("re:"):
        return word[3:].strip()
    folded = word if "\\" in word else fold(word)
    if folded.isdigit():
        return rf"(?<![\d.]){folded}(?![\d./])"
    if folded.startswith("*"):
        folded = f"[{_LETTER}]*{folded[1:]}"
    folded = re.sub(r"\)\*$", rf")[{_LETTER}]*", folded)
    body = re.sub(rf"(?<=[{_LETTER}])(?<!\\[dws])\*", f"[{_LETTER}]*", folded).replace(" ", "[ -]")
    if re.match(r"[a-z0-9äöü(\[\\-]", folded) and re.search("[a-z]", folded) and not _CJK.search(folded):
        body = f"{_EDGE}(?:{body})" if not folded.startswith("-") else f"(?:{body})"
        if folded.endswith("*"):
            return body
        plural = "(?:s|es)?" if re.search("[a-rt-z]{3}$", folded) else ""
        return rf"{body}{plural}(?![{_LETTER}])"
    return body
