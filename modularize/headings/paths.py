"""The headings of a path by their numbers and brackets: which of them stand over a text, and which beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modularize.draft import Quote

NUMBER = re.compile(r"^[\s＊※*]*(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?[\s　]")
"""The number of a heading below the first level: 2.3 of "2.3 …"."""
_CHAPTER = re.compile(r"[\s＊※*]*(\d{1,2})[.．]")


def of_other_chapter(part: Quote | str, own: str) -> bool:
    """Does a heading bear the number of another chapter than the numbered line under it ("5. …" over "6.3 …")?"""
    held, number = _CHAPTER.match(part if isinstance(part, str) else part.text), NUMBER.match(own)
    return held is not None and number is not None and held.group(1) != re.split(r"[.．]", number.group(1))[0]


_ANGLED_FIRST = re.compile(r"^[\s＊※*]*([〈《＜<])[^〈〉《》＜＞<>]{2,}[〉》＞>]")


def without_siblings(parts: Sequence[Quote | str], own: str) -> list[Quote | str]:
    """The headings over a line in angle brackets without one that opens in the same brackets, and those below that.

    "<A> in combination" ends where the line "<B>" begins, though the layout set only the first as a heading.
    """
    line = _ANGLED_FIRST.match(own)
    if line is None or own[line.end() :].strip():
        return list(parts)
    texts = (part if isinstance(part, str) else part.text for part in parts)
    held = (_ANGLED_FIRST.match(text) for text in texts)
    at = next((at for at, found in enumerate(held) if found and found.group(1) == line.group(1)), len(parts))
    return list(parts[:at])


_BRACKETED = re.compile(r"^[\s＊※*]*([〈【《＜<]).*[〉】》＞>]\s*$")


_ANGLED = re.compile(r"^[\s＊※*]*[〈＜][^〈〉＜＞]*[〉＞]\s*$")
"""A line that says for which disease what follows is told, over numbers as well."""
_TOP_NUMBER = re.compile(r"^[\s＊※*]*(\d{1,2})[.．]?[\s　]+[^\W\d_]")


def _without_strays(path: Sequence[str]) -> list[str]:
    """A path without headings that stand between "2 …" and "2.3 …" and bear no number: they belong to "2.2 …"."""
    found: list[str] = []
    for heading in path:
        if number := NUMBER.match(heading):
            top = re.split(r"[.．]", number.group(1))[0]
            over = [at for at, held in enumerate(found) if (m := _TOP_NUMBER.match(held)) and m.group(1) == top]
            found = [
                h for at, h in enumerate(found) if not over or at <= over[-1] or NUMBER.match(h) or _ANGLED.match(h)
            ]
        found.append(heading)
    return found


def heads_over(path: Sequence[str], text: str) -> list[str]:
    """The headings of a path that stand over a text: no numbered one beside it, of bracketed ones the innermost.

    "11.1.3 …" set as a paragraph stands beside the heading "11.1.2 …" that the layout left over it; "〈A〉" ends where
    "〈B〉" begins.
    """
    path = _without_strays(path)
    own = NUMBER.match(text)
    number = re.split(r"[.．]", own.group(1)) if own else []
    found: list[str] = []
    for heading in path:
        held = NUMBER.match(heading)
        parts = re.split(r"[.．]", held.group(1)) if held else []
        if number and len(parts) > 1 and number[: len(parts)] != parts and number[0] == parts[0]:
            continue
        bracket = _BRACKETED.match(heading)
        if bracket and found and (last := _BRACKETED.match(found[-1])) and last.group(1) == bracket.group(1):
            found.pop()
        found.append(heading)
    return found
