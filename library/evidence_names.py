"""Names and words that a near copy has in the place of other ones: another medicine, gene, test, class or reaction.

No list of medicines is needed: where all else is the source's own, a name at the place of another name of its kind is
another thing. A kind is told by form: capitals (ALT, EGFR), a class or grade in letters (II, B), a substance's ending
(-statin, -mab, 替尼), a capital inside an English sentence, a word in katakana. Any other word that the source does not
have is told to a person, since it may be a synonym.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from library.evidence_contrasts import Piece
from library.evidence_words import content_words
from library.models import Finding, Severity

Replaced = tuple[Sequence[Piece], Sequence[Piece], int]
"""Words of a text and of its source that face one another (of the source perhaps none), and where the former begin."""

_MARK = re.compile(r"[IVX]{1,4}|[A-Z]")
_CAPITALS = re.compile(r"[A-Z]{2,8}s?")
_ENDING = re.compile(
    r"[a-zäöü]{2,}(?:mab|[nt]inib|rafenib|ciclib|parib|degib|statine?|prile?|sartane?|olole?|azole?|m[iy]cine?|cillin|"
    r"floxacine?|gliptine?|gliflozine?|glutide?|navir|tegravir|buvir|fovir|ciclovir|amivir|parine?|xaban|gatran|"
    r"prazole?|setrone?|triptane?|oxetine?|azepame?|azolam|barbital|phylline?|dipine?|cycline?|asone?|olone?|caine?|"
    r"afile?|formine?|g?grele?|fibrate?|lukast|tidine?|platine?|taxele?|rubicine?|mustine?|trexate?|thiazide?|semide?|"
    r"coxib|profene?|fenac|oxicam|dronate?|tocine?|terole?|tropium|penem|ampicine?|azepine?|toine?|triptyline?|"
    r"pidine?|quine?|limus|cept|kinra)"
)
_ENDING_CJK = re.compile(
    r"替尼|单抗|他汀|普利|沙坦|洛尔|康唑|拉唑|霉素|西林|沙星|列汀|列净|鲁肽|肝素|沙班|加群|司琼|曲坦|西汀|地平|环素|"
    r"米松|尼松|双胍|格雷|贝特|鲁司特|替丁|洛芬|昔布|膦酸|福平|平片|卡因|那韦|福韦|洛韦"
)
_KATAKANA = re.compile(r"[ァ-ヴー]+")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff々]")
_SAME = (frozenset({"alt", "gpt", "alat", "sgpt"}), frozenset({"ast", "got", "asat", "sgot"}))
"""Abbreviations for one thing."""
_PREFIX = re.compile(r"(?:un|in|im|ir|il|non|nicht)")
_FUNCTION = frozenset("对于及其或被将应等所该本各并且而则之以向由从到至某种此这那")


def _kind(piece: Piece, first: bool, language: str) -> str:
    """What kind of name a word is by its form, or ""."""
    word = piece.text
    if piece.value or piece.number or word[0] > "\u2fff":
        return ""
    if _MARK.fullmatch(word):
        return "" if first else "mark"
    if _CAPITALS.fullmatch(word):
        return "capitals"
    if len(word) > 5 and _ENDING.fullmatch(word.casefold()):
        return "substance"
    return "capital" if language == "en" and not first and word[:1].isupper() else ""


def denied_words(replaced: Sequence[Replaced]) -> Iterator[tuple[str, str]]:
    """Pairs of a word and the same with a prefix that denies it (reversible, irreversible) in one another's place."""
    for said, was, _ in replaced:
        for ours in (piece.key for piece in said if not piece.value):
            for other in (piece.key for piece in was if not piece.value):
                longer, shorter = sorted((ours, other), key=len, reverse=True)
                prefix = longer[: len(longer) - len(shorter)]
                if len(shorter) > 4 and longer.endswith(shorter) and _PREFIX.fullmatch(prefix):
                    yield ours, other


