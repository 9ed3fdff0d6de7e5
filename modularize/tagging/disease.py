"""The disease a piece is filed under: what its words, the headings over it or the whole document are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from library import han
from library.models import DocumentClass, ModuleKind, PassageKind, SourceFacts
from modularize.doubts.unlabelled import UNLABELLED
from modularize.draft import Quote, Segment
from modularize.headings.unlisted import unlisted
from modularize.tagging.treats import (
    ABOUT,
    NOT_ABOUT,
    OTHERS,
    TOLD,
    WITH_A_DOSE,
    Mention,
    Names,
    befalls,
    named_diseases,
    of_patients,
)

__all__ = ["Found", "disease_of", "filed_under"]


class _Treats(Protocol):
    @property
    def treats(self) -> Sequence[str]: ...


class _Vocabulary(Names, Protocol):
    @property
    def products(self) -> Mapping[str, _Treats]: ...


class Found(NamedTuple):
    """The disease a piece is filed under, and the name of one that the vocabulary lacks; "" for none."""

    disease: str
    lacking: str = ""


@dataclass(frozen=True)
class _Over:
    """A line over a piece: the diseases it names, and the name of one that the vocabulary lacks."""

    text: str
    named: tuple[Mention, ...]
    lacking: str = ""


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
_OF_USE = (*_ABOUT_DISEASES, ModuleKind.MECHANISM, ModuleKind.DOSING, ModuleKind.DESCRIPTION)
"""Kinds that hold for the use a heading names, where it names another one than the vocabulary knows of the medicine."""
_REACTIONS = han.compile(
    r"Nebenwirkung|unerwünschte|\b(?:side|adverse|undesirable) (?:effects?|(?:drug )?reactions?|events?)\b|副作用|"
    r"有害事象|不良反应",
    re.IGNORECASE,
)
"""A heading over reactions."""
_SERIOUS = han.compile(r"重大な副作用|重篤な副作用|严重不良反应", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"頻度不明|\d\s?[%％]|[件例]）?$")
"""In a heading: it is a reaction with its rate."""
_ANGLES = ("〈", "《", "＜", "<")
"""Open a line that names a use."""
_USE = han.compile(
    r"治[療疗]|適応|適用|试验|試験|研究|予防|应用|"
    r"\btreat|\btherap|\btrial|\bstud(?:y|ies)\b|\bindicat|\buse in\b|\bprevent|"
    r"Behandlung|Therapie|Studie|Indikation|Anwendung|Vorbeugung|prophyla",
    re.IGNORECASE,
)
"""In a heading or one above it: what is below is told of a use."""
_OF_A_GROUP = han.compile(r"患者|\b[Pp]atient|\b(?:with|in) ", re.IGNORECASE)
"""In a heading: a disease behind or before it is one that patients also have."""
_LESS = han.compile(
    r"reduc|lower|decreas|prevent|senk|verringer|vermind|reduzier|Vorbeug|verhinder|低減|減少|抑制|予防|低下|降低|减少|预防",
    re.IGNORECASE,
)
"""A risk that is made less is what is treated."""
_BESIDE_IT = han.compile(
    r"副作用|不良反应|Nebenwirkung|side effects?|adverse|complicat|comorbid|risk factors?|symptom|"
    r"\bsigns?\b|Komplikation|Begleit|Risikofaktor|合并症|合併症|并发症|併発|症状|危险因素|リスク因子",
    re.IGNORECASE,
)
"""In a heading, before what a disease brings about or comes with."""
_LONG = 120


def disease_of(
    segment: Segment,
    facts: SourceFacts,
    kind: ModuleKind,
    product: str,
    vocabulary: _Vocabulary,
    treats: Sequence[str] = (),
) -> Found:
    """The disease of a piece of that kind and product; ``treats`` as :func:`modularize.tagging.treats.treated` gives
    it. Rather none than one that only passes by: a reaction, a risk, what patients also have.
    """
    language = segment.first.language or facts.language
    levels = list(_levels(segment, facts, language, vocabulary, treats))
    said = _of(segment.body, language, vocabulary)
    beside = _of("\n".join(segment.context_texts), language, vocabulary)
    is_label = _is_label(facts, treats)
    if kind in _SEEN_IN_PATIENTS or any(_REACTIONS.search(one.text) for one in levels):
        over = _of_reactions(levels)
        told, near = of_patients(segment.body, said), _near_reactions(segment, language, vocabulary)
        disease = filed_under(product, kind, told, over, near, vocabulary, treats)
    elif not is_label and (other := _of_another_use(product, kind, segment, levels, said, facts, vocabulary, treats)):
        return other
    elif not is_label and (studied := _of_another_study(product, facts, language, vocabulary, treats)):
        disease = studied
    else:
        own = {m.id for m in said}
        use = [m for one in levels if one.text.startswith(_ANGLES) for m in one.named if m.id in own or not own]
        said = [*use, *said] if is_label else [m for m in said if not _is_risk(m, segment.body)]
        disease = filed_under(product, kind, said, [one.named for one in levels], beside, vocabulary, treats)
    disease = "" if _is_of_another(disease, segment, kind, vocabulary, language) else disease
    if UNLABELLED in segment.flags and not product:
        return _of_the_document(levels, kind, said, facts, language, vocabulary, treats)
    if not product and facts.document_class is DocumentClass.DECK:
        of_slide = [one for one in _about_one(levels) if one.text in segment.first.heading_path]
        found = _told_of(of_slide, (), (), vocabulary)
        return found if found != Found("") else Found(disease)
    return Found(disease)


def _is_label(facts: SourceFacts, treats: Sequence[str]) -> bool:
    """Is it a label or a leaflet, or does it list the uses as one does?"""
    marks = (ABOUT, TOLD, WITH_A_DOSE, NOT_ABOUT)
    lists = any(not id.startswith(marks) for id in treats)
    return lists or facts.document_class in (DocumentClass.LABEL, DocumentClass.LEAFLET)


def _of(text: str, language: str, vocabulary: Names) -> list[Mention]:
    return named_diseases(vocabulary.concepts(text, language), text)


def _levels(
    segment: Segment, facts: SourceFacts, language: str, vocabulary: Names, treats: Sequence[str]
) -> Iterator[_Over]:
    """The lines over a piece and its question, outermost first. A title that the text gainsays names nothing."""
    gainsaid = {id.removeprefix(NOT_ABOUT) for id in treats if id.startswith(NOT_ABOUT)}
    path = {*segment.first.heading_path, facts.title}
    for text in (*segment.heads, segment.question):
        found = vocabulary.concepts(text, language)
        named = tuple(m for m in named_diseases(found, text) if not befalls(m, text) and m.id not in gainsaid)
        is_head = text in path and len(text) < _LONG and not any(m.facet == "disease" for m in found)
        lacking = unlisted(text, language, found) if is_head else ""
        is_kind = any(vocabulary.concepts(lacking[at:], language) for at in range(3, len(lacking) - 4))
        yield _Over(text, named, "" if is_kind else lacking)  # a compound of a known name is a kind of it


def _are_reactions(texts: Sequence[str]) -> list[bool]:
    """Which of the lines over a piece are reactions themselves: those with a rate, or among the serious ones."""
    found, is_serious = [], False
    for text in texts:
        found.append((is_serious and not text.startswith(_ANGLES)) or bool(_HOW_OFTEN.search(text)))
        is_serious = is_serious or bool(_SERIOUS.search(text))
    return found


def _of_reactions(levels: Sequence[_Over]) -> list[Sequence[Mention]]:
    """The diseases that lines over reactions name as treated: none of a line that is itself a reaction."""
    marks = zip(levels, _are_reactions([one.text for one in levels]), strict=True)
    return [of_patients(one.text, one.named) if is_reaction else one.named for one, is_reaction in marks]


def _near_reactions(segment: Segment, language: str, vocabulary: Names) -> list[Mention]:
    """The diseases that the context of a reaction names as treated: of headings all, of sentences those of patients."""
    heads = set(segment.first.heading_path)
    found: list[Mention] = []
    for text, is_reaction in zip(segment.context_texts, _are_reactions(segment.context_texts), strict=True):
        named = _of(text, language, vocabulary)
        found += named if text in heads and not is_reaction else of_patients(text, named)
    return found


def _is_risk(mention: Mention, text: str) -> bool:
    """Does a text name the disease as a risk, and not as one that is made less?"""
    around = text[max(0, mention.start - 60) : mention.end + 24]
    return befalls(mention, text) and not _LESS.search(around)


def _of_another_use(
    product: str,
    kind: ModuleKind,
    segment: Segment,
    levels: Sequence[_Over],
    said: Sequence[Mention],
    facts: SourceFacts,
    vocabulary: _Vocabulary,
    treats: Sequence[str],
) -> Found | None:
    """The disease of a piece on a use that the vocabulary does not know of the medicine, in a text that is no label.

    The nearest heading names it, of an indication its own words: what the medicine is otherwise for is then not what
    is told. None where nothing does.
    """
    if not product or kind not in _OF_USE:
        return None
    known = {*(vocabulary.products[product].treats if product in vocabulary.products else ())}
    known = known or {id.split(" for ")[-1].removeprefix(ABOUT) for id in treats}

    def is_known(named: Sequence[Mention]) -> bool:
        return any(_is(m.id, own, vocabulary) or _is(own, m.id, vocabulary) for m in named for own in known)

    if kind is ModuleKind.INDICATION and said:
        return None if is_known(said) or not known else Found(_only([m.id for m in said], vocabulary))
    heads = [one for one in levels if one.text in segment.first.heading_path and one.text != facts.title]
    is_of_use = any(_USE.search(one.text) for one in heads)
    for one in reversed(_about_one(heads)):
        if one.named:
            only = _only([m.id for m in one.named], vocabulary)
            stays = is_known(one.named) or is_known(said) or _OF_A_GROUP.search(one.text) or vocabulary.is_sign(only)
            if stays or not only or any(_BESIDE_IT.search(one.text[: m.start]) for m in one.named):
                return None
            return Found(only if is_of_use or not known or only == _subject(treats) else "")
        if one.lacking:
            return None if is_known(said) or _OF_A_GROUP.search(one.text) else Found("", one.lacking)
    return None


def _of_another_study(
    product: str, facts: SourceFacts, language: str, vocabulary: _Vocabulary, treats: Sequence[str]
) -> str:
    """The disease that a paper's title and text are about, where the vocabulary knows the medicine for others only.

    What the paper says in passing of those is background.
    """
    subject = _subject(treats)
    known = vocabulary.products[product].treats if product in vocabulary.products else ()
    is_titled = subject in {m.id for m in _title(facts, language, vocabulary)}
    is_known = any(_is(subject, own, vocabulary) or _is(own, subject, vocabulary) for own in known)
    return subject if known and is_titled and not is_known else ""


def _of_the_document(
    levels: Sequence[_Over],
    kind: ModuleKind,
    said: Sequence[Mention],
    facts: SourceFacts,
    language: str,
    vocabulary: _Vocabulary,
    treats: Sequence[str],
) -> Found:
    """The disease of a piece of no product in a text that is no label: its nearest heading's, else the document's."""
    gainsaid = {id.removeprefix(NOT_ABOUT) for id in treats if id.startswith(NOT_ABOUT)}
    of_title = [m for m in _title(facts, language, vocabulary) if m.id not in gainsaid]
    about_it = _subject(treats)
    if _says_what(facts.title) and about_it not in {m.id for m in of_title} and not gainsaid:
        about_it = ""  # the title says what it is about: something that the vocabulary lacks
    is_carried = about_it in {m.id for m in of_title} & {m.id for one in levels for m in one.named}
    if is_carried and not any(one.lacking for one in levels):
        return Found(about_it)
    own_words = (ModuleKind.INDICATION, ModuleKind.DISEASE_KNOWLEDGE) if gainsaid else (ModuleKind.INDICATION,)
    found = _told_of(_about_one(levels), of_title, said if kind in own_words else (), vocabulary)
    return found if found != Found("") else Found(about_it)


def _is_of_another(disease: str, segment: Segment, kind: ModuleKind, vocabulary: Names, language: str) -> bool:
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


def filed_under(
    product: str,
    kind: ModuleKind,
    said: Sequence[Mention],
    levels: Sequence[Sequence[Mention]],
    beside: Sequence[Mention],
    vocabulary: _Vocabulary,
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


def _is(disease: str, other: str, vocabulary: Names) -> bool:
    """Is it the other disease, or a wider name of it?"""
    return disease == other or disease in vocabulary.ancestors("disease", other)


_LISTS = 3
"""Commas from which a heading lists what it is about."""


def _about_one(levels: Sequence[_Over]) -> list[_Over]:
    """Those lines that do not list several things."""
    return [one for one in levels if len(re.findall("[,，、]", one.text)) < _LISTS]


def _says_what(title: str) -> bool:
    """Has a title words enough to say what the document is about?"""
    return "©" not in title and (len(title.split()) > 3 or len(re.findall(r"[\u3041-\u9fff]", title)) > 6)


def _title(facts: SourceFacts, language: str, vocabulary: Names) -> list[Mention]:
    listed = len(re.findall("[,，、]", facts.title)) >= _LISTS
    named = named_diseases(vocabulary.concepts(facts.title, language), facts.title)
    return [] if listed else [mention for mention in named if not befalls(mention, facts.title)]


def _told_of(levels: Sequence[_Over], title: Sequence[Mention], said: Sequence[Mention], vocabulary: Names) -> Found:
    """The disease of a piece of no product, in a document that is no label: what the nearest heading names that names
    one alone, then the title; of a use also the only one that the piece names. What is named in passing is none.

    A heading on a disease that the vocabulary lacks ends what those above it are about.
    """
    for one in reversed(levels):  # a heading that lists several things is about none of them
        if only := _only([m.id for m in one.named if not _BESIDE_IT.search(one.text[: m.start])], vocabulary):
            return Found(only)
        if one.lacking:
            return Found("", one.lacking)
    for mentions in (title, said):
        if only := _only([m.id for m in mentions if m.facet == "disease"], vocabulary):
            return Found(only)
    return Found("")


def _only(treats: Sequence[str], vocabulary: Names) -> str:
    """The one disease treated, the narrower one where the others are only wider; "" where there are several."""
    wider = {above for disease in treats for above in vocabulary.ancestors("disease", disease)}
    narrow = [disease for disease in treats if disease not in wider]
    return narrow[0] if len(narrow) == 1 and narrow[0] != OTHERS else ""
