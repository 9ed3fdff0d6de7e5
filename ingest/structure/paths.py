"""The headings above each block, outermost first, and where one is over that nothing below it says so."""

from __future__ import annotations

import re

from ingest.reading import Block
from ingest.sections.assign import Section, heading_number
from ingest.structure.covered import COVERED
from ingest.structure.patient_series import CLOSES
from library.models import PassageFlag, PassageKind

__all__ = ["HeadingPaths"]

_OPENING = re.compile(
    r"(?:\b(?:if|when|to|that|are|is|with|following|following conditions?|as|including|such as|these|of)|"
    r"\bany of (?:these|the following)\b[^:.]*|\b(?:wenn|falls|folgende\w*|sind|bei|wie)|"
    r"(?:下列|以下|如下|次の)[^:：。]{0,12})\s*[:：]$",
    re.IGNORECASE,
)
"""Ends a line that opens a list and says nothing without it ("Tell your doctor if:")."""
_LAST = re.compile(
    r"leaflet was last (?:revised|updated|approved)|Packungsbeilage wurde zuletzt|Gebrauchsinformation wurde zuletzt|"
    r"dernière date à laquelle cette notice|última revisión de este prospecto|folheto foi revisto pela última vez",
    re.IGNORECASE,
)
"""The last words of the last section of a leaflet: instructions and boxes behind it are no part of it."""
_SIGNS = ("was last ", "wurde zuletzt", "dernière date", "última revisión", "pela última vez")
"""One of them stands in whatever the pattern finds."""
_STEP = re.compile(
    r"(?:\d{1,2}\.\s|step \d|gather\w*|choos\w+|prepar\w+|position\w*|wash\w*|check\w*|inject\w*|clean\w*|remov\w+|"
    r"select\w*|get(?:ting)? ready|set(?:ting)?|dial\w*|attach\w*|giv(?:e|ing))\b(?![^?]*\?$)",
    re.IGNORECASE,
)
_ON_STORAGE = re.compile(r"\bstor(?:e|ed|ing)\b[^?]*\?$", re.IGNORECASE)
"""A question about storage: the steps of an injection headed behind its answer do not stand under it."""
_SOURCES = re.compile(r"other sources of information|otras fuentes|outras fontes|autres sources", re.IGNORECASE)
_BRACKETED = re.compile(r"^[\s＊※*]*[〈＜<《【［\[]")
"""A line in brackets stands over numbered headings, too: it says what they hold for."""
_RUN_IN = re.compile(r"([A-ZÄÖÜ][^.:;!?()]{14,130}):\s+(?=[A-ZÄÖÜ])")
"""Words before a colon that open a paragraph as a heading."""
_OPENING_WORDS = 3
_SECOND_LINE = re.compile(r"[a-zäöüß]+,? [^\W\d_]")
"""So the second line of a heading begins: in small letters, with two words."""
_APART = (Section.LEAFLET, Section.LABELLING)
_EDGES = (PassageKind.HEADER, PassageKind.FOOTER)
_ITEMS = (PassageKind.LIST_ITEM, PassageKind.IMAGE, PassageKind.FOOTNOTE)


def _is_last(text: str) -> bool:
    """True for the last words of a leaflet's last section."""
    low = text.casefold()
    return any(map(low.__contains__, _SIGNS)) and _LAST.search(text) is not None


