"""A module cut otherwise: pieces of whole sentences that share no words, lose none in silence and stand alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library.models import AnchorRole, LeftOut, LeftOutReason, Passage, PassageKind, Piece
from library.numbers import numbers
from library.text import parts_figure, sentences
from modularize.doubts.doubt import doubt
from modularize.draft import Quote, Segment
from modularize.left_out.exclude import is_reference, too_short, unusable
from modularize.proposals.asked import Item
from modularize.prose import Group, names_study, needs_study
from modularize.sentences.depends import HALF_WIDTH, depends, goes_on, is_stem, says_something

LONGEST = 5000
"""Characters of words that are looked for."""
_OWN_LINE = (PassageKind.LIST_ITEM, PassageKind.TABLE_ROW)
_BRACKETS = ("()", "[]", "〔〕", "「」", "『』", "【】", "{}")
Span = tuple[int, int]


class Refused(Exception):
    """A proposal that breaks a rule: its code, and the rule in words."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def places(text: str, words: str) -> list[Span]:
    """Every place of the words in the text, also overlapping ones; white space counts as white space, however much."""
    parts = words.split()
    if not parts or len(words) > LONGEST:
        return []
    pattern = re.compile("(?=(" + r"\s+".join(map(re.escape, parts)) + "))")
    return [match.span(1) for match in pattern.finditer(text)]


def units_of(item: Item) -> list[Span]:
    """The sentences of a module's body, in its code points; rows and list items are not joined to their neighbours.

    A sentence that a page break parts is one unit.
    """
    body = item.body
    cuts, at = {0, len(body)}, 0
    for quote, follower in pairwise(item.quotes):
        at += len(quote.text) + 1
        lines = [q.passage.kind in _OWN_LINE for q in (quote, follower)]
        if all(lines) or (any(lines) and not goes_on(quote.text, follower.text)):
            cuts.add(at)
    found = []
    for low, high in pairwise(sorted(cuts)):
        part = body[low:high]
        spans = [(0, len(part.rstrip()))] if "\t" in part else sentences(part.replace("\n", " "), item.language)
        found += [(low + start, low + end) for start, end in spans]
    return found


def split_of(
    item: Item, pieces: Sequence[tuple[str, Sequence[str]]], left_out: Sequence[tuple[str, str]]
) -> tuple[tuple[Piece, ...], tuple[LeftOut, ...]]:
    """The pieces, given as words with the words of their context, and what is left out, given as words and reason.

    In the order of the module. Raises Refused: ``proposals.no_split``, ``not_verbatim``, ``ambiguous``,
    ``parted_figure``, ``cuts_sentence``, ``overlap``, ``lost``, ``left_out``, ``depends``, ``says_nothing``, ``study``,
    ``doubtful``, ``sections``.
    """
    if len(pieces) < 2:
        raise Refused("proposals.no_split", "A split has two pieces or more.")
    units = units_of(item)
    taken: set[int] = set()
    cut = [(_take(item, units, taken, text), context) for text, context in pieces]
    dropped = [(_take(item, units, taken, text), reason) for text, reason in left_out]
    for number, (start, end) in enumerate(units):
        if number not in taken and any(c.isalnum() for c in item.body[start:end]):
            raise Refused("proposals.lost", f"No piece holds “{item.body[start:end][:60]}”, and no reason is given.")
    cut.sort(key=lambda pair: pair[0])
    made = tuple(_piece(item, span, context, is_first=span[0] == units[0][0]) for span, context in cut)
    return made, tuple(left for span, reason in sorted(dropped) for left in _left(item, span, reason))


def _take(item: Item, units: Sequence[Span], taken: set[int], text: str) -> Span:
    """The span of whole, still free sentences that are these words; they are taken."""
    start, end = _only(item.body, text)
    if parts_figure(item.body, start, end):
        raise Refused("proposals.parted_figure", f"“{text[:60]}” begins or ends inside a figure.")
    touched = [n for n, (low, high) in enumerate(units) if low < end and start < high]
    if not touched:
        raise Refused("proposals.cuts_sentence", f"“{text[:60]}” is no sentence.")
    low, high = units[touched[0]][0], units[touched[-1]][1]
    if any(c.isalnum() for c in item.body[low:start] + item.body[end:high]):
        raise Refused("proposals.cuts_sentence", f"“{text[:60]}” begins or ends inside a sentence.")
    if taken & set(touched):
        raise Refused("proposals.overlap", f"“{text[:60]}” shares words with another piece.")
    taken.update(touched)
    return low, high


