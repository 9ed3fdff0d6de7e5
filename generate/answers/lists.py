"""Things listed in one question that nothing answers as a whole ("serious events, dropouts and the rate of …"). Pure.

Each thing listed names something of its own; what is told of whom, which study and which reaction is shared. People,
measures and other medicines that are listed are one patient or one combination, and aren't parted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generate.answers.items import HAN_AND, PEOPLE_TOPICS
from generate.lexicon import table
from generate.question import read_question
from generate.questions.asked import loose_needs, settled
from generate.questions.need import Need
from generate.questions.parts import Part
from library.taxonomy import Taxonomy

_BETWEEN = re.compile(
    r"\s*[,，;；、]\s*(?:(?:and|und|plus|as well as|以及|还有|和)(?![a-z]))?\s*"
    r"|\s+(?:and(?: also)?|as well as|plus|&|und|sowie)\s+|以及|还有|并(?=说明|请|告)"
    rf"|(?<=[\u4e00-\u9fff）)])(?:{HAN_AND})(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_MOST = 6
_OF_A_REACTION = frozenset(
    {"rate", "stopped_rate", "what_to_do", "management", "dose_change", "severe_event", "onset", "resolution"}
)
"""What is asked of a reaction that was named before."""


def listed_in(part: Part, product: str, taxonomy: Taxonomy) -> tuple[Part, ...]:
    """The two to six things one part lists, each with what they share; empty where it lists none.

    The text of each is its own words, by which it is named where nothing answers it.
    """
    texts = _split(part.question.text.strip(" ?？.。!！"))
    if not 2 <= len(texts) <= _MOST:
        return ()
    language = part.question.language
    items: list[Part] = []
    head = ""
    for text in texts:
        item = _item(f"{head} {text}".strip(), language, product, taxonomy)
        if _own(item):
            items.append(item)
            head = ""
        elif items:
            items[-1] = _item(f"{items[-1].question.text} {text}", language, product, taxonomy)
        else:
            head = item.question.text
    named = [_own(item) for item in items]
    if not all(any(kind in ("topic", "event") for kind, _ in own) for own in named):
        return ()
    if len(items) < 2 or len(set(named)) < len(items) or any(map(_is_a_person, items)):
        return ()
    own = set(loose_needs(part.question, product, taxonomy))
    told = [need for need in part.asked if need not in own and need.kind not in ("word", "plain")]
    return tuple(_with_shared(items, told, part))


def _split(text: str) -> list[str]:
    """The text at what stands between things listed, not within brackets."""
    covered = _BRACKETED.sub(lambda match: "_" * len(match.group()), text)
    pieces, start = [], 0
    for match in _BETWEEN.finditer(covered):
        pieces.append(text[start : match.start()])
        start = match.end()
    return [piece.strip() for piece in (*pieces, text[start:]) if re.search(r"\w", piece)]


def _item(text: str, language: str, product: str, taxonomy: Taxonomy) -> Part:
    read = read_question(f"{text}?", taxonomy, language, product)
    return Part(replace(read, text=text), loose_needs(read, product, taxonomy))


def _own(item: Part) -> frozenset[tuple[str, str]]:
    """What an item names: topics, reactions, and words that are terms of the field."""
    return frozenset((n.kind, n.id) for n in item.asked if n.kind in ("topic", "event", "term", "number"))


def _is_a_person(item: Part) -> bool:
    topics = {need.id for need in item.asked if need.kind == "topic"}
    if topics & (table("topics").flagged("subgroup") | PEOPLE_TOPICS):
        return True
    return any(
        n.kind in ("measure", "use") or (n.kind == "named" and n.id.startswith(("product:", "disease:")))
        for n in item.asked
    )


def _with_shared(items: Sequence[Part], told: Sequence[Need], part: Part) -> list[Part]:
    """Items with what was told, the study named by one, and the reaction that those after it are asked of."""
    shared: list[Part] = []
    events: list[Need] = []
    codes = [need for item in items for need in item.asked if need.kind == "code"]
    for item in items:
        named = [need for need in item.asked if need.kind == "event"]
        topics = {need.id for need in item.asked if need.kind == "topic"}
        of_it = events if not named and topics and topics <= _OF_A_REACTION else []
        events = named or events
        own_code = any(need.kind == "code" for need in item.asked)
        carried = (*told, *of_it, *(() if own_code else codes[:1]))
        shared.append(Part(item.question, settled((*item.asked, *carried)), told=part.told))
    return shared
