"""Are two statements of one form, with other figures, one claim at all? Pure.

Labels are full of families: a line for each strength, pack, week or kind of patient, alike but for a figure. Only the
same claim with another figure is a conflict; another dose, time, population, row, medicine or animal makes another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.evidence_words import content_words
from library.models import ModuleKind
from library.numbers import Number, NumberKind, numbers
from library.text import fold
from library.word_pattern import word_pattern
from modularize.linking.near import Claim

Pairs = Sequence[tuple[Number, Number]]
"""Figures of two claims, each with the one in its place, that are not the same."""
_DOSES = (ModuleKind.DOSING, ModuleKind.SPECIAL_POPULATION)
_RESULTS = (NumberKind.PERCENT, NumberKind.RATIO, NumberKind.POINTS, NumberKind.P_VALUE, NumberKind.PART)
_COUNTS_OR_NAMES = word_pattern(
    r"(?:\b(?:no|nos|nr|nº|n°|ndc|item|step|part|phase|cohort|group|type|class|grade|stage|version|statement|level|page|"
    r"figure|fig|table|tab|section|sections|chapter|study|trial|reference|ref|sección|abschnitt|kapitel|tabelle|studie|"
    r"rubrique|secção|teil|stufe|gruppe|grad|typ)|第|表|図|图|项|項|号|研究|グレード|分级)[\s.:#º°(（]*$"
)
"""What stands before a figure that names a thing or a place and measures nothing."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_TELLING = content_words(
    "occurred occur occurs reported observed seen noted found developed experienced recorded showed shown had given "
    "take taken administered given dose dosage recommended usual "
    "approximately about overall respectively also rate incidence treatment receiving patient all total either than "
    "trat traten auf beobachtet berichtet gemeldet etwa insgesamt jeweils auch Patienten Behandlung behandelt "
    "发生 报告 观察 出现 患者 约 分别 也 認め 報告 発現 患者 それぞれ 約"
)
"""Words that two tellings of one claim choose freely."""


def is_of_one_thing(mine: Claim, theirs: Claim) -> bool:
    """Are both about the same medicine or, where none is named, the same disease?"""
    one, other = mine.module.content, theirs.module.content
    return one.product == other.product and bool(one.product or (one.disease and one.disease == other.disease))


def tells_one_dose(mine: Claim, theirs: Claim) -> bool:
    """Do both say how the medicine is given in the same case?

    What patients of a study got, and what another medicine asks for, is no dose of it; a document that tells it in
    several sentences tells steps or cases.
    """
    both = (mine, theirs)
    if any(claim.module.content.kind not in _DOSES or not is_dosing(claim) for claim in both):
        return False
    if mine.module.content.language != theirs.module.content.language:
        return True
    return not mine.origins & theirs.origins and not _contrast(*(_without_frequencies(claim) for claim in both))


def is_dosing(claim: Claim) -> bool:
    """Does a claim give a dose and how often it is taken?"""
    return any(n.kind is NumberKind.FREQUENCY for n in claim.figures) and any(n.unit == "mg" for n in claim.figures)


def _without_frequencies(claim: Claim) -> str:
    body = claim.module.content.body
    for number in sorted(claim.figures, key=lambda number: -number.start):
        if number.kind is NumberKind.FREQUENCY:
            body = f"{body[: number.start]} , {body[max(number.end, number.end_unit) :]}"
    return body


def is_another_claim(mine: Claim, theirs: Claim, pairs: Pairs) -> bool:
    """Is a statement of the same form another claim than this one, so that its other figures contradict nothing?"""
    one, other = mine.module.content, theirs.module.content
    if _contrast(one.body, other.body) or any(_names(mine, a) or _names(theirs, b) for a, b in pairs):
        return True
    if _is_of_another_case(mine, pairs) or _stands_under_another_dose(one.context, other.context):
        return True
    if "\t" in one.body and "\t" in other.body and _is_another_row(one.body, other.body, one.context, other.context):
        return True
    if mine.origins & theirs.origins:
        over_one, over_other = set(one.context), set(other.context)
        return not all(a.kind in _RESULTS for a, _ in pairs) or bool(over_one - over_other and over_other - over_one)
    return _contrast_of(_openings(one.context), _openings(other.context))


def _contrast(one: str, other: str) -> bool:
    """Does each say a word of content that the other does not?"""
    mine, theirs = content_words(one) - _TELLING, content_words(other) - _TELLING
    return bool(mine - theirs) and bool(theirs - mine)


def _contrast_of(one: Sequence[str], other: Sequence[str]) -> bool:
    return _contrast("\n".join(one), "\n".join(other))


def _openings(context: Sequence[str]) -> list[str]:
    """What a statement is the end of: its stem, the caption over its row; no headings, which documents word freely."""
    return [text for text in context if text.rstrip().endswith((":", "："))]


def _names(claim: Claim, number: Number) -> bool:
    """Does a figure name something (No. 40, section 4.5, H0552g) and measure nothing?"""
    body = claim.module.content.body
    if number.kind is NumberKind.NAME:
        return True
    if number.unit or number.kind in _RESULTS:
        return False
    before, after = body[: number.start], body[number.end : number.end + 1]
    return bool(_COUNTS_OR_NAMES.search(before)) or _is_letter(before[-1:]) or _is_letter(after)


def _is_letter(character: str) -> bool:
    return bool(re.match(r"[A-Za-z]|-", character))


def _is_of_another_case(claim: Claim, pairs: Pairs) -> bool:
    """Does a time or dose differ along with a result? Then the result is of that time or dose."""
    results = [a for a, _ in pairs if a.kind in _RESULTS]
    return bool(results) and any(a.kind in (NumberKind.TIME, NumberKind.DOSE) for a, _ in pairs)


def _stands_under_another_dose(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do the words over both name doses or times, and none in common?"""
    mine, theirs = _measures("\n".join(one)), _measures("\n".join(other))
    return bool(mine and theirs) and not mine & theirs


def _measures(text: str) -> set[tuple[object, str]]:
    return {(n.value, n.unit) for n in numbers(text) if n.kind in (NumberKind.DOSE, NumberKind.TIME)}


def _is_another_row(one: str, other: str, over_one: Sequence[str], over_other: Sequence[str]) -> bool:
    """Rows say the same thing only by the same name, under the same header and caption."""
    if fold(one.split("\t")[0]) != fold(other.split("\t")[0]):
        return True
    heads = [{fold(text) for text in over if "\t" in text} for over in (over_one, over_other)]
    figures = [set(_FIGURE.findall("\n".join(over))) for over in (over_one, over_other)]
    under_other_figures = bool(figures[0] - figures[1] and figures[1] - figures[0])
    return heads[0] != heads[1] or under_other_figures or _contrast_of(over_one, over_other)
