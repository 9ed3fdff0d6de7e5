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
    PassageKind,
    SourceFacts,
    Tag,
)
from modularize.doubts.unlabelled import UNLABELLED
from modularize.draft import CHARTED, Quote, Segment
from modularize.left_out.guidelines import of_advice
from modularize.prose import introduces_study
from modularize.tagging.borne_out import borne_out
from modularize.tagging.figure_kinds import kind_of_figure
from modularize.tagging.kinds import kind_of
from modularize.tagging.own_heading import by_own_heading
from modularize.tagging.patients import Trait, from_headings, of_patients
from modularize.tagging.row_kinds import is_given, kind_of_row
from modularize.tagging.treats import ABOUT, OTHERS, TOLD, WITH_A_DOSE, Mention, befalls, named_diseases, treated
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
    def concepts(self, text: str, language: str = "") -> Sequence[Mention]: ...
    def product(self, name: str) -> str: ...
    def ancestors(self, facet: str, id: str) -> tuple[str, ...]: ...
    def is_sign(self, disease: str) -> bool: ...


FACETS = ("product", "disease", "attribute", "audience", "topic", "barrier", "key_message", "scenario", "companion")


_ABOUT_DISEASES = (
    ModuleKind.INDICATION,
    ModuleKind.EFFICACY_RESULT,
    ModuleKind.STUDY_DESIGN,
    ModuleKind.GUIDELINE,
    ModuleKind.DISEASE_KNOWLEDGE,
)
"""Kinds that name the disease they are about; elsewhere one may be a reaction or something the patient also has."""
_SEEN_IN_PATIENTS = (ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT)
"""Kinds whose own words name what befell patients: of no product, only what stands over them names the disease."""

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
    loose = UNLABELLED in segment.flags
    kind = _kind(segment, over, facts)
    own_words, titled, near = _told(segment, said, levels, beside)
    disease = _disease(product, kind, own_words, titled, near, vocabulary, treats)
    disease = "" if _is_of_another(disease, segment, kind, vocabulary, language) else disease
    if loose and not product:
        said_here = own_words if kind is ModuleKind.INDICATION else ()
        over_it = _about_one(heads, segment.question, titled)
        about_it, names = _subject(treats), {m.id for level in titled for m in level}
        of_title = _title(facts, language, vocabulary)
        if _says_what(facts.title) and about_it not in {m.id for m in of_title}:
            about_it = ""  # the title says what it is about: something that the vocabulary lacks
        told = "" if about_it in names else _told_of(over_it, of_title, said_here, vocabulary)
        disease = told or about_it
    elif not product and facts.document_class is DocumentClass.DECK:
        of_slide = [found if text in passage.heading_path else [] for text, found in zip(heads, titled, strict=False)]
        disease = _told_of(_about_one(heads, "", [*of_slide, []]), (), (), vocabulary) or disease
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


def _is_of_another(disease: str, segment: Segment, kind: ModuleKind, vocabulary: Vocabulary, language: str) -> bool:
    """Does a row on doses or strengths stand under a row of its table that names other diseases alone?"""
    if not disease or kind not in (ModuleKind.DOSING, ModuleKind.DESCRIPTION, ModuleKind.INDICATION):
        return False
    groups = [c.text for c in segment.context if isinstance(c, Quote) and c.passage.kind is PassageKind.TABLE_ROW]
    if "\t" not in segment.body or not groups or "\t" in groups[-1]:
        return False
    named = [m.id for m in vocabulary.concepts(groups[-1], language) if m.facet == "disease"]
    near = [m.id for m in vocabulary.concepts(segment.body, language) if m.facet == "disease"]
    return bool(named) and not any(
        _is(one, disease, vocabulary) or _is(disease, one, vocabulary) for one in (*named, *near)
    )


def _told(
    segment: Segment, said: Sequence[Mention], levels: Sequence[Sequence[Mention]], beside: Sequence[Mention]
) -> tuple[list[Mention], list[list[Mention]], list[Mention]]:
    """The diseases of a segment's words, of each of its headings and its question, and of its context."""
    texts = zip(levels, (*segment.heads, segment.question), strict=True)
    over = [[m for m in named_diseases(level, text) if not befalls(m, text)] for level, text in texts]
    return named_diseases(said, segment.body), over, named_diseases(beside, "\n".join(segment.context_texts))


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
    product, it is what the document is about unless the headings name others; of a document about several, a
    guideline's chapter names it before whom a recommendation is for.
    """
    known = vocabulary.products[product].treats if product in vocabulary.products else ()
    subject = _subject(treats)
    meant = _subject(treats, TOLD) or subject
    own = [meant] if meant and product and not known else []
    treats = [*(id for id in treats if not id.startswith((ABOUT, TOLD))), *own]
    also = [id for id in known if f"{WITH_A_DOSE}{id}" in treats]
    treats = [*(id for id in treats if not id.startswith(WITH_A_DOSE)), *also]
    able = tuple(dict.fromkeys((*known, *treats)))
    wider = Counter(above for one in able for above in vocabulary.ancestors("disease", one))
    able = tuple(disease for disease in able if wider[disease] != 1)
    nearest = [mention for level in reversed(levels) for mention in level]
    named = [m.id for m in (*said, *nearest, *beside) if m.facet == "disease"]
    for disease in named:
        if disease in able:
            return disease
    narrower = [own for own in able if any(disease in vocabulary.ancestors("disease", own) for disease in named)]
    if len(narrower) == 1:
        return narrower[0]
    is_told = any(not vocabulary.is_sign(id) for id in treats)
    if only := _only(treats if is_told or not known else known, vocabulary):
        return only
    if not product:
        over = [mention for level in levels for mention in level]
        if subject and (not over or any(_is(m.id, subject, vocabulary) for m in over)):
            return subject
        told = over if kind in _SEEN_IN_PATIENTS else [*over, *said] if kind is ModuleKind.GUIDELINE else said
        told = told if kind in _SEEN_IN_PATIENTS else [*told, *over, *beside]
        return next((m.id for m in told if m.facet == "disease"), "")
    return named[0] if named and (narrower or kind in _ABOUT_DISEASES) else ""


def _subject(treats: Sequence[str], how: str = ABOUT) -> str:
    """The disease that a document without a list of uses is about, or is ``how``; "" where there is none."""
    return next((id.removeprefix(how) for id in treats if id.startswith(how)), "")


def _is(disease: str, other: str, vocabulary: Vocabulary) -> bool:
    """Is it the other disease, or a wider name of it?"""
    return disease == other or disease in vocabulary.ancestors("disease", other)


_LISTS = 3
"""Commas from which a heading lists what it is about."""


def _about_one(heads: Sequence[str], question: str, levels: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """The mentions of those headings that do not list several things."""
    texts = (*heads, question)
    return [found for text, found in zip(texts, levels, strict=True) if len(re.findall("[,，、]", text)) < _LISTS]


def _says_what(title: str) -> bool:
    """Has a title words enough to say what the document is about?"""
    return "©" not in title and (len(title.split()) > 3 or len(re.findall(r"[\u3041-\u9fff]", title)) > 6)


def _title(facts: SourceFacts, language: str, vocabulary: Vocabulary) -> list[Mention]:
    listed = len(re.findall("[,，、]", facts.title)) >= _LISTS
    named = named_diseases(vocabulary.concepts(facts.title, language), facts.title)
    return [] if listed else [mention for mention in named if not befalls(mention, facts.title)]


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
