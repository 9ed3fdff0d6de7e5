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
    """The kind of a row outside a label that what stands over it decides; None for every other text.

    ``DOSING`` for a long row of four cells or more under columns of which two tell how to give a medicine; the design
    of the study for patients as they were taken in; for figures, what their own chapter measures, whatever the title
    of the paper names.
    """
    if section not in (None, "", "other") or "\t" not in body:
        return None
    if (found := _of_chapter(body, headings)) is not None:
        return found
    if "\n" in body or body.count("\t") + 1 < _CELLS or len(body) < _LONG:
        return None
    columns = next((heading.split("\t") for heading in reversed(headings) if "\t" in heading), [])
    return ModuleKind.DOSING if sum(bool(_GIVEN.search(column)) for column in columns) > 1 else None


_TAKEN_IN = han.compile(
    r"^\W*(?:[\d.]+\s*)?(?:研究对象|一般资料|临床资料|基线(?:资料|特征|情况))\W*$|"
    r"^\W*表\s?\d+[^。]{0,40}(?:一般资料|临床资料|基线(?:资料|特征|情况)|性别分布|年龄分布)[^。［\[(（]{0,12}(?:[［\[(（][^。]*)?$"
)
"""A chapter, or the title of a table, on the patients as they were when a study began."""
_MEASURED = (
    (
        ModuleKind.EFFICACY_RESULT,
        han.compile(r"^\W*(?:[\d.]+\s*)?(?:疗效|有效性)(?:指标|评价|评估|分析|结果|比较)?\W*$"),
    ),
    (ModuleKind.SAFETY_RESULT, han.compile(r"^\W*(?:[\d.]+\s*)?安全性(?:指标|评价|评估|分析|结果|比较)?\W*$")),
)
"""Chapters of a paper's results by what they measure."""
_RATIO = re.compile(r"\s*a?(?:HR|OR|RR)\s?[(（\[]\s?9\d\s?[%％]\s?(?:CI|KI)")
"""A column of ratios of risks: a row that names a dose under it is an arm with its result."""


def _of_chapter(body: str, headings: Sequence[str]) -> ModuleKind | None:
    """What the nearest chapter, or the title of the table, says of a row with figures."""
    if not re.search(r"\t[^\t]*\d", body):
        return None
    for heading in reversed(headings):
        if _TAKEN_IN.match(heading):
            return ModuleKind.STUDY_DESIGN
        for kind, pattern in _MEASURED:
            if pattern.match(heading):
                return kind
    arm = re.match(r"[^\t]*\d\s?(?:m?g|[µμ]g|mL|ml)(?![A-Za-z])", body)
    compared = any(map(_RATIO.match, "\t".join(h for h in headings if "\t" in h).split("\t")))
    return ModuleKind.EFFICACY_RESULT if arm and compared else None


_DOSED = han.compile(
    r"\d|[给給][药藥予]|服用|用[药藥]|注射|起始|[调調]整|[减減]量|停[药藥]|口服|外用|吸入用|每[日天次周週]|随餐|空腹|用法|用量"
)


def is_given(body: str, language: str) -> bool:
    """Do Chinese words that speak of a dose tell how a medicine is given? "A low dose of the irritant" is none."""
    return language != "zh" or bool(_DOSED.search(body))
