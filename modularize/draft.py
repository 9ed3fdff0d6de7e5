"""What segmentation hands on: the words of a future module, with what they depend on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from library.models import AnchorDraft, AnchorRole, Passage, PassageKind, Record

_LETTER = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff]")
"""Raised, circled and fractional figures count as word characters, and are no letters."""


_ANGLED = re.compile(r"^[\s＊※*]*([〈《＜])[^〉》＞]*[〉》＞]\s*$")
_BLANKS = " \n\r\u00a0\u3000"
"""White space that parts no cells."""


DOUBTS = (
    "needs a person",
    "points back to words",
    "the beginning of the sentence",
    "the end of the sentence",
    "goes on with a sentence",
    "opens a list or table that was not found",
    "figures of a table whose header",
    "row with more cells",
    "its words begin or end inside",
    "words set inside a drawing",
    "statistic without the words",
    "figure without the words",
)
"""How the reasons begin that a person can settle by looking at the page."""


FORM, CHARTED = "figure", "charted"
"""Flags of the segment of a figure, and of one whose data stand in its context."""


class Skipped(Record):
    """A passage, or a part of it, that became no module, and why."""

    passage: str
    reason: str

    @property
    def needs_person(self) -> bool:
        """True where the piece says something and only doubt keeps it from being a module."""
        return self.reason.startswith(DOUBTS)


@dataclass(frozen=True, slots=True)
class Quote:
    """``passage.text[start:end]``."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def anchor(self, role: AnchorRole) -> AnchorDraft:
        """The quote as an anchor of the given role."""
        return AnchorDraft(role=role, passage=self.passage.id, start=self.start, end=self.end, quote=self.text)


def _is_beside(part: Quote | str) -> bool:
    """A sentence of the running text that the body refers to, not a line over it."""
    if isinstance(part, str) or part.passage.kind not in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
        return False
    bare = part.text.rstrip()
    return bare.endswith(("。", "．", "；")) or (len(bare) > 15 and bare.endswith((".", ")", "）", ";", "]", "］")))


@dataclass(frozen=True, slots=True)
class Segment:
    """A module before it has a kind: ``body`` is the origin quotes joined by newlines.

    ``context`` is what the body depends on, outermost first: headings, lead sentence, stem, caption, table header,
    footnotes; a quote where the words stand in a passage, else the words alone.
    """

    origin: tuple[Quote, ...]
    context: tuple[Quote | str, ...] = ()
    question: str = ""
    references: tuple[str, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)
    doubt: str = ""
    """Why a person has to look at it, where something else than its own words and those over it says so."""

    @property
    def body(self) -> str:
        return "\n".join(quote.text for quote in self.origin)

    @property
    def first(self) -> Passage:
        return self.origin[0].passage

    @property
    def is_figure(self) -> bool:
        """True for the caption of a figure: it says what is seen, and may say nothing without the picture."""
        return FORM in self.flags

    @property
    def context_texts(self) -> tuple[str, ...]:
        return tuple(part.text if isinstance(part, Quote) else part for part in self.context)

    @property
    def heads(self) -> tuple[str, ...]:
        """The context that stands over the body: headings, stems, table headers; without the sentences beside it."""
        return tuple(text for part, text in zip(self.context, self.context_texts, strict=True) if not _is_beside(part))

    def under_one_use(self) -> Segment:
        """The segment under the last of several lines in angle brackets: 〈A〉 ends where 〈B〉 begins."""
        last = {mark[1]: at for at, text in enumerate(self.context_texts) if (mark := _ANGLED.match(text))}
        dropped = {
            at for at, text in enumerate(self.context_texts) if (mark := _ANGLED.match(text)) and last[mark[1]] != at
        }
        return replace(self, context=tuple(part for at, part in enumerate(self.context) if at not in dropped))

    def anchors(self) -> tuple[AnchorDraft, ...]:
        """Origin anchors in the order of the body, then context anchors."""
        origins = [quote.anchor(AnchorRole.ORIGIN) for quote in self.origin]
        contexts = [part.anchor(AnchorRole.CONTEXT) for part in self.context if isinstance(part, Quote)]
        return (*origins, *contexts)


@dataclass(frozen=True)
class Segmentation:
    """What became of the passages of one document."""

    segments: tuple[Segment, ...]
    skipped: tuple[Skipped, ...]
    withheld: tuple[Segment, ...] = ()
    """Pieces that a person has to look at before they are modules; each has its doubt among ``skipped``."""


def whole(passage: Passage) -> Quote:
    """The whole passage without white space at its ends; a row of a table keeps its empty first cells."""
    text = passage.text
    is_row = "\t" in text.strip()
    return Quote(passage, len(text) - len(text.lstrip(_BLANKS if is_row else None)), len(text.rstrip()))


def without_repeats(parts: Iterable[Quote | str]) -> tuple[Quote | str, ...]:
    """Context parts with each wording once, the first time it comes; marks and numbers without a letter say nothing.

    A part with columns stays, since a header of years or visits names the columns of a row.
    """
    seen: dict[str, Quote | str] = {}
    for part in parts:
        text = part.text if isinstance(part, Quote) else part
        if _LETTER.search(text) or "\t" in text.strip():
            seen.setdefault(text, part)
    return tuple(seen.values())
