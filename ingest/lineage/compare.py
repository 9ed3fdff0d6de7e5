"""What changed between two versions of one document: passages aligned, classed and weighed. Pure; no all-pairs search.

Passages that say the same are paired first, the most certain places before the less certain; what is left is paired by
words in common, looked for through an index of word pairs. A passage that one version cuts in two (at the end of a
page) is one row with two passages. Every passage of both versions stands in exactly one row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.lineage.changes import CHANGED, SAME, Change, ChangeKind, Sentence, VersionDiff
from ingest.lineage.safety import weighed
from ingest.lineage.words import compared, name_of, plain, section_in, share
from library.models import PassageDraft, PassageKind
from library.text import squeeze, tokens

ALIKE = 0.5
"""Share of words and word pairs in common from which two passages are one passage reworded."""
ALIKE_HERE = 0.3
"""The same for passages of one section that stand between the same neighbours."""
HELD = 0.75
"""Share of a passage's words that a neighbouring row must hold for the passage to be part of it."""
FEW = 12
"""Words and word pairs up to which a passage is looked up by single words as well."""
COMMON = 2500
"""Words whose holders would make more pairs than this tell nothing."""

_RUNNING = (PassageKind.HEADER, PassageKind.FOOTER)
_HEADS = (PassageKind.HEADING, PassageKind.TITLE)


@dataclass(slots=True)
class _Side:
    """One version: its passages and what is compared of them."""

    passages: Sequence[PassageDraft]
    keys: list[str]
    heads: list[int]
    """Place of the heading each passage stands under, -1 for none."""
    sections: list[str]
    mates: list[int] = field(default_factory=list)
    """Place in the other version, -1 while there is none."""

    @classmethod
    def of(cls, passages: Sequence[PassageDraft]) -> _Side:
        heads, last = [], -1
        for place, passage in enumerate(passages):
            heads.append(last)
            if passage.kind in _HEADS:
                last = place
        keys, sections = [squeeze(p.text) for p in passages], [section_in(p) for p in passages]
        return cls(passages, keys, heads, sections, [-1] * len(passages))

    def section(self, place: int) -> str:
        return self.sections[place]

    def heading(self, place: int) -> str:
        """The name of the heading a passage stands under, without its number."""
        path = self.passages[place].heading_path
        return path[-1] if path else self.passages[self.heads[place]].text if self.heads[place] >= 0 else ""

    def key(self, place: int) -> str:
        return self.keys[place] if 0 <= place < len(self.keys) else ""

    def free(self) -> list[int]:
        return [place for place, mate in enumerate(self.mates) if mate < 0]


def compare(old: Sequence[PassageDraft], new: Sequence[PassageDraft]) -> VersionDiff:
    """Rows that together hold every passage of both versions exactly once; the same version twice has no change.

    ``old`` and ``new`` are passages in reading order. Swapping them swaps added and removed and keeps every pair.
    """
    left, right = _Side.of(old), _Side.of(new)
    _pair_equal(left, right)
    _pair_alike(left, right)
    _pair_in_gaps(left, right)
    spine = _spine(left)
    rows = [_row(left, right, olds, news, spine) for olds, news in _grouped(left, right)]
    return VersionDiff(weighed(tuple(rows), old, new))


# --- pairs ------------------------------------------------------------------------------------------------------------


def _pair(left: _Side, right: _Side, one: int, other: int) -> None:
    left.mates[one], right.mates[other] = other, one


def _pair_equal(left: _Side, right: _Side) -> None:
    """Pair what reads the same, by ever less of its surroundings; repeated words pair in order."""
    names: dict[str, str] = {}

    def named(side: _Side, place: int) -> str:
        heading = side.heading(place)
        if heading not in names:
            names[heading] = name_of(heading)
        return names[heading]

    def around(s: _Side, i: int) -> Hashable:
        return s.keys[i], s.section(i), s.key(i - 1), s.key(i + 1)

    def under(s: _Side, i: int) -> Hashable:
        return s.keys[i], s.section(i), named(s, i)

    def within(s: _Side, i: int) -> Hashable:
        return s.keys[i], s.section(i)

    def anywhere(s: _Side, i: int) -> Hashable:
        return s.keys[i]

    steps: tuple[tuple[Callable[[_Side, int], Hashable], bool], ...] = (
        (around, True), (under, True), (under, False), (within, False), (anywhere, False),
    )  # fmt: skip
    for key, only_equal in steps:
        places: list[dict[Hashable, list[int]]] = []
        for side in (left, right):
            found: dict[Hashable, list[int]] = defaultdict(list)
            for place in side.free():
                found[key(side, place)].append(place)
            places.append(found)
        for value, ones in places[0].items():
            others = places[1].get(value, [])
            if only_equal and len(ones) != len(others):
                continue
            for one, other in zip(ones, others, strict=False):
                _pair(left, right, one, other)


