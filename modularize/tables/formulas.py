"""A formula below an item of a list, which the layout set as a table: it is the end of that item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.places import same_place

__all__ = ["ends_in_formula", "is_formula_of_item"]

_TABULAR = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
_EQUALS = re.compile(r"[=＝]\s*(?:\t|$)|\t\s*[=＝]")
"""A cell that ends or begins with the sign of equality: the name of a quantity over or beside its terms."""


def is_formula_of_item(passage: Passage, items: Sequence[Passage]) -> bool:
    """Is a line of a table the formula that the last item ends with, or its next line (the term under its bar)?"""
    if not items or passage.kind not in _TABULAR or not same_place(items[-1], passage):
        return False
    last = items[-1]
    if last.kind in _TABULAR:
        return last.group == passage.group
    opens = last.kind is PassageKind.LIST_ITEM and last.text.rstrip().endswith((":", "："))
    return opens and bool(_EQUALS.search(passage.text))


def ends_in_formula(items: Sequence[Passage]) -> bool:
    """Is the last line that a list holds one of a formula?"""
    return bool(items) and items[-1].kind in _TABULAR
