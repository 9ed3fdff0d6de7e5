"""First rows of a page that were taken for the head of a table, or for a heading: the table goes on overleaf."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library.models import Passage, PassageKind

__all__ = ["with_rows_overleaf"]

_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)
_VALUE = re.compile(r"[<>≤≥]?\s?\d[\d.,]*\s?(?:%|[(（]\s?[<>≤≥]?\d[\d.,]*\s?%?\s?[)）])?")
"""A count, a share, or a count with its share."""
_GERM = re.compile(
    r"[A-Z][a-z]+(?:us|um|as|is|es|er|a) [a-z]{2,}(?:us|um|is|ae|ens|ans|i|a)(?: (?:subsp|ssp|var)\. [a-z]+)?\W*"
)
"""The name of a germ: its genus and its species, with endings of Latin."""
_OF_GERMS = ("pharmacodynamics", "pharmacology", "mechanism", "clinical_studies", "microbiology")
_NAME = re.compile(r"[^\W\d_]{3}")


def with_rows_overleaf(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, of which such a head is a row of the table that the page before broke off, and such a heading
    stands over nothing.
    """
    found = list(passages)
    body = [at for at, passage in enumerate(found) if passage.kind not in _EDGE]
    for above, at in pairwise(body):
        if _is_row_of(found[above], found[at]):
            facts = {**found[at].facts, "overleaf": "row"}
            found[at] = found[at].model_copy(update={"kind": PassageKind.TABLE_ROW, "facts": facts})
    return _without_names_as_headings(found, body)


def _without_names_as_headings(found: list[Passage], body: Sequence[int]) -> list[Passage]:
    """The passages, of which a germ's name at the head of a page, behind a row that ends with one, heads nothing."""
    ended: set[str] = set()
    for above, at in pairwise(body):
        row, line = found[above], found[at]
        overleaf = (line.locator.page or 0) - (row.locator.page or 0) == 1 and line.kind is PassageKind.HEADING
        overleaf = overleaf and line.section in _OF_GERMS
        last = [cell.strip() for cell in row.text.split("\t") if cell.strip()][-1:]
        if overleaf and row.kind is PassageKind.TABLE_ROW and all(map(_GERM.fullmatch, (*last, line.text.strip()))):
            found[at] = line.model_copy(update={"kind": PassageKind.PARAGRAPH})
            ended.add(line.text)
        elif ended & {*found[at].heading_path}:
            path = tuple(text for text in found[at].heading_path if text not in ended)
            found[at] = found[at].model_copy(update={"heading_path": path})
    return found


def _is_row_of(above: Passage, head: Passage) -> bool:
    if above.kind is not PassageKind.TABLE_ROW or head.kind is not PassageKind.TABLE_HEADER:
        return False
    overleaf = (head.locator.page or 0) - (above.locator.page or 0) == 1 and head.heading_path == above.heading_path
    cells = [cell.strip() for cell in head.text.split("\t")]
    filled = [cell for cell in cells if cell]
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in filled)
    named = len(filled) > 1 and bool(_NAME.search(filled[0])) and not re.search(r"\d", filled[0])
    return overleaf and named and above.text.count("\t") == len(cells) - 1 and values == len(filled) - 1 > 1
