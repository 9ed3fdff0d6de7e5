"""A line that only names patients ("For adults") right over headings of diseases: it stands over all of these."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.headings.lines_over import names_group
from modularize.sentences.depends import reads_as_heading

__all__ = ["with_groups_over"]

_OPENS = re.compile(r"^\W*(?:(?:Für|Bei|For|In)\s+)?", re.IGNORECASE)
_LONGEST = 40
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_ENDS = re.compile(
    r"\W*(?:Art|Dauer|Methods?|Duration|Hinweise?|Note|Nieren\w*|Leber\w*|Renal|Hepatic)\b", re.IGNORECASE
)
"""Headings of parts that are told of all patients."""


def with_groups_over(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages of doses; a line that only names patients, right over a heading, is a heading over that one.

    It ends with the headings beside it: where one of them names patients itself, or what holds for all.
    """
    made = list(passages)
    body = [at for at, passage in enumerate(made) if passage.kind not in _EDGE]
    for place, at in enumerate(body[:-1]):
        line, follower = made[at], made[body[place + 1]]
        if not _stands_over(line, follower):
            continue
        base = line.heading_path
        made[at] = line.model_copy(update={"kind": PassageKind.HEADING, "group": None})
        for below in body[place + 1 :]:
            passage = made[below]
            if passage.section != line.section or passage.heading_path[: len(base)] != base:
                break
            beside = passage.heading_path == base and passage.kind is PassageKind.HEADING
            if beside and (_names_patients(passage.text) or _ENDS.match(passage.text)):
                break
            if _stands_over(passage, None):
                break
            path = (*base, line.text, *passage.heading_path[len(base) :])
            made[below] = passage.model_copy(update={"heading_path": path})
    return made


def _names_patients(text: str) -> bool:
    return names_group(_OPENS.sub("", text))


def _stands_over(line: Passage, follower: Passage | None) -> bool:
    is_line = line.kind is PassageKind.PARAGRAPH and line.section == "dosage" and len(line.text.strip()) <= _LONGEST
    if not is_line or not reads_as_heading(line.text.rstrip(" :：")) or not _names_patients(line.text):
        return False
    if follower is None:
        return True
    beside = follower.kind is PassageKind.HEADING and follower.heading_path == line.heading_path
    return beside and not _names_patients(follower.text)
