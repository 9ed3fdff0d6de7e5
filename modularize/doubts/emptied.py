"""A document of which next to nothing became a module or waits for a person: that is said, and is no success."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.draft import Segmentation

CODE = "modularize.nothing_kept"
_FURNITURE = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.HEADER, PassageKind.FOOTER)
_LEAST = 0.05
"""Share of a document's words below which it counts as left out."""


def emptied(cut: Segmentation, passages: Sequence[Passage]) -> str:
    """The warning for a document whose words are all or nearly all left out, with the reason given most; else "".

    Headings and lines at the edge of pages do not count; what waits for a person counts as kept.
    """
    content = {passage.id: len(passage.text) for passage in passages if passage.kind not in _FURNITURE}
    kept = dict.fromkeys(content, 0)
    for quote in (quote for part in (*cut.segments, *cut.withheld) for quote in part.origin):
        if quote.passage.id in kept:
            kept[quote.passage.id] += quote.end - quote.start
    for skip in cut.skipped:
        if skip.needs_person and skip.passage in kept:
            kept[skip.passage] = content[skip.passage]
    said = sum(min(kept[id], content[id]) for id in content)
    if not content or said >= _LEAST * sum(content.values()):
        return ""
    why = Counter(skip.reason for skip in cut.skipped if skip.passage in content).most_common(1)
    most = f", most of them as “{why[0][0]}” ({why[0][1]})" if why else ""
    without = sum(not count for count in kept.values())
    return (
        f"{CODE}: Next to nothing of this document became modules or waits for a person: {without} of {len(content)} "
        f"passages were left out{most}. Compare the document's passages with it before you rely on it."
    )
