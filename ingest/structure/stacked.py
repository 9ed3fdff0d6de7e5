"""Headings that stand directly under one of their own look: which of them are a level deeper, and how far.

``Capsules 50 mg`` over ``Adults`` over a dose: by looks both are equal, and the first would be closed at once.
What stands over another heading and over no words of its own heads it. How far it reaches is told by what recurs:
where the next stacked heading has the same headings below it (``Adults``, ``Children``, ``How to use``), those belong
to each; the first that none of the others has, and no shared one follows, stands for itself again. With nothing shared
only the heading directly below is deeper, since a dose must not stand under another form's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading import Block
from ingest.sections.assign import heading_number, known_heading, opens_part
from library.models import PassageFlag, PassageKind

__all__ = ["with_stacked"]

_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)
_LONGEST = 120
_MOST = 500
"""Headings of one level under one heading that are looked at."""
_LETTERED = re.compile(r"[【〔［\[(]|[A-Z]\.\s|[•●▪■◆]")
"""Headings that their own mark places."""


_MARKED = re.compile(r"\s*[•●▪■◆‣]\s*[^\W\d_]")
"""A heading set as an item."""


def with_stacked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings under one of their own level made a level deeper, as far as it reaches."""
    made = _with_marked(blocks)
    blocks = list(made)
    heads = [i for i, b in enumerate(blocks) if b.level and PassageFlag.HIDDEN not in b.flags]
    if len(heads) > 5000 or any(b.slide is not None for b in blocks) or any(blocks[i].section for i in heads):
        return made  # slides have one heading each; labels in XML say the depth of theirs
    runs = [([i for i in heads if first <= i < last], last) for first, last in _runs(heads, blocks)]
    names = frozenset(
        name_of(blocks[p]) for run, last in runs for p, _, shared in _reaches(run, blocks, last) if shared
    )
    for run, last in runs:
        for parent, end, _ in _reaches(run, blocks, last, names):
            for at in range(parent + 1, end):
                if made[at].level:
                    made[at] = replace(made[at], level=made[at].level + 1)
    return made


def _with_marked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings set as items ("• After surgery") below the heading without a mark that they stand under.

    By looks both are equal, and the first item would close what heads them all.
    """
    made: list[Block] = []
    plain, shifted = 0, 0
    for block in blocks:
        if not block.level or block.slide is not None or PassageFlag.HIDDEN in block.flags:
            made.append(block)
            continue
        if _MARKED.match(block.text) and block.level == plain:
            shifted = plain
            made.append(replace(block, level=block.level + 1))
            continue
        if block.level <= plain or not plain or not shifted:
            plain, shifted = (block.level, 0) if not _MARKED.match(block.text) else (0, 0)
            made.append(block)
            continue
        made.append(replace(block, level=block.level + 1))
    return made


def _runs(heads: Sequence[int], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Stretches of headings of one level (and deeper) that nothing above that level parts, where one stands stacked."""
    found, done = list[tuple[int, int]](), -1
    for one, two in pairwise(heads):
        if one <= done or not _stacked(one, two, blocks):
            continue
        level = blocks[one].level
        last = next((i for i in heads if i > two and blocks[i].level < level), len(blocks))
        first = one
        for i in reversed([i for i in heads if i < one]):
            if blocks[i].level < level or i <= done:
                break
            first = i
        found.append((first, last))
        done = last - 1
    return found


def _stacked(one: int, two: int, blocks: Sequence[Block]) -> bool:
    """True where the heading ``two`` follows ``one`` directly, looks like it and is no second line of it."""
    above, below = blocks[one], blocks[two]
    between = [b for b in blocks[one + 1 : two] if b.kind not in _ASIDE]
    if between or above.level != below.level or PassageKind.TITLE in (above.kind, below.kind):
        return False
    return all(_plain(b.text) for b in (above, below)) and not below.text[:1].islower()


def _plain(text: str) -> bool:
    """True for a heading that no label layout and no number places."""
    known = known_heading(text) or opens_part(text) or heading_number(text)[0] or _LETTERED.match(text)
    return not known and len(text) <= _LONGEST


def _reaches(
    heads: Sequence[int], blocks: Sequence[Block], last: int, names: frozenset[str] = frozenset()
) -> list[tuple[int, int, bool]]:
    """``(parent, first block it does not reach, has headings that others have)`` of the stacked ones of one level.

    ``names``: those that head the same headings elsewhere; where several of them follow, each reaches to the next.
    """
    level = min(blocks[i].level for i in heads)
    peers = [i for i in heads if blocks[i].level == level][:_MOST]
    parents = [a for a, b in pairwise(peers) if _stacked(a, b, blocks)]
    parents = [p for n, p in enumerate(parents) if n == 0 or _before(p, peers) != parents[n - 1]]
    named = [i for i in peers if name_of(blocks[i]) in names]
    if len({name_of(blocks[i]) for i in named}) > 1:
        parents = sorted({*parents, *named})
    if not parents:
        return []  # they stand behind those that are looked at
    found = []
    spans = [(p, [i for i in peers if p < i < end], end) for p, end in zip(parents, [*parents[1:], last], strict=True)]
    below = [{name_of(blocks[i]) for i in children} for _, children, _ in spans]
    for n, (parent, children, end) in enumerate(spans):
        others = set[str]().union(*below[:n], *below[n + 1 :])
        shared = [k for k, i in enumerate(children) if name_of(blocks[i]) in others]
        whole = parent in named and n + 1 < len(spans) and parents[n + 1] in named
        direct = bool(children) and _stacked(parent, children[0], blocks)
        reached = len(children) if whole else max(shared, default=-1) + 1 or int(direct)
        if not shared and not whole and _is_pair(children, blocks):  # "Usual dose", "Adults", "Mild infections"
            reached = 2
            found.append((children[0], children[2] if len(children) > 2 else end, False))
        found.append((parent, children[reached] if reached < len(children) else end, bool(shared)))
    return found


def _is_pair(children: Sequence[int], blocks: Sequence[Block]) -> bool:
    """True where the first stands directly over the second, and this over words of its own."""
    if len(children) < 2 or not _stacked(children[0], children[1], blocks):
        return False
    return len(children) == 2 or not _stacked(children[1], children[2], blocks)


def _before(head: int, peers: Sequence[int]) -> int:
    """The heading right before ``head`` among its peers: of three in a row only the first heads the others."""
    at = peers.index(head)
    return peers[at - 1] if at else -1


def name_of(block: Block) -> str:
    """The words of a heading by which it is known again: folded, without a colon at the end."""
    return " ".join(block.text.casefold().split()).strip(" :：")
