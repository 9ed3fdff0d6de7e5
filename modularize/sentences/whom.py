"""Of whom a sentence speaks that follows one on a group of patients in the same item, and names nobody itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from library.text import sentences
from library.word_pattern import WordPattern, word_pattern
from modularize.draft import Quote, Segment

__all__ = ["whom_before"]

_OF_CARE = (
    "dosage",
    "indications",
    "warnings",
    "boxed_warning",
    "contraindications",
    "interactions",
    "populations",
    "pregnancy",
    "lactation",
    "pediatric",
    "geriatric",
    "renal",
    "hepatic",
    "adverse_reactions",
)
_PEOPLE = (
    r"小児|児童|新生児|乳児|乳幼児|幼児|低出生体重児|未熟児|早産児|学童|青少年|未成年|高齢者|若年者|成人|妊婦|妊産婦|産婦|授乳婦|授乳中|"
    r"女性|男性|患児|患者|症例|被験者|健康人|志願者|のある者|である者|する者|いる者|した者|\d\s?歳"
)
_NAMED = re.compile(_PEOPLE)
_HEAD = re.compile(
    rf"^\W*(?:(?:なお|また|ただし|一方|特に)[、，])?[^。、，]{{0,40}}?(?:{_PEOPLE})[^。、，]{{0,8}}?"
    r"(?:では|には|に対し|に対する|において|における|について|に関し|に投与|に使用|への?|に(?=[、，\u4e00-\u9fff])|は|の場合)"
)
"""A Japanese sentence whose opening says of which patients it speaks."""
_NARROWS = re.compile(r"^\W*(?:ただし|但し)|\d")
"""An opening that takes some patients out of those that stand over it ("ただし、体重50kg未満の成人には")."""
_FARTHEST = 4
_LONGEST = 300


def whom_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The nearest sentence of the same item that opens with a group of patients; () where the words name people.

    A heading or a sentence in the context that names people does so as well, unless the sentence before is on some of
    them only: a limit for light adults is none for all adults. In English and German only doses go with a group told
    by its age or weight: elsewhere such a sentence refers to its patients by a word.
    """
    first = segment.first
    if first.language in _AGED:
        return _aged_before(segment, before, _AGED[first.language])
    if first.language != "ja" or first.section not in _OF_CARE:
        return ()
    if _NAMED.search(segment.body):
        return ()
    over = "\n".join(segment.context_texts)
    named = set(_NAMED.findall(over))
    for earlier in reversed(before[-_FARTHEST:]):
        if earlier.origin[-1].passage.id != first.id:
            break
        told = _head_within(earlier, first.id) or (earlier.origin if _HEAD.match(earlier.body) else ())
        if told:
            words = "\n".join(quote.text for quote in told)
            head = _HEAD.match(words)
            opening = head[0] if head else ""
            is_narrower = bool(_NARROWS.search(opening)) or not set(_NAMED.findall(opening)) <= named
            is_shown = words in over or (named and not is_narrower)
            return told if len(words) <= _LONGEST and not is_shown else ()
    return ()


class _Aged(NamedTuple):
    """How a language opens a dose with a group told by age or weight, names people, and speaks of doses."""

    head: WordPattern
    people: WordPattern
    dose: WordPattern
    barred: WordPattern


