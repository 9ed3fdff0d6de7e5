"""Lines that say nothing without what stood around them: those of a plot of studies, entries of a history.

Of a forest plot that a print gave as running text the columns are named elsewhere.
"""

from __future__ import annotations

import re

__all__ = ["of_a_plot"]

PLOT = "needs a person: a line of a plot of studies, whose columns stand apart from it"
ENTRY = "needs a person: an entry of a history, which is no sentence"
_ENTRY = re.compile(
    r"\W*(?:紀元前|公元前|前|約|约)?\s?\d{1,4}\s?(?:年代?|世紀|世纪)(?:\d{1,2}月)?\s?[-–—]\s?[^\s。.][^。]{2,120}(?<!\d)"
)
_INTERVAL = r"[\[(]\s?[-–−]?\s?\d[\d.,]*\s?(?:[,;–−]|to|bis|-)\s?[-–−]?\d[\d.,]*\s?[\])]"
_ROW = re.compile(
    rf"(?:[-–−]?\d[\d.,]*\s+)+[-–−]?\d[\d.,]*\s*\d{{1,3}}(?:\.\d+)?\s?[%％]\s*[-–−]?\d[\d.,]*\s?{_INTERVAL}\W*$"
)
"""Figures with nothing between them but blanks, the weight of the study and its result."""
_HEAD = re.compile(
    r"\bstudy\s?or\s?sub[gq]roups?\b|\b(?:M-?H|IV|Peto|D\+L)\s?,\s?(?:fixed|random)|"
    r"^\W*(?:experimental|intervention|treatment|favou?rs)\b.{0,60}"
    r"\b(?:mean ?difference|(?:risk|odds|hazard) ?ratio)\b|"
    r"^\W*(?:heterogeneity|test for (?:overall effect|subgroup differences)|total events)\s?[:：]?\s?[\d$(TCZI]|"
    r"^\W*(?:sub)?total\s?\(95\s?%\s?C[Il1]\)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"。|[a-z]{3,}[.;]\s+[A-Z]|[a-z]{3,}\.\s*$")
_FIGURES, _LETTERS = 5, 44


def of_a_plot(text: str) -> str:
    """Why a line of a plot of studies is no statement: names of columns, a study with its figures, a test; else ""."""
    if "\t" in text or len(text) > 400:
        return ""
    if _ENTRY.fullmatch(text.strip()):
        return ENTRY
    figures = len(re.findall(r"\d+(?:[.,]\d+)?", text))
    words = sum(sign.isalpha() for sign in text)
    is_row = figures >= _FIGURES and words <= _LETTERS and bool(_ROW.search(text))
    is_head = bool(_HEAD.search(text)) and not _SENTENCE.search(text)
    return PLOT if is_row or is_head else ""