def name_findings(
    replaced: Sequence[Replaced], text: str, source: str, language: str, context: str = ""
) -> Iterator[Finding]:
    """A name in the place of another of its kind (blocking), or another word the source lacks (advisory)."""
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    known, held = content_words(f"{source}\n{context}"), source.casefold()
    names = set(re.findall(r"\w+", f"{source}\n{context}"))
    for said, was, at in replaced:
        pair = _other_name(said, was, at, language, shouted) or _other_name_cjk(said, was, text, source)
        if pair and pair[0] not in names:
            message = f"The text names “{pair[0]}” where its source names “{pair[1]}”."
            yield Finding(
                code="evidence.name_differs",
                severity=Severity.BLOCKING,
                message=message,
                words=pair[0],
                source_words=pair[1],
            )
            continue
        new = _new_words(said, was, known, held)
        if new:
            theirs = _joined(piece for piece in was if not piece.number)
            rest = f"its source says “{theirs}”" if theirs else "its source has no such word"
            yield Finding(
                code="evidence.word_differs",
                severity=Severity.ADVISORY,
                message=f"The text says “{new}” where {rest}. Read whether it is the same.",
                words=new,
                source_words=theirs,
            )


def _other_name(
    said: Sequence[Piece], was: Sequence[Piece], at: int, language: str, shouted: bool
) -> tuple[str, str] | None:
    theirs = {_kind(piece, not at + place, language): piece for place, piece in reversed(list(enumerate(was)))}
    lost = {piece.key for piece in was}
    for place, piece in enumerate(said):
        kind = _kind(piece, not at + place, language)
        other = theirs.get(kind) if kind and not (shouted and kind != "mark") else None
        if other is None or piece.key in lost or any({piece.key, other.key} <= same for same in _SAME):
            continue
        if not (piece.key.startswith(other.key) or other.key.startswith(piece.key)) or kind == "mark":
            return piece.text, other.text
    return None


def _other_name_cjk(said: Sequence[Piece], was: Sequence[Piece], text: str, source: str) -> tuple[str, str] | None:
    ours, theirs = _joined(said), _joined(was)
    if not ours or not theirs or ours in source or theirs in text:
        return None
    if _KATAKANA.fullmatch(ours) and _KATAKANA.fullmatch(theirs):
        return _run(_KATAKANA, text, ours), _run(_KATAKANA, source, theirs)
    named = _ENDING_CJK.search(_with_next(text, ours)) or _ENDING_CJK.search(_with_next(source, theirs))
    both = _IDEOGRAPH.fullmatch(ours[0]) and _IDEOGRAPH.fullmatch(theirs[0])
    return (_with_next(text, ours), _with_next(source, theirs)) if named and both else None


def _with_next(text: str, words: str) -> str:
    """Words with the two characters behind them, where an ending that both have may stand."""
    at = text.find(words)
    return text[at : at + len(words) + 2] if at >= 0 else words


def _run(pattern: re.Pattern[str], text: str, words: str) -> str:
    """The whole run of letters of one script that the words are part of."""
    return next((run.group() for run in pattern.finditer(text) if words in run.group()), words)


def _joined(of: Iterator[Piece] | Sequence[Piece]) -> str:
    words = ""
    for piece in of:
        is_close = not words or (piece.text[0] > "\u2fff" and words[-1] > "\u2fff")
        words += piece.text if is_close else f" {piece.text}"
    return words


def _new_words(said: Sequence[Piece], was: Sequence[Piece], known: frozenset[str], held: str) -> str:
    """Words that carry content and stand nowhere in the source, in no other form either."""
    plain = [piece for piece in said if not piece.value and not piece.number]
    lost = [piece.key for piece in was if piece.key.isalpha()]
    found = []
    for piece in plain:
        if piece.text[0] > "\u2fff":
            is_new = piece.text not in held and piece.text not in _FUNCTION
            if is_new and (_IDEOGRAPH.match(piece.text) or _KATAKANA.match(piece.text)):
                found.append(piece)
        elif len(piece.key) > 2 and content_words(piece.text) - known and not any(_alike(piece.key, k) for k in lost):
            found.append(piece)
    return _joined(found)


def _alike(word: str, other: str) -> bool:
    """Two forms of one word: they begin alike."""
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    return shared >= max(4, 0.6 * min(len(word), len(other)))