def _only(text: str, words: str) -> Span:
    found = places(text, words)
    if not found:
        raise Refused("proposals.not_verbatim", f"“{words[:60]}” does not stand there.")
    if len(found) > 1:
        raise Refused("proposals.ambiguous", f"“{words[:60]}” stands there more than once.")
    return found[0]


def _piece(item: Item, span: Span, context: Sequence[str], *, is_first: bool) -> Piece:
    """One piece with its anchors. Raises Refused where it could not be read alone."""
    quotes = item.part(*span)
    text = "\n".join(quote.text for quote in quotes)
    beside = [_context(item, words, quotes) for words in context]
    if too_short(text) or unusable(text):
        raise Refused("proposals.says_nothing", f"“{text[:60]}” alone says nothing that could be used.")
    if set(_balance(text)) - set(_balance(item.body)):
        raise Refused("proposals.cuts_sentence", f"“{text[:60]}” opens or closes a bracket that it parts.")
    if is_stem(text):
        raise Refused("proposals.says_nothing", f"“{text[:60]}” opens what would be cut off.")
    if not is_first and not beside and depends(text, item.language):
        raise Refused("proposals.depends", f"“{text[:60]}” refers to words before it, and no context is given.")
    opening = item.body[: span[0]]
    if not beside and names_study(opening) and not any(map(names_study, item.over)) and needs_study(Group([*quotes])):
        raise Refused("proposals.study", f"“{text[:60]}” is a result that would no longer say of which study.")
    if why := doubt(Segment(tuple(quotes), (*item.context, *beside))):
        raise Refused("proposals.doubtful", f"“{text[:60]}” may not be readable alone: {why}.")
    sections = {quote.passage.section for quote in (*quotes, *beside)}
    if len(sections) > 1:
        raise Refused("proposals.sections", "A piece never mixes two sections.")
    origins = [quote.anchor(AnchorRole.ORIGIN) for quote in quotes]
    return Piece(anchors=(*origins, *(quote.anchor(AnchorRole.CONTEXT) for quote in beside)))


def _balance(text: str) -> tuple[str, ...]:
    """The kinds of brackets that are not closed as often as opened."""
    bare = text.translate(HALF_WIDTH)
    return tuple(pair for pair in _BRACKETS if bare.count(pair[0]) != bare.count(pair[1]))


def _context(item: Item, words: str, own: Sequence[Quote]) -> Quote:
    """Whole sentences of one of the module's passages, outside the piece's own words."""
    found = [(passage, span) for passage in item.passages for span in places(passage.text, words)]
    if not found:
        raise Refused("proposals.not_verbatim", f"The context “{words[:60]}” does not stand in the passage.")
    if len(found) > 1:
        raise Refused("proposals.ambiguous", f"The context “{words[:60]}” stands there more than once.")
    passage, (start, end) = found[0]
    low, high = _whole_sentences(passage, start, end, words)
    if any(q.passage.id == passage.id and q.start < high and low < q.end for q in own):
        raise Refused("proposals.overlap", f"The context “{words[:60]}” is the piece's own words.")
    return Quote(passage, low, high)


def _whole_sentences(passage: Passage, start: int, end: int, words: str) -> Span:
    touched = [(low, high) for low, high in sentences(passage.text, passage.language) if low < end and start < high]
    if touched:
        low, high = touched[0][0], touched[-1][1]
        if not any(c.isalnum() for c in passage.text[low:start] + passage.text[end:high]):
            return low, high
    raise Refused("proposals.cuts_sentence", f"The context “{words[:60]}” begins or ends inside a sentence.")


def _left(item: Item, span: Span, reason: str) -> list[LeftOut]:
    """What is left out, quote by quote. Raises Refused for a reason of its own, or words that say something."""
    try:
        stated = LeftOutReason(reason)
    except ValueError:
        raise Refused("proposals.left_out", "There is no such reason to leave words out.") from None
    text = item.body[span[0] : span[1]]
    says_little = is_reference(text) or bool(unusable(text))
    if not says_little and (says_something(text) or numbers(text, item.language)):
        raise Refused("proposals.left_out", f"“{text[:60]}” states something and may not be left out.")
    return [LeftOut(anchor=quote.anchor(AnchorRole.ORIGIN), reason=stated) for quote in item.part(*span)]