_AGED = {
    "en": _Aged(
        word_pattern(
            r"^\W*(?:(?:in|for|with) )?(?:the )?(?:\w+ ){0,2}(?:infants?|neonates?|newborns?|toddlers?|babies|children|"
            r"adolescents?|adults?|persons?|people|patients?|women|men|boys|girls|elderly|subjects?)\b[^.;:]{0,40}?"
            r"\d+(?:\.\d+)?\s?(?:years?|months?|weeks?|days?|kg)\b"
        ),
        word_pattern(
            r"\b(?:infants?|neonates?|newborns?|toddlers?|babies|child(?:ren)?|adolescents?|adults?|persons?|people|women|"
            r"men|boys|girls|elderly|subjects?|volunteers?|age[ds]?|pa?ediatric|geriatric|patients? (?:with|who|on|"
            r"whose|receiving|taking|treated)|your (?:child|baby))\b|\d\s?(?:years?|months?) (?:of age|old)\b"
        ),
        word_pattern(
            r"\b(?:dos(?:e|es|age|ing)|injections?|vaccinations?|tablets?|capsules?|sachets?|drops|spoonfuls?|puffs?|"
            r"(?:once|twice|times) (?:a|per|each) day|daily|weekly|booster|maximum|mg|mcg|ml|units?)\b|"
            r"\d\s?(?:mg|µg|g|ml)\b"
        ),
        word_pattern(r"\b(?:not|never|contraindicated|avoid)\b"),
    ),
    "de": _Aged(
        word_pattern(
            r"^\W*(?:(?:bei|für) )?(?:(?:der|die|den|das|ein|einem) )?(?:\w+ ){0,2}(?:Säuglingen?|Neugeborenen?|"
            r"Kleinkinder\w*|Kind(?:er\w*)?|Jugendlichen?|Erwachsenen?|Personen|Patient\w*|Frauen|Männer\w*|Schulkinder\w*)\b"
            r"[^.;:]{0,50}?\d+(?:,\d+)?\s?(?:Jahre?n?|Monate?n?|Wochen|Tage?n?|kg)\b"
        ),
        word_pattern(
            r"\b(?:Säugling\w*|Neugeboren\w*|\w*[Kk]ind\w*|Jugendlich\w*|Erwachsen\w*|Personen|Frauen|Männer\w*|Älter\w*|"
            r"Senioren|Patient\w* (?:mit|unter|die|über|ab)|Proband\w*)\b|\d\s?(?:Jahre?n?|Monate?n?)\b(?! lang)"
        ),
        word_pattern(
            r"\b(?:\w*[Dd]osis|\w*[Dd]osen|\w*[Dd]osierung\w*|Injektion\w*|Impfung\w*|\w*[Tt]abletten?|Kapseln?|Beutel|Tropfen|"
            r"\w*löffel|Hübe|täglich|wöchentlich|Auffrisch\w*|mg|µg|ml)\b|\d\s?(?:mg|µg|g|ml)\b"
        ),
        word_pattern(r"\b(?:nicht|keine?n?|nie|kontraindiziert|vermeiden)\b"),
    ),
}


def _aged_before(segment: Segment, before: Sequence[Segment], words: _Aged) -> tuple[Quote, ...]:
    """The nearest dose of the same paragraph that opens with a group told by age or weight, for a later dose of it."""
    body = segment.body
    if "\t" in body or not words.dose.search(body) or words.people.search(body):
        return ()
    for earlier in reversed(before[-_FARTHEST:]):
        if earlier.origin[-1].passage.id != segment.first.id or "\t" in earlier.body:
            break
        if words.head.match(earlier.body):
            is_dose = words.dose.search(earlier.body) and not words.barred.search(earlier.body)
            fits = is_dose and len(earlier.body) <= _LONGEST and earlier.body not in "\n".join(segment.context_texts)
            return earlier.origin if fits else ()
        if words.people.search(earlier.body):
            break
    return ()


def _head_within(earlier: Segment, passage: str) -> tuple[Quote, ...]:
    """The last sentence, behind the first one of a piece and in that item, that opens with a group of patients."""
    for quote in reversed([quote for quote in earlier.origin if quote.passage.id == passage]):
        for start, end in reversed(sentences(quote.text, "ja")):
            is_first = quote is earlier.origin[0] and not quote.text[:start].strip()
            if not is_first and _HEAD.match(quote.text[start:end]):
                return (
                    Quote(
                        quote.passage, quote.start + start, quote.start + start + len(quote.text[start:end].rstrip())
                    ),
                )
    return ()
