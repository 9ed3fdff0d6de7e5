"""Rows of a table as segments: each row alone, its caption, header, row group and footnotes as context."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from library import han
from library.models import Passage, PassageFlag, PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment, Skipped, whole
from modularize.left_out.exclude import LISTING
from modularize.notes.cited import carries, ends_note, mark_of_note
from modularize.sentences.depends import is_complete
from modularize.sentences.elsewhere import only_shows
from modularize.tables.alternatives import goes_on_with
from modularize.tables.endpoints import Endpoint
from modularize.tables.explained import behind_dash, dash_of, dash_stands, is_dash_note, is_table_note
from modularize.tables.group_column import groups_in_first_column, of_groups
from modularize.tables.heads import (
    columns,
    figures_only,
    groups_of_rows,
    header_of,
    heads_columns,
    is_part_of,
    is_row_below,
    names_alone,
    second_lines,
    unit_alone,
)
from modularize.tables.naming_rows import named_rows
from modularize.tables.opened_rows import under_open_rows
from modularize.tables.row_heads import RowHeads
from modularize.tables.same_above import with_rows_above
from modularize.tables.side_by_side import ends_first_list, in_columns
from modularize.tables.stanzas import Line, in_stanzas, is_cut_dose
from modularize.tables.tested_groups import TESTED, tested_groups
from modularize.tables.titled import ends_label, named_below_title, statistic_of
from modularize.tables.whole_tables import PER_CENTRE

_STATISTIC = han.compile(
    r"^\s*(?:p(?!\.)[- ]?(?:values?|值|値)?|95 ?% ?(?:CI|KI)|\(?95 ?% ?CI\)?|hazard ratio|HR|risk ratio|odds ratio|"
    r"风险比|ハザード比|Hazard[- ]Ratio|差值|difference|検定|有意差|[pP]\s?値|95\s?[%％]\s?信頼区間)"
    r"(?:\b|[ᵃ-ᶻ])[^\t]{0,40}\t",
    re.IGNORECASE,
)
_MARKED = re.compile(r"^[†‡§¶*＊]+\s?\S.{20}")
_NOTHING = re.compile(r"^(?:N/?A|n\.?a\.?|ND|-+|[–—－―]+|未|なし|/)?$", re.IGNORECASE)
_AT_RISK = han.compile(
    r"numbers? at risk|patients at risk|风险人数|风险集|リスク集合|"
    r"Patienten unter Risiko",
    re.IGNORECASE,
)
_ABBREVIATIONS = han.compile(
    r"\s*(?:Abkürzung(?:en)?|Kürzel|Abbreviations?|Acronyms?|略語|略号|略称|缩写|缩略语|縮寫)\t\s*"
    r"(?:Bedeutung|Erklärung|Begriff|Meaning|Definition|Term|Full (?:name|term)|正式名称|意味|内容|全称|含义|中文)"
    r"[^\t]{0,12}(?:\t|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_]")
NOTE_UNDER_TABLE = "note under a table: kept as context of its rows"


@dataclass
class Table:
    """The passages of one table, gathered in order."""

    group: str
    captions: list[Passage] = field(default_factory=list)
    headers: list[Passage] = field(default_factory=list)
    rows: list[Passage] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    stem: Quote | None = None
    inherited: tuple[Passage, ...] = ()
    """The header of the table right above, where this one goes on with it on the next page or column."""
    run_in: Quote | None = None
    """The line that headed the table right above."""
    lead: Quote | None = None
    """The words right above the table that say whom and what dose it is about."""
    known: frozenset[str] = frozenset()
    """The texts of the headers of the tables above."""
    heads: RowHeads = field(default_factory=RowHeads)
    """The rows that the next row of the table stands under."""

    @property
    def first(self) -> Passage | None:
        """The first passage of the table."""
        return next(iter([*self.rows, *self.headers, *self.captions]), None)

    def ends_before(self, passage: Passage, group: str) -> bool:
        """True where a passage of that group begins another table; a chart and a table beside it are never one."""
        first = self.first
        chart = first is not None and PassageFlag.CHART_DATA in first.flags
        other = first is not None and chart is not (PassageFlag.CHART_DATA in passage.flags)
        return self.group != group and (bool(self.rows) or other)

    def found_headers(self) -> list[Passage]:
        """The rows that name the columns: marked, unmarked, or those of the table that this one goes on with."""
        found = self.headers or header_of(self.rows, self.known) or list(self.inherited)
        found = [*found, *named_below_title(found, self.rows)]
        return [*found, *second_lines(found, self.rows)]

    @property
    def is_only_head(self) -> bool:
        """One row of words under a caption: the rest of the table stands on the next page."""
        return bool(self.captions) and not self.headers and names_alone(self.rows)

    @property
    def is_titled_head(self) -> bool:
        """The same under a title that opens no list by a colon: where nothing goes on with it, it is a row."""
        titled = self.stem is not None and not self.stem.text.rstrip().endswith((":", "："))
        return self.is_only_head or (titled and not self.headers and names_alone(self.rows))

    def takes_note(self, passage: Passage, follower: Passage | None) -> bool:
        """Take a paragraph or an item right below the rows that says something of them; False for any other."""
        if passage.kind is PassageKind.LIST_ITEM:
            is_note = is_dash_note(passage, follower, self.rows)
        else:
            is_note = bool(self.rows) and (is_table_note(passage.text) or ends_note(passage, self.notes))
        if is_note:
            self.notes.append(passage)
        return is_note

    def takes_over(self, above: Table | None, prose_at: int) -> bool:
        """Take what heads the table above where this one is its rest: right below, in the same place, unheaded.

        ``prose_at`` is the place of the last heading, paragraph or item of the document.
        """
        first = self.first
        if above is not None:
            self.known = above.known | {row.text for row in above.found_headers()}
        if above is None or first is None or not above.rows or self.captions or self.stem:
            return False
        last = above.rows[-1]
        same = (first.section, first.heading_path) == (last.section, last.heading_path)
        if not same or not last.seq < first.seq or last.seq < prose_at < first.seq:
            return False
        if above.is_titled_head and (above.is_only_head or columns(self.rows) == columns(above.rows)):
            below = self.headers if is_row_below(above.rows[0], self.headers) else []
            self.headers, self.rows = [*above.rows, *([] if below else self.found_headers())], [*below, *self.rows]
            self.captions, self.stem = list(above.captions), above.stem
        elif self.headers and [row.text for row in self.headers] == [row.text for row in above.headers]:
            self.captions = list(above.captions)  # the header is printed again on the next page
        elif self.headers and is_part_of(self.headers, above.headers):
            self.headers = list(above.headers)  # printed again, with cells that were left empty
        elif self.headers or header_of(self.rows) or not columns(self.rows) == columns(above.rows) > 1:
            return False
        else:
            self.inherited = tuple(above.found_headers())
        self.run_in, self.lead, self.heads = above.run_in, above.lead, above.heads
        return True


_OPENS = han.compile(
    r"(?:以下|次|下記|下)の?(?:とおり|通り|表)|(?:表|以下|次|下記)に示|表\s?[\d０-９][\d－-]*(?:のとおり|に示)|如下|[见見]?下表|[见見]表\s?\d|"
    r"\b(?:tables? (?:below|\d+)|(?:following|below) table)\b|\b(?:folgende\w*|nachstehende\w*) Tabelle|\bTabelle \d",
    re.IGNORECASE,
)
_WHOM = han.compile(
    r"\d\s?(?:mg|µg|μg|g|例|名|mL|ml)(?![A-Za-z])|患者|健康成人|受试|\b(?:patients|subjects|volunteers|Patient\w*|Proband\w*)\b"
)
_TABLE_NUMBER = re.compile(r"(?:\b[Tt]abelle|\b[Tt]able|表)\s?(\d+(?:-\d+)?)")
_LEAD = 450
"""Code points up to which the words right above a table travel with its rows."""


def lead_of(said: Passage | None, first: Passage) -> Quote | None:
    """The words of the paragraph right above a table that open it and say whom or what dose it is about."""
    if said is None or (said.section, said.heading_path) != (first.section, first.heading_path):
        return None
    spans = sentences(said.text, said.language)
    words = [said.text[start:end] for start, end in spans]
    opening = [at for at, told in enumerate(words) if _OPENS.search(told) and _is_of(told, first)]
    if not opening:
        return _of_whom(said, first, spans[:1])
    start, end = spans[0][0], spans[opening[-1]][1]
    start = start if end - start <= _LEAD else spans[opening[-1]][0]
    told = said.text[start:end].rstrip()
    return Quote(said, start, start + len(told)) if len(told) <= _LEAD and _WHOM.search(told) else None


_STUDIED = re.compile(r"(?:患者|症例|例|健康成人)[^。]{0,40}(?:対象|投与)")
"""So a Japanese sentence tells whom a study was done in."""


def _of_whom(said: Passage, first: Passage, spans: Sequence[tuple[int, int]]) -> Quote | None:
    """The first sentence of a paragraph right above a table of results that says whom the study was done in."""
    near = said.section == "clinical_studies" and said.language == "ja" and said.seq + 1 == first.seq
    for start, end in spans if near else ():
        told = said.text[start:end].rstrip()
        if _STUDIED.search(told) and len(told) <= _LEAD:
            return Quote(said, start, start + len(told))
    return None


def without_shown(segments: list[Segment], lead: Quote | None) -> list[Segment]:
    """The segments without the one that only opens the table ``lead`` stands over: it is context of its rows."""
    return [part for part in segments if part.origin != (lead,)] if lead and only_shows(lead.text) else segments


def _is_of(told: str, first: Passage) -> bool:
    """Do the words name no other table than the one whose caption ``first`` is?"""
    caption = _TABLE_NUMBER.match(first.text.strip()) if first.kind is PassageKind.CAPTION else None
    named = _TABLE_NUMBER.findall(told)
    return caption is None or not named or caption.group(1) in named


def _parted(table: Table) -> list[Table]:
    """A table in which the header comes again under another title, as one table for each title with its rows."""
    headers = table.found_headers()
    named = {row.text for row in headers if "\t" in row.text.strip()}
    is_titled = len(named) < len(headers)  # a title that heads the first part alone stands among the headers
    rows = table.rows
    starts = [at for at in range(1, len(rows) - 1) if "\t" not in rows[at].text.strip() and rows[at + 1].text in named]
    if not starts or (in_stanzas(rows) and not is_titled):
        return [table]
    parts = [replace(table, rows=rows[: starts[0]])]
    for at, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        parts.append(replace(table, headers=rows[at : at + 2], rows=rows[at + 2 : end], heads=RowHeads()))
    return parts


def _opening(table: Table) -> list[Quote]:
    """The words over the table that say what its rows are about, none of them twice."""
    told = table.lead.text if table.lead is not None else ""
    stem = table.stem if table.stem is not None and table.stem.text not in told else None
    return [quote for quote in (table.lead, stem, table.run_in) if quote is not None]


def segments_of(table: Table, headings: Sequence[Quote | str]) -> tuple[list[Segment], list[Skipped]]:
    """A segment for each row that says something; the others with their reason."""
    parts = [_segments_of(one, headings) for one in _parted(table)]
    rows = [row for found, _ in parts for row in with_rows_above(under_open_rows(found))]
    return rows, [one for _, left in parts for one in left]


def _segments_of(table: Table, headings: Sequence[Quote | str]) -> tuple[list[Segment], list[Skipped]]:
    headers = table.rows if table.is_only_head else table.found_headers()
    rows = [row for row in table.rows if row not in headers]
    if medicine := named_rows([*headers, *rows]):
        headers = [*medicine.over, medicine.columns]
        rows = [row for row in rows if row not in headers]
    named_above = [*medicine.names, _aligned(medicine.columns)] if medicine else map(_aligned, headers)
    stem = _opening(table)
    above: list[Quote | str] = [*headings, *stem, *map(whole, table.captions), *named_above]
    marked = [row for row in rows if _MARKED.match(row.text.strip()) and "\t" not in row.text.strip()]
    notes = [whole(note) for note in (*table.notes, *marked)]
    found: list[Segment] = []
    kept = [row for row in headers if row in table.rows]
    skipped = [Skipped(passage=row.id, reason="table header: kept as context of its rows") for row in kept]
    if unread := _left_as_a_whole(above):
        return [], [*skipped, *(Skipped(passage=row.id, reason=unread) for row in rows)]
    if table.lead is not None:
        skipped.append(Skipped(passage=table.lead.passage.id, reason="opens a table: kept as context of its rows"))
    if (parted := _in_parts(table, headers, rows, above, notes)) is not None:
        return parted[0], [*skipped, *parted[1]]
    heads, endpoint, groups, tested = table.heads, Endpoint(), groups_of_rows(rows), tested_groups(headers, rows)
    is_wide = any("\t" in row.text.strip() for row in table.rows)
    heads.read(rows)
    for origin in _joined(rows):
        cells = [cell.strip() for cell in origin[0].text.split("\t")]
        filled = [cell for cell in cells if cell]
        is_alone = len(filled) == 1 and len(origin) == 1 and (len(cells) > 1 or is_wide)
        is_name = is_alone and ends_first_list(origin[0], headers, rows)
        if is_alone and _MARKED.match(filled[0]):
            skipped.append(Skipped(passage=origin[0].id, reason=NOTE_UNDER_TABLE))
        elif is_alone and not is_name and len(filled[0]) < 120 and not is_complete(filled[0]):
            heads.open(origin[0])
            skipped.append(Skipped(passage=origin[0].id, reason="row heading: kept as context of the rows below it"))
        elif any(origin[0] is head for head in tested.values()):
            skipped.extend(Skipped(passage=row.id, reason=TESTED) for row in origin)
        elif len(origin) == 1 and origin[0].id in groups:
            heads.open(origin[0])
            skipped.append(Skipped(passage=origin[0].id, reason="group and its size: kept as context of its rows"))
        elif heads_columns(origin[0], filled, is_first=not found, is_last=origin[0] is rows[-1]):
            above.append(whole(origin[0]))
            sizes = "group sizes: kept as context of the rows below"
            skipped.extend(Skipped(passage=row.id, reason=sizes) for row in origin)
        elif reason := "" if is_name or origin[0].id in tested else _says_nothing(filled, cells, headers):
            skipped.extend(Skipped(passage=row.id, reason=reason) for row in origin)
        elif headers and len(cells) > max(len(header.text.split("\t")) for header in headers):
            reason = "row with more cells than its header: to be read in the table itself"
            skipped.extend(Skipped(passage=row.id, reason=reason) for row in origin)
        elif not (headers or table.captions or stem) and (figures_only(filled) or not _LABEL.search(cells[0])):
            reason = "figures of a table whose header was not found"
            skipped.extend(Skipped(passage=row.id, reason=reason) for row in origin)
        else:
            over = [*heads.over(origin[0]), *map(whole, filter(None, [tested.get(origin[0].id)]))]
            compared = endpoint.compared_by(origin[0], is_grouped=bool(over))
            if endpoint.closes:
                heads.close()
                over = []
            context = [*above, *over, *([compared] if compared is not None else [])]
            context += _notes_of(origin, context, notes, table)
            found.append(Segment(in_columns(origin, headers), tuple(context)))
    return found, skipped


def _in_parts(
    table: Table,
    headers: Sequence[Passage],
    rows: Sequence[Passage],
    above: Sequence[Quote | str],
    notes: Sequence[Quote],
) -> tuple[list[Segment], list[Skipped]] | None:
    """The rows of a table in stanzas, or under groups that its first column names; None for any other table."""
    if lines := in_stanzas(rows):
        marked = [note for note in notes if mark_of_note(note.passage)]
        named = [part for part in above if not (isinstance(part, Quote) and is_cut_dose(part.passage))]
        return _of_stanzas(lines, named, lambda origin, context: _notes_of(origin, context, marked, table))
    if in_column := groups_in_first_column(headers, rows):
        return of_groups(rows, in_column, above, lambda origin, over: _notes_of(origin, over, notes, table))
    return None


def _left_as_a_whole(above: Sequence[Quote | str]) -> str:
    """Why no row of a table is content, by what stands above them; "" where they may be."""
    words = [part if isinstance(part, str) else part.text for part in above]
    if any(map(_AT_RISK.search, words)):
        return "numbers at risk: they stand with their survival curve"
    if any(map(PER_CENTRE.search, words)):
        return "patients of each centre: how a study was run"
    if any(map(_ABBREVIATIONS.match, words)):
        return "abbreviations: they say nothing of the medicine"
    return "product listing data" if any(map(LISTING.search, words)) else ""


def _of_stanzas(
    lines: Sequence[Line],
    above: Sequence[Quote | str],
    noted: Callable[[Sequence[Passage], Sequence[Quote | str]], list[Quote]],
) -> tuple[list[Segment], list[Skipped]]:
    """Each row under the title of its stanza and the names of its columns; rows under no title wait for a person."""
    found: list[Segment] = []
    skipped: list[Skipped] = []
    title: Quote | None = None
    columns_named: Quote | None = None
    for line in lines:
        first = line.rows[0]
        if line.part == "row" and title is not None and columns_named is not None:
            context = [*above, title, columns_named]
            found.append(Segment(tuple(map(whole, line.rows)), (*context, *noted(line.rows, context))))
        elif line.part == "row":
            reason = "needs a person: rows of a table whose title or columns were not found"
            skipped.extend(Skipped(passage=row.id, reason=reason) for row in line.rows)
        elif line.part == "alone":
            found.append(Segment((whole(first),), tuple(above)))
        else:
            title = {"title": whole(first), "columns": title}.get(line.part)
            columns_named = columns_named if line.part == "title" else _aligned(first)
            skipped.append(Skipped(passage=first.id, reason="row heading: kept as context of the rows below it"))
    return found, skipped


NO_LABEL = "table row without a label and a value"
_CONCEPT = re.compile(r"\d{6,}\t[A-Z]?\d{2,3}(?:\.\d{1,3})?\t")
"""A row of a list of codes: a concept's number, its code, its name."""


