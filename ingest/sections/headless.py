"""US labels printed without the headings of their sections: what their numbered sub-headings and openings tell.

Some prints (of repackagers, by DailyMed) leave out ``5 WARNINGS AND PRECAUTIONS`` and keep ``5.1 …``. The names of some
sub-headings are fixed by 21 CFR 201.57(c), so a document that has several of them under their numbers is such a label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from ingest.sections.names import US_PLR, Section
from library.models import PassageKind

__all__ = ["is_headless", "opened", "with_sub_headings"]

_FIXED = {
    "6.1": "clinical trials experience", "6.2": "postmarketing experience", "8.1": "pregnancy", "8.2": "lactation",
    "8.4": "pediatric use", "8.5": "geriatric use", "12.1": "mechanism of action", "12.2": "pharmacodynamics",
    "12.3": "pharmacokinetics", "13.1": "carcinogenesis",
}  # fmt: skip
"""Sub-headings whose number and name are the same in every label."""
_ENOUGH = 5
_SUB = re.compile(r"(\d{1,2})\.(\d{1,2})\s+([A-Z][^\n]{2,190})$")
_WHOLE = re.compile(r"(\d{1,2})\.?\s+([A-Z][A-Za-z &,/]{6,60})$")
_OPENINGS: tuple[tuple[int, Section, str], ...] = (
    (6, Section.ADVERSE_REACTIONS, r"The following\b.{0,80}\badverse\b.{0,90}\b(discussed|described)\b"),
    (10, Section.OVERDOSE, r"(In|For) the (event|case|management) of (an? )?(acute |suspected )?overdos"),
    (11, Section.DESCRIPTION, r".{0,400}\b(empirical|molecular|chemical) (formula|weight|structure)"),
    (16, Section.HOW_SUPPLIED, r".{0,160}\b(is|are) (supplied|available) (as|in)\b"),
    (17, Section.PATIENT_COUNSELLING, r"Advise the patient\b.{0,40}\bto read\b"),
    (
        18,
        Section.LEAFLET,
        r"(What is the most important information I should know about|Read (this|the) Medication Guide)",
    ),
)
"""How sections without sub-headings open, and their numbers."""


def is_headless(blocks: Sequence[Block]) -> bool:
    """True for a US label whose sub-headings stand under their fixed numbers while its section headings are missing."""
    if len({number for block in blocks if (number := _fixed(block))}) < _ENOUGH:
        return False
    tops = {
        found[1]
        for block in blocks
        if not block.text[:1].isalpha()
        and (found := _WHOLE.match(block.text.strip()))
        and found[1] in US_PLR
        and found[2].casefold().startswith(US_PLR[found[1]][1][:9])
    }
    return len(tops) < 3


def _fixed(block: Block) -> str:
    """The number of the fixed sub-heading that the block is, "" where it is none."""
    begins = len(block.text) < 160 and not block.text[:1].isalpha()
    found = _SUB.match(block.text.strip()) if begins else None
    number = f"{found[1]}.{found[2]}" if found else ""
    fixed = found is not None and number in _FIXED and found[3].casefold().startswith(_FIXED[number])
    return number if fixed else ""


def with_sub_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a headless label with its lines ``n.m Name`` as headings, as far as their numbers go on.

    ``facts["opens"]`` names the section of a block that opens one by its words: no heading before it stands over it.
    """
    last, made = (0, 0), []
    for block in blocks:
        found = _SUB.match(block.text.strip()) if block.kind in (PassageKind.PARAGRAPH, PassageKind.HEADING) else None
        place = (int(found[1]), int(found[2])) if found else (0, 0)
        if not found and (new := opened(block.text, last)):
            last = (new[0], 0)
            block = replace(block, facts={**block.facts, "opens": str(new[1])})
        if found and str(place[0]) in US_PLR and _goes_on(place, last) and not block.text.rstrip().endswith((".", ";")):
            last = place
            block = replace(block, kind=PassageKind.HEADING, level=2)
        made.append(block)
    return made


def _goes_on(place: tuple[int, int], last: tuple[int, int]) -> bool:
    return last < place and (place[1] <= last[1] + 3 if place[0] == last[0] else place[1] <= 2)


def opened(text: str, number: tuple[int, ...]) -> tuple[int, Section] | None:
    """Number and section that ``text`` opens by its words, where the last number reached lies before it, or None."""
    for top, section, words in _OPENINGS:
        near = bool(number) and 0 < number[0] < top and (top < 16 or number[0] >= 12)
        if near and re.match(words, text, re.S):
            return top, section
    return None
