"""A segment into a module draft: its kind, what governs it, and its tags with the words that made them so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from library import han
from library.models import (
    ANY,
    DocumentClass,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Passage,
    PassageKind,
    SourceFacts,
    Tag,
)
from library.text import sentences
from modularize.borne_out import borne_out
from modularize.depends import says_something
from modularize.draft import Segment
from modularize.guidelines import of_advice
from modularize.kinds import kind_of
from modularize.patients import Trait, from_headings, of_patients
from modularize.prose import introduces_study
from modularize.row_kinds import is_given, kind_of_row
from modularize.unlabelled import UNLABELLED


class Mention(Protocol):
    """A concept found in a text."""

    @property
    def facet(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Step(Protocol):
    """One barrier of a scenario, its key message and what must travel with it."""

    @property
    def barrier(self) -> str: ...
    @property
    def key_message(self) -> str: ...
    @property
    def travels_with(self) -> Sequence[str]: ...


class Scenario(Protocol):
    """A named patient scenario."""

    @property
    def product(self) -> str: ...
    @property
    def messages(self) -> Sequence[Step]: ...


class Product(Protocol):
    """A product with the diseases it treats; ``kind`` is "brand" for a medicine with material of its own."""

    @property
    def kind(self) -> str: ...
    @property
    def treats(self) -> Sequence[str]: ...


class Vocabulary(Protocol):
    """What tagging needs of the taxonomy."""

    @property
    def products(self) -> Mapping[str, Product]: ...
    @property
    def scenarios(self) -> Mapping[str, Scenario]: ...
    @property
    def attributes(self) -> Mapping[str, Trait]: ...
    def concepts(self, text: str, language: str = "") -> Sequence[Mention]: ...
    def product(self, name: str) -> str: ...
    def ancestors(self, facet: str, id: str) -> tuple[str, ...]: ...


FACETS = ("product", "disease", "attribute", "audience", "topic", "barrier", "key_message", "scenario", "companion")


_ABOUT_DISEASES = (
    ModuleKind.INDICATION,
    ModuleKind.EFFICACY_RESULT,
    ModuleKind.STUDY_DESIGN,
    ModuleKind.GUIDELINE,
    ModuleKind.DISEASE_KNOWLEDGE,
)
"""Kinds that name the disease they are about; elsewhere one may be a reaction or something the patient also has."""
_NOT_FOR = han.compile(r"\bnot\b|\bnicht\b|不(?:用于|适用|推荐|宜|应)|(?:しない|いない)こと|limitation", re.IGNORECASE)

_SEEN_IN_PATIENTS = (ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT)
"""Kinds whose own words name what befell patients: of no product, only what stands over them names the disease."""

OTHERS = "other uses"
"""Stands among the diseases treated where a label lists more uses than the vocabulary knows."""
WITH_A_DOSE = "dosed for "
"""Stands before a disease that only the doses name: another use, where the vocabulary says the product treats it."""
_WORDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_USED_FOR = re.compile(
    r"\b(?:is|are) (?:it )?used for\b|\bwofür (?:wird|werden)\b|\bwann (?:wird|werden) (?:es|er|sie) angewend",
    re.IGNORECASE,
)
"""The heading of a leaflet over what its medicine is for."""
_ASIDE = han.compile(
    r"\bstud(?:y|ies|ien?)\b|\btrials?\b|\bco-?infect|\bKoinfe[kc]t|\bkoinfi[zc]|同时合并|同時合併|临床试验|臨床試験",
    re.IGNORECASE,
)
"""Names in a sentence on indications what else was studied or what patients have besides."""
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_COMMA = re.compile(r"[、；;]")


def treated(passages: Iterable[Passage], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Diseases that a label's indications name, or a leaflet's first question, in order, without those it is not for.

    Where most of what it lists is none that the vocabulary knows, :data:`OTHERS` stands among them; behind them stands
    what only the doses name, each with :data:`WITH_A_DOSE` before it.
    """
    passages = list(passages)
    found: dict[str, None] = {}
    known = unknown = 0
    is_under = False
    of_use = [passage for passage in passages if passage.section == "indications"]
    for passage in of_use or [passage for passage in passages if _is_asked_use(passage)]:
        if _NOT_FOR.search(passage.text):
            continue
        mentions = vocabulary.concepts(passage.text, passage.language)
        aside = [(start, end) for start, end in _sentences(passage) if _ASIDE.search(passage.text[start:end])]
        named = [m for m in mentions if m.facet == "disease" and not any(a <= m.start < b for a, b in aside)]
        found.update(dict.fromkeys(m.id for m in named))
        is_item = passage.kind is PassageKind.LIST_ITEM
        is_under = is_under if is_item else bool(named)  # items below an opening that names the disease are signs of it
        if is_item and is_under:
            continue
        for start, end in _uses(passage) if of_use else ():
            is_known = any(start <= m.start < end for m in named)
            known, unknown = known + is_known, unknown + (not is_known)
    if found and unknown > max(1, known):
        found[OTHERS] = None
    dosed = [m.id for p in passages if p.section == "dosage" for m in _diseases(p, vocabulary)] if found else []
    return (*found, *(f"{WITH_A_DOSE}{id}" for id in dict.fromkeys(dosed) if id not in found))