def _features(passage: PassageDraft) -> frozenset[str]:
    """Words and word pairs, figures made one; the kind of a short passage tells it from others."""
    said = ["#" if token[0].isdigit() else token for token in tokens(passage.text)]
    return frozenset([*said, *(f"{a} {b}" for a, b in pairwise(said))])


def _alike(left: _Side, right: _Side, i: int, j: int, one: frozenset[str], other: frozenset[str]) -> float:
    """How much two passages are the same one, 0 to 1; another section or sort of passage counts against it."""
    a, b = left.passages[i], right.passages[j]
    score = share(one, other)
    if (a.kind in _RUNNING) != (b.kind in _RUNNING):
        return 0.0
    figures = share(_numbers(a.text), _numbers(b.text))
    place = 1.0 if left.section(i) == right.section(j) else 0.8
    return score * place * (1.0 if (a.kind in _HEADS) == (b.kind in _HEADS) else 0.8) * (0.9 + 0.1 * figures)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(token for token in tokens(text) if token[0].isdigit())


def _telling(features: frozenset[str]) -> Iterable[str]:
    """By what a passage is looked up: word pairs; a passage of few words by the words too."""
    return features if len(features) <= FEW else (word for word in features if " " in word)


def _pair_alike(left: _Side, right: _Side) -> None:
    """Pair what is left by words in common, best first; found through the rarer words only."""
    ones = {i: _features(left.passages[i]) for i in left.free()}
    others = {j: _features(right.passages[j]) for j in right.free()}
    holders: dict[str, list[int]] = defaultdict(list)
    for j, said in others.items():
        for word in _telling(said):
            holders[word].append(j)
    asked = Counter(word for said in ones.values() for word in _telling(said))
    candidates = {
        (i, j)
        for i, said in ones.items()
        for word in _telling(said)
        if asked[word] * len(holders.get(word, ())) <= COMMON
        for j in holders.get(word, ())
    }
    scored = []
    long, short = max(len(left.passages), 1), max(len(right.passages), 1)
    for i, j in candidates:
        if share(ones[i], others[j]) >= ALIKE:
            score = _alike(left, right, i, j, ones[i], others[j])
            if score >= ALIKE * 0.8:
                scored.append((-round(score, 6), round(abs(i / long - j / short), 6), i + j, i, j))
    for *_, i, j in sorted(scored):
        if left.mates[i] < 0 and right.mates[j] < 0:
            _pair(left, right, i, j)


def _pair_in_gaps(left: _Side, right: _Side) -> None:
    """Pair a passage that stands alone between the same neighbours as one of the other version, if they are akin."""
    for i in left.free():
        before, after = _neighbour(left, i, -1), _neighbour(left, i, 1)
        low = left.mates[before] if before >= 0 else -1
        high = left.mates[after] if after < len(left.mates) else len(right.mates)
        if after - before != 2 or high - low != 2 or right.mates[low + 1] >= 0:
            continue
        j = low + 1
        one, other = _features(left.passages[i]), _features(right.passages[j])
        if left.section(i) == right.section(j) and _alike(left, right, i, j, one, other) >= ALIKE_HERE:
            _pair(left, right, i, j)


def _neighbour(side: _Side, place: int, step: int) -> int:
    """The next place in that direction that has a mate; one before the first or one after the last if none has."""
    place += step
    while 0 <= place < len(side.mates) and side.mates[place] < 0:
        place += step
    return place


# --- rows -------------------------------------------------------------------------------------------------------------


