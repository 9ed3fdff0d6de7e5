"""What differs inside two wordings of one passage: sentence by sentence, word by word, and which figures changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache, lru_cache

from ingest.lineage.changes import CHANGED, IN, OUT, SAME, FigureChange, Piece, Sentence
from ingest.sections.names import NAMES
from library.models import PassageDraft, PassageKind
from library.numbers import Number, NumberKind, numbers
from library.text import normal, sentences, squeeze, tokens

ALIKE_SENTENCES = 0.4
"""Share of words in common from which two sentences are the same one reworded."""
LONG = 1200
"""Words beyond which two sentences are shown as replaced whole: nobody reads such a comparison word by word."""

_CJK = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_WORD = re.compile(rf"\d+(?:[.,·]\d+)*|[{_CJK}]|[^\W\d_{_CJK}]+|[^\w\s]|_")
_SAYS = re.compile(r"[\w<>≤≥=±%]")
_REFERENCE = re.compile(
    r"\[\s*see\b[^\]]{0,200}\]|\(\s*see\b[^)]{0,200}\)|\(\s*siehe\b[^)]{0,200}\)|[(（]\s*\d{1,2}(?:\.\d{1,2})*"
    r"(?:\s*[,，、;]\s*\d{1,2}\.\d{1,2})*\s*[)）]|[\[［〔]\s*\d{1,2}(?:\.\d{1,2})+\s*(?:[、,]\s*\d{1,2}(?:\.\d{1,2})+\s*)*"
    r"参照\s*[\]］〕]|\b(?:section|Abschnitte?n?|rubrique|sección|secção)s?\s+\d{1,2}(?:\.\d{1,2})*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^[\s※＊*•●·▪\-–—]*(?:\d{1,2}(?:[.．]\d{1,2})*[.．、)]?(?=[\s\u3000A-Z\u3041-\u9fff])|[(（]\d{1,2}[)）])?\s*"
)
_MARKS = re.compile(r"[※＊]")


def words(text: str) -> list[tuple[int, int]]:
    """Spans of the words, numbers, single Chinese or Japanese characters and marks of a text."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[str, ...]:
    """The words that say something: folded, without punctuation, item numbers, cross-references and revision marks."""
    shown = _LEAD.sub("", _REFERENCE.sub(" ", normal(_MARKS.sub("", text))))
    return tuple(w for w in (shown[a:b].casefold() for a, b in words(shown)) if _SAYS.match(w))


def name_of(heading: str) -> str:
    """A heading without its number, folded, to tell whether two versions mean the same one."""
    return " ".join(plain(heading))


@cache
def _section_names() -> dict[str, str]:
    return {name_of(n): section.value for names in NAMES.values() for section, all_ in names.items() for n in all_}


def section_in(passage: PassageDraft) -> str:
    """The canonical section of a passage; of a document whose layout no rule knows, by the names of its headings."""
    if passage.section:
        return passage.section
    own = (passage.text,) if passage.kind is PassageKind.HEADING and len(passage.text) < 120 else ()
    return next((s for h in (*own, *reversed(passage.heading_path)) if (s := _section_names().get(name_of(h)))), "")


