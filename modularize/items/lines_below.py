"""Lines without bullets and without a verb right below a sentence with a colon: its items, in labels whose print lost
the bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete, is_stem, reads_as_heading, says_something

__all__ = ["with_lines_below"]

_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_SECTIONS = frozenset(
    (
        "boxed_warning", "indications", "contraindications", "warnings", "interactions", "patient_counselling",
        "pregnancy", "populations", "pediatric", "geriatric", "overdose", "driving",
    )
)  # fmt: skip
_SENT_ON = re.compile(r"\s*[\[(]\s*(?:see|siehe|vgl\.?)\b[^\[\]()]*(?:\([^()]*\)[^\[\]()]*)*[\])]", re.IGNORECASE)
_BEGINS = re.compile(r"[A-ZÄÖÜ][^\W\d_]")
_TITLED = re.compile(r"\W*(?:table|figure|tabelle|abbildung)\s?\d|\W*\d{1,2}\.\d", re.IGNORECASE)
_FEWEST, _LONGEST = 2, 200


def with_lines_below(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages; two lines or more below such a sentence, up to the first that says something, are its items.

    Without it each would be a module that says of nothing what it is one of.
    """
    found = list(passages)
    for at, opener in enumerate(found):
        if not _opens(opener):
            continue
        lines = _lines(found, at)
        if len(lines) >= _FEWEST:
            for line in lines:
                update = {"kind": PassageKind.LIST_ITEM, "group": f"below-{opener.seq}"}
                found[line] = found[line].model_copy(update=update)
    return tuple(found)


def _opens(passage: Passage) -> bool:
    """Is it a sentence that ends in a colon, in a section of a label that lists?"""
    bare = passage.text.rstrip()
    is_told = passage.kind is PassageKind.PARAGRAPH and passage.section in _SECTIONS
    is_told = is_told and passage.language not in ("zh", "ja") and passage.locator.slide is None
    return is_told and bare.endswith(":") and says_something(bare) and is_stem(bare)


def _lines(passages: Sequence[Passage], opener: int) -> list[int]:
    """Places of the lines; the last of them is none where it heads what stands below."""
    found: list[int] = []
    after: Passage | None = None
    for at in range(opener + 1, len(passages)):
        passage = passages[at]
        if passage.kind in _EDGE:
            continue
        if not _is_line(passage, passages[opener]):
            after = passage
            break
        found.append(at)
    beside = after is not None and after.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
    if found and beside and reads_as_heading(passages[found[-1]].text):
        found.pop()
    return found


def _is_line(passage: Passage, opener: Passage) -> bool:
    same = (passage.heading_path, passage.section) == (opener.heading_path, opener.section)
    bare = _SENT_ON.sub("", passage.text).strip()
    if passage.kind is not PassageKind.PARAGRAPH or not same or not bare or len(passage.text) > _LONGEST:
        return False
    is_bare = bool(_BEGINS.match(bare)) and not bare.isupper() and not bare.endswith((":", ".")) and "\t" not in bare
    return is_bare and not is_complete(bare) and not says_something(bare) and not _TITLED.match(bare)
