"""A piece made elsewhere into lines that can be checked: what it claims, sentence by sentence, and what claims nothing.

The piece is cut by the same rules as the library's own documents, so that a claim meets its module in the same shape.
Unlike there, nothing is left out: what became no module is listed with the reason, and what only looks like a heading
or a note but states a result, promises something or is said by the speaker is checked like any claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from library.evidence_language import claims_language, intervals
from library.evidence_terms import BENEFIT, endpoints
from library.models import (
    Finding,
    Module,
    ModuleContent,
    ModuleKind,
    Passage,
    PassageFlag,
    PassageKind,
    PieceLine,
    Severity,
    SourceFacts,
)
from library.numbers import NumberKind, numbers
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.left_out.exclude import unusable
from modularize.linking.link import compare
from modularize.linking.near import Claim, claim_of
from modularize.segment import segment
from modularize.sentences.depends import is_complete, says_something
from modularize.tagging.tag import Vocabulary, to_draft

CONTEXT = "kept as context of what stands below it"
_RESULTS = (NumberKind.PERCENT, NumberKind.RATIO, NumberKind.P_VALUE, NumberKind.POINTS, NumberKind.PART)
_DOSES = (NumberKind.DOSE, NumberKind.FREQUENCY)
_SETTLED = (PassageKind.REFERENCE, PassageKind.COMMENT)
"""Kinds that claim nothing whatever their words; only what no source could justify is looked for in them."""
_EXPLAINS = re.compile(r"\W*(?:[†‡§¶*＊#\d\u00b9\u00b2\u00b3\u2070-\u2079]|[A-Za-z][\w/-]{0,9}\s?[,=:：，])")
"""How a note begins that explains: a mark, the number of a reference, an abbreviation."""
_SENTENCE = 25
"""Characters from which small print that ends like a sentence is taken for one."""
_AT_THE_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_LETTER = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2089]")
_MARKS = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u2079]+(?=[^\s\u00b2\u00b3\u00b9\u2070-\u2079])")
_FLAT = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class _Claim:
    """A segment's sentence: where its words stand in each passage."""

    unit: int
    segment: Segment
    text: str
    quotes: tuple[Quote, ...]


def lines_of(passages: Sequence[Passage], facts: SourceFacts, vocabulary: Vocabulary) -> list[PieceLine]:
    """Every line of the piece in reading order, numbered from 1; each word of it stands in some line."""
    cut = segment(passages)
    reasons: dict[str, str] = {skip.passage: skip.reason for skip in cut.skipped}
    claims = [claim for unit, part in enumerate(cut.segments, 1) for claim in _claims(unit, part)]
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    begins: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        begins[claim.quotes[0].passage.id].append(claim)
        for quote in claim.quotes:
            taken[quote.passage.id].append((quote.start, quote.end))
    drafts = {unit: to_draft(part, facts, vocabulary).content for unit, part in enumerate(cut.segments, 1)}
    spare = len(cut.segments)
    charts: set[str] = set()
    found: list[PieceLine] = []
    for passage in passages:
        parts: list[_Claim | Quote] = [*begins[passage.id], *_left(passage, taken[passage.id])]
        for part in sorted(parts, key=lambda part: (part.quotes[0] if isinstance(part, _Claim) else part).start):
            if isinstance(part, _Claim):
                content = drafts[part.unit]
                line = _line(len(found) + 1, part.text, part.quotes, facts).model_copy(
                    update={
                        "context": content.context,
                        "unit": part.unit,
                        "kind": content.kind,
                        "product": content.product,
                    }
                )
            else:
                spare += 1
                line = _other(len(found) + 1, spare, part, reasons.get(passage.id, CONTEXT), facts, vocabulary)
                if PassageFlag.CHART_DATA in passage.flags and (passage.group or passage.id) not in charts:
                    charts.add(passage.group or passage.id)
                    line = line.model_copy(update={"chart": tuple(sorted(passage.facts.items()))})
            found.append(line)
    return found


def contradicts(line: PieceLine, module: Module) -> Finding | None:
    """The same claim with another figure than in the module, told by study, endpoint, group and interval."""
    code = "check.conflicting_figure"
    content = module.content
    for estimate, low, high in intervals(line.text, line.language):
        for other, from_, to in intervals(content.body, content.language):
            if (low.value, high.value) == (from_.value, to.value) and estimate.value != other.value:
                message = f"The same interval belongs to “{other.text}” there, to “{estimate.text}” here."
                return Finding(
                    code=code,
                    severity=Severity.BLOCKING,
                    message=message,
                    words=estimate.text,
                    source_words=other.text,
                    related=(module.id,),
                )
    found = compare(_claim_of(line, content.market), _claim_of_module(module))
    if found is None or found.code != "modularize.conflict":
        return None
    return found.model_copy(update={"code": code, "subject": "", "related": (module.id,)})


@lru_cache(maxsize=4096)
def _claim_of(line: PieceLine, market: str) -> Claim:
    content = ModuleContent(
        kind=line.kind or ModuleKind.DESCRIPTION,
        body=line.text,
        context=line.context,
        language=line.language,
        market=market,
        product=line.product,
    )
    never = datetime.min.replace(tzinfo=UTC)
    return claim_of(Module(id="", lineage="", parent=None, version=1, content=content, author="", created_at=never))


