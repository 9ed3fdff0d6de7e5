"""Sentences, tokens and normal forms for English, Chinese, Japanese and German: pure functions over strings.

Every span is half-open and counts code points of the text as given, so ``text[start:end]`` is always the words
themselves. Numbers live in :mod:`library.numbers` and are offered here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from library.numbers import Number, NumberKind, numbers

__all__ = [
    "Number",
    "NumberKind",
    "detect_language",
    "fold",
    "normal",
    "numbers",
    "parts_figure",
    "sentences",
    "squeeze",
    "tokens",
]

Span = tuple[int, int]

# --- normal forms -----------------------------------------------------------------------------------------------------

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_LINE_END_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad][^\S\n]*\n\s*")


def normal(text: str) -> str:
    """NFKC, invisible characters removed, each run of white space one space, ends trimmed."""
    kept = " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())
    return unicodedata.normalize("NFKC", kept)


def squeeze(text: str) -> str:
    """NFKC with no white space and no hyphen at a line's end: what is left is the same however a page was laid out."""
    joined = _LINE_END_HYPHEN.sub("", text)
    kept = "".join(unicodedata.normalize("NFKC", joined).translate(_INVISIBLE).split())
    return unicodedata.normalize("NFKC", kept)


def fold(text: str) -> str:
    """Normal form without case, for search and for comparing titles."""
    return normal(text).casefold()


# --- languages --------------------------------------------------------------------------------------------------------

_HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = r"\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_CJK_RUN = re.compile(f"[{_HAN}{_KANA}\uac00-\ud7af]+")
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_KANA_CHARACTER = re.compile(f"[{_KANA}]")
_LATIN_WORD = re.compile(r"[a-zäöüßéèêàâçñáíóúãõœ]+")
_OTHER_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_OTHER_THAN_LATIN = re.compile(f"[{_HAN}{_KANA}\uac00-\ud7af\u0370-\u04ff\u0600-\u06ff]")
_JAPANESE_FORMS = frozenset("気薬発対剤験経総観変応検効図団圧値伝広単厳帯売読説関歳黒歩毎満続覚芸仏栄営塩奥処仮価壊")
_CHINESE_FORMS = frozenset(
    "药发对剂验经总观变应检团压传广单严带读说关岁浓续觉处价坏这个们疗医为于无与书长时间过还进适证头"
    "藥劑發對驗經總觀變應檢壓傳廣單嚴帶讀說關歲續覺處價壞這們醫與鹽營藝"
)
_COMMON_WORDS = {
    "en": "the of and to in is with for that was were are be or by from not this at as on should may have has patients",
    "de": "der die das und ist mit für von zu nicht den bei wird werden ein eine oder im auf des dem sind nach als sie",
    "fr": "le la les des et est une dans pour que qui avec par sur du au aux ou pas ne sont chez vous en",
    "es": "el la los las de y es una en para que con por del al no se su son como pacientes si más o",
    "pt": "o a os as de e é uma em para que com por do da dos das não se ao são como mais ou no na",
    "it": "il la i gli le di e è una in per che con da del della non si sono come più o nel al",
}
_PLACES = {language: 24 * place for place, language in enumerate(_COMMON_WORDS)}
_WORTH = {
    word: sum(1 << _PLACES[language] for language, common in _COMMON_WORDS.items() if word in common.split())
    for word in " ".join(_COMMON_WORDS.values()).split()
}
"""What a word adds to a number whose groups of 24 bits count the common words of each language."""
_OTHERS = 1 << 24
"""From here on a sum of them counts words of other languages than English, which is the first."""
_UMLAUT = frozenset("äöüß")
_LOWER_LATIN = bytes(code if _LATIN_WORD.match(chr(code)) else 32 for code in range(256))
_LOWER_ASCII = "".join(chr(code).lower() if chr(code).isalpha() else " " for code in range(128))


