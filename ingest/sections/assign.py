"""Which canonical section of a label each passage belongs to, worked out from headings and their order.

Pure functions over blocks in reading order. Only labels and leaflets have sections; a deck has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.reading import Block
from ingest.sections.ends import Beside
from ingest.sections.headless import is_headless, opened
from ingest.sections.heads import (
    FULL,
    HIGHLIGHTS,
    annex_number,
    bare,
    bracketed,
    chapter_of,
    folded,
    heading_number,
    known_heading,
    names_of,
    opens_part,
    unnumbered,
)
from ingest.sections.names import JAPAN, REFINED, SMPC, US_PLR, US_PLR_PARTS, Family, Section
from ingest.sections.names_china import LEAFLET_CHINESE
from ingest.sections.names_german import DISPENSING, long_heading
from ingest.sections.names_taiwan import ONLY_NUMBERED
from ingest.sections.order import follows, is_line, is_next, place_of, section_told
from ingest.sections.parts import (
    ASKED,
    KEPT,
    LEAFLET_STARTS,
    LOINC,
    PARTS,
    SMPC_STARTS,
    STORED,
    US_LISTING,
)
from ingest.sections.words_china import section_by_words
from library.models import PassageKind

__all__ = [
    "Family", "Section", "assign", "bracketed", "family_of", "folded", "heading_number", "known_heading",
    "loinc_section", "opens_part",
]  # fmt: skip

_NUMBERS = re.compile(r"改訂|商品分類番号|承認番号|処方箋医薬品|治療剤|製剤$|^\W*[A-Z0-9\-]{3,}\W*$")
"""What the head of a Japanese insert says beside how to store the product."""
_HEADS = (PassageKind.HEADING, PassageKind.TITLE)
_NO_HEADS = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.TABLE_ROW)
_GUIDE = re.compile(r"(MEDICATION GUIDE|PATIENT INFORMATION|PATIENT PACKAGE INSERT|INSTRUCTIONS FOR USE)\b")
"""What opens the words for patients of a US label, also where it runs on into them."""
_ENDED: dict[Section, tuple[Section, ...]] = {
    within[0]: within for within in REFINED if within[0] in (Section.PREGNANCY, Section.HANDLING)
}


def loinc_section(code: str) -> Section | None:
    """Canonical section of an SPL section code."""
    return LOINC.get(code)


# --- which layout -----------------------------------------------------------------------------------------------------


def family_of(blocks: Sequence[Block]) -> Family | None:
    """The label layout whose headings the document shows, or None for a document that is no label."""
    counts: dict[Family, set[Section]] = {family: set() for family in Family}
    for block in blocks:
        if block.kind in _NO_HEADS or len(block.text) > 160:
            continue
        if bare(block.text) in LEAFLET_CHINESE:
            break  # what follows are words for patients, under names that a label has too
        _count(block, counts)
    opening = " ".join(folded(b.text) for b in blocks[:60])
    if (HIGHLIGHTS in opening or FULL in opening) and len(counts[Family.US_PLR]) >= 3:
        return Family.US_PLR
    if _numbered_as_smpc(blocks):
        return Family.SMPC
    if is_headless(blocks):
        return Family.US_PLR
    needed = {
        Family.US_PLR: 6, Family.SMPC: 4, Family.CHINA: 4, Family.JAPAN: 5, Family.SWISS: 5, Family.US_OLD: 6,
        Family.TAIWAN: 5, Family.GERMAN: 5, Family.ENGLISH: 7,
    }  # fmt: skip
    sure = [(len(found), family) for family, found in counts.items() if len(found) >= needed[family]]
    return max(sure, key=lambda pair: pair[0])[1] if sure else None


def _numbered_as_smpc(blocks: Sequence[Block]) -> bool:
    """True where the numbers alone show the European layout: all of 4.1 to 4.9, 5.1 to 5.3, 6.1 to 6.5, and no more."""
    seen: set[str] = set()
    for block in blocks:
        if len(block.text) < 120 and block.kind in (*_HEADS, PassageKind.PARAGRAPH):
            seen.add(heading_number(_marked(block))[0])
    whole = {n for n in SMPC if "." in n and n != "6.6"}
    return whole <= seen and not seen & {"4.10", "4.11", "5.4", "5.5", "6.7", "6.8"}


def _count(block: Block, counts: dict[Family, set[Section]]) -> None:
    number, rest = heading_number(_marked(block))
    name = bare(rest)
    if number:
        if number in US_PLR and name.startswith(US_PLR[number][1]):
            counts[Family.US_PLR].add(US_PLR[number][0])
        if number in SMPC and names_of(Family.SMPC).get(name) == SMPC[number]:
            counts[Family.SMPC].add(SMPC[number])
        if number in JAPAN and name in names_of(Family.JAPAN):
            counts[Family.JAPAN].add(JAPAN[number])
        if name in names_of(Family.TAIWAN):
            counts[Family.TAIWAN].add(names_of(Family.TAIWAN)[name])
        if name in names_of(Family.GERMAN) and number.isdigit():
            counts[Family.GERMAN].add(names_of(Family.GERMAN)[name])
        if name in names_of(Family.CHINA) and block.kind is PassageKind.HEADING and "." in number:
            counts[Family.CHINA].add(names_of(Family.CHINA)[name])
        return
    for family, section in unnumbered().get(name, ()):
        if block.kind in _HEADS or bracketed(block.text) or family is Family.JAPAN:
            counts[family].add(section)


def _marked(block: Block) -> str:
    """A heading's words with the number its format keeps beside them."""
    marker = block.facts.get("marker", "")
    return f"{marker} {block.text}" if marker and block.level else block.text


