"""The sentence behind a statement that takes it back or narrows it: it travels with the statement.

"Patches are often recommended for other uses. These uses (which are outside the licence) include: …"; "Ask your doctor
before use if you are pregnant." over "Do not use it if you are pregnant."; a finding over "CAVE: …" on a slide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from library import han
from library.models import Passage, PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment

__all__ = ["with_qualifiers"]

_TAKES_BACK = han.compile(
    r"^\W*(?:these|this|those|such|it|they)\b[^.]{0,160}\b(?:outside (?:the|its|their) licen[cs]e|off[- ]label|"
    r"unlicensed|(?:not|never) (?:been )?(?:licensed|approved|authori[sz]ed|recommended)|contraindicated|must not|"
    r"should not be used)\b|"
    r"^\W*(?:diese[rs]?|dies|solche|sie|es)\b[^.]{0,160}\b(?:nicht (?:zugelassen|empfohlen)|außerhalb der Zulassung|"
    r"off[- ]label|kontraindiziert|d[aü]rf(?:en)? nicht)\b|"
    r"^\W*(?:这|這|该|此|上述|其)[^。]{0,60}(?:未获?批准|未获批|超说明书|禁用|不得|不推荐)|"
    r"^\W*(?:これら|この|当該|上記)[^。]{0,80}(?:承認されていない|適応外|未承認|禁忌|推奨されない)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:ask|tell|talk to|consult|check with) your (?:doctor|pharmacist)|"
    r"\b(?:fragen|informieren|sprechen|teilen)\b.{0,40}\bArzt\b|\bIhren Arzt\b",
    re.IGNORECASE,
)
_BANS = re.compile(
    r"^\W*(?:Do not|You must not|Never)\b.{3,60}\b(?:if you|while|during)\b|"
    r"^\W*\S.{3,80}\b(?:dürfen|darf)\b.{0,80}\bnicht\b|"
    r"^\W*Nehmen Sie .{3,60}\bnicht (?:ein|an)\b.{0,6}\bwenn\b"
)
_CARE = re.compile(
    r"^\W*(?:(?:CAVE|Cave|Achtung|Vorsicht|Caution|Warning|NB)\b\s*[:!–-]|注意[:：])(?=.{12}).*[^:：]$", re.DOTALL
)
_WORD = re.compile(r"[^\W\d_]{7,}")
_GENERAL = ("medicine", "treatmen", "product", "arzneimi", "medikame", "behandlu", "eingenom", "angewend")
_NEAR = 2
"""Passages behind a piece in which what takes it back stands at most."""
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def with_qualifiers(parts: Iterable[Segment], passages: Sequence[Passage]) -> list[Segment]:
    """The pieces, each with the sentence right behind it that takes it back or narrows it."""
    at = {passage.id: number for number, passage in enumerate(passages)}
    return [_qualified(part, passages, at) for part in parts]


def _qualified(part: Segment, passages: Sequence[Passage], at: dict[str, int]) -> Segment:
    last = part.origin[-1]
    if part.is_figure or last.passage.kind not in _LINES or "\t" in part.body or last.passage.id not in at:
        return part
    behind = _within(last) or _below(part, passages[at[last.passage.id] + 1 :][:_NEAR])
    if behind is None or behind in part.context:
        return part
    return replace(part, context=(*part.context, behind))


def _within(last: Quote) -> Quote | None:
    """The next sentence of the same passage, where it takes back what stands before it."""
    rest = last.passage.text[last.end :]
    for start, end in sentences(rest, last.passage.language)[:1]:
        words = rest[start:end].strip()
        if _TAKES_BACK.search(words):
            begin = last.end + rest.index(words)
            return Quote(last.passage, begin, begin + len(words))
    return None


def _below(part: Segment, behind: Sequence[Passage]) -> Quote | None:
    """A line right below, in the same place, that bans what the piece leaves to the doctor, or tells to beware."""
    last = part.origin[-1].passage
    for number, passage in enumerate(behind):
        if passage.kind not in _LINES or passage.heading_path != last.heading_path or passage.section != last.section:
            return None
        whole = Quote(passage, 0, len(passage.text.rstrip()))
        spans = sentences(passage.text, passage.language)
        first = (
            Quote(passage, spans[0][0], spans[0][0] + len(passage.text[slice(*spans[0])].rstrip())) if spans else whole
        )
        if not part.first.section and number == 0 and _CARE.match(passage.text) and not _CARE.match(part.body):
            return whole
        if _ASKS.search(part.body) and _BANS.search(first.text) and _of_one_case(part.body, first.text):
            return first
    return None


def _of_one_case(asked: str, banned: str) -> bool:
    """Do all longer words of a ban stand in the advice, too, but what medicines and treatment are called?"""
    words = {word[:8].casefold() for word in _WORD.findall(banned)}
    words = {word for word in words if not word.startswith(_GENERAL)}
    return bool(words) and all(word in asked.casefold() for word in words)
