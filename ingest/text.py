"""Plain text and Markdown to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.decode import decoded
from ingest.lines.formulas import with_plain_formulas
from ingest.lines.marks import END, REFERENCES, by_mark, marked
from ingest.lines.torn import with_links_in_line
from ingest.markup.fences import BOLD_LEVEL, has_levels, set_as_shown
from ingest.markup.islands import closed, island_blocks, pieces
from ingest.markup.markdown import bare, plain, unescaped
from ingest.reading import Block, Limits, LineOfText, Raw, join_cells, join_lines, split_block
from ingest.sections.assign import bracketed, heading_number, known_heading, opens_part
from ingest.structure.breaks import angled, ended_lines, heads, margin, who
from library.errors import Refused
from library.models import PassageKind

_HEADING = re.compile(r"^(#{1,8})\s+(.*?)\s*#*\s*$")
_ROW = re.compile(r"^\s*\|?(.+\|.+)\|?\s*$")
_RULE = re.compile(r"^[\s|:\-=_*]{3,}$")
_UNDERLINE = r"\s*[=\-_*~]{3,}\s*"
_ITEM = re.compile(
    r"^\s*(?:[-*+·]\s+|[•●○◦▪■◆]|\d{1,3}[.)](?:\s|(?=[\u3040-\u9fff]))|\d{1,3}[．、]|[（(]\d{1,3}[）)]|[①-⑳]"
    r"|[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|、))(?=\s*\S)"
)
"""Enumerators and bullets that begin an item; a figure such as ``2.5`` does not."""


_TAG = re.compile(
    r"[ \t]*<(?P<end>/?)(?P<name>details|summary|p|div|ul|ol|li|h[1-6]|br|hr|strong|b|em|i|u|span)"
    r"(?:\s[^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[；，、]\s*$")
_SET_IN_LINE = re.compile(r"[ \t　]{2,}(?=[\u3400-\u9fff])")
"""What ends a Chinese line whose item goes on, and what the next line of that item opens with."""
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>)\s*\S")
"""A line that says what follows from the item over it."""
_SET_IN = "set in"
"""Columns that a list item is set in by, kept until the lists are told apart."""
_COUNTED = re.compile(r"\s*\d{1,2}[.)]\s")
"""The number of an item: no chapter where the file says by marks which lines are headings."""
_FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*")
"""The line over and under what Markdown sets as it stands."""
_EMPHASIS = re.compile(r"(?<![*_A-Za-z0-9])(\*\*|__)(?=[^\s*_])([^*_\n]{1,200}(?<=\S))\1(?![*_])")
"""Words that Markdown sets bold; ``**`` behind a word or before a note is a mark."""
_CHAPTERS = 3
"""Headings of the highest rank from which the first is one chapter of several."""
_PART = re.compile(r"\s*\d{1,2}(?:[.．]\d{1,2})*\s*[.．、]?\s*[^\W\d_]")
_DASH = re.compile(r"^([-*+])\s+(?=\S)")


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a text: paragraphs, headings, lists and tables (with ``|`` or TAB).

    Blank lines part paragraphs; within them a line stays alone that was ended and not only broken at the margin.
    """
    text = bare(with_plain_formulas(decoded(data)[0]))
    if levelled := has_levels(text.splitlines()):
        text = "\n".join(set_as_shown(text.splitlines()))
    limit = margin(text.splitlines())
    blocks: list[Block] = []
    number = 0
    for piece in pieces(text):
        made: list[Block] = []
        if piece.is_html:
            made, number = island_blocks(piece, number + 1), number + 1
        else:
            words = unescaped(_EMPHASIS.sub(r"\2", _TAG.sub(_untagged, plain(piece.text) if levelled else piece.text)))
            for start, lines in _parts(words, limit):
                number += 1
                if number > limits.passages:
                    raise Refused(
                        "ingest.too_large", f"The text has more than {limits.passages} paragraphs.", "Split it."
                    )
                made += _blocks(lines, f"line[{piece.line + start - 1}]", number, levelled=levelled)
        blocks += closed(made, piece.closes) if piece.closes else made
    whole = blocks if levelled else with_links_in_line(blocks)
    headed = _headed(list(_marked(_dashed(_first_of_several(whole)))), levelled=levelled)
    return Raw(_grouped(headed), 1)


def _first_of_several(blocks: list[Block]) -> list[Block]:
    """A first chapter with words of its own, of three and more of one rank, is a heading and no title of the whole."""
    ranked = [at for at, block in enumerate(blocks) if block.level == 1]
    if len(ranked) < _CHAPTERS or blocks[0].kind is not PassageKind.TITLE or ranked[1] == 1:
        return blocks
    if not _PART.match(blocks[0].text) and sum(bool(_PART.match(blocks[at].text)) for at in ranked) > 1:
        return blocks  # the others are counted, and it is not: a paper whose parts are all marked like its title
    return [replace(blocks[0], kind=PassageKind.HEADING), *blocks[1:]]


