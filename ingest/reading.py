"""What every reader gives: blocks of text in reading order, and the reading made of them.

A reader knows its format and nothing else: it yields :class:`Block` records. What all documents share (heading paths,
label sections, language, instruction-like text, document facts, spans) is worked out once, in :func:`assemble`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal, NamedTuple, Protocol

from library.models import Box, Fragment, Locator, Loss, PassageDraft, PassageFlag, PassageKind, Record, SourceFacts


class Words(Protocol):
    """What a hyphen at a line's end may join to: words that a document writes, case-folded.

    A word with its hyphen, as written, is among them where only the end of a line can have put it.
    """

    def __contains__(self, word: str, /) -> bool: ...


MIB = 1024 * 1024
UNSURE = "unsure"
"""Fact of a block whose words may not stand as the page shows them: why, in words. A person has to look at it."""


class Limits(Record):
    """Bounds every reader keeps to. Sizes in bytes; a document past one of them is refused, not cut in silence."""

    document_bytes: int = 200 * MIB
    pages: int = 3000
    passages: int = 200_000
    zip_entries: int = 20_000
    zip_bytes: int = 800 * MIB
    """Inflated size of all members, counted while inflating."""
    zip_ratio: int = 300
    """Inflated to packed size of one member, for members above 1 MiB."""
    pixels: int = 80_000_000
    """Pixels of one picture, counted before it is unpacked."""
    pdf_reader: Literal["pymupdf", "pdfium"] = "pymupdf"
    pdf_check: bool = True
    """Compare every number of a PDF with what the other library reads."""
    pdf_check_beside: bool = False
    """Let that library read in a thread of its own: sooner done where a processor is idle, a little more work."""
    ocr: bool = True
    ocr_pages: int = 40
    """Pages and pictures of one document that are read by OCR."""
    ocr_seconds: float = 85.0
    """Seconds after which no further picture of a document is begun: the sandbox ends the whole reading later."""


class Reading(Record):
    """A document read by one reader: passages in reading order, what was not read, and what it says about itself."""

    pages: int
    passages: tuple[PassageDraft, ...]
    losses: tuple[Loss, ...] = ()
    warnings: tuple[str, ...] = ()
    facts: SourceFacts = SourceFacts()
    product_names: tuple[str, ...] = ()
    """Names the document gives its product, best first; the caller's taxonomy knows which product they mean."""


@dataclass(slots=True)
class Block:
    """A passage before its place among the others is known. It is never changed, only made anew.

    ``level`` is a heading's depth from 1 (0 for anything else); ``fragments`` cover ``text`` line by line.
    """

    kind: PassageKind
    text: str
    level: int = 0
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    path: str | None = None
    fragments: tuple[Fragment, ...] = ()
    flags: tuple[PassageFlag, ...] = ()
    group: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    section: str | None = None
    """Set only where the format itself names it (SPL codes, ePI section codes)."""
    language: str = ""
    """Set only where the document itself says it (a language column, an xml:lang)."""

    def flagged(self, *flags: PassageFlag) -> Block:
        """The same block with the flags added."""
        return changed(self, flags=tuple(dict.fromkeys((*self.flags, *flags))))


_PLACES = {field.name: place for place, field in enumerate(fields(Block))}
_values = attrgetter(*_PLACES)


def changed(block: Block, **given: Any) -> Block:
    """The block with other values: :func:`dataclasses.replace`, in a quarter of its time."""
    values = list(_values(block))
    for name, value in given.items():
        values[_PLACES[name]] = value
    return Block(*values)


@dataclass(frozen=True, slots=True)
class Raw:
    """What a reader found, before it is assembled."""

    blocks: Sequence[Block]
    pages: int
    losses: tuple[Loss, ...] = ()
    warnings: tuple[str, ...] = ()
    facts: SourceFacts = field(default_factory=SourceFacts)
    """Facts that stand in the file's own properties (title, declared language, effective time)."""


# --- words and lines --------------------------------------------------------------------------------------------------

_SUPERSCRIPTS = str.maketrans("0123456789+()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁽⁾")
_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ue000-\uf8ff]")
_SYMBOLS = {
    0xF000 + code: character
    for code, character in {
        0x20: " ", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x61: "α", 0x62: "β", 0x64: "δ", 0x67: "γ",
        0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x44: "Δ", 0xA3: "≤", 0xA5: "∞", 0xA7: "▪", 0xA8: "▪", 0xAD: "↑", 0xAE: "→",
        0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD2: "®",
        0xD4: "™", 0xD8: "➢", 0xE2: "®", 0xE4: "™", 0xFC: "✓",
    }.items()
}  # fmt: skip
"""Symbol-font characters that word processors store in the private use area: a lost ``≥`` would change a dose."""
_SPACES = re.compile(r"[^\S\t]+|\u3164")
_SEVERAL_BLANKS = re.compile(" {2,}")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_HYPHEN_END = re.compile(r"(\w+)[-\u2010\u2011]$")
_WORD_START = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]+")
_AND = re.compile(r"(to|and|or|bis|und|oder|et|ou|y|o|e)\b")


