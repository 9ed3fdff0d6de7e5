"""Regular expressions over medical words in four languages: compiled when first needed, and tried only where one of
their own words stands in the text.

Long lists of alternatives are slow: each is tried at each place. But most texts hold none of the words, and looking for
a plain piece of text is fast. ``WordPattern`` derives from its expression, for each alternative, a piece that any match
must hold, and looks for those first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from library.han import both_scripts, simplified

_LATIN = "[A-Za-zÀ-ÿ0-9_]"
_BOUNDARY = rf"(?:(?<!{_LATIN})(?={_LATIN})|(?<={_LATIN})(?!{_LATIN}))"
_OPENING_BOUNDARY = re.compile(r"(?:(?<=^)|(?<=[|(:]))\\b(?=[A-Za-zÀ-ÿ0-9])")
_CLOSING_BOUNDARY = re.compile(r"(?<=[A-Za-zÀ-ÿ0-9])\\b(?=[|)]|$)")
_QUANTIFIED = "?*{"


class WordPattern:
    r"""A regular expression without regard to case whose ``\b`` stands between Latin letters and Chinese, too.

    It has the methods of ``re.Pattern`` that are used, with the same results.
    """

    def __init__(self, body: str) -> None:
        self.body = body

    @property
    def pattern(self) -> str:
        """The expression as written, to build another one from."""
        return self.body

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        body = _OPENING_BOUNDARY.sub(f"(?<!{_LATIN})", self.body)
        body = _CLOSING_BOUNDARY.sub(f"(?!{_LATIN})", body)
        return re.compile(both_scripts(body.replace(r"\b", _BOUNDARY)), re.IGNORECASE)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Lower-case pieces of which each match holds at least one; empty where that cannot be told."""
        return _pieces(self.body) or ()

    def may_match(self, text: str) -> bool:
        """False where no match can be in ``text``."""
        if not self.pieces:
            return True
        low = text.lower()
        if any(piece in low for piece in self.pieces):
            return True
        return not text.isascii() and (same := simplified(low)) != low and any(piece in same for piece in self.pieces)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.compiled.search(text, start) if self.may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """As ``re.Pattern.findall`` of an expression with at most one group."""
        return self.compiled.findall(text) if self.may_match(text) else []

    def split(self, text: str) -> list[str]:
        """As ``re.Pattern.split`` of an expression without groups."""
        return self.compiled.split(text) if self.may_match(text) else [text]

    def sub(self, new: str, text: str) -> str:
        """As ``re.Pattern.sub``."""
        return self.compiled.sub(new, text) if self.may_match(text) else text


def word_pattern(body: str) -> WordPattern:
    r"""``body`` as a pattern without regard to case; ``\b`` stands between Latin letters and Chinese, too."""
    return WordPattern(body)


# --- what a match must hold -------------------------------------------------------------------------------------------


def _pieces(body: str) -> tuple[str, ...] | None:
    """A piece for each alternative of ``body``; None where one of them has none."""
    found: list[str] = []
    for branch in _branches(body):
        best = _best(branch)
        if best is None:
            return None
        found.extend(best)
    return tuple(dict.fromkeys(found))


def _branches(body: str) -> list[str]:
    """The alternatives of an expression that stand in no group."""
    branches, depth, begin, at = [], 0, 0, 0
    while at < len(body):
        mark = body[at]
        if mark == "\\":
            at += 1
        elif mark == "[":
            at = _class_end(body, at)
        elif mark in "()":
            depth += 1 if mark == "(" else -1
        elif mark == "|" and not depth:
            branches.append(body[begin:at])
            begin = at + 1
        at += 1
    return [*branches, body[begin:]]


def _class_end(body: str, at: int) -> int:
    """Where the character class that opens at ``at`` ends."""
    at += 2 if body[at + 1 : at + 2] in ("]", "^") else 1
    while body[at] != "]":
        at += 2 if body[at] == "\\" else 1
    return at


def _group_end(body: str, at: int) -> int:
    """Where the group that opens at ``at`` ends."""
    depth = 0
    while at < len(body):
        if body[at] == "\\":
            at += 1
        elif body[at] == "[":
            at = _class_end(body, at)
        elif body[at] in "()":
            depth += 1 if body[at] == "(" else -1
            if not depth:
                return at
        at += 1
    return at


_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")


def _best(branch: str) -> tuple[str, ...] | None:
    """The longest plain run of an alternative, or the pieces of a group every match goes through."""
    runs: list[str] = [""]
    groups: list[tuple[str, ...]] = []
    at = 0
    while at < len(branch):
        mark = branch[at]
        end = at
        literal = ""
        if mark == "\\":
            end = at + 1
            literal = "" if branch[end].isalnum() else branch[end]
        elif mark == "[":
            end = _class_end(branch, at)
        elif mark == "(":
            end = _group_end(branch, at)
            opened = _GROUP.match(branch, at)
            if opened and branch[end + 1 : end + 2] not in tuple(_QUANTIFIED):
                inner = _pieces(branch[opened.end() : end])
                groups.extend([inner] if inner else [])
        elif mark not in ".^$|+*?{}":
            literal = mark
        following = branch[end + 1 : end + 2]
        is_sure = bool(literal) and not (following and following in _QUANTIFIED)
        if is_sure:
            runs[-1] += literal
        if not is_sure or following == "+":
            runs.append("")
        at = end + 1
        if following == "{":
            at = branch.index("}", at) + 1
        elif following and following in "?*+":
            at += 1
    options = [*((run.lower(),) for run in runs if _tells(run)), *groups]
    return max(options, key=lambda pieces: min(map(_weight, pieces)), default=None)


def _tells(run: str) -> bool:
    return _weight(run.lower()) >= 2


def _weight(piece: str) -> int:
    """How telling a piece is: a Chinese character counts for two Latin letters; a mere space for none."""
    return sum(2 if char > "\u2fff" else char.isalnum() for char in piece)
