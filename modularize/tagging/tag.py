"""A segment into a module draft: its kind, what governs it, and its tags with the words that made them so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from library.models import (
    ANY,
    DocumentClass,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    SourceFacts,
    Tag,
)
from modularize.doubts.unlabelled import UNLABELLED
from modularize.draft import CHARTED, Segment
from modularize.left_out.guidelines import of_advice
from modularize.prose import introduces_study
from modularize.tagging.borne_out import borne_out
from modularize.tagging.disease import disease_of
from modularize.tagging.figure_kinds import kind_of_figure
from modularize.tagging.kinds import kind_of
from modularize.tagging.own_heading import by_own_heading
from modularize.tagging.patients import Trait, from_headings, of_patients
from modularize.tagging.row_kinds import is_given, kind_of_row
from modularize.tagging.treats import NOT_ABOUT, OTHERS, Mention, treated
from modularize.tagging.weighed import is_open, weighed

__all__ = ["FACETS", "OTHERS", "Mention", "Vocabulary", "to_draft", "treated"]


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
    @property
    def diseases(self) -> Mapping[str, object]: ...
    def concepts(self, text: str, language: str = "") -> Sequence[Mention]: ...
    def product(self, name: str) -> str: ...
    def ancestors(self, facet: str, id: str) -> tuple[str, ...]: ...
    def is_sign(self, disease: str) -> bool: ...


FACETS = ("product", "disease", "attribute", "audience", "topic", "barrier", "key_message", "scenario", "companion")


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
    kind = _kind(segment, over, facts)
    filed = disease_of(segment, facts, kind, product, vocabulary, treats)
    content = ModuleContent(
        kind=kind,
        body=segment.body,
        context=segment.context_texts,
        language=language,
        market=passage.facts.get("market", "") or facts.market,
        product=product,
        disease=filed.disease,
        section=passage.section or "",
        references=segment.references,
    )
    own = [Tag(facet="product", value=product, words=facts.product)] if product not in vocabulary.products else []
    about = of_patients(said, segment.body, kind, vocabulary.attributes)
    texts = zip(levels, (*heads, segment.question), strict=True)
    outside = [of_patients(level, text, kind, vocabulary.attributes, is_heading=True) for level, text in texts]
    lacking = Tag(facet="disease", value=filed.lacking.casefold(), words=filed.lacking)
    tags = [
        *(own if product else []),
        *([lacking] if filed.lacking else []),
        *_found(about),
        *_found(
            from_headings(outside, about, vocabulary.attributes), only=("product", "disease", "attribute", "topic")
        ),
        *_found(beside, only=("product", "disease")),
    ]
    tags += _scenarios(product, tags, vocabulary)
    tags += _plain_tags(segment, content, facts)
    if facts.title in segment.context_texts and any(id.startswith(NOT_ABOUT) for id in treats):
        tags.append(Tag(facet="reading", value="title_gainsaid", words=facts.title))
    return ModuleDraft(content=content, anchors=segment.anchors(), tags=_first_of_each(tags))


def _kind(segment: Segment, over: tuple[str, ...], facts: SourceFacts) -> ModuleKind:
    """The kind by the row or the section; without one what words, headings and columns together speak for."""
    section, language = _section_of(segment), segment.first.language or facts.language
    of_row = kind_of_row(segment.body, segment.context_texts, section)
    kind = of_row or kind_of(segment.body, over, section, facts.document_class)
    if kind is ModuleKind.DOSING and section in (None, "", "other") and not is_given(segment.body, language):
        kind = ModuleKind.DESCRIPTION
    if segment.is_figure:
        return kind_of_figure(kind, segment.body, over)
    if of_row is not None:
        return of_row
    if UNLABELLED in segment.flags:
        kind = borne_out(kind, segment.body, over, facts)
    if is_open(section, facts.document_class):
        return weighed(kind, segment.body, [head for head in over if head], facts, language)
    return by_own_heading(kind, segment.body, segment.heads, section)


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


_BELOW = " › "
"""Between the headings of a path: the section is told from all of them and their order."""


def _plain_tags(segment: Segment, content: ModuleContent, facts: SourceFacts) -> list[Tag]:
    tags = []
    if segment.question:
        tags.append(Tag(facet="question", value=segment.question, words=segment.question))
    if content.section:
        tags.append(Tag(facet="section", value=content.section, words=_BELOW.join(segment.first.heading_path)))
    if segment.is_figure:
        tags.append(Tag(facet="form", value="figure"))
        if CHARTED not in segment.flags:
            tags.append(Tag(facet="figures", value="in the picture only"))
    if "ocr" in segment.flags:
        tags.append(Tag(facet="reading", value="ocr"))
    is_lay = facts.document_class is DocumentClass.LEAFLET or content.section == "leaflet"
    if is_lay:
        said = facts.words.get("document_class", "") or facts.title
        tags.append(Tag(facet="audience", value="patient", words=said))
    if content.market in ("", ANY):
        tags.append(Tag(facet="reading", value="market_unknown"))
    return tags


def _first_of_each(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """Each facet and value once, with the words of the first mention."""
    kept: dict[tuple[str, str], Tag] = {}
    for tag in tags:
        kept.setdefault((tag.facet, tag.value), tag)
    return tuple(kept.values())
