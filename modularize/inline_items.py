"""Items that a line of Chinese or Japanese numbers one behind another ("…；2.…；3.…"): each says its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind

__all__ = ["inline_cuts", "is_inline_item"]

_PARTED = re.compile(r"[；;。](?=\s*[（(]?(\d{1,2})[.．、)）]\s*[^\d\s])")
_TIGHT = re.compile(r"(?<=[\u3400-\u9fff)）])[\s　]?(?=(\d{1,2})[.．、]\s?[\u3400-\u9fff《“「])")
"""A number right behind a word, where the source lost its line ends."""
_FIRST = re.compile(r"\s*(?:[^。；;]{2,60}[:：]\s*)?[（(]?1[.．、)）]\s*[^\d\s]")
_OF_LABELS = frozenset(
    ("indications", "contraindications", "warnings", "boxed_warning", "dosage", "interactions", "populations")
)
"""Sections in which each of several circled items forbids, warns or tells something of its own."""


def inline_cuts(passage: Passage) -> list[int]:
    """Places at which the second and later items of the line begin; none where its numbers do not rise by one."""
    if passage.language not in ("zh", "ja"):
        return []
    text = passage.text
    base = _number(passage)
    parted = [(int(m.group(1)), m.end()) for m in _PARTED.finditer(text)]
    if _FIRST.match(text) or base > 1:
        tight = [(int(m.group(1)), m.end()) for m in _TIGHT.finditer(text)]
        if _rises(both := sorted([*parted, *tight], key=lambda pair: pair[1]), base):
            return [at for _, at in both]
    if _rises(parted, base):
        return [at for _, at in parted]
    return _circled(text) if passage.section in _OF_LABELS else []


def is_inline_item(passage: Passage, start: int) -> bool:
    """Does the second or a later item of such a line begin there, behind its number?"""
    numbered = (passage.text[at:start] for at in inline_cuts(passage) if at < start)
    return any(re.fullmatch(r"\s*[（(]?(?:\d{1,2}[.．、)）]|[①-⑳])\s*", words) for words in numbered)


def _circled(text: str) -> list[int]:
    """Where items ② and on begin, of each run that rises from ① and parts all of its items by a sign."""
    cuts: list[int] = []
    signs = [(ord(m.group()) - ord("①") + 1, m.start()) for m in re.finditer("[①-⑳]", text)]
    for at, (number, place) in enumerate(signs):
        run = [place]
        while at + len(run) < len(signs) and signs[at + len(run)][0] == number + len(run):
            run.append(signs[at + len(run)][1])
        if number == 1 and len(run) > 1 and all(text[:end].rstrip()[-1:] in "；;。" for end in run[1:]):
            cuts += [len(text[:end].rstrip()) for end in run[1:]]
    return cuts


def _number(passage: Passage) -> int:
    """The number that the line itself bears: that of an item, else 1."""
    marker = passage.facts.get("marker", "").strip("().．、 （）")
    return int(marker) if passage.kind is PassageKind.LIST_ITEM and marker.isdecimal() else 1


def _rises(found: Sequence[tuple[int, int]], base: int) -> bool:
    numbers = [number for number, _ in found]
    return bool(numbers) and numbers == list(range(base + 1, base + 1 + len(numbers)))
