"""Depths of headings where the layout of the label is known: its sections stand beside each other, whatever the file
says.

A file that sets the storage under the pharmacokinetics, or a question as large as a section, would give every piece
below a heading that is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.lines.marks import END
from ingest.reading import Block
from ingest.sections.heads import bare, bracketed, chapter_of, heading_number, names_of, opens_part
from ingest.sections.names import SMPC, Family, Section
from ingest.sections.names_german import CODE
from ingest.sections.order import place_of
from library.models import PassageKind

__all__ = ["with_section_levels"]

S = Section
_EDGES = (PassageKind.HEADER, PassageKind.FOOTER)
_LINES = (PassageKind.PARAGRAPH, PassageKind.HEADING)
_WITHIN: dict[Section, frozenset[Section]] = {
    S.WARNINGS: frozenset(
        {S.BOXED_WARNING, S.CONTRAINDICATIONS, S.WARNINGS, S.PREGNANCY, S.LACTATION, S.PEDIATRIC, S.GERIATRIC}
    ),
    S.PHARMACOLOGY: frozenset(
        {S.PHARMACOLOGY, S.NONCLINICAL, S.MECHANISM, S.PHARMACODYNAMICS, S.PHARMACOKINETICS, S.CLINICAL_STUDIES}
    ),
    S.REVISION: frozenset({S.REVISION}),
    S.HOLDER: frozenset({S.HOLDER}),
}
"""Sections that hold others in some layouts."""
_NAMED = (Family.CHINA, Family.SWISS, Family.GERMAN, Family.US_OLD, Family.ENGLISH)
"""Layouts whose sections are told by their names alone."""
_OF_PATIENTS = (S.POPULATIONS, S.PREGNANCY, S.LACTATION, S.FERTILITY, S.PEDIATRIC, S.GERIATRIC, S.RENAL, S.HEPATIC)
_LEAST = 4
_LONGEST = 140
_CODED = re.compile(rf"{CODE}\s+\d{{1,2}}\.?(?:\d{{1,2}}\.?)?\s+[A-ZÄÖÜ][a-zäöüß]")
"""A line with the code of its field, the number of a section and its name."""


def with_section_levels(blocks: Sequence[Block], family: Family | None) -> list[Block]:
    """The blocks with a label's sections at one depth, other headings below them, and lines that only name a section
    as headings.
    """
    if family is Family.SMPC:
        return _with_numbered_levels(_with_numbered_names(blocks))
    if family not in _NAMED:
        return list(blocks)
    made = _with_lines_within(_with_plain_names(blocks, family), family)
    known = [_known(b, family) if b.level and _WITHIN_COUNTED not in b.facts else None for b in made]
    levels = [block.level for block, section in zip(made, known, strict=True) if section is not None]
    if len(levels) < _LEAST:
        return made
    top, inside, shift, below = min(levels), S.OTHER, 0, 0
    counted = sum(k is not None and chapter_of(b.text) == "chapter" for b, k in zip(made, known, strict=True)) > 1
    framed = sum(k is not None and bracketed(b.text) is not None for b, k in zip(made, known, strict=True)) >= _LEAST
    for index, block in enumerate(made):
        section = known[index]
        if framed and section is S.POPULATIONS and bracketed(block.text) is None and inside is not S.OTHER:
            line = block.text.rstrip().endswith((":", "："))  # "特殊人群：" among the doses, before "用量："
            part = replace(block, level=top + 1, section=inside)
            made[index] = replace(block, kind=PassageKind.PARAGRAPH, level=0) if line else part
            continue
        if not block.level or block.kind is PassageKind.TITLE or _WITHIN_COUNTED in block.facts:
            continue
        chapter = counted and chapter_of(block.text) == "chapter"
        if section is not None and section is not inside and _comes_again(index, made, known):
            made[index] = replace(block, level=top + 1, section=inside)  # a part of the section it stands in
        elif section is not None:
            shift = below = 0
            if block.level > top and section in _WITHIN.get(inside, ()) and not chapter:
                continue
            inside = section
            made[index] = replace(block, level=top)
        elif block.level < top or chapter:
            inside = S.OTHER  # another document in the same file, or a part of it
            made[index] = replace(block, level=min(block.level, top))
        elif inside is not S.OTHER and block.section is None and bracketed(block.text) is None:
            if block.level == top and block.text.endswith(("?", "？")):
                made[index] = replace(block, level=max(below, top + 1))  # as those before and after it
            elif block.level == top:
                shift = 1
                made[index] = replace(block, level=top + 1)
            elif shift:
                made[index] = replace(block, level=block.level + shift)
            below = made[index].level
    return made


_WITHIN_COUNTED = "within_counted"
"""Fact of a line that heads a part of a counted section, though another section bears its name."""


def _with_lines_within(blocks: list[Block], family: Family) -> list[Block]:
    """Where a file counts its sections ("4.2 …"), a bare name over a part of one ("老年用药：") stands below it.

    Its name gives what is under it a section, but no depth above the headings that are counted: the next of these
    ends it, and so does the next name like it.
    """
    counted = [i for i, block in enumerate(blocks) if _is_counted(block, family)]
    if len(counted) < _LEAST:
        return blocks
    made, over = list(blocks), 0
    for index in range(counted[0], counted[-1]):
        block = blocks[index]
        section = _known(block, family) if block.level and bracketed(block.text) is None else None
        if section is None or not (block.text.rstrip().endswith((":", "：")) or section in _OF_PATIENTS):
            over = block.level or over
        elif not chapter_of(block.text) and not heading_number(block.text)[0]:
            facts = {**block.facts, _WITHIN_COUNTED: "line"}
            made[index] = replace(block, kind=PassageKind.HEADING, level=over + 1, facts=facts)
    return made


def _is_counted(block: Block, family: Family) -> bool:
    """Is a heading a number of two parts and the name of a section ("4.3 禁忌症")?"""
    number, rest = heading_number(block.text) if block.level else ("", "")
    return number.count(".") == 1 and bare(rest) in names_of(family)


def _comes_again(index: int, blocks: Sequence[Block], known: Sequence[Section | None]) -> bool:
    """True where the next section has the very same heading: this one is a sub-heading of the section it stands in."""
    after = next((i for i in range(index + 1, len(blocks)) if known[i] is not None), None)
    return after is not None and after > index + 1 and bare(blocks[after].text) == bare(blocks[index].text)


def _known(block: Block, family: Family) -> Section | None:
    number, rest = heading_number(block.text)
    if family is Family.US_OLD and (block.text.upper() != block.text or block.section is not None):
        return None  # what is set smaller is a part of one
    if number and (family is not Family.GERMAN or "." in number):
        return None
    return names_of(family).get(bare(rest))


def _with_plain_names(blocks: Sequence[Block], family: Family) -> list[Block]:
    """Lines that say no more than the name of a section that no heading has, after a sentence, over something else."""
    headed = {bare(block.text) for block in blocks if block.level}
    made, level = list(blocks), 0
    body = [i for i, b in enumerate(blocks) if b.kind not in _EDGES]
    for before, index, after in zip(body, body[1:], body[2:], strict=False):
        block = blocks[index]
        if block.level:
            level = block.level if _known(block, family) else level
            continue
        section = _known(block, family) if block.kind is PassageKind.PARAGRAPH else None
        if section is None or not level or bare(block.text) in headed:
            continue
        if section is S.POPULATIONS and block.text.rstrip().endswith((":", "：")):
            continue  # a line among the doses over those of some patients
        ended = bool(END.search(blocks[before].text)) and not blocks[before].level
        if ended and blocks[after].kind in _LINES and _known(blocks[after], family) is None:
            made[index] = replace(block, kind=PassageKind.HEADING, level=level)
    return made


def _with_numbered_names(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbered section titles as headings, where the file sets all of them as plain paragraphs."""
    blocks = _with_coded_titles(blocks)
    titles = [i for i, block in enumerate(blocks) if _is_numbered(block)]
    plain = [i for i in titles if blocks[i].kind is PassageKind.PARAGRAPH]
    numbers = [heading_number(blocks[i].text)[0] for i in plain]
    if len(plain) < _LEAST or len(plain) < len(titles) or len(set(numbers)) < len(numbers):
        return list(blocks)
    made = list(blocks)
    top = min((block.level for block in blocks if block.level and block.kind is PassageKind.HEADING), default=1)
    for index, number in zip(plain, numbers, strict=True):
        made[index] = replace(made[index], kind=PassageKind.HEADING, level=top + number.count("."))
    return made