class HeadingPaths:
    """The headings above the current block, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._slide: int | None = None
        self._part: str | None = None
        self._titles = 0
        """1 where the first heading is the title of the document, which stands over all parts."""
        self._opening = ""
        """A heading that only opens the list below it; "" once that list is over."""
        self._listed = False
        self._ended = False
        """The last words of a leaflet's last section have come."""
        self._just: Block | None = None
        """The block right before, where it is a heading."""
        self._run_in: set[tuple[str, ...]] = set()
        """Headings over paragraphs that are opened by a heading of their own, with the first words of that."""

    def at(self, block: Block, section: str | None = None) -> tuple[str, ...]:
        """Path of ``block``; a heading's own text is not in its own path.

        ``section``: where known for sure, of which words for patients and of packs begin anew.
        """
        if block.kind in _EDGES:
            return ()
        before, self._just = self._just, block if block.level else None
        if block.slide != self._slide:
            self._slide, self._open = block.slide, []
        if block.facts.get("opens"):
            self._open = [above for above in self._open if not _number(above[1])]
        self._enter_part(block.section or section)
        self._end_leaflet(block)
        self._end_list(block)
        if (depth := block.facts.get(CLOSES, "")).isdigit():
            self._close(int(depth))
        elif depth and self._open:
            self._open.pop()
        if block.level and PassageFlag.HIDDEN in block.flags and COVERED in block.facts:
            self._close(block.level)  # what it heads is seen, though it is not: the one before heads that no more
        if block.level and PassageFlag.HIDDEN not in block.flags:
            self._close(block.level + _is_second_line(before, block))
            self._leave_other_numbers(block)
            if self._open and _ON_STORAGE.search(self._open[-1][1]) and _STEP.match(block.text):
                self._open.pop()
            path = tuple([text for _, text in self._open])
            marker = block.facts.get("marker", "")
            name = f"{marker} {block.text}".strip()
            self._open.append((block.level, name))
            self._titles = max(self._titles, int(len(self._open) == 1 and block.kind is PassageKind.TITLE))
            opens = block.text.endswith((":", "：")) and _OPENING.search(block.text)
            self._opening, self._listed = name if opens else "", False
            return path
        self._return_to_run_in(block)
        return tuple([text for _, text in self._open])

    def _close(self, level: int) -> None:
        """End the headings of that depth and below."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    def _return_to_run_in(self, block: Block) -> None:
        """A paragraph opened by words like those of paragraphs above the last headings stands beside these again.

        "Effect of the medicine on A: …", "Study 1", "Study 2", "Effect of the medicine on B: …": B is none of Study 2.
        """
        opened = _RUN_IN.match(block.text) if ":" in block.text and block.kind is PassageKind.PARAGRAPH else None
        if opened is None:
            return
        words = tuple([word.casefold().rstrip("s") for word in opened[1].split()[:_OPENING_WORDS]])
        path = tuple([text for _, text in self._open])
        for depth in range(len(path), 0, -1):
            if (*path[:depth], "", *words) in self._run_in:
                del self._open[depth:]
                return
        if len(words) == _OPENING_WORDS:
            self._run_in.add((*path, "", *words))

    def _enter_part(self, section: str | None) -> None:
        """Words for patients and those on packs stand under no heading of the label, nor the label's under theirs."""
        part = section if section in _APART else None
        if section and part != self._part:
            self._open = self._open[: self._titles]
        self._part = part

    def _end_leaflet(self, block: Block) -> None:
        """What is headed anew behind the last words of a leaflet stands beside its sections, not in the last one."""
        if not block.level:
            self._ended = self._ended or _is_last(block.text)
        elif self._ended and not _SOURCES.search(block.text):
            self._ended = False
            first = next((i for i, above in enumerate(self._open) if _number(above[1])), len(self._open))
            del self._open[first:]

    def _end_list(self, block: Block) -> None:
        """A heading that opens a list is over with the list: a paragraph after its items is not about them."""
        if not self._opening or block.level:
            return
        if block.kind in _ITEMS:
            self._listed = True
        elif self._listed and _is_own(block):
            if self._open and self._open[-1][1] == self._opening:
                self._open.pop()
            self._opening = ""

    def _leave_other_numbers(self, block: Block) -> None:
        """Heading n.m never stands under another number than n, also where the heading of n was not found."""
        number = _number(f"{block.facts.get('marker', '')} {block.text}")
        if "." not in number:
            return
        over = -1
        for at, (_, text) in enumerate(self._open):
            above = _number(text)
            if above and not number.startswith(f"{above}."):
                del self._open[at:]
                break
            over = at if above else over
        if over >= 0:  # "Recommendation" between "5.6" and "5.6.1" belongs to 5.6 itself
            self._open[over + 1 :] = [one for one in self._open[over + 1 :] if _BRACKETED.match(one[1])]


def _is_second_line(before: Block | None, block: Block) -> bool:
    """Does a heading go on with the one right above it, of the same depth ("A and B:" over "a dangerous mixture")?"""
    if before is None or before.level != block.level or before.page != block.page:
        return False
    return before.text[:1].isupper() and before.text[-1:] not in ".!?" and bool(_SECOND_LINE.match(block.text))


def _is_own(block: Block) -> bool:
    """A paragraph that begins anew, not the rest of an item that a page broke off."""
    goes_on = block.facts.get("continues") == "previous" or block.text[:1].islower()
    return block.kind is PassageKind.PARAGRAPH and not goes_on


def _number(text: str) -> str:
    return heading_number(text.strip())[0]