def detect_language(text: str) -> str:
    """Two-letter language of ``text`` ("" where it holds no letters); Latin script without a clear sign is "en".

    Script decides first; Han without kana is told apart by characters that only Japan or only China writes.
    """
    if text.isascii():
        return _by_common_words(text.translate(_LOWER_ASCII).split(), umlauts=False)
    if not _OTHER_THAN_LATIN.search(text):
        low = text.lower()
        if "œ" in low:  # the only one of the letters that Latin-1 lacks
            return _by_common_words(_LATIN_WORD.findall(low), umlauts=any(map(low.__contains__, _UMLAUT)))
        words = low.encode("latin-1", "replace").translate(_LOWER_LATIN).decode("latin-1").split()
        return _by_common_words(words, umlauts=any(map(low.__contains__, _UMLAUT)))
    han, kana = len(_HAN_CHARACTER.findall(text)), len(_KANA_CHARACTER.findall(text))
    latin = sum(len(word) for word in _LATIN_WORD.findall(text.lower()))
    for language, script in _OTHER_SCRIPTS:
        count = len(script.findall(text))
        if count > latin and count > 2 * (han + kana):
            return language
    if (han + kana) * 3 >= latin and han + kana:
        return _chinese_or_japanese(text, han, kana)
    return _by_common_words(_LATIN_WORD.findall(text.lower()))


def _by_common_words(words: Sequence[str], *, umlauts: bool = True) -> str:
    """``umlauts``: False where no word holds one."""
    if not words:
        return ""
    counts = sum(filter(None, map(_WORTH.get, words)))
    if not umlauts and counts < _OTHERS:
        return "en"
    scores = {language: counts >> place & 0xFFFFFF for language, place in _PLACES.items()}
    if umlauts:
        scores["de"] += sum([1 for word in words if not word.isascii() and not _UMLAUT.isdisjoint(word)])
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores["en"] else "en"


def _chinese_or_japanese(text: str, han: int, kana: int) -> str:
    if kana * 20 >= han + kana and kana > 1:
        return "ja"
    japanese = sum(c in _JAPANESE_FORMS for c in text) + kana
    chinese = sum(c in _CHINESE_FORMS for c in text)
    return "ja" if japanese > chinese else "zh"


# --- tokens -----------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(f"[{_HAN}{_KANA}\uac00-\ud7af]+|\\d+(?:[.,·]\\d+)*|[^\\W\\d_{_HAN}{_KANA}\uac00-\ud7af]+")


def tokens(text: str, language: str = "") -> list[str]:
    """Search tokens of the folded text: words and numbers; runs of Chinese, Japanese or Korean as bigrams.

    A run of one character is that character. ``language`` is accepted for symmetry: the script decides.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(fold(text)):
        word = match.group()
        if len(word) > 1 and _CJK_RUN.fullmatch(word):
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.append(word)
    return found


# --- sentences --------------------------------------------------------------------------------------------------------


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_ENDS = _words(
    "e.g i.e cf vs viz dr mr mrs ms prof vgl bzw z.b d.h approx ca resp incl excl ggf evtl sog u.v.m kap bezügl bzgl "
    "mögl entspr durchschn tgl einschl bezgl sogen insbes mio mrd"
)
_BEFORE_NUMBER = _words("no nos fig figs tab tabs ref refs sec sect ch vol nr abb abs tbl art p pp kap ziff")
_MAY_END = _words(
    "etc usw al inc ltd co corp u.s u.k e.u b.i.d t.i.d q.i.d q.d i.v s.c i.m p.o a.m p.m min max est st pt pts pat "
    "wt temp conc jan feb mar apr jun jul aug sep sept oct nov dec ges gem std verh inkl exkl bspw u.a u.u s.o s.u "
    "i.d.r o.g z.t v.a ed eds mind"
)
"""Abbreviations that may close a sentence: a boundary only when the next word is one that opens sentences."""
_STARTERS = _words(
    "the this these those in it if a an for when after patients there no do not however although because during "
    "treatment to we at among both all most some since as use avoid monitor discontinue die der das diese dieser "
    "dieses bei in ein eine es wenn nach patienten für zur im vor bis auch daher jedoch während falls zudem da sie "
    "mit aufgrund alle beide"
)
_CLOSERS = "\"'”’»）)]】」』》〉］›"
_OPENERS = "\"'“‘«（([【「『《〈［‹•-–—*†‡§"
_PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "「": "」", "『": "』", "“": "”", "《": "》"}
_BRACKET = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]")
_CLOSING_QUOTES = "”」』"
_END = re.compile(r"[。｡！？!?．…]+|\.")
_BULLET_LINE = re.compile(
    r"\n[^\S\n]*(?:\n|[•●○◦▪■□‣⁃·∙*–—-]\s|\(?\d{1,2}[.)]\s|[（(][\d一二三四五六七八九十]+[）)]|[①-⑳])"
)
_ENUMERATED = re.compile(r"(?<=[。．〕】])\s*(?=[（(]\d{1,2}[)）])")
_LAST_WORD = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]+$")
_GOES_ON_SPACED = re.compile(r"^[a-z]$")
_SPACED_LETTER = re.compile(r"[^\W\d_]{1,2}\.(?=\W|$)")
_SPACED = re.compile(
    r"(?<![^\W_])[a-z]\.[ \u00a0\u2009\u202f]?(?:[^\W\d_]{1,2}\.[ \u00a0\u2009\u202f]?)?[^\W\d_]{1,2}$"
)
"""Abbreviations of several letters with spaces between them: "z. B.", "i. v.", "i. d. R."."""
_AMOUNT_BEHIND = re.compile(
    r"\(\s?\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?(?:mg|g|µg|μg|mcg|ml|I\.?E\.?|IU)(?![^\W\d_])[^()]*\)"
)
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_LINEAGE = re.compile(r"(?<![^\W\d_])[A-Z]{1,3}$")
_GLUED_REFERENCE = re.compile(
    r"(?:\[\d[\d,–\- ]*\]|\d{1,3}(?:[,–-]\d{1,3})*|[\u00b9\u00b2\u00b3\u2070-\u2079,]+)(?=\s|$)"
)
_RAISED_AFTER = re.compile(
    r"\s?[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?:\s?[,，、～~–-]\s?[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)*(?![)）\]]|\s?[A-Za-zµμ])"
)
"""Raised numbers of references behind a sentence; before a letter they are a count of mass ("¹⁴C"), before a bracket an
item's number."""
_SEE_AFTER = re.compile(
    r"\s?(?:——|—|–|-{2})\s?[参參请請]?[见見阅閱](?:[^。；;\n()（）]{1,24}[节節章](?!\S)|[^。；;\n]{1,80}?[)）])(?:\s?(?:[、，和及与與或]|以及)\s?[“「《][^”」》]{1,30}[”」》]\s?[(（][^)）]{1,30}[)）])*”?。?"
)
"""A Chinese cross-reference behind a dash, set after the sentence it belongs to."""
_QUOTE_GOES_ON = re.compile(r"\s*[、，,;；とのはがをにで的等など]")


