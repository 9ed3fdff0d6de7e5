"""Footnotes and references tied to the marks that point to them, one by one.

A note is what stands under a table, at the foot of a page or below a paragraph and opens with a mark that something
above it bears: raised letters and figures, ``* † ‡ § ¶ #``, ``注1)``, ``a)``; right under a table also ``+`` and the
plain letter of a mark that the table raises. ``facts["notes"]`` of what bears one give them with the places (numbers of
passages in reading order) of their notes, ``ᵃ@188 *@190``; ``facts["cites"]`` those it cites with the places of the
references, ``3@412``. A mark that nothing bears makes no note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading import Block, split_block
from library.models import PassageFlag, PassageKind

__all__ = ["with_notes", "with_notes_apart"]

_RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_DIGITS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_SIGNS = "†‡§¶#*＊※"
_MARK = (
    rf"[{_RAISED}]|[{_DIGITS}]{{1,2}}[⁾)）]?|(?P<sign>[{_SIGNS}])(?P=sign){{0,2}}\d?"
    r"|注\s?\d{0,2}\s?[)）:：]|[a-z][)）]"
)
_OPENS = re.compile(rf"\s*(?P<mark>{_MARK})(?![{_SIGNS}])[:：]?\s*(?=\S)")
_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", _RAISED, strict=True))
"""The raised form of each letter that has one."""
_OPENS_PLAIN = re.compile(r"\s*(?P<mark>\+{1,3}|[a-z](?!\w))\s?(?=[^\s+])(?P<words>.{0,12})", re.DOTALL)
"""A note whose mark the layout sank to the line, or a plus: read so right under a table that bears the mark."""
_NOT_ARTICLE = re.compile(r"[A-Z0-9(]|p\s?[<=>≤≥]|n\s?=")
"""What follows "a" where it is a mark and no article."""
_WITHIN_PLAIN = re.compile(r"(?<=[;.)])\s+(?P<mark>[a-z])\s+(?=[A-Z]|p\s?[<=>≤≥])")
_WITHIN = re.compile(
    rf"(?<=[;；.。,，)）])\s+(?P<mark>[{_RAISED}]|(?P<sign>[†‡§¶*＊])(?P=sign){{0,2}})\s*(?=[^\W\d_])|"
    r"(?:(?<=\s)|(?<=[;；.。,，、]))(?P<counted>注\s?\d{1,2}\s?[)）]|[a-z][)）])\s*(?=\S)"
)
_CITED = re.compile(
    rf"\[(\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}})*)\]|(?<=[^\W\d_]|[.,;:)）。，、」])([{_DIGITS}]+(?:[,，、～–-][{_DIGITS}]+)*)[⁾)]?"
)
_UNIT = re.compile(r"(?:^|[\s/·(\d])(?:[kcmdµμn]?m|s|h|l|L|kg|min|R|χ|x|r|Torr|10)$")
"""What a raised figure is an exponent of."""
_PLAIN = str.maketrans(_DIGITS, "1234567890")
_ROWS = (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)
_TEXTS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)
_ROWS_BACK = 400
_BACK = 80
"""Passages above a note in which its mark may stand, in a document without pages."""


def with_notes_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with notes as footnotes of their own: rows and paragraphs under a table, several notes in one line.

    Lines that share a sign which nothing above them bears are items of a list, no footnotes.
    """
    made: list[Block] = []
    for index, block in enumerate(blocks):
        under = _table_above(made)
        if block.kind in _ROWS and _is_foot_row(block, made):
            made += _parted(block, block.group)
        elif block.kind in _TEXTS and under is not None and (mark := _plain_mark(block, under, made)):
            made += _parted(_opened_with(block, mark), under)
        elif block.kind in _TEXTS and PassageFlag.HIDDEN not in block.flags:
            opened = _OPENS.match(_with_marker(block))
            bears = opened is not None and any(_bears(b.text, opened["mark"]) for b in _before(block, made))
            inner = under is not None and any(
                _bears_any(under, made, m["mark"] or m["counted"]) for m in _WITHIN.finditer(block.text)
            )
            letter = opened is not None and opened["mark"][0] in _RAISED
            made += _parted(block, under) if inner or (bears and (letter or under is not None)) else [block]
        elif block.kind is PassageKind.FOOTNOTE and _is_listed(index, blocks):
            made.append(replace(block, kind=PassageKind.LIST_ITEM))
        else:
            made.append(block)
    return made


