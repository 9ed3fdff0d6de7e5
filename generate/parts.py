"""A question in its parts: what it tells first, and each thing it asks. Pure.

"Needs rifampicin for tuberculosis - can the two be given together, and how often are liver tests needed?" tells of a
medicine and asks two things. What is told narrows every part; what an earlier part is about narrows a later one that
names nothing of its own ("and for how long?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generate.asked import Need, needs
from generate.question import Question, read_question
from library.taxonomy import Taxonomy
from library.text import fold

_INTERROGATIVE = (
    r"how|what|which|when|where|who|whom|whose|why|does|do|did|is|are|was|were|can|could|may|might|shall|should|must|will"
    r"|would|has|have|any"
)
_GERMAN = (
    r"wie|was|welche[rsnm]?|wann|wo|wer|wohin|warum|darf|dürfen|duerfen|kann|können|konnen|muss|müssen|mussen|soll"
    r"|sollte|ist|sind|gibt|hat|wird|werden|braucht"
)
_BREAK = re.compile(
    r"(?<=[?？!！。；;])|(?<=[a-zäöüß)%]\.)\s(?=(?-i:[A-ZÄÖÜ]))|\n|\s[-–—]\s|[—:：]\s?(?=\S+ )"
    rf"|[,，、]?\s+(?:and|or|but|&)\s+(?=(?:(?:then|also|if so,?|for|at|in|to|by) )?(?:{_INTERROGATIVE})\s)"
    rf"|,\s+(?=(?:(?:if so,?|for|at|in|to|by) )?(?:{_INTERROGATIVE})\s)"
    rf"|[,]?\s+und\s+(?=(?:{_GERMAN})\s)|,\s+(?=(?:{_GERMAN})\s)"
    r"|[，,](?=[^，,。]*(?:吗|呢|什么|哪|几|多少|多久|怎|如何|是否|能否|可否|能不能|要不要|有没有|会不会|是不是|还是|么|啥|咋))"
    r"|[、。](?=[^、。]*(?:か|でしょう|ですか|ますか))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"[?？]|^(?:(?:and|or|but|so|then|also|for|at|in|to|by) )?(?:{_INTERROGATIVE})(?![a-z])|(?<![a-z])(?:{_GERMAN}) "
    r"|吗|呢|什么|哪|几|多少|多久|多长|怎|如何|是否|能否|可否|能不能|可不可以|要不要|有没有|会不会|是不是|还是|么|啥|咋|行不行"
    r"|ですか|ますか|でしょうか|ませんか|[かは]$|教え"
    r"|(?<![a-z])(?:please|pls|tell|explain|describe|summari[sz]e|list|need to know|wonder\w*|advice|details?|dose|data)(?![a-z])"
)
_FEW = 12
"""A question that is split into more parts than this is no question of a doctor; it is read as a whole."""


@dataclass(frozen=True)
class Part:
    """One thing asked: its words as read and what an answer to it needs."""

    question: Question
    asked: tuple[Need, ...]

    @property
    def names(self) -> bool:
        """Whether the part itself names anything an answer could be about."""
        return any(need.decides and need.kind != "figure" for need in self.asked)


def parts_of(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Part, ...]:
    """The things a question asks, each with what narrows it; one part where it asks one thing or is hard to take apart."""
    whole = Part(question, needs(question, product, taxonomy))
    texts = [text.strip(" ,，、") for text in _BREAK.split(question.text)]
    texts = [text for text in texts if re.search(r"\w", text)]
    if not 1 < len(texts) <= _FEW:
        return (whole,)
    pieces = [Part(q, needs(q, product, taxonomy)) for q in (read_question(t, taxonomy, question.language) for t in texts)]
    told, asking = _sorted_out(pieces)
    if not asking:
        return (whole,)
    return tuple(_narrowed(told, asking))


def _sorted_out(pieces: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """``(told, asking)``; a question that names nothing ("is that OK?") asks about what was told just before it."""
    told: list[Part] = []
    asking: list[Part] = []
    for piece in pieces:
        asks = _ASKS.search(fold(piece.question.text).strip()) is not None
        if not asks:
            told.append(piece)
        elif _has_content(piece):
            asking.append(piece)
        elif told:
            asking.append(told.pop())
    if not asking and told:
        return [], told
    return told, asking


def _has_content(piece: Part) -> bool:
    return piece.names or any(need.kind in ("word", "term") for need in piece.asked)


def _narrowed(told: Sequence[Part], asking: Sequence[Part]) -> list[Part]:
    background = [need for piece in told for need in piece.asked if _carries(need)]
    narrowed: list[Part] = []
    before: list[Need] = []
    for piece in asking:
        own = [need for need in piece.asked if need.narrows]
        carried = background if own else [*background, *before]
        have = set(piece.asked)
        extra = tuple(need for need in dict.fromkeys(carried) if need not in have)
        narrowed.append(Part(piece.question, (*piece.asked, *extra)))
        before = [need for need in (*before, *own)] if not own else own
    return narrowed


def _carries(need: Need) -> bool:
    """What is told narrows what is asked by medicines, people, measures and events; a disease told is history."""
    if need.kind == "named":
        return not need.id.startswith("disease:")
    return need.narrows and not need.general