def _untagged(tag: re.Match[str]) -> str:
    """What a tag inside Markdown stands for: the mark of an item or a heading, the end of a line, or nothing."""
    name = tag["name"].lower()
    if name in ("strong", "b", "em", "i", "u", "span"):
        return ""
    if tag["end"] or name not in ("li", "h1", "h2", "h3", "h4", "h5", "h6"):
        return "\n"
    return "\n- " if name == "li" else f"\n{'#' * int(name[1])} "


def _marked(blocks: list[Block]) -> Iterator[Block]:
    """The blocks as what their first characters say; items under a heading that announces references are such."""
    references = False
    for block in blocks:
        if block.level:
            references = bool(REFERENCES.match(block.text))
        yield by_mark(block, references=references) if block.kind is PassageKind.PARAGRAPH else block


def _dashed(blocks: list[Block]) -> list[Block]:
    """Two and more paragraphs in a row that open with the same of ``-``, ``*`` and ``+`` are items of a list.

    One alone may be a footnote or a negative figure, but not where the name over it was an item too.
    """
    marks = [_DASH.match(b.text) if b.kind is PassageKind.PARAGRAPH else None for b in blocks]
    signs = [
        found[1] if found and any(c.isalpha() for c in b.text) else "" for found, b in zip(marks, blocks, strict=True)
    ]
    made = list(blocks)
    for at, (sign, found) in enumerate(zip(signs, marks, strict=True)):
        named = at > 0 and (blocks[at - 1].level or 0) > BOLD_LEVEL
        beside = sign in (signs[at - 1] if at else "", signs[at + 1] if at + 1 < len(signs) else "")
        if found and sign and (beside or named):
            made[at] = marked(blocks[at], PassageKind.LIST_ITEM, found)
    return made


def _headed(blocks: list[Block], *, levelled: bool) -> list[Block]:
    """The blocks with lines that head what follows as headings: numbered ones by their depth, others deeper.

    Lines in angle brackets stand side by side, where the file does not say by marks which lines are headings.
    """
    numbered = re.compile(r"\d{1,2}(\.\d{1,2}){0,3}")
    made = list(blocks)
    for index, block in enumerate(blocks[:-1]):
        if block.kind is not PassageKind.PARAGRAPH:
            continue
        after, number = blocks[index + 1], heading_number(block.text)[0]
        short = len(block.text) < 100 and not END.search(block.text) and "\t" not in block.text
        if "." in number and numbered.fullmatch(number) and short:
            plain = after.kind is PassageKind.PARAGRAPH and not heading_number(after.text)[0]
            below = heading_number(after.text)[0].startswith(f"{number}.")
            if after.level or below or plain:
                made[index] = replace(block, kind=PassageKind.HEADING, level=1 + number.count(".") + 1)
        elif angled(block.text) and not levelled:
            made[index] = replace(block, kind=PassageKind.HEADING, level=6)
        elif not number and after.kind is PassageKind.PARAGRAPH:
            before = made[index - 1] if index else None
            over = "" if before is None or before.level else before.text
            ended = not over or END.search(over)
            if who(block.text) and ended:
                made[index] = replace(block, kind=PassageKind.HEADING, level=6)
            elif heads(block.text, over, after.text):
                under = before is not None and before.level == 6
                made[index] = replace(block, kind=PassageKind.HEADING, level=7 if under else 6)
    return made


def _parts(text: str, limit: int | None) -> Iterator[tuple[int, list[str]]]:
    """The chunks of :func:`_chunks`, each cut where a line was ended; lines with TABs of one table stay together."""
    for start, lines in _chunks(text):
        of_item = _ITEM.match(lines[0]) and all(_ARROW.match(line) for line in lines[1:])
        is_table = all(_ROW.match(line) for line in lines)
        if len(lines) > 1 and (of_item or is_table or re.fullmatch(_UNDERLINE, lines[1])):
            yield start, lines
            continue
        at = start
        for group in _items_whole(_tables_whole(ended_lines(lines, limit))):
            yield at, group
            at += len(group)


def _items_whole(groups: Iterable[list[str]]) -> Iterator[list[str]]:
    """The groups; a line set in below an item that goes on behind ``；``, ``，`` or ``、`` is the rest of that item."""
    item: list[str] = []
    for group in groups:
        if item and _GOES_ON.search(item[-1]) and _SET_IN_LINE.match(group[0]) and not _ITEM.match(group[0]):
            item += group
            continue
        if item:
            yield item
        item = group if _ITEM.match(group[0]) else []
        if not item:
            yield group
    if item:
        yield item


