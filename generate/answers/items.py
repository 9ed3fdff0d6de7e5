"""Items of a question joined by "and" without a question word ("half-life and time to steady state"). Pure.

A question is first answered as a whole. Then each item is held against what was answered: one that no statement speaks
of is asked by itself, and named where nothing answers it. What narrows the question (its product, study, people)
narrows each item. People, measures and medicines that are joined are one patient or one combination, no items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generate.answers.choices.shelf import Shelf
from generate.answers.covers.cover import cover
from generate.lexicon import stem, table
from generate.question import read_question
from generate.questions.asked import loose_needs, settled
from generate.questions.need import Need
from generate.questions.parts import COURSE, Part
from generate.questions.vocabulary import word_share
from generate.reading import Reading, with_implied
from library.taxonomy import Taxonomy

HAN_AND = r"(?<![缓温饱总调柔])和(?!谐|缓|胃)|(?<![以涉普来顾])及(?!时|其|早)|(?<!参)与(?!否)"
"""The characters for "and" where they are no part of another word."""
_AND = re.compile(
    r"[,]?\s+(?:and(?: also)?|as well as|plus|&|und|sowie)\s+"
    rf"|(?<=[\u4e00-\u9fffA-Za-z0-9])(?:以及|还有|{HAN_AND}|、)"
    r"(?=[\u4e00-\u9fffA-Za-z])",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:(?:so|and|please|also)[, ]+)*"
    r"(?:(?:what(?:'s|’s)?|which|how (?:high|long|large|big)|where)\s+(?:(?:is|are|was|were)\s+)?"
    r"|(?:give|tell|show|send)\s+me\s+|i need\s+|need\s+|was ist\s+|wie (?:ist|sind)\s+)?"
    r"(?:(?:the|a|an|die|der|das)\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?i:\s+(?:of|with|for|in|on|under|during|from|by|after|among|bei|von|mit|unter)\s+(?:the\s+)?)"
    r"(?=(?:[A-Z][\w®™-]*|[a-z]+(?:nib|mab|tug)|patients?|people|treat\w*)\b)[^,;]*$"
)
_PEOPLE = re.compile(
    r"(?:patients?|people|grades?|who|women|men|child(?:ren)?|those|combin\w*|between|togeth\w*|versus|vs\.?|compar\w*|both)(?![a-z])"
    r"|级|患者|病人|人群|合用|同用|一起|同时|联用|联合|并用|之间|相比|比较|对比|patient\w*|zusammen",
    re.IGNORECASE,
)
_MOST_WORDS, _MOST_CHARACTERS = 6, 14
_ALIKE = frozenset({"warnings", "side_effects", "efficacy", "administration", "what_to_do", "management"})
"""Topics that are named in one breath with a neighbour ("warnings and precautions", "dosage and administration")."""
PEOPLE_TOPICS = frozenset({"pregnancy", "lactation", "elderly", "pediatric", "renal", "hepatic"})


def items_of(part: Part, product: str, taxonomy: Taxonomy) -> tuple[Part, ...]:
    """The two or more items that one part of a question joins, each with what narrows the part; empty if it joins none.

    An item's question text is its own words, as they are named where nothing answers it.
    """
    text = part.question.text.strip(" ?？.。!！")
    pieces = [piece.strip(" ,，、") for piece in _AND.split(text)]
    if not 2 <= len(pieces) <= 3 or not all(pieces) or _PEOPLE.search(text) or COURSE.search(text):
        return ()
    head = _HEAD.match(pieces[0])
    pieces[0] = pieces[0][head.end() :] if head else pieces[0]
    tail = _TAIL.search(pieces[-1])
    end = pieces[-1][tail.start() :] if tail else ""
    pieces[-1] = pieces[-1][: tail.start()] if tail else pieces[-1]
    if not all(pieces) or not all(map(_is_short, pieces)):
        return ()
    items = [_item(piece, end, part, product, taxonomy) for piece in pieces]
    shared = _own(_item("", end, part, product, taxonomy)) if end else frozenset()
    own = [_own(item) - shared for item in items]
    if not all(own) or any(one & other for n, one in enumerate(own) for other in own[n + 1 :]):
        return ()
    if any(_narrowing(item) or _explained_together(item, part) for item in items):
        return ()
    return tuple(_with_what_is_shared(items, part, product, taxonomy))


def _is_short(piece: str) -> bool:
    latin = re.findall(r"[A-Za-zäöüÄÖÜß][\w'’/-]*", piece)
    return len(latin) <= _MOST_WORDS and len(re.findall(r"[\u4e00-\u9fff]", piece)) <= _MOST_CHARACTERS


def _item(piece: str, end: str, part: Part, product: str, taxonomy: Taxonomy) -> Part:
    read = read_question(f"{piece}{end}?", taxonomy, part.question.language, product)
    return Part(replace(read, text=_named_as(piece)), loose_needs(read, product, taxonomy))


def _named_as(piece: str) -> str:
    """The words of an item by which it is named, without those that ask."""
    return re.sub(r"(?:分别|各)?(?:是什么|是多少|有多少|多少|如何|怎么样|怎样)$", "", piece).strip() or piece


def _own(item: Part) -> frozenset[tuple[str, str]]:
    """What an item names by itself: topics, events, endpoints, telling words."""
    telling = frozenset((n.kind, n.id) for n in item.asked if n.kind in ("topic", "event", "word", "term"))
    return telling or frozenset((n.kind, n.id) for n in item.asked if n.kind == "plain")


def _narrowing(item: Part) -> bool:
    """Whether an item is a patient, a measure or a medicine, or a topic told in one breath with its neighbour."""
    subgroup = (table("topics").flagged("subgroup") | PEOPLE_TOPICS) - {"fertility"}
    topics = {need.id for need in item.asked if need.kind == "topic"}
    if topics & (subgroup | _ALIKE):
        return True
    return any(n.kind in ("measure", "use", "number") or _other_name(n) for n in item.asked)


def _explained_together(item: Part, part: Part) -> bool:
    """Whether the words of an item are a part of a topic's phrase in the question ("mL per pen and concentration")."""
    return any(need.kind in ("word", "term", "plain") and need not in part.asked for need in item.asked)


