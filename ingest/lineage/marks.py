"""What a document itself marks as revised, held against what differs from the version before.

Japanese inserts put asterisks (＊, ※) beside revised items, the longest run beside the newest revision. US labels list
their *recent major changes* of the boxed warning and sections 1, 2, 4 and 5 by number (21 CFR 201.57(a)(5)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.lineage.changes import Change, ChangeKind, VersionDiff, Weight
from ingest.sections.names import Section
from library.models import Finding, PassageDraft, PassageKind, Severity

_LISTED = re.compile(r"[(（]\s*(\d{1,2}(?:\.\d{1,2})?)\s*[)）]")
_NUMBER = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})?)(?!\d)")
_LISTS_ITSELF = (Section.INDICATIONS, Section.DOSAGE, Section.CONTRAINDICATIONS, Section.WARNINGS)
"""Sections whose major changes a US label lists; the boxed warning carries no number."""
_APART = (Section.HIGHLIGHTS, Section.CONTENTS, Section.RECENT_CHANGES)
_BAR = "|"
"""In ``facts["revised"]``: a bar in the margin, or what prints as one."""
SHOWN = 160
"""Characters of a passage that a finding quotes."""


def compared_with_marks(
    diff: VersionDiff, old: Sequence[PassageDraft], new: Sequence[PassageDraft]
) -> tuple[Finding, ...]:
    """Advisory findings ``lineage.marked_unchanged`` and ``lineage.changed_unmarked``; none where nothing is marked.

    ``diff`` is the comparison of the passages ``old`` and ``new``.
    """
    return (*_asterisks(diff, new), *_bars(diff, new), *_recent_changes(diff, old, new))


def _finding(code: str, message: str, words: str) -> Finding:
    return Finding(code=code, severity=Severity.ADVISORY, message=message, words=words[:SHOWN])


def _said(row: Change, old: Sequence[PassageDraft], new: Sequence[PassageDraft]) -> str:
    return " ".join([*(new[j].text for j in row.new), *(old[i].text for i in row.old if not row.new)])


def _tells(row: Change) -> bool:
    return row.kind not in (ChangeKind.UNCHANGED, ChangeKind.MOVED) and row.weight is not Weight.EDITORIAL


# --- Japan ------------------------------------------------------------------------------------------------------------


def _asterisks(diff: VersionDiff, new: Sequence[PassageDraft]) -> Iterator[Finding]:
    marks = {n: said for n, p in enumerate(new) if (said := p.facts.get("revised", "")) and said != _BAR}
    if not marks:
        return
    newest = max(len(mark) for mark in marks.values())
    marked = {place for place, mark in marks.items() if len(mark) == newest}
    under = _under(marked, new)
    differs = {j for row in diff.rows if _tells(row) for j in row.new}
    for place in sorted(marked):
        covered = {place} | {j for j, head in under.items() if head == place}
        if not covered & differs:
            message = "It is marked as revised, but reads as in the version before."
            yield _finding("lineage.marked_unchanged", message, new[place].text)
    for row in diff.rows:
        if row.new and _tells(row) and not any(j in marked or j in under for j in row.new):
            message = "It differs from the version before, but isn't marked as revised."
            yield _finding("lineage.changed_unmarked", message, new[row.new[0]].text)


def _under(marked: set[int], new: Sequence[PassageDraft]) -> dict[int, int]:
    """The marked heading over each passage that stands under one: a mark beside a heading covers what follows it."""
    found: dict[int, int] = {}
    open_heading, depth = -1, 0
    for place, passage in enumerate(new):
        level = len(passage.heading_path)
        if passage.kind in (PassageKind.HEADING, PassageKind.TITLE):
            if open_heading >= 0 and level <= depth:
                open_heading = -1
            if place in marked and open_heading < 0:
                open_heading, depth = place, level
                continue
        if open_heading >= 0:
            found[place] = open_heading
    return found


# --- United States ----------------------------------------------------------------------------------------------------


def _bars(diff: VersionDiff, new: Sequence[PassageDraft]) -> Iterator[Finding]:
    """Bars in the margin of a US label stand beside what is new or changed in the sections that list it."""
    marked = {place for place, p in enumerate(new) if p.facts.get("revised") == _BAR and p.section not in _APART}
    if not marked or not any(p.section in _APART for p in new):
        return
    under = _under(marked, new)
    differs = {j for row in diff.rows if _tells(row) for j in row.new}
    for place in sorted(marked):
        if not ({place} | {j for j, head in under.items() if head == place}) & differs:
            message = "A bar in the margin marks it as changed, but it reads as in the version before."
            yield _finding("lineage.marked_unchanged", message, new[place].text)
    for row in diff.rows:
        listed = bool(row.new) and new[row.new[0]].section in (*_LISTS_ITSELF, Section.BOXED_WARNING)
        if listed and _tells(row) and not any(j in marked or j in under for j in row.new):
            message = "It differs from the version before, but no bar in the margin marks it."
            yield _finding("lineage.changed_unmarked", message, new[row.new[0]].text)


def _recent_changes(diff: VersionDiff, old: Sequence[PassageDraft], new: Sequence[PassageDraft]) -> Iterator[Finding]:
    listed = _listed(new)
    if not listed:
        return
    met: set[str] = set()
    for row in diff.rows:
        passages, places = (new, row.new) if row.new else (old, row.old)
        passage = passages[places[0]]
        if not _tells(row) or passage.section in _APART or passage.kind in (PassageKind.HEADER, PassageKind.FOOTER):
            continue
        number = _number(passage)
        covering = {name for name in listed if number == name or number.startswith(f"{name}.")}
        met |= covering
        if number and not covering and passage.section in _LISTS_ITSELF:
            message = f"Section {number} differs from the version before, but isn't among the recent major changes."
            yield _finding("lineage.changed_unmarked", message, _said(row, old, new))
    for name, line in listed.items():
        if name not in met:
            message = f"Section {name} is listed as a recent major change, but reads as in the version before."
            yield _finding("lineage.marked_unchanged", message, line)


def _listed(new: Sequence[PassageDraft]) -> dict[str, str]:
    """Section number to the line that lists it as a recent major change."""
    found: dict[str, str] = {}
    for passage in new:
        under = [*passage.heading_path, passage.section or ""]
        if any("recent major changes" in name.lower().replace("_", " ") for name in under) or (
            passage.section == Section.RECENT_CHANGES
        ):
            for match in _LISTED.finditer(passage.text):
                found.setdefault(match[1], passage.text)
    return found


def _number(passage: PassageDraft) -> str:
    """The number of the innermost numbered heading a passage stands under, or its own; "" for none."""
    own = [passage.text] if passage.kind is PassageKind.HEADING else []
    for heading in (*own, *reversed(passage.heading_path)):
        if found := _NUMBER.match(heading):
            return found[1]
    return ""
