"""Rows of which a cell goes on overleaf: the rest of it stands at the head of the next page as loose words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete

__all__ = ["TORN", "with_torn_rows"]

TORN = "a cell of this row goes on overleaf, and its rest stands apart"
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_OPENS = re.compile(
    r"\W*(?:\d{1,2}[.．)）]|[(（][\dア-ン]{1,2}[)）]|[①-⑳]|[〈《＜［\[【〔]|[・•*＊※†‡§]|注|[A-Za-z]{1,6}\s?[:：=＝])"
)
"""How a heading, an item or a note opens, which is no rest of a cell."""
_LONGEST = 40
_VERB = re.compile(r"(?:する|した|ある|いる|こと|れる|れた|ない|ます|です)$")


def with_torn_rows(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, of which the last row of a page and the loose words that go on with it wait for a person."""
    found = list(passages)
    body = [at for at, passage in enumerate(found) if passage.kind not in _EDGE]
    for place, at in enumerate(body):
        if found[at].kind is PassageKind.TABLE_ROW and (rest := _rest(found, body[place + 1 : place + 7], found[at])):
            for torn in (at, *rest):
                facts = {**found[torn].facts, "unsure": TORN}
                found[torn] = found[torn].model_copy(update={"facts": facts})
    return found


def _rest(passages: Sequence[Passage], behind: Sequence[int], row: Passage) -> list[int]:
    """Places of the loose words right behind a row, on the next page, that read as the rest of its cells."""
    rest: list[int] = []
    for at in behind:
        passage = passages[at]
        if passage.kind is not PassageKind.PARAGRAPH or (passage.locator.page or 0) - (row.locator.page or 0) != 1:
            break
        if (passage.section, passage.heading_path) != (row.section, row.heading_path) or not _is_loose(passage.text):
            break
        rest.append(at)
    return rest


def _is_loose(text: str) -> bool:
    bare = text.strip()
    if len(bare) > _LONGEST or is_complete(bare) or _OPENS.match(bare) or bare.endswith((":", "：")):
        return False
    return bool(bare) and (not _VERB.search(bare) if _CJK.search(bare) else bare[:1].islower() or bare[:1] in ",;)")
