"""A heading set as two, its second line smaller or apart: "4.2 Posology and method of" over "administration"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library.models import Passage, PassageKind

__all__ = ["halves_shown", "with_whole_headings"]

_WAITS = re.compile(
    r"[^\W\d_] (?:der|die|das|den|dem|des|eine[rnms]?|und|oder|sowie|von|vom|zur|zum|für|the|an?|of|and|or|for)$"
)
"""No heading ends so."""
_ASKS = re.compile(r"^[\W\d]*(?:What|How|Which|When|Where|Was|Wie|Wann|Wo)", re.IGNORECASE)
"""A question may end so: "What it is used for"."""
_SECOND = re.compile(r"[^\W\d_][^:：.!?]*")
_WORDS = 4
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)


def with_whole_headings(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; those under a heading that its second line ends stand under both lines as one heading."""
    body = [passage for passage in passages if passage.kind not in _EDGE]
    halves = {one.seq: (one, two) for one, two in pairwise(body) if _are_halves(one, two)}
    if not halves:
        return passages
    made: list[Passage] = []
    held: dict[tuple[str, ...], tuple[str, str]] = {}
    for passage in passages:
        path = passage.heading_path
        for over, (first, second) in held.items():
            if path[: len(over)] == over and (path, passage.text) != (over, second):
                rest = path[len(over) :]
                path = (*over[:-1], f"{first} {second}", *(rest[1:] if rest[:1] == (second,) else rest))
                break
        made.append(passage if path == passage.heading_path else passage.model_copy(update={"heading_path": path}))
        if passage.kind is PassageKind.HEADING:
            over = (*passage.heading_path, passage.text)
            held = {key: value for key, value in held.items() if key != over}
            if passage.seq in halves:
                held[over] = (passage.text.rstrip(), halves[passage.seq][1].text.strip())
    return made


def halves_shown(passages: Sequence[Passage], shown: set[str]) -> set[str]:
    """The texts of headings that, with the other line of theirs, are among the texts ``shown``."""
    body = [passage for passage in passages if passage.kind not in _EDGE]
    pairs = [(one.text.strip(), two.text.strip()) for one, two in pairwise(body) if _are_halves(one, two)]
    return {text for pair in pairs if " ".join(pair) in shown for text in pair}


def _are_halves(one: Passage, two: Passage) -> bool:
    kinds = one.kind is PassageKind.HEADING is two.kind and one.section == two.section
    below = two.heading_path in (one.heading_path, (*one.heading_path, one.text))
    is_end = bool(_SECOND.fullmatch(two.text.strip())) and len(two.text.split()) <= _WORDS
    return kinds and below and is_end and bool(_WAITS.search(one.text.rstrip())) and not _ASKS.match(one.text)
