"""What changed where a sentence is nearly a copy of its source: the place where a slip is hardest to see.

The two are laid side by side, figure by figure and word by word, with words of one contrast ("higher", "lower") taken
as one. What then stands at the same place and says something else is a slip: another figure, unit or sign, two figures
in each other's place, the opposite word; so is a denial, condition, population or "may" that only one of the two has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from library.evidence_contrasts import CODES, DENIAL, DIRECTION, Piece, pieces
from library.evidence_match import same_in_copy
from library.evidence_names import Replaced, denied_words, name_findings
from library.models import Finding, Severity
from library.numbers import NumberKind

NEAR_COPY = 0.8
"""Share of equal pieces from which a sentence counts as a copy with changes."""
_NEAR_IN_CHARACTERS, _NEAR_BY_RUNS = 0.65, 0.85
"""The same for characters: a long word that was exchanged lowers the share, so it then counts as one piece."""
_TIE = 0.03
"""Source sentences this close to the nearest one are tried too: the text may be a copy of any of them."""
_ALONE = {
    "modality": "hedge_dropped",
    DENIAL: "negation_differs",
    "restriction": "condition_dropped",
    "condition": "condition_dropped",
    "bound": "threshold_differs",
    "severity": "severity_differs",
    "population": "population_dropped",
}
"""Code where the source has a word of the contrast and the text has none at all in its place."""
_ADDED = {
    DENIAL: "negation_differs",
    "bound": "threshold_differs",
    "cause": "causality_differs",
    "severity": "severity_differs",
}


@dataclass(slots=True)
class _Changes:
    """What differs between a text and one source sentence."""

    figures: list[tuple[int, int]] = field(default_factory=list)
    """Places in text and source of figures that stand for one another and differ."""
    gained: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)
    """Words that face one another and differ."""


def copy_findings(
    text: str, language: str, sources: Sequence[tuple[str, str]], context: str = ""
) -> list[Finding] | None:
    """What changed in ``text`` where it is nearly a copy of one of ``sources`` (text, language); None where it is not.

    Of several source sentences that are equally near, the one with the fewest differences counts. A name that stands
    in ``context`` may stand in the text.
    """
    mine = pieces(text, language)
    near = []
    for source, tongue in sources:
        theirs = pieces(source, tongue)
        matcher = _matched(mine, theirs)
        if matcher:
            near.append((matcher.ratio(), source, theirs, matcher))
    if not near:
        return None
    best = max(ratio for ratio, *_ in near)
    each = []
    for ratio, source, theirs, matcher in near:
        if ratio >= best - _TIE:
            changes = _changes(mine, theirs, matcher)
            of_names = name_findings(changes.replaced, text, source, language, context)
            each.append([*_findings(mine, theirs, changes), *of_names])
    return min(each, key=lambda found: (sum(f.severity is Severity.BLOCKING for f in found), len(found)))


def swapped_cells(text: str, rows: Sequence[str]) -> list[Finding]:
    """A table row whose cells stand in other columns than in the source's row of that name."""
    cells = _cells(text)
    if len(cells) < 3:
        return []
    for row in rows:
        theirs = _cells(row)
        if cells[0] == theirs[0] and cells != theirs and sorted(cells) == sorted(theirs):
            at = next(index for index, cell in enumerate(cells) if cell != theirs[index])
            message = f"The source has “{theirs[at]}” in column {at + 1}, the text “{cells[at]}”, which is another's."
            return [
                Finding(
                    code="evidence.arm_swapped",
                    severity=Severity.BLOCKING,
                    message=message,
                    words=cells[at],
                    source_words=theirs[at],
                )
            ]
    return []


def _cells(row: str) -> list[str]:
    return [" ".join(cell.split()) for cell in row.split("\t")]


def _matched(mine: Sequence[Piece], theirs: Sequence[Piece]) -> SequenceMatcher[str] | None:
    if not mine or not theirs or not 0.6 < len(mine) / len(theirs) < 1.7:
        return None
    matcher = SequenceMatcher(None, [p.key for p in mine], [p.key for p in theirs], autojunk=False)
    if len(mine) == len(theirs) > 2 and sum(one.key != other.key for one, other in zip(mine, theirs, strict=True)) == 1:
        return matcher
    least = NEAR_COPY if mine[0].text[0] < "\u2e80" else _NEAR_IN_CHARACTERS
    is_near = matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
    return matcher if is_near and (matcher.ratio() >= NEAR_COPY or _by_runs(matcher) >= _NEAR_BY_RUNS) else None


def _by_runs(matcher: SequenceMatcher[str]) -> float:
    """The ratio where words written without spaces that were exchanged count as one piece, however long."""
    codes = [(kind, j - i) for kind, i, j, _, _ in matcher.get_opcodes()]
    same = 2 * sum(length for kind, length in codes if kind == "equal")
    return same / (same + sum(2 if kind == "replace" else 1 for kind, _ in codes if kind != "equal"))


def _findings(mine: Sequence[Piece], theirs: Sequence[Piece], changes: _Changes) -> Iterator[Finding]:
    for code, i, j in [*_figures(mine, theirs, changes), *_words(mine, theirs, changes)]:
        said, was = _around(mine, i), _around(theirs, j)
        yield Finding(
            code=f"evidence.{code}",
            severity=Severity.BLOCKING,
            message=f"The source says “{was}”, the text “{said}”.",
            words=said,
            source_words=was,
        )
    for said, was in denied_words(changes.replaced):
        message = f"The source says “{was}”, the text “{said}”."
        code = f"evidence.{CODES[DENIAL]}"
        yield Finding(code=code, severity=Severity.BLOCKING, message=message, words=said, source_words=was)


