"""How often a reaction is seen: one class holds at a time; a line that says that nobody knows ends the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Quote
from modularize.headings.lines import FREQUENCY
from modularize.places import is_below

UNKNOWN = han.compile(
    r"\bfrequency\b[^.;:]{0,70}\b(?:cannot be (?:estimated|determined|established)|not known|unknown)\b|"
    r"\b(?:un)?known frequency\b|\bHäufigkeit\b[^.;:]{0,70}\b(?:nicht (?:bekannt|abschätzbar|abgeschätzt|bestimm\w+)|"
    r"unbekannt)\b|频率(?:未知|不明|不详)|发生率(?:未知|不明|不详)|頻度(?:は)?不明",
    re.IGNORECASE,
)
"""Words over reactions of which nobody knows how often they are seen."""
_WITH_SHARE = re.compile(
    r"\b(?:common|rare|frequent|häufig|selten|gelegentlich)\W{1,3}[^():]{0,60}\b1 (?:in|von|out of) \d", re.IGNORECASE
)
"""A class of frequency behind other words ("Other side effects include Very common (… 1 in 10 people):")."""
_LINE = 120
_OPENING = 260
_HEADS = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.PARAGRAPH, PassageKind.TABLE_ROW)


def opens_unknown(passage: Passage, follower: Passage | None) -> bool:
    """Does a paragraph open, with a colon, reactions below it of which nobody knows how often they are seen?"""
    text = passage.text.strip()
    opens = text.endswith((":", "：")) and len(text) <= _OPENING and bool(UNKNOWN.search(text))
    over = follower is not None and follower.kind is PassageKind.PARAGRAPH and is_below(follower, passage)
    return opens and over


def one_frequency(context: Sequence[Quote | str], origin: Sequence[Quote]) -> tuple[Quote | str, ...]:
    """The context without lines of a class of frequency that a later one, or one in the words, takes the place of.

    Which is the later one the document says, not the order of the context: what a line leans on may stand behind it.
    """
    told = [at for at, part in enumerate(context) if _tells(part)]
    last = max(told, key=lambda at: (_place(context[at]), at), default=-1)
    listed = range(told[0], told[-1]) if told else range(0)
    told += [at for at in listed if _is_item(context[at])]
    told += [at for at in range(len(context)) if at not in told and _is_of_class_before(context, at, told, last)]
    kept = {last} if last >= 0 else set[int]()
    if any(UNKNOWN.search(quote.text) and quote.text.rstrip().endswith((":", "：")) for quote in origin):
        kept = set()
    return tuple(part for at, part in enumerate(context) if at not in told or at in kept)


def _place(part: Quote | str) -> int:
    """Where a part stands in the document; a heading known by its words alone stands over all others."""
    return -1 if isinstance(part, str) else part.passage.seq


def _is_of_class_before(context: Sequence[Quote | str], at: int, told: Sequence[int], last: int) -> bool:
    """Is a part an item between a class that is over and the one that holds, as the document is read?"""
    part = context[at]
    over = [_place(context[other]) for other in told if other != last and _tells(context[other])]
    return _is_item(part) and any(0 <= place < _place(part) < _place(context[last]) for place in over)


def _is_item(part: Quote | str) -> bool:
    """An item of the list that another class opened, between that class and the next."""
    return not isinstance(part, str) and part.passage.kind is PassageKind.LIST_ITEM


def _tells(part: Quote | str) -> bool:
    text = (part if isinstance(part, str) else part.text).strip()
    if UNKNOWN.search(text):
        return text.endswith((":", "：")) or len(text) <= _LINE
    is_line = len(text) <= _LINE and "\t" not in text and not text.endswith((".", "。"))
    is_class = bool(FREQUENCY.match(text) or _WITH_SHARE.search(text))
    return is_line and (isinstance(part, str) or part.passage.kind in _HEADS) and is_class