_POINTS = ".,．，'’"


_TYPE = re.compile(r"[1-9][\s　]*型")
_ITEM_NUMBER = re.compile(r"[\s　]*\d{1,2}[.．、]")


def parts_figure(text: str, start: int, end: int) -> bool:
    """True where ``text[start:end]`` begins or ends inside a figure: between two digits, or at its point or comma.

    The number of an item right before that of a type is none of it ("2.1 型糖尿病" is item 2 on type 1).
    """
    is_type = _TYPE.match(text, start) and _ITEM_NUMBER.fullmatch(text, 0, start)
    return bool(not is_type and _inside_figure(text, start)) or _inside_figure(text, end)


def _inside_figure(text: str, at: int) -> bool:
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    if not before or not after:
        return False
    if before[-1].isdecimal():
        return after[0].isdecimal() or (after[0] in _POINTS and after[1:].isdecimal())
    return before[-1] in _POINTS and before[:-1].isdecimal() and after[0].isdecimal()


def sentences(text: str, language: str = "") -> list[Span]:
    """Spans of the sentences of ``text``, trimmed, in order; together they hold every character but white space.

    A full stop ends a sentence unless it belongs to a number, an abbreviation, an initial, a list number or a
    German ordinal; nothing ends inside matched brackets; a line that starts with a bullet begins a new sentence.
    """
    items = {m.start() for pattern in (_BULLET_LINE, _ENUMERATED) for m in pattern.finditer(text)}
    ends = sorted(set(_stops(text, language)) | items | {len(text)})
    spans: list[Span] = []
    start = 0
    for end in ends:
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
            start = end
    return spans


def _stops(text: str, language: str) -> list[int]:
    inside = _bracketed(text)
    found: list[int] = []
    for match in _END.finditer(text):
        if inside[match.start()] == 1:
            continue
        end = match.end()
        if match.group()[0] == ".":
            if not _full_stop_ends(text, match.start(), language):
                continue
            glued = _GLUED_REFERENCE.match(text, end)
            if glued and text[match.start() - 1 : match.start()].isalpha():
                end = glued.end()
        elif match.group()[-1] in "．!?…" and not _mark_ends(text, match.start(), end):
            continue
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        if text[end - 1] in _CLOSING_QUOTES and _QUOTE_GOES_ON.match(text, end):
            continue
        if text[match.start()] in "。｡！？":
            end = _with_references(text, end)
        found.append(end)
    return found