def _diseases(passage: Passage, vocabulary: Vocabulary) -> Iterator[Mention]:
    return (m for m in vocabulary.concepts(passage.text, passage.language) if m.facet == "disease")


def _sentences(passage: Passage) -> list[tuple[int, int]]:
    return list(sentences(passage.text, passage.language))


def _is_asked_use(passage: Passage) -> bool:
    """Does the passage stand under the question of a leaflet what its medicine is for?"""
    over = passage.heading_path[-1] if passage.heading_path else ""
    return passage.kind in _WORDS and bool(_USED_FOR.search(over))


def _uses(passage: Passage) -> list[tuple[int, int]]:
    """Spans of what a passage lists: an item, or what stands between commas where no sentence does; none of prose."""
    text = passage.text
    is_sentence = text.endswith("。") if passage.language == "ja" else "。" in text.rstrip("。")
    if passage.language in ("zh", "ja") and not is_sentence:
        bare = _BRACKETED.sub(lambda inside: "\u2007" * len(inside[0]), text)
        cuts = [m.start() for m in _COMMA.finditer(bare)]
        if len(cuts) > 1:
            return list(pairwise((0, *cuts, len(text))))
    if passage.language not in ("zh", "ja") and not says_something(text):
        cuts = [m.start() for m in re.finditer(",", _BRACKETED.sub(lambda inside: " " * len(inside[0]), text))]
        spans = list(pairwise((0, *cuts, len(text))))
        if len(spans) > 3 and all(end - start < 60 for start, end in spans):
            return spans
    return [(0, len(text))] if passage.kind is PassageKind.LIST_ITEM else []


_OF_RESULT = re.compile(
    r"\t|\b(?:im Vergleich|verglichen|überlegen\w*|signifikant\w*|compared|superior|significant\w*)\b"
)


def _section_of(segment: Segment) -> str | None:
    """The section; of the results of a study, told among what a medicine does, that of clinical studies."""
    of_study = _OF_RESULT.search(segment.body) and any(map(introduces_study, segment.context_texts))
    told_there = segment.first.section in ("pharmacology", "pharmacodynamics", "mechanism")
    return "clinical_studies" if of_study and told_there else segment.first.section


