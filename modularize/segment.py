"""Passages into self-contained minimal units: one claim or idea each, with what it depends on as context.

The body of a segment is its origin quotes, each an exact span of its passage. Every passage ends in a segment, in a
context, or in a stated reason. No segment mixes two label sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from library.models import Passage, PassageFlag, PassageKind
from modularize import places
from modularize.antecedents import ALONE, SETTING, settled
from modularize.doubts.doubt import NEEDS_PERSON, sifted, words_behind
from modularize.doubts.orphans import with_orphans
from modularize.doubts.unnamed import with_what_is_meant
from modularize.draft import Quote, Segment, Segmentation, Skipped, whole
from modularize.headings.classes_over import with_classes_over
from modularize.headings.frequencies import opens_unknown
from modularize.headings.lines import (
    has_bullet,
    heads,
    is_case,
    is_line_of_content,
    is_numbered_item,
    opens_table,
    says_itself,
    tells_only_how_often,
)
from modularize.items.brief import TOO_SHORT, is_brief_item
from modularize.items.lists import OpenList, nested_openers, opened, segments_of_list
from modularize.left_out.capitals import unless_warning
from modularize.left_out.exclude import FIGURES_ONLY, PANEL, QUESTION, excluded, is_leaflet_heading, too_short, unusable
from modularize.notes.cited import is_note
from modularize.notes.marked import with_marked_notes
from modularize.notes.told_beside import with_told_beside
from modularize.prepared import prepared
from modularize.prose import (
    Group,
    goes_on_counting,
    groups_of,
    is_callout,
    label_for,
    lead_for,
    lists_inline,
    opening_of,
    turns_to_reactions,
)
from modularize.sentences.depends import depends, is_bracketed_heading, is_complete, is_stem
from modularize.sentences.elsewhere import SENT_ON
from modularize.sentences.halves import NO_BEGINNING, drop_halves, half_before, join_short_end, opening_at_end
from modularize.sentences.labelled import labels_over
from modularize.sentences.pointers import means_heading
from modularize.sentences.qualified import with_qualifiers
from modularize.sentences.torn import are_torn, lost_its_beginning
from modularize.slides import states_claim
from modularize.spared import OPENS_TABLE, set_apart, spared, unread
from modularize.surroundings import Surroundings, shouts
from modularize.tables.formulas import is_formula_of_item
from modularize.tables.limits import limit_of
from modularize.tables.opened_rows import opening_item
from modularize.tables.rows import NOTE_UNDER_TABLE, Table, late_notes, lead_of, segments_of, without_shown

_ADDS = re.compile(r"(?:なお|また|ただし|但し)[、，]")
HEADS_BELOW = "heading without a heading's style: kept as context"
_PROSE = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


class _Reader:
    """Walks the passages once; holds what is open: the headings, a list, a table, a question, the last paragraph."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages = with_classes_over(passages)
        self.segments: list[Segment] = []
        self.skipped: list[Skipped] = []
        self.around = Surroundings(passages)
        self.list: OpenList | None = None
        self.done: OpenList | None = None  # the last list that words opened
        self.table: Table | None = None
        self.table_above: Table | None = None
        self.rows_from = 0  # place of the first segment of the table that goes on from page to page
        self.prose_at = self.noted_at = -1  # places of the last heading, paragraph or item, and of the last note
        self.half: Passage | None = None  # the last paragraph, where its last sentence has no end
        self.question: Passage | None = None
        self.stem: Quote | None = None
        self.begun: tuple[Quote, ...] = ()  # the half of its sentence that stands on the page before
        self.previous: Passage | None = None
        self.callout: Quote | None = None
        self.panel: tuple[str, ...] | None = None
        self.opening: tuple[tuple[str, ...], Quote] | None = None
        self.openers = nested_openers(self.passages)
        self.labels = labels_over(passages)
        self.has_full_text = bool({p.section for p in passages} - {"highlights", "contents", "recent_changes", None})
        self.apart = set_apart(self.passages)
        self.is_scan = sum(PassageFlag.OCR in p.flags for p in passages) * 2 > len(passages)

    def read(self) -> Segmentation:
        for index, passage in enumerate(self.passages):
            self._take(passage, places.follower_of(self.passages, index))
        self._close()
        found, left = settled(self.segments)
        told = with_told_beside(map(self.around.complete, found), self.passages)
        whole_pieces = with_qualifiers(with_marked_notes(told, self.passages), self.passages)
        sure, withheld, doubts = sifted(with_what_is_meant(whole_pieces))
        return with_orphans(Segmentation(sure, (*self.skipped, *left, *doubts), withheld), self.passages)

    def _take(self, passage: Passage, follower: Passage | None) -> None:
        if self.list is not None and is_formula_of_item(passage, self.list.items):
            return self.list.items.append(passage)
        inline = passage.kind is PassageKind.LIST_ITEM and self.list is None and lists_inline(passage)
        kind = self._kind_of(passage, follower, inline=inline)
        if kind in _PROSE:
            self.prose_at = passage.seq
        if kind is not passage.kind and not inline:
            self.around.broken.add(passage.text)
        reason = excluded(passage.model_copy(update={"kind": kind}), has_full_text=self.has_full_text)
        if self.list is not None and follower is not None and places.joins_items(passage, follower):
            self.list.key, reason = OpenList.key_of(follower), "joins two items of a list"
        reason = spared(reason, passage, kind, self.list, self.table)
        if PANEL.search(passage.text) and len(passage.text) < 120:
            self.panel = passage.heading_path
        elif not reason and self.panel == passage.heading_path:
            reason = "words printed on the pack"
        reason = reason or unread(passage, self.apart, is_scan=self.is_scan)
        is_shown = not {PassageFlag.HIDDEN, PassageFlag.HIDDEN_SLIDE, PassageFlag.INSTRUCTION} & set(passage.flags)
        if is_shown and kind in (PassageKind.HEADING, PassageKind.TITLE):
            self._close()
            self.around.open_heading(passage)
            if states_claim(passage):
                return self.segments.append(Segment((whole(passage),), tuple(self.around.above(passage))))
        elif is_shown and kind in (PassageKind.CAPTION, PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW):
            self._in_table(passage, reason)
            if kind is PassageKind.TABLE_ROW and not reason:
                return
        elif is_shown and kind is PassageKind.FOOTNOTE:
            self.noted_at = passage.seq
            if self.table is not None and not passage.text[:1].islower():
                self.table.notes.append(passage)
        elif is_shown and kind is PassageKind.QUESTION:
            self._close()
            self.question = passage
        if kind is PassageKind.PARAGRAPH and reason in ("", FIGURES_ONLY) and is_callout(passage):
            self._drop_callout()
            self.callout = whole(passage)
            return
        if reason:
            self.skipped.append(Skipped(passage=passage.id, reason=reason))
            if is_shown and kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
                self._left_out(passage, kind, reason, follower)
            return
        if kind is PassageKind.ANSWER:
            self._answer(passage)
        elif kind is PassageKind.LIST_ITEM:
            self._item(passage, follower)
        elif kind is PassageKind.PARAGRAPH:
            self._paragraph(passage, follower)

    def _kind_of(self, passage: Passage, follower: Passage | None, *, inline: bool) -> PassageKind:
        """The kind a passage has by its words and its place, whatever the layout took it for."""
        kind = PassageKind.PARAGRAPH if inline or places.is_prose(passage) else passage.kind
        if kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM) and "\t" in passage.text.strip():
            kind = PassageKind.TABLE_ROW
        over, last = self.around.over(passage), self.list.items[-1] if self.list is not None else None
        listed = kind is PassageKind.PARAGRAPH and (
            self._goes_on_with_stem(passage) or is_line_of_content(passage, over, follower, last)
        )
        return PassageKind.LIST_ITEM if listed else kind

    def _left_out(self, passage: Passage, kind: PassageKind, reason: str, follower: Passage | None) -> None:
        """A line that is no module can still head what follows: a section of a leaflet, a question."""
        if is_leaflet_heading(passage.text):
            self._close()
            self.around.open_chapter(passage)
        elif kind is PassageKind.PARAGRAPH:
            if (reason == QUESTION or shouts(passage, reason)) and follower and places.is_below(follower, passage):
                self._close()
                self.around.open_run_in(passage)
            self.previous = passage if reason in SENT_ON else None

    def _in_table(self, passage: Passage, reason: str) -> None:
        group = f"{passage.section}\t{passage.group or ''}"
        if self.table is None or self.table.ends_before(passage, group):
            stem, self.stem, said = self.stem, None, self.previous
            opening = opening_item(self.list.items, passage) if self.list is not None else None
            self._close()
            lead = lead_of(said, passage) or limit_of(said, passage)
            lead = lead or (self.around.study_over(passage) if stem is None else None)
            self.table = Table(group, stem=stem or opening, lead=lead)
            self.segments = without_shown(self.segments, lead)
            if stem is not None:
                self.skipped.append(Skipped(passage=stem.passage.id, reason=OPENS_TABLE))
        self.table.group = group
        if passage.kind is PassageKind.CAPTION:
            self.table.captions.append(passage)
        elif passage.kind is PassageKind.TABLE_HEADER:
            self.table.headers.append(passage)
        elif not reason:
            self.table.rows.append(passage)
        self.previous = None

    def _answer(self, passage: Passage) -> None:
        asked = self.question
        question = whole(asked) if asked is not None and passage.group in (asked.group, None) else None
        context = (*self.around.above(passage), *([question] if question else []))
        self.segments.append(Segment((whole(passage),), context, question.text if question else ""))

    def _item(self, passage: Passage, follower: Passage | None) -> None:
        if self.list is None and self.table is not None and self.table.takes_note(passage, follower):
            self.skipped.append(Skipped(passage=passage.id, reason=NOTE_UNDER_TABLE))
            return
        self.around.end_counted(passage, self._close_list)
        opens = self.list is None or self.list.key[0] != passage.group
        if self.around.names_part(passage) or places.heads_what_follows(passage, follower, opens=opens):
            self._close_list()
            self._close_table()
            self.around.open_run_in(passage)
            self.skipped.append(Skipped(passage=passage.id, reason="heading in a list: kept as context"))
            return
        key = OpenList.key_of(passage)
        while self.list is not None and self.list.key != key:
            if self.list.opens_inner(passage, self.openers):
                self.list = self.list.inner(key)
            elif self.list.runs_over(passage):
                self.list.key = key
            else:
                self._close_innermost(passage)
        if self.list is not None and self.list.goes_deeper(passage):
            self.list = self.list.inner(key)
        while self.list is not None and self.list.comes_back(passage):
            self._close_innermost()
        if self.list is None:
            self._close_table()
            if self.stem is not None and not places.same_place(self.stem.passage, passage):
                self._close_stem()
            self.list = opened(passage, self.stem, self.begun, self.previous, self.done)
            self.stem = None
            if places.opens_paragraphs(passage, follower):
                self.around.open_run_in(None)
        self.list.items.append(passage)

    def _goes_on_with_stem(self, passage: Passage) -> bool:
        """A paragraph under an opening that starts in lower case or with a number: an item whose bullet was lost."""
        opening = self.stem or (self.list.stem if self.list is not None and self.list.key[0] is None else None)
        begins = passage.text[:2].islower() or is_numbered_item(passage) or is_case(passage)
        bulleted = has_bullet(passage) and opening is not None and opening.passage.text[:1] != passage.text[:1]
        return opening is not None and (begins or bulleted) and places.same_place(opening.passage, passage)

    def _drop_callout(self) -> None:
        """A large figure that nothing explains."""
        if self.callout is not None:
            why = "figure without the words that say what it is"
            self.skipped.append(Skipped(passage=self.callout.passage.id, reason=why))
        self.callout = None

    def _explained(self, passage: Passage) -> bool:
        """A large figure on a slide and the line that says what it is make one module."""
        if self.callout is None:
            return False
        figure, same = self.callout, places.same_place(self.callout.passage, passage)
        if not same or len(passage.text) > 200:
            self._drop_callout()
            return False
        self.callout = None
        self.segments.append(Segment((figure, whole(passage)), tuple(self.around.above(passage))))
        return True

    def _paragraph(self, passage: Passage, follower: Passage | None) -> None:
        if self._explained(passage):
            return
        if self.table is not None and self.table.takes_note(passage, follower):
            self.skipped.append(Skipped(passage=passage.id, reason=NOTE_UNDER_TABLE))
            return
        if is_note(passage.text, [segment.body for segment in self.segments[-12:]]):
            self.around.add_note(passage)
            self.skipped.append(Skipped(passage=passage.id, reason="footnote: kept as context of what it explains"))
            return
        if self.list is not None and self._continues_item(passage):
            return
        items = self.list.items if self.list is not None and not self.list.was_nested else []
        self._close_list()
        if items and self.segments and (_ADDS.match(passage.text) or places.holds_all(self.segments[-1], items)):
            self.previous = items[-1]
        self._close_table()
        if self._is_heading(passage, follower):
            self.skipped.append(Skipped(passage=passage.id, reason=HEADS_BELOW))
            return
        self._prose(passage, follower, places.opens_items(passage, follower))

    def _is_heading(self, passage: Passage, follower: Passage | None) -> bool:
        """A line that only names what stands below it: a run-in heading, or the title of a table."""
        if self.previous is not None and are_torn(self.previous.text, passage.text):
            return False
        if opens_table(passage, follower):
            self.stem = whole(passage)
            self.around.open_outer(passage, follower)
            return True
        if not heads(passage, follower) and not opens_unknown(passage, follower):
            return False
        self.around.open_outer(passage, follower)
        if follower is not None and places.is_below(follower, passage):
            self.around.open_run_in(passage)
        after_item = self.previous is not None and self.previous.kind is PassageKind.LIST_ITEM
        apart = after_item or is_bracketed_heading(passage.text) or tells_only_how_often(passage.text)
        self.previous = None if apart else self.previous
        return True

    def _continues_item(self, passage: Passage) -> bool:
        """A list item broken by a page: the paragraph goes on where the last item stopped."""
        if self.list is None or not places.same_place(self.list.items[-1], passage):
            return False
        if self.list.items[-1].seq < self.noted_at < passage.seq:
            return False
        if not places.takes_on(self.list.items[-1], passage):
            return False
        self.list.items.append(passage)
        return True

    def _prose(self, passage: Passage, follower: Passage | None, opens_list: bool) -> None:
        groups = groups_of(passage)
        if opens_list and groups:
            self.stem = opening_at_end(passage, groups)
            self.begun = () if groups else half_before(self.segments, self.half or self.previous, passage)
        self._join_previous(passage, groups)
        taken_up = places.is_taken_up(passage, follower)
        reasons = drop_halves(passage, groups, is_taken_up=taken_up, names=self.around.names)
        self.skipped += [Skipped(passage=passage.id, reason=reason) for reason in reasons]
        join_short_end(groups)
        headed = words_behind(passage, groups, follower)
        if headed is not None:
            self.skipped.append(Skipped(passage=passage.id, reason=headed[1]))
        setting: Quote | None = None
        for index, group in enumerate(groups):
            self._add(passage, group, lead_for(groups, index) or setting or label_for(groups, index))
            if len(group.quotes) == 1 and SETTING.search(group.text) and unusable(group.text) in SENT_ON:
                setting = group.quotes[0]
        if headed is not None and not headed[1].startswith(NEEDS_PERSON):
            self.around.open_run_in(passage, headed[0])
        self.previous = passage
        self.half = None if is_complete(passage.text) or headed is not None else passage

    def _join_previous(self, passage: Passage, groups: list[Group]) -> None:
        """A paragraph that goes on from the one before joins its last module."""
        if not groups or not self.segments:
            return
        last = self.segments[-1]
        if places.goes_on_over_page(self.half, passage) and last.origin[-1].passage == self.half:
            self.segments[-1] = replace(last, origin=(*last.origin, *groups.pop(0).quotes))
            return
        if self.previous is None or not places.same_place(self.previous, passage):
            return
        if last.origin[-1].passage.id != self.previous.id or last.question:
            return
        first, said, before = groups[0], self.previous, self.previous.text
        broken = places.takes_on(said, passage) or places.are_halves(said, passage) or are_torn(before, passage.text)
        anew = turns_to_reactions(first.text, last.body, passage.section)
        anew = anew or means_heading(first.text, passage.heading_path)
        anew = anew or lost_its_beginning(before, first.text, self.around.names)
        if broken and last.origin[-1].end < len(before.rstrip()):  # its first half was left out
            self.skipped.append(Skipped(passage=passage.id, reason=NO_BEGINNING))
            groups.pop(0)
        elif broken or (not anew and depends(first.text, passage.language) and len(last.body) + first.size < 1200):
            self.segments[-1] = replace(last, origin=(*last.origin, *first.quotes))
            groups.pop(0)

    def _add(self, passage: Passage, group: Group, lead: Quote | None) -> None:
        quotes = [Quote(q.passage, q.start, q.start + len(q.text.rstrip())) for q in group.quotes]
        reason = unless_warning(unusable(group.text), passage, group.text)
        is_placed = passage.section not in (None, "other") and bool(passage.heading_path)
        if not reason and too_short(group.text) and not is_placed and not is_brief_item(passage, self.previous):
            reason = TOO_SHORT
        if reason:
            self.skipped.append(Skipped(passage=passage.id, reason=reason))
            if reason in SENT_ON:
                self.around.introduce(quotes[0])
            return
        dosed = self.around.dosed_above(passage)
        lead = lead or self.around.study_above(passage, group) or self._enumerated(passage, group)
        lead = lead or dosed or self.labels.get(passage.seq)
        context = [*self.around.above(passage), *([lead] if lead else [])]
        self.segments.append(Segment(tuple(quotes), tuple(context)))
        self.around.introduce(quotes[0])

    def _enumerated(self, passage: Passage, group: Group) -> Quote | None:
        """What opened an enumeration in running text ("…: 1. … 2. …"), for its second item and those that follow."""
        first = group.quotes[0]
        opening = opening_of(group.text)
        if opening:
            self.opening = (passage.heading_path, Quote(first.passage, first.start, first.start + opening))
            return None
        at, over = self.opening or ((), None)
        return over if over is not None and at == passage.heading_path and goes_on_counting(over, first) else None

    def _close(self) -> None:
        self._drop_callout()
        self._close_list()
        self._close_table()
        self._close_stem()
        self.question = self.previous = None

    def _close_stem(self) -> None:
        """A stem that no list followed says something itself, or is skipped with a reason."""
        if self.stem is None:
            return
        stem, self.stem = self.stem, None
        elsewhere = unusable(stem.text)
        is_open = stem.text.rstrip().endswith((":", "：", ";", "；"))
        if not elsewhere and is_stem(stem.text) and (is_open or says_itself(stem.text)):
            self.segments.append(Segment((*self.begun, stem), tuple(self.around.above(stem.passage))))
            return
        why = elsewhere or (ALONE if is_stem(stem.text) else "the end of the sentence was not found")
        self.skipped.append(Skipped(passage=stem.passage.id, reason=why))

    def _close_table(self) -> None:
        if self.table is None:
            return
        table, self.table = self.table, None
        if (first := table.first) is None:
            return
        if not table.takes_over(self.table_above, self.prose_at):
            table.run_in = self.around.run_in_at(first)
            self.rows_from = len(self.segments)
        elif table.notes:
            self.segments[self.rows_from :] = [late_notes(row, table.notes) for row in self.segments[self.rows_from :]]
        self.table_above = table
        found, skipped = segments_of(table, self.around.above(first))
        self.around.open_run_in(None)
        self.segments.extend(found)
        self.skipped.extend(skipped)

    def _close_list(self) -> None:
        if self.list is None:
            self._close_stem()
        while self.list is not None:
            self._close_innermost()

    def _close_innermost(self, item: Passage | None = None) -> None:
        """Close the list that is open; the one it stands in is open again, for ``item`` where it goes on with it."""
        if self.list is None:
            return
        done, self.list = self.list.leave_for(item), self.list.parent
        self.done = done if done.stem is not None else self.done
        found, skipped = segments_of_list(done, self.around.above)
        self.segments.extend(found)
        self.skipped.extend(skipped)


def segment(passages: Iterable[Passage]) -> Segmentation:
    """Segments of one document's passages, given in reading order, and the reason for all that is left out."""
    return _Reader(list(prepared(passages))).read()
