"""What a module refers to and does not say travels with it, or the module is left out with the reason.

A last pass over the segments of a document: a sentence that points back carries the sentence, or the list, right before
it; a line that only opens what follows is context of what follows. What they refer to must stand in the same place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library import han
from library.models import PassageKind
from library.text import parts_figure, sentences
from modularize.draft import Quote, Segment, Skipped
from modularize.headings.frequencies import UNKNOWN
from modularize.headings.lines import FREQUENCY, instructs
from modularize.items.inline import is_inline_item
from modularize.items.steps import with_steps_joined
from modularize.prose import begins_with_name, introduces_study, names_study, opening_of
from modularize.sentences.applies import under_whom_it_applies
from modularize.sentences.bands import with_bands
from modularize.sentences.before_use import with_use_before
from modularize.sentences.depends import breaks_off, is_complete, is_stem, names_below, reads_as_heading
from modularize.sentences.elsewhere import tells_where
from modularize.sentences.indicated import under_their_use
from modularize.sentences.leaning import is_lost, leans, opening, points_back
from modularize.sentences.openers import (
    FARTHEST,
    announces,
    ends_open,
    is_among_items,
    is_label,
    names,
    only_opens,
    opened,
    place,
)
from modularize.sentences.recommended import recommended_before
from modularize.sentences.whom import whom_before

ALONE = "opens a list or table that was not found"
LONGEST = 1600
"""Code points up to which a list travels with the sentence that refers to it."""
BRIEF = 450
"""Code points up to which what stands before travels whole; of more only its last sentence."""
_GOES_ON = re.compile(r"(?:[,，、]|\b(?:or|and|oder|und|o|y|ou|et))\s*$|[或和及又]$")
_OF_STUDIES = ("clinical_studies", "pharmacodynamics", "pharmacology", "mechanism")
_OF_CARE = ("warnings", "boxed_warning", "dosage", "interactions", "pregnancy", "lactation", "adverse_reactions")
"""Sections in which what a sentence leans on travels with what that leans on itself: whom it is about stands there."""
_OF_KINETICS = ("pharmacokinetics", "pharmacology")
_AMOUNT = han.compile(
    r"\d\s?[%％]|\d\s?(?:[nµμm]?g|h|min|Stunden|Minuten|hours?|minutes?|小时|時間|分)\b|\d\s?(?:小时|時間)"
)
_EXCIPIENT = re.compile(
    r"^\W*(?:excipients?\b[^.:]{0,30}\bknown effects?|sonstige[rn]? bestandteile?\b[^.:]{0,30}\bbekannter wirkung)\b",
    re.IGNORECASE,
)
_ROUTE = han.compile(
    r"\b(?:oral\w*|peroral\w*|intraven\w+|inhal(?:ation|ativ|ed|iert)\w*|subcutan\w+|subkutan\w*|intramus\w+|topical\w*|"
    r"transderm\w+|rectal\w*|rektal\w*|intranasal\w*|i\. ?v\.|s\. ?c\.|i\. ?m\.|p\. ?o\.)|\b(?:i\.v|s\.c|i\.m)\b|"
    r"口服|静脉|静脈|皮下|肌内|肌注|筋肉内|経口|吸入|外用",
    re.IGNORECASE,
)
"""Words that say how a medicine was given."""
_OF_A_DRAWING = han.compile(
    r"\b(?:structur\w* formula|chemical structure)\b|\bStrukturformel\b|结构式|構造式", re.IGNORECASE
)
"""An opening whose rest is a picture."""
SETTING = han.compile(
    r"健康成人|(?:単回|反復|経口|静脈内?)投与(?:した|後|時)|\d\s?(?:mg|μg|µg|g)(?![・/])[^。]{0,30}投与|"
    r"\b(?:single|multiple|repeated|oral|intravenous) (?:\w+ )?(?:doses?|administration|dosing)\b|"
    r"\b(?:healthy|volunteers)\b|\bafter (?:a|an|the)? ?(?:\w+ )?doses? of\b|"
    r"\b(?:Einzeldosis|Einmalgabe|Mehrfachgabe|Mehrfachdosierung|orale[rn]? (?:Gabe|Verabreichung|Einnahme)|"
    r"Probanden)\b|"
    r"\bnach (?:\w+ )?(?:Gabe|Verabreichung|Einnahme|Applikation)\b|"
    r"健康(?:志愿|受试|成年)|(?:单次|多次|单剂量?|口服|肌内注射|静脉)[^。]{0,20}\d",
    re.IGNORECASE,
)
"""Words that say who was given which dose, and how, in a study of kinetics."""
_ANIMALS = han.compile(
    r"\b(?:Ratten?|Mäusen?|Maus|Hunden?|Kaninchen|Affen|Meerschweinchen|Nagetier\w*|Tier(?:en?|es|versuch\w*|studi\w*|"
    r"modell\w*|experiment\w*)?|rats?|mice|mouse|dogs?|rabbits?|monkeys?|guinea pigs?|rodents?|animals?)\b|"
    r"大鼠|小鼠|家兔|犬|猴|豚鼠|动物|動物|ラット|マウス|イヌ|ウサギ|サル|モルモット",
    re.IGNORECASE,
)
_OF_WHOM = han.compile(
    _ANIMALS.pattern
    + r"|\b(?:Patient\w*|Mensch\w*|Proband\w*|Erwachsene\w*|Kinder\w*|Frau\w*|humans?|patients?|subjects?|"
    r"volunteers?|women|men|children|adults)\b|患者|人体|人类|受试|ヒト|健康成人|被験者",
    re.IGNORECASE,
)
"""Words that say in whom something was found."""
_OTHER_DOSE = han.compile(
    r"\b(?:höhere|niedrigere|geringere|grössere|größere|kleinere|reduzierte)[nrsm]? (?:Einzel|Tages|Anfangs|"
    r"Erhaltungs)?dos(?:is|en|ierung\w*)\b|"
    r"\b(?:higher|lower|larger|smaller|reduced|greater) (?:\w+ )?dos(?:e|es|age|ages|ing)\b|"
    r"(?:更高|更低|较高|较低|较大|较小)(?:的)?剂量|(?:より)?(?:高い|低い|高)用量",
    re.IGNORECASE,
)
_THAN = han.compile(r"\bals\b|\bthan\b|\bvon\b[^.]{0,20}\d|比|于|より")
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_HOW_MANY = re.compile(r"\W*(?:极?少数|极?个别|偶|罕见|极少|常见|少见|多数|部分|亦?可[见有出]|有时)(?!这|该|此)")
"""So a Chinese sentence begins that tells how often another reaction is seen."""
_HEADS = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.CAPTION, PassageKind.TABLE_HEADER, PassageKind.FOOTNOTE)


def settled(segments: Sequence[Segment]) -> tuple[list[Segment], list[Skipped]]:
    """The segments, each with what it refers to as context; those whose reference is not found with the reason."""
    found: list[Segment] = []
    skipped: list[Skipped] = []
    opener: Segment | None = None
    heard: set[str] = set()
    segments = with_steps_joined(segments)
    for at, segment in enumerate(segments):
        if _parts_figure(segment):
            skipped.append(Skipped(passage=segment.first.id, reason="its words begin or end inside a figure"))
            continue
        if segment.first.facts.get("unsure"):
            found.append(segment)  # it waits for a person, and opens nothing
            continue
        if is_among_items(segments, at):
            found.append(segment if opener is None else opened(segment, opener)[0])
            continue
        if (only_opens(segment) or announces(segment)) and not opening_of(segment.body):
            opener = None if _OF_A_DRAWING.search(segment.body) else segment
            if instructs(segment.body):
                found.append(segment)
            else:
                skipped.append(Skipped(passage=segment.first.id, reason=ALONE))
            continue
        closed, left = _without_open_end(_without_directions(segment))
        skipped.extend(left)
        if closed is not None and _stops_within(closed):
            closed, left = _without_last(closed, "the end of the sentence was not found")
            skipped.extend(left)
        if closed is None:
            continue
        if opener is not None:
            line, (closed, opener) = opener, opened(closed, opener)
            if closed.context[-1:] == line.origin:
                heard.add(line.first.id)
        kept = _with_antecedent(closed, found)
        if kept is None:
            skipped.append(Skipped(passage=closed.first.id, reason="points back to words that were not found"))
        else:
            found.append(kept)
    heard |= {p.passage.id for s in found for p in s.context if isinstance(p, Quote) and ends_open(p.text)}
    found, told = under_whom_it_applies(with_bands(with_use_before(under_their_use(found))))
    skipped += told
    return found, [_heard(skip) if skip.passage in heard else skip for skip in skipped]


def _heard(skip: Skipped) -> Skipped:
    """The reason of a line that opened something, now that what it opened was found."""
    return (
        skip.model_copy(update={"reason": "opens what follows: kept as its context"}) if skip.reason == ALONE else skip
    )


def _parts_figure(segment: Segment) -> bool:
    quotes = [*segment.origin, *(part for part in segment.context if isinstance(part, Quote))]
    return any(parts_figure(quote.passage.text, 0 if _is_type(quote) else quote.start, quote.end) for quote in quotes)


_TYPE = re.compile(r"[1-9][\s　]*型")
_ITEM_NUMBER = re.compile(r"[\s　]*\d{1,2}[.．、]")


def _is_type(quote: Quote) -> bool:
    """Does a line's item number stand right before the number of a type ("2.1 型…" is item 2 on type 1)?"""
    before = quote.passage.text[: quote.start]
    return bool(_TYPE.match(quote.text) and _ITEM_NUMBER.fullmatch(before))