def compared(old: str, new: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of both wordings in the order of the new one, each with what differs in it."""
    return tuple(_sentence(a, b, language) for a, b in _paired(_cut(old, language), _cut(new, language)))


def _cut(text: str, language: str) -> list[str]:
    """The sentences of a text; what holds no letter and no figure (leaders, rules) stays with the one before."""
    found: list[str] = []
    for start, end in sentences(text, language):
        said = text[start:end]
        if found and not _SAYS.search(said):
            found[-1] += f" {said}"
        else:
            found.append(said)
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    keys = [squeeze(s) for s in old], [squeeze(s) for s in new]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for op, a0, a1, b0, b1 in matcher.get_opcodes():
        if op == "equal":
            yield from zip(old[a0:a1], new[b0:b1], strict=True)
        else:
            yield from _nearest(old[a0:a1], new[b0:b1])


def _nearest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Sentences paired by words in common, never crossing each other; the rest alone."""
    left, right = [_bag(s) for s in old], [_bag(s) for s in new]
    scored = sorted((-share(one, other), i + j, i, j) for i, one in enumerate(left) for j, other in enumerate(right))
    taken: list[tuple[int, int]] = []
    for score, _, i, j in scored:
        if -score < ALIKE_SENTENCES:
            break
        if all((i < a and j < b) or (i > a and j > b) for a, b in taken):
            taken.append((i, j))
    if not taken and len(old) == len(new) == 1 and -scored[0][0] >= 0.2:
        taken = [(0, 0)]
    at_old = at_new = 0
    for i, j in [*sorted(taken), (len(old), len(new))]:
        yield from ((s, None) for s in old[at_old:i])
        yield from ((None, s) for s in new[at_new:j])
        if i < len(old):
            yield old[i], new[j]
        at_old, at_new = i + 1, j + 1


def _bag(text: str) -> frozenset[str]:
    return frozenset("#" if t[0].isdigit() else t for t in tokens(text))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common of two bags, as twice their number by that of both: 0 to 1 (Dice)."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def _sentence(old: str | None, new: str | None, language: str) -> Sentence:
    if old is None:
        return Sentence(None, new, (Piece(IN, "", new or ""),))
    if new is None:
        return Sentence(old, None, (Piece(OUT, old, ""),))
    if squeeze(old) == squeeze(new):
        return Sentence(old, new, (Piece(SAME, old, new),))
    return Sentence(old, new, tuple(_pieces(old, new)), figure_changes(old, new, language))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Runs of words with the white space after them, so that the pieces joined are the wordings."""
    spans = words(old), words(new)
    if max(map(len, spans)) > LONG:
        yield Piece(CHANGED, old, new)
        return
    texts = [_folded(old[a:b]) for a, b in spans[0]], [_folded(new[a:b]) for a, b in spans[1]]
    for op, a0, a1, b0, b1 in _smooth(_opcodes(texts[0], texts[1]), texts[0]):
        before = _slice(old, spans[0], a0, a1)
        after = _slice(new, spans[1], b0, b1)
        yield Piece(op, before, after)


def _folded(word: str) -> str:
    return word if word.isascii() else normal(word)


def _slice(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> str:
    if first == last:
        return ""
    end = spans[last][0] if last < len(spans) else len(text)
    return text[0 if first == 0 else spans[first][0] : end]


_OPS = {"equal": SAME, "delete": OUT, "insert": IN, "replace": CHANGED}
Run = tuple[str, int, int, int, int]


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(_OPS[op], a0, a1, b0, b1) for op, a0, a1, b0, b1 in found]


def _smooth(runs: Sequence[Run], old: Sequence[str]) -> list[Run]:
    """Short equal runs between two changes are taken into one change, which a person reads more easily."""
    kept: list[Run] = []
    for place, run in enumerate(runs):
        inner = 0 < place < len(runs) - 1 and run[0] == SAME
        length = sum(map(len, old[run[1] : run[2]]))
        if kept and kept[-1][0] != SAME and (run[0] != SAME or (inner and length <= 3)):
            _, a0, _, b0, _ = kept[-1]
            kept[-1] = (_op(a0, run[2], b0, run[4]), a0, run[2], b0, run[4])
        else:
            kept.append(run)
    return kept


def _op(a0: int, a1: int, b0: int, b1: int) -> str:
    return IN if a0 == a1 else OUT if b0 == b1 else CHANGED


# --- figures ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _figures(text: str, language: str) -> tuple[Number, ...]:
    inside = [match.span() for match in _REFERENCE.finditer(text)]
    return tuple(
        n
        for n in numbers(text, language)
        if n.kind is not NumberKind.REFERENCE and not any(a <= n.start < b for a, b in inside)
    )


def figure_changes(old: str, new: str, language: str) -> tuple[FigureChange, ...]:
    """The figures that differ between two wordings of one sentence, paired in order where their sort is the same."""
    before, after = _figures(old, language), _figures(new, language)
    keys = [[_key(n) for n in side] for side in (before, after)]
    found: list[FigureChange] = []
    for op, a0, a1, b0, b1 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if op != "equal":
            found.extend(_changes(old, new, before[a0:a1], after[b0:b1]))
    return tuple(found)


def _key(number: Number) -> tuple[object, ...]:
    return number.value, number.unit, number.sign, number.kind


def _changes(old: str, new: str, before: Sequence[Number], after: Sequence[Number]) -> Iterable[FigureChange]:
    for one, other in zip(before, after, strict=False):
        alike = one.unit == other.unit and one.kind is other.kind
        direction = "changed"
        if one.kind is other.kind is NumberKind.FREQUENCY:
            before_rate, after_rate = _a_day(one), _a_day(other)
            if before_rate and after_rate and before_rate != after_rate:
                direction = "lower" if after_rate < before_rate else "higher"
        elif alike and one.value != other.value:
            direction = "lower" if other.value < one.value else "higher"
        yield FigureChange(_said(old, one), _said(new, other), other.kind.value, direction)
    for one in before[len(after) :]:
        yield FigureChange(_said(old, one), "", one.kind.value, "gone")
    for other in after[len(before) :]:
        yield FigureChange("", _said(new, other), other.kind.value, "new")


_DAYS = {
    "minute": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(30),
    "year": Fraction(365),
}


def _a_day(number: Number) -> Fraction | None:
    """How often a day: "every 2 weeks" (1, "/2 week") is a fourteenth; None for a unit that is no time."""
    if not (found := re.fullmatch(r"/(\d+) (\w+)", number.unit)) or found[2] not in _DAYS or not int(found[1]):
        return None
    return Fraction(number.value) / (int(found[1]) * _DAYS[found[2]])


def _said(text: str, number: Number) -> str:
    words = text[number.start : max(number.end, number.end_unit)].strip()
    return f"{number.sign}{words}" if number.sign and not words.startswith(number.sign) else words
