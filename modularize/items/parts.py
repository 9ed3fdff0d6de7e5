"""A piece parted where it may be: a list into its items, running text into its sentences. Each is a piece of its own.

What is said of one part is said of that part alone: an item that points back, or a sentence on how a document was made,
takes no other with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from library.models import PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.items.whole_lines import tells
from modularize.sentences.advice import advises
from modularize.sentences.depends import depends, is_complete, is_stem, says_something

__all__ = ["by_paragraph", "in_sentences", "items_of", "joined", "speaks"]

_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_LEAST_WORDS, _LEAST_SIGNS, _LEAST_NAMED = 5, 9, 26
_CASE = re.compile(
    r"^\W*(?:if|when|where|in|for|with|during|after|before|unless|patients?|people|adults|children|bei|wenn|falls|für|"
    r"nach|vor)\b|^\W*(?:对于?|如果?|若|当)|(?:场合|場合|時|患者|者|时)(?:は|には)?\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""An opening that says of whom or when what it opens is true."""


def speaks(text: str) -> bool:
    """Does a line say or advise something by itself, in words enough?"""
    if len(text) >= _LEAST_NAMED and _CJK.search(text) and tells(text):
        return True
    signs = len(_CJK.findall(text))
    enough = signs >= _LEAST_SIGNS if signs else len(re.findall(r"[^\W\d_]{2,}", text)) >= _LEAST_WORDS
    return enough and (advises(text) or says_something(text))


def items_of(part: Segment) -> tuple[Segment, ...]:
    """The items of a piece that is a list, each with the context of the list; () where they are no statements, or
    where a sentence opens them that they belong to.

    An item that ends in a colon opens what follows: it stands over the next one, and over all behind it if it says when
    or of whom they are true, or only names them.
    """
    items = part.origin
    if is_stem(items[0].text) and items[0].passage.kind is not PassageKind.LIST_ITEM:
        return ()  # "Offer a lower dose if any of the following apply:" is one recommendation with its cases
    if len(items) < 2 or any(quote.passage.kind is not PassageKind.LIST_ITEM for quote in items):
        return ()
    own = [quote for quote in items if not is_stem(quote.text)]
    if len(own) < 2 or sum(speaks(quote.text) for quote in own) * 5 < len(own) * 4:
        return ()
    return tuple(_under_openers(part, part.context, items))


def _under_openers(part: Segment, context: tuple[Quote | str, ...], items: Sequence[Quote]) -> list[Segment]:
    found: list[Segment] = []
    over: Quote | None = None
    opened = True
    for quote in items:
        if is_stem(quote.text):
            over, opened = quote, True
            continue
        language = quote.passage.language
        if not opened and language in ("zh", "ja") and depends(quote.text, language):
            found[-1] = replace(found[-1], origin=(*found[-1].origin, quote))  # of what it says, the one before tells
            continue
        opened = False
        found.append(replace(part, origin=(quote,), context=(*context, over) if over is not None else context))
        over = over if over is not None and (_CASE.search(over.text) or _is_label(over.text)) else None
    return found


def _is_label(text: str) -> bool:
    """Is an opening only the name of what stands below it?"""
    signs = len(_CJK.findall(text))
    return signs < _LABEL_SIGNS if signs else len(text.split()) < _LABEL_WORDS


_LABEL_SIGNS, _LABEL_WORDS = 16, 7


def by_paragraph(part: Segment) -> tuple[Segment, ...]:
    """The paragraphs of a piece of several, each whole, as pieces of their own; the last sentence of one stands with
    the next. Any other piece is given back.
    """
    kinds = {quote.passage.kind for quote in part.origin}
    whole = all(is_complete(quote.text) for quote in part.origin[:-1])
    speaking = all(len(quote.text) > _LEAST_NAMED and quote.text[:1] not in "[(（［" for quote in part.origin)
    if len(part.origin) < 2 or kinds != {PassageKind.PARAGRAPH} or not (whole and speaking) or "\t" in part.body:
        return (part,)
    found, context = [], part.context
    for quote in part.origin:
        found.append(replace(part, origin=(quote,), context=context))
        spans = sentences(quote.text, quote.passage.language)
        start, end = spans[-1] if spans else (0, quote.end - quote.start)
        context = (*part.context, Quote(quote.passage, quote.start + start, quote.start + end))
    return tuple(found)


def in_sentences(part: Segment) -> tuple[Segment, ...]:
    """The sentences of a piece of running text, each with its context; a row, or one sentence, is given back."""
    if "\t" in part.body.strip():
        return (part,)
    places, at = [], 0
    for quote in part.origin:
        places.append((at, at + len(quote.text), quote))
        at += len(quote.text) + 1
    found = []
    for start, end in sentences(part.body.replace("\n", " "), part.first.language):
        quotes = tuple(
            Quote(quote.passage, quote.start + max(0, start - low), quote.start + min(end, high) - low)
            for low, high, quote in places
            if max(start, low) < min(end, high)
        )
        if quotes:
            found.append(replace(part, origin=quotes))
    return tuple(found) or (part,)


def joined(parts: Sequence[Segment]) -> list[Segment]:
    """Sentences that stand one behind the other as one piece again."""
    found: list[list[Segment]] = [[part] for part in parts[:1]]
    for before, part in pairwise(parts):
        last, first = before.origin[-1], part.origin[0]
        gap = first.start - last.end
        if last.passage.id == first.passage.id and 0 <= gap <= 2:
            found[-1].append(part)
        else:
            found.append([part])
    return [replace(group[0], origin=_merged([q for part in group for q in part.origin])) for group in found]


def _merged(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    for quote in quotes:
        if kept and kept[-1].passage.id == quote.passage.id:
            kept[-1] = replace(kept[-1], end=quote.end)
        else:
            kept.append(quote)
    return tuple(kept)
