"""A dose raised step by step: each line ends in "increase to", the next begins with the amount. It is one statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library import han
from library.text import sentences
from modularize.draft import Quote, Segment

__all__ = ["opens_doses", "with_steps_joined"]

_RAISED_TO = han.compile(
    r"(?:增加|增量|加量|递增|提高|增)(?:剂量)?(?:至|到|为)\s*$|"
    r"\b(?:increas\w+|titrat\w+|rais\w+)(?: the dose)? (?:up )?to\s*$|"
    r"\b(?:Erhöhung|Steigerung|erhöhen|steigern|erhöht|gesteigert)(?: der (?:Tages)?dosis)? auf\s*$",
    re.IGNORECASE,
)
_AMOUNT = han.compile(r"\W*\d[\d.,．]*\s?(?:[mμµ]?g|毫克|微克|克|ml|mL|毫升|IU|单位|片|粒|units?)")
_OPENS_DOSES = han.compile(r"(?:方案|剂量|给药|用量|用法|滴定|步骤|递增)[^。]{0,12}[:：]\s*$")
_LONGEST = 1200


def with_steps_joined(segments: Sequence[Segment]) -> list[Segment]:
    """The segments; steps of a dose that go on from one line to the next, under the same opening, are one."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last is not None and _goes_on(last, segment):
            step, *behind = _parted(segment)
            found[-1] = replace(last, origin=(*last.origin, *step.origin))
            found.extend(behind)
        else:
            found.append(segment)
    return found


def _parted(segment: Segment) -> list[Segment]:
    """The step, and as a statement of its own what whole sentences say behind it ("The maximum dose is 10 mg.")."""
    quote = segment.origin[0]
    spans = sentences(quote.text, quote.passage.language)
    if len(segment.origin) > 1 or len(spans) < 2:
        return [segment]
    step = Quote(quote.passage, quote.start, quote.start + spans[0][1])
    behind = Quote(quote.passage, quote.start + spans[1][0], quote.end)
    return [replace(segment, origin=(step,)), replace(segment, origin=(behind,))]


def _goes_on(last: Segment, segment: Segment) -> bool:
    beside = last.first.section == segment.first.section == "dosage"
    beside = beside and last.first.heading_path == segment.first.heading_path
    near = 0 <= segment.first.seq - last.origin[-1].passage.seq <= 1
    if not (beside and near) or "\t" in last.body or "\t" in segment.body:
        return False
    fits = len(last.body) + len(segment.body) <= _LONGEST
    return fits and bool(_RAISED_TO.search(last.body)) and bool(_AMOUNT.match(segment.body))


def opens_doses(text: str) -> bool:
    """Does a Chinese line with a colon at its end say that doses stand below it ("按以下方案逐渐增加剂量：")?"""
    return bool(_OPENS_DOSES.search(text))
