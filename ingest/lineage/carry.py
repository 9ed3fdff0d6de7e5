"""What a comparison of two versions lets stand: the places of passages and quotes in the new version. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.lineage.changes import Change, VersionDiff
from ingest.lineage.words import name_of
from library.models import Anchor, AnchorRole, Carry, Passage, PassageKind, SourceFacts
from library.text import squeeze

LONG_ENOUGH = 24
"""Characters from which a quote may be looked for in other passages of its section: shorter ones stand anywhere."""
MUCH_THE_SAME = 0.4
"""Share of passages in common from which a document is proposed as a version of another."""


def places(diff: VersionDiff, old: Sequence[Passage], new: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """For each passage of the old version the ids of the passages of the new one in the same row."""
    return {old[i].id: tuple(new[j].id for j in row.new) for row in diff.rows if row.new for i in row.old}


class Carrier:
    """Finds where the quotes of anchors stand in the new version, in the same section under the same heading."""

    def __init__(self, diff: VersionDiff, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self._new = new
        self._old = {p.id: (place, p) for place, p in enumerate(old)}
        self._rows: Mapping[int, Change] = {i: row for row in diff.rows for i in row.old}
        self._headers = _headers(old), _headers(new)
        self._said: dict[str | None, str] = {}
        for passage in new:
            self._said[passage.section] = self._said.get(passage.section, "") + f" {name_of(passage.text)} \n"

    def carries(self, anchors: Sequence[Anchor]) -> list[Carry]:
        """What of one module's anchors in the old version can be carried over.

        Origin and context anchors go together: none of them where an origin has no place. A support anchor stands for
        itself. A quote counts as standing again where it reads the same, letter by letter, in the same section, under
        the same heading and table header. Words stand under what they depend on: where an opening, a sentence before
        or a note of theirs reads otherwise now, they are not carried over.
        """
        found = {a.id: self._place(a) for a in anchors if a.passage in self._old}
        origins = [a for a in anchors if a.role is AnchorRole.ORIGIN and a.id in found]
        leant_on = [a for a in anchors if a.role is AnchorRole.CONTEXT and a.id in found]
        whole = all(found[a.id] is not None for a in origins) and all(map(self._says_again, leant_on))
        carried = []
        for anchor in anchors:
            carry = found.get(anchor.id)
            if carry is not None and (anchor.role is AnchorRole.SUPPORT or (origins and whole)):
                carried.append(carry)
        return carried

    def _says_again(self, anchor: Anchor) -> bool:
        """Do words of context stand in the same section still? What heads is compared with its place elsewhere."""
        _, passage = self._old[anchor.passage]
        return passage.kind in _HEADING or f" {name_of(anchor.quote)} " in self._said.get(passage.section, "")

    def _place(self, anchor: Anchor) -> Carry | None:
        at, passage = self._old[anchor.passage]
        row = self._rows[at]
        near = [self._new[j] for j in row.new]
        if len(anchor.quote) >= LONG_ENOUGH and not any(anchor.quote in p.text for p in near):
            elsewhere = [p for p in self._new if anchor.quote in p.text and self._same_place(passage, p)]
            near = elsewhere if len(elsewhere) == 1 else []
        for other in near:
            start = _occurrence(passage.text, anchor.start, other.text, anchor.quote)
            if start >= 0 and self._same_place(passage, other):
                return Carry(anchor=anchor.id, passage=other.id, start=start)
        return None

    def _same_place(self, one: Passage, other: Passage) -> bool:
        if (one.section, one.kind) != (other.section, other.kind):
            return False
        if [name_of(h) for h in one.heading_path[-1:]] != [name_of(h) for h in other.heading_path[-1:]]:
            return False
        return self._headers[0].get(one.group or "", "") == self._headers[1].get(other.group or "", "")


def _headers(passages: Sequence[Passage]) -> dict[str, str]:
    """The header of each table, by group: a row says the same only under the same header."""
    found: dict[str, str] = {}
    for passage in passages:
        if passage.group and passage.kind is PassageKind.TABLE_HEADER:
            found[passage.group] = found.get(passage.group, "") + squeeze(passage.text)
    return found


def _occurrence(before: str, at: int, after: str, quote: str) -> int:
    """Where ``quote`` stands in ``after``: the same occurrence as in ``before``, counted from the start; -1 if none."""
    number, place = before[:at].count(quote), -1
    for _ in range(number + 1):
        following = after.find(quote, place + 1)
        if following < 0:
            return place
        place = following
    return place


def may_replace(one: SourceFacts, other: SourceFacts) -> bool:
    """True for documents of one product, market, class and language, all of them known."""
    facts = [(f.product, f.market, f.document_class, f.language) for f in (one, other)]
    return facts[0] == facts[1] and all((one.product, one.market, one.language))


def shared(old: Sequence[Passage], new: Sequence[Passage]) -> float:
    """Share of the longer passages of the shorter document that the other says word for word, 0 to 1."""
    sides = [
        {squeeze(p.text) for p in side if len(p.text) >= LONG_ENOUGH and p.kind not in _RUNNING} for side in (old, new)
    ]
    least = min(map(len, sides))
    return len(sides[0] & sides[1]) / least if least else 0.0


_HEADING = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.CAPTION, PassageKind.TABLE_HEADER)
_RUNNING = (PassageKind.HEADER, PassageKind.FOOTER)