@lru_cache(maxsize=8192)
def _claim_of_module(module: Module) -> Claim:
    return claim_of(module)


def _claims(unit: int, part: Segment) -> Iterator[_Claim]:
    """The sentences of a segment; a row is one, and so are words that a page, a list or a layout parted."""
    body, places, at = part.body, [], 0
    for quote in part.origin:
        places.append((at, at + len(quote.text), quote))
        at += len(quote.text) + 1
    language = part.first.language
    flat = body.replace("\n", " ")
    spans = [(0, len(body))] if "\t" in body else _with_marks(flat, sentences(flat, language))
    for start, end in spans:
        quotes = tuple(
            Quote(quote.passage, quote.start + max(0, start - low), quote.start + min(end, high) - low)
            for low, high, quote in places
            if max(start, low) < min(end, high)
        )
        if quotes:
            yield _Claim(unit, part, _FLAT.sub(" ", body[start:end]).strip(), quotes)


def _with_marks(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans; marks and raised reference numbers at the beginning of one, or all of it, go to the one before."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        marks = _MARKS.match(text, start, end)
        if joined and marks:
            joined[-1], start = (joined[-1][0], marks.end()), marks.end()
        if joined and not _LETTER.search(text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _left(passage: Passage, taken: Sequence[tuple[int, int]]) -> Iterator[Quote]:
    """The sentences of a passage of which no claim holds the larger part, and words behind the last claim in others; of
    a row or title what no claim holds."""
    text = passage.text
    if "\t" in text or passage.kind in (PassageKind.TITLE, PassageKind.HEADING):
        if not taken and text.strip():
            yield Quote(passage, 0, len(text))
            return
        at = 0
        for low, high in [*sorted(taken), (len(text), len(text))]:
            if any(character.isalnum() for character in text[at : max(at, low)]):
                yield Quote(passage, at, low)
            at = max(at, high)
        return
    for start, end in _with_marks(text, sentences(text, passage.language)):
        covered = sum(max(0, min(end, high) - max(start, low)) for low, high in taken)
        if covered * 2 < end - start and passage.text[start:end].strip():
            yield Quote(passage, start, end)
            continue
        held = [high for low, high in taken if low < end and high > start]
        last = max(held, default=end)
        if any(character.isalnum() for character in text[last:end]):  # a counter behind the last full stop, "… 2."
            yield Quote(passage, last, end)


def _line(number: int, text: str, quotes: Sequence[Quote], facts: SourceFacts) -> PieceLine:
    first = quotes[0].passage
    boxes = [pair for quote in quotes for pair in quote.passage.locator.boxes_of(quote.start, quote.end)]
    locator = first.locator
    page = boxes[0][0] if boxes else locator.page or locator.slide
    notes = "notes" if PassageFlag.SPEAKER_NOTES in first.flags else ""
    return PieceLine(
        number=number,
        text=text,
        language=first.language or facts.language,
        page=page,
        boxes=tuple(box for where, box in boxes if where == page),
        place=" · ".join(part for part in (notes, locator.sheet, locator.path) if part),
    )


def _other(number: int, unit: int, quote: Quote, reason: str, facts: SourceFacts, vocabulary: Vocabulary) -> PieceLine:
    """A line that became no module: a claim all the same, or listed with the reason."""
    line = _line(number, _FLAT.sub(" ", quote.text).strip(), [quote], facts)
    if not _claims_all_the_same(quote, line.text):
        return line.model_copy(update={"reason": unusable(line.text) or reason})
    alone = Segment((quote,), tuple(text for text in quote.passage.heading_path if text != quote.text))
    content = to_draft(alone, facts, vocabulary).content
    return line.model_copy(
        update={"context": content.context, "unit": unit, "kind": content.kind, "product": content.product}
    )


def _claims_all_the_same(quote: Quote, text: str) -> bool:
    """Does a heading, note or hidden line state a result or a dose, claim a benefit, or is it said by the speaker?"""
    passage = quote.passage
    if PassageFlag.INSTRUCTION in passage.flags or passage.kind in _SETTLED or unusable(text):
        return False
    said_or_edge = PassageFlag.SPEAKER_NOTES in passage.flags or passage.kind in _AT_THE_EDGE
    if said_or_edge and is_complete(text) and says_something(text):
        return True
    if claims_language(text, passage.language, ""):
        return True
    small_print = passage.kind in (PassageKind.FOOTNOTE, PassageKind.CAPTION) and not _EXPLAINS.match(text)
    if small_print and is_complete(text) and len(text) >= _SENTENCE:
        return True
    found = numbers(text, passage.language)
    if any(n.kind in _DOSES for n in found) and says_something(text):
        return True
    results = [n for n in found if n.kind in _RESULTS and (n.decimals or n.unit == "%" or n.kind is NumberKind.PART)]
    if results and (endpoints(text) or says_something(text) or is_complete(text)):
        return passage.kind is not PassageKind.TABLE_HEADER
    return bool(BENEFIT.search(text) and endpoints(text) and says_something(text))