def to_draft(segment: Segment, facts: SourceFacts, vocabulary: Vocabulary, treats: Sequence[str] = ()) -> ModuleDraft:
    """The module draft of a segment of a document with those facts; ``treats`` as :func:`treated` gives it."""
    segment = segment.under_one_use()
    passage = segment.first
    language = passage.language or facts.language
    heads = segment.heads
    said = list(vocabulary.concepts(segment.body, language))
    levels = [list(vocabulary.concepts(text, language)) for text in (*heads, segment.question)]
    beside = list(vocabulary.concepts("\n".join(segment.context_texts), language))
    stated = passage.facts.get("product", "") or facts.product
    product = "" if facts.of_many and not stated else _product(stated, said, beside, vocabulary)
    over = (*of_advice(passage.heading_path), *heads, segment.question)
    of_row = kind_of_row(segment.body, segment.context_texts, _section_of(segment))
    kind = of_row or kind_of(segment.body, over, _section_of(segment), facts.document_class)
    if (
        kind is ModuleKind.DOSING
        and _section_of(segment) in (None, "", "other")
        and not is_given(segment.body, language)
    ):
        kind = ModuleKind.DESCRIPTION
    loose = UNLABELLED in segment.flags
    kind = borne_out(kind, segment.body, over, facts) if loose and of_row is None else kind
    disease = _disease(product, kind, said, levels, beside, vocabulary, treats)
    said_here = said if kind is ModuleKind.INDICATION else ()
    if loose and not product:
        disease = _told_of(
            _about_one(heads, segment.question, levels), _title(facts, language, vocabulary), said_here, vocabulary
        )
    content = ModuleContent(
        kind=kind,
        body=segment.body,
        context=segment.context_texts,
        language=language,
        market=passage.facts.get("market", "") or facts.market,
        product=product,
        disease=disease,
        section=passage.section or "",
        references=segment.references,
    )
    own = [Tag(facet="product", value=product, words=facts.product)] if product not in vocabulary.products else []
    about = of_patients(said, segment.body, kind, vocabulary.attributes)
    texts = zip(levels, (*heads, segment.question), strict=True)
    outside = [of_patients(level, text, kind, vocabulary.attributes, is_heading=True) for level, text in texts]
    tags = [
        *(own if product else []),
        *_found(about),
        *_found(
            from_headings(outside, about, vocabulary.attributes), only=("product", "disease", "attribute", "topic")
        ),
        *_found(beside, only=("product", "disease")),
    ]
    tags += _scenarios(product, tags, vocabulary)
    tags += _plain_tags(segment, content, facts)
    return ModuleDraft(content=content, anchors=segment.anchors(), tags=_first_of_each(tags))


def _product(stated: str, said: Sequence[Mention], around: Sequence[Mention], vocabulary: Vocabulary) -> str:
    """The product a person or the document states; else the one named in the module, else around it."""
    known = vocabulary.product(stated) if stated else ""
    if known or stated:
        return known or stated.strip().casefold()
    for mentions in (said, around):
        named = Counter(m.id for m in mentions if m.facet == "product" and vocabulary.products[m.id].kind == "brand")
        if named:
            return named.most_common(1)[0][0]
    return ""


def _disease(
    product: str,
    kind: ModuleKind,
    said: Sequence[Mention],
    levels: Sequence[Sequence[Mention]],
    beside: Sequence[Mention],
    vocabulary: Vocabulary,
    treats: Sequence[str],
) -> str:
    """The disease the module or what stands over it names; where none is named, the only one that is treated.

    What is treated is what the label's own indications name, without them what the vocabulary says of the product. A
    medicine of several diseases gives none to a module that names none: a dose would stand under another use. Of no
    product, a guideline's chapter names it before whom a recommendation is for.
    """
    known = vocabulary.products[product].treats if product in vocabulary.products else ()
    also = [id for id in known if f"{WITH_A_DOSE}{id}" in treats]
    treats = [*(id for id in treats if not id.startswith(WITH_A_DOSE)), *also]
    able = tuple(dict.fromkeys((*known, *treats)))
    nearest = [mention for level in reversed(levels) for mention in level]
    named = [m.id for m in (*said, *nearest, *beside) if m.facet == "disease"]
    for disease in named:
        if disease in able:
            return disease
    narrower = [own for own in able if any(disease in vocabulary.ancestors("disease", own) for disease in named)]
    if len(narrower) == 1:
        return narrower[0]
    if only := _only(treats or known, vocabulary):
        return only
    if not product:
        over = [mention for level in levels for mention in level]
        told = over if kind in _SEEN_IN_PATIENTS else [*over, *said] if kind is ModuleKind.GUIDELINE else said
        told = told if kind in _SEEN_IN_PATIENTS else [*told, *over, *beside]
        return next((m.id for m in told if m.facet == "disease"), "")
    return named[0] if named and (narrower or kind in _ABOUT_DISEASES) else ""


