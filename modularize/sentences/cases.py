"""Sentences that go on with cases told before them: one of several patients, so many of them, what befell "her"."""

from __future__ import annotations

import re

__all__ = ["of_a_case"]

_OF_A_CASE = {
    "en": re.compile(
        r"^\W*in (?!most|some|many|all|both)\w+ of (?:the|these|those) (?:\w+ )?"
        r"(?:cases|reports|patients|episodes|women|infants|events)\b"
        r"(?! (?:with|who|of|in)\b)|"
        r"^\W*(?:in|on|by|after|at) [^,;.]{2,25} (?:she|he) |"
        r"^\W*you (?:may|might|will|should) [^.;]{0,30}\b(?:for|of|to|with) them\b|"
        r"^\W*the (?:second|third|fourth|fifth|last) (?:patient|case|woman|man|child|infant|subject|report)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"^\W*(?:in|bei) \w+ (?:der|dieser) (?:\w+ )?(?:Fällen?|Berichte|Patienten)\b(?! (?:mit|von|in|unter)\b|, )|"
        r"^\W*(?:der|die|das) (?:zweite|dritte|vierte|letzte) (?:Patientin?|Fall|Kind)\b",
        re.IGNORECASE,
    ),
}


def of_a_case(sentence: str, language: str) -> bool:
    """Does a sentence tell of cases that only the words before it name?"""
    pattern = _OF_A_CASE.get(language)
    return pattern is not None and bool(pattern.search(sentence))