def superscript(text: str) -> str:
    """``text`` in superscript characters, so that ``10`` raised by ``9`` is never read as 109.

    Digits and single letters only: compatibility normalisation turns them back, so the words are still found in the
    original. Anything else (``st``, ``®``, a hyphen) is given back as it is.
    """
    bare = text.strip()
    if len(bare) == 1 and bare in _LETTERS:
        return text.replace(bare, _LETTERS[bare])
    if any(c.isalpha() for c in bare):
        return text
    return text.translate(_SUPERSCRIPTS)


def clean(text: str) -> str:
    """One line of text: Symbol-font characters as Unicode, no control characters, white space (not tabs) folded."""
    if text.isprintable() and "\u3164" not in text:  # no other white space than blanks, nothing of the private use area
        return (_SEVERAL_BLANKS.sub(" ", text) if "  " in text else text).strip(" ")
    return _SPACES.sub(" ", _CONTROL.sub("", text.translate(_SYMBOLS).replace("\u00ad", ""))).strip(" ")


def glue(before: str, after: str, words: Words = frozenset()) -> tuple[str, str]:
    """How two lines join: the first line as it stays, and what stands between it and the next.

    Chinese and Japanese lines join without a space. A hyphen at a line's end is taken out only where the document
    writes the joined word elsewhere (``words``, case-folded); it stays in numbers, codes and compounds.
    """
    last, first = before[-1:], after[:1]
    if last in ("-", "\u2010", "\u2011"):
        if last == "-" and (before[-2:-1].isalnum() or before[-2:-1] == "_") and _AND.match(after):
            return before, " "
        head, tail = _HYPHEN_END.search(before), _WORD_START.match(after)
        if head and tail:
            soft = head[1][-1].isalpha() and tail[0][0].islower()
            soft = soft and ((head[1] + tail[0]).casefold() in words or _is_broken(before, head, tail[0], words))
            return (before[:-1], "") if soft else (before, "")
    if last in ("-", "/") and first.isalnum() and not before.endswith((" -", " /")):
        return before, ""
    if last.isascii() and first.isascii():
        return before, " "
    from_cjk, to_cjk = _CJK.match(last), _CJK.match(first)
    if (from_cjk and (to_cjk or _punctuation(first))) or (to_cjk and _punctuation(last)):
        return before, ""
    return before, " "


def _is_broken(before: str, head: re.Match[str], tail: str, words: Words) -> bool:
    """True where the word is no part of a compound and ``words`` says that its hyphen is the line's."""
    alone = before[head.start() - 1 : head.start()] not in ("-", "\u2010")
    return alone and f"{head[1]}-{tail}" in words


def _punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character).startswith("P")


class LineOfText(NamedTuple):
    """One line as it stands on a page or slide."""

    text: str
    page: int
    box: Box