_LISTS = 3
"""Commas from which a heading lists what it is about."""


def _about_one(heads: Sequence[str], question: str, levels: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """The mentions of those headings that do not list several things."""
    texts = (*heads, question)
    return [found for text, found in zip(texts, levels, strict=True) if len(re.findall("[,，、]", text)) < _LISTS]


def _title(facts: SourceFacts, language: str, vocabulary: Vocabulary) -> list[Mention]:
    listed = len(re.findall("[,，、]", facts.title)) >= _LISTS
    return [] if listed else list(vocabulary.concepts(facts.title, language))


def _told_of(
    levels: Sequence[Sequence[Mention]], title: Sequence[Mention], said: Sequence[Mention], vocabulary: Vocabulary
) -> str:
    """The disease of a piece of no product, in a document that is no label: what the nearest heading names that names
    one alone, then the title; of a use also the only one that the piece names. What is named in passing is none.
    """
    for mentions in (*reversed(levels), title, said):  # a heading that lists several things is about none of them
        named = tuple(dict.fromkeys(m.id for m in mentions if m.facet == "disease"))
        if only := _only(named, vocabulary):
            return only
    return ""


def _only(treats: Sequence[str], vocabulary: Vocabulary) -> str:
    """The one disease treated, the narrower one where the others are only wider; "" where there are several."""
    wider = {above for disease in treats for above in vocabulary.ancestors("disease", disease)}
    narrow = [disease for disease in treats if disease not in wider]
    return narrow[0] if len(narrow) == 1 and narrow[0] != OTHERS else ""


def _found(mentions: Sequence[Mention], only: Sequence[str] = FACETS) -> list[Tag]:
    return [Tag(facet=m.facet, value=m.id, words=m.words) for m in mentions if m.facet in only]


def _scenarios(product: str, tags: Sequence[Tag], vocabulary: Vocabulary) -> list[Tag]:
    """Scenarios, with their barriers, whose key message or companion the module speaks of."""
    messages = {tag.value: tag.words for tag in tags if tag.facet == "key_message"}
    companions = {tag.value: tag.words for tag in tags if tag.facet == "companion"}
    found: list[Tag] = []
    for id, scenario in vocabulary.scenarios.items():
        if scenario.product != product:
            continue
        for step in scenario.messages:
            with_it = next((companions[c] for c in step.travels_with if c in companions), "")
            words = messages.get(step.key_message, "") or with_it
            if words:
                found.append(Tag(facet="scenario", value=id, words=words))
            if step.key_message in messages:
                found.append(Tag(facet="barrier", value=step.barrier, words=messages[step.key_message]))
    return found


def _plain_tags(segment: Segment, content: ModuleContent, facts: SourceFacts) -> list[Tag]:
    tags = []
    if segment.question:
        tags.append(Tag(facet="question", value=segment.question, words=segment.question))
    if content.section:
        tags.append(Tag(facet="section", value=content.section))
    if "ocr" in segment.flags:
        tags.append(Tag(facet="reading", value="ocr"))
    is_lay = facts.document_class is DocumentClass.LEAFLET or content.section == "leaflet"
    if is_lay:
        tags.append(Tag(facet="audience", value="patient", words=""))
    if content.market in ("", ANY):
        tags.append(Tag(facet="reading", value="market_unknown"))
    return tags


def _first_of_each(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """Each facet and value once, with the words of the first mention."""
    kept: dict[tuple[str, str], Tag] = {}
    for tag in tags:
        kept.setdefault((tag.facet, tag.value), tag)
    return tuple(kept.values())
