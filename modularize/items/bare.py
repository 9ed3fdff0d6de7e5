"""Bare lines below an item or a line that opens them ("7. Factors are:"): the items of a list without bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage, PassageKind
from modularize.sentences.depends import is_bracketed_heading, is_complete, names_below

__all__ = ["with_bare_items"]

_FEWEST, _LONGEST = 3, 90
"""Lines that make such a list; code points of its longest line."""
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_OPENS = han.compile(
    r"(?:包括|如下|[下以]列|以下|因素|情况|情形|症状|表现|患者|者|有|为|是|如)[^。：:；，]{0,12}[：:]\s*$|"
    r"(?:包括|如下)\s*$"
)
_COUNTED = re.compile(r"^\s*[(（]?\d{1,2}[)）.．、]")


def with_bare_items(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which Chinese lines right below an item that opens them are its items, not headings.

    They are three or more without an end, and behind them the list goes on with its next number, or the section ends.
    Without it "overdose of the medicine", one of the causes, heads the instructions on driving behind it.
    """
    found = list(passages)
    _under_openers(found)
    for at, opener in enumerate(found):
        if opener.language != "zh" or opener.kind is not PassageKind.LIST_ITEM or not _OPENS.search(opener.text):
            continue
        lines, after = _lines_below(found, at)
        if len(lines) < _FEWEST or not _goes_on(opener, after):
            continue
        for line in lines:
            update = {"kind": PassageKind.LIST_ITEM, "group": f"bare-{opener.seq}"}
            found[line] = found[line].model_copy(update=update)
    return tuple(found)


_MOST = 6


def _under_openers(found: list[Passage]) -> None:
    """Make lines without a bullet right below such an opener its items: the next item of the list is none of them."""
    for at, opener in enumerate(found):
        if opener.language != "ja" or opener.section != "indications" or not names_below(opener.text):
            continue
        if opener.kind not in (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH):
            continue
        lines = [n for n in _lines_below(found, at)[0] if not names_below(found[n].text)][:_MOST]
        if not lines:
            continue
        found[at] = opener.model_copy(update={"kind": PassageKind.PARAGRAPH, "group": None})
        for line in lines:
            update = {"kind": PassageKind.LIST_ITEM, "group": f"below-{opener.seq}"}
            found[line] = found[line].model_copy(update=update)


def _lines_below(passages: Sequence[Passage], opener: int) -> tuple[list[int], Passage | None]:
    """Places of the lines right below the opener, and the passage behind them."""
    found: list[int] = []
    for at in range(opener + 1, len(passages)):
        passage = passages[at]
        if passage.kind in _EDGE:
            continue
        if not _is_line(passage, passages[opener]):
            return found, passage
        found.append(at)
    return found, None


def _is_line(passage: Passage, opener: Passage) -> bool:
    text = passage.text.strip()
    beside = passage.kind is PassageKind.PARAGRAPH and passage.heading_path == opener.heading_path
    ended = is_complete(text.rstrip("；;")) or text.endswith((":", "：")) or is_bracketed_heading(text)
    return beside and len(text) <= _LONGEST and not ended and not _COUNTED.match(text) and "。" not in text


def _goes_on(opener: Passage, after: Passage | None) -> bool:
    """Does the list of the opener, or another section, begin behind the lines?"""
    if after is None or after.kind in (PassageKind.HEADING, PassageKind.TITLE) or after.section != opener.section:
        return True
    return after.kind is PassageKind.LIST_ITEM or bool(_COUNTED.match(after.text))