def _grouped(left: _Side, right: _Side) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairs, pairs with the parts that page ends cut off, and what has no mate; in the order of the rows."""
    olds: dict[int, list[int]] = {i: [i] for i, mate in enumerate(left.mates) if mate >= 0}
    news: dict[int, list[int]] = {i: [left.mates[i]] for i in olds}
    _take_in(left, right, {i: i for i in olds}, olds, news)
    _take_in(right, left, {left.mates[i]: i for i in olds}, news, olds)
    in_row = {i for group in olds.values() for i in group}
    starts = {group[0]: id for id, group in news.items()}
    in_new = {j for group in news.values() for j in group}
    after: dict[int, list[int]] = defaultdict(list)
    last = -1
    ends = {group[-1]: news[id][0] for id, group in olds.items()}
    for i in range(len(left.passages)):
        if i in ends:
            last = ends[i]
        elif i not in in_row:
            after[last].append(i)
    rows: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((i,), ()) for i in after[-1]]
    for j in range(len(right.passages)):
        if j in starts:
            rows.append((tuple(olds[starts[j]]), tuple(news[starts[j]])))
        elif j not in in_new:
            rows.append(((), (j,)))
        rows += [((i,), ()) for i in after[j]]
    return rows


def _take_in(
    side: _Side, other: _Side, row_of: dict[int, int], mine: dict[int, list[int]], theirs: dict[int, list[int]]
) -> None:
    """Add to rows the passages without a mate right beside them whose words the row's other side holds as well."""
    changed = {row for row in mine if side.keys[mine[row][0]] != other.keys[theirs[row][0]]}
    own: dict[int, Counter[str]] = {}
    for step in (1, -1):
        order = range(len(side.passages)) if step > 0 else range(len(side.passages) - 1, -1, -1)
        for place in order:
            passage = side.passages[place]
            row = row_of.get(_beside(side, place, -step), -1)
            if place in row_of or row not in changed or passage.kind in (*_HEADS, *_RUNNING):
                continue
            part = Counter(plain(passage.text))
            if row not in own:
                own[row] = Counter(plain(" ".join(side.passages[i].text for i in mine[row])))
            left_over = Counter(plain(" ".join(other.passages[j].text for j in theirs[row]))) - own[row]
            if part and (part & left_over).total() >= HELD * part.total() and part.total() >= 2:
                row_of[place] = row
                own[row] += part
                mine[row] = sorted([*mine[row], place])


def _beside(side: _Side, place: int, step: int) -> int:
    """The next place in that direction that is no running header or footer."""
    place += step
    while 0 <= place < len(side.passages) and side.passages[place].kind in _RUNNING:
        place += step
    return place


def _spine(left: _Side) -> frozenset[int]:
    """Old places of the pairs that keep their order: the longest rising run of mates, by length of text."""
    pairs = [(i, j) for i, j in enumerate(left.mates) if j >= 0 and left.passages[i].kind not in _RUNNING]
    return frozenset(_rising(pairs))


def _rising(pairs: Sequence[tuple[int, int]]) -> Iterator[int]:
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for place, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        if at == len(tails):
            tails.append(j)
            ends.append(place)
        else:
            tails[at], ends[at] = j, place
        back.append(ends[at - 1] if at else -1)
    place = ends[-1] if ends else -1
    while place >= 0:
        yield pairs[place][0]
        place = back[place]


def _row(left: _Side, right: _Side, olds: tuple[int, ...], news: tuple[int, ...], spine: frozenset[int]) -> Change:
    before = "\n".join(left.passages[i].text for i in olds)
    after = "\n".join(right.passages[j].text for j in news)
    language = right.passages[news[0]].language if news else left.passages[olds[0]].language
    said: tuple[Sentence, ...] = ()
    if not olds or not news:
        kind = ChangeKind.ADDED if news else ChangeKind.REMOVED
        said = compared(before, after, language)
    elif squeeze(before) == squeeze(after):
        kind = ChangeKind.MOVED if _has_moved(left, right, olds[0], news[0], spine) else ChangeKind.UNCHANGED
    else:
        said = compared(before, after, language)
        kind = _sort_of(said)
    return Change(
        kind,
        olds,
        news,
        section=right.section(news[0]) if news else "",
        heading=right.heading(news[0]) if news else "",
        old_section=left.section(olds[0]) if olds else "",
        old_heading=left.heading(olds[0]) if olds else "",
        sentences=said,
    )


def _has_moved(left: _Side, right: _Side, one: int, other: int, spine: frozenset[int]) -> bool:
    """Out of order, in another section, or under another heading than the one its old heading became.

    A heading of the same name is the same place, though the reader took it for another section this time.
    """
    kind = left.passages[one].kind
    if kind in _RUNNING:
        return False
    if one not in spine:
        return True
    same_heading = name_of(left.heading(one)) == name_of(right.heading(other))
    if left.section(one) != right.section(other) and not (same_heading and left.heading(one)):
        return True
    mine, theirs = left.heads[one], right.heads[other]
    return not (same_heading or kind in _HEADS or mine < 0 or theirs < 0 or left.mates[mine] == theirs)


def _sort_of(said: Sequence[Sentence]) -> ChangeKind:
    """Changed number where figures differ and no other word does."""
    for sentence in said:
        if sentence.old is None or sentence.new is None:
            return ChangeKind.REWORDED
        for piece in sentence.pieces:
            if piece.op != SAME and (piece.op != CHANGED or not _only_figures(piece.old, piece.new)):
                return ChangeKind.REWORDED
    has_figures = any(sentence.figures for sentence in said)
    return ChangeKind.CHANGED_NUMBER if has_figures else ChangeKind.REWORDED


def _only_figures(old: str, new: str) -> bool:
    return [w for w in plain(old) if not w[0].isdigit()] == [w for w in plain(new) if not w[0].isdigit()]