def _with_references(text: str, end: int) -> int:
    """Where a Chinese or Japanese sentence ends with the raised numbers and the cross-reference set behind its mark."""
    for pattern in (_RAISED_AFTER, _SEE_AFTER):
        behind = pattern.match(text, end)
        end = behind.end() if behind else end
    return end


def _bracketed(text: str) -> bytearray:
    """1 for each character between a bracket and its partner, 2 where only closers lie between it and the partner."""
    inside = bytearray(len(text))
    stack: list[tuple[str, int]] = []
    for mark in _BRACKET.finditer(text):
        index, character = mark.start(), mark.group()
        if character in _PAIRS:
            stack.append((_PAIRS[character], index))
        elif any(character == closer for closer, _ in stack):
            opened = _popped(stack, character)
            if index - opened < 1500 and "\n\n" not in text[opened:index]:
                inside[opened:index] = b"\x01" * (index - opened)
                if character in _CLOSING_QUOTES:
                    inside[index - 1] = 2
    return inside


def _popped(stack: list[tuple[str, int]], closer: str) -> int:
    """Where the innermost bracket that ``closer`` closes was opened; brackets left open inside it are forgotten."""
    while True:
        expected, opened = stack.pop()
        if expected == closer:
            return opened


def _mark_ends(text: str, start: int, end: int) -> bool:
    if text[start] == "．":
        before, behind = text[start - 1 : start], text[end : end + 1]
        within_name = before.isascii() and before.isalpha() and behind.isascii() and behind.isalpha()
        return not (within_name or (before.isdigit() and behind.isdigit()))
    following = text[end:].lstrip(_CLOSERS)
    if not following.strip():
        return True
    return not following.lstrip()[0].islower()


def _full_stop_ends(text: str, at: int, language: str) -> bool:
    before, after = text[:at], text[at + 1 :]
    if before[-1:] == "." or not before.strip():
        return False
    rest = after
    if before[-1:].isalpha():
        glued = _GLUED_REFERENCE.match(after)
        rest = after[glued.end() :] if glued else after
    rest = rest.lstrip(_CLOSERS)
    if not rest.strip():
        return True
    if not rest[0].isspace():
        return bool(_CJK_RUN.match(rest)) and not before[-1:].isdigit()
    upcoming = rest.lstrip()
    if not (upcoming[0].isupper() or upcoming[0].isdigit() or upcoming[0] in _OPENERS or _CJK_RUN.match(upcoming)):
        return upcoming[0] in "≥≤<>±†‡*" or not upcoming[0].isalnum()
    if _AMOUNT_BEHIND.match(upcoming):
        return False  # "Cortisonpred. (500 mg)": the name is cut short, its dose follows
    word = _NEXT_WORD.match(upcoming.lstrip(_OPENERS))
    opens = bool(word and word.group().lower() in _STARTERS)
    if rest != after.lstrip(_CLOSERS) and after[0].isdigit() and _LINEAGE.search(before) and not opens:
        return False  # "BA.1": the figure is part of a name, not a reference
    return _word_may_close(before, upcoming, opens, language)


def _word_may_close(before: str, upcoming: str, opens: bool, language: str) -> bool:
    """May the word before a full stop close a sentence? ``opens``: the next word is one that opens sentences."""
    if before[-1:].isdigit():
        digits = re.search(r"\d+$", before)
        lead = before[: digits.start()] if digits else before
        if not lead.strip() or lead.rstrip(" \t")[-1:] == "\n":
            return False
        is_ordinal = language == "de" and digits is not None and len(digits.group()) <= 2 and lead[-1:] not in ",."
        return opens or not is_ordinal
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word.group().lower()
    if _GOES_ON_SPACED.search(word.group()) and _SPACED_LETTER.match(upcoming):
        return False
    if spaced := _SPACED.search(before):
        last = re.sub(r"\s", "", spaced.group()).lower()
    if last in _NEVER_ENDS:
        return False
    if last in _BEFORE_NUMBER:
        return not upcoming[0].isdigit()
    if last in _MAY_END:
        return opens
    is_initial = len(last) == 1 and word.group().isupper() and before[: word.start()][-1:] in ("", " ", "\n", "(")
    return opens or not is_initial
