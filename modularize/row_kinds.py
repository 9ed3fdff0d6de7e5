"""The kind of a row that says many things about one medicine: the columns decide, not a word in one of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import ModuleKind

__all__ = ["is_given", "kind_of_row"]

_CELLS, _LONG = 4, 60
"""Cells and code points from which a row is the entry of a medicine in a formulary."""
_GIVEN = han.compile(
    r"(?:[剂劑用]量|用法|途[径徑]|施打|接[种種]|[给給][药藥]|投予|稀[释釋]|配[制製]|[输輸]注|速率|投与|用量)|"
    r"\b(?:dos(?:e|es|age|ing|is|ierung)|route|dilut\w+|infusion|Applikation)\b",
    re.IGNORECASE,
)
"""A column that tells how a medicine is given."""


def kind_of_row(body: str, headings: Sequence[str], section: str | None) -> ModuleKind | None:
    """``DOSING`` for a long row of four cells or more, outside a label, under columns of which two tell how to give it.

    None for every other text: its own words decide.
    """
    if section not in (None, "", "other") or "\n" in body or body.count("\t") + 1 < _CELLS or len(body) < _LONG:
        return None
    columns = next((heading.split("\t") for heading in reversed(headings) if "\t" in heading), [])
    return ModuleKind.DOSING if sum(bool(_GIVEN.search(column)) for column in columns) > 1 else None


_DOSED = han.compile(
    r"\d|[给給][药藥予]|服用|用[药藥]|注射|起始|[调調]整|[减減]量|停[药藥]|口服|外用|吸入用|每[日天次周週]|随餐|空腹|用法|用量"
)


def is_given(body: str, language: str) -> bool:
    """Do Chinese words that speak of a dose tell how a medicine is given? "A low dose of the irritant" is none."""
    return language != "zh" or bool(_DOSED.search(body))
