"""People whom a label's indication leaves out by what it says of its own: a milder disease, the other side of a pair.

A label for postmenopausal women is none for premenopausal ones, though their words share all but one syllable. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generate.kit import kit
from generate.label import Label
from generate.lexicon import table
from generate.question import Question
from generate.triage.story import story_of

OPPOSITES = (("premenopausal", "postmenopausal"),)
"""Pairs of terms of which a patient is one or the other."""
_MILD = re.compile(r"(?:mild|leichte[rns]?|轻度|軽症|軽度)[ 的のな]*(?:(?:atop|ecz|derm|特应|湿疹|アトピー|neuro)\S*)")


def milder_than_indicated(question: Question, label: Label) -> Iterator[str]:
    """The words of a disease milder than the one the label is for."""
    if "moderate_to_severe" not in label.attributes:
        return
    mild = _MILD.search(question.masked)
    if mild and "moderate" not in question.masked:
        yield mild.group()


def opposite_of_indicated(question: Question, label: Label, may_use: re.Pattern[str]) -> Iterator[str]:
    """The words of people who are the opposite of those the indication names, where their treatment is asked for."""
    begins = kit("story", story_of(question).voice).spans("begin", question.masked)
    if not (begins or may_use.search(question.masked) or "dose" in question.topic_ids):
        return
    for pair in OPPOSITES:
        found = {f.id: f.words for f in table("terms").find(question.masked) if f.id in pair}
        indicated = table("terms").ids_in(label.indication_text) & set(pair)
        if len(found) == 1 and len(indicated) == 1 and not indicated & set(found):
            yield from found.values()