def _is_row(segment: Segment) -> bool:
    return segment.first.kind is PassageKind.TABLE_ROW or "\t" in segment.body


# --- what only opens ------------------------------------------------------------------------------------------------


def _without_directions(segment: Segment) -> Segment:
    """The segment without a last sentence that only says where its reasons stand, though lines part it."""
    if _is_row(segment) or len(segment.origin) > 4:
        return segment
    body = segment.body.replace("\n", " ")
    spans = sentences(body, segment.first.language)
    if len(spans) < 2 or not tells_where(body[spans[-1][0] : spans[-1][1]].strip()):
        return segment
    kept, at = [], 0
    for quote in segment.origin:
        end = min(len(quote.text), len(body[: spans[-1][0]].rstrip()) - at)
        if end > 0:
            kept.append(Quote(quote.passage, quote.start, quote.start + end))
        at += len(quote.text) + 1
    return replace(segment, origin=tuple(kept))


def _without_open_end(segment: Segment) -> tuple[Segment | None, list[Skipped]]:
    """The segment without a last sentence that opens a list nobody found."""
    last = segment.origin[-1]
    if not ends_open(last.text) or _is_row(segment) or segment.question:
        return segment, []
    return _without_last(segment, ALONE)


def _stops_within(segment: Segment) -> bool:
    """Prose of a label whose last words cannot end a sentence."""
    last = segment.origin[-1]
    prose = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
    if last.passage.kind not in prose or last.passage.section is None or "\t" in segment.body:
        return False
    is_item = last.passage.kind is PassageKind.LIST_ITEM
    return breaks_off(last.text) and not (is_item and _GOES_ON.search(last.text))