# --- section of each block --------------------------------------------------------------------------------------------


def assign(blocks: Sequence[Block], family: Family | None) -> list[Section | None]:
    """The section of each block: the format's own where it names one, else by the headings of the layout.

    Without a layout all are words for patients: only labels and leaflets have sections.
    """
    if family is None:
        return [_given(block) or Section.LEAFLET for block in blocks]
    state = _State(family)
    if family is Family.US_PLR and any(folded(b.text).startswith(HIGHLIGHTS) for b in blocks[:60]):
        state.part = Section.OTHER  # what a web site prints above the highlights
    elif family is Family.US_PLR and is_headless(blocks):
        state.part, state.headless = None, True
    elif family is Family.US_PLR and not any(folded(b.text).startswith((HIGHLIGHTS, FULL)) for b in blocks):
        state.part = None  # a repackager's print: no highlights, the sections at once
    last = max((i for i, b in enumerate(blocks) if _is_first(b)), default=0) if family is Family.US_PLR else 0
    found: list[Section | None] = []
    for index, block in enumerate(blocks):
        state.awaits_first = index < last
        found.append(_given(block) or state.at(block))
    return found


def _is_first(block: Block) -> bool:
    """The heading of section 1 of a US label."""
    if block.kind not in _HEADS or len(block.text) > 80:
        return False
    number, name = heading_number(_marked(block))
    return number == "1" and bare(name).startswith(US_PLR["1"][1])


def _given(block: Block) -> Section | None:
    return Section(block.section) if block.section else None


