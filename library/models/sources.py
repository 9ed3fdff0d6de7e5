"""Documents as received and the passages read from them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from library.models.base import Box, Record


class DocumentClass(StrEnum):
    """What a document is, which decides whether its words can support a claim."""

    LABEL = "label"
    PUBLICATION = "publication"
    DATA_ON_FILE = "data_on_file"
    DECK = "deck"
    EDA = "eda"
    FAQ = "faq"
    MONOGRAPH = "monograph"
    LEAFLET = "leaflet"
    REPORT = "report"
    PHRASES = "phrases"
    OTHER = "other"

    @property
    def bears_out(self) -> bool:
        """True where a document's own words can support a claim: labels, publications, data on file."""
        return self in (DocumentClass.LABEL, DocumentClass.PUBLICATION, DocumentClass.DATA_ON_FILE)


MANY_MEDICINES = "many medicines: "
"""How the words of the product begin where a document speaks of many, each under a heading of its own."""


class SourceFacts(Record):
    """Facts about a document that are not its bytes: found by rule, or said by a person (the latest saying holds)."""

    filename: str = ""
    title: str = ""
    document_class: DocumentClass = DocumentClass.OTHER
    product: str = ""
    market: str = ""
    language: str = ""
    version_label: str = ""
    material_code: str = ""
    prepared: date | None = None
    effective: date | None = None
    expiry: date | None = None
    replaces: str | None = None
    words: dict[str, str] = Field(default_factory=dict)
    """Per fact, the words of the document that say so (empty where a person said it)."""

    @property
    def of_many(self) -> bool:
        """True for a collection: its headings name many medicines, and no person said that it is about one."""
        return not self.product and self.words.get("product", "").startswith(MANY_MEDICINES)


class Source(Record):
    """One document as received. ``id`` is the SHA-256 of its bytes."""

    id: str
    media_type: str
    size: int
    received_at: datetime
    received_by: str
    facts: SourceFacts


class Loss(Record):
    """Something in a document that was not turned into text, and where."""

    code: str
    message: str
    page: int | None = None
    count: int = 1


class Outcome(StrEnum):
    STORED = "stored"
    NEEDS_ATTENTION = "needs_attention"
    REFUSED = "refused"


class Extraction(Record):
    """A Source read by one reader version."""

    id: str
    source: str
    reader: str
    reader_version: str
    outcome: Outcome
    pages: int
    losses: tuple[Loss, ...] = ()
    warnings: tuple[str, ...] = ()


class PassageKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    NOTE = "note"
    COMMENT = "comment"
    QUESTION = "question"
    ANSWER = "answer"
    HEADER = "header"
    FOOTER = "footer"
    IMAGE = "image"


class PassageFlag(StrEnum):
    """Why a passage needs care. A passage with HIDDEN never becomes a module."""

    HIDDEN = "hidden"
    HIDDEN_SLIDE = "hidden_slide"
    SPEAKER_NOTES = "speaker_notes"
    OCR = "ocr"
    INSTRUCTION = "instruction"
    TRACKED_CHANGE = "tracked_change"
    CHART_DATA = "chart_data"
    DISPUTED = "disputed"
    """It holds a number that two readers of its document read differently."""


class Fragment(Record):
    """Where one line of a passage stands: ``text[start:end]`` lies in ``box`` on ``page``."""

    start: int
    end: int
    page: int
    box: Box


class Locator(Record):
    """Where a passage stands in its document."""

    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    path: str | None = None
    """XLSX cell range (``A2:C2``), HTML or DOCX element path, or member path inside a package."""
    fragments: tuple[Fragment, ...] = ()
    span: tuple[int, int] = (0, 0)
    """The passage's place in the document's whole text (passages in reading order joined by one newline)."""

    def boxes_of(self, start: int, end: int) -> tuple[tuple[int, Box], ...]:
        """``(page, box)`` for each line that ``text[start:end]`` touches, cut to the touched share of the line."""
        found = []
        for fragment in self.fragments:
            low, high = max(start, fragment.start), min(end, fragment.end)
            if low >= high:
                continue
            x0, y0, x1, y1 = fragment.box
            per_character = (x1 - x0) / max(1, fragment.end - fragment.start)
            left = x0 + (low - fragment.start) * per_character
            right = x0 + (high - fragment.start) * per_character
            found.append((fragment.page, (round(left, 2), y0, round(right, 2), y1)))
        return tuple(found)


FIGURE = "caption_of"
"""Fact of the caption of a figure: what it captions (``picture``, ``drawing``, ``chart``)."""
FIGURE_BOX = "figure_box"
"""Fact of the caption of a figure: where that stands on the caption's page, in points (``x0 y0 x1 y1``)."""
FIGURE_DATA = "figure_data"
"""Fact of the caption of a native chart: the group of the chart's rows."""
_FARTHEST = 100_000.0
"""Points beyond which no place on a page lies."""


class PassageDraft(Record):
    """A passage as a reader gives it, before it has a source or an id."""

    kind: PassageKind
    text: str
    locator: Locator = Locator()
    heading_path: tuple[str, ...] = ()
    section: str | None = None
    """Canonical label section (``ingest.sections.assign``), such as ``dosing`` or ``contraindications``."""
    language: str = ""
    flags: tuple[PassageFlag, ...] = ()
    group: str | None = None
    """Ties passages that belong together: the rows of one table, a question and its answer, a list and its stem."""
    facts: dict[str, str] = Field(default_factory=dict)
    """What the document says beside the text: chart axis, FAQ approval code, footnote marker, author of a comment."""

    @property
    def figure_place(self) -> tuple[int, Box] | None:
        """``(page or slide, box)`` of the figure that this is the caption of; None of any other passage."""
        sides = self.facts.get(FIGURE_BOX, "").split()
        locator = self.locator
        page = locator.fragments[0].page if locator.fragments else locator.page or locator.slide
        if len(sides) != 4 or page is None:
            return None
        try:
            left, top, right, bottom = map(float, sides)
        except ValueError:
            return None
        whole = left < right < _FARTHEST and top < bottom < _FARTHEST and min(left, top) > -_FARTHEST
        return (page, (left, top, right, bottom)) if whole else None


class Passage(PassageDraft):
    """A piece of parsed text in reading order. ``id`` hashes the extraction, its place and its words."""

    id: str
    source: str
    extraction: str
    seq: int
