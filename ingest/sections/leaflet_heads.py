"""Headings of package leaflets, which the European template words and numbers: what stands over what.

A file that sets a part of section 2 larger than its sections, or "If you forget to take …" as plain words, would leave
the possible side effects under the warnings, or the missed dose under the dose of somebody with bad kidneys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.mended import marked
from ingest.reading import Block
from ingest.sections.heads import heading_number
from library.models import PassageFlag, PassageKind

__all__ = ["with_leaflet_levels"]

_CHAPTER = re.compile(
    r"(?:what .{1,70} (?:is|are) and what (?:it is|they are) used for|what you (?:need|should) (?:to )?know before\b|"
    r"before you (?:take|use|are given)\b|how to (?:take|use|store|give|inject)\b|how .{1,60} (?:is|are) given\b|"
    r"possible side effects|contents of the pack\b|further information|"
    r"was (?:ist|sind) .{1,70} und wofür (?:wird|werden)\b|was (?:sie|sollten sie|müssen sie) (?:vor|bei) der\b|"
    r"wie (?:ist|sind) .{1,70} (?:einzunehmen|anzuwenden|aufzubewahren)|welche nebenwirkungen sind möglich|"
    r"inhalt der packung\b|weitere informationen)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:warnings and precautions|children(?: and adolescents)?|use in children(?: and adolescents)?|"
    r"other medicines and [^.;:]{2,50}|[^.;:]{2,50} with food(?:,| and) (?:drink|alcohol)[^.;:]{0,20}|"
    r"pregnancy(?:,| and|, and) (?:breast.?feeding|lactation|fertility)[^.;:]{0,30}|driving and using machines|"
    r"if (?:you|your child) (?:take|use|inject|are given|have (?:taken|used|been given)) (?:too much|more) "
    r"[^.;:]{2,60}|if (?:you|your child) (?:forget|miss|forgot)\b[^.;:]{2,60}|"
    r"if you (?:stop|want to stop)\b [^.;:]{2,60}|"
    r"reporting of side effects|what [^.;:]{2,60} (?:contains?|looks? like[^.;:]{0,30})|"
    r"warnhinweise und vorsichtsmaßnahmen|kinder und jugendliche|"
    r"(?:einnahme|anwendung|verabreichung) von [^.;:]{2,50} (?:zusammen )?mit [^.;:]{4,70}|"
    r"schwangerschaft(?:,| und) stillzeit[^.;:]{0,60}|verkehrstüchtigkeit und [^.;:]{4,60}|"
    r"wenn sie (?:eine größere menge [^.;:]{2,60}(?:haben|wurde)|(?:die )?(?:einnahme|anwendung)\b[^.;:]{2,60}"
    r"(?:haben|abbrechen))|meldung von nebenwirkungen|was [^.;:]{2,60} enthält|wie [^.;:]{2,60} aussieht[^.;:]{0,40}"
    r"|(?!(?:each|one|the|every|this|it|a|1|jede[rs]?|eine?|die|der|das|dieses)\b)[^.;:\d]{2,50} "
    r"(?:contains?|enthält|enthalten) [^.;:\d]{3,60})"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
"""Parts of a section, as the template names them in English and German."""
_LEAST = 4
_LONGEST = 140
_OF_SECTION = 2
"""How deep a section stands, below the title alone."""
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)


def with_leaflet_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a leaflet with all headings between two of its numbered sections below the first of these, and
    plain lines that are the name of a part as headings; other documents as they are.
    """
    made = blocks = _with_counted_sections(blocks)
    chapters = [i for i, block in enumerate(blocks) if _is_chapter(block)]
    if len({heading_number(marked(blocks[i]))[0] for i in chapters}) < _LEAST:
        return made
    made = blocks = _raised(blocks, chapters)
    for first, following in zip(chapters, [*chapters[1:], len(blocks)], strict=True):
        ends = following < len(blocks) and _number(blocks[following]) == _number(blocks[first]) + 1
        _set_within(made, first, following if ends else first + 1)
    return made


def _raised(blocks: list[Block], chapters: Sequence[int]) -> list[Block]:
    """The blocks with sections right below the title where a name over them, set in many sizes, has them deeper."""
    deep = min(blocks[i].level for i in chapters)
    if deep <= _OF_SECTION + 1:
        return blocks
    up = deep - _OF_SECTION
    return [
        replace(block, level=block.level - up) if at >= chapters[0] and block.level >= deep else block
        for at, block in enumerate(blocks)
    ]


def _with_counted_sections(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with sections that were taken for items of a list or plain lines, for their number, as headings.

    A list of contents holds one such line after the other; a section stands over something else. A line of the contents
    that looks like a heading heads nothing.
    """
    made = list(blocks)
    body = [i for i, block in enumerate(blocks) if block.kind not in _ASIDE]
    named = [bool(_CHAPTER.match(heading_number(marked(blocks[i]))[1].strip())) for i in body]
    counted = _contents([_count(blocks[i]) for i in body], named)
    found: dict[str, int] = {}
    for at, index in enumerate(body):
        block = blocks[index]
        if at in counted:
            made[index] = replace(block, kind=PassageKind.LIST_ITEM, level=0)
            continue
        last = at + 1 == len(body) or named[at + 1]
        listed = block.kind in (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH) and len(block.text) < _LONGEST
        if named[at] and not last and listed:
            found.setdefault(heading_number(marked(block))[0], index)
    found = {number: index for number, index in found.items() if number.isdigit()}
    if len(found) < _LEAST or list(found.values()) != sorted(found.values()):
        return list(blocks)
    inside = made[min(found.values()) : max(found.values())]
    level = min((b.level for b in inside if b.level and b.kind is PassageKind.HEADING), default=_OF_SECTION)
    for index in found.values():
        made[index] = replace(blocks[index], kind=PassageKind.HEADING, level=min(level, _OF_SECTION), group=None)
    return made


def _contents(counts: Sequence[int], named: Sequence[bool]) -> set[int]:
    """Places of the lines that count on from 1 one right after the other, most of them by the names of sections."""
    found: set[int] = set()
    for first, count in enumerate(counts):
        if count == 1:
            end = first + 1
            while end < len(counts) and counts[end] == counts[end - 1] + 1:
                end += 1
            if end - first >= _LEAST and sum(named[first:end]) >= _LEAST:
                found.update(range(first, end))
    return found


def _count(block: Block) -> int:
    """The number that a short line opens with; 0 for others."""
    number = heading_number(marked(block))[0] if len(block.text) < _LONGEST else ""
    return int(number) if number.isdigit() else 0


def _is_chapter(block: Block) -> bool:
    number, name = heading_number(marked(block))
    return block.kind is PassageKind.HEADING and number.isdigit() and bool(_CHAPTER.match(name.strip()))


def _number(block: Block) -> int:
    return int(heading_number(marked(block))[0])


def _set_within(made: list[Block], first: int, end: int) -> None:
    """Set the levels of headings between two sections, in place."""
    top = made[first].level
    within = [i for i in range(first + 1, end) if made[i].level and PassageFlag.HIDDEN not in made[i].flags]
    deeper = [made[i].level for i in within if made[i].level > top]
    level = min(deeper, default=top + 1)
    for index in range(first + 1, end):
        block = made[index]
        if block.level and block.level <= top and block.kind is PassageKind.HEADING:
            made[index] = replace(block, level=level)
        elif block.kind is PassageKind.PARAGRAPH and _PART.fullmatch(block.text.strip()):
            made[index] = replace(block, kind=PassageKind.HEADING, level=level)
