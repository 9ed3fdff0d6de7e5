"""The last step over a document that is no label: what stands alone is a module, what may not waits for a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from library.models import Passage, PassageKind, SourceFacts
from modularize.doubts.alone import why_not_alone
from modularize.doubts.doubt import NEEDS_PERSON
from modularize.doubts.unlabelled import UNLABELLED, is_guidance, is_piece, is_unlabelled
from modularize.draft import Segment, Segmentation, Skipped
from modularize.headings.sure import Headings
from modularize.headings.whole_title import whole_title
from modularize.items.parts import by_paragraph, in_sentences, items_of, joined
from modularize.items.whole_lines import whole_lines
from modularize.left_out.making import MADE, POINTS, PRICE, RIGHTS, SOURCE, names_price, of_making, tells_approval
from modularize.left_out.people import only_lists
from modularize.left_out.workings import HOW_FOUND
from modularize.sentences.advice import advises
from modularize.sentences.depends import is_complete
from modularize.tables.set_as_text import SET_AS_TEXT, in_tables_as_text
from modularize.tables.sure_rows import is_row, why_unsure

__all__ = ["standing_alone"]

_OPENING = 120
"""Passages in which a guideline says that it is one."""
_HEADING = 120
"""Code points of a line that may be a heading."""
ADVISES = "it advises, in a part that is about the document itself"
TELLS = "it tells a use or a definition, in a part that is about the document itself"
_TELLS = re.compile(
    r"\b(?:is|are|was) (?:indicated|authori[sz]ed|licensed|approved) (?:for|in|to)\b|\bdefined as\b|\bdefinition of\b"
    r"|\b(?:ist|sind) (?:zugelassen|angezeigt|definiert)\b|适用于|适应证为|定义为|定義|に適応",
    re.IGNORECASE,
)
_AROUND = (PassageKind.HEADER, PassageKind.FOOTER)


def standing_alone(cut: Segmentation, facts: SourceFacts, passages: Sequence[Passage]) -> Segmentation:
    """The segmentation; of a document that is no label only with the pieces that show that they stand alone.

    A piece about the document's own making is left out for that reason; one with a doubt is withheld, and the doubt
    goes with it. Documents that are labels, leaflets or promotion are given back as they are.
    """
    if not is_unlabelled(facts, passages):
        return cut
    loose = in_tables_as_text(passages)
    headings = Headings(passages, loose, "" if facts.of_many else whole_title(passages, facts.title))
    body = [p for p in passages if p.kind not in _AROUND]
    before = {p.id: body[at - 1] for at, p in enumerate(body) if at}
    whole = whole_lines(passages)
    guidance = is_guidance(facts, [p.text for p in passages[:_OPENING] if p.kind is PassageKind.HEADING])
    kept: list[Segment] = []
    withheld: list[Segment] = []
    skipped: list[Skipped] = []
    running = _running(passages)
    pieces: list[tuple[Segment, str]] = []
    for part in cut.segments:
        if not is_piece(part):
            kept.append(part)
            continue
        if part.body in running:
            skipped += [Skipped(passage=id, reason=RUNNING) for id in _ids(part)]
            continue
        part = _without_source(part)
        headed = replace(headings.over(part), flags=part.flags | {UNLABELLED})
        pieces += [pair for piece in by_paragraph(headed) for pair in _parted(piece, guidance=guidance)]
    for headed, reason in pieces:
        if reason:
            if reason not in (RIGHTS, SOURCE) and (advises(headed.body) or _TELLS.search(headed.body)):
                doubt = ADVISES if advises(headed.body) else TELLS
                withheld.append(replace(headed, doubt=doubt))
                reason = NEEDS_PERSON + doubt
            skipped += [Skipped(passage=id, reason=reason) for id in _ids(headed)]
            continue
        for piece, why in _judged(headed, lambda part: _doubt(part, loose, before, whole, of_many=facts.of_many)):
            if why:
                withheld.append(replace(piece, doubt=why))
                skipped += [Skipped(passage=id, reason=NEEDS_PERSON + why) for id in _ids(piece)]
            else:
                kept.append(piece)
    return _without_names(
        replace(
            cut,
            segments=tuple(kept),
            skipped=(*cut.skipped, *skipped),
            withheld=tuple(sorted((*cut.withheld, *withheld), key=lambda part: part.first.seq)),
        ),
        passages,
    )


def _without_names(cut: Segmentation, passages: Sequence[Passage]) -> Segmentation:
    """The segmentation without doubts about lines that only name people or places of the document itself."""
    by_id = {passage.id: passage for passage in passages}
    kept: list[Segment] = []
    reasons: dict[str, str] = {}
    for part in cut.withheld:
        why = only_lists(part.body, part.first.heading_path) if is_piece(part) else ""
        if why:
            reasons.update(dict.fromkeys(_ids(part), why))
        else:
            kept.append(part)
    used = {quote.passage.id for part in (*cut.segments, *kept) for quote in part.origin}
    skipped = []
    for skip in cut.skipped:
        passage = by_id.get(skip.passage)
        if skip.needs_person and passage is not None and passage.id not in used and passage.section in _NO_SECTION:
            why = reasons.get(passage.id, "") or only_lists(passage.text, passage.heading_path)
            skip = Skipped(passage=skip.passage, reason=why) if why else skip
        skipped.append(skip)
    return replace(cut, withheld=tuple(kept), skipped=tuple(skipped))


_NO_SECTION = (None, "", "other")


def _running(passages: Sequence[Passage]) -> frozenset[str]:
    """Lines that come three times or more and end without a mark: what a site or a journal prints over its pages."""
    lines = (p.text for p in passages if p.kind is PassageKind.PARAGRAPH and len(p.text) < _HEADING)
    often = {text for text, count in Counter(lines).items() if count >= _OFTEN}
    return frozenset(text for text in often if not is_complete(text) and not advises(text))


RUNNING = "line that stands over several pages of the document"
_OFTEN = 3


def _parted(headed: Segment, *, guidance: bool) -> list[tuple[Segment, str]]:
    """The piece, with the reason why it is about the document alone, or ""; sentences of both kinds are parted."""
    path = [text for text in headed.context_texts if len(text) < _HEADING]
    chapters = [text for text in headed.first.heading_path if len(text) < _HEADING]
    reason = of_making(headed.body, path, guidance=guidance, chapters=chapters)
    if reason in ("", PRICE) and names_price(headed.body) and (items := items_of(headed)):
        return [(item, of_making(item.body, path, guidance=guidance, chapters=chapters)) for item in items]
    if reason not in (MADE, POINTS, HOW_FOUND) or of_making("", path, guidance=guidance, chapters=chapters):
        return [(headed, reason)]
    told = [(part, of_making(part.body, path, guidance=guidance)) for part in in_sentences(headed)]
    runs = [(is_of, [part for part, _ in group]) for is_of, group in groupby(told, key=lambda pair: bool(pair[1]))]
    return [(part, reason if is_of else "") for is_of, parts in runs for part in joined(parts)]


def _judged(part: Segment, doubt_of: Callable[[Segment], str]) -> list[tuple[Segment, str]]:
    """The piece with its doubt, or ""; of a list that has one, or is long, each item with its own."""
    why = doubt_of(part)
    in_doubt = why and why != SET_AS_TEXT
    if (in_doubt or len(part.origin) > _MOST_ITEMS) and (items := items_of(part)):
        return [(item, doubt_of(item)) for item in items]
    return [(part, why)]


_MOST_ITEMS = 3
"""Items of a list that are one module though each says something."""
_LEADING = re.compile(
    r"^\s*[\[(（［][^\[\]()（）］]{0,400}\b(?:19|20)\d\d[^\[\]()（）］]{0,400}[\])）］]\s*[.。;；,]?\s*(?=\S)"
)


def _without_source(part: Segment) -> Segment:
    """The piece without the citation at its head, which is that of the sentence before it."""
    quote = part.origin[0]
    found = _LEADING.match(quote.text)
    if found is None:
        return part
    return replace(part, origin=(replace(quote, start=quote.start + found.end()), *part.origin[1:]))


def _ids(part: Segment) -> list[str]:
    return list(dict.fromkeys(quote.passage.id for quote in part.origin))


def _doubt(
    part: Segment, loose: frozenset[str], before: dict[str, Passage], whole: frozenset[str], *, of_many: bool
) -> str:
    if any(quote.passage.id in loose for quote in part.origin):
        return SET_AS_TEXT
    if is_row(part):
        return why_unsure(part)
    if names_price(part.body) and (advises(part.body) or tells_approval(part.body)):
        return "it names a price: what it recommends has to be parted from that"
    return why_not_alone(part, before, of_many=of_many, whole=whole)