def _without_last(segment: Segment, reason: str) -> tuple[Segment | None, list[Skipped]]:
    """The segment without its last sentence, and the reason."""
    last = segment.origin[-1]
    left = [Skipped(passage=last.passage.id, reason=reason)]
    parts = sentences(last.text, last.passage.language)
    if len(parts) > 1:
        kept = Quote(last.passage, last.start, last.start + len(last.text[: parts[-1][0]].rstrip()))
        return replace(segment, origin=(*segment.origin[:-1], kept)), left
    return (replace(segment, origin=segment.origin[:-1]) if len(segment.origin) > 1 else None), left


# --- what points back -----------------------------------------------------------------------------------------------


def _with_antecedent(segment: Segment, before: Sequence[Segment]) -> Segment | None:
    """The segment with what it refers to; None where that is not found and nobody could tell what it is about."""
    language = segment.first.language
    if _is_row(segment) or segment.question:
        return segment
    if language == "zh" and begins_with_name(segment.body, segment.first.section):
        return segment  # another reaction, or another case, with what is told of it
    prose = segment.first.kind is PassageKind.PARAGRAPH
    often = segment.context_texts[-1] if segment.context else ""
    if segment.first.kind is PassageKind.LIST_ITEM and FREQUENCY.match(often) and not is_complete(often):
        return segment  # reactions under how often they are seen lean on nothing that stands before that line
    inside = bool(before) and before[-1].origin[-1].passage.id == segment.first.id
    hidden = [prose and (names(part) or (inside and _is_study_of_others(part, segment))) for part in segment.context]
    named = [part for part in segment.context if names(part)]
    if prose and named and before and not inside and named[-1] not in before[-1].context:
        return segment  # the first words under a name of their own
    said = next((at for at, part in enumerate(segment.context) if _says(part) and not hidden[at]), None)
    if said is not None:
        return _with_opening(segment, said, before)
    if strength := _strength_before(segment, before):
        return replace(segment, context=(*segment.context, *strength))
    needs = points_back(_as_sentence(segment), language)
    if not needs and is_inline_item(segment.first, segment.origin[0].start):
        return segment
    if not needs and (listed := _listed_above(segment, before)):
        return replace(segment, context=(*segment.context, *listed))
    of_study = segment.first.section in _OF_STUDIES and not names_study(segment.body)
    if not needs and (base := _base_before(segment, before)):
        return replace(segment, context=(*segment.context, *base))
    if not needs and (animals := _animals_before(segment, before)):
        return replace(segment, context=(*segment.context, *animals))
    people = () if needs else whom_before(segment, before)
    if people and language == "ja":
        return replace(segment, context=(*segment.context, *people))
    route = () if needs else people or _route_before(segment, before) or _setting_before(segment, before)
    route = route or recommended_before(segment, before)
    anew = language == "zh" and segment.first.section == "adverse_reactions" and bool(_HOW_MANY.match(segment.body))
    if not needs and not (inside and (of_study or (not anew and leans(segment.body, language)))):
        return replace(segment, context=(*segment.context, *route)) if route else segment
    antecedent = (*route, *(quote for quote in _before(segment, before) if quote not in route))
    if antecedent:
        apart = (part for part in segment.context if not any(_holds(quote, part) for quote in antecedent))
        return replace(segment, context=(*apart, *antecedent))
    is_slide = segment.first.locator.slide is not None
    anew = not before or place(before[-1]) != place(segment) or _headed_since(segment, before[-1])
    headed = bool(segment.heads) and anew
    return None if needs and not headed and not is_slide and is_lost(segment.body, language) else segment