def with_notes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with ``facts["notes"]`` and ``facts["cites"]``; places count the blocks given."""
    notes: dict[int, list[str]] = {}
    for at, block in enumerate(blocks):
        if block.kind is not PassageKind.FOOTNOTE or not (mark := _key(block.facts.get("marker", ""))):
            continue
        for number, above in _scope(at, blocks, mark):
            stated = [_key(m) for m in above.facts.get("footnotes", "").split(",")]
            if mark in stated or _bears(above.text, block.facts["marker"]):
                notes.setdefault(number, []).append(f"{block.facts['marker'].strip()}@{at}")
    sources = _references(blocks)
    if not notes and not sources:
        return list(blocks)
    made = []
    for at, block in enumerate(blocks):
        told = {}
        if at in notes:
            told["notes"] = " ".join(dict.fromkeys("".join(n.split()) for n in notes[at]))
        listed = [int(n) for n in block.facts.get("cited", "").split(",") if n]
        if sources and block.kind not in (PassageKind.REFERENCE, *_ASIDE):
            found = [*(f"{n}@{sources[n]}" for n in listed if n in sources), *_cites(block.text, sources)]
            told |= {"cites": " ".join(found)} if found else {}
        made.append(replace(block, facts={**block.facts, **told}) if told else block)
    return made


# --- what is a note ---------------------------------------------------------------------------------------------------


def _is_foot_row(block: Block, made: Sequence[Block]) -> bool:
    """True for a row of one cell under rows with several that opens with a mark one of them bears, or follows such."""
    if block.kind is PassageKind.TABLE_HEADER or not block.group:
        return False
    cells = [cell for cell in block.text.split("\t") if cell.strip()]
    if len(cells) != 1:
        return False
    rows = [b for b in made[-_ROWS_BACK:] if b.group == block.group and b.kind in _ROWS]
    if not any(b.text.strip().count("\t") for b in rows):
        return False
    last = made[-1]
    if last.kind is PassageKind.FOOTNOTE and last.group == block.group:
        return True
    found = _OPENS.match(cells[0])
    return found is not None and any(_bears(b.text, found["mark"]) for b in rows)


def _table_above(made: Sequence[Block]) -> str | None:
    """The group of the table that ends right above, notes already found aside."""
    for block in reversed(made):
        if block.kind in _ASIDE:
            continue
        if block.kind in _ROWS or (block.kind is PassageKind.FOOTNOTE and (block.group or "").startswith("table")):
            return block.group
        return None
    return None


def _plain_mark(block: Block, group: str, made: Sequence[Block]) -> str:
    """The plus, or the raised form of the plain letter, that a text under a table opens with and the table bears."""
    found = _OPENS_PLAIN.match(block.text)
    if found is None or PassageFlag.HIDDEN in block.flags:
        return ""
    mark = found["mark"]
    if mark in _LETTERS:
        mark = _LETTERS[mark] if mark != "a" or _NOT_ARTICLE.match(found["words"]) else ""
    return mark if mark and _bears_any(group, made, mark) else ""


def _opened_with(block: Block, mark: str) -> Block:
    """The block without the plain mark it opens with, which is told as ``mark``."""
    found = _OPENS_PLAIN.match(block.text)
    rest = split_block(block, found.start("words"))[1] if found is not None else block
    return replace(rest, facts={**rest.facts, "marker": mark})


def _bears_any(group: str, made: Sequence[Block], mark: str) -> bool:
    """True where the table, or another that it follows without words between, bears the mark."""
    for block in reversed(made[-_ROWS_BACK:]):
        if block.kind in (*_ROWS, PassageKind.CAPTION) and _bears(block.text, mark):
            return True
        if block.kind not in (*_ROWS, *_ASIDE, PassageKind.CAPTION, PassageKind.FOOTNOTE):
            return False
    return False


def _parted(block: Block, group: str | None) -> Iterator[Block]:
    """The block as footnotes: cut before each mark, the mark taken out of the words."""
    text = replace(block, text=block.text)
    within = _WITHIN_PLAIN if block.facts.get("marker", "") in _LETTERS.values() else _WITHIN
    cuts = [m.start(m.lastgroup if m.lastgroup == "counted" else "mark") for m in within.finditer(text.text)]
    pieces = []
    for at in reversed(cuts):
        text, piece = split_block(text, at)
        pieces.append(piece)
    facts = {k: v for k, v in block.facts.items() if k not in ("row", "columns")}
    for number, piece in enumerate([text, *reversed(pieces)]):
        own = facts if number == 0 else {k: v for k, v in facts.items() if k != "marker"}
        note = replace(piece, kind=PassageKind.FOOTNOTE, group=group, level=0, facts=own)
        if number and within is _WITHIN_PLAIN:
            note = _opened_with(note, _LETTERS[note.text.lstrip()[0]])
        found = _OPENS.match(note.text) if "marker" not in note.facts else None
        if found is not None and note.text[found.end() :].strip():
            note = replace(split_block(note, found.end())[1], facts={**own, "marker": found["mark"].strip()})
        if note.text.strip():
            yield note


def _is_listed(index: int, blocks: Sequence[Block]) -> bool:
    """True for a line beside one with the same sign, where no words above bear it: they are items."""
    mark = blocks[index].facts.get("marker", "")
    if not mark or mark[0] not in _SIGNS:
        return False
    beside = [blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
    alike = any(b.kind is PassageKind.FOOTNOTE and b.facts.get("marker") == mark for b in beside)
    return alike and not any(_bears(b.text, mark) for b in _above(index, blocks))


# --- marks ------------------------------------------------------------------------------------------------------------


def _key(mark: str) -> str:
    """A mark as it is compared: half-width, without brackets and spaces."""
    return "".join(unicodedata.normalize("NFKC", mark).split()).strip("[]().:：")


def _bears(text: str, mark: str) -> bool:
    """Does the text bear exactly that mark behind a word or figure: ``*`` is not ``**``, ``m²`` no mark?"""
    sign = "".join(mark.split())
    if not sign:
        return False
    if sign[0] in _DIGITS:
        bare = re.escape(sign.rstrip("⁾)）"))
        found = re.finditer(rf"(?<=[^\s{_DIGITS}\d]){bare}(?![{_DIGITS}])", text)
        return any(not _UNIT.search(text[max(0, m.start() - 12) : m.start()]) for m in found)
    if sign[0] in "注" or sign[-1] in ")）:：":
        plain, bare = unicodedata.normalize("NFKC", text), re.escape(_key(sign))
        return bool(re.search(rf"(?<=\S){bare}\s?\)", plain[1:] if plain else ""))
    last = re.escape(sign[0])
    return bool(re.search(rf"(?<=[^\s{last}])\s?{re.escape(sign)}(?!{last})", text))


def _with_marker(block: Block) -> str:
    marker = block.facts.get("marker", "")
    return f"{marker} {block.text}" if marker and re.fullmatch(r"[a-z][)）]", marker) else block.text


def _above(index: int, blocks: Sequence[Block]) -> list[Block]:
    return _before(blocks[index], blocks[max(0, index - _BACK) : index])


def _before(block: Block, made: Sequence[Block]) -> list[Block]:
    page = block.page
    return [b for b in made[-_BACK:] if b.page is None or page is None or page - b.page <= 1]


def _scope(at: int, blocks: Sequence[Block], mark: str) -> Iterator[tuple[int, Block]]:
    """What a note may explain: its table, else its page, else what stands above it up to a note with the same mark."""
    note = blocks[at]
    table = (note.group or "").startswith("table")
    for number in range(at - 1, max(-1, at - (2000 if note.facts.get("marker", "").isdigit() else 4 * _BACK)), -1):
        block = blocks[number]
        if block.kind is PassageKind.FOOTNOTE:
            if _key(block.facts.get("marker", "")) == mark:
                return
            continue
        if table and block.kind not in (*_ROWS, *_ASIDE, PassageKind.CAPTION):
            return
        if note.page is not None and block.page is not None and block.page < note.page and not table:
            return
        yield number, block


# --- references -------------------------------------------------------------------------------------------------------


def _references(blocks: Sequence[Block]) -> dict[int, int]:
    """Number of each reference of the list and its place; nothing where a number comes twice."""
    found: dict[int, int] = {}
    for at, block in enumerate(blocks):
        number = _key(block.facts.get("marker", "")) if block.kind is PassageKind.REFERENCE else ""
        if number.isdigit():
            if int(number) in found:
                return {}
            found[int(number)] = at
    return found


def _cites(text: str, sources: dict[int, int]) -> list[str]:
    numbers: list[int] = []
    for found in _CITED.finditer(text):
        if found[2] and _UNIT.search(text[max(0, found.start(2) - 12) : found.start(2)]):
            continue
        for part in re.split(r"\s?[,，、]\s?", (found[1] or found[2]).translate(_PLAIN)):
            ends = [int(n) for n in re.split(r"[–～-]", part.strip()) if n.strip().isdigit()]
            numbers += range(ends[0], ends[-1] + 1) if ends and 0 <= ends[-1] - ends[0] < 30 else []
    return [f"{n}@{sources[n]}" for n in dict.fromkeys(numbers) if n in sources]