class Written(Protocol):
    """What a :class:`LineOfText` tells; every line of a page does."""

    @property
    def text(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def box(self) -> Box: ...


def join_lines(lines: Iterable[Written], words: Words = frozenset()) -> tuple[str, tuple[Fragment, ...]]:
    """The lines as one text, with a fragment for each: ``text[f.start:f.end]`` stands in ``f.box`` on ``f.page``."""
    text, fragments, soft, shortened = "", list[Fragment](), False, False
    for line in lines:
        cleaned = clean(line.text)
        if not cleaned:
            continue
        if text:
            kept, between = (text, "") if soft else glue(text, cleaned, words)
            if len(kept) < len(text):
                last = fragments[-1]
                fragments[-1], shortened = fragment_of(last.start, len(kept), last.page, last.box), True
            text = kept + between
        start = len(text)
        text += cleaned
        soft = "\u00ad" in line.text and line.text.rstrip().endswith("\u00ad")
        fragments.append(fragment_of(start, len(text), line.page, rounded(line.box)))
    return text, tuple([f for f in fragments if f.start < f.end] if shortened else fragments)


def join_text(lines: Iterable[str], words: Words = frozenset()) -> str:
    """The lines as one text, as :func:`join_lines` joins them, where their places do not matter."""
    text, soft = "", False
    for line in lines:
        cleaned = clean(line)
        if not cleaned:
            continue
        if text:
            kept, between = (text, "") if soft else glue(text, cleaned, words)
            text = kept + between + cleaned
        else:
            text = cleaned
        soft = line.rstrip().endswith("\u00ad")
    return text


def join_cells(cells: Sequence[tuple[str, tuple[Fragment, ...]]]) -> tuple[str, tuple[Fragment, ...]]:
    """Cells of a table row joined by TAB, their fragments moved along. Tabs inside a cell become spaces."""
    text, fragments = "", []
    for index, (cell, parts) in enumerate(cells):
        if index:
            text += "\t"
        start = len(text)
        text += cell.replace("\t", " ")
        fragments += [fragment_of(f.start + start, f.end + start, f.page, f.box) for f in parts]
    return text, tuple(fragments)


def fragment_of(start: int, end: int, page: int, box: Box) -> Fragment:
    """The fragment, not validated: for values that were made here and have their types (there is one for each line)."""
    record = _new(Fragment)
    _set_values(record, {"start": start, "end": end, "page": page, "box": box})
    _set_given(record, _OF_FRAGMENT)
    _set_extra(record, None)
    _set_private(record, None)
    return record


def locator_of(
    page: int | None,
    slide: int | None,
    sheet: str | None,
    path: str | None,
    fragments: tuple[Fragment, ...],
    span: tuple[int, int],
) -> Locator:
    """The locator, not validated, as :func:`fragment_of`."""
    given = {"page": page, "slide": slide, "sheet": sheet, "path": path, "fragments": fragments, "span": span}
    record = _new(Locator)
    _set_values(record, given)
    _set_given(record, _OF_LOCATOR)
    _set_extra(record, None)
    _set_private(record, None)
    return record


def draft_of(
    block: Block, locator: Locator, heading_path: tuple[str, ...], section: str | None, language: str,
    flags: tuple[PassageFlag, ...],
) -> PassageDraft:  # fmt: skip
    """The passage of a block, not validated, as :func:`fragment_of`; a section of the ontology as its plain name."""
    given = {
        "kind": block.kind, "text": block.text, "locator": locator, "heading_path": heading_path,
        "section": str(section) if section else None, "language": language, "flags": flags, "group": block.group,
        "facts": {**block.facts},
    }  # fmt: skip
    record = _new(PassageDraft)
    _set_values(record, given)
    _set_given(record, _OF_DRAFT)
    _set_extra(record, None)
    _set_private(record, None)
    return record


def _setter(name: str) -> Callable[[Record, Any], None]:
    """What sets that part of a record at once, without a look for who would check it."""
    return next(vars(kind)[name].__set__ for kind in Record.__mro__ if name in vars(kind))  # type: ignore[no-any-return]


_new, _set_values, _set_given = object.__new__, _setter("__dict__"), _setter("__pydantic_fields_set__")
_set_extra, _set_private = _setter("__pydantic_extra__"), _setter("__pydantic_private__")
_OF_FRAGMENT = {"start", "end", "page", "box"}
_OF_LOCATOR = {"page", "slide", "sheet", "path", "fragments", "span"}
_OF_DRAFT = {"kind", "text", "locator", "heading_path", "section", "language", "flags", "group", "facts"}
"""All fields of those records: one set for all of them, since none is ever changed."""


def split_block(block: Block, at: int) -> tuple[Block, Block]:
    """The block cut before character ``at``: white space at the cut is dropped, fragments follow their words."""
    text = block.text
    end, start = len(text[:at].rstrip()), at + len(text[at:]) - len(text[at:].lstrip())
    return _slice(block, 0, end), _slice(block, start, len(text))


def _slice(block: Block, low: int, high: int) -> Block:
    kept = []
    for fragment in block.fragments:
        start, end = max(low, fragment.start), min(high, fragment.end)
        if start < end:
            line = locator_of(None, None, None, None, (fragment,), (0, 0))
            box = line.boxes_of(start, end)[0][1]
            kept.append(fragment_of(start - low, end - low, fragment.page, box))
    return changed(block, text=block.text[low:high], fragments=tuple(kept))


_TO_WHOLE = 1.5 * 2**52
"""A number of that size holds no fraction: adding and taking it away leaves the nearest whole number."""
_SURE, _FAR = 0.4999, 1e6
"""How far a hundredth may lie from the nearest whole one, and a place from the corner, for that to be :func:`round`."""


def rounded(box: Sequence[float]) -> Box:
    """The box with two decimals (points)."""
    x0, y0, x1, y1 = box
    a, b, c, d = x0 * 100.0, y0 * 100.0, x1 * 100.0, y1 * 100.0
    i, j, k, m = (
        a + _TO_WHOLE - _TO_WHOLE,
        b + _TO_WHOLE - _TO_WHOLE,
        c + _TO_WHOLE - _TO_WHOLE,
        d + _TO_WHOLE - _TO_WHOLE,
    )
    sure = -_SURE < a - i < _SURE and -_SURE < b - j < _SURE and -_SURE < c - k < _SURE and -_SURE < d - m < _SURE
    if sure and 0.0 < x0 < _FAR and 0.0 < y0 < _FAR and 0.0 < x1 < _FAR and 0.0 < y1 < _FAR:
        return i / 100.0, j / 100.0, k / 100.0, m / 100.0
    return (round(float(x0), 2), round(float(y0), 2), round(float(x1), 2), round(float(y1), 2))


def union(boxes: Iterable[Sequence[float]]) -> Box:
    """The smallest box around all of them; raises ValueError for none."""
    xs0, ys0, xs1, ys1 = zip(*boxes, strict=True)
    return (min(xs0), min(ys0), max(xs1), max(ys1))
