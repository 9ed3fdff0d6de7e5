"""Lines that only open what follows: which are they, and what do they stand over, until another takes their place?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library import han
from library.models import Passage, PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.places import number_of
from modularize.sentences.depends import is_complete, is_stem, reads_as_heading, says_something
from modularize.sentences.leaning import opening

SHORT = 60
"""Code points up to which a line with a colon heads all that follows it; a longer one only what it lists."""
FARTHEST = 6
"""Passages between a sentence and what it refers to."""
_ANNOUNCES = han.compile(
    r"^\W*(?:[^.:]{0,110}[,:] )?(?:the )?following\b[^:]{0,160}\b(?:reported|observed|identified|occurred|"
    r"seen|noted)\b[^:]*$|"
    r"^\W*(?:die )?folgende[nr]?\b[^:]{0,160}\b(?:berichtet|beobachtet|gemeldet|aufgetreten|beschrieben)\b[^:]*$|"
    r"^[^:]{20,260}\b(?:im Anschluss|nachfolgend|im Folgenden|nachstehend)\b[^:]{0,80}"
    r"\b(?:aufgelistet|aufgeführt|dargestellt|zusammengefasst|genannt)\W*$|"
    r"^[^:]{20,260}\b(?:listed|described|presented|summari[sz]ed|given|shown) below\W*$|"
    r"^\W*(?:次|以下|下記)の(?:副作用|症状|事象)[^：]{0,20}(?:あらわれる|報告|認め)[^：]*$|"
    r"^\W*(?:以下|下列)(?:不良反应|不良事件|反应)[^：]{0,60}(?:报告|报道|观察|出现)[^：]*$",
    re.IGNORECASE | re.DOTALL,
)
_ON_WRITING = re.compile(r"記載|記述")
"""Words on how a label is written: no label says them of its reactions."""
_LABELLED = re.compile(r"^[^.。:：\n]{2,90}[:：]")
_OPENS_ITEMS = re.compile(
    r"(?:\b(?:bei|mit|wenn|falls|für|von|durch|nach|unter|in|if|when|with|for|of|by|following|folgende[nrs]?)|如下|以下|下列)\s*[:：]$",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(
    r"\b(?:über|bei|mit|von|für|durch|nach|wie|als|about|of|with|by|for|in|such as|including)\s*[:：]$", re.IGNORECASE
)
OFTEN = han.compile(
    r"\b(?:häufig|gelegentlich|selten|vereinzelt|in Einzelfällen|(?:un)?commonly|(?:in)?frequently|rarely|occasionally|"
    r"(?:un)?common|(?:in)?frequent|rare)\b|常见|常見|罕见|罕見|偶见|偶見|まれに|ときに|頻度",
    re.IGNORECASE,
)
"""Words that say how often a reaction is seen."""


def only_opens(segment: Segment) -> bool:
    """A single sentence that ends in a colon: it names what follows."""
    body = segment.body
    opens = ends_open(body) or (body.rstrip().endswith((";", "；")) and is_stem(body))
    if len(segment.origin) != 1 or not opens or "\t" in body:
        return False
    return len(body) < 400 and len(sentences(body, segment.first.language)) == 1


def is_among_items(segments: Sequence[Segment], at: int) -> bool:
    """A few words with a colon between two items that end in a semicolon: an item too, whatever was set at its end."""
    body = segments[at].body
    if not 0 < at < len(segments) - 1 or not ends_open(body) or len(body) > SHORT or says_something(body):
        return False
    beside = (segments[at - 1], segments[at + 1])
    return all(place(one) == place(segments[at]) and one.body.rstrip().endswith((";", "；")) for one in beside)


def announces(segment: Segment) -> bool:
    """A sentence that says what the following things are and names none of them."""
    first = opening(segment.body, segment.first.language)
    return len(segment.origin) == 1 and len(segment.body) < 500 and bool(_ANNOUNCES.match(first))


def ends_open(text: str) -> bool:
    return text.rstrip().endswith((":", "："))


def opened(segment: Segment, opener: Segment) -> tuple[Segment, Segment | None]:
    """The segment under the line that opened it, while it stands in the same place; else the line is over."""
    announced = announces(opener)
    near = announced or segment.first.seq - opener.first.seq <= FARTHEST
    if announced and _is_below(segment, opener):
        is_row = segment.first.kind is PassageKind.TABLE_ROW or "\t" in segment.body
        return (segment if is_row else replace(segment, context=(*segment.context, *opener.origin))), opener
    if place(segment) != place(opener) or not near or _headed_anew(segment, opener):
        return segment, None
    is_item = bool(_LABELLED.match(segment.body)) or segment.first.kind is PassageKind.LIST_ITEM
    if announced and not is_item:
        return segment, opener
    if len(opener.body) > SHORT and not is_item and not _is_fragment(segment.body):
        return segment, None
    if not announced and not is_item and _is_over(opener, segment):
        return segment, None
    beside = [part for part in segment.context if not (is_label(opener.body) and _labels_before(part, opener.first))]
    return replace(segment, context=(*beside, *opener.origin)), opener


def _is_over(opener: Segment, segment: Segment) -> bool:
    """Is what a sentence about a frequency, or one that breaks off, opened over where the segment begins?

    It ends at a sentence that says by itself how often, and behind the paragraph right below at any whole sentence.
    """
    often = bool(OFTEN.search(opener.body))
    if _is_fragment(segment.body) or not (often or _BREAKS_OFF.search(opener.body.strip())):
        return False
    return segment.first.seq > opener.first.seq + 1 or (often and bool(OFTEN.search(segment.body)))


def _is_below(segment: Segment, opener: Segment) -> bool:
    """Does the segment stand under a heading below the one that the opener is the first line of?"""
    path = opener.first.heading_path
    heading = opener.context[-1] if opener.context else ""
    if _ON_WRITING.search(segment.body):
        return False
    if not isinstance(heading, Quote) or heading.passage.seq != opener.first.seq - 1:
        return False
    inner = segment.first.heading_path
    return segment.first.section == opener.first.section and len(inner) > len(path) > 0 and inner[: len(path)] == path


def _headed_anew(segment: Segment, opener: Segment) -> bool:
    """Does an item or a name behind the line that opened head the segment? What that opened is over."""
    heads = [part.passage for part in segment.context[-1:] if isinstance(part, Quote)]
    is_item = opener.first.kind is PassageKind.LIST_ITEM
    if is_item and 0 < number_of(opener.first) < number_of(segment.first):
        return True  # "5. …" is none of what "4. …:" opened
    if any(head.seq > opener.first.seq and _is_title(head) for head in heads):
        return True
    named = any(
        names(part) and part.passage.seq > opener.first.seq for part in segment.context[-1:] if isinstance(part, Quote)
    )
    return named or (
        is_item and any(head.kind is PassageKind.LIST_ITEM and head.seq > opener.first.seq for head in heads)
    )


def _is_title(head: Passage) -> bool:
    """Is a part of the context a numbered title ("3. …"), which stands beside what was told before it?"""
    words = head.text.strip()
    return head.kind is PassageKind.LIST_ITEM and number_of(head) > 0 and not words.endswith((":", "：", ".", "。"))


def _is_fragment(text: str) -> bool:
    """Does a text go on with a sentence or a list: lower case, a figure or nothing stated?"""
    return not text[:1].isupper() or not (is_complete(text) and says_something(text))


def names(part: Quote | str) -> bool:
    """Is a part of the context only a name with a colon ("Elimination:"), which opens no list and says nothing?"""
    text = part if isinstance(part, str) else part.text
    bare = text.strip()
    return bare.endswith((":", "：")) and reads_as_heading(bare[:-1]) and not _OPENS_ITEMS.search(bare)


def is_label(text: str) -> bool:
    """A short line that names something with a colon, in whatever case it begins ("central stimulants:")."""
    bare = text.strip()
    ends = bare.endswith((":", "：")) and len(bare) <= SHORT
    return ends and not says_something(bare) and not _OPENS_ITEMS.search(bare)


def _labels_before(part: Quote | str, line: Passage) -> bool:
    """Is a part of the context such a line above ``line``, under the same heading? The lower one takes its place."""
    return isinstance(part, Quote) and is_label(part.text) and part.passage.seq < line.seq and names(part)


def place(segment: Segment) -> tuple[str | None, tuple[str, ...]]:
    return segment.first.section, segment.first.heading_path
