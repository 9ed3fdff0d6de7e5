"""Numbered and lettered lines that a layout gives as items of a list, though each heads what follows it.

"2. Combination therapy", "b) Children from 2 to 12 years" over paragraphs: a dose below them is told for these alone.
They hold until the next number or letter, or the next section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from library.models import Passage, PassageKind
from modularize.draft import Quote, whole
from modularize.sentences.depends import is_complete, is_stem, says_something

_COUNT = re.compile(r"^\W*(?:(\d{1,2})[.)]|([a-h])[.)])\s*")
_AROUND = (PassageKind.HEADER, PassageKind.FOOTER)
_TEXT = (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH)
_SECTIONS = ("dosage",)
_LONGEST = 90
_DOSE = re.compile(r"\d\s?(?:mg|g|µg|μg|ml|I\.?E\.?)\b")


class Outline:
    """The counted lines of a document that head what follows them.

    Only where doses are told: elsewhere a lone item is what its section lists.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._over: dict[int, tuple[Passage, ...]] = {}
        self._lines: set[int] = set()
        body = [p for p in passages if p.kind not in _AROUND]
        open_: dict[str, Passage] = {}
        section: str | None = None
        for passage, follower in zip_longest(body, body[1:]):
            if passage.section != section:
                open_, section = {}, passage.section
            if section not in _SECTIONS:
                continue
            form = _form(passage)
            if form:
                open_ = {} if form == "1" else {key: held for key, held in open_.items() if key == "1"}
                if _heads(passage, follower, form):
                    open_[form] = passage
                    self._lines.add(passage.seq)
                    continue
            if open_:
                self._over[passage.seq] = tuple(open_[key] for key in ("1", "a") if key in open_)

    def heads(self, passage: Passage) -> bool:
        """Is the passage one of the lines?"""
        return passage.seq in self._lines

    def over(self, passage: Passage, parts: Sequence[Quote | str]) -> list[Quote | str]:
        """The headings over a passage with the lines that stand over it, each where it comes in reading order."""
        made = list(parts)
        for line in self._over.get(passage.seq, ()):
            if not any((part if isinstance(part, str) else part.text).endswith(line.text.strip()) for part in made):
                at = sum(isinstance(part, str) or part.passage.seq < line.seq for part in made)
                made.insert(at, whole(line))
        return made


def _form(passage: Passage) -> str:
    """``"1"`` or ``"a"`` for what a passage is counted by; "" where it bears no count."""
    match = _COUNT.match(f"{passage.facts.get('marker', '')} {passage.text}")
    return ("1" if match[1] else "a") if match else ""


def _heads(passage: Passage, follower: Passage | None, form: str) -> bool:
    """Is a counted line a name over something else than the next item of its count?"""
    text = passage.text.strip()
    if passage.kind not in _TEXT or follower is None or follower.section != passage.section or len(text) > _LONGEST:
        return False
    states = is_complete(text) or is_stem(text) or says_something(text) or bool(_DOSE.search(text))
    return not states and text[:1].isalnum() and _form(follower) != form