def _with_coded_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every line as a heading that opens with the code of its field and the number of a section."""
    coded = [i for i, block in enumerate(blocks) if _is_coded(block)]
    numbers = [heading_number(blocks[i].text)[0] for i in coded]
    if len(coded) < _LEAST or len(set(numbers)) < len(numbers):
        return list(blocks)
    made = list(blocks)
    top = min((blocks[i].level for i in coded if blocks[i].level), default=1)
    for index, number in zip(coded, numbers, strict=True):
        if not made[index].level:
            made[index] = replace(made[index], kind=PassageKind.HEADING, level=top + number.count("."))
    return made


def _is_coded(block: Block) -> bool:
    short = block.kind in _LINES and len(block.text) <= _LONGEST and not END.search(block.text)
    return short and _CODED.match(block.text) is not None and heading_number(block.text)[0] in SMPC


def _is_numbered(block: Block) -> bool:
    """Is a line a section's number and its name, and nothing else?"""
    if _is_coded(block):
        return True
    if block.kind not in _LINES or len(block.text) > _LONGEST:
        return False
    number, rest = heading_number(block.text)
    return number in SMPC and names_of(Family.SMPC).get(bare(rest)) is SMPC[number]


def _with_numbered_levels(blocks: list[Block]) -> list[Block]:
    """The blocks with all titles of one count ("4", "4.6") at one depth, and what stands between two of them below the
    first ("3. Trimenon:" is no section 3).
    """
    titles = [i for i, block in enumerate(blocks) if block.kind is PassageKind.HEADING and _is_numbered(block)]
    if len(titles) < _LEAST or any(block.section is not None for block in blocks):
        return blocks
    made = list(blocks)
    of_chapters = [blocks[i].level for i in titles if "." not in heading_number(blocks[i].text)[0]]
    of_parts = [blocks[i].level for i in titles if "." in heading_number(blocks[i].text)[0]]
    chapter = min(of_chapters, default=min(of_parts, default=1))
    part = max(min(of_parts, default=chapter + 1), chapter + 1)
    for index in titles:
        made[index] = replace(made[index], level=part if "." in heading_number(blocks[index].text)[0] else chapter)
    for first, following in pairwise(titles):
        if place_of(heading_number(blocks[following].text)[0]) > place_of(heading_number(blocks[first].text)[0]):
            _set_below(made, first, following)
    return made


def _set_below(made: list[Block], first: int, following: int) -> None:
    """Put the headings between two titles below the first, in place; those of a number that goes on are left alone."""
    number = place_of(heading_number(made[first].text)[0])
    within = [i for i in range(first + 1, following) if made[i].level and made[i].kind is PassageKind.HEADING]
    within = [i for i in within if not _counts_on(made[i].text, number)]
    high = [i for i in within if made[i].level <= made[first].level and not opens_part(made[i].text)]
    level = min((made[i].level for i in within if i not in high), default=made[first].level + 1)
    for index in high:
        made[index] = replace(made[index], level=max(level, made[first].level + 1))


def _counts_on(text: str, number: tuple[int, ...]) -> bool:
    """Does a heading bear a number that comes after ``number``?"""
    own = heading_number(text)[0]
    return bool(own) and place_of(own) > number