def _other_name(need: Need) -> bool:
    return need.kind == "named" and not need.id.startswith("attribute:")


def _with_what_is_shared(items: Sequence[Part], part: Part, product: str, taxonomy: Taxonomy) -> list[Part]:
    """Items with the needs of the part that none of them names, and a rate or endpoint that the first names for all."""
    named = {need for item in items for need in item.asked}
    own = set(loose_needs(part.question, product, taxonomy))
    told = [n for n in part.asked if n not in named and n not in own and n.kind not in ("word", "plain")]
    endpoints = table("topics").flagged("endpoint")
    first = items[0].asked
    found = [Part(items[0].question, settled((*first, *told)), told=part.told)]
    for item in items[1:]:
        topics = {need.id for need in item.asked if need.kind == "topic"}
        shared = [n for n in first if n.kind == "topic" and n.id == "rate" and item.question.event_ids]
        if not topics & endpoints:
            shared += [n for n in first if n.kind == "topic" and n.id in endpoints]
        shared += [n for n in first if n.kind == "code" and n not in item.asked]
        found.append(Part(item.question, settled((*item.asked, *shared, *told)), told=part.told))
    return found


def speaks_of(item: Part, shown: Sequence[Reading], shelf: Shelf) -> bool:
    """Whether a statement that is shown answers an item already, or names what it names."""
    shown = [reading for reading in shown if _names_what_tells(item, reading)]
    if any(cover(item.question, item.asked, reading, shelf.vocabulary, at_large=True).complete for reading in shown):
        return True
    if item.question.event_ids:
        events = with_implied(item.question.event_ids)
        return any(events & reading.events for reading in shown)
    if only_plain(item):
        words = {stem(need.id) for need in item.asked if need.kind == "plain"}
        return any(2 * len(words & reading.stems) > len(words) for reading in shown)
    named = [need for need in item.asked if need.kind == "topic"]
    unknown = any(need.kind == "word" and not shelf.vocabulary.knows(need) for need in item.asked)
    return bool(named) and not unknown and all(any(n.id in reading.topics for reading in shown) for n in named)


def _names_what_tells(item: Part, reading: Reading) -> bool:
    """Whether a statement holds a telling word of an item that is named by words alone ("number of events")."""
    codes = {need.id for need in item.asked if need.kind == "code"}
    words = [need for need in item.asked if need.kind in ("term", "word") and need.id not in codes]
    topics = item.question.topic_ids - table("topics").flagged("endpoint")
    return not words or bool(topics) or any(word_share(need, reading) > 0 for need in words)


def fitting(item: Part, alone: Sequence[Reading], shown: Sequence[Reading], shelf: Shelf) -> list[Reading]:
    """Statements found for an item that may stand beside what is shown: they speak of it, and an item that is named by
    words alone is answered from the chapter of its neighbour only."""
    if not speaks_of(item, alone, shelf):
        return []
    if shown and not any(need.kind in ("topic", "event") for need in item.asked):
        kinds = {reading.module.content.kind for reading in shown}
        return [reading for reading in alone if reading.module.content.kind in kinds]
    return list(alone)


def only_plain(item: Part) -> bool:
    """Whether an item is said in turns of phrase alone ("time to steady state"): it can be named, not looked up."""
    return not any(need.kind in ("topic", "event", "word", "term", "named") for need in item.asked)