def _says_nothing(filled: Sequence[str], cells: Sequence[str], headers: Sequence[Passage]) -> str:
    """Why a row says nothing of its own; "" where it does."""
    if not (any(map(_LABEL.search, filled)) or _told_by(headers, cells)) or (len(filled) < 2 and len(filled[0]) < 40):
        return NO_LABEL
    if sum(bool(re.fullmatch(r"\d{6,}", cell)) for cell in filled) > 1 or _CONCEPT.match("\t".join(filled)):
        return "row of codes"
    if len(filled) > 1 and all(map(_NOTHING.match, filled[1:])):
        return "table row without a value"
    return ""


def _told_by(headers: Sequence[Passage], cells: Sequence[str]) -> bool:
    """Do the headers name the columns of a row that holds figures alone (the weeks and tablets of a titration)?"""
    named = {
        column
        for header in headers
        for column, cell in enumerate(header.text.split("\t"))
        if len(_LABEL.findall(cell)) > 2
    }
    filled = [column for column, cell in enumerate(cells) if cell]
    if any(re.search(r"\d\s+[\d(（]", cell) for cell in cells[:1]) or any(re.search(r"\d\s+\d", c) for c in cells):
        return False  # several figures in one cell: nobody knows which column is whose
    return len(filled) > 1 and min(filled) in named and len(named) > 1


