"""Of whom a sentence speaks that follows one on a group of patients in the same item, and names nobody itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.text import sentences
from modularize.draft import Quote, Segment

__all__ = ["whom_before"]

_OF_CARE = (
    "dosage",
    "indications",
    "warnings",
    "boxed_warning",
    "contraindications",
    "interactions",
    "populations",
    "pregnancy",
    "lactation",
    "pediatric",
    "geriatric",
    "renal",
    "hepatic",
    "adverse_reactions",
)
_PEOPLE = (
    r"小児|児童|新生児|乳児|乳幼児|幼児|低出生体重児|未熟児|早産児|学童|青少年|未成年|高齢者|若年者|成人|妊婦|妊産婦|産婦|授乳婦|授乳中|"
    r"女性|男性|患児|患者|症例|被験者|健康人|志願者|のある者|である者|する者|いる者|した者|\d\s?歳"
)
_NAMED = re.compile(_PEOPLE)
_HEAD = re.compile(
    rf"^\W*(?:(?:なお|また|ただし|一方|特に)[、，])?[^。、，]{{0,40}}?(?:{_PEOPLE})[^。、，]{{0,8}}?"
    r"(?:では|には|に対し|に対する|において|における|について|に関し|に投与|に使用|への?|に(?=[、，\u4e00-\u9fff])|は|の場合)"
)
"""A Japanese sentence whose opening says of which patients it speaks."""
_NARROWS = re.compile(r"^\W*(?:ただし|但し)|\d")
"""An opening that takes some patients out of those that stand over it ("ただし、体重50kg未満の成人には")."""
_FARTHEST = 4
_LONGEST = 300


def whom_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The nearest sentence of the same item that opens with a group of patients; () where the words name people.

    A heading or a sentence in the context that names people does so as well, unless the sentence before is on some of
    them only: a limit for light adults is none for all adults. Japanese only: elsewhere such a sentence refers to them
    by a word.
    """
    first = segment.first
    if first.language != "ja" or first.section not in _OF_CARE:
        return ()
    if _NAMED.search(segment.body):
        return ()
    over = "\n".join(segment.context_texts)
    named = set(_NAMED.findall(over))
    for earlier in reversed(before[-_FARTHEST:]):
        if earlier.origin[-1].passage.id != first.id:
            break
        told = _head_within(earlier, first.id) or (earlier.origin if _HEAD.match(earlier.body) else ())
        if told:
            words = "\n".join(quote.text for quote in told)
            head = _HEAD.match(words)
            opening = head[0] if head else ""
            is_narrower = bool(_NARROWS.search(opening)) or not set(_NAMED.findall(opening)) <= named
            is_shown = words in over or (named and not is_narrower)
            return told if len(words) <= _LONGEST and not is_shown else ()
    return ()


def _head_within(earlier: Segment, passage: str) -> tuple[Quote, ...]:
    """The last sentence, behind the first one of a piece and in that item, that opens with a group of patients."""
    for quote in reversed([quote for quote in earlier.origin if quote.passage.id == passage]):
        for start, end in reversed(sentences(quote.text, "ja")):
            is_first = quote is earlier.origin[0] and not quote.text[:start].strip()
            if not is_first and _HEAD.match(quote.text[start:end]):
                return (
                    Quote(
                        quote.passage, quote.start + start, quote.start + start + len(quote.text[start:end].rstrip())
                    ),
                )
    return ()