def _tables_whole(groups: list[list[str]]) -> Iterator[list[str]]:
    """The groups; lines with the same number of TABs that follow each other are one."""
    table: list[str] = []
    for group in groups:
        tabs = group[0].count("\t") if len(group) == 1 else 0
        if table and (not tabs or tabs != table[0].count("\t")):
            yield table
            table = []
        if tabs:
            table += group
        else:
            yield group
    if table:
        yield table


def _grouped(blocks: list[Block]) -> list[Block]:
    """The blocks with every list and the paragraph that introduces it in one group; a list set in below an item that
    opens it is one of its own."""
    lists, open_lists = 0, list[tuple[int, str]]()
    for index, block in enumerate(blocks):
        if block.kind is not PassageKind.LIST_ITEM or block.group:
            open_lists = []
            continue
        depth = int(block.facts.get(_SET_IN, "0"))
        while open_lists and open_lists[-1][0] > depth:
            open_lists.pop()
        stem = blocks[index - 1] if index else block
        opens = stem.text.endswith((":", "：")) or _counts_below(stem, block)
        if not open_lists or (depth > open_lists[-1][0] + 1 and opens):
            lists += 1
            if not open_lists and opens and stem.kind is PassageKind.PARAGRAPH:
                blocks[index - 1] = replace(stem, group=f"list-{lists}")
            open_lists.append((depth, f"list-{lists}"))
        facts = {name: said for name, said in block.facts.items() if name != _SET_IN}
        blocks[index] = replace(block, group=open_lists[-1][1], facts=facts)
    return [_without_depth(block) for block in blocks]


def _counts_below(over: Block, block: Block) -> bool:
    """Is a line the first of those counted below an item with a bullet? They are what that item consists of."""
    is_first = bool(re.fullmatch(r"\W*1\W*", block.facts.get("marker", "")))
    return is_first and over.kind is PassageKind.LIST_ITEM and over.facts.get("marker", "")[:1] in "-*+•"


def _without_depth(block: Block) -> Block:
    if _SET_IN not in block.facts:
        return block
    return replace(block, facts={name: said for name, said in block.facts.items() if name != _SET_IN})


def _chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """``(number of the first line, lines)`` of what stands between blank lines; headings and list items stand alone."""
    start, lines = 1, list[str]()
    for number, written in enumerate(text.splitlines(), 1):
        line = "" if _FENCE.fullmatch(written) else written
        alone = bool(_HEADING.match(line))
        if lines and (not line.strip() or alone or _ITEM.match(line) or bracketed(line)):
            yield start, lines
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line)
        if alone:
            yield start, lines
            lines = []
    if lines:
        yield start, lines


def _blocks(lines: list[str], path: str, number: int, *, levelled: bool) -> Iterator[Block]:
    if found := _HEADING.match(lines[0]):
        level = len(found[1])
        kind = PassageKind.TITLE if level == 1 and number == 1 else PassageKind.HEADING
        yield Block(kind, _joined([found[2]]), level=level, path=path)
        return
    if len(lines) > 1 and all(_ROW.match(line) for line in lines) and _RULE.match(lines[1]):
        yield from _table(lines, path, f"table-{number}")
        return
    if len(lines) > 1 and lines[0].count("\t") and all(line.count("\t") == lines[0].count("\t") for line in lines):
        yield from _table(lines, path, f"table-{number}", "\t")
        return
    body = [line for line in lines if not re.fullmatch(_UNDERLINE, line)]
    underlined = len(lines) == 2 and len(body) == 1 and lines[1].strip()[:1] in "=-"
    text = _joined(body)
    if not text:
        return
    columns = len(lines[0].expandtabs(4)) - len(lines[0].expandtabs(4).lstrip())
    block = Block(PassageKind.PARAGRAPH, text, path=path, facts={_SET_IN: str(columns)} if columns else {})
    at = bracketed(text)
    if at is not None:
        head, rest = split_block(block, at)
        yield replace(head, kind=PassageKind.HEADING, level=1)
        if rest.text:
            yield rest
    elif underlined or ((known_heading(text) or opens_part(text)) and not (levelled and _COUNTED.match(lines[0]))):
        level = max(2, 1 + len(heading_number(text)[0].split(".")))
        level = 1 if (underlined and lines[1].strip()[0] == "=") or opens_part(text) else level
        yield replace(block, kind=PassageKind.HEADING, level=level)
    else:
        yield block


def _table(lines: list[str], path: str, group: str, by: str = "|") -> Iterator[Block]:
    for index, line in enumerate(lines):
        if _RULE.match(line):
            continue
        cells = [(_joined([cell]), ()) for cell in line.strip(" ").strip(by if by == "|" else "\n").split(by)]
        text, _ = join_cells(cells)
        if text.strip():
            kind = PassageKind.TABLE_HEADER if index == 0 else PassageKind.TABLE_ROW
            yield Block(kind, text, path=path, group=group, facts={"row": str(index + 1)})


def _joined(lines: list[str]) -> str:
    return join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in lines)[0]