def _notes_of(
    origin: Sequence[Passage], context: Sequence[Quote | str], notes: Sequence[Quote], table: Table
) -> list[Quote]:
    """The notes a row depends on: those without a mark, and those whose mark the row or what heads it carries.

    A note whose mark stands nowhere in the table goes with every row: the reader of the document lost the mark.
    """
    own = " ".join([*(row.text for row in origin), *(p if isinstance(p, str) else p.text for p in context)])
    everywhere = " ".join(part.text for part in (*table.captions, *table.found_headers(), *table.rows))
    found: list[Quote] = []
    taken: Quote | None = None
    for note in notes:
        if note.passage.facts.get("continues") == "previous":  # the rest of the note before, on the next page
            found += [note] if taken is not None and taken in found else []
            continue
        if dash := dash_of(note.passage):
            found += filter(None, [note if dash_stands(own, dash) else behind_dash(note)])
            continue
        mark, taken = mark_of_note(note.passage), note
        lost = not note.passage.facts.get("marker") and not carries(everywhere, mark or "*")
        if not mark or carries(own, mark) or lost:
            found.append(note)
    return found


def late_notes(segment: Segment, notes: Sequence[Passage]) -> Segment:
    """A row whose marks are explained under the rest of its table, on the next page."""
    shown = "\n".join([segment.body, *segment.context_texts])
    held = {mark_of_note(p.passage) for p in segment.context if isinstance(p, Quote)} - {""}
    late = [whole(n) for n in notes if (mark := mark_of_note(n)) and mark not in held and carries(shown, mark)]
    return replace(segment, context=(*segment.context, *late)) if late else segment


def _aligned(header: Passage) -> Quote:
    """A header with its empty first cell, so that its columns stay over those of the rows."""
    return Quote(header, 0, len(header.text.rstrip()))


def _joined(rows: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Rows, each with the rows that go on from it: their first cell is empty, or only a unit or a statistic."""
    current: list[Passage] = []
    for row in rows:
        goes_on = current and (row.text.startswith("\t") or _STATISTIC.match(row.text) or unit_alone(row.text))
        goes_on = goes_on or (current and statistic_of(current, row))
        goes_on = goes_on or (current and (ends_label(current[-1], row) or goes_on_with(current[-1].text, row.text)))
        if goes_on:
            current.append(row)
            continue
        if current:
            yield current
        current = [row]
    if current:
        yield current