def _listed_above(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The list between a heading that says "the following patients" and the sentence on them."""
    over = [re.sub(r"^[\d.．\s　]+", "", text) for text in segment.first.heading_path[-1:]]
    is_sentence = segment.first.kind is PassageKind.PARAGRAPH and is_complete(segment.body)
    is_over = any(names_below(text) and text.endswith(("患者", "場合", "疾患")) for text in over)
    if segment.first.language != "ja" or not before or not (is_sentence and is_over):
        return ()
    return _list_before(before) if place(before[-1]) == place(segment) else ()


def _as_sentence(segment: Segment) -> str:
    """The words; those of an item behind its bullet with a capital, since its small letter goes on with nothing."""
    body = segment.body
    is_item = segment.first.kind is PassageKind.LIST_ITEM and bool(segment.first.facts.get("marker"))
    return body[:1].upper() + body[1:] if is_item and is_complete(opening(body, segment.first.language)) else body


def _holds(quote: Quote, part: Quote | str) -> bool:
    """Does a quote begin with the words of a part of the context?"""
    return (
        isinstance(part, Quote) and part.passage is quote.passage and part.start == quote.start and part.end < quote.end
    )


def _strength_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """What one tablet contains of the medicine, for the amount of an excipient told per tablet: strengths differ."""
    if segment.first.section != "composition" or not _EXCIPIENT.match(segment.body) or not _AMOUNT.search(segment.body):
        return ()
    for earlier in reversed(before[-3:]):
        if place(earlier) != place(segment) or segment.first.seq - earlier.origin[-1].passage.seq > FARTHEST:
            break
        if _AMOUNT.search(earlier.body) and not _EXCIPIENT.match(earlier.body):
            return earlier.origin if len(earlier.body) <= BRIEF and not _is_row(earlier) else ()
    return ()


def _animals_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The sentence of the same paragraph that says in which animals, for a finding that says of whom in no words."""
    if segment.first.section == "nonclinical" or instructs(segment.body):
        return ()
    if _OF_WHOM.search("\n".join([segment.body, *segment.context_texts])):
        return ()
    for earlier in reversed(before[-4:]):
        if earlier.origin[-1].passage.id != segment.first.id:
            break
        if _ANIMALS.search(earlier.body):
            return earlier.origin if len(earlier.body) <= BRIEF else (_last_sentence(earlier.origin[-1]),)
        if _OF_WHOM.search(earlier.body):
            break
    return ()


def _route_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The nearest sentence of the paragraph before that says by which route, for a figure of kinetics that does not."""
    body = segment.body
    if segment.first.section not in _OF_KINETICS or not _AMOUNT.search(body) or _ROUTE.search(body):
        return ()
    if any(_ROUTE.search(text) for text in segment.context_texts):
        return ()
    for earlier in reversed(before[-4:]):
        if place(earlier) != place(segment) or segment.first.seq - earlier.first.seq > 1 or _is_row(earlier):
            break
        if _ROUTE.search(earlier.body):
            return earlier.origin if len(earlier.body) <= BRIEF else ()
    return ()


def _setting_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The nearest sentence of the same paragraph that says who was given which dose, for a finding that does not."""
    if segment.first.section not in _OF_KINETICS or SETTING.search("\n".join([segment.body, *segment.context_texts])):
        return ()
    for earlier in reversed(before[-4:]):
        if earlier.origin[-1].passage.id != segment.first.id:
            break
        if SETTING.search(earlier.body):
            return earlier.origin if len(earlier.body) <= BRIEF else ()
    return ()


def _base_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The dose right before that "a higher dose" is higher than; () where the words say what they compare with."""
    first = opening(segment.body, segment.first.language)
    if not before or not _OTHER_DOSE.search(first) or _THAN.search(first) or re.search(r"\d", first):
        return ()
    last = before[-1]
    near = place(last) == place(segment) and segment.first.seq - last.origin[-1].passage.seq <= 1
    if not near or _is_row(last) or not _AMOUNT.search(last.body):
        return ()
    return last.origin if len(last.body) <= BRIEF else (_last_sentence(last.origin[-1]),)


def _with_opening(segment: Segment, said: int, before: Sequence[Segment]) -> Segment:
    """The segment whose opening sentence ("which was followed by:") points back, with what that refers to."""
    opening_part = segment.context[said]
    if not before or isinstance(opening_part, str) or is_label(opening_part.text):
        return segment
    if not points_back(opening_part.text, segment.first.language):
        return segment
    if UNKNOWN.search(opening_part.text):
        return segment  # "The following … their frequency cannot be estimated:" ends what stands before it
    held = before[-1].context
    if opening_part in held:
        found = tuple(part for part in held[: held.index(opening_part)] if _says(part))
    else:
        found = _list_before(before) or _before(segment, before)
    return replace(segment, context=(*segment.context[:said], *found, *segment.context[said:]))


def _says(part: Quote | str) -> bool:
    """Is a part of the context a sentence or a stem, rather than a heading or a question?"""
    if isinstance(part, str) or part.passage.kind in _HEADS or part.text.rstrip().endswith(("?", "？")):
        return False
    return is_complete(part.text) or is_stem(part.text) or breaks_off(part.text) or len(part.text) > 120


def _is_study_of_others(part: Quote | str, segment: Segment) -> bool:
    """Is a part of the context a sentence of another paragraph that introduced the study? It is not what is meant."""
    return isinstance(part, Quote) and part.passage.id != segment.first.id and introduces_study(part.text)


def _before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The sentence or the list right before the segment, in the same place; () if there is none."""
    if not before or _is_row(before[-1]) or place(before[-1]) != place(segment):
        return ()
    last = before[-1]
    if segment.first.seq - last.origin[-1].passage.seq > FARTHEST or _headed_since(segment, last):
        return ()
    items = _list_before(before) if segment.first.kind is PassageKind.PARAGRAPH else ()
    if items:
        return items
    lead = tuple(part for part in last.context if isinstance(part, Quote) and _says(part))
    chained = last.first.section in _OF_CARE and leans(last.body, last.first.language)
    if not chained and not points_back(last.body, last.first.language):
        lead = tuple(part for part in lead if is_stem(part.text) or names_study(part.text))
    own = last.origin if len(last.body) <= BRIEF else (_last_sentence(last.origin[-1]),)
    return (*(lead if sum(len(p.text) for p in lead) <= BRIEF else ()), *own)


def _headed_since(segment: Segment, last: Segment) -> bool:
    """Does a line behind the last segment head this one? It begins anew; on a slide all stands together."""
    if segment.first.locator.slide is not None:
        return False
    since = range(last.origin[-1].passage.seq + 1, segment.first.seq)
    lines = [part.passage for part in segment.context if isinstance(part, Quote) and part.passage.seq in since]
    return any(line.kind in _LINES and reads_as_heading(line.text) for line in lines)


def _list_before(before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The whole list that ends right before, with its stem, as far as it is short enough to travel."""
    group = before[-1].origin[-1].passage.group
    if before[-1].origin[-1].passage.kind is not PassageKind.LIST_ITEM:
        return ()
    held: list[Segment] = []
    for segment in reversed(before):
        if segment.origin[-1].passage.group != group or place(segment) != place(before[-1]):
            break
        held.insert(0, segment)
    stems = [p for s in held for p in s.context if isinstance(p, Quote) and is_stem(p.text)]
    parts = {(q.passage.id, q.start, q.end): q for q in (*stems, *(quote for s in held for quote in s.origin))}
    return tuple(parts.values()) if sum(len(part.text) for part in parts.values()) <= LONGEST else ()


def _last_sentence(quote: Quote) -> Quote:
    parts = sentences(quote.text, quote.passage.language)
    start = quote.start + (parts[-1][0] if parts else 0)
    return Quote(quote.passage, start, quote.end)