class _State:
    """Part and section reached so far; part None is the label proper."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.part: Section | None = Section.HIGHLIGHTS if family is Family.US_PLR else None
        self.section = Section.OTHER
        self.number: tuple[int, ...] = ()
        self.top = ""
        self.begun = False
        """A section has begun: what warns in a box in an insert of China stands before."""
        self.agreed = 0
        self.numbers: dict[str, Section] = {}
        """Sections by their number, of inserts in which a name may stand behind any number."""
        self.refined, self.beside = (Section.OTHER, 0), Beside()
        self.awaits_first = self.headless = False
        """The heading of section 1 of a US label is still to come; one of which only the sub-headings were printed."""
        self.front = True
        """No section of a Japanese insert has begun: dates, storage, numbers and names stand in boxes of their own."""

    def at(self, block: Block) -> Section:
        """Section of ``block``, after taking in what it says as a heading."""
        short = len(block.text) < 200 or bracketed(block.text)
        if self.family is Family.JAPAN and self.front:
            self._before_sections(block)
        if block.kind in _NO_HEADS:
            pass
        elif not short:
            if self.family is Family.US_PLR and _GUIDE.match(block.text):
                self._enters_us_part(folded(block.text[:40]), True)
            self._refine(_run_in(block.text), False)
        elif not self._enters_part(block):
            self._enters_section(block)
        if self.headless and self.part is None and (found := opened(block.text, self.number)):
            self.number, self.top, self.section = (found[0],), str(found[0]), found[1]
        return self.section if self.part is None else self.part

    def _enters_part(self, block: Block) -> bool:
        name = folded(block.text)
        heading = block.kind in _HEADS
        if self.family is Family.US_PLR:
            return self._enters_us_part(name, heading or bool(_GUIDE.match(block.text)))
        if self.family is Family.US_OLD:
            return self._enters_old_us_part(block, heading)
        if self.family is not Family.SMPC:
            return False
        if name.startswith(LEAFLET_STARTS):
            return self._go(Section.LEAFLET)
        capitals = len(name) < 90 and block.text.upper() == block.text
        annex = annex_number(name) or (annex_number(" ".join(name.split()[:2])) if capitals else 0)
        if name.startswith(SMPC_STARTS) or (annex == 1 and self.number):
            return self._go(None)
        if annex > 1:
            return self._go(Section.CONDITIONS if annex == 2 else Section.LABELLING)
        second = self.part is Section.LABELLING and len(name) < 60 and re.match(r"[bβвб]\. ?\w", name)
        if second and (heading or capitals):
            return self._go(Section.LEAFLET)
        for part, names in PARTS.items():
            if name in names or (heading and part is Section.LABELLING and name.startswith(names)):
                return self._go(part)
        return False

    def _enters_old_us_part(self, block: Block, heading: bool) -> bool:
        """Words for patients open with their title or a question; the label goes on at a section or its next number."""
        number, name = heading_number(block.text)
        within = self.section is Section.WARNINGS and bare(name) in names_of(self.family)  # a part of PRECAUTIONS
        if self.part is None and heading and not number and self.begun and ASKED.match(block.text) and not within:
            return self._go_on(Section.LEAFLET)
        if self.part is Section.LEAFLET and heading:
            known = bare(name) in names_of(self.family) and block.text.upper() == block.text
            following = number.isdigit() and 1 <= int(number) - (self.number or (99,))[0] <= 2
            if (known and not number) or following:
                self.part = None
        elif heading and number.isdigit():
            self.number = (int(number),)
        elif heading and bare(name) in names_of(self.family):
            self.number, self.begun = (), True
        return False

    def _go_on(self, part: Section) -> bool:
        self.part = part
        return True

    def _enters_us_part(self, name: str, heading: bool) -> bool:
        if name.startswith(HIGHLIGHTS):
            return self._go(Section.HIGHLIGHTS)
        if name.startswith(FULL):
            return self._go(Section.CONTENTS if "contents" in name else None)
        if self.part in (Section.HIGHLIGHTS, Section.RECENT_CHANGES) and heading:
            return self._go(Section.RECENT_CHANGES if name == "recent major changes" else Section.HIGHLIGHTS)
        if self.number < (10,):
            return False
        if name.startswith(US_LISTING):
            self.section = Section.HOW_SUPPLIED
            self.part = None
            return True
        parts = (Section.LABELLING,) if self.part is Section.LABELLING else (Section.LABELLING, Section.LEAFLET)
        for part in parts:  # a pack, too, says "Medication Guide"; the guide stands before the packs
            sure = heading or name in PARTS[part] or name.startswith(("package label", "principal display"))
            if sure and name.startswith(PARTS[part]) and not name.startswith("patient counsel"):
                return self._go(part)
        return False

    def _go(self, part: Section | None) -> bool:
        self.part = part
        if part is None:
            self.section, self.number = Section.OTHER, ()
        return True

    def _enters_section(self, block: Block) -> None:
        heading = block.kind in _HEADS
        number, rest = heading_number(_marked(block))
        if self.family is Family.SMPC and block.kind is PassageKind.LIST_ITEM and not number:
            number, rest = heading_number(f"{block.facts.get('marker', '')} {block.text}")
        name = bare(rest)
        if self.family is Family.US_PLR:
            self._us_plr(number, name, heading)
        elif self.part is not None:
            return
        elif self.family in (Family.SMPC, Family.JAPAN):
            self._numbered(number, name, heading, block)
        elif self.family is Family.TAIWAN:
            self._taiwan(number, name, heading or bool(bracketed(block.text)), block)
        elif heading or bracketed(block.text):
            self._named(name, block)
            if self.family is Family.CHINA:
                self._counted(name, block)
                if heading and name.startswith("警告:") and len(name) > 6:
                    self.section = Section.BOXED_WARNING  # of a US label in Chinese
        if heading or (block.kind is PassageKind.PARAGRAPH and len(name) < 45):
            self._refine(name, heading, block.level)
        if not heading:
            self._refine(_run_in(block.text), heading)
            if self.family is Family.SWISS and self.section in (Section.INCOMPATIBILITIES, Section.SHELF_LIFE):
                self.section = Section.STORAGE if STORED.match(block.text) else self.section
                self.section = Section.SHELF_LIFE if KEPT.match(block.text) else self.section

    def _us_plr(self, number: str, name: str, heading: bool) -> None:
        if self.part in (Section.HIGHLIGHTS, Section.RECENT_CHANGES, Section.CONTENTS, Section.OTHER):
            # Without the line FULL PRESCRIBING INFORMATION the body begins where section 1 comes a last time in full.
            return
        boxed = name.startswith(("warning:", "boxed warning")) or (heading and name.startswith("warning "))
        if boxed and not number and not self.number:
            self.section = Section.BOXED_WARNING
        if not number:
            return
        top, place = number.split(".")[0], place_of(number)
        if self.awaits_first and not self.number and top != "1":
            self.section = Section.CONTENTS  # its second column runs on under the line that ends it
            return
        if number in US_PLR and name.startswith(US_PLR[number][1][:9]) and place >= self.number[:1]:
            self.section, self.number, self.top = US_PLR[number][0], place, top
        elif "." in number and heading and top in US_PLR and (top == self.top or self.headless) and place > self.number:
            self.number, self.top = place, top
            self.section = _us_part(number, name, top)

    def _before_sections(self, block: Block) -> None:
        """A line of the head that says how to store the product, and what stands under it, is about that."""
        table = block.kind in (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
        if re.match(r"(貯\s*法|有効期間|使用期限|保存方法)\s*[：:]", block.text):
            self.section = Section.STORAGE
        elif (
            block.level
            or table
            or block.kind in (PassageKind.IMAGE, PassageKind.FOOTNOTE)
            or _NUMBERS.search(block.text)
        ):
            self.section = Section.OTHER

    def _numbered(self, number: str, name: str, heading: bool, block: Block) -> None:
        table = SMPC if self.family is Family.SMPC else JAPAN
        known = names_of(self.family).get(name)
        if self.family is Family.JAPAN:
            listed = block.kind is PassageKind.LIST_ITEM and not re.match(
                r"\d{1,2}[.．]", block.facts.get("marker", "")
            )
            self._japanese(number, None if listed else known, heading)
            if heading and self.beside.ends(block, is_section=known is not None, is_numbered=self.agreed or number):
                self.section = Section.OTHER
        elif number in table:
            listed = block.kind is PassageKind.LIST_ITEM
            following = is_next(number, self.number)
            in_chinese = heading and names_of(Family.CHINA).get(name) is table[number]
            named = (known is not None and (not listed or following)) or in_chinese
            plain = following and is_line(name, block.text, "." not in number)
            anew = number == "1" and (not self.number or self.number >= (10,)) and is_line(name, block.text, True)
            if not (named or plain or anew or (heading and name and follows(place_of(number), self.number))):
                return
            self.section, self.number = section_told(known if heading else None, table[number]), place_of(number)
            self.section = Section.AUTHORISATION if name in DISPENSING else self.section

    def _taiwan(self, number: str, name: str, heading: bool, block: Block) -> None:
        """By name; a number without a known one is part of the nearest numbered section over it, seen or not."""
        known = names_of(Family.TAIWAN).get(name)
        if block.kind is PassageKind.LIST_ITEM and not number:
            number = heading_number(f"{block.facts.get('marker', '')} {block.text}")[0]
        if known is not None and (number or (heading and (name not in ONLY_NUMBERED or bracketed(block.text)))):
            self.section = known
            self.agreed += SMPC.get(number) is known
            self.numbers[number] = known
        elif number and (heading or "." in number):
            above = [number.rsplit(".", cut)[0] for cut in range(1, number.count(".") + 1)]
            table = {**(SMPC if self.agreed >= 2 else {}), **self.numbers}
            self.section = next((table[n] for n in above if n in table), self.section)

    def _japanese(self, number: str, known: Section | None, heading: bool) -> None:
        """Names count in both layouts; numbers alone only once they have agreed with names (the layout since 2017)."""
        if known is not None:
            self.section = known
            self.front = self.front and known in (Section.STORAGE, Section.DESCRIPTION, Section.HOLDER)
            if JAPAN.get(number) is known:
                self.agreed += 1
                self.number = place_of(number)
        elif heading and self.agreed >= 2 and number in JAPAN and follows(place_of(number), self.number):
            self.section, self.number = JAPAN[number], place_of(number)
        elif heading and self.agreed >= 2 and self.number and re.fullmatch(rf"{self.number[0]}\.\d+", number):
            self.section = JAPAN.get(str(self.number[0]), self.section)

    def _named(self, name: str, block: Block) -> None:
        known = names_of(self.family).get(name)
        if known is None and self.family is Family.US_OLD:
            known = names_of(self.family).get(re.sub(r"^[a-z]\. ?", "", name))  # "F. Pregnancy" of the precautions
        if known is None and self.family is Family.GERMAN:
            known = long_heading(name)
        if known is Section.BOXED_WARNING and self.begun and name == "警告":
            self.section = Section.WARNINGS  # a part of the precautions; a box stands before all sections
        elif known is not None:
            self.section = known
            self.begun = self.begun or known not in (Section.BOXED_WARNING, Section.REVISION)
        elif self.family is Family.CHINA and block.text.lstrip().startswith("【"):
            self.section = section_by_words(name) or Section.OTHER

    def _counted(self, name: str, block: Block) -> None:
        """Where sections are counted ("五、…", "8.5 …"), a heading of the same count without a known name ends them."""
        count, known = chapter_of(block.text), name in names_of(Family.CHINA)
        if known:
            self.numbers["chapter"] = self.section if count != "part" else self.numbers.get("chapter", Section.OTHER)
            self.agreed += count == "chapter"
            self.top = count
        elif count == "chapter" and self.agreed > 0:
            self.section = self.numbers["chapter"] = Section.OTHER
            self.top = ""
        elif count == "part" and self.top == "part":
            self.section, self.top = self.numbers.get("chapter", Section.OTHER), ""

    def _refine(self, name: str, heading: bool, level: int = 0) -> None:
        """A sub-heading, or words that open a paragraph as one (``Pregnancy. …``), may open a section of its own.

        One that opens none ends what its like opened, but for results of trials, which have headings of their own.
        """
        if not name or self.part is not None:
            return
        found = [(s, within[0]) for within, table in REFINED.items() if self.section in within for s in table
                 if name in table[s]]  # fmt: skip
        if found:
            self.section, base = found[-1]
            self.refined = (base, level) if level else self.refined
        elif heading and 0 < level <= self.refined[1] and self.family in (Family.SWISS, Family.SMPC):
            base = self.refined[0]
            self.section = base if base in _ENDED and self.section in _ENDED[base] else self.section


_RUN_IN = re.compile(r"([^.:。：]{4,40})[.:。：]\s")


def _run_in(text: str) -> str:
    """The words that open a paragraph like a heading, folded: ``pregnancy`` of ``Pregnancy. There is …``."""
    found = _RUN_IN.match(text)
    return folded(found[1]) if found else ""


def _us_part(number: str, name: str, top: str) -> Section:
    known = names_of(Family.US_OLD).get(name)
    if known is not None and top in ("8", "12", "13", "16"):
        return known
    if number in US_PLR_PARTS:
        return US_PLR_PARTS[number]
    if top == "8":
        for word, section in (("renal", Section.RENAL), ("hepatic", Section.HEPATIC), ("lactation", Section.LACTATION)):
            if word in name:
                return section
    return US_PLR[top][0]
