"""Tables of a label that a print set cell below cell: what belongs to what was said by columns that are gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.sentences.depends import is_complete, says_something
from modularize.tables.set_as_text import SET_AS_TEXT

__all__ = ["with_fallen_tables"]

_TITLE = re.compile(r"\W*(?:table|tabelle|tab\.)\s?\d", re.IGNORECASE)
_COLUMN_OF_WORDS = re.compile(
    r"\W*(?:recommendations?|(?:clinical )?comments?|management|clinical (?:effect|impact|implication)s?|"
    r"prevention or management|mechanism)\W*",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    rf"{_COLUMN_OF_WORDS.pattern}|\W*(?:(?:concomitant |interacting |co-?administered )?"
    r"(?:drugs?|medicines?|medications?)(?:\(s\))?(?: name| class)?|effects?(?: on \w+)?|examples?|"
    r"dose|dosage|dosage schedule|schedule|frequency|duration|regimen|infection|severity|type|route|"
    r"c(?:max|min)|auc\S{0,8}|t(?:max|½|1/2)|half-life)\W*(?:\([^()]{1,20}\))?\W*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\W*\d[\d.,/±–\-\s%()\[\]+<>≤≥n=]*\W*")
_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_ROWS = (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_HEADS = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.CAPTION)
_NEAR, _MOST, _LINE, _SENTENCE = 10, 120, 70, 60


def with_fallen_tables(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, of which the lines below the title of a table wait for a person and head nothing, where three of
    the first are names of columns, or where figures stand in lines of their own.
    """
    found = list(passages)
    for at, passage in enumerate(passages):
        if (
            passage.kind is PassageKind.CAPTION
            and passage.section not in (None, "other")
            and _TITLE.match(passage.text)
        ):
            for place in _cells_below(passages, at):
                facts = {**found[place].facts, "unsure": SET_AS_TEXT}
                found[place] = found[place].model_copy(update={"facts": facts})
    return tuple(found)


def _cells_below(passages: Sequence[Passage], caption: int) -> list[int]:
    """Places of the lines that stood in cells: to the first sentence; where columns hold words, to the next heading."""
    title = passages[caption]
    below = [at for at in range(caption + 1, min(len(passages), caption + _MOST)) if passages[at].kind not in _EDGE]
    near = [passages[at] for at in below[:_NEAR]]
    lines = [p for p in near if p.kind is PassageKind.PARAGRAPH and len(p.text) <= _LINE]
    if any(p.kind in _ROWS for p in near) or len(lines) < 4:
        return []
    named = [p for p in lines[:5] if _COLUMN.fullmatch(p.text)]
    of_words = len(named) >= 3 and any(_COLUMN_OF_WORDS.fullmatch(p.text) for p in named)
    if len(named) < 3 and sum(bool(_FIGURE.fullmatch(p.text)) for p in lines) < 2:
        return []
    cells: list[int] = []
    for at in below:
        passage = passages[at]
        if passage.kind in _HEADS or passage.kind not in _LINES or passage.heading_path != title.heading_path:
            break
        is_text = passage.kind is PassageKind.PARAGRAPH and len(passage.text) > _SENTENCE
        if not of_words and is_text and is_complete(passage.text) and says_something(passage.text):
            break
        cells.append(at)
    return cells
