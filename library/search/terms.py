"""What of a text is indexed, and what of a question is looked for. Pure.

Latin words and numbers are tokens, folded without accents. Runs of Chinese and Japanese characters are bigrams. A run
of a question is cut at particles and question words, and what is left is looked for as a phrase: bigrams that merely
occur somewhere would find texts in which the asked-for word is absent (低血糖 in a text on 低血压 and 血糖).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.matching import fold_with_offsets

GAP = "\x1f"
"""Token between two neighbouring CJK runs, so that no phrase reaches across punctuation."""

_CJK = "\u3005-\u3007\u3041-\u30fa\u30fc-\u30fe\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_PIECE = re.compile(rf"(?P<cjk>[{_CJK}]+)|\d+(?:[.,]\d+)*|[^\W\d_{_CJK}]+")
_BROKEN_LINE = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_WORDS_NOT_ASKED_FOR = re.compile(
    "为什么|有没有|会不会|能不能|可不可以|是什么|请问|是否|能否|可否|可以|如何|怎么样?|怎样|什么|哪些|哪个|多少|几|应该|需要|"
    "能用|使用|患者|时候|以及|或者|的|了|是|吗|呢|吧|么|"
    "ですか|でしょうか|ますか|ください|について|において|における|に対する|に対して|とは|です|ます|どの|どう|いつ|なぜ|なに|何|場合|"
    "とき|する|した|して|された|される|ている|れば|たら|[はがをにでとものへや]"
)
_STOP = {
    "en": "the a an of and or to in is are was were be been with for on at by from as it its this that these those "
    "there what which when who how why do does did can could may might should would will shall i my we our you your he "
    "she his her they their not no if than then have has had any some about into during per",
    "de": "der die das den dem des ein eine einer eines einem einen und oder zu zum zur in im ist sind war waren wird "
    "werden mit fur auf an am bei von vom als es dies diese dieser dieses was welche welcher welches wann wer wie "
    "warum kann konnen darf durfen soll sollte ich mein meine wir unser sie ihr er nicht kein keine wenn dann haben "
    "hat hatte uber nach vor unter durch auch man",
}
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _STOP.items()}
_ENDINGS = {
    "de": ("ungen", "ung", "en", "er", "em", "es", "e", "n", "s"),
    "en": ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s", "y", "e"),
}


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """``(piece, is it a CJK run)`` of the folded text, in order."""
    folded = _BROKEN_LINE.sub("", fold_with_offsets(text).text)
    for match in _PIECE.finditer(folded):
        yield match.group(), match["cjk"] is not None


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of characters; a single character is itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def index_tokens(text: str) -> list[str]:
    """Tokens of a text in order, as they stand in the index."""
    found: list[str] = []
    was_cjk = False
    for piece, is_cjk in _pieces(text):
        if is_cjk and was_cjk:
            found.append(GAP)
        found.extend(bigrams(piece) if is_cjk else [piece])
        was_cjk = is_cjk
    return found


def stem(word: str, language: str) -> str:
    """The word without the first ending that leaves four letters; German endings for "de", else English ones."""
    for ending in _ENDINGS["de" if language == "de" else "en"]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(text: str, language: str) -> list[str]:
    """Stems of the Latin words of a text, in order."""
    return [stem(piece, language) for piece, is_cjk in _pieces(text) if not is_cjk and piece.isalpha()]


@dataclass(frozen=True)
class Word:
    """A Latin word or number to look for, and its stem."""

    text: str
    stem: str

    def occurs(self, tokens: frozenset[str], language: str) -> bool:
        """True if a text of these tokens has the word, or a word of the same stem."""
        return self.text in tokens or any(stem(t, language) == self.stem for t in tokens if t[0] == self.text[0])


@dataclass(frozen=True)
class Run:
    """CJK characters to look for together."""

    text: str

    @property
    def phrases(self) -> tuple[str, ...]:
        """What must stand together for the run to be found: all of it, or (from four characters) three in a row."""
        if len(self.text) <= 3:
            return (self.text,)
        return (self.text, *(self.text[i : i + 3] for i in range(len(self.text) - 2)))

    @property
    def halves(self) -> tuple[str, ...]:
        """Both words of a four-character compound, whose order may differ (调整剂量, 剂量调整); else nothing."""
        return (self.text[:2], self.text[2:]) if len(self.text) == 4 else ()

    def found_in(self, text: str) -> str:
        """What of the run a folded text has: all of it (also as two halves), else its longest piece; "" for nothing."""
        if self.text in text or (self.halves and all(half in text for half in self.halves)):
            return self.text
        for size in range(len(self.text) - 1, 2, -1):
            for start in range(len(self.text) - size + 1):
                if self.text[start : start + size] in text:
                    return self.text[start : start + size]
        return ""


@dataclass(frozen=True)
class Question:
    """What is looked for: words in order, runs in order."""

    words: tuple[Word, ...]
    runs: tuple[Run, ...]

    @property
    def empty(self) -> bool:
        return not self.words and not self.runs


def question(text: str, language: str) -> Question:
    """What of a question is looked for. Stop words go, unless nothing else is left; a lone character only if alone."""
    words: list[Word] = []
    runs: list[str] = []
    plain: list[str] = []
    for piece, is_cjk in _pieces(text):
        if is_cjk:
            runs.extend(part for part in _WORDS_NOT_ASKED_FOR.split(piece) if part)
            plain.append(piece)
        else:
            words.append(Word(piece, stem(piece, language)))
    stop = _STOP_WORDS.get(language, _STOP_WORDS["en"])
    asked = [word for word in words if word.text not in stop] or words
    longer = [run for run in runs if len(run) > 1]
    kept = longer or ([] if asked else runs or plain)
    return Question(tuple(dict.fromkeys(asked)), tuple(Run(run) for run in dict.fromkeys(kept)))


def folded_words(text: str) -> str:
    """A text as :meth:`Run.found_in` wants it: folded, CJK lines joined."""
    return _BROKEN_LINE.sub("", fold_with_offsets(text).text)