def _changes(mine: Sequence[Piece], theirs: Sequence[Piece], matcher: SequenceMatcher[str]) -> _Changes:
    changes = _Changes()
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            changes.gained.extend(range(i, j))
            changes.lost.extend(range(k, m))
            if i < j:
                changes.replaced.append((mine[i:j], theirs[k:m], i))
            continue
        for at, there in zip(range(i, j), range(k, m), strict=True):
            ours, other = mine[at], theirs[there]
            if ours.number and other.number:
                if not same_in_copy(ours.number, other.number):
                    changes.figures.append((at, there))
            elif ours.value != other.value:
                changes.gained.append(at)
                changes.lost.append(there)
    return changes


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(mine: Sequence[Piece], theirs: Sequence[Piece], changes: _Changes) -> Iterator[tuple[str, int, int]]:
    """Figures that differ, where the words around them are the source's own: else they are another statement's."""
    own = Counter(p.key for p in theirs)
    new = [mine[at].key for at in changes.gained if not mine[at].value and not mine[at].number]
    if any(key not in own and key.isalpha() and (len(key) > 2 or not key.isascii()) for key in new):
        return
    for index, (at, there) in enumerate(changes.figures):
        ours, other = mine[at].number, theirs[there].number
        if ours is None or other is None or NumberKind.REFERENCE in (ours.kind, other.kind):
            continue
        swapped = [
            (i, k) for i, k in changes.figures
            if i != at and _same(mine[i], theirs[there]) and _same(mine[at], theirs[k])
        ]  # fmt: skip
        if swapped and changes.figures.index(swapped[0]) < index:
            continue
        yield _code(mine, at, theirs, there, swapped), at, there


def _same(ours: Piece, other: Piece) -> bool:
    return bool(ours.number and other.number and same_in_copy(ours.number, other.number, with_unit=False))


def _code(
    mine: Sequence[Piece], at: int, theirs: Sequence[Piece], there: int, swapped: Sequence[tuple[int, int]]
) -> str:
    ours, other = mine[at].number, theirs[there].number
    assert ours is not None
    assert other is not None
    if swapped:
        partner = mine[swapped[0][0]].number
        is_interval = partner is not None and ours.pair is not None and ours.pair == partner.pair
        return "bounds_swapped" if is_interval else "arm_swapped"
    if NumberKind.FREQUENCY in (ours.kind, other.kind):
        return "frequency_differs"
    return "unit_differs" if ours.value == other.value else "number_not_in_source"


# --- words ------------------------------------------------------------------------------------------------------------


def _words(mine: Sequence[Piece], theirs: Sequence[Piece], changes: _Changes) -> Iterator[tuple[str, int, int]]:
    """Contrast words that differ: what only moved within the sentence cancels out."""
    gained, lost = _uncancelled(mine, changes.gained, theirs, changes.lost)
    contrasts = dict.fromkeys([*(theirs[k].contrast for k in lost), *(mine[i].contrast for i in gained)])
    for name in contrasts:
        new = [i for i in gained if mine[i].contrast == name]
        old = [k for k in lost if theirs[k].contrast == name]
        code = _judged(name, [mine[i].value for i in new], [theirs[k].value for k in old])
        if code:
            yield (
                code,
                new[0] if new else _facing(old[0], theirs, mine),
                old[0] if old else _facing(new[0], mine, theirs),
            )


def _judged(name: str, new: Sequence[str], old: Sequence[str]) -> str:
    if name == DENIAL:
        return CODES[DENIAL] if len(new) != len(old) else ""
    if new and old:
        if name == "modality" and set(old) == {"may"} and set(new) == {"will"}:
            return "hedge_dropped"
        return CODES.get(name, DIRECTION)
    if old:
        if name == "modality":
            return _ALONE[name] if "may" in old else ""
        return _ALONE.get(name, "")
    return _ADDED.get(name, "") if name != "cause" or "caused" in new else ""


def _uncancelled(
    mine: Sequence[Piece], gained: Sequence[int], theirs: Sequence[Piece], lost: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Contrast words on one side only, as often as they are on that side only."""
    ours = Counter((mine[i].contrast, mine[i].value) for i in gained)
    other = Counter((theirs[k].contrast, theirs[k].value) for k in lost)
    return _surplus(mine, gained, ours - other), _surplus(theirs, lost, other - ours)


def _surplus(of: Sequence[Piece], places: Sequence[int], left: Counter[tuple[str, str]]) -> list[int]:
    found = []
    for place in places:
        side = (of[place].contrast, of[place].value)
        if side[0] and left[side] > 0:
            left[side] -= 1
            found.append(place)
    return found


def _facing(place: int, of: Sequence[Piece], others: Sequence[Piece]) -> int:
    """About where in the other sentence a word would stand that only one of the two has."""
    return min(len(others) - 1, round(place * len(others) / max(1, len(of))))


def _around(of: Sequence[Piece], place: int) -> str:
    words = [piece.text for piece in of[max(0, place - 2) : place + 3]]
    return "".join(
        word if not index or (word[0] > "\u2fff" and words[index - 1][-1] > "\u2fff") else f" {word}"
        for index, word in enumerate(words)
    )
